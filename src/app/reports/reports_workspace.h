// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"
#include "page_view.h"
#include "report_panels.h"

#include <tutela/report/pages.h>

#include <QProgressBar>

#include <functional>
#include <optional>

class QStackedWidget;

namespace tutela::app {

/// What do I send? The pages of a version as they will be printed, what is in them, for whom, and what to look at first.
class ReportsWorkspace : public Workspace {
    Q_OBJECT
public:
    explicit ReportsWorkspace(Shell& shell);
    ~ReportsWorkspace() override;
    void activated() override;
    /// Shows a version; the pages are made in a worker.
    void showVersion(core::AssessmentId assessment);
    /// Shows the patrol coverage review of the period in the top bar, else of the 30 days before the cut-off.
    void showCoverage();
    [[nodiscard]] std::optional<core::AssessmentId> version() const { return m_version; }
    /// True when the pages are of the version, the reader and the records that are chosen now: nothing else may be exported.
    [[nodiscard]] bool isReady() const;
    /// Ready, and every page in view is painted in its size; or there is nothing to show.
    [[nodiscard]] bool isSettled() const;

private:
    /// What is printed: a version, or the review of a period.
    struct Subject {
        std::optional<core::AssessmentId> version;
        std::optional<core::Period> coverage;
        bool operator==(const Subject&) const = default;
        [[nodiscard]] bool isEmpty() const { return !version && !coverage; }
    };
    /// A model as built from the records, before it is reduced.
    struct Base {
        std::string head;
        Subject subject;
        report::ReportModel model;
    };
    struct Built {
        std::shared_ptr<const Base> base;
        std::shared_ptr<const report::Pages> pages;
    };
    QWidget* makeCentre();
    QWidget* makePagingBar(QWidget* parent);
    QWidget* makeProgress(QWidget* parent);
    void makeDocks();
    /// The version of the period and scope in the top bar.
    void chooseVersion();
    void showNothing();
    [[nodiscard]] Subject subject() const;
    [[nodiscard]] std::function<report::ReportModel(const core::Progress&)> modelMaker() const;
    void documentChanged();
    void build();
    void take(session::Outcome<Built> outcome);
    void showChecks();
    void showPaging();
    void exportPdf();
    void allowExport();
    void writePdf(const QString& path);

    std::optional<core::AssessmentId> m_version;
    bool m_coverage = false; ///< the review is shown instead of a version
    std::shared_ptr<const Base> m_base;
    std::shared_ptr<const report::Pages> m_pages;
    session::JobRunner m_building, m_exporting;
    Subject m_pagesOf; ///< what m_pages show
    bool m_stale = true;
    QString m_stage; ///< of the work that runs

    QStackedWidget* m_stack;
    PageView* m_view;
    QLabel* m_title;
    QLabel* m_paging;
    QLabel* m_zoom;
    QFrame* m_progress = nullptr;
    QLabel* m_progressText = nullptr;
    QProgressBar* m_progressBar = nullptr;
    VersionList* m_versions = nullptr;
    ContentsList* m_contents = nullptr;
    QWidget* m_contentsArea = nullptr; ///< with its heading; only beside a report
    ReportOptions* m_options = nullptr;
    CheckList* m_checks = nullptr;
    QPushButton* m_send = nullptr;
};

} // namespace tutela::app
