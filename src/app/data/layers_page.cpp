// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "layers_page.h"

#include "../frame/head_layout.h"
#include "../frame/writing.h"
#include "data_table.h"

#include "../records/table_or_empty.h"

#include <tutela/session/data_health.h>
#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <QDir>
#include <QFileInfo>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tutela::app {

LayersPage::LayersPage(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_styles(layerStylesOf(shell.document.path())),
      m_table(makeDataTable(QStringLiteral("referenceLayers"), tr("Reference layers"), {tr("Layer"), tr("Kind"), tr("Size"), tr("Where"), tr("State"), tr("Opacity")}, this)),
      m_locate(ui::button(QStringLiteral("locateLayer"), tr("Locate ..."), "plain", this)), m_rename(ui::button(QStringLiteral("renameLayer"), tr("Rename ..."), "plain", this)),
      m_remove(ui::button(QStringLiteral("removeLayer"), tr("Remove"), "plain", this)), m_up(ui::button(QStringLiteral("layerUp"), tr("Up"), "plain", this)),
      m_down(ui::button(QStringLiteral("layerDown"), tr("Down"), "plain", this)), m_opacity(new QSlider{Qt::Horizontal, this}), m_opacityText(ui::label({}, "secondary", this)),
      m_codes(ui::label({}, "secondary", this, true))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(16, 12, 16, 8);
    auto* head = new HeadLayout{nullptr};
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(ui::label(tr("Reference layers"), "heading", this));
    auto* add = ui::button(QStringLiteral("addLayer"), tr("Add ..."), "primary", this);
    add->setEnabled(!shell.document.isReadOnly());
    for (auto* button : {m_rename, m_remove, m_locate})
        head->addWidget(button);
    head->addWidget(add);
    column->addLayout(head);
    auto* first = ui::button(QStringLiteral("emptyAddLayer"), tr("Add a layer ..."), "primary", this);
    connect(first, &QPushButton::clicked, this, &LayersPage::add);
    ui::changes(shell, first);
    column->addWidget(new TableOrEmpty{m_table, *m_table->model(),
                                       ui::emptyState(shell.style, QStringLiteral("layers"),
                                                      tr("No reference layer yet. Layers lie below the records on every map: relief, land cover, rivers, roads, pictures. Copy the file beside the mission file, then add it."),
                                                      first, nullptr, this),
                                       this, add}, 1);
    m_tools = makeTools();
    column->addWidget(m_tools);
    m_codes->setObjectName(QStringLiteral("layerCodes"));
    column->addWidget(m_codes);
    column->addWidget(ui::label(tr("A tick shows the layer on maps; the first in the list is drawn on top. Order and opacity are kept for you, not in the mission. Files lie beside the mission file or below its folder."), "caption", this, true));
    connect(add, &QPushButton::clicked, this, &LayersPage::add);
    connect(m_locate, &QPushButton::clicked, this, &LayersPage::locate);
    connect(m_rename, &QPushButton::clicked, this, &LayersPage::rename);
    connect(m_remove, &QPushButton::clicked, this, &LayersPage::remove);
    connect(m_table, &QTableWidget::currentCellChanged, this, &LayersPage::updateButtons);
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
    updateButtons();
}

QWidget* LayersPage::makeTools()
{
    auto* tools = new QWidget{this};
    auto* row = new FlowLayout{8, 6};
    tools->setLayout(row);
    m_up->setToolTip(tr("Draw this layer above the one before it"));
    m_down->setToolTip(tr("Draw this layer below the next one"));
    row->addWidget(m_up);
    row->addWidget(m_down);
    row->addWidget(ui::label(tr("Opacity"), "plain", tools));
    m_opacity->setObjectName(QStringLiteral("layerOpacity"));
    m_opacity->setAccessibleName(tr("Opacity of the layer, per cent"));
    m_opacity->setRange(0, 100);
    m_opacity->setPageStep(10);
    constexpr int kWidth = 180;
    m_opacity->setFixedWidth(kWidth);
    row->addWidget(m_opacity);
    row->addWidget(m_opacityText);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_opacity, &QSlider::valueChanged, this, &LayersPage::setOpacity);
    return tools;
}

std::int64_t LayersPage::idAt(int row) const { return m_table->item(row, 0)->data(Qt::UserRole).toLongLong(); }

void LayersPage::updateButtons()
{
    const int row = m_table->currentRow();
    const bool any = row >= 0 && m_table->item(row, 4) != nullptr;
    const QString codes = any ? m_table->item(row, 1)->data(Qt::UserRole).toString() : QString{};
    m_codes->setText(tr("Classes of its codes: %1").arg(codes));
    m_codes->setVisible(!codes.isEmpty());
    m_locate->setEnabled(any && !m_shell.document.isReadOnly() && m_table->item(row, 4)->data(Qt::UserRole).toBool());
    for (auto* button : {m_rename, m_remove})
        button->setEnabled(any && !m_shell.document.isReadOnly());
    m_up->setEnabled(any && row > 0);
    m_down->setEnabled(any && row + 1 < m_table->rowCount());
    m_opacity->setEnabled(any);
    const QSignalBlocker quiet{m_opacity};
    m_opacity->setValue(any ? static_cast<int>(std::lround(m_styles[idAt(row)].opacity * 100)) : 100);
    m_opacityText->setText(tr("%1 %").arg(m_opacity->value()));
    m_tools->setVisible(m_table->rowCount() > 0);
}

/// Swaps two layers; every layer gets a place, so that the order does not hang on when they were added.
void LayersPage::move(int by)
{
    const int row = m_table->currentRow(), other = row + by;
    if (row < 0 || other < 0 || other >= m_table->rowCount())
        return;
    std::vector<std::int64_t> ids;
    for (int r = 0; r < m_table->rowCount(); ++r)
        ids.push_back(idAt(r));
    std::swap(ids[static_cast<std::size_t>(row)], ids[static_cast<std::size_t>(other)]);
    for (std::size_t i = 0; i < ids.size(); ++i)
        m_styles[ids[i]].place = static_cast<int>(ids.size() - i);
    refresh();
    m_table->setCurrentCell(other, 0);
    keep();
}

void LayersPage::setOpacity(int percent)
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    m_styles[idAt(row)].opacity = percent / 100.0;
    m_opacityText->setText(tr("%1 %").arg(percent));
    m_table->item(row, 5)->setText(tr("%1 %").arg(percent));
    keep();
}

void LayersPage::keep()
{
    keepLayerStyles(m_shell.document.path(), m_styles);
    emit stylesChanged(m_styles);
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
    auto layers = session::layersOf(m_shell.document);
    std::reverse(layers.begin(), layers.end()); // drawn last is on top
    std::stable_sort(layers.begin(), layers.end(), [this](const auto& a, const auto& b) { return m_styles[a.id].place > m_styles[b.id].place; });
    m_table->setRowCount(static_cast<int>(layers.size()));
    int row = 0;
    for (const auto& layer : layers) {
        auto* name = put(*m_table, row, 0, layer.name);
        name->setCheckState(layer.visible ? Qt::Checked : Qt::Unchecked);
        name->setData(Qt::UserRole, QVariant::fromValue<qlonglong>(layer.id));
        put(*m_table, row, 1, layer.kind)->setData(Qt::UserRole, layer.codes);
        put(*m_table, row, 2, layer.size, true);
        put(*m_table, row, 3, layer.where);
        auto* state = put(*m_table, row, 4, layer.missing ? tr("missing") : tr("available"));
        state->setData(Qt::UserRole, layer.missing);
        state->setIcon(layer.missing ? m_shell.style.icon(QStringLiteral("warning"), map::Token::Warning) : QIcon{});
        put(*m_table, row, 5, tr("%1 %").arg(std::lround(m_styles[layer.id].opacity * 100)), true);
        ++row;
    }
    m_filling = false;
    updateButtons();
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

void LayersPage::rename()
{
    const auto* item = m_table->item(m_table->currentRow(), 0);
    if (item == nullptr)
        return;
    const session::RecordRef layer{core::Kind::LAYER, item->data(Qt::UserRole).toLongLong()};
    const QString name = m_shell.prompts.askText(this, tr("Rename the layer"), tr("Name, as maps and legends call it"), item->text()).trimmed();
    if (name.isEmpty())
        return;
    const QString refusal = session::setField(m_shell.document, layer, *core::findField(core::Kind::LAYER, "name"), name);
    if (!refusal.isEmpty())
        m_shell.messages.show(QStringLiteral("layer"), MessageBar::Level::Warning, refusal);
}

/// The record goes; a file beside the mission stays where it is.
void LayersPage::remove()
{
    const auto* item = m_table->item(m_table->currentRow(), 0);
    if (item == nullptr)
        return;
    const QString name = item->text();
    const QString refusal = session::removeRecords(m_shell.document, core::Kind::LAYER, {item->data(Qt::UserRole).toLongLong()});
    if (refusal.isEmpty())
        m_shell.toasts.show(tr("Layer %1 removed. Its file stays.").arg(name), {ui::undoAction(m_shell)});
    else
        m_shell.messages.show(QStringLiteral("layer"), MessageBar::Level::Warning, refusal);
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

} // namespace tutela::app
