// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/progress.h>
#include <tutela/geodata/source.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tutela::geodata {

/// One layer of a vector file, as its header tells.
struct VectorLayerInfo {
    std::string name;
    core::Geometry::Type type = core::Geometry::Type::None; ///< None: no geometry, or mixed when `mixed`
    bool mixed = false;
    std::string crs;                      ///< "EPSG:n" or WKT; empty when the layer names none
    std::optional<std::uint64_t> count;   ///< when known without a long read
    std::optional<core::Box> box;         ///< WGS 84, when known without a long read
    std::vector<std::string> attributes;
};

/// Lists the layers. @throws core::Error{InvalidInput} not a vector file or damaged.
[[nodiscard]] std::vector<VectorLayerInfo> vectorLayers(const Source& source);

struct VectorRequest {
    std::string layer = {};                   ///< default: the first
    std::optional<core::Box> box = {};        ///< WGS 84; only features whose box meets it
    std::vector<std::string> attributes = {}; ///< to be read, in this order
    std::uint64_t maxFeatures = 5'000'000;
    std::uint64_t maxVertices = 20'000'000;   ///< of all features together
};

struct VectorFeature {
    core::Geometry geometry;             ///< WGS 84
    std::vector<std::string> attributes; ///< as asked; empty text for null
};

struct VectorLayer {
    std::string name;
    std::vector<VectorFeature> features; ///< in file order; those without geometry are left out
    std::uint64_t skipped = 0;           ///< features without geometry, or that could not be reprojected
    bool complete = true;                ///< false when maxFeatures or maxVertices ended the read
};

/// Reads features, reprojected to WGS 84; curves become lines, Z and M are dropped. Cancellable.
/// @throws core::Error{InvalidInput} unknown layer or attribute, damaged file, no CRS for coordinates that are not degrees.
[[nodiscard]] VectorLayer readVector(const Source& source, const VectorRequest& request = {},
                                     const core::Progress& progress = {});

/// Hands on the shapes one by one as readVector reads them, so that a layer need not lie in memory twice.
/// @param take  false ends the read.
/// @return true when the layer was read to its end.
/// @throws as readVector
bool readShapes(const Source& source, const VectorRequest& request, const std::function<bool(const core::Geometry&)>& take,
                const core::Progress& progress = {});

} // namespace tutela::geodata
