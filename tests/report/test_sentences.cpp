// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_model.h"
#include "words_p.h"

#include <catch2/catch.hpp>

using namespace tutela;
using namespace tutela::report;
using core::Band;
using core::Range;

namespace {

struct PlaceCase {
    Band band;
    Number people;
    VisitState visit;
};

ReportModel withPlaces(const std::vector<PlaceCase>& places)
{
    static constexpr const char* kNames[] = {"Luzi", "Fanara", "Nyalo", "Adrela", "Ituwe"};
    ReportModel model;
    model.head.month = "October 2026";
    for (std::size_t i = 0; i < places.size(); ++i) {
        PlaceStatus place;
        place.name = kNames[i % 5];
        place.band = Range<Band>{places[i].band, places[i].band};
        place.people = places[i].people;
        place.visit = places[i].visit;
        model.places.push_back(place);
    }
    model.lines.resize(std::max<std::size_t>(places.size(), 1));
    compose(model);
    return model;
}

} // namespace

TEST_CASE("the cover sentence reads well for none, one, two, many and unknown", "[report][sentences]")
{
    using enum VisitState;
    struct Case {
        std::vector<PlaceCase> places;
        std::string sentence, headline, map;
    };
    const std::vector<Case> cases{
        {{}, "In October 2026, no assessed place is at high or critical risk.", "No assessed place is at high or critical risk", "No place has been assessed"},
        {{{Band::LOW, 10, IN_TIME}}, "In October 2026, no assessed place is at high or critical risk.", "No assessed place is at high or critical risk",
         "No assessed place is at high or critical risk"},
        {{{Band::HIGH, 1, IN_TIME}}, "In October 2026, one person lives in one place at high or critical risk; it was visited in time.",
         "Risk to civilians is high in Luzi", "High risk in one place; it was visited in time"},
        {{{Band::CRITICAL, 9126, LATE}}, "In October 2026, 9\u202f126 people live in one place at high or critical risk; it was not visited in time.",
         "Risk to civilians is critical in Luzi; the place at risk was not visited in time", "Critical risk in one place; it was not visited in time"},
        {{{Band::HIGH, {}, NOT_KNOWN}}, "In October 2026, one place is at high or critical risk; how many people live there is not known.",
         "Risk to civilians is high in Luzi", "High risk in one place"},
        {{{Band::CRITICAL, 100, NONE_RECORDED}, {Band::HIGH, {}, LATE}},
         "In October 2026, at least 100 people live in two places at high or critical risk; neither was visited in time.",
         "Risk to civilians is critical in Luzi; no place at risk was visited in time",
         "Critical risk in one place, high risk in one more; neither was visited in time"},
        {{{Band::CRITICAL, 100, LATE}, {Band::CRITICAL, 200, IN_TIME}, {Band::CRITICAL, 300, IN_TIME}, {Band::CRITICAL, 1, IN_TIME}},
         "In October 2026, 601 people live in four places at high or critical risk; one of them was not visited in time.",
         "Risk to civilians is critical in Luzi, Fanara and two more places; one of four places at risk was not visited in time",
         "Critical risk in four places; one of them was not visited in time"},
        {{{Band::HIGH, {}, NOT_KNOWN}, {Band::HIGH, {}, NOT_KNOWN}},
         "In October 2026, two places are at high or critical risk; how many people live there is not known.", "Risk to civilians is high in Luzi and Fanara",
         "High risk in two places"},
    };
    for (const auto& each : cases) {
        const ReportModel model = withPlaces(each.places);
        CHECK(model.text.one_sentence == each.sentence);
        CHECK(model.text.headline == each.headline);
        CHECK(model.text.map_title == each.map);
    }
}

TEST_CASE("a report without lines says so instead of saying that all is well", "[report][sentences]")
{
    ReportModel model;
    model.head.month = "October 2026";
    compose(model);
    CHECK(model.text.one_sentence == "No threat to civilians has been assessed for October 2026.");
    CHECK(model.text.headline == "No threat to civilians has been assessed");
    CHECK(model.text.asked == "No decision is requested.");
    CHECK(model.text.table_title == "No line has been assessed");
    CHECK(model.text.actions_title == "No action is recommended");
    CHECK(model.text.harm_title == "Incidents of the period are not known");
    CHECK(model.text.alerts_title == "Alerts of the period are not known");
    CHECK(model.text.evidence_title == "No evidence is cited");
    CHECK(model.text.changes_title == "This is the first version; there is nothing to compare it with");
}

TEST_CASE("what is asked counts decisions and names the first deadline", "[report][sentences]")
{
    const auto asked = [](std::vector<std::string> deadlines) {
        ReportModel model;
        for (const auto& day : deadlines) {
            ActionPart action;
            action.decision_requested = true;
            action.deadline = day;
            model.actions.push_back(action);
        }
        compose(model);
        return model.text.asked;
    };
    CHECK(asked({}) == "No decision is requested.");
    CHECK(asked({""}) == "One decision is requested.");
    CHECK(asked({"2026-11-05"}) == "One decision is requested, by 5 Nov 2026.");
    CHECK(asked({"every 14 days"}) == "One decision is requested.");
    CHECK(asked({"every 14 days", "2026-11-05"}) == "Two decisions are requested, the first by 5 Nov 2026.");
    CHECK(asked({"2026-11-14", "2026-11-05", ""}) == "Three decisions are requested, the first by 5 Nov 2026.");
}

TEST_CASE("what is asked says of whom", "[report][sentences]")
{
    ReportModel model;
    for (const auto& lead : {std::optional{core::Component::MILITARY}, std::optional{core::Component::CIVILIAN_CIVIL_AFFAIRS},
                             std::optional{core::Component::MILITARY}, std::optional<core::Component>{}}) {
        ActionPart action;
        action.decision_requested = true;
        action.lead = lead;
        action.deadline = "2026-11-05";
        model.actions.push_back(action);
    }
    compose(model);
    CHECK(model.text.asked == "Four decisions are requested of the military (two), civil affairs and a component not yet named, the first by 5 Nov 2026.");
}

TEST_CASE("what changed is told from the lines and the incidents, and a first version says so", "[report][sentences]")
{
    ReportModel model;
    model.head.month = "October 2026";
    compose(model);
    CHECK(model.text.changed == "This is the first version.");
    model.count_periods = {"October 2026", "September 2026", "October 2025"};
    model.harm = {{"Incidents", 62, 50, {}}};
    model.has_previous = true;
    model.previous_version = "1.0";
    model.changes = {{core::ChangeSinceLast::UP, "Raids, Luzi", "Should", "Must", ""}};
    compose(model);
    CHECK(model.text.changed == "One line was raised since version 1.0. 62 incidents were recorded in October 2026, 12 more than in September 2026.");
}

TEST_CASE("a sum that leaves out places of unknown population says so", "[report][sentences]")
{
    ReportModel model;
    PlaceStatus known;
    known.band = core::Range<core::Band>{core::Band::HIGH, core::Band::HIGH};
    known.people = 300;
    PlaceStatus unknown = known;
    unknown.people.reset();
    model.places = {known, unknown};
    Figure figure;
    figure.kind = FigureKind::PEOPLE_AT_RISK;
    figure.value = 300;
    model.figures = {figure};
    compose(model);
    CHECK(model.figures[0].label == "people in places at high or critical risk, one place of unknown size not counted");
}

TEST_CASE("numbers in a row are told as ranges, and a sentence ends with one stop", "[report][sentences]")
{
    CHECK(words::ranges({}).empty());
    CHECK(words::ranges({3}) == "3");
    CHECK(words::ranges({1, 2, 5, 6, 7, 9}) == "1, 2, 5 to 7, 9");
    CHECK(words::withStop("The bridge is gone") == "The bridge is gone.");
    CHECK(words::withStop("The bridge is gone.") == "The bridge is gone.");
    CHECK(words::withStop("").empty());
}

TEST_CASE("figures tell their change as more, fewer, unchanged or not known", "[report][sentences]")
{
    const auto change = [](Number value, Number before, bool previous) {
        ReportModel model;
        model.has_previous = previous;
        model.previous_version = "1.0";
        Figure figure;
        figure.kind = FigureKind::MUST_PLACES;
        figure.value = value;
        figure.before = before;
        model.figures = {figure};
        compose(model);
        return model.figures.front();
    };
    CHECK(change(4, 2, true).change == "2 more since version 1.0");
    CHECK(change(4, 2, true).direction == Direction::WORSE);
    CHECK(change(1, 3, true).change == "2 fewer since version 1.0");
    CHECK(change(0, 0, true).change == "unchanged since version 1.0");
    CHECK(change({}, 3, true).change == "change not known");
    CHECK(change({}, 3, true).direction == Direction::NOT_KNOWN);
    CHECK(change(4, {}, false).change == "no earlier version");
    CHECK(change(1, 1, true).label == "place that the mission must protect");
    CHECK(change(0, 1, true).label == "places that the mission must protect");
}

TEST_CASE("harm, alerts, actions and changes are told in grammatical titles", "[report][sentences]")
{
    ReportModel model;
    model.head.month = "October 2026";
    const auto harm = [&](Number now, Number before) {
        model.harm = {{"Incidents", now, before, {}}};
        compose(model);
        return model.text.harm_title;
    };
    CHECK(harm(0, {}) == "No incident was recorded in October 2026");
    CHECK(harm(1, 3) == "One incident was recorded in October 2026, two fewer than in the period before");
    CHECK(harm(62, 62) == "62 incidents were recorded in October 2026, as many as in the period before");
    const auto alerts = [&](Number part, Number total) {
        model.alert_shares = {{"Response", "", part, total}};
        compose(model);
        return model.text.alerts_title;
    };
    CHECK(alerts(0, 0) == "No alert of the period is recorded, so nothing can be said about the response");
    model.alert_shares = {{"Response", "", 0, 0}, {"False alerts", "", 1, 2}};
    compose(model);
    CHECK(model.text.alerts_title == "No alert of the period needed a response");
    CHECK(alerts(0, 1) == "The one alert that needed a response got none");
    CHECK(alerts(0, 4) == "None of four alerts that needed a response got one");
    CHECK(alerts(4, 4) == "All four alerts that needed a response got one");
    CHECK(alerts(1, 12) == "One of 12 alerts that needed a response got one");
    const auto changes = [&](std::vector<core::ChangeSinceLast> all) {
        model.has_previous = true;
        model.previous_version = "1.0";
        model.changes.clear();
        for (const auto change : all)
            model.changes.push_back({change, "", "", "", ""});
        compose(model);
        return model.text.changes_title;
    };
    using enum core::ChangeSinceLast;
    CHECK(changes({}) == "No line changed since version 1.0");
    CHECK(changes({UP}) == "One line was raised since version 1.0");
    CHECK(changes({NEW, NEW, UP}) == "Two lines are new and one was raised since version 1.0");
    CHECK(changes({DOWN, DOWN, CLOSED}) == "Two lines were lowered and one was closed since version 1.0");
    const auto actions = [&](int n, int overdue, int done) {
        model.actions.assign(static_cast<std::size_t>(n), {});
        for (int i = 0; i < overdue; ++i)
            model.actions[static_cast<std::size_t>(i)].overdue = true;
        for (int i = 0; i < done; ++i)
            model.actions[static_cast<std::size_t>(n - 1 - i)].status = core::ActionStatus::DONE;
        compose(model);
        return model.text.actions_title;
    };
    CHECK(actions(1, 0, 0) == "One action is recommended");
    CHECK(actions(1, 1, 0) == "One action is recommended, and it is overdue");
    CHECK(actions(12, 1, 0) == "12 actions are recommended: one overdue, none done");
}

TEST_CASE("words are those of the method, never the mock-ups'", "[report][words]")
{
    CHECK(words::of(Band::CRITICAL) == "Critical");
    CHECK(words::of(std::optional<Range<Band>>{}) == "Not assessed");
    CHECK(words::of(std::optional{Range<core::PriorityClass>{core::PriorityClass::COULD, core::PriorityClass::MUST}}) == "Could to Must");
    CHECK(words::of(core::Trend::INSUFFICIENT) == "Insufficient data");
    CHECK(words::of(core::Component::CIVILIAN_CIVIL_AFFAIRS) == "Civil affairs");
    CHECK(words::plain("JPT_DEPLOY") == "Deploy a JPT");
    CHECK(words::list({"A", "B", "C", "D"}, 3, "more place", "more places") == "A, B and two more places");
    CHECK(words::list({"A", "B", "C"}, 3) == "A, B and C");
    CHECK(words::figure({}) == "not known");
    CHECK(words::figure(0) == "0");
}

namespace {

struct RangeCase {
    std::string name;
    Range<Band> band;
    Number people;
};

ReportModel withRanges(const std::vector<RangeCase>& places)
{
    ReportModel model;
    model.head.month = "October 2026";
    for (const auto& each : places) {
        PlaceStatus place;
        place.name = each.name;
        place.band = each.band;
        place.people = each.people;
        place.inputs = 8;
        place.inputs_missing = each.band.known() ? 0 : 2;
        model.places.push_back(place);
        AreaStatus area;
        area.name = each.name + " sector";
        area.band = each.band;
        model.areas.push_back(area);
    }
    model.lines.resize(places.size());
    for (const auto kind : {FigureKind::PEOPLE_AT_RISK, FigureKind::MUST_PLACES}) {
        Figure figure;
        figure.kind = kind;
        figure.value = 0;
        model.figures.push_back(figure);
    }
    compose(model);
    return model;
}

} // namespace

TEST_CASE("what only the upper end of a range says is told as possible, never as known", "[report][sentences]")
{
    SECTION("one place, nothing known to be high")
    {
        const ReportModel model = withRanges({{"Luzi", {Band::LOW, Band::HIGH}, 400}});
        CHECK(model.text.headline == "Risk in Luzi lies between low and high: two of eight inputs are not rated");
        CHECK(model.text.one_sentence == "In October 2026, no assessed place is known to be at high or critical risk. In one place, where 400 people live, it may be "
                                         "that high: inputs are not rated.");
        CHECK(model.text.map_title == "Risk may be high or critical in one place: inputs are not rated");
        CHECK(model.text.map_caption == "Risk in Luzi sector lies between low and high: inputs are not rated.");
        CHECK(model.figures[0].label == "people in places at high or critical risk; 400 more may be: inputs not rated");
    }
    SECTION("several places, of unknown size")
    {
        const ReportModel model = withRanges({{"Luzi", {Band::LOW, Band::HIGH}, {}}, {"Nyalo", {Band::MODERATE, Band::CRITICAL}, {}}});
        CHECK(model.text.headline == "Risk in Luzi and Nyalo lies between low and critical: inputs are not rated");
        CHECK(model.text.one_sentence ==
              "In October 2026, no assessed place is known to be at high or critical risk. In two places it may be that high: inputs are not rated.");
        CHECK(model.text.map_caption == "Risk in Luzi sector and Nyalo sector lies between low and critical: inputs are not rated.");
        CHECK(model.figures[0].label == "people in places at high or critical risk; more in two places may be");
    }
    SECTION("one known, one possible")
    {
        const ReportModel model = withRanges({{"Fanara", {Band::HIGH, Band::HIGH}, 100}, {"Luzi", {Band::LOW, Band::CRITICAL}, 400}});
        CHECK(model.text.headline == "Risk to civilians is high in Fanara, and may be high or critical in one place where inputs are not rated");
        CHECK(model.text.one_sentence == "In October 2026, 100 people live in one place at high or critical risk. In one more place, where 400 people live, risk may be "
                                         "that high: inputs are not rated.");
        CHECK(model.text.map_title == "High risk in one place; risk may be as high in one more place, where inputs are not rated");
        CHECK(model.text.map_caption ==
              "Fanara sector is at the highest level of risk that is known: high. Risk in Luzi sector lies between low and critical: inputs are not rated.");
    }
    SECTION("high for sure, perhaps critical")
    {
        const ReportModel model = withRanges({{"Luzi", {Band::HIGH, Band::CRITICAL}, 400}});
        CHECK(model.text.headline == "Risk to civilians is high or critical in Luzi");
        CHECK(model.text.one_sentence == "In October 2026, 400 people live in one place at high or critical risk.");
        CHECK(model.text.map_title == "High or critical risk in one place");
        CHECK(model.figures[0].label == "people in places at high or critical risk");
    }
}

TEST_CASE("classes that a missing input leaves open are counted apart", "[report][sentences]")
{
    using enum core::PriorityClass;
    const auto title = [](const std::vector<Range<core::PriorityClass>>& classes) {
        ReportModel model;
        for (const auto& priority : classes) {
            model.lines.emplace_back().priority = priority;
            model.places.emplace_back().priority = priority;
        }
        Figure figure;
        figure.kind = FigureKind::MUST_PLACES;
        figure.value = 1;
        model.figures = {figure};
        compose(model);
        return std::pair{model.text.table_title, model.figures.front().label};
    };
    CHECK(title({{WATCH, MUST}}).first == "No line is known to be in class Must or Should; one line may be in class Must or Should: inputs are not rated");
    CHECK(title({{MUST, MUST}, {COULD, MUST}, {COULD, SHOULD}}) ==
          std::pair<std::string, std::string>{"One line is in class Must, none in class Should; two lines may be in class Must or Should: inputs are not rated",
                                              "place that the mission must protect; one more may be: inputs not rated"});
    CHECK(title({{MUST, MUST}, {SHOULD, SHOULD}}).first == "One line is in class Must, one in class Should");
}
