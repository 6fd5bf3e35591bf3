// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "shared_content.h"

#include <tutela/core/validation.h>

#include <algorithm>
#include <map>
#include <set>

using namespace tutela;
using namespace tutela::core;
using demo::test::content;

namespace {

const Instant kAsOf = instantOf("2026-11-01T00:00:00Z");

template <class T>
void requireSound(const std::vector<T>& records)
{
    REQUIRE_FALSE(records.empty());
    for (const T& record : records)
        for (const Issue& issue : validate(valuesOf(record), kAsOf))
            if (issue.level != RuleLevel::W)
                FAIL_CHECK(kindName(issue.kind) << " " << issue.id << " " << issue.field << ": " << issue.text);
}

const Place& placeNamed(std::string_view name)
{
    const auto at = std::find_if(content().places.begin(), content().places.end(), [&](const Place& place) { return place.name == name; });
    REQUIRE(at != content().places.end());
    return *at;
}

/// Incidents of a month (local time, UTC+1) that happened inside a sector.
int countIn(std::string_view sector, std::string_view from, std::string_view to)
{
    const auto area = std::find_if(content().areas.begin(), content().areas.end(), [&](const Area& each) { return each.code == sector; });
    REQUIRE(area != content().areas.end());
    int count = 0;
    for (const Incident& incident : content().incidents)
        if (incident.lon && *incident.time_start >= instantOf(from) && *incident.time_start < instantOf(to)
            && incident.verification != Verification::DUPLICATE && covers(area->geometry, *incident.point()))
            ++count;
    return count;
}

} // namespace

TEST_CASE("no record of the demo breaks a rule that blocks saving or submission", "[demo][unit]")
{
    requireSound(content().areas);
    requireSound(content().places);
    requireSound(content().groups);
    requireSound(content().actors);
    requireSound(content().threats);
    requireSound(content().sources);
    requireSound(content().incidents);
    requireSound(content().alerts);
    requireSound(content().bases);
    requireSound(content().units);
    requireSound(content().patrols);
    requireSound(content().can_tests);
    requireSound(content().roads);
    requireSound(content().waters);
    requireSound(content().actions);
    requireSound(content().strategies);
    requireSound(content().structures);
    requireSound(content().meetings);
    requireSound(content().stakeholders);
    requireSound(content().assessments);
    requireSound(content().lines);
}

TEST_CASE("the demo mission as a whole breaks no blocking rule", "[demo][unit]")
{
    const Mission mission = demo::missionOf(content());
    for (const Issue& issue : validateMission(mission))
        if (issue.level != RuleLevel::W)
            FAIL_CHECK(kindName(issue.kind) << " " << issue.id << " " << issue.field << ": " << issue.text);
    for (const Assessment& assessment : content().assessments)
        for (const Issue& issue : validateAssessment(mission, AssessmentId{assessment.id}))
            if (issue.level != RuleLevel::W)
                FAIL_CHECK(assessment.title << " " << issue.field << ": " << issue.text);
}

TEST_CASE("every id of the demo is used once", "[demo][unit]")
{
    std::set<std::int64_t> ids;
    std::size_t records = 0;
    const auto add = [&](const auto& all) {
        for (const auto& record : all) {
            ids.insert(record.id);
            ++records;
        }
    };
    add(content().areas);
    add(content().places);
    add(content().actors);
    add(content().threats);
    add(content().incidents);
    add(content().alerts);
    add(content().patrols);
    add(content().lines);
    add(content().actions);
    CHECK(ids.size() == records);
    CHECK_FALSE(ids.contains(0));
}

TEST_CASE("two years of incidents lie in the country, at their place, before the clock stops", "[demo][unit]")
{
    const auto& incidents = content().incidents;
    CHECK(incidents.size() > 1'800);
    CHECK(incidents.size() < 2'600);
    std::map<PlacePrecision, int> precision;
    std::set<IncidentCategory> categories;
    int night = 0, hours = 0, thursdays = 0, otherDays = 0;
    for (const Incident& incident : incidents) {
        CHECK(*incident.time_start < kAsOf);
        CHECK(*incident.time_start >= instantOf("2024-10-31T23:00:00Z"));
        ++precision[*incident.place_precision];
        categories.insert(*incident.category);
        if (incident.lon)
            CHECK(covers(content().areas[0].geometry, *incident.point()));
        else
            CHECK(incident.place_precision == PlacePrecision::UNKNOWN);
        CHECK_FALSE(incident.source_ids.empty());
        CHECK_FALSE(incident.title.empty());
        if (incident.time_precision == TimePrecision::HOUR || incident.time_precision == TimePrecision::EXACT_MINUTE) {
            const auto hour = ((*incident.time_start).time_since_epoch().count() / 3600 + 1) % 24;
            ++hours;
            night += hour >= 18 || hour < 5 ? 1 : 0;
        }
        if (incident.category == IncidentCategory::CATTLE_RAID && incident.place_name.starts_with("Nyalo")) {
            const auto day = std::chrono::floor<std::chrono::days>(*incident.time_start + std::chrono::hours{1});
            (std::chrono::weekday{day} == std::chrono::Thursday ? thursdays : otherDays) += 1;
        }
    }
    CHECK(precision.size() >= 5);
    CHECK(categories.size() >= 18);
    CHECK(night > hours / 4);
    CHECK(night < hours * 3 / 4);
    CHECK(thursdays * 6 > otherDays * 2); // one day in seven, yet far more than its share
}

TEST_CASE("October was worse than September at the lake and on the ridge, and then the ridge fell silent", "[demo][unit]")
{
    CHECK(countIn("LAK", "2026-09-30T23:00:00Z", "2026-10-31T23:00:00Z") > countIn("LAK", "2026-08-31T23:00:00Z", "2026-09-30T23:00:00Z"));
    CHECK(countIn("GEL", "2026-09-30T23:00:00Z", "2026-10-31T23:00:00Z") > countIn("GEL", "2026-08-31T23:00:00Z", "2026-09-30T23:00:00Z"));
    const int before = countIn("GEL", "2026-10-12T23:00:00Z", "2026-10-21T23:00:00Z");
    const int after = countIn("GEL", "2026-10-22T23:00:00Z", "2026-10-31T23:00:00Z");
    CHECK(after * 2 < before);
}

TEST_CASE("no base stands at Luzi, and nobody has been there for three weeks", "[demo][unit]")
{
    const Place& luzi = placeNamed("Luzi");
    for (const Base& base : content().bases)
        CHECK(metresBetween(*base.point(), *luzi.point()) > 30'000.0);
    Instant last{};
    for (const Patrol& patrol : content().patrols)
        for (const PatrolStop& stop : patrol.stops)
            if (stop.place_id == PlaceId{luzi.id} && stop.actual_arrival)
                last = std::max(last, *stop.actual_arrival);
    CHECK(last > instantOf("2026-08-01T00:00:00Z"));
    CHECK(last < instantOf("2026-10-11T00:00:00Z"));
    const auto closing = std::count_if(content().bases.begin(), content().bases.end(), [](const Base& base) { return base.open_to.has_value(); });
    CHECK(closing == 1);
}

TEST_CASE("patrols follow roads with rising times, some were cancelled and some are yet to come", "[demo][unit]")
{
    const auto& patrols = content().patrols;
    CHECK(patrols.size() > 280);
    CHECK(patrols.size() < 460);
    std::map<PatrolStatus, int> status;
    std::set<std::string> references;
    for (const Patrol& patrol : patrols) {
        ++status[*patrol.status];
        CHECK(references.insert(patrol.reference).second);
        CHECK(std::is_sorted(patrol.track_times.begin(), patrol.track_times.end()));
        if (patrol.actual_end)
            CHECK(*patrol.actual_end < kAsOf);
        if (!patrol.geometry.empty())
            for (const Vertex& fix : patrol.geometry.parts[0][0])
                if (!covers(content().areas[0].geometry, GeoPoint::of(fix.x, fix.y)))
                    FAIL_CHECK(patrol.reference << " leaves the country");
    }
    CHECK(status[PatrolStatus::REPORTED] > 200);
    CHECK(status[PatrolStatus::CANCELLED] > 20);
    CHECK(status[PatrolStatus::PROPOSED] + status[PatrolStatus::APPROVED] > 5);
}

TEST_CASE("alerts keep the order of their stages, a few are open when the clock stops", "[demo][unit]")
{
    CHECK(content().alerts.size() > 180);
    CHECK(content().alerts.size() < 330);
    int open = 0;
    for (const Alert& alert : content().alerts) {
        CHECK(*alert.t_received < kAsOf);
        open += alert.t_closed ? 0 : 1;
        if (alert.t_closed)
            CHECK(*alert.t_closed < kAsOf);
        if (!alert.t_closed)
            CHECK_FALSE(alert.outcome);
    }
    CHECK(open >= 4);
    CHECK(open <= 12);
}

TEST_CASE("four actions are late, several wait for a decision, each place of a Must line has one", "[demo][unit]")
{
    int late = 0, asked = 0;
    for (const Action& action : content().actions) {
        const bool done = action.status == ActionStatus::DONE || action.status == ActionStatus::REJECTED || action.status == ActionStatus::CANCELLED;
        late += !done && *action.deadline < Day{std::chrono::year{2026} / 11 / 1} ? 1 : 0;
        asked += action.decision_requested == true ? 1 : 0;
    }
    CHECK(late >= 4);
    CHECK(late <= 6);
    CHECK(asked >= 4);
}

TEST_CASE("September is approved, October is a draft with more Must lines and Luzi at critical risk", "[demo][unit]")
{
    const Mission mission = demo::missionOf(content());
    REQUIRE(content().assessments.size() == 2);
    const AssessmentId september{content().assessments[0].id}, october{content().assessments[1].id};
    CHECK(stateOf(mission, september) == AssessmentState::APPROVED);
    CHECK(stateOf(mission, october) == AssessmentState::DRAFT);
    CHECK(content().assessments[1].previous_id == september);
    std::map<std::int64_t, int> lines, must;
    std::map<std::string, int> bands;
    bool luziCritical = false;
    const PlaceId luzi{placeNamed("Luzi").id};
    for (const Line& line : content().lines) {
        ++lines[line.assessment_id->value];
        must[line.assessment_id->value] += line.priority_class == "MUST" ? 1 : 0;
        if (line.assessment_id == october) {
            ++bands[line.band];
            luziCritical |= line.band == "CRITICAL" && std::find(line.place_ids.begin(), line.place_ids.end(), luzi) != line.place_ids.end();
        }
    }
    CHECK(lines[september.value] >= 12);
    CHECK(lines[october.value] >= 12);
    CHECK(must[october.value] > must[september.value]);
    CHECK(luziCritical);
    CHECK(bands.size() >= 3);
}

TEST_CASE("one strategy is in force, one is a draft, and both hold every section", "[demo][unit]")
{
    const auto& strategies = content().strategies;
    REQUIRE(strategies.size() == 2);
    CHECK(strategies[0].status == StrategyStatus::IN_FORCE);
    CHECK(strategies[1].status == StrategyStatus::DRAFT);
    for (const Strategy& strategy : strategies) {
        std::set<std::string> keys;
        for (const StrategySection& section : strategy.sections) {
            keys.insert(section.key);
            CHECK(section.body.size() > 80);
        }
        CHECK(keys.size() == 20);
    }
}

TEST_CASE("no reason of a threat tells how long help takes: that is computed", "[demo][unit]")
{
    const auto check = [](const std::string& reason) {
        for (const char* figure : {" hours", " an hour", " minutes", " min ", "day's drive"})
            if (reason.find(figure) != std::string::npos)
                FAIL_CHECK(reason);
    };
    for (const Threat& threat : content().threats)
        check(threat.opportunity_reason);
    for (const Line& line : content().lines)
        check(line.opportunity_reason);
    CHECK_FALSE(content().threats.empty());
}

TEST_CASE("every threat has an area inside the country, about its places and near its actors", "[demo][unit]")
{
    for (const Threat& threat : content().threats) {
        INFO(threat.name);
        REQUIRE(threat.geometry.isArea());
        CHECK(whyInvalid(threat.geometry).empty());
        for (const auto& part : threat.geometry.parts)
            for (const Vertex& corner : part[0])
                if (!covers(content().areas[0].geometry, GeoPoint::of(corner.x, corner.y)))
                    FAIL_CHECK("a corner lies abroad");
        CHECK(areaKm2(threat.geometry) < 900.0);
        const auto holds = [&](PlaceId id) {
            const auto place = std::find_if(content().places.begin(), content().places.end(), [&](const Place& each) { return PlaceId{each.id} == id; });
            return covers(threat.geometry, *place->point());
        };
        CHECK(std::any_of(threat.place_ids.begin(), threat.place_ids.end(), holds));
        for (const ActorId id : threat.actor_ids) {
            const auto actor = std::find_if(content().actors.begin(), content().actors.end(), [&](const Actor& each) { return ActorId{each.id} == id; });
            if (!actor->geometry.empty() && !(threat.actor_ids.size() > 1)) // of several one may come from afar
                CHECK(actor->geometry.box().intersects(threat.geometry.box()));
        }
    }
}
