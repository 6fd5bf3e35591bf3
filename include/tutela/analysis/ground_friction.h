// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach.h>

namespace tutela::analysis {

/// The ground of a terrain as one raster: seconds per metre by cell, NaN = nobody passes, on the cells of Terrain::frame(). What
/// travel-time and other programs compute on; reach itself keeps roads apart from cells and needs no such raster.
///
/// A cell has the speed of its land cover; on wheels times wheelFactor() of its slope. One that a river or a shore passes through, or
/// whose middle is water, is a barrier. Where an open road passes through, barrier or not, the faster of road and ground counts.
/// The slope that one feels on foot depends on the direction and is not in it.
///
/// @param options  as Reach::options has them: with season, mode and the speeds that hold
/// @throws core::Error{InvalidInput} for another mode than TRUCK, LIGHT_4X4 or FOOT, or without mode or season; core::Cancelled
[[nodiscard]] core::Grid<float> groundFriction(const core::Mission& mission, const Terrain& terrain, const ReachOptions& options, const core::Progress& progress = {});

} // namespace tutela::analysis
