// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_fields_p.h"
#include "coverage_p.h"
#include "reduce_p.h"

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tutela::report {
namespace {

constexpr std::int64_t kSmallest = 5;  ///< counts below are not given out
constexpr double kCellKm = 5.0;
constexpr double kKmPerDegree = 111.2; ///< of latitude, mean

/// Walks every text of a model and takes names out of it.
struct Scrub {
    const std::vector<std::string>& names;

    void text(std::string& value) const { core::withhold(value, names); }
    template <class T>
    void operator()(const char*, T& value) const { walk(value); }
    template <class T>
    void walk(T& value) const
    {
        if constexpr (std::is_same_v<T, std::string>)
            text(value);
        else if constexpr (std::is_same_v<T, std::vector<bool>> || std::is_arithmetic_v<T> || core::Words<T> || std::is_same_v<T, core::Geometry>)
            return;
        else if constexpr (requires { value.has_value(); })
            return; // numbers and words only
        else if constexpr (requires { value.begin(); })
            for (auto& each : value)
                walk(each);
        else if constexpr (requires(const Scrub& scrub) { fields(scrub, value); })
            fields(*this, value);
    }
};

void scrub(ReportModel& model, std::vector<std::string> names)
{
    // A base often bears the name of its town: that name is no secret and stays.
    std::erase_if(names, [&](const std::string& name) {
        return name.size() < 3 || std::any_of(model.map.places.begin(), model.map.places.end(), [&](const MapPlace& p) { return p.name == name; }) ||
               std::any_of(model.places.begin(), model.places.end(), [&](const PlaceStatus& p) { return p.name == name; });
    });
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    const Scrub visitor{names};
    fields(visitor, model);
    if (model.coverage)
        fields(visitor, *model.coverage);
}

void withoutSources(ReportModel& model)
{
    const auto names = model.source_names;
    for (auto& item : model.evidence) {
        item.source_class.clear();
        item.grade.clear();
        item.dataset.clear();
    }
    scrub(model, names);
    model.source_names.clear();
}

void reduceLine(LinePart& line)
{
    line.persons = twoDigits(line.persons);
    line.opportunity.reason.clear(); // tells where patrols do not come
    line.mission_reach = {};
    line.host_state.reason.clear();
    line.protection.reset();
    line.reach_computed = false;
    line.arrival = {};
    line.days_since_visit.reset();
    line.explain.clear();
    line.overrides.clear();
    line.evidence.clear();
    line.shift_reason.clear();
    line.change_reason.clear();
    line.most_likely.clear();
    line.most_dangerous.clear();
    for (auto& factor : line.factors)
        factor.why.clear();
    std::erase_if(line.factors, [](const Factor& f) {
        return f.factor == core::VulnerabilityFactor::ISOLATED || f.factor == core::VulnerabilityFactor::ACCESS_DENIED;
    });
}

void dropPlans(ReportModel& model)
{
    std::vector<int> dropped;
    for (const auto& action : model.actions)
        if (action.tier == core::Tier::T2_PHYSICAL || !action.tier)
            dropped.push_back(action.number);
    std::erase_if(model.actions, [](const ActionPart& a) { return a.tier == core::Tier::T2_PHYSICAL || !a.tier; });
    for (auto& action : model.actions) {
        action.evidence.clear();
        action.status_reason.clear();
        action.consent_issue.clear();
        action.mitigation.clear();
        action.do_no_harm.clear();
        action.scenario.clear(); // tells where bases and units may go
        action.scenario_gain.reset();
        action.scenario_problem.clear();
    }
    for (auto& line : model.lines)
        std::erase_if(line.actions, [&](int n) { return std::find(dropped.begin(), dropped.end(), n) != dropped.end(); });
}

void forPartner(ReportModel& model)
{
    const auto bases = model.base_names;
    model.map.bases.clear();
    model.evidence.clear();
    model.bluf.clear();
    model.situation.clear();
    model.map.reach = {}; // tells where help does not come
    model.map.reach_links.clear();
    model.map.reach_conditions.clear();
    model.images.erase("reach");
    model.gaps.clear();
    model.assumptions.clear();
    model.dissent.clear();
    model.limits.clear();
    model.alert_shares.clear();
    model.alert_outcomes.clear();
    for (auto& version : model.versions)
        version.note.clear();
    for (auto& change : model.changes)
        change.reason.clear();
    std::erase_if(model.data_ages, [](const Entry& e) { return e.name != "Incidents" && e.name != "Population"; });
    std::erase_if(model.figures, [](const Figure& f) { return f.kind == FigureKind::NOT_VISITED || f.kind == FigureKind::ACTIONS_OVERDUE; });
    for (auto& figure : model.figures)
        if (figure.kind == FigureKind::PEOPLE_AT_RISK) {
            figure.value = twoDigits(figure.value);
            figure.before = twoDigits(figure.before);
        }
    for (auto& area : model.areas) {
        area.people = twoDigits(area.people);
        area.people_possible = twoDigits(area.people_possible);
    }
    for (auto& place : model.places) {
        place.people = twoDigits(place.people);
        place.visit = VisitState::NOT_KNOWN;
        place.days_since_visit.reset();
        place.arrival = {};
        if (place.lon && place.lat)
            toCell(*place.lon, *place.lat);
    }
    for (auto& line : model.lines)
        reduceLine(line);
    dropPlans(model);
    for (auto& place : model.map.places) {
        place.people = twoDigits(place.people);
        toCell(place.lon, place.lat);
    }
    for (auto& incident : model.map.incidents) {
        toCell(incident.lon, incident.lat);
        incident.precision = std::max(incident.precision, core::PlacePrecision::NEAR_5KM);
    }
    for (auto& road : model.map.roads)
        road.closed = false;
    scrub(model, bases);
    model.base_names.clear();
}

/// Counts from 1 to 4 leave the model; no total is kept from which they could be worked out.
void suppress(AreaCounts& area)
{
    const std::array<Number*, 5> values{&area.incidents, &area.killed_civilians, &area.injured, &area.abducted, &area.displaced};
    area.suppressed.assign(values.size(), false);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (*values[i] && **values[i] > 0 && **values[i] < kSmallest) {
            values[i]->reset();
            area.suppressed[i] = true;
        }
}

ReportModel forPublic(const ReportModel& full)
{
    ReportModel model;
    model.head = full.head;
    model.head.marking = core::Marking::UNCLASSIFIED;
    model.head.contributors.clear();
    model.head.scope = "Counts by area";
    model.area_counts = full.area_counts;
    for (auto& area : model.area_counts)
        suppress(area);
    const auto cover = full.images.find("cover");
    if (cover != full.images.end())
        model.images.insert(*cover);
    return model;
}

} // namespace

Number twoDigits(const Number& value)
{
    if (!value || std::abs(*value) < 100)
        return value;
    std::int64_t unit = 1;
    while (std::abs(*value) / unit >= 100)
        unit *= 10;
    return (*value + (*value >= 0 ? unit / 2 : -unit / 2)) / unit * unit;
}

void toCell(double& lon, double& lat)
{
    const double step = kCellKm / kKmPerDegree;
    lat = std::round(lat / step) * step;
    const double lonStep = step / std::max(0.05, std::cos(lat * std::numbers::pi / 180.0));
    lon = std::round(lon / lonStep) * lonStep;
    lat = std::round(lat * 1e4) / 1e4;
    lon = std::round(lon * 1e4) / 1e4;
}

ReportModel reduce(const ReportModel& full, Profile profile)
{
    if (profile < full.profile)
        throw core::Error{core::ErrorCode::Usage, "The report was already reduced for a narrower profile and cannot be widened."};
    if (profile == full.profile)
        return full;
    if (profile == Profile::PUBLIC && full.coverage)
        throw core::Error{core::ErrorCode::Usage, "There is no patrol coverage review for the public: it tells where help does not come. The widest profile is partner."};
    ReportModel model = profile == Profile::PUBLIC ? forPublic(full) : full;
    if (profile != Profile::PUBLIC && full.profile < Profile::LEADERSHIP)
        withoutSources(model);
    if (profile == Profile::PARTNER) {
        if (model.coverage)
            coverageForPartner(model);
        forPartner(model);
    }
    model.profile = profile;
    compose(model);
    return model;
}

} // namespace tutela::report
