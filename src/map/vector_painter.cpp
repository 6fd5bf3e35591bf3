// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector_painter_p.h"

#include "clip_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::map {

namespace {

// Style pixels.
constexpr double kLine = 1.1;
constexpr double kDot = 2.2;     ///< radius
constexpr double kHalo = 1.6;    ///< width of the line around a dot
constexpr double kPaperDetail = 4.0; ///< dots of a printer, and of a reader's magnifier, in a screen unit
constexpr std::size_t kCheck = 1024; ///< features between looks at Stop

QColor thinned(QColor colour, double opacity)
{
    colour.setAlpha(static_cast<int>(std::lround(colour.alpha() * opacity)));
    return colour;
}

/// The box of projected units that strokes and dots may reach into from outside.
core::Box withMargin(const View& view, double units)
{
    const core::Box box = view.projectedBox();
    const double margin = units * view.unitsPerPixel();
    return {box.west - margin, box.south - margin, box.east + margin, box.north + margin};
}

} // namespace

VectorPainter::VectorPainter(PreparedMap::Impl& map, const ShapeMapper& mapper, const core::Progress& progress)
    : m_map(map), m_progress(progress), m_mapper(mapper), m_ratio(map.view.ratio()), m_frame(map.view.projectedBox())
{
}

bool VectorPainter::paint(const ReferenceLayer& layer)
{
    const View& view = m_map.view;
    const auto source = layer.shapes ? layer.shapes : LayerShapes::of(layer.source, layer.layer);
    const auto [lonLat, shapes] = source->forView(view, m_map.options.vector ? kPaperDetail : m_ratio, m_progress);
    const double opacity = std::clamp(layer.style.opacity, 0.0, 1.0);
    const Inks inks{thinned(m_map.ink(Token::ReferenceFill), opacity), thinned(m_map.ink(Token::Reference), opacity),
                    thinned(m_map.ink(Token::Halo), opacity)};
    const Shares shares{ShapeRaster::Ink{inks.fill.rgba()}, ShapeRaster::Ink{inks.line.rgba()}, ShapeRaster::Ink{inks.halo.rgba()}};
    if (!m_map.options.vector && !m_raster)
        m_raster.emplace(static_cast<int>(std::ceil(view.size().width() * m_ratio)), static_cast<int>(std::ceil(view.size().height() * m_ratio)));
    const core::Box frame = withMargin(view, (kDot + kHalo) * m_map.s);
    bool any = false;
    for (std::size_t i = 0; i < shapes->features.size(); ++i) {
        if (i % kCheck == 0)
            m_progress.check();
        const PackedShapes::Feature& feature = shapes->features[i];
        if (feature.west > feature.east || !frame.intersects(shapes->box(feature)))
            continue;
        // Far away the projection may fold: what lies elsewhere on the globe is no matter of this frame.
        if (!m_mapper.mayShow(lonLat->box(lonLat->features[feature.source])))
            continue;
        place(*shapes, i, m_raster ? m_ratio : 1.0);
        any = (m_raster ? paintPixels(feature.kind, shares) : paintPaths(feature.kind, inks)) || any;
    }
    return any;
}

void VectorPainter::finish()
{
    if (!m_raster || m_raster->isClear())
        return;
    const QImage& image = m_raster->image();
    m_map.add(QRectF{QPointF{0, 0}, QSizeF{image.size()} / m_ratio}, ImageItem{image, true});
    m_raster.reset();
}

void VectorPainter::place(const PackedShapes& shapes, std::size_t feature, double ratio)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const double scale = shapes.quantum * ratio / m_map.view.unitsPerPixel();
    const double west = m_frame.west * ratio / m_map.view.unitsPerPixel();
    const double north = m_frame.north * ratio / m_map.view.unitsPerPixel();
    m_points.clear();
    m_ends.clear();
    for (std::size_t ring = shapes.firstRing(feature); ring < shapes.features[feature].ringsEnd; ++ring) {
        for (const PackedShapes::Cell& cell : shapes.ring(ring))
            m_points.push_back(cell == PackedShapes::kNowhere ? QPointF{kNone, kNone} : QPointF{cell.x * scale - west, north - cell.y * scale});
        m_ends.push_back(m_points.size());
    }
}

template <class Work>
void VectorPainter::forEachRing(Work work) const
{
    std::size_t from = 0;
    for (const std::size_t end : m_ends) {
        work(std::span{m_points}.subspan(from, end - from));
        from = end;
    }
}

bool VectorPainter::paintPixels(PackedShapes::Kind kind, const Shares& inks)
{
    using Kind = PackedShapes::Kind;
    const double unit = m_map.s * m_ratio;
    bool any = false;
    if (kind == Kind::Point) {
        for (const QPointF& at : m_points) {
            if (!std::isfinite(at.x()))
                continue;
            m_raster->disc(at, (kDot + kHalo / 2) * unit);
            any = m_raster->paint(inks.halo) || any;
            m_raster->disc(at, kDot * unit);
            m_raster->paint(inks.line);
        }
        return any;
    }
    if (kind == Kind::Area) {
        forEachRing([this](std::span<const QPointF> ring) { m_raster->ring(ring); });
        any = m_raster->paint(inks.fill);
    }
    forEachRing([&](std::span<const QPointF> line) { m_raster->stroke(line, kLine * unit); });
    return m_raster->paint(inks.line) || any;
}

bool VectorPainter::paintPaths(PackedShapes::Kind kind, const Inks& inks)
{
    using Kind = PackedShapes::Kind;
    const auto pen = [this](const QColor& colour, double width) { return QPen{colour, width * m_map.s, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin}; };
    bool any = false;
    if (kind == Kind::Point) {
        for (const QPointF& at : m_points) {
            if (!m_map.view.frame().contains(at)) // false for NaN
                continue;
            QPainterPath dot;
            dot.addEllipse(at, kDot * m_map.s, kDot * m_map.s);
            m_map.stroke(dot, pen(inks.halo, kHalo));
            m_map.fill(std::move(dot), inks.line);
            any = true;
        }
        return any;
    }
    QPainterPath area;
    QPainterPath line;
    forEachRing([&](std::span<const QPointF> ring) {
        const QPolygonF points{QList<QPointF>{ring.begin(), ring.end()}};
        if (kind == Kind::Area)
            area.addPolygon(clippedRing(points, m_map.clip));
        for (const QPolygonF& piece : clippedLine(points, m_map.clip))
            line.addPolygon(piece);
    });
    any = !area.isEmpty() || !line.isEmpty();
    m_map.fill(std::move(area), inks.fill);
    m_map.stroke(std::move(line), pen(inks.line, kLine));
    return any;
}

} // namespace tutela::map
