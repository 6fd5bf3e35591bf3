// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The full run is the judge: it is held against a plain Dijkstra and GRASS in test_travel_time.cpp.
#include <tutela/analysis/travel_time.h>
#include <tutela/core/error.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <set>
#include <thread>

using namespace tutela;
using namespace tutela::analysis;

namespace {

constexpr float kBarrier = std::numeric_limits<float>::quiet_NaN();

struct ChangedGround {
    std::shared_ptr<FrictionSurface> surface;
    std::vector<TravelSource> sources;
    TravelOptions options;

    [[nodiscard]] TravelTimes fullRun() const { return travelTimes(surface, sources, options); }
    /// Cells, row by row.
    template <class Visit>
    void forCells(Visit&& visit) const
    {
        for (std::uint32_t row = 0; row < surface->rows(); ++row)
            for (std::uint32_t col = 0; col < surface->cols(); ++col)
                visit(Cell{row, col});
    }
    [[nodiscard]] std::vector<std::optional<double>> all(const TravelTimes& times) const
    {
        std::vector<std::optional<double>> seconds;
        forCells([&](Cell cell) { seconds.push_back(times.seconds(cell)); });
        return seconds;
    }
};

class Dice {
public:
    explicit Dice(unsigned seed) : m_random(seed) {}
    std::uint32_t below(std::uint32_t count) { return static_cast<std::uint32_t>(m_random() % count); }
    /// Of few values, so that equal ways are common; now and then any, or a barrier.
    float friction()
    {
        switch (below(6)) {
        case 0: return kBarrier;
        case 1: return 0.05F + 0.001F * static_cast<float>(below(3000));
        default: return std::array{0.25F, 0.5F, 1.0F, 2.0F}[below(4)];
        }
    }
    Cell cellOf(const FrictionSurface& surface) { return {below(surface.rows()), below(surface.cols())}; }
    std::vector<TravelSource> sources(const FrictionSurface& surface)
    {
        std::vector<TravelSource> made(1 + below(4));
        for (auto& source : made)
            source = {cellOf(surface), below(2) == 0 ? 0.0 : static_cast<double>(below(200))};
        return made;
    }
    ChangedGround ground(unsigned round)
    {
        const std::size_t rows = 1 + below(24), cols = 1 + below(24);
        core::Grid<float> friction{rows, cols}, elevation{rows, cols};
        std::generate(friction.cells().begin(), friction.cells().end(), [&] { return this->friction(); });
        std::generate(elevation.cells().begin(), elevation.cells().end(), [&] { return below(40) == 0 ? kBarrier : static_cast<float>(below(12)); });
        ChangedGround made;
        made.surface = std::make_shared<FrictionSurface>(std::move(friction), 30.0, below(3) == 0 ? 20.0 : 30.0, std::move(elevation));
        made.sources = sources(*made.surface);
        made.options.neighbours = round % 2 == 0 ? Neighbours::Eight : Neighbours::Sixteen;
        made.options.slope = std::array{SlopeLaw::None, SlopeLaw::Tobler, SlopeLaw::RWalk}[round / 2 % 3];
        made.options.direction = round / 6 % 2 == 0 ? TravelDirection::FromSources : TravelDirection::ToSources;
        if (below(4) == 0)
            made.options.limitSeconds = 50.0 + below(400);
        return made;
    }
    /// Single cells, or a line of one friction: a road or a ditch.
    std::vector<Cell> edit(FrictionSurface& surface)
    {
        std::vector<Cell> cells;
        if (below(2) == 0) {
            for (std::uint32_t n = below(6); n > 0; --n) {
                cells.push_back(cellOf(surface));
                surface.setFriction(cells.back(), friction());
            }
            return cells;
        }
        const float value = friction();
        const std::uint32_t row = below(surface.rows());
        for (std::uint32_t col = below(surface.cols()); col < surface.cols(); ++col) {
            cells.push_back({row, col});
            surface.setFriction(cells.back(), value);
        }
        return cells;
    }

private:
    std::mt19937 m_random;
};

/// Times, ways, sources and those skipped, to the last bit.
void requireEqual(const ChangedGround& ground, const TravelTimes& repaired)
{
    const auto full = ground.fullRun();
    REQUIRE(repaired.skipped() == full.skipped());
    ground.forCells([&](Cell cell) {
        INFO("row " << cell.row << " col " << cell.col);
        REQUIRE(repaired.seconds(cell) == full.seconds(cell));
        REQUIRE(repaired.sourceOf(cell) == full.sourceOf(cell));
        REQUIRE(repaired.route(cell) == full.route(cell));
    });
}

/// Repairs and compares with a full run, also what is said to have changed.
void repairAndCheck(const ChangedGround& ground, TravelTimes& times, const TravelEdits& edits)
{
    const auto before = ground.all(times);
    const auto changed = repairTravelTimes(times, edits);
    requireEqual(ground, times);
    const auto after = ground.all(times);
    std::set<Cell> expected;
    std::size_t at = 0;
    ground.forCells([&](Cell cell) {
        if (before[at] != after[at])
            expected.insert(cell);
        ++at;
    });
    REQUIRE(std::set<Cell>(changed.begin(), changed.end()) == expected);
    REQUIRE(changed.size() == expected.size());
}

/// Cells of 100 m and 1 s/m.
ChangedGround plain(std::size_t rows, std::size_t cols, std::vector<TravelSource> sources)
{
    return {std::make_shared<FrictionSurface>(core::Grid<float>{rows, cols, 1.0F}, 100.0, 100.0), std::move(sources), {}};
}

} // namespace

TEST_CASE("Repaired times equal a full run on random rasters after random edits, for all neighbours, laws, directions and limits")
{
    for (unsigned round = 0; round < 240; ++round) {
        Dice dice{round};
        ChangedGround ground = dice.ground(round);
        auto times = ground.fullRun();
        for (int again = 0; again < 4; ++again) {
            INFO("round " << round << ", edit " << again);
            TravelEdits edits;
            const std::uint32_t kind = dice.below(4);
            if (kind != 0)
                edits.friction = dice.edit(*ground.surface);
            if (kind <= 1)
                edits.sources = ground.sources = dice.sources(*ground.surface);
            repairAndCheck(ground, times, edits);
        }
    }
}

TEST_CASE("The worked example of the method: a way that is barred, and a way around")
{
    for (const std::size_t rows : {1U, 2U}) {
        ChangedGround ground = plain(rows, 4, {{{0, 0}}});
        auto times = ground.fullRun();
        CHECK(times.seconds({0, 3}).value() == Approx(300.0).epsilon(2e-4));
        ground.surface->setFriction({0, 2}, kBarrier);
        repairAndCheck(ground, times, {{{0, 2}}, {}});
        if (rows == 1)
            CHECK_FALSE(times.seconds({0, 3}).has_value());
        else
            CHECK(times.seconds({0, 3}).value() == Approx(100.0 + 2 * 141.42).epsilon(2e-4));
    }
}

TEST_CASE("A road that is cut and built again leaves the times as they were")
{
    ChangedGround ground = plain(40, 40, {{{20, 0}}});
    for (std::uint32_t col = 0; col < 40; ++col)
        ground.surface->setFriction({20, col}, 0.1F);
    auto times = ground.fullRun();
    const auto before = ground.all(times);
    ground.surface->setFriction({20, 10}, kBarrier);
    CHECK_FALSE(repairTravelTimes(times, {{{20, 10}}, {}}).empty());
    CHECK(ground.all(times) != before);
    ground.surface->setFriction({20, 10}, 0.1F);
    CHECK_FALSE(repairTravelTimes(times, {{{20, 10}}, {}}).empty());
    CHECK(ground.all(times) == before);
}

TEST_CASE("A source that becomes a barrier starts nothing, and starts again when it is opened")
{
    ChangedGround ground = plain(5, 9, {{{2, 0}}, {{2, 8}, 300.0}});
    auto times = ground.fullRun();
    ground.surface->setFriction({2, 0}, kBarrier);
    repairAndCheck(ground, times, {{{2, 0}}, {}});
    CHECK(times.skipped() == std::vector<std::size_t>{0});
    CHECK(times.sourceOf({2, 1}) == 1U);
    ground.surface->setFriction({2, 8}, 0.0F);
    repairAndCheck(ground, times, {{{2, 8}}, {}});
    CHECK(times.reached() == 0);
    ground.surface->setFriction({2, 0}, 1.0F);
    repairAndCheck(ground, times, {{{2, 0}}, {}});
    CHECK(times.reached() == 44);
}

TEST_CASE("A region that is cut off is no longer reached, and is reached through a bridge")
{
    for (const auto neighbours : {Neighbours::Eight, Neighbours::Sixteen}) {
        ChangedGround ground = plain(8, 20, {{{4, 2}}});
        ground.options.neighbours = neighbours;
        auto times = ground.fullRun();
        TravelEdits wall;
        for (std::uint32_t row = 0; row < 8; ++row) {
            wall.friction.push_back({row, 10});
            ground.surface->setFriction({row, 10}, kBarrier);
        }
        repairAndCheck(ground, times, wall);
        CHECK(times.reached() == 80);
        ground.surface->setFriction({7, 10}, 5.0F);
        repairAndCheck(ground, times, {{{7, 10}}, {}});
        CHECK(times.reached() == 153);
    }
}

TEST_CASE("Without a change, or with cells outside, nothing changes")
{
    ChangedGround ground = plain(6, 6, {{{0, 0}}});
    auto times = ground.fullRun();
    CHECK(repairTravelTimes(times, {}).empty());
    CHECK(repairTravelTimes(times, {{{3, 3}, {50, 50}}, ground.sources}).empty());
    ground.surface->setFriction({3, 3}, 1.0F);
    CHECK(repairTravelTimes(times, {{{3, 3}}, {}}).empty());
    requireEqual(ground, times);
}

TEST_CASE("A repair that is refused or stopped leaves the times of before")
{
    ChangedGround ground = plain(400, 400, {{{0, 0}}});
    auto times = ground.fullRun();
    const auto before = ground.all(times);
    CHECK_THROWS_AS(repairTravelTimes(times, {{}, std::vector<TravelSource>{}}), core::Error);
    CHECK_THROWS_AS(repairTravelTimes(times, {{}, std::vector<TravelSource>{{{0, 0}, -1.0}}}), core::Error);
    // Stopped while the wave spreads: by then all times have fallen.
    std::stop_source stop;
    const core::Progress progress{stop.get_token(), [&](double, std::string_view) { stop.request_stop(); }};
    CHECK_THROWS_AS(repairTravelTimes(times, {{}, std::vector<TravelSource>{{{399, 399}}}}, progress), core::Cancelled);
    CHECK(ground.all(times) == before);
    CHECK(times.sourceOf({399, 399}) == 0U);
}
