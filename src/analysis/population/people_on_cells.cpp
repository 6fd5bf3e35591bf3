// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/population.h>

#include "cell_edges_p.h"

#include <array>

namespace tutela::analysis {

using core::Vertex;

namespace {

/// Corners of the cells of a raster, in cells of the other frame, a band of rows at a time.
class Corners {
public:
    static constexpr std::size_t kStep = 16;

    Corners(const PopulationRaster& raster, const core::GridFrame& to, const MapPoints& toFrame)
        : m_from(raster.frame), m_to(to), m_toFrame(toFrame), m_rows(raster.people.rows()), m_cols(raster.people.cols())
    {
        for (std::size_t col = 0; col < m_cols; col += kStep)
            m_columns.push_back(static_cast<double>(col));
        m_columns.push_back(static_cast<double>(m_cols));
    }

    /// Of the rows `top` to `top + kStep`, or to the last: by row, then column.
    const std::vector<std::vector<Vertex>>& band(std::size_t top)
    {
        const std::size_t bottom = std::min(top + kStep, m_rows);
        m_band.assign(bottom - top + 1, {});
        const auto north = at(m_columns, static_cast<double>(top)), south = at(m_columns, static_cast<double>(bottom));
        const bool smooth = isSmooth(north, south, top, bottom);
        for (std::size_t row = top; row <= bottom; ++row)
            m_band[row - top] = smooth ? between(north, south, static_cast<double>(row - top) / static_cast<double>(bottom - top)) : each(row);
        return m_band;
    }

private:
    /// Corners at these columns of one row.
    [[nodiscard]] std::vector<Vertex> at(const std::vector<double>& columns, double row) const
    {
        std::vector<Vertex> points;
        points.reserve(columns.size());
        for (const double col : columns)
            points.push_back({m_from.west + col * m_from.cellX, m_from.north - row * m_from.cellY});
        m_toFrame(points);
        for (Vertex& p : points)
            p = {(p.x - m_to.west) / m_to.cellX, (m_to.north - p.y) / m_to.cellY};
        return points;
    }
    [[nodiscard]] std::vector<Vertex> each(std::size_t row) const
    {
        std::vector<double> columns(m_cols + 1);
        for (std::size_t col = 0; col <= m_cols; ++col)
            columns[col] = static_cast<double>(col);
        return at(columns, static_cast<double>(row));
    }
    /// True when two points of each block lie where they would be placed between its corners; one beside the middle, where a wave may cross.
    [[nodiscard]] bool isSmooth(const std::vector<Vertex>& north, const std::vector<Vertex>& south, std::size_t top, std::size_t bottom) const
    {
        return isSmoothAt(0.5, 0.5, north, south, top, bottom) && isSmoothAt(0.2, 0.3, north, south, top, bottom);
    }
    /// @param right,down  where in each block, 0 to 1
    [[nodiscard]] bool isSmoothAt(double right, double down, const std::vector<Vertex>& north, const std::vector<Vertex>& south, std::size_t top, std::size_t bottom) const
    {
        constexpr double kNear = 0.005;
        std::vector<double> columns;
        for (std::size_t i = 0; i + 1 < m_columns.size(); ++i)
            columns.push_back(m_columns[i] + (m_columns[i + 1] - m_columns[i]) * right);
        const auto exact = at(columns, static_cast<double>(top) + static_cast<double>(bottom - top) * down);
        for (std::size_t i = 0; i < exact.size(); ++i) {
            const Vertex placed = mix(mix(north[i], south[i], down), mix(north[i + 1], south[i + 1], down), right);
            if (!(std::hypot(placed.x - exact[i].x, placed.y - exact[i].y) <= kNear)) // nor with a place that there is not
                return false;
        }
        return true;
    }
    static Vertex mix(Vertex a, Vertex b, double share) { return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share}; }
    [[nodiscard]] std::vector<Vertex> between(const std::vector<Vertex>& north, const std::vector<Vertex>& south, double down) const
    {
        std::vector<Vertex> row;
        row.reserve(m_cols + 1);
        for (std::size_t i = 0; i + 1 < m_columns.size(); ++i) {
            const Vertex west = mix(north[i], south[i], down), east = mix(north[i + 1], south[i + 1], down);
            const double width = m_columns[i + 1] - m_columns[i];
            for (std::size_t col = 0; col < static_cast<std::size_t>(width); ++col)
                row.push_back(mix(west, east, static_cast<double>(col) / width));
        }
        row.push_back(mix(north.back(), south.back(), down));
        return row;
    }

    const core::GridFrame &m_from, &m_to;
    const MapPoints& m_toFrame;
    std::size_t m_rows, m_cols;
    std::vector<double> m_columns;
    std::vector<std::vector<Vertex>> m_band;
};

/// Gives the people of one quadrilateral after the other to the cells below.
class Spreader {
public:
    Spreader(std::size_t rows, std::size_t cols) : m_width(static_cast<double>(cols)), m_height(static_cast<double>(rows)) { m_out.people = core::Grid<double>{rows, cols}; }

    void add(float people, const std::array<Vertex, 4>& corners)
    {
        const bool known = people >= 0.0F;
        if (people == 0.0F)
            return;
        const auto [west, east] = std::minmax({corners[0].x, corners[1].x, corners[2].x, corners[3].x});
        const auto [north, south] = std::minmax({corners[0].y, corners[1].y, corners[2].y, corners[3].y});
        bool meets = west < m_width && east > 0.0 && north < m_height && south > 0.0;
        for (const Vertex corner : corners)
            meets = meets && std::isfinite(corner.x) && std::isfinite(corner.y);
        if (!known)
            m_out.cells_without_value += meets ? 1 : 0;
        else if (!meets)
            m_out.outside += static_cast<double>(people);
        else
            spread(static_cast<double>(people), corners, {west, north, east, south});
    }
    PeopleOnCells take()
    {
        for (const double people : m_out.people.cells())
            m_out.all += people;
        return std::move(m_out);
    }

private:
    /// @param around  west, the smaller y, east, the larger y
    void spread(double people, const std::array<Vertex, 4>& corners, const core::Box& around)
    {
        const auto first = [](double at) { return static_cast<std::size_t>(std::max(at, 0.0)); };
        const auto behind = [](double at, double size) { return static_cast<std::size_t>(std::ceil(std::min(at, size))); };
        const std::size_t west = first(around.west), north = first(around.south), cols = behind(around.east, m_width) - west, rows = behind(around.north, m_height) - north;
        const bool inside = around.west >= 0.0 && around.south >= 0.0 && around.east <= m_width && around.north <= m_height;
        if (inside && cols * rows == 1) {
            m_out.people.at(north, west) += people;
            return;
        }
        m_down.assign(cols * rows, 0.0);
        m_right.assign(cols * rows, 0.0);
        std::array<Vertex, 4> local = corners;
        for (Vertex& corner : local)
            corner = {corner.x - static_cast<double>(west), corner.y - static_cast<double>(north)};
        for (std::size_t i = 0; i < local.size(); ++i)
            addEdge(local[i], local[(i + 1) % local.size()], rows, cols, [&](std::size_t row, std::size_t col, double down, double right) {
                m_down[row * cols + col] += down;
                m_right[row * cols + col] += right;
            });
        const double covered = coverCells(rows, cols);
        const double whole = inside ? covered : 0.5 * std::abs(twiceArea(local));
        for (std::size_t i = 0; i < m_right.size() && whole > 0.0; ++i)
            if (m_right[i] != 0.0)
                m_out.people.at(north + i / cols, west + i % cols) += people * (m_right[i] / whole);
        m_out.outside += whole > 0.0 ? people * std::max(0.0, (whole - covered) / whole) : people;
    }
    /// Makes `m_right` the covered share of each cell. Gives their sum.
    double coverCells(std::size_t rows, std::size_t cols)
    {
        double sum = 0.0;
        for (std::size_t row = 0; row < rows; ++row) {
            double before = 0.0;
            for (std::size_t i = row * cols; i < (row + 1) * cols; ++i) {
                m_right[i] = std::abs(before + m_right[i]); // below 0 when the quadrilateral turns the other way
                before += m_down[i];
                sum += m_right[i];
            }
        }
        return sum;
    }

    double m_width, m_height;
    PeopleOnCells m_out;
    std::vector<double> m_down, m_right;
};

} // namespace

PeopleOnCells peopleOnCells(const PopulationRaster& raster, const core::GridFrame& frame, std::size_t rows, std::size_t cols, const MapPoints& toFrame, const core::Progress& progress)
{
    Spreader spreader{rows, cols};
    Corners corners{raster, frame, toFrame};
    const auto& people = raster.people;
    for (std::size_t top = 0; top < people.rows(); top += Corners::kStep) {
        progress.step(static_cast<double>(top) / static_cast<double>(people.rows()));
        const auto& band = corners.band(top);
        for (std::size_t i = 0; i + 1 < band.size(); ++i)
            for (std::size_t col = 0; col < people.cols(); ++col)
                spreader.add(people.at(top + i, col), {band[i][col], band[i + 1][col], band[i + 1][col + 1], band[i][col + 1]});
    }
    return spreader.take();
}

} // namespace tutela::analysis
