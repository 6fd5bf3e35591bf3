// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation: incidents, and who may call one verified.
#include "validation_rules.h"

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace tutela::test;

namespace {

Incident goodIncident()
{
    Incident incident = made<Incident>();
    incident.lon = 5.1;
    incident.lat = 1.9;
    incident.time_start = kBefore;
    incident.time_end = kBefore + std::chrono::hours{2};
    incident.category = IncidentCategory::ATTACK_ON_CIVILIANS;
    incident.mission_response = "Patrol sent";
    incident.source_ids = {SourceId{5}};
    incident.killed.low = 1;
    incident.killed.best = 3;
    incident.killed.high = 4;
    incident.perpetrator_ids = {ActorId{3}};
    incident.attributions = {Attribution::PROBABLE};
    return incident;
}

} // namespace

TEST_CASE("rules of incidents", "[core][validation]")
{
    const Incident incident = goodIncident();
    CHECK(validate(valuesOf(incident), kNow).empty());
    rule("ends before it begins", incident, E, "time_end", [](Incident& i) { i.time_end = kBefore - std::chrono::seconds{1}; });
    rule("in the future", incident, E, "time_start", [](Incident& i) { i.time_start = kNow + std::chrono::minutes{6}; i.time_end.reset(); });
    rule("ends in the future", incident, E, "time_end", [](Incident& i) { i.time_end = kNow + std::chrono::minutes{6}; });
    rule("no time", incident, W, "time_start", [](Incident& i) { i.time_start.reset(); });
    rule("low above best", incident, E, "killed_best", [](Incident& i) { i.killed.low = 4; });
    rule("best above high", incident, E, "killed_best", [](Incident& i) { i.killed.high = 2; });
    rule("low above high", incident, E, "injured_best", [](Incident& i) { i.injured.low = 5; i.injured.high = 4; });
    rule("parts above the total", incident, E, "killed_best", [](Incident& i) { i.killed.women = 4; });
    rule("parts below the total", incident, E, "abducted_best", [](Incident& i) {
        i.abducted.best = 8;
        i.abducted.women = i.abducted.men = i.abducted.girls = i.abducted.boys = 1;
        i.abducted.unknown_adult = i.abducted.unknown_child = i.abducted.unknown = 1;
    });
    rule("more victims than a column holds", incident, E, "displaced_best", [](Incident& i) { i.displaced.best = 2'000'000'001; });
    rule("more civilians than victims", incident, W, "killed_civilians", [](Incident& i) { i.killed.civilians = 5; });
    rule("more dead than in any but the worst", incident, W, "killed_best", [](Incident& i) { i.killed.best = i.killed.high = 10'000'000; });
    rule("only the highest figure is large", incident, W, "killed_high", [](Incident& i) { i.killed.high = 1'001; });
    rule("more displaced than at once", incident, W, "displaced_best", [](Incident& i) { i.displaced.best = 100'001; });
    rule("more cattle than a herd", incident, W, "cattle_taken", [](Incident& i) { i.cattle_taken = 100'001; });
    rule("more schools than a town has", incident, W, "schools_hit", [](Incident& i) { i.schools_hit = 101; });
    rule("grave violation in the open", incident, E, "sensitivity", [](Incident& i) { i.grave_violations = {GraveViolation::ABDUCTION}; });
    rule("sexual violence in the open", incident, E, "sensitivity", [](Incident& i) { i.crsv_forms = {CrsvForm::RAPE}; });
    rule("marked too low", incident, E, "sensitivity", [](Incident& i) {
        i.crsv_forms = {CrsvForm::RAPE};
        i.sensitivity = Marking::UNCLASSIFIED;
    });
    rule("no source", incident, E, "source_ids", [](Incident& i) { i.source_ids.clear(); });
    rule("response", incident, W, "mission_response", [](Incident& i) { i.mission_response.clear(); });
    rule("attributions", incident, E, "attributions", [](Incident& i) { i.attributions.push_back(Attribution::ALLEGED); });
    rule("roles", incident, E, "perpetrator_roles", [](Incident& i) { i.perpetrator_roles = {"a", "b"}; });
    rule("own duplicate", incident, E, "duplicate_of", [](Incident& i) { i.duplicate_of = IncidentId{i.id}; });
    rule("duplicate of what", incident, W, "duplicate_of", [](Incident& i) { i.verification = Verification::DUPLICATE; });
    rule("own cause", incident, E, "cause_ids", [](Incident& i) { i.cause_ids = {IncidentId{i.id}}; });

    Incident marked = incident;
    marked.crsv_forms = {CrsvForm::RAPE};
    marked.sensitivity = Marking::STRICTLY_CONFIDENTIAL;
    marked.sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
    marked.time_start = kNow + std::chrono::minutes{4}; // a clock may be a little wrong
    marked.time_end.reset();
    marked.killed.women = 3; // others not known
    CHECK(validate(valuesOf(marked), kNow).empty());
    CHECK(validate(valuesOf(marked), std::nullopt).empty());
    Incident terrible = incident; // what has happened is not asked about
    terrible.killed.best = terrible.killed.high = 1'000;
    terrible.displaced.best = 100'000;
    CHECK(validate(valuesOf(terrible), kNow).empty());
    Incident slip = incident;
    slip.killed.best = slip.killed.high = 10'000'000;
    const auto asked = validate(valuesOf(slip), kNow);
    REQUIRE(asked.size() == 1); // once, not for each of its figures
    CHECK(asked.front().text == "Really 10\u202F000\u202F000 killed in one incident? Check the figure.");
    Incident imported = incident;
    imported.dataset = "ucdp-ged";
    imported.source_ids.clear();
    imported.mission_response.clear();
    CHECK(validate(valuesOf(imported), kNow).empty());
}

TEST_CASE("only human rights calls an incident verified", "[core][validation]")
{
    Incident incident = goodIncident();
    const RecordValues reported = valuesOf(incident);
    incident.verification = Verification::VERIFIED_REASONABLE_GROUNDS;
    const RecordValues verified = valuesOf(incident);
    const auto refused = [](const RecordValues& record, const RecordValues* before, Role author) {
        const auto issues = validateAuthor(record, before, author);
        for (const Issue& issue : issues) {
            CHECK(issue.kind == Kind::INCIDENT);
            CHECK(issue.id == 11);
            CHECK(issue.field == "verification");
        }
        return blocksSaving(issues);
    };
    CHECK(refused(verified, nullptr, Role::POC_ADVISER));
    CHECK(refused(verified, &reported, Role::JMAC));
    CHECK_FALSE(refused(verified, &reported, Role::HUMAN_RIGHTS));
    CHECK_FALSE(refused(verified, &verified, Role::POC_ADVISER)); // another field of it may be changed
    CHECK_FALSE(refused(reported, &verified, Role::POC_ADVISER));
    CHECK_FALSE(refused(valuesOf(goodPlace()), nullptr, Role::POC_ADVISER));
}
