// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/demo/demo.h>
#include <tutela/exchange/import.h>
#include <tutela/map/theme.h>
#include <tutela/report/pdf.h>
#include <tutela/report/threat_assessment.h>
#include <tutela/session/reach_board.h>
#include <tutela/store/mission_file.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

// Long works ask often whether they were stopped.
using namespace tutela;

namespace {

using Work = std::function<void(const core::Progress&)>;

/// The fractions that a work tells when nobody stops it.
std::vector<double> toldBy(const Work& work)
{
    std::mutex turns; // an import reads and writes in two threads
    std::vector<double> fractions;
    work(core::Progress{{}, [&](double fraction, std::string_view) {
        const std::lock_guard lock{turns};
        fractions.push_back(fraction);
    }});
    return fractions;
}

/// Asks to stop at the k-th call (from 1). @returns how many calls came after it; the work must have ended with core::Cancelled
std::size_t callsAfterStop(const Work& work, std::size_t k)
{
    std::stop_source stop;
    std::atomic<std::size_t> calls = 0;
    CHECK_THROWS_AS(work(core::Progress{stop.get_token(), [&](double, std::string_view) {
        if (++calls == k)
            stop.request_stop();
    }}), core::Cancelled);
    return calls - std::min(calls.load(), k);
}

/// @param least  calls that a work of this size makes at least: with fewer, Stop would wait
void requireStops(const Work& work, std::size_t least)
{
    const auto told = toldBy(work);
    REQUIRE(told.size() >= least);
    CHECK(*std::max_element(told.begin(), told.end()) <= 1.0 + 1e-9);
    constexpr std::size_t kFew = 2; // of a second thread that was about to tell
    for (const std::size_t k : std::set<std::size_t>{1, 2, told.size() / 2, told.size() - 1}) {
        INFO("stopped at call " << k << " of " << told.size());
        CHECK(callsAfterStop(work, k) <= kFew);
    }
    std::stop_source before;
    before.request_stop();
    CHECK_THROWS_AS(work(core::Progress{before.get_token(), {}}), core::Cancelled);
}

const core::Mission& demoMission()
{
    static const auto mission = demo::missionOf(demo::generate(2026));
    return mission;
}

std::string manyIncidents(int rows)
{
    std::string text = "id,date,latitude,longitude,killed\n";
    for (int row = 0; row < rows; ++row)
        text += "R" + std::to_string(row) + ",2026-10-" + std::to_string(10 + row % 20) + "," + std::to_string(1.0 + row % 100 * 0.01) + "," + std::to_string(5.0 + row % 90 * 0.01)
                + "," + std::to_string(row % 5) + "\n";
    return text;
}

} // namespace

TEST_CASE("reading a mission stops at any of its steps")
{
    const test::TempFolder folder;
    test::copyDemo(folder / "demo.gpkg", [](const std::filesystem::path& path) { demo::write(path, 2026); });
    const auto file = store::MissionFile::open(folder / "demo.gpkg", store::Access::ReadOnly);
    requireStops([&](const core::Progress& progress) { static_cast<void>(file.snapshot(progress)); }, 10);
}

TEST_CASE("an import of 20 000 rows stops at any of its steps and leaves the mission as it was")
{
    const test::TempFolder folder;
    test::writeFile(folder / "many.csv", manyIncidents(20'000));
    core::MissionDetails details;
    details.name = "Test";
    details.time_zone = "Africa/Lagos";
    const auto author = store::Author::of("POC_ADVISER/AB");
    exchange::ImportRequest request;
    request.kind = exchange::ImportKind::INCIDENTS;
    request.source = folder / "many.csv";
    request.id_column = "id";
    int made = 0;
    requireStops([&](const core::Progress& progress) {
        auto file = store::MissionFile::create(folder / ("mission" + std::to_string(made++) + ".gpkg"), details, author);
        const std::string before = file.head();
        try {
            const auto accepted = exchange::importFile(file, request, author, core::instantOf("2026-11-01T00:00:00Z"), progress).accepted;
            CHECK(accepted == 20'000);
        } catch (const core::Cancelled&) {
            CHECK(file.head() == before);
            throw;
        }
    }, 5);
}

TEST_CASE("reach stops at any of its steps")
{
    const auto mission = std::make_shared<const core::Mission>(demoMission());
    session::TerrainRequest request;
    request.cell_metres = 2000.0;
    requireStops([&](const core::Progress& progress) {
        static_cast<void>(session::reachBoard(mission, request, {}, core::instantOf("2026-11-01T00:00:00.000Z"), nullptr, progress));
    }, 10);
}

TEST_CASE("a report stops at any of its steps, from the first figure to the last page")
{
    map::loadFonts();
    const auto& mission = demoMission();
    const core::AssessmentId assessment{mission.all<core::Assessment>().front().id};
    requireStops([&](const core::Progress& progress) {
        const auto model = report::buildThreatAssessment(mission, assessment, report::BuildOptions{"Tutela test", "00", {}, {}, {}, {}}, progress.part(0.0, 0.5));
        static_cast<void>(report::renderPdf(model, {"Tutela test"}, progress.part(0.5, 1.0)));
    }, 20);
}
