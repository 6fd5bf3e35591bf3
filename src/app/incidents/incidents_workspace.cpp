// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incidents_workspace.h"

#include "../frame/head_layout.h"
#include "../frame/writing.h"
#include "bulk_edit.h"
#include "filter_panel.h"
#include "import_window.h"
#include "incident_table.h"
#include "timeline.h"

#include "../frame/exported.h"
#include "../records/record_form.h"

#include <tutela/core/spoken.h>
#include <tutela/exchange/export.h>
#include <tutela/session/bulk_edits.h>
#include <tutela/session/display.h>

#include <QDockWidget>
#include <QEvent>
#include <QFileInfo>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr std::size_t kBars = 62;
constexpr int kLeftDock = 220, kRightDock = 340, kBottomDock = 120;
constexpr int kTableHeight = 420, kMapHeight = 260, kLowMapHeight = 180; ///< parts of the height

} // namespace

IncidentsWorkspace::IncidentsWorkspace(Shell& shell)
    : Workspace(shell, QStringLiteral("Incidents"), tr("Incidents")), m_model(shell.document), m_pages(new QStackedWidget{this}),
      m_filters(new FilterPanel{shell, this}), m_table(new IncidentTable{shell, m_model, this}), m_map(new MapCanvas{shell, QStringLiteral("incidentMap"), this}),
      m_timeline(new Timeline{shell, this}), m_editor(new RecordForm{shell, core::Kind::INCIDENT, this})
{
    m_pages->addWidget(makeCentre());
    m_pages->addWidget(makeEmpty());
    setCentralWidget(m_pages);
    addDock(QStringLiteral("incidentFiltersDock"), tr("Filters"), m_filters, Qt::LeftDockWidgetArea, kLeftDock);
    addDock(QStringLiteral("incidentRecordDock"), tr("Record"), m_editor, Qt::RightDockWidgetArea, kRightDock);
    auto* timeline = addDock(QStringLiteral("incidentTimelineDock"), tr("Timeline"), makeTimeline(), Qt::BottomDockWidgetArea, kBottomDock);
    foldWhenLow(timeline);
    handle(QStringLiteral("view.timeline"), [timeline] { timeline->setVisible(timeline->isHidden()); });
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

    connect(m_filters, &FilterPanel::changed, this, &IncidentsWorkspace::applyFilter);
    connect(m_timeline, &Timeline::brushed, this, &IncidentsWorkspace::applyFilter);
    for (const auto signal : {&session::WorkContext::periodChanged, &session::WorkContext::scopeChanged})
        connect(&shell.context, signal, this, [this] {
            m_timeline->clearBrush();
            applyFilter();
        });
    connect(&shell.context, &session::WorkContext::selectionChanged, this, [this] {
        followSelection();
        if (m_shell.context.selection())
            bringForward(m_editor);
    });
    connect(&m_model, &session::IncidentModel::rowsChanged, this, &IncidentsWorkspace::rowsChanged);
    connect(&m_model, &session::IncidentModel::refused, this, [this](const QModelIndex& at, const QString& sentence) {
        m_refusedAt = at;
        m_refusal->setText((sentence.endsWith(QLatin1Char('.')) ? sentence : sentence + QLatin1Char('.')) + tr(" Correct it, or press Esc for the value of before."));
        m_refusal->show();
    });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this] { m_refusal->setVisible(!m_table->currentIndex().data(session::IncidentModel::ProblemRole).toString().isEmpty()); });
    connect(m_table, &IncidentTable::currentIncident, this, [this](qint64 id) {
        m_shell.context.select(session::RecordRef{core::Kind::INCIDENT, id});
        m_refusal->setText(m_table->currentIndex().data(session::IncidentModel::ProblemRole).toString());
        m_refusal->setVisible(!m_refusal->text().isEmpty());
    });
    connect(m_table, &IncidentTable::deleteAsked, this, &IncidentsWorkspace::deleteIncidents);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        m_shell.context.select(session::RecordRef{core::Kind::INCIDENT, m_model.idAt(index.row())});
        m_editor->focusFirst();
    });
    connect(m_editor, &RecordForm::positionAsked, this, [this] { pick(true); });
    connect(m_map, &MapCanvas::picked, this, [this](core::GeoPoint point) {
        pick(false);
        m_editor->takePosition(point);
    });
    makeCommands();
    applyFilter();
    rowsChanged();
}

QWidget* IncidentsWorkspace::makeCentre()
{
    QVBoxLayout* column = nullptr;
    auto* page = ui::panel("panel", m_pages, &column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QWidget{page};
    auto* row = new HeadLayout{bar};
    row->setContentsMargins(12, 8, 12, 8);
    auto* shown = new QWidget{bar};
    m_chips = new FlowLayout{6, 6};
    shown->setLayout(m_chips);
    m_count = ui::label({}, "heading", shown);
    m_count->setObjectName(QStringLiteral("incidentCount"));
    m_count->setMinimumWidth(1); // it takes a second line before it holds the window wide
    m_chips->addWidget(m_count);
    m_clear = ui::button(QStringLiteral("clearFilters"), tr("Clear"), "link", shown);
    m_clear->setToolTip(tr("Show all incidents of the period and scope"));
    connect(m_clear, &QPushButton::clicked, this, &IncidentsWorkspace::clearFilters);
    m_chips->addWidget(m_clear);
    row->addWidget(shown);
    shown->installEventFilter(this);
    const std::array<std::pair<QString, QString>, 4> buttons{{{QStringLiteral("edit.new"), tr("New")}, {QStringLiteral("edit.bulk"), tr("Change many")},
                                                              {QStringLiteral("data.import"), tr("Import")}, {QStringLiteral("data.export"), tr("Export")}}};
    for (const auto& [id, text] : buttons) {
        auto* button = ui::button(QStringLiteral("button_") + id, text, id == QStringLiteral("data.import") ? "primary" : "plain", bar);
        connect(button, &QPushButton::clicked, this, [this, action = id] { run(action); });
        if (auto* action = m_shell.actions.action(id); action != nullptr && !action->shortcut().isEmpty())
            button->setToolTip(ActionRegistry::shortcutText(action));
        if (id != QStringLiteral("data.export"))
            ui::changes(m_shell, button);
        row->addWidget(button);
    }
    column->addWidget(bar);
    m_refusal = ui::label({}, "error", page, true);
    m_refusal->setObjectName(QStringLiteral("tableProblem"));
    m_refusal->setContentsMargins(12, 0, 12, 8);
    m_refusal->hide();
    column->addWidget(m_refusal);
    m_split = new QSplitter{Qt::Vertical, page};
    m_split->setObjectName(QStringLiteral("incidentSplit"));
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_table);
    m_split->addWidget(m_map);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setSizes({kTableHeight, kMapHeight});
    column->addWidget(m_split, 1);
    m_map->setFurniture(true, true, MapCanvas::LegendStarts::Folded);
    return page;
}

/// In a low window the map gives way before the rows of the table do.
void IncidentsWorkspace::laidOut(bool low) { m_split->setSizes({kTableHeight, low ? kLowMapHeight : kMapHeight}); }

QWidget* IncidentsWorkspace::makeEmpty()
{
    auto* import = ui::button(QStringLiteral("emptyImport"), tr("Import a spreadsheet"), "primary", m_pages);
    auto* byHand = ui::button(QStringLiteral("emptyNew"), {}, "plain", m_pages);
    ui::nameKeys(m_shell.actions, byHand, tr("Add by hand"), QStringLiteral("edit.new"));
    connect(import, &QPushButton::clicked, this, [this] { run(QStringLiteral("data.import")); });
    connect(byHand, &QPushButton::clicked, this, [this] { newIncident(); });
    return ui::emptyState(m_shell.style, QStringLiteral("incidents"), tr("No incident yet. Import the table that your partners send, or type the first one."), import, byHand, m_pages);
}

QWidget* IncidentsWorkspace::makeTimeline()
{
    QVBoxLayout* column = nullptr;
    auto* holder = ui::panel("panel", this, &column);
    column->setContentsMargins(8, 0, 8, 4);
    column->setSpacing(0);
    column->addWidget(m_timeline, 1);
    auto* table = ui::button(QStringLiteral("timelineAsTable"), tr("Show as table"), "link", holder);
    connect(table, &QPushButton::clicked, m_timeline, &Timeline::showAsTable);
    column->addWidget(table, 0, Qt::AlignRight);
    return holder;
}

void IncidentsWorkspace::makeCommands()
{
    handle(QStringLiteral("edit.new"), [this] { newIncident(); });
    handle(QStringLiteral("edit.delete"), [this] { deleteIncidents(); });
    handle(QStringLiteral("edit.bulk"), [this] { bulkEdit(); });
    handle(QStringLiteral("edit.find"), [this] {
        bringForward(m_filters);
        m_filters->focusFilter();
    });
    handle(QStringLiteral("data.export"), [this] { exportRows(); });
    handle(QStringLiteral("data.import"), [this] {
        const QString path = m_shell.prompts.openFile(this, tr("Import a file"), tr("Tables and layers (*.csv *.tsv *.txt *.xlsx *.ods *.gpkg *.geojson *.json *.shp *.kml *.kmz *.gpx);;All files (*)"));
        if (!path.isEmpty())
            importFile(path);
    });
    // Keys of a table: while something is typed they are letters.
    const auto onTable = [this](const QKeySequence& keys, auto act) {
        auto* shortcut = new QShortcut{keys, m_table};
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    onTable(QKeySequence{Qt::Key_N}, [this] { newIncident(); });
    onTable(QKeySequence{Qt::Key_Delete}, [this] { deleteIncidents(); });
    onTable(QKeySequence{Qt::Key_Escape}, [this] {
        if (!m_model.takeBackRefused(m_table->currentIndex()) && !m_model.takeBackRefused(m_refusedAt))
            m_table->clearSelection();
    });
}

void IncidentsWorkspace::hideEvent(QHideEvent* event)
{
    Workspace::hideEvent(event);
    m_shell.messages.hide(QStringLiteral("hidden")); // it speaks of this table
}

void IncidentsWorkspace::activated()
{
    followSelection();
    if (m_pages->currentIndex() != 0)
        return;
    sayHidden(tr("The open record is not in the table: a filter, the period or the scope leaves it out."));
    m_table->setFocus(Qt::OtherFocusReason);
    if (!std::exchange(m_fitted, true)) // the docks find their sizes first
        QTimer::singleShot(0, m_map, [this] { m_map->fit(); });
}

void IncidentsWorkspace::applyFilter()
{
    session::IncidentFilter filter = m_filters->filter();
    filter.period = m_timeline->brush() ? m_timeline->brush() : m_shell.context.period();
    filter.area = m_shell.context.scope();
    m_model.setFilter(filter); // tells when the rows are there
    fillChips();
}

void IncidentsWorkspace::fillChips()
{
    // Between the count and Clear.
    while (m_chips->count() > 1) {
        const std::unique_ptr<QLayoutItem> item{m_chips->takeAt(1)};
        if (item->widget() == m_clear)
            continue;
        item->widget()->hide();
        item->widget()->deleteLater();
    }
    const auto mission = m_shell.document.mission();
    const session::IncidentFilter filter = m_filters->filter();
    int number = 0;
    const auto add = [&](const QString& text, auto without) {
        auto* chip = ui::button(QStringLiteral("activeFilter%1").arg(++number), text + QStringLiteral(" \u00D7"), "chip", m_count->parentWidget());
        chip->setAccessibleName(tr("Remove the filter %1").arg(text));
        connect(chip, &QPushButton::clicked, this, without);
        m_chips->addWidget(chip);
    };
    const auto addPart = [&](const QString& text, auto change) {
        add(text, [this, change] {
            auto next = m_filters->filter();
            change(next);
            m_filters->setFilter(next);
        });
    };
    if (filter.categories.size() == 1)
        addPart(QString::fromStdString(core::spoken(*filter.categories.begin())), [](auto& next) { next.categories.clear(); });
    else if (!filter.categories.empty())
        addPart(tr("%1 categories").arg(filter.categories.size()), [](auto& next) { next.categories.clear(); });
    if (!filter.verifications.empty())
        addPart(filter.verifications.size() == 1 ? QString::fromStdString(core::spoken(*filter.verifications.begin())) : tr("%1 verifications").arg(filter.verifications.size()),
                [](auto& next) { next.verifications.clear(); });
    if (!filter.actors.empty())
        addPart(session::nameOf(*mission, {core::Kind::ACTOR, filter.actors.begin()->value}), [](auto& next) { next.actors.clear(); });
    if (filter.killed_at_least)
        addPart(tr("at least %1 killed").arg(session::countText(*filter.killed_at_least)), [](auto& next) { next.killed_at_least.reset(); });
    if (m_timeline->brush())
        add(session::WorkContext::called(m_timeline->brush(), mission->timeZone()), [this] { m_timeline->clearBrush(); });
    m_chips->addWidget(m_clear);
    m_clear->setVisible(number > 0);
}

void IncidentsWorkspace::rowsChanged()
{
    m_pages->setCurrentIndex(m_shell.document.mission()->incidents->size() == 0 ? 1 : 0);
    if (const auto open = m_shell.context.selection(); open && m_model.rowOf(open->id) >= 0)
        m_shell.messages.hide(QStringLiteral("hidden")); // its date or place brought it in
    fillMap();
    fillTimeline();
    followSelection();
}

/// The map shows what the table shows; how many it cannot show stands beside the number of rows.
void IncidentsWorkspace::fillMap()
{
    struct Shown {
        std::shared_ptr<const map::IncidentChoice> choice;
        std::int64_t hidden = 0;
    };
    const auto work = [columns = m_model.columns(), rows = m_model.rows()](const core::Progress&) {
        return Shown{std::make_shared<const map::IncidentChoice>(map::IncidentChoice::of(columns, rows)), session::withoutPosition(*columns, rows)};
    };
    const auto show = [this](Shown shown) {
        const auto rows = static_cast<std::int64_t>(shown.choice->rows.size());
        m_counted = QStringList{rows == 1 ? tr("1 incident") : tr("%1 incidents").arg(session::countText(rows))};
        if (shown.hidden > 0)
            m_counted << tr("%1 without a position").arg(session::countText(shown.hidden));
        showCount();
        m_map->setIncidents(std::move(shown.choice));
    };
    if (m_model.columns()->size() < session::kAtOnce) {
        m_mapJobs.stop();
        show(work({}));
        return;
    }
    m_mapJobs.restart(work, [show](session::Outcome<Shown> outcome) {
        if (outcome.value)
            show(std::move(*outcome.value));
    });
}

/// On one line where there is room for it, whatever width it gets later.
void IncidentsWorkspace::showCount()
{
    const QString line = m_counted.join(QStringLiteral(", "));
    const bool narrow = m_count->fontMetrics().horizontalAdvance(line) > m_count->parentWidget()->width();
    m_count->setText(narrow ? m_counted.join(QStringLiteral(",\n")) : line);
}

bool IncidentsWorkspace::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_count->parentWidget() && event->type() == QEvent::Resize)
        showCount();
    return Workspace::eventFilter(watched, event);
}

/// The timeline shows the whole period, also while a part of it is brushed.
void IncidentsWorkspace::fillTimeline()
{
    auto filter = m_model.filter();
    filter.period = m_shell.context.period();
    auto mission = m_shell.document.mission();
    const bool small = mission->incidents->size() < session::kAtOnce;
    const auto work = [mission = std::move(mission), filter](const core::Progress& progress) { return session::timelineOf(*mission, filter, kBars, progress); };
    if (small) {
        m_timelineJobs.stop();
        m_timeline->setBars(work({}));
        return;
    }
    m_timelineJobs.restart(work, [this](session::Outcome<std::vector<session::TimelineBar>> outcome) {
        if (outcome.value)
            m_timeline->setBars(std::move(*outcome.value));
    });
}

void IncidentsWorkspace::followSelection()
{
    const auto selected = m_shell.context.selection();
    const bool incident = selected && selected->kind == core::Kind::INCIDENT;
    if (!incident) {
        m_editor->showNone();
        return;
    }
    m_editor->showRecord(selected->id);
    m_table->showId(selected->id);
}

void IncidentsWorkspace::pick(bool on)
{
    m_map->setTool(on ? MapCanvas::Tool::Pick : MapCanvas::Tool::Select);
    if (on) {
        m_map->setFocus(Qt::OtherFocusReason);
        m_shell.status(tr("Click on the map where it happened. Esc cancels."));
    }
}

void IncidentsWorkspace::newIncident()
{
    // An incident without a source cannot be kept: it is asked for first.
    const QString source = m_shell.prompts.askText(this, tr("New incident"), tr("Code name of the source that it comes from"), m_lastSource).trimmed();
    if (source.isEmpty())
        return;
    m_lastSource = source;
    const auto added = session::addIncident(m_shell.document, source);
    if (!added.id) {
        m_shell.messages.show(QStringLiteral("new"), MessageBar::Level::Warning, tr("No incident was added: %1").arg(added.refusal));
        return;
    }
    if (m_model.rowOf(*added.id) < 0)
        clearFilters();
    m_shell.context.select(session::RecordRef{core::Kind::INCIDENT, *added.id});
    sayHidden(tr("The new incident has no date yet, so the period or the scope leaves it out of the table. Give its date and place in the record."));
    bringForward(m_editor);
    m_editor->focusFirst();
    m_shell.toasts.show(tr("New incident without a date. Fill in what is known."), {ui::undoAction(m_shell)});
}

/// Says so while the incident that is open is not in the table.
void IncidentsWorkspace::sayHidden(const QString& sentence)
{
    const auto selected = m_shell.context.selection();
    if (!selected || selected->kind != core::Kind::INCIDENT || m_model.rowOf(selected->id) >= 0) {
        m_shell.messages.hide(QStringLiteral("hidden"));
        return;
    }
    m_shell.messages.show(QStringLiteral("hidden"), MessageBar::Level::Info, sentence, {{tr("Show it in the table"), [this, id = selected->id] {
                              m_shell.messages.hide(QStringLiteral("hidden"));
                              unhide(id);
                          }}});
}

void IncidentsWorkspace::clearFilters()
{
    m_timeline->clearBrush();
    m_filters->clear();
}

/// Takes the filters away that hide an incident; period and scope of the window too when they hide it.
void IncidentsWorkspace::unhide(std::int64_t id)
{
    if (m_model.rowOf(id) >= 0)
        return;
    clearFilters();
    if (m_model.rowOf(id) >= 0)
        return;
    m_shell.context.setPeriod(std::nullopt);
    m_shell.context.setScope(std::nullopt);
}

void IncidentsWorkspace::deleteIncidents()
{
    const auto ids = m_table->selectedIds();
    if (ids.empty()) {
        m_shell.status(tr("Select the incidents to delete first."));
        return;
    }
    if (ids.size() > session::kMostBulk) {
        m_shell.status(tr("At most %1 incidents are deleted at once; select fewer.").arg(session::countText(static_cast<std::int64_t>(session::kMostBulk))));
        return;
    }
    const QString name = session::nameOf(*m_shell.document.mission(), {core::Kind::INCIDENT, ids.front()});
    m_shell.context.select(std::nullopt);
    const QString refusal = session::removeRecords(m_shell.document, core::Kind::INCIDENT, ids);
    if (!refusal.isEmpty())
        m_shell.messages.show(QStringLiteral("delete"), MessageBar::Level::Warning, tr("Nothing was deleted: %1").arg(refusal));
    else
        m_shell.toasts.show(ids.size() == 1 ? tr("%1 deleted.").arg(name) : tr("%1 incidents deleted.").arg(session::countText(static_cast<std::int64_t>(ids.size()))), {ui::undoAction(m_shell)});
}

void IncidentsWorkspace::bulkEdit()
{
    const auto ids = m_table->selectedIds();
    if (ids.empty()) {
        m_shell.status(tr("Select the incidents to change first; Ctrl+A selects all that are shown."));
        return;
    }
    (new BulkEdit{m_shell, ids, this})->open();
}

void IncidentsWorkspace::exportRows()
{
    const QString path = m_shell.prompts.saveFile(this, tr("Export the incidents shown"), tr("incidents.xlsx"), tr("Spreadsheet (*.xlsx);;CSV (*.csv);;GeoPackage (*.gpkg)"));
    if (path.isEmpty())
        return;
    exchange::ExportRequest request;
    request.kinds = {core::Kind::INCIDENT};
    request.ids = m_table->shownIds();
    request.target = path.toStdString();
    m_shell.status(tr("Exporting %1 incidents ...").arg(session::countText(static_cast<std::int64_t>(request.ids->size()))));
    m_exportJobs.restart([request, mission = m_shell.document.path()](const core::Progress& progress) {
        return exchange::exportFile(store::MissionFile::open(mission, store::Access::ReadOnly), request, progress);
    }, [this, path](session::Outcome<exchange::ExportReport> outcome) {
        if (outcome.value)
            m_shell.toasts.show(tr("%1 incidents exported to %2.").arg(session::countText(outcome.value->parts.front().records), QFileInfo{path}.fileName()),
                                exportedActions(m_shell.toasts, path));
        else if (outcome.error)
            m_shell.messages.show(QStringLiteral("export"), MessageBar::Level::Danger, tr("Nothing was exported: %1").arg(outcome.sentence()),
                                  {{tr("Another place ..."), [this] { exportRows(); }}});
    });
}

bool IncidentsWorkspace::takeFile(const QString& path)
{
    importFile(path);
    return true;
}

void IncidentsWorkspace::importFile(const QString& path)
{
    const auto view = [self = QPointer<IncidentsWorkspace>{this}](const session::ImportedIncidents& imported) {
        if (self != nullptr) // else the mission was closed
            self->showImported(imported);
    };
    (new ImportWindow{m_shell, path, view, this})->open();
}

void IncidentsWorkspace::showImported(const session::ImportedIncidents& imported)
{
    m_shell.actions.action(QStringLiteral("view.incidents"))->trigger();
    if (imported.first) {
        clearFilters();
        m_shell.context.setPeriod(std::nullopt);
        m_shell.context.setScope(std::nullopt);
        m_shell.context.select(session::RecordRef{core::Kind::INCIDENT, *imported.first});
    }
    if (imported.box)
        m_map->showBox(*imported.box);
    else
        m_map->fit();
}

} // namespace tutela::app
