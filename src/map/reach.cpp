// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bands of response time and the hatch over risk that is not reached: images, because they are rasters.
#include "clip_p.h"
#include "prepared_p.h"

#include <tutela/geodata/projection.h>
#include <tutela/map/reach_cover.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <memory>

namespace tutela::map {

namespace {

constexpr int kMesh = 16; ///< pixels between points that are projected; between them positions are interpolated

/// Columns and rows of the cover at the pixels of an image.
class Positions {
public:
    Positions(const View& view, const core::GridFrame& frame, QSize size, double ratio) : m_across(size.width() / kMesh + 2)
    {
        const auto projection = geodata::Projection::of(frame.crs);
        const int down = size.height() / kMesh + 2;
        m_nodes.reserve(static_cast<std::size_t>(m_across) * static_cast<std::size_t>(down));
        for (int j = 0; j < down; ++j)
            for (int i = 0; i < m_across; ++i) {
                const auto at = view.toLonLat(QPointF{(i * kMesh + 0.5) / ratio, (j * kMesh + 0.5) / ratio});
                const core::Vertex xy = at ? projection.forward(core::Vertex{at->lon(), at->lat()}) : core::Vertex{std::nan(""), std::nan("")};
                m_nodes.push_back({(xy.x - frame.west) / frame.cellX - 0.5, (frame.north - xy.y) / frame.cellY - 0.5});
            }
    }
    [[nodiscard]] core::Vertex at(int x, int y) const
    {
        const int i = x / kMesh, j = y / kMesh;
        const double partX = static_cast<double>(x % kMesh) / kMesh, partY = static_cast<double>(y % kMesh) / kMesh;
        const core::Vertex &a = node(i, j), &b = node(i + 1, j), &c = node(i, j + 1), &d = node(i + 1, j + 1);
        const auto mix = [&](double p, double q, double r, double s) { return (p * (1 - partX) + q * partX) * (1 - partY) + (r * (1 - partX) + s * partX) * partY; };
        return {mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)};
    }

private:
    [[nodiscard]] const core::Vertex& node(int i, int j) const { return m_nodes[static_cast<std::size_t>(j) * static_cast<std::size_t>(m_across) + static_cast<std::size_t>(i)]; }
    int m_across;
    std::vector<core::Vertex> m_nodes;
};

/// Between the middles of four cells; NaN outside and where one of them is.
template <class T>
double between(const core::Grid<T>& grid, core::Vertex at)
{
    if (!(at.x >= 0.0) || !(at.y >= 0.0) || at.x >= static_cast<double>(grid.cols() - 1) || at.y >= static_cast<double>(grid.rows() - 1))
        return std::nan("");
    const auto col = static_cast<std::size_t>(at.x), row = static_cast<std::size_t>(at.y);
    const double partX = at.x - static_cast<double>(col), partY = at.y - static_cast<double>(row);
    const auto value = [&](std::size_t r, std::size_t c) { return static_cast<double>(grid.at(r, c)); };
    return (value(row, col) * (1 - partX) + value(row, col + 1) * partX) * (1 - partY) + (value(row + 1, col) * (1 - partX) + value(row + 1, col + 1) * partX) * partY;
}

struct Band {
    double most; ///< minutes
    Token token;
};
constexpr std::array kBands{Band{60, Token::Reach1}, Band{120, Token::Reach2}, Band{240, Token::Reach4}, Band{480, Token::Reach8}};

double imageRatio(const PreparedMap::Impl& map) { return map.options.vector ? map.options.image_dpi * map.view.unitMm() / 25.4 : map.view.ratio(); }

QSize imageSize(const PreparedMap::Impl& map, double ratio)
{
    return {static_cast<int>(std::ceil(map.view.size().width() * ratio)), static_cast<int>(std::ceil(map.view.size().height() * ratio))};
}

QRectF boxOf(const QImage& image, double ratio) { return {0, 0, image.width() / ratio, image.height() / ratio}; }

/// The rows of an image that several threads write.
class Pixels {
public:
    explicit Pixels(QImage& image) : m_first(image.bits()), m_bytes(image.bytesPerLine()) {}
    [[nodiscard]] QRgb* row(int y) const { return reinterpret_cast<QRgb*>(m_first + y * m_bytes); }

private:
    uchar* m_first;
    qsizetype m_bytes;
};

/// Calls paint(first, last) for the halves of the rows at once. @returns whether one of them did
template <class Paint>
bool paintInHalves(int rows, const Paint& paint)
{
    auto upper = std::async(std::launch::async, [&] { return paint(0, rows / 2); });
    const bool lower = paint(rows / 2, rows);
    return upper.get() || lower;
}

} // namespace

/// What all images of reach share: which cells their pixels lie in, and what of them is land.
struct ReachFrame {
    double ratio;
    QSize size;
    Positions positions;
    QImage land; ///< opaque on land; null where all is land
};

const ReachFrame& Maker::reachFrame()
{
    if (m_reachFrame != nullptr)
        return *m_reachFrame;
    const double ratio = imageRatio(m_map);
    const QSize size = imageSize(m_map, ratio);
    QImage land;
    if (!m_scene.land.empty()) {
        land = QImage{size, QImage::Format_Alpha8};
        land.fill(Qt::transparent);
        QPainter painter{&land};
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(ratio, ratio);
        painter.fillPath(m_land, Qt::black);
    }
    m_reachFrame = std::make_shared<const ReachFrame>(ReachFrame{ratio, size, Positions{m_map.view, m_scene.reach->frame, size, ratio}, std::move(land)});
    return *m_reachFrame;
}

/// Keeps of an image over the whole frame what lies on land.
void Maker::addReachImage(QImage image, bool exact)
{
    const ReachFrame& frame = reachFrame();
    if (!frame.land.isNull()) {
        QPainter painter{&image};
        painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
        painter.drawImage(0, 0, frame.land);
    }
    const QRectF box = boxOf(image, frame.ratio);
    m_map.add(box, ImageItem{std::move(image), exact});
}

void Maker::reachBands()
{
    const ReachCover& cover = *m_scene.reach;
    const ReachFrame& frame = reachFrame();
    QImage image{frame.size, QImage::Format_ARGB32_Premultiplied};
    std::array<QRgb, kBands.size()> inks{};
    for (std::size_t i = 0; i < kBands.size(); ++i)
        inks[i] = qPremultiply(m_map.ink(kBands[i].token).rgba());
    const Pixels pixels{image};
    const bool any = paintInHalves(image.height(), [&](int first, int last) {
        bool some = false;
        for (int y = first; y < last; ++y) {
            m_progress.check();
            QRgb* line = pixels.row(y);
            for (int x = 0; x < frame.size.width(); ++x) {
                const double minutes = between(cover.minutes, frame.positions.at(x, y));
                const auto band = std::find_if(kBands.begin(), kBands.end(), [minutes](const Band& each) { return minutes <= each.most; });
                line[x] = band == kBands.end() ? 0 : inks[static_cast<std::size_t>(band - kBands.begin())];
                some = some || band != kBands.end();
            }
        }
        return some;
    });
    if (!any)
        return;
    addReachImage(std::move(image), true);
    saw(LegendSymbol::Reach);
}

namespace {

constexpr double kApart = 8.5, kLine = 1.05, kEdge = 1.6; ///< style pixels (ux.md 9)

/// How much of a pixel a stroke covers whose middle is so far away.
double strokeShare(double width, double distance) { return std::clamp(width / 2.0 + 0.5 - distance, 0.0, 1.0); }

/// A share of an ink over a premultiplied colour.
QRgb mixed(QRgb below, const QColor& ink, double share)
{
    constexpr int kFull = 255;
    const double alpha = share * ink.alpha() / kFull;
    const auto part = [&](int old, int fresh) { return static_cast<int>(std::lround(old * (1.0 - alpha) + fresh * alpha)); };
    return qRgba(part(qRed(below), ink.red()), part(qGreen(below), ink.green()), part(qBlue(below), ink.blue()), part(qAlpha(below), kFull));
}

/// An image of the areas where a grid is 1. `inkAt(x, y, fromEdge)` says the premultiplied colour; fromEdge in device pixels, above 0 inside.
template <class Ink>
bool paintAreas(QImage& image, const core::Grid<std::uint8_t>& grid, const Positions& positions, const core::Progress& progress, const Ink& inkAt)
{
    const int width = image.width(), height = image.height();
    const auto inside = [&](int x, int y) {
        const double share = between(grid, positions.at(std::clamp(x, 0, width - 1), std::clamp(y, 0, height - 1)));
        return std::isnan(share) ? 0.0 : share;
    };
    const Pixels pixels{image};
    return paintInHalves(height, [&](int first, int last) {
        bool any = false;
        for (int y = first; y < last; ++y) {
            progress.check();
            QRgb* line = pixels.row(y);
            for (int x = 0; x < width; ++x) {
                line[x] = 0;
                const double share = inside(x, y);
                if (share <= 0.0)
                    continue;
                // Pixels from the edge, by how fast the share falls.
                const double fall = std::hypot(inside(x + 1, y) - inside(x - 1, y), inside(x, y + 1) - inside(x, y - 1)) / 2.0;
                const double fromEdge = fall > 0.0 ? (share - 0.5) / fall : share > 0.5 ? 1e9 : -1e9;
                line[x] = inkAt(x, y, fromEdge);
                any = any || line[x] != 0;
            }
        }
        return any;
    });
}

} // namespace

/// Lines at 45 degrees inside of an edge.
void Maker::reachGaps()
{
    const ReachCover& cover = *m_scene.reach;
    if (cover.gap.empty())
        return;
    const ReachFrame& frame = reachFrame();
    const double unit = frame.ratio * m_map.s; // device pixels of a style pixel
    QImage image{frame.size, QImage::Format_ARGB32_Premultiplied};
    const QColor ink = m_map.ink(Token::Hatch);
    const bool any = paintAreas(image, cover.gap, frame.positions, m_progress, [&](int x, int y, double fromEdge) {
        const double period = kApart * unit, along = std::fmod((x + y) / std::sqrt(2.0), period);
        const double hatch = fromEdge > 0.0 ? strokeShare(kLine * unit, std::min(along, period - along)) : 0.0;
        return mixed(0, ink, std::max(strokeShare(kEdge * unit, std::abs(fromEdge)), hatch));
    });
    if (!any)
        return;
    addReachImage(std::move(image), false);
    saw(LegendSymbol::Gap);
}

/// Gain: a solid edge and staggered dots. Loss: a dashed edge and vertical lines. They are told apart without colours.
void Maker::reachChanges()
{
    constexpr double kDot = 2.3, kDash = 9.0, kDashShare = 0.6;
    const ReachCover& cover = *m_scene.reach;
    const ReachFrame& frame = reachFrame();
    const double unit = frame.ratio * m_map.s, period = kApart * unit;
    const auto paint = [&](const core::Grid<std::uint8_t>& grid, LegendSymbol symbol, const auto& inkAt) {
        if (grid.empty())
            return;
        QImage image{frame.size, QImage::Format_ARGB32_Premultiplied};
        if (!paintAreas(image, grid, frame.positions, m_progress, inkAt))
            return;
        addReachImage(std::move(image), false);
        saw(symbol);
    };
    const auto filled = [](double fromEdge, const QColor& fill) { return mixed(0, fill, std::clamp(fromEdge + 0.5, 0.0, 1.0)); };
    const QColor gain = m_map.ink(Token::Gain), gainLine = m_map.ink(Token::GainLine), loss = m_map.ink(Token::Loss), lossLine = m_map.ink(Token::LossLine);
    paint(cover.gained, LegendSymbol::Gain, [&](int x, int y, double fromEdge) {
        const int row = static_cast<int>(std::floor(y / period));
        const double inRow = std::fmod(x + (row % 2 == 0 ? 0.0 : period / 2.0), period) - period / 2.0, inColumn = std::fmod(static_cast<double>(y), period) - period / 2.0;
        const double dots = fromEdge > 0.0 ? strokeShare(kDot * unit, std::hypot(inRow, inColumn)) : 0.0;
        return mixed(filled(fromEdge, gain), gainLine, std::max(strokeShare(kEdge * unit, std::abs(fromEdge)), dots));
    });
    paint(cover.lost, LegendSymbol::Loss, [&](int x, int y, double fromEdge) {
        const double lines = fromEdge > 0.0 ? strokeShare(kLine * unit, std::abs(std::fmod(static_cast<double>(x), period) - period / 2.0)) : 0.0;
        const bool dash = std::fmod(static_cast<double>(x + y), kDash * unit) < kDashShare * kDash * unit;
        return mixed(filled(fromEdge, loss), lossLine, std::max(dash ? strokeShare(kEdge * unit, std::abs(fromEdge)) : 0.0, lines));
    });
}

/// Dashed over the road, with crosses so close together that one is in view wherever a person looks at it.
void Maker::crossRoads(const std::vector<core::Geometry>& closed, Token ink, LegendSymbol symbol)
{
    constexpr double kApart = 90.0, kCross = 12.0, kWide = 2.2;
    const double size = kCross * m_map.s, reach = size * 0.8;
    for (const core::Geometry& road : closed) {
        m_progress.check();
        QPainterPath line = linePath(road);
        if (line.isEmpty())
            continue;
        m_map.stroke(line, pen(Token::Halo, kWide + 2.0));
        m_map.stroke(std::move(line), pen(ink, kWide, {3.0, 2.0}));
        saw(symbol);
        for (const auto& part : road.parts)
            for (const auto& ring : part)
                for (const QPointF at : pointsAlong(m_mapper(ring), kApart * m_map.s))
                    if (inFrame(at)) {
                        const QRectF box{at.x() - reach, at.y() - reach, 2 * reach, 2 * reach};
                        m_map.symbols.push_back(box);
                        m_map.add(box, ClosedItem{at, size, ink});
                    }
    }
}

void Maker::closedRoads()
{
    crossRoads(m_scene.reach->closed_roads, Token::Text, LegendSymbol::RoadClosedToday);
    crossRoads(m_scene.reach->marks.closed_roads, Token::LossLine, LegendSymbol::ClosedRoad);
}

/// Dashed and thin: nobody recorded a road there.
void Maker::roadLinks()
{
    constexpr double kWide = 1.6;
    for (const core::Geometry& link : m_scene.reach->road_links) {
        m_progress.check();
        QPainterPath line = linePath(link);
        if (line.isEmpty())
            continue;
        m_map.stroke(line, pen(Token::Halo, kWide + 2.0));
        m_map.stroke(std::move(line), pen(Token::Text2, kWide, {2.0, 2.5}));
        saw(LegendSymbol::RoadLink);
    }
}

/// Wide enough to stand clear of the symbol of the place, and of the dashed ring of what is not known of its risk.
void Maker::overdueRings()
{
    constexpr double kRadius = 17.0, kWide = 2.2;
    const double radius = kRadius * m_map.s;
    for (const core::GeoPoint& place : m_scene.reach->overdue) {
        const QPointF at = m_mapper(place.lon(), place.lat());
        if (!inFrame(at))
            continue;
        QPainterPath ring;
        ring.addEllipse(at, radius, radius);
        m_map.rings.push_back(ring.boundingRect());
        m_map.stroke(ring, pen(Token::Halo, kWide + 2.0));
        m_map.stroke(std::move(ring), pen(Token::Warning, kWide));
        saw(LegendSymbol::VisitOverdue);
    }
}

} // namespace tutela::map
