// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "suggestions_p.h"

#include "factors_p.h"

#include <fmt/format.h>

namespace tutela::analysis {

namespace {

Suggestion suggest(std::string_view field, int value, std::string_view formula, std::vector<std::int64_t> records)
{
    return {std::string{field}, value, fmt::format("{} = {} = {}", field, formula, value), std::move(records)};
}

std::vector<const core::Actor*> actorsOf(const Context& context, const Scope& scope)
{
    std::vector<const core::Actor*> actors;
    if (scope.threat != nullptr)
        for (const core::ActorId id : scope.threat->actor_ids)
            if (const core::Actor* actor = context.mission().find<core::Actor>(id))
                actors.push_back(actor);
    return actors;
}

/// Violence by the actors themselves (not by unknown ones) within 25 km in the last `days`.
std::vector<std::uint32_t> ownViolence(const Context& context, const Scope& scope, int days)
{
    std::vector<std::uint32_t> found;
    for (const std::uint32_t i : scope.near)
        if (context.happened(i, context.ago(days)) && context.columns().act_severity[i] >= kViolent && placedEnough(context.columns(), i)
            && scope.match.byActor(i))
            found.push_back(i);
    return found;
}

std::vector<std::int64_t> idsOf(const Context& context, const std::vector<std::uint32_t>& incidents)
{
    std::vector<std::int64_t> ids;
    for (const std::uint32_t i : incidents)
        ids.push_back(context.columns().id[i]);
    return ids;
}

/// 0 = nothing follows.
int intentOf(core::ConductToCivilians conduct)
{
    using enum core::ConductToCivilians;
    return conduct == TARGETS_SYSTEMATICALLY ? 4 : conduct == ABUSIVE ? 3 : conduct == EXTORTIVE ? 2 : conduct == UNKNOWN ? 0 : 1;
}

/// The worst conduct recorded for an area that holds one of the places, else the actor's conduct in general.
core::ConductToCivilians conductIn(const Context& context, const Scope& scope, const core::Actor& actor)
{
    std::optional<core::ConductToCivilians> worst;
    for (const core::AreaConduct& one : actor.conduct_by_area) {
        const core::Area* area = context.mission().find<core::Area>(one.area_id);
        const bool here = area != nullptr && std::any_of(scope.centres.begin(), scope.centres.end(), [&](core::GeoPoint at) { return core::covers(area->geometry, at); });
        if (here && one.conduct && (!worst || intentOf(*one.conduct) > intentOf(*worst)))
            worst = one.conduct;
    }
    return worst.value_or(actor.conduct_to_civilians.value_or(core::ConductToCivilians::UNKNOWN));
}

std::optional<Suggestion> intent(const Context& context, const Scope& scope)
{
    std::vector<std::int64_t> alerts;
    for (const auto& at : context.alerts())
        if ((at.alert->alert_type == core::AlertType::IMMINENT_ATTACK || at.alert->alert_type == core::AlertType::ATTACK_ONGOING)
            && at.alert->t_verified && *at.alert->t_verified < context.asOf() && isOpen(*at.alert, context.ago(kFreshDays), context.asOf())
            && !isDismissed(*at.alert) && scope.match.names(*at.alert) && scope.isNear(at))
            alerts.push_back(at.alert->id);
    if (!alerts.empty())
        return suggest("intent", 5, "open verified warning of an attack by the actor within 25 km, " + idList("alert", alerts), alerts);
    const auto ids = idsOf(context, ownViolence(context, scope, kEvidenceDays));
    constexpr std::size_t kRepeated = 3;
    if (ids.size() >= kRepeated)
        return suggest("intent", 4, fmt::format("repeated violence by the actor within 25 km in 90 days, {}", idList("incident", ids)), ids);
    if (!ids.empty())
        return suggest("intent", 3, fmt::format("violence by the actor within 25 km in 90 days, {}", idList("incident", ids)), ids);
    std::optional<Suggestion> highest;
    for (const core::Actor* actor : actorsOf(context, scope)) {
        const auto conduct = conductIn(context, scope, *actor);
        const int value = intentOf(conduct);
        if (value > 0 && (!highest || value > highest->value))
            highest = suggest("intent", value, fmt::format("conduct to civilians {} of actor {}", core::word(conduct), actor->id), {actor->id});
    }
    return highest;
}

bool hasAny(const core::Actor& actor, std::initializer_list<core::Weapon> weapons)
{
    return std::any_of(weapons.begin(), weapons.end(), [&](core::Weapon weapon) {
        return std::find(actor.weapons.begin(), actor.weapons.end(), weapon) != actor.weapons.end();
    });
}

/// 0 = strength and weapons are not known.
int capabilityOf(const core::Actor& actor)
{
    using enum core::Weapon;
    const std::int64_t strength = actor.strength_high.value_or(actor.strength_low.value_or(0));
    const bool heavy = hasAny(actor, {MORTAR, ARTILLERY, ARMOUR, AIR, DRONE});
    const bool crew = heavy || hasAny(actor, {MACHINE_GUN, RPG});
    if (strength >= 500 || (heavy && strength >= 100))
        return 5;
    if ((crew && strength >= 24) || strength >= 100)
        return 4;
    if (crew || hasAny(actor, {SMALL_ARMS, IED, MINES, RIVERINE}) || strength >= 12)
        return 3;
    return strength > 0 || hasAny(actor, {CRUDE}) ? 2 : 0;
}

std::optional<Suggestion> capability(const Context& context, const Scope& scope)
{
    std::optional<Suggestion> highest;
    const auto offer = [&](Suggestion suggestion) {
        if (!highest || suggestion.value > highest->value)
            highest = std::move(suggestion);
    };
    for (const core::Actor* actor : actorsOf(context, scope))
        if (const int value = capabilityOf(*actor); value > 0) {
            std::vector<std::string> weapons;
            for (const core::Weapon weapon : actor->weapons)
                weapons.emplace_back(core::word(weapon));
            const core::Count strength = actor->strength_high ? actor->strength_high : actor->strength_low;
            offer(suggest("capability", value,
                          fmt::format("actor {} with strength {} and weapons {}", actor->id, strength ? std::to_string(*strength) : "not known",
                                      weapons.empty() ? "not known" : fmt::format("{}", fmt::join(weapons, ", "))),
                          {actor->id}));
        }
    constexpr int kMass = 10; // victims in one event (doctrine.md 2.5)
    for (const std::uint32_t i : ownViolence(context, scope, kSilenceDays)) {
        const std::int32_t killed = context.columns().killed_best[i];
        const std::int64_t id = context.columns().id[i];
        if (killed >= kMass)
            offer(suggest("capability", 4, fmt::format("{} killed in incident {} of the last 180 days", killed, id), {id}));
        else
            offer(suggest("capability", 3, fmt::format("violent incident {} of the last 180 days", id), {id}));
    }
    return highest;
}

std::optional<Suggestion> opportunity(const Context& context, const Scope& scope)
{
    std::vector<std::int64_t> close, far;
    for (const std::uint32_t i : ownViolence(context, scope, kEvidenceDays)) {
        const auto at = core::GeoPoint::of(context.columns().lon(i), context.columns().lat(i));
        const bool within10 = std::any_of(scope.centres.begin(), scope.centres.end(),
                                          [&](core::GeoPoint centre) { return isWithin(centre, at, kPlaceTrendMetres); });
        (within10 && context.happened(i, context.ago(kRecentDays)) ? close : far).push_back(context.columns().id[i]);
    }
    if (!close.empty())
        return suggest("opportunity", 4, "violence by the actor within 10 km in 28 days, " + idList("incident", close), close);
    for (const core::Actor* actor : actorsOf(context, scope))
        for (const core::Place* place : scope.places)
            if (const auto at = place->point(); at && core::covers(actor->geometry, *at))
                return suggest("opportunity", 4, fmt::format("place {} lies in the area of influence of actor {}", place->id, actor->id),
                               {place->id, actor->id});
    if (!far.empty())
        return suggest("opportunity", 3, "violence by the actor within 25 km in 90 days, " + idList("incident", far), far);
    return std::nullopt;
}

std::optional<Suggestion> hostState(const Scope& scope)
{
    using enum core::StatePresence;
    std::vector<std::int64_t> present, absent, threatened;
    for (const core::Place* place : scope.places) {
        const auto has = [&](core::StatePresence kind) {
            return std::find(place->state_presence.begin(), place->state_presence.end(), kind) != place->state_presence.end();
        };
        if (has(ARMY) || has(POLICE) || has(GENDARMERIE))
            (isThreat(*place) ? threatened : present).push_back(place->id);
        else if (has(NONE))
            absent.push_back(place->id);
    }
    if (!threatened.empty()) // the lowest place decides
        return suggest("host_state", 0, "state security is a threat itself in " + idList("place", threatened), threatened);
    if (!absent.empty())
        return suggest("host_state", 0, "no state presence in " + idList("place", absent), absent);
    if (present.size() == scope.places.size() && !present.empty())
        return suggest("host_state", 1, "state security is present in " + idList("place", present) + ", its ability and will are not judged", present);
    return std::nullopt;
}

std::optional<Suggestion> community(const Context& context, const Scope& scope)
{
    std::vector<std::int64_t> ready;
    for (const core::Place* place : scope.places) {
        const AlertNetwork network = alertNetwork(context, *place);
        const bool plan = place->protection_plan == core::ProtectionPlan::AGREED || place->protection_plan == core::ProtectionPlan::EXERCISED;
        if (network.working == FactorState::False)
            return suggest("community", 0, fmt::format("in place {} {}", place->id, network.why), {place->id});
        if (network.working == FactorState::True && (plan || hasRefuge(*place)))
            ready.push_back(place->id);
    }
    if (!ready.empty() && ready.size() == scope.places.size())
        return suggest("community", 1, "tested alert network with a plan or refuge in " + idList("place", ready), ready);
    return std::nullopt;
}

} // namespace

std::vector<Suggestion> suggestionsFor(const Context& context, const Scope& scope, const core::Line& line)
{
    std::vector<Suggestion> all;
    const auto add = [&](bool missing, std::optional<Suggestion> suggestion) {
        if (missing && suggestion)
            all.push_back(std::move(*suggestion));
    };
    add(!line.intent, intent(context, scope));
    add(!line.capability, capability(context, scope));
    add(!line.opportunity, opportunity(context, scope));
    add(!line.host_state, hostState(scope));
    add(!line.community, community(context, scope));
    return all;
}

} // namespace tutela::analysis
