// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <algorithm>
#include <array>

/// What the mission knew when it approved the assessment of September: the records of October with their texts taken back.
namespace tutela::demo {

using namespace core;

namespace {

const Instant kThen = at(kApproved, 11);

/// A threat as it was judged before it got worse; an empty text or a 0 leaves what stands.
struct EarlierThreat {
    std::string_view name;
    std::int64_t intent = 0;
    std::string_view intentReason = {};
    std::string_view capabilityReason = {};
    std::int64_t opportunity = 0;
    std::string_view opportunityReason = {}, hostStateReason = {}, communityReason = {};
    Texts triggers = {};
    std::optional<Onset> onset = {};
};

const std::vector<EarlierThreat>& earlierThreats()
{
    static const std::vector<EarlierThreat> kAll{
        {.name = "Killings and abductions on the lake road", .intent = 3,
         .intentReason = "Taxes and beatings on the road; no community had been named or threatened as a whole.", .opportunity = 4,
         .opportunityReason = "The army has left Ituwe, but patrols still reach Luzi every ten days and stay a night.",
         .triggers = {"Nights of the new moon", "Sale of the fish catch", "Payment of the displaced"}},
        {.name = "Raids on the displacement sites of Lakeshore", .intent = 3,
         .intentReason = "One raid, on 19 September; whether it was meant for the displaced is not clear."},
        {.name = "Revenge on the lowland farmers of Fanara", .intent = 3, .intentReason = "Threats at the Tembika burials; no attack on a whole hamlet since June.",
         .capabilityReason = "Gathers 150 to 200 men at a day's notice, with a few machine guns; strong enough for a village.", .opportunity = 3,
         .opportunityReason = "The platoon at Wasoro reaches Fanara over R7 by day.",
         .communityReason = "The alert network reaches few of the hamlets; the refuge on the ridge is known to the attackers.",
         .triggers = {"Harvest of the lowland fields", "Anniversary of the Tembika burials"}},
        {.name = "Burning of farms around Wasoro", .intentReason = "Farms of lowlanders on the Fanara side were burnt three times since August.",
         .opportunityReason = "While the temporary base stands, its patrols reach the farms.",
         .communityReason = "The network was tested in September and the committee has agreed where to gather.", .triggers = {"Closure of the temporary base"}},
        {.name = "Market-day raids at Nyalo", .intent = 3, .intentReason = "Cattle were taken on the roads to the market, the market itself was left alone.",
         .capabilityReason = "Sixty to eighty riders with machine guns, seen together in August.",
         .opportunityReason = "Patrols come each Thursday at the same hour by the same road; raiders wait until they leave.",
         .communityReason = "The network works and was tested in September; the traders have agreed a signal.",
         .triggers = {"Market each Thursday", "Start of the move south"}, .onset = Onset::SHORT_TERM_30D},
        {.name = "Attacks on the water paths of Adrela", .intentReason = "Eight attacks on women and girls since June; several survivors describe the same uniform parts.",
         .communityReason = "Women's committees walk in groups and the network was tested in September."},
        {.name = "Recruitment of boys around Sakore", .opportunityReason = "Track only; patrols are rare, the network has never been set up.",
         .triggers = {"Losses of the group"}},
        {.name = "Push of the Northern Defence Front on Ubara", .opportunityReason = "One army company holds the town, and the dry season opens the tracks.",
         .triggers = {"End of the truce", "Dry-season roads"}},
        {.name = "Mob violence around the local polls in Kirenda", .hostStateReason = "Police acted early and even-handedly in August and September.",
         .communityReason = "Neighbourhood committees and hotline work; tested in September.", .triggers = {"Publication of candidate lists"}},
    };
    return kAll;
}

void take(std::string& text, std::string_view earlier)
{
    if (!earlier.empty())
        text = earlier;
}

void takeBackThreats(std::vector<Threat>& threats)
{
    for (const EarlierThreat& earlier : earlierThreats()) {
        Threat& threat = *std::find_if(threats.begin(), threats.end(), [&](const Threat& each) { return each.name == earlier.name; });
        if (earlier.intent > 0)
            threat.intent = earlier.intent;
        if (earlier.opportunity > 0)
            threat.opportunity = earlier.opportunity;
        take(threat.intent_reason, earlier.intentReason);
        take(threat.capability_reason, earlier.capabilityReason);
        take(threat.opportunity_reason, earlier.opportunityReason);
        take(threat.host_state_reason, earlier.hostStateReason);
        take(threat.community_reason, earlier.communityReason);
        if (!earlier.triggers.empty())
            threat.triggers = earlier.triggers;
        if (earlier.onset)
            threat.onset = earlier.onset;
    }
}

void takeBackPlaces(DemoContent& content)
{
    for (Place& place : content.places) {
        if (place.name == "Fanara") {
            place.note = "Lowland town on R7, served by the platoon at Wasoro.";
            place.can_status = CanStatus::ACTIVE_UNTESTED;
            std::erase(place.vulnerability_yes, VulnerabilityFactor::ACCESS_DENIED);
        } else if (place.name == "Wasoro")
            place.note = "The temporary base stands beside the market.";
    }
    for (Group& group : content.groups)
        if (group.name == "Pupils at Ituwe and Fanara")
            group.note.clear(); // of the school that was shut
    for (Road& road : content.roads)
        if (road.closed_from && Instant{*road.closed_from} > Instant{kBridgeLost} - std::chrono::days{1}) {
            road.closed_from.reset();
            road.closure_reason.clear();
        }
}

/// Actions that were first asked for in October, by what their text begins with.
constexpr std::array<std::string_view, 6> kNewActions{"Deploy a temporary operating base at Luzi", "Patrol the road from Koroma to Luzi", "Light the path and fence the north camp",
                                                      "Bridge the gap on R7", "Extend the temporary base at Wasoro", "Fly a joint protection team to Fanara"};

void takeBackActions(std::vector<Action>& actions)
{
    std::erase_if(actions, [](const Action& action) {
        return std::any_of(kNewActions.begin(), kNewActions.end(), [&](std::string_view start) { return action.text.starts_with(start); });
    });
    for (Action& action : actions) {
        if (action.text.starts_with("Mediate between lowland and ridge chiefs"))
            action.text = "Mediate between lowland and ridge chiefs before the anniversary of the burials";
        // What leadership was asked for then, and has taken up since.
        if (action.text.starts_with("Change hour and road of the Thursday patrol") || action.text.starts_with("Patrol the water paths of Adrela")) {
            action.decision_requested = true;
            action.status = ActionStatus::PROPOSED;
        }
        if (action.text.starts_with("Engage the leaders of the Lake Liberation Movement")) {
            action.decision_requested = false;
            action.expected_effect = "Fewer taxes on the road; the fishing families are left alone.";
        }
    }
}

/// Stages of an alert that came later are not known yet.
void takeBack(Alert& alert)
{
    for (auto* stage : {&alert.t_verified, &alert.t_tasked, &alert.t_departed, &alert.t_arrived, &alert.feedback_time})
        if (*stage && **stage > kThen)
            stage->reset();
    if (!alert.t_closed || *alert.t_closed <= kThen)
        return;
    alert.t_closed.reset();
    alert.outcome.reset();
    alert.outcome_reason.clear();
    alert.no_response_reason.reset();
    alert.feedback_to_community.reset();
    alert.feedback_time.reset();
    alert.linked_incident_id.reset();
}

void leaveOutLater(DemoContent& content)
{
    std::set<IncidentId> later;
    std::erase_if(content.incidents, [&](const Incident& incident) {
        return *incident.time_start > kThen && later.insert(IncidentId{incident.id}).second;
    });
    std::erase_if(content.alerts, [](const Alert& alert) { return *alert.t_received > kThen; });
    for (Alert& alert : content.alerts) {
        takeBack(alert);
        if (alert.linked_incident_id && later.contains(*alert.linked_incident_id))
            alert.linked_incident_id.reset();
    }
    // A patrol is known once it is reported, or should have been.
    std::erase_if(content.patrols, [](const Patrol& patrol) {
        return std::max(patrol.report_time.value_or(Instant{}), patrol.actual_end ? *patrol.actual_end : patrol.planned_end.value_or(*patrol.planned_start)) > kThen;
    });
    std::erase_if(content.can_tests, [](const CanTest& test) { return *test.tested_at > kThen; });
    std::erase_if(content.meetings, [](const Meeting& meeting) { return *meeting.date >= kApproved; });
    std::erase_if(content.stakeholders, [](const Stakeholder& stakeholder) { return stakeholder.last_engaged && *stakeholder.last_engaged >= kApproved; });
    std::erase_if(content.strategies, [](const Strategy& strategy) { return strategy.status == StrategyStatus::DRAFT; });
}

} // namespace

DemoContent asApproved(const DemoContent& content)
{
    DemoContent then = content;
    takeBackThreats(then.threats);
    takeBackPlaces(then);
    takeBackActions(then.actions);
    leaveOutLater(then);
    return then;
}

} // namespace tutela::demo
