// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which layers a person shows on a map.
#include "map_canvas.h"

#include "../frame/mission_key.h"

#include <tutela/core/spoken.h>
#include <tutela/core/words.h>

#include <QListWidget>
#include <QSettings>
#include <QVBoxLayout>

namespace tutela::app {

void MapCanvas::chooseLayer(map::MapLayer layer, bool on)
{
    keepLayerChoice(m_shell.document.path(), objectName(), layer, on);
    map::LayerSet layers = m_layers;
    layers.set(layer, on);
    setLayers(layers);
}

void MapCanvas::askLayers(const QWidget& below)
{
    auto* card = new QFrame{this, Qt::Popup};
    card->setAttribute(Qt::WA_DeleteOnClose);
    card->setObjectName(QStringLiteral("layersCard"));
    card->setProperty("role", QStringLiteral("card"));
    auto* column = new QVBoxLayout{card};
    auto* list = new QListWidget{card};
    list->setObjectName(QStringLiteral("canvasLayers"));
    list->setAccessibleName(tr("Layers of this map"));
    const auto words = core::wordsOf<map::MapLayer>();
    for (std::size_t i = words.size(); i-- > 0;) { // the topmost first, as on the map
        auto* item = new QListWidgetItem{QString::fromStdString(core::spoken(words[i])), list};
        item->setData(Qt::UserRole, static_cast<int>(i));
        item->setCheckState(m_layers.has(static_cast<map::MapLayer>(i)) ? Qt::Checked : Qt::Unchecked);
    }
    connect(list, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        chooseLayer(static_cast<map::MapLayer>(item->data(Qt::UserRole).toInt()), item->checkState() == Qt::Checked);
    });
    list->setMinimumHeight(list->sizeHintForRow(0) * list->count() + 8);
    column->addWidget(list);
    auto* more = ui::button(QStringLiteral("moreLayers"), tr("Order and opacity of reference layers ..."), "link", card);
    connect(more, &QPushButton::clicked, card, [this, card] {
        card->close();
        m_shell.actions.action(QStringLiteral("view.layers"))->trigger();
    });
    column->addWidget(more);
    card->move(below.mapToGlobal(QPoint{below.width(), 0}));
    card->show();
    list->setFocus();
}

} // namespace tutela::app
