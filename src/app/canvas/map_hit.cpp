// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "map_hit.h"

#include <algorithm>
#include <cmath>

namespace tutela::app {

std::optional<MapHit> hitOn(const map::Scene& scene, const map::LayerSet& layers, const map::View& view, QPointF screen, double reach)
{
    std::optional<MapHit> best;
    double nearest = reach;
    const auto offer = [&](core::Kind kind, std::int64_t id, core::GeoPoint point, double bonus) {
        const auto at = view.toScreen(point);
        if (!at)
            return;
        const double distance = std::hypot(at->x() - screen.x(), at->y() - screen.y()) - bonus;
        if (distance < nearest) {
            nearest = distance;
            best = MapHit{{kind, id}, *at};
        }
    };
    const auto corner = view.toLonLat(screen - QPointF{reach, -reach});
    const auto other = view.toLonLat(screen + QPointF{reach, -reach});
    if (!corner || !other)
        return std::nullopt;
    // A box that is a little too large: exact distances follow.
    const double west = std::min(corner->lon(), other->lon()), east = std::max(corner->lon(), other->lon());
    const double south = std::min(corner->lat(), other->lat()), north = std::max(corner->lat(), other->lat());
    const double padLon = (east - west) * 0.2, padLat = (north - south) * 0.2;
    const auto near = [&](double lon, double lat) {
        return lon >= west - padLon && lon <= east + padLon && lat >= south - padLat && lat <= north + padLat;
    };
    constexpr double kPlaceFirst = 3.0; // a place is worth more than an incident that lies beside it
    if (layers.has(map::MapLayer::PLACES))
        for (const auto& place : scene.mission.all<core::Place>())
            if (const auto point = place.point(); point && near(point->lon(), point->lat()))
                offer(core::Kind::PLACE, place.id, *point, kPlaceFirst);
    if (layers.has(map::MapLayer::BASES))
        for (const auto* base : scene.bases)
            if (const auto point = base->point(); point && near(point->lon(), point->lat()))
                offer(core::Kind::BASE, base->id, *point, kPlaceFirst);
    if (layers.has(map::MapLayer::INCIDENTS)) {
        const auto& c = *scene.mission.incidents;
        const auto offerIncident = [&](std::size_t i) {
            if (c.hasPosition(i) && near(c.lon(i), c.lat(i)))
                offer(core::Kind::INCIDENT, c.id[i], core::GeoPoint::of(c.lon(i), c.lat(i)), 0.0);
        };
        const auto inPeriod = [&](std::size_t i) {
            return !scene.period || (c.time[i] != core::IncidentColumns::kNoTime && scene.period->contains(core::Instant{std::chrono::seconds{c.time[i]}}));
        };
        if (scene.chosen != nullptr)
            std::for_each(scene.chosen->rows.begin(), scene.chosen->rows.end(), offerIncident);
        else
            for (std::size_t i = 0; i < c.size(); ++i)
                if (inPeriod(i))
                    offerIncident(i);
    }
    return best;
}

} // namespace tutela::app
