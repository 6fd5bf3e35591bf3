// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "effort_p.h"

#include "../observations_p.h"
#include "road_distance_p.h"
#include "stays_p.h"

#include <tutela/core/patrols.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tutela::analysis {

using core::CancelReason;
using core::Instant;
using core::Patrol;
using core::PatrolStatus;

namespace {

std::optional<double> hoursOf(const Patrol& patrol)
{
    if (!patrol.actual_start || !patrol.actual_end || *patrol.actual_end <= *patrol.actual_start)
        return std::nullopt;
    return static_cast<double>((*patrol.actual_end - *patrol.actual_start).count()) / kPerHour;
}

bool hasTwoComponents(const Patrol& patrol)
{
    std::set<core::Component> components{patrol.civilian_sections.begin(), patrol.civilian_sections.end()};
    const int uniformed = (patrol.unit_ids.empty() && !patrol.strength ? 0 : 1) + (patrol.police_present.value_or(false) ? 1 : 0);
    return uniformed + (components.empty() ? 0 : 1) >= 2;
}

void addExecution(CoverageMetrics& metrics, const Patrol& patrol)
{
    using enum PatrolStatus;
    const auto status = patrol.status.value_or(PROPOSED);
    if (status == CANCELLED || status == ABORTED)
        ++metrics.cancelled[patrol.cancel_reason.value_or(CancelReason::OTHER)];
    if (status != PROPOSED && patrol.cancel_reason != CancelReason::RETASKED) {
        ++metrics.execution.whole;
        metrics.execution.part += isDone(patrol) ? 1 : 0;
    }
    const bool departed = status == DEPARTED || status == ABORTED || status == OVERDUE || isDone(patrol);
    if (departed || core::wasObstructed(patrol)) {
        ++metrics.denied.whole;
        metrics.denied.part += core::wasObstructed(patrol) ? 1 : 0;
    }
}

void addContact(CoverageMetrics& metrics, const Patrol& patrol, Instant as_of)
{
    for (const core::PatrolStop& stop : patrol.stops) {
        if (!isVisit(patrol, stop) || *stop.actual_arrival >= as_of)
            continue;
        const std::int64_t met = core::peopleMet(stop).value_or(0);
        for (Share* share : {&metrics.contact, &metrics.women_asked, &metrics.cla_cover})
            ++share->whole;
        metrics.contact.part += met > 0 ? 1 : 0;
        metrics.women_asked.part += stop.women_asked.value_or(false) ? 1 : 0;
        metrics.cla_cover.part += patrol.cla_present.value_or(false) || !patrol.interpreter_languages.empty() ? 1 : 0;
    }
}

void addPeople(CoverageMetrics& metrics, const Patrol& patrol)
{
    const auto hours = hoursOf(patrol);
    if (!hours)
        return;
    if (!patrol.strength || !patrol.women) {
        ++metrics.patrols_without_strength;
        return;
    }
    metrics.strength_hours += *hours * static_cast<double>(*patrol.strength);
    metrics.women_hours += *hours * static_cast<double>(*patrol.women);
    ++metrics.mixed_patrols.whole;
    metrics.mixed_patrols.part += *patrol.women > 0 && *patrol.women < *patrol.strength ? 1 : 0;
}

} // namespace

std::optional<Instant> startOf(const Patrol& patrol) { return patrol.actual_start ? patrol.actual_start : patrol.planned_start; }

void addEffort(CoverageMetrics& metrics, const Patrol& patrol, Instant as_of, const core::TimeZone& zone)
{
    if (core::isTrack(patrol))
        return; // somebody was there, which tells nothing of a patrol: owned tracks have joined theirs by now
    addExecution(metrics, patrol);
    if (!patrol.actual_start)
        return;
    ++metrics.patrols;
    metrics.start_hours[static_cast<std::size_t>(zone.secondOfDay(*patrol.actual_start) / 3600)] += 1.0;
    addContact(metrics, patrol, as_of);
    addPeople(metrics, patrol);
    ++metrics.integrated.whole;
    metrics.integrated.part += hasTwoComponents(patrol) ? 1 : 0;
    metrics.joint_with_state_forces += patrol.joint_state_forces.value_or(false) ? 1 : 0;
    metrics.requirements_answered.whole += static_cast<std::int64_t>(patrol.information_requirements.size());
    for (std::size_t i = 0; i < std::min(patrol.answers.size(), patrol.information_requirements.size()); ++i)
        metrics.requirements_answered.part += patrol.answers[i].empty() ? 0 : 1;
    if (isDone(patrol)) {
        ++metrics.reports_on_time.whole;
        metrics.reports_on_time.part += core::reportDue(patrol) && core::reportState(patrol, as_of) == core::ReportState::FILED ? 1 : 0;
    }
}

void forEachPiece(const Patrol& patrol, const core::Period& period, const std::function<void(core::GeoPoint, core::GeoPoint)>& each)
{
    const auto start = startOf(patrol);
    const bool startsWithin = start && period.contains(*start);
    const auto& times = patrol.track_times;
    std::size_t first = 0;
    for (const auto& part : patrol.geometry.parts)
        for (const auto& line : part) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                const std::int64_t since = first + i - 1 < times.size() ? times[first + i - 1] : 0; // 0 = of a device without a clock
                if (since != 0 ? period.contains(Instant{std::chrono::seconds{since}}) : startsWithin)
                    each(core::GeoPoint::of(line[i - 1].x, line[i - 1].y), core::GeoPoint::of(line[i].x, line[i].y));
            }
            first += line.size();
        }
}

void addKilometres(CoverageMetrics& metrics, const Patrol& patrol, const core::Period& period, const RoadDistance& roads)
{
    constexpr double kNearRoad = 500.0, kPiece = 100.0, kMetresPerKm = 1000.0; // a way is looked at in pieces of 100 m at most
    forEachPiece(patrol, period, [&](core::GeoPoint from, core::GeoPoint to) {
        const double metres = core::metresBetween(from, to);
        const int pieces = std::max(1, static_cast<int>(std::ceil(metres / kPiece)));
        for (int piece = 0; piece < pieces; ++piece) {
            const double share = (piece + 0.5) / pieces;
            const double lon = from.lon() + std::remainder(to.lon() - from.lon(), 360.0) * share;
            const auto middle = core::GeoPoint::of(std::remainder(lon, 360.0), from.lat() + (to.lat() - from.lat()) * share);
            metrics.track_km += metres / pieces / kMetresPerKm;
            if (roads.isWithin(middle, kNearRoad))
                metrics.track_km_near_roads += metres / pieces / kMetresPerKm;
        }
    });
}

void addRange(CoverageMetrics& metrics, const core::Mission& mission, const Patrol& patrol)
{
    constexpr double kMetresPerKm = 1000.0;
    const auto* base = patrol.base_id ? mission.find<core::Base>(*patrol.base_id) : nullptr;
    const auto home = base != nullptr ? base->point() : std::nullopt;
    if (!home)
        return;
    std::optional<double> farthest;
    const auto reach = [&](core::GeoPoint at) { farthest = std::max(farthest.value_or(0.0), core::metresBetween(*home, at) / kMetresPerKm); };
    for (const auto& part : patrol.geometry.parts)
        for (const auto& line : part)
            for (const core::Vertex& vertex : line)
                reach(core::GeoPoint::of(vertex.x, vertex.y));
    for (const core::PatrolStop& stop : patrol.stops)
        if (const auto at = positionOf(mission, stop); at && stop.actual_arrival)
            reach(*at);
    if (farthest)
        metrics.range_km.push_back(*farthest);
}

} // namespace tutela::analysis
