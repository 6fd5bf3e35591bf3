// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

/// Protection actions: what is asked for, by whom and by when.
namespace tutela::demo {

using namespace core;
using std::chrono::year;

namespace {

struct ActionText {
    std::string_view key, text;
    Tier tier;
    Phase phase;
    Component lead;
    std::vector<Component> support;
    std::string_view owner;
    ActionKind kind;
    Day deadline;
    ActionStatus status;
    bool decision;
    std::string_view indicator, unit;
    double baseline, target;
    std::vector<std::string_view> places;
    std::string_view effect;
    std::string_view mitigation = {};
    std::vector<HarmQuestion> harm = {};
    std::string_view consent = {};
    std::string_view hrddp = {};
};

Day on(int month, int day) { return Day{year{2026} / month / day}; }

const std::vector<ActionText>& actionTexts()
{
    using T = Tier;
    using P = Phase;
    using C = Component;
    using K = ActionKind;
    using S = ActionStatus;
    static const std::vector<ActionText> kAll{
        {"LAK-01", "Deploy a temporary operating base at Luzi with one platoon for 60 days", T::T2_PHYSICAL, P::RESPONSE, C::MILITARY, {C::MISSION_SUPPORT, C::CIVILIAN_CIVIL_AFFAIRS}, "Force Commander", K::DEPLOY_TOB, on(11, 9), S::PROPOSED, true, "Attacks on civilians per 28 days in Lakeshore", "attacks", 14, 6, {"Luzi", "Luzi Lakeside site"}, "Brings Luzi and the lakeside site within minutes of a platoon; opens the lake road by day.", "Liaison assistants explain the purpose before arrival; nobody is asked for names.", {HarmQuestion::DRAW_FIRE}, "Clearance of the Ministry of Defence needed; asked for on 28 October."},
        {"LAK-02", "Patrol the road from Koroma to Luzi twice a week on changing days, with one night stay", T::T2_PHYSICAL, P::RESPONSE, C::MILITARY, {C::POLICE}, "Commander, Bravo Company", K::PATROL_TASK, on(11, 3), S::ACCEPTED, false, "Days since last visit to Luzi", "days", 23, 3, {"Luzi", "Ituwe"}, "Ends the gap of three weeks; makes the tax points costly."},
        {"LAK-03", "Restore the alert network of Luzi with two long-range radios", T::T1_DIALOGUE, P::PREEMPTION, C::CIVILIAN_CIVIL_AFFAIRS, {C::MISSION_SUPPORT}, "Head of civil affairs", K::CAN_SETUP, on(10, 20), S::IN_PROGRESS, false, "Networks tested within 30 days in Lakeshore", "networks", 0, 3, {"Luzi", "Luzi Lakeside site", "Vandeka"}, "Alerts reach the mission in minutes instead of a day.", "Radios are kept by the committee, not by one household.", {HarmQuestion::EXPOSE_SOURCE}},
        {"LAK-04", "Engage the leaders of the Lake Liberation Movement through the fishermen's cooperative", T::T1_DIALOGUE, P::RESPONSE, C::CIVILIAN_POLITICAL, {C::CIVILIAN_CIVIL_AFFAIRS}, "Head of political affairs", K::ARMED_GROUP_DIALOGUE, on(11, 12), S::ACCEPTED, true, "Tax points on the lake road", "points", 3, 0, {"Luzi"}, "The ultimatum to the fishing families is withdrawn or put off."},
        {"LAK-05", "Light the path and fence the north camp at Ituwe with the camp committee", T::T3_ENVIRONMENT, P::PREEMPTION, C::CIVILIAN_WOMEN_PROTECTION, {C::CIVILIAN_CIVIL_AFFAIRS}, "Women protection adviser", K::CRSV_RESPONSE, on(11, 25), S::PROPOSED, false, "Raids on the camp per 28 days", "raids", 3, 0, {"Ituwe North camp"}, "Fewer raids after distributions."},
        {"LAK-06", "Ask the government to return the army company to Ituwe under agreed conduct rules", T::T1_DIALOGUE, P::PREEMPTION, C::MISSION_LEADERSHIP, {C::CIVILIAN_HUMAN_RIGHTS}, "Deputy head of mission", K::DEMARCHE_GOVERNMENT, on(11, 15), S::PROPOSED, true, "State security posts open at night in Lakeshore", "posts", 0, 2, {"Ituwe", "Ituwe North camp"}, "The state takes up its first responsibility in the sector again.", "Support depends on vetting of the company; complaints are followed weekly.", {HarmQuestion::TAKE_SIDES}, "", "HRDDP-2026-031"},
        {"GEL-01", "Bridge the gap on R7 with the mission's own bridge set", T::T2_PHYSICAL, P::RESPONSE, C::MISSION_SUPPORT, {C::MILITARY}, "Director of mission support", K::RESOURCE_REQUEST, on(11, 10), S::ACCEPTED, true, "Broken bridges on R7 between Wasoro and Fanara", "bridges", 1, 0, {"Fanara"}, "The platoon at Wasoro drives to Fanara over R7 again."},
        {"GEL-02", "Extend the temporary base at Wasoro until the end of February 2027", T::T2_PHYSICAL, P::PREEMPTION, C::MILITARY, {C::MISSION_SUPPORT}, "Force Commander", K::DEPLOY_TOB, on(11, 6), S::PROPOSED, true, "People within two hours of a patrol in Gelo", "people", 21'000, 30'000, {"Wasoro", "Fanara"}, "Avoids a sector without any base in the month of the harvest."},
        {"GEL-03", "Fly a joint protection team to Fanara to hear women, men and elders apart", T::T1_DIALOGUE, P::RESPONSE, C::CIVILIAN_CIVIL_AFFAIRS, {C::CIVILIAN_HUMAN_RIGHTS, C::CIVILIAN_CHILD_PROTECTION, C::POLICE}, "Head of field office", K::JPT_DEPLOY, on(10, 28), S::ACCEPTED, false, "Days without any report from Fanara", "days", 10, 0, {"Fanara", "Fanara Ridge site"}, "Ends the silence since 22 October; tells whether the hamlets are empty.", "Team stays one night only and is seen with all communities.", {HarmQuestion::PROVOKE_REPRISAL}, "Landing clearance denied on 25 October; asked for again."},
        {"GEL-04", "Mediate between lowland and ridge chiefs before the burials of 14 November", T::T1_DIALOGUE, P::PREEMPTION, C::CIVILIAN_CIVIL_AFFAIRS, {C::CIVILIAN_POLITICAL}, "Head of civil affairs", K::MEDIATION, on(11, 11), S::IN_PROGRESS, false, "Villages that signed the truce", "villages", 2, 11, {"Fanara", "Fanara Ridge site", "Wasoro"}, "The anniversary passes without revenge."},
        {"GEL-05", "Trace the boys taken around Sakore and press for their release", T::T3_ENVIRONMENT, P::RESPONSE, C::CIVILIAN_CHILD_PROTECTION, {C::CIVILIAN_POLITICAL}, "Child protection adviser", K::CHILD_PROTECTION, on(10, 31), S::IN_PROGRESS, false, "Children released", "children", 0, 40, {"Sakore"}, "A first list is agreed with the commanders.", "Families are not named in any list that leaves the section.", {HarmQuestion::EXPOSE_SOURCE}},
        {"NPL-01", "Change hour and road of the Thursday patrol at Nyalo and stay until the herds have left", T::T2_PHYSICAL, P::PREEMPTION, C::MILITARY, {C::POLICE}, "Commander, Bravo Company", K::PATROL_TASK, on(11, 5), S::ACCEPTED, false, "Market-day raids per 28 days", "raids", 4, 1, {"Nyalo", "Nyalo cattle market"}, "Raiders can no longer wait for the patrol to leave."},
        {"NPL-02", "Convene herders and traders to agree how stolen herds are returned", T::T1_DIALOGUE, P::PREVENTION, C::CIVILIAN_CIVIL_AFFAIRS, {C::CIVILIAN_RULE_OF_LAW}, "Civil affairs team east", K::MEDIATION, on(11, 20), S::IN_PROGRESS, false, "Herds returned by agreement", "herds", 1, 6, {"Nyalo", "Gelo"}, "Takes away the reason given for the raids."},
        {"CEN-01", "Patrol the water paths of Adrela on foot before dawn and after dusk, every day", T::T2_PHYSICAL, P::RESPONSE, C::POLICE, {C::MILITARY, C::CIVILIAN_WOMEN_PROTECTION}, "Police team leader, Adrela", K::POLICE_PATROL, on(10, 18), S::ACCEPTED, false, "Attacks on the water path per 28 days", "attacks", 4, 0, {"Adrela base site", "Adrela Old Mill site"}, "Attackers flee when patrols appear; each alert is answered within 20 minutes."},
        {"CEN-02", "Investigate the attacks on the water paths and report to the military prosecutor", T::T3_ENVIRONMENT, P::RESPONSE, C::CIVILIAN_HUMAN_RIGHTS, {C::CIVILIAN_RULE_OF_LAW, C::CIVILIAN_WOMEN_PROTECTION}, "Head of human rights", K::HUMAN_RIGHTS_INVESTIGATION, on(11, 30), S::IN_PROGRESS, false, "Cases with a named unit or suspect", "cases", 0, 3, {"Adrela"}, "Ends the belief that nobody will ask.", "Survivors are met only through referral partners.", {HarmQuestion::EXPOSE_SOURCE}},
        {"MAS-01", "Demand that the army pays its companies on R2 and removes the three extra checkpoints", T::T1_DIALOGUE, P::RESPONSE, C::MISSION_LEADERSHIP, {C::CIVILIAN_HUMAN_RIGHTS, C::MILITARY}, "Head of mission", K::DEMARCHE_GOVERNMENT, on(11, 14), S::PROPOSED, true, "Checkpoints taking money on R2", "checkpoints", 5, 2, {"Masibe", "Tembika"}, "Traders come back to the road."},
        {"MAS-02", "Set up an alert network at the Banzu pits and on the road to Sakore", T::T1_DIALOGUE, P::PREVENTION, C::CIVILIAN_CIVIL_AFFAIRS, {}, "Civil affairs, Masibe", K::CAN_SETUP, on(12, 10), S::PROPOSED, false, "People in places with a tested network, Masibe", "people", 41'000, 60'000, {"Banzu", "Banzu gold pits", "Sakore"}, "First alerts from the valley and the south-west."},
        {"SEN-01", "Keep the joint committee of the valley accord meeting each fortnight until the herds have passed", T::T1_DIALOGUE, P::CONSOLIDATION, C::CIVILIAN_CIVIL_AFFAIRS, {C::POLICE}, "Civil affairs, Kirenda", K::MEDIATION, on(12, 31), S::IN_PROGRESS, false, "Complaints settled within 14 days", "percent", 71, 85, {"Sentu"}, "The accord of May survives its first season."},
        {"KAV-01", "Publish messages against incitement with radio stations and faith leaders before the candidate lists", T::T3_ENVIRONMENT, P::PREVENTION, C::CIVILIAN_PUBLIC_INFO, {C::CIVILIAN_HUMAN_RIGHTS, C::POLICE}, "Head of public information", K::PUBLIC_MESSAGE, on(11, 28), S::ACCEPTED, false, "Marches that turned violent", "marches", 2, 0, {"Kirenda"}, "Organisers find fewer followers."},
        {"KAV-02", "Hold the quick reaction platoon at 30 minutes' notice by night for Adrela and Nyalo", T::T2_PHYSICAL, P::PREEMPTION, C::MILITARY, {}, "Chief of operations", K::QRF_POSTURE, on(10, 25), S::ACCEPTED, false, "Alerts answered by night", "percent", 12, 60, {"Adrela", "Nyalo"}, "Alerts by night are answered at all."},
        {"UBA-01", "Plan for flight from Ubara with authorities and partners before the truce ends", T::T3_ENVIRONMENT, P::PREVENTION, C::CIVILIAN_CIVIL_AFFAIRS, {C::MILITARY, C::CIVILIAN_POC_UNIT}, "Senior protection adviser", K::CONTINGENCY_PLAN, on(9, 30), S::DONE, false, "Plan agreed with authorities", "plans", 0, 1, {"Ubara"}, "Routes and reception for 15\u202F000 people are agreed."},
    };
    return kAll;
}

} // namespace

void writeActions(Story& story)
{
    int number = 0;
    for (const ActionText& text : actionTexts()) {
        Action action;
        action.id = story.newId();
        const std::string digits = std::to_string(++number);
        action.reference = "ACT-" + std::string(text.key.substr(0, 3)) + "-2026-" + std::string(4 - digits.size(), '0') + digits;
        action.text = text.text;
        action.tier = text.tier;
        action.phase = text.phase;
        action.lead = text.lead;
        action.support = text.support;
        action.owner = text.owner;
        action.action_kind = text.kind;
        action.deadline = text.deadline;
        action.status = text.status;
        action.decision_requested = text.decision;
        action.indicator = text.indicator;
        action.indicator_unit = text.unit;
        action.indicator_baseline = text.baseline;
        action.indicator_target = text.target;
        for (const std::string_view place : text.places)
            action.place_ids.push_back(story.place(place));
        action.expected_effect = text.effect;
        action.do_no_harm = text.harm;
        action.mitigation = text.mitigation;
        action.consent_issue = text.consent;
        action.hrddp_required = !text.hrddp.empty();
        action.hrddp_ref = text.hrddp;
        if (text.status == ActionStatus::DONE)
            action.done_date = on(9, 26);
        if (text.kind == ActionKind::PATROL_TASK)
            action.interval_days = 3;
        story.content.actions.push_back(std::move(action));
    }
}

} // namespace tutela::demo
