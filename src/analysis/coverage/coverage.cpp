// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/coverage.h>

#include "../context_p.h"
#include "../observations_p.h"
#include "effort_p.h"
#include "road_distance_p.h"
#include "stays_p.h"

#include <tutela/analysis/incident_grid.h>
#include <tutela/analysis/night.h>
#include <tutela/analysis/recorded_patrols.h>
#include <tutela/core/periods.h>
#include <tutela/core/score.h>
#include <tutela/core/text.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tutela::analysis {

using core::Instant;
using core::Patrol;
using core::Period;
using core::PlaceId;

namespace {

constexpr std::chrono::days kBlindDays{90};

double hoursOf(std::span<const Period> periods) { return static_cast<double>(core::lengthOf(periods).count()) / kPerHour; }

bool isAttack(const core::IncidentColumns& columns, std::size_t i) { return stands(columns, i) && columns.act_severity[i] >= kViolent; }

bool isStandingPresence(const core::Base& base)
{
    return base.base_kind == core::BaseKind::TEMPORARY_OPERATING_BASE || base.base_kind == core::BaseKind::STANDING_COMBAT_DEPLOYMENT;
}

class Survey {
public:
    Survey(const core::Mission& mission, const Period& period, Instant as_of, std::optional<Instant> known_until, Instant classes_of)
        : m_mission(mission), m_classesOf(classes_of), m_places(m_mission), m_observations(mission, m_places, as_of), m_zone(mission.timeZone()),
          m_wide(mission, [](core::RoadClass kind) { return kind == core::RoadClass::ROAD_PRIMARY || kind == core::RoadClass::ROAD_SECONDARY; }),
          m_primary(mission, [](core::RoadClass kind) { return kind == core::RoadClass::ROAD_PRIMARY; })
    {
        m_out.period = {period.from, std::max(period.from, std::min(period.to, as_of))};
        m_out.as_of = as_of;
        if (known_until && *known_until < m_out.period.to)
            m_out.known_until = known_until;
    }

    Coverage made(const core::Progress& progress)
    {
        addPatrols(progress);
        addBases();
        judgePlaces(progress);
        addAttacks();
        auto& metrics = m_out.metrics;
        metrics.revisit = revisitCompliance(m_out.places);
        for (std::size_t kind = 0; kind < metrics.revisit_by_class.size(); ++kind) {
            std::vector<PlaceCoverage> of;
            std::copy_if(m_out.places.begin(), m_out.places.end(), std::back_inserter(of),
                         [kind](const PlaceCoverage& place) { return place.priority && static_cast<std::size_t>(place.priority->highest) == kind; });
            metrics.revisit_by_class[kind] = revisitCompliance(of);
        }
        metrics.roads_known = !m_wide.empty();
        std::sort(metrics.range_km.begin(), metrics.range_km.end());
        return std::move(m_out);
    }

private:
    void addPatrols(const core::Progress& progress)
    {
        const auto& patrols = m_mission.all<Patrol>();
        for (std::size_t i = 0; i < patrols.size(); ++i) {
            progress.step(static_cast<double>(i) / static_cast<double>(patrols.size()), "Patrols");
            const auto start = startOf(patrols[i]);
            if (!start)
                continue;
            addStays(patrols[i]);
            if (isRecorded(patrols[i]))
                addKilometres(m_out.metrics, patrols[i], m_out.period, m_wide);
            if (!m_out.period.contains(*start))
                continue;
            countSource(patrols[i]);
            addEffort(m_out.metrics, patrols[i], m_out.as_of, m_zone);
            if (isRecorded(patrols[i]))
                addRange(m_out.metrics, m_mission, patrols[i]);
        }
    }

    /// A patrol that began before the period may be in a place within it; so may the track of one that is said to have begun later.
    void addStays(const Patrol& patrol)
    {
        const PatrolStays stays = staysOf(m_mission, patrol, m_places);
        const std::vector<Period> when{m_out.period};
        std::vector<Period> anywhere;
        for (const auto& [place, periods] : stays.in_place) {
            const auto within = core::common(periods, when);
            m_presence[place].insert(m_presence[place].end(), within.begin(), within.end());
            anywhere.insert(anywhere.end(), within.begin(), within.end());
        }
        for (const Period& stay : core::united(anywhere)) {
            addHours(stay, m_out.metrics.presence_by_hour);
            addHours(stay, m_out.metrics.patrols_by_hour);
        }
        if (const auto start = startOf(patrol); !start || !m_out.period.contains(*start))
            return;
        std::set<PlaceId> visited;
        for (const core::PatrolStop& stop : patrol.stops)
            if (isVisit(patrol, stop))
                for (const PlaceId id : placesOf(m_mission, stop, m_places))
                    visited.insert(id);
        for (const PlaceId id : stays.touched)
            m_passThroughs[id] += visited.contains(id) ? 0 : 1;
    }

    void addHours(const Period& stay, HoursOfDay& hours) const
    {
        for (Instant now = stay.from; now < stay.to;) {
            const int second = m_zone.secondOfDay(now);
            const Instant next = std::min<Instant>(now + std::chrono::seconds{3600 - second % 3600}, stay.to);
            hours[static_cast<std::size_t>(second / 3600)] += static_cast<double>((next - now).count()) / kPerHour;
            now = next;
        }
    }

    /// A track that nobody owns is no patrol: it is counted apart.
    void countSource(const Patrol& patrol)
    {
        auto& metrics = m_out.metrics;
        if (core::isTrack(patrol)) {
            ++metrics.tracks_without_patrol;
            return;
        }
        ++(!isRecorded(patrol) ? metrics.planned_only : patrol.geometry.empty() || patrol.track_times.empty() ? metrics.reported_only : metrics.tracks);
    }

    void addBases()
    {
        for (const core::Base& base : m_mission.all<core::Base>()) {
            const auto at = base.point();
            if (!at || !isStandingPresence(base))
                continue;
            const Period open{base.open_from ? m_zone.startOf(*base.open_from) : Instant::min(), base.open_to ? m_zone.startOf(*base.open_to) : Instant::max()};
            const Period within{std::max(open.from, m_out.period.from), std::min(open.to, m_out.known_until.value_or(m_out.period.to))};
            const auto near = m_places.within(*at, kInPlaceMetres);
            if (within.from >= within.to || near.empty())
                continue;
            for (const PlaceId id : near)
                m_presence[id].push_back(within);
            addHours(within, m_out.metrics.presence_by_hour);
        }
    }

    void judgePlaces(const core::Progress& progress)
    {
        const auto ratings = bandOfPlaces(m_mission, m_classesOf);
        const IncidentGrid reports{m_mission.incidents, {m_out.as_of - kBlindDays, m_out.as_of}};
        const auto alerted = placesWithAlerts();
        for (const core::Place& place : m_mission.all<core::Place>()) {
            progress.check();
            const PlaceId id{place.id};
            if (!place.point()) {
                m_out.without_position.push_back(id);
                continue;
            }
            PlaceCoverage found;
            found.place = id;
            found.people = place.population_total;
            if (const auto rating = ratings.find(id); rating != ratings.end()) {
                found.priority = rating->second.priority;
                found.risk_residual = rating->second.risk_residual.highest;
                found.interval_days = core::revisitDays(found.priority->highest);
            }
            judgeVisits(found);
            judgePresence(found, *place.point());
            const Period recent{m_out.as_of - kBlindDays, m_out.as_of};
            found.blind = !m_observations.seen(id, recent) && !alerted.contains(id) && reports.within(*place.point(), kInPlaceMetres).empty();
            addPlace(found, place);
            m_out.places.push_back(found);
        }
    }

    std::set<PlaceId> placesWithAlerts() const
    {
        std::set<PlaceId> places;
        for (const core::Alert& alert : m_mission.all<core::Alert>()) {
            if (!alert.t_received || *alert.t_received >= m_out.as_of || *alert.t_received < m_out.as_of - kBlindDays)
                continue;
            if (alert.place_id)
                places.insert(*alert.place_id);
            if (const auto at = positionOf(m_mission, alert))
                for (const PlaceId id : m_places.within(*at, kInPlaceMetres))
                    places.insert(id);
        }
        return places;
    }

    void judgeVisits(PlaceCoverage& found) const
    {
        constexpr double kPerDay = 86'400.0;
        for (const Visit& visit : m_observations.visitsTo(found.place)) {
            found.visits += m_out.period.contains(visit.arrival) ? 1 : 0;
            found.last_visit = std::max(found.last_visit.value_or(visit.end), visit.end);
        }
        if (const auto passed = m_passThroughs.find(found.place); passed != m_passThroughs.end())
            found.pass_throughs = passed->second;
        if (!found.last_visit)
            return;
        // A stay that goes on at as_of ends then.
        found.last_visit = std::min(*found.last_visit, m_out.as_of);
        found.days_since_visit = static_cast<double>((m_out.as_of - *found.last_visit).count()) / kPerDay;
        if (found.interval_days)
            found.overdue_ratio = *found.days_since_visit / *found.interval_days;
    }

    void judgePresence(PlaceCoverage& found, core::GeoPoint at) const
    {
        const auto stays = m_presence.find(found.place);
        if (stays == m_presence.end())
            return;
        const auto present = core::united(stays->second);
        found.presence_hours = hoursOf(present);
        for (const Period& stay : present)
            found.night_hours += hoursOf(nights(at, stay));
    }

    void addPlace(const PlaceCoverage& found, const core::Place& place)
    {
        constexpr double kFar = 5000.0;
        auto& metrics = m_out.metrics;
        metrics.presence_hours += found.presence_hours;
        metrics.night_hours += found.night_hours;
        if (!m_primary.empty()) {
            const bool far = !m_primary.isWithin(*place.point(), kFar);
            ++metrics.existing;
            metrics.existing_far += far ? 1 : 0;
            metrics.visited += found.visits > 0 ? 1 : 0;
            metrics.visited_far += found.visits > 0 && far ? 1 : 0;
        }
        if (!place.population_total) {
            ++metrics.people_unknown;
            return;
        }
        metrics.can_people_all += *place.population_total;
        metrics.can_people += place.can_status == core::CanStatus::ACTIVE_TESTED ? *place.population_total : 0;
    }

    void addAttacks()
    {
        const core::IncidentColumns& columns = *m_mission.incidents;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns.time[i] == core::IncidentColumns::kNoTime || !isAttack(columns, i))
                continue;
            const Instant when{std::chrono::seconds{columns.time[i]}};
            if (!m_out.period.contains(when))
                continue;
            if (const auto precision = columns.time_precision[i]; precision == static_cast<std::uint8_t>(core::TimePrecision::EXACT_MINUTE)
                                                                  || precision == static_cast<std::uint8_t>(core::TimePrecision::HOUR))
                m_out.metrics.attack_hours[static_cast<std::size_t>(m_zone.secondOfDay(when) / 3600)] += 1.0;
            else
                ++m_out.metrics.attacks_without_hour;
        }
        countReprisals();
    }

    /// Attacks in the week before and after the visits of the period, each once on either side.
    void countReprisals()
    {
        constexpr std::chrono::days kWeek{7};
        const IncidentGrid around{m_mission.incidents, {m_out.period.from - kWeek, std::min<Instant>(m_out.period.to + kWeek, m_out.as_of)}};
        std::set<std::uint32_t> before, after;
        for (const PlaceCoverage& place : m_out.places) {
            if (place.visits == 0)
                continue;
            const auto near = around.within(*m_mission.find<core::Place>(place.place)->point(), kInPlaceMetres);
            for (const Visit& visit : m_observations.visitsTo(place.place)) {
                if (!m_out.period.contains(visit.arrival))
                    continue;
                for (const std::uint32_t i : near) {
                    const Instant when{std::chrono::seconds{around.columns().time[i]}};
                    if (!isAttack(around.columns(), i))
                        continue;
                    if (when >= visit.arrival - kWeek && when < visit.arrival)
                        before.insert(i);
                    if (when >= visit.end && when < visit.end + kWeek)
                        after.insert(i);
                }
            }
        }
        m_out.metrics.attacks_before_visits = static_cast<std::int64_t>(before.size());
        m_out.metrics.attacks_after_visits = static_cast<std::int64_t>(after.size());
    }

    core::Mission m_mission;
    Instant m_classesOf;
    PlaceGrid m_places;
    Observations m_observations;
    core::TimeZone m_zone;
    RoadDistance m_wide, m_primary;
    std::unordered_map<PlaceId, std::vector<Period>> m_presence;
    std::unordered_map<PlaceId, std::int64_t> m_passThroughs;
    Coverage m_out;
};

} // namespace

Coverage coverageOf(const core::Mission& mission, const Period& period, Instant as_of, const core::Progress& progress, std::optional<Instant> known_until,
                    std::optional<Instant> classes_of)
{
    Coverage found = Survey{withTracks(withoutTracksAfter(mission, as_of)), period, as_of, known_until, classes_of.value_or(as_of)}.made(progress);
    found.after_cut_off = tracksAfter(mission, as_of);
    return found;
}

std::string trackName(const Patrol& patrol)
{
    return !patrol.reference.empty() ? patrol.reference : !patrol.source_id.empty() ? patrol.source_id : fmt::format("patrol {}", patrol.id);
}

std::vector<std::string> notesOf(const core::Mission& mission, const Coverage& coverage)
{
    constexpr std::size_t kNamed = 5;
    std::vector<std::string> notes;
    if (coverage.known_until)
        notes.push_back(fmt::format("The period runs past the mission's information cut-off, {}: what happened after it is not known. Standing bases count until then; the days since a visit run on to the end of the period.",
                                    mission.timeZone().readable(*coverage.known_until)));
    const std::size_t count = coverage.after_cut_off.size();
    if (count == 0)
        return notes;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(count, kNamed); ++i)
        names.push_back(trackName(*mission.find<Patrol>(coverage.after_cut_off[i])));
    notes.push_back(fmt::format("{} at or after the information cut-off and {} in no number here: {}{}.", count == 1 ? "1 track begins" : core::grouped(static_cast<std::int64_t>(count)) + " tracks begin",
                                count == 1 ? "counts" : "count", fmt::join(names, ", "), count > kNamed ? fmt::format(" and {} more", count - kNamed) : ""));
    return notes;
}

} // namespace tutela::analysis
