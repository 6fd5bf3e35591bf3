// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "observations_p.h"

#include <tutela/core/patrols.h>

#include <algorithm>

namespace tutela::analysis {

using core::Place;
using core::PlaceId;

namespace {

constexpr std::int64_t kVisitMinutes = 30;

std::optional<core::GeoPoint> positionOfPlace(const core::Mission& mission, std::optional<PlaceId> id)
{
    const Place* place = id ? mission.find<Place>(*id) : nullptr;
    return place != nullptr ? place->point() : std::nullopt;
}

template <class T>
const std::vector<T>& listOf(const std::unordered_map<PlaceId, std::vector<T>>& map, PlaceId place)
{
    static const std::vector<T> none;
    const auto at = map.find(place);
    return at != map.end() ? at->second : none;
}

} // namespace

PlaceGrid::PlaceGrid(const core::Mission& mission) : m_mission(mission)
{
    const auto& places = m_mission.all<Place>();
    std::vector<std::uint32_t> points;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i].lon && places[i].lat)
            points.push_back(static_cast<std::uint32_t>(i));
    m_grid = std::make_unique<PointGrid>(points, [&places](std::uint32_t i) { return core::Vertex{*places[i].lon, *places[i].lat}; });
}

std::vector<PlaceId> PlaceGrid::within(core::GeoPoint centre, double metres) const
{
    std::vector<PlaceId> ids;
    for (const std::uint32_t i : m_grid->within(centre, metres))
        ids.push_back({m_mission.all<Place>()[i].id});
    return ids;
}

bool isVisit(const core::Patrol& patrol, const core::PatrolStop& stop)
{
    if (patrol.track_source == core::TrackSource::PLANNED_ONLY || patrol.status == core::PatrolStatus::CANCELLED || !stop.actual_arrival)
        return false;
    if (stop.actual_dwell_minutes.value_or(0) < kVisitMinutes)
        return false;
    return core::peopleMet(stop).value_or(0) > 0 || stop.dismounted.value_or(patrol.dismounted.value_or(false));
}

std::optional<core::GeoPoint> positionOf(const core::Mission& mission, const core::PatrolStop& stop)
{
    if (stop.lon && stop.lat)
        return core::GeoPoint::of(*stop.lon, *stop.lat);
    return positionOfPlace(mission, stop.place_id);
}

std::vector<PlaceId> placesOf(const core::Mission& mission, const core::PatrolStop& stop, const PlaceGrid& places)
{
    const auto at = positionOf(mission, stop);
    auto ids = at ? places.within(*at, kInPlaceMetres) : std::vector<PlaceId>{};
    if (stop.place_id && std::find(ids.begin(), ids.end(), *stop.place_id) == ids.end())
        ids.push_back(*stop.place_id);
    return ids;
}

std::optional<core::GeoPoint> positionOf(const core::Mission& mission, const core::Alert& alert)
{
    const auto own = alert.point();
    return own ? own : positionOfPlace(mission, alert.place_id);
}

Observations::Observations(const core::Mission& asStored, const PlaceGrid& places, core::Instant as_of)
{
    const core::Mission mission = withTracks(asStored);
    for (const core::Patrol& patrol : mission.all<core::Patrol>())
        for (const core::PatrolStop& stop : patrol.stops) {
            if (!stop.actual_arrival || *stop.actual_arrival >= as_of)
                continue;
            if (stop.can_tested.value_or(false) && stop.place_id)
                can_tests[*stop.place_id].push_back({*stop.actual_arrival, stop.can_works});
            if (!isVisit(patrol, stop))
                continue;
            const Visit visit{*stop.actual_arrival, *stop.actual_arrival + std::chrono::minutes{*stop.actual_dwell_minutes}};
            for (const PlaceId id : placesOf(mission, stop, places))
                visits[id].push_back(visit);
        }
    for (const core::CanTest& test : mission.all<core::CanTest>())
        if (test.place_id && test.tested_at && *test.tested_at < as_of)
            can_tests[*test.place_id].push_back({*test.tested_at, test.works});
    for (auto& [place, list] : visits)
        std::sort(list.begin(), list.end(), [](const Visit& a, const Visit& b) { return a.arrival < b.arrival; });
    for (auto& [place, list] : can_tests)
        std::stable_sort(list.begin(), list.end(), [](const CanTestAt& a, const CanTestAt& b) { return a.time < b.time; });
}

const std::vector<Visit>& Observations::visitsTo(PlaceId place) const { return listOf(visits, place); }
const std::vector<CanTestAt>& Observations::testsIn(PlaceId place) const { return listOf(can_tests, place); }

bool Observations::seen(PlaceId place, const core::Period& period) const
{
    const auto& stays = visitsTo(place);
    const auto& tests = testsIn(place);
    return std::any_of(stays.begin(), stays.end(), [&](const Visit& visit) { return period.contains(visit.arrival); })
        || std::any_of(tests.begin(), tests.end(), [&](const CanTestAt& test) { return period.contains(test.time); });
}

} // namespace tutela::analysis
