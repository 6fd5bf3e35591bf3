// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <algorithm>
#include <array>
#include <map>

/// Place records: who lives there, who is with them, how they can call for help.
namespace tutela::demo {

using core::CanStatus;
using core::MobileCoverage;
using core::Place;
using core::PlaceKind;
using core::PopulationSource;
using core::StatePresence;
using core::VulnerabilityFactor;

namespace {

std::int64_t shareOf(std::int64_t total, double share) { return static_cast<std::int64_t>(static_cast<double>(total) * share); }

void splitBySexAndAge(Place& place, Random& random)
{
    const std::int64_t total = *place.population_total;
    const double children = random.bell(0.49, 0.02);
    const double women = random.bell(place.place_kind == PlaceKind::DISPLACEMENT_SITE ? 0.58 : 0.52, 0.012);
    const std::int64_t young = shareOf(total, children);
    place.girls = shareOf(young, random.bell(0.495, 0.008));
    place.boys = young - *place.girls;
    place.women = shareOf(total - young, women);
    place.men = total - young - *place.women;
    if (random.chance(0.6))
        place.older_60plus = shareOf(total, random.bell(0.048, 0.006));
    if (random.chance(0.35))
        place.with_disability = shareOf(total, random.bell(0.06, 0.01));
}

void fillPeople(Place& place, const Site& site, Random& random)
{
    place.population_total = site.population;
    if (!site.population)
        return;
    const bool displaced = place.place_kind == PlaceKind::DISPLACEMENT_SITE;
    place.pop_source = displaced ? PopulationSource::IOM_DTM
                       : *site.population > 8'000 ? PopulationSource::OCHA_COD
                       : random.chance(0.5) ? PopulationSource::GRID_ESTIMATE
                       : random.chance(0.5) ? PopulationSource::LOCAL_AUTHORITY : PopulationSource::PATROL_ESTIMATE;
    // Nobody has counted every hamlet within the last year.
    const std::int64_t age = displaced ? random.whole(35, 90) : random.chance(0.16) ? random.whole(380, 700) : random.whole(40, 350);
    place.pop_date = kToday - std::chrono::days{age};
    if (displaced) {
        place.idp = *site.population;
        place.returnees = 0;
        place.refugees = 0;
    } else if (*site.population > 8'000 || random.chance(0.45))
        place.idp = shareOf(*site.population, random.chance(0.5) ? random.between(0.0, 0.04) : random.between(0.04, 0.14));
    if (!displaced && random.chance(0.12))
        place.returnees = shareOf(*site.population, random.between(0.01, 0.09));
    if (displaced || *site.population > 8'000 || random.chance(0.62))
        splitBySexAndAge(place, random);
}

bool isRemote(const Story& story, const Site& site) { return story.country.kmToRoad[site.cell().index()] > 9.0; }

void fillContact(Place& place, const Story& story, const Site& site, Random& random)
{
    const std::int64_t people = site.population.value_or(0);
    const bool remote = isRemote(story, site);
    place.mobile_coverage = random.chance(0.07)  ? MobileCoverage::UNKNOWN
                            : people > 11'000    ? MobileCoverage::FULL
                            : remote             ? MobileCoverage::NONE
                            : random.chance(0.7) ? MobileCoverage::PARTIAL
                                                 : MobileCoverage::NONE;
    if (!place.population_total)
        return;
    if (people > 11'000)
        place.can_status = random.chance(0.75) ? CanStatus::ACTIVE_TESTED : CanStatus::ACTIVE_UNTESTED;
    else if (people > 1'500)
        place.can_status = random.chance(0.35) ? CanStatus::ACTIVE_TESTED
                           : random.chance(0.4) ? CanStatus::ACTIVE_UNTESTED
                           : random.chance(0.4) ? CanStatus::PLANNED : CanStatus::NONE;
    else if (random.chance(0.8)) // the rest: nobody has asked yet
        place.can_status = random.chance(0.12) ? CanStatus::ACTIVE_UNTESTED : random.chance(0.1) ? CanStatus::BROKEN : CanStatus::NONE;
    if (people > 8'000) {
        place.protection_plan = random.chance(0.4) ? core::ProtectionPlan::AGREED
                                : random.chance(0.6) ? core::ProtectionPlan::DRAFT : core::ProtectionPlan::NONE;
        if (place.protection_plan != core::ProtectionPlan::NONE)
            place.protection_plan_date = kToday - std::chrono::days{random.whole(60, 400)};
        place.state_presence = {StatePresence::POLICE, StatePresence::ADMINISTRATION};
        if (people > 16'000 || random.chance(0.4))
            place.state_presence.insert(place.state_presence.begin(), StatePresence::ARMY);
    } else if (people > 3'000)
        place.state_presence = {random.chance(0.6) ? StatePresence::ADMINISTRATION : StatePresence::POLICE};
    else
        place.state_presence = {random.chance(0.75) ? StatePresence::NONE : StatePresence::UNKNOWN};
}

void judge(Place& place, const Site& site, Random& random)
{
    using V = VulnerabilityFactor;
    const auto set = [&](V factor, double yes, double no) {
        const double draw = random.unit();
        if (draw < yes)
            place.vulnerability_yes.push_back(factor);
        else if (draw < yes + no)
            place.vulnerability_no.push_back(factor);
    };
    if (!place.population_total)
        return;
    const bool displaced = place.place_kind == PlaceKind::DISPLACEMENT_SITE;
    const bool large = *site.population > 8'000;
    set(V::IDENTITY_TARGETED, 0.06, 0.6);
    set(V::NO_STATE_SECURITY, large ? 0.05 : 0.45, large ? 0.9 : 0.3);
    set(V::NO_REFUGE, displaced ? 0.6 : 0.3, 0.35);
    set(V::EXPOSED_MOVEMENT, displaced ? 0.8 : 0.4, 0.3);
    set(V::DEPENDENT_PERSONS, displaced ? 0.8 : 0.1, 0.4);
    set(V::ACCESS_DENIED, 0.05, 0.8);
    set(V::RESOURCE_TARGET, site.kind == PlaceKind::MINE_SITE ? 0.95 : 0.2, 0.4);
    set(V::NEAR_MILITARY_TARGET, large ? 0.2 : 0.05, 0.7);
}

/// What the story needs of single places, whatever the dice said.
struct Known {
    std::string_view name;
    std::int64_t idp;
    MobileCoverage coverage;
    CanStatus can;
    std::vector<StatePresence> state;
    std::vector<VulnerabilityFactor> yes;
    std::string_view note;
};

const std::vector<Known>& knownPlaces()
{
    using V = VulnerabilityFactor;
    using S = StatePresence;
    static const std::vector<Known> kKnown{
        {"Luzi", 2'410, MobileCoverage::NONE, CanStatus::BROKEN, {S::NONE},
         {V::NO_STATE_SECURITY, V::NO_REFUGE, V::EXPOSED_MOVEMENT, V::RESOURCE_TARGET},
         "Armed men tax the lake road; 2 400 people came from Ituwe and the shore since August. No base, no mobile signal."},
        {"Ituwe", 3'060, MobileCoverage::PARTIAL, CanStatus::ACTIVE_UNTESTED, {S::POLICE},
         {V::NO_REFUGE, V::EXPOSED_MOVEMENT, V::DEPENDENT_PERSONS},
         "Market town on the way to the lake. A police post of nine without vehicle; the army left in July 2026."},
        {"Fanara", 1'240, MobileCoverage::NONE, CanStatus::BROKEN, {S::NONE},
         {V::NO_STATE_SECURITY, V::NO_REFUGE, V::EXPOSED_MOVEMENT, V::ACCESS_DENIED},
         "Cut off by road since the R7 bridge was destroyed on 3 October. Alert network silent since 22 October."},
        {"Nyalo", 2'980, MobileCoverage::FULL, CanStatus::ACTIVE_TESTED, {S::ARMY, S::POLICE, S::ADMINISTRATION},
         {V::EXPOSED_MOVEMENT, V::RESOURCE_TARGET},
         "Largest cattle market of the north, each Thursday. Raids on market days have doubled since August."},
        {"Adrela", 3'340, MobileCoverage::FULL, CanStatus::ACTIVE_TESTED, {S::ARMY, S::POLICE, S::ADMINISTRATION},
         {V::DEPENDENT_PERSONS, V::EXPOSED_MOVEMENT, V::NEAR_MILITARY_TARGET},
         "Battalion headquarters in town. Two displacement sites; women report attacks on the water path after dark."},
        {"Wasoro", 1'110, MobileCoverage::PARTIAL, CanStatus::ACTIVE_TESTED, {S::POLICE, S::ADMINISTRATION},
         {V::EXPOSED_MOVEMENT},
         "The temporary base beside the market closes on 20 November 2026."},
        {"Sakore", 420, MobileCoverage::NONE, CanStatus::NONE, {S::NONE}, {V::NO_STATE_SECURITY, V::NO_REFUGE},
         "Reached only by track; no patrol between the rains and mid-September."},
        {"Banzu", 880, MobileCoverage::PARTIAL, CanStatus::PLANNED, {S::POLICE, S::ADMINISTRATION},
         {V::RESOURCE_TARGET, V::NEAR_MILITARY_TARGET}, "Gold pits in the valley above the town draw diggers, traders and armed men."},
    };
    return kKnown;
}

void applyKnown(Story& story)
{
    for (const Known& known : knownPlaces()) {
        Place& place = story.content.places[story.site(known.name)];
        place.idp = known.idp;
        place.mobile_coverage = known.coverage;
        place.can_status = known.can;
        place.state_presence = known.state;
        place.vulnerability_yes = known.yes;
        std::erase_if(place.vulnerability_no, [&](VulnerabilityFactor factor) {
            return std::find(known.yes.begin(), known.yes.end(), factor) != known.yes.end();
        });
        place.note = known.note;
    }
    Place& fanara = story.content.places[story.site("Fanara")];
    fanara.safe_haven_location = core::Geometry::point(core::GeoPoint::of(rounded(*fanara.lon - 0.021), rounded(*fanara.lat + 0.013)));
    fanara.flight_route = lineOf({{*fanara.lon, *fanara.lat}, rounded({*fanara.lon - 0.012, *fanara.lat + 0.005}),
                                  rounded({*fanara.lon - 0.021, *fanara.lat + 0.013})});
    fanara.sensitivity = core::Marking::CONFIDENTIAL;
    fanara.sensitivity_reason = core::MarkingReason::ENDANGERS_INDIVIDUAL;
    story.content.places[story.site("Ituwe")].alt_names = {"Itwe", "Ituwé"};
    story.content.places[story.site("Luzi")].alt_names = {"Luzy", "Louzi"};
}

} // namespace

void writePlaces(Story& story)
{
    Random random(story.seed, "people");
    std::array<int, kSectors> counter{};
    for (const Site& site : story.country.sites) {
        const std::size_t sector = story.country.sectorOf(site);
        Place place;
        place.id = story.newId();
        place.name = site.name;
        place.place_kind = site.kind;
        place.site_type = site.site_type;
        place.place_precision = core::PlacePrecision::EXACT;
        place.lon = site.at.x;
        place.lat = site.at.y;
        place.admin_name = kSectorNames.at(sector).name;
        const std::string number = std::to_string(++counter.at(sector));
        place.pcode = "KV0" + std::to_string(sector + 1) + std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number;
        fillPeople(place, site, random);
        fillContact(place, story, site, random);
        judge(place, site, random);
        story.content.places.push_back(std::move(place));
    }
    applyKnown(story);
    std::vector<std::int64_t> people(kSectors, 0);
    for (std::size_t i = 0; i < story.content.population.size(); ++i)
        if (story.country.terrain.inCountry(i))
            people[story.country.terrain.sector.cells()[i]] += static_cast<std::int64_t>(story.content.population.cells()[i]);
    for (std::size_t sector = 0; sector < kSectors; ++sector)
        story.content.areas[1 + sector].population = people[sector];
    story.content.areas[0].population = story.content.mission.population;
}

} // namespace tutela::demo
