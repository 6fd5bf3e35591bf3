// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../canvas/map_canvas.h"
#include "../frame/workspace.h"

#include <tutela/session/job_runner.h>
#include <tutela/session/overview.h>

class QGridLayout;
class QStackedWidget;
class QVBoxLayout;

namespace tutela::app {

class FigureRow;

/// What needs me today: headline, four figures, what needs attention, a small map, the documents worked on last.
class OverviewWorkspace : public Workspace {
    Q_OBJECT
public:
    explicit OverviewWorkspace(Shell& shell);
    void activated() override;

private:
    void refresh();
    void compute(bool withReach);
    void fill(const session::Overview& overview);
    [[nodiscard]] QString yieldFocus();
    void keepFocus(const QString& name);
    void fillFigures(const session::Overview& overview);
    void explain(QWidget* beside, const session::OverviewFigure& figure);
    void fillAttention(const session::Overview& overview);
    void fillDocuments(const session::Overview& overview);
    [[nodiscard]] QWidget* makeEmpty();

    session::JobRunner m_jobs;
    std::optional<session::Overview> m_shown;
    std::optional<core::Period> m_shownPeriod;
    std::optional<core::AreaId> m_shownScope;
    bool m_stale = true;
    bool m_focused = false; ///< the first figure has had the focus
    QStackedWidget* m_pages;
    QLabel* m_headline;
    FigureRow* m_figures;
    QVBoxLayout* m_attention;
    QVBoxLayout* m_documents;
    MapCanvas* m_map;
};

} // namespace tutela::app
