// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gdal_open_p.h"

#include <tutela/core/geo.h>

#include <ogrsf_frmts.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::geodata {

/// "EPSG:n" when the system is named so, else WKT; empty for null or a system without a place on earth.
std::string crsText(const OGRSpatialReference* srs);
/// @throws core::Error{InvalidInput} when the text is not a known system.
OGRSpatialReference srsFrom(std::string_view crs);
/// WGS 84 with longitude first.
OGRSpatialReference wgs84();

/// From the coordinate system of one layer to WGS 84 degrees. One per thread.
class ToWgs84 {
public:
    /// @param srs of the layer; null or undefined = degrees when `extent` allows it.
    /// @throws core::Error{InvalidInput} when the layer names no system and its coordinates cannot be degrees.
    ToWgs84(const Source& source, const OGRSpatialReference* srs, const std::optional<core::Box>& extent);

    /// True when degrees had to be assumed.
    [[nodiscard]] bool assumed() const noexcept { return m_assumed; }
    /// Takes over the OGR geometry. Fills `problem` and gives nothing when it cannot be used.
    [[nodiscard]] std::optional<core::Geometry> operator()(OGRGeometry& geometry, std::string_view& problem) const;
    /// Box of a projected box; empty when it cannot be computed.
    [[nodiscard]] std::optional<core::Box> box(const core::Box& stored) const;
    /// The box in the layer's own system around a WGS 84 box; empty when it cannot be computed.
    [[nodiscard]] std::optional<core::Box> stored(const core::Box& wgs84) const;

private:
    std::unique_ptr<OGRCoordinateTransformation> m_transform; ///< null: already WGS 84 degrees
    bool m_assumed = false;
};

core::Geometry::Type typeOf(OGRwkbGeometryType type);
/// The field as text: ISO 8601 dates, '.' in numbers, JSON for lists; empty for null and binary.
void fieldText(const OGRFeature& feature, int field, std::string& text);

/// A layer under a name that no other layer of the file has: repeats get " (2)", nameless ones "layer 3".
struct NamedLayer {
    OGRLayer* layer = nullptr;
    std::string name;
};
/// Layers of a file that are plain data; views and virtual tables of a database are left out and never run.
std::vector<NamedLayer> plainLayers(const Source& source, Opened& opened);
/// The extent as the header gives it, without a read of all features.
std::optional<core::Box> storedExtent(OGRLayer& layer);
/// Number of features when known without a long read. @throws core::Error{Limit} above kMaxFeatures.
std::optional<std::uint64_t> knownCount(const Source& source, OGRLayer& layer);
/// The wanted layer; without a name the first that has rows. @throws core::Error{InvalidInput} naming the layers there are.
NamedLayer chosenLayer(const Source& source, const std::vector<NamedLayer>& layers, const std::string& wanted);

} // namespace tutela::geodata
