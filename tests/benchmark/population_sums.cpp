// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Times sums of people by zone and by minute (B1, B2), and writes what another program needs to do the same: rasters of people, minutes and
// zones, and the answers. usage: population_sums FOLDER [RUNS [ROWS COLS]]; RUNS 0 only writes. population.py compares.

#include "processor.h"

#include <tutela/analysis/population.h>
#include <tutela/analysis/zonal.h>
#include <tutela/core/atomic_write.h>
#include <tutela/geodata/raster.h>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <random>

using namespace tutela;

namespace {

constexpr std::size_t kZonesAcross = 40, kZonesDown = 25;

struct Data {
    std::size_t rows, cols;
    core::GridFrame frame;
    core::Grid<float> people, minutes, zones;
    std::vector<core::Geometry> areas;
};

/// Cells to the east of its place, of the border in this row: it runs along sides of cells, so that a raster of zones holds it exactly.
std::size_t step(std::size_t border, std::size_t row, std::size_t most)
{
    constexpr std::size_t kRows = 5;
    return border == 0 || border == kZonesAcross ? 0 : (row / kRows * 7 + border * 13) % most;
}

core::Geometry zoneArea(const Data& data, std::size_t number)
{
    const std::size_t across = number % kZonesAcross, down = number / kZonesAcross, wide = data.cols / kZonesAcross, high = data.rows / kZonesDown;
    const auto at = [&](std::size_t col, std::size_t row) { return core::Vertex{data.frame.west + static_cast<double>(col) * data.frame.cellX, data.frame.north - static_cast<double>(row) * data.frame.cellY}; };
    core::Geometry::Ring ring;
    for (std::size_t row = down * high; row < (down + 1) * high; ++row) { // down in the west
        const std::size_t col = across * wide + step(across, row, wide / 4);
        ring.push_back(at(col, row));
        ring.push_back(at(col, row + 1));
    }
    for (std::size_t row = (down + 1) * high; row > down * high; --row) { // up in the east
        const std::size_t col = (across + 1) * wide + step(across + 1, row - 1, wide / 4);
        ring.push_back(at(col, row));
        ring.push_back(at(col, row - 1));
    }
    ring.push_back(ring.front());
    return {core::Geometry::Type::Polygon, {{std::move(ring)}}};
}

Data makeData(std::size_t rows, std::size_t cols)
{
    Data data{rows, cols, {500'000.0, 300'000.0, 100.0, 100.0, "EPSG:32631"}, core::Grid<float>{rows, cols}, core::Grid<float>{rows, cols}, core::Grid<float>{rows, cols}, {}};
    std::mt19937 random{1};
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t col = 0; col < cols; ++col) {
            const std::uint32_t number = static_cast<std::uint32_t>(random());
            constexpr std::uint32_t kHoles = 50, kQuarters = 400;
            // Quarters of a person: their sums are exact in every order.
            data.people.at(row, col) = number % kHoles == 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(number / kHoles % kQuarters) / 4.0F;
            const double away = std::hypot(static_cast<double>(row) - static_cast<double>(rows) / 2.0, static_cast<double>(col) - static_cast<double>(cols) / 2.0);
            data.minutes.at(row, col) = away > 0.45 * static_cast<double>(cols) ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(65.0 + away * 0.12 + static_cast<double>(number % 16));
            std::size_t across = col / (cols / kZonesAcross);
            if (col < across * (cols / kZonesAcross) + step(across, row, cols / kZonesAcross / 4))
                --across;
            data.zones.at(row, col) = static_cast<float>(row / (rows / kZonesDown) * kZonesAcross + across + 1);
        }
    for (std::size_t number = 0; number < kZonesAcross * kZonesDown; ++number)
        data.areas.push_back(zoneArea(data, number));
    return data;
}

/// The same areas turned a little, so that no border follows the cells.
std::vector<core::Geometry> turned(const Data& data)
{
    constexpr double kAngle = 0.05;
    auto areas = data.areas;
    const double x = data.frame.west + static_cast<double>(data.cols) * data.frame.cellX / 2.0, y = data.frame.north - static_cast<double>(data.rows) * data.frame.cellY / 2.0;
    for (auto& area : areas)
        for (auto& v : area.parts[0][0])
            v = {x + (v.x - x) * std::cos(kAngle) - (v.y - y) * std::sin(kAngle), y + (v.x - x) * std::sin(kAngle) + (v.y - y) * std::cos(kAngle)};
    return areas;
}

std::vector<analysis::AreaCells> prepared(const Data& data, const std::vector<core::Geometry>& areas)
{
    std::vector<analysis::AreaCells> cells;
    cells.reserve(areas.size());
    for (const auto& area : areas)
        cells.push_back(analysis::cellsOf(area, data.frame, data.rows, data.cols));
    return cells;
}

std::vector<analysis::AreaSum> sums(const Data& data, const std::vector<analysis::AreaCells>& areas)
{
    std::vector<analysis::AreaSum> out;
    out.reserve(areas.size());
    for (const auto& area : areas)
        out.push_back(analysis::sumOver(data.people, area));
    return out;
}

/// Median seconds on the clock and of the processor.
void timeCase(std::string_view name, int runs, const std::function<void()>& work)
{
    std::vector<double> clock, processor;
    for (int run = 0; run <= runs; ++run) { // the first only warms up
        const double before = benchmark::processorSeconds();
        const auto start = std::chrono::steady_clock::now();
        work();
        clock.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        processor.push_back(benchmark::processorSeconds() - before);
    }
    const auto median = [](std::vector<double> values) {
        values.erase(values.begin());
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    };
    fmt::print("{}\t{:.6f}\t{:.6f}\n", name, median(clock), median(processor));
}

void write(const std::filesystem::path& path, const std::string& bytes) { core::io::atomicWrite(path, bytes); }

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2)
        return 2;
    const std::filesystem::path folder = argv[1];
    const int runs = argc > 2 ? std::atoi(argv[2]) : 9;
    const auto number = [&](int at, std::size_t usual) { return argc > at ? static_cast<std::size_t>(std::atoll(argv[at])) : usual; };
    const Data data = makeData(number(3, 2500), number(4, 4000));
    const auto zones = prepared(data, data.areas);
    core::Grid<double> people{data.rows, data.cols};
    for (std::size_t i = 0; i < people.size(); ++i)
        people.cells()[i] = std::isnan(data.people.cells()[i]) ? 0.0 : static_cast<double>(data.people.cells()[i]);

    std::string table;
    const auto all = sums(data, zones);
    for (std::size_t i = 0; i < all.size(); ++i)
        table += fmt::format("{} {:.2f} {:.0f} {:.0f}\n", i + 1, all[i].sum, all[i].cells, all[i].cells_without_value);
    write(folder / "zones.txt", table);
    table.clear();
    const auto curve = analysis::peopleByMinute(people, data.minutes);
    for (std::int64_t minute = 0; minute <= static_cast<std::int64_t>(curve.up_to.size()); ++minute)
        table += fmt::format("{} {:.2f}\n", minute, curve.within(minute));
    write(folder / "minutes.txt", table);
    if (!std::filesystem::exists(folder / "zones.tif")) {
        write(folder / "people.tif", geodata::geoTiffBytes(data.people, data.frame));
        write(folder / "minutes.tif", geodata::geoTiffBytes(data.minutes, data.frame));
        write(folder / "zones.tif", geodata::geoTiffBytes(data.zones, data.frame, {geodata::CellType::Int16, {}}));
    }
    if (runs == 0)
        return 0;
    const auto slanted = turned(data);
    const auto slantedCells = prepared(data, slanted);
    timeCase("B1 sums", runs, [&] { static_cast<void>(sums(data, zones)); });
    timeCase("B1 shares of the cells", runs, [&] { static_cast<void>(prepared(data, data.areas)); });
    timeCase("B1 sums, slanted borders", runs, [&] { static_cast<void>(sums(data, slantedCells)); });
    timeCase("B1 shares, slanted borders", runs, [&] { static_cast<void>(prepared(data, slanted)); });
    timeCase("B2 people by minute", runs, [&] { static_cast<void>(analysis::peopleByMinute(people, data.minutes)); });
    return 0;
}
