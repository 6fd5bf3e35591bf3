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
    return {board.terrain.terrain->frame(), board.reach.minutes, gapCells(board, placesBeyond(board, limit, {}), limit), limit, analysis::conditionsText(board.reach.options), analysis::roadLinks(board.reach)};
}

analysis::ReachCells reachCells(const ReachBoard& board, const std::set<core::PlaceId>& atRisk)
{
    const double limit = board.reach.attack_minutes;
    std::vector<core::PlaceId> beyond;
    for (const auto& place : board.reach.places)
        if (atRisk.contains(place.place) && (!place.isReached() || place.t_resp > limit))
            beyond.push_back(place.place);
    return {board.terrain.terrain->frame(), board.reach.minutes, gapCellsAround(board, beyond, limit), limit, analysis::conditionsText(board.reach.options), analysis::roadLinks(board.reach)};
}

analysis::ReachCellsOf reachCellsOf(TerrainRequest request)
{
    return [request = std::move(request)](const core::Mission& mission, core::Instant asOf, const std::set<core::PlaceId>& atRisk, const core::Progress& progress) -> std::shared_ptr<const analysis::ReachCells> {
        if (!knowsGround(mission))
            return nullptr;
        try {
            return std::make_shared<const analysis::ReachCells>(reachCells(*reachBoard(std::make_shared<const core::Mission>(mission), request, {}, asOf, nullptr, progress), atRisk));
        } catch (const core::Error&) { // no position, or too large an area: the lines of the report say so
            return nullptr;
        }
    };
}

} // namespace tutela::session
