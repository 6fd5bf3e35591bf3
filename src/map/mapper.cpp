// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapper_p.h"

#include "clip_p.h"
#include "projection_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::map {

namespace {

double eastOf(double west, double lon)
{
    const double across = std::fmod(lon - west, 360.0);
    return across < 0.0 ? across + 360.0 : across;
}

core::Box widened(core::Box box, double share)
{
    const double span = eastOf(box.west, box.east);
    const bool whole = box.east - box.west >= 360.0;
    const double sideways = span * share + 1e-4;
    if (whole || span + 2 * sideways >= 360.0) {
        box.west = -180.0;
        box.east = 180.0;
    } else {
        box.west -= sideways;
        box.east += sideways;
        box.west = box.west < -180.0 ? box.west + 360.0 : box.west;
        box.east = box.east > 180.0 ? box.east - 360.0 : box.east;
    }
    const double upwards = (box.north - box.south) * share + 1e-4;
    box.south = std::max(-90.0, box.south - upwards);
    box.north = std::min(90.0, box.north + upwards);
    return box;
}

} // namespace

ShapeMapper::ShapeMapper(const View& view) : m_view(view), m_box(widened(view.lonLatBox(), 0.05)) {}

QPolygonF ShapeMapper::operator()(const core::Geometry::Ring& ring, double tolerance) const
{
    std::vector<core::Vertex> points{ring.begin(), ring.end()};
    projectionHere(m_view.crs()).forward(points);
    QPolygonF out;
    out.reserve(static_cast<qsizetype>(points.size()));
    for (const core::Vertex& point : points)
        out.append(m_view.fromProjected(point));
    return thinned(out, tolerance);
}

QPointF ShapeMapper::operator()(double lon, double lat) const
{
    return m_view.fromProjected(projectionHere(m_view.crs()).forward(core::Vertex{lon, lat}));
}

bool ShapeMapper::mayShow(const core::Box& lonLat) const
{
    if (lonLat.south > m_box.north || lonLat.north < m_box.south)
        return false;
    if (m_box.west <= m_box.east)
        return lonLat.west <= m_box.east && lonLat.east >= m_box.west;
    return lonLat.west <= m_box.east || lonLat.east >= m_box.west;
}

PointMapper::PointMapper(const View& view) : m_width(view.size().width()), m_height(view.size().height())
{
    constexpr double kTolerance = 0.1;
    constexpr std::size_t kMostCells = 256;
    core::Box box = widened(view.lonLatBox(), 0.02);
    if (view.crs() == "EPSG:3857") { // infinite at the poles
        box.south = std::max(box.south, -85.06);
        box.north = std::min(box.north, 85.06);
    }
    const double span = box.east - box.west >= 360.0 ? 360.0 : eastOf(box.west, box.east);
    for (std::size_t cells = 8; cells <= kMostCells; cells *= 2) {
        place(view, cells, box, span);
        if (m_error < kTolerance)
            break;
    }
}

void PointMapper::place(const View& view, std::size_t cells, const core::Box& box, double span)
{
    const geodata::Projection& projection = projectionHere(view.crs());
    m_originLon = box.west;
    m_south = box.south;
    const auto count = static_cast<double>(cells);
    const double perCellLon = span / count;
    const double perCellLat = (box.north - box.south) / count;
    m_perLon = 1.0 / perCellLon;
    m_perLat = 1.0 / perCellLat;
    m_cells = count;
    m_stride = cells + 1;
    const auto node = [&](double col, double row) {
        const double lon = box.west + col * perCellLon;
        return core::Vertex{lon > 180.0 ? lon - 360.0 : lon, box.south + row * perCellLat};
    };
    const auto onScreen = [&view, &projection](std::vector<core::Vertex>& points) {
        projection.forward(points);
        for (core::Vertex& point : points) {
            const QPointF at = view.fromProjected(point);
            point = {at.x(), at.y()};
        }
    };
    m_nodes.clear();
    for (std::size_t row = 0; row <= cells; ++row)
        for (std::size_t col = 0; col <= cells; ++col)
            m_nodes.push_back(node(static_cast<double>(col), static_cast<double>(row)));
    onScreen(m_nodes);

    std::vector<core::Vertex> middles; // the error of bilinear interpolation is largest there
    for (std::size_t row = 0; row < cells; ++row)
        for (std::size_t col = 0; col < cells; ++col)
            middles.push_back(node(static_cast<double>(col) + 0.5, static_cast<double>(row) + 0.5));
    onScreen(middles);
    m_error = 0.0;
    for (std::size_t row = 0; row < cells; ++row)
        for (std::size_t col = 0; col < cells; ++col) {
            const core::Vertex* low = &m_nodes[row * m_stride + col];
            const core::Vertex* high = low + m_stride;
            const core::Vertex& exact = middles[row * cells + col];
            const double off = std::hypot((low[0].x + low[1].x + high[0].x + high[1].x) / 4 - exact.x,
                                          (low[0].y + low[1].y + high[0].y + high[1].y) / 4 - exact.y);
            if (std::isfinite(off))
                m_error = std::max(m_error, off);
        }
}

} // namespace tutela::map
