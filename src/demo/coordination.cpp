// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

/// Forums, meetings and stakeholders.
namespace tutela::demo {

using namespace core;
using std::chrono::year;

namespace {

void addStructure(Story& story, std::string_view name, StructureKind kind, std::optional<AreaId> area, std::string_view chair, std::vector<Component> members,
                  std::string_view cadence, std::string_view terms)
{
    Structure structure;
    structure.id = story.newId();
    structure.name = name;
    structure.structure_kind = kind;
    structure.area_id = area;
    structure.chair_role = chair;
    structure.members = std::move(members);
    structure.cadence = cadence;
    structure.terms_of_reference = terms;
    story.content.structures.push_back(std::move(structure));
}

void addMeeting(Story& story, std::size_t structure, Day day, std::string_view decisions, std::initializer_list<std::size_t> actions)
{
    Meeting meeting;
    meeting.id = story.newId();
    meeting.structure_id = StructureId{story.content.structures[structure].id};
    meeting.date = day;
    meeting.present = story.content.structures[structure].members;
    meeting.decisions = decisions;
    for (const std::size_t action : actions)
        meeting.action_ids.push_back(ActionId{story.content.actions[action].id});
    story.content.meetings.push_back(std::move(meeting));
}

void addStakeholder(Story& story, std::string_view name, StakeholderKind kind, std::int64_t influence, std::string_view interest, std::string_view relation,
                    std::string_view contact, Day engaged)
{
    Stakeholder stakeholder;
    stakeholder.id = story.newId();
    stakeholder.name = name;
    stakeholder.stakeholder_kind = kind;
    stakeholder.influence = influence;
    stakeholder.interest = interest;
    stakeholder.relation = relation;
    stakeholder.contact_role = contact;
    stakeholder.last_engaged = engaged;
    story.content.stakeholders.push_back(std::move(stakeholder));
}

} // namespace

void writeCoordination(Story& story)
{
    using C = Component;
    using K = StakeholderKind;
    const AreaId whole{story.content.areas[0].id};
    addStructure(story, "Senior Management Group on Protection", StructureKind::SMG_P, whole, "Head of mission",
                 {C::MISSION_LEADERSHIP, C::MILITARY, C::POLICE, C::CIVILIAN_CIVIL_AFFAIRS, C::CIVILIAN_HUMAN_RIGHTS, C::CIVILIAN_POLITICAL}, "Monthly and on alert",
                 "Decides priorities, posture and what is asked of the host state.");
    addStructure(story, "Protection working group", StructureKind::PWG, whole, "Senior protection adviser",
                 {C::CIVILIAN_POC_UNIT, C::MILITARY, C::POLICE, C::CIVILIAN_JMAC, C::CIVILIAN_JOC, C::CIVILIAN_HUMAN_RIGHTS, C::CIVILIAN_CIVIL_AFFAIRS}, "Each fortnight",
                 "Prepares the threat assessment and follows actions.");
    addStructure(story, "Early warning cell", StructureKind::EWRR_CELL, whole, "Chief, joint operations centre",
                 {C::CIVILIAN_JOC, C::MILITARY, C::POLICE, C::CIVILIAN_CIVIL_AFFAIRS}, "Daily", "Triage of alerts, tasking within the limits of urgency, feedback to communities.");
    addStructure(story, "Protection group east", StructureKind::SMG_PP, story.area(LAK), "Head of field office, Gelo",
                 {C::CIVILIAN_CIVIL_AFFAIRS, C::MILITARY, C::POLICE, C::CIVILIAN_HUMAN_RIGHTS}, "Weekly", "Lakeshore and Northern Plains: plans patrols and dialogue together.");
    addStructure(story, "Adrela base group", StructureKind::BASE_LOCAL_GROUP, story.area(CEN), "Base commander, Adrela",
                 {C::MILITARY, C::POLICE, C::CIVILIAN_CIVIL_AFFAIRS}, "Weekly", "Base, liaison assistants, police, authorities and camp committees.");
    const auto october = [](unsigned day) { return Day{year{2026} / 10 / std::chrono::day{day}}; };
    addMeeting(story, 0, october(6), "Approved the threat assessment for September. Asked the Force for options at the lake within three weeks.", {0});
    addMeeting(story, 1, october(14), "Agreed to raise Luzi and Fanara to the first place of the draft for October; dissent of none.", {0, 8});
    addMeeting(story, 3, october(20), "Radios for Luzi late; to be carried by the next patrol that gets through.", {2});
    addMeeting(story, 4, october(22), "Women's committee asks for patrols before dawn; police accept, the company asks its capital.", {13});
    addMeeting(story, 1, october(28), "Temporary base at Luzi and extension at Wasoro to be put to the Senior Management Group on 3 November.", {0, 7});
    addStakeholder(story, "Ministry of Defence", K::HOST_GOVERNMENT_NATIONAL, 5, "Control of the north and of the lake trade", "Grants or denies clearances", "Liaison officer", october(28));
    addStakeholder(story, "Governor of Gelo", K::HOST_LOCAL_AUTHORITY, 4, "Keeps the ridge villages behind him", "Polite, evasive", "Head of cabinet", october(12));
    addStakeholder(story, "Kavara National Police, southern command", K::STATE_SECURITY, 3, "Vehicles and radios", "Cooperates", "Operations officer", october(24));
    addStakeholder(story, "Council of valley chiefs", K::TRADITIONAL_LEADER, 4, "The accord of May holds", "Partner", "Secretary of the council", october(21));
    addStakeholder(story, "Faith leaders' forum of Ituwe", K::RELIGIOUS_LEADER, 3, "Safety of the market", "Bridge to the lake movement", "Convenor", october(16));
    addStakeholder(story, "Women's committees of Adrela", K::WOMEN_ORGANISATION, 3, "Safe water paths", "Trusts the police more than the Force", "Spokesperson of the committees", october(29));
    addStakeholder(story, "Fishermen's cooperative of the north shore", K::CIVIL_SOCIETY, 3, "Open landing places", "Channel to the Lake Liberation Movement", "Treasurer", october(8));
    addStakeholder(story, "Protection cluster", K::PROTECTION_CLUSTER, 4, "Access to Luzi and Fanara", "Exchanges weekly, keeps its distance from the Force", "Coordinator", october(27));
    addStakeholder(story, "Union of cattle traders", K::CIVIL_SOCIETY, 3, "Thursday market at Nyalo", "Can speak with the Herders' Shield", "Market chair", october(23));
    addStakeholder(story, "Lake Liberation Movement", K::ARMED_ACTOR, 4, "Taxes on fish and road", "Contact through third parties only", "Envoy", Day{year{2026} / 9 / 18});
}

} // namespace tutela::demo
