// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <algorithm>
#include <array>
#include <map>

/// Three months of patrols along the roads, with what became of them, and the tests of alert networks.
namespace tutela::demo {

using namespace core;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year;

namespace {

constexpr Day kPatrolsFrom = year{2026} / 8 / 1;
constexpr Day kPlannedUntil = year{2026} / 11 / 7;

/// Where a base sends its patrols, and how often.
struct Beat {
    std::string_view base, town, unit;
    double perDay;
    std::vector<std::pair<std::string_view, double>> places;
};
const std::vector<Beat>& beats()
{
    static const std::vector<Beat> kAll{
        {"Adrela base", "Adrela", "Alpha Company", 0.62, {{"Moleka", 3}, {"Nyalo", 2}, {"Koroma", 2}, {"Adrela Old Mill site", 3}, {"Ubara", 0.8}, {"Kirenda", 1}}},
        {"Adrela base", "Adrela", "Engagement platoon", 0.22, {{"Adrela base site", 2}, {"Adrela Old Mill site", 2}, {"Moleka", 1}, {"Nyalo", 1}}},
        {"Gelo base", "Gelo", "Bravo Company", 0.60, {{"Nyalo", 3}, {"Koroma", 3}, {"Gelo boreholes", 1}, {"Gelo grazing reserve", 1}, {"Piranda", 0.7}, {"Luzi", 0.8}, {"Ituwe", 0.8}}},
        {"Lofane base", "Lofane", "Charlie Company", 0.52, {{"Tsombe", 3}, {"Koroma", 2}, {"Obari", 1.2}, {"Ituwe", 1.0}, {"Yelundi", 0.6}, {"Ramosa", 0.8}}},
        {"Masibe base", "Masibe", "Delta Company", 0.52, {{"Tembika", 3}, {"Mbetu", 2}, {"Kirenda", 1.5}, {"Banzu", 0.8}, {"Sakore", 0.5}, {"Harone", 0.5}, {"Chitaro", 0.6}}},
        {"Wasoro temporary base", "Wasoro", "Echo Platoon", 0.46, {{"Wasoro school centre", 2}, {"Dekiri", 1.5}, {"Fanara", 1.6}, {"Tembika", 1}}},
        {"Kirenda police base", "Kirenda", "Formed police unit 1", 0.46, {{"Kirenda South camp", 3}, {"Moleka", 2}, {"Sentu", 1.2}, {"Dekiri", 0.6}}},
        {"Kirenda headquarters", "Kirenda", "Quick reaction platoon", 0.20, {{"Moleka", 1}, {"Masibe", 1}, {"Sentu", 1}, {"Ubara", 0.6}}},
    };
    return kAll;
}

/// After this day no patrol got through any more: denied, no bridge, no vehicle.
std::optional<Day> lastVisitTo(std::string_view place)
{
    if (place == "Luzi")
        return Day{year{2026} / 10 / 9};
    if (place == "Ituwe")
        return Day{year{2026} / 10 / 7};
    if (place == "Fanara")
        return Day{year{2026} / 9 / 20};
    if (place == "Banzu")
        return Day{year{2026} / 9 / 27};
    if (place == "Sakore")
        return Day{year{2026} / 10 / 13};
    return std::nullopt;
}

struct Way {
    std::vector<Vertex> line;
    std::vector<double> hours; ///< since the start, at each vertex
};

double kmPerHour(RoadClass roadClass, bool wet)
{
    switch (roadClass) {
    case RoadClass::ROAD_PRIMARY: return wet ? 35.0 : 45.0;
    case RoadClass::ROAD_SECONDARY: return wet ? 20.0 : 30.0;
    case RoadClass::TRACK: return wet ? 8.0 : 15.0;
    case RoadClass::PATH: return wet ? 5.0 : 8.0;
    }
    return 8.0;
}

Way wayBetween(const Story& story, std::size_t from, std::size_t to, bool wet)
{
    const std::vector<std::size_t> cells = wayAlongRoads(story.roads, story.country.sites[from].cell().index(), story.country.sites[to].cell().index());
    Way way;
    double clock = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Vertex here = i == 0 ? story.country.sites[from].at : i + 1 == cells.size() ? story.country.sites[to].at : rounded(centreOf(Cell::of(cells[i])));
        if (i > 0) {
            double speed = 8.0;
            for (const std::size_t edge : story.roads.at[cells[i]])
                if (story.roads.edges[edge].a == cells[i - 1] || story.roads.edges[edge].b == cells[i - 1])
                    speed = kmPerHour(story.roads.edges[edge].road_class, wet);
            clock += kmBetween(centreOf(Cell::of(cells[i - 1])), centreOf(Cell::of(cells[i]))) / speed;
        }
        if (i % 2 == 0 || i + 1 == cells.size()) { // a fix about each kilometre
            way.line.push_back(here);
            way.hours.push_back(clock);
        }
    }
    return way;
}

class Planner {
public:
    explicit Planner(Story& story) : m_story(story), m_random(story.seed, "patrols") {}

    void plan()
    {
        for (const Beat& beat : beats())
            for (Day day = kPatrolsFrom; day < kPlannedUntil; day += std::chrono::days{1})
                if (m_random.chance(beat.perDay))
                    send(beat, day);
        std::stable_sort(m_story.content.patrols.begin(), m_story.content.patrols.end(),
                         [](const Patrol& a, const Patrol& b) { return *a.planned_start < *b.planned_start; });
        for (Patrol& patrol : m_story.content.patrols) {
            const std::string digits = std::to_string(++m_number);
            patrol.reference = "PAT-KAV-2026-" + std::string(4 - digits.size(), '0') + digits;
        }
    }

private:
    [[nodiscard]] std::string_view destination(const Beat& beat, Day day)
    {
        // The patrol to the market of Nyalo leaves each Thursday, at the same hour: everybody knows.
        if (beat.base == "Gelo base" && std::chrono::weekday{day} == std::chrono::Thursday)
            return "Nyalo";
        std::vector<double> weights;
        for (const auto& [name, weight] : beat.places)
            weights.push_back(weight);
        return beat.places[m_random.weighted(weights)].first;
    }

    const Way& way(std::size_t from, std::size_t to, bool wet)
    {
        const auto key = std::tuple{from, to, wet};
        if (const auto known = m_ways.find(key); known != m_ways.end())
            return known->second;
        return m_ways.emplace(key, wayBetween(m_story, from, to, wet)).first->second;
    }

    void send(const Beat& beat, Day day)
    {
        const std::string_view name = destination(beat, day);
        const std::size_t from = m_story.site(beat.town);
        const std::size_t to = m_story.site(name);
        const Way& there = way(from, to, isWet(day));
        if (there.line.size() < 2)
            return;
        Patrol patrol;
        patrol.id = m_story.newId();
        const bool market = beat.base == "Gelo base" && name == "Nyalo";
        const Instant start = at(day, market ? 7 : static_cast<int>(m_random.whole(6, 9)), market ? 30 : static_cast<int>(m_random.whole(0, 5)) * 10);
        const auto travel = minutes{static_cast<std::int64_t>(there.hours.back() * 60.0) + 4};
        const auto stay = minutes{m_random.whole(4, 16) * 10};
        const bool overnight = travel > hours{6};
        const Instant arrival = start + travel;
        const Instant back = arrival + stay + (overnight ? hours{12} : hours{0}) + travel;
        patrol.planned_start = start;
        patrol.planned_end = back + minutes{30};
        patrol.patrol_kind = overnight ? PatrolKind::LONG_DURATION : beat.unit == "Formed police unit 1" ? PatrolKind::CONFIDENCE_BUILDING
                             : beat.unit == "Engagement platoon" ? PatrolKind::ENGAGEMENT : travel < minutes{35} ? PatrolKind::TOWN_PATROL : PatrolKind::SHORT_DURATION;
        patrol.mode = {PatrolMode::VEHICLE};
        patrol.dismounted = m_random.chance(0.7);
        patrol.route_planned = lineOf(there.line);
        patrol.base_id = m_story.base(beat.base);
        patrol.unit_ids = {unit(beat.unit)};
        patrol.commander_role = beat.unit == "Formed police unit 1" ? "Section leader" : "Platoon commander";
        patrol.strength = m_random.whole(12, 26);
        patrol.women = beat.unit == "Engagement platoon" ? *patrol.strength / 2 : m_random.whole(0, 4);
        patrol.cla_present = m_random.chance(0.45);
        patrol.interpreter_languages = m_random.chance(0.6) ? Texts{"eng", "hau"} : Texts{"eng"};
        patrol.police_present = beat.unit == "Formed police unit 1" || m_random.chance(0.18);
        if (m_random.chance(0.14))
            patrol.civilian_sections = {Component::CIVILIAN_CIVIL_AFFAIRS};
        patrol.tasks = {PatrolTask::DETER, PatrolTask::ENGAGE_COMMUNITY};
        if (market)
            patrol.tasks.push_back(PatrolTask::MARKET_FIELD_SECURITY);
        patrol.risk_to_civilians_note = "Visit announced to nobody by name; people are met in groups, away from houses.";
        patrol.information_requirements = {"Who taxes the road, where and at what hours?"};
        PatrolStop stop;
        stop.place_id = PlaceId{m_story.content.places[to].id};
        stop.planned_arrival = arrival;
        stop.planned_dwell_minutes = stay.count();
        stop.task = PatrolTask::ENGAGE_COMMUNITY;
        patrol.stops = {stop};
        decide(patrol, day, name, there, to);
        m_story.content.patrols.push_back(std::move(patrol));
    }

    [[nodiscard]] UnitId unit(std::string_view name) const
    {
        for (const Unit& each : m_story.content.units)
            if (each.name == name)
                return {each.id};
        return {};
    }

    void decide(Patrol& patrol, Day day, std::string_view name, const Way& there, std::size_t to)
    {
        if (day >= kToday) {
            patrol.status = day == kToday ? PatrolStatus::TASKED : m_random.chance(0.5) ? PatrolStatus::APPROVED : PatrolStatus::PROPOSED;
            patrol.track_source = TrackSource::PLANNED_ONLY;
            return;
        }
        const auto last = lastVisitTo(name);
        if ((last && day > *last) || m_random.chance(0.085)) {
            cancel(patrol, name, last.has_value() && day > *last, there);
            return;
        }
        carryOut(patrol, there, to);
    }

    void cancel(Patrol& patrol, std::string_view name, bool cutOff, const Way& there)
    {
        static constexpr std::array<CancelReason, 5> kReasons{CancelReason::VEHICLES, CancelReason::FUEL, CancelReason::RETASKED, CancelReason::WEATHER_ROAD, CancelReason::STAFF};
        patrol.status = PatrolStatus::CANCELLED;
        patrol.track_source = TrackSource::PLANNED_ONLY;
        patrol.cancel_reason = !cutOff                              ? m_random.pick(kReasons)
                               : name == "Fanara" || name == "Sakore" ? CancelReason::WEATHER_ROAD
                               : name == "Banzu"                    ? CancelReason::VEHICLES
                               : m_random.chance(0.6)               ? CancelReason::CLEARANCE_DENIED
                                                                    : CancelReason::OBSTRUCTED_EN_ROUTE;
        if (patrol.cancel_reason != CancelReason::OBSTRUCTED_EN_ROUTE)
            return;
        // Turned back half-way.
        patrol.status = PatrolStatus::ABORTED;
        patrol.actual_start = patrol.planned_start;
        const std::size_t half = there.line.size() / 2 + 1;
        record(patrol, {there.line.begin(), there.line.begin() + static_cast<std::ptrdiff_t>(half)},
               {there.hours.begin(), there.hours.begin() + static_cast<std::ptrdiff_t>(half)}, *patrol.actual_start);
        patrol.actual_end = Instant{seconds{patrol.track_times.back()}} + minutes{40};
        patrol.report = "Turned back at a barrier by armed men who did not accept the clearance. No shots. Nobody was met.";
    }

    /// Appends fixes with their times.
    static void record(Patrol& patrol, const std::vector<Vertex>& line, const std::vector<double>& clock, Instant start)
    {
        if (patrol.geometry.empty())
            patrol.geometry = lineOf({});
        auto& track = patrol.geometry.parts[0][0];
        for (std::size_t i = 0; i < line.size(); ++i) {
            track.push_back(line[i]);
            patrol.track_times.push_back(start.time_since_epoch().count() + static_cast<std::int64_t>(clock[i] * 3600.0));
        }
        patrol.track_source = TrackSource::GPS;
    }

    void carryOut(Patrol& patrol, const Way& there, std::size_t to)
    {
        patrol.actual_start = *patrol.planned_start + minutes{m_random.whole(-5, 45)};
        const double slower = m_random.between(0.95, 1.25);
        std::vector<double> out = there.hours;
        for (double& clock : out)
            clock *= slower;
        PatrolStop& stop = patrol.stops.front();
        const auto travel = minutes{static_cast<std::int64_t>(out.back() * 60.0) + 1};
        stop.actual_arrival = *patrol.actual_start + travel;
        const bool talked = m_random.chance(0.82);
        const std::int64_t dwell = talked ? m_random.whole(4, 16) * 10 : m_random.whole(1, 2) * 10;
        stop.actual_dwell_minutes = dwell;
        const Instant leave = *stop.actual_arrival + minutes{dwell} + (*patrol.patrol_kind == PatrolKind::LONG_DURATION ? hours{12} : hours{0});
        patrol.actual_end = leave + travel + minutes{5};
        if (m_random.chance(0.86)) {
            record(patrol, there.line, out, *patrol.actual_start);
            std::vector<Vertex> home(there.line.rbegin(), there.line.rend());
            std::vector<double> clock;
            for (auto i = out.rbegin(); i != out.rend(); ++i)
                clock.push_back(out.back() - *i);
            record(patrol, home, clock, leave);
        } else
            patrol.track_source = TrackSource::REPORTED_STOPS;
        if (*patrol.actual_end >= kAsOf) {
            patrol.status = PatrolStatus::DEPARTED;
            patrol.actual_end.reset();
            return;
        }
        meet(patrol, stop, talked, to);
    }

    void meet(Patrol& patrol, PatrolStop& stop, bool talked, std::size_t to)
    {
        stop.dismounted = talked;
        if (talked) {
            stop.met_men = m_random.whole(3, 24);
            stop.met_women = m_random.chance(0.3) ? 0 : m_random.whole(2, 18);
            stop.met_youth = m_random.whole(0, 12);
            stop.met_leaders = m_random.whole(0, 4);
            stop.women_asked = *stop.met_women > 4;
            stop.men_asked = true;
            const bool bad = *patrol.planned_start > at(Day{year{2026} / 10 / 1}, 0) && m_random.chance(0.35);
            stop.pattern_of_life = bad ? PatternOfLife::REDUCED : PatternOfLife::NORMAL;
        } else
            stop.met_men = 0;
        const Place& place = m_story.content.places[to];
        if (place.can_status == CanStatus::ACTIVE_TESTED && m_random.chance(0.4)) {
            stop.can_tested = true;
            stop.can_works = m_random.chance(0.9);
        }
        const Instant written = *patrol.actual_end + hours{m_random.whole(3, 40)};
        const bool reported = m_random.chance(0.92) && written < kAsOf;
        patrol.status = reported ? PatrolStatus::REPORTED : PatrolStatus::COMPLETED;
        if (!reported)
            return;
        patrol.report_time = written;
        patrol.report = !talked ? "Passed through; people stayed in their houses and nobody wished to talk."
                        : stop.pattern_of_life == PatternOfLife::REDUCED
                            ? "Market and fields half empty. Men and women speak of armed men on the road after dark and ask when the next patrol comes."
                            : "Road passable. Market and school open. People ask for patrols in the evening rather than in the morning.";
    }

    Story& m_story;
    Random m_random;
    std::map<std::tuple<std::size_t, std::size_t, bool>, Way> m_ways;
    int m_number = 0;
};

void testNetworks(Story& story)
{
    Random random(story.seed, "networks");
    for (const Place& place : story.content.places) {
        if (!place.can_status || place.can_status == CanStatus::NONE || place.can_status == CanStatus::PLANNED)
            continue;
        const bool fresh = place.can_status == CanStatus::ACTIVE_TESTED;
        for (int month = 0; month < 6; ++month) {
            if (!fresh && month < 2)
                continue; // that is what untested means
            if (month > 0 && !random.chance(fresh ? 0.75 : 0.4))
                continue;
            CanTest test;
            test.id = story.newId();
            test.place_id = PlaceId{place.id};
            test.tested_at = at(kToday - std::chrono::days{30 * month + random.whole(2, 26)}, static_cast<int>(random.whole(8, 17)), 15);
            test.works = (fresh && month == 0) || random.chance(0.85);
            if (place.can_status == CanStatus::BROKEN && month <= 2)
                test.works = false;
            story.content.can_tests.push_back(std::move(test));
        }
    }
}

} // namespace

void writePatrols(Story& story)
{
    Planner(story).plan();
    testNetworks(story);
}

} // namespace tutela::demo
