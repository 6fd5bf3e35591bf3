// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

/// Patrols with what their tracks say (docs/methods/coverage.md).
namespace tutela::analysis {

/// The mission with each track that names a patrol moved into it: its lines and times stand behind those of the patrol, whose source is
/// then GPS and whose actual times are theirs where it told none. Points without a time bear 0 there when others have one: they lie on no way that takes time. A stop that names no arrival,
/// or none that ended, takes them from the longest stay of the patrol's tracks within 2 km of it. Tracks without a patrol stay as they are.
/// Patrols that nothing changes are shared with the mission given.
[[nodiscard]] core::Mission withTracks(const core::Mission& mission);

/// Recorded tracks that begin at or after the information cut-off, in order of id: they tell nothing of what was before it. A track
/// without times begins with its patrol; one without either is not among them.
[[nodiscard]] std::vector<core::PatrolId> tracksAfter(const core::Mission& mission, core::Instant as_of);
/// The mission without them, so that none of their kilometres counts for a patrol that left earlier.
[[nodiscard]] core::Mission withoutTracksAfter(const core::Mission& mission, core::Instant as_of);

/// True when the stop counts as a visit: reached, for 30 minutes or more, on foot or with people met (doctrine.md 5.1).
[[nodiscard]] bool isVisit(const core::Patrol& patrol, const core::PatrolStop& stop);

} // namespace tutela::analysis
