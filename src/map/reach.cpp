// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Bands of response time and the hatch over risk that is not reached: images, because they are rasters.
#include "prepared_p.h"

#include <tutela/geodata/projection.h>
#include <tutela/map/reach_cover.h>

#include <algorithm>
#include <array>
#include <cmath>

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

} // namespace

void Maker::cutToLand(QImage& image, double ratio) const
{
    if (m_scene.land.empty())
        return;
    QPainter painter{&image};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(ratio, ratio);
    QPainterPath outside;
    outside.addRect(boxOf(image, ratio).adjusted(-1, -1, 1, 1));
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.fillPath(outside.subtracted(m_land), Qt::transparent);
}

void Maker::reachBands()
{
    const ReachCover& cover = *m_scene.reach;
    const double ratio = imageRatio(m_map);
    QImage image{imageSize(m_map, ratio), QImage::Format_ARGB32_Premultiplied};
    const Positions positions{m_map.view, cover.frame, image.size(), ratio};
    std::array<QRgb, kBands.size()> inks{};
    for (std::size_t i = 0; i < kBands.size(); ++i)
        inks[i] = qPremultiply(m_map.ink(kBands[i].token).rgba());
    bool any = false;
    for (int y = 0; y < image.height(); ++y) {
        m_progress.check();
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const double minutes = between(cover.minutes, positions.at(x, y));
            const auto band = std::find_if(kBands.begin(), kBands.end(), [minutes](const Band& each) { return minutes <= each.most; });
            line[x] = band == kBands.end() ? 0 : inks[static_cast<std::size_t>(band - kBands.begin())];
            any = any || band != kBands.end();
        }
    }
    if (!any)
        return;
    cutToLand(image, ratio);
    const QRectF box = boxOf(image, ratio);
    m_map.add(box, ImageItem{std::move(image), true});
    saw(LegendSymbol::Reach);
}

/// Lines at 45 degrees, 8.5 apart, inside of an edge (ux.md 9).
void Maker::reachGaps()
{
    const ReachCover& cover = *m_scene.reach;
    if (cover.gap.empty())
        return;
    constexpr double kApart = 8.5, kLine = 1.05, kEdge = 1.6;
    const double ratio = imageRatio(m_map), unit = ratio * m_map.s; // device pixels of a style pixel
    QImage image{imageSize(m_map, ratio), QImage::Format_ARGB32_Premultiplied};
    const Positions positions{m_map.view, cover.frame, image.size(), ratio};
    const QColor ink = m_map.ink(Token::Hatch);
    bool any = false;
    const auto inside = [&](int x, int y) {
        const double share = between(cover.gap, positions.at(std::clamp(x, 0, image.width() - 1), std::clamp(y, 0, image.height() - 1)));
        return std::isnan(share) ? 0.0 : share;
    };
    for (int y = 0; y < image.height(); ++y) {
        m_progress.check();
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            line[x] = 0;
            const double share = inside(x, y);
            if (share <= 0.0)
                continue;
            // Pixels from the edge, by how fast the share falls.
            const double fall = std::hypot(inside(x + 1, y) - inside(x - 1, y), inside(x, y + 1) - inside(x, y - 1)) / 2.0;
            const double fromEdge = fall > 0.0 ? (share - 0.5) / fall : share > 0.5 ? 1e9 : -1e9;
            const double period = kApart * unit, along = std::fmod((x + y) / std::sqrt(2.0), period);
            const double fromLine = std::min(along, period - along);
            const double edge = std::clamp(kEdge * unit / 2.0 + 0.5 - std::abs(fromEdge), 0.0, 1.0);
            const double hatch = fromEdge > 0.0 ? std::clamp(kLine * unit / 2.0 + 0.5 - fromLine, 0.0, 1.0) : 0.0;
            const double cover1 = std::max(edge, hatch);
            if (cover1 <= 0.0)
                continue;
            any = true;
            line[x] = qPremultiply(qRgba(ink.red(), ink.green(), ink.blue(), static_cast<int>(std::lround(cover1 * ink.alpha()))));
        }
    }
    if (!any)
        return;
    cutToLand(image, ratio);
    const QRectF box = boxOf(image, ratio);
    m_map.add(box, ImageItem{std::move(image), false});
    saw(LegendSymbol::Gap);
}

} // namespace tutela::map
