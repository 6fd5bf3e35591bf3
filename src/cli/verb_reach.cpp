// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "context_p.h"
#include "moment_p.h"
#include "reach_json_p.h"
#include "reach_measures_json_p.h"

#include <tutela/analysis/ground_friction.h>
#include <tutela/core/spoken.h>
#include <tutela/exchange/reference.h>
#include <tutela/geodata/raster.h>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tutela::cli {

namespace {

struct ReachOptions {
    std::string file, mode, season, scenario, output, friction, cellsOf;
    bool night = false;
    AskedMeasures asked;
    std::optional<double> limit, cell;
    std::vector<std::string> closeBases, addBases, closeRoads, openRoads;

    [[nodiscard]] bool asksWhatIf() const { return !scenario.empty() || !closeBases.empty() || !addBases.empty() || !closeRoads.empty() || !openRoads.empty(); }
};

template <class E>
std::optional<E> wordOf(const std::string& text)
{
    std::string upper = text;
    std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return core::enumerator<E>(upper);
}

/// "5.1,1.94".
core::GeoPoint pointOf(const std::string& text)
{
    const auto comma = text.find(',');
    try {
        std::size_t lonEnd = 0, latEnd = 0;
        const std::string lon = text.substr(0, comma), lat = comma == std::string::npos ? std::string{} : text.substr(comma + 1);
        const core::GeoPoint at = core::GeoPoint::of(std::stod(lon, &lonEnd), std::stod(lat, &latEnd));
        if (lonEnd == lon.size() && latEnd == lat.size())
            return at;
    } catch (const std::exception&) { // said below, with what was given
    }
    throw core::Error{core::ErrorCode::Usage, "--add-base takes LON,LAT in degrees, not \"" + text + "\""};
}

void takeConditions(const ReachOptions& options, analysis::ReachOptions& out)
{
    if (!options.mode.empty())
        out.mode = wordOf<core::TravelMode>(options.mode);
    if (!options.season.empty())
        out.season = wordOf<core::Season>(options.season);
    out.night = out.night || options.night;
    if (options.limit)
        out.limit_minutes = options.limit;
}

/// Without what is asked "what if" of.
analysis::ReachOptions todayOptions(const ReachOptions& options, core::Instant asOf)
{
    analysis::ReachOptions out;
    out.as_of = asOf;
    takeConditions(options, out);
    return out;
}

/// Null when none is asked for.
const core::Scenario* scenarioOf(const ReachOptions& options, const core::Mission& mission)
{
    return options.scenario.empty() ? nullptr : mission.find<core::Scenario>(exchange::resolveId<core::Id<core::Kind::SCENARIO>>(mission, options.scenario));
}

analysis::ReachOptions reachOptions(const ReachOptions& options, const core::Mission& mission, const core::Scenario* scenario, core::Instant asOf)
{
    analysis::ReachOptions out;
    out.as_of = asOf;
    if (scenario != nullptr)
        out = withScenario(std::move(out), *scenario);
    takeConditions(options, out);
    for (const auto& ref : options.closeBases)
        out.closed_bases.push_back(exchange::resolveId<core::BaseId>(mission, ref));
    for (const auto& text : options.addBases)
        out.added_bases.push_back({fmt::format("New base at {}", text), pointOf(text), core::TravelMode::TRUCK, std::nullopt});
    for (const auto& ref : options.closeRoads) {
        const auto road = exchange::resolveId<analysis::RoadId>(mission, ref);
        out.closed_roads.insert(road);
        out.opened_roads.erase(road);
    }
    for (const auto& ref : options.openRoads) {
        const auto road = exchange::resolveId<analysis::RoadId>(mission, ref);
        if (std::find(options.closeRoads.begin(), options.closeRoads.end(), ref) != options.closeRoads.end())
            throw core::Error{core::ErrorCode::Usage, "road " + ref + " is to be closed and opened at once"};
        out.opened_roads.insert(road);
    }
    return out;
}

void printText(std::ostream& out, const core::Mission& mission, const analysis::Reach& reach, const session::MissionPopulation& population)
{
    out << "place\tclass\tpeople\tfrom\tmode\tinformation\tdecision\tmobilisation\ttravel\tresponse min\n";
    for (const auto& place : reach.places) {
        const auto* record = mission.find<core::Place>(place.place);
        out << fmt::format("{}\t{}\t{}\t", record->name.empty() ? "Unnamed" : record->name, place.priority ? core::rangeText(*place.priority) : "not assessed", place.people ? std::to_string(*place.people) : "not known");
        if (!place.isReached()) {
            out << "-\t-\t-\t-\t-\t-\tnot reached: " << notReachedWord(place.why) << '\n';
            continue;
        }
        const auto& responder = reach.responders[place.responder];
        out << fmt::format("{}\t{}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}{}\n", responder.base_name, core::spoken(core::word(place.mode)), place.t_info, place.t_decide, place.t_mobilise,
                           place.t_travel, place.t_resp, place.in_time ? "" : "\ttoo late");
    }
    const auto line = [&](std::string_view which, const analysis::PeopleWithin& people) {
        out << fmt::format("{}: {} people; within 30 min {}, 60 min {}, 120 min {}, before an attack ends ({:.0f} min) {}\n", which, people.all, people.in30, people.in60, people.in120,
                           reach.attack_minutes, people.inAttack);
    };
    line("all places", reach.people);
    line("places that must or should be protected", reach.people_urgent);
    out << fmt::format("of the latter {} can be answered at once\n", reach.answerable_at_once);
    out << fmt::format("an attack is taken to last {:.0f} min: {}\n", reach.attack_minutes, analysis::attackMinutesBasis(reach.attack_minutes_from));
    if (population.raster) {
        const auto curve = analysis::peopleByMinute(population.raster->cells.people, reach.minutes);
        const auto& raster = *population.raster;
        out << fmt::format("by the raster {} ({}): {:.0f} people; within 30 min {:.0f}, 60 min {:.0f}, 120 min {:.0f}, before an attack ends {:.0f}; not reached {:.0f}; {} cells without a value\n", raster.source,
                           raster.date ? core::toText(*raster.date) : "date not recorded", curve.all(), curve.within(30), curve.within(60), curve.within(120),
                           curve.within(static_cast<std::int64_t>(reach.attack_minutes)), curve.not_reached, raster.cells.cells_without_value);
    }
}

void printLines(std::ostream& out, const std::vector<session::LineUnderScenario>& lines)
{
    for (const auto& line : lines)
        out << fmt::format("{}: {} today, {} then; residual risk {} and {}\n", line.title, core::spoken(core::rangeText(line.class_today)), core::spoken(core::rangeText(line.class_then)), core::rangeText(line.risk_today),
                           core::rangeText(line.risk_then));
}

void checkFriction(const ReachOptions& options, const analysis::ReachOptions& how)
{
    if (!how.mode || *how.mode == core::TravelMode::BOAT || *how.mode == core::TravelMode::HELICOPTER)
        throw core::Error{core::ErrorCode::Usage, "--friction writes the ground of one mode; say --mode TRUCK, LIGHT_4X4 or FOOT"};
    requireTwoOutputs("-o", options.output, "--friction", options.friction);
}

int reachVerb(Context& c, const ReachOptions& options)
{
    requireAbove0("--limit", options.limit);
    requireCell(options.cell);
    const auto progress = c.progress();
    const auto file = openToRead(options.file);
    const auto mission = file.snapshot(progress.part(0.0, 0.1));
    const auto asOf = cutOff(c, mission);
    const auto* scenario = scenarioOf(options, mission);
    const auto how = reachOptions(options, mission, scenario, asOf);
    if (!options.friction.empty())
        checkFriction(options, how);
    const auto terrain = terrainOf(file, mission, {options.cell, options.cellsOf}, positionsOf(how), progress.part(0.1, 0.4));
    const auto population = populationOf(file, mission, terrain, progress.part(0.4, 0.45));
    auto reach = analysis::reachOf(mission, *terrain.terrain, how, population.raster || !options.output.empty(), progress.part(0.45, 0.6));
    if (scenario != nullptr)
        noteWithoutChange(*scenario, reach.notes);
    std::vector<session::LineUnderScenario> lines;
    if (options.asksWhatIf())
        lines = session::linesUnderScenario(mission, analysis::reachOf(mission, *terrain.terrain, todayOptions(options, asOf), false, progress.part(0.6, 0.7)), reach);
    if (!options.output.empty())
        c.write(options.output, geodata::geoTiffBytes(reach.minutes, terrain.terrain->frame(), {}, {}));
    if (!options.friction.empty())
        c.write(options.friction, geodata::geoTiffBytes(analysis::groundFriction(mission, *terrain.terrain, reach.options), terrain.terrain->frame(), {}, {}));
    for (const auto* notes : {&terrain.notes, &population.notes, &std::as_const(reach).notes})
        for (const auto& note : *notes)
            c.err << "note: " << note << '\n';
    for (const auto id : reach.without_position)
        c.err << fmt::format("note: {} has no position; it is left out\n", placeName(mission, id));
    if (options.output == "-" || options.friction == "-")
        return 0;
    const auto measures = reachMeasures(mission, *terrain.terrain, reach, options.asked, progress.part(0.7, 1.0));
    if (c.json) {
        auto document = reachJson(mission, reach, terrain, population);
        addMeasures(document, reach, measures);
        document["lines_changed"] = options.asksWhatIf() ? linesJson(lines) : nlohmann::json{};
        c.print(document);
        return 0;
    }
    printText(c.out, mission, reach, population);
    printMeasures(c.out, mission, reach, measures);
    printLines(c.out, lines);
    return 0;
}

} // namespace

void addReach(Verbs& verbs, Context& context)
{
    auto options = std::make_shared<ReachOptions>();
    CLI::App& verb = verbs.add("reach", "Tell which places can be reached in time, from which base, and how fast", context, [options](Context& c) { return reachVerb(c, *options); });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("--mode", options->mode, "TRUCK, LIGHT_4X4, FOOT, BOAT or HELICOPTER (default: of each base the fastest that a unit has)")
        ->check(CLI::IsMember({"TRUCK", "LIGHT_4X4", "FOOT", "BOAT", "HELICOPTER"}, CLI::ignore_case));
    verb.add_option("--season", options->season, "dry or wet (default: that of the information cut-off)")->check(CLI::IsMember({"dry", "wet"}, CLI::ignore_case));
    verb.add_flag("--night", options->night, "By night: slower, with the units that move then");
    verb.add_flag("--conditions", options->asked.conditions, "Also compute by day and by night, in the dry and in the wet season, and tell what night and rain take");
    verb.add_flag("--sensitivity", options->asked.sensitivity, "Also compute with speeds 30 % lower and higher, and name the places whose answer changes");
    verb.add_option("--limit", options->limit, "Longest travel, minutes (default: none)")->type_name("MIN");
    auto* cell = verb.add_option("--cell", options->cell, "Size of a cell off the roads, metres (default: 100 to 1000 by the size of the area)")->type_name("METRES");
    verb.add_option("--cells-of", options->cellsOf, "Take the cells of this raster, which counts in metres; nothing beyond it is computed")->type_name("R.tif")->excludes(cell);
    verb.add_option("--scenario", options->scenario, "Compute with the changes of a scenario")->type_name("REF")->check([](const std::string& ref) { return ref.empty() ? std::string{"--scenario names a scenario"} : std::string{}; });
    verb.add_option("--close-base", options->closeBases, "Compute as if a base were closed")->type_name("ID")->allow_extra_args(false);
    verb.add_option("--add-base", options->addBases, "Compute as if there were one more base, with trucks (no other vehicles) and the notice of no reaction force")->type_name("LON,LAT")->allow_extra_args(false);
    verb.add_option("--close-road", options->closeRoads, "Compute as if a road or bridge were closed")->type_name("ID")->allow_extra_args(false);
    verb.add_option("--open-road", options->openRoads, "Compute as if a closed road were open")->type_name("ID")->allow_extra_args(false);
    verb.add_option("-o,--output", options->output, "Also write a GeoTIFF: minutes of response by cell, no data where nobody comes")->type_name("OUT.tif");
    verb.add_option("--friction", options->friction, "Also write the ground of --mode as a GeoTIFF for travel-time: seconds per metre by cell, no data = barrier")->type_name("F.tif");
    addAsOf(verb, context);
}

} // namespace tutela::cli
