// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "layer_styles.h"

#include "../frame/mission_key.h"

#include <QSettings>

namespace tutela::app {

namespace {

QString keyOf(const std::filesystem::path& mission)
{
    return QStringLiteral("layers/") + missionKey(mission);
}

} // namespace

LayerStyles layerStylesOf(const std::filesystem::path& mission)
{
    LayerStyles styles;
    const QVariantMap kept = QSettings{}.value(keyOf(mission)).toMap();
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
    QSettings{}.setValue(keyOf(mission), kept);
}

} // namespace tutela::app
