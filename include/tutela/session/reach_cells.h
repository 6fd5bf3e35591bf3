// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach_cells.h>
#include <tutela/session/terrain.h>

namespace tutela::session {

struct ReachBoard;

/// The cells of a board, with gaps by how long an attack lasts, whatever limit a planner looks at.
[[nodiscard]] analysis::ReachCells reachCells(const ReachBoard& board);
/// Computes the cells of reach for the map of a report, by the rules of Patrols. From any thread.
[[nodiscard]] analysis::ReachCellsOf reachCellsOf(TerrainRequest request);

} // namespace tutela::session
