// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/map/view.h>

#include <QPolygonF>

#include <vector>

namespace tutela::map {

/// Rings and lines of a geometry on the screen of a view.
class ShapeMapper {
public:
    explicit ShapeMapper(const View& view);
    /// One ring or line; vertices that cannot be projected are NaN. Thinned to `tolerance` screen units.
    [[nodiscard]] QPolygonF operator()(const core::Geometry::Ring& ring, double tolerance = 0.3) const;
    /// Exact position of one point.
    [[nodiscard]] QPointF operator()(double lon, double lat) const;
    /// False when the box of degrees cannot meet the frame.
    [[nodiscard]] bool mayShow(const core::Box& lonLat) const;

private:
    View m_view;
    core::Box m_box; ///< of the frame, widened a little; west > east over the antimeridian
};

/// Positions of very many points: bilinear between exactly projected nodes, so close together that the error stays below
/// a tenth of a screen unit.
class PointMapper {
public:
    explicit PointMapper(const View& view);
    /// False outside of the frame. Cost: some 10 ns.
    [[nodiscard]] bool operator()(double lon, double lat, double& x, double& y) const
    {
        double across = lon - m_originLon;
        if (across >= 360.0)
            across -= 360.0;
        else if (across < 0.0)
            across += 360.0;
        const double u = across * m_perLon;
        const double v = (lat - m_south) * m_perLat;
        if (!(u >= 0.0 && u < m_cells && v >= 0.0 && v < m_cells))
            return false;
        const auto col = static_cast<std::size_t>(u);
        const auto row = static_cast<std::size_t>(v);
        const double fu = u - static_cast<double>(col);
        const double fv = v - static_cast<double>(row);
        const core::Vertex* low = &m_nodes[row * m_stride + col];
        const core::Vertex* high = low + m_stride;
        const double x0 = low[0].x + (low[1].x - low[0].x) * fu;
        const double x1 = high[0].x + (high[1].x - high[0].x) * fu;
        const double y0 = low[0].y + (low[1].y - low[0].y) * fu;
        const double y1 = high[0].y + (high[1].y - high[0].y) * fu;
        x = x0 + (x1 - x0) * fv;
        y = y0 + (y1 - y0) * fv;
        return x >= 0.0 && y >= 0.0 && x < m_width && y < m_height; // NaN fails too
    }
    /// Largest error measured between nodes, screen units.
    [[nodiscard]] double error() const noexcept { return m_error; }

private:
    void place(const View& view, std::size_t cells, const core::Box& box, double span);
    double m_originLon = 0.0, m_south = 0.0, m_perLon = 1.0, m_perLat = 1.0, m_cells = 0.0;
    double m_width, m_height, m_error = 0.0;
    std::size_t m_stride = 1;
    std::vector<core::Vertex> m_nodes;
};

} // namespace tutela::map
