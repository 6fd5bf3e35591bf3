// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One case of travel time a run (performance A1 to A7); travel.py makes the same with GRASS and compares.
//   travel_speed make FOLDER ROWS COLS SEED               friction.f32, elevation.f32, bases.txt (row and column)
//   travel_speed search FOLDER ROWS COLS 8|16 LAW OUT     from the first base over the whole raster; times to OUT
//   travel_speed bases FOLDER ROWS COLS LIMIT EACH        all bases, one search each to the limit (s); every EACH-th to bases-N.f32
//   travel_speed whatif FOLDER ROWS COLS SEED             from all bases, then a road is built, and another one cut: repaired
//                                                         times to built.f32 and cut.f32, the rasters to friction-*.f32
//   travel_speed cancel FOLDER ROWS COLS                  the same work as `search`, stopped at many moments: the longest time between
//                                                         two answers to Stop, s, of reading, laying out, searching and reading back
//   travel_speed compare A B ROWS COLS SCALE WITHIN LIMIT A against SCALE x B; ends with 1 when they differ. r.cost leaves costs
//                                                         beyond its limit standing in cells at the edge: beyond LIMIT is not reached
#include "processor.h"
#include "travel_land.h"

#include <tutela/analysis/travel_time.h>
#include <tutela/core/error.h>
#include <tutela/geodata/raster.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>

using namespace tutela;
using namespace tutela::benchmark;
namespace fs = std::filesystem;

namespace {

class Watch {
public:
    /// Seconds since the last call, on the clock and of the processor.
    void lap(const char* what)
    {
        const auto now = std::chrono::steady_clock::now();
        const double processor = processorSeconds();
        std::printf("%s %.4f %.4f\n", what, std::chrono::duration<double>(now - m_then).count(), processor - m_processor);
        m_then = std::chrono::steady_clock::now();
        m_processor = processorSeconds();
    }

private:
    std::chrono::steady_clock::time_point m_then = std::chrono::steady_clock::now();
    double m_processor = processorSeconds();
};

std::uint32_t number(const std::string& text) { return static_cast<std::uint32_t>(std::stoul(text)); }

struct Place {
    explicit Place(const std::vector<std::string>& words) : folder(words.at(1)), rows(number(words.at(2))), cols(number(words.at(3))) {}
    fs::path folder;
    std::uint32_t rows, cols;
};

std::vector<analysis::Cell> basesOf(const Place& place)
{
    std::ifstream file{place.folder / "bases.txt"};
    std::vector<analysis::Cell> cells;
    for (analysis::Cell cell; file >> cell.row >> cell.col;)
        cells.push_back(cell);
    return cells;
}

void make(const Place& place, std::uint64_t seed)
{
    constexpr std::size_t kBases = 50;
    constexpr std::size_t kMostWithHeights = 20'000'000; // the largest case has no slope
    const Land land{place.rows, place.cols, seed};
    writeCells(place.folder / "friction.f32", land.friction());
    if (std::size_t{place.rows} * place.cols <= kMostWithHeights)
        writeCells(place.folder / "elevation.f32", land.elevation());
    std::ofstream bases{place.folder / "bases.txt"};
    for (const auto& cell : land.bases(kBases))
        bases << cell.row << ' ' << cell.col << '\n';
}

std::shared_ptr<const analysis::FrictionSurface> surfaceOf(const Place& place, bool sloped)
{
    auto friction = readCells(place.folder / "friction.f32", place.rows, place.cols);
    auto elevation = sloped ? readCells(place.folder / "elevation.f32", place.rows, place.cols) : core::Grid<float>{};
    return std::make_shared<const analysis::FrictionSurface>(std::move(friction), Land::kCell, Land::kCell, std::move(elevation));
}

/// Some rows at a time, so that the times are in memory once.
void write(const analysis::TravelTimes& times, const Place& place, const fs::path& path)
{
    constexpr std::uint32_t kRows = 64;
    std::ofstream file{path, std::ios::binary};
    std::vector<float> cells(std::size_t{kRows} * place.cols);
    for (std::uint32_t from = 0; from < place.rows; from += kRows) {
        const std::size_t count = std::min(kRows, place.rows - from);
        for (std::uint32_t row = 0; row < count; ++row)
            times.row(from + row, std::span{cells}.subspan(std::size_t{row} * place.cols, place.cols));
        for (float& each : cells)
            each = std::isnan(each) ? Land::kBarrier : each;
        file.write(reinterpret_cast<const char*>(cells.data()), static_cast<std::streamsize>(count * place.cols * sizeof(float)));
    }
    if (!file.flush())
        throw std::runtime_error{"cannot write " + path.string()};
}

void search(const Place& place, const std::string& neighbours, const std::string& law, const fs::path& out)
{
    analysis::TravelOptions options;
    options.neighbours = neighbours == "16" ? analysis::Neighbours::Sixteen : analysis::Neighbours::Eight;
    options.slope = law == "rwalk" ? analysis::SlopeLaw::RWalk : law == "tobler" ? analysis::SlopeLaw::Tobler : analysis::SlopeLaw::None;
    Watch watch;
    const auto surface = surfaceOf(place, options.slope != analysis::SlopeLaw::None);
    watch.lap("surface");
    const auto times = analysis::travelTimes(surface, {{basesOf(place).at(0)}}, options);
    watch.lap("search");
    write(times, place, out);
    watch.lap("write");
}

void searchBases(const Place& place, double limit, std::size_t each)
{
    analysis::TravelOptions options;
    options.limitSeconds = limit;
    Watch watch;
    const auto surface = surfaceOf(place, false);
    watch.lap("surface");
    std::vector<analysis::TravelTimes> all;
    for (const auto& base : basesOf(place))
        all.push_back(analysis::travelTimes(surface, {{base}}, options));
    watch.lap("search");
    std::uint64_t reached = 0;
    for (const auto& times : all)
        reached += times.reached();
    std::printf("reached %llu %zu\n", static_cast<unsigned long long>(reached), all.size());
    for (std::size_t i = 0; i < all.size(); i += each)
        write(all[i], place, place.folder / ("bases-" + std::to_string(i) + ".f32"));
}

/// Stops work at moments spread over it, and tells the longest that it went on. Each is run anew: what is freed at the end counts too.
template <class Work>
void cancel(const char* what, Work&& work)
{
    using Clock = std::chrono::steady_clock;
    constexpr int kMoments = 12;
    const auto begin = Clock::now();
    work(core::Progress{});
    const auto whole = Clock::now() - begin;
    double longest = 0.0;
    for (int i = 1; i < kMoments; ++i) {
        std::stop_source stop;
        Clock::time_point asked;
        std::jthread person{[&, moment = whole * i / kMoments] {
            std::this_thread::sleep_for(moment);
            asked = Clock::now();
            stop.request_stop();
        }};
        try {
            work(core::Progress{stop.get_token(), {}});
        } catch (const core::Cancelled&) {
            const auto ended = Clock::now();
            person.join();
            longest = std::max(longest, std::chrono::duration<double>(ended - asked).count());
        }
    }
    std::printf("cancel-%s %.4f of %.4f\n", what, longest, std::chrono::duration<double>(whole).count());
}

void cancelAll(const Place& place)
{
    const auto friction = readCells(place.folder / "friction.f32", place.rows, place.cols);
    const auto raster = (place.folder / "cancel.tif").string();
    const auto bytes = geodata::geoTiffBytes(friction, {500'000.0, 5'000'000.0, Land::kCell, Land::kCell, "EPSG:32631"});
    std::ofstream{raster, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    cancel("read", [&](const core::Progress& progress) { static_cast<void>(geodata::readRaster(geodata::Source::file(raster), 1, progress)); });
    std::shared_ptr<const analysis::FrictionSurface> surface;
    cancel("surface", [&](const core::Progress& progress) {
        surface = std::make_shared<const analysis::FrictionSurface>(friction, Land::kCell, Land::kCell, core::Grid<float>{}, progress);
    });
    const std::vector<analysis::TravelSource> from{{basesOf(place).at(0)}};
    cancel("search", [&](const core::Progress& progress) { static_cast<void>(analysis::travelTimes(surface, from, {}, progress)); });
    const auto times = analysis::travelTimes(surface, from);
    cancel("grid", [&](const core::Progress& progress) { static_cast<void>(times.grid(progress)); });
    cancel("allocation", [&](const core::Progress& progress) { static_cast<void>(times.allocation(progress)); });
}

class WhatIf {
public:
    WhatIf(Place place, std::shared_ptr<analysis::FrictionSurface> surface, analysis::TravelTimes times)
        : m_place(std::move(place)), m_friction(readCells(m_place.folder / "friction.f32", m_place.rows, m_place.cols)), m_surface(std::move(surface)), m_times(std::move(times)) {}

    /// Gives cells a friction, repairs, and does both backwards; the median of `runs`.
    void edit(const char* name, const std::vector<analysis::Cell>& cells, float friction)
    {
        constexpr std::size_t kRuns = 5;
        std::vector<double> wall, processor;
        std::size_t changed = 0;
        for (std::size_t i = 0; i < kRuns; ++i) {
            const auto start = std::chrono::steady_clock::now();
            const double before = processorSeconds();
            for (const auto& cell : cells)
                m_surface->setFriction(cell, friction);
            changed = analysis::repairTravelTimes(m_times, {cells, {}}).size();
            wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
            processor.push_back(processorSeconds() - before);
            if (i == 0)
                keep(name, cells, friction);
            for (const auto& cell : cells)
                m_surface->setFriction(cell, m_friction.at(cell.row, cell.col));
            if (analysis::repairTravelTimes(m_times, {cells, {}}).size() != changed)
                throw std::logic_error{"undoing changed other cells than doing"};
        }
        std::sort(wall.begin(), wall.end());
        std::sort(processor.begin(), processor.end());
        std::printf("%s %.5f %.5f\n%s-cells %zu %zu\n", name, wall[kRuns / 2], processor[kRuns / 2], name, cells.size(), changed);
    }

private:
    void keep(const std::string& name, const std::vector<analysis::Cell>& cells, float friction) const
    {
        write(m_times, m_place, m_place.folder / (name + ".f32"));
        auto edited = m_friction;
        for (const auto& cell : cells)
            edited.at(cell.row, cell.col) = friction;
        writeCells(m_place.folder / ("friction-" + name + ".f32"), edited);
    }

    Place m_place;
    core::Grid<float> m_friction;
    std::shared_ptr<analysis::FrictionSurface> m_surface;
    analysis::TravelTimes m_times;
};

void whatIf(const Place& place, std::uint64_t seed)
{
    const Land land{place.rows, place.cols, seed};
    auto surface = std::make_shared<analysis::FrictionSurface>(readCells(place.folder / "friction.f32", place.rows, place.cols), Land::kCell, Land::kCell);
    std::vector<analysis::TravelSource> sources;
    for (const auto& base : basesOf(place))
        sources.push_back({base});
    Watch watch;
    auto times = analysis::travelTimes(surface, sources);
    watch.lap("search");
    WhatIf what{place, surface, std::move(times)};
    what.edit("built", land.newRoad(), Land::kRoad);
    what.edit("cut", land.cut(), Land::kBarrier);
}

int compare(const std::vector<std::string>& words)
{
    const std::uint32_t rows = number(words.at(3)), cols = number(words.at(4));
    const auto ours = readCells(words.at(1), rows, cols), theirs = readCells(words.at(2), rows, cols);
    const double scale = std::stod(words.at(5)), within = std::stod(words.at(6)), limit = std::stod(words.at(7));
    std::size_t both = 0, one = 0, beyond = 0;
    double most = 0.0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const double a = static_cast<double>(ours.cells()[i]), cost = scale * static_cast<double>(theirs.cells()[i]);
        const double b = cost > limit && (a < 0.0 || cost > limit * (1.0 + within)) ? -1.0 : cost;
        if ((a < 0.0) != (b < 0.0)) {
            ++one;
            continue;
        }
        both += a >= 0.0 ? 1 : 0;
        constexpr double kSmall = 1.0; // seconds: below, the difference counts as if it were of one second
        const double apart = a < 0.0 ? 0.0 : std::abs(a - b) / std::max(kSmall, b);
        most = std::max(most, apart);
        beyond += apart > within ? 1 : 0;
    }
    std::printf("reached %zu, by one side only %zu, largest difference %.5f %%, beyond %.3f %%: %zu\n", both, one, most * 100.0, within * 100.0, beyond);
    return one == 0 && beyond == 0 ? 0 : 1;
}

int run(const std::vector<std::string>& words)
{
    const std::string what = words.empty() ? "" : words[0];
    if (what == "make")
        make(Place{words}, std::stoull(words.at(4)));
    else if (what == "search")
        search(Place{words}, words.at(4), words.at(5), words.at(6));
    else if (what == "bases")
        searchBases(Place{words}, std::stod(words.at(4)), std::stoul(words.at(5)));
    else if (what == "whatif")
        whatIf(Place{words}, std::stoull(words.at(4)));
    else if (what == "cancel")
        cancelAll(Place{words});
    else if (what == "compare")
        return compare(words);
    else
        throw std::invalid_argument{"make, search, bases, whatif, cancel or compare"};
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "travel_speed: %s\n", error.what());
        return 2;
    }
}
