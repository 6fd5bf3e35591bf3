// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/travel_time.h>
#include <tutela/core/error.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <thread>

using namespace tutela;
using namespace tutela::analysis;
using Catch::WithinRel;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
/// Rounding to units changes a link by less than 0.02 % (friction_surface.h); a way is a sum of links.
constexpr double kRounding = 2.5e-4;

/// '#' is a barrier, a digit the friction in s/m, '.' 1 s/m.
core::Grid<float> picture(const std::vector<std::string>& lines)
{
    core::Grid<float> grid{lines.size(), lines[0].size()};
    for (std::size_t row = 0; row < lines.size(); ++row)
        for (std::size_t col = 0; col < lines[row].size(); ++col) {
            const char c = lines[row][col];
            grid.at(row, col) = c == '#' ? kNaN : c == '.' ? 1.0F : static_cast<float>(c - '0');
        }
    return grid;
}

std::shared_ptr<const FrictionSurface> surfaceOf(const core::Grid<float>& friction, double cell = 10.0, const core::Grid<float>& elevation = {})
{
    return std::make_shared<const FrictionSurface>(friction, cell, cell, elevation);
}

struct Case {
    core::Grid<float> friction, elevation;
    double cell = 10.0;
    TravelOptions options;
};

double factorOf(const Case& of, double rise, double metres, double flat)
{
    if (of.options.slope == SlopeLaw::Tobler)
        return flat * std::exp(3.5 * (std::abs(rise / metres + 0.05) - 0.05));
    if (of.options.slope == SlopeLaw::RWalk)
        return flat + 0.72 * metres + (rise >= 0 ? 6.0 * rise : rise / metres > -0.2125 ? 1.9998 * rise : -1.9998 * rise);
    return flat;
}

/// Seconds of one step, NaN when it cannot be made: written from the definition, in doubles.
double stepOf(const Case& of, long row, long col, long down, long right)
{
    const auto at = [&](const core::Grid<float>& grid, long r, long c) {
        const bool inside = r >= 0 && c >= 0 && r < static_cast<long>(grid.rows()) && c < static_cast<long>(grid.cols());
        return inside ? static_cast<double>(grid.at(static_cast<std::size_t>(r), static_cast<std::size_t>(c))) : std::nan("");
    };
    const double metres = of.cell * std::sqrt(static_cast<double>(down * down + right * right));
    double sum = at(of.friction, row, col) + at(of.friction, row + down, col + right);
    double mean = sum / 2;
    if (std::abs(down) == 2)
        mean = (sum + at(of.friction, row + down / 2, col) + at(of.friction, row + down / 2, col + right)) / 4;
    if (std::abs(right) == 2)
        mean = (sum + at(of.friction, row, col + right / 2) + at(of.friction, row + down, col + right / 2)) / 4;
    if (of.options.slope == SlopeLaw::None)
        return mean * metres;
    const double sign = of.options.direction == TravelDirection::FromSources ? 1.0 : -1.0;
    return factorOf(of, sign * (at(of.elevation, row + down, col + right) - at(of.elevation, row, col)), metres, mean * metres);
}

/// Dijkstra with a heap and doubles.
core::Grid<double> bruteForce(const Case& of, const std::vector<TravelSource>& sources)
{
    core::Grid<double> best{of.friction.rows(), of.friction.cols(), std::numeric_limits<double>::infinity()};
    using Entry = std::tuple<double, long, long>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (const auto& source : sources)
        if (const float friction = of.friction.at(source.cell.row, source.cell.col); friction > 0.0F)
            queue.emplace(source.delaySeconds, source.cell.row, source.cell.col);
    const long reach = of.options.neighbours == Neighbours::Sixteen ? 2 : 1;
    while (!queue.empty()) {
        const auto [cost, row, col] = queue.top();
        queue.pop();
        double& known = best.at(static_cast<std::size_t>(row), static_cast<std::size_t>(col));
        if (cost >= known)
            continue;
        known = cost;
        for (long down = -reach; down <= reach; ++down)
            for (long right = -reach; right <= reach; ++right) {
                const long longest = std::max(std::abs(down), std::abs(right)), shortest = std::min(std::abs(down), std::abs(right));
                if (longest == 0 || (longest == 2 && shortest != 1))
                    continue;
                if (const double step = stepOf(of, row, col, down, right); !std::isnan(step))
                    queue.emplace(cost + step, row + down, col + right);
            }
    }
    return best;
}

Case randomCase(std::mt19937& random, std::size_t rows, std::size_t cols)
{
    Case made;
    made.friction = core::Grid<float>{rows, cols};
    made.elevation = core::Grid<float>{rows, cols};
    std::uniform_real_distribution<float> friction{0.05F, 3.0F}, climb{0.0F, 6.0F};
    for (auto& each : made.friction.cells())
        each = random() % 5 == 0 ? kNaN : friction(random);
    for (auto& each : made.elevation.cells())
        each = climb(random);
    made.cell = 30.0;
    return made;
}

void checkAgainstBruteForce(const Case& of, const std::vector<TravelSource>& sources)
{
    const auto times = travelTimes(surfaceOf(of.friction, of.cell, of.elevation), sources, of.options);
    const auto expected = bruteForce(of, sources);
    for (std::uint32_t row = 0; row < of.friction.rows(); ++row)
        for (std::uint32_t col = 0; col < of.friction.cols(); ++col) {
            const auto found = times.seconds({row, col});
            const double wanted = expected.at(row, col);
            INFO("row " << row << " col " << col);
            REQUIRE(found.has_value() == std::isfinite(wanted));
            if (found)
                REQUIRE(std::abs(*found - wanted) <= kRounding * wanted + 0.01); // delays are rounded to a unit, some milliseconds
        }
}

} // namespace

TEST_CASE("Times equal those of a plain Dijkstra on random grids, for all neighbours, laws and directions")
{
    std::mt19937 random{7};
    for (int round = 0; round < 60; ++round) {
        Case of = randomCase(random, 1 + random() % 40, 1 + random() % 40);
        of.options.neighbours = round % 2 == 0 ? Neighbours::Eight : Neighbours::Sixteen;
        of.options.slope = std::array{SlopeLaw::None, SlopeLaw::Tobler, SlopeLaw::RWalk}[static_cast<std::size_t>(round) % 3];
        of.options.direction = round % 4 < 2 ? TravelDirection::FromSources : TravelDirection::ToSources;
        std::vector<TravelSource> sources;
        for (int i = 0; i < 3; ++i)
            sources.push_back({{static_cast<std::uint32_t>(random() % of.friction.rows()), static_cast<std::uint32_t>(random() % of.friction.cols())}, static_cast<double>(random() % 100)});
        checkAgainstBruteForce(of, sources);
    }
}

TEST_CASE("Times are the same to the last bit wherever the cells lie in their tiles")
{
    // Rows and columns of barriers in the north and west move every cell: what lay inside of a tile comes to lie at its border.
    std::mt19937 random{5};
    const Case of = randomCase(random, 75, 70);
    const TravelSource source{{40, 33}, 12.5};
    for (const auto& limit : {std::optional<double>{}, std::optional<double>{900.0}}) {
        TravelOptions options;
        options.limitSeconds = limit;
        auto open = of.friction;
        open.at(source.cell.row, source.cell.col) = 1.0F;
        const auto times = travelTimes(surfaceOf(open, of.cell), {source}, options).grid();
        for (const std::uint32_t moved : {1U, 2U, 15U, 17U, 31U}) {
            core::Grid<float> wider{open.rows() + moved, open.cols() + moved, kNaN};
            for (std::size_t row = 0; row < open.rows(); ++row)
                for (std::size_t col = 0; col < open.cols(); ++col)
                    wider.at(row + moved, col + moved) = open.at(row, col);
            const auto other = travelTimes(surfaceOf(wider, of.cell), {{{source.cell.row + moved, source.cell.col + moved}, source.delaySeconds}}, options);
            for (std::uint32_t row = 0; row < open.rows(); ++row)
                for (std::uint32_t col = 0; col < open.cols(); ++col) {
                    INFO("moved by " << moved << ", row " << row << " col " << col);
                    const float time = times.at(row, col);
                    const auto found = other.seconds({row + moved, col + moved});
                    REQUIRE(found.has_value() == !std::isnan(time));
                    if (found)
                        REQUIRE(static_cast<float>(*found) == time);
                }
        }
    }
}

TEST_CASE("A cell is rounded alike when the raster is read and when it is set alone")
{
    constexpr float kInf = std::numeric_limits<float>::infinity();
    std::mt19937 random{9};
    std::uniform_real_distribution<float> friction{0.05F, 3.0F};
    core::Grid<float> cells{41, 67};
    std::uint64_t open = 0;
    for (auto& each : cells.cells()) {
        constexpr std::array kOdd{kNaN, kInf, -kInf, -1.0F, 0.0F, -0.0F, 1e30F, std::numeric_limits<float>::max(), 0.05F, 0.05F};
        const auto kind = random() % 16;
        each = kind < kOdd.size() ? kOdd.at(kind) : friction(random);
        open += each > 0.0F && each < kInf ? 1 : 0;
    }
    FrictionSurface surface{cells, 30.0, 30.0};
    CHECK(surface.open() == open);
    const std::vector<std::uint32_t> read{surface.halves().begin(), surface.halves().end()};
    for (std::uint32_t row = 0; row < cells.rows(); ++row)
        for (std::uint32_t col = 0; col < cells.cols(); ++col)
            surface.setFriction({row, col}, cells.at(row, col));
    CHECK(surface.open() == open);
    CHECK(std::equal(read.begin(), read.end(), surface.halves().begin()));
    // Half a cell of the cheapest friction is 4096 units, where dear cells do not ask for coarser ones.
    const FrictionSurface plain{picture({"2#..", "...."}), 10.0, 10.0};
    CHECK(plain.halves()[plain.indexOf({1, 3})] == 4096);
    CHECK(plain.halves()[plain.indexOf({0, 0})] == 8192);
    CHECK(plain.isBarrier({0, 1}));
}

TEST_CASE("Times near the end of what can be counted are those of an early start, later")
{
    std::mt19937 random{6};
    Case of = randomCase(random, 50, 60);
    of.friction.at(20, 20) = 1.0F;
    const auto surface = surfaceOf(of.friction, of.cell);
    const auto early = travelTimes(surface, {{{20, 20}}});
    // Units: half way there two cells together may leave 32 bits, at the end one step does.
    for (const double units : {1'256'000'000.0, 2'147'483'648.0, 4'200'000'000.0}) {
        const double delay = units * surface->unit();
        const auto late = travelTimes(surface, {{{20, 20}, delay}});
        for (std::uint32_t row = 0; row < 50; ++row)
            for (std::uint32_t col = 0; col < 60; ++col) {
                INFO("row " << row << " col " << col);
                REQUIRE(late.seconds({row, col}).has_value() == early.seconds({row, col}).has_value());
                if (const auto time = early.seconds({row, col}))
                    REQUIRE(std::abs(late.seconds({row, col}).value() - delay - *time) < surface->unit() / 4.0);
            }
    }
    CHECK_THROWS_AS(travelTimes(surface, {{{20, 20}, 4'294'967'000.0 * surface->unit()}}), core::Error);
}

TEST_CASE("Times equal those of r.cost and r.cost -k of GRASS 8.2.1 on a small raster")
{
    // r.cost counts in cells: its figures times the cell size of 100 m. Start in the middle.
    core::Grid<float> friction{5, 5};
    for (std::size_t i = 0; i < 25; ++i)
        friction.cells()[i] = static_cast<float>(i + 1);
    TravelOptions options;
    options.neighbours = Neighbours::Sixteen;
    const auto check = [&](const core::Grid<float>& of, const std::vector<double>& grass) {
        const auto times = travelTimes(surfaceOf(of, 100.0), {{{2, 2}}}, options);
        for (std::uint32_t i = 0; i < 25; ++i) {
            const auto found = times.seconds({i / 5, i % 5});
            REQUIRE(found.has_value() == (grass[i] >= 0.0));
            if (found)
                CHECK(std::abs(*found - grass[i] * 100.0) <= 0.06 + 1e-4 * *found); // GRASS printed three decimals
        }
    };
    check(friction, {18.271, 16.771, 16, 18.985, 23.485, 20.642, 14.142, 10.5, 15.556, 25.056, 24, 12.5, 0, 13.5, 28,
                     32.299, 21.213, 15.5, 22.627, 36.895, 48.083, 39.131, 36, 41.367, 53.74});
    friction.at(1, 1) = kNaN;
    check(friction, {19.071, 17.571, 16, 18.985, 23.485, 22.571, -1, 10.5, 15.556, 25.056, 24, 12.5, 0, 13.5, 28,
                     32.299, 21.213, 15.5, 22.627, 36.895, 48.083, 39.131, 36, 41.367, 53.74});
    friction.at(1, 2) = friction.at(1, 3) = kNaN;
    check(friction, {28.728, 30.228, 32.728, 36.228, 37.971, 25.228, -1, -1, -1, 30.471, 24, 12.5, 0, 13.5, 28,
                     32.299, 21.213, 15.5, 22.627, 36.895, 48.083, 39.131, 36, 41.367, 53.74});
    options.neighbours = Neighbours::Eight;
    check(friction, {28.728, 30.228, 32.728, 36.228, 37.971, 25.228, -1, -1, -1, 30.471, 24, 12.5, 0, 13.5, 28,
                     32.299, 21.213, 15.5, 22.627, 37.542, 48.083, 40.713, 36, 44.127, 53.74});
}

TEST_CASE("A wall is gone around, a bridge is crossed, an island is not reached")
{
    const auto wall = picture({"..#..", "..#..", "..#..", "....."});
    const auto times = travelTimes(surfaceOf(wall), {{{0, 0}}});
    // Down the wall, around its foot, up again: 3 diagonals or straight steps counted by hand.
    CHECK_THAT(times.seconds({0, 4}).value(), WithinRel(10.0 * (4 * std::sqrt(2.0) + 2), kRounding));
    CHECK_FALSE(times.seconds({1, 2}).has_value());

    const auto river = picture({".....", "##5##", "....."});
    const auto crossed = travelTimes(surfaceOf(river), {{{0, 2}}});
    CHECK_THAT(crossed.seconds({2, 2}).value(), WithinRel(60.0, kRounding)); // (1+5)/2 twice, 10 m each
    const auto cut = picture({".....", "#####", "....."});
    CHECK(travelTimes(surfaceOf(cut), {{{0, 2}}}).reached() == 5);
    TravelOptions knights;
    knights.neighbours = Neighbours::Sixteen;
    CHECK(travelTimes(surfaceOf(cut), {{{0, 2}}}, knights).reached() == 5);
}

TEST_CASE("The nearest source has the cell, delays count, and equal ways lead the same way each time")
{
    const auto plain = picture({"........."});
    const auto times = travelTimes(surfaceOf(plain), {{{0, 0}, 20.0}, {{0, 8}, 0.0}});
    CHECK_THAT(times.seconds({0, 0}).value(), WithinRel(20.0, kRounding));
    CHECK(times.sourceOf({0, 2}) == 0U);
    CHECK(times.sourceOf({0, 4}) == 1U);
    const auto allocation = times.allocation();
    for (std::uint32_t col = 0; col < 9; ++col)
        CHECK(static_cast<std::size_t>(allocation.at(0, col)) == times.sourceOf({0, col}));
    // A source that another one reaches before its own delay has passed belongs to the other.
    const auto late = travelTimes(surfaceOf(plain), {{{0, 0}, 0.0}, {{0, 2}, 1000.0}});
    CHECK(late.sourceOf({0, 2}) == 0U);
    CHECK(late.allocation().at(0, 8) == 0.0F);
    // Both sources on one cell: the one without delay.
    CHECK(travelTimes(surfaceOf(plain), {{{0, 4}, 5.0}, {{0, 4}, 0.0}}).sourceOf({0, 0}) == 1U);

    const auto square = picture({"....", "....", "....", "...."});
    const auto way = travelTimes(surfaceOf(square), {{{0, 0}}}).route({2, 3});
    CHECK(way == std::vector<Cell>{{2, 3}, {2, 2}, {1, 1}, {0, 0}});
}

TEST_CASE("A route's steps add up to its time, on random grids")
{
    std::mt19937 random{11};
    for (int round = 0; round < 20; ++round) {
        Case of = randomCase(random, 30, 37);
        of.options.neighbours = round % 2 == 0 ? Neighbours::Eight : Neighbours::Sixteen;
        of.options.slope = round % 3 == 0 ? SlopeLaw::Tobler : SlopeLaw::None;
        const Cell start{15, 15}, end{static_cast<std::uint32_t>(random() % 30), static_cast<std::uint32_t>(random() % 37)};
        of.friction.at(15, 15) = 1.0F;
        const auto times = travelTimes(surfaceOf(of.friction, of.cell, of.elevation), {{start}}, of.options);
        const auto way = times.route(end);
        REQUIRE(way.empty() == !times.seconds(end).has_value());
        if (way.empty())
            continue;
        CHECK(way.front() == end);
        CHECK(way.back() == start);
        double sum = 0.0;
        for (std::size_t i = way.size() - 1; i > 0; --i)
            sum += stepOf(of, way[i].row, way[i].col, static_cast<long>(way[i - 1].row) - way[i].row, static_cast<long>(way[i - 1].col) - way[i].col);
        CHECK(std::abs(sum - *times.seconds(end)) <= kRounding * sum);
    }
}

TEST_CASE("Uphill and downhill differ by direction, and the level way by the flat time only")
{
    core::Grid<float> friction{1, 2, 0.72F}, slope{1, 2};
    slope.at(0, 1) = 10.0F; // 10 m up on 100 m
    TravelOptions up;
    up.slope = SlopeLaw::Tobler;
    TravelOptions down = up;
    down.direction = TravelDirection::ToSources;
    // Tobler's function by hand: v(0.1) = 3.5495 km/h, v(-0.1) = 5.0367 km/h, v(0) = 5.0367 km/h.
    CHECK_THAT(travelTimes(surfaceOf(friction, 100.0, slope), {{{0, 0}}}, up).seconds({0, 1}).value(), WithinRel(72.0 * 5.0367 / 3.5495, 1e-3));
    CHECK_THAT(travelTimes(surfaceOf(friction, 100.0, slope), {{{0, 0}}}, down).seconds({0, 1}).value(), WithinRel(72.0, 1e-3));
    up.slope = down.slope = SlopeLaw::RWalk;
    CHECK_THAT(travelTimes(surfaceOf(friction, 100.0, slope), {{{0, 0}}}, up).seconds({0, 1}).value(), WithinRel(72.0 + 72.0 + 60.0, kRounding));
    CHECK_THAT(travelTimes(surfaceOf(friction, 100.0, slope), {{{0, 0}}}, down).seconds({0, 1}).value(), WithinRel(72.0 + 72.0 - 19.998, kRounding));
}

TEST_CASE("A limit leaves out what lies beyond, and nothing nearer")
{
    std::mt19937 random{3};
    Case of = randomCase(random, 40, 40);
    of.friction.at(20, 20) = 1.0F;
    const auto whole = travelTimes(surfaceOf(of.friction, of.cell), {{{20, 20}}});
    of.options.limitSeconds = 200.0;
    const auto part = travelTimes(surfaceOf(of.friction, of.cell), {{{20, 20}}}, of.options);
    for (std::uint32_t row = 0; row < 40; ++row)
        for (std::uint32_t col = 0; col < 40; ++col) {
            const auto full = whole.seconds({row, col});
            CHECK(part.seconds({row, col}) == (full && *full <= 200.0 ? full : std::nullopt));
        }
}

TEST_CASE("Sources on a barrier or outside are named, and wrong input is refused")
{
    const auto grid = picture({".#.", "..."});
    const auto times = travelTimes(surfaceOf(grid), {{{0, 1}}, {{5, 5}}, {{0, 0}}});
    CHECK(times.skipped() == std::vector<std::size_t>{0, 1});
    CHECK(times.reached() == 5);
    CHECK(travelTimes(surfaceOf(grid), {{{0, 1}}}).reached() == 0);
    CHECK_THROWS_AS(travelTimes(surfaceOf(grid), {}), core::Error);
    CHECK_THROWS_AS(travelTimes(surfaceOf(grid), {{{0, 0}, -1.0}}), core::Error);
    TravelOptions slope;
    slope.slope = SlopeLaw::Tobler;
    CHECK_THROWS_AS(travelTimes(surfaceOf(grid), {{{0, 0}}}, slope), core::Error);
    CHECK_THROWS_AS(FrictionSurface(grid, 0.0, 10.0), core::Error);
    CHECK_THROWS_AS(FrictionSurface(grid, 10.0, 10.0, core::Grid<float>{1, 1}), core::Error);
    // Zero, negative and infinite friction are barriers; a raster of barriers only is no error of the search.
    core::Grid<float> odd{1, 3, 0.0F};
    odd.at(0, 1) = -1.0F;
    odd.at(0, 2) = std::numeric_limits<float>::infinity();
    CHECK(travelTimes(surfaceOf(odd), {{{0, 0}}}).reached() == 0);
}

TEST_CASE("A stray cell of nearly no friction leaves the times of the others whole")
{
    core::Grid<float> friction{50, 50, 1.0F};
    friction.at(10, 10) = 1e-9F;
    const auto times = travelTimes(surfaceOf(friction, 100.0), {{{0, 0}}});
    CHECK_THAT(times.seconds({0, 49}).value(), WithinRel(4900.0, 1e-3));
}

TEST_CASE("A search that is stopped ends with Cancelled")
{
    core::Grid<float> friction{3000, 3000, 1.0F};
    std::stop_source stop;
    const auto surface = std::make_shared<const FrictionSurface>(std::move(friction), 10.0, 10.0);
    int steps = 0;
    const core::Progress progress{stop.get_token(), [&](double, std::string_view) {
                                      if (++steps == 3)
                                          stop.request_stop();
                                  }};
    CHECK_THROWS_AS(travelTimes(surface, {{{0, 0}}}, {}, progress), core::Cancelled);
    CHECK(steps == 3);
}

TEST_CASE("Laying out a surface, searching and naming sources ask for Stop every million cells, and end before the next report but one")
{
    constexpr std::size_t kRows = 1500, kCols = 2000, kMillions = kRows * kCols / 1'000'000;
    const core::Grid<float> friction{kRows, kCols, 1.0F}, heights{kRows, kCols, 10.0F};
    const auto surface = surfaceOf(friction);
    const auto times = travelTimes(surface, {{{0, 0}}, {{1499, 1999}}});
    struct Work {
        const char* name;
        std::size_t least; ///< reports
        std::function<void(const core::Progress&)> run;
    };
    // A surface passes over its cells three times for friction and twice for heights.
    const std::array works{
        Work{"surface", 5 * kMillions, [&](const core::Progress& progress) { static_cast<void>(FrictionSurface{friction, 10.0, 10.0, heights, progress}); }},
        Work{"search", 10 * kMillions, [&](const core::Progress& progress) { static_cast<void>(travelTimes(surface, {{{0, 0}}}, {}, progress)); }},
        Work{"allocation", kMillions, [&](const core::Progress& progress) { static_cast<void>(times.allocation(progress)); }},
    };
    for (const Work& work : works) {
        INFO(work.name);
        std::size_t reports = 0;
        work.run(core::Progress{{}, [&](double share, std::string_view) {
                                    ++reports;
                                    CHECK((share >= 0.0 && share <= 1.0));
                                }});
        REQUIRE(reports >= work.least);
        for (const std::size_t at : {std::size_t{1}, reports / 2, reports - 1}) {
            std::stop_source stop;
            std::size_t seen = 0;
            const core::Progress progress{stop.get_token(), [&](double, std::string_view) {
                                              if (++seen == at)
                                                  stop.request_stop();
                                          }};
            CHECK_THROWS_AS(work.run(progress), core::Cancelled);
            CHECK(seen < at + 2);
        }
    }
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(times.grid(core::Progress{stop.get_token(), {}}), core::Cancelled);
}
