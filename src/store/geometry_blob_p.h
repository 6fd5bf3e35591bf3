// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

#include <array>
#include <string>
#include <string_view>

/// The geometry column of a GeoPackage: header "GP", srs 4326, then WKB.
namespace tutela::store {

/// Header without envelope (8 bytes) and WKB of a point (21 bytes).
using PointBlob = std::array<char, 29>;
[[nodiscard]] PointBlob pointBlob(double lonDeg, double latDeg);

/// Header with the box as envelope, so that other programs need not read the vertices; points have none.
[[nodiscard]] std::string geometryBlob(const core::Geometry& geometry);
/// @throws core::Error{Damaged} when it is not a geometry column in EPSG:4326.
[[nodiscard]] core::Geometry geometryOfBlob(std::string_view blob);

} // namespace tutela::store
