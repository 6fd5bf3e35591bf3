// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/scene.h>

#include <string>

class QImage;

namespace tutela::map {

/// A picture that is in memory, as a raster layer of a scene.
///
/// @param box  the ground that the whole image covers, in units of `crs`, north up
/// @param crs  "EPSG:n"
[[nodiscard]] ReferenceLayer pictureLayer(std::string name, const QImage& image, const core::Box& box, const std::string& crs);

} // namespace tutela::map
