// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "layer_styles.h"

#include "../frame/mission_key.h"

#include <tutela/core/words.h>

#include <QSettings>

namespace tutela::app {

namespace {

QString stylesKey(const std::filesystem::path& mission)
{
    return QStringLiteral("layers/") + missionKey(mission);
}

QString choicesKey(const std::filesystem::path& mission, const QString& canvas) { return missionSettings(mission) + QStringLiteral("layers/") + canvas; }

} // namespace

LayerStyles layerStylesOf(const std::filesystem::path& mission)
{
    LayerStyles styles;
    const QVariantMap kept = QSettings{}.value(stylesKey(mission)).toMap();
    for (auto each = kept.begin(); each != kept.end(); ++each) {
        const QVariantList values = each.value().toList();
        if (values.size() == 2)
            styles[each.key().toLongLong()] = {values[0].toInt(), std::clamp(values[1].toDouble(), 0.0, 1.0)};
    }
    return styles;
}

void keepLayerStyles(const std::filesystem::path& mission, const LayerStyles& styles)
{
    QVariantMap kept;
    for (const auto& [id, style] : styles)
        kept.insert(QString::number(id), QVariantList{style.place, style.opacity});
    QSettings{}.setValue(stylesKey(mission), kept);
}

void applyLayerChoices(map::LayerSet& layers, const std::filesystem::path& mission, const QString& canvas)
{
    const QVariantMap kept = QSettings{}.value(choicesKey(mission, canvas)).toMap();
    const auto words = core::wordsOf<map::MapLayer>();
    for (std::size_t i = 0; i < words.size(); ++i)
        if (const auto choice = kept.constFind(QString::fromUtf8(words[i].data(), static_cast<qsizetype>(words[i].size()))); choice != kept.constEnd())
            layers.set(static_cast<map::MapLayer>(i), choice->toBool());
}

void keepLayerChoice(const std::filesystem::path& mission, const QString& canvas, map::MapLayer layer, bool on)
{
    QVariantMap kept = QSettings{}.value(choicesKey(mission, canvas)).toMap();
    const auto word = core::wordsOf<map::MapLayer>()[static_cast<std::size_t>(layer)];
    kept.insert(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())), on);
    QSettings{}.setValue(choicesKey(mission, canvas), kept);
}

} // namespace tutela::app
