// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../canvas/map_traces.h"
#include "../frame/workspace.h"

#include <tutela/core/patrols.h>
#include <tutela/exchange/import.h>
#include <tutela/session/job_runner.h>

class QComboBox;

namespace tutela::app {

class PickList;
class RecordForm;

/// One patrol: what may happen to it next, its tracks, and all of its fields.
class PatrolPanel : public QWidget {
    Q_OBJECT
public:
    PatrolPanel(Shell& shell, QWidget* parent);
    void showPatrol(std::optional<core::PatrolId> patrol);
    void takePosition(core::GeoPoint point);
    void focusFirst();
    /// Asks for a file of tracks. @param patrol  whose they are; empty = found by time and place
    void importTracks(std::optional<core::PatrolId> patrol);
    /// Plan and tracks of the patrol that is shown.
    [[nodiscard]] std::vector<MapTrace> traces() const;

signals:
    void positionAsked();

private:
    void makeHead(QVBoxLayout* column);
    void refresh();
    void showSteps(const core::Patrol& patrol);
    void showTracks(const core::Patrol& patrol);
    void move(core::PatrolStatus status);
    void confirmReason();
    void tell(const QString& refusal);
    void finishImport(const exchange::ImportReport& report);
    [[nodiscard]] const core::Patrol* patrol() const;

    Shell& m_shell;
    std::optional<core::PatrolId> m_patrol;
    std::optional<core::PatrolStatus> m_asked; ///< the state that waits for its reason
    session::JobRunner m_jobs;
    QWidget *m_head, *m_steps, *m_reasonRow, *m_trackRow, *m_tracks;
    QLabel *m_state, *m_visits, *m_problem, *m_reasonTitle, *m_trackText;
    QComboBox* m_reason;
    QPushButton* m_obstruction;
    PickList* m_owner;
    RecordForm* m_form;
};

} // namespace tutela::app
