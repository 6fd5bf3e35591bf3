// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "validation_p.h"

#include <tutela/core/text.h>

#include <array>

namespace tutela::core::detail {

namespace {

using namespace std::chrono_literals;

/// A clock may be wrong by a few minutes.
constexpr auto kFutureTolerance = 5min;

bool isFuture(const std::optional<Instant>& time, const Findings& found)
{
    return time && found.now() && *time > *found.now() + kFutureTolerance;
}

bool isState(ActorKind kind)
{
    return kind == ActorKind::STATE_MILITARY || kind == ActorKind::STATE_POLICE || kind == ActorKind::STATE_INTELLIGENCE
           || kind == ActorKind::STATE_LOCAL_AUTHORITY;
}

bool isAttack(IncidentCategory category)
{
    return category == IncidentCategory::ATTACK_ON_CIVILIANS;
}

/// More in one incident than all but a few of history's worst: mostly a slip of the keyboard or a total of many incidents.
constexpr std::int64_t kManyPeople = 1'000, kManyDisplaced = 100'000, kManyHouses = 10'000, kManyCattle = 100'000, kManySites = 100;

void checkLarge(const Count& count, std::int64_t many, std::string_view field, std::string_view what, Findings& found)
{
    if (count && *count > many)
        found.warn(true, field, "Really " + grouped(*count) + " " + std::string{what} + " in one incident? Check the figure.");
}

/// The largest figure of one kind of harm is asked about once.
void checkLargeHarm(const Harm& harm, std::int64_t many, const std::string& name, std::string_view what, Findings& found)
{
    const std::pair<const char*, const Count&> figures[]{{"_best", harm.best}, {"_high", harm.high}, {"_low", harm.low}, {"_civilians", harm.civilians}};
    for (const auto& [suffix, count] : figures)
        if (count && *count > many)
            return checkLarge(count, many, name + suffix, what, found);
}

/// One kind of harm; `name` is the prefix of its fields.
void checkHarm(const Harm& harm, const std::string& name, Findings& found)
{
    const auto above = [](const Count& low, const Count& high) { return low && high && *low > *high; };
    if (above(harm.low, harm.best) || above(harm.best, harm.high) || above(harm.low, harm.high))
        found.blockSaving(true, name + "_best", "The counts must rise from low over best to high; correct them.");
    if (above(harm.civilians, harm.high ? harm.high : harm.best))
        found.warn(true, name + "_civilians", "More civilians are counted than victims in all; check the figures.");
    if (!harm.best)
        return;
    std::int64_t sum = 0;
    bool whole = true;
    for (const Count& part : {harm.women, harm.men, harm.girls, harm.boys, harm.unknown_adult, harm.unknown_child, harm.unknown}) {
        sum += part.value_or(0);
        whole = whole && part;
    }
    if (sum > *harm.best || (whole && sum != *harm.best))
        found.blockSaving(true, name + "_best", "The total is not the sum of its breakdown by sex and age; correct one of them.");
}

void checkVictims(const Incident& incident, Findings& found)
{
    checkHarm(incident.killed, "killed", found);
    checkHarm(incident.injured, "injured", found);
    checkHarm(incident.abducted, "abducted", found);
    checkHarm(incident.missing, "missing", found);
    checkHarm(incident.crsv, "crsv", found);
    checkHarm(incident.arrested, "arrested", found);
    checkHarm(incident.displaced, "displaced", found);
    checkLargeHarm(incident.killed, kManyPeople, "killed", "killed", found);
    checkLargeHarm(incident.injured, kManyPeople, "injured", "injured", found);
    checkLargeHarm(incident.abducted, kManyPeople, "abducted", "abducted", found);
    checkLargeHarm(incident.missing, kManyPeople, "missing", "missing", found);
    checkLargeHarm(incident.crsv, kManyPeople, "crsv", "victims of sexual violence", found);
    checkLargeHarm(incident.arrested, kManyPeople, "arrested", "arrested", found);
    checkLargeHarm(incident.displaced, kManyDisplaced, "displaced", "displaced", found);
    checkLarge(incident.houses_burnt, kManyHouses, "houses_burnt", "houses burnt", found);
    checkLarge(incident.cattle_taken, kManyCattle, "cattle_taken", "cattle taken", found);
    checkLarge(incident.schools_hit, kManySites, "schools_hit", "schools hit", found);
    checkLarge(incident.health_posts_hit, kManySites, "health_posts_hit", "health posts hit", found);
    const bool confidential = incident.sensitivity && *incident.sensitivity != Marking::UNCLASSIFIED;
    found.blockSaving(!incident.grave_violations.empty() && !confidential, "sensitivity",
                      "An incident with grave violations against children must be marked at least confidential; mark it.");
    found.blockSaving(!incident.crsv_forms.empty() && !confidential, "sensitivity",
                      "An incident with sexual violence must be marked at least confidential; mark it.");
}

/// How long triage may take before it is late (doctrine.md 6.2).
std::chrono::minutes triageLimit(Urgency urgency)
{
    switch (urgency) {
    case Urgency::FLASH: return 15min;
    case Urgency::IMMEDIATE: return 30min;
    case Urgency::PRIORITY: return 2h;
    case Urgency::ROUTINE: return 12h;
    }
    return 12h;
}

bool isNoResponse(AlertOutcome outcome)
{
    return outcome == AlertOutcome::NO_RESPONSE_CAPACITY || outcome == AlertOutcome::NO_RESPONSE_DECISION
           || outcome == AlertOutcome::NO_RESPONSE_ACCESS;
}

} // namespace

void check(const Actor& actor, Findings& found)
{
    found.warn(actor.name.empty(), "name", "The actor has no name; give one.");
    found.blockSaving(actor.strength_low && actor.strength_high && *actor.strength_low > *actor.strength_high, "strength_low",
                      "The low strength is above the high one; correct one of them.");
    found.blockSaving(actor.parent_id && actor.parent_id->value == actor.id, "parent_id",
                      "An actor cannot be its own parent; choose another.");
    found.blockSaving(actor.splinter_of && actor.splinter_of->value == actor.id, "splinter_of",
                      "An actor cannot split from itself; choose another.");
    for (const Alliance& alliance : actor.alliances) {
        found.blockSaving(alliance.actor_id.value == actor.id, "alliances", "An actor cannot be its own ally; choose another.");
        found.blockSaving(alliance.from && alliance.to && *alliance.to < *alliance.from, "alliances",
                          "An alliance ends before it begins; correct one of the dates.");
    }
    found.warn(std::any_of(actor.conduct_by_area.begin(), actor.conduct_by_area.end(), [](const AreaConduct& one) { return !one.conduct; }),
               "conduct_by_area", "The conduct in an area is not given; pick one.");
    found.blockSaving(actor.protection_role && (!actor.actor_kind || !isState(*actor.actor_kind)), "protection_role",
                      "Only an actor of the state has a protection role; clear it or correct the kind.");
    found.blockSaving(!actor.geometry.empty() && !actor.geometry.isArea(), "geometry", "The area of influence must be a polygon; give polygons.");
    found.warn(!actor.geometry.empty() && !actor.influence_date, "influence_date", "The area of influence has no date; say of when it is.");
    found.warn(!actor.listed.empty() && !actor.listed_year, "listed_year", "The listing has no year; give it.");
}

void check(const Threat& threat, Findings& found)
{
    found.blockSaving(threat.actor_ids.empty(), "actor_ids", "A threat needs at least one actor; an unknown armed actor will do.");
    found.blockSaving(threat.acts.empty(), "acts", "A threat needs at least one act; pick what the actor is expected to do.");
    found.blockSaving(threat.place_ids.empty() && threat.area_ids.empty(), "place_ids",
                      "A threat needs at least one place or area: where nobody is exposed there is no risk to civilians.");
    found.blockSaving(!threat.geometry.empty() && !threat.geometry.isArea(), "geometry", "The area of a threat must be a polygon; give polygons.");
    found.blockSubmission(threat.status == ThreatStatus::CLOSED && threat.closed_reason.empty(), "closed_reason",
                          "A closed threat needs the reason it was closed; give it.");
}

void check(const Source& source, Findings& found)
{
    found.warn(source.code_name.empty(), "code_name", "The source has no code name; give one, never a person's name.");
    found.warn(!source.reliability || !source.credibility, source.reliability ? "credibility" : "reliability",
               "The source is not graded, so it counts as \"cannot be judged\"; grade it.");
}

void check(const Incident& incident, Findings& found)
{
    found.blockSaving(incident.time_start && incident.time_end && *incident.time_end < *incident.time_start, "time_end",
                      "The incident ends before it begins; correct one of the times.");
    found.blockSaving(isFuture(incident.time_start, found), "time_start", "The incident lies in the future; correct the time.");
    found.blockSaving(isFuture(incident.time_end, found), "time_end", "The incident ends in the future; correct the time.");
    found.warn(!incident.time_start, "time_start", "The incident has no time, so it is in no period; give it when it is known.");
    found.blockSaving(!incident.attributions.empty() && incident.attributions.size() != incident.perpetrator_ids.size(), "attributions",
                      "There must be one attribution for each perpetrator; add or take out.");
    found.blockSaving(!incident.perpetrator_roles.empty() && incident.perpetrator_roles.size() != incident.perpetrator_ids.size(),
                      "perpetrator_roles", "There must be one role for each perpetrator; add or take out.");
    checkVictims(incident, found);
    const bool byHand = incident.dataset.empty();
    found.blockSaving(byHand && incident.source_ids.empty(), "source_ids", "An incident needs at least one source; name the source it comes from.");
    // Event data from outside never tells what the mission did: the gap is only one in the mission's own records.
    found.warn(byHand && incident.category && isAttack(*incident.category) && incident.mission_response.empty(), "mission_response",
               "The response of the mission is not recorded; say what was done, or that nothing was.");
    found.blockSaving(incident.duplicate_of && incident.duplicate_of->value == incident.id, "duplicate_of",
                      "An incident cannot be a duplicate of itself; choose the other one.");
    found.warn(incident.verification == Verification::DUPLICATE && !incident.duplicate_of, "duplicate_of",
               "The incident is marked as a duplicate; say of which.");
    found.blockSaving(holds(incident.cause_ids, IncidentId{incident.id}), "cause_ids",
                      "An incident cannot be its own cause; choose another.");
}

void check(const Alert& alert, Findings& found)
{
    found.blockSaving(!alert.t_received, "t_received", "An alert needs the time it was received; give it.");
    const std::array<std::pair<const char*, const std::optional<Instant>*>, 8> times{
        {{"t_observed", &alert.t_observed}, {"t_sent", &alert.t_sent}, {"t_received", &alert.t_received},
         {"t_verified", &alert.t_verified}, {"t_tasked", &alert.t_tasked}, {"t_departed", &alert.t_departed},
         {"t_arrived", &alert.t_arrived}, {"t_closed", &alert.t_closed}}};
    std::optional<Instant> last;
    for (const auto& [name, time] : times) {
        if (!*time)
            continue;
        found.blockSaving(last && **time < *last, name,
                          "The times of an alert must not go back, from observed over received to closed; correct this one or the one before.");
        found.warn(isFuture(*time, found), name, "The time lies in the future; check it.");
        last = **time;
    }
    found.blockSubmission(alert.outcome && isNoResponse(*alert.outcome) && !alert.no_response_reason, "no_response_reason",
                          "An alert without response needs the reason; pick one.");
    found.warn(alert.feedback_to_community == false && alert.t_closed && found.now() && *found.now() > *alert.t_closed + 72h,
               "feedback_to_community", "The community has not been told what came of its alert for 72 hours; tell it.");
    found.warn(alert.triage == Triage::PENDING && alert.urgency && alert.t_received && found.now()
                   && *found.now() > *alert.t_received + triageLimit(*alert.urgency),
               "triage", "The alert has waited for triage longer than its urgency allows; decide now.");
}

} // namespace tutela::core::detail
