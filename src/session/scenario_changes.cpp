// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a scenario changes, one by one.
#include <tutela/session/scenario_edit.h>

#include "translated_p.h"

#include <tutela/core/scenario.h>
#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/road_closures.h>
#include <tutela/session/speed_edit.h>

#include <cmath>

namespace tutela::session {

namespace {

class Lister {
public:
    explicit Lister(const core::Mission& mission) : m_mission(mission) {}

    std::vector<ScenarioChange> run(const core::ScenarioChanges& changes)
    {
        each("add_bases", changes.add_bases, [&](const auto& base) {
            const auto at = core::GeoPoint::of(base.lon, base.lat);
            add(tr("Base tried: %1, %2, by %3").arg(shown(base.name), whereabouts(m_mission, at), word(core::word(base.mode.value_or(core::TravelMode::TRUCK))).toLower()), at);
        });
        each("close_bases", changes.close_bases, [&](core::BaseId base) { add(tr("Base closed: %1").arg(name(core::Kind::BASE, base.value)), pointOf(m_mission, {core::Kind::BASE, base.value})); });
        each("move_bases", changes.move_bases, [&](const auto& moved) {
            const auto at = core::GeoPoint::of(moved.lon, moved.lat);
            add(tr("Base moved: %1, to %2").arg(name(core::Kind::BASE, moved.base.value), whereabouts(m_mission, at)), at);
        });
        each("close_units", changes.close_units, [&](core::UnitId unit) { add(tr("Unit left out: %1").arg(name(core::Kind::UNIT, unit.value)), {}); });
        each("move_units", changes.move_units, [&](const auto& moved) {
            add(tr("Unit moved: %1, to %2").arg(name(core::Kind::UNIT, moved.unit.value), name(core::Kind::BASE, moved.base.value)), pointOf(m_mission, {core::Kind::BASE, moved.base.value}));
        });
        each("units", changes.units, [&](const auto& changed) { add(postureText(changed), baseOf(changed.unit)); });
        each("close_roads", changes.close_roads, [&](analysis::RoadId road) { addRoad(road, tr("Ford closed: %1"), tr("Bridge closed: %1"), tr("Road closed: %1")); });
        each("open_roads", changes.open_roads, [&](analysis::RoadId road) { addRoad(road, tr("Ford open: %1"), tr("Bridge open: %1"), tr("Road open: %1")); });
        each("speeds", changes.speeds, [&](const core::ChangedSpeed& speed) {
            if (speed.night_share)
                return add(tr("By night %1 of the speed by day").arg(speedText(*speed.night_share)), {});
            add(tr("Speed: %1, %2, %3 season: %4 km/h")
                    .arg(word(core::word(speed.mode)), word(surfaceWord(speed)).toLower(), word(core::word(speed.season)).toLower(), speedText(speed.kmh)), {});
        });
        if (changes.season)
            one("season", *changes.season == core::Season::WET ? tr("Wet season") : tr("Dry season"));
        if (changes.night)
            one("night", *changes.night ? tr("By night") : tr("By day"));
        if (changes.mode)
            one("mode", tr("Means: %1").arg(word(core::word(*changes.mode))));
        if (changes.limit_minutes)
            one("limit_minutes", tr("Limit: %1").arg(durationText(*changes.limit_minutes)));
        return std::move(m_list);
    }

private:
    template <class List, class Visit>
    void each(const char* key, const List& list, Visit visit)
    {
        m_key = key;
        m_number = 0;
        for (const auto& element : list) {
            visit(element);
            ++m_number;
        }
    }
    void one(const char* key, const QString& words)
    {
        m_key = key;
        m_number = 0;
        add(words, {});
    }
    void add(const QString& words, std::optional<core::GeoPoint> at) { m_list.push_back({words, at, m_key, m_number}); }
    void addRoad(analysis::RoadId id, const QString& ford, const QString& bridge, const QString& otherwise)
    {
        const auto* road = m_mission.find<core::Road>(id);
        const bool crosses = road != nullptr && road->ford == true, spans = road != nullptr && road->bridge == true;
        add((crosses ? ford : spans ? bridge : otherwise).arg(name(core::Kind::ROAD, id.value)), road != nullptr ? middleOf(*road) : std::nullopt);
    }
    [[nodiscard]] QString postureText(const core::ScenarioChanges::ChangedUnit& changed) const
    {
        constexpr double kPercent = 100.0;
        QStringList parts;
        if (changed.notice_minutes)
            parts << tr("notice to move %1").arg(durationText(*changed.notice_minutes));
        if (changed.availability)
            parts << tr("availability %1 %").arg(std::lround(*changed.availability * kPercent));
        return tr("Unit posture: %1, %2").arg(name(core::Kind::UNIT, changed.unit.value), parts.join(tr(", ")));
    }
    [[nodiscard]] std::optional<core::GeoPoint> baseOf(core::UnitId id) const
    {
        const auto* unit = m_mission.find<core::Unit>(id);
        return unit != nullptr && unit->base_id ? pointOf(m_mission, {core::Kind::BASE, unit->base_id->value}) : std::nullopt;
    }
    [[nodiscard]] QString name(core::Kind kind, std::int64_t id) const { return nameOf(m_mission, {kind, id}); }
    [[nodiscard]] static QString word(std::string_view enumerator) { return QString::fromStdString(core::spoken(enumerator)); }

    const core::Mission& m_mission;
    std::vector<ScenarioChange> m_list;
    std::string m_key;
    std::size_t m_number = 0;
};

} // namespace

std::vector<ScenarioChange> scenarioChanges(const core::Mission& mission, std::optional<ScenarioId> scenario)
{
    const auto* record = scenario ? mission.find<core::Scenario>(*scenario) : nullptr;
    if (record == nullptr)
        return {};
    try {
        return Lister{mission}.run(core::scenarioChangesFrom(record->changes));
    } catch (const core::Error& error) {
        return {{tr("What it changes cannot be read: %1").arg(shown(error.message())), {}, {}, 0}};
    }
}

} // namespace tutela::session
