// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terrain_p.h"

#include <tutela/core/error.h>

#include <algorithm>
#include <cmath>

namespace tutela::analysis {

using core::Vertex;

namespace {

constexpr double kJoinMetres = 20.0, kStopMetres = 500.0;

/// Marks the cells whose middle lies in an area, by the parity of borders west of it.
void fillArea(const std::vector<core::Geometry::Ring>& rings, std::size_t rows, std::size_t cols, const std::function<void(std::size_t)>& mark)
{
    double top = 1e300, bottom = -1e300;
    for (const auto& ring : rings)
        for (const Vertex at : ring) {
            top = std::min(top, at.y);
            bottom = std::max(bottom, at.y);
        }
    std::vector<double> crossings;
    for (auto row = static_cast<std::size_t>(std::max(0.0, std::ceil(top))); row < rows && static_cast<double>(row) <= bottom; ++row) {
        const auto y = static_cast<double>(row);
        crossings.clear();
        for (const auto& ring : rings)
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const Vertex a = ring[i - 1], b = ring[i];
                if ((a.y <= y) != (b.y <= y))
                    crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            for (auto col = static_cast<std::size_t>(std::max(0.0, std::ceil(crossings[i]))); col < cols && static_cast<double>(col) <= crossings[i + 1]; ++col)
                mark(row * cols + col);
    }
}

class Maker {
public:
    Maker(TerrainParts& parts, const core::Mission& mission, const core::Progress& progress) : m_parts(parts), m_mission(mission), m_progress(progress) {}

    void run()
    {
        measureScale();
        measureSteepness();
        takeWaters();
        barSteps();
        takeRoads();
        linkNodes();
        count();
    }

private:
    void measureScale();
    void measureSteepness();
    void takeWaters();
    void barSteps();
    [[nodiscard]] std::vector<Vertex> positions() const;
    void takeRoads();
    void linkNodes();
    void count();
    [[nodiscard]] NetworkFrame frame() const
    {
        return {m_parts.rasters.rows, m_parts.rasters.cols, [this](Vertex lonLat) { return m_parts.toGrid(lonLat); }};
    }

    TerrainParts& m_parts;
    const core::Mission& m_mission;
    const core::Progress& m_progress;
};

void Maker::measureScale()
{
    const double row = static_cast<double>(m_parts.rasters.rows) / 2.0;
    m_parts.groundScale.reserve(m_parts.rasters.cols);
    for (std::size_t col = 0; col < m_parts.rasters.cols; ++col) {
        const Vertex west = m_parts.toLonLat({static_cast<double>(col) - 0.5, row}), east = m_parts.toLonLat({static_cast<double>(col) + 0.5, row});
        const bool known = std::isfinite(west.x + west.y + east.x + east.y) && std::abs(west.x) <= 180.0 && std::abs(east.x) <= 180.0;
        m_parts.groundScale.push_back(known ? core::metresBetween(core::GeoPoint::of(west.x, west.y), core::GeoPoint::of(east.x, east.y)) / m_parts.rasters.frame.cellX : 1.0);
    }
}

void Maker::measureSteepness()
{
    const auto& heights = m_parts.rasters.elevation;
    if (heights.empty())
        return;
    const std::size_t rows = heights.rows(), cols = heights.cols();
    m_parts.steepness.assign(rows * cols, 0.0F);
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t col = 0; col < cols; ++col) {
            const auto height = [&](int down, int right) {
                const auto near = [](std::size_t at, int by, std::size_t count) { return static_cast<std::size_t>(std::clamp(static_cast<std::int64_t>(at) + by, std::int64_t{0}, static_cast<std::int64_t>(count) - 1)); };
                return static_cast<double>(heights.at(near(row, down, rows), near(col, right, cols)));
            };
            constexpr double kWeights = 8.0;
            const double east = (height(-1, 1) + 2 * height(0, 1) + height(1, 1) - height(-1, -1) - 2 * height(0, -1) - height(1, -1)) / (kWeights * m_parts.rasters.frame.cellX);
            const double south = (height(1, -1) + 2 * height(1, 0) + height(1, 1) - height(-1, -1) - 2 * height(-1, 0) - height(-1, 1)) / (kWeights * m_parts.rasters.frame.cellY);
            if (const double steep = std::hypot(east, south); std::isfinite(steep))
                m_parts.steepness[row * cols + col] = static_cast<float>(steep);
        }
}

void Maker::takeWaters()
{
    std::vector<core::Geometry::Ring> navigable;
    core::Grid<std::uint8_t>& cover = m_parts.rasters.cover;
    std::vector<core::Geometry::Ring> rings;
    for (const core::Water& water : m_mission.all<core::Water>()) {
        m_progress.check();
        ++m_parts.counts.waters;
        for (const auto& part : water.geometry.parts) {
            rings.clear();
            for (const auto& ring : part) {
                rings.emplace_back();
                for (const Vertex lonLat : ring)
                    rings.back().push_back(m_parts.toGrid(lonLat));
                for (std::size_t i = 1; i < ring.size(); ++i)
                    m_parts.waters.add(rings.back()[i - 1], rings.back()[i]);
                if (water.navigable.value_or(false) && water.geometry.isLine())
                    navigable.push_back(ring);
            }
            if (!water.geometry.isArea())
                continue;
            if (cover.empty())
                cover = core::Grid<std::uint8_t>{m_parts.rasters.rows, m_parts.rasters.cols, TerrainRasters::kNoCover};
            const bool boats = water.navigable.value_or(false);
            if (boats && m_parts.navigableCells.empty())
                m_parts.navigableCells.assign(m_parts.cells(), false);
            fillArea(rings, m_parts.rasters.rows, m_parts.rasters.cols, [&](std::size_t cell) {
                cover.cells()[cell] = static_cast<std::uint8_t>(core::LandCover::WATER);
                if (boats)
                    m_parts.navigableCells[cell] = true;
            });
        }
    }
    m_parts.waters.index();
    joinEnds(navigable, kJoinMetres, [](Vertex, Vertex) { return true; }, m_progress);
    std::vector<NetworkLine> rivers;
    for (const auto& line : navigable)
        rivers.push_back({0, &line});
    m_parts.rivers = makeNetwork(rivers, {}, frame(), m_progress);
}

void Maker::barSteps()
{
    const std::size_t rows = m_parts.rasters.rows, cols = m_parts.rasters.cols;
    m_parts.barred.assign(rows * cols, 0);
    const auto near = [&](std::size_t row, std::size_t col) { return row < rows && col < cols && m_parts.waters.isNear(row, col); };
    for (std::size_t row = 0; row < rows; ++row) {
        m_progress.step(static_cast<double>(row) / static_cast<double>(rows), "waters");
        for (std::size_t col = 0; col < cols; ++col) {
            if (!near(row, col) && !near(row, col + 1) && !near(row + 1, col) && !near(row + 1, col + 1) && !(col > 0 && near(row + 1, col - 1)))
                continue;
            const Vertex at = m_parts.middleOf(row * cols + col);
            const auto bar = [&](double right, double down, std::uint8_t bit) {
                if (m_parts.waters.meets(at, {at.x + right, at.y + down}))
                    m_parts.barred[row * cols + col] |= bit;
            };
            bar(1, 0, TerrainParts::kBarredEast);
            bar(0, 1, TerrainParts::kBarredSouth);
            bar(1, 1, TerrainParts::kBarredSouthEast);
            bar(-1, 1, TerrainParts::kBarredSouthWest);
        }
    }
}

/// Of places and bases: they leave and meet the road at its nearest point.
std::vector<Vertex> Maker::positions() const
{
    std::vector<Vertex> all;
    const auto take = [&](const core::Position& at) {
        if (at.lon && at.lat && m_parts.isInside(m_parts.toGrid({*at.lon, *at.lat})))
            all.push_back({*at.lon, *at.lat});
    };
    for (const auto& base : m_mission.all<core::Base>())
        take(base);
    for (const auto& place : m_mission.all<core::Place>())
        take(place);
    return all;
}

void Maker::takeRoads()
{
    std::vector<core::Geometry::Ring> lines;
    std::vector<std::uint32_t> owners;
    for (const core::Road& road : m_mission.all<core::Road>()) {
        if (!road.geometry.isLine())
            continue;
        m_parts.counts.roads_without_class += road.road_class ? 0 : 1;
        m_parts.roads.push_back({road.id, road.road_class.value_or(core::RoadClass::TRACK), road.ford == true, road.closed_from, road.closed_to, true});
        for (const auto& part : road.geometry.parts)
            for (const auto& line : part) {
                lines.push_back(line);
                owners.push_back(static_cast<std::uint32_t>(m_parts.roads.size() - 1));
            }
    }
    m_parts.counts.roads = m_parts.roads.size();
    const MayJoin dry = [this](Vertex a, Vertex b) { return m_parts.isDry(m_parts.toGrid(a), m_parts.toGrid(b)); };
    joinEnds(lines, kJoinMetres, dry, m_progress);
    const auto stops = addStops(lines, positions(), kStopMetres, dry, m_progress);
    std::vector<NetworkLine> given;
    for (std::size_t i = 0; i < lines.size(); ++i)
        given.push_back({owners[i], &lines[i]});
    m_parts.network = makeNetwork(given, stops, frame(), m_progress);
    if (!m_parts.network.edges.empty())
        m_parts.roadIndex = std::make_unique<const RoadIndex>(m_parts.network, m_parts.rasters.frame.cellX, m_parts.rasters.frame.cellY);
    for (const auto& edge : m_parts.network.edges)
        m_parts.roads[edge.owner].outside = false;
    m_parts.counts.roads_outside = static_cast<std::size_t>(std::count_if(m_parts.roads.begin(), m_parts.roads.end(), [](const TerrainRoad& road) { return road.outside; }));
}

void Maker::linkNodes()
{
    const auto& nodes = m_parts.network.nodes;
    m_parts.nodeLinks.assign(nodes.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        // On a bridge one does not get off.
        if (m_parts.isWater(static_cast<std::int64_t>(std::floor(nodes[i].y + 0.5)), static_cast<std::int64_t>(std::floor(nodes[i].x + 0.5))))
            continue;
        for (int corner = 0; corner < 4; ++corner) {
            const Vertex middle{std::floor(nodes[i].x) + corner % 2, std::floor(nodes[i].y) + corner / 2};
            if (m_parts.isInside(middle) && m_parts.isDry(nodes[i], middle))
                m_parts.nodeLinks[i] |= static_cast<std::uint8_t>(1 << corner);
        }
    }
}

void Maker::count()
{
    TerrainCounts& counts = m_parts.counts;
    counts.cells = m_parts.cells();
    counts.has_elevation = !m_parts.rasters.elevation.empty();
    for (const float each : m_parts.rasters.elevation.cells())
        counts.cells_without_elevation += std::isfinite(each) ? 0 : 1;
    if (counts.has_cover)
        for (const std::uint8_t each : m_parts.rasters.cover.cells())
            counts.cells_without_cover += each == TerrainRasters::kNoCover ? 1 : 0;
}

} // namespace

bool TerrainParts::isDry(Vertex a, Vertex b) const
{
    if (waters.meets(a, b))
        return false;
    if (rasters.cover.empty())
        return true;
    constexpr double kStepsOfCell = 4.0;
    const auto steps = static_cast<int>(std::ceil(std::hypot(b.x - a.x, b.y - a.y) * kStepsOfCell)) + 1;
    const auto cellAt = [&](int step) {
        const double part = static_cast<double>(step) / steps;
        return std::pair{static_cast<std::int64_t>(std::floor(a.y + (b.y - a.y) * part + 0.5)), static_cast<std::int64_t>(std::floor(a.x + (b.x - a.x) * part + 0.5))};
    };
    const auto first = cellAt(0), last = cellAt(steps);
    auto before = first;
    for (int step = 1; step <= steps; ++step) {
        const auto now = cellAt(step);
        // The ends may lie on the shore in a cell whose middle is water.
        if (now != first && now != last && isWater(now.first, now.second))
            return false;
        // A corner between two cells of water is closed, as it is for steps.
        if (now.first != before.first && now.second != before.second && isWater(now.first, before.second) && isWater(before.first, now.second))
            return false;
        before = now;
    }
    return true;
}

double TerrainParts::elevationAt(Vertex at) const
{
    const auto& grid = rasters.elevation;
    if (grid.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const double x = std::clamp(at.x, 0.0, static_cast<double>(rasters.cols - 1)), y = std::clamp(at.y, 0.0, static_cast<double>(rasters.rows - 1));
    const auto col = std::min(static_cast<std::size_t>(x), rasters.cols - 1), row = std::min(static_cast<std::size_t>(y), rasters.rows - 1);
    const auto right = std::min(col + 1, rasters.cols - 1), below = std::min(row + 1, rasters.rows - 1);
    const double partX = x - static_cast<double>(col), partY = y - static_cast<double>(row);
    const auto value = [&](std::size_t r, std::size_t c) { return static_cast<double>(grid.at(r, c)); };
    return (value(row, col) * (1 - partX) + value(row, right) * partX) * (1 - partY) + (value(below, col) * (1 - partX) + value(below, right) * partX) * partY;
}

double TerrainParts::slope(Vertex a, Vertex b, double metresOfWay) const
{
    if (rasters.elevation.empty() || !(metresOfWay > 0.0))
        return 0.0;
    const double rise = elevationAt(b) - elevationAt(a);
    return std::isfinite(rise) ? rise / metresOfWay : 0.0;
}

Terrain::Terrain(const core::Mission& mission, TerrainRasters rasters, Plane plane, const core::Progress& progress)
{
    const auto fits = [&](const auto& grid) { return grid.empty() || (grid.rows() == rasters.rows && grid.cols() == rasters.cols); };
    if (rasters.rows == 0 || rasters.cols == 0 || !fits(rasters.elevation) || !fits(rasters.cover))
        throw core::Error{core::ErrorCode::InvalidInput, "a raster of the terrain has other rows or columns than its frame"};
    m_parts = std::make_unique<TerrainParts>(std::move(rasters), std::move(plane));
    m_parts->counts.has_cover = !m_parts->rasters.cover.empty(); // before waters are drawn into it
    Maker{*m_parts, mission, progress}.run();
}

Terrain::~Terrain() = default;
const TerrainCounts& Terrain::counts() const { return m_parts->counts; }
const core::GridFrame& Terrain::frame() const { return m_parts->rasters.frame; }
std::size_t Terrain::rows() const { return m_parts->rasters.rows; }
std::size_t Terrain::cols() const { return m_parts->rasters.cols; }
core::Vertex Terrain::toGrid(core::Vertex lonLat) const { return m_parts->toGrid(lonLat); }

} // namespace tutela::analysis
