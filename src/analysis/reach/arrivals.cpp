// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrivals_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::analysis {

using core::TravelMode;
using core::Vertex;

namespace {

constexpr double kSecondsOfMinute = 60.0, kMetresOfKm = 1000.0, kSecondsOfHour = 3600.0;
constexpr double kAccessMetres = 500.0, kBaseAccessMetres = 2000.0;
constexpr double kFlightPreparation = 45.0 * kSecondsOfMinute, kLandingMetres = 3000.0, kLandingSlope = 0.15;

bool canLand(const TerrainParts& terrain, std::size_t cell)
{
    const auto cover = terrain.coverOf(cell);
    using enum core::LandCover;
    if (cover && *cover != OPEN && *cover != BARE && *cover != CROPLAND)
        return false;
    const Vertex at = terrain.middleOf(cell);
    const double metres = terrain.rasters.frame.cellX;
    return std::abs(terrain.slope({at.x - 0.5, at.y}, {at.x + 0.5, at.y}, metres)) <= kLandingSlope
           && std::abs(terrain.slope({at.x, at.y - 0.5}, {at.x, at.y + 0.5}, terrain.rasters.frame.cellY)) <= kLandingSlope;
}

double kmBetween(const TerrainParts& terrain, Vertex lonLat, Vertex grid)
{
    const Vertex there = terrain.toLonLat(grid);
    return core::metresBetween(core::GeoPoint::of(lonLat.x, lonLat.y), core::GeoPoint::of(there.x, there.y)) / kMetresOfKm;
}

} // namespace

std::vector<TravelGroup> groupsOf(const std::vector<Responder>& responders, bool limited)
{
    std::vector<TravelGroup> groups;
    for (std::size_t i = 0; i < responders.size(); ++i) {
        const Responder& each = responders[i];
        // With a limit of distance a slower one that may go farther can be the first: it is searched for alone.
        const auto known = std::find_if(groups.begin(), groups.end(), [&](const TravelGroup& group) {
            return !each.max_km && !group.maxKm && group.mode == each.mode && group.onFoot == each.on_foot && (!limited || group.noticeMinutes == each.notice_minutes);
        });
        if (known != groups.end())
            known->responders.push_back(i);
        else
            groups.push_back({each.mode, each.on_foot, each.max_km, each.notice_minutes, {i}});
    }
    return groups;
}

/// Where a search is left for a point beside it.
struct GroupTimes::End {
    bool walked = false;
    Access access;
    double seconds = 0.0; ///< with the access
};

GroupTimes::~GroupTimes() = default;

GroupTimes::GroupTimes(const TerrainParts& terrain, const std::vector<Responder>& responders, const TravelGroup& group, const ReachOptions& options,
                       const std::vector<bool>& closedRoads, double limitSeconds, const core::Progress& progress)
    : m_terrain(terrain), m_responders(responders), m_group(group), m_limitSeconds(limitSeconds), m_options(options)
{
    GroundConditions conditions{group.mode, *options.season, options.night, options.speeds, closedRoads};
    if (group.maxKm)
        m_limitedFrom = terrain.toGrid(responders[group.responders.front()].at);
    const bool flies = group.mode == TravelMode::HELICOPTER, walks = group.mode == TravelMode::FOOT;
    if (!flies)
        m_ride = std::make_unique<Ground>(terrain, conditions);
    if (group.onFoot && !walks) {
        conditions.mode = TravelMode::FOOT;
        m_walk = std::make_unique<Ground>(terrain, conditions);
    }
    if (flies)
        flyOut();
    else
        startOnGround(progress.part(0.0, 0.5));
    if (m_walk)
        goOnFoot(progress.part(0.5, 1.0));
}

/// Travel is limited, the notice before it is not: with a limit all of a group have the same notice.
double GroupTimes::limit() const
{
    return m_limitSeconds > 0.0 ? m_limitSeconds + m_responders[m_group.responders.front()].notice_minutes * kSecondsOfMinute : 0.0;
}

/// From the base over the ground beside it, or on the track that there is at least to the nearest road.
std::vector<Access> GroupTimes::startsOf(const Ground& ground, Vertex base)
{
    auto starts = ground.accessOf(base, kAccessMetres);
    if (const auto track = ground.trackTo(base, kBaseAccessMetres))
        starts.push_back(*track);
    return starts;
}

/// People with wheels may leave them at the base; without a boat nobody is taken along a river.
bool GroupTimes::mayWalkFromBase() const { return m_walk && (m_group.mode == TravelMode::TRUCK || m_group.mode == TravelMode::LIGHT_4X4); }

void GroupTimes::startOnGround(const core::Progress& progress)
{
    std::vector<GroundSource> sources;
    for (const std::size_t number : m_group.responders) {
        const Responder& responder = m_responders[number];
        const Vertex at = m_terrain.toGrid(responder.at);
        const auto add = [&](std::vector<GroundSource>& to, const std::vector<Access>& starts) {
            for (const Access& each : starts)
                to.push_back({{each.spot, each.seconds + responder.notice_minutes * kSecondsOfMinute}, static_cast<std::uint32_t>(number)});
        };
        const auto rides = startsOf(*m_ride, at), walks = mayWalkFromBase() ? startsOf(*m_walk, at) : std::vector<Access>{};
        add(sources, rides);
        add(m_walkSources, walks);
        if (rides.empty())
            (walks.empty() ? m_stranded : m_leaveVehicles).push_back(number);
    }
    m_rideTimes = searchGround(*m_ride, sources, {}, limit(), progress);
}

void GroupTimes::flyOut()
{
    m_rideTimes.cost.assign(m_terrain.cells(), 0);
    m_rideTimes.before.assign(m_terrain.cells(), 0);
    const double secondsPerMetre = kSecondsOfHour / kMetresOfKm / m_options.speeds.straight(TravelMode::HELICOPTER, m_options.night);
    for (std::size_t cell = 0; cell < m_terrain.cells(); ++cell) {
        if (!canLand(m_terrain, cell))
            continue;
        double best = std::numeric_limits<double>::infinity();
        for (const std::size_t number : m_group.responders) {
            const Vertex from = m_terrain.toGrid(m_responders[number].at);
            const double seconds = m_responders[number].notice_minutes * kSecondsOfMinute + kFlightPreparation + m_terrain.metres(from, m_terrain.middleOf(cell)) * secondsPerMetre;
            if (!(seconds < best)) // a base beyond what can be projected has no number
                continue;
            best = seconds;
            m_rideTimes.before[cell] = GroundTimes::kSource | static_cast<std::uint32_t>(number);
        }
        if (const double most = limit(); (most <= 0.0 || best <= most) && best < 1e6)
            m_rideTimes.cost[cell] = static_cast<std::uint32_t>(best * GroundTimes::kPerSecond + 0.5) + 1;
    }
    markLandings();
}

/// Cells with a landing within 3 km: along columns first, then the nearest of each row.
void GroupTimes::markLandings()
{
    const auto rows = static_cast<std::int64_t>(m_terrain.rasters.rows), cols = static_cast<std::int64_t>(m_terrain.rasters.cols);
    const double cellX = m_terrain.rasters.frame.cellX, cellY = m_terrain.rasters.frame.cellY;
    constexpr double kFar = 1e12;
    std::vector<double> above(m_terrain.cells(), kFar); // metres to the nearest landing in the column
    for (std::int64_t col = 0; col < cols; ++col) {
        const auto sweep = [&](std::int64_t from, std::int64_t to, std::int64_t by) {
            double metres = kFar;
            for (std::int64_t row = from; row != to; row += by) {
                const auto cell = static_cast<std::size_t>(row * cols + col);
                metres = m_rideTimes.cost[cell] != 0 ? 0.0 : metres + cellY;
                above[cell] = std::min(above[cell], metres);
            }
        };
        sweep(0, rows, 1);
        sweep(rows - 1, -1, -1);
    }
    const auto reach = static_cast<std::int64_t>(kLandingMetres / cellX);
    m_nearLanding.assign(m_terrain.cells(), false);
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t col = 0; col < cols; ++col)
            for (std::int64_t other = std::max<std::int64_t>(0, col - reach); other <= std::min(cols - 1, col + reach); ++other)
                if (std::hypot(above[static_cast<std::size_t>(row * cols + other)], static_cast<double>(other - col) * cellX) <= kLandingMetres) {
                    m_nearLanding[static_cast<std::size_t>(row * cols + col)] = true;
                    break;
                }
}

bool GroupTimes::isNearLanding(Vertex at) const
{
    return m_nearLanding.empty() || m_nearLanding[static_cast<std::size_t>(std::floor(at.y + 0.5)) * m_terrain.rasters.cols + static_cast<std::size_t>(std::floor(at.x + 0.5))];
}

void GroupTimes::goOnFoot(const core::Progress& progress)
{
    std::vector<HandOver> handed;
    const bool boat = m_group.mode == TravelMode::BOAT;
    for (Spot spot = 0; spot < m_rideTimes.cost.size(); ++spot) {
        if (m_rideTimes.cost[spot] == 0)
            continue;
        const std::uint32_t cost = m_rideTimes.cost[spot] - 1;
        if (!boat) {
            handed.push_back({spot, cost, spot});
            continue;
        }
        // From a boat one lands on both banks.
        const Vertex at = m_ride->placeOf(spot);
        for (int corner = 0; corner < 9; ++corner) {
            const Vertex middle{std::floor(at.x) + corner % 3 - (m_ride->isNode(spot) ? 0 : 1), std::floor(at.y) + static_cast<double>(corner / 3) - (m_ride->isNode(spot) ? 0 : 1)};
            if (m_ride->isNode(spot) && (corner % 3 == 2 || corner / 3 == 2))
                continue;
            if (!m_terrain.isInside(middle))
                continue;
            const auto cell = static_cast<std::size_t>(middle.y) * m_terrain.rasters.cols + static_cast<std::size_t>(middle.x);
            if (!m_walk->isBarrier(cell))
                handed.push_back({static_cast<Spot>(cell), cost, spot});
        }
    }
    m_walkTimes = searchGround(*m_walk, m_walkSources, handed, limit(), progress);
}

bool GroupTimes::isTooFar(Vertex at) const
{
    if (!m_group.maxKm)
        return false;
    // On the plane first: only near the limit is the way on the ellipsoid asked for, which takes long for every cell.
    constexpr double kSure = 0.05;
    const double km = m_terrain.metres(m_limitedFrom, at) / kMetresOfKm, most = *m_group.maxKm;
    if (km < most * (1.0 - kSure) || km > most * (1.0 + kSure))
        return km > most;
    return kmBetween(m_terrain, m_responders[m_group.responders.front()].at, at) > most;
}

std::optional<GroupTimes::End> GroupTimes::bestEnd(Vertex at) const
{
    if (isTooFar(at))
        return std::nullopt;
    std::optional<End> best;
    const auto take = [&](const Ground& ground, const GroundTimes& times, bool walked) {
        for (const Access& access : ground.accessOf(at, kAccessMetres))
            if (const auto seconds = times.seconds(access.spot); seconds && (!best || *seconds + access.seconds < best->seconds))
                best = End{walked, access, *seconds + access.seconds};
    };
    if (m_ride && (m_group.mode != TravelMode::BOAT || !m_walk))
        take(*m_ride, m_rideTimes, false);
    if (m_walk && isNearLanding(at))
        take(*m_walk, m_walkTimes, true);
    // Who may not walk is let off where the helicopter lands.
    if (!m_ride && !m_walk && m_terrain.isInside(at)) {
        const auto cell = static_cast<Spot>(static_cast<std::size_t>(std::floor(at.y + 0.5)) * m_terrain.rasters.cols + static_cast<std::size_t>(std::floor(at.x + 0.5)));
        if (const auto seconds = m_rideTimes.seconds(cell))
            best = End{false, {cell, 0.0}, *seconds};
    }
    return best;
}

/// From a base that lies beside the point: nobody goes to a road first.
std::optional<Arrival> GroupTimes::besideBase(Vertex at) const
{
    std::optional<Arrival> best;
    if (!m_ride || m_group.mode == TravelMode::BOAT || isTooFar(at))
        return best;
    for (const std::size_t number : m_group.responders) {
        const Vertex base = m_terrain.toGrid(m_responders[number].at);
        const double metres = m_terrain.metres(base, at);
        if (!(metres <= kAccessMetres) || !m_terrain.isDry(base, at))
            continue;
        const double ride = m_ride->secondsAcross(base, at), walk = mayWalkFromBase() ? m_walk->secondsAcross(base, at) : std::numeric_limits<double>::infinity();
        const double travel = std::min(ride, walk), seconds = m_responders[number].notice_minutes * kSecondsOfMinute + travel;
        if (std::isfinite(travel) && (m_limitSeconds <= 0.0 || travel <= m_limitSeconds) && (!best || seconds < best->seconds))
            best = Arrival{number, seconds, walk < ride ? walk : 0.0, metres, walk < ride, {base, at}, metres};
    }
    return best;
}

std::optional<Arrival> GroupTimes::arrivalAt(Vertex at) const
{
    const auto end = bestEnd(at);
    if (const auto beside = besideBase(at); beside && (!end || beside->seconds <= end->seconds))
        return beside;
    if (!end)
        return std::nullopt;
    Arrival arrival;
    arrival.seconds = end->seconds;
    arrival.way.push_back(at);
    Spot spot = end->access.spot;
    const auto pass = [&](const Ground& ground, Spot through, double metres) {
        arrival.metres += metres;
        arrival.way.push_back(ground.placeOf(through));
        if (arrival.leavesRoads || !ground.isOnRoad(through))
            return;
        arrival.leavesRoads = arrival.way.size() - 1;
        arrival.metresOffRoads = arrival.metres;
    };
    const auto follow = [&](const Ground& ground, const GroundTimes& times) {
        pass(ground, spot, m_terrain.metres(arrival.way.back(), ground.placeOf(spot)));
        while (times.before[spot] < GroundTimes::kHandedOver) {
            const Spot before = times.before[spot];
            pass(ground, before, ground.metresOfStep(before, spot));
            spot = before;
        }
    };
    std::uint32_t source = 0;
    if (end->walked) {
        follow(*m_walk, m_walkTimes);
        source = m_walkTimes.before[spot];
        arrival.leftVehicle = source != GroundTimes::kHandedOver;
        arrival.onFoot = end->seconds - *m_walkTimes.seconds(spot);
        if (const auto left = m_walkTimes.left.find(spot); !arrival.leftVehicle && left != m_walkTimes.left.end())
            spot = left->second;
    }
    const bool lands = !arrival.leftVehicle && m_group.mode != TravelMode::TRUCK && m_group.mode != TravelMode::LIGHT_4X4 && m_group.mode != TravelMode::FOOT;
    if (lands && !arrival.leavesRoads)
        arrival.metresOffRoads = arrival.metres;
    if (!arrival.leftVehicle) {
        if (m_ride)
            follow(*m_ride, m_rideTimes);
        else if (arrival.way.back() != m_terrain.middleOf(spot))
            arrival.way.push_back(m_terrain.middleOf(spot));
        source = m_rideTimes.before[spot];
    }
    arrival.responder = source & ~GroundTimes::kSource;
    const Responder& responder = m_responders[arrival.responder];
    if (arrival.leftVehicle)
        arrival.onFoot = arrival.seconds - responder.notice_minutes * kSecondsOfMinute;
    const Vertex base = m_terrain.toGrid(responder.at);
    arrival.metres += m_terrain.metres(arrival.way.back(), base);
    arrival.way.push_back(base);
    if (!lands && !arrival.leavesRoads)
        arrival.metresOffRoads = arrival.metres;
    std::reverse(arrival.way.begin(), arrival.way.end());
    if (arrival.leavesRoads)
        arrival.leavesRoads = arrival.way.size() - 1 - *arrival.leavesRoads;
    // The search is limited, the way from it to the point is not.
    return m_limitSeconds <= 0.0 || arrival.seconds <= limit() ? std::optional{arrival} : std::nullopt;
}

std::optional<double> GroupTimes::secondsOf(std::size_t cell) const
{
    if (isTooFar(m_terrain.middleOf(cell)))
        return std::nullopt;
    std::optional<double> best;
    if (m_group.mode != TravelMode::BOAT)
        best = m_rideTimes.seconds(static_cast<Spot>(cell));
    if (m_walk && isNearLanding(m_terrain.middleOf(cell)))
        if (const auto walked = m_walkTimes.seconds(static_cast<Spot>(cell)); walked && (!best || *walked < *best))
            best = walked;
    return best;
}

} // namespace tutela::analysis
