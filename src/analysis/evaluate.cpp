// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evaluate_p.h"

#include "factors_p.h"
#include "mission_reach_p.h"
#include "suggestions_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/core/error.h>

#include <fmt/format.h>

#include <cmath>

namespace tutela::analysis {

using core::Line;
using core::Place;

namespace {

std::optional<int> small(const core::Rating& rating)
{
    return rating ? std::optional{static_cast<int>(*rating)} : std::nullopt;
}

std::vector<core::PlaceId> placesInAreas(const core::Mission& mission, const std::vector<core::AreaId>& ids)
{
    std::vector<const core::Area*> areas;
    for (const core::AreaId id : ids)
        if (const core::Area* area = mission.find<core::Area>(id))
            areas.push_back(area);
    const AreaIndex index{areas};
    std::vector<core::PlaceId> inside;
    for (const Place& place : mission.all<Place>())
        if (place.lon && place.lat && index.covers(*place.lon, *place.lat))
            inside.push_back({place.id});
    return inside;
}

/// Builds one LineResult step by step.
class Evaluation {
public:
    Evaluation(const Context& context, Line line)
        : m_context(context), m_mission(context.mission()),
          m_threat(line.threat_id ? m_mission.find<core::Threat>(*line.threat_id) : nullptr),
          m_scope(context, m_threat, placesOf(m_mission, line), line.place_ids.empty() ? line.area_ids : std::vector<core::AreaId>{})
    {
        m_out.line = std::move(line);
    }

    LineResult run()
    {
        names();
        judgements();
        persons();
        vulnerability();
        reach();
        evidence();
        trend();
        m_out.score = core::score(m_in);
        m_out.explain.insert(m_out.explain.end(), m_out.score.explain.begin(), m_out.score.explain.end());
        core::ScoreInput plain = m_in;
        plain.overrides = {};
        m_out.method_class = core::score(plain).priority;
        overrides(core::score(plain));
        m_out.suggestions = suggestionsFor(m_context, m_scope, m_out.line);
        visits();
        if (isSigned())
            keepSigned();
        else
            derived();
        sortKey();
        return std::move(m_out);
    }

private:
    void say(std::string_view name, std::string_view formula, std::string_view value)
    {
        m_out.explain.push_back(fmt::format("{} = {} = {}", name, formula, value));
    }

    void names()
    {
        const Line& line = m_out.line;
        m_out.title = titleOf(m_mission, line);
        m_out.threat_name = m_threat != nullptr ? m_threat->name : std::string{};
        if (m_threat == nullptr)
            m_out.notes.push_back("The threat of this line is gone; its actors and acts are not known.");
        for (const Place* place : m_scope.places) {
            m_out.place_ids.push_back({place->id});
            m_out.place_names.push_back(nameOf(*place));
        }
        for (const core::AreaId id : line.area_ids)
            if (const core::Area* area = m_mission.find<core::Area>(id))
                m_out.area_names.push_back(area->name);
        m_out.action_ids = line.action_ids;
        if (m_threat == nullptr)
            return;
        m_out.actor_ids = m_threat->actor_ids;
        m_out.acts = m_threat->acts;
        for (const core::ActorId id : m_threat->actor_ids) {
            const core::Actor* actor = m_mission.find<core::Actor>(id);
            m_out.actor_names.push_back(actor != nullptr ? actor->name : fmt::format("Actor {}", id.value));
            m_out.state_is_actor = m_out.state_is_actor || (actor != nullptr && actor->actor_kind && isStateForce(*actor->actor_kind));
        }
    }

    void judged(std::string_view name, const core::Rating& value, const std::string& reason)
    {
        if (value)
            say(name, reason.empty() ? "judged, no reason given" : fmt::format("judged \"{}\"", reason), std::to_string(*value));
    }

    void judgements()
    {
        const Line& line = m_out.line;
        m_in.intent = m_out.intent = small(line.intent);
        m_in.capability = m_out.capability = small(line.capability);
        m_in.opportunity = m_out.opportunity = small(line.opportunity);
        judged("intent", line.intent, line.intent_reason);
        judged("capability", line.capability, line.capability_reason);
        judged("opportunity", line.opportunity, line.opportunity_reason);

        const Reasoned shift = shiftOf(m_context, m_scope);
        m_out.shift = shift.value;
        say("shift", shift.why, std::to_string(shift.value));
        if (line.shift_override) {
            m_out.shift = static_cast<int>(*line.shift_override);
            m_out.shift_overridden = true;
            tell("shift", std::to_string(shift.value), std::to_string(m_out.shift), line.shift_reason);
            say("shift", fmt::format("set by an adviser in place of {}", shift.value), std::to_string(m_out.shift));
        }
        m_in.shift = m_out.shift;

        m_in.acts = m_out.acts;
        m_in.act_severity = small(line.act_severity_override);
        if (line.act_severity_override) {
            const auto fromActs = core::actSeverity(m_out.acts);
            const std::string method = fromActs ? std::to_string(*fromActs) : "not assessed";
            tell("act_severity", method, std::to_string(*line.act_severity_override), line.act_severity_reason);
            say("act_severity", "set by an adviser in place of " + method, std::to_string(*line.act_severity_override));
        }
        m_in.state_is_actor = m_out.state_is_actor;
        m_in.host_state = m_out.host_state = small(line.host_state);
        m_in.community = m_out.community = small(line.community);
        judged("host_state", line.host_state, line.host_state_reason);
        judged("community", line.community, line.community_reason);
    }

    void persons()
    {
        std::vector<std::string> parts;
        for (const Place* place : m_scope.places) {
            if (!place->population_total) {
                ++m_out.places_without_population;
                continue;
            }
            m_out.persons = m_out.persons.value_or(0) + *place->population_total;
            parts.push_back(fmt::format("{} of place {}", *place->population_total, place->id));
        }
        m_in.persons = m_out.persons;
        constexpr std::size_t kShown = 8;
        if (parts.size() > kShown)
            parts = {fmt::format("sum over {} places", parts.size())};
        if (m_out.persons)
            say("persons", fmt::format("{}", fmt::join(parts, " + ")), std::to_string(*m_out.persons));
        if (m_out.persons && m_out.places_without_population > 0)
            m_out.notes.push_back(fmt::format("The population of {} of {} places is not known: the number of persons exposed is a lower bound.",
                                              m_out.places_without_population, m_scope.places.size()));
        if (!m_out.persons)
            m_out.notes.push_back("The population is not known: exposure 2 is assumed.");
    }

    void vulnerability()
    {
        if (isSigned() && !m_out.line.vulnerability_counted.empty())
            m_out.vulnerability = checklistsOf(m_out.line.vulnerability_counted);
        else
            checklists();
        const PlaceVulnerability* highest = nullptr;
        for (const PlaceVulnerability& one : m_out.vulnerability)
            if (highest == nullptr || one.half_points > highest->half_points)
                highest = &one;
        if (highest == nullptr)
            return;
        m_in.vulnerability_half_points = highest->half_points;
        std::vector<std::string> parts;
        for (const Factor& factor : highest->factors)
            if (factor.state == FactorState::True)
                parts.push_back(fmt::format("{} {} ({})", core::word(factor.factor), factor.half_points, factor.why));
        say("vulnerability_half_points",
            fmt::format("{} for place {}, {} unknown", parts.empty() ? std::string{"none true"} : fmt::format("{}", fmt::join(parts, " + ")),
                        highest->place.value, highest->unknown),
            std::to_string(highest->half_points));
    }

    /// By the records as they are now.
    void checklists()
    {
        for (const Place* place : m_scope.places) {
            PlaceVulnerability one = vulnerabilityOf(m_context, *place, m_threat);
            // A line over areas may hold thousands of places: only the one that decides is kept.
            if (m_out.line.place_ids.empty() && !m_out.vulnerability.empty()) {
                if (one.half_points > m_out.vulnerability.front().half_points)
                    m_out.vulnerability.front() = std::move(one);
                continue;
            }
            m_out.vulnerability.push_back(std::move(one));
        }
    }

    [[nodiscard]] bool isSigned() const { return m_out.line.assessment_id && core::isFrozen(m_mission, *m_out.line.assessment_id); }

    /// What was signed stands, whatever the records say today; what was never computed is computed.
    void keepSigned()
    {
        const Line kept = m_out.line;
        derived();
        core::Score& score = m_out.score;
        const auto take = [](const auto& stored, auto& value) {
            if (stored)
                value = *stored;
        };
        take(intRangeOf(kept.likelihood), score.likelihood);
        take(intRangeOf(kept.impact), score.impact);
        take(intRangeOf(kept.risk_inherent), score.risk_inherent);
        take(intRangeOf(kept.risk_residual), score.risk_residual);
        take(bandRangeOf(kept.band), score.band);
        take(classRangeOf(kept.priority_class), score.priority);
        take(core::enumerator<core::Confidence>(kept.confidence), score.confidence.level);
        take(core::enumerator<core::Trend>(kept.trend), score.trend);
        if (kept.imminent)
            score.imminent = *kept.imminent;
        if (classRangeOf(kept.priority_class))
            m_out.line = kept;
    }

    /// Bases and roads of today may lead elsewhere than those of the day when the version was signed.
    void signedReach()
    {
        const Line& line = m_out.line;
        m_out.mission_reach = line.mission_reach_counted ? std::optional{static_cast<int>(*line.mission_reach_counted)} : std::nullopt;
        m_out.reach = !m_out.mission_reach ? ReachStatus::NotComputed : line.mission_reach ? ReachStatus::Judged : line.response_minutes ? ReachStatus::ResponseTime : ReachStatus::BaseInPlace;
        const std::string how = !m_out.mission_reach ? "not computed when the version was signed, counts as 0"
                                : line.response_minutes ? fmt::format("as it was signed, for a response of {:.1f} min", *line.response_minutes)
                                                        : "as it was signed";
        say("mission_reach", how, std::to_string(m_out.mission_reach.value_or(0)));
        m_in.mission_reach = m_out.mission_reach.value_or(0);
    }

    void reach()
    {
        const Line& line = m_out.line;
        if (isSigned())
            return signedReach();
        const MissionReach found = missionReach(m_context, m_scope);
        m_out.response = found.response;
        if (line.mission_reach) {
            m_out.mission_reach = small(line.mission_reach);
            m_out.reach = ReachStatus::Judged;
            judged("mission_reach", line.mission_reach, line.mission_reach_reason);
        } else if (found.value) {
            m_out.mission_reach = found.value;
            m_out.reach = found.response->base_in_place ? ReachStatus::BaseInPlace : ReachStatus::ResponseTime;
            say("mission_reach", found.why, std::to_string(*found.value));
        } else {
            m_out.notes.push_back(fmt::format("Reach not computed: {}; it counts as 0.", found.why));
            say("mission_reach", fmt::format("reach not computed, counts as 0 ({})", found.why), "0");
        }
        m_in.mission_reach = m_out.mission_reach.value_or(0);
    }

    void evidence()
    {
        m_out.evidence = evidenceOf(m_context, m_out.line, m_out.notes);
        m_in.evidence = itemsOf(m_out.evidence);
        m_out.imminent_alerts = imminentAlerts(m_context, m_scope);
        m_in.imminent = !m_out.imminent_alerts.empty();
        std::vector<std::int64_t> ids;
        for (const core::AlertId id : m_out.imminent_alerts)
            ids.push_back(id.value);
        say("imminent", ids.empty() ? "no open warning of an attack in the place within 72 hours" : "open warning of an attack in the place, " + idList("alert", ids),
            ids.empty() ? "no" : "yes");
        if (m_out.line.confidence_override)
            m_in.overrides.confidence = m_out.line.confidence_override;
    }

    void trend()
    {
        m_out.trend = lineTrend(m_context, m_scope);
        const TrendBasis& basis = m_out.trend;
        say("trend_counts",
            fmt::format("violent incidents within 25 km{}: {} in 28 days, {} in the 84 days before",
                        basis.recent + basis.before == 0 ? std::string{}
                        : basis.dataset.empty()           ? std::string{", recorded by hand"}
                                                          : fmt::format(", dataset {}", basis.dataset), basis.recent, basis.before),
            fmt::format("{} and {}", basis.recent, basis.before));
        if (m_out.line.trend_override) {
            m_in.trend = *m_out.line.trend_override;
            tell("trend", core::word(basis.result.trend), core::word(m_in.trend), m_out.line.trend_reason);
            say("trend", fmt::format("set by an adviser in place of {}", core::word(basis.result.trend)), core::word(m_in.trend));
        } else {
            m_in.counts = core::TrendCounts{basis.recent, basis.before};
        }
        if (basis.reporting_effect && basis.result.trend != core::Trend::INSUFFICIENT)
            m_out.notes.push_back(fmt::format("Reporting effect possible: {} visits in the last 28 days, {} in the 84 days before.",
                                              basis.visits_recent, basis.visits_before));
        if (basis.other_datasets)
            m_out.notes.push_back(fmt::format("The trend counts {} only; other datasets are not mixed in.",
                                              basis.dataset.empty() ? std::string{"incidents recorded by hand"} : "dataset " + basis.dataset));
        const Line& line = m_out.line;
        m_in.overrides.exposure = small(line.exposure_override);
        m_in.overrides.vulnerability = small(line.vulnerability_override);
        m_in.overrides.likelihood = small(line.likelihood_override);
        m_in.overrides.impact = small(line.impact_override);
        m_in.overrides.priority = line.class_override;
    }

    void tell(std::string_view field, std::string_view method, std::string_view value, const std::string& reason)
    {
        m_out.overrides.push_back({std::string{field}, std::string{method}, std::string{value}, reason, m_out.line.override_role});
    }
    void overrides(const core::Score& method)
    {
        const Line& line = m_out.line;
        const auto number = [&](std::string_view field, const core::Rating& value, const core::Range<int>& range, const std::string& reason) {
            if (value)
                tell(field, core::rangeText(range), std::to_string(*value), reason);
        };
        number("exposure", line.exposure_override, method.exposure, line.exposure_reason);
        number("vulnerability", line.vulnerability_override, method.vulnerability, line.vulnerability_reason);
        number("likelihood", line.likelihood_override, method.likelihood, line.likelihood_reason);
        number("impact", line.impact_override, method.impact, line.impact_reason);
        if (line.confidence_override)
            tell("confidence", core::word(method.confidence.level), core::word(*line.confidence_override), line.confidence_reason);
        if (line.class_override)
            tell("class", core::rangeText(method.priority), core::word(*line.class_override), line.class_reason);
    }

    void visits()
    {
        for (const Place* place : m_scope.places) {
            const auto& stays = m_context.observations().visitsTo({place->id});
            if (stays.empty()) {
                m_out.last_visit.reset(); // never visited is older than any visit
                return;
            }
            core::Instant last = stays.front().end;
            for (const Visit& visit : stays)
                last = std::max(last, visit.end);
            m_out.last_visit = m_out.last_visit ? std::min(*m_out.last_visit, last) : last;
        }
    }

    void sortKey()
    {
        const Place* main = nullptr;
        for (const Place* place : m_scope.places)
            if (main == nullptr || place->population_total.value_or(-1) > main->population_total.value_or(-1))
                main = place;
        core::SortKey& key = m_out.sort_key;
        key.priority = m_out.score.priority.highest;
        key.risk_residual = m_out.score.risk_residual.highest;
        key.imminent = m_out.score.imminent;
        key.trend = m_out.score.trend;
        key.impact = m_out.score.impact.highest;
        key.persons = m_out.persons.value_or(0);
        if (m_out.last_visit)
            key.days_since_visit = std::max(0.0, static_cast<double>((m_context.asOf() - *m_out.last_visit).count()) / 86400.0);
        key.name = main != nullptr ? nameOf(*main) : m_out.title;
        key.id = main != nullptr ? main->id : m_out.line.id;
    }

    void derived()
    {
        Line& line = m_out.line;
        const core::Score& score = m_out.score;
        line.likelihood = core::rangeText(score.likelihood);
        line.impact = core::rangeText(score.impact);
        line.risk_inherent = core::rangeText(score.risk_inherent);
        line.risk_residual = core::rangeText(score.risk_residual);
        line.band = core::rangeText(score.band);
        line.priority_class = core::rangeText(score.priority);
        line.confidence = core::word(score.confidence.level);
        line.trend = core::word(score.trend);
        line.imminent = score.imminent;
        line.mission_reach_counted = m_out.mission_reach;
        if (m_out.response) // a signed line keeps its own
            line.response_minutes = responseMinutes();
        line.vulnerability_counted = countedFactors(m_out.vulnerability);
    }

    /// To a tenth, so that two machines store the same.
    [[nodiscard]] core::Real responseMinutes() const
    {
        const auto& response = m_out.response;
        if (!response || response->base_in_place || response->time.state != core::ResponseTime::State::Reached)
            return std::nullopt;
        constexpr double kTenths = 10.0;
        return std::round(response->time.minutes() * kTenths) / kTenths;
    }

    const Context& m_context;
    const core::Mission& m_mission;
    const core::Threat* m_threat;
    Scope m_scope;
    core::ScoreInput m_in;
    LineResult m_out;
};

bool before(const LineResult& a, const LineResult& b)
{
    if (core::moreUrgent(a.sort_key, b.sort_key))
        return true;
    if (core::moreUrgent(b.sort_key, a.sort_key))
        return false;
    // Two threats to one place may tie in every key of the doctrine.
    if (a.line.threat_id != b.line.threat_id)
        return a.line.threat_id < b.line.threat_id;
    return a.line.id < b.line.id;
}

} // namespace

std::vector<const Place*> placesOf(const core::Mission& mission, const Line& line)
{
    std::vector<core::PlaceId> ids = line.place_ids.empty() ? placesInAreas(mission, line.area_ids) : line.place_ids;
    std::vector<const Place*> places;
    std::set<core::PlaceId> seen;
    for (const core::PlaceId id : ids)
        if (const Place* place = mission.find<Place>(id); place != nullptr && seen.insert(id).second)
            places.push_back(place);
    return places;
}

std::string titleOf(const core::Mission& mission, const Line& line)
{
    const core::Threat* threat = line.threat_id ? mission.find<core::Threat>(*line.threat_id) : nullptr;
    std::string where;
    std::vector<std::string> names;
    if (line.place_ids.empty()) {
        for (const core::AreaId id : line.area_ids)
            if (const core::Area* area = mission.find<core::Area>(id))
                names.push_back(area->name);
    } else {
        for (const Place* place : placesOf(mission, line))
            names.push_back(nameOf(*place));
    }
    constexpr std::size_t kNamed = 3;
    if (names.empty())
        where = "no place";
    else if (names.size() <= kNamed)
        where = names.size() == 1 ? names[0]
                                  : fmt::format("{} and {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
    else
        where = fmt::format("{} and {} more places", fmt::join(names.begin(), names.begin() + 2, ", "), names.size() - 2);
    return fmt::format("{}, {}", threat != nullptr && !threat->name.empty() ? threat->name : "Unnamed threat", where);
}

LineResult evaluateLine(const Context& context, Line line) { return Evaluation{context, std::move(line)}.run(); }

std::vector<LineResult> evaluateLines(const Context& context, std::vector<Line> lines, const core::Progress& progress)
{
    std::vector<LineResult> results;
    results.reserve(lines.size());
    for (Line& line : lines) {
        progress.step(static_cast<double>(results.size()) / static_cast<double>(lines.size()), "scoring lines");
        results.push_back(evaluateLine(context, std::move(line)));
    }
    std::stable_sort(results.begin(), results.end(), before);
    return results;
}

AssessmentResult evaluate(const core::Mission& mission, const core::Assessment& assessment, std::vector<Line> lines,
                          std::optional<core::Instant> as_of, const core::Progress& progress)
{
    const auto instant = as_of ? as_of : assessment.as_of ? assessment.as_of : assessment.period_to;
    if (!instant)
        throw core::Error{core::ErrorCode::InvalidInput,
                          "The assessment has no information cut-off; set its as_of or period, or name one with --as-of."};
    AssessmentResult result;
    result.as_of = *instant;
    const Context context{mission, *instant, progress.part(0.0, 0.2)};
    result.lines = evaluateLines(context, std::move(lines), progress.part(0.2, 0.8));
    compare(mission, assessment.previous_id, result, progress.part(0.8, 0.9));
    summarise(context, assessment, result);
    progress.step(1.0, "scoring lines");
    return result;
}

AssessmentResult evaluate(const core::Mission& mission, core::AssessmentId id, std::optional<core::Instant> as_of, const core::Progress& progress)
{
    const core::Assessment* assessment = mission.find<core::Assessment>(id);
    if (assessment == nullptr)
        throw core::Error{core::ErrorCode::InvalidInput, "There is no such assessment; choose one that `assessment list` shows."};
    return evaluate(mission, *assessment, linesOf(mission, id), as_of, progress);
}

std::vector<Line> linesOf(const core::Mission& mission, core::AssessmentId assessment)
{
    std::vector<Line> lines;
    for (const Line& line : mission.all<Line>())
        if (line.assessment_id == assessment)
            lines.push_back(line);
    return lines;
}

} // namespace tutela::analysis
