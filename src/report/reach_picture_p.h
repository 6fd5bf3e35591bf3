// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach_cells.h>
#include <tutela/map/reach_cover.h>
#include <tutela/report/model.h>

#include <memory>

/// Reach as an image of the model, so that a signed version keeps the bands, gaps and links that it was signed with.
namespace tutela::report {

/// Minutes in steps of four and the gaps as a picture without loss, and the links to those places of the model's map that are far from roads.
void storeReach(const analysis::ReachCells& cells, ReportModel& model);
/// Null when none is stored.
[[nodiscard]] std::shared_ptr<const map::ReachCover> storedReach(const ReportModel& model);

} // namespace tutela::report
