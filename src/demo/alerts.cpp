// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <algorithm>
#include <array>

/// A year of alerts: some before the event, some during it, most after it; what was done and how long it took.
namespace tutela::demo {

using namespace core;
using std::chrono::hours;
using std::chrono::minutes;
using C = IncidentCategory;

namespace {

constexpr Day kAlertsFrom = std::chrono::year{2025} / 11 / 1;

enum class Moment { Before, During, After };

double kmToBase(const Story& story, Vertex at)
{
    double nearest = 1e9;
    for (const Base& base : story.content.bases)
        nearest = std::min(nearest, kmBetween({*base.lon, *base.lat}, at));
    return nearest;
}

AlertType typeOf(C category, Moment moment)
{
    switch (category) {
    case C::ABDUCTION: return AlertType::ABDUCTION;
    case C::CATTLE_RAID: return AlertType::CATTLE_RAID;
    case C::LOOTING_PILLAGE: return AlertType::LOOTING;
    case C::ARMED_MOVEMENT: return AlertType::ARMED_MOVEMENT;
    case C::DISPLACEMENT_EVENT: return AlertType::DISPLACEMENT;
    case C::TENSION_RUMOUR: return AlertType::TENSION;
    case C::CRSV: return AlertType::CRSV;
    default: return moment == Moment::Before ? AlertType::IMMINENT_ATTACK : moment == Moment::During ? AlertType::ATTACK_ONGOING : AlertType::ATTACK_PAST;
    }
}

void grade(Alert& alert, Random& random)
{
    static constexpr std::array<AlertChannel, 9> kChannels{AlertChannel::CAN_PHONE, AlertChannel::CAN_PHONE, AlertChannel::CAN_PHONE, AlertChannel::CLA, AlertChannel::CLA,
                                                           AlertChannel::HOTLINE, AlertChannel::CAN_RADIO, AlertChannel::LOCAL_AUTHORITY, AlertChannel::HUMANITARIAN_PARTNER};
    alert.channel = random.pick(kChannels);
    alert.reliability = random.chance(0.35) ? Reliability::B : random.chance(0.6) ? Reliability::C : random.chance(0.5) ? Reliability::D : Reliability::F;
    alert.credibility = alert.reliability == Reliability::F ? 6 : random.chance(0.4) ? 2 : random.chance(0.7) ? 3 : 4;
}

void receive(Alert& alert, Instant received, Random& random)
{
    alert.t_received = received;
    if (random.chance(0.8))
        alert.t_sent = received - minutes{random.whole(1, 25)};
    if (alert.t_sent && random.chance(0.6))
        alert.t_observed = *alert.t_sent - minutes{random.whole(5, 150)};
}

/// Stage by stage until the patrol is there; a stage that nobody wrote down stays empty.
void dispatch(Alert& alert, double km, Random& random)
{
    Instant clock = *alert.t_received + minutes{random.whole(10, 150)};
    alert.t_verified = clock;
    clock += minutes{random.whole(15, 240)};
    alert.t_tasked = clock;
    clock += minutes{random.whole(30, 180)};
    if (random.chance(0.92))
        alert.t_departed = clock;
    clock += minutes{20 + static_cast<std::int64_t>(km * random.between(2.0, 4.5))};
    alert.t_arrived = clock;
    alert.t_closed = clock + hours{random.whole(2, 40)};
}

void noResponse(Alert& alert, double km, Random& random)
{
    alert.t_verified = *alert.t_received + minutes{random.whole(20, 400)};
    alert.t_closed = *alert.t_verified + hours{random.whole(4, 70)};
    alert.responder = {Responder::NONE};
    alert.response_kind = {ResponseKind::NO_ACTION};
    if (km > 60.0 && random.chance(0.75)) {
        alert.outcome = AlertOutcome::NO_RESPONSE_ACCESS;
        alert.no_response_reason = random.chance(0.6) ? NoResponseReason::OUT_OF_REACH : NoResponseReason::WEATHER_ROAD;
    } else if (random.chance(0.6)) {
        alert.outcome = AlertOutcome::NO_RESPONSE_CAPACITY;
        alert.no_response_reason = random.chance(0.6) ? NoResponseReason::NO_UNIT_FREE : NoResponseReason::NO_AIR_ASSET;
    } else {
        alert.outcome = AlertOutcome::NO_RESPONSE_DECISION;
        alert.no_response_reason = random.chance(0.4) ? NoResponseReason::NIGHT : random.chance(0.5) ? NoResponseReason::NATIONAL_CAVEAT : NoResponseReason::NOT_BELIEVED;
    }
}

void respond(Alert& alert, Moment moment, double km, Random& random)
{
    alert.triage = Triage::REQUIRES_PHYSICAL_RESPONSE;
    if (random.chance(km < 30.0 ? 0.55 : km < 60.0 ? 0.34 : 0.12)) {
        dispatch(alert, km, random);
        alert.responder = {Responder::MISSION_MILITARY};
        alert.response_kind = {random.chance(0.25) ? ResponseKind::QRF : ResponseKind::PATROL_DISPATCH};
        if (moment == Moment::Before && random.chance(0.4)) {
            alert.outcome = AlertOutcome::AVERTED;
            alert.outcome_reason = "The patrol stayed the night; no attack within 72 hours, and the group was seen to turn away.";
        } else
            alert.outcome = moment == Moment::During && random.chance(0.3) ? AlertOutcome::INTERRUPTED : AlertOutcome::ARRIVED_AFTER;
        return;
    }
    if (random.chance(0.32)) {
        alert.t_verified = *alert.t_received + minutes{random.whole(20, 300)};
        alert.t_closed = *alert.t_verified + hours{random.whole(3, 60)};
        alert.responder = {random.chance(0.5) ? Responder::STATE_POLICE : Responder::STATE_MILITARY};
        alert.response_kind = {ResponseKind::STATE_FORCE_REQUESTED};
        alert.outcome = random.chance(0.45) ? AlertOutcome::HANDED_TO_STATE_ACTED : AlertOutcome::HANDED_TO_STATE_NO_ACTION;
        return;
    }
    noResponse(alert, km, random);
}

void answerQuietly(Alert& alert, Random& random)
{
    alert.t_verified = *alert.t_received + minutes{random.whole(30, 900)};
    alert.t_closed = *alert.t_verified + hours{random.whole(4, 90)};
    if (random.chance(0.12)) {
        alert.triage = Triage::FALSE_OR_MALICIOUS;
        alert.outcome = AlertOutcome::FALSE_ALERT;
    } else if (random.chance(0.45)) {
        alert.triage = Triage::INFORMATION_ONLY;
        alert.outcome = AlertOutcome::INFORMATION_ONLY;
    } else {
        alert.triage = Triage::REQUIRES_NON_PHYSICAL;
        alert.responder = {random.chance(0.6) ? Responder::MISSION_CIVILIAN : Responder::LOCAL_AUTHORITY};
        alert.response_kind = {random.chance(0.5) ? ResponseKind::LEADER_ENGAGEMENT : ResponseKind::PHONE_CALL_DETERRENCE};
        alert.outcome = random.chance(0.6) ? AlertOutcome::NON_PHYSICAL_RESOLVED : AlertOutcome::NOT_MATERIALISED;
    }
}

void tellCommunity(Alert& alert, Random& random)
{
    if (!alert.t_closed)
        return;
    if (random.chance(0.58)) {
        alert.feedback_to_community = true;
        const Instant told = *alert.t_closed + hours{random.whole(2, 80)};
        if (told < kAsOf)
            alert.feedback_time = told;
        else
            alert.feedback_to_community.reset();
    } else if (random.chance(0.7))
        alert.feedback_to_community = false;
}

/// No stage may lie after the demo's clock: what has not happened yet is not known yet.
void cutAtClock(Alert& alert)
{
    for (auto* stage : {&alert.t_verified, &alert.t_tasked, &alert.t_departed, &alert.t_arrived, &alert.t_closed})
        if (*stage && **stage >= kAsOf)
            stage->reset();
    if (!alert.t_closed) {
        alert.outcome.reset();
        alert.outcome_reason.clear();
        alert.no_response_reason.reset();
    }
}

void alertOf(Story& story, const Incident& incident, Random& random)
{
    const Vertex where{*incident.lon, *incident.lat};
    const double km = kmToBase(story, where);
    const double draw = random.unit();
    const Moment moment = draw < 0.22 ? Moment::Before : draw < 0.52 ? Moment::During : Moment::After;
    Alert alert;
    alert.id = story.newId();
    grade(alert, random);
    const Instant start = *incident.time_start + (incident.time_precision == TimePrecision::DAY ? hours{random.whole(6, 20)} : hours{0});
    const Instant received = moment == Moment::Before ? start - minutes{random.whole(60, 1'300)}
                             : moment == Moment::During ? start + minutes{random.whole(8, 45)} : start + minutes{random.whole(120, 900)};
    if (received >= kAsOf - hours{80})
        return;
    receive(alert, received, random);
    alert.alert_type = typeOf(*incident.category, moment);
    alert.urgency = moment == Moment::After ? (random.chance(0.6) ? Urgency::PRIORITY : Urgency::ROUTINE)
                                            : (random.chance(0.3) ? Urgency::FLASH : Urgency::IMMEDIATE);
    alert.lon = incident.lon;
    alert.lat = incident.lat;
    alert.place_precision = incident.place_precision;
    alert.place_id = incident.place_id;
    alert.actor_ids = incident.perpetrator_ids;
    if (const Place* place = nullptr; random.chance(0.5)) {
        for (const Place& each : story.content.places)
            if (PlaceId{each.id} == *incident.place_id)
                place = &each;
        if (place != nullptr && place->population_total)
            alert.persons_at_risk = std::max<std::int64_t>(10, *place->population_total / 10 * random.whole(1, 6) / 10 * 10);
    }
    const bool quiet = alert.alert_type == AlertType::TENSION || alert.alert_type == AlertType::ARMED_MOVEMENT || alert.alert_type == AlertType::DISPLACEMENT;
    if (quiet)
        answerQuietly(alert, random);
    else
        respond(alert, moment, km, random);
    alert.linked_incident_id = IncidentId{incident.id};
    alert.description = (moment == Moment::Before ? "Caller expects: " : moment == Moment::During ? "Under way: " : "Reported afterwards: ") + incident.title + ".";
    tellCommunity(alert, random);
    cutAtClock(alert);
    story.content.alerts.push_back(std::move(alert));
}

struct Told {
    std::string_view place;
    Instant received;
    AlertType type;
    Urgency urgency;
    AlertChannel channel;
    Reliability reliability;
    int credibility;
    std::string_view actor, text;
    bool verified;
};

/// Alerts that the story needs: still open when the clock stops, or unanswered beside the base.
void addTold(Story& story)
{
    const auto day = [](unsigned d) { return Day{std::chrono::year{2026} / 10 / std::chrono::day{d}}; };
    const std::array<Told, 5> open{{
        {"Luzi", at(day(30), 21, 10), AlertType::IMMINENT_ATTACK, Urgency::FLASH, AlertChannel::CLA, Reliability::B, 2, "Lake Liberation Movement",
         "Two boats with about thirty men landed at dusk below the fish market; families leave for the reeds.", true},
        {"Luzi", at(day(31), 6, 40), AlertType::IMMINENT_ATTACK, Urgency::IMMEDIATE, AlertChannel::HUMANITARIAN_PARTNER, Reliability::B, 2, "Lake Liberation Movement",
         "A partner's staff report the same landing and a second ultimatum read out at dawn.", true},
        {"Ituwe North camp", at(day(31), 7, 20), AlertType::ARMED_MOVEMENT, Urgency::IMMEDIATE, AlertChannel::CAN_PHONE, Reliability::C, 2, "Wamira Wing",
         "Twenty men on motorbikes seen five kilometres north of the camp, the day after the food distribution.", true},
        {"Nyalo", at(day(31), 12, 5), AlertType::ARMED_PRESENCE, Urgency::PRIORITY, AlertChannel::CAN_PHONE, Reliability::B, 3, "Herders' Shield",
         "Riders gather at the western wells and ask when the patrol passes.", false},
        {"Adrela Old Mill site", at(day(31), 20, 45), AlertType::REQUEST_PRESENCE, Urgency::PRIORITY, AlertChannel::HOTLINE, Reliability::B, 2, "Unidentified armed men",
         "Women's committee asks for a patrol on the water path before dawn.", false},
    }};
    const auto make = [&](const Told& told) {
        const Place& place = story.content.places[story.site(told.place)];
        Alert alert;
        alert.id = story.newId();
        alert.t_received = told.received;
        alert.t_sent = told.received - minutes{6};
        alert.t_observed = told.received - minutes{48};
        if (told.verified)
            alert.t_verified = told.received + minutes{75};
        alert.alert_type = told.type;
        alert.urgency = told.urgency;
        alert.channel = told.channel;
        alert.reliability = told.reliability;
        alert.credibility = told.credibility;
        alert.lon = place.lon;
        alert.lat = place.lat;
        alert.place_precision = PlacePrecision::EXACT;
        alert.place_id = PlaceId{place.id};
        alert.actor_ids = {story.actor(told.actor)};
        alert.persons_at_risk = place.population_total;
        alert.description = told.text;
        return alert;
    };
    for (const Told& told : open) {
        Alert alert = make(told);
        alert.triage = told.type == AlertType::ARMED_PRESENCE ? Triage::PENDING : Triage::REQUIRES_PHYSICAL_RESPONSE;
        story.content.alerts.push_back(std::move(alert));
    }
    for (const auto& [d, reason] : {std::pair{9U, NoResponseReason::NIGHT}, std::pair{17U, NoResponseReason::NATIONAL_CAVEAT}, std::pair{26U, NoResponseReason::NIGHT}}) {
        Alert alert = make({d == 17U ? "Adrela Old Mill site" : "Adrela base site", at(day(d), 19, 50), AlertType::ATTACK_ONGOING, Urgency::FLASH, AlertChannel::CAN_PHONE,
                            Reliability::B, 2, "Unidentified armed men", "Shots and cries from the water path, within sight of the base.", true});
        alert.triage = Triage::REQUIRES_PHYSICAL_RESPONSE;
        alert.t_closed = *alert.t_received + hours{11};
        alert.responder = {Responder::NONE};
        alert.response_kind = {ResponseKind::NO_ACTION};
        alert.outcome = AlertOutcome::NO_RESPONSE_DECISION;
        alert.no_response_reason = reason;
        alert.feedback_to_community = false;
        story.content.alerts.push_back(std::move(alert));
    }
}

} // namespace

void writeAlerts(Story& story)
{
    Random random(story.seed, "alerts");
    for (const Incident& incident : story.content.incidents) {
        if (*incident.time_start < at(kAlertsFrom, 0) || !incident.place_id || incident.verification == Verification::DUPLICATE
            || incident.time_precision == TimePrecision::WEEK || incident.time_precision == TimePrecision::MONTH)
            continue;
        const C category = *incident.category;
        const bool alarming = category == C::ATTACK_ON_CIVILIANS || category == C::ABDUCTION || category == C::CATTLE_RAID || category == C::LOOTING_PILLAGE;
        const bool heard = category == C::ARMED_MOVEMENT || category == C::TENSION_RUMOUR || category == C::DISPLACEMENT_EVENT || category == C::CRSV;
        if (random.chance(alarming ? 0.40 : heard ? 0.36 : 0.0))
            alertOf(story, incident, random);
    }
    addTold(story);
    std::stable_sort(story.content.alerts.begin(), story.content.alerts.end(), [](const Alert& a, const Alert& b) { return *a.t_received < *b.t_received; });
}

} // namespace tutela::demo
