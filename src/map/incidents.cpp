// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepared_p.h"

#include <tutela/core/place_precision.h>
#include <tutela/map/pixels.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <future>
#include <limits>
#include <tuple>
#include <utility>

namespace tutela::map {

namespace {

constexpr double kCellPixels = 100.0;        // side of a cell in which incidents are counted, style pixels
constexpr std::size_t kMostMarksInCell = 40; // above this the cell becomes a cluster
constexpr std::size_t kStack = 10;           // so many at one spot are shown as their number
constexpr double kMarkPixels = 7.0;
constexpr std::size_t kWorthAThread = 100'000; // incidents, of which another thread counts half

/// How many incidents lie in a cell and where; which ones, as long as they are few enough to be drawn one by one.
struct Cell {
    std::size_t count = 0;
    double sumX = 0.0, sumY = 0.0;
    std::array<std::uint32_t, kMostMarksInCell> few{};

    void take(std::uint32_t incident, double x, double y)
    {
        if (count < kMostMarksInCell)
            few[count] = incident;
        ++count;
        sumX += x;
        sumY += y;
    }
    /// What another part of the incidents has in the same cell.
    void take(const Cell& later)
    {
        const std::size_t known = std::min(count, kMostMarksInCell);
        std::copy_n(later.few.begin(), std::min(later.count, kMostMarksInCell - known), few.begin() + static_cast<std::ptrdiff_t>(known));
        count += later.count;
        sumX += later.sumX;
        sumY += later.sumY;
    }
    [[nodiscard]] bool crowded() const { return count > kMostMarksInCell; }
    [[nodiscard]] QPointF middle() const { return {sumX / static_cast<double>(count), sumY / static_cast<double>(count)}; }
};

/// Cells of kCellPixels over the frame, fixed to the ground so that clusters do not dance while the map is dragged.
class Cells {
public:
    Cells(const View& view, double side) : m_side(side), m_perUnit(1.0 / side)
    {
        const double worldX = view.centre().x / view.unitsPerPixel() - view.size().width() / 2;
        const double worldY = -view.centre().y / view.unitsPerPixel() - view.size().height() / 2;
        m_shiftX = worldX - std::floor(worldX / side) * side;
        m_shiftY = worldY - std::floor(worldY / side) * side;
        m_cols = static_cast<std::size_t>((view.size().width() + m_shiftX) / side) + 1;
        m_rows = static_cast<std::size_t>((view.size().height() + m_shiftY) / side) + 1;
        m_cells.resize(m_cols * m_rows);
    }
    [[nodiscard]] Cell& at(double x, double y) { return m_cells[indexOf(x, y)]; }
    [[nodiscard]] const std::vector<Cell>& all() const noexcept { return m_cells; }
    /// Cells of the same view.
    void take(const Cells& later)
    {
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            m_cells[i].take(later.m_cells[i]);
    }
    [[nodiscard]] QRectF boxOf(std::size_t index) const
    {
        return {static_cast<double>(index % m_cols) * m_side - m_shiftX, static_cast<double>(index / m_cols) * m_side - m_shiftY, m_side, m_side};
    }

private:
    [[nodiscard]] std::size_t indexOf(double x, double y) const
    {
        const auto col = std::min(static_cast<std::size_t>((x + m_shiftX) * m_perUnit), m_cols - 1);
        const auto row = std::min(static_cast<std::size_t>((y + m_shiftY) * m_perUnit), m_rows - 1);
        return row * m_cols + col;
    }
    double m_side, m_perUnit, m_shiftX, m_shiftY;
    std::size_t m_cols, m_rows;
    std::vector<Cell> m_cells;
};

/// Incidents counted for each pixel.
class Pixels {
public:
    Pixels(QSize size, double ratio)
        : m_size(size), m_ratio(ratio), m_counts(static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height()) + 1)
    {
        m_waiting.fill(m_counts.size() - 1); // a pixel that is nowhere
    }
    /// Counts a little later: the pixel is on its way from memory meanwhile, where points come in no order.
    void add(double x, double y)
    {
        const std::size_t index = indexOf(x, y);
        __builtin_prefetch(&m_counts[index], 1);
        count(std::exchange(m_waiting[m_next], index));
        m_next = (m_next + 1) % m_waiting.size();
    }
    void finish()
    {
        for (std::size_t& index : m_waiting)
            count(std::exchange(index, m_counts.size() - 1));
    }
    /// Takes one incident out again. After finish().
    void remove(double x, double y)
    {
        std::uint8_t& known = m_counts[indexOf(x, y)];
        known = static_cast<std::uint8_t>(known - (known != 0 && known != std::numeric_limits<std::uint8_t>::max() ? 1 : 0));
    }
    /// Pixels of the same view. Both after finish().
    void take(const Pixels& later)
    {
        constexpr unsigned kMost = std::numeric_limits<std::uint8_t>::max();
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            m_counts[i] = static_cast<std::uint8_t>(std::min(kMost, unsigned{m_counts[i]} + later.m_counts[i]));
    }
    /// Covered pixels, the stronger the more incidents; `wide` makes each two pixels wide and high. After finish().
    [[nodiscard]] QImage image(const QColor& ink, bool wide, const core::Progress& progress) const;

private:
    void count(std::size_t index)
    {
        std::uint8_t& known = m_counts[index];
        known = static_cast<std::uint8_t>(known + (known != std::numeric_limits<std::uint8_t>::max() ? 1 : 0));
    }
    [[nodiscard]] std::size_t indexOf(double x, double y) const
    {
        const auto col = std::min(static_cast<std::size_t>(x * m_ratio), static_cast<std::size_t>(m_size.width() - 1));
        const auto row = std::min(static_cast<std::size_t>(y * m_ratio), static_cast<std::size_t>(m_size.height() - 1));
        return row * static_cast<std::size_t>(m_size.width()) + col;
    }
    QSize m_size;
    double m_ratio;
    std::vector<std::uint8_t> m_counts; ///< stops at 255: the strongest shade comes before
    std::array<std::size_t, 32> m_waiting{};
    std::size_t m_next = 0;
};

QImage Pixels::image(const QColor& ink, bool wide, const core::Progress& progress) const
{
    std::array<QRgb, 9> shades{}; // by 1 + floor(log2(count))
    for (std::size_t i = 1; i < shades.size(); ++i)
        shades[i] = qPremultiply(qRgba(ink.red(), ink.green(), ink.blue(), std::min(230, 70 + 26 * static_cast<int>(i))));
    QImage image(m_size, QImage::Format_ARGB32_Premultiplied);
    const std::uint8_t* from = m_counts.data();
    std::vector<QRgb> row(static_cast<std::size_t>(m_size.width()));
    for (int y = 0; y < m_size.height(); ++y) {
        if ((y & 63) == 0)
            progress.check();
        for (QRgb& pixel : row)
            pixel = shades[static_cast<std::size_t>(std::bit_width(*from++))];
        setRow(image, y, row);
    }
    if (!wide)
        return image;
    // From the far corner, so that a pixel is spread once.
    for (int y = m_size.height() - 1; y > 0; --y) {
        std::vector<QRgb> out = rowOf(image, y);
        const std::vector<QRgb> above = rowOf(image, y - 1);
        for (std::size_t x = out.size() - 1; x > 0; --x)
            if (out[x] == 0)
                out[x] = out[x - 1] != 0 ? out[x - 1] : above[x] != 0 ? above[x] : above[x - 1];
        setRow(image, y, out);
    }
    return image;
}

/// What is only known by its area is counted apart: its symbol at the middle of the area is no sign of a crowd there.
struct Counted {
    Counted(const View& view, double cell, QSize size, double ratio) : points(view, cell), areas(view, cell), pixels(size, ratio) {}
    void take(std::uint32_t incident, double x, double y, bool area)
    {
        ++shown;
        (area ? areas : points).at(x, y).take(incident, x, y);
        if (!area)
            pixels.add(x, y);
    }
    void take(const Counted& later)
    {
        points.take(later.points);
        areas.take(later.areas);
        pixels.take(later.pixels);
        shown += later.shown;
        withoutPosition += later.withoutPosition;
    }
    Cells points, areas;
    Pixels pixels; ///< of all points
    std::size_t shown = 0, withoutPosition = 0;
};

LegendSymbol legendSymbol(PrecisionMark mark)
{
    return mark == PrecisionMark::Exact ? LegendSymbol::IncidentExact
           : mark == PrecisionMark::Near ? LegendSymbol::IncidentNear
                                         : LegendSymbol::IncidentArea;
}

/// Which incidents a map of the scene shows.
class Chosen {
public:
    explicit Chosen(const Scene& scene) : m_all(*scene.mission.incidents), m_given(scene.chosen.get()), m_anyTime(!scene.period)
    {
        if (scene.period) {
            m_from = scene.period->from.time_since_epoch().count();
            m_to = scene.period->to.time_since_epoch().count();
        }
        if (scene.as_of)
            m_to = std::min<std::int64_t>(m_to, scene.as_of->time_since_epoch().count() + 1);
    }
    /// To choose from, in the order of each().
    [[nodiscard]] std::size_t size() const { return m_given != nullptr ? m_given->rows.size() : m_all.size(); }
    template <class Visit>
    void each(const core::Progress& progress, Visit visit) const
    {
        each(0, size(), progress, visit);
    }
    template <class Visit>
    void each(std::size_t from, std::size_t to, const core::Progress& progress, Visit visit) const
    {
        for (std::size_t at = from; at < to; ++at) {
            if ((at & 0xFFFF) == 0)
                progress.check();
            if (m_given != nullptr)
                visit(std::size_t{m_given->rows[at]});
            else if (counts(at))
                visit(at);
        }
    }

private:
    [[nodiscard]] bool counts(std::size_t i) const
    {
        constexpr auto kRefuted = static_cast<std::uint8_t>(core::Verification::REFUTED);
        constexpr auto kDuplicate = static_cast<std::uint8_t>(core::Verification::DUPLICATE);
        if (m_all.verification[i] == kRefuted || m_all.verification[i] == kDuplicate)
            return false;
        return m_all.time[i] == core::IncidentColumns::kNoTime ? m_anyTime : m_all.time[i] >= m_from && m_all.time[i] < m_to;
    }

    const core::IncidentColumns& m_all;
    const IncidentChoice* m_given; ///< null = by period and verification
    bool m_anyTime;
    std::int64_t m_from = std::numeric_limits<std::int64_t>::min();
    std::int64_t m_to = std::numeric_limits<std::int64_t>::max();
};

} // namespace

void Maker::incidentMarks(std::vector<IncidentMark>& marks)
{
    // The same spot and the same precision is one mark; better known positions lie on top.
    const auto key = [](const IncidentMark& m) {
        return std::tuple{-static_cast<int>(m.kind), std::lround(m.at.y() * 4), std::lround(m.at.x() * 4)};
    };
    std::sort(marks.begin(), marks.end(), [&key](const auto& a, const auto& b) { return key(a) < key(b); });
    const double size = kMarkPixels * m_map.s;
    for (std::size_t i = 0; i < marks.size();) {
        std::size_t end = i + 1;
        while (end < marks.size() && key(marks[end]) == key(marks[i]))
            ++end;
        const QPointF at = marks[i].at;
        if (end - i >= kStack && !m_map.options.vector) {
            const double reach = 2 * kMarkPixels * m_map.s;
            m_clusters.push_back({at, {at.x() - reach, at.y() - reach, 2 * reach, 2 * reach}, end - i, marks[i].kind == PrecisionMark::Area});
        } else {
            saw(legendSymbol(marks[i].kind));
            const double reach = size * 0.78;
            const QRectF box{at.x() - reach, at.y() - reach, 2 * reach, 2 * reach};
            m_map.symbols.push_back(box);
            m_map.add(box.adjusted(-1, -1, 1, 1), IncidentItem{at, size, marks[i].kind});
        }
        i = end;
    }
}

void Maker::incidents()
{
    const core::IncidentColumns& all = *m_scene.mission.incidents;
    if (all.size() == 0)
        return;
    const View& view = m_map.view;
    const PointMapper mapper{view};
    const auto toScreen = [&all, &mapper](std::size_t i, double& x, double& y) { return mapper(all.lonE7[i] * 1e-7, all.latE7[i] * 1e-7, x, y); };
    const Chosen chosen{m_scene};
    const bool vector = m_map.options.vector;
    const double ratio = vector ? m_map.options.image_dpi * view.unitMm() / 25.4 : view.ratio();
    const QSize size{static_cast<int>(std::ceil(view.size().width() * ratio)), static_cast<int>(std::ceil(view.size().height() * ratio))};

    const std::size_t half = chosen.size() >= kWorthAThread ? chosen.size() / 2 : chosen.size();
    const auto countPart = [&](std::size_t from, std::size_t to) {
        Counted part{view, kCellPixels * m_map.s, size, ratio};
        chosen.each(from, to, m_progress, [&](std::size_t i) {
            double x = 0.0;
            double y = 0.0;
            if (!all.hasPosition(i))
                ++part.withoutPosition;
            else if (toScreen(i, x, y))
                part.take(static_cast<std::uint32_t>(i), x, y, precisionMark(core::placePrecisionOf(all, i)) == PrecisionMark::Area);
        });
        part.pixels.finish();
        return part;
    };
    std::future<Counted> other;
    if (half < chosen.size())
        other = std::async(std::launch::async, countPart, half, chosen.size());
    Counted counted = countPart(0, half);
    if (other.valid())
        counted.take(other.get());
    Cells& points = counted.points;
    Cells& areas = counted.areas;
    Pixels& pixels = counted.pixels;
    m_found.incidents += counted.shown;
    m_found.incidentsWithoutPosition += counted.withoutPosition;
    if (m_found.incidents == 0)
        return;

    std::vector<IncidentMark> marks;
    const auto addMark = [&](std::size_t i) {
        if (double x = 0.0, y = 0.0; toScreen(i, x, y))
            marks.push_back({{x, y}, precisionMark(core::placePrecisionOf(all, i))});
    };
    if (vector && m_found.incidents <= m_map.options.vector_points) { // on paper each is a mark of its own
        chosen.each(m_progress, [&](std::size_t i) {
            if (all.hasPosition(i))
                addMark(i);
        });
        incidentMarks(marks);
        return;
    }
    std::size_t crowds = 0;
    std::size_t crowded = 0;
    for (const Cells* cells : {&points, &areas})
        for (std::size_t c = 0; c < cells->all().size(); ++c) {
            const Cell& cell = cells->all()[c];
            if (!cell.crowded()) {
                for (std::size_t i = 0; i < cell.count; ++i) {
                    addMark(cell.few[i]);
                    if (cells == &points)
                        pixels.remove(marks.back().at.x(), marks.back().at.y());
                }
                continue;
            }
            m_clusters.push_back({cell.middle(), cells->boxOf(c).intersected(view.frame()), cell.count, cells == &areas});
            crowds += cells == &points ? 1 : 0;
            crowded += cells == &points ? cell.count : 0;
        }
    QImage image;
    if (crowds > 0) {
        const double share = static_cast<double>(crowded) / (static_cast<double>(crowds) * std::pow(kCellPixels * m_map.s * ratio, 2));
        image = pixels.image(m_map.ink(Token::Incident), share < 0.05, m_progress);
        saw(LegendSymbol::Density);
    }
    if (vector) { // on paper the whole layer is one image (ux.md 11)
        if (image.isNull()) {
            image = QImage(size, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
        }
        paintMarksInto(image, ratio, marks);
        m_found.incidentImage = true;
    }
    if (!image.isNull())
        m_map.add(QRectF{0, 0, size.width() / ratio, size.height() / ratio}, ImageItem{std::move(image), true});
    if (!vector)
        incidentMarks(marks);
    for (const ClusterWish& cluster : m_clusters)
        saw(cluster.areas ? LegendSymbol::ClusterArea : LegendSymbol::Cluster);
}

void Maker::paintMarksInto(QImage& image, double ratio, std::vector<IncidentMark>& marks)
{
    std::vector<Item> kept = std::exchange(m_map.items, {});
    incidentMarks(marks);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(ratio, ratio);
    for (const Item& item : m_map.items)
        paintItem(painter, item, m_map.options.theme);
    m_map.items = std::move(kept);
}

} // namespace tutela::map
