// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/scenario_edit.h>

#include <tutela/core/piece.h>
#include <tutela/core/scenario.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>
#include <tutela/session/display.h>

#include "attempted.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tutela::session {

using nlohmann::json;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("tutela::session", text); }

json changesOf(const core::Mission& mission, std::optional<ScenarioId> scenario)
{
    const auto* record = scenario ? mission.find<core::Scenario>(*scenario) : nullptr;
    if (record == nullptr || record->changes.empty())
        return json::object();
    json changes = json::parse(record->changes, nullptr, false);
    if (!changes.is_object())
        throw core::Error{core::ErrorCode::InvalidInput, "what the scenario changes cannot be read; choose another scenario, or remove this one"};
    return changes;
}

/// Why a name is taken, by names that are one to a reader whatever their case and spaces; empty when it is free.
QString takenText(const core::Mission& mission, const QString& name, std::optional<ScenarioId> besides)
{
    const auto folded = [](const QString& text) { return core::folded(text.toStdString()); };
    const std::string wanted = folded(name);
    if (wanted == folded(scenarioName(mission, std::nullopt)))
        return tr("\u201C%1\u201D is the mission as it stands: give the scenario another name.").arg(name);
    for (const core::Scenario& each : mission.all<core::Scenario>())
        if (const QString taken = scenarioName(mission, ScenarioId{each.id}); ScenarioId{each.id} != besides && folded(taken) == wanted)
            return tr("There is a scenario \u201C%1\u201D already, and two of one name cannot be told apart: give another name.").arg(taken);
    return {};
}

QString freeName(const core::Mission& mission)
{
    for (std::size_t number = mission.all<core::Scenario>().size() + 1;; ++number)
        if (const QString name = tr("Scenario %1").arg(number); takenText(mission, name, std::nullopt).isEmpty())
            return name;
}

/// Takes a road out of a list of the changes; a list without any goes too.
void withoutRoad(json& changes, const char* key, analysis::RoadId road)
{
    const auto list = changes.find(key);
    if (list == changes.end() || !list->is_array())
        return;
    list->erase(std::remove(list->begin(), list->end(), json(road.value)), list->end());
    if (list->empty())
        changes.erase(list);
}

ScenarioId save(Document& document, std::optional<ScenarioId> scenario, const json& changes, const QString& text)
{
    json set{{"changes", changes.dump()}};
    if (!scenario)
        set["name"] = freeName(*document.mission()).toStdString();
    const auto edited = document.edit({{{"kind", "scenario"}, {"id", scenario ? json(scenario->value) : json("new")}, {"set", set}}}, text);
    return ScenarioId{edited.ids.front()};
}

} // namespace

ScenarioId addBase(Document& document, std::optional<ScenarioId> scenario, core::GeoPoint at)
{
    constexpr double kRounded = 1e6;
    json changes = changesOf(*document.mission(), scenario);
    json& bases = changes["add_bases"];
    const std::size_t number = bases.is_array() ? bases.size() + 1 : 1;
    bases.push_back({{"name", tr("New base %1").arg(number).toStdString()}, {"lon", std::round(at.lon() * kRounded) / kRounded}, {"lat", std::round(at.lat() * kRounded) / kRounded}, {"mode", "TRUCK"}});
    return save(document, scenario, changes, tr("Add a base to the scenario"));
}

ScenarioId closeRoad(Document& document, std::optional<ScenarioId> scenario, analysis::RoadId road)
{
    json changes = changesOf(*document.mission(), scenario);
    withoutRoad(changes, "open_roads", road); // it cannot be closed and open at once
    json& closed = changes["close_roads"];
    if (!closed.is_array())
        closed = json::array();
    const auto known = std::find(closed.begin(), closed.end(), json(road.value));
    const bool opens = known != closed.end();
    if (opens)
        closed.erase(known);
    else
        closed.push_back(road.value);
    if (closed.empty())
        changes.erase("close_roads");
    return save(document, scenario, changes, opens ? tr("Open a road in the scenario again") : tr("Close a road in the scenario"));
}

QString renameScenario(Document& document, ScenarioId scenario, const QString& name)
{
    const auto mission = document.mission();
    const QString wanted = name.simplified();
    if (wanted.isEmpty())
        return tr("A scenario needs a name.");
    if (const QString taken = takenText(*mission, wanted, scenario); !taken.isEmpty())
        return taken;
    const QString before = scenarioName(*mission, scenario);
    if (wanted == before)
        return {};
    return attempted([&] {
        document.edit({{{"kind", "scenario"}, {"id", scenario.value}, {"set", {{"name", wanted.toStdString()}}}}}, tr("Rename %1 to %2").arg(before, wanted));
    });
}

QString removeChange(Document& document, ScenarioId scenario, const ScenarioChange& change)
{
    return attempted([&] {
        json changes = changesOf(*document.mission(), scenario);
        const auto found = changes.find(change.key);
        if (found == changes.end() || (found->is_array() && change.number >= found->size()))
            throw core::Error{core::ErrorCode::Conflict, "the scenario has no such change any more"};
        if (found->is_array())
            found->erase(change.number);
        if (!found->is_array() || found->empty())
            changes.erase(found);
        save(document, scenario, changes, tr("Take out of the scenario: %1").arg(change.words));
    });
}

std::optional<analysis::RoadId> roadNear(const core::Mission& mission, core::GeoPoint at, double metres)
{
    std::optional<analysis::RoadId> nearest;
    double least = metres;
    for (const auto& road : mission.all<core::Road>())
        for (const auto& part : road.geometry.parts)
            for (const auto& line : part)
                for (std::size_t i = 1; i < line.size(); ++i)
                    if (const double away = core::nearestOnPiece(line[i - 1], line[i], {at.lon(), at.lat()}).metres; away < least) {
                        least = away;
                        nearest = analysis::RoadId{road.id};
                    }
    return nearest;
}

QString scenarioName(const core::Mission& mission, std::optional<ScenarioId> scenario)
{
    const auto* record = scenario ? mission.find<core::Scenario>(*scenario) : nullptr;
    if (record == nullptr)
        return tr("Today");
    return record->name.empty() ? tr("Scenario %1").arg(record->id) : shown(record->name);
}

QStringList scenarioParts(const core::Scenario& scenario)
{
    QStringList parts;
    core::ScenarioChanges changes;
    try {
        changes = core::scenarioChangesFrom(scenario.changes);
    } catch (const core::Error&) {
        return {tr("cannot be read")};
    }
    const auto count = [&](std::size_t n, const char* one, const char* many) {
        if (n > 0)
            parts << (n == 1 ? tr(one) : tr(many).arg(n));
    };
    count(changes.add_bases.size(), QT_TRANSLATE_NOOP("tutela::session", "+1 base"), QT_TRANSLATE_NOOP("tutela::session", "+%1 bases"));
    count(changes.close_bases.size(), QT_TRANSLATE_NOOP("tutela::session", "1 base closed"), QT_TRANSLATE_NOOP("tutela::session", "%1 bases closed"));
    count(changes.move_bases.size(), QT_TRANSLATE_NOOP("tutela::session", "1 base moved"), QT_TRANSLATE_NOOP("tutela::session", "%1 bases moved"));
    count(changes.close_units.size() + changes.move_units.size() + changes.units.size(), QT_TRANSLATE_NOOP("tutela::session", "1 unit changed"), QT_TRANSLATE_NOOP("tutela::session", "%1 units changed"));
    count(changes.close_roads.size(), QT_TRANSLATE_NOOP("tutela::session", "1 road closed"), QT_TRANSLATE_NOOP("tutela::session", "%1 roads closed"));
    count(changes.open_roads.size(), QT_TRANSLATE_NOOP("tutela::session", "1 road open"), QT_TRANSLATE_NOOP("tutela::session", "%1 roads open"));
    count(changes.speeds.size(), QT_TRANSLATE_NOOP("tutela::session", "1 speed changed"), QT_TRANSLATE_NOOP("tutela::session", "%1 speeds changed"));
    if (changes.season)
        parts << (*changes.season == core::Season::WET ? tr("wet season") : tr("dry season"));
    if (changes.night)
        parts << (*changes.night ? tr("by night") : tr("by day"));
    if (changes.mode)
        parts << QString::fromStdString(core::spoken(core::word(*changes.mode)));
    return parts;
}

} // namespace tutela::session
