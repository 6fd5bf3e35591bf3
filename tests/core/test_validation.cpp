// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <tutela/core/validation.h>

#include <limits>

using namespace tutela::core;

namespace {

const Instant kNow = instantOf("2026-11-01T00:00:00Z");
const Instant kBefore = instantOf("2026-10-20T06:00:00Z");

/// True when a rule of the level complains about the field.
template <class T>
bool complains(const T& record, RuleLevel level, const std::string& field)
{
    for (const Issue& issue : validate(valuesOf(record), kNow)) {
        CHECK(issue.kind == T::kind);
        CHECK(issue.id == record.id);
        CHECK(issue.text.size() > 20);
        CHECK(issue.text.back() == '.');
        if (issue.level == level && issue.field == field)
            return true;
    }
    return false;
}

/// The record passes as it is; with the change, exactly the rule in question speaks.
template <class T, class Change>
void rule(const char* name, const T& good, RuleLevel level, const std::string& field, Change change)
{
    INFO(name);
    CHECK_FALSE(complains(good, level, field));
    T bad = good;
    change(bad);
    CHECK(complains(bad, level, field));
}

constexpr auto E = RuleLevel::E;
constexpr auto S = RuleLevel::S;
constexpr auto W = RuleLevel::W;

Geometry square(double west, double south, double side)
{
    return {Geometry::Type::MultiPolygon,
            {{{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}}}}};
}

template <class T>
T made()
{
    T record;
    record.id = 11;
    return record;
}

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

Alert goodAlert()
{
    Alert alert = made<Alert>();
    alert.lon = 5.1;
    alert.lat = 1.9;
    alert.t_observed = kBefore;
    alert.t_received = kBefore + std::chrono::minutes{10};
    alert.t_closed = kBefore + std::chrono::hours{3};
    alert.urgency = Urgency::FLASH;
    alert.triage = Triage::REQUIRES_PHYSICAL_RESPONSE;
    alert.outcome = AlertOutcome::AVERTED;
    alert.feedback_to_community = true;
    return alert;
}

Place goodPlace()
{
    Place place = made<Place>();
    place.name = "Luzi";
    place.lon = 5.1;
    place.lat = 1.9;
    place.place_kind = PlaceKind::TOWN;
    place.population_total = 1000;
    place.pop_date = dayOf("2026-01-01");
    place.idp = 400;
    place.women = 260;
    place.men = 240;
    place.girls = 255;
    place.boys = 245;
    return place;
}

Patrol goodPatrol()
{
    Patrol patrol = made<Patrol>();
    patrol.status = PatrolStatus::TASKED;
    patrol.unit_ids = {UnitId{2}};
    patrol.commander_role = "platoon commander";
    patrol.stops = {PatrolStop{}};
    patrol.stops[0].place_id = PlaceId{7};
    patrol.planned_start = kBefore;
    patrol.planned_end = kBefore + std::chrono::hours{8};
    patrol.strength = 20;
    patrol.women = 4;
    return patrol;
}

} // namespace

TEST_CASE("rules that every record keeps", "[core][validation]")
{
    Place place = goodPlace();
    CHECK(validate(valuesOf(place), kNow).empty());
    rule("marking without reason", place, S, "sensitivity_reason", [](Place& p) { p.sensitivity = Marking::CONFIDENTIAL; });
    rule("half a position", place, E, "lat", [](Place& p) { p.lat.reset(); });
    rule("outside the globe", place, E, "lon", [](Place& p) { p.lon = 181; });
    rule("not a number", place, E, "lat", [](Place& p) { p.lat = std::numeric_limits<double>::quiet_NaN(); });
    rule("zero, zero", place, W, "lon", [](Place& p) { p.lon = p.lat = 0.0; });
    rule("hidden sign in an identifier", place, E, "pcode", [](Place& p) { p.pcode = "SS\u200B01"; });
    rule("bytes that are not UTF-8", place, E, "note", [](Place& p) { p.note = "\xE9t\xE9"; });
    rule("negative count", place, E, "population_total", [](Place& p) { p.population_total = -1; p.idp.reset(); });
    rule("a count that no sum can hold", place, E, "older_60plus", [](Place& p) { p.older_60plus = std::numeric_limits<std::int64_t>::max(); });
    rule("a declassification of nothing", place, W, "declassify_on", [](Place& p) { p.declassify_on = dayOf("2030-01-01"); });
    rule("due for declassification", place, W, "declassify_on", [](Place& p) {
        p.sensitivity = Marking::CONFIDENTIAL;
        p.declassify_on = dayOf("2026-11-01");
    });
    rule("marked twenty years ago", place, W, "declassify_on", [](Place& p) {
        p.sensitivity = Marking::CONFIDENTIAL;
        p.created_at = instantOf("2006-11-01T00:00:00Z");
    });
    Place young = place;
    young.sensitivity = Marking::CONFIDENTIAL;
    young.created_at = instantOf("2006-11-02T00:00:00Z");
    CHECK_FALSE(complains(young, W, "declassify_on"));
    young.created_at = instantOf("2004-02-29T00:00:00Z"); // no such day 20 years on: the last of the month holds
    CHECK(complains(young, W, "declassify_on"));
    place.sensitivity = Marking::CONFIDENTIAL;
    place.sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
    CHECK(validate(valuesOf(place), kNow).empty());
    RecordValues broken = valuesOf(place);
    broken.values[1] = std::string{"not a time"};
    CHECK(blocksSaving(validate(broken, kNow)));
    CHECK_FALSE(blocksSaving(validate(valuesOf(place), kNow)));
}

TEST_CASE("rules of the mission and its areas", "[core][validation]")
{
    MissionDetails mission = made<MissionDetails>();
    mission.name = "Kavara";
    mission.authorised_troops = mission.deployed_troops = 100;
    mission.authorised_police = mission.deployed_police = 10;
    mission.area_km2 = 1.0;
    mission.population = 1;
    mission.time_zone = "Africa/Lagos";
    mission.wet_months = {4, 12};
    CHECK(validate(valuesOf(mission), kNow).empty());
    rule("name", mission, E, "name", [](auto& m) { m.name.clear(); });
    rule("troops", mission, W, "deployed_troops", [](auto& m) { m.deployed_troops = 101; });
    rule("police", mission, W, "deployed_police", [](auto& m) { m.deployed_police = 11; });
    rule("area", mission, E, "area_km2", [](auto& m) { m.area_km2 = 0.0; });
    rule("population", mission, E, "population", [](auto& m) { m.population = 0; });
    rule("zone", mission, E, "time_zone", [](auto& m) { m.time_zone = "Africa/Nowhere"; });
    rule("months", mission, E, "wet_months", [](auto& m) { m.wet_months = {13}; });
    mission.speeds = R"([{"mode":"TRUCK","surface":"TRACK","season":"DRY","kmh":0}])"; // 0 is impassable
    CHECK(validate(valuesOf(mission), kNow).empty());
    rule("speeds are a list", mission, E, "speeds", [](auto& m) { m.speeds = "{}"; });
    rule("speeds are JSON", mission, E, "speeds", [](auto& m) { m.speeds = "[{"; });
    for (const char* wrong : {R"("surface":"TRACK","season":"DRY","kmh":-1)", R"("surface":"TRACK","season":"DRY","kmh":"fast")", R"("surface":"WATER","season":"DRY","kmh":5)",
                              R"("surface":"PATH","season":"DRY","kmh":5)", R"("surface":"TRACK","kmh":5)", R"("surface":"TRACK","season":"DRY","kmh":5,"night":true)"}) {
        INFO(wrong);
        rule("speed", mission, E, "speeds", [&](auto& m) { m.speeds = std::string{R"([{"mode":"TRUCK",)"} + wrong + "}]"; });
    }
    rule("a helicopter moves", mission, E, "speeds", [](auto& m) { m.speeds = R"([{"mode":"HELICOPTER","kmh":0}])"; });

    Area area = made<Area>();
    area.name = "Sector East";
    area.level = AreaLevel::SECTOR;
    area.code = "EAST";
    area.geometry = square(5, 1, 1);
    area.responsible_unit_id = UnitId{2};
    CHECK(validate(valuesOf(area), kNow).empty());
    rule("name", area, W, "name", [](auto& a) { a.name.clear(); });
    rule("level", area, W, "level", [](auto& a) { a.level.reset(); });
    rule("sector without code", area, E, "code", [](auto& a) { a.code.clear(); });
    rule("code of one sign", area, E, "code", [](auto& a) { a.code = "E"; });
    rule("small letters", area, E, "code", [](auto& a) { a.code = "East"; });
    rule("own parent", area, E, "parent_id", [](auto& a) { a.parent_id = AreaId{a.id}; });
    rule("no boundary", area, W, "geometry", [](auto& a) { a.geometry = {}; });
    rule("a line as boundary", area, E, "geometry", [](auto& a) { a.geometry = {Geometry::Type::LineString, {{{{0, 0}, {1, 1}}}}}; });
    rule("crossed boundary", area, E, "geometry",
         [](auto& a) { a.geometry = {Geometry::Type::Polygon, {{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}}}}; });
    rule("no owner", area, W, "responsible_unit_id", [](auto& a) { a.responsible_unit_id.reset(); });
    area.level = AreaLevel::ADMIN1; // nobody of the mission owns a state
    area.responsible_unit_id.reset();
    area.code.clear();
    CHECK(validate(valuesOf(area), kNow).empty());
}

TEST_CASE("rules of places and groups", "[core][validation]")
{
    const Place place = goodPlace();
    rule("name", place, W, "name", [](Place& p) { p.name.clear(); });
    rule("position", place, W, "lon", [](Place& p) { p.lon.reset(); p.lat.reset(); });
    rule("old figure", place, W, "pop_date", [](Place& p) { p.pop_date = dayOf("2025-10-31"); });
    rule("displaced more than all", place, E, "idp", [](Place& p) { p.returnees = 400; p.refugees = 201; });
    rule("sexes do not add up", place, W, "women", [](Place& p) { p.women = 281; });
    rule("older more than all", place, W, "older_60plus", [](Place& p) { p.older_60plus = 1001; });
    rule("disabilities more than all", place, W, "with_disability", [](Place& p) { p.with_disability = 1001; });
    rule("site without type", place, W, "site_type", [](Place& p) { p.place_kind = PlaceKind::DISPLACEMENT_SITE; });
    rule("type without site", place, W, "site_type", [](Place& p) { p.site_type = SiteType::PLANNED_CAMP; });
    rule("haven in the open", place, E, "safe_haven_location", [](Place& p) { p.safe_haven_location = Geometry::point(GeoPoint::of(5, 2)); });
    rule("route in the open", place, E, "flight_route", [](Place& p) { p.flight_route = {Geometry::Type::LineString, {{{{5, 2}, {5.1, 2}}}}}; });
    rule("judged twice", place, E, "vulnerability_yes", [](Place& p) {
        p.vulnerability_yes = {VulnerabilityFactor::ISOLATED};
        p.vulnerability_no = {VulnerabilityFactor::ISOLATED};
    });
    rule("none and more", place, W, "state_presence", [](Place& p) { p.state_presence = {StatePresence::NONE, StatePresence::ARMY}; });
    Place within = place;
    within.women = 280; // 20 of 1000 = 2 %: still within tolerance
    within.idp = 1000;
    within.sensitivity = Marking::CONFIDENTIAL;
    within.sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
    within.safe_haven_location = Geometry::point(GeoPoint::of(5, 2));
    CHECK(validate(valuesOf(within), kNow).empty());
    Place unknown = place;
    unknown.population_total.reset(); // not known: nothing can be more than it
    CHECK(validate(valuesOf(unknown), kNow).empty());

    Group group = made<Group>();
    group.name = "Community A";
    group.identity_label = "label";
    CHECK(validate(valuesOf(group), kNow).empty());
    rule("name", group, W, "name", [](auto& g) { g.name.clear(); });
    rule("label in the open", group, W, "sensitivity", [](auto& g) { g.sensitivity = Marking::UNCLASSIFIED; });
    rule("judged twice", group, E, "vulnerability_yes", [](auto& g) {
        g.vulnerability_yes = g.vulnerability_no = {VulnerabilityFactor::NO_REFUGE};
    });
}

TEST_CASE("rules of actors, threats and sources", "[core][validation]")
{
    Actor actor = made<Actor>();
    actor.name = "Army";
    actor.actor_kind = ActorKind::STATE_MILITARY;
    actor.protection_role = 1;
    actor.strength_low = actor.strength_high = 500;
    actor.geometry = square(5, 1, 1);
    actor.influence_date = dayOf("2026-10-01");
    actor.alliances = {{ActorId{12}, dayOf("2026-01-01"), dayOf("2026-01-01")}};
    CHECK(validate(valuesOf(actor), kNow).empty());
    rule("name", actor, W, "name", [](auto& a) { a.name.clear(); });
    rule("strength", actor, E, "strength_low", [](auto& a) { a.strength_low = 501; });
    rule("own parent", actor, E, "parent_id", [](auto& a) { a.parent_id = ActorId{a.id}; });
    rule("own splinter", actor, E, "splinter_of", [](auto& a) { a.splinter_of = ActorId{a.id}; });
    rule("own ally", actor, E, "alliances", [](auto& a) { a.alliances[0].actor_id = ActorId{a.id}; });
    rule("alliance dates", actor, E, "alliances", [](auto& a) { a.alliances[0].to = dayOf("2025-12-31"); });
    rule("protection by a group", actor, E, "protection_role", [](auto& a) { a.actor_kind = ActorKind::COMMUNITY_MILITIA; });
    rule("conduct of what kind", actor, W, "conduct_by_area", [](auto& a) { a.conduct_by_area = {{AreaId{1}, {}}}; });
    rule("point as area", actor, E, "geometry", [](auto& a) { a.geometry = Geometry::point(GeoPoint::of(5, 2)); });
    rule("area without date", actor, W, "influence_date", [](auto& a) { a.influence_date.reset(); });
    rule("listing without year", actor, W, "listed_year", [](auto& a) { a.listed = {ActorListing::SANCTIONS_LIST}; });

    Threat threat = made<Threat>();
    threat.actor_ids = {ActorId{11}};
    threat.acts = {Act::KILLING};
    threat.place_ids = {PlaceId{7}};
    CHECK(validate(valuesOf(threat), kNow).empty());
    rule("actor", threat, E, "actor_ids", [](auto& t) { t.actor_ids.clear(); });
    rule("acts", threat, E, "acts", [](auto& t) { t.acts.clear(); });
    rule("places", threat, E, "place_ids", [](auto& t) { t.place_ids.clear(); });
    rule("geometry", threat, E, "geometry", [](auto& t) { t.geometry = Geometry::point(GeoPoint::of(5, 2)); });
    rule("closed", threat, S, "closed_reason", [](auto& t) { t.status = ThreatStatus::CLOSED; });
    rule("rating", threat, E, "intent", [](auto& t) { t.intent = 6; });
    threat.place_ids.clear();
    threat.area_ids = {AreaId{1}};
    CHECK(validate(valuesOf(threat), kNow).empty());

    Source source = made<Source>();
    source.code_name = "HERON";
    source.reliability = Reliability::B;
    source.credibility = 2;
    CHECK(validate(valuesOf(source), kNow).empty());
    rule("code name", source, W, "code_name", [](auto& s) { s.code_name.clear(); });
    rule("grade", source, W, "credibility", [](auto& s) { s.credibility.reset(); });
    rule("grade", source, W, "reliability", [](auto& s) { s.reliability.reset(); });
}

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

TEST_CASE("rules of alerts", "[core][validation]")
{
    const Alert alert = goodAlert();
    CHECK(validate(valuesOf(alert), kNow).empty());
    rule("not received", alert, E, "t_received", [](Alert& a) { a.t_received.reset(); });
    rule("received before observed", alert, E, "t_received", [](Alert& a) { a.t_received = kBefore - std::chrono::minutes{1}; });
    rule("closed before received", alert, E, "t_closed", [](Alert& a) { a.t_closed = kBefore; });
    rule("in the future", alert, W, "t_closed", [](Alert& a) { a.t_closed = kNow + std::chrono::hours{1}; });
    rule("no response", alert, S, "no_response_reason", [](Alert& a) { a.outcome = AlertOutcome::NO_RESPONSE_ACCESS; });
    rule("community not told", alert, W, "feedback_to_community", [](Alert& a) { a.feedback_to_community = false; });
    rule("pending", alert, W, "triage", [](Alert& a) { a.triage = Triage::PENDING; });
    Alert fresh = alert;
    fresh.t_observed = fresh.t_received = kNow - std::chrono::minutes{15};
    fresh.t_closed.reset();
    fresh.triage = Triage::PENDING;
    fresh.feedback_to_community = false;
    CHECK(validate(valuesOf(fresh), kNow).empty());
    fresh.t_received = kNow - std::chrono::minutes{16};
    fresh.t_observed.reset();
    CHECK(complains(fresh, W, "triage"));
}

TEST_CASE("rules of bases, units, patrols and tests of alert networks", "[core][validation]")
{
    Base base = made<Base>();
    base.name = "COB Luzi";
    base.lon = 5.1;
    base.lat = 1.9;
    base.base_kind = BaseKind::COMPANY_OPERATING_BASE;
    base.cla_count = base.cla_women = 1;
    base.open_from = base.open_to = dayOf("2026-01-01");
    base.interpreters = {"swa"};
    CHECK(validate(valuesOf(base), kNow).empty());
    rule("name", base, W, "name", [](Base& b) { b.name.clear(); });
    rule("position", base, W, "lon", [](Base& b) { b.lon.reset(); b.lat.reset(); });
    rule("dates", base, E, "open_to", [](Base& b) { b.open_to = dayOf("2025-12-31"); });
    rule("women", base, E, "cla_women", [](Base& b) { b.cla_women = 2; });
    rule("no liaison assistant", base, W, "cla_count", [](Base& b) { b.cla_count = b.cla_women = 0; });
    rule("language", base, W, "interpreters", [](Base& b) { b.interpreters = {"Swahili"}; });
    base.cla_count.reset(); // not known is not none
    CHECK_FALSE(complains(base, W, "cla_count"));

    Unit unit = made<Unit>();
    unit.name = "A Company";
    unit.strength = unit.women = 120;
    unit.availability = 1.0;
    unit.mobility = {{TravelMode::TRUCK, 20, 6, 6}};
    CHECK(validate(valuesOf(unit), kNow).empty());
    rule("name", unit, W, "name", [](Unit& u) { u.name.clear(); });
    rule("women", unit, E, "women", [](Unit& u) { u.women = 121; });
    rule("availability", unit, E, "availability", [](Unit& u) { u.availability = 1.01; });
    rule("distance", unit, E, "max_distance_km", [](Unit& u) { u.max_distance_km = -1.0; });
    rule("caveat", unit, W, "max_distance_km", [](Unit& u) { u.caveats = {Caveat::MAX_DISTANCE_KM}; });
    rule("vehicles of what kind", unit, W, "mobility", [](Unit& u) { u.mobility[0].mode.reset(); });
    rule("vehicles", unit, E, "mobility", [](Unit& u) { u.mobility[0].serviceable = 7; });
    rule("seats", unit, E, "mobility", [](Unit& u) { u.mobility[0].seats = -1; });

    const Patrol patrol = goodPatrol();
    CHECK(validate(valuesOf(patrol), kNow).empty());
    rule("unit", patrol, E, "unit_ids", [](Patrol& p) { p.unit_ids.clear(); });
    rule("commander", patrol, E, "commander_role", [](Patrol& p) { p.commander_role.clear(); });
    rule("route", patrol, E, "route_planned", [](Patrol& p) { p.stops.clear(); });
    rule("times", patrol, E, "planned_end", [](Patrol& p) { p.planned_end.reset(); });
    Patrol approved = patrol;
    approved.status = PatrolStatus::APPROVED;
    approved.unit_ids.clear(); // asked for when it is tasked
    CHECK(validate(valuesOf(approved), kNow).empty());
    rule("approved, going nowhere", approved, E, "status", [](Patrol& p) { p.stops.clear(); });
    rule("approved, a stop that is nowhere", approved, E, "status", [](Patrol& p) { p.stops[0].place_id.reset(); });
    rule("approved without a time", approved, W, "planned_start", [](Patrol& p) { p.planned_start.reset(); });
    rule("approved elsewhere", approved, W, "status", [](Patrol& p) { p.stops.clear(); p.dataset = "plans"; });
    rule("imported without unit", patrol, W, "unit_ids", [](Patrol& p) { p.unit_ids.clear(); p.dataset = "gpx"; });
    rule("planned times", patrol, E, "planned_end", [](Patrol& p) { p.planned_end = p.planned_start; });
    rule("actual times", patrol, E, "actual_end", [](Patrol& p) { p.actual_start = p.actual_end = kBefore; });
    rule("report", patrol, W, "report_time", [](Patrol& p) {
        p.status = PatrolStatus::COMPLETED;
        p.actual_start = kBefore;
        p.actual_end = kBefore + std::chrono::hours{5};
    });
    rule("track times", patrol, E, "track_times", [](Patrol& p) { p.track_times = {1}; });
    rule("cancelled", patrol, E, "cancel_reason", [](Patrol& p) { p.status = PatrolStatus::CANCELLED; });
    rule("aborted", patrol, E, "cancel_reason", [](Patrol& p) { p.status = PatrolStatus::ABORTED; });
    rule("overdue by hand", patrol, W, "status", [](Patrol& p) { p.status = PatrolStatus::OVERDUE; });
    rule("dwell", patrol, E, "stops", [](Patrol& p) { p.stops[0].actual_dwell_minutes = -1; });
    rule("dwell of more than a year", patrol, E, "stops", [](Patrol& p) { p.stops[0].planned_dwell_minutes = 525'601; });
    rule("met", patrol, E, "stops", [](Patrol& p) { p.stops[0].met_women = -1; });
    rule("met more than there are", patrol, E, "stops", [](Patrol& p) { p.stops[0].met_youth = 1'000'001; });
    rule("speed of a leg", patrol, E, "route_conditions", [](Patrol& p) { p.route_conditions = {{"Luzi to Oru", true, -1.0, ""}}; });
    rule("armed people seen", patrol, E, "actors_seen", [](Patrol& p) { p.actors_seen = {{ActorId{3}, {}, -1, "north", ""}}; });
    rule("answer without question", patrol, W, "answers", [](Patrol& p) { p.answers = {"No."}; });
    rule("half a position", patrol, E, "stops", [](Patrol& p) { p.stops[0].lon = 5.0; });
    rule("stop nowhere", patrol, W, "stops", [](Patrol& p) { p.stops[0].place_id.reset(); });
    rule("women", patrol, E, "women", [](Patrol& p) { p.women = 21; });
    rule("nobody to talk", patrol, W, "interpreter_languages", [](Patrol& p) { p.tasks = {PatrolTask::ENGAGE_COMMUNITY}; });
    rule("due diligence", patrol, S, "hrddp_ref", [](Patrol& p) { p.joint_state_forces = true; });
    rule("route as area", patrol, E, "route_planned", [](Patrol& p) { p.route_planned = square(5, 1, 1); });
    Patrol proposed = made<Patrol>();
    proposed.status = PatrolStatus::PROPOSED;
    CHECK(validate(valuesOf(proposed), kNow).empty());

    CanTest test = made<CanTest>();
    test.place_id = PlaceId{7};
    test.tested_at = kBefore;
    CHECK(validate(valuesOf(test), kNow).empty());
    rule("place", test, E, "place_id", [](CanTest& t) { t.place_id.reset(); });
    rule("time", test, E, "tested_at", [](CanTest& t) { t.tested_at.reset(); });
}

TEST_CASE("rules of assessments, lines, actions and strategies alone", "[core][validation]")
{
    Assessment assessment = made<Assessment>();
    assessment.version = "0.1";
    assessment.period_from = kBefore;
    assessment.period_to = kNow;
    CHECK(validate(valuesOf(assessment), kNow).empty());
    for (const char* version : {"1", "1.", ".1", "1.0a", "v1.0", "1.0.0"})
        rule(version, assessment, E, "version", [&](auto& a) { a.version = version; });
    rule("period", assessment, E, "period_to", [](auto& a) { a.period_to = kBefore; });
    rule("follows itself", assessment, E, "previous_id", [](auto& a) { a.previous_id = AssessmentId{a.id}; });

    Line line = made<Line>();
    line.assessment_id = AssessmentId{1};
    line.place_ids = {PlaceId{7}};
    CHECK(validate(valuesOf(line), kNow).empty());
    rule("assessment", line, E, "assessment_id", [](Line& l) { l.assessment_id.reset(); });
    rule("place", line, E, "place_ids", [](Line& l) { l.place_ids.clear(); });
    rule("follows itself", line, E, "previous_id", [](Line& l) { l.previous_id = LineId{l.id}; });
    rule("closed", line, W, "change_reason", [](Line& l) { l.change_since_last = ChangeSinceLast::CLOSED; });
    rule("for and against", line, W, "contradicting_ids", [](Line& l) { l.incident_ids = l.contradicting_ids = {IncidentId{4}}; });

    Action action = made<Action>();
    action.text = std::string(299, 'a') + "\u00E9"; // 300 signs, 301 bytes
    action.status = ActionStatus::DONE;
    action.done_date = dayOf("2026-10-01");
    action.lead = Component::MILITARY;
    action.support = {Component::POLICE};
    CHECK(validate(valuesOf(action), kNow).empty());
    rule("text", action, E, "text", [](Action& a) { a.text.clear(); });
    rule("long text", action, E, "text", [](Action& a) { a.text += "b"; });
    rule("rejected", action, W, "status_reason", [](Action& a) { a.status = ActionStatus::REJECTED; });
    rule("overdue by hand", action, W, "status", [](Action& a) { a.status = ActionStatus::OVERDUE; a.done_date.reset(); });
    rule("done or not", action, W, "status", [](Action& a) { a.status = ActionStatus::IN_PROGRESS; });
    rule("lead twice", action, W, "support", [](Action& a) { a.support = {Component::MILITARY}; });

    Strategy strategy = made<Strategy>();
    strategy.version = "1.0";
    strategy.mandate_ref = "resolution 1 (2026), paragraph 2";
    strategy.status = StrategyStatus::IN_FORCE;
    strategy.endorsed_by = Role::HEAD_OF_MISSION;
    strategy.period_from = strategy.period_to = dayOf("2026-01-01");
    strategy.review_due = dayOf("2026-11-01");
    CHECK(validate(valuesOf(strategy), kNow).empty());
    rule("version", strategy, E, "version", [](auto& s) { s.version = "one"; });
    rule("period", strategy, E, "period_to", [](auto& s) { s.period_to = dayOf("2025-12-31"); });
    rule("not endorsed", strategy, E, "endorsed_by", [](auto& s) { s.endorsed_by.reset(); });
    rule("endorsed by another", strategy, E, "endorsed_by", [](auto& s) { s.endorsed_by = Role::POC_ADVISER; });
    rule("mandate", strategy, S, "mandate_ref", [](auto& s) { s.mandate_ref.clear(); });
    rule("follows itself", strategy, E, "previous_id", [](auto& s) { s.previous_id = StrategyId{s.id}; });
    rule("review", strategy, W, "review_due", [](auto& s) { s.review_due = dayOf("2026-10-31"); });
    rule("review a year after endorsement", strategy, W, "review_due", [](auto& s) {
        s.review_due.reset();
        s.endorsed_on = dayOf("2025-10-31");
    });
    strategy.review_due.reset();
    strategy.endorsed_on = dayOf("2025-11-01");
    CHECK(validate(valuesOf(strategy), kNow).empty());

    Structure forum = made<Structure>();
    forum.name = "Protection working group";
    forum.members = {Component::MILITARY, Component::POLICE, Component::CIVILIAN_POC_UNIT};
    CHECK(validate(valuesOf(forum), kNow).empty());
    rule("name", forum, W, "name", [](auto& f) { f.name.clear(); });
    for (std::size_t i = 0; i < 3; ++i)
        rule("member", forum, W, "members", [&](auto& f) { f.members.erase(f.members.begin() + static_cast<std::ptrdiff_t>(i)); });

    Meeting meeting = made<Meeting>();
    meeting.date = dayOf("2026-10-01");
    meeting.structure_id = StructureId{3};
    CHECK(validate(valuesOf(meeting), kNow).empty());
    rule("date", meeting, W, "date", [](auto& m) { m.date.reset(); });
    rule("forum", meeting, W, "structure_id", [](auto& m) { m.structure_id.reset(); });
    Stakeholder stakeholder = made<Stakeholder>();
    stakeholder.name = "Traders' union";
    CHECK(validate(valuesOf(stakeholder), kNow).empty());
    rule("name", stakeholder, W, "name", [](auto& s) { s.name.clear(); });
    rule("influence", stakeholder, E, "influence", [](auto& s) { s.influence = 6; });
}

TEST_CASE("rules of roads, waters, scenarios and layers", "[core][validation]")
{
    Road road = made<Road>();
    road.geometry = {Geometry::Type::LineString, {{{{5, 2}, {5.1, 2}}}}};
    road.closed_from = road.closed_to = dayOf("2026-10-01");
    CHECK(validate(valuesOf(road), kNow).empty());
    rule("area", road, E, "geometry", [](Road& r) { r.geometry = square(5, 1, 1); });
    rule("closure", road, E, "closed_to", [](Road& r) { r.closed_to = dayOf("2026-09-30"); });
    Water lake = made<Water>();
    lake.water_kind = WaterKind::LAKE;
    lake.geometry = square(5, 1, 1);
    CHECK(validate(valuesOf(lake), kNow).empty());
    rule("line", lake, E, "geometry", [](Water& w) { w.geometry = {Geometry::Type::LineString, {{{{5, 2}, {5.1, 2}}}}}; });
    Scenario scenario = made<Scenario>();
    scenario.name = "Base closed";
    scenario.changes = R"({"close_bases":[7],"season":"WET"})";
    CHECK(validate(valuesOf(scenario), kNow).empty());
    rule("name", scenario, W, "name", [](auto& s) { s.name.clear(); });
    rule("not JSON", scenario, E, "changes", [](auto& s) { s.changes = "["; });
    rule("a list", scenario, E, "changes", [](auto& s) { s.changes = "[]"; });
    rule("unknown", scenario, E, "changes", [](auto& s) { s.changes = R"({"close_bridges":[7]})"; });
    const auto refused = [&](const std::string& changes) {
        scenario.changes = changes;
        std::string texts;
        for (const Issue& issue : validate(valuesOf(scenario), kNow))
            texts += issue.level == E && issue.field == "changes" ? issue.text + '\n' : std::string{};
        return texts;
    };
    CHECK(refused(R"({"close_roads":[3],"open_roads":[4,3]})") == "In the changes of the scenario road 3 stands in close_roads and in open_roads; take it out of one of them.\n");
    CHECK(refused(R"({"close_bases":[3],"move_bases":[{"base_id":3,"lon":5,"lat":1}]})") == "In the changes of the scenario base 3 stands in close_bases and in move_bases; take it out of one of them.\n");
    CHECK(refused(R"({"move_bases":[{"base_id":3,"lon":5,"lat":1},{"base_id":3,"lon":6,"lat":1}]})") == "In the changes of the scenario base 3 stands twice in move_bases; leave one of the two.\n");
    CHECK(refused(R"({"close_units":[9],"move_units":[{"unit_id":9,"base_id":3},{"unit_id":9,"base_id":4}]})")
          == "In the changes of the scenario unit 9 stands in close_units and in move_units; take it out of one of them.\n"
             "In the changes of the scenario unit 9 stands twice in move_units; leave one of the two.\n");
    CHECK(refused(R"({"close_bases":[3],"move_units":[{"unit_id":9,"base_id":3}]})")
          == "In the changes of the scenario move_units puts unit 9 at base 3, which close_bases closes; give another base, or leave this one open.\n");
    CHECK(refused(R"({"speeds":[{"mode":"FOOT","surface":"FOREST","season":"WET","kmh":1},{"mode":"FOOT","surface":"FOREST","season":"WET","kmh":2}]})")
          == "In the changes of the scenario speeds gives FOOT on FOREST in the wet season twice; leave one of the two.\n");
    CHECK(refused(R"({"close_bases":[3,3],"move_bases":[{"base_id":4,"lon":5,"lat":1}],"close_roads":[1],"open_roads":[2]})").empty());
    Layer layer = made<Layer>();
    layer.path = "dem.tif";
    CHECK(validate(valuesOf(layer), kNow).empty());
    rule("no file", layer, E, "path", [](Layer& l) { l.path.clear(); });
    rule("absolute", layer, E, "path", [](Layer& l) { l.path = "/data/dem.tif"; });
    layer.layer_kind = LayerKind::LANDCOVER;
    layer.layer_name = "a name, not codes";
    layer.cover_codes = "1=OPEN, 4=FOREST";
    CHECK(validate(valuesOf(layer), kNow).empty());
    rule("no class", layer, E, "cover_codes", [](Layer& l) { l.cover_codes = "4=WOODS"; });
    rule("codes of heights", layer, W, "cover_codes", [](Layer& l) { l.layer_kind = LayerKind::ELEVATION; });
}

TEST_CASE("a base outside of the mission area is a problem of its data, with its distance", "[core][validation]")
{
    Area area = made<Area>();
    area.name = "East";
    area.geometry.type = Geometry::Type::Polygon;
    area.geometry.parts = {{{{4, 0}, {6, 0}, {6, 2}, {4, 2}, {4, 0}}}};
    Base base = made<Base>();
    base.id = 77;
    base.lon = 9.0;
    base.lat = 1.0;
    const auto found = [&] {
        Mission mission;
        mission.set(std::vector{area});
        mission.set(std::vector{base});
        std::string text;
        for (const Issue& issue : validateMission(mission))
            if (issue.kind == Kind::BASE && issue.id == 77 && issue.level == W)
                text += issue.field + ": " + issue.text;
        return text;
    };
    CHECK(found() == "lon: The base lies 334 km outside of the mission area; check its position."); // 3 degrees at 1 north
    base.lon = 6.005; // 0.6 km: a boundary is drawn no better
    CHECK(found().empty());
    base.lon = 5.0;
    CHECK(found().empty());
    base.lon.reset();
    base.lat.reset();
    CHECK(found().empty());
    base.lon = 9.0;
    base.lat = 1.0;
    area.geometry = {};
    CHECK(found().empty()); // nobody knows where the mission ends
}
