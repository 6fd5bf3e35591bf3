// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "validation_p.h"

#include <tutela/core/text.h>

namespace tutela::core::detail {

namespace {

constexpr std::size_t kActionSigns = 300;

/// "1.0": digits, a point, digits.
bool isVersion(const std::string& text)
{
    const auto point = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() <= 6 && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    return point != std::string::npos && digits(std::string_view{text}.substr(0, point))
           && digits(std::string_view{text}.substr(point + 1));
}

bool isCivilian(Component component)
{
    return component != Component::MILITARY && component != Component::POLICE;
}

} // namespace

void check(const Assessment& assessment, Findings& found)
{
    found.blockSaving(!assessment.version.empty() && !isVersion(assessment.version), "version",
                      "A version is a major and a minor number such as 1.0; correct it.");
    found.blockSaving(assessment.period_from && assessment.period_to && *assessment.period_to <= *assessment.period_from, "period_to",
                      "The period must end after it begins; correct one of the dates.");
    found.blockSaving(assessment.previous_id && assessment.previous_id->value == assessment.id, "previous_id",
                      "A version cannot follow itself; choose the one before.");
}

void check(const Line& line, Findings& found)
{
    found.blockSaving(!line.assessment_id, "assessment_id", "A line belongs to an assessment; name it.");
    found.blockSaving(line.place_ids.empty() && line.area_ids.empty(), "place_ids",
                      "A line needs at least one place: where nobody is exposed there is no risk to civilians.");
    found.blockSaving(line.previous_id && line.previous_id->value == line.id, "previous_id", "A line cannot follow itself; choose the one before.");
    found.warn(line.change_since_last == ChangeSinceLast::CLOSED && line.change_reason.empty(), "change_reason",
               "The line was closed; say why.");
    found.warn(overlap(line.incident_ids, line.contradicting_ids), "contradicting_ids",
               "An incident is cited both for and against the judgement; keep one.");
}

void check(const Action& action, Findings& found)
{
    found.blockSaving(action.text.empty(), "text", "An action needs its text; begin with a verb.");
    if (codePoints(action.text) > kActionSigns)
        found.blockSaving(true, "text", "The text is longer than 300 signs; shorten it.");
    found.warn(action.status == ActionStatus::REJECTED && action.status_reason.empty(), "status_reason",
               "A rejected action needs the reason; give it.");
    found.warn(action.status == ActionStatus::OVERDUE, "status", "Overdue is computed from the deadline; give the state the action is in.");
    found.warn(action.done_date && action.status != ActionStatus::DONE && action.status != ActionStatus::PARTIAL, "status",
               "The action has a date on which it was done but is not marked as done; correct one of them.");
    found.warn(action.lead && holds(action.support, *action.lead), "support", "The lead is also listed as support; take it out of the list.");
}

void check(const Strategy& strategy, Findings& found)
{
    found.blockSaving(!strategy.version.empty() && !isVersion(strategy.version), "version",
                      "A version is a major and a minor number such as 1.0; correct it.");
    found.blockSaving(strategy.period_from && strategy.period_to && *strategy.period_to < *strategy.period_from, "period_to",
                      "The period ends before it begins; correct one of the dates.");
    found.blockSaving(strategy.status == StrategyStatus::IN_FORCE && strategy.endorsed_by != Role::HEAD_OF_MISSION, "endorsed_by",
                      "A strategy in force must be endorsed by the head of mission; record the endorsement first.");
    found.blockSubmission(strategy.mandate_ref.empty(), "mandate_ref", "A strategy needs its mandate; give resolution and paragraph.");
    found.blockSaving(strategy.previous_id && strategy.previous_id->value == strategy.id, "previous_id",
                      "A version cannot follow itself; choose the one before.");
    // Without a date of its own a strategy is looked at again a year after it was endorsed.
    const auto due = !strategy.review_due && strategy.endorsed_on ? std::optional{yearsAfter(*strategy.endorsed_on, 1)} : strategy.review_due;
    const auto overdue = found.daysSince(due);
    found.warn(strategy.status == StrategyStatus::IN_FORCE && overdue && *overdue > 0, "review_due", "The review of the strategy is overdue; begin it.");
}

void check(const Structure& structure, Findings& found)
{
    found.warn(structure.name.empty(), "name", "The forum has no name; give one.");
    const bool whole = holds(structure.members, Component::MILITARY) && holds(structure.members, Component::POLICE)
                       && std::any_of(structure.members.begin(), structure.members.end(), isCivilian);
    found.warn(!whole, "members", "A forum on protection needs military, police and civilian members; add who is missing.");
}

void check(const Meeting& meeting, Findings& found)
{
    found.warn(!meeting.date, "date", "The meeting has no date; give it.");
    found.warn(!meeting.structure_id, "structure_id", "The meeting belongs to no forum; name it.");
}

void check(const Stakeholder& stakeholder, Findings& found)
{
    found.warn(stakeholder.name.empty(), "name", "The stakeholder has no name; give the organisation or office, never a person.");
}

} // namespace tutela::core::detail
