// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/reach_board.h>

#include "translated_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/session/display.h>

#include <algorithm>
#include <cmath>

namespace tutela::session {

namespace {

constexpr double kMinutesOfHour = 60.0;
constexpr std::chrono::days kCoverageDays{30};

/// Areas that divide the mission, by where a place lies.
class Sectors {
public:
    explicit Sectors(const core::Mission& mission)
        : m_mission(mission), m_index(analysis::AreaIndex::ofLevel(mission, analysis::defaultLevel(mission).value_or(core::AreaLevel::SECTOR))) {}
    [[nodiscard]] const core::Area* of(const core::Place& place) const
    {
        const auto area = place.lon && place.lat ? m_index.find(*place.lon, *place.lat) : std::nullopt;
        return area ? m_mission.find<core::Area>(*area) : nullptr;
    }

private:
    const core::Mission& m_mission;
    analysis::AreaIndex m_index;
};

bool isInside(const core::Mission& mission, const core::Place& place, std::optional<core::AreaId> scope)
{
    if (!scope)
        return true;
    const auto* area = mission.find<core::Area>(*scope);
    const auto point = place.point();
    return area != nullptr && point && core::covers(area->geometry, *point);
}

QString whyText(analysis::NotReached why)
{
    switch (why) {
    case analysis::NotReached::OutsideTerrain: return tr("outside the area");
    case analysis::NotReached::InWater: return tr("in water");
    case analysis::NotReached::NoBase: return tr("no unit");
    default: return tr("no way");
    }
}

class Rows {
public:
    explicit Rows(const ReachBoard& board) : m_board(board), m_sectors(*board.mission)
    {
        for (const auto& place : board.coverage.places)
            m_coverage[place.place] = &place;
    }
    /// @param rating  null: the place is not assessed
    [[nodiscard]] ReachRow of(std::size_t number, const analysis::PlaceRating* rating) const
    {
        const auto& place = m_board.reach.places[number];
        const auto& before = m_board.today.places[number];
        ReachRow row = facts(*m_board.mission->find<core::Place>(place.place), rating);
        if (place.isReached())
            row.minutes = place.t_resp;
        else
            row.why = whyText(place.why);
        if (place.isFarFromRoads())
            row.far_from_roads = place.nearest_road_km;
        if (before.isReached())
            row.today = before.t_resp;
        if (const auto covered = m_coverage.find(place.place); covered != m_coverage.end()) {
            row.days_since_visit = covered->second->days_since_visit;
            row.interval = covered->second->interval_days;
            row.overdue = covered->second->isOverdue();
        }
        return row;
    }
    [[nodiscard]] ReachRow withoutPosition(core::PlaceId place, const analysis::PlaceRating* rating) const
    {
        ReachRow row = facts(*m_board.mission->find<core::Place>(place), rating);
        row.without_position = true;
        row.why = tr("no position");
        return row;
    }

private:
    /// What does not depend on reach.
    [[nodiscard]] ReachRow facts(const core::Place& record, const analysis::PlaceRating* rating) const
    {
        ReachRow row;
        row.place = {record.id};
        row.name = record.name.empty() ? tr("Unnamed") : shown(record.name);
        if (const auto* sector = m_sectors.of(record))
            row.sector = shown(sector->name);
        row.assessed = rating != nullptr;
        if (row.assessed) {
            row.band = rating->band.highest;
            row.band_known = rating->band.known();
        }
        row.people = record.population_total;
        return row;
    }

    const ReachBoard& m_board;
    Sectors m_sectors;
    std::unordered_map<core::PlaceId, const analysis::PlaceCoverage*> m_coverage;
};

template <class Wanted>
std::vector<ReachRow> rowsWhere(const ReachBoard& board, std::optional<core::AreaId> scope, Wanted&& wanted)
{
    const Rows rows{board};
    std::vector<ReachRow> found;
    for (std::size_t i = 0; i < board.reach.places.size(); ++i) {
        const auto rating = board.ratings.find(board.reach.places[i].place);
        if (rating == board.ratings.end() || !isInside(*board.mission, *board.mission->find<core::Place>(board.reach.places[i].place), scope))
            continue;
        if (ReachRow row = rows.of(i, &rating->second); wanted(row))
            found.push_back(std::move(row));
    }
    return found;
}

/// Places at risk that lie in no sector and on no map, as their position is not recorded.
void addWithoutPosition(const ReachBoard& board, std::vector<ReachRow>& to)
{
    const Rows rows{board};
    for (const core::PlaceId place : board.reach.without_position)
        if (const auto rating = board.ratings.find(place); rating != board.ratings.end() && rating->second.band.highest >= core::Band::HIGH)
            to.push_back(rows.withoutPosition(place, &rating->second));
}

std::int64_t peopleWithin(const analysis::Reach& reach, double limitMinutes)
{
    std::int64_t people = 0;
    for (const auto& place : reach.places)
        people += place.isReached() && place.t_resp <= limitMinutes ? place.people.value_or(0) : 0;
    return people;
}

QString peopleText(std::int64_t people, bool atLeast)
{
    return atLeast ? tr("At least %1 people").arg(countText(people)) : tr("%1 people").arg(countText(people));
}

/// The people of some rows.
struct PeopleIn {
    std::size_t places = 0;
    std::int64_t people = 0;
    bool atLeast = false; ///< of some places they are not known
};

PeopleIn peopleIn(const std::vector<ReachRow>& rows, bool withoutPosition)
{
    PeopleIn found;
    for (const ReachRow& row : rows)
        if (row.without_position == withoutPosition) {
            ++found.places;
            found.people += row.people.value_or(0);
            found.atLeast = found.atLeast || !row.people;
        }
    return found;
}

/// "0 in 30 min, 9 400 in 1 h, 20 000 in 2 h (an attack)": by time, and D once, also where it is as long as another of these times.
QString peopleByTime(const analysis::PeopleWithin& people, double attackMinutes)
{
    struct Within {
        double minutes;
        std::int64_t people;
    };
    std::vector<Within> times{{30.0, people.in30}, {60.0, people.in60}, {120.0, people.in120}};
    const QString attack = durationText(attackMinutes);
    if (std::none_of(times.begin(), times.end(), [&](const Within& time) { return durationText(time.minutes) == attack; }))
        times.insert(std::find_if(times.begin(), times.end(), [&](const Within& time) { return time.minutes > attackMinutes; }), {attackMinutes, people.inAttack});
    QStringList texts;
    for (const Within& time : times) {
        const QString within = durationText(time.minutes);
        texts << (within == attack ? tr("%1 in %2 (an attack)") : tr("%1 in %2")).arg(countText(within == attack ? people.inAttack : time.people), within);
    }
    return texts.join(QStringLiteral(", "));
}

/// Terrain and population, those of before when the ground has not changed.
void takeGround(ReachBoard& board, const TerrainRequest& ground, const ReachBoard* before, const core::Progress& progress)
{
    constexpr double kTerrain = 0.7;
    if (before != nullptr && before->cell_asked == board.cell_asked && sameGround(*board.mission, *before->mission)) {
        board.terrain = before->terrain;
        board.population = before->population;
        return;
    }
    board.terrain = terrainOf(*board.mission, ground, progress.part(0.0, kTerrain));
    board.population = populationOf(*board.mission, ground, board.terrain, progress.part(kTerrain, 1.0));
}

/// What the mission is like today does not change with the scenario that is looked at or edited.
bool differInScenarioOnly(const ReachBoard& board, core::Instant asOf, const ReachBoard& before)
{
    ReachChoice same = board.choice;
    same.scenario = before.choice.scenario;
    return before.choice == same && before.today.options.as_of == asOf && before.terrain.terrain == board.terrain.terrain && board.mission->sharesAllBut<core::Scenario>(*before.mission);
}

std::optional<analysis::PeopleByMinute> peopleByMinuteOf(const ReachBoard& board, const analysis::Reach& reach)
{
    const auto* raster = board.population.raster.get();
    return raster != nullptr ? std::optional{analysis::peopleByMinute(raster->cells.people, reach.minutes)} : std::nullopt;
}

void takeToday(ReachBoard& board, const ReachBoard& before)
{
    board.today = before.today;
    board.people_by_minute_today = before.people_by_minute_today;
    board.coverage = before.coverage;
    board.ratings = before.ratings;
}

void computeToday(ReachBoard& board, const analysis::ReachOptions& options, const core::Progress& progress)
{
    constexpr double kReach = 0.8;
    board.today = analysis::reachOf(*board.mission, *board.terrain.terrain, options, true, progress.part(0.0, kReach));
    board.people_by_minute_today = peopleByMinuteOf(board, board.today);
    board.coverage = analysis::coverageOf(*board.mission, {options.as_of - kCoverageDays, options.as_of}, options.as_of, progress.part(kReach, 1.0));
    board.ratings = analysis::bandOfPlaces(*board.mission, options.as_of);
}

} // namespace

std::shared_ptr<const ReachBoard> reachBoard(std::shared_ptr<const core::Mission> mission, const TerrainRequest& request, const ReachChoice& choice, core::Instant asOf,
                                             std::shared_ptr<const ReachBoard> before, const core::Progress& progress)
{
    TerrainRequest ground = request;
    if (choice.cell_metres)
        ground.cell_metres = choice.cell_metres;
    auto board = std::make_shared<ReachBoard>();
    board->choice = choice;
    board->cell_asked = ground.cell_metres;
    board->mission = std::move(mission);
    takeGround(*board, ground, before.get(), progress.part(0.0, 0.3));
    analysis::ReachOptions options;
    options.as_of = asOf;
    options.mode = choice.mode;
    options.season = choice.season;
    options.night = choice.night;
    if (before && differInScenarioOnly(*board, asOf, *before))
        takeToday(*board, *before);
    else
        computeToday(*board, options, progress.part(0.3, 0.6));
    const auto* scenario = choice.scenario ? board->mission->find<core::Scenario>(*choice.scenario) : nullptr;
    const auto changes = scenario != nullptr ? core::scenarioChangesFrom(scenario->changes) : core::ScenarioChanges{};
    if (changes == core::ScenarioChanges{}) {
        board->reach = board->today;
        board->people_by_minute = board->people_by_minute_today;
        return board;
    }
    board->reach = analysis::reachOf(*board->mission, *board->terrain.terrain, analysis::withScenario(std::move(options), changes), true, progress.part(0.6, 1.0));
    board->people_by_minute = peopleByMinuteOf(*board, board->reach);
    return board;
}

std::vector<ReachRow> placesBeyond(const ReachBoard& board, double limitMinutes, std::optional<core::AreaId> scope)
{
    auto rows = rowsWhere(board, scope, [&](const ReachRow& row) { return row.band >= core::Band::HIGH && (!row.minutes || *row.minutes > limitMinutes); });
    if (!scope)
        addWithoutPosition(board, rows);
    std::stable_sort(rows.begin(), rows.end(), [](const ReachRow& a, const ReachRow& b) { return a.band != b.band ? a.band > b.band : a.people.value_or(0) > b.people.value_or(0); });
    return rows;
}

std::vector<ReachRow> placesNotConnected(const ReachBoard& board, std::optional<core::AreaId> scope)
{
    using analysis::NotReached;
    const Rows rows{board};
    const auto ratingOf = [&](core::PlaceId place) {
        const auto found = board.ratings.find(place);
        return found != board.ratings.end() ? &found->second : nullptr;
    };
    std::vector<ReachRow> found;
    for (std::size_t i = 0; i < board.reach.places.size(); ++i) {
        const auto& place = board.reach.places[i];
        const bool cutOff = place.why != NotReached::Reached && place.why != NotReached::NoBase;
        if ((cutOff || place.isFarFromRoads()) && isInside(*board.mission, *board.mission->find<core::Place>(place.place), scope))
            found.push_back(rows.of(i, ratingOf(place.place)));
    }
    if (!scope)
        for (const core::PlaceId place : board.reach.without_position)
            found.push_back(rows.withoutPosition(place, ratingOf(place)));
    const auto rank = [](const ReachRow& row) { return row.assessed ? static_cast<int>(row.band) : -1; };
    std::stable_sort(found.begin(), found.end(), [&](const ReachRow& a, const ReachRow& b) { return rank(a) != rank(b) ? rank(a) > rank(b) : a.people.value_or(0) > b.people.value_or(0); });
    return found;
}

std::vector<ReachRow> placesOverdue(const ReachBoard& board, std::optional<core::AreaId> scope, std::optional<int> days)
{
    auto rows = rowsWhere(board, scope, [&](const ReachRow& row) { return days ? !row.days_since_visit || *row.days_since_visit > *days : row.overdue; });
    const auto late = [&](const ReachRow& row) { return row.days_since_visit ? *row.days_since_visit / (days ? 1 : row.interval.value_or(1)) : 1e9; };
    std::stable_sort(rows.begin(), rows.end(), [&](const ReachRow& a, const ReachRow& b) { return late(a) > late(b); });
    return rows;
}

QString durationText(double minutes)
{
    const auto whole = static_cast<int>(std::lround(minutes));
    const int hours = whole / static_cast<int>(kMinutesOfHour), rest = whole % static_cast<int>(kMinutesOfHour);
    if (hours == 0)
        return tr("%1 min").arg(rest);
    return rest == 0 ? tr("%1 h").arg(hours) : tr("%1 h %2 min").arg(hours).arg(rest);
}

QString visitText(const std::optional<double>& days)
{
    if (!days)
        return tr("never");
    const int whole = static_cast<int>(*days);
    return whole == 0 ? tr("today") : whole == 1 ? tr("1 day ago") : tr("%1 days ago").arg(whole);
}

QString withoutPositionClause(const std::vector<ReachRow>& beyond)
{
    const PeopleIn found = peopleIn(beyond, true);
    if (found.places == 0)
        return {};
    const QString people = found.atLeast ? tr("at least %1 people").arg(countText(found.people)) : tr("%1 people").arg(countText(found.people));
    return found.places == 1 ? tr("%1 in 1 place without a position").arg(people) : tr("%1 in %2 places without a position").arg(people).arg(found.places);
}

QString gapSentence(const ReachBoard& board, const std::vector<ReachRow>& beyond, double limitMinutes, std::optional<core::AreaId> scope)
{
    const QString within = durationText(limitMinutes);
    if (board.ratings.empty())
        return tr("No place is assessed yet: who is at risk is not known. %1 of %2 people are reached within %3.")
            .arg(countText(peopleWithin(board.reach, limitMinutes)), countText(board.reach.people.all), within);
    if (beyond.empty())
        return scope ? tr("Every place at High or Critical risk in this area is reached within %1.").arg(within)
                     : tr("Every place at High or Critical risk is reached within %1.").arg(within);
    const PeopleIn found = peopleIn(beyond, false);
    const QString nowhere = withoutPositionClause(beyond);
    if (found.places == 0)
        return tr("Every place at High or Critical risk that has a position is reached within %1; not known for %2.").arg(within, nowhere);
    const QString people = peopleText(found.people, found.atLeast);
    const QString late = found.places == 1 ? tr("%1 in 1 place at High or Critical risk cannot be reached within %2").arg(people, within)
                                           : tr("%1 in %2 places at High or Critical risk cannot be reached within %3").arg(people).arg(found.places).arg(within);
    return late + (nowhere.isEmpty() ? QString{} : tr(", and %1").arg(nowhere)) + QLatin1Char('.');
}

ReachLine reachLine(const ReachBoard& board)
{
    const auto& reach = board.reach;
    const auto& people = reach.people;
    const auto inTime = std::count_if(reach.places.begin(), reach.places.end(), [](const analysis::PlaceReach& place) { return place.isUrgent() && place.isReached() && place.in_time; });
    ReachLine line;
    line.people = peopleByTime(people, reach.attack_minutes);
    line.at_once = inTime == 0 ? tr("No place of class Must or Should") : tr("%1 of %2 places").arg(countText(static_cast<std::int64_t>(reach.answerable_at_once)), countText(inTime));
    const QString answerable = inTime == 0 ? tr("%1 is reached in time.").arg(line.at_once) : tr("Answerable at once: %1 in time.").arg(line.at_once);
    line.sentence = tr("People of recorded places reached: %1, of %2. %3").arg(line.people, countText(people.all), answerable);
    return line;
}

GapNumbers gapNumbers(const std::vector<ReachRow>& beyond, double limitMinutes)
{
    GapNumbers numbers{{}, {}, durationText(limitMinutes)};
    if (beyond.empty())
        return numbers;
    std::int64_t people = 0;
    for (const ReachRow& row : beyond)
        people += row.people.value_or(0);
    numbers.people = tr("%1 people").arg(countText(people));
    numbers.places = beyond.size() == 1 ? tr("1 place") : tr("%1 places").arg(beyond.size());
    return numbers;
}

QString scenarioSentence(const ReachBoard& board, double limitMinutes)
{
    if (!board.choice.scenario)
        return {};
    const std::int64_t change = peopleWithin(board.reach, limitMinutes) - peopleWithin(board.today, limitMinutes);
    const QString within = durationText(limitMinutes);
    if (change == 0)
        return tr("As many people within %1 as today").arg(within);
    return change > 0 ? tr("+%1 people within %2").arg(countText(change), within) : tr("\u2212%1 people within %2").arg(countText(-change), within);
}

core::Grid<std::uint8_t> gapCells(const ReachBoard& board, const std::vector<ReachRow>& beyond, double limitMinutes)
{
    std::vector<core::PlaceId> places;
    for (const ReachRow& row : beyond)
        places.push_back(row.place);
    return gapCellsAround(board, places, limitMinutes);
}

core::Grid<std::uint8_t> gapCellsAround(const ReachBoard& board, const std::vector<core::PlaceId>& beyond, double limitMinutes)
{
    constexpr double kAroundMetres = 10'000.0;
    const auto& minutes = board.reach.minutes;
    if (beyond.empty() || minutes.empty())
        return {};
    core::Grid<std::uint8_t> cells{minutes.rows(), minutes.cols()};
    const auto& terrain = *board.terrain.terrain;
    const double cell = terrain.frame().cellX, radius = kAroundMetres / cell;
    for (const core::PlaceId place : beyond) {
        const auto point = board.mission->find<core::Place>(place)->point();
        if (!point)
            continue; // it cannot be drawn; the list tells it
        const core::Vertex at = terrain.toGrid({point->lon(), point->lat()});
        const auto from = [&](double where) { return static_cast<std::size_t>(std::max(0.0, std::ceil(where - radius))); };
        for (std::size_t r = from(at.y); r < cells.rows() && static_cast<double>(r) <= at.y + radius; ++r)
            for (std::size_t c = from(at.x); c < cells.cols() && static_cast<double>(c) <= at.x + radius; ++c)
                if (std::hypot(static_cast<double>(c) - at.x, static_cast<double>(r) - at.y) <= radius && !(static_cast<double>(minutes.at(r, c)) <= limitMinutes))
                    cells.at(r, c) = 1;
    }
    return cells;
}

} // namespace tutela::session
