// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assessment_json_p.h"

#include <tutela/core/field_table.h>
#include <tutela/core/text.h>

#include <ostream>

namespace tutela::cli {

namespace {

using nlohmann::json;

template <class T>
json rangeJson(const core::Range<T>& range)
{
    const auto one = [](T value) -> json {
        if constexpr (core::Words<T>)
            return core::word(value);
        else
            return value;
    };
    return range.known() ? one(range.lowest) : json{one(range.lowest), one(range.highest)};
}

template <class T>
json known(const std::optional<T>& value)
{
    return value ? json(*value) : json{};
}

template <class Ids>
json idsJson(const Ids& ids)
{
    json list = json::array();
    for (const auto id : ids)
        list.push_back(id.value);
    return list;
}

json evidenceJson(const std::vector<analysis::Evidence>& evidence)
{
    json list = json::array();
    for (const auto& item : evidence)
        list.push_back({{"kind", core::kindName(item.kind)}, {"id", item.id}, {"time", item.time ? json(core::toText(*item.time)) : json{}},
                        {"grade", std::string{core::word(item.reliability)} + std::to_string(item.credibility)},
                        {"age_days", known(item.age_days)}, {"contradicts", item.contradicts}});
    return list;
}

json suggestionsJson(const std::vector<analysis::Suggestion>& suggestions)
{
    json list = json::array();
    for (const auto& suggestion : suggestions)
        list.push_back({{"field", suggestion.field}, {"value", suggestion.value}, {"formula", suggestion.formula}, {"records", suggestion.record_ids}});
    return list;
}

json changesJson(const std::vector<analysis::LineChange>& changes)
{
    json list = json::array();
    for (const auto& change : changes)
        list.push_back({{"change", core::word(change.change)}, {"title", change.title}, {"text", change.text}});
    return list;
}

std::string join(const std::vector<std::string>& parts) { return core::joined(parts, ", "); }

} // namespace

json lineJson(const analysis::LineResult& line)
{
    const core::Score& score = line.score;
    json overrides = json::array();
    for (const auto& each : line.overrides)
        overrides.push_back({{"field", each.field}, {"method", each.method}, {"value", each.value}, {"reason", each.reason},
                             {"role", each.role ? json(core::word(*each.role)) : json{}}});
    return {{"id", line.line.id},
            {"threat", line.threat_name},
            {"threat_id", line.line.threat_id ? json(line.line.threat_id->value) : json{}},
            {"title", line.title},
            {"places", idsJson(line.place_ids)},
            {"places_names", line.place_names},
            {"actor_ids", idsJson(line.actor_ids)},
            {"actors", line.actor_names},
            {"persons", known(line.persons)},
            {"persons_assumed", score.persons_assumed},
            {"intent", known(line.intent)},
            {"capability", known(line.capability)},
            {"opportunity", known(line.opportunity)},
            {"shift", line.shift},
            {"likelihood", rangeJson(score.likelihood)},
            {"act_severity", rangeJson(score.act_severity)},
            {"exposure", rangeJson(score.exposure)},
            {"vulnerability", rangeJson(score.vulnerability)},
            {"impact", rangeJson(score.impact)},
            {"risk_inherent", rangeJson(score.risk_inherent)},
            {"band_inherent", rangeJson(score.band_inherent)},
            {"host_state", line.state_is_actor ? json(0) : known(line.host_state)},
            {"mission_reach", known(line.mission_reach)},
            {"reach_computed", line.reach != analysis::ReachStatus::NotComputed},
            {"response_minutes", line.line.response_minutes ? json(*line.line.response_minutes) : json{}},
            {"community", known(line.community)},
            {"protection", rangeJson(score.protection)},
            {"likelihood_residual", rangeJson(score.likelihood_residual)},
            {"risk_residual", rangeJson(score.risk_residual)},
            {"band", rangeJson(score.band)},
            {"class", rangeJson(score.priority)},
            {"confidence", core::word(score.confidence.level)},
            {"confidence_s", score.confidence.s},
            {"contested", score.confidence.contested},
            {"trend", core::word(score.trend)},
            {"imminent", score.imminent},
            {"explain", line.explain},
            {"notes", line.notes},
            {"overrides", overrides},
            {"evidence", evidenceJson(line.evidence)},
            {"suggestions", suggestionsJson(line.suggestions)},
            {"action_ids", idsJson(line.action_ids)},
            {"change_since_last", line.line.change_since_last ? json(core::word(*line.line.change_since_last)) : json{}}};
}

json resultJson(const core::Assessment& assessment, core::AssessmentState state, const analysis::AssessmentResult& result)
{
    json lines = json::array();
    for (const auto& line : result.lines)
        lines.push_back(lineJson(line));
    json requirements = json::array();
    for (const auto& requirement : result.requirements)
        requirements.push_back(requirement.text);
    return {{"id", assessment.id},
            {"reference", assessment.reference},
            {"version", assessment.version},
            {"state", core::word(state)},
            {"as_of", core::toText(result.as_of)},
            {"period", {assessment.period_from ? json(core::toText(*assessment.period_from)) : json{},
                        assessment.period_to ? json(core::toText(*assessment.period_to)) : json{}}},
            {"method", core::kScoringMethod},
            {"lines", lines},
            {"changes", changesJson(result.changes)},
            {"information_requirements", requirements},
            {"notes", result.notes}};
}

void printResult(std::ostream& out, const core::TimeZone& zone, const core::Assessment& assessment, core::AssessmentState state,
                 const analysis::AssessmentResult& result)
{
    out << (assessment.reference.empty() ? "New draft" : assessment.reference + "@" + assessment.version) << ", " << core::word(state)
        << ", information cut-off " << zone.readable(result.as_of) << "\n" << core::kScoringMethod << "\n\n";
    for (const auto& line : result.lines) {
        const auto& score = line.score;
        out << core::rangeText(score.priority) << "  " << core::withVisibleControls(line.title) << "\n"
            << "    places " << core::withVisibleControls(join(line.place_names)) << "; actors " << core::withVisibleControls(join(line.actor_names))
            << "; people " << (line.persons ? core::grouped(*line.persons) : std::string{"not known"}) << "\n"
            << "    likelihood " << core::rangeText(score.likelihood) << ", impact " << core::rangeText(score.impact) << ", risk "
            << core::rangeText(score.risk_inherent) << " inherent, " << core::rangeText(score.risk_residual) << " residual ("
            << core::rangeText(score.band) << "); confidence " << core::word(score.confidence.level)
            << (score.confidence.contested ? " (contested)" : "") << ", trend " << core::word(score.trend) << (score.imminent ? ", imminent" : "") << "\n";
        for (const auto& note : line.notes)
            out << "    ! " << note << "\n";
        for (const auto& step : line.explain)
            out << "      " << step << "\n";
        for (const auto& suggestion : line.suggestions)
            out << "    ? suggestion, not used: " << suggestion.formula << "\n";
    }
    for (const auto& change : result.changes)
        out << core::word(change.change) << "  " << change.title << ": " << change.text << "\n";
    for (const auto& note : result.notes)
        out << "! " << note << "\n";
}

} // namespace tutela::cli
