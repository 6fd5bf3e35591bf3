// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "data_workspace.h"

#include "layers_page.h"
#include "parameters_page.h"
#include "problems_page.h"
#include "sources_page.h"

#include "../records/record_form.h"
#include "../records/record_table.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QDockWidget>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace tutela::app {

namespace {

constexpr double kMostScale = 1.7; ///< docks grow with the text, up to here

QString sectionName(core::Kind kind) { return QString::fromStdString(core::kindName(kind)); }

} // namespace

DataWorkspace::DataWorkspace(Shell& shell)
    : Workspace(shell, QStringLiteral("Data"), tr("Data")), m_pages(new QStackedWidget), m_centre(new QSplitter{Qt::Vertical, this}),
      m_map(new MapCanvas{shell, QStringLiteral("dataMap"), m_centre}), m_forms(new QStackedWidget{this}), m_list(new QListWidget{this})
{
    m_centre->setObjectName(QStringLiteral("dataSplitter"));
    m_centre->addWidget(m_pages);
    m_centre->addWidget(m_map);
    m_centre->setStretchFactor(0, 3);
    m_centre->setStretchFactor(1, 2);
    m_centre->setChildrenCollapsible(false);
    setCentralWidget(m_centre);
    makeSections();
    makeDocks();

    handle(QStringLiteral("edit.new"), [this] {
        if (current().table != nullptr && current().form != nullptr && !m_shell.document.isReadOnly())
            showNew(*current().form);
    });
    handle(QStringLiteral("edit.delete"), [this] {
        if (current().table != nullptr)
            current().table->removeSelected();
    });
    handle(QStringLiteral("edit.find"), [this] {
        if (current().table != nullptr)
            current().table->find();
    });
    handle(QStringLiteral("view.problems"), [this] { showSection(QStringLiteral("problems")); });
    handle(QStringLiteral("view.layers"), [this] { showSection(QStringLiteral("layers")); });
    handle(QStringLiteral("mission.settings"), [this] { showSection(QStringLiteral("settings")); });
    handle(QStringLiteral("analysis.recalculate"), [this] {
        showSection(QStringLiteral("problems"));
        m_problems->check();
    });
    for (const int by : {1, -1})
        handle(by > 0 ? QStringLiteral("problems.next") : QStringLiteral("problems.previous"), [this, by] {
            showSection(QStringLiteral("problems"));
            m_problems->step(by);
        });
    connect(&shell.context, &session::WorkContext::selectionChanged, this, &DataWorkspace::followSelection);
    connect(m_map, &MapCanvas::picked, this, [this](core::GeoPoint point) {
        m_map->setTool(MapCanvas::Tool::Select);
        if (current().form != nullptr)
            current().form->takePosition(point);
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &DataWorkspace::showRow);
    showSection(QStringLiteral("sources"));
}

void DataWorkspace::showRow(int row)
{
    if (row < 0)
        return;
    Section& section = m_sections[static_cast<std::size_t>(row)];
    if (const auto make = std::exchange(section.make, nullptr)) {
        make(section);
        m_pages->addWidget(section.page);
    }
    m_pages->setCurrentWidget(section.page);
    m_map->setVisible(section.map);
    if (section.form != nullptr && section.table != nullptr)
        m_forms->setCurrentWidget(section.form);
    m_formDock->setVisible(section.table != nullptr);
    m_layers->setVisible(section.map);
    chooseSelected();
}

/// @param page  null when it is made later
DataWorkspace::Section& DataWorkspace::addSection(const QString& name, const QString& title, QWidget* page, bool map)
{
    if (page != nullptr)
        m_pages->addWidget(page);
    auto* item = new QListWidgetItem{title, m_list};
    item->setData(Qt::UserRole, name);
    m_sections.push_back({name, page, nullptr, nullptr, map});
    return m_sections.back();
}

/// Tables and forms are made when they are looked at first: all of them at once would hold up the window.
void DataWorkspace::addKind(core::Kind kind)
{
    const bool mapped = kind == core::Kind::PLACE || kind == core::Kind::AREA || kind == core::Kind::BASE || kind == core::Kind::THREAT;
    m_kinds[kind] = m_sections.size();
    Section& section = addSection(sectionName(kind), session::kindWordPlural(kind), nullptr, mapped);
    section.kind = kind;
    section.make = [this, kind](Section& made) { makeKind(made, kind); };
}

void DataWorkspace::makeKind(Section& section, core::Kind kind)
{
    auto* table = new RecordTable{m_shell, kind, m_pages};
    auto* form = new RecordForm{m_shell, kind, m_forms};
    section.page = section.table = table;
    section.form = form;
    m_forms->addWidget(form);
    connect(table, &RecordTable::currentRecordChanged, this, [this, kind, table, form] {
        const auto id = table->current();
        if (!id) {
            form->showNone();
            return;
        }
        form->showRecord(*id);
        if (!m_selecting && table->isVisible()) {
            m_shell.context.select(session::RecordRef{kind, *id});
            m_map->showRecord({kind, *id});
        }
    });
    connect(table, &RecordTable::openAsked, this, [this, form] {
        bringForward(m_forms);
        form->focusFirst();
    });
    connect(table, &RecordTable::addAsked, this, [this, form] { showNew(*form); });
    connect(form, &RecordForm::created, this, [this, kind, table](std::int64_t id) {
        table->select(id);
        m_map->showRecord({kind, id});
    });
    connect(form, &RecordForm::cancelled, this, [table, form] {
        if (const auto id = table->current())
            form->showRecord(*id);
    });
    connect(form, &RecordForm::positionAsked, this, &DataWorkspace::startPick);
}

void DataWorkspace::showNew(RecordForm& form)
{
    bringForward(m_forms);
    form.showNew();
}

void DataWorkspace::makeSections()
{
    m_list->setObjectName(QStringLiteral("dataSections"));
    m_list->setAccessibleName(tr("Sections of the data"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addSection(QStringLiteral("sources"), tr("Sources and imports"), new SourcesPage{m_shell, m_pages}, false);
    for (const core::Kind kind : {core::Kind::PLACE, core::Kind::AREA, core::Kind::ACTOR, core::Kind::THREAT, core::Kind::BASE, core::Kind::UNIT, core::Kind::GROUP})
        addKind(kind);
    auto* layers = new LayersPage{m_shell, m_pages};
    addSection(QStringLiteral("layers"), tr("Reference layers"), layers, true);
    connect(layers, &LayersPage::stylesChanged, m_map, &MapCanvas::setLayerStyles);
    m_problems = new ProblemsPage{m_shell, m_pages};
    addSection(QStringLiteral("problems"), tr("Problems"), m_problems, true);
    connect(m_problems, &ProblemsPage::zoomAsked, m_map, &MapCanvas::showRecord);
    connect(m_problems, &ProblemsPage::fixAsked, this, [this](session::RecordRef record, const QString& field) { showRecord(record, field); });
    addSection(QStringLiteral("parameters"), tr("Model parameters"), new ParametersPage{m_shell, m_pages}, false);
    addSettings();
}

void DataWorkspace::addSettings()
{
    m_kinds[core::Kind::MISSION] = m_sections.size();
    addSection(QStringLiteral("settings"), tr("Mission settings"), nullptr, false).make = [this](Section& section) {
        section.form = new RecordForm{m_shell, core::Kind::MISSION, m_pages};
        section.page = section.form;
        section.form->showRecord(m_shell.document.mission()->details.id);
    };
}

QWidget* DataWorkspace::makeLayerList()
{
    auto* layers = new QListWidget{this};
    layers->setObjectName(QStringLiteral("mapLayers"));
    layers->setAccessibleName(tr("Layers of the map"));
    layers->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // a long name ends in an ellipsis
    const auto words = core::wordsOf<map::MapLayer>();
    for (std::size_t i = words.size(); i-- > 0;) { // the topmost first, as on the map
        auto* item = new QListWidgetItem{QString::fromStdString(core::spoken(words[i])), layers};
        item->setData(Qt::UserRole, static_cast<int>(i));
        item->setCheckState(m_map->layers().has(static_cast<map::MapLayer>(i)) ? Qt::Checked : Qt::Unchecked);
    }
    connect(layers, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        m_map->chooseLayer(static_cast<map::MapLayer>(item->data(Qt::UserRole).toInt()), item->checkState() == Qt::Checked);
    });
    return layers;
}

void DataWorkspace::makeDocks()
{
    QVBoxLayout* left = nullptr;
    auto* sections = ui::panel("panel", this, &left);
    left->setContentsMargins(8, 8, 8, 8);
    left->addWidget(m_list, 3);
    m_layers = new QWidget{sections};
    auto* layers = new QVBoxLayout{m_layers};
    layers->setContentsMargins(0, 0, 0, 0);
    layers->addWidget(ui::label(tr("Layers of the map"), "section", m_layers));
    layers->addWidget(makeLayerList());
    left->addWidget(m_layers, 2);
    const auto wide = [this](int pixels) { return static_cast<int>(pixels * std::min(kMostScale, m_shell.style.textScale())); };
    addDock(QStringLiteral("dataSectionsDock"), tr("Data"), sections, Qt::LeftDockWidgetArea, wide(210));
    m_formDock = addDock(QStringLiteral("dataForm"), tr("Record"), m_forms, Qt::RightDockWidgetArea, wide(330));
}

DataWorkspace::Section& DataWorkspace::current() { return m_sections[static_cast<std::size_t>(std::max(0, m_list->currentRow()))]; }
QString DataWorkspace::section() const { return m_list->currentItem() != nullptr ? m_list->currentItem()->data(Qt::UserRole).toString() : QString{}; }

DataWorkspace::Section* DataWorkspace::sectionOf(core::Kind kind)
{
    const auto at = m_kinds.find(kind);
    return at != m_kinds.end() ? &m_sections[at->second] : nullptr;
}

void DataWorkspace::showSection(const QString& name)
{
    for (std::size_t i = 0; i < m_sections.size(); ++i)
        if (m_sections[i].name == name)
            m_list->setCurrentRow(static_cast<int>(i));
}

/// A layout that is put back has every dock: the form is there only beside a table of records.
void DataWorkspace::laidOut(bool)
{
    if (current().table == nullptr)
        m_formDock->hide();
}

void DataWorkspace::activated()
{
    const auto selection = m_shell.context.selection();
    if (selection && selection != m_followed)
        if (const Section* section = sectionOf(selection->kind))
            showSection(section->name);
    m_followed = selection;
    m_formDock->setVisible(current().table != nullptr);
    chooseSelected();
}

/// A record chosen on the map beside a table of another kind brings its own table: ring, table and form are of one record.
void DataWorkspace::followSelection()
{
    const auto selection = m_shell.context.selection();
    const Section* section = selection ? sectionOf(selection->kind) : nullptr;
    const bool leaves = isVisible() && section != nullptr && current().kind && current().kind != selection->kind && !current().form->isNew();
    if (leaves)
        showSection(section->name);
    chooseSelected();
    if (selection && section == nullptr)
        m_map->ringOnly({}); // of a kind without a table here: nothing beside the map says anything else
}

/// The record chosen anywhere is chosen here too, in its table when that was looked at before. The map beside a table rings no
/// record of another kind: table and form show none of it.
void DataWorkspace::chooseSelected()
{
    m_map->ringOnly(current().kind);
    const auto selection = m_shell.context.selection();
    const Section* section = selection ? sectionOf(selection->kind) : nullptr;
    if (section == nullptr || section->table == nullptr || m_selecting)
        return;
    m_selecting = true;
    section->table->select(selection->id);
    m_selecting = false;
}

void DataWorkspace::showRecord(session::RecordRef record, const QString& field)
{
    Section* section = sectionOf(record.kind);
    if (section == nullptr) { // of a kind that another workspace edits
        m_shell.open(record);
        return;
    }
    showSection(section->name);
    if (section->table != nullptr) {
        section->table->select(record.id);
        m_shell.context.select(record); // also when it is the row in which the table stands already
    }
    m_map->showRecord(record);
    bringForward(m_forms);
    section->form->focusField(field);
}

void DataWorkspace::startPick()
{
    m_map->setVisible(true);
    m_map->setTool(MapCanvas::Tool::Pick);
    m_shell.status(tr("Click the place on the map."));
}

} // namespace tutela::app
