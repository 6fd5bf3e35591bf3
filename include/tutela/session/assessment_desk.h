// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/asset.h>
#include <tutela/analysis/assess.h>
#include <tutela/core/field_table.h>
#include <tutela/core/mission.h>
#include <tutela/core/progress.h>
#include <tutela/store/mission_file.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Starting, saving, comparing and signing off versions of threat assessments: the same for command line and window.
namespace tutela::session {

/// What is worked on: a stored draft that is computed again, or a new one (from the last version, or from scratch).
struct AssessmentWork {
    core::Assessment assessment;
    core::AssessmentState state = core::AssessmentState::DRAFT;
    analysis::AssessmentResult result;
    bool stored = false;
};

enum class StartFrom { LastVersion, Blank };

/// The month of the day before the cut-off. A whole day: a cut-off at midnight UTC is not midnight in the mission's zone, and
/// must not fall into the next month because of that hour.
[[nodiscard]] core::Period monthBefore(core::Instant asOf, const core::TimeZone& zone);
/// The newest version of this scope in the wanted period that can still change; empty when there is none.
[[nodiscard]] std::optional<core::AssessmentId> openVersion(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period);
/// The approved version of this scope with the newest cut-off; empty when there is none.
[[nodiscard]] std::optional<core::AssessmentId> lastApproved(const core::Mission& mission, std::optional<core::AreaId> area);

/// A new version of an area (empty = the whole mission) and period with its reference and number, not yet stored.
/// @param start  LastVersion continues from the last approved version where there is one
[[nodiscard]] AssessmentWork startVersion(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period, core::Instant asOf,
                                          StartFrom start = StartFrom::LastVersion, const core::Progress& progress = {});
/// A stored version, computed at `asOf`, with notes on what it leaves out.
[[nodiscard]] AssessmentWork workOnStored(const core::Mission& mission, core::AssessmentId assessment, std::optional<core::Instant> asOf = {},
                                          const core::Progress& progress = {});
/// The open version of area and period, else a new one.
[[nodiscard]] AssessmentWork workOn(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period, core::Instant asOf,
                                    const core::Progress& progress = {});
/// Stores what was computed in one commit and fills in the ids. @throws core::Error{InvalidInput} when its text is locked.
store::CommitId save(store::MissionFile& file, const store::Author& author, AssessmentWork& work);

/// Adds lines to a draft in one commit. @param lines  as analysis::missingLines
store::CommitId addLines(store::MissionFile& file, const store::Author& author, const std::vector<core::Line>& lines);

/// A move through the sign-off states as it is asked for.
struct MoveRequest {
    core::AssessmentState to{};
    core::Role role{};
    std::string initials;
    std::string note;
    core::Instant time{};
};

/// A move that is allowed, ready to be committed.
struct PreparedMove {
    core::Mission mission; ///< a submission: with its lines computed again
    core::SignOff row;
    std::string version; ///< the number after the move
    std::vector<std::string> notes; ///< what a submission leaves out, as sentences
};

/// Checks a move and works out what it writes. Changes nothing.
/// @throws core::Error as core::requireTransition, and when numbers are no longer those that the reviewers saw
[[nodiscard]] PreparedMove prepareMove(const core::Mission& mission, core::AssessmentId assessment, const MoveRequest& request,
                                       const core::Progress& progress = {});
/// The snapshot as it will be once the move is committed: what an approved page shows, and what is frozen.
[[nodiscard]] core::Mission afterwards(const PreparedMove& move);
/// Moves a version on in one commit: its number and the sign-off row; a submission also stores the computed fields of its
/// lines; an approval stores the frozen parts and supersedes the versions that it replaces.
/// @param frozen  of an approval, made from afterwards(move). @throws core::Error{Internal} when an approval has none
store::CommitId commitMove(store::MissionFile& file, const store::Author& author, const PreparedMove& move, const std::vector<core::Asset>& frozen = {});

/// A reviewer's opinion, checked. @throws core::Error as core::requireReview
struct OpinionRequest {
    core::Opinion opinion{};
    core::Role role{};
    std::string initials;
    std::string note;
    core::Instant time{};
};
[[nodiscard]] core::SignOff prepareOpinion(const core::Mission& mission, core::AssessmentId assessment, const OpinionRequest& request);
store::CommitId commitOpinion(store::MissionFile& file, const store::Author& author, const core::Mission& mission, const core::SignOff& row);

/// What stands in a field of both versions where they differ.
struct FieldDifference {
    const core::Field* field = nullptr;
    core::Value a, b;
};
struct LineDifference {
    std::optional<core::LineId> a, b; ///< empty: the line is in the other version only
    std::vector<FieldDifference> fields;
};
struct VersionDifference {
    std::vector<FieldDifference> fields;
    std::vector<LineDifference> lines; ///< removed and changed ones, then added ones; lines belong together by threat and places
    [[nodiscard]] bool none() const { return fields.empty() && lines.empty(); }
};
/// The lines of a version as its page shows them: as they were signed, or computed now while nothing is signed. Stored numbers of a
/// draft are those of its last computation and say nothing about it.
[[nodiscard]] std::vector<core::Line> currentLines(const core::Mission& mission, core::AssessmentId id, const core::Progress& progress = {});
/// Cost: an evaluation of each version that is not signed.
[[nodiscard]] VersionDifference compareVersions(const core::Mission& mission, core::AssessmentId a, core::AssessmentId b, const core::Progress& progress = {});
/// The same for lines that are known already, as currentLines().
[[nodiscard]] VersionDifference compareVersions(const core::Assessment& a, std::vector<core::Line> linesOfA, const core::Assessment& b, std::vector<core::Line> linesOfB);

} // namespace tutela::session
