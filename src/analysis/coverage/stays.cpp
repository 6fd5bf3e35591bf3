// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stays_p.h"

#include <tutela/core/periods.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace tutela::analysis {

using core::Instant;
using core::Period;
using core::PlaceId;
using core::Vertex;

namespace {

constexpr std::chrono::seconds kLongestGap{3600};

/// The time between two fixes, where it says where the patrol was.
bool tells(std::int64_t since, std::int64_t until) { return until > since && std::chrono::seconds{until - since} <= kLongestGap; }

Instant instant(double seconds) { return Instant{std::chrono::seconds{std::llround(seconds)}}; }

core::GeoPoint middleOf(Vertex a, Vertex b)
{
    const double east = std::remainder(b.x - a.x, 360.0);
    return core::GeoPoint::of(std::remainder(a.x + east / 2.0, 360.0), (a.y + b.y) / 2.0);
}

class Track {
public:
    Track(const core::Mission& mission, const core::Patrol& patrol, const PlaceGrid& places, PatrolStays& stays)
        : m_mission(mission), m_patrol(patrol), m_places(places), m_stays(stays)
    {
    }

    void add()
    {
        std::size_t first = 0;
        for (const auto& part : m_patrol.geometry.parts)
            for (const auto& line : part) {
                addLine(line, first);
                first += line.size();
            }
    }

private:
    void addLine(const core::Geometry::Ring& line, std::size_t first)
    {
        const auto& times = m_patrol.track_times;
        for (std::size_t i = 0; i < line.size(); ++i) {
            for (const PlaceId id : m_places.within(core::GeoPoint::of(line[i].x, line[i].y), kInPlaceMetres))
                touch(id);
            if (i > 0 && first + i < times.size())
                addWay(line[i - 1], line[i], times[first + i - 1], times[first + i]);
        }
    }

    void addWay(Vertex from, Vertex to, std::int64_t since, std::int64_t until)
    {
        if (!tells(since, until))
            return;
        const auto a = core::GeoPoint::of(from.x, from.y), b = core::GeoPoint::of(to.x, to.y);
        for (const PlaceId id : m_places.within(middleOf(from, to), kInPlaceMetres + core::metresBetween(a, b) / 2.0)) {
            const auto part = partWithin(*m_mission.find<core::Place>(id)->point(), kInPlaceMetres, from, to);
            if (!part)
                continue;
            const double start = static_cast<double>(since), length = static_cast<double>(until - since);
            m_stays.in_place[id].push_back({instant(start + part->first * length), instant(start + part->second * length)});
        }
    }

    void touch(PlaceId id)
    {
        if (m_seen.insert(id).second)
            m_stays.touched.push_back(id);
    }

    const core::Mission& m_mission;
    const core::Patrol& m_patrol;
    const PlaceGrid& m_places;
    PatrolStays& m_stays;
    std::set<PlaceId> m_seen;
};

} // namespace

bool isRecorded(const core::Patrol& patrol)
{
    return patrol.track_source != core::TrackSource::PLANNED_ONLY && patrol.status != core::PatrolStatus::CANCELLED
           && (!patrol.geometry.empty()
               || std::any_of(patrol.stops.begin(), patrol.stops.end(), [](const core::PatrolStop& stop) { return stop.actual_arrival.has_value(); }));
}

std::optional<std::pair<double, double>> partWithin(core::GeoPoint centre, double metres, Vertex from, Vertex to)
{
    constexpr double kDegree = std::numbers::pi / 180.0, kEquator = 6'378'137.0, kFlattening = 1.0 / 298.257223563;
    const double e2 = kFlattening * (2.0 - kFlattening), sine = std::sin(centre.lat() * kDegree);
    const double w = std::sqrt(1.0 - e2 * sine * sine);
    const double perLon = kEquator / w * std::cos(centre.lat() * kDegree) * kDegree, perLat = kEquator * (1.0 - e2) / (w * w * w) * kDegree;
    const auto local = [&](Vertex at) { return Vertex{std::remainder(at.x - centre.lon(), 360.0) * perLon, (at.y - centre.lat()) * perLat}; };
    const Vertex a = local(from), b = local(to);
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length = dx * dx + dy * dy, along = a.x * dx + a.y * dy, outside = a.x * a.x + a.y * a.y - metres * metres;
    if (length < 1e-6)
        return outside <= 0.0 ? std::optional{std::pair{0.0, 1.0}} : std::nullopt;
    const double root = along * along - length * outside;
    if (root < 0.0)
        return std::nullopt;
    const double enter = std::max(0.0, (-along - std::sqrt(root)) / length), leave = std::min(1.0, (-along + std::sqrt(root)) / length);
    return enter < leave ? std::optional{std::pair{enter, leave}} : std::nullopt;
}

std::vector<Period> staysNear(const core::Patrol& patrol, core::GeoPoint at)
{
    std::vector<Period> stays;
    const auto& times = patrol.track_times;
    std::size_t first = 0;
    for (const auto& part : patrol.geometry.parts)
        for (const auto& line : part) {
            for (std::size_t i = 1; i < line.size() && first + i < times.size(); ++i) {
                const std::int64_t since = times[first + i - 1], until = times[first + i];
                const auto within = tells(since, until) ? partWithin(at, kInPlaceMetres, line[i - 1], line[i]) : std::nullopt;
                const double start = static_cast<double>(since), length = static_cast<double>(until - since);
                if (within)
                    stays.push_back({instant(start + within->first * length), instant(start + within->second * length)});
            }
            first += line.size();
        }
    return core::united(stays);
}

PatrolStays staysOf(const core::Mission& mission, const core::Patrol& patrol, const PlaceGrid& places)
{
    PatrolStays stays;
    if (!isRecorded(patrol))
        return stays;
    Track{mission, patrol, places, stays}.add();
    for (const core::PatrolStop& stop : patrol.stops) {
        if (!stop.actual_arrival)
            continue;
        const Period stay{*stop.actual_arrival, *stop.actual_arrival + std::chrono::minutes{stop.actual_dwell_minutes.value_or(0)}};
        for (const PlaceId id : placesOf(mission, stop, places)) {
            if (stay.from < stay.to)
                stays.in_place[id].push_back(stay);
            if (std::find(stays.touched.begin(), stays.touched.end(), id) == stays.touched.end())
                stays.touched.push_back(id);
        }
    }
    return stays;
}

} // namespace tutela::analysis
