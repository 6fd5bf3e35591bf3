// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPointF>

#include <array>
#include <span>
#include <vector>

namespace tutela::map {

/// Paints very many small shapes into a clear picture, each by the exact share of every pixel that it covers, one over the
/// other. A general painter takes some microseconds to begin a path; here a shape costs what its edges and pixels cost.
///
/// Points are pixels of the picture; shapes may reach beyond the picture, points that are not finite are left out and break strokes.
class ShapeRaster {
public:
    /// A colour with all its shares of a pixel.
    class Ink {
    public:
        /// @param colour  not premultiplied
        explicit Ink(QRgb colour);
        [[nodiscard]] const std::array<QRgb, 256>& shares() const noexcept { return m_shares; }

    private:
        std::array<QRgb, 256> m_shares{};
    };

    ShapeRaster(int width, int height);

    /// Adds a closed ring to the shape in work. Rings that run the other way round cut holes.
    void ring(std::span<const QPointF> points);
    /// Adds the stroke along a line, or a ring whose last point is its first: joins and ends round.
    void stroke(std::span<const QPointF> points, double width);
    void disc(QPointF middle, double radius);
    /// Paints the shape in work and begins another.
    /// @return true when it touched a pixel
    bool paint(const Ink& ink);

    /// True when no pixel was painted.
    [[nodiscard]] bool isClear() const noexcept { return m_clear; }
    [[nodiscard]] const QImage& image() const noexcept { return m_image; }

private:
    struct Row {
        int first, last; ///< columns that an edge touched
    };
    /// Both sides of a stroke at one point.
    struct Sides {
        QPointF left, right;
    };
    /// Where the stroke before a point ends and the one after it begins.
    struct Joint {
        Sides end, start;
    };
    void edge(QPointF from, QPointF to);
    /// @param sign  1 downwards, -1 for an edge that ran upwards
    void edgeInside(double x0, double y0, double x1, double y1, double sign);
    void edgeAcross(QPointF top, QPointF bottom, double sign);
    void span(int row, double x0, double x1, float down);
    void touch(int row, int first, int last) noexcept
    {
        Row& touched = *(m_touched.data() + row);
        touched.first = first < touched.first ? first : touched.first;
        touched.last = last > touched.last ? last : touched.last;
    }
    void strokePiece(double radius);
    /// Adds the join and gives its ends. @param before, after  normals of the lines that meet
    Joint joint(QPointF at, QPointF before, QPointF after, double radius);
    void arc(QPointF middle, QPointF from, QPointF to, double radius);

    int m_width, m_height;
    std::size_t m_stride;
    std::vector<float> m_cover; ///< change of the cover from the column before, rows by `m_stride`
    std::vector<Row> m_touched;
    int m_top, m_bottom; ///< rows touched
    QImage m_image;
    uchar* m_bytes; ///< of the image, which nobody shares while shapes are painted
    std::ptrdiff_t m_bytesPerRow;
    bool m_clear = true;
    std::vector<QPointF> m_line, m_normals; ///< of the stroke in work
};

} // namespace tutela::map
