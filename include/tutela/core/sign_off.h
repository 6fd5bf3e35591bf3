// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

#include <string>
#include <string_view>
#include <vector>

/// The sign-off machine of an assessment (doctrine.md 2.11): who may move a version on, to which state, on what condition.
namespace tutela::core {

/// One step of the machine, and the roles that may take it. The author may submit and withdraw whatever the role he wrote in.
struct SignOffStep {
    AssessmentState from{}, to{};
    std::vector<Role> roles;
};
[[nodiscard]] const std::vector<SignOffStep>& signOffSteps();
/// Who may give an opinion.
[[nodiscard]] const std::vector<Role>& reviewerRoles();
/// A computed value of the line was replaced by a person, whose role has to be told.
[[nodiscard]] bool replacesComputed(const Line& line);

/// Throws when the version may not enter `to`: wrong state, wrong role, missing opinions, or rules that block submission.
/// @param note  the reason; required to send a version back or to withdraw it, and as distribution list to disseminate a
///              version that has none.
/// @throws Error{InvalidInput} with a sentence that says what is missing; Error{Frozen} for an approved version.
void requireTransition(const Mission& mission, AssessmentId assessment, AssessmentState to, Role role, std::string_view note);

/// Throws when this role may not give an opinion now. DISSENT and COMMENT need a note.
/// @throws Error{InvalidInput}
void requireReview(const Mission& mission, AssessmentId assessment, Opinion opinion, Role role, std::string_view note);

/// The numbers of all versions of a product, in the order of their records.
[[nodiscard]] std::vector<std::string> versionsOf(const Mission& mission, std::string_view reference);
/// The number after a transition: the minor part grows with each submission, the major part with approval ("0.2" -> "1.0").
/// @param taken  numbers of the product's other versions: none is given a second time
/// @throws Error{InvalidInput} when a text is not MAJOR.MINOR.
[[nodiscard]] std::string versionAfter(std::string_view version, AssessmentState entered, const std::vector<std::string>& taken = {});
/// By number, not by text: "0.9" is older than "0.10". @throws Error{InvalidInput} when one is not MAJOR.MINOR.
[[nodiscard]] bool isOlderVersion(std::string_view a, std::string_view b);
/// The number of a draft that starts from an approved version: "1.0" -> "1.1", or the next that no version of the product has.
[[nodiscard]] std::string versionOfNextDraft(std::string_view version, const std::vector<std::string>& taken = {});

/// True when the version could be used at the time. A signed one could from the moment when it entered APPROVED; in any case nothing whose
/// own information cut-off is later, unless it was written before. On the day of the mission's own cut-off everything is known that the
/// mission holds: that is its today, whenever somebody signed.
[[nodiscard]] bool wasKnownAt(const Mission& mission, AssessmentId assessment, Instant at);
/// countingVersions() of those that were known at the time.
[[nodiscard]] std::vector<AssessmentId> countingVersionsAt(const Mission& mission, Instant at);

/// Earlier versions of the same product that are superseded once this one is approved.
[[nodiscard]] std::vector<AssessmentId> supersededBy(const Mission& mission, AssessmentId approved);

/// SHA-256 (hex) over the canonical line of the version, then of its lines by id, each with a line feed: what a signature
/// covers, and what the mission file keeps with a frozen version (docs/store-format.md).
[[nodiscard]] std::string versionHash(const Mission& mission, AssessmentId assessment);

} // namespace tutela::core
