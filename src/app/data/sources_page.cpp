// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources_page.h"

#include <tutela/session/display.h>

#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kOldDays = 60; ///< from here on the age is a warning

QTableWidget* makeTable(const QString& name, const QString& title, const QStringList& heads, QWidget* parent)
{
    auto* table = new QTableWidget{0, static_cast<int>(heads.size()), parent};
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setHorizontalHeaderLabels(heads);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 14);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    return table;
}

QTableWidgetItem* put(QTableWidget& table, int row, int column, const QString& text, bool number = false)
{
    auto* item = new QTableWidgetItem{text};
    item->setToolTip(text.toHtmlEscaped());
    if (number)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setItem(row, column, item);
    return item;
}

} // namespace

SourcesPage::SourcesPage(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell),
      m_datasets(makeTable(QStringLiteral("datasets"), tr("Where the records come from"), {tr("Source"), tr("Kind"), tr("Records"), tr("Newest event"), tr("Age"), tr("Last import")}, this)),
      m_history(makeTable(QStringLiteral("importHistory"), tr("History of imports"), {tr("Import"), tr("Day"), tr("By"), tr("State")}, this)),
      m_undo(ui::button(QStringLiteral("undoImport"), tr("Undo this import"), "plain", this))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(16, 12, 16, 8);
    auto* head = new QHBoxLayout;
    head->addWidget(ui::label(tr("Sources"), "heading", this), 1);
    auto* import = ui::button(QStringLiteral("dataImport"), tr("Import ..."), "primary", this);
    import->setToolTip(tr("Ctrl+I"));
    connect(import, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("data.import"))->trigger(); });
    head->addWidget(import);
    column->addLayout(head);
    column->addWidget(m_datasets, 3);
    auto* middle = new QHBoxLayout;
    middle->addWidget(ui::label(tr("Imports"), "heading", this), 1);
    middle->addWidget(m_undo);
    column->addLayout(middle);
    column->addWidget(m_history, 2);
    connect(m_undo, &QPushButton::clicked, this, &SourcesPage::undoImport);
    connect(m_history, &QTableWidget::currentCellChanged, this, &SourcesPage::updateUndo);
    connect(&shell.document, &session::Document::changed, this, [this] {
        m_stale = true;
        if (isVisible())
            refresh();
    });
    updateUndo();
}

void SourcesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void SourcesPage::refresh()
{
    m_stale = false;
    const auto history = m_shell.document.history();
    m_imports = session::importsOf(history);
    fillDatasets(history);
    fillImports();
    updateUndo();
}

void SourcesPage::fillDatasets(const std::vector<store::Commit>& history)
{
    const auto mission = m_shell.document.mission();
    const auto zone = mission->timeZone();
    const auto now = mission->details.as_of.value_or(m_shell.document.now());
    const auto datasets = session::datasetsOf(*mission, history);
    m_datasets->setRowCount(static_cast<int>(datasets.size()));
    int row = 0;
    for (const auto& dataset : datasets) {
        put(*m_datasets, row, 0, dataset.name.isEmpty() ? tr("Made here") : dataset.name);
        put(*m_datasets, row, 1, session::kindWordPlural(dataset.kind));
        put(*m_datasets, row, 2, session::countText(dataset.records), true);
        put(*m_datasets, row, 3, dataset.newest ? session::dayText(*dataset.newest, zone) : QString{});
        auto* age = put(*m_datasets, row, 4, dataset.newest ? session::ageText(dataset.newest, now) : QString{});
        if (dataset.newest && now - *dataset.newest > std::chrono::days{kOldDays}) {
            age->setIcon(m_shell.style.icon(QStringLiteral("warning"), map::Token::Warning));
            age->setForeground(m_shell.style.colour(map::Token::Warning));
        }
        put(*m_datasets, row, 5, dataset.imported ? session::dayText(*dataset.imported, zone) : QString{});
        ++row;
    }
}

void SourcesPage::fillImports()
{
    const auto zone = m_shell.document.mission()->timeZone();
    m_history->setRowCount(static_cast<int>(m_imports.size()));
    int row = 0;
    for (const auto& entry : m_imports) {
        put(*m_history, row, 0, entry.counts.isEmpty() ? entry.what : tr("%1: %2").arg(entry.what, entry.counts));
        put(*m_history, row, 1, session::dayText(entry.time, zone));
        put(*m_history, row, 2, entry.author);
        put(*m_history, row, 3, entry.takenBack ? tr("taken back") : tr("in the mission"));
        ++row;
    }
}

void SourcesPage::updateUndo()
{
    const auto row = static_cast<std::size_t>(m_history->currentRow());
    m_undo->setEnabled(!m_shell.document.isReadOnly() && m_history->currentRow() >= 0 && row < m_imports.size() && !m_imports[row].takenBack);
}

void SourcesPage::undoImport()
{
    const auto row = static_cast<std::size_t>(m_history->currentRow());
    if (m_history->currentRow() < 0 || row >= m_imports.size())
        return;
    const auto entry = m_imports[row];
    try {
        m_shell.document.undoCommit(entry.commit, tr("Take back: %1").arg(entry.what));
        m_shell.messages.hide(QStringLiteral("import"));
        m_shell.toasts.show(tr("Taken back: %1").arg(entry.what), {{tr("Undo"), [this] { m_shell.actions.action(QStringLiteral("edit.undo"))->trigger(); }}});
    } catch (const core::Error& error) {
        m_shell.messages.show(QStringLiteral("import"), MessageBar::Level::Warning,
                              tr("The import was not taken back: %1. Nothing was changed.").arg(session::shown(error.message())));
    }
}

LayersPage::LayersPage(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell),
      m_table(makeTable(QStringLiteral("referenceLayers"), tr("Reference layers"), {tr("Layer"), tr("Kind"), tr("Size"), tr("Where"), tr("State")}, this)),
      m_locate(ui::button(QStringLiteral("locateLayer"), tr("Locate ..."), "plain", this))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(16, 12, 16, 8);
    auto* head = new QHBoxLayout;
    head->addWidget(ui::label(tr("Reference layers"), "heading", this), 1);
    auto* add = ui::button(QStringLiteral("addLayer"), tr("Add ..."), "primary", this);
    add->setEnabled(!shell.document.isReadOnly());
    head->addWidget(m_locate);
    head->addWidget(add);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    column->addWidget(ui::label(tr("A tick shows the layer on maps. Files lie beside the mission file or below its folder."), "caption", this, true));
    connect(add, &QPushButton::clicked, this, &LayersPage::add);
    connect(m_locate, &QPushButton::clicked, this, &LayersPage::locate);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        m_locate->setEnabled(row >= 0 && !m_shell.document.isReadOnly() && m_table->item(row, 4) != nullptr && m_table->item(row, 4)->data(Qt::UserRole).toBool());
    });
    m_locate->setEnabled(false);
    connect(m_table, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem* item) {
        if (m_filling || item->column() != 0)
            return;
        const QString refusal = session::setField(m_shell.document, {core::Kind::LAYER, item->data(Qt::UserRole).toLongLong()},
                                                  *core::findField(core::Kind::LAYER, "visible"), item->checkState() == Qt::Checked ? QStringLiteral("1") : QStringLiteral("0"));
        if (!refusal.isEmpty())
            m_shell.messages.show(QStringLiteral("layer"), MessageBar::Level::Warning, refusal);
    });
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        m_stale = m_stale || touched.touches(core::Kind::LAYER);
        if (isVisible() && m_stale)
            QMetaObject::invokeMethod(this, &LayersPage::refresh, Qt::QueuedConnection); // the item that is ticked lives until then
    });
}

void LayersPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void LayersPage::refresh()
{
    m_stale = false;
    m_filling = true;
    const auto layers = session::layersOf(m_shell.document);
    m_table->setRowCount(static_cast<int>(layers.size()));
    int row = 0;
    for (const auto& layer : layers) {
        auto* name = put(*m_table, row, 0, layer.name);
        name->setCheckState(layer.visible ? Qt::Checked : Qt::Unchecked);
        name->setData(Qt::UserRole, QVariant::fromValue<qlonglong>(layer.id));
        put(*m_table, row, 1, layer.kind);
        put(*m_table, row, 2, layer.size, true);
        put(*m_table, row, 3, layer.where);
        auto* state = put(*m_table, row, 4, layer.missing ? tr("missing") : tr("there"));
        state->setData(Qt::UserRole, layer.missing);
        if (layer.missing)
            state->setIcon(m_shell.style.icon(QStringLiteral("warning"), map::Token::Warning));
        ++row;
    }
    m_filling = false;
}

/// A path relative to the mission file; empty when it was cancelled or lies elsewhere.
QString LayersPage::chooseFile(const QString& title)
{
    const QString path = m_shell.prompts.openFile(this, title, tr("Layers (*.tif *.tiff *.gpkg *.shp *.geojson *.kml);;All files (*)"));
    if (path.isEmpty())
        return {};
    const QDir folder{QString::fromStdString(std::filesystem::absolute(m_shell.document.path()).parent_path().string())};
    const QString relative = folder.relativeFilePath(path);
    if (!relative.startsWith(QStringLiteral("..")) && QDir::isRelativePath(relative))
        return relative;
    m_shell.messages.show(QStringLiteral("layer"), MessageBar::Level::Warning,
                          tr("%1 lies outside the folder of the mission file, so the mission would lose it when it is moved. Copy it there first.").arg(QFileInfo{path}.fileName()));
    return {};
}

void LayersPage::add()
{
    const QString path = chooseFile(tr("Add a reference layer"));
    if (path.isEmpty())
        return;
    const bool raster = path.endsWith(QStringLiteral(".tif"), Qt::CaseInsensitive) || path.endsWith(QStringLiteral(".tiff"), Qt::CaseInsensitive);
    const auto field = [](const char* name) { return core::findField(core::Kind::LAYER, name); };
    const auto added = session::addRecord(m_shell.document, core::Kind::LAYER,
                                          {{field("name"), QFileInfo{path}.completeBaseName()},
                                           {field("layer_kind"), raster ? QStringLiteral("RASTER") : QStringLiteral("VECTOR")},
                                           {field("path"), path},
                                           {field("size_bytes"), QString::number(QFileInfo{QDir{QString::fromStdString(m_shell.document.path().parent_path().string())}.filePath(path)}.size())},
                                           {field("visible"), QStringLiteral("1")}}, {});
    if (!added.id)
        m_shell.messages.show(QStringLiteral("layer"), MessageBar::Level::Warning, tr("The layer was not added: %1").arg(added.refusal));
}

void LayersPage::locate()
{
    const auto* name = m_table->item(m_table->currentRow(), 0);
    const QString path = name != nullptr ? chooseFile(tr("Locate %1").arg(name->text())) : QString{};
    if (path.isEmpty())
        return;
    const QString refusal = session::setField(m_shell.document, {core::Kind::LAYER, name->data(Qt::UserRole).toLongLong()}, *core::findField(core::Kind::LAYER, "path"), path);
    if (!refusal.isEmpty())
        m_shell.messages.show(QStringLiteral("layer"), MessageBar::Level::Warning, refusal);
}

ParametersPage::ParametersPage(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_table(makeTable(QStringLiteral("parameters"), tr("Model parameters"), {tr("Parameter"), tr("Value"), tr("Where it comes from")}, this))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(16, 12, 16, 8);
    auto* head = new QHBoxLayout;
    head->addWidget(ui::label(tr("Model parameters"), "heading", this), 1);
    auto* settings = ui::button(QStringLiteral("toSettings"), tr("Mission settings"), "plain", this);
    connect(settings, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("mission.settings"))->trigger(); });
    head->addWidget(settings);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(core::Kind::MISSION))
            refresh();
    });
    refresh();
}

void ParametersPage::refresh()
{
    const auto list = session::parametersOf(*m_shell.document.mission());
    m_table->setRowCount(static_cast<int>(list.size()));
    int row = 0;
    for (const auto& parameter : list) {
        put(*m_table, row, 0, parameter.name);
        put(*m_table, row, 1, parameter.value);
        put(*m_table, row, 2, parameter.source);
        ++row;
    }
}

} // namespace tutela::app
