// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/patrols.h>

namespace tutela::core {

std::vector<PatrolStatus> nextStates(std::optional<PatrolStatus> status)
{
    using enum PatrolStatus;
    if (!status)
        return {PROPOSED};
    switch (*status) {
    case PROPOSED: return {APPROVED, CANCELLED};
    case APPROVED: return {TASKED, CANCELLED};
    case TASKED: return {DEPARTED, CANCELLED};
    case DEPARTED:
    case OVERDUE: return {COMPLETED, ABORTED};
    case COMPLETED: return {REPORTED};
    case REPORTED:
    case CANCELLED:
    case ABORTED: break;
    }
    return {};
}

bool needsReason(PatrolStatus status) { return status == PatrolStatus::CANCELLED || status == PatrolStatus::ABORTED; }

std::optional<Instant> reportDue(const Patrol& patrol)
{
    if (!patrol.actual_end)
        return std::nullopt;
    const bool isShort = patrol.actual_start && *patrol.actual_end - *patrol.actual_start < std::chrono::hours{24};
    return *patrol.actual_end + std::chrono::hours{isShort ? 24 : 48};
}

ReportState reportState(const Patrol& patrol, Instant now)
{
    using enum PatrolStatus;
    const bool wasOut = patrol.status == COMPLETED || patrol.status == REPORTED || patrol.status == ABORTED;
    const auto due = reportDue(patrol);
    if (!wasOut || !due)
        return patrol.report_time ? ReportState::FILED : ReportState::NONE;
    if (patrol.report_time)
        return *patrol.report_time <= *due ? ReportState::FILED : ReportState::FILED_LATE;
    return now > *due ? ReportState::LATE : ReportState::DUE;
}

Count peopleMet(const PatrolStop& stop)
{
    if (!stop.met_women && !stop.met_men && !stop.met_youth && !stop.met_leaders)
        return std::nullopt;
    return stop.met_women.value_or(0) + stop.met_men.value_or(0) + stop.met_youth.value_or(0) + stop.met_leaders.value_or(0);
}

bool wasObstructed(const Patrol& patrol)
{
    return patrol.cancel_reason == CancelReason::CLEARANCE_DENIED || patrol.cancel_reason == CancelReason::OBSTRUCTED_EN_ROUTE;
}

} // namespace tutela::core
