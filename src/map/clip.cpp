// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clip_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tutela::map {

namespace {

bool isFinite(QPointF point)
{
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

/// One pass of Sutherland-Hodgman: keeps what lies on the inner side of one edge.
template <class Inside, class Cross>
QPolygonF clippedByEdge(const QPolygonF& ring, Inside inside, Cross cross)
{
    QPolygonF out;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF from = ring[i];
        const QPointF to = ring[(i + 1) % ring.size()];
        if (inside(from)) {
            out.append(from);
            if (!inside(to))
                out.append(cross(from, to));
        } else if (inside(to)) {
            out.append(cross(from, to));
        }
    }
    return out;
}

QPointF atX(QPointF a, QPointF b, double x)
{
    return {x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x())};
}

QPointF atY(QPointF a, QPointF b, double y)
{
    return {a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()), y};
}

/// The stretch of the segment inside the frame as parameters 0..1; false when none is.
bool insideStretch(QPointF a, QPointF b, const QRectF& frame, double& enter, double& leave)
{
    enter = 0.0;
    leave = 1.0;
    const double dx = b.x() - a.x();
    const double dy = b.y() - a.y();
    const auto cut = [&enter, &leave](double step, double room) {
        if (step == 0.0)
            return room >= 0.0;
        const double at = room / step;
        if (step < 0.0)
            enter = std::max(enter, at);
        else
            leave = std::min(leave, at);
        return enter <= leave;
    };
    return cut(-dx, a.x() - frame.left()) && cut(dx, frame.right() - a.x()) && cut(-dy, a.y() - frame.top()) &&
           cut(dy, frame.bottom() - a.y());
}

} // namespace

QPolygonF clippedRing(const QPolygonF& ring, const QRectF& frame)
{
    QPolygonF out;
    out.reserve(ring.size());
    for (const QPointF& point : ring)
        if (isFinite(point))
            out.append(point);
    if (out.size() > 1 && out.first() == out.last())
        out.removeLast();
    if (out.size() < 3)
        return {};
    if (!frame.contains(out.boundingRect())) {
        const double left = frame.left();
        const double right = frame.right();
        const double top = frame.top();
        const double bottom = frame.bottom();
        out = clippedByEdge(out, [left](QPointF p) { return p.x() >= left; }, [left](QPointF a, QPointF b) { return atX(a, b, left); });
        out = clippedByEdge(out, [right](QPointF p) { return p.x() <= right; }, [right](QPointF a, QPointF b) { return atX(a, b, right); });
        out = clippedByEdge(out, [top](QPointF p) { return p.y() >= top; }, [top](QPointF a, QPointF b) { return atY(a, b, top); });
        out = clippedByEdge(out, [bottom](QPointF p) { return p.y() <= bottom; }, [bottom](QPointF a, QPointF b) { return atY(a, b, bottom); });
    }
    if (out.size() < 3)
        return {};
    out.append(out.first());
    return out;
}

std::vector<QPolygonF> clippedLine(const QPolygonF& line, const QRectF& frame)
{
    std::vector<QPolygonF> pieces;
    QPolygonF piece;
    const auto finish = [&pieces, &piece] {
        if (piece.size() > 1)
            pieces.push_back(piece);
        piece.clear();
    };
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF a = line[i - 1];
        const QPointF b = line[i];
        double enter = 0.0;
        double leave = 1.0;
        if (!isFinite(a) || !isFinite(b) || !insideStretch(a, b, frame, enter, leave)) {
            finish();
            continue;
        }
        if (enter > 0.0 || piece.isEmpty()) {
            finish();
            piece.append(enter > 0.0 ? a + (b - a) * enter : a);
        }
        piece.append(leave < 1.0 ? a + (b - a) * leave : b);
        if (leave < 1.0)
            finish();
    }
    finish();
    return pieces;
}

QPolygonF thinned(const QPolygonF& line, double tolerance)
{
    if (line.size() < 3)
        return line;
    QPolygonF out;
    out.append(line.first());
    for (qsizetype i = 1; i + 1 < line.size(); ++i) {
        const QPointF step = line[i] - out.last();
        if (!(step.x() * step.x() + step.y() * step.y() < tolerance * tolerance)) // keeps NaN, which clipping breaks at
            out.append(line[i]);
    }
    out.append(line.last());
    return out;
}

std::vector<QLineF> hatchLines(const std::vector<QPolygonF>& rings, double spacing, QPointF anchor)
{
    // In the turned system u = x + y runs across the lines and v = x - y along them.
    const double step = spacing * std::numbers::sqrt2;
    double lowest = std::numeric_limits<double>::max();
    double highest = std::numeric_limits<double>::lowest();
    for (const QPolygonF& ring : rings)
        for (const QPointF& point : ring) {
            lowest = std::min(lowest, point.x() + point.y());
            highest = std::max(highest, point.x() + point.y());
        }
    std::vector<QLineF> lines;
    if (lowest > highest || !(step > 0.0))
        return lines;
    const double origin = anchor.x() + anchor.y();
    std::vector<double> crossings;
    for (double k = std::ceil((lowest - origin) / step); origin + k * step <= highest; ++k) {
        const double u = origin + k * step;
        crossings.clear();
        for (const QPolygonF& ring : rings)
            for (qsizetype i = 1; i < ring.size(); ++i) {
                const double from = ring[i - 1].x() + ring[i - 1].y();
                const double to = ring[i].x() + ring[i].y();
                if ((from <= u) == (to <= u))
                    continue;
                const QPointF at = ring[i - 1] + (ring[i] - ring[i - 1]) * ((u - from) / (to - from));
                crossings.push_back(at.x() - at.y());
            }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            lines.emplace_back((u + crossings[i]) / 2, (u - crossings[i]) / 2, (u + crossings[i + 1]) / 2, (u - crossings[i + 1]) / 2);
    }
    return lines;
}

std::vector<QPointF> pointsAlong(const QPolygonF& line, double apart)
{
    double length = 0.0;
    const auto step = [](QPointF a, QPointF b) {
        const double far = std::hypot(b.x() - a.x(), b.y() - a.y());
        return std::isfinite(far) ? far : 0.0;
    };
    for (qsizetype i = 1; i < line.size(); ++i)
        length += step(line[i - 1], line[i]);
    std::vector<QPointF> points;
    if (!(length > 0.0))
        return points;
    const double between = length / std::max(1.0, std::round(length / apart));
    double walked = 0.0, next = between / 2.0;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const double far = step(line[i - 1], line[i]);
        for (; next <= walked + far && far > 0.0; next += between)
            points.push_back(line[i - 1] + (line[i] - line[i - 1]) * ((next - walked) / far));
        walked += far;
    }
    return points;
}

} // namespace tutela::map
