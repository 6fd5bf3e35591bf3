// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach_cells.h>
#include <tutela/session/terrain.h>

namespace tutela::session {

struct ReachBoard;

/// The cells of a board, with gaps by how long an attack lasts, whatever limit a planner looks at, and by the ratings of the board.
[[nodiscard]] analysis::ReachCells reachCells(const ReachBoard& board);
/// The same with gaps around the places given, of which those are taken that nobody reaches in time.
[[nodiscard]] analysis::ReachCells reachCells(const ReachBoard& board, const std::set<core::PlaceId>& atRisk);
/// Computes the cells of reach for the map of a report, by the rules of Patrols; the report says which places are at risk. From any thread.
[[nodiscard]] analysis::ReachCellsOf reachCellsOf(TerrainRequest request);

} // namespace tutela::session
