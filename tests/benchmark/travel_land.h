// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/friction_surface.h>
#include <tutela/core/grid.h>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace tutela::benchmark {

/// An invented land with woods, roads, rivers, bridges and lakes: all of it follows from its size and seed, on every machine.
class Land {
public:
    Land(std::uint32_t rows, std::uint32_t cols, std::uint64_t seed) : m_rows(rows), m_cols(cols), m_seed(seed) {}

    static constexpr double kCell = 100.0;      ///< metres
    static constexpr float kBarrier = -1.0F;    ///< as a raster of GRASS is given its cells without a value
    static constexpr float kRoad = 0.1F;        ///< s/m: 36 km/h

    /// s/m, kBarrier on water.
    [[nodiscard]] core::Grid<float> friction() const;
    /// Metres, known everywhere.
    [[nodiscard]] core::Grid<float> elevation() const;
    /// Cells of roads, spread over the land.
    [[nodiscard]] std::vector<analysis::Cell> bases(std::size_t count) const;
    /// Cells of a road that is not there yet, some kilometres beside a base; of kRoad when it is built.
    [[nodiscard]] std::vector<analysis::Cell> newRoad() const;
    /// Cells across a road of today, where it is cut.
    [[nodiscard]] std::vector<analysis::Cell> cut() const;

private:
    /// Where a line that runs from one side to the other stands at `along`; lines of a family are `spacing` cells apart.
    [[nodiscard]] double line(std::uint64_t family, std::uint32_t number, double spacing, double along) const;
    template <class Paint>
    void paintLines(std::uint64_t family, double spacing, std::int64_t half, bool southwards, Paint&& paint) const;

    std::uint32_t m_rows, m_cols;
    std::uint64_t m_seed;
};

/// The cells alone, row by row, in the byte order of the machine: what r.in.bin reads and r.out.bin writes.
[[nodiscard]] core::Grid<float> readCells(const std::filesystem::path& path, std::uint32_t rows, std::uint32_t cols);
void writeCells(const std::filesystem::path& path, const core::Grid<float>& grid);

} // namespace tutela::benchmark
