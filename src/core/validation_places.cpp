// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "validation_p.h"

#include <tutela/core/cover_codes.h>
#include <tutela/core/error.h>
#include <tutela/core/scenario.h>

#include <cctype>

namespace tutela::core::detail {

namespace {

bool isConfidential(const Record& record)
{
    return record.sensitivity && *record.sensitivity != Marking::UNCLASSIFIED;
}

bool knownZone(const std::string& name)
{
    try {
        (void)TimeZone::of(name);
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// Text that is read later must be readable now.
template <class Read>
void blockUnreadable(Findings& found, std::string_view field, const Read& read)
{
    try {
        read();
    } catch (const Error& error) {
        std::string sentence = error.message();
        sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
        found.blockSaving(true, field, sentence + '.');
    }
}

/// Codes stand in references such as TA-EAST-2026-0007.
bool isAreaCode(const std::string& code)
{
    return code.size() >= 2 && code.size() <= 8
           && std::all_of(code.begin(), code.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// Levels that the mission draws itself and that somebody must answer for.
bool isOwnArea(AreaLevel level)
{
    return level == AreaLevel::SECTOR || level == AreaLevel::BATTALION_AOR || level == AreaLevel::COMPANY_AOR
           || level == AreaLevel::POLICE_AOR || level == AreaLevel::FIELD_OFFICE_AOR;
}

void checkPeople(const Place& place, Findings& found)
{
    const std::int64_t displaced = place.idp.value_or(0) + place.returnees.value_or(0) + place.refugees.value_or(0);
    found.blockSaving(place.population_total && displaced > *place.population_total, "idp",
                      "Displaced persons, returnees and refugees together are more than the total; correct one of them.");
    if (place.women && place.men && place.girls && place.boys && place.population_total) {
        const std::int64_t sum = *place.women + *place.men + *place.girls + *place.boys;
        const std::int64_t off = sum > *place.population_total ? sum - *place.population_total : *place.population_total - sum;
        found.warn(off * 50 > *place.population_total, "women",
                   "Women, men, girls and boys add up to more than 2 % beside the total; check the figures.");
    }
    found.warn(above(place.older_60plus, place.population_total), "older_60plus", "Older persons are more than the total; check the figures.");
    found.warn(above(place.with_disability, place.population_total), "with_disability",
               "Persons with disabilities are more than the total; check the figures.");
    const auto age = found.daysSince(place.pop_date);
    found.warn(age && *age > 365, "pop_date", "The population figure is older than a year; look for a newer one.");
}

} // namespace

void check(const MissionDetails& mission, Findings& found)
{
    found.blockSaving(mission.name.empty(), "name", "The mission needs a name; give one.");
    found.warn(above(mission.deployed_troops, mission.authorised_troops), "deployed_troops",
               "More troops are deployed than authorised; check both figures.");
    found.warn(above(mission.deployed_police, mission.authorised_police), "deployed_police",
               "More police are deployed than authorised; check both figures.");
    found.blockSaving(mission.area_km2 && !(*mission.area_km2 > 0.0), "area_km2", "The area must be more than 0 km2; correct it or leave it empty.");
    found.blockSaving(!mission.time_zone.empty() && !knownZone(mission.time_zone), "time_zone",
                      "The time zone is not known; give a name such as Africa/Lagos.");
    found.blockSaving(std::any_of(mission.wet_months.begin(), mission.wet_months.end(), [](auto m) { return m < 1 || m > 12; }),
                      "wet_months", "Wet months are numbers 1 to 12; correct the list.");
    blockUnreadable(found, "speeds", [&] { static_cast<void>(speedsFrom(mission.speeds)); });
}

void check(const Area& area, Findings& found)
{
    found.warn(area.name.empty(), "name", "The area has no name; give one.");
    found.warn(!area.level, "level", "The area has no level, so no table can count by it; give one.");
    found.blockSaving(!area.code.empty() && !isAreaCode(area.code), "code", "The code must be 2 to 8 capitals or digits; correct it.");
    found.blockSaving(area.code.empty() && area.level == AreaLevel::SECTOR, "code",
                      "A sector needs a code, because references are made with it; give 2 to 8 capitals.");
    found.blockSaving(area.parent_id && area.parent_id->value == area.id, "parent_id", "An area cannot lie in itself; choose another parent.");
    found.warn(area.geometry.empty(), "geometry", "The area has no boundary, so nothing can be counted in it; give one.");
    found.blockSaving(!area.geometry.empty() && !area.geometry.isArea(), "geometry", "The boundary of an area must be a polygon; give polygons.");
    if (area.geometry.isArea())
        if (const std::string why = whyInvalid(area.geometry); !why.empty())
            found.blockSaving(true, "geometry", "The boundary is not valid (" + why + "); repair it.");
    found.warn(area.level && isOwnArea(*area.level) && !area.responsible_unit_id, "responsible_unit_id",
               "The area has no responsible unit; name the unit that answers for it.");
    found.blockSaving(!area.time_zone.empty() && !knownZone(area.time_zone), "time_zone",
                      "The time zone is not known; give a name such as Africa/Lagos.");
}

void check(const Place& place, Findings& found)
{
    found.warn(place.name.empty(), "name", "The place has no name; give one when it is known.");
    found.warn(!place.lon && !place.lat, "lon", "The place has no position, so it is on no map and in no area; give one.");
    found.warn(place.place_kind == PlaceKind::DISPLACEMENT_SITE && !place.site_type, "site_type", "A displacement site needs its type; pick one.");
    found.warn(place.site_type && place.place_kind && place.place_kind != PlaceKind::DISPLACEMENT_SITE, "site_type",
               "Only a displacement site has a site type; correct the kind or clear the type.");
    checkPeople(place, found);
    found.blockSaving(!place.safe_haven_location.empty() && place.safe_haven_location.type != Geometry::Type::Point, "safe_haven_location",
                      "The safe haven must be a point; give one.");
    found.blockSaving(!place.flight_route.empty() && !place.flight_route.isLine(), "flight_route", "The flight route must be a line; give one.");
    found.blockSaving(!place.safe_haven_location.empty() && !isConfidential(place), "safe_haven_location",
                      "A safe haven shows where people will hide; mark the place at least confidential.");
    found.blockSaving(!place.flight_route.empty() && !isConfidential(place), "flight_route",
                      "A flight route shows where people will flee; mark the place at least confidential.");
    found.blockSaving(overlap(place.vulnerability_yes, place.vulnerability_no), "vulnerability_yes",
                      "A factor is judged both true and false; keep one.");
    found.warn(holds(place.state_presence, StatePresence::NONE) && place.state_presence.size() > 1, "state_presence",
               "State presence says none and something else; keep one.");
}

void check(const Group& group, Findings& found)
{
    found.warn(group.name.empty(), "name", "The group has no name; give one.");
    found.blockSaving(overlap(group.vulnerability_yes, group.vulnerability_no), "vulnerability_yes",
                      "A factor is judged both true and false; keep one.");
    found.warn(!group.identity_label.empty() && group.sensitivity == Marking::UNCLASSIFIED, "sensitivity",
               "An identity label can kill if it leaks; mark the group confidential.");
}

void check(const Road& road, Findings& found)
{
    found.blockSaving(!road.geometry.empty() && !road.geometry.isLine(), "geometry", "A road must be a line; give one.");
    found.blockSaving(road.closed_from && road.closed_to && *road.closed_to < *road.closed_from, "closed_to",
                      "The closure ends before it begins; correct one of the dates.");
    found.warn(road.bridge == true && road.ford == true, "ford", "The road is recorded as a bridge and as a ford, and travel takes it as a ford; keep one of the two.");
}

void check(const Water& water, Findings& found)
{
    found.blockSaving(water.water_kind == WaterKind::LAKE && !water.geometry.empty() && !water.geometry.isArea(), "geometry",
                      "A lake must be a polygon; give one.");
}

void check(const Scenario& scenario, Findings& found)
{
    found.warn(scenario.name.empty(), "name", "The scenario has no name; give one.");
    blockUnreadable(found, "changes", [&] {
        for (const std::string& conflict : conflictsIn(scenarioChangesFrom(scenario.changes)))
            found.blockSaving(true, "changes", conflict);
    });
}

void check(const Layer& layer, Findings& found)
{
    found.blockSaving(layer.path.empty() && layer.asset_name.empty(), "path", "The layer has no file; give its path or pack it.");
    found.blockSaving(!layer.path.empty() && layer.path.front() == '/', "path",
                      "The path must be relative to the mission file, so that both can move together; correct it.");
    blockUnreadable(found, "cover_codes", [&] { static_cast<void>(coverCodesOf(layer)); });
    found.warn(!layer.cover_codes.empty() && layer.layer_kind != LayerKind::LANDCOVER, "cover_codes",
               "Only the codes of a land cover have classes; clear them, or make the layer a land cover.");
}

} // namespace tutela::core::detail
