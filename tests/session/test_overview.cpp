// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/area_index.h>
#include <tutela/analysis/situation.h>
#include <tutela/demo/demo.h>
#include <tutela/session/overview.h>
#include <tutela/session/work_context.h>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace tutela;

TEST_CASE("the overview of the demo says what the engines say")
{
    const core::Mission mission = demo::missionOf(demo::generate(2026));
    const auto period = session::WorkContext::firstPeriod(mission);
    REQUIRE(period);
    const auto overview = session::overviewOf(mission, period, std::nullopt);
    REQUIRE(overview.figures.size() == 4);
    CHECK_FALSE(overview.empty);
    CHECK(overview.figures[1].value == analysis::harm(mission, std::nullopt, *period).now.killed_civilians);
    CHECK(overview.figures[3].value == static_cast<std::int64_t>(analysis::overdueActions(mission, period->to).size()));
    for (const auto& figure : overview.figures) {
        CHECK_FALSE(figure.explanation.isEmpty());
        CHECK(figure.origin.startsWith(QStringLiteral("As of 31 Oct 2026")));
    }
    // The records behind a number add up to it.
    std::int64_t people = 0, killed = 0;
    for (const auto& record : overview.figures[0].records)
        people += mission.find<core::Place>(core::PlaceId{record.id})->population_total.value_or(0);
    CHECK(overview.figures[0].value == people);
    for (const auto& record : overview.figures[1].records) {
        const auto& ids = mission.incidents->id;
        killed += mission.incidents->killed_civilians[static_cast<std::size_t>(std::find(ids.begin(), ids.end(), record.id) - ids.begin())];
    }
    CHECK(overview.figures[1].records.size() < session::kFigureRecords);
    CHECK(overview.figures[1].value == killed);
    CHECK(overview.figures[2].value == static_cast<std::int64_t>(overview.figures[2].records.size()));
    CHECK(overview.figures[3].value == static_cast<std::int64_t>(overview.figures[3].records.size()));
    CHECK_FALSE(overview.attention.empty());
    for (std::size_t i = 1; i < overview.attention.size(); ++i)
        CHECK(overview.attention[i - 1].level <= overview.attention[i].level);
    CHECK(overview.documents.size() == 2);
}

TEST_CASE("an outlook that has ended asks to finish the version that is being written, else to start one")
{
    core::Mission mission = demo::missionOf(demo::generate(2026));
    const auto period = session::WorkContext::firstPeriod(mission);
    const auto detail = [&] {
        const auto items = session::overviewOf(mission, period, std::nullopt).attention;
        const auto ended = std::find_if(items.begin(), items.end(), [](const auto& item) { return item.text.endsWith(QStringLiteral("no longer looks ahead")); });
        REQUIRE(ended != items.end());
        return ended->detail;
    };
    const auto startsWithTheOutlook = [](const QString& sentence) {
        return sentence.startsWith(QStringLiteral("The 30-day outlook of ")) && sentence.contains(QStringLiteral(" version 1.0 ended on "));
    };
    INFO(detail().toStdString());
    CHECK(startsWithTheOutlook(detail()));
    CHECK(detail().endsWith(QStringLiteral("; finish version 1.1.")));

    auto assessments = mission.all<core::Assessment>();
    for (auto& assessment : assessments)
        if (!core::isFrozen(mission, core::AssessmentId{assessment.id}))
            assessment.reference = "TA-OTHER-2026-0002"; // a draft of another product
    mission.set(assessments);
    CHECK(startsWithTheOutlook(detail()));
    CHECK(detail().endsWith(QStringLiteral("; start the next version.")));
}

TEST_CASE("the sentence on visits names the class of the place as such")
{
    const core::Mission mission = demo::missionOf(demo::generate(2026));
    const auto items = session::overviewOf(mission, session::WorkContext::firstPeriod(mission), std::nullopt).attention;
    const auto due = std::find_if(items.begin(), items.end(), [](const auto& item) { return item.detail.contains(QStringLiteral("is due a visit every")); });
    REQUIRE(due != items.end());
    CHECK(due->detail.contains(QChar{0x201C}));
    CHECK(std::none_of(items.begin(), items.end(), [](const auto& item) { return item.detail.contains(QStringLiteral("Should should")); }));
}

TEST_CASE("overdue actions follow the scope and the version that counts")
{
    core::Mission mission = demo::missionOf(demo::generate(2026));
    const auto period = session::WorkContext::firstPeriod(mission);
    const auto level = analysis::defaultLevel(mission);
    REQUIRE(level);
    const auto all = session::overviewOf(mission, period, std::nullopt).figures[3];
    std::int64_t sum = 0;
    for (const auto& area : mission.all<core::Area>()) {
        if (area.level != level)
            continue;
        const core::AreaId scope{area.id};
        const auto inside = analysis::placesIn(mission, scope);
        const auto overview = session::overviewOf(mission, period, scope);
        const auto& figure = overview.figures[3];
        CHECK(*figure.value == static_cast<std::int64_t>(figure.records.size()));
        CHECK(*figure.value <= *all.value);
        sum += *figure.value;
        for (const auto& record : figure.records) {
            INFO(area.name << " action " << record.id);
            const auto line = session::lineOfAction(mission, core::ActionId{record.id});
            REQUIRE(line);
            const auto& of = mission.all<core::Line>();
            CHECK(std::any_of(of.begin(), of.end(), [&](const core::Line& each) {
                return std::find(each.action_ids.begin(), each.action_ids.end(), core::ActionId{record.id}) != each.action_ids.end()
                       && std::any_of(each.place_ids.begin(), each.place_ids.end(), [&](core::PlaceId id) { return std::find(inside.begin(), inside.end(), id) != inside.end(); });
            }));
        }
        const auto attention = std::count_if(overview.attention.begin(), overview.attention.end(), [](const auto& item) { return item.record && item.record->kind == core::Kind::ACTION; });
        CHECK(attention == *figure.value);
    }
    REQUIRE(*all.value > 0);
    CHECK(sum >= *all.value);
}

TEST_CASE("what a figure leaves out is said with it, and unknown populations make it a lower bound")
{
    core::Mission mission = demo::missionOf(demo::generate(2026));
    const auto period = session::WorkContext::firstPeriod(mission);
    const auto before = session::overviewOf(mission, period, std::nullopt);
    REQUIRE_FALSE(before.figures[0].at_least);
    const auto first = before.figures[0].records.front();
    auto places = mission.all<core::Place>();
    for (auto& place : places)
        if (place.id == first.id)
            place.population_total.reset();
    mission.set<core::Place>(std::move(places));
    const auto after = session::overviewOf(mission, period, std::nullopt);
    CHECK(after.figures[0].at_least);
    CHECK(after.figures[0].note == QStringLiteral("one place of unknown size not counted"));
    CHECK(*after.figures[0].value < *before.figures[0].value);
    CHECK(after.headline.startsWith(QStringLiteral("At least ")));
    CHECK(after.figures[0].explanation.contains(QStringLiteral("not known")));

    const auto harm = analysis::harm(mission, std::nullopt, *period);
    REQUIRE(harm.now.killed_unknown > 0);
    CHECK(after.figures[1].note.startsWith(QStringLiteral("number not known for")));
    CHECK(after.headline.contains(QStringLiteral("(number not known for ")));
}

TEST_CASE("an empty mission is told as empty, and unknown figures are not zero")
{
    const auto overview = session::overviewOf(core::Mission{}, std::nullopt, std::nullopt);
    CHECK(overview.empty);
    CHECK_FALSE(overview.figures[0].value);
    CHECK(overview.headline.contains(QStringLiteral("empty")));
    CHECK(overview.attention.empty());
}
