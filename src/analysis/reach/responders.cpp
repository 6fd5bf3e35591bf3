// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responders_p.h"

#include "../context_p.h"

#include <tutela/core/error.h>
#include <tutela/core/mission_area.h>
#include <tutela/core/spoken.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace tutela::analysis {

using core::Base;
using core::Caveat;
using core::TravelMode;
using core::Unit;
using core::UnitKind;

namespace {

constexpr double kReactionDay = 30, kReactionNight = 45, kOtherDay = 60, kOtherNight = 90;

bool isReaction(const Unit& unit)
{
    return unit.unit_kind == UnitKind::QRF_COMPANY || unit.unit_kind == UnitKind::QRF_PLATOON;
}

/// Unarmed, or without people on the spot: they warn and talk, but cannot stop an attack.
bool cannotProtect(const Unit& unit)
{
    return unit.unit_kind == UnitKind::UAS || unit.unit_kind == UnitKind::MILITARY_OBSERVERS || unit.unit_kind == UnitKind::IPO_TEAM
           || unit.unit_kind == UnitKind::CIVILIAN_FIELD_TEAM || unit.unit_kind == UnitKind::JPT;
}

double noticeOf(const Unit& unit, bool night)
{
    if (const auto& recorded = night ? unit.notice_to_move_night : unit.notice_to_move_day)
        return static_cast<double>(*recorded);
    return isReaction(unit) ? (night ? kReactionNight : kReactionDay) : (night ? kOtherNight : kOtherDay);
}

bool has(const Unit& unit, Caveat caveat) { return std::find(unit.caveats.begin(), unit.caveats.end(), caveat) != unit.caveats.end(); }

std::string nameOf(const Base& base) { return base.name.empty() ? fmt::format("base {}", base.id) : base.name; }
std::string nameOf(const Unit& unit) { return unit.name.empty() ? fmt::format("unit {}", unit.id) : unit.name; }

std::string_view vehiclesOf(TravelMode mode, bool many)
{
    switch (mode) {
    case TravelMode::TRUCK: return many ? "trucks" : "truck";
    case TravelMode::LIGHT_4X4: return many ? "light 4x4 vehicles" : "light 4x4 vehicle";
    case TravelMode::FOOT: return many ? "people on foot" : "one on foot";
    case TravelMode::BOAT: return many ? "boats" : "boat";
    case TravelMode::HELICOPTER: return many ? "helicopters" : "helicopter";
    }
    return {};
}

/// Modes that a unit has now, and whether their number is only assumed.
std::map<TravelMode, bool> modesOf(const Unit& unit)
{
    std::map<TravelMode, bool> modes;
    for (const core::Vehicles& vehicles : unit.mobility) {
        if (!vehicles.mode)
            continue;
        const auto usable = vehicles.serviceable ? vehicles.serviceable : vehicles.count;
        if (usable && *usable <= 0)
            continue;
        const bool assumed = !vehicles.serviceable;
        const auto [known, fresh] = modes.emplace(*vehicles.mode, assumed);
        known->second = known->second && assumed;
    }
    return modes;
}

class Finder {
public:
    Finder(const core::Mission& mission, const ReachOptions& options) : m_mission(mission), m_options(options) {}

    Responders run()
    {
        checkOptions();
        const core::Day day = m_mission.timeZone().dayAt(m_options.as_of);
        bool known = false, open = false;
        for (const Base& base : m_mission.all<Base>()) {
            if (base.base_kind == core::BaseKind::STATE_FORCE_BASE)
                continue;
            known = true;
            if (!isOpenBase(base, day))
                continue;
            open = true;
            if (isClosedByOptions(base))
                continue;
            if (positionOf(base))
                addBase(base);
            else
                note(fmt::format("{} has no position: nobody starts from it.", nameOf(base)));
        }
        if (known && !open)
            note(fmt::format("No base of the mission is open on {}, the day of the information cut-off, by its dates: nobody starts from one.", core::toText(day)));
        noteOutside();
        for (const AddedBase& added : m_options.added_bases) {
            Responder responder;
            responder.base_name = added.name;
            responder.mode = added.mode;
            if (m_options.mode == TravelMode::FOOT) // everybody can walk
                responder.mode = TravelMode::FOOT;
            if (m_options.mode && *m_options.mode != responder.mode) {
                note(fmt::format("{} is tried with {} and has no {}: nobody starts from it.", added.name, vehiclesOf(added.mode, true), vehiclesOf(*m_options.mode, false)));
                continue;
            }
            if (responder.mode == TravelMode::HELICOPTER && m_options.night) {
                note(fmt::format("{} is not known to be made for flights by night: nobody starts from it.", added.name));
                continue;
            }
            responder.notice_minutes = added.notice_minutes ? *added.notice_minutes : m_options.night ? kOtherNight : kOtherDay;
            responder.at = {added.at.lon(), added.at.lat()};
            m_found.all.push_back(std::move(responder));
        }
        noteUnits();
        return std::move(m_found);
    }

private:
    void note(std::string sentence) { m_found.notes.push_back(std::move(sentence)); }
    /// Bases that are only tried; those of the mission are problems of its data.
    void noteOutside()
    {
        const auto check = [&](const std::string& name, core::GeoPoint at) {
            if (const std::string text = core::outsideText(m_mission.all<core::Area>(), at); !text.empty())
                note(fmt::format("{} {}: check its position.", name, text));
        };
        for (const AddedBase& added : m_options.added_bases)
            check(added.name, added.at);
        for (const MovedBase& moved : m_options.moved_bases)
            if (const Base* base = m_mission.find<Base>(moved.base))
                check(nameOf(*base), moved.to);
    }
    void checkOptions() const
    {
        const auto check = [&](core::BaseId id) {
            if (m_mission.find<Base>(id) == nullptr)
                throw core::Error{core::ErrorCode::InvalidInput, fmt::format("there is no base {} in the mission", id.value)};
        };
        for (const core::BaseId id : m_options.closed_bases)
            check(id);
        for (const MovedBase& moved : m_options.moved_bases)
            check(moved.base);
        const auto checkUnit = [&](core::UnitId id) {
            if (m_mission.find<Unit>(id) == nullptr)
                throw core::Error{core::ErrorCode::InvalidInput, fmt::format("there is no unit {} in the mission", id.value)};
        };
        for (const core::UnitId id : m_options.closed_units)
            checkUnit(id);
        for (const auto& [unit, posture] : m_options.postures)
            checkUnit(unit);
        for (const auto& [unit, base] : m_options.moved_units) {
            checkUnit(unit);
            check(base);
        }
    }
    /// Where the unit stands with what the options change; empty when it stands nowhere.
    [[nodiscard]] std::optional<core::BaseId> baseOf(const Unit& unit) const
    {
        if (std::find(m_options.closed_units.begin(), m_options.closed_units.end(), core::UnitId{unit.id}) != m_options.closed_units.end())
            return std::nullopt;
        const auto moved = m_options.moved_units.find(core::UnitId{unit.id});
        return moved != m_options.moved_units.end() ? moved->second : unit.base_id;
    }
    [[nodiscard]] UnitPosture postureOf(const Unit& unit) const
    {
        const auto asked = m_options.postures.find(core::UnitId{unit.id});
        return asked != m_options.postures.end() ? asked->second : UnitPosture{};
    }
    [[nodiscard]] bool isClosedByOptions(const Base& base) const
    {
        return std::find(m_options.closed_bases.begin(), m_options.closed_bases.end(), core::BaseId{base.id}) != m_options.closed_bases.end();
    }
    [[nodiscard]] std::optional<core::Vertex> positionOf(const Base& base) const
    {
        for (const MovedBase& moved : m_options.moved_bases)
            if (moved.base.value == base.id)
                return core::Vertex{moved.to.lon(), moved.to.lat()};
        return base.lon && base.lat ? std::optional{core::Vertex{*base.lon, *base.lat}} : std::nullopt;
    }
    void addBase(const Base& base);
    void addUnit(const Base& base, const Unit& unit);
    void add(const Base& base, const Unit* unit, TravelMode mode, bool assumed);
    void assumeUnit(const Base& base);
    void noteUnits();
    [[nodiscard]] bool isSlower(TravelMode mode, const std::map<TravelMode, bool>& modes) const;

    const core::Mission& m_mission;
    const ReachOptions& m_options;
    Responders m_found;
    std::size_t m_assumedVehicles = 0;
};

void Finder::add(const Base& base, const Unit* unit, TravelMode mode, bool assumed)
{
    if (m_options.mode && mode != *m_options.mode)
        return;
    Responder responder;
    responder.base = core::BaseId{base.id};
    responder.base_name = nameOf(base);
    responder.mode = mode;
    responder.at = *positionOf(base);
    responder.notice_minutes = m_options.night ? kOtherNight : kOtherDay;
    responder.vehicles_assumed = assumed;
    if (unit != nullptr) {
        responder.unit = core::UnitId{unit->id};
        const auto asked = postureOf(*unit).notice_minutes;
        responder.notice_minutes = asked ? *asked : noticeOf(*unit, m_options.night);
        responder.needs_approval = has(*unit, Caveat::CAPITAL_APPROVAL_REQUIRED);
        responder.on_foot = !has(*unit, Caveat::NO_FOOT);
        responder.max_km = unit->max_distance_km;
        // A helicopter flies by night only where its base is made for it.
        if (mode == TravelMode::HELICOPTER && (has(*unit, Caveat::NO_AIR) || (m_options.night && !base.night_capable.value_or(false))))
            return;
        if (mode == TravelMode::FOOT && has(*unit, Caveat::NO_FOOT))
            return;
    }
    m_assumedVehicles += assumed ? 1 : 0;
    m_found.all.push_back(std::move(responder));
}

/// True when the unit has other wheels that are nowhere slower: these alone decide.
bool Finder::isSlower(TravelMode mode, const std::map<TravelMode, bool>& modes) const
{
    const auto wheels = [](TravelMode each) { return each == TravelMode::TRUCK || each == TravelMode::LIGHT_4X4; };
    return wheels(mode) && std::any_of(modes.begin(), modes.end(), [&](const auto& entry) {
        const TravelMode other = entry.first;
        if (other == mode || !wheels(other))
            return false;
        bool faster = false;
        for (const SpeedColumn column : {SpeedColumn::Primary, SpeedColumn::Secondary, SpeedColumn::Track, SpeedColumn::OffRoad, SpeedColumn::Ford})
            for (const core::Season season : {core::Season::DRY, core::Season::WET}) {
                const double mine = m_options.speeds.kmh(mode, column, season), theirs = m_options.speeds.kmh(other, column, season);
                if (theirs < mine)
                    return false;
                faster = faster || theirs > mine;
            }
        for (std::size_t cover = 0; cover < core::wordCount(core::LandCover{}); ++cover)
            for (const core::Season season : {core::Season::DRY, core::Season::WET}) {
                const auto on = static_cast<core::LandCover>(cover);
                if (m_options.speeds.kmh(other, on, season) < m_options.speeds.kmh(mode, on, season))
                    return false;
            }
        return faster;
    });
}

void Finder::addUnit(const Base& base, const Unit& unit)
{
    const auto asked = postureOf(unit).availability;
    if (const auto availability = asked ? asked : unit.availability; availability && *availability <= 0.0) {
        note(fmt::format("{} has nobody free (availability 0): it is left out.", nameOf(unit)));
        return;
    }
    if (m_options.night && has(unit, Caveat::NO_NIGHT_MOVE)) {
        note(fmt::format("{} does not move by night: it is left out.", nameOf(unit)));
        return;
    }
    if (!m_options.mode && has(unit, Caveat::CAPITAL_APPROVAL_REQUIRED)) {
        note(fmt::format("{} needs the approval of its capital: it is left out unless its mode is asked for.", nameOf(unit)));
        return;
    }
    if (has(unit, Caveat::MAX_DISTANCE_KM) && !unit.max_distance_km)
        note(fmt::format("{} may not go far from its base, but how far is not recorded: no limit is taken.", nameOf(unit)));
    const auto modes = modesOf(unit);
    for (const auto& [mode, assumed] : modes)
        if (m_options.mode || !isSlower(mode, modes))
            add(base, &unit, mode, assumed);
    // Everybody can walk; with vehicles one does so only at the end of the way.
    if (!modes.contains(TravelMode::FOOT) && (modes.empty() || m_options.mode == TravelMode::FOOT))
        add(base, &unit, TravelMode::FOOT, false);
}

void Finder::addBase(const Base& base)
{
    bool recorded = false, stationed = false, able = false;
    for (const Unit& unit : m_mission.all<Unit>()) {
        recorded = recorded || (unit.base_id && unit.base_id->value == base.id);
        const auto stands = baseOf(unit);
        if (!stands || stands->value != base.id)
            continue;
        stationed = true;
        if (cannotProtect(unit))
            continue;
        able = true;
        addUnit(base, unit);
    }
    if (able)
        return;
    if (stationed)
        note(fmt::format("{} has only units that cannot protect (observers, individual police, civilians, unmanned aircraft): nobody starts from it.", nameOf(base)));
    else if (recorded)
        note(fmt::format("The units of {} stand elsewhere or are closed: nobody starts from it.", nameOf(base)));
    else
        assumeUnit(base);
}

void Finder::assumeUnit(const Base& base)
{
    const TravelMode mode = m_options.mode.value_or(TravelMode::TRUCK);
    if (mode == TravelMode::BOAT || mode == TravelMode::HELICOPTER) {
        note(fmt::format("{} has no unit recorded, and boats and helicopters are not taken for granted: nobody starts from it.", nameOf(base)));
        return;
    }
    add(base, nullptr, mode, false);
    note(fmt::format("{} has no unit recorded: a unit that goes by {} with {:.0f} minutes of notice is taken.", nameOf(base), core::spoken(core::word(mode)),
                     m_options.night ? kOtherNight : kOtherDay));
}

void Finder::noteUnits()
{
    if (m_assumedVehicles > 0)
        note("How many vehicles are serviceable is not recorded for some units: all of theirs are taken.");
    for (const Unit& unit : m_mission.all<Unit>())
        if (!unit.base_id && !baseOf(unit) && !cannotProtect(unit))
            note(fmt::format("{} belongs to no base: it is left out.", nameOf(unit)));
}

} // namespace

Responders respondersOf(const core::Mission& mission, const ReachOptions& options) { return Finder{mission, options}.run(); }

} // namespace tutela::analysis
