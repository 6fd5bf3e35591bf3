// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../canvas/map_canvas.h"
#include "../frame/workspace.h"

#include <tutela/session/import_draft.h>
#include <tutela/session/incident_model.h>

#include <QPersistentModelIndex>

class QSplitter;
class QStackedWidget;

namespace tutela::app {

class FilterPanel;
class FlowLayout;
class IncidentTable;
class RecordForm;
class Timeline;

/// What happened, is it true, is it new: table and map with one selection, filters, timeline and the record.
class IncidentsWorkspace : public Workspace {
    Q_OBJECT
public:
    explicit IncidentsWorkspace(Shell& shell);
    void activated() override;
    bool takeFile(const QString& path) override;
    [[nodiscard]] session::IncidentModel& model() { return m_model; }

protected:
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void laidOut(bool low) override;

private:
    QWidget* makeCentre();
    QWidget* makeEmpty();
    QWidget* makeTimeline();
    void makeCommands();
    void applyFilter();
    void fillChips();
    void rowsChanged();
    void fillMap();
    void showCount();
    void fillTimeline();
    void unhide(std::int64_t id);
    void sayHidden(const QString& sentence);
    void clearFilters();
    void showImported(const session::ImportedIncidents& imported);
    void followSelection();
    void newIncident();
    void deleteIncidents();
    void bulkEdit();
    void exportRows();
    void importFile(const QString& path);
    void pick(bool on);

    session::IncidentModel m_model;
    session::JobRunner m_exportJobs, m_mapJobs, m_timelineJobs;
    QStackedWidget* m_pages;
    FilterPanel* m_filters;
    IncidentTable* m_table;
    MapCanvas* m_map;
    Timeline* m_timeline;
    RecordForm* m_editor;
    QLabel* m_count = nullptr;
    QStringList m_counted; ///< what it says: incidents, and those without a position
    QSplitter* m_split = nullptr;
    FlowLayout* m_chips = nullptr;
    QPushButton* m_clear = nullptr;
    QLabel* m_refusal = nullptr;
    QPersistentModelIndex m_refusedAt; ///< the cell of the last value that was refused
    QString m_lastSource; ///< of an incident that was typed
    bool m_fitted = false; ///< the map, once the window has its size
};

} // namespace tutela::app
