// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout_faults.h"
#include "pages_p.h"
#include "sample_coverage.h"

#include <tutela/analysis/force_density.h>
#include <tutela/core/error.h>
#include <tutela/map/reach_cover.h>
#include <tutela/report/pages.h>
#include <tutela/report/pdf.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace tutela;
using namespace tutela::report;

namespace {

ReportModel sample(const std::string& nameTail = {})
{
    const core::Mission mission = test::coverageMission(nameTail);
    return buildPatrolCoverage(mission, test::coverageInput(mission));
}

const CoverageSection& section(const ReportModel& model, CoverageTopic topic)
{
    return *std::find_if(model.coverage->sections.begin(), model.coverage->sections.end(), [topic](const CoverageSection& each) { return each.topic == topic; });
}

const Measure& named(const CoverageSection& section, const std::string& name)
{
    for (const auto& measure : section.measures)
        if (measure.name == name)
            return measure;
    throw std::runtime_error("no figure " + name);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string pageTexts(const ReportModel& model)
{
    const Document document = layOut(model, "Tutela 0.1.0");
    std::string all;
    for (const auto& box : document.boxes())
        all += box.text.toStdString() + "\n";
    return all;
}

} // namespace

TEST_CASE("the review's numbers are those of reach and coverage", "[report][coverage]")
{
    const core::Mission mission = test::coverageMission();
    const auto input = test::coverageInput(mission);
    const ReportModel model = buildPatrolCoverage(mission, input);
    const CoverageModel& coverage = *model.coverage;
    CHECK(coverage.urgent_in_time == input.reach.people_urgent.inAttack);
    CHECK(coverage.urgent_all == input.reach.people_urgent.all);
    CHECK(coverage.urgent_places == 3);
    CHECK(coverage.urgent_without_people == 1);
    CHECK(coverage.risk_covered == input.coverage.metrics.revisit.riskWeighted());
    // By hand: only Gelo is visited in time; 12 x 2540 of 20 x 9126 + 12 x 2540 + 6 x 911.
    CHECK(*coverage.risk_covered == Approx(30'480.0 / 218'466.0));
    CHECK(coverage.judged == 4);
    CHECK(coverage.overdue == 3);
    CHECK(coverage.never_visited == 3);
    std::int64_t people = 0, all = 0;
    for (const auto& band : coverage.arrival) {
        people += band.people;
        all += band.people_all;
    }
    CHECK(people == input.reach.people_urgent.all);
    CHECK(all == input.reach.people.all);
    CHECK(coverage.arrival[1].people == 2540); // 105 min
    CHECK(coverage.arrival[2].people == 9126); // 196 min
    CHECK(coverage.arrival[5].places == 1);    // nobody comes to Oru
    CHECK(named(section(model, CoverageTopic::EFFORT), "Night share").value.number == input.coverage.metrics.nightShare());
    CHECK(named(section(model, CoverageTopic::EFFORT), "Patrol hours").value.number == 6.0);
    CHECK(named(section(model, CoverageTopic::MATCH), "Risk-weighted coverage").value.number == input.coverage.metrics.revisit.riskWeighted());
}

TEST_CASE("gaps come worst first, with their cause and remedy", "[report][coverage]")
{
    const ReportModel model = sample();
    const auto& places = model.coverage->places;
    REQUIRE(places.size() == 4);
    CHECK(places[0].name == "Luzi");
    CHECK(places[0].gap);
    CHECK(places[0].response_minutes == 196.0);
    CHECK(places[0].cause == "Distance: 84 km, 131 min of travel; patrol denied"); // an alert was heard: no blind spot
    CHECK(places[0].remedy == "Scenario Post at the lake; visit from Fort Otter, 84 km");
    CHECK(places[1].name == "Oru");
    CHECK_FALSE(places[1].response_minutes);
    CHECK(places[1].cause == "No way there; no patrol to it recorded; nothing heard in 90 d");
    CHECK(places[1].remedy == "In time in no scenario");
    CHECK_FALSE(places[2].gap);
    CHECK(model.text.headline == "2\u202F540 of at least 11\u202F666 people in three Must and Should places (21.8 %) can be reached before an attack of 120 min ends");
    CHECK(has(model.text.changed, "The worst gaps: Luzi and Oru."));
}

TEST_CASE("options tell the gain of each scenario, and why one has none", "[report][coverage]")
{
    const ReportModel model = sample();
    const auto& options = section(model, CoverageTopic::OPTIONS);
    CHECK(options.message == "Most is gained by Post at the lake: 9\u202F126 people more in Must and Should places are reached in time");
    REQUIRE(options.tables.size() == 1);
    CHECK(textOf(options.tables[0].rows[0][4]) == "+9\u202F126");
    CHECK(textOf(options.tables[0].rows[0][6]) == "+1");
    CHECK(options.notes == std::vector<std::string>{"Post at the lake: A platoon by the shore.", "Scenario Broken cannot be computed: There is no such base."});
    core::Mission mission = test::coverageMission();
    auto input = test::coverageInput(mission);
    input.scenarios.clear();
    const auto none = buildPatrolCoverage(mission, input);
    CHECK(has(section(none, CoverageTopic::OPTIONS).message, "No scenario is recorded"));
    CHECK(section(none, CoverageTopic::OPTIONS).tables.empty());
}

TEST_CASE("what is not recorded is printed as such, never as nought", "[report][coverage]")
{
    const ReportModel model = sample();
    CHECK(textOf(named(section(model, CoverageTopic::CONTACT), "Women met")) == "14");
    CHECK(textOf(named(section(model, CoverageTopic::CONTACT), "Men met")) == "not recorded");
    CHECK(textOf(named(section(model, CoverageTopic::CONTACT), "Women on patrol")) == "not recorded");
    CHECK(textOf(named(section(model, CoverageTopic::EFFORT), "On foot")) == "none to count");
    CHECK(textOf(named(section(model, CoverageTopic::FORCE), "Women")) == "not recorded");
    CHECK(textOf(named(section(model, CoverageTopic::FORCE), "Available")) == "42"); // 120 x 0.35
    const auto density = analysis::forceDensityOf(test::coverageMission(), core::instantOf("2026-11-01T00:00:00Z")).mission;
    CHECK(named(section(model, CoverageTopic::FORCE), "People per troop").value.number == density.all.people_per_troop);
    CHECK(has(named(section(model, CoverageTopic::FORCE), "Troops").formula, analysis::troopsBasis(density)));
    const auto& stages = section(model, CoverageTopic::RESPONSE).tables[0];
    CHECK(textOf(stages.rows[0][1]) == "25 min");
    CHECK(textOf(stages.rows[2][1]) == "not recorded");
    CHECK(textOf(stages.rows[2][4]) == "1");
}

TEST_CASE("a review of an empty mission says that nothing is known", "[report][coverage]")
{
    core::Mission mission;
    analysis::CoverageReview input;
    input.coverage = analysis::coverageOf(mission, {core::instantOf("2026-10-01"), core::instantOf("2026-11-01")}, core::instantOf("2026-11-01"));
    input.reach.attack_minutes = 120.0;
    const ReportModel model = buildPatrolCoverage(mission, input);
    CHECK(model.text.headline == "No place is assessed yet: who has to be protected first is not known");
    CHECK(test::faults(layOut(model, "Tutela")).empty());
}

TEST_CASE("a review of patrols where no place is assessed gives no all-clear", "[report][coverage][pages]")
{
    const core::Mission mission = test::coverageMission();
    auto input = test::coverageInput(mission);
    input.coverage = analysis::coverageOf(mission, input.coverage.period, input.coverage.as_of);
    for (auto& place : input.reach.places)
        place.priority.reset();
    input.reach.people_urgent = {};
    const ReportModel model = buildPatrolCoverage(mission, input);
    REQUIRE(model.coverage->has_patrols);
    REQUIRE(model.coverage->judged == 0);
    const std::string text = pageTexts(model);
    CHECK_FALSE(has(text, "every assessed place"));
    CHECK(has(text, "No place is assessed yet: who is overdue for a visit is not known"));
    CHECK(test::faults(layOut(model, "Tutela")).empty());
}

TEST_CASE("the partner's review holds no base, exact position, visit, response or exact number", "[report][coverage][reduce]")
{
    const ReportModel full = sample();
    REQUIRE(has(toJson(full).dump(), "Fort Otter"));
    const ReportModel reduced = reduce(full, Profile::PARTNER);
    const std::string text = toJson(reduced).dump() + pageTexts(reduced);
    CHECK_FALSE(has(text, "Fort Otter"));
    CHECK_FALSE(has(text, "First Company"));
    CHECK_FALSE(has(text, "3.812345"));
    CHECK_FALSE(has(text, "9126"));
    CHECK_FALSE(has(text, "Post at the lake"));
    CHECK_FALSE(has(text, "196 min"));
    CHECK(has(text, "Reduced precision"));
    CHECK(reduced.map.bases.empty());
    const CoverageModel& coverage = *reduced.coverage;
    CHECK(coverage.tracks.empty());
    CHECK(coverage.cover == nullptr);
    CHECK_FALSE(coverage.urgent_all);
    REQUIRE(coverage.places.size() == 4);
    CHECK(coverage.places[0].people == Number{9100});
    for (const auto& place : coverage.places) {
        CHECK_FALSE(place.days_since_visit);
        CHECK_FALSE(place.response_minutes);
        CHECK_FALSE(place.presence_hours);
        CHECK_FALSE(place.overdue);
        CHECK(place.cause.empty());
    }
    for (const CoverageTopic topic : {CoverageTopic::MATCH, CoverageTopic::RESPONSE, CoverageTopic::FORCE, CoverageTopic::OPTIONS})
        CHECK(std::none_of(coverage.sections.begin(), coverage.sections.end(), [topic](const auto& each) { return each.topic == topic; }));
    CHECK(named(section(reduced, CoverageTopic::CONTACT), "Women met").value.number == 14.0);
}

TEST_CASE("the partner's review holds no parameter of reach", "[report][coverage][reduce]")
{
    const ReportModel full = sample();
    const ReportModel reduced = reduce(full, Profile::PARTNER);
    const std::string own = toJson(full).dump() + pageTexts(full), given = toJson(reduced).dump() + pageTexts(reduced);
    for (const char* parameter : {"Parameters of reach", "Length of an attack", "120 min", "Information, decision", "first parts of a response", "the notice of the unit", "the fastest of each base", "Season, hour",
                                  "speeds, notice, caveats", "Cells off the roads", "travel over land", "Available"}) {
        CAPTURE(parameter);
        CHECK(has(own, parameter));
        CHECK_FALSE(has(given, parameter));
    }
    for (const char* kept : {"Revisit interval", "Blind spot", "Night"})
        CHECK(has(given, kept));
}

TEST_CASE("the review says where the length of an attack is from", "[report][coverage]")
{
    const core::Mission mission = test::coverageMission();
    auto input = test::coverageInput(mission);
    CHECK(has(pageTexts(buildPatrolCoverage(mission, input)), "120 min (default)"));
    input.reach.attack_minutes_from = analysis::AttackMinutesFrom::RECORDED;
    CHECK(has(pageTexts(buildPatrolCoverage(mission, input)), "120 min (median of the recorded attacks)"));
}

TEST_CASE("a period that runs past the mission's information cut-off is not compared, and the review says so", "[report][coverage]")
{
    const core::Mission mission = test::coverageMission();
    auto input = test::coverageInput(mission);
    input.before = input.coverage;
    REQUIRE(has(buildPatrolCoverage(mission, input).text.changed, "in the period before"));
    input.coverage.known_until = core::instantOf("2026-10-20T00:00:00Z");
    const ReportModel model = buildPatrolCoverage(mission, input);
    CHECK(has(model.text.changed, "The period runs past the mission's information cut-off, 20 Oct 2026"));
    CHECK_FALSE(has(model.text.changed, "Visits in time cover"));
    CHECK(has(pageTexts(model), "Standing bases count until then"));
    CHECK_FALSE(has(pageTexts(model), "Period before: "));
    CHECK(fromJson(toJson(model), model.images) == model);
}

TEST_CASE("a track without a patrol is no patrol, and is told among the limits of the review, but not to a partner", "[report][coverage]")
{
    core::Mission mission = test::coverageMission();
    const auto counted = [&] { return named(section(buildPatrolCoverage(mission, test::coverageInput(mission)), CoverageTopic::METHOD), "Patrols with a track"); };
    const Measure before = counted();
    REQUIRE(before.part == Number{1});
    core::Patrol track;
    track.id = 9'001;
    track.source_id = "devices#7";
    track.track_source = core::TrackSource::GPS;
    track.geometry.type = core::Geometry::Type::LineString;
    track.geometry.parts = {{{{3.8, 0.0}, {3.9, 0.0}}}};
    track.actual_start = core::instantOf("2026-10-24T08:00:00Z");
    for (const int minute : {0, 20})
        track.track_times.push_back((*track.actual_start + std::chrono::minutes{minute}).time_since_epoch().count());
    auto patrols = mission.all<core::Patrol>();
    patrols.push_back(track);
    mission.set(std::move(patrols));
    CHECK(counted() == before);
    const ReportModel model = buildPatrolCoverage(mission, test::coverageInput(mission));
    CHECK(named(section(model, CoverageTopic::METHOD), "Tracks without a patrol").value.number == 1.0);
    CHECK(has(pageTexts(model), "One track belongs to no patrol yet"));
    CHECK_FALSE(has(pageTexts(reduce(model, Profile::PARTNER)), "to no patrol yet"));
}

TEST_CASE("a track after the information cut-off is named among the limits of the review, but not to a partner", "[report][coverage]")
{
    core::Mission mission = test::coverageMission();
    core::Patrol later;
    later.id = 9'001;
    later.source_id = "devices#later";
    later.track_source = core::TrackSource::GPS;
    later.geometry.type = core::Geometry::Type::LineString;
    later.geometry.parts = {{{{3.8, 0.0}, {3.9, 0.0}}}};
    later.actual_start = core::instantOf("2026-12-24T08:00:00Z");
    auto patrols = mission.all<core::Patrol>();
    patrols.push_back(later);
    mission.set(std::move(patrols));
    const ReportModel model = buildPatrolCoverage(mission, test::coverageInput(mission));
    CHECK(has(pageTexts(model), "devices#later"));
    CHECK_FALSE(has(pageTexts(reduce(model, Profile::PARTNER)), "devices#later"));
}

TEST_CASE("there is no review for the public", "[report][coverage][reduce]")
{
    CHECK_THROWS_AS(reduce(sample(), Profile::PUBLIC), core::Error);
}

TEST_CASE("a review read back from its JSON is the same but for the raster of reach", "[report][coverage][model]")
{
    const ReportModel model = sample();
    REQUIRE(model.coverage->cover == nullptr);
    CHECK(fromJson(toJson(model), model.images) == model);
    CHECK(model.head.fingerprint.size() == 64);
}

TEST_CASE("every section of the review has its page and its bookmark", "[report][coverage][pages]")
{
    const ReportModel model = sample();
    const Pages pages{model, "Tutela 0.1.0"};
    std::vector<std::string> titles;
    for (const auto& [title, page] : pages.contents())
        titles.push_back(title);
    CHECK(titles == std::vector<std::string>{"Cover", "Bottom line", "Where patrols were", "Who is reached in time", "Gaps", "Effort", "Match with the risk", "Response", "Contact with people", "Obstruction", "Force picture",
                                             "Options", "Method and data limits"});
    CHECK(pages.marking() == "CONFIDENTIAL — DRAFT, NOT APPROVED");
    const std::string text = pageTexts(model);
    CHECK(has(text, "Patrol coverage review"));
    CHECK(has(text, "196 min"));
    CHECK(has(text, "There is no land cover"));
    CHECK(has(text, "Scenario Broken cannot be computed: There is no such base."));
}

TEST_CASE("no text of the review overlaps another or leaves the page, with long names too", "[report][coverage][layout]")
{
    for (const std::string& tail : {std::string{}, std::string{" of the long and winding valley beyond the Republican Road and its hundred bridges"}})
        for (const Profile profile : {Profile::INTERNAL, Profile::PARTNER}) {
            const Document document = layOut(reduce(sample(tail), profile), "Tutela");
            INFO(test::joinedLines(test::faults(document)));
            CHECK(test::faults(document).empty());
        }
}

TEST_CASE("the same review gives the same bytes", "[report][coverage][pdf]")
{
    const auto first = renderPdf(sample(), {"Tutela 0.1.0"});
    const auto second = renderPdf(sample(), {"Tutela 0.1.0"});
    CHECK(first.sha256 == second.sha256);
    CHECK(first.pages == second.pages);
    CHECK(first.pages >= 6);
}

TEST_CASE("the maps of a review are painted of the cells that were computed, and of none without them", "[report][coverage]")
{
    const core::Mission mission = test::coverageMission();
    auto review = test::coverageInput(mission);
    CHECK(buildPatrolCoverage(mission, review).coverage->cover == nullptr);
    review.cells.frame = {500'000.0, 100'000.0, 500.0, 500.0, "EPSG:32631"};
    review.cells.minutes = core::Grid<float>{2, 3, 45.0F};
    review.cells.gap = core::Grid<std::uint8_t>{2, 3, 1};
    review.cells.limit_minutes = 75.0;
    const auto cover = buildPatrolCoverage(mission, review).coverage->cover;
    REQUIRE(cover);
    CHECK(cover->frame.west == 500'000.0);
    CHECK(cover->frame.crs == "EPSG:32631");
    CHECK(cover->minutes.at(1, 2) == 45.0F);
    CHECK(cover->gap.at(1, 2) == 1);
    CHECK(cover->limit_minutes == 75.0);
    CHECK(cover->gained.empty());
    CHECK(cover->lost.empty());
}

TEST_CASE("attacks before and after a completed action stand with the effort, and what cannot be counted is told", "[report][coverage]")
{
    core::Mission mission = test::coverageMission();
    const auto input = test::coverageInput(mission);
    const ReportModel without = buildPatrolCoverage(mission, input);
    const auto& table = section(without, CoverageTopic::EFFORT).tables.back();
    CHECK(table.rows.empty());
    CHECK(has(table.empty, "No action with a place was completed"));
    core::Action action;
    action.id = 990'001;
    action.reference = "A-7";
    action.text = "Hold the market";
    action.status = core::ActionStatus::DONE;
    action.done_date = mission.timeZone().dayAt(input.coverage.as_of) - std::chrono::days{10};
    action.place_ids = {input.coverage.places.front().place};
    core::Action nowhere = action;
    nowhere.id = 990'002;
    nowhere.place_ids.clear();
    mission.set(std::vector{action, nowhere});
    const ReportModel model = buildPatrolCoverage(mission, input);
    const auto& effort = section(model, CoverageTopic::EFFORT);
    REQUIRE(effort.tables.back().rows.size() == 1);
    CHECK(textOf(effort.tables.back().rows[0][0]) == "A-7: Hold the market");
    CHECK(textOf(effort.tables.back().rows[0][3]) == "too early");
    CHECK(has(effort.notes.back(), "no place with a position"));
}

TEST_CASE("an option that hangs on the speeds is marked, and the map of the best one shows its gain and loss", "[report][coverage]")
{
    const core::Mission mission = test::coverageMission();
    auto input = test::coverageInput(mission);
    input.scenarios[0].by_speed = analysis::GainBySpeed{9126, 0, 9126, true};
    CHECK(analysis::bestScenario(input.reach, input.scenarios) == std::size_t{0});
    // Two degrees of ground round the places, in cells of a tenth; the east is gained.
    constexpr std::size_t kCells = 10;
    input.cells = {{3.0, 1.0, 0.1, 0.1, "EPSG:4326"}, core::Grid<float>{kCells, kCells, 300.0F}, {}, 120.0, "dry season, by day"};
    analysis::OptionCells option{0, core::Grid<float>{kCells, kCells, 100.0F}, core::Grid<std::uint8_t>{kCells, kCells}, core::Grid<std::uint8_t>{kCells, kCells}};
    for (std::size_t row = 0; row < kCells; ++row)
        option.gained.at(row, 8) = option.gained.at(row, 7) = 1;
    input.option = option;
    const ReportModel model = buildPatrolCoverage(mission, input);
    const auto& options = section(model, CoverageTopic::OPTIONS);
    CHECK(textOf(options.tables[0].rows[0][0]) == "Post at the lake (sensitive to speed)");
    CHECK(has(options.notes[0], "People, against today: 0 with lower, +9\u202F126 with higher speeds."));
    REQUIRE(model.coverage->option_cover != nullptr);
    CHECK(model.coverage->option_cover->gained == option.gained);
    CHECK(model.coverage->option_name == "Post at the lake");
    CHECK(has(pageTexts(model), "Best option: Post at the lake."));
    CHECK(reduce(model, Profile::PARTNER).coverage->option_cover == nullptr);
}

TEST_CASE("a scenario that gains nobody is not the best one", "[report][coverage]")
{
    const core::Mission mission = test::coverageMission();
    auto input = test::coverageInput(mission);
    input.scenarios[0].reach = input.reach;
    CHECK_FALSE(analysis::bestScenario(input.reach, input.scenarios));
    CHECK(buildPatrolCoverage(mission, input).coverage->option_cover == nullptr);
}
