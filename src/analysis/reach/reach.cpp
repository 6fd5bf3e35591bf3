// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/reach.h>

#include "arrivals_p.h"
#include "at_once_p.h"
#include "closed_roads_p.h"
#include "../context_p.h"
#include "responders_p.h"

#include <tutela/analysis/band_of_places.h>
#include <tutela/core/error.h>
#include <tutela/core/spoken.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <deque>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <thread>

namespace tutela::analysis {

using core::Place;
using core::Vertex;

namespace {

constexpr double kSecondsOfMinute = 60.0, kMetresOfKm = 1000.0;

/// "by truck", "on foot": inside of a sentence.
std::string byMode(core::TravelMode mode)
{
    if (mode == core::TravelMode::FOOT)
        return "on foot";
    std::string name = core::spoken(mode);
    name.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(name.front())));
    return "by " + name;
}

class Run {
public:
    Run(const core::Mission& mission, const Terrain& terrain, ReachOptions options) : m_mission(mission), m_terrain(terrain.parts())
    {
        m_reach.options = std::move(options);
        if (!m_reach.options.season)
            m_reach.options.season = seasonOf(mission, m_reach.options.as_of);
        SpeedTable speeds = speedsOf(mission);
        speeds.take(m_reach.options.speeds);
        m_reach.options.speeds = std::move(speeds);
        m_reach.attack_minutes = attackMinutes(mission, m_reach.options.as_of);
        m_reach.attack_minutes_from = attackMinutesFrom(mission, m_reach.options.as_of);
        check();
    }

    Reach run(bool withCells, const core::Progress& progress)
    {
        auto found = respondersOf(m_mission, m_reach.options);
        m_reach.responders = std::move(found.all);
        m_reach.notes = std::move(found.notes);
        closeRoads();
        takePlaces();
        searchAll(withCells, progress.part(0.0, 0.7));
        if (m_reach.options.count_at_once)
            countAtOnce(progress.part(0.7, 1.0));
        sumUp();
        linkStraight();
        noteTerrain();
        noteFarFromRoads();
        noteSpeeds();
        noteFords();
        dropRepeatedNotes();
        return std::move(m_reach);
    }

private:
    void check() const;
    void closeRoads();
    void takePlaces();
    template <class Make, class Take>
    void searchSideBySide(std::size_t count, const core::Progress& progress, const Make& make, const Take& take) const;
    void searchAll(bool withCells, const core::Progress& progress);
    void takeAll(const GroupTimes& times, bool withCells);
    void take(PlaceReach& place, const Arrival& arrival);
    void fillCells(const GroupTimes& times);
    void countAtOnce(const core::Progress& progress);
    void sumUp();
    void linkStraight();
    void noteTerrain();
    void noteFarFromRoads();
    void noteSpeeds();
    void noteFords();
    [[nodiscard]] std::string openFords() const;
    void dropRepeatedNotes();
    [[nodiscard]] Vertex gridOf(const PlaceReach& place) const
    {
        const Place& record = *m_mission.find<Place>(place.place);
        return m_terrain.toGrid({*record.lon, *record.lat});
    }
    /// @param at  inside of the terrain
    [[nodiscard]] bool isInWater(Vertex at) const { return m_terrain.coverNumberAt(at) == static_cast<std::uint8_t>(core::LandCover::WATER); }
    [[nodiscard]] const char* whyStranded(const Responder& responder) const
    {
        const Vertex at = m_terrain.toGrid(responder.at);
        return !m_terrain.isInside(at) ? "lies outside of the area that is computed" : isInWater(at) ? "lies in water" : "stands where this mode cannot go";
    }
    /// There is no unit, or each stands where its mode cannot leave.
    [[nodiscard]] bool nobodyStarts() const { return m_stranded == m_reach.responders.size(); }
    [[nodiscard]] double limitSeconds() const { return m_reach.options.limit_minutes.value_or(0.0) * kSecondsOfMinute; }

    const core::Mission& m_mission;
    const TerrainParts& m_terrain;
    std::vector<bool> m_closedRoads;
    std::size_t m_stranded = 0; ///< responders that find no ground to start on
    Reach m_reach;
};

void Run::check() const
{
    const auto& options = m_reach.options;
    if (options.limit_minutes && !(*options.limit_minutes > 0.0))
        throw core::Error{core::ErrorCode::InvalidInput, "the limit of travel must be above 0 minutes"};
    for (const auto* set : {&options.closed_roads, &options.opened_roads})
        for (const RoadId id : *set)
            if (m_mission.find<core::Road>(id) == nullptr)
                throw core::Error{core::ErrorCode::InvalidInput, fmt::format("there is no road {} in the mission", id.value)};
}

void Run::closeRoads()
{
    m_closedRoads = closedRoadsOf(m_mission, m_terrain, m_reach.options);
    const auto closed = std::count(m_closedRoads.begin(), m_closedRoads.end(), true);
    if (closed > 0)
        m_reach.notes.push_back(fmt::format("{} closed: nobody travels along {}.", closed == 1 ? "1 road is" : fmt::format("{} roads are", closed), closed == 1 ? "it" : "them"));
}

void Run::takePlaces()
{
    const auto ratings = bandOfPlaces(m_mission, m_reach.options.as_of);
    for (const Place& place : m_mission.all<Place>()) {
        const core::PlaceId id{place.id};
        if (!place.lon || !place.lat) {
            m_reach.without_position.push_back(id);
            continue;
        }
        PlaceReach reach;
        reach.place = id;
        reach.people = place.population_total;
        if (const auto rated = ratings.find(id); rated != ratings.end())
            reach.priority = rated->second.priority;
        const Vertex at = m_terrain.toGrid({*place.lon, *place.lat});
        if (!m_terrain.isInside(at))
            reach.why = NotReached::OutsideTerrain;
        else if (m_reach.responders.empty())
            reach.why = NotReached::NoBase;
        else if (isInWater(at))
            reach.why = NotReached::InWater;
        if (m_terrain.roadIndex && m_terrain.isInside(at))
            reach.nearest_road_km = m_terrain.metres(at, m_terrain.roadIndex->nearestTo(at)) / kMetresOfKm;
        m_reach.places.push_back(std::move(reach));
    }
}

void Run::take(PlaceReach& place, const Arrival& arrival)
{
    const Responder& responder = m_reach.responders[arrival.responder];
    const double travel = arrival.seconds / kSecondsOfMinute - responder.notice_minutes;
    const double response = m_reach.options.info_minutes + m_reach.options.decide_minutes + responder.notice_minutes + travel;
    if (place.isReached() && response >= place.t_resp)
        return;
    place.why = NotReached::Reached;
    place.base = responder.base;
    place.responder = arrival.responder;
    place.t_info = m_reach.options.info_minutes;
    place.t_decide = m_reach.options.decide_minutes;
    place.t_mobilise = responder.notice_minutes;
    place.t_travel = travel;
    place.t_resp = response;
    place.mode = arrival.leftVehicle ? core::TravelMode::FOOT : responder.mode;
    place.t_on_foot = arrival.onFoot / kSecondsOfMinute;
    place.km = arrival.metres / kMetresOfKm;
    place.in_time = response <= m_reach.attack_minutes;
    place.way.clear();
    for (const Vertex at : arrival.way)
        place.way.push_back(m_terrain.toLonLat(at));
    place.km_off_roads = arrival.metresOffRoads / kMetresOfKm;
    place.link.clear();
    if (place.isFarFromRoads() && arrival.leavesRoads)
        place.link.assign(place.way.begin() + static_cast<std::ptrdiff_t>(*arrival.leavesRoads), place.way.end());
}

void Run::fillCells(const GroupTimes& times)
{
    const double before = m_reach.options.info_minutes + m_reach.options.decide_minutes;
    for (std::size_t cell = 0; cell < m_terrain.cells(); ++cell)
        if (const auto seconds = times.secondsOf(cell)) {
            float& known = m_reach.minutes.cells()[cell];
            const auto minutes = static_cast<float>(before + *seconds / kSecondsOfMinute);
            if (!(known <= minutes))
                known = minutes;
        }
}

/// Side by side while there are cores and their times fit into memory; taken one after the other, so that the answer is the same everywhere.
template <class Make, class Take>
void Run::searchSideBySide(std::size_t count, const core::Progress& progress, const Make& make, const Take& take) const
{
    constexpr std::size_t kMostSpots = 10'000'000; // of all that are kept at once: some 160 MB
    const std::size_t fit = kMostSpots / std::max<std::size_t>(1, m_terrain.cells()), cores = std::thread::hardware_concurrency();
    const std::size_t most = std::clamp<std::size_t>(std::min(fit, cores), 1, 8);
    const core::Progress silent{progress.stopToken(), {}}; // only one thread may tell how far it is
    std::deque<std::future<std::unique_ptr<GroupTimes>>> ahead;
    std::size_t next = 0;
    for (std::size_t i = 0; i < count; ++i) {
        progress.step(static_cast<double>(i) / static_cast<double>(count), "travel times");
        for (; next < count && ahead.size() < most; ++next)
            ahead.push_back(std::async(most > 1 ? std::launch::async : std::launch::deferred, [&make, &silent, number = next] { return make(number, silent); }));
        const auto times = ahead.front().get();
        ahead.pop_front();
        take(i, *times);
    }
}

void Run::searchAll(bool withCells, const core::Progress& progress)
{
    if (withCells)
        m_reach.minutes = core::Grid<float>{m_terrain.rasters.rows, m_terrain.rasters.cols, std::numeric_limits<float>::quiet_NaN()};
    const auto groups = groupsOf(m_reach.responders, m_reach.options.limit_minutes.has_value());
    searchSideBySide(
        groups.size(), progress,
        [&](std::size_t i, const core::Progress& part) {
            return std::make_unique<GroupTimes>(m_terrain, m_reach.responders, groups[i], m_reach.options, m_closedRoads, limitSeconds(), part);
        },
        [&](std::size_t, const GroupTimes& times) { takeAll(times, withCells); });
    if (nobodyStarts()) // what lies beside a base is reached all the same
        for (PlaceReach& place : m_reach.places)
            if (place.why == NotReached::NoWay)
                place.why = NotReached::NoBase;
}

void Run::takeAll(const GroupTimes& times, bool withCells)
{
    m_stranded += times.stranded().size();
    for (const std::size_t number : times.stranded()) {
        const Responder& responder = m_reach.responders[number];
        m_reach.notes.push_back(fmt::format("{} ({}) finds no ground or road to start on, because it {}: nobody starts from it {}.", responder.base_name, core::word(responder.mode),
                                            whyStranded(responder), byMode(responder.mode)));
    }
    for (const std::size_t number : times.leavingVehicles()) {
        const Responder& responder = m_reach.responders[number];
        m_reach.notes.push_back(fmt::format("{} ({}): no vehicle can leave the base, by the speeds of this season and the ground around it. Its people go on foot from there.", responder.base_name,
                                            core::word(responder.mode)));
    }
    for (PlaceReach& place : m_reach.places)
        if (place.why == NotReached::Reached || place.why == NotReached::NoWay || place.why == NotReached::InWater)
            if (const auto arrival = times.arrivalAt(gridOf(place)))
                take(place, *arrival);
    if (withCells)
        fillCells(times);
}

/// Each unit is searched for alone, no farther than it can be in time.
void Run::countAtOnce(const core::Progress& progress)
{
    std::map<std::pair<std::optional<core::UnitId>, std::size_t>, std::size_t> units; // an assumed unit is known by its number
    std::vector<std::size_t> urgent;
    for (std::size_t i = 0; i < m_reach.places.size(); ++i)
        if (m_reach.places[i].isUrgent() && m_reach.places[i].in_time)
            urgent.push_back(i);
    struct Alone {
        TravelGroup group;
        std::size_t unit;
        double limitSeconds;
    };
    std::vector<Alone> alone;
    for (std::size_t number = 0; number < m_reach.responders.size() && !urgent.empty(); ++number) {
        const Responder& responder = m_reach.responders[number];
        const std::size_t unit = units.try_emplace({responder.unit, responder.unit ? 0 : number + 1}, units.size()).first->second;
        const double left = m_reach.attack_minutes - m_reach.options.info_minutes - m_reach.options.decide_minutes - responder.notice_minutes;
        if (left > 0.0)
            alone.push_back({{responder.mode, responder.on_foot, responder.max_km, responder.notice_minutes, {number}}, unit,
                             limitSeconds() > 0.0 ? std::min(limitSeconds(), left * kSecondsOfMinute) : left * kSecondsOfMinute});
    }
    std::vector<std::vector<std::size_t>> unitsOf(urgent.size());
    searchSideBySide(
        alone.size(), progress,
        [&](std::size_t i, const core::Progress& part) {
            return std::make_unique<GroupTimes>(m_terrain, m_reach.responders, alone[i].group, m_reach.options, m_closedRoads, alone[i].limitSeconds, part);
        },
        [&](std::size_t i, const GroupTimes& times) {
            for (std::size_t place = 0; place < urgent.size(); ++place)
                if (times.arrivalAt(gridOf(m_reach.places[urgent[place]])))
                    unitsOf[place].push_back(alone[i].unit);
        });
    m_reach.answerable_at_once = answerableAtOnce(unitsOf, units.size());
}

void Run::sumUp()
{
    constexpr double k30 = 30.0, k60 = 60.0, k120 = 120.0;
    const auto add = [](PeopleWithin& sums, const PlaceReach& place) {
        if (!place.people) {
            ++sums.places_without_people;
            return;
        }
        sums.all += *place.people;
        if (!place.isReached())
            return;
        sums.in30 += place.t_resp <= k30 ? *place.people : 0;
        sums.in60 += place.t_resp <= k60 ? *place.people : 0;
        sums.in120 += place.t_resp <= k120 ? *place.people : 0;
        sums.inAttack += place.in_time ? *place.people : 0;
    };
    for (const PlaceReach& place : m_reach.places) {
        add(m_reach.people, place);
        if (place.isUrgent())
            add(m_reach.people_urgent, place);
    }
}

/// Far places whose way meets no road, or that nobody gets to: where the road is that they would belong to.
void Run::linkStraight()
{
    for (PlaceReach& place : m_reach.places)
        if (place.isFarFromRoads() && place.link.empty()) {
            const Vertex at = gridOf(place);
            place.link = {m_terrain.toLonLat(m_terrain.roadIndex->nearestTo(at)), m_terrain.toLonLat(at)};
        }
}

void Run::noteFarFromRoads()
{
    constexpr std::size_t kNamed = 10;
    std::vector<std::string> names;
    std::size_t count = 0;
    for (const PlaceReach& place : m_reach.places)
        if (place.isFarFromRoads() && ++count <= kNamed)
            names.push_back(nameOf(*m_mission.find<Place>(place.place)));
    if (count > 0)
        m_reach.notes.push_back(fmt::format("{} farther than {:.0f} km from every road: {}{}. Their last link is computed over open ground; look whether a road is missing or a position is wrong.",
                                            count == 1 ? "1 place lies" : fmt::format("{} places lie", count), PlaceReach::kSnapKm, fmt::join(names, ", "),
                                            count > kNamed ? fmt::format(" and {} more", count - kNamed) : ""));
}

void Run::noteTerrain()
{
    const TerrainCounts& counts = m_terrain.counts;
    auto& notes = m_reach.notes;
    if (counts.roads == 0)
        notes.emplace_back("The mission has no roads: everybody travels off the roads, which is slow.");
    if (counts.roads_without_class > 0)
        notes.push_back(fmt::format("{} roads have no class: they are taken as tracks.", counts.roads_without_class));
    if (counts.roads_outside > 0)
        notes.push_back(fmt::format("{} roads lie outside of the area that is computed.", counts.roads_outside));
    if (!counts.has_elevation)
        notes.emplace_back("There is no elevation: slopes are not counted, and times over hills are too short.");
    else if (counts.cells_without_elevation > 0)
        notes.push_back(fmt::format("{} of {} cells have no elevation: they are taken as level.", counts.cells_without_elevation, counts.cells));
    if (!counts.has_cover)
        notes.emplace_back("There is no land cover: all ground off the roads is taken as open, and times through forest and swamp are too short.");
    else if (counts.cells_without_cover > 0)
        notes.push_back(fmt::format("{} of {} cells have no land cover: taken as open ground.", counts.cells_without_cover, counts.cells));
    if (counts.waters == 0)
        notes.emplace_back("The mission has no rivers and lakes: nothing bars the way off the roads.");
    if (nobodyStarts())
        notes.emplace_back("No unit can start: nobody is reached.");
}

/// A speed of 0 cuts off whoever has no other way: it is said, not only counted.
void Run::noteSpeeds()
{
    const auto changes = m_reach.options.speeds.changes();
    if (changes.empty())
        return;
    m_reach.notes.push_back(fmt::format("{} from the default{}.", changes.size() == 1 ? "1 speed differs" : fmt::format("{} speeds differ", changes.size()), changes.size() == 1 ? "" : "s"));
    constexpr double kPercent = 100.0;
    for (const core::ChangedSpeed& speed : changes)
        if (speed.night_share)
            m_reach.notes.push_back(fmt::format("By night {:.3g} % of the speed by day is left, not {:.3g} % as by default.", kPercent * *speed.night_share, kPercent * SpeedTable{}.nightShare()));
        else if (speed.kmh == 0.0 && speed.season == *m_reach.options.season)
            m_reach.notes.push_back(fmt::format("{}, {}: nobody passes in this season, because the speed is set to 0.", core::spoken(core::surfaceWord(speed)), core::spoken(speed.mode)));
}

/// "Nu ford, road 12": those that nobody has closed, the first of many by name.
std::string Run::openFords() const
{
    constexpr std::size_t kMostNames = 5;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m_terrain.roads.size(); ++i) {
        const TerrainRoad& road = m_terrain.roads[i];
        if (!road.ford || road.outside || m_closedRoads[i])
            continue;
        const auto* record = m_mission.find<core::Road>(road.id);
        names.push_back(record->name.empty() ? fmt::format("road {}", road.id.value) : record->name);
    }
    if (names.size() <= kMostNames)
        return fmt::format("{}", fmt::join(names, ", "));
    return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + kMostNames, ", "), names.size() - kMostNames);
}

/// Who comes to a ford that is too deep for his means goes on on foot or not at all.
void Run::noteFords()
{
    const std::string fords = openFords();
    if (fords.empty())
        return;
    std::set<core::TravelMode> modes;
    for (const Responder& responder : m_reach.responders)
        modes.insert(responder.mode);
    std::vector<std::string> barred;
    for (const core::TravelMode mode : {core::TravelMode::TRUCK, core::TravelMode::LIGHT_4X4, core::TravelMode::FOOT})
        if (modes.contains(mode) && m_reach.options.speeds.kmh(mode, SpeedColumn::Ford, *m_reach.options.season) == 0.0)
            barred.push_back(core::spoken(mode));
    if (!barred.empty())
        m_reach.notes.push_back(fmt::format("Fords bar the way in the {} season ({}): {}.", *m_reach.options.season == core::Season::WET ? "wet" : "dry", fmt::join(barred, ", "), fords));
}

/// Units of one base that differ in their notice alone are searched for one by one, and each says the same of its base.
void Run::dropRepeatedNotes()
{
    std::set<std::string> said;
    std::erase_if(m_reach.notes, [&](const std::string& note) { return !said.insert(note).second; });
}

} // namespace

core::Season seasonOf(const core::Mission& mission, core::Instant at)
{
    const std::chrono::year_month_day date{mission.timeZone().dayAt(at)};
    const auto month = static_cast<std::int64_t>(static_cast<unsigned>(date.month()));
    const auto& wet = mission.details.wet_months;
    return std::find(wet.begin(), wet.end(), month) != wet.end() ? core::Season::WET : core::Season::DRY;
}

std::string conditionsText(const ReachOptions& options)
{
    const std::string season = !options.season ? "season not known" : *options.season == core::Season::WET ? "wet season" : "dry season";
    const std::string means = options.mode ? byMode(*options.mode) : "fastest means of each base";
    return season + (options.night ? ", by night, " : ", by day, ") + means;
}

std::vector<core::Geometry> roadLinks(const Reach& reach)
{
    std::vector<core::Geometry> links;
    for (const PlaceReach& place : reach.places)
        if (!place.link.empty()) {
            core::Geometry& link = links.emplace_back();
            link.type = core::Geometry::Type::LineString;
            link.parts = {{place.link}};
        }
    return links;
}

Reach reachOf(const core::Mission& mission, const Terrain& terrain, const ReachOptions& options, bool withCells, const core::Progress& progress)
{
    return Run{mission, terrain, options}.run(withCells, progress);
}

} // namespace tutela::analysis
