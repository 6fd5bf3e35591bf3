// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/scenario_edit.h>

#include <tutela/analysis/assess.h>
#include <tutela/analysis/road_closures.h>
#include <tutela/core/piece.h>
#include <tutela/core/scenario.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>
#include <tutela/session/display.h>

#include "attempted.h"
#include "translated_p.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tutela::session {

using nlohmann::json;

namespace {

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

bool hasRoad(const json& changes, const char* key, analysis::RoadId road)
{
    const auto list = changes.find(key);
    return list != changes.end() && list->is_array() && std::find(list->begin(), list->end(), json(road.value)) != list->end();
}

void addRoad(json& changes, const char* key, analysis::RoadId road)
{
    json& list = changes[key];
    if (!list.is_array())
        list = json::array();
    list.push_back(road.value);
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

/// Takes what a list of the changes says of a base out of it; a list without any goes too.
void withoutBase(json& changes, const char* key, core::BaseId base)
{
    const auto list = changes.find(key);
    if (list == changes.end() || !list->is_array())
        return;
    list->erase(std::remove_if(list->begin(), list->end(), [&](const json& each) { return (each.is_object() ? each.value("base_id", json{}) : each) == json(base.value); }), list->end());
    if (list->empty())
        changes.erase(list);
}

/// Six decimals of a degree: a decimetre.
double rounded(double degrees)
{
    constexpr double kRounded = 1e6;
    return std::round(degrees * kRounded) / kRounded;
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
    json changes = changesOf(*document.mission(), scenario);
    json& bases = changes["add_bases"];
    const std::size_t number = bases.is_array() ? bases.size() + 1 : 1;
    bases.push_back({{"name", tr("New base %1").arg(number).toStdString()}, {"lon", rounded(at.lon())}, {"lat", rounded(at.lat())}, {"mode", "TRUCK"}});
    return save(document, scenario, changes, tr("Add a base to the scenario"));
}

ScenarioId closeRoad(Document& document, std::optional<ScenarioId> scenario, analysis::RoadId road, std::optional<core::Instant> asOf)
{
    const auto mission = document.mission();
    json changes = changesOf(*mission, scenario);
    const auto* record = mission->find<core::Road>(road);
    const core::Day day = mission->timeZone().dayAt(analysis::referenceTime(*mission, asOf, document.now()));
    const bool closedToday = record != nullptr && analysis::isClosedOn(record->closed_from, record->closed_to, day);
    const char* key = closedToday ? "open_roads" : "close_roads";
    withoutRoad(changes, closedToday ? "close_roads" : "open_roads", road); // it cannot be closed and open at once
    const bool takenBack = hasRoad(changes, key, road);
    if (takenBack)
        withoutRoad(changes, key, road);
    else
        addRoad(changes, key, road);
    const QString text = closedToday ? takenBack ? tr("Close a road in the scenario again") : tr("Open a road in the scenario")
                         : takenBack ? tr("Open a road in the scenario again")
                                     : tr("Close a road in the scenario");
    return save(document, scenario, changes, text);
}

ScenarioId closeBase(Document& document, std::optional<ScenarioId> scenario, core::BaseId base)
{
    json changes = changesOf(*document.mission(), scenario);
    withoutBase(changes, "move_bases", base); // it cannot be closed and elsewhere at once
    const json before = changes;
    withoutBase(changes, "close_bases", base);
    const bool opens = changes != before;
    if (!opens)
        changes["close_bases"].push_back(base.value);
    return save(document, scenario, changes, opens ? tr("Open a base in the scenario again") : tr("Close a base in the scenario"));
}

ScenarioId moveBase(Document& document, std::optional<ScenarioId> scenario, core::BaseId base, core::GeoPoint to)
{
    json changes = changesOf(*document.mission(), scenario);
    for (const char* key : {"close_bases", "move_bases"})
        withoutBase(changes, key, base);
    changes["move_bases"].push_back({{"base_id", base.value}, {"lon", rounded(to.lon())}, {"lat", rounded(to.lat())}});
    return save(document, scenario, changes, tr("Move a base in the scenario"));
}

QString setTriedBaseMode(Document& document, ScenarioId scenario, std::size_t number, core::TravelMode mode)
{
    return attempted([&] {
        json changes = changesOf(*document.mission(), scenario);
        const auto bases = changes.find("add_bases");
        if (bases == changes.end() || !bases->is_array() || number >= bases->size())
            throw core::Error{core::ErrorCode::Conflict, "the scenario has no such base any more"};
        (*bases)[number]["mode"] = std::string{core::word(mode)};
        save(document, scenario, changes, tr("Choose how the units of a base travel"));
    });
}

ScenarioId duplicateScenario(Document& document, ScenarioId scenario)
{
    const auto mission = document.mission();
    const auto* record = mission->find<core::Scenario>(scenario);
    if (record == nullptr)
        throw core::Error{core::ErrorCode::Conflict, "the scenario is there no more"};
    const QString of = scenarioName(*mission, scenario);
    QString name = tr("Copy of %1").arg(of);
    for (int number = 2; !takenText(*mission, name, std::nullopt).isEmpty(); ++number)
        name = tr("Copy %1 of %2").arg(number).arg(of);
    const auto edited = document.edit({{{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", name.toStdString()}, {"changes", record->changes}}}}}, tr("Duplicate %1").arg(of));
    return ScenarioId{edited.ids.front()};
}

QString keepConditions(Document& document, ScenarioId scenario, const ReachChoice& choice)
{
    return attempted([&] {
        json changes = changesOf(*document.mission(), scenario);
        const auto set = [&](const char* key, const std::optional<std::string_view>& word) {
            if (word)
                changes[key] = std::string{*word};
            else
                changes.erase(key);
        };
        set("season", choice.season ? std::optional{core::word(*choice.season)} : std::nullopt);
        set("mode", choice.mode ? std::optional{core::word(*choice.mode)} : std::nullopt);
        changes["night"] = choice.night;
        save(document, scenario, changes, tr("Keep season, night and means in the scenario"));
    });
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
