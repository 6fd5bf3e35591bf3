// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <map>

/// The threats to civilians as the mission judges them at the end of October 2026.
namespace tutela::demo {

using namespace core;

namespace {

struct Judged {
    std::int64_t value;
    std::string_view reason;
};

struct ThreatText {
    std::string_view name;
    std::vector<std::string_view> actors, places, groups;
    ThreatScenario scenario;
    std::vector<Act> acts;
    Judged intent, capability, opportunity, host_state, community;
    Onset onset;
    ThreatStatus status;
    Texts triggers, indicators;
    std::string_view pattern, outcome;
};

/// Where each threat is felt: about its places, towards the areas of its actors.
const std::vector<Patch>& areaOf(std::string_view threat)
{
    static const std::map<std::string_view, std::vector<Patch>> kAll{
        {"Killings and abductions on the lake road", {{"Luzi", 1, 1, 9, 11}, {"Ituwe", 5, 4, 8, 7}}},
        {"Raids on the displacement sites of Lakeshore", {{"Luzi Lakeside site", 0, 0, 5, 5}, {"Ituwe North camp", 1, 2, 6, 5}}},
        {"Revenge on the lowland farmers of Fanara", {{"Fanara", 2, 1, 10, 8}}},
        {"Burning of farms around Wasoro", {{"Wasoro", 2, 3, 8, 7}}},
        {"Market-day raids at Nyalo", {{"Nyalo", 2, 1, 12, 9}}},
        {"Attacks on the water paths of Adrela", {{"Adrela", 1, -1, 6, 5}}},
        {"Extortion and arrests at the R2 checkpoints", {{"Masibe", 1, 1, 7, 6}, {"Tembika", -1, 0, 7, 6}}},
        {"Recruitment of boys around Sakore", {{"Sakore", -1, 2, 9, 8}}},
        {"Fights over the gold pits of Banzu", {{"Banzu", 0, 4, 7, 8}}},
        {"Push of the Northern Defence Front on Ubara", {{"Ubara", -3, 3, 12, 9}}},
        {"Clashes between herders and farmers at Sentu", {{"Sentu", 0, 4, 9, 11}}},
        {"Mob violence around the local polls in Kirenda", {{"Kirenda", 0, 0, 6, 5}}},
        {"Robbery of traders on R9", {{"Ramosa", -4, 0, 10, 6}}},
    };
    return kAll.at(threat);
}

const std::vector<ThreatText>& threatTexts()
{
    using A = Act;
    using S = ThreatScenario;
    static const std::vector<ThreatText> kAll{
        {"Killings and abductions on the lake road", {"Lake Liberation Movement", "Wamira Wing"}, {"Luzi", "Ituwe"},
         {"Fishing families of the north shore", "Displaced families from the lake road"}, S::INSURGENCY,
         {A::KILLING, A::ABDUCTION, A::ILLEGAL_TAXATION, A::LOOTING, A::FORCED_DISPLACEMENT},
         {4, "Leaflets of 9 and 19 October name the fishing families as informers and give them until the new moon to leave."},
         {4, "Moves in groups of 40 to 60 with two machine guns and boats; overran the Yelundi police post in August."},
         {5, "No base is near enough to help before an attack ends, the army left Ituwe in July, and the road is taxed at three points every night."},
         {0, "The army withdrew from Ituwe in July 2026; nine policemen without a vehicle remain."},
         {0, "The Luzi alert network has been broken since September; no refuge is agreed."},
         Onset::ONGOING, ThreatStatus::ACTIVE, {"New moon of 9 November", "Sale of the fish catch", "Payment of the displaced"},
         {"ULTIMATUM", "FLIGHT_NIGHT", "WOMEN_GIRLS_ABSENT", "REPEAT_30D"}, "Nights before market days (Saturday and Tuesday), between 21:00 and 03:00.",
         "The fishing families leave for the lake islands; Ituwe receives 4\u202F000 to 6\u202F000 more displaced people within a week."},
        {"Raids on the displacement sites of Lakeshore", {"Wamira Wing"}, {"Luzi Lakeside site", "Ituwe North camp"},
         {"Displaced families from the lake road"}, S::PREDATORY_VIOLENCE, {A::ATTACK_ON_DISPLACEMENT_SITE, A::LOOTING, A::RAPE_OR_OTHER_CRSV, A::ABDUCTION},
         {4, "Three raids on the sites since mid-September; the wing lives from what was handed out to the displaced."},
         {3, "Bands of fifteen to twenty-five on motorbikes with assault rifles; no heavy weapons seen."},
         {4, "No fence, no light and no guard; the path to the lake passes through the reeds."},
         {0, "No state security at either site; the police do not leave the town of Ituwe at night."},
         {0, "Camp committees exist but have no radio and no agreed place of refuge."},
         Onset::SHORT_TERM_30D, ThreatStatus::ACTIVE, {"Distribution of food, first week of the month"}, {"PILLAGE_UP", "THREATS_TO_WOMEN", "AID_DISTRIBUTION"},
         "The three nights after a distribution.", "Families scatter along the shore, out of reach of aid; girls are taken for ransom."},
        {"Revenge on the lowland farmers of Fanara", {"Youth of the Ridge"}, {"Fanara", "Fanara Ridge site"}, {"Lowland farmers of Fanara"},
         S::POST_CONFLICT_REVENGE, {A::MASS_KILLING, A::BURNING_OF_HOMES, A::FORCED_DISPLACEMENT, A::KILLING},
         {4, "Commanders repeat in public that the lowlanders must pay for Tembika; two hamlets were burnt in October."},
         {4, "Gathers 150 to 200 men at a day's notice, with a few machine guns; strong enough for a village, not for a town."},
         {5, "The bridge on R7 is gone, help comes only after an attack has ended, and nobody else stands in between."},
         {0, "The provincial authorities armed the group in 2024 and have not disowned it since."},
         {0, "The alert network has been silent since 22 October; the refuge on the ridge is known to the attackers."},
         Onset::SHORT_TERM_30D, ThreatStatus::ACTIVE, {"Harvest of the lowland fields", "Anniversary of the Tembika burials on 14 November"},
         {"HATE_SPEECH", "ARMING_YOUTH", "NETWORK_CUT", "REVENGE_DUE"}, "At dawn; more often in the second half of the week.",
         "The lowland villages are emptied before the harvest; 5\u202F000 people cross into Koroma sector on foot."},
        {"Burning of farms around Wasoro", {"Youth of the Ridge"}, {"Wasoro"}, {"Lowland farmers of Fanara"}, S::POST_CONFLICT_REVENGE,
         {A::BURNING_OF_HOMES, A::PROPERTY_DESTRUCTION, A::ASSAULT_INJURY},
         {3, "Farms of lowlanders on the Fanara side were burnt five times since August."},
         {3, "Groups of twenty to thirty, on foot; avoid the town itself while the base stands."},
         {3, "The temporary base closes on 20 November; until then its patrols reach the farms."},
         {1, "Police are present and willing, but do not go beyond the market after dark."},
         {1, "The network was tested on 25 October and the committee has agreed where to gather."},
         Onset::MEDIUM_TERM_90D, ThreatStatus::ACTIVE, {"Closure of the temporary base on 20 November"}, {"BASE_CLOSING", "CROP_DAMAGE"}, "Dry evenings.",
         "Farmers give up the eastern fields; the market of Wasoro shrinks to what women carry by daylight."},
        {"Market-day raids at Nyalo", {"Herders' Shield", "Northern Defence Front"}, {"Nyalo", "Nyalo cattle market"},
         {"Traders at Nyalo market", "Herders of the Gelo reserve"}, S::COMMUNAL_CONFLICT, {A::CATTLE_RAID, A::KILLING, A::LOOTING},
         {4, "The Shield announced at the September market that it would take back the stolen herds by force."},
         {4, "Sixty to eighty riders with machine guns raided the market on 1 and 22 October."},
         {4, "Patrols come each Thursday at the same hour by the same road; the raiders come after they leave."},
         {1, "An army company is in town but stays inside its barracks on market days."},
         {1, "The network works and was tested in October; the traders have agreed a signal."},
         Onset::IMMINENT_72H, ThreatStatus::ACTIVE, {"Market each Thursday", "Start of the move south in November"}, {"CATTLE_THEFT_REVENGE", "TRANSHUMANCE_EARLY", "MARKET_EMPTY"},
         "Thursdays between 15:00 and 19:00.", "Reprisals against herding families in town; the market closes and prices in the north double."},
        {"Attacks on the water paths of Adrela", {"Unidentified armed men"}, {"Adrela base site", "Adrela Old Mill site"},
         {"Women and girls fetching water at Adrela"}, S::PREDATORY_VIOLENCE, {A::RAPE_OR_OTHER_CRSV, A::ASSAULT_INJURY},
         {3, "Eleven attacks on women and girls since June; several survivors describe the same uniform parts."},
         {2, "Two to six men with knives and one or two rifles; flee when lights or patrols appear."},
         {4, "The path runs 1.5 km through bush, and patrols stop at dusk although the base is in sight."},
         {1, "Police register cases by day; the army denies that its soldiers are involved."},
         {1, "Women's committees walk in groups and the network was tested in October."},
         Onset::ONGOING, ThreatStatus::ACTIVE, {"Low water: longer walks in the dry season"}, {"FIREWOOD_ATTACKS", "CLINIC_CASES_UP", "WOMEN_GIRLS_ABSENT"}, "Before dawn and after dusk.",
         "Women stop fetching water and send children; girls leave school to guard the shelters."},
        {"Extortion and arrests at the R2 checkpoints", {"Kavara Armed Forces"}, {"Masibe", "Tembika"}, {}, S::GOVERNMENT_REPRESSION,
         {A::ILLEGAL_TAXATION, A::ARBITRARY_ARREST, A::ASSAULT_INJURY},
         {3, "Soldiers unpaid since July take money at five checkpoints and arrest those who cannot pay."},
         {4, "A company with vehicles on the only road; nobody can pass without it."},
         {3, "Daily between Masibe and Tembika; eases when mission patrols stay at a checkpoint."},
         {0, "The army is the perpetrator; complaints to the command have had no effect so far."},
         {0, "No alert network on the road between the two towns."},
         Onset::ONGOING, ThreatStatus::ACTIVE, {"Pay day missed", "Harvest traffic"}, {"UNPAID_TROOPS", "NEW_CHECKPOINT", "IMPUNITY"}, "Mornings, Monday to Saturday.",
         "Traders leave the road, prices rise in the west, and young men join the Youth of the Ridge."},
        {"Recruitment of boys around Sakore", {"Youth of the Ridge"}, {"Sakore"}, {"Boys of the Sakore villages"}, S::POST_CONFLICT_REVENGE,
         {A::CHILD_RECRUITMENT_USE, A::FORCED_CONTRIBUTION, A::THREAT_INTIMIDATION},
         {4, "Recruiters come to the villages each week and take a boy from every second household."},
         {3, "Groups of ten to fifteen with rifles; the villages have nothing to oppose them with."},
         {4, "Track only; four patrols in three months, the network has never been set up."},
         {0, "No state authority has visited since the beginning of the year."},
         {0, "No focal point and no plan; families send their boys to relatives in Dekiri."},
         Onset::ONGOING, ThreatStatus::ACTIVE, {"Losses of the group in October"}, {"CHILD_RECRUIT", "FAMILY_SENT_AWAY", "SCHOOL_EMPTY"}, "Weekly, mostly Sundays.",
         "Some 150 to 200 boys are in the ranks by the end of the year."},
        {"Fights over the gold pits of Banzu", {"Banzu pit guards", "Unidentified armed men"}, {"Banzu", "Banzu gold pits"}, {"Diggers at the Banzu pits"},
         S::PREDATORY_VIOLENCE, {A::KILLING, A::FORCED_LABOUR, A::ASSAULT_INJURY},
         {3, "Rival owners have hired guards from outside; four fights with deaths this year."},
         {3, "Thirty to forty guards with rifles; enough to close the valley, not to hold the town."},
         {3, "Patrols from Masibe come only after an attack has ended; police at Banzu stay below the pits."},
         {1, "Police and mining inspectorate are present, and take a share from both sides."},
         {0, "The alert network is planned; no refuge has been agreed for the diggers."},
         Onset::MEDIUM_TERM_90D, ThreatStatus::ACTIVE, {"New vein opened in September"}, {"MINE_TAKEOVER", "ARMING_YOUTH"}, "After pay days, at the end of the month.",
         "Diggers are held to work off debts; fighting reaches the market of Banzu."},
        {"Push of the Northern Defence Front on Ubara", {"Northern Defence Front"}, {"Ubara"}, {}, S::INSURGENCY,
         {A::KILLING, A::FORCED_CONTRIBUTION, A::MOVEMENT_RESTRICTION},
         {2, "The truce of August has held; its envoys speak of talks, its field commanders of the rainy season's end."},
         {4, "Two companies with mortars stand a day's march from the town."},
         {3, "One army company holds the town, and the dry season opens the tracks from November."},
         {1, "The army holds the town but shelled two villages when it was last attacked."},
         {1, "Alert network and plan were exercised in August."},
         Onset::MEDIUM_TERM_90D, ThreatStatus::DIMINISHING, {"End of the truce on 30 November", "Dry-season roads"}, {"MOV_CONCENTRATE", "AGREEMENT_BROKEN", "DRY_SEASON_ROADS"},
         "Dry season.", "Shelling of the town's edge; 10\u202F000 to 15\u202F000 people flee towards Kirenda."},
        {"Clashes between herders and farmers at Sentu", {"Sentu Valley Watch", "Herders' Shield"}, {"Sentu"}, {"Returnees at Sentu", "Herders of the Gelo reserve"},
         S::COMMUNAL_CONFLICT, {A::KILLING, A::BURNING_OF_HOMES, A::CATTLE_RAID},
         {3, "Both sides keep the valley accord of May but arm for the return of the herds."},
         {3, "Hundreds of armed villagers on one side, mounted escorts on the other."},
         {2, "The joint committee meets each fortnight and herds are still in the north."},
         {2, "Police and administration sit on the joint committee and have acted on each complaint."},
         {1, "Accord, tested alert network and agreed corridors."},
         Onset::MEDIUM_TERM_90D, ThreatStatus::DIMINISHING, {"Arrival of the herds in December"}, {"DIALOGUE_HOLDS", "CROP_DAMAGE", "TRANSHUMANCE_EARLY"}, "December to February.",
         "Camps and barns burn along the corridor; the accord of May breaks."},
        {"Mob violence around the local polls in Kirenda", {"Unidentified armed men"}, {"Kirenda"}, {"Human rights defenders in Kirenda"}, S::MOB_VIOLENCE,
         {A::HATE_SPEECH_INCITEMENT, A::ASSAULT_INJURY, A::THREAT_INTIMIDATION},
         {3, "Threats by telephone and online against defenders and displaced people since the polls were announced."},
         {2, "Crowds of a few hundred with sticks and stones; organisers can call them within hours."},
         {2, "Police and two formed police units are in the city and have stopped three marches."},
         {2, "Police acted early and even-handedly in September and October."},
         {1, "Neighbourhood committees and hotline work; tested in October."},
         Onset::MEDIUM_TERM_90D, ThreatStatus::EMERGING, {"Publication of candidate lists on 5 December"}, {"HATE_SPEECH", "ELECTION"}, "Fridays and after announcements.",
         "Defenders go into hiding; the southern camp is attacked."},
        {"Robbery of traders on R9", {"Road gangs of the south"}, {"Ramosa", "Obari"}, {}, S::PREDATORY_VIOLENCE, {A::LOOTING, A::ASSAULT_INJURY},
         {3, "Robs traders whenever unescorted lorries pass; no aim beyond money."},
         {2, "Bands of ten to twenty with a few rifles."},
         {3, "Escorts run twice a week; the rest of the traffic goes without."},
         {1, "Police escort on request when they have fuel."},
         {0, "Drivers warn one another by telephone; no network in the villages."},
         Onset::ONGOING, ThreatStatus::ACTIVE, {"Harvest traffic"}, {"PILLAGE_UP"}, "Afternoons before market days.", "Traders stop coming; prices rise in the south."},
    };
    return kAll;
}

} // namespace

void writeThreats(Story& story)
{
    Random random(story.seed, "threats");
    for (const ThreatText& text : threatTexts()) {
        Threat threat;
        threat.id = story.newId();
        threat.name = text.name;
        for (const std::string_view actor : text.actors)
            threat.actor_ids.push_back(story.actor(actor));
        for (const std::string_view place : text.places)
            threat.place_ids.push_back(story.place(place));
        for (const std::string_view group : text.groups)
            threat.target_group_ids.push_back(story.group(group));
        threat.scenario = text.scenario;
        threat.acts = text.acts;
        threat.intent = text.intent.value;
        threat.intent_reason = text.intent.reason;
        threat.capability = text.capability.value;
        threat.capability_reason = text.capability.reason;
        threat.opportunity = text.opportunity.value;
        threat.opportunity_reason = text.opportunity.reason;
        threat.host_state = text.host_state.value;
        threat.host_state_reason = text.host_state.reason;
        threat.community = text.community.value;
        threat.community_reason = text.community.reason;
        threat.onset = text.onset;
        threat.status = text.status;
        threat.triggers = text.triggers;
        threat.indicators = text.indicators;
        threat.time_pattern = text.pattern;
        threat.scenario_outcome = text.outcome;
        threat.geometry = areaAround(story, areaOf(text.name), random);
        story.content.threats.push_back(std::move(threat));
    }
}

} // namespace tutela::demo
