// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <array>

/// Actors with their areas of influence, groups of people, sources by code name. All invented.
namespace tutela::demo {

using namespace core;

namespace {

struct Cast {
    Actor actor;
    std::vector<Patch> patches;
};

Actor person(std::string_view name, ActorKind kind, std::string_view note)
{
    Actor actor;
    actor.name = name;
    actor.actor_kind = kind;
    actor.note = note;
    return actor;
}

void strength(Actor& actor, std::int64_t low, std::int64_t high, std::vector<Weapon> weapons, ActorMobility mobility, double speed)
{
    actor.strength_low = low;
    actor.strength_high = high;
    actor.weapons = std::move(weapons);
    actor.mobility = mobility;
    actor.speed_kmh = speed;
}

void conduct(Actor& actor, ConductToCivilians civilians, ConductToMission mission, std::optional<ThreatScenario> scenario, Texts leverage)
{
    actor.conduct_to_civilians = civilians;
    actor.conduct_to_mission = mission;
    actor.scenario = scenario;
    actor.leverage = std::move(leverage);
}

std::vector<Cast> cast()
{
    using W = Weapon;
    using C = ConductToCivilians;
    using M = ConductToMission;
    using S = ThreatScenario;
    std::vector<Cast> all;
    const auto add = [&](Actor actor, std::vector<Patch> patches = {}) -> Actor& {
        all.push_back({std::move(actor), std::move(patches)});
        return all.back().actor;
    };
    Actor& army = add(person("Kavara Armed Forces", ActorKind::STATE_MILITARY,
                             "Two brigades, paid late; well led around Kirenda, ill-disciplined at the R2 checkpoints."));
    army.alt_names = {"KAF", "the army"};
    strength(army, 7'800, 8'600, {W::SMALL_ARMS, W::MACHINE_GUN, W::RPG, W::MORTAR, W::ARMOUR}, ActorMobility::TRUCK, 30.0);
    conduct(army, C::ABUSIVE, M::TOLERATES, {}, {"Ministry of Defence", "Troop-training partners", "Head of Mission"});
    army.protection_role = 1;
    Actor& police = add(person("Kavara National Police", ActorKind::STATE_POLICE, "Posts in most towns, few vehicles, no radio net south of Sentu."));
    police.alt_names = {"KNP"};
    strength(police, 2'900, 3'300, {W::SMALL_ARMS}, ActorMobility::TRUCK, 35.0);
    conduct(police, C::NEUTRAL, M::COOPERATES, {}, {"Ministry of Interior", "Police Commissioner"});
    police.protection_role = 1;
    Actor& front = add(person("Northern Defence Front", ActorKind::ARMED_GROUP_NATIONAL,
                              "Holds the hills north of Ubara; taxes cattle and buys weapons with it."),
                       {{"Ubara", -20, 18, 28, 18}, {"Piranda", 16, 4, 14, 10}});
    front.alt_names = {"NDF"};
    strength(front, 650, 900, {W::SMALL_ARMS, W::MACHINE_GUN, W::RPG, W::MORTAR}, ActorMobility::MOTORBIKE, 28.0);
    conduct(front, C::EXTORTIVE, M::OBSTRUCTS, S::INSURGENCY, {"Elders of Piranda", "Cattle traders' association"});
    Actor& lake = add(person("Lake Liberation Movement", ActorKind::ARMED_GROUP_NATIONAL,
                             "Controls the shore and the fish trade; moves by boat at night, by motorbike along the lake road."),
                      {{"Luzi", 4, 3, 22, 24}, {"Vandeka", 8, -9, 13, 9}});
    lake.alt_names = {"LLM"};
    strength(lake, 480, 620, {W::SMALL_ARMS, W::MACHINE_GUN, W::RPG, W::RIVERINE}, ActorMobility::BOAT, 18.0);
    conduct(lake, C::TARGETS_SYSTEMATICALLY, M::HOSTILE, S::INSURGENCY, {"Fishermen's cooperative", "Religious leaders of Ituwe"});
    lake.listed = {ActorListing::SG_CAAC_ANNEX};
    lake.listed_year = 2025;
    Actor& wing = add(person("Wamira Wing", ActorKind::ARMED_GROUP_NATIONAL,
                             "Left the Lake Liberation Movement in July 2026 over the share of taxes; younger, harsher, short of supplies."),
                      {{"Ituwe", 6, 12, 20, 14}});
    strength(wing, 120, 190, {W::SMALL_ARMS, W::RPG}, ActorMobility::MOTORBIKE, 28.0);
    conduct(wing, C::TARGETS_SYSTEMATICALLY, M::HOSTILE, S::PREDATORY_VIOLENCE, {"Families in Yelundi", "Market committee of Ituwe"});
    Actor& ridge = add(person("Youth of the Ridge", ActorKind::PRO_GOVERNMENT_MILITIA,
                              "Armed by a provincial politician in 2024, now answers to nobody; revenge for the Tembika killings drives it."),
                       {{"Fanara", 8, 6, 18, 13}, {"Sakore", -2, 4, 11, 10}});
    strength(ridge, 300, 420, {W::CRUDE, W::SMALL_ARMS, W::MACHINE_GUN}, ActorMobility::FOOT, 4.0);
    conduct(ridge, C::TARGETS_SYSTEMATICALLY, M::OBSTRUCTS, S::POST_CONFLICT_REVENGE, {"Governor of Gelo", "Chiefs of the ridge villages"});
    ridge.listed = {ActorListing::SG_CAAC_ANNEX};
    ridge.listed_year = 2026;
    Actor& watch = add(person("Sentu Valley Watch", ActorKind::SELF_DEFENCE_GROUP, "Village guards with hunting guns; protects farms, has burnt herders' camps."),
                       {{"Sentu", 0, 8, 18, 22}});
    strength(watch, 350, 700, {W::CRUDE, W::SMALL_ARMS}, ActorMobility::FOOT, 4.5);
    conduct(watch, C::PROTECTIVE, M::COOPERATES, S::COMMUNAL_CONFLICT, {"Valley chiefs", "Farmers' union"});
    Actor& shield = add(person("Herders' Shield", ActorKind::COMMUNITY_MILITIA, "Armed escorts of the great herds; raids cattle of rivals on the way to market."),
                        {{"Nyalo", 8, 4, 30, 20}});
    strength(shield, 400, 550, {W::SMALL_ARMS, W::MACHINE_GUN}, ActorMobility::HORSE_CAMEL, 9.0);
    conduct(shield, C::ABUSIVE, M::TOLERATES, S::COMMUNAL_CONFLICT, {"Elders of the herding clans", "Cattle traders' association"});
    Actor& gangs = add(person("Road gangs of the south", ActorKind::CRIMINAL_GROUP, "Loose bands of ten to twenty; rob traders on R8 and R9, seldom kill."),
                       {{"Ramosa", -10, 0, 24, 12}});
    strength(gangs, 80, 150, {W::CRUDE, W::SMALL_ARMS}, ActorMobility::MOTORBIKE, 30.0);
    conduct(gangs, C::EXTORTIVE, M::UNKNOWN, S::PREDATORY_VIOLENCE, {"Traders' association of Dekiri"});
    Actor& pits = add(person("Banzu pit guards", ActorKind::CRIMINAL_GROUP, "Guards of rival pit owners; force diggers to work off debts."),
                      {{"Banzu", 0, 8, 9, 9}});
    strength(pits, 60, 110, {W::SMALL_ARMS}, ActorMobility::FOOT, 4.0);
    conduct(pits, C::ABUSIVE, M::TOLERATES, S::PREDATORY_VIOLENCE, {"Pit owners", "Mining inspectorate"});
    Actor& unknown = add(person("Unidentified armed men", ActorKind::UNKNOWN_ARMED, "Used where no source could name the armed men."));
    unknown.conduct_to_civilians = C::UNKNOWN;
    unknown.conduct_to_mission = M::UNKNOWN;
    Actor& mission = add(person("MIKAV", ActorKind::UN_MISSION, "The mission itself."));
    mission.conduct_to_civilians = C::PROTECTIVE;
    return all;
}

struct Graded {
    std::string_view code;
    SourceKind kind;
    std::string_view group;
    Reliability reliability;
    int credibility;
};
constexpr std::array<Graded, 26> kSources{{
    {"HERON", SourceKind::CLA, "cla-adrela", Reliability::B, 2},
    {"KINGFISHER", SourceKind::CLA, "cla-ituwe", Reliability::B, 2},
    {"WEAVER", SourceKind::CLA, "cla-wasoro", Reliability::B, 2},
    {"PELICAN", SourceKind::CAN_FOCAL_POINT, "can-luzi", Reliability::C, 2},
    {"STORK", SourceKind::CAN_FOCAL_POINT, "can-nyalo", Reliability::B, 3},
    {"SWIFT", SourceKind::CAN_FOCAL_POINT, "can-fanara", Reliability::C, 3},
    {"PLOVER", SourceKind::CAN_FOCAL_POINT, "can-sakore", Reliability::F, 6},
    {"ACACIA", SourceKind::LOCAL_LEADER, "chief-tembika", Reliability::C, 3},
    {"BAOBAB", SourceKind::LOCAL_LEADER, "chief-banzu", Reliability::C, 3},
    {"TAMARIND", SourceKind::WOMEN_GROUP, "women-adrela", Reliability::B, 2},
    {"HIBISCUS", SourceKind::WOMEN_GROUP, "women-luzi", Reliability::C, 2},
    {"FENNEL", SourceKind::YOUTH, "youth-sentu", Reliability::D, 4},
    {"REED", SourceKind::DISPLACED_PERSON, "displaced-ituwe", Reliability::C, 3},
    {"THATCH", SourceKind::DISPLACED_PERSON, "displaced-fanara", Reliability::C, 3},
    {"GRANITE", SourceKind::STATE_OFFICIAL, "police-kirenda", Reliability::C, 3},
    {"SLATE", SourceKind::STATE_OFFICIAL, "army-liaison", Reliability::D, 3},
    {"ANVIL", SourceKind::ARMED_ACTOR, "front-envoy", Reliability::E, 4},
    {"LANTERN", SourceKind::HUMANITARIAN, "partners-forum", Reliability::B, 2},
    {"BEACON", SourceKind::HUMAN_RIGHTS_OFFICER, "human-rights", Reliability::A, 1},
    {"COMPASS", SourceKind::DIRECT_OBSERVATION, "patrol-adrela", Reliability::A, 2},
    {"SEXTANT", SourceKind::DIRECT_OBSERVATION, "patrol-gelo", Reliability::A, 2},
    {"OCTANT", SourceKind::DIRECT_OBSERVATION, "patrol-masibe", Reliability::A, 2},
    {"FALCON", SourceKind::IMAGERY_ISR, "uas", Reliability::B, 1},
    {"MORNING POST", SourceKind::MEDIA, "press-kirenda", Reliability::C, 3},
    {"LAKE RADIO", SourceKind::MEDIA, "radio-lake", Reliability::C, 3},
    {"CHATTER", SourceKind::SOCIAL_MEDIA, "social", Reliability::E, 4},
}};

void addGroup(Story& story, std::string_view name, GroupKind kind, Count size, std::initializer_list<std::string_view> places,
              std::vector<VulnerabilityFactor> yes, std::string_view note, std::string_view identity = {})
{
    Group group;
    group.id = story.newId();
    group.name = name;
    group.group_kind = kind;
    group.size = size;
    for (const std::string_view place : places)
        group.place_ids.push_back(story.place(place));
    group.vulnerability_yes = std::move(yes);
    group.note = note;
    if (!identity.empty()) {
        group.identity_label = identity;
        group.sensitivity = Marking::CONFIDENTIAL;
        group.sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
    }
    story.content.groups.push_back(std::move(group));
}

void addGroups(Story& story)
{
    using G = GroupKind;
    using V = VulnerabilityFactor;
    addGroup(story, "Fishing families of the north shore", G::ETHNIC_COMMUNITY, 6'200, {"Luzi", "Luzi Lakeside site"},
             {V::IDENTITY_TARGETED, V::EXPOSED_MOVEMENT}, "Accused by the Lake Liberation Movement of selling to the army.", "Community of the north shore");
    addGroup(story, "Displaced families from the lake road", G::IDP, 5'470, {"Luzi", "Ituwe", "Ituwe North camp"}, {V::DEPENDENT_PERSONS},
             "Came in three waves since July 2026; most households are led by women.");
    addGroup(story, "Women and girls fetching water at Adrela", G::WOMEN, 2'900, {"Adrela base site", "Adrela Old Mill site"},
             {V::EXPOSED_MOVEMENT}, "Walk 1.5 km to the river before dawn and after dusk.");
    addGroup(story, "Lowland farmers of Fanara", G::FARMERS, 5'100, {"Fanara", "Fanara Ridge site"}, {V::IDENTITY_TARGETED, V::RESOURCE_TARGET},
             "Blamed collectively for the Tembika killings of March 2026.", "Lowland community");
    addGroup(story, "Herders of the Gelo reserve", G::HERDERS, 3'400, {"Gelo", "Gelo grazing reserve", "Nyalo"}, {V::RESOURCE_TARGET},
             "Move south with the herds from November.");
    addGroup(story, "Traders at Nyalo market", G::TRADERS, 1'800, {"Nyalo", "Nyalo cattle market"}, {V::RESOURCE_TARGET, V::EXPOSED_MOVEMENT},
             "Carry cash on Thursdays; leave town before dark.");
    addGroup(story, "Diggers at the Banzu pits", G::MINERS, 640, {"Banzu gold pits"}, {V::DEPENDENT_PERSONS}, "About a third are boys under 18.");
    addGroup(story, "Pupils at Ituwe and Fanara", G::STUDENTS, 2'150, {"Ituwe secondary school", "Fanara school"}, {}, "Fanara school has been shut since 6 October.");
    addGroup(story, "Returnees at Sentu", G::RETURNEES, 1'260, {"Sentu"}, {}, "Came back after the valley accord of May 2026.");
    addGroup(story, "Human rights defenders in Kirenda", G::HUMAN_RIGHTS_DEFENDERS, 35, {"Kirenda"}, {V::IDENTITY_TARGETED}, "Threatened by telephone since the local polls were announced.");
    addGroup(story, "Boys of the Sakore villages", G::BOYS, 780, {"Sakore"}, {V::NO_REFUGE}, "Aged 12 to 17; recruiters pass each week.");
}

} // namespace

void writeActors(Story& story)
{
    Random random(story.seed, "actors");
    for (Cast& member : cast()) {
        Actor& actor = member.actor;
        actor.id = story.newId();
        if (!member.patches.empty()) {
            actor.geometry = areaAround(story, member.patches, random);
            actor.influence_date = kApproved - std::chrono::days{random.whole(5, 40)};
            actor.influence_confidence = random.chance(0.4) ? Confidence::MEDIUM : random.chance(0.5) ? Confidence::HIGH : Confidence::LOW;
        }
        story.content.actors.push_back(std::move(actor));
    }
    for (Actor& actor : story.content.actors) {
        if (actor.name == "Wamira Wing")
            actor.splinter_of = story.actor("Lake Liberation Movement");
        if (actor.name == "Northern Defence Front")
            actor.alliances = {{story.actor("Herders' Shield"), std::chrono::year{2025} / 2 / 10, std::chrono::year{2026} / 6 / 30}};
    }
    for (const Graded& graded : kSources) {
        Source source;
        source.id = story.newId();
        source.code_name = graded.code;
        source.source_kind = graded.kind;
        source.group_key = graded.group;
        source.reliability = graded.reliability;
        source.credibility = graded.credibility;
        source.date = kToday - std::chrono::days{random.whole(1, 60)};
        source.sensitivity = Marking::CONFIDENTIAL;
        source.sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
        story.content.sources.push_back(std::move(source));
    }
    addGroups(story);
}

} // namespace tutela::demo
