// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/patrol_edit.h>

#include "attempted.h"
#include "translated_p.h"

#include <tutela/core/patrols.h>
#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tutela::session {

using core::Patrol;
using core::PatrolId;
using core::PatrolStatus;
using nlohmann::json;

namespace {

const Patrol& patrolOf(const core::Mission& mission, PatrolId id)
{
    const Patrol* patrol = mission.find<Patrol>(id);
    if (patrol == nullptr)
        throw core::Error{core::ErrorCode::InvalidInput, tr("The patrol is not there any more.").toStdString()};
    return *patrol;
}

QString called(const Document& document, PatrolId id) { return nameOf(*document.mission(), {core::Kind::PATROL, id.value}); }

json setLine(PatrolId id, const json& set) { return {{"kind", "patrol"}, {"id", id.value}, {"set", set}}; }

/// What somebody plans of a stop; what was found there stays behind.
json plannedStop(const json& stop)
{
    constexpr std::array kKept{"place_id", "lon", "lat", "planned_dwell_minutes", "task", "dismounted"};
    json kept = json::object();
    for (const char* name : kKept)
        if (const auto at = stop.find(name); at != stop.end())
            kept[name] = *at;
    return kept;
}

/// Field and value of the day of an instant, as an incident holds it.
void setDay(json& set, core::Instant when, const core::TimeZone& zone)
{
    set["time_start"] = core::toText(zone.startOf(zone.dayAt(when)));
    set["time_precision"] = core::word(core::TimePrecision::DAY);
}

} // namespace

Added addPatrol(Document& document)
{
    Added added;
    added.refusal = attempted([&] {
        added.id = document.edit({{{"kind", "patrol"}, {"id", "new"}, {"set", {{"status", "PROPOSED"}}}}}, tr("New patrol")).ids.front();
    });
    return added;
}

Added duplicatePatrol(Document& document, PatrolId id)
{
    constexpr std::array kPlanned{"patrol_kind", "mode", "dismounted", "route_planned", "base_id", "unit_ids", "commander_role", "strength", "women", "cla_present", "police_present",
                                  "interpreter_languages", "civilian_sections", "tasks", "information_requirements", "joint_state_forces", "hrddp_ref", "risk_to_civilians_note",
                                  "sensitivity", "sensitivity_reason"};
    Added added;
    added.refusal = attempted([&] {
        const json all = core::toJson(core::valuesOf(patrolOf(*document.mission(), id)));
        json set{{"status", "PROPOSED"}};
        for (const char* name : kPlanned)
            if (const auto at = all.find(name); at != all.end() && !at->is_null())
                set[name] = *at;
        json stops = json::array();
        for (const json& stop : all.value("stops", json::array()))
            stops.push_back(plannedStop(stop));
        if (!stops.empty())
            set["stops"] = stops;
        added.id = document.edit({{{"kind", "patrol"}, {"id", "new"}, {"set", set}}}, tr("Duplicate %1").arg(called(document, id))).ids.front();
    });
    return added;
}

QString moveTo(Document& document, PatrolId id, PatrolStatus status, std::optional<core::CancelReason> reason)
{
    return attempted([&] {
        const Patrol& patrol = patrolOf(*document.mission(), id);
        const auto next = core::nextStates(patrol.status);
        if (std::find(next.begin(), next.end(), status) == next.end())
            throw core::Error{core::ErrorCode::InvalidInput, tr("A patrol cannot go from %1 to %2.").arg(patrol.status ? QString::fromStdString(core::spoken(*patrol.status)) : tr("no state"),
                                                                                                        QString::fromStdString(core::spoken(status))).toStdString()};
        json set{{"status", core::word(status)}};
        if (core::needsReason(status)) {
            if (!reason)
                throw core::Error{core::ErrorCode::InvalidInput, tr("Say why: pick the reason.").toStdString()};
            set["cancel_reason"] = core::word(*reason);
        }
        document.edit({setLine(id, set)}, tr("%1: %2").arg(moveWord(status), called(document, id)));
    });
}

QString moveWord(PatrolStatus status)
{
    switch (status) {
    case PatrolStatus::PROPOSED: return tr("Propose");
    case PatrolStatus::APPROVED: return tr("Approve");
    case PatrolStatus::TASKED: return tr("Task");
    case PatrolStatus::DEPARTED: return tr("Departed");
    case PatrolStatus::COMPLETED: return tr("Completed");
    case PatrolStatus::REPORTED: return tr("Report is in");
    case PatrolStatus::CANCELLED: return tr("Cancel the patrol");
    case PatrolStatus::ABORTED: return tr("Aborted");
    case PatrolStatus::OVERDUE: return tr("Overdue");
    }
    return {};
}

QString fileReport(Document& document, PatrolId id)
{
    return attempted([&] {
        const Patrol& patrol = patrolOf(*document.mission(), id);
        json set = json::object();
        if (!patrol.report_time)
            set["report_time"] = core::toText(document.now());
        if (patrol.status == PatrolStatus::COMPLETED)
            set["status"] = core::word(PatrolStatus::REPORTED);
        if (!set.empty())
            document.edit({setLine(id, set)}, tr("Report of %1 is in").arg(called(document, id)));
    });
}

bool offersObstruction(const core::Mission& mission, const Patrol& patrol)
{
    if (!core::wasObstructed(patrol) && patrol.obstruction.empty())
        return false;
    return std::none_of(patrol.incident_ids.begin(), patrol.incident_ids.end(), [&](core::IncidentId id) {
        const auto at = mission.incidents->find(id);
        return at && mission.incidents->category[*at] == static_cast<std::uint8_t>(core::IncidentCategory::OBSTRUCTION_OF_MISSION);
    });
}

Added addObstruction(Document& document, PatrolId id)
{
    Added added;
    added.refusal = attempted([&] {
        const auto mission = document.mission();
        const Patrol& patrol = patrolOf(*mission, id);
        json set{{"category", "OBSTRUCTION_OF_MISSION"}, {"verification", "REPORTED"}, {"title", tr("Obstruction of %1").arg(called(document, id)).toStdString()}};
        if (const auto when = patrol.actual_start ? patrol.actual_start : patrol.planned_start)
            setDay(set, *when, mission->timeZone());
        if (patrol.stops.size() == 1 && patrol.stops.front().place_id)
            set["place_id"] = patrol.stops.front().place_id->value;
        std::string text = patrol.cancel_reason ? core::spoken(*patrol.cancel_reason) + "." : std::string{};
        if (!patrol.obstruction.empty())
            text += (text.empty() ? "" : " ") + patrol.obstruction;
        if (!text.empty())
            set["description"] = text;
        std::vector<json> lines;
        const std::string name = called(document, id).toStdString();
        for (const auto& known : mission->all<core::Source>())
            if (known.code_name == name)
                set["source_ids"] = json::array({known.id});
        if (!set.contains("source_ids")) {
            lines.push_back({{"kind", "source"}, {"id", "new:S"}, {"set", {{"code_name", name}, {"group_key", name}, {"source_kind", "DIRECT_OBSERVATION"}}}});
            set["source_ids"] = json::array({"@S"});
        }
        json incidents = json::array();
        for (const core::IncidentId each : patrol.incident_ids)
            incidents.push_back(each.value);
        incidents.push_back("@I");
        lines.push_back({{"kind", "incident"}, {"id", "new:I"}, {"set", set}});
        lines.push_back(setLine(id, {{"incident_ids", incidents}}));
        const auto edited = document.edit(lines, tr("Record the obstruction of %1").arg(called(document, id)));
        added.id = edited.ids[edited.ids.size() - 2];
    });
    return added;
}

QString setPatrolOfTrack(Document& document, PatrolId track, std::optional<PatrolId> patrol)
{
    return attempted([&] {
        json set{{"patrol_id", patrol ? json(patrol->value) : json{}}, {"patrol_reason", patrol ? json(tr("Named by hand").toStdString()) : json{}}};
        document.edit({setLine(track, set)}, patrol ? tr("Give a track to %1").arg(called(document, *patrol)) : tr("Take a track from its patrol"));
    });
}

QString importedText(const exchange::ImportReport& report)
{
    QStringList said{report.added == 1 ? tr("1 track imported") : tr("%1 tracks imported").arg(countText(report.added))};
    if (report.updated > 0)
        said << tr("%1 changed").arg(countText(report.updated));
    if (report.unchanged > 0)
        said << tr("%1 known already").arg(countText(report.unchanged));
    if (report.rejected > 0)
        said << tr("%1 refused: %2").arg(countText(report.rejected), shown(report.rejections.front().reason));
    for (const auto& note : report.issues)
        if (note.field == "track_times" || note.field == "geometry")
            said << shown(note.text);
    return said.join(QStringLiteral("; "));
}

} // namespace tutela::session
