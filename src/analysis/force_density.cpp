// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/force_density.h>

#include "context_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/band_of_places.h>
#include <tutela/core/geo.h>
#include <tutela/core/text.h>

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace tutela::analysis {

using core::AreaId;
using core::Base;
using core::Unit;
using core::UnitKind;

namespace {

constexpr double kAvailability = 0.35; ///< doctrine.md 2.8
constexpr double kThousand = 1000.0;

/// Contingents: no police, no observers, no civilians.
bool isTroops(const Unit& unit)
{
    using enum UnitKind;
    if (unit.component && *unit.component != core::Component::MILITARY)
        return false;
    return unit.unit_kind != MILITARY_OBSERVERS && unit.unit_kind != FPU && unit.unit_kind != IPO_TEAM && unit.unit_kind != SPECIALIZED_POLICE_TEAM
           && unit.unit_kind != CIVILIAN_FIELD_TEAM && unit.unit_kind != JPT;
}

bool isGarrison(const Base& base, core::Day day) { return base.base_kind != core::BaseKind::STATE_FORCE_BASE && isOpenBase(base, day); }

/// Sums of one area while they are counted.
struct Tally {
    AreaDensity out;
    std::int64_t troops = 0, people = 0, urgent = 0, places = 0;
    double available = 0.0;

    void add(const Unit& unit)
    {
        ++out.units;
        if (!unit.strength) {
            ++out.units_without_strength;
            return;
        }
        troops += *unit.strength;
        available += static_cast<double>(*unit.strength) * unit.availability.value_or(kAvailability);
    }
    void add(const core::Place& place, bool isUrgent)
    {
        ++places;
        if (!place.population_total) {
            ++out.places_without_people;
            return;
        }
        people += *place.population_total;
        urgent += isUrgent ? *place.population_total : 0;
    }
    /// Nobody stands there: 0. Units stand there, and of none is a number known: not known.
    [[nodiscard]] bool troopsKnown() const { return out.units == 0 || out.units_without_strength < out.units; }
    [[nodiscard]] bool peopleKnown() const { return places > out.places_without_people; }

    AreaDensity finished()
    {
        if (troopsKnown())
            out.unit_troops = troops;
        if (!out.troops && out.unit_troops) {
            out.troops = out.unit_troops;
            out.usable_troops = available;
        } else if (out.troops) { // of the mission: the share that its units have on average
            out.usable_troops = static_cast<double>(*out.troops) * (troops > 0 ? available / static_cast<double>(troops) : kAvailability);
        }
        if (out.usable_troops)
            out.usable_troops = std::max(0.0, *out.usable_troops - static_cast<double>(out.static_tasks));
        if (!out.population && peopleKnown())
            out.population = people;
        if (peopleKnown())
            out.population_urgent = urgent;
        const double ground = out.area_km2.value_or(0.0), residents = static_cast<double>(out.population.value_or(0));
        if (out.troops)
            out.all = core::forceDensity(static_cast<double>(*out.troops), residents, ground);
        if (out.usable_troops)
            out.usable = core::forceDensity(*out.usable_troops, residents, ground);
        if (out.troops && out.population_urgent)
            out.troops_per_1000_urgent = core::forceDensity(static_cast<double>(*out.troops), static_cast<double>(*out.population_urgent), 0.0).troops_per_1000;
        return std::move(out);
    }
};

class Counter {
public:
    Counter(const core::Mission& mission, core::Instant as_of, std::optional<core::AreaLevel> level)
        : m_mission(mission), m_asOf(as_of), m_day(mission.timeZone().dayAt(as_of)), m_level(level ? level : defaultLevel(mission)),
          m_index(m_level ? AreaIndex::ofLevel(mission, *m_level) : AreaIndex{{}})
    {
        for (const AreaId id : m_index.areas()) {
            auto& area = m_areas[id].out;
            area.area = id;
            area.area_km2 = core::areaKm2(mission.find<core::Area>(id)->geometry);
        }
        takeMission();
    }
    DensityTable run()
    {
        countPlaces();
        countForces();
        DensityTable table;
        table.level = m_level;
        table.mission = m_whole.finished();
        for (const AreaId id : m_index.areas())
            table.areas.push_back(m_areas.at(id).finished());
        table.troops_elsewhere = m_elsewhere;
        return table;
    }

private:
    void takeMission()
    {
        const auto& details = m_mission.details;
        AreaDensity& out = m_whole.out;
        out.troops = details.deployed_troops;
        out.troops_recorded = details.deployed_troops.has_value();
        out.population = details.population;
        out.population_recorded = details.population.has_value();
        out.area_km2 = details.area_km2;
        if (out.area_km2)
            return;
        for (const core::Area& area : m_mission.all<core::Area>())
            if (area.level == core::AreaLevel::MISSION && area.geometry.isArea())
                out.area_km2 = out.area_km2.value_or(0.0) + core::areaKm2(area.geometry);
    }
    [[nodiscard]] Tally* areaAt(const core::Real& lon, const core::Real& lat)
    {
        const auto area = lon && lat ? m_index.find(*lon, *lat) : std::nullopt;
        return area ? &m_areas.at(*area) : nullptr;
    }
    void countPlaces()
    {
        const auto ratings = bandOfPlaces(m_mission, m_asOf);
        for (const core::Place& place : m_mission.all<core::Place>()) {
            const auto rated = ratings.find(core::PlaceId{place.id});
            const bool urgent = rated != ratings.end() && std::min(rated->second.priority.lowest, rated->second.priority.highest) <= core::PriorityClass::SHOULD;
            m_whole.add(place, urgent);
            if (Tally* area = areaAt(place.lon, place.lat))
                area->add(place, urgent);
        }
    }
    void countForces()
    {
        std::unordered_set<std::int64_t> garrisons; ///< bases of the mission's troops: those of the police tie no soldiers
        for (const Unit& unit : m_mission.all<Unit>()) {
            if (!isTroops(unit))
                continue;
            m_whole.add(unit);
            const Base* base = unit.base_id ? m_mission.find<Base>(*unit.base_id) : nullptr;
            Tally* area = base != nullptr && isGarrison(*base, m_day) ? areaAt(base->lon, base->lat) : nullptr;
            if (area != nullptr)
                area->add(unit);
            else
                m_elsewhere += unit.strength.value_or(0);
            if (base != nullptr && isGarrison(*base, m_day) && garrisons.insert(base->id).second) {
                m_whole.out.static_tasks += base->static_task_strength.value_or(0);
                if (area != nullptr)
                    area->out.static_tasks += base->static_task_strength.value_or(0);
            }
        }
    }

    const core::Mission& m_mission;
    core::Instant m_asOf;
    core::Day m_day;
    std::optional<core::AreaLevel> m_level;
    AreaIndex m_index;
    Tally m_whole;
    std::unordered_map<AreaId, Tally> m_areas;
    std::int64_t m_elsewhere = 0;
};

} // namespace

std::string troopsBasis(const AreaDensity& found)
{
    const std::string units = fmt::format("{} military {}", core::grouped(found.units), found.units == 1 ? "unit" : "units");
    const std::string without = found.units_without_strength > 0 ? fmt::format(", {} of them without a recorded strength", core::grouped(found.units_without_strength)) : std::string{};
    if (!found.troops_recorded)
        return found.units == 0 ? "no military unit is recorded" : "strength of " + units + without;
    const std::string stated = "deployed troops as the mission states them";
    if (found.units == 0)
        return stated + "; no military unit is recorded";
    if (!found.unit_troops)
        return fmt::format("{}; no strength is recorded of its {}", stated, units);
    return fmt::format("{}, not the {} on record of its {}{}", stated, core::grouped(*found.unit_troops), units, without);
}

std::string usableBasis(const AreaDensity& found)
{
    return found.troops_recorded ? "these troops × the mean availability of the units (0.35 where none is recorded) − static tasks, each base once"
                                 : "strength × availability, unit by unit (0.35 where none is recorded) − static tasks, each base once";
}

DensityTable forceDensityOf(const core::Mission& mission, core::Instant as_of, std::optional<core::AreaLevel> level)
{
    return Counter{mission, as_of, level}.run();
}

} // namespace tutela::analysis
