// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/assessment_desk.h>
#include <tutela/session/document.h>

#include <nlohmann/json_fwd.hpp>

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

/// What the workspace of assessments shows, computed from a snapshot: no widget decides anything.
namespace tutela::session {

struct AssessmentEntry {
    core::AssessmentId id;
    QString scope;     ///< "Lakeshore" or the name of the mission
    QString reference; ///< "TA-LAK-2026-0001"
    QString version;   ///< "1.1"
    std::optional<core::Band> band; ///< highest of its lines; empty = not assessed
    core::AssessmentState state{};
};
struct AssessmentMonth {
    QString title; ///< "October 2026"
    std::optional<core::Period> period;
    std::vector<AssessmentEntry> entries;
};
/// A sector that needs a new assessment.
struct DueArea {
    core::AreaId area;
    QString name;
    std::optional<core::Band> band; ///< of the last one
    QString last;                   ///< "last: 41 days ago", "never assessed"
};
struct AssessmentList {
    std::vector<AssessmentMonth> months; ///< newest first
    std::vector<DueArea> due;
};
/// A sector is due when neither it nor the whole mission has a version that reaches to `asOf` or is worked on.
[[nodiscard]] AssessmentList assessmentList(const core::Mission& mission, core::Instant asOf);
/// The version to show for a period: the newest, of the scope where it has one, else of the whole mission, else of any area.
/// Empty when the period has none.
[[nodiscard]] std::optional<core::AssessmentId> assessmentOf(const core::Mission& mission, const core::Period& period, std::optional<core::AreaId> scope);
/// "Draft", "In review" ...
[[nodiscard]] QString stateWord(core::AssessmentState state);
/// What the two parts of a version number count, in one sentence.
[[nodiscard]] QString versionMeaning();

/// One version with everything that its page shows.
struct AssessmentSheet {
    std::shared_ptr<const core::Mission> mission;
    AssessmentWork work;
    bool editable = false;
    QString locked; ///< why no field can be edited: "Approved on 31 Oct 2026. It cannot be changed."
    bool frozen = false;
    std::optional<core::Band> band, bandBefore;
    QString before; ///< "was High in September 2026"; empty without a version before
    std::vector<core::Issue> issues; ///< E and S first
    int open = 0;                    ///< of these, E and S
    std::vector<analysis::Suggestion> suggestions;         ///< see suggestionsOf()
    std::vector<std::size_t> suggestionLines;              ///< line of each
    std::vector<QString> lineTitles;
    QString bandExplanation;         ///< of the result: the line that decides it and its arithmetic
    std::vector<core::Line> missing; ///< drafts only: threats and places of the area that have no line here
    QString nextVersion;             ///< number that the next version has or gets: "1.1"
    std::optional<core::AssessmentId> nextDraft; ///< of the same reference; empty when it is still to be made
    [[nodiscard]] core::AssessmentId id() const { return core::AssessmentId{work.assessment.id}; }
};
/// Cost: two evaluations. @throws core::Error{InvalidInput} when there is no such version
[[nodiscard]] AssessmentSheet assessmentSheet(std::shared_ptr<const core::Mission> mission, core::AssessmentId id, const core::Progress& progress = {});

/// "Killings on the lake road \u00B7 Luzi"; a place that the name of the threat ends with is not said twice.
/// @param where  the places, or the areas; empty when there is none
[[nodiscard]] QString lineTitle(const QString& threat, const QString& where);

/// One value of a line: judged by a person, or computed and possibly replaced.
struct ScoreRow {
    QString field;       ///< the field that is set: "intent", "likelihood_override"
    QString reasonField; ///< "intent_reason"
    QString label;
    bool judged = false;
    QStringList values, faces; ///< what each segment stores ("3", "HIGH") and shows ("3", "High")
    QString chosen;            ///< value that a person set; empty = none
    QString computed;          ///< computed rows: "4", "2 to 4", "High"; judged rows: the model's suggestion, empty = none
    QString descriptor;        ///< of what counts now
    QStringList descriptors;   ///< of each segment
    QString explanation;       ///< formula, inputs and record ids
    QString reason;
    QString problem;           ///< what blocks the sign-off here; empty = nothing
    QString carried;           ///< the score changed and its reason did not: asks whether it is still true; empty = no doubt
    bool uncited = false;      ///< a claim in a line that cites nothing
    std::optional<int> delta;  ///< change since the version before
};
/// The five judged values, then those that are computed. @param line  index into work.result.lines
[[nodiscard]] std::vector<ScoreRow> scoreRows(const AssessmentSheet& sheet, std::size_t line);
/// The printed descriptor of a value; empty when it has none.
[[nodiscard]] QString descriptorOf(const QString& field, int value);

/// What is computed without override: one number with where it comes from.
struct ComputedFigure {
    QString label, value, explanation;
};
/// Risk before and after protection, band, people, vulnerability factors (yes, no, unknown).
[[nodiscard]] std::vector<ComputedFigure> lineFigures(const AssessmentSheet& sheet, std::size_t line);

enum class FactorJudgement { Yes, No, Unknown };
struct FactorRow {
    core::PlaceId placeId;
    core::VulnerabilityFactor code{};
    QString place, factor, why;
    FactorJudgement state = FactorJudgement::Unknown;  ///< what counts
    FactorJudgement judged = FactorJudgement::Unknown; ///< what people said of the place; Unknown = the records decide
};
[[nodiscard]] std::vector<FactorRow> vulnerabilityRows(const AssessmentSheet& sheet, std::size_t line);
/// "Yes", "No", "Unknown".
[[nodiscard]] QString judgementWord(FactorJudgement judgement);
/// The edit that judges a factor of a place; null when nothing changes.
[[nodiscard]] nlohmann::json factorEdit(const core::Place& place, core::VulnerabilityFactor factor, FactorJudgement judgement);

/// Who replaced computed values of a line: needed as soon as one is replaced.
struct OverrideRole {
    bool needed = false;
    std::optional<core::Role> role;
    QString problem;
};
[[nodiscard]] OverrideRole overrideRole(const AssessmentSheet& sheet, std::size_t line);

/// What blocks the sign-off at a field of the assessment or of a line; empty = nothing.
[[nodiscard]] QString problemOf(const AssessmentSheet& sheet, RecordRef record, const QString& field);
/// Scores that differ from the version before while their reason is word for word the same, as warnings at the reason. Only while
/// nothing is signed.
[[nodiscard]] std::vector<core::Issue> carriedReasons(const core::Mission& mission, core::AssessmentId id);
/// When and by which method and parameters the numbers of a sheet were worked out.
[[nodiscard]] QString originText(const AssessmentSheet& sheet);
/// An explanation for people: places, groups and bases by name, incidents and alerts by number and days, instead of by id.
[[nodiscard]] QString withNames(const core::Mission& mission, const QString& explanation);
/// The records that an explanation names, each once, in its order; at most 24.
[[nodiscard]] std::vector<RecordRef> recordsIn(const core::Mission& mission, const QString& explanation);

struct ActionRow {
    core::ActionId id;
    QString tier, text, component, owner, deadline, indicator, status;
    bool overdue = false;
    QString lines;  ///< what it answers
    QString missing; ///< "owner, deadline": what every action needs
};
/// The actions of all lines, in the order of the lines; of one line when given.
[[nodiscard]] std::vector<ActionRow> actionRows(const AssessmentSheet& sheet, std::optional<std::size_t> line = {});

/// A finding of the check: what, where, and the record and field to jump to.
struct CheckRow {
    core::RuleLevel level{};
    QString subject, text;
    RecordRef record;
    QString field;
};
[[nodiscard]] std::vector<CheckRow> checkRows(const AssessmentSheet& sheet);
/// The sections of the page.
enum class PageSection { Situation, Scores, Actions, Limits, About };
/// How many findings of a section block the sign-off.
[[nodiscard]] int openIn(const AssessmentSheet& sheet, PageSection section);

/// One difference to the version before, with signs.
struct ChangeRow {
    QString where, what, before, after;
    QString sign; ///< "\u25B2 +1", "\u25BC \u22121", "+", "\u2212", "\u25B2 Rising", "changed"; "\u2260" of a text
    int direction = 0;                ///< for the people at risk: 1 = worse, -1 = better, 0 = neither; more protection is better
    bool score = false;               ///< a value or a line, not a text
    std::optional<core::LineId> line; ///< in this version
    QString field;
};
/// Scores first, then texts. Empty without a version before.
[[nodiscard]] std::vector<ChangeRow> changeRows(const AssessmentSheet& sheet);
/// A box of the vulnerability checklist that counted otherwise in the other version.
struct BoxChange {
    QString place, factor; ///< "Luzi", "Isolated"
    QString before, after; ///< as judgementWord(); "not counted" where the version has no such box
};
/// The boxes that differ, by place and factor. Empty when only what is said about them differs.
/// @param checklist  of the field vulnerability_counted
[[nodiscard]] std::vector<BoxChange> boxChanges(const core::Mission& mission, const FieldDifference& checklist);
/// A stretch of two texts laid over each other.
struct TextPiece {
    enum class Kind { Same, Removed, Added } kind{};
    QString text;
    bool operator==(const TextPiece&) const = default;
};
/// Word by word: Same and Removed give the first text, Same and Added the second.
/// Cost: product of the words that differ; stretches above 2000 x 2000 words are told as replaced.
[[nodiscard]] std::vector<TextPiece> wordDifference(const QString& before, const QString& after);
/// "September 2026, version 1.0".
[[nodiscard]] QString versionCaption(const core::Mission& mission, core::AssessmentId id);

/// A row of the history of states and opinions.
struct SignOffLine {
    QString when, what, who, note;
};
[[nodiscard]] std::vector<SignOffLine> signOffLines(const AssessmentSheet& sheet);
/// A move that the state allows.
struct NextStep {
    core::AssessmentState to{};
    QString verb; ///< "Send to review"
    QString consequence; ///< what the move does and that no undo takes it back
    std::vector<core::Role> roles;
    bool needsNote = false;
    bool forward = false;
};
[[nodiscard]] std::vector<NextStep> nextSteps(const AssessmentSheet& sheet);
/// Why a move would be refused; empty = it would be allowed. From what the sheet computed: quick.
[[nodiscard]] QString refusalOf(const AssessmentSheet& sheet, const MoveRequest& request);
[[nodiscard]] QString refusalOf(const AssessmentSheet& sheet, const OpinionRequest& request);
/// "Draft by POC adviser", "Approved \u00B7 drafted by POC adviser \u00B7 approved by Senior POC adviser": the state, and who drafted and approved, by the roles stored.
[[nodiscard]] QString provenanceText(const AssessmentSheet& sheet);
/// The last day that an assessment looks ahead to (30 days where nothing is said), and never before a week from now.
[[nodiscard]] core::Day suggestedDeadline(const AssessmentSheet& sheet, core::Instant now);
/// "SENIOR_POC_ADVISER" as people say it.
[[nodiscard]] QString roleWord(core::Role role);

} // namespace tutela::session
