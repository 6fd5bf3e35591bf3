// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>
#include <tutela/report/model.h>

#include <QImage>
#include <QSizeF>

#include <memory>
#include <string>
#include <utility>
#include <vector>

class QPainter;

namespace tutela::report {

/// The pages of a model laid out once, to be looked at: what renderPdf() prints, page by page, on any painter.
///
/// A thread of its own lays out and paints; any thread may ask, and waits. Charts are recorded by the GUI thread
/// (report/charts.h), which has to turn its event loop meanwhile, or be the one that asks.
class Pages {
public:
    /// Lays out. Needs a QApplication; any thread. @param program  "Tutela 0.1.0" @throws core::Cancelled
    Pages(ReportModel model, const std::string& program, const core::Progress& progress = {});
    ~Pages();
    Pages(Pages&&) noexcept;
    Pages& operator=(Pages&&) noexcept;

    [[nodiscard]] int count() const;
    /// In points: A4.
    [[nodiscard]] static QSizeF size();
    /// Paints a page (from 0) in points from its top left corner; the paper itself is the caller's.
    void paint(QPainter& painter, int page) const;
    /// A page as a picture on white paper, \p scale pixels a point. Any thread may ask; painter and picture are made by the
    /// pages' own thread, because what a painter keeps of fonts must not outlive a call in another one.
    [[nodiscard]] QImage picture(int page, double scale) const;
    /// The texts of a page in the order of layout, without its frame: for search and for people who do not see it.
    [[nodiscard]] std::vector<std::string> texts(int page) const;
    /// Titles of the parts and the pages (from 0) where they begin.
    [[nodiscard]] std::vector<std::pair<std::string, int>> contents() const;
    [[nodiscard]] const ReportModel& model() const;
    /// "CONFIDENTIAL — DRAFT, NOT APPROVED": as it stands on every page.
    [[nodiscard]] std::string marking() const;

private:
    struct Laid;
    std::unique_ptr<Laid> m_laid;
};

} // namespace tutela::report
