// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/reach_cells.h>

#include <tutela/core/error.h>
#include <tutela/session/mission_responses.h>
#include <tutela/session/reach_board.h>

namespace tutela::session {

analysis::ReachCells reachCells(const ReachBoard& board)
{
    const double limit = board.reach.attack_minutes;
    return {board.terrain.terrain->frame(), board.reach.minutes, gapCells(board, placesBeyond(board, limit, {}), limit), limit};
}

analysis::ReachCellsOf reachCellsOf(TerrainRequest request)
{
    return [request = std::move(request)](const core::Mission& mission, core::Instant asOf, const core::Progress& progress) -> std::shared_ptr<const analysis::ReachCells> {
        if (!knowsGround(mission))
            return nullptr;
        try {
            return std::make_shared<const analysis::ReachCells>(reachCells(*reachBoard(std::make_shared<const core::Mission>(mission), request, {}, asOf, nullptr, progress)));
        } catch (const core::Error&) { // no position, or too large an area: the lines of the report say so
            return nullptr;
        }
    };
}

} // namespace tutela::session
