// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/track_match.h>

#include <tutela/core/piece.h>
#include <tutela/core/spoken.h>

#include <fmt/format.h>

#include <algorithm>

namespace tutela::core {

namespace {

constexpr double kPassedMetres = 2000.0, kBaseMetres = 5000.0;
constexpr std::chrono::hours kUnknownLength{24};

std::string nameOf(const Patrol& patrol) { return patrol.reference.empty() ? fmt::format("patrol {}", patrol.id) : patrol.reference; }

std::optional<GeoPoint> positionOf(const Mission& mission, const PatrolStop& stop)
{
    if (stop.lon && stop.lat)
        return GeoPoint::of(*stop.lon, *stop.lat);
    const Place* place = stop.place_id ? mission.find<Place>(*stop.place_id) : nullptr;
    return place ? place->point() : std::nullopt;
}

std::optional<GeoPoint> positionOfBase(const Mission& mission, std::optional<BaseId> id)
{
    const Base* base = id ? mission.find<Base>(*id) : nullptr;
    return base ? base->point() : std::nullopt;
}

/// The base of the patrol, else the bases of its units.
std::vector<GeoPoint> basesOf(const Mission& mission, const Patrol& patrol)
{
    if (const auto own = positionOfBase(mission, patrol.base_id))
        return {*own};
    std::vector<GeoPoint> bases;
    for (const UnitId id : patrol.unit_ids)
        if (const Unit* unit = mission.find<Unit>(id))
            if (const auto at = positionOfBase(mission, unit->base_id))
                bases.push_back(*at);
    return bases;
}

bool passes(const Geometry& track, GeoPoint at)
{
    const Vertex point{at.lon(), at.lat()};
    for (const auto& part : track.parts)
        for (const auto& line : part)
            for (std::size_t i = 1; i < line.size(); ++i)
                if (nearestOnPiece(line[i - 1], line[i], point).metres <= kPassedMetres)
                    return true;
    return false;
}

/// How a patrol that was under way at the time fits the ground that the track covers.
struct Fit {
    const Patrol* patrol = nullptr;
    std::size_t stops = 0, passed = 0;
    bool fromBase = false;

    [[nodiscard]] bool fits() const { return stops > 0 ? passed > 0 : fromBase; }
    [[nodiscard]] bool isWhole() const { return stops > 0 && passed == stops; }
    [[nodiscard]] std::string why() const
    {
        return stops > 0 ? fmt::format("the track passes {} of its {} stops within 2 km", passed, stops)
                         : std::string{"the track begins or ends within 5 km of its base"};
    }
};

Fit fitOf(const Mission& mission, const Patrol& patrol, const Geometry& track)
{
    Fit fit{&patrol};
    for (const PatrolStop& stop : patrol.stops)
        if (const auto at = positionOf(mission, stop)) {
            ++fit.stops;
            fit.passed += passes(track, *at) ? 1 : 0;
        }
    const Vertex first = track.parts.front().front().front(), last = track.parts.back().front().back();
    for (const GeoPoint base : basesOf(mission, patrol))
        fit.fromBase |= metresBetween(base, GeoPoint::of(first.x, first.y)) <= kBaseMetres || metresBetween(base, GeoPoint::of(last.x, last.y)) <= kBaseMetres;
    return fit;
}

/// At least half of the shorter one's time; a track of one moment lies in the period.
bool sharesTime(const Period& track, const Period& patrol)
{
    const auto common = std::min(track.to, patrol.to) - std::max(track.from, patrol.from);
    if (track.from == track.to)
        return patrol.contains(track.from);
    return common.count() > 0 && 2 * common >= std::min(track.to - track.from, patrol.to - patrol.from);
}

std::string listed(const std::vector<Fit>& fits)
{
    std::string names;
    for (const Fit& fit : fits)
        names += (names.empty() ? "" : ", ") + nameOf(*fit.patrol);
    return names;
}

TrackMatch chosen(const Fit& fit, std::size_t others)
{
    const bool actual = fit.patrol->actual_start.has_value();
    return {PatrolId{fit.patrol->id}, {},
            fmt::format("{}: the {} times overlap and {}{}", nameOf(*fit.patrol), actual ? "actual" : "planned", fit.why(),
                        others > 0 ? "; it is the only one of those that fit whose stops were all passed" : "")};
}

} // namespace

std::optional<Period> underWay(const Patrol& patrol)
{
    const auto start = patrol.actual_start ? patrol.actual_start : patrol.planned_start;
    if (!start)
        return std::nullopt;
    if (patrol.actual_start && patrol.actual_end)
        return Period{*start, *patrol.actual_end};
    return Period{*start, patrol.planned_end && *patrol.planned_end > *start ? *patrol.planned_end : *start + kUnknownLength};
}

std::string otherTimeText(const Patrol& patrol, const Patrol& track, const TimeZone& zone)
{
    const auto out = underWay(patrol);
    if (!out || !track.actual_start)
        return {};
    const Period when{*track.actual_start, track.actual_end.value_or(*track.actual_start)};
    if (when.from < out->to && when.to >= out->from)
        return {};
    const std::string name = "patrol " + (patrol.reference.empty() ? std::to_string(patrol.id) : patrol.reference), driven = zone.readable(when.from);
    const std::string other = "; change patrol_id of the track if it was another patrol";
    if (patrol.actual_start)
        return name + " left on " + zone.readable(out->from) + ", the track begins on " + driven + ": its hours and kilometres count at the time of the track, the patrol at its own" + other;
    const std::string status = patrol.status ? " (" + spoken(*patrol.status) + ")" : std::string{};
    return name + status + " is planned for " + zone.readable(out->from) + ", the track begins on " + driven + ": with it the patrol counts as having left on that day" + other;
}

TrackMatch matchTrack(const Mission& mission, const Patrol& track)
{
    if (track.geometry.empty() || track.track_times.empty())
        return {{}, {}, "the track has no times, so nobody can tell which patrol it was; name it by hand"};
    const auto [first, last] = std::minmax_element(track.track_times.begin(), track.track_times.end());
    const Period when{Instant{std::chrono::seconds{*first}}, Instant{std::chrono::seconds{*last}}};
    std::vector<Fit> sameTime, fits;
    for (const Patrol& patrol : mission.all<Patrol>()) {
        const auto period = underWay(patrol);
        if (isTrack(patrol) || patrol.status == PatrolStatus::CANCELLED || (!track.dataset.empty() && patrol.dataset == track.dataset)
            || patrol.id == track.id || !period || !sharesTime(when, *period))
            continue;
        sameTime.push_back(fitOf(mission, patrol, track.geometry));
        if (sameTime.back().fits())
            fits.push_back(sameTime.back());
    }
    if (fits.size() == 1)
        return chosen(fits.front(), 0);
    if (fits.empty())
        return {{}, {}, sameTime.empty() ? "no patrol was under way at its time"
                                         : "it passes no stop and no base of those under way at its time: " + listed(sameTime)};
    if (std::count_if(fits.begin(), fits.end(), [](const Fit& fit) { return fit.isWhole(); }) == 1)
        return chosen(*std::find_if(fits.begin(), fits.end(), [](const Fit& fit) { return fit.isWhole(); }), fits.size() - 1);
    TrackMatch open{{}, {}, "more than one patrol fits: " + listed(fits) + "; name the right one by hand"};
    for (const Fit& fit : fits)
        open.candidates.push_back({fit.patrol->id});
    return open;
}

} // namespace tutela::core
