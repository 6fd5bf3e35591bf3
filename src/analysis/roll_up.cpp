// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evaluate_p.h"

#include <tutela/analysis/area_index.h>

#include <fmt/format.h>

#include <map>

namespace tutela::analysis {

using core::Area;
using core::AreaId;
using core::PlaceId;

namespace {

constexpr int kRequirementRisk = 10; ///< a LOW line from this residual risk on asks for information (doctrine.md 3.6)

void raise(std::optional<core::PriorityClass>& highest, core::PriorityClass found)
{
    if (!highest || found < *highest) // MUST is the lowest enumerator
        highest = found;
}

/// Collects lines of one area (or all): highest values and distinct places, each in its highest class only.
class Collector {
public:
    void add(const LineResult& line, const std::vector<PlaceId>& places)
    {
        ++m_out.lines;
        raise(m_out.highest_class, line.priority());
        const core::Range<int> risk = m_out.highest_risk.value_or(core::Range<int>{});
        m_out.highest_risk = core::Range<int>{std::max(risk.lowest, line.score.risk_residual.lowest), std::max(risk.highest, line.score.risk_residual.highest)};
        m_out.lines_must += line.score.priority.lowest == core::PriorityClass::MUST ? 1 : 0;
        ++m_out.lines_per_class[static_cast<std::size_t>(line.priority())];
        for (const PlaceId id : places) {
            const auto [at, isNew] = m_classes.try_emplace(id, line.priority());
            if (!isNew)
                at->second = std::min(at->second, line.priority());
        }
    }
    RollUp finish(const core::Mission& mission)
    {
        std::array<std::int64_t, 4> known{};
        for (const auto& [id, priority] : m_classes) {
            const auto k = static_cast<std::size_t>(priority);
            ++m_out.places_per_class[k];
            const core::Place* place = mission.find<core::Place>(id);
            if (place == nullptr || !place->population_total) {
                ++m_out.places_without_population;
                continue;
            }
            ++known[k];
            m_out.persons_per_class[k] = m_out.persons_per_class[k].value_or(0) + *place->population_total;
        }
        for (std::size_t k = 0; k < known.size(); ++k)
            if (m_out.places_per_class[k] == 0)
                m_out.persons_per_class[k] = 0; // known to be none: no place is in the class
        return std::move(m_out);
    }

private:
    RollUp m_out;
    std::map<PlaceId, core::PriorityClass> m_classes;
};

std::vector<std::uint32_t> incidentsIn(const Context& context, const AreaIndex& index, std::optional<AreaId> area)
{
    std::vector<std::uint32_t> inside;
    for (const std::uint32_t i : context.incidents().all()) {
        const auto found = index.find(context.columns().lon(i), context.columns().lat(i));
        if (found && (!area || *found == *area))
            inside.push_back(i);
    }
    return inside;
}

std::vector<const core::Place*> placesInside(const core::Mission& mission, const AreaIndex& index, AreaId area)
{
    std::vector<const core::Place*> inside;
    for (const core::Place& place : mission.all<core::Place>())
        if (place.lon && place.lat && index.find(*place.lon, *place.lat) == area)
            inside.push_back(&place);
    return inside;
}

/// Places of a line by the area that holds them; a line over areas without places belongs to its areas of that level.
std::map<AreaId, std::vector<PlaceId>> byArea(const core::Mission& mission, const AreaIndex& index, const LineResult& line)
{
    std::map<AreaId, std::vector<PlaceId>> found;
    for (const PlaceId id : line.place_ids) {
        const core::Place* place = mission.find<core::Place>(id);
        const auto area = place->lon && place->lat ? index.find(*place->lon, *place->lat) : std::nullopt;
        if (area)
            found[*area].push_back(id);
    }
    for (const AreaId id : line.line.area_ids)
        if (std::binary_search(index.areas().begin(), index.areas().end(), id))
            found.try_emplace(id);
    return found;
}

void addAreas(const Context& context, AssessmentResult& result)
{
    const core::Mission& mission = context.mission();
    const auto level = defaultLevel(mission);
    if (!level)
        return;
    const AreaIndex index = AreaIndex::ofLevel(mission, *level);
    std::map<AreaId, Collector> collectors;
    for (const LineResult& line : result.lines)
        for (const auto& [area, places] : byArea(mission, index, line))
            collectors[area].add(line, places);
    std::map<AreaId, std::vector<std::uint32_t>> incidents;
    for (const std::uint32_t i : context.incidents().all())
        if (const auto area = index.find(context.columns().lon(i), context.columns().lat(i)); area && collectors.contains(*area))
            incidents[*area].push_back(i);
    for (auto& [id, collector] : collectors) {
        RollUp area = collector.finish(mission);
        area.area = id;
        area.name = mission.find<Area>(id)->name;
        area.trend = trendOf(context, incidents[id]);
        addEffort(context, placesInside(mission, index, id), area.trend);
        result.areas.push_back(std::move(area));
    }
    std::sort(result.areas.begin(), result.areas.end(),
              [](const RollUp& a, const RollUp& b) { return std::tie(a.name, a.area) < std::tie(b.name, b.area); });
}

/// Trend of all the assessment is about: its areas, else every incident of the mission.
TrendBasis wholeTrend(const Context& context, const core::Assessment& assessment)
{
    std::vector<const Area*> areas;
    for (const AreaId id : assessment.area_ids)
        if (const Area* area = context.mission().find<Area>(id))
            areas.push_back(area);
    TrendBasis trend;
    std::vector<const core::Place*> places;
    if (areas.empty()) {
        trend = trendOf(context, context.incidents().all());
        for (const core::Place& place : context.mission().all<core::Place>())
            places.push_back(&place);
    } else {
        const AreaIndex index{areas};
        trend = trendOf(context, incidentsIn(context, index, std::nullopt));
        for (const core::Place& place : context.mission().all<core::Place>())
            if (place.lon && place.lat && index.covers(*place.lon, *place.lat))
                places.push_back(&place);
    }
    addEffort(context, places, trend);
    return trend;
}

void addRequirements(AssessmentResult& result)
{
    for (std::size_t i = 0; i < result.lines.size(); ++i) {
        const LineResult& line = result.lines[i];
        if (line.score.confidence.level != core::Confidence::LOW || line.score.risk_residual.highest < kRequirementRisk)
            continue;
        const char* have = line.evidence.empty() ? "no evidence is cited" : line.score.confidence.groups == 1 ? "one origin only" : "weak or old evidence";
        result.requirements.push_back(
            {i, fmt::format("Confirm {}: residual risk {}, confidence low ({}).", line.title, core::rangeText(line.score.risk_residual), have)});
    }
}

} // namespace

void summarise(const Context& context, const core::Assessment& assessment, AssessmentResult& result)
{
    Collector all;
    for (const LineResult& line : result.lines)
        all.add(line, line.place_ids);
    result.whole = all.finish(context.mission());
    result.whole.name = "All lines";
    result.whole.trend = wholeTrend(context, assessment);
    addAreas(context, result);
    addRequirements(result);
    const auto must = result.whole.lines_per_class[static_cast<std::size_t>(core::PriorityClass::MUST)];
    const auto sure = result.whole.lines_must;
    const auto tooMany = [&](std::int64_t count) { return 10 * count > 3 * result.whole.lines; };
    if (tooMany(sure))
        result.notes.push_back(fmt::format("Everything is priority: {} of {} lines {} Must.", sure, result.whole.lines, sure == 1 ? "is" : "are"));
    else if (tooMany(must))
        result.notes.push_back(fmt::format("Everything may be priority: {} of {} lines {} Must, {} more may be because inputs are not rated.", sure,
                                           result.whole.lines, sure == 1 ? "is" : "are", must - sure));
}

TrendBasis placeTrend(const core::Mission& mission, PlaceId id, core::Instant as_of)
{
    const core::Place* place = mission.find<core::Place>(id);
    const Context context{mission, as_of, {}};
    TrendBasis trend;
    if (place == nullptr || !place->point())
        return trend;
    trend = trendOf(context, context.incidents().within(*place->point(), kPlaceTrendMetres));
    addEffort(context, {place}, trend);
    return trend;
}

} // namespace tutela::analysis
