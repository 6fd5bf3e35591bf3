// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layer_shapes_p.h"
#include "prepared_p.h"
#include "shape_raster_p.h"

#include <optional>
#include <vector>

namespace tutela::map {

/// Brings vector reference layers into a map, in the order of their features: on pixels all of them into one picture, on
/// paper each feature as its path.
class VectorPainter {
public:
    VectorPainter(PreparedMap::Impl& map, const ShapeMapper& mapper, const core::Progress& progress);
    /// True when something of the layer is on the map. @throws core::Error when it cannot be read
    bool paint(const ReferenceLayer& layer);
    /// Adds the picture to the map.
    void finish();

private:
    struct Inks {
        QColor fill, line, halo;
    };
    struct Shares {
        ShapeRaster::Ink fill, line, halo;
    };
    /// Puts the rings or lines of a feature on the map, into m_points; what has no place is NaN.
    void place(const PackedShapes& shapes, std::size_t feature, double ratio);
    template <class Work>
    void forEachRing(Work work) const;
    bool paintPixels(PackedShapes::Kind kind, const Shares& inks);
    bool paintPaths(PackedShapes::Kind kind, const Inks& inks);

    PreparedMap::Impl& m_map;
    const core::Progress& m_progress;
    const ShapeMapper& m_mapper;
    double m_ratio; ///< device pixels per screen unit
    std::optional<ShapeRaster> m_raster;
    core::Box m_frame; ///< projected
    std::vector<QPointF> m_points;
    std::vector<std::size_t> m_ends; ///< past the last point of each ring
};

} // namespace tutela::map
