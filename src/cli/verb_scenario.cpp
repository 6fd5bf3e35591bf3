// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "context_p.h"
#include "moment_p.h"
#include "reach_json_p.h"

#include <tutela/core/scenario_notes.h>
#include <tutela/exchange/reference.h>

#include <fmt/format.h>

#include <algorithm>

namespace tutela::cli {

using nlohmann::json;
using ScenarioId = core::Id<core::Kind::SCENARIO>;

namespace {

struct ScenarioOptions {
    std::string file, a, b;
    std::optional<double> cell;
};

/// "today" is the mission as it stands.
std::optional<ScenarioId> scenarioOf(const core::Mission& mission, const std::string& ref)
{
    if (ref == "today")
        return std::nullopt;
    return exchange::resolveId<ScenarioId>(mission, ref);
}

json scenarioJson(const core::Scenario& scenario)
{
    return {{"id", scenario.id},
            {"name", scenario.name.empty() ? json{} : json(scenario.name)},
            {"changes", scenario.changes.empty() ? json::object() : json::parse(scenario.changes)},
            {"note", scenario.note.empty() ? json{} : json(scenario.note)}};
}

int list(Context& c, const ScenarioOptions& options)
{
    const auto mission = openToRead(options.file).snapshot(c.progress());
    json all = json::array();
    for (const auto& scenario : mission.all<core::Scenario>()) {
        all.push_back(scenarioJson(scenario));
        if (!c.json)
            c.out << scenario.id << '\t' << core::calledName(scenario) << '\t' << scenario.changes << '\n';
    }
    if (c.json)
        c.print({{"scenarios", all}});
    return 0;
}

struct Computed {
    session::MissionTerrain terrain;
    session::MissionPopulation population;
    std::vector<analysis::Reach> reaches;
};

/// The same ground for all, so that only the scenarios differ.
Computed compute(Context& c, const ScenarioOptions& options, const core::Mission& mission, const store::MissionFile& file, const std::vector<std::optional<ScenarioId>>& scenarios,
                 const core::Progress& progress)
{
    requireCell(options.cell);
    std::vector<analysis::ReachOptions> all;
    std::vector<core::GeoPoint> positions;
    for (const auto& scenario : scenarios) {
        analysis::ReachOptions how;
        how.as_of = cutOff(c, mission);
        if (scenario)
            how = withScenario(std::move(how), *mission.find<core::Scenario>(*scenario));
        const auto more = positionsOf(how);
        positions.insert(positions.end(), more.begin(), more.end());
        all.push_back(std::move(how));
    }
    Computed done;
    done.terrain = terrainOf(file, mission, {options.cell, {}}, positions, progress.part(0.0, 0.3));
    done.population = populationOf(file, mission, done.terrain, progress.part(0.3, 0.4));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double count = static_cast<double>(scenarios.size());
        done.reaches.push_back(analysis::reachOf(mission, *done.terrain.terrain, all[i], done.population.raster != nullptr,
                                                 progress.part(0.4 + 0.6 * static_cast<double>(i) / count, 0.4 + 0.6 * static_cast<double>(i + 1) / count)));
        if (scenarios[i])
            noteWithoutChange(*mission.find<core::Scenario>(*scenarios[i]), done.reaches.back().notes);
    }
    return done;
}

/// What is said of both, and of one of them alone.
struct ComparedNotes {
    std::vector<std::string> both, a, b;
};

ComparedNotes comparedNotes(const Computed& done)
{
    const auto &a = done.reaches[0].notes, &b = done.reaches[1].notes;
    const auto isIn = [](const std::vector<std::string>& notes, const std::string& note) { return std::find(notes.begin(), notes.end(), note) != notes.end(); };
    ComparedNotes notes;
    for (const auto* ground : {&done.terrain.notes, &done.population.notes})
        notes.both.insert(notes.both.end(), ground->begin(), ground->end());
    for (const auto& note : a)
        (isIn(b, note) ? notes.both : notes.a).push_back(note);
    for (const auto& note : b)
        if (!isIn(a, note))
            notes.b.push_back(note);
    return notes;
}

/// @param whose  "" for what needs no name before it
void sayNotes(Context& c, const std::vector<std::string>& notes, const std::string& whose = {})
{
    for (const auto& note : notes)
        c.err << "note: " << (whose.empty() ? "" : whose + ": ") << note << '\n';
}

int show(Context& c, const ScenarioOptions& options)
{
    const auto file = openToRead(options.file);
    const auto mission = file.snapshot(c.progress().part(0.0, 0.1));
    const auto id = scenarioOf(mission, options.a);
    const auto done = compute(c, options, mission, file, {id}, c.progress().part(0.1, 1.0));
    for (const auto* notes : {&done.terrain.notes, &done.population.notes, &done.reaches.front().notes})
        sayNotes(c, *notes);
    json out = reachJson(mission, done.reaches.front(), done.terrain, done.population);
    if (id)
        out["scenario"] = scenarioJson(*mission.find<core::Scenario>(*id));
    if (c.json)
        c.print(out);
    else
        c.out << fmt::format("{}: people within 30 min {}, 60 min {}, 120 min {}, before an attack ends {} of {}\n", id ? core::calledName(*mission.find<core::Scenario>(*id)) : "today",
                             done.reaches.front().people.in30, done.reaches.front().people.in60, done.reaches.front().people.in120, done.reaches.front().people.inAttack,
                             done.reaches.front().people.all);
    return 0;
}

json timeJson(const analysis::PlaceReach& place) { return place.isReached() ? minutesJson(place.t_resp) : json{}; }

/// People, places and minutes of B less those of A, by class.
json differenceByClass(const analysis::Reach& a, const analysis::Reach& b)
{
    struct Sum {
        std::int64_t places = 0, gained_people = 0, lost_people = 0, gained = 0, lost = 0;
        double minutes = 0.0;
        std::int64_t compared = 0;
    };
    std::map<std::string, Sum> sums;
    for (std::size_t i = 0; i < a.places.size(); ++i) {
        const auto &x = a.places[i], &y = b.places[i];
        Sum& sum = sums[x.priority ? core::rangeText(*x.priority) : "NOT_ASSESSED"];
        ++sum.places;
        const std::int64_t people = x.people.value_or(0);
        if (y.in_time && !x.in_time) {
            ++sum.gained;
            sum.gained_people += people;
        }
        if (x.in_time && !y.in_time) {
            ++sum.lost;
            sum.lost_people += people;
        }
        if (x.isReached() && y.isReached()) {
            ++sum.compared;
            sum.minutes += y.t_resp - x.t_resp;
        }
    }
    json out = json::object();
    for (const auto& [name, sum] : sums)
        out[name] = {{"places", sum.places},
                     {"gained", sum.gained},
                     {"lost", sum.lost},
                     {"people_gained", sum.gained_people},
                     {"people_lost", sum.lost_people},
                     {"minutes", sum.compared > 0 ? minutesJson(sum.minutes / static_cast<double>(sum.compared)) : json{}}};
    return out;
}

int compare(Context& c, const ScenarioOptions& options)
{
    const auto file = openToRead(options.file);
    const auto mission = file.snapshot(c.progress().part(0.0, 0.1));
    const auto first = scenarioOf(mission, options.a), second = scenarioOf(mission, options.b);
    const auto done = compute(c, options, mission, file, {first, second}, c.progress().part(0.1, 1.0));
    const auto &a = done.reaches[0], &b = done.reaches[1];
    json places = json::array(), gained = json::array(), lost = json::array();
    for (std::size_t i = 0; i < a.places.size(); ++i) {
        places.push_back({{"id", a.places[i].place.value}, {"a", timeJson(a.places[i])}, {"b", timeJson(b.places[i])}});
        if (a.places[i].in_time != b.places[i].in_time)
            (b.places[i].in_time ? gained : lost).push_back(a.places[i].place.value);
    }
    const auto notes = comparedNotes(done);
    const auto whose = [&](const std::optional<ScenarioId>& id) { return id ? core::calledName(*mission.find<core::Scenario>(*id)) : std::string{"today"}; };
    sayNotes(c, notes.both);
    sayNotes(c, notes.a, whose(first));
    sayNotes(c, notes.b, whose(second));
    if (c.json) {
        c.print({{"people", {{"a", peopleWithinJson(a.people)}, {"b", peopleWithinJson(b.people)}, {"all", a.people.all}}},
                 {"people_raster", {{"a", peopleWithinRasterJson(mission, a, done.population)}, {"b", peopleWithinRasterJson(mission, b, done.population)}}},
                 {"places", places},
                 {"gained", gained},
                 {"lost", lost},
                 {"by_class", differenceByClass(a, b)},
                 {"notes", {{"both", notes.both}, {"a", notes.a}, {"b", notes.b}}}});
        return 0;
    }
    c.out << fmt::format("people reached before an attack ends: {} with {}, {} with {}; {} places gained, {} lost\n", a.people.inAttack, options.a, b.people.inAttack, options.b,
                         gained.size(), lost.size());
    return 0;
}

} // namespace

void addScenario(Verbs& verbs, Context& context)
{
    auto options = std::make_shared<ScenarioOptions>();
    auto what = std::make_shared<std::string>();
    CLI::App& verb = verbs.add("scenario", "List, show and compare what would change with other bases, roads, seasons or units", context, [options, what](Context& c) {
        const bool both = !options->b.empty(), one = !options->a.empty();
        if (*what == "list" && !one)
            return list(c, *options);
        if (*what == "show" && one && !both)
            return show(c, *options);
        if (*what == "compare" && both)
            return compare(c, *options);
        throw core::Error{core::ErrorCode::Usage, "say: scenario FILE list, scenario FILE show REF, or scenario FILE compare A B (\"today\" is the mission as it stands)"};
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("WHAT", *what, "list, show or compare")->required()->check(CLI::IsMember({"list", "show", "compare"}));
    verb.add_option("A", options->a, "A scenario, or today");
    verb.add_option("B", options->b, "Another one");
    verb.add_option("--cell", options->cell, "Size of a cell off the roads, metres")->type_name("METRES");
    addAsOf(verb, context);
}

} // namespace tutela::cli
