// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"
#include "density_json_p.h"
#include "moment_p.h"
#include "rounded_p.h"

#include <tutela/analysis/action_effect.h>
#include <tutela/analysis/coverage.h>
#include <tutela/analysis/liaison.h>
#include <tutela/core/spoken.h>

#include <fmt/format.h>


namespace tutela::cli {

using nlohmann::json;

namespace {

json placeJson(const core::Mission& mission, const analysis::PlaceCoverage& place)
{
    const auto* record = mission.find<core::Place>(place.place);
    return {{"id", place.place.value},
            {"name", record->name.empty() ? json{} : json(record->name)},
            {"class", place.priority ? json(core::rangeText(*place.priority)) : json{}},
            {"risk_residual", place.risk_residual ? json(*place.risk_residual) : json{}},
            {"people", place.people ? json(*place.people) : json{}},
            {"visits", place.visits},
            {"pass_throughs", place.pass_throughs},
            {"presence_hours", rounded(place.presence_hours)},
            {"night_hours", rounded(place.night_hours)},
            {"last_visit", place.last_visit ? json(core::toText(*place.last_visit)) : json{}},
            {"days_since_visit", rounded(place.days_since_visit)},
            {"interval", place.interval_days ? json(*place.interval_days) : json{}},
            {"overdue_ratio", rounded(place.overdue_ratio)},
            {"overdue", place.isOverdue()},
            {"blind_spot", place.blind}};
}

json complianceJson(const analysis::RevisitCompliance& found)
{
    return {{"places", rounded(found.places)}, {"people", rounded(found.people)}, {"places_counted", found.places.whole}, {"people_counted", found.people.whole}};
}

json metricsJson(const analysis::Coverage& found)
{
    const auto& m = found.metrics;
    json blind = json::array(), cancelled = json::object(), byClass = json::object();
    for (const auto& place : found.places)
        if (place.blind)
            blind.push_back(place.place.value);
    for (const auto& [reason, count] : m.cancelled)
        cancelled[std::string{core::word(reason)}] = count;
    for (std::size_t i = 0; i < m.revisit_by_class.size(); ++i)
        byClass[std::string{core::word(static_cast<core::PriorityClass>(i))}] = complianceJson(m.revisit_by_class[i]);
    return {{"revisit_compliance_places", rounded(m.revisit.places)},
            {"revisit_compliance_people", rounded(m.revisit.people)},
            {"revisit_by_class", byClass},
            {"places_without_people", m.revisit.without_people},
            {"risk_weighted_coverage", rounded(m.revisit.riskWeighted())},
            {"presence_hours", rounded(m.presence_hours)},
            {"night_share", rounded(m.nightShare())},
            {"hour_overlap", rounded(m.overlap())},
            {"attacks_without_hour", m.attacks_without_hour},
            {"road_hugging", rounded(m.roadHugging())},
            {"track_km", rounded(m.track_km)},
            {"depth", rounded(m.depth())},
            {"range_median_km", rounded(m.rangeMedian())},
            {"range_max_km", rounded(m.rangeMaximum())},
            {"predictability", rounded(m.predictable())},
            {"execution", rounded(m.execution)},
            {"cancelled", cancelled},
            {"denied_share", rounded(m.denied)},
            {"reports_on_time", rounded(m.reports_on_time)},
            {"contact_share", rounded(m.contact)},
            {"women_asked_share", rounded(m.women_asked)},
            {"women_share", rounded(m.womenShare())},
            {"mixed_patrols", rounded(m.mixed_patrols)},
            {"cla_cover", rounded(m.cla_cover)},
            {"can_cover", rounded(m.canCover())},
            {"integrated_share", rounded(m.integrated)},
            {"joint_with_state_forces", m.joint_with_state_forces},
            {"requirements_answered", rounded(m.requirements_answered)},
            {"attacks_before_visits", m.attacks_before_visits},
            {"attacks_after_visits", m.attacks_after_visits},
            {"reprisal_watch", m.reprisalWatch()},
            {"patrols", m.patrols},
            {"tracks", m.tracks},
            {"tracks_without_patrol", m.tracks_without_patrol},
            {"reported_only", m.reported_only},
            {"planned_only", m.planned_only},
            {"blind_spots", blind}};
}

json liaisonJson(const core::Mission& mission, const analysis::LiaisonCover& found)
{
    const auto count = [](const core::Count& value) { return value ? json(*value) : json{}; };
    json bases = json::array();
    for (const auto& each : found.bases) {
        const auto* base = mission.find<core::Base>(each.base);
        bases.push_back({{"id", each.base.value}, {"name", base->name.empty() ? json{} : json(base->name)}, {"cla_count", count(each.assistants)}, {"cla_women", count(each.women)}});
    }
    return {{"bases", bases}, {"bases_with_cla_share", rounded(found.with_assistant)}, {"cla_women_share", rounded(found.women)}};
}

json effectsJson(const core::Mission& mission, const analysis::ActionEffects& found)
{
    json actions = json::array();
    for (const auto& effect : found.actions) {
        const auto& action = *mission.find<core::Action>(effect.action);
        json places = json::array();
        for (const core::PlaceId place : action.place_ids)
            places.push_back(place.value);
        actions.push_back({{"id", effect.action.value},
                           {"reference", action.reference.empty() ? json{} : json(action.reference)},
                           {"text", action.text},
                           {"done", core::toText(effect.done)},
                           {"places", places},
                           {"days_before", analysis::ActionEffect::kDays},
                           {"days_after", effect.days_after},
                           {"attacks_before", effect.attacks_before ? json(*effect.attacks_before) : json{}},
                           {"attacks_after", effect.attacks_after},
                           {"per_28_days_before", rounded(effect.rateBefore())},
                           {"per_28_days_after", rounded(effect.rateAfter())},
                           {"ratio", rounded(effect.ratio())},
                           {"trend", core::word(effect.trend.trend)},
                           {"p", rounded(effect.trend.p)},
                           {"dataset", effect.dataset},
                           {"other_datasets", effect.other_datasets},
                           {"visits_before", effect.visits_before},
                           {"visits_after", effect.visits_after},
                           {"reporting_effect", effect.reporting_effect}});
    }
    return {{"actions", actions}, {"without_place", found.without_place}};
}

json laterJson(const core::Mission& mission, const analysis::Coverage& found)
{
    json list = json::array();
    for (const core::PatrolId id : found.after_cut_off) {
        const auto* track = mission.find<core::Patrol>(id);
        list.push_back({{"id", id.value}, {"name", analysis::trackName(*track)}, {"start", track->actual_start ? json(core::toText(*track->actual_start)) : json{}}});
    }
    return list;
}

std::string percent(core::Real share) { return share ? fmt::format("{:.1f} %", *share * 100.0) : "no data"; }

void printText(std::ostream& out, const core::Mission& mission, const analysis::Coverage& found)
{
    out << "place\tclass\tpeople\tvisits\tpass-throughs\tpresence h\tdays since visit\tinterval d\n";
    for (const auto& place : found.places) {
        if (!place.priority)
            continue;
        const auto* record = mission.find<core::Place>(place.place);
        out << fmt::format("{}\t{}\t{}\t{}\t{}\t{:.1f}\t{}\t{}{}\n", record->name.empty() ? "Unnamed" : record->name, core::rangeText(*place.priority),
                           place.people ? std::to_string(*place.people) : "not known", place.visits, place.pass_throughs, place.presence_hours,
                           place.days_since_visit ? fmt::format("{:.1f}", *place.days_since_visit) : "never", *place.interval_days,
                           place.isOverdue() ? "\toverdue" : "");
    }
    const auto& m = found.metrics;
    out << fmt::format("assessed places visited in time: {} of places, {} of people, {} of risk\n", percent(m.revisit.places.value()), percent(m.revisit.people.value()),
                       percent(m.revisit.riskWeighted()));
    out << fmt::format("presence of patrols, temporary bases and standing deployments {:.1f} h, by night {}; {} patrols with a track, {} with reported stops only; {} more were only planned or called off\n", m.presence_hours,
                       percent(m.nightShare()), m.tracks, m.reported_only, m.planned_only);
    if (m.tracks_without_patrol > 0)
        out << fmt::format("tracks that belong to no patrol yet, in none of these numbers of patrols: {}; `tutela list FILE tracks` shows them, patrol_id gives each its patrol\n", m.tracks_without_patrol);
}

} // namespace

void addCoverage(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, from, to, level;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("coverage", "Tell where patrols were, how often, and who is overdue for a visit", context, [options](Context& c) {
        constexpr std::chrono::days kDefault{30};
        const auto mission = openToRead(options->file).snapshot(c.progress());
        const auto zone = mission.timeZone();
        const auto from = momentOf(options->from, zone), to = momentOf(options->to, zone);
        requirePeriod(from, to);
        const core::Instant end = to ? *to : cutOff(c, mission);
        const core::Period period{from.value_or(end - kDefault), end};
        const core::Instant asOf = c.asOf(zone).value_or(end);
        if (period.from >= asOf)
            throw core::Error{core::ErrorCode::Usage, "--from must lie before --as-of, the information cut-off"};
        const auto found = analysis::coverageOf(mission, period, asOf, c.progress(), knownUntil(c, mission));
        const auto density = analysis::forceDensityOf(mission, asOf, core::enumerator<core::AreaLevel>(options->level));
        for (const core::PlaceId id : found.without_position)
            c.err << "tutela: place " << id.value << " has no position; it is left out\n";
        const auto notes = analysis::notesOf(mission, found);
        for (const auto& note : notes)
            c.err << "tutela: " << note << '\n';
        if (!c.json) {
            printText(c.out, mission, found);
            printDensity(c.out, mission, density);
            return 0;
        }
        json places = json::array();
        for (const auto& place : found.places)
            places.push_back(placeJson(mission, place));
        json withoutPosition = json::array();
        for (const core::PlaceId id : found.without_position)
            withoutPosition.push_back(id.value);
        c.print({{"period", {{"from", core::toText(period.from)}, {"to", core::toText(period.to)}}},
                 {"as_of", core::toText(asOf)},
                 {"places", places},
                 {"without_position", withoutPosition},
                 {"after_cut_off", laterJson(mission, found)},
                 {"notes", notes},
                 {"metrics", metricsJson(found)},
                 {"liaison", liaisonJson(mission, analysis::liaisonCoverOf(mission, asOf))},
                 {"action_effects", effectsJson(mission, analysis::actionEffects(mission, period, asOf, c.progress()))},
                 {"force_density", densityJson(mission, density)}});
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("--from", options->from, "First day or instant (default: 30 days before the end)");
    verb.add_option("--to", options->to, "Day or instant after the last (default: the information cut-off)");
    verb.add_option("--level", options->level, "Level of the areas of the force density (default: the one that divides the mission)")
        ->transform(CLI::IsMember(std::vector<std::string>(core::wordsOf<core::AreaLevel>().begin(), core::wordsOf<core::AreaLevel>().end()), CLI::ignore_case));
    addAsOf(verb, context);
}

} // namespace tutela::cli
