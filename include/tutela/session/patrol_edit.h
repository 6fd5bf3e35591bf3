// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/exchange/import.h>
#include <tutela/session/record_edit.h>

/// What a planner does with a patrol: each is one commit and one undo step. A refusal is a sentence, and nothing has changed then.
namespace tutela::session {

/// A proposed patrol of which nothing else is known.
[[nodiscard]] Added addPatrol(Document& document);
/// The plan of a patrol as a new proposal: what was done, reported and when stays behind.
[[nodiscard]] Added duplicatePatrol(Document& document, core::PatrolId patrol);
/// A step of core::nextStates(). @param reason  of CANCELLED and ABORTED
[[nodiscard]] QString moveTo(Document& document, core::PatrolId patrol, core::PatrolStatus status, std::optional<core::CancelReason> reason = {});
/// "Approve", "Cancel": what a button says that moves a patrol to a state.
[[nodiscard]] QString moveWord(core::PatrolStatus status);
/// Says that the report is in now: its time, unless it has one, and the state that follows.
[[nodiscard]] QString fileReport(Document& document, core::PatrolId patrol);
/// An obstruction of the mission with what the patrol says of it, linked to the patrol: the day on which it was to leave or left, the place
/// of its only stop, the reason and what was written of the obstruction; its source is the patrol.
[[nodiscard]] Added addObstruction(Document& document, core::PatrolId patrol);
/// True when the patrol was refused or turned back, or tells of an obstruction, and reports no such incident yet.
[[nodiscard]] bool offersObstruction(const core::Mission& mission, const core::Patrol& patrol);
/// Gives a track a patrol, or takes it away. @param reason  why; empty = by hand
[[nodiscard]] QString setPatrolOfTrack(Document& document, core::PatrolId track, std::optional<core::PatrolId> patrol);
/// "2 tracks imported, 1 unchanged.", with what was found of them.
[[nodiscard]] QString importedText(const exchange::ImportReport& report);

} // namespace tutela::session
