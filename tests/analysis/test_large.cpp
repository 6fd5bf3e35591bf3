// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/statistics.h>

#include <catch2/catch.hpp>

#include <malloc.h>

#include <atomic>
#include <new>
#include <random>

using namespace tutela;
using namespace tutela::test;
using analysis::statistics;

namespace {

/// Counts what the heap holds while it is switched on. glibc tells the true size of each block.
std::atomic<bool> g_counting{false};
std::atomic<std::int64_t> g_now{0};
std::atomic<std::int64_t> g_peak{0};

void* counted(std::size_t size)
{
    void* block = std::malloc(size);
    if (block == nullptr)
        throw std::bad_alloc{};
    if (g_counting) {
        const std::int64_t now = g_now += static_cast<std::int64_t>(malloc_usable_size(block));
        std::int64_t peak = g_peak;
        while (now > peak && !g_peak.compare_exchange_weak(peak, now)) {}
    }
    return block;
}
void released(void* block)
{
    if (block != nullptr && g_counting)
        g_now -= static_cast<std::int64_t>(malloc_usable_size(block));
    std::free(block);
}

/// Highest number of bytes in use at once during `work`, above what was in use before.
template <class Work>
std::int64_t peakBytes(Work work)
{
    g_now = 0;
    g_peak = 0;
    g_counting = true;
    work();
    g_counting = false;
    return g_peak;
}

core::Mission million()
{
    constexpr std::size_t kIncidents = 1'000'000;
    OneThreat m;
    std::mt19937 random{5};
    const auto unit = [&] { return static_cast<double>(random()) / 4294967296.0; };
    for (int i = 0; i < 200; ++i)
        m.threats[0].place_ids.push_back(m.place("Place", 3.0 + unit() * 2.6, 0.8 + unit() * 2.4));
    m.area("Country", core::AreaLevel::SECTOR, {3.0, 0.8, 5.6, 3.2}, "ALL");
    auto mission = m.mission();
    auto columns = std::make_shared<core::IncidentColumns>();
    auto& c = *columns;
    for (auto* column : {&c.lonE7, &c.latE7, &c.killed_best, &c.killed_low, &c.killed_high, &c.killed_civilians, &c.injured, &c.abducted, &c.displaced})
        column->assign(kIncidents, core::IncidentColumns::kUnknown);
    for (auto* column : {&c.time_precision, &c.place_precision, &c.victim_status})
        column->assign(kIncidents, core::IncidentColumns::kNoWord);
    c.id.resize(kIncidents);
    c.time.resize(kIncidents);
    c.category.assign(kIncidents, 0);
    c.verification.assign(kIncidents, 0);
    c.act_severity.assign(kIncidents, 4);
    c.perpetrators.assign(kIncidents, 1);
    c.sources.assign(kIncidents, 0);
    c.dataset.assign(kIncidents, 0);
    c.source_type.assign(kIncidents, 0);
    c.perpetratorLists = {{}, {m.militia}};
    for (std::size_t i = 0; i < kIncidents; ++i) {
        c.id[i] = static_cast<std::int64_t>(i) + 1'000'000;
        c.lonE7[i] = static_cast<std::int32_t>((3.0 + unit() * 2.6) * 1e7);
        c.latE7[i] = static_cast<std::int32_t>((0.8 + unit() * 2.4) * 1e7);
        c.time[i] = daysAgo(unit() * 3650).time_since_epoch().count();
        c.killed_best[i] = static_cast<std::int32_t>(random() % 5);
    }
    mission.incidents = columns;
    return mission;
}

} // namespace

void* operator new(std::size_t size) { return counted(size); }
void operator delete(void* block) noexcept { released(block); }
void operator delete(void* block, std::size_t) noexcept { released(block); }

TEST_CASE("a million incidents are counted and assessed in little memory beside the columns", "[analysis][large]")
{
    const core::Mission mission = million();
    constexpr std::int64_t kMegabyte = 1'000'000;
    SECTION("counting")
    {
        for (const auto by : {analysis::By::YEAR, analysis::By::MONTH, analysis::By::ACTOR, analysis::By::AREA}) {
            analysis::Statistics s;
            REQUIRE(peakBytes([&] { s = statistics(mission, {by}); }) < 2 * kMegabyte);
            REQUIRE(s.total.incidents == 1'000'000);
        }
    }
    SECTION("drafting")
    {
        std::size_t lines = 0;
        const auto bytes = peakBytes([&] {
            lines = analysis::draft(mission, {std::nullopt, Fictional::october(), kAsOf}).result.lines.size();
        });
        REQUIRE(lines == 201);
        REQUIRE(bytes < 40 * kMegabyte);
    }
}
