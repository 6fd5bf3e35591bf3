// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_p.h"
#include "risk_words_p.h"
#include "words_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/incident_grid.h>
#include <tutela/analysis/situation.h>

#include <algorithm>
#include <set>

namespace tutela::report {
namespace {

constexpr std::size_t kMostAreas = 12; ///< of a level that are all listed; of a finer level only those with lines

/// The twelve whole months up to as_of: starts of each, and the end of the last.
std::vector<core::Instant> monthStarts(const Build& build)
{
    const std::chrono::year_month_day last{build.zone.dayAt(build.as_of - std::chrono::seconds{1})};
    std::vector<core::Instant> starts;
    for (int back = 11; back >= -1; --back)
        starts.push_back(build.zone.startOf(core::Day{(last.year() / last.month() - std::chrono::months{back}) / 1}));
    return starts;
}

/// Incidents, and any sign of reporting (incident, alert, stop of a patrol), by area and month.
class MonthlyReports {
public:
    MonthlyReports(const Build& build, const analysis::AreaIndex& index) : m_starts(monthStarts(build)), m_index(index)
    {
        const core::IncidentColumns& columns = *build.mission.incidents;
        const std::int64_t first = m_starts.front().time_since_epoch().count();
        const std::int64_t end = build.as_of.time_since_epoch().count();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns.time[i] >= first && columns.time[i] < end && columns.hasPosition(i) && analysis::stands(columns, i))
                add(core::Instant{std::chrono::seconds{columns.time[i]}}, columns.lon(i), columns.lat(i), 1);
        for (const auto& alert : build.mission.all<core::Alert>())
            if (alert.t_received && *alert.t_received < build.as_of)
                addAt(build, *alert.t_received, alert.point(), alert.place_id);
        for (const auto& patrol : build.mission.all<core::Patrol>())
            for (const auto& stop : patrol.stops)
                if (stop.actual_arrival && *stop.actual_arrival < build.as_of)
                    addAt(build, *stop.actual_arrival, stop.lon && stop.lat ? std::optional{core::GeoPoint::of(*stop.lon, *stop.lat)} : std::nullopt, stop.place_id);
    }
    [[nodiscard]] std::vector<Number> of(core::AreaId area) const
    {
        std::vector<Number> months;
        const auto at = m_counts.find(area);
        for (std::size_t m = 0; m < 12; ++m)
            months.push_back(at != m_counts.end() && at->second[m].heard ? Number{at->second[m].incidents} : Number{});
        return months;
    }
    [[nodiscard]] const std::vector<core::Instant>& starts() const { return m_starts; }

private:
    struct Month {
        std::int64_t incidents = 0;
        bool heard = false;
    };
    void add(core::Instant when, double lon, double lat, int incidents)
    {
        const auto area = m_index.find(lon, lat);
        const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), when);
        const auto month = after - m_starts.begin() - 1;
        if (!area || month < 0 || month >= 12)
            return;
        Month& cell = m_counts[*area][static_cast<std::size_t>(month)];
        cell.incidents += incidents;
        cell.heard = true;
    }
    void addAt(const Build& build, core::Instant when, std::optional<core::GeoPoint> point, std::optional<core::PlaceId> placeId)
    {
        if (!point && placeId)
            if (const auto* place = build.mission.find<core::Place>(*placeId))
                point = place->point();
        if (point)
            add(when, point->lon(), point->lat(), 0);
    }

    std::vector<core::Instant> m_starts;
    const analysis::AreaIndex& m_index;
    std::map<core::AreaId, std::array<Month, 12>> m_counts;
};

/// People in the places of an area that `counts` takes: 0 = there is no such place, empty = known of none.
template <class Counts>
Number peopleIn(const ReportModel& model, const std::string& area, Counts counts)
{
    std::int64_t sum = 0;
    bool any = false;
    bool known = false;
    for (const auto& place : model.places) {
        if (place.area != area || !counts(place.band))
            continue;
        any = true;
        known = known || place.people.has_value();
        sum += place.people.value_or(0);
    }
    return !any ? Number{0} : known ? Number{sum} : Number{};
}

std::vector<core::AreaId> areasToShow(const Build& build, const analysis::AreaIndex& index)
{
    std::set<core::AreaId> withLines;
    for (const auto& rolled : build.result.areas)
        if (rolled.area)
            withLines.insert(*rolled.area);
    if (index.areas().size() > kMostAreas || !build.assessment.area_ids.empty())
        return {withLines.begin(), withLines.end()};
    return index.areas();
}

} // namespace

void buildAreas(const Build& build, ReportModel& model)
{
    const auto level = analysis::defaultLevel(build.mission);
    if (!level)
        return;
    const auto index = analysis::AreaIndex::ofLevel(build.mission, *level);
    const MonthlyReports reports{build, index};
    for (std::size_t m = 0; m < 12; ++m)
        model.month_names.push_back(core::readableMonth(build.zone.dayAt(reports.starts()[m])).substr(0, 3));
    std::set<core::AreaId> silent;
    for (const auto& area : analysis::silentAreas(build.mission, build.area, build.as_of))
        silent.insert(area.area);
    struct Sorted { AreaStatus status; int risk = 0; };
    std::vector<Sorted> all;
    for (const auto id : areasToShow(build, index)) {
        const auto* area = build.mission.find<core::Area>(id);
        if (area == nullptr)
            continue;
        Sorted item;
        AreaStatus& status = item.status;
        status.name = area->name.empty() ? area->code : area->name;
        status.months = reports.of(id);
        status.silent = silent.contains(id);
        for (const auto& rolled : build.result.areas) {
            if (rolled.area != id)
                continue;
            if (rolled.highest_risk) {
                item.risk = rolled.highest_risk->highest;
                status.band = core::Range<core::Band>{core::bandOf(rolled.highest_risk->lowest), core::bandOf(item.risk)};
            }
            status.trend = rolled.trend.result.trend;
            status.must = rolled.places_per_class[0];
            status.should = rolled.places_per_class[1];
        }
        if (status.band) { // of an area that nobody assessed nothing is known, not even that nobody is at risk
            status.people = peopleIn(model, status.name, surelyAtRisk);
            status.people_possible = peopleIn(model, status.name, maybeAtRisk);
        }
        all.push_back(std::move(item));
    }
    std::stable_sort(all.begin(), all.end(), [](const Sorted& a, const Sorted& b) {
        const auto key = [](const Sorted& s) { return std::tuple{-s.risk, -s.status.must.value_or(0), -s.status.people.value_or(0)}; };
        return key(a) != key(b) ? key(a) < key(b) : a.status.name < b.status.name;
    });
    for (auto& item : all)
        model.areas.push_back(std::move(item.status));
}

namespace {

/// The figures of the version before: as it printed them, else as its stored lines say.
struct Before {
    Number people, must, not_visited, overdue;
};

Before before(const Build& build)
{
    Before figures;
    for (const auto& figure : build.options.previous)
        switch (figure.kind) {
        case FigureKind::PEOPLE_AT_RISK: figures.people = figure.value; break;
        case FigureKind::MUST_PLACES: figures.must = figure.value; break;
        case FigureKind::NOT_VISITED: figures.not_visited = figure.value; break;
        case FigureKind::ACTIONS_OVERDUE: figures.overdue = figure.value; break;
        }
    if (!build.options.previous.empty())
        return figures;
    const auto* previous = build.assessment.previous_id ? build.mission.find<core::Assessment>(*build.assessment.previous_id) : nullptr;
    if (previous == nullptr || !previous->as_of)
        return figures;
    std::map<core::PlaceId, std::pair<core::Band, core::PriorityClass>> places;
    for (const auto& line : analysis::linesOf(build.mission, *build.assessment.previous_id)) {
        const auto band = analysis::bandRangeOf(line.band);
        const auto priority = analysis::classRangeOf(line.priority_class);
        if (!band || !priority)
            return {}; // a line without stored results: no figure of that version can be told
        for (const auto id : line.place_ids) {
            auto [at, fresh] = places.try_emplace(id, band->lowest, priority->lowest); // what is sure
            at->second.first = std::max(at->second.first, band->lowest);
            at->second.second = std::min(at->second.second, priority->lowest); // MUST is the first word
        }
    }
    const auto visits = analysis::lastVisits(build.mission, *previous->as_of);
    std::int64_t people = 0, must = 0, late = 0;
    for (const auto& [id, rating] : places) {
        must += rating.second == core::PriorityClass::MUST ? 1 : 0;
        if (rating.first < core::Band::HIGH)
            continue;
        if (const auto* place = build.mission.find<core::Place>(id))
            people += place->population_total.value_or(0);
        const auto visit = visits.find(id);
        late += visit == visits.end() || *previous->as_of - visit->second > std::chrono::days{core::revisitDays(rating.second) + 1} ? 1 : 0;
    }
    figures.people = people;
    figures.must = must;
    if (!build.mission.all<core::Patrol>().empty())
        figures.not_visited = late;
    return figures;
}

} // namespace

void buildFigures(const Build& build, ReportModel& model)
{
    Number people = 0;
    std::int64_t must = 0, late = 0, risk = 0, known = 0;
    for (const auto& place : model.places) {
        must += place.priority && place.priority->lowest == core::PriorityClass::MUST ? 1 : 0;
        if (!surelyAtRisk(place.band))
            continue;
        ++risk;
        known += place.people ? 1 : 0;
        people = *people + place.people.value_or(0);
        late += place.visit == VisitState::LATE || place.visit == VisitState::NONE_RECORDED ? 1 : 0;
    }
    if (risk > 0 && known == 0)
        people.reset();
    const Before last = before(build);
    const bool visits = !build.mission.all<core::Patrol>().empty();
    const auto overdue = std::count_if(model.actions.begin(), model.actions.end(), [](const ActionPart& a) { return a.overdue; });
    const auto figure = [&](FigureKind kind, Number value, Number of, Number then) {
        Figure made;
        made.kind = kind;
        made.value = value;
        made.of = of;
        made.before = then;
        model.figures.push_back(made);
    };
    figure(FigureKind::PEOPLE_AT_RISK, people, {}, last.people);
    figure(FigureKind::MUST_PLACES, must, {}, last.must);
    figure(FigureKind::NOT_VISITED, visits ? Number{late} : Number{}, visits ? Number{risk} : Number{}, last.not_visited);
    figure(FigureKind::ACTIONS_OVERDUE, overdue, static_cast<std::int64_t>(model.actions.size()), last.overdue);
}

} // namespace tutela::report
