// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/scene.h>

#include <QString>

#include <filesystem>
#include <map>

/// Order and opacity of reference layers: kept for this person and mission file, not in it, as pictures are no records.
namespace tutela::app {

using LayerStyles = std::map<std::int64_t, map::LayerStyle>;

[[nodiscard]] LayerStyles layerStylesOf(const std::filesystem::path& mission);
void keepLayerStyles(const std::filesystem::path& mission, const LayerStyles& styles);

/// Shows and hides what a person chose on one map of the mission. @param canvas  its object name
void applyLayerChoices(map::LayerSet& layers, const std::filesystem::path& mission, const QString& canvas);
void keepLayerChoice(const std::filesystem::path& mission, const QString& canvas, map::MapLayer layer, bool on);

} // namespace tutela::app
