// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/patrol_effort.h>

#include "../context_p.h"
#include "../observations_p.h"
#include "effort_p.h"
#include "stays_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/incident_grid.h>
#include <tutela/analysis/night.h>
#include <tutela/core/patrols.h>
#include <tutela/core/time_precision.h>

#include <algorithm>
#include <set>

namespace tutela::analysis {

using core::Instant;
using core::Patrol;
using core::PatrolStatus;
using core::Period;

namespace {

bool isCancelled(const Patrol& patrol) { return patrol.status == PatrolStatus::CANCELLED || patrol.status == PatrolStatus::ABORTED; }

bool wasDenied(const Patrol& patrol)
{
    return core::wasObstructed(patrol) || !patrol.obstruction.empty();
}

void add(UnitEffort& effort, const Patrol& patrol)
{
    effort.planned += patrol.planned_start && patrol.status.value_or(PatrolStatus::PROPOSED) != PatrolStatus::PROPOSED ? 1 : 0;
    const bool left = patrol.actual_start && !core::isTrack(patrol); // a track that nobody owns is no patrol
    effort.started += left ? 1 : 0;
    effort.done += isDone(patrol) ? 1 : 0;
    effort.cancelled += isCancelled(patrol) ? 1 : 0;
    if (patrol.actual_start && patrol.actual_end && *patrol.actual_end > *patrol.actual_start) {
        effort.hours += static_cast<double>((*patrol.actual_end - *patrol.actual_start).count()) / kPerHour;
        effort.hours_known += left ? 1 : 0;
    }
    effort.tracks += isRecorded(patrol) && !patrol.geometry.empty() && !core::isTrack(patrol) ? 1 : 0;
}

/// One that turned back drove as far as it did.
double kilometresOf(const Patrol& patrol, const Period& period)
{
    constexpr double kMetresPerKm = 1000.0;
    double metres = 0.0;
    if (isRecorded(patrol))
        forEachPiece(patrol, period, [&](core::GeoPoint from, core::GeoPoint to) { metres += core::metresBetween(from, to); });
    return metres / kMetresPerKm;
}

void addMet(core::Count& sum, const core::Count& met)
{
    if (met)
        sum = sum.value_or(0) + *met;
}

class Account {
public:
    Account(const core::Mission& mission, const Period& period, Instant as_of)
        : m_mission(mission), m_period{period.from, std::max(period.from, std::min(period.to, as_of))}, m_as_of(as_of),
          m_areas(AreaIndex::ofLevel(mission, defaultLevel(mission).value_or(core::AreaLevel::SECTOR)))
    {
    }

    PatrolEffort made()
    {
        for (const Patrol& patrol : m_mission.all<Patrol>()) {
            if (const double km = kilometresOf(patrol, m_period); km > 0.0)
                for (UnitEffort* effort : effortsOf(patrol))
                    effort->track_km += km;
            if (const auto start = startOf(patrol); start && m_period.contains(*start))
                addPatrol(patrol);
        }
        for (auto& [unit, effort] : m_units)
            m_out.by_unit.push_back(effort);
        std::stable_sort(m_out.denials.begin(), m_out.denials.end(), [this](const Denial& a, const Denial& b) { return startOfPatrol(a) < startOfPatrol(b); });
        addTests();
        addIncidents();
        return std::move(m_out);
    }

private:
    [[nodiscard]] Instant startOfPatrol(const Denial& denial) const { return *startOf(*m_mission.find<Patrol>(denial.patrol)); }

    /// That of all, and that of each of its units.
    std::vector<UnitEffort*> effortsOf(const Patrol& patrol)
    {
        std::vector<UnitEffort*> efforts{&m_out.all};
        const std::set<core::UnitId> units{patrol.unit_ids.begin(), patrol.unit_ids.end()};
        if (units.empty())
            efforts.push_back(&m_units[std::nullopt]);
        for (const core::UnitId unit : units) {
            m_units[unit].unit = unit;
            efforts.push_back(&m_units[unit]);
        }
        return efforts;
    }

    void addPatrol(const Patrol& patrol)
    {
        for (UnitEffort* effort : effortsOf(patrol))
            add(*effort, patrol);
        if (isDone(patrol) && !patrol.report_time)
            ++m_out.without_report;
        if (wasDenied(patrol))
            addDenial(patrol);
        if (!patrol.actual_start || core::isTrack(patrol))
            return;
        if (patrol.dismounted || !patrol.mode.empty()) {
            ++m_out.on_foot.whole;
            const bool walked = std::find(patrol.mode.begin(), patrol.mode.end(), core::PatrolMode::FOOT) != patrol.mode.end();
            m_out.on_foot.part += walked || patrol.dismounted.value_or(false) ? 1 : 0;
        }
        for (const auto& language : std::set<std::string>{patrol.interpreter_languages.begin(), patrol.interpreter_languages.end()})
            ++m_out.languages[language];
        addStops(patrol);
    }

    void addStops(const Patrol& patrol)
    {
        for (const core::PatrolStop& stop : patrol.stops) {
            if (!isVisit(patrol, stop) || *stop.actual_arrival >= m_as_of)
                continue;
            PeopleMet& met = m_out.met;
            ++met.visits;
            met.visits_with_numbers += stop.met_women || stop.met_men || stop.met_youth || stop.met_leaders ? 1 : 0;
            addMet(met.women, stop.met_women);
            addMet(met.men, stop.met_men);
            addMet(met.youth, stop.met_youth);
            addMet(met.leaders, stop.met_leaders);
        }
    }

    void addDenial(const Patrol& patrol)
    {
        constexpr double kPerDay = 86'400.0;
        Denial denial;
        denial.patrol = core::PatrolId{patrol.id};
        denial.reason = patrol.cancel_reason;
        denial.text = patrol.obstruction;
        for (const core::PatrolStop& stop : patrol.stops) {
            if (stop.place_id && std::find(denial.places.begin(), denial.places.end(), *stop.place_id) == denial.places.end())
                denial.places.push_back(*stop.place_id);
            if (const auto at = positionOf(m_mission, stop); at && !denial.area)
                denial.area = m_areas.find(at->lon(), at->lat());
        }
        if (patrol.planned_start && patrol.planned_end && *patrol.planned_end > *patrol.planned_start)
            denial.planned_days = static_cast<double>((*patrol.planned_end - *patrol.planned_start).count()) / kPerDay;
        m_out.denials.push_back(std::move(denial));
    }

    void addTest(const core::Flag& works)
    {
        if (!works) {
            ++m_out.can_tests_without_result;
            return;
        }
        ++m_out.can_tests.whole;
        m_out.can_tests.part += *works ? 1 : 0;
    }

    /// Of the record of tests, and those that patrols made at a stop.
    void addTests()
    {
        for (const core::CanTest& test : m_mission.all<core::CanTest>())
            if (test.tested_at && m_period.contains(*test.tested_at))
                addTest(test.works);
        for (const Patrol& patrol : m_mission.all<Patrol>())
            for (const core::PatrolStop& stop : patrol.stops)
                if (stop.can_tested.value_or(false) && stop.actual_arrival && m_period.contains(*stop.actual_arrival) && patrol.track_source != core::TrackSource::PLANNED_ONLY)
                    addTest(stop.can_works);
    }

    void addIncidents()
    {
        const core::IncidentColumns& columns = *m_mission.incidents;
        std::map<std::optional<core::ActorId>, std::int64_t> obstructions;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns.time[i] == core::IncidentColumns::kNoTime || !stands(columns, i) || !m_period.contains(Instant{std::chrono::seconds{columns.time[i]}}))
                continue;
            if (columns.category[i] == static_cast<std::uint8_t>(core::IncidentCategory::OBSTRUCTION_OF_MISSION)) {
                const auto& named = columns.perpetratorLists[columns.perpetrators[i]];
                if (named.empty())
                    ++obstructions[std::nullopt];
                for (const core::ActorId actor : named)
                    ++obstructions[actor];
            }
            addAttack(columns, i);
        }
        for (const auto& [actor, incidents] : obstructions)
            m_out.obstructions.push_back({actor, incidents});
        std::stable_sort(m_out.obstructions.begin(), m_out.obstructions.end(), [](const ObstructionCount& a, const ObstructionCount& b) { return a.incidents > b.incidents; });
    }

    void addAttack(const core::IncidentColumns& columns, std::size_t i)
    {
        const auto precision = columns.time_precision[i];
        const bool hour = precision == static_cast<std::uint8_t>(core::TimePrecision::EXACT_MINUTE) || precision == static_cast<std::uint8_t>(core::TimePrecision::HOUR);
        if (columns.act_severity[i] < kViolent || !hour || !columns.hasPosition(i))
            return;
        constexpr double kNight = -6.0; // height of the sun, degrees: as nights()
        ++m_out.attacks_at_night.whole;
        m_out.attacks_at_night.part += sunHeight(core::GeoPoint::of(columns.lon(i), columns.lat(i)), Instant{std::chrono::seconds{columns.time[i]}}) < kNight ? 1 : 0;
    }

    const core::Mission& m_mission;
    Period m_period;
    Instant m_as_of;
    AreaIndex m_areas;
    std::map<std::optional<core::UnitId>, UnitEffort> m_units;
    PatrolEffort m_out;
};

} // namespace

PatrolEffort patrolEffort(const core::Mission& mission, const Period& period, Instant as_of)
{
    const core::Mission told = withTracks(withoutTracksAfter(mission, as_of)); // a track is no patrol of its own
    return Account{told, period, as_of}.made();
}

} // namespace tutela::analysis
