// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

/// Bases and units of the mission.
namespace tutela::demo {

using namespace core;
using std::chrono::year;

namespace {

Base& addBase(Story& story, std::string_view name, std::string_view town, BaseKind kind, Day from, std::int64_t guards)
{
    const Site& site = story.country.sites[story.site(town)];
    Base base;
    base.id = story.newId();
    base.name = name;
    base.base_kind = kind;
    // At the edge of the town, about 700 m from its middle.
    base.lon = rounded(site.at.x + 0.005);
    base.lat = rounded(site.at.y + 0.004);
    base.area_id = story.area(story.country.sectorOf(site));
    base.open_from = from;
    base.static_task_strength = guards;
    story.content.bases.push_back(std::move(base));
    return story.content.bases.back();
}

void staff(Base& base, std::int64_t assistants, std::int64_t women, Texts languages, bool night, bool medevac)
{
    base.cla_count = assistants;
    base.cla_women = women;
    base.interpreters = std::move(languages);
    base.night_capable = night;
    base.medevac = medevac;
    base.hf_sat_comms = true;
}

struct UnitText {
    std::string_view name, base;
    UnitKind kind;
    Component component;
    std::int64_t strength, women;
    std::vector<Caveat> caveats;
    std::string_view note;
    std::vector<Vehicles> vehicles;
    double maxKm = 0.0;
};

const std::vector<UnitText>& unitTexts()
{
    using U = UnitKind;
    using C = Component;
    using T = TravelMode;
    static const std::vector<UnitText> kAll{
        {"1st Battalion, headquarters and support", "Adrela base", U::INFANTRY_BATTALION, C::MILITARY, 310, 22, {}, "", {{T::TRUCK, 14, 22, 15}, {T::LIGHT_4X4, 4, 16, 12}}},
        {"Alpha Company", "Adrela base", U::INFANTRY_COMPANY, C::MILITARY, 136, 9, {Caveat::NO_NIGHT_MOVE}, "No movement by road between 18:00 and 06:00 without approval of the contributor.", {{T::TRUCK, 14, 9, 6}, {T::LIGHT_4X4, 4, 4, 3}}},
        {"Bravo Company", "Gelo base", U::INFANTRY_COMPANY, C::MILITARY, 142, 11, {}, "", {{T::TRUCK, 14, 10, 8}, {T::LIGHT_4X4, 4, 5, 4}}},
        {"Charlie Company", "Lofane base", U::INFANTRY_COMPANY, C::MILITARY, 128, 7, {Caveat::MAX_DISTANCE_KM}, "Not farther than 80 km from its base.", {{T::TRUCK, 14, 8, 6}, {T::LIGHT_4X4, 4, 3, 2}}, 80.0},
        {"Delta Company", "Masibe base", U::INFANTRY_COMPANY, C::MILITARY, 131, 12, {}, "", {{T::TRUCK, 14, 8, 5}, {T::LIGHT_4X4, 4, 4, 4}}},
        {"Echo Platoon", "Wasoro temporary base", U::PLATOON, C::MILITARY, 38, 3, {}, "Goes back to Masibe when the base closes.", {{T::TRUCK, 14, 3, 2}, {T::LIGHT_4X4, 4, 2, 2}}},
        {"Quick reaction platoon", "Kirenda headquarters", U::QRF_PLATOON, C::MILITARY, 41, 2, {}, "", {{T::TRUCK, 14, 4, 4}, {T::LIGHT_4X4, 4, 3, 3}}},
        {"Engagement platoon", "Adrela base", U::ENGAGEMENT_PLATOON, C::MILITARY, 30, 15, {}, "", {{T::LIGHT_4X4, 4, 8, 6}}},
        {"Utility aviation unit", "Kirenda headquarters", U::AVIATION_UTILITY, C::MILITARY, 86, 8, {Caveat::NO_NIGHT_MOVE, Caveat::CAPITAL_APPROVAL_REQUIRED}, "Two helicopters, one serviceable; landings outside bases need clearance from the capital.", {{T::HELICOPTER, 16, 2, 1}}},
        {"Unarmed aerial systems detachment", "Adrela base", U::UAS, C::MILITARY, 18, 3, {}, "Flights east of Koroma denied by the host state since August.", {}},
        {"Engineer company", "Kirenda headquarters", U::ENGINEER, C::MILITARY, 118, 6, {}, "One bridge set of 24 m in store.", {{T::TRUCK, 4, 14, 9}}},
        {"Military observers east", "Gelo base", U::MILITARY_OBSERVERS, C::MILITARY, 12, 4, {}, "", {{T::LIGHT_4X4, 4, 4, 3}}},
        {"Formed police unit 1", "Kirenda police base", U::FPU, C::POLICE, 140, 18, {}, "", {{T::TRUCK, 12, 10, 8}, {T::LIGHT_4X4, 4, 6, 5}}},
        {"Police team Adrela", "Adrela base", U::IPO_TEAM, C::POLICE, 14, 5, {}, "", {{T::LIGHT_4X4, 4, 4, 3}}},
        {"Civil affairs team east", "Gelo base", U::CIVILIAN_FIELD_TEAM, C::CIVILIAN_CIVIL_AFFAIRS, 7, 4, {}, "", {{T::LIGHT_4X4, 4, 2, 2}}},
    };
    return kAll;
}

} // namespace

void writeForces(Story& story)
{
    staff(addBase(story, "Kirenda headquarters", "Kirenda", BaseKind::MISSION_HQ, year{2021} / 3 / 1, 120), 6, 3, {"eng", "fra"}, true, true);
    staff(addBase(story, "Adrela base", "Adrela", BaseKind::BATTALION_HQ, year{2021} / 9 / 12, 96), 5, 2, {"eng", "fra", "hau"}, false, true);
    staff(addBase(story, "Gelo base", "Gelo", BaseKind::COMPANY_OPERATING_BASE, year{2022} / 2 / 20, 34), 3, 1, {"eng", "hau"}, true, false);
    staff(addBase(story, "Lofane base", "Lofane", BaseKind::COMPANY_OPERATING_BASE, year{2023} / 1 / 15, 30), 2, 0, {"eng"}, false, false);
    staff(addBase(story, "Masibe base", "Masibe", BaseKind::COMPANY_OPERATING_BASE, year{2022} / 11 / 4, 32), 3, 2, {"eng", "fra"}, true, false);
    Base& wasoro = addBase(story, "Wasoro temporary base", "Wasoro", BaseKind::TEMPORARY_OPERATING_BASE, year{2026} / 5 / 18, 12);
    wasoro.open_to = year{2026} / 11 / 20;
    wasoro.note = "Closes on 20 November 2026: its platoon is needed for the rotation at Masibe. No replacement has been decided.";
    staff(wasoro, 1, 1, {"eng"}, false, false);
    Base& police = addBase(story, "Kirenda police base", "Kirenda", BaseKind::FPU_BASE, year{2021} / 6 / 1, 25);
    police.lon = rounded(*police.lon + 0.011);
    staff(police, 0, 0, {"eng", "fra"}, true, false);

    for (const UnitText& text : unitTexts()) {
        Unit unit;
        unit.id = story.newId();
        unit.name = text.name;
        unit.unit_kind = text.kind;
        unit.base_id = story.base(text.base);
        unit.component = text.component;
        unit.strength = text.strength;
        unit.women = text.women;
        if (text.kind == UnitKind::QRF_PLATOON) {
            unit.availability = 0.6;
            unit.notice_to_move_day = 30;
            unit.notice_to_move_night = 45;
        } else if (text.kind == UnitKind::AVIATION_UTILITY)
            unit.notice_to_move_day = 45;
        unit.caveats = text.caveats;
        (text.caveats.empty() ? unit.note : unit.caveats_note) = text.note;
        if (text.maxKm > 0.0)
            unit.max_distance_km = text.maxKm;
        unit.mobility = text.vehicles;
        if (!text.caveats.empty()) {
            unit.sensitivity = Marking::CONFIDENTIAL;
            unit.sensitivity_reason = MarkingReason::ENDANGERS_MEMBER_STATE_OR_OPERATION;
        }
        story.content.units.push_back(std::move(unit));
    }
    const auto unitNamed = [&](std::string_view name) {
        for (const Unit& unit : story.content.units)
            if (unit.name == name)
                return UnitId{unit.id};
        return UnitId{};
    };
    story.content.areas[0].responsible_unit_id = unitNamed("1st Battalion, headquarters and support");
    const std::array<std::pair<std::size_t, std::string_view>, 8> owners{{{CEN, "Alpha Company"}, {TSO, "Alpha Company"}, {NPL, "Bravo Company"},
                                                                           {KOR, "Charlie Company"}, {MAS, "Delta Company"}, {UBA, "Delta Company"},
                                                                           {GEL, "Echo Platoon"}, {SEN, "Formed police unit 1"}}};
    // Lakeshore has no owner: the gap the story is about.
    for (const auto& [sector, unit] : owners)
        story.content.areas[1 + sector].responsible_unit_id = unitNamed(unit);
}

} // namespace tutela::demo
