// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "box_grid_p.h"
#include "prepared_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace tutela::map {

namespace {

constexpr double kCellPixels = 100.0;       // side of a cell in which incidents are counted, style pixels
constexpr std::size_t kMostMarksInCell = 40; // above this the cell becomes a cluster
constexpr std::size_t kStack = 10;           // so many at one spot are shown as their number
constexpr double kMarkPixels = 7.0;

struct Mark {
    float x, y;
    PrecisionMark kind;
};

struct Cell {
    std::uint32_t count = 0;
    double sumX = 0.0, sumY = 0.0;
};

/// Cells of kCellPixels over the frame, fixed to the ground so that clusters do not dance while the map is dragged.
class Cells {
public:
    Cells(const View& view, double side) : m_side(side)
    {
        const double worldX = view.centre().x / view.unitsPerPixel() - view.size().width() / 2;
        const double worldY = -view.centre().y / view.unitsPerPixel() - view.size().height() / 2;
        m_shiftX = worldX - std::floor(worldX / side) * side;
        m_shiftY = worldY - std::floor(worldY / side) * side;
        m_cols = static_cast<std::size_t>((view.size().width() + m_shiftX) / side) + 1;
        m_rows = static_cast<std::size_t>((view.size().height() + m_shiftY) / side) + 1;
        m_cells.resize(m_cols * m_rows);
    }
    [[nodiscard]] Cell& at(double x, double y)
    {
        const auto col = std::min(static_cast<std::size_t>((x + m_shiftX) / m_side), m_cols - 1);
        const auto row = std::min(static_cast<std::size_t>((y + m_shiftY) / m_side), m_rows - 1);
        return m_cells[row * m_cols + col];
    }
    /// Calls with cell and its box.
    template <class F>
    void each(F&& f) const
    {
        for (std::size_t row = 0; row < m_rows; ++row)
            for (std::size_t col = 0; col < m_cols; ++col)
                f(m_cells[row * m_cols + col], QRectF{static_cast<double>(col) * m_side - m_shiftX,
                                                      static_cast<double>(row) * m_side - m_shiftY, m_side, m_side});
    }

private:
    double m_side, m_shiftX, m_shiftY;
    std::size_t m_cols, m_rows;
    std::vector<Cell> m_cells;
};

std::array<PrecisionMark, 256> marksByCode()
{
    std::array<PrecisionMark, 256> marks{};
    marks.fill(PrecisionMark::Area);
    for (std::size_t i = 0; i < wordCount(core::PlacePrecision{}); ++i)
        marks[i] = precisionMark(static_cast<core::PlacePrecision>(i));
    return marks;
}

/// "1 240", "48 k", "1.2 M": short enough for a disc.
QString shortCount(std::size_t count)
{
    if (count >= 1'000'000)
        return QString::number(static_cast<double>(count) / 1e6, 'f', 1) + QStringLiteral("\u202FM");
    if (count >= 10'000)
        return QString::number((count + 500) / 1000) + QStringLiteral("\u202Fk");
    return QString::fromStdString(core::grouped(static_cast<std::int64_t>(count)));
}

/// Pixels covered by incidents, the stronger the more there are; `wide` makes each two pixels wide and high.
QImage densityImage(const std::vector<std::uint32_t>& counts, QSize size, const QColor& ink, bool wide, const core::Progress& progress)
{
    std::array<QRgb, 16> shades{}; // by 1 + floor(log2(count))
    for (std::size_t i = 1; i < shades.size(); ++i)
        shades[i] = qPremultiply(qRgba(ink.red(), ink.green(), ink.blue(), std::min(230, 70 + 26 * static_cast<int>(i))));
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    const std::uint32_t* from = counts.data();
    for (int y = 0; y < size.height(); ++y) {
        if ((y & 63) == 0)
            progress.check();
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y)); // Qt gives rows as bytes
        for (int x = 0; x < size.width(); ++x, ++from)
            out[x] = *from == 0 ? 0 : shades[std::min<std::size_t>(shades.size() - 1, static_cast<std::size_t>(std::bit_width(*from)))];
    }
    if (!wide)
        return image;
    // From the far corner, so that a pixel is spread once.
    for (int y = size.height() - 1; y > 0; --y) {
        auto* out = reinterpret_cast<QRgb*>(image.scanLine(y));
        const auto* above = reinterpret_cast<const QRgb*>(image.constScanLine(y - 1));
        for (int x = size.width() - 1; x > 0; --x)
            if (out[x] == 0)
                out[x] = out[x - 1] != 0 ? out[x - 1] : above[x] != 0 ? above[x] : above[x - 1];
    }
    return image;
}

LegendSymbol legendSymbol(PrecisionMark mark)
{
    return mark == PrecisionMark::Exact ? LegendSymbol::IncidentExact
           : mark == PrecisionMark::Near ? LegendSymbol::IncidentNear
                                         : LegendSymbol::IncidentArea;
}

/// Marks of incidents that lie on a spot of their own; more than kStack on one spot become a cluster.
void addMarks(PreparedMap::Impl& map, std::vector<Mark>& marks, Findings& found, std::vector<ClusterItem>& clusters)
{
    // The same spot and the same precision is one mark; better known positions lie on top.
    const auto key = [](const Mark& m) {
        return std::tuple{-static_cast<int>(m.kind), std::lround(m.y * 4), std::lround(m.x * 4)};
    };
    std::sort(marks.begin(), marks.end(), [&key](const Mark& a, const Mark& b) { return key(a) < key(b); });
    const double size = kMarkPixels * map.s;
    for (std::size_t i = 0; i < marks.size();) {
        std::size_t end = i + 1;
        while (end < marks.size() && key(marks[end]) == key(marks[i]))
            ++end;
        const QPointF at{static_cast<double>(marks[i].x), static_cast<double>(marks[i].y)};
        found.seen.insert(legendSymbol(marks[i].kind));
        if (end - i >= kStack && !map.options.vector) {
            clusters.push_back({at, clusterSize(end - i) * map.s, shortCount(end - i)});
        } else {
            const double reach = size * 0.78;
            const QRectF box{at.x() - reach, at.y() - reach, 2 * reach, 2 * reach};
            map.symbols.push_back(box);
            map.add(box.adjusted(-1, -1, 1, 1), IncidentItem{at, size, marks[i].kind});
        }
        i = end;
    }
}

} // namespace

void Maker::incidents()
{
    const core::IncidentColumns& all = *m_scene.mission.incidents;
    if (all.size() == 0)
        return;
    const View& view = m_map.view;
    const PointMapper toScreen{view};
    const auto marksOf = marksByCode();
    const std::int64_t from = m_scene.period ? m_scene.period->from.time_since_epoch().count() : std::numeric_limits<std::int64_t>::min();
    std::int64_t to = m_scene.period ? m_scene.period->to.time_since_epoch().count() : std::numeric_limits<std::int64_t>::max();
    if (m_scene.as_of)
        to = std::min(to, m_scene.as_of->time_since_epoch().count() + 1);
    const bool anyTime = !m_scene.period;
    constexpr auto kRefuted = static_cast<std::uint8_t>(core::Verification::REFUTED);
    constexpr auto kDuplicate = static_cast<std::uint8_t>(core::Verification::DUPLICATE);

    std::vector<Mark> marks;
    Cells cells{view, kCellPixels * m_map.s};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if ((i & 0xFFFF) == 0)
            m_progress.check();
        if (all.verification[i] == kRefuted || all.verification[i] == kDuplicate)
            continue;
        if (all.time[i] == core::IncidentColumns::kNoTime ? !anyTime : all.time[i] < from || all.time[i] >= to)
            continue;
        if (!all.hasPosition(i)) {
            ++m_found.incidentsWithoutPosition;
            continue;
        }
        double x = 0.0;
        double y = 0.0;
        if (!toScreen(all.lon(i), all.lat(i), x, y))
            continue;
        Cell& cell = cells.at(x, y);
        ++cell.count;
        cell.sumX += x;
        cell.sumY += y;
        marks.push_back({static_cast<float>(x), static_cast<float>(y), marksOf[all.place_precision[i]]});
    }
    m_found.incidents = marks.size();
    if (marks.empty())
        return;
    const bool vector = m_map.options.vector;
    if (vector && marks.size() <= m_map.options.vector_points) {
        std::vector<ClusterItem> none;
        addMarks(m_map, marks, m_found, none);
        return;
    }

    // What lies in a crowded cell goes into one image, a pixel for each covered pixel; the rest are marks.
    const double ratio = vector ? m_map.options.image_dpi * view.unitMm() / 25.4 : view.ratio();
    const QSize size{static_cast<int>(std::ceil(view.size().width() * ratio)), static_cast<int>(std::ceil(view.size().height() * ratio))};
    std::vector<std::uint32_t> counts;
    std::vector<Mark> sparse;
    for (const Mark& mark : marks) {
        const auto x = static_cast<double>(mark.x);
        const auto y = static_cast<double>(mark.y);
        if (cells.at(x, y).count <= kMostMarksInCell) {
            sparse.push_back(mark);
            continue;
        }
        if (counts.empty())
            counts.resize(static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height()));
        const auto col = std::min(static_cast<std::size_t>(x * ratio), static_cast<std::size_t>(size.width() - 1));
        const auto row = std::min(static_cast<std::size_t>(y * ratio), static_cast<std::size_t>(size.height() - 1));
        ++counts[row * static_cast<std::size_t>(size.width()) + col];
    }
    std::size_t crowded = 0;
    cells.each([&crowded](const Cell& cell, const QRectF&) { crowded += cell.count > kMostMarksInCell ? 1 : 0; });
    const QRectF whole{0, 0, size.width() / ratio, size.height() / ratio};
    QImage image;
    if (!counts.empty()) {
        const double share = static_cast<double>(marks.size() - sparse.size()) / (static_cast<double>(crowded) * std::pow(kCellPixels * m_map.s * ratio, 2));
        image = densityImage(counts, size, m_map.ink(Token::Incident), share < 0.05, m_progress);
        saw(LegendSymbol::Density);
        saw(LegendSymbol::Cluster);
    }
    // A disc steps aside for the symbols of places and bases, as far as its cell allows.
    BoxGrid symbols{view.frame(), 48.0 * m_map.s};
    for (const QRectF& box : m_map.symbols)
        symbols.add(box);
    const auto freeSpot = [&symbols](QPointF wanted, const QRectF& room, double reach) {
        const auto clear = [&](QPointF at) { return !symbols.meets({at.x() - reach, at.y() - reach, 2 * reach, 2 * reach}); };
        if (clear(wanted))
            return wanted;
        QPointF best = wanted;
        double nearest = std::numeric_limits<double>::max();
        constexpr int kTries = 7;
        for (int i = 0; i <= kTries; ++i)
            for (int j = 0; j <= kTries; ++j) {
                const QPointF at{room.left() + room.width() * i / kTries, room.top() + room.height() * j / kTries};
                const double off = std::hypot(at.x() - wanted.x(), at.y() - wanted.y());
                if (off < nearest && clear(at)) {
                    nearest = off;
                    best = at;
                }
            }
        return best;
    };
    std::vector<ClusterItem> clusters;
    if (vector) { // on paper the whole layer is one image (ux.md 11)
        if (image.isNull()) {
            image = QImage(size, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
        }
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(ratio, ratio);
        PreparedMap::Impl marksOnly{view, m_map.options};
        marksOnly.s = m_map.s;
        addMarks(marksOnly, sparse, m_found, clusters);
        for (const Item& item : marksOnly.items)
            paintItem(painter, item, m_map.options.theme);
        m_found.incidentImage = true;
    }
    if (!image.isNull())
        m_map.add(whole, ImageItem{std::move(image)});
    if (!vector)
        addMarks(m_map, sparse, m_found, clusters);
    cells.each([&](const Cell& cell, const QRectF& box) {
        if (cell.count <= kMostMarksInCell)
            return;
        // Kept inside its cell and frame, two neighbours never touch.
        const double disc = clusterSize(cell.count) * m_map.s;
        const double reach = disc * 0.57;
        const QRectF room = box.intersected(view.frame()).adjusted(reach, reach, -reach, -reach);
        QPointF at{cell.sumX / cell.count, cell.sumY / cell.count};
        if (room.width() > 0)
            at.setX(std::clamp(at.x(), room.left(), room.right()));
        if (room.height() > 0)
            at.setY(std::clamp(at.y(), room.top(), room.bottom()));
        clusters.push_back({freeSpot(at, room, reach), disc, shortCount(cell.count)});
    });
    if (!clusters.empty())
        saw(LegendSymbol::Cluster);
    for (ClusterItem& cluster : clusters) {
        const double reach = cluster.size * 0.57;
        const QRectF box{cluster.at.x() - reach, cluster.at.y() - reach, 2 * reach, 2 * reach};
        m_map.symbols.push_back(box);
        m_map.add(box.adjusted(-1, -1, 1, 1), std::move(cluster));
    }
}

} // namespace tutela::map
