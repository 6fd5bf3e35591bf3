// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/spoken.h>

#include <tutela/core/text.h>

#include <cctype>
#include <map>
#include <set>

namespace tutela::core {

namespace {

// Two nouns side by side need a word between them, codes their words.
const std::map<std::string_view, std::string_view>& fixedWords()
{
    static const std::map<std::string_view, std::string_view> kSpoken{
        {"LOOTING_PILLAGE", "Looting or pillage"}, {"ARREST_DETENTION", "Arrest or detention"}, {"TENSION_RUMOUR", "Tension or rumour"},
        {"PROTEST_RIOT", "Protest or riot"}, {"THREAT_INTIMIDATION", "Threat or intimidation"}, {"HATE_SPEECH_INCITEMENT", "Hate speech or incitement"},
        {"ASSAULT_INJURY", "Assault or injury"}, {"MINES_ERW", "Mines and ERW"}, {"MINE_ERW", "Mine or ERW"}, {"ATTACK_SCHOOL", "Attack on a school"},
        {"CHILD_RECRUITMENT_USE", "Recruitment or use of children"}, {"ATTACK_HOSPITAL", "Attack on a hospital"}, {"DISPLACEMENT_EVENT", "Displacement"},
        {"DENIAL_HUMANITARIAN_ACCESS", "Denial of humanitarian access"}, {"SIEGE_STARVATION", "Siege or starvation"},
        {"CHILD_VIOLATION", "Violation against children"}, {"PRO_GOVERNMENT_MILITIA", "Pro-government militia"},
        {"CIVILIAN_CIVIL_AFFAIRS", "Civil affairs"}, {"CIVILIAN_HUMAN_RIGHTS", "Human rights"},
        {"CIVILIAN_POLITICAL", "Political affairs"}, {"CIVILIAN_CHILD_PROTECTION", "Child protection"},
        {"CIVILIAN_WOMEN_PROTECTION", "Women protection"}, {"CIVILIAN_GENDER", "Gender"}, {"CIVILIAN_POC_UNIT", "POC unit"},
        {"CIVILIAN_JMAC", "JMAC"}, {"CIVILIAN_JOC", "JOC"}, {"CIVILIAN_DDR_CVR", "DDR / CVR"}, {"CIVILIAN_RULE_OF_LAW", "Rule of law"},
        {"CIVILIAN_MINE_ACTION", "Mine action"}, {"CIVILIAN_PUBLIC_INFO", "Public information"}, {"SECURITY_UNDSS", "UNDSS"},
        {"SMG_P_CHAIR", "SMG-P chair"}, {"SMG_P", "SMG-P"}, {"SMG_PP", "SMG-PP"}, {"T1_DIALOGUE", "Dialogue and engagement"},
        {"T2_PHYSICAL", "Physical protection"}, {"T3_ENVIRONMENT", "Protective environment"}, {"PREEMPTION", "Pre-emption"},
        {"NEAR_5KM", "Within 5 km"}, {"NEAR_25KM", "Within 25 km"}, {"ADMIN1", "Administrative level 1"},
        {"ADMIN2", "Administrative level 2"}, {"ADMIN3", "Administrative level 3"}, {"ENDANGERS_INDIVIDUAL", "Endangers an individual"},
        {"ENDANGERS_MEMBER_STATE_OR_OPERATION", "Endangers a member state or an operation"}, {"WORSHIP", "Place of worship"},
        {"PEOPLE_OF_ALBINISM_OR_OTHER_STIGMA", "People with albinism or another stigma"}, {"HOST_HIGH_IDP", "Hosts many displaced"},
        {"NO_COMMS", "No communications"}, {"STATE_LOCAL_AUTHORITY", "Local state authority"},
        {"ARMED_GROUP_NATIONAL", "National armed group"}, {"ARMED_GROUP_FOREIGN", "Foreign armed group"},
        {"SELF_DEFENCE_GROUP", "Self-defence group"}, {"MOB_CROWD", "Mob or crowd"},
        {"TERRORIST_DESIGNATED", "Designated terrorist group"}, {"OTHER_INTL_FORCE", "Other international force"},
        {"UNKNOWN_ARMED", "Unknown armed people"}, {"HORSE_CAMEL", "Horse or camel"},
        {"SG_CAAC_ANNEX", "Annex on children and armed conflict"}, {"SG_CRSV_ANNEX", "Annex on sexual violence"},
        {"POST_CONFLICT_REVENGE", "Post-conflict revenge"}, {"IMMINENT_72H", "Imminent, within 72 hours"},
        {"SHORT_TERM_30D", "Short term, within 30 days"}, {"MEDIUM_TERM_90D", "Medium term, within 90 days"},
        {"KILLING_MAIMING", "Killing or maiming"}, {"RECRUITMENT_USE", "Recruitment or use"},
        {"ATTACK_SCHOOL_HOSPITAL", "Attack on a school or hospital"}, {"OTHER_COMPARABLE_GRAVITY", "Other of comparable gravity"},
        {"VERIFIED_REASONABLE_GROUNDS", "Verified on reasonable grounds"}, {"REQUIRES_PHYSICAL_RESPONSE", "Requires a physical response"},
        {"REQUIRES_NON_PHYSICAL", "Requires a non-physical response"}, {"ARRIVED_AFTER", "Arrived afterwards"},
        {"NON_PHYSICAL_RESOLVED", "Resolved without physical response"}, {"HANDED_TO_STATE_ACTED", "Handed to the state, which acted"},
        {"HANDED_TO_STATE_NO_ACTION", "Handed to the state, which did not act"}, {"NO_RESPONSE_CAPACITY", "No response: capacity"},
        {"NO_RESPONSE_DECISION", "No response: decision"}, {"NO_RESPONSE_ACCESS", "No response: access"},
        {"WEATHER_ROAD", "Weather or road"}, {"TEAM_SITE_UNMO", "UNMO team site"}, {"AVIATION_UTILITY", "Utility aviation"},
        {"AVIATION_ATTACK", "Attack aviation"}, {"MAX_DISTANCE_KM", "Maximum distance"}, {"ROAD_PRIMARY", "Primary road"},
        {"ROAD_SECONDARY", "Secondary road"}, {"BUILT_UP", "Built-up"}, {"NIGHT_AMBUSH_PREVENTIVE", "Preventive night ambush"},
        {"FIREWOOD_FIELD_MARKET", "Firewood, field or market"}, {"ESCORT_HUMANITARIAN", "Escort of humanitarians"},
        {"ESCORT_CIVILIANS", "Escort of civilians"}, {"CORDON_SITE_SEARCH", "Cordon and site search"},
        {"RECON_ROUTE", "Route reconnaissance"}, {"LIAISE_STATE_FORCES", "Liaise with state forces"},
        {"LIAISE_ARMED_ACTOR", "Liaise with an armed actor"}, {"MARKET_FIELD_SECURITY", "Market and field security"},
        {"DEPLOY_TOB", "Deploy a TOB"}, {"JPT_DEPLOY", "Deploy a JPT"}, {"CLA_DEPLOY", "Deploy a CLA"}, {"CAN_SETUP", "Set up a CAN"},
        {"CVR_DDR", "DDR / CVR"}, {"DEMARCHE_GOVERNMENT", "Demarche to the government"},
        {"ARMED_GROUP_DIALOGUE", "Dialogue with an armed group"}, {"EVACUATION_RELOCATION", "Evacuation or relocation"},
        {"EXPOSE_SOURCE", "Expose a source"}, {"BLUR_HUMANITARIAN_LINE", "Blur the humanitarian line"}, {"WOMEN_GROUP", "Women's group"},
        {"WOMEN_ORGANISATION", "Women's organisation"}, {"IMAGERY_ISR", "Imagery or ISR"},
        {"HOST_GOVERNMENT_NATIONAL", "National government"}, {"HOST_LOCAL_AUTHORITY", "Local authority of the host state"},
        {"LANDCOVER", "Land cover"}, {"OUTLINE", "Mission boundary"}, {"RASTERS", "Pictures and other rasters"}, {"VECTORS", "Other reference layers"}};
    return kSpoken;
}

} // namespace

std::string spoken(std::string_view enumerator)
{
    static const std::set<std::string, std::less<>> kAbbreviations{
        "POC", "CRSV", "IED", "QRF", "CAN", "CLA", "JPT", "UN", "UNHCR", "IOM", "DTM", "UAS", "FPU", "IPO", "JMAC", "JOC",
        "DDR", "CVR", "TOB", "IDP", "ERW", "RPG", "ISR", "COD", "OCHA", "SMG", "PWG", "HQ", "UNMO", "AOR", "GPS", "UNDSS",
        "UNICEF", "OHCHR", "ICRC", "NGO", "DPO", "EWRR"};
    if (const auto spoken = fixedWords().find(enumerator); spoken != fixedWords().end())
        return std::string{spoken->second};
    std::string text;
    for (const auto& part : split(enumerator, '_')) {
        if (!text.empty())
            text += ' ';
        if (kAbbreviations.contains(part)) {
            text += part;
            continue;
        }
        for (std::size_t i = 0; i < part.size(); ++i)
            text += text.empty() ? part[i] : static_cast<char>(std::tolower(static_cast<unsigned char>(part[i])));
    }
    return text;
}

} // namespace tutela::core
