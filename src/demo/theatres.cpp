// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theatres.h"

namespace tutela::demo {

using std::chrono::year;

double Theatre::rateOn(core::Day day) const
{
    double rate = perDay * (isWet(day) ? 1.0 : dryTimes);
    const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
    for (const auto& [which, times] : weekdays)
        if (which == weekday)
            rate *= times;
    double turn = 1.0;
    for (const Turn& change : turns)
        if (day >= change.from)
            turn = change.times;
    return rate * turn;
}

const std::vector<Theatre>& theatres()
{
    using C = core::IncidentCategory;
    static const std::vector<Theatre> kAll{
        {"lake road", 0.34, {{"Lake Liberation Movement", 0.62}, {"Wamira Wing", 0.28}, {"Unidentified armed men", 0.10}},
         {{"Luzi", 3.0}, {"Ituwe", 2.6}, {"Luzi Lakeside site", 0.9}, {"Ituwe North camp", 0.8}, {"Vandeka", 1.0}, {"Yelundi", 0.7}, {"Luzi fish market", 0.6}},
         {{C::ATTACK_ON_CIVILIANS, 30}, {C::ABDUCTION, 14}, {C::LOOTING_PILLAGE, 16}, {C::ARMED_MOVEMENT, 12}, {C::DISPLACEMENT_EVENT, 7},
          {C::TENSION_RUMOUR, 6}, {C::ARMED_CLASH, 6}, {C::CRSV, 3}, {C::OBSTRUCTION_OF_MISSION, 3}, {C::CHILD_VIOLATION, 2}, {C::ATTACK_ON_HUMANITARIANS, 1}},
         {"KINGFISHER", "PELICAN", "HIBISCUS", "REED", "LAKE RADIO", "LANTERN", "SEXTANT", "FALCON", "BEACON"}, 0.66, 0.9,
         {{6, 1.7}, {2, 1.5}}, {{year{2024} / 11 / 1, 0.5}, {year{2025} / 9 / 1, 0.75}, {year{2026} / 4 / 1, 1.0}, {year{2026} / 7 / 1, 1.35}, {year{2026} / 10 / 1, 2.9}}},
        {"ridge", 0.28, {{"Youth of the Ridge", 0.86}, {"Unidentified armed men", 0.14}},
         {{"Fanara", 3.0}, {"Wasoro", 1.8}, {"Fanara Ridge site", 0.9}, {"Wasoro school centre", 0.4}, {"Sakore", 0.9}, {"Fanara school", 0.3}},
         {{C::ATTACK_ON_CIVILIANS, 34}, {C::LOOTING_PILLAGE, 14}, {C::ARMED_MOVEMENT, 12}, {C::TENSION_RUMOUR, 10}, {C::HATE_SPEECH, 6}, {C::DISPLACEMENT_EVENT, 8},
          {C::CHILD_VIOLATION, 6}, {C::ABDUCTION, 4}, {C::CRSV, 2}, {C::ACCESS_CONSTRAINT, 4}},
         {"WEAVER", "SWIFT", "THATCH", "ACACIA", "PLOVER", "OCTANT", "BEACON", "LANTERN"}, 0.5, 1.15, {{4, 1.4}, {5, 1.4}},
         {{year{2024} / 11 / 1, 0.55}, {year{2026} / 3 / 15, 1.15}, {year{2026} / 10 / 1, 3.6}, {kGeloSilent, 0.3}}},
        {"northern markets", 0.33, {{"Herders' Shield", 0.6}, {"Northern Defence Front", 0.2}, {"Unidentified armed men", 0.2}},
         {{"Nyalo", 3.0}, {"Nyalo cattle market", 2.0}, {"Gelo", 1.0}, {"Gelo grazing reserve", 1.0}, {"Piranda", 0.6}, {"Nyalo west wells", 0.6}},
         {{C::CATTLE_RAID, 38}, {C::ATTACK_ON_CIVILIANS, 20}, {C::ARMED_CLASH, 14}, {C::LOOTING_PILLAGE, 10}, {C::ARMED_MOVEMENT, 8}, {C::TENSION_RUMOUR, 8}, {C::POSITIVE_DEVELOPMENT, 2}},
         {"STORK", "SEXTANT", "COMPASS", "SLATE", "MORNING POST", "LANTERN", "FALCON"}, 0.3, 1.5, {{4, 3.2}},
         {{year{2024} / 11 / 1, 0.75}, {year{2026} / 8 / 1, 1.35}, {year{2026} / 10 / 1, 1.6}}},
        {"Adrela paths", 0.15, {{"Unidentified armed men", 0.85}, {"Kavara Armed Forces", 0.15}},
         {{"Adrela base site", 2.0}, {"Adrela Old Mill site", 2.0}, {"Adrela", 1.0}},
         {{C::CRSV, 26}, {C::ATTACK_ON_CIVILIANS, 22}, {C::CRIME, 26}, {C::TENSION_RUMOUR, 14}, {C::LOOTING_PILLAGE, 12}},
         {"HERON", "TAMARIND", "COMPASS", "BEACON", "GRANITE"}, 0.82, 1.3, {}, {{year{2024} / 11 / 1, 0.8}, {year{2026} / 6 / 1, 1.4}}},
        {"R2 checkpoints", 0.32, {{"Kavara Armed Forces", 0.9}, {"Unidentified armed men", 0.1}}, {{"Masibe", 2.0}, {"Tembika", 2.0}},
         {{C::ARREST_DETENTION, 34}, {C::LOOTING_PILLAGE, 26}, {C::ATTACK_ON_CIVILIANS, 12}, {C::ACCESS_CONSTRAINT, 10}, {C::OBSTRUCTION_OF_MISSION, 10}, {C::TENSION_RUMOUR, 8}},
         {"ACACIA", "OCTANT", "MORNING POST", "GRANITE", "CHATTER", "BEACON"}, 0.12, 1.0, {{7, 0.3}}, {{year{2024} / 11 / 1, 0.85}, {year{2026} / 7 / 1, 1.3}}},
        {"Ubara front", 0.25, {{"Northern Defence Front", 0.7}, {"Kavara Armed Forces", 0.3}}, {{"Ubara", 3.0}, {"Piranda", 1.0}},
         {{C::ARMED_CLASH, 40}, {C::REMOTE_EXPLOSIVE, 10}, {C::ATTACK_ON_CIVILIANS, 16}, {C::DISPLACEMENT_EVENT, 8}, {C::ARMED_MOVEMENT, 20}, {C::MINE_ERW, 4}, {C::OBSTRUCTION_OF_MISSION, 2}},
         {"SLATE", "ANVIL", "MORNING POST", "FALCON", "LANTERN", "COMPASS"}, 0.35, 1.6, {}, {{year{2024} / 11 / 1, 1.1}, {year{2026} / 8 / 5, 0.35}}},
        {"Banzu pits", 0.13, {{"Banzu pit guards", 0.75}, {"Unidentified armed men", 0.25}}, {{"Banzu gold pits", 3.0}, {"Banzu", 1.0}},
         {{C::ATTACK_ON_CIVILIANS, 24}, {C::ARMED_CLASH, 20}, {C::CRIME, 24}, {C::CHILD_VIOLATION, 6}, {C::TENSION_RUMOUR, 18}, {C::LOOTING_PILLAGE, 8}},
         {"BAOBAB", "OCTANT", "GRANITE", "MORNING POST"}, 0.45, 1.2, {}, {}},
        {"Sentu valley", 0.22, {{"Sentu Valley Watch", 0.5}, {"Herders' Shield", 0.5}}, {{"Sentu", 2.0}, {"Moleka", 0.6}, {"Dekiri", 0.6}},
         {{C::ARMED_CLASH, 24}, {C::CATTLE_RAID, 24}, {C::ATTACK_ON_CIVILIANS, 20}, {C::LOOTING_PILLAGE, 10}, {C::TENSION_RUMOUR, 14}, {C::POSITIVE_DEVELOPMENT, 8}},
         {"FENNEL", "HERON", "GRANITE", "LANTERN", "MORNING POST"}, 0.4, 2.0, {}, {{year{2026} / 5 / 20, 0.4}}},
        {"southern roads", 0.27, {{"Road gangs of the south", 0.7}, {"Unidentified armed men", 0.3}}, {{"Ramosa", 2.0}, {"Obari", 2.0}, {"Dekiri", 1.0}, {"Yelundi", 0.6}},
         {{C::LOOTING_PILLAGE, 40}, {C::CRIME, 30}, {C::ATTACK_ON_CIVILIANS, 14}, {C::ABDUCTION, 6}, {C::ATTACK_ON_HUMANITARIANS, 2}, {C::ACCESS_CONSTRAINT, 8}},
         {"GRANITE", "MORNING POST", "LANTERN", "CHATTER"}, 0.3, 1.25, {{3, 1.5}, {6, 1.5}}, {}},
        {"the cities", 0.26, {{"Unidentified armed men", 0.5}, {"Kavara National Police", 0.3}, {"Kavara Armed Forces", 0.2}},
         {{"Kirenda", 3.0}, {"Moleka", 1.4}, {"Kirenda South camp", 0.5}},
         {{C::CRIME, 34}, {C::PROTEST_RIOT, 24}, {C::ARREST_DETENTION, 14}, {C::HATE_SPEECH, 14}, {C::TENSION_RUMOUR, 10}, {C::POSITIVE_DEVELOPMENT, 4}},
         {"GRANITE", "MORNING POST", "CHATTER", "HERON", "BEACON"}, 0.45, 1.0, {{5, 2.0}}, {{year{2026} / 9 / 1, 1.4}}},
        {"Sakore recruiters", 0.05, {{"Youth of the Ridge", 1.0}}, {{"Sakore", 3.0}, {"Harone", 0.6}}, {{C::CHILD_VIOLATION, 70}, {C::TENSION_RUMOUR, 30}},
         {"PLOVER", "ACACIA", "OCTANT", "BEACON"}, 0.2, 1.0, {{7, 3.0}}, {{year{2026} / 5 / 1, 1.8}}},
        {"elsewhere", 0.42, {{"Unidentified armed men", 0.8}, {"Kavara Armed Forces", 0.2}}, {},
         {{C::CRIME, 26}, {C::TENSION_RUMOUR, 20}, {C::LOOTING_PILLAGE, 16}, {C::ARMED_MOVEMENT, 14}, {C::POSITIVE_DEVELOPMENT, 10}, {C::ACCESS_CONSTRAINT, 8}, {C::ATTACK_ON_CIVILIANS, 6}},
         {"LANTERN", "GRANITE", "MORNING POST", "COMPASS", "CHATTER"}, 0.35, 1.0, {}, {}},
    };
    return kAll;
}

} // namespace tutela::demo
