// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation: actors, threats and sources.
#include "validation_rules.h"

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace tutela::test;

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
