// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shape_raster_p.h"

#include <tutela/core/error.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace tutela::map {

namespace {

constexpr double kFlat = 0.2;     ///< pixels that a chord may lie off its arc, and a mitre
constexpr float kUpright = 1e-4F; ///< columns: an edge that moves less within a row is upright
constexpr double kSame = 1e-3;    ///< pixels: points nearer are one
constexpr int kNone = std::numeric_limits<int>::max();

bool isFinite(QPointF point) { return std::isfinite(point.x()) && std::isfinite(point.y()); }
double dot(QPointF a, QPointF b) { return a.x() * b.x() + a.y() * b.y(); }
QPointF quarterTurn(QPointF a) { return {a.y(), -a.x()}; }

bool isSame(QPointF a, QPointF b)
{
    const QPointF step = b - a;
    return dot(step, step) < kSame * kSame;
}

/// All four bytes times `share` of 255.
QRgb times(QRgb pixel, std::uint32_t share)
{
    std::uint32_t odd = (pixel & 0xFF00FFU) * share;
    odd = ((odd + ((odd >> 8U) & 0xFF00FFU) + 0x800080U) >> 8U) & 0xFF00FFU;
    std::uint32_t even = ((pixel >> 8U) & 0xFF00FFU) * share;
    even = (even + ((even >> 8U) & 0xFF00FFU) + 0x800080U) & 0xFF00FF00U;
    return odd | even;
}

QRgb over(QRgb top, QRgb below)
{
    const std::uint32_t alpha = top >> 24U;
    return alpha == 255U ? top : top + times(below, 255U - alpha);
}

} // namespace

ShapeRaster::Ink::Ink(QRgb colour)
{
    const QRgb whole = qPremultiply(colour);
    for (std::uint32_t share = 0; share < m_shares.size(); ++share)
        m_shares[share] = times(whole, share);
}

ShapeRaster::ShapeRaster(int width, int height)
    : m_width(width), m_height(height), m_stride(static_cast<std::size_t>(width) + 2), m_cover(m_stride * static_cast<std::size_t>(height), 0.0F),
      m_touched(static_cast<std::size_t>(height), Row{kNone, -1}), m_top(height), m_bottom(-1),
      m_image(width, height, QImage::Format_ARGB32_Premultiplied)
{
    if (m_image.isNull())
        throw core::Error{core::ErrorCode::InvalidInput, "A map needs at least one pixel in width and height."};
    m_image.fill(Qt::transparent);
    m_bytes = m_image.bits();
    m_bytesPerRow = m_image.bytesPerLine();
}

inline void ShapeRaster::span(int row, double x0, double x1, float down)
{
    if (x0 > x1)
        std::swap(x0, x1);
    const int first = static_cast<int>(x0); // not negative
    const int columns = static_cast<int>(x1) - first + 1;
    touch(row, first, first + columns);
    float* cells = m_cover.data() + static_cast<std::size_t>(row) * m_stride + first;
    const auto from = static_cast<float>(x0 - first);
    const auto to = static_cast<float>(x1 - first);
    if (columns == 1 || to - from < kUpright) {
        const float beyond = down * (from + to) * 0.5F;
        cells[0] += down - beyond;
        cells[1] += beyond;
        return;
    }
    // The cover grows with the square in the first and the last column, evenly between.
    const float perColumn = down / (to - from);
    const float enter = 1.0F - from;
    const float leave = to - static_cast<float>(columns - 1);
    const float inFirst = 0.5F * perColumn * enter * enter;
    const float inLast = 0.5F * perColumn * leave * leave;
    cells[0] += inFirst;
    if (columns == 2) {
        cells[1] += down - inFirst - inLast;
    } else {
        const float inSecond = perColumn * (enter + 0.5F);
        cells[1] += inSecond - inFirst;
        for (int column = 2; column < columns - 1; ++column)
            cells[column] += perColumn;
        cells[columns - 1] += down - inSecond - static_cast<float>(columns - 3) * perColumn - inLast;
    }
    cells[columns] += inLast;
}

inline void ShapeRaster::edgeInside(double x0, double y0, double x1, double y1, double sign)
{
    const int top = static_cast<int>(y0); // not negative
    const int bottom = std::min(static_cast<int>(y1), m_height - 1);
    m_top = std::min(m_top, top);
    m_bottom = std::max(m_bottom, bottom);
    const double slope = (x1 - x0) / (y1 - y0);
    double x = x0;
    double y = y0;
    for (int row = top; row <= bottom; ++row) {
        const double end = row == bottom ? y1 : row + 1.0;
        const double next = row == bottom ? x1 : x + slope * (end - y);
        span(row, x, next, static_cast<float>(sign * (end - y)));
        x = next;
        y = end;
    }
}

void ShapeRaster::edge(QPointF from, QPointF to)
{
    const bool down = from.y() < to.y();
    const QPointF top = down ? from : to;
    const QPointF bottom = down ? to : from;
    if (top.y() == bottom.y())
        return;
    const double sign = down ? 1.0 : -1.0;
    const double most = m_width;
    if (top.y() >= 0.0 && bottom.y() <= m_height && std::min(top.x(), bottom.x()) >= 0.0 && std::max(top.x(), bottom.x()) <= most)
        edgeInside(top.x(), top.y(), bottom.x(), bottom.y(), sign);
    else
        edgeAcross(top, bottom, sign);
}

void ShapeRaster::edgeAcross(QPointF top, QPointF bottom, double sign)
{
    if (bottom.y() <= 0.0 || top.y() >= m_height)
        return;
    const double right = m_width;
    const double perRow = (bottom.x() - top.x()) / (bottom.y() - top.y());
    const auto xAt = [&](double y) { return std::clamp(top.x() + perRow * (y - top.y()), 0.0, right); };
    const double y0 = std::max(top.y(), 0.0);
    const double y1 = std::min<double>(bottom.y(), m_height);
    // What lies left of the picture covers its rows from the first column on; what lies right of it only ends them there:
    // such pieces run along the wall.
    const auto wallAt = [&](double wall) {
        return (top.x() < wall) == (bottom.x() < wall) ? y0 : std::clamp(top.y() + (wall - top.x()) / perRow, y0, y1);
    };
    std::array<double, 4> cuts{y0, wallAt(0.0), wallAt(right), y1};
    std::sort(cuts.begin(), cuts.end());
    for (std::size_t i = 1; i < cuts.size(); ++i)
        if (cuts[i - 1] < cuts[i])
            edgeInside(xAt(cuts[i - 1]), cuts[i - 1], xAt(cuts[i]), cuts[i], sign);
}

void ShapeRaster::ring(std::span<const QPointF> points)
{
    QPointF first, last;
    bool any = false;
    for (const QPointF& point : points) {
        if (!isFinite(point))
            continue;
        if (any)
            edge(last, point);
        else
            first = point;
        any = true;
        last = point;
    }
    if (any)
        edge(last, first);
}

void ShapeRaster::arc(QPointF middle, QPointF from, QPointF to, double radius)
{
    const QPointF a = from - middle;
    const QPointF b = to - middle;
    const double cosine = std::clamp(dot(a, b) / (radius * radius), -1.0, 1.0);
    const double reach = std::sqrt((1.0 + cosine) / 2); // of the chord's middle, in radii
    if (radius * (1.0 - reach) < kFlat) {
        edge(from, to);
        return;
    }
    const QPointF half = reach < 1e-3 ? middle + quarterTurn(a) : middle + (a + b) / (2 * reach);
    arc(middle, from, half, radius);
    arc(middle, half, to, radius);
}

ShapeRaster::Joint ShapeRaster::joint(QPointF at, QPointF before, QPointF after, double radius)
{
    const double cosine = dot(before, after);
    // A mitre reaches radius / cos(half the turn), and 2 cos^2(half) = 1 + cos; on the inner side it is right at any rate.
    const double most = radius / (radius + kFlat);
    if (1.0 + cosine > 2 * most * most) {
        const QPointF mitre = (before + after) * (radius / (1.0 + cosine));
        return {{at + mitre, at - mitre}, {at + mitre, at - mitre}};
    }
    const Joint made{{at + before * radius, at - before * radius}, {at + after * radius, at - after * radius}};
    if (before.x() * after.y() - before.y() * after.x() > 0.0) { // the right side is the outer one
        edge(made.end.left, made.start.left);
        arc(at, made.start.right, made.end.right, radius);
    } else {
        arc(at, made.end.left, made.start.left, radius);
        edge(made.start.right, made.end.right);
    }
    return made;
}

void ShapeRaster::strokePiece(double radius)
{
    if (m_line.size() == 3 && isSame(m_line.front(), m_line.back()))
        m_line.pop_back(); // a ring so thin that it came down to a line
    const std::size_t count = m_line.size();
    if (count < 2) {
        if (count == 1)
            disc(m_line.front(), radius);
        return;
    }
    const bool closed = count > 2 && isSame(m_line.front(), m_line.back());
    m_normals.clear();
    for (std::size_t i = 1; i < count; ++i) {
        const QPointF step = m_line[i] - m_line[i - 1];
        m_normals.push_back(-quarterTurn(step) / std::sqrt(dot(step, step)));
    }
    const auto squareAt = [radius](QPointF at, QPointF normal) { return Sides{at + normal * radius, at - normal * radius}; };
    Joint ends{squareAt(m_line.back(), m_normals.back()), squareAt(m_line.front(), m_normals.front())};
    if (closed) {
        ends = joint(m_line.front(), m_normals.back(), m_normals.front(), radius);
    } else {
        arc(m_line.back(), ends.end.left, ends.end.right, radius);
        arc(m_line.front(), ends.start.right, ends.start.left, radius);
    }
    Sides from = ends.start;
    for (std::size_t i = 1; i < count; ++i) {
        const Joint here = i + 1 < count ? joint(m_line[i], m_normals[i - 1], m_normals[i], radius) : ends;
        edge(from.left, here.end.left);
        edge(here.end.right, from.right);
        from = here.start;
    }
}

void ShapeRaster::stroke(std::span<const QPointF> points, double width)
{
    m_line.clear();
    for (const QPointF& point : points) {
        if (!isFinite(point)) {
            strokePiece(width / 2);
            m_line.clear();
        } else if (m_line.empty() || !isSame(m_line.back(), point)) {
            m_line.push_back(point);
        }
    }
    strokePiece(width / 2);
}

void ShapeRaster::disc(QPointF middle, double radius)
{
    const QPointF right{radius, 0};
    const QPointF below{0, radius};
    arc(middle, middle + right, middle - below, radius);
    arc(middle, middle - below, middle - right, radius);
    arc(middle, middle - right, middle + below, radius);
    arc(middle, middle + below, middle + right, radius);
}

bool ShapeRaster::paint(const Ink& ink)
{
    const QRgb* shares = ink.shares().data();
    bool any = false;
    for (int row = m_top; row <= m_bottom; ++row) {
        Row& touched = m_touched[static_cast<std::size_t>(row)];
        float* cover = m_cover.data() + static_cast<std::size_t>(row) * m_stride;
        uchar* pixels = m_bytes + row * m_bytesPerRow;
        float sum = 0.0F;
        for (int column = touched.first; column <= touched.last; ++column) {
            sum += cover[column];
            cover[column] = 0.0F;
            const auto share = static_cast<std::uint32_t>(std::min(std::abs(sum), 1.0F) * 255.0F + 0.5F);
            if (share == 0 || column >= m_width)
                continue;
            QRgb pixel = 0;
            std::memcpy(&pixel, pixels + static_cast<std::size_t>(column) * sizeof(QRgb), sizeof(QRgb));
            pixel = over(shares[share], pixel);
            std::memcpy(pixels + static_cast<std::size_t>(column) * sizeof(QRgb), &pixel, sizeof(QRgb));
            any = true;
        }
        touched = {kNone, -1};
    }
    m_top = m_height;
    m_bottom = -1;
    m_clear = m_clear && !any;
    return any;
}

} // namespace tutela::map
