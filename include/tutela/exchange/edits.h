// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/validation.h>
#include <tutela/store/mission_file.h>

#include <cstdint>
#include <functional>
#include <istream>
#include <string_view>
#include <vector>

namespace tutela::exchange {

/// What an edit script did.
struct EditsResult {
    std::int64_t committed = 0;    ///< lines that became commits
    std::vector<std::int64_t> ids; ///< the record of each committed line, in order
    std::vector<core::Issue> warnings; ///< rules of level W that the edited records break
    std::int64_t dates_kept = 0; ///< incidents stored anew in another time zone of the mission, so that they keep their day
};

/// Called after each durable commit.
using Committed = std::function<void(store::CommitId)>;

/// Applies an edit script: one JSON object a line, each line one commit (empty lines are passed over).
///
///   {"kind":"place","id":"new" | "new:LABEL" | N,"set":{field:value},"message":"...","delete":true}
///
/// A later value "@LABEL" stands for the id that "new:LABEL" got, alone or inside a list. `id` of kind mission may be
/// left out. New assessments, actions, patrols and strategies get their reference and version when none is given.
/// @param now  for the rule "not in the future" and the year in new references.
/// @throws core::Error at the first refused line, its where() naming line and field; the lines before stay committed.
///         Usage: unknown kind or field, bad "@LABEL". InvalidInput: not JSON, refused value, rule E, no such record,
///         derived or system field. Frozen: part of an approved version.
EditsResult applyEdits(store::MissionFile& file, std::istream& script, const store::Author& author, core::Instant now,
                       const Committed& committed = {});

/// The same script as one commit with one message: one gesture of a person, undone as one. Nothing changes when a line is refused.
/// @throws core::Error as applyEdits.
EditsResult applyEditsAsOne(store::MissionFile& file, std::istream& script, std::string_view message, const store::Author& author,
                            core::Instant now, const Committed& committed = {});

} // namespace tutela::exchange
