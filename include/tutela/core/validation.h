// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/mission.h>

#include <string>
#include <vector>

namespace tutela::core {

/// E blocks saving, S blocks submission for sign-off, W warns and prints in the quality note.
enum class RuleLevel { E, S, W };

/// One finding of a validation rule or of an import: names record and field.
struct Issue {
    RuleLevel level = RuleLevel::W;
    Kind kind{};
    std::int64_t id = 0;
    std::string field; ///< empty when it is about the whole record
    std::string text;  ///< a sentence that says what and what to do
    bool operator==(const Issue&) const = default;
};

/// Rules that look at one record alone (ranges, required fields, sums, order of times ...).
/// @param now  for "not in the future" (5 minutes tolerance) and rules about age; empty = they are skipped (open, check,
///             report).
[[nodiscard]] std::vector<Issue> validate(const RecordValues& record, std::optional<Instant> now);
/// What the mission as a whole says of one record: no place or area holds more people than the country. Part of
/// validateMission().
[[nodiscard]] std::vector<Issue> validateWithin(const RecordValues& record, const MissionDetails& mission);
/// Rules that look across records: cycles, children within parents, overlaps of one level, group sizes, references that
/// lead nowhere, one strategy in force, references given twice, patrols to Must places and out of their area. The rules of
/// validate() are not repeated, and those of a submission are validateAssessment().
[[nodiscard]] std::vector<Issue> validateMission(const Mission& mission);
/// Rules of one assessment version: what blocks its submission (S) and what its quality note says (W); holds also what
/// validate() says of its lines, threats and actions. Rules about age look from its information cut-off.
/// @throws Error{InvalidInput} when there is no such assessment.
[[nodiscard]] std::vector<Issue> validateAssessment(const Mission& mission, AssessmentId assessment);
/// Rules about who may set what: only the human rights role calls an incident verified (doctrine.md 2.6). For what people
/// enter; an import tells what its source says.
/// @param before  the record as it was; null when it is new.
[[nodiscard]] std::vector<Issue> validateAuthor(const RecordValues& record, const RecordValues* before, Role author);
/// True when an issue of level E is among them.
[[nodiscard]] bool blocksSaving(const std::vector<Issue>& issues);

} // namespace tutela::core
