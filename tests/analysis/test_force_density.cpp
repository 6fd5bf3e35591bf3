// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fictional.h"

#include <tutela/analysis/force_density.h>
#include <tutela/core/geo.h>

#include <catch2/catch.hpp>

// Doctrine 5.4. Figures are given there to one decimal, so they are compared to 0.05.
using namespace tutela;
using namespace tutela::test;
using analysis::AreaDensity;
using analysis::DensityTable;
using analysis::forceDensityOf;

namespace {

core::Unit unitAt(Fictional& m, core::BaseId base, core::Count strength, core::UnitKind kind = core::UnitKind::INFANTRY_COMPANY)
{
    core::Unit unit;
    unit.id = m.nextId();
    unit.unit_kind = kind;
    unit.base_id = base;
    unit.strength = strength;
    return unit;
}

DensityTable density(const Fictional& m, std::vector<core::Unit> units = {}, std::optional<core::AreaLevel> level = core::AreaLevel::SECTOR)
{
    auto mission = m.mission();
    mission.set(std::move(units));
    return forceDensityOf(mission, kAsOf, level);
}

const AreaDensity& of(const DensityTable& table, core::AreaId id)
{
    return *std::find_if(table.areas.begin(), table.areas.end(), [&](const AreaDensity& each) { return each.area == id; });
}

/// Two sectors of one degree each, a base in the west.
struct TwoSectors : Fictional {
    core::AreaId west = area("West", core::AreaLevel::SECTOR, {3.0, 0.0, 4.0, 1.0}, "WEST");
    core::AreaId east = area("East", core::AreaLevel::SECTOR, {4.0, 0.0, 5.0, 1.0}, "EAST");
    core::BaseId camp{base(3.5, 0.5).id};
};

} // namespace

TEST_CASE("the reference mission has 4823.5 people and 135.3 km2 for each of its troops")
{
    Fictional m;
    m.details.deployed_troops = 17'000;
    m.details.population = 82'000'000;
    m.details.area_km2 = 2'300'000.0;
    const auto found = density(m).mission;
    CHECK(found.all.people_per_troop.value() == Approx(4'823.5).margin(0.05));
    CHECK(found.all.km2_per_troop.value() == Approx(135.3).margin(0.05));
    CHECK(found.all.troops_per_1000.value() == Approx(0.2073).margin(0.00005));
    CHECK(found.all.troops_per_100km2.value() == Approx(0.7391).margin(0.00005));
    CHECK(found.usable_troops.value() == Approx(5'950.0));
    CHECK(found.usable.people_per_troop.value() == Approx(13'781.5).margin(0.05));
    CHECK(found.usable.km2_per_troop.value() == Approx(386.6).margin(0.05));
    CHECK(found.troops_recorded);
    CHECK(found.population_recorded);
}

TEST_CASE("an area has the strength that stands in it and the people of its places")
{
    TwoSectors m;
    m.place("A", 3.2, 0.2, 6'000);
    m.place("B", 3.8, 0.8, 4'000);
    m.place("C", 4.5, 0.5, 500);
    Fictional::record(m.bases, m.camp).static_task_strength = 30;
    auto ready = unitAt(m, m.camp, 100);
    ready.availability = 0.5;
    const auto found = density(m, {ready, unitAt(m, m.camp, 100)});
    const auto& west = of(found, m.west);
    CHECK(west.troops == 200);
    CHECK(west.population == 10'000);
    CHECK(west.all.people_per_troop.value() == Approx(50.0));
    // 100 x 0.5 + 100 x 0.35 - 30, the guard of the base once for both units
    CHECK(west.usable_troops.value() == Approx(55.0));
    CHECK(west.static_tasks == 30);
    CHECK(west.usable.people_per_troop.value() == Approx(10'000.0 / 55.0));
    // A square degree at the equator is 12 308.8 km2 (GeographicLib's Planimeter: 12308778361.469 m2)
    CHECK(west.area_km2.value() == Approx(12'308.778).epsilon(1e-6));
    CHECK(west.all.km2_per_troop.value() == Approx(61.544).margin(0.001));
}

TEST_CASE("the densities of the mission are of one number of troops, and it is said which")
{
    TwoSectors m;
    m.place("A", 3.2, 0.2, 6'000);
    auto unknown = unitAt(m, m.camp, {});
    const std::vector units{unitAt(m, m.camp, 100), unitAt(m, m.camp, 50), unknown};
    const auto counted = density(m, units).mission;
    CHECK(counted.troops == 150);
    CHECK(counted.unit_troops == 150);
    CHECK(analysis::troopsBasis(counted) == "strength of 3 military units, 1 of them without a recorded strength");
    CHECK(analysis::usableBasis(counted).starts_with("strength × availability, unit by unit"));
    m.details.deployed_troops = 600;
    const auto found = density(m, units);
    CHECK(found.mission.troops == 600);
    CHECK(found.mission.unit_troops == 150);
    CHECK(found.mission.all.people_per_troop.value() == Approx(10.0));
    CHECK(found.mission.usable.people_per_troop.value() == Approx(6'000.0 / 210.0)); // 600 x 0.35
    CHECK(analysis::troopsBasis(found.mission) == "deployed troops as the mission states them, not the 150 on record of its 3 military units, 1 of them without a recorded strength");
    CHECK(analysis::usableBasis(found.mission).starts_with("these troops × the mean availability"));
    CHECK(of(found, m.west).troops == 150);
    CHECK(analysis::troopsBasis(of(found, m.west)).starts_with("strength of 3 military units"));
    CHECK(analysis::troopsBasis(of(found, m.east)) == "no military unit is recorded");
    CHECK(analysis::troopsBasis(density(m, {unknown}).mission) == "deployed troops as the mission states them; no strength is recorded of its 1 military unit");
}

TEST_CASE("no troops is none, and not the same as not known")
{
    TwoSectors m;
    m.place("C", 4.5, 0.5, 500);
    const auto found = density(m, {unitAt(m, m.camp, {})});
    const auto& east = of(found, m.east);
    CHECK(east.hasNoTroops());
    CHECK_FALSE(east.all.people_per_troop);
    CHECK(east.all.troops_per_1000.value() == 0.0);
    const auto& west = of(found, m.west);
    CHECK_FALSE(west.troops);
    CHECK_FALSE(west.hasNoTroops());
    CHECK(west.units_without_strength == 1);
    CHECK_FALSE(west.usable_troops);
    CHECK_FALSE(west.all.km2_per_troop);
}

TEST_CASE("people or land that are not known or 0 leave the density undefined")
{
    TwoSectors m;
    m.place("A", 3.2, 0.2, {});
    m.place("C", 4.5, 0.5, 0);
    m.bases.push_back(m.bases.front());
    m.bases.back().id = m.nextId();
    m.bases.back().lon = 4.5;
    const auto found = density(m, {unitAt(m, m.camp, 100), unitAt(m, core::BaseId{m.bases.back().id}, 50)});
    const auto& west = of(found, m.west);
    CHECK_FALSE(west.population);
    CHECK(west.places_without_people == 1);
    CHECK_FALSE(west.all.people_per_troop);
    CHECK_FALSE(west.all.troops_per_1000);
    CHECK(west.all.km2_per_troop);
    CHECK(of(found, m.east).population == 0);
    CHECK_FALSE(of(found, m.east).all.people_per_troop);
    CHECK_FALSE(found.mission.area_km2); // no figure and no area of the level MISSION
    CHECK_FALSE(found.mission.all.km2_per_troop);
}

TEST_CASE("police, observers, civilians and closed bases hold no troops of an area")
{
    TwoSectors m;
    auto police = unitAt(m, m.camp, 140, core::UnitKind::FPU);
    auto civilians = unitAt(m, m.camp, 9, core::UnitKind::ENGINEER);
    civilians.component = core::Component::MISSION_SUPPORT;
    const auto observers = unitAt(m, m.camp, 12, core::UnitKind::MILITARY_OBSERVERS);
    const auto company = unitAt(m, m.camp, 120);
    CHECK(of(density(m, {police, civilians, observers, company}), m.west).troops == 120);
    Fictional::record(m.bases, m.camp).open_to = core::Day{std::chrono::year{2026} / 11 / 1}; // the first day on which it is closed
    const auto closed = density(m, {company});
    CHECK(of(closed, m.west).troops == 0);
    CHECK(closed.troops_elsewhere == 120);
    CHECK(closed.mission.troops == 120);
}

TEST_CASE("more static tasks than free troops leave none, not less than none")
{
    TwoSectors m;
    m.place("A", 3.2, 0.2, 100);
    Fictional::record(m.bases, m.camp).static_task_strength = 80;
    const auto west = of(density(m, {unitAt(m, m.camp, 100)}), m.west);
    CHECK(west.usable_troops.value() == 0.0);
    CHECK(west.hasNoUsableTroops());
    CHECK_FALSE(west.usable.people_per_troop);
}

TEST_CASE("a mission without areas has its own density and no others")
{
    const Fictional m;
    const auto found = density(m, {}, std::nullopt);
    CHECK_FALSE(found.level);
    CHECK(found.areas.empty());
    CHECK(found.mission.hasNoTroops());
}
