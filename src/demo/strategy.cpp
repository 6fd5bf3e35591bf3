// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <array>

/// Two versions of the mission-wide strategy: one in force, one being drafted after the October events.
namespace tutela::demo {

using namespace core;
using std::chrono::year;

namespace {

struct SectionText {
    std::string_view key, title;
    Component owner;
    std::string_view body;
    std::string_view changed = {}; ///< body of the draft where it differs
};

constexpr std::array<SectionText, 20> kSections{{
    {"purpose_scope", "Purpose, scope and mandate", Component::CIVILIAN_POC_UNIT,
     "This strategy says how all components of the mission protect civilians in Kavara from threats of physical violence, whatever their source. It rests on paragraph 14 of the mandate and on the primary responsibility of the government. It covers the nine sectors and runs until the end of March 2027."},
    {"context", "Context of violence against civilians", Component::CIVILIAN_JMAC,
     "Civilians are attacked for four reasons: control of the lake trade, revenge on the ridge of Gelo, cattle on the way to the northern markets, and money on the R2. Each has its season and its perpetrators, state forces among them. Attackers choose places that nobody reaches in time.",
     "Civilians are attacked for four reasons: control of the lake trade, revenge on the ridge of Gelo, cattle on the way to the northern markets, and money on the R2. In October 2026 the first two became markedly worse: the Wamira Wing split off at the lake, and the loss of the R7 bridge left Fanara alone. Attackers choose places that nobody reaches in time."},
    {"threat_priorities", "Threats, vulnerable groups and priorities", Component::CIVILIAN_POC_UNIT,
     "Priorities follow the newest approved threat assessment and are reviewed each month. The first places are the market towns of the north and the displacement sites of Adrela. Fishing families, lowland farmers, displaced women and boys of the ridge villages are the groups most at risk.",
     "Priorities follow the newest approved threat assessment and are reviewed each month. Luzi, Fanara, Nyalo and the displacement sites of Lakeshore come first. Fishing families, lowland farmers, displaced women and boys of the ridge villages are the groups most at risk."},
    {"vision_objectives", "Strategic outcomes and objectives", Component::MISSION_LEADERSHIP,
     "By March 2027 fewer civilians are killed, abducted and displaced in the priority places than in the year before, alerts are answered, and communities say so. The objectives below carry baseline, target and lead. They serve the political strategy of keeping the valley accord and opening talks at the lake."},
    {"concept", "Concept: tiers and phases", Component::CIVILIAN_POC_UNIT,
     "Dialogue, physical protection and work on the environment run at the same time. Prevention lives from presence and early warning; pre-emption from moving before market days, distributions and anniversaries; response from reserves that move by night; consolidation from investigation and safe return. No plan holds military action alone."},
    {"roles", "Roles by component and level", Component::MISSION_LEADERSHIP,
     "The head of mission answers for protection and decides priorities. The Force and the police provide presence and response; civil affairs leads dialogue and joint protection teams; human rights investigates every perpetrator alike. The senior protection adviser drafts, coordinates and reports, and commands nobody."},
    {"coordination", "Coordination structures", Component::CIVILIAN_POC_UNIT,
     "The Senior Management Group on Protection decides each month and on alert. The working group prepares each fortnight, the field group east and the base groups meet each week. Every forum has military, police and civilian members; decisions become actions with owner and deadline."},
    {"ewrr", "Early warning and rapid response", Component::CIVILIAN_JOC,
     "Every alert is graded, triaged and answered within the limits of its urgency, by day and by night. The early warning cell meets daily and keeps the clock of each stage. The community is told what came of its alert within 72 hours.",
     "Every alert is graded, triaged and answered within the limits of its urgency, by day and by night. Alerts within ten kilometres of a base that end without response are reported to the head of mission the next morning. The community is told what came of its alert within 72 hours."},
    {"community", "Community engagement and self-protection", Component::CIVILIAN_CIVIL_AFFAIRS,
     "Communities decide what makes them safer; the mission adds radios, liaison assistants and presence. Women and men are heard apart. Networks are tested each month, plans are exercised twice a year, and nobody's name is written down."},
    {"posture", "Force and police posture", Component::MILITARY,
     "Six bases along the corridor and two temporary bases follow the threat through the seasons. A third of the patrols stay overnight. The reserve moves within 30 minutes by day and 45 by night.",
     "Bases along the corridor are thinned to free one platoon for the lake and one for the ridge. Temporary bases at Luzi and Wasoro are held until the end of February. Patrol hours change each week, and a third of the patrols stay overnight."},
    {"groups", "Women, children, displaced people and people with disabilities", Component::CIVILIAN_WOMEN_PROTECTION,
     "The plan of the women protection adviser sets patrols of water paths and markets at the hours that women name. Recruitment of boys is followed by the child protection adviser with the commanders. Sites for displaced people are lit, and routes are passable for people with disabilities."},
    {"host_state", "Work with the host state", Component::CIVILIAN_POLITICAL,
     "The mission supports state forces that protect and confronts those that abuse. Every support is checked under the due diligence policy. Denied clearances are recorded, raised within 48 hours and reported monthly."},
    {"humanitarian", "Work with humanitarian partners", Component::CIVILIAN_CIVIL_AFFAIRS,
     "Humanitarian partners are independent: they are informed and heard, never tasked, and their staff and routes appear on no map of the mission. Exchange runs through the protection cluster and the liaison forum each week."},
    {"resources_constraints", "Resources, constraints and what cannot be done", Component::MISSION_SUPPORT,
     "With 4\u202F710 troops for 40\u202F000 square kilometres the mission cannot be everywhere. One helicopter flies, and not by night. Three companies may not move after dark without their capitals. Places beyond six hours are told so, and are helped to protect themselves."},
    {"contingency", "Crisis and contingency plans", Component::MILITARY,
     "Plans exist for flight from Ubara, for an attack on a displacement site and for violence around the polls. Triggers are written down and checked weekly by the early warning cell.",
     "Plans exist for flight from Ubara, for an attack on a displacement site, for violence around the polls and, new, for a mass flight from Luzi across the lake. Triggers are written down and checked weekly by the early warning cell."},
    {"communication", "Public information and expectations", Component::CIVILIAN_PUBLIC_INFO,
     "The mission says in four languages what it does and what it cannot do. Spokespeople never promise safety. Messages against incitement go out with faith leaders and radio stations before each announcement of the polls."},
    {"monitoring", "Monitoring, indicators and lessons", Component::CIVILIAN_POC_UNIT,
     "Indicators measure harm, response time and trust rather than activity. They are computed from the same records as the assessments and reviewed each quarter. Forecasts are compared with what happened."},
    {"transition", "Transition and exit", Component::MISSION_LEADERSHIP,
     "Tasks pass to the state or to communities where six months have gone by without serious attack, where police are present by night, and where women and men both say that they agree. No base closes without a protection plan."},
    {"review", "Review triggers and history", Component::CIVILIAN_POC_UNIT,
     "Version 1.0 was endorsed on 2 March 2026. It is reviewed every year, and at once after a change of mandate, a major crisis, a reconfiguration or an election.",
     "Version 1.0 was endorsed on 2 March 2026. The events of October 2026 were judged a major crisis, and version 1.1 was begun on 19 October. It goes to the Senior Management Group on 3 November."},
    {"annexes", "Annexes", Component::CIVILIAN_POC_UNIT,
     "Terms of reference of the forums, template of the threat assessment, list of actions with owners, map of bases and priority places."},
}};

struct ObjectiveText {
    std::string_view text;
    Tier tier;
    std::string_view indicator, baseline, target;
    Component lead;
};
constexpr std::array<ObjectiveText, 6> kObjectives{{
    {"Civilians in Must places are reached in time", Tier::T2_PHYSICAL, "Share of people in Must places within the reference attack duration", "38 %", "70 %", Component::MILITARY},
    {"Alerts are answered by day and by night", Tier::T2_PHYSICAL, "Share of alerts needing response that the mission acted on", "31 %", "60 %", Component::CIVILIAN_JOC},
    {"Perpetrators are met by dialogue and by consequence", Tier::T1_DIALOGUE, "Armed groups with a signed commitment on conduct", "0", "2", Component::CIVILIAN_POLITICAL},
    {"The valley accord holds through the season of the herds", Tier::T1_DIALOGUE, "Complaints settled within 14 days", "71 %", "85 %", Component::CIVILIAN_CIVIL_AFFAIRS},
    {"Women and girls fetch water and go to market safely", Tier::T3_ENVIRONMENT, "Attacks on water paths per 28 days", "4", "0", Component::CIVILIAN_WOMEN_PROTECTION},
    {"State forces on the R2 protect instead of taking money", Tier::T3_ENVIRONMENT, "Checkpoints taking money", "5", "2", Component::CIVILIAN_HUMAN_RIGHTS},
}};

Strategy version(Story& story, bool draft)
{
    Strategy strategy;
    strategy.id = story.newId();
    strategy.reference = "ST-KAV-2026-0001";
    strategy.version = draft ? "1.1" : "1.0";
    strategy.title = "Protection of civilians strategy 2026-2027";
    strategy.status = draft ? StrategyStatus::DRAFT : StrategyStatus::IN_FORCE;
    strategy.mandate_ref = story.content.mission.mandate_ref;
    strategy.period_from = Day{year{2026} / 3 / 2};
    strategy.period_to = Day{year{2027} / 3 / 31};
    if (!draft) {
        strategy.endorsed_by = Role::HEAD_OF_MISSION;
        strategy.endorsed_on = Day{year{2026} / 3 / 2};
        strategy.review_due = Day{year{2027} / 3 / 2};
    } else
        strategy.review_triggers = {ReviewTrigger::MAJOR_CRISIS, ReviewTrigger::ELECTION};
    for (const SectionText& text : kSections) {
        const bool changed = draft && !text.changed.empty();
        strategy.sections.push_back({std::string(text.key), std::string(text.title), std::string(changed ? text.changed : text.body), text.owner,
                                     draft ? (changed ? "DRAFT" : "AGREED") : "AGREED", changed ? "1.1" : "1.0"});
    }
    for (const ObjectiveText& text : kObjectives)
        strategy.objectives.push_back({std::string(text.text), text.tier, {std::string(text.indicator)}, std::string(text.baseline),
                                       draft && text.baseline == "38 %" ? "75 %" : std::string(text.target), text.lead});
    strategy.linked_plans = {"Mission concept 2026", "Military concept of operations", "Police concept of operations", "Contingency plan Ubara"};
    return strategy;
}

} // namespace

void writeStrategies(Story& story)
{
    Strategy inForce = version(story, false);
    inForce.priority_threat_ids = {story.threat("Market-day raids at Nyalo"), story.threat("Attacks on the water paths of Adrela")};
    Strategy draft = version(story, true);
    draft.previous_id = StrategyId{inForce.id};
    draft.priority_threat_ids = {story.threat("Killings and abductions on the lake road"), story.threat("Revenge on the lowland farmers of Fanara"),
                                 story.threat("Market-day raids at Nyalo"), story.threat("Raids on the displacement sites of Lakeshore")};
    story.content.strategies = {std::move(inForce), std::move(draft)};
}

} // namespace tutela::demo
