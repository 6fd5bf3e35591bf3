// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/line_result.h>

#include <tutela/core/progress.h>

#include <array>

/// Threat assessments: drafting, scoring, continuing, comparing (doctrine.md 2.11, 3; docs/methods/assessment.md).
namespace tutela::analysis {

/// The instant that computations take (doctrine.md 2.0): the end of the period asked for, else the mission's own as_of,
/// else 00:00 UTC of the day after `now`.
[[nodiscard]] core::Instant referenceTime(const core::Mission& mission, std::optional<core::Instant> periodEnd,
                                          core::Instant now);

struct DraftRequest {
    std::optional<core::AreaId> area; ///< empty = the whole mission
    core::Period period;
    core::Instant as_of;
};

/// Priority of an area: never a mean (doctrine.md 3.5).
struct RollUp {
    std::optional<core::AreaId> area; ///< empty = all lines
    std::string name;
    std::int64_t lines = 0;
    std::optional<core::PriorityClass> highest_class; ///< empty = no line
    std::optional<core::Range<int>> highest_risk;     ///< highest residual risk that is sure, and highest possible
    std::array<std::int64_t, 4> lines_per_class{};    ///< MUST, SHOULD, COULD, WATCH; a range counts at its most urgent
    std::int64_t lines_must = 0;                      ///< of lines_per_class[0], those that are surely MUST
    std::array<std::int64_t, 4> places_per_class{};   ///< distinct places, each in its highest class only
    std::array<core::Count, 4> persons_per_class{};   ///< distinct persons; empty = of no place known; 0 = no place
    std::int64_t places_without_population = 0;
    TrendBasis trend;                                 ///< all incidents inside, any actor
};

/// What is not known well enough for the risk it carries (doctrine.md 3.6).
struct InformationRequirement {
    std::size_t line = 0; ///< index into AssessmentResult::lines
    std::string text;     ///< a sentence
};

/// One change since the version before.
struct LineChange {
    core::ChangeSinceLast change{};
    std::optional<core::LineId> before; ///< line of the version before; empty when NEW
    std::optional<std::size_t> line;    ///< index into AssessmentResult::lines; empty when CLOSED
    std::string title;                  ///< threat and places
    std::string text;                   ///< a sentence: "Raised from Should to Must: ..."
    std::string why;                    ///< the reason alone, without a full stop; empty when none is known
    std::optional<core::Range<int>> risk_before; ///< residual risk of the line before
};

/// An assessment computed at one instant.
struct AssessmentResult {
    core::Instant as_of{};
    std::vector<LineResult> lines; ///< most urgent first: a strict total order
    RollUp whole;
    std::vector<RollUp> areas;     ///< areas of the default level that hold a line, by name
    std::vector<InformationRequirement> requirements;
    std::vector<LineChange> changes; ///< empty when there is no version before
    bool has_previous = false;
    std::vector<std::string> notes;  ///< sentences about the whole: "Everything is priority: ..."
};

/// A new version, not yet stored: ids of the assessment and of new lines are 0.
struct AssessmentDraft {
    core::Assessment assessment;
    AssessmentResult result; ///< lines to store: result.lines[i].line
};

/// Drafts an assessment: one line for each threat that is not closed and each of its places inside the area. A threat that
/// names areas only gives one line for each of them. Judged values and reasons come from the threat, evidence is cited
/// from the records, everything else is computed; nothing missing is filled in.
/// @throws core::Error{InvalidInput} when the area is absent.
/// Cost: O(incidents) once, then by spatial grid. Deterministic.
[[nodiscard]] AssessmentDraft draft(const core::Mission& mission, const DraftRequest& request, const core::Progress& progress = {});

/// Takes the judged values and reasons of a threat into a line: intent, capability, opportunity, host state, community.
void takeJudgement(const core::Threat& threat, core::Line& line);

/// Computes lines of an assessment at `as_of` (empty = the assessment's own, else the end of its period). Overrides are honoured and told; derived fields of the lines are filled in.
/// @throws core::Error{InvalidInput} when neither is known.
[[nodiscard]] AssessmentResult evaluate(const core::Mission& mission, const core::Assessment& assessment,
                                        std::vector<core::Line> lines, std::optional<core::Instant> as_of = {},
                                        const core::Progress& progress = {});
/// The same for an assessment of the mission with its stored lines.
[[nodiscard]] AssessmentResult evaluate(const core::Mission& mission, core::AssessmentId assessment,
                                        std::optional<core::Instant> as_of = {}, const core::Progress& progress = {});

/// The next version of a product: judgements, reasons, actions and advisers' citations are kept, evidence is cited anew,
/// lines of closed threats are dropped, new threats and places are added; `changes` says what differs.
[[nodiscard]] AssessmentDraft continueFrom(const core::Mission& mission, core::AssessmentId last, const core::Period& period,
                                           core::Instant as_of, const core::Progress& progress = {});

/// What a new draft would have and this version has not, as sentences: threats and places of its area without a line, and
/// lines whose threat was closed since. Empty when nothing is left out.
[[nodiscard]] std::vector<std::string> leftOut(const core::Mission& mission, core::AssessmentId assessment);

/// The threats and places of leftOut() as lines ready to be stored in this version: judged as the threat, evidence cited from the
/// records at the version's cut-off. Empty when nothing is left out.
[[nodiscard]] std::vector<core::Line> missingLines(const core::Mission& mission, core::AssessmentId assessment, const core::Progress& progress = {});

/// Trend of one place: violent incidents of any actor within 10 km (doctrine.md 3.7).
[[nodiscard]] TrendBasis placeTrend(const core::Mission& mission, core::PlaceId place, core::Instant as_of);

/// Stored lines of an assessment, by id.
[[nodiscard]] std::vector<core::Line> linesOf(const core::Mission& mission, core::AssessmentId assessment);
/// Newest version (by as_of, then period, then id) that is not withdrawn: APPROVED or later first, else any.
/// @param area      only assessments of this area; empty = any.
/// @param known_by  only versions whose information cut-off is not after it; empty = any.
[[nodiscard]] std::optional<core::AssessmentId> newestAssessment(const core::Mission& mission, std::optional<core::AreaId> area = {},
                                                                 std::optional<core::Instant> known_by = {});
/// True from APPROVED on: APPROVED, DISSEMINATED, SUPERSEDED.
[[nodiscard]] bool approvedOrLater(core::AssessmentState state);

} // namespace tutela::analysis
