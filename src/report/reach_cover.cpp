// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/report/reach_cover.h>

#include <utility>

namespace tutela::report {

std::shared_ptr<map::ReachCover> reachCover(analysis::ReachCells cells)
{
    auto cover = std::make_shared<map::ReachCover>();
    cover->frame = std::move(cells.frame);
    cover->minutes = std::move(cells.minutes);
    cover->gap = std::move(cells.gap);
    cover->limit_minutes = cells.limit_minutes;
    cover->conditions = std::move(cells.conditions);
    cover->road_links = std::move(cells.road_links);
    return cover;
}

} // namespace tutela::report
