// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach_cells.h>
#include <tutela/map/reach_cover.h>

#include <memory>

namespace tutela::report {

/// Computed reach as a map paints it; the one way from the numbers to bands and hatches.
[[nodiscard]] std::shared_ptr<map::ReachCover> reachCover(analysis::ReachCells cells);

} // namespace tutela::report
