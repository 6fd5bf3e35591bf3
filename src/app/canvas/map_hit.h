// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/scene.h>
#include <tutela/map/view.h>
#include <tutela/session/document.h>

#include <QPointF>

#include <optional>

namespace tutela::app {

/// What a click or the pointer is over.
struct MapHit {
    session::RecordRef record;
    QPointF at; ///< screen units
};

/// The record that is nearest to a point of the screen, among the places, bases and incidents that a scene shows.
///
/// @param layers  only records of these are found
/// @param reach   screen units from a symbol that still hit it
[[nodiscard]] std::optional<MapHit> hitOn(const map::Scene& scene, const map::LayerSet& layers, const map::View& view, QPointF screen, double reach);

} // namespace tutela::app
