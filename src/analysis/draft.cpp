// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evaluate_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/core/error.h>

#include <fmt/format.h>

#include <charconv>
#include <map>

namespace tutela::analysis {

using core::Area;
using core::AreaId;
using core::Assessment;
using core::AssessmentId;
using core::Line;
using core::PlaceId;
using core::Threat;

void takeJudgement(const Threat& threat, Line& line)
{
    line.intent = threat.intent;
    line.intent_reason = threat.intent_reason;
    line.capability = threat.capability;
    line.capability_reason = threat.capability_reason;
    line.opportunity = threat.opportunity;
    line.opportunity_reason = threat.opportunity_reason;
    line.host_state = threat.host_state;
    line.host_state_reason = threat.host_state_reason;
    line.community = threat.community;
    line.community_reason = threat.community_reason;
}

namespace {

/// What a draft covers: whole areas, or everything.
class Cover {
public:
    Cover(const core::Mission& mission, const std::vector<AreaId>& ids) : m_everything(ids.empty())
    {
        std::vector<const Area*> areas;
        for (const AreaId id : ids)
            if (const Area* area = mission.find<Area>(id))
                areas.push_back(area);
        m_index = std::make_unique<AreaIndex>(areas);
        m_areas = areas;
    }
    [[nodiscard]] bool holds(const core::Place& place) const
    {
        return m_everything || (place.lon && place.lat && m_index->covers(*place.lon, *place.lat));
    }
    /// True for an area most of which lies inside.
    [[nodiscard]] bool holds(const Area& area) const
    {
        return m_everything || std::any_of(m_areas.begin(), m_areas.end(), [&](const Area* outer) {
            return outer->id == area.id || core::shareInside(area.geometry, outer->geometry) > 0.5;
        });
    }

private:
    bool m_everything;
    std::vector<const Area*> m_areas;
    std::unique_ptr<AreaIndex> m_index;
};

Line lineOf(const Threat& threat)
{
    Line line;
    line.threat_id = core::ThreatId{threat.id};
    line.sensitivity = threat.sensitivity;
    line.sensitivity_reason = threat.sensitivity_reason;
    takeJudgement(threat, line);
    return line;
}

/// One line a place; for a threat that names areas only, one line an area; for one with only a geometry, its places joined.
std::vector<Line> linesOfThreat(const core::Mission& mission, const Threat& threat, const Cover& cover)
{
    std::vector<Line> lines;
    for (const PlaceId id : std::set<PlaceId>{threat.place_ids.begin(), threat.place_ids.end()}) {
        const core::Place* place = mission.find<core::Place>(id);
        if (place == nullptr || !cover.holds(*place))
            continue;
        lines.push_back(lineOf(threat));
        lines.back().place_ids = {id};
    }
    if (!threat.place_ids.empty())
        return lines;
    for (const AreaId id : std::set<AreaId>{threat.area_ids.begin(), threat.area_ids.end()}) {
        const Area* area = mission.find<Area>(id);
        if (area == nullptr || !cover.holds(*area))
            continue;
        lines.push_back(lineOf(threat));
        lines.back().area_ids = {id};
    }
    if (!threat.area_ids.empty() || !threat.geometry.isArea())
        return lines;
    Area shape;
    shape.geometry = threat.geometry;
    const Area* pointer = &shape;
    const AreaIndex index{std::span{&pointer, 1}};
    Line joined = lineOf(threat);
    for (const core::Place& place : mission.all<core::Place>())
        if (place.lon && place.lat && index.covers(*place.lon, *place.lat) && cover.holds(place))
            joined.place_ids.push_back({place.id});
    if (!joined.place_ids.empty())
        lines.push_back(std::move(joined));
    return lines;
}

void cite(const Context& context, Line& line)
{
    const Threat* threat = line.threat_id ? context.mission().find<Threat>(*line.threat_id) : nullptr;
    const Scope scope{context, threat, placesOf(context.mission(), line), line.place_ids.empty() ? line.area_ids : std::vector<AreaId>{}};
    Citations cited = citedAutomatically(context, scope);
    line.incident_ids = std::move(cited.incidents);
    line.alert_ids = std::move(cited.alerts);
}

/// Lines of every threat that is not closed, in the order of threats and places; threats that lead nowhere are told.
std::vector<Line> freshLines(const core::Mission& mission, const Cover& cover, std::vector<std::string>& notes)
{
    std::vector<Line> lines;
    for (const Threat& threat : mission.all<Threat>()) {
        if (threat.status == core::ThreatStatus::CLOSED)
            continue;
        auto ours = linesOfThreat(mission, threat, cover);
        if (ours.empty() && threat.place_ids.empty() && threat.area_ids.empty() && threat.geometry.empty())
            notes.push_back(fmt::format("Threat {} names no place and no area: it has no line.", threat.name.empty() ? std::to_string(threat.id) : threat.name));
        std::move(ours.begin(), ours.end(), std::back_inserter(lines));
    }
    return lines;
}

core::AssessmentLevel levelOf(const Area* area)
{
    using enum core::AreaLevel;
    if (area == nullptr || !area->level || area->level == MISSION)
        return core::AssessmentLevel::STRATEGIC;
    const bool operational = area->level == SECTOR || area->level == FIELD_OFFICE_AOR || area->level == ADMIN1;
    return operational ? core::AssessmentLevel::OPERATIONAL : core::AssessmentLevel::TACTICAL;
}

/// 7 for weekly, 30 for monthly, 180 for longer periods (doctrine.md 2.11).
std::int64_t forecastDays(const core::Period& period)
{
    const auto days = std::chrono::duration_cast<std::chrono::days>(period.to - period.from).count();
    return days <= 10 ? 7 : days <= 45 ? 30 : 180;
}

std::string capitals(const std::string& text)
{
    std::string out;
    for (const char c : text)
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            out += c;
        else if (c >= 'a' && c <= 'z')
            out += static_cast<char>(c - ('a' - 'A'));
    return out.substr(0, 8);
}

/// Code of the area, else of the nearest area above it that has one, else of the mission.
std::string sectorCode(const core::Mission& mission, const Area* area)
{
    for (int step = 0; area != nullptr && step < 32; ++step) { // a broken tree must not turn for ever
        if (!area->code.empty())
            return area->code;
        if (const std::string code = capitals(area->pcode); !code.empty())
            return code;
        area = area->parent_id ? mission.find<Area>(*area->parent_id) : nullptr;
    }
    const std::string acronym = capitals(mission.details.acronym);
    return acronym.empty() ? "MISSION" : acronym;
}

int numberAfter(std::string_view text, std::string_view prefix)
{
    int number = 0;
    if (text.starts_with(prefix))
        std::from_chars(text.data() + prefix.size(), text.data() + text.size(), number);
    return number;
}

std::string newReference(const core::Mission& mission, const Area* area, const core::Period& period)
{
    const std::chrono::year_month_day last{mission.timeZone().dayAt(period.to - std::chrono::seconds{1})};
    const std::string prefix = fmt::format("TA-{}-{:04}-", sectorCode(mission, area), static_cast<int>(last.year()));
    int highest = 0;
    for (const Assessment& assessment : mission.all<Assessment>())
        highest = std::max(highest, numberAfter(assessment.reference, prefix));
    return fmt::format("{}{:04}", prefix, highest + 1);
}

struct Version {
    int major = 0, minor = 0;
    auto operator<=>(const Version&) const = default;
};
Version versionOf(std::string_view text)
{
    const std::size_t dot = text.find('.');
    return {numberAfter(text, ""), dot == std::string_view::npos ? 0 : numberAfter(text.substr(dot + 1), "")};
}

std::string nextVersion(const core::Mission& mission, const std::string& reference)
{
    Version highest;
    for (const Assessment& assessment : mission.all<Assessment>())
        if (assessment.reference == reference)
            highest = std::max(highest, versionOf(assessment.version));
    return fmt::format("{}.{}", highest.major, highest.minor + 1);
}

std::string titleText(const core::Mission& mission, const std::vector<AreaId>& areas, const core::Period& period)
{
    std::vector<std::string> names;
    for (const AreaId id : areas)
        if (const Area* area = mission.find<Area>(id))
            names.push_back(area->name);
    const core::TimeZone zone = mission.timeZone();
    const core::Day first = zone.dayAt(period.from);
    const core::Day last = zone.dayAt(period.to - std::chrono::seconds{1});
    const std::chrono::year_month_day a{first};
    const std::chrono::year_month_day b{last};
    const bool month = a.day() == std::chrono::day{1} && core::Day{a.year() / a.month() / std::chrono::last} == last;
    const std::string when = month && a.month() == b.month() ? core::readableMonth(first) : fmt::format("{} to {}", core::readable(first), core::readable(last));
    const std::string where = names.empty() ? (mission.details.name.empty() ? "whole mission" : mission.details.name) : fmt::format("{}", fmt::join(names, ", "));
    return fmt::format("Threat assessment, {}, {}", where, when);
}

const Area* firstArea(const core::Mission& mission, const std::vector<AreaId>& ids)
{
    return ids.empty() ? nullptr : mission.find<Area>(ids.front());
}

void requirePeriod(const core::Period& period)
{
    if (period.to <= period.from)
        throw core::Error{core::ErrorCode::InvalidInput, "The period of an assessment must end after it begins."};
}

AssessmentDraft finished(const Context& context, Assessment assessment, std::vector<Line> lines, std::vector<std::string> notes, const core::Progress& progress)
{
    AssessmentDraft out;
    out.result.as_of = context.asOf();
    out.result.notes = std::move(notes);
    out.result.lines = evaluateLines(context, std::move(lines), progress.part(0.3, 0.9));
    compare(context.mission(), assessment.previous_id, out.result, progress.part(0.9, 1.0));
    summarise(context, assessment, out.result);
    out.assessment = std::move(assessment);
    return out;
}

/// A line of the next version: judgements, reasons and actions stay; what was computed goes.
std::optional<Line> continued(const core::Mission& mission, const Line& last)
{
    const Threat* threat = last.threat_id ? mission.find<Threat>(*last.threat_id) : nullptr;
    if (threat == nullptr || threat->status == core::ThreatStatus::CLOSED)
        return std::nullopt;
    Line line = last;
    static_cast<core::Record&>(line) = core::Record{};
    line.sensitivity = last.sensitivity;
    line.sensitivity_reason = last.sensitivity_reason;
    line.source_ids = last.source_ids;
    line.assessment_id.reset();
    line.previous_id = core::LineId{last.id};
    line.change_reason.clear();
    line.change_since_last.reset();
    std::erase_if(line.place_ids, [&](PlaceId id) { return mission.find<core::Place>(id) == nullptr; });
    std::erase_if(line.area_ids, [&](AreaId id) { return mission.find<Area>(id) == nullptr; });
    if (line.place_ids.empty() && (!last.place_ids.empty() || line.area_ids.empty()))
        return std::nullopt;
    // What the last version left open and the threat now says.
    const auto fill = [](core::Rating& value, core::Text& reason, const core::Rating& from, const core::Text& why) {
        if (!value && from) {
            value = from;
            reason = why;
        }
    };
    fill(line.intent, line.intent_reason, threat->intent, threat->intent_reason);
    fill(line.capability, line.capability_reason, threat->capability, threat->capability_reason);
    fill(line.opportunity, line.opportunity_reason, threat->opportunity, threat->opportunity_reason);
    fill(line.host_state, line.host_state_reason, threat->host_state, threat->host_state_reason);
    fill(line.community, line.community_reason, threat->community, threat->community_reason);
    return line;
}

template <class Id>
void keepAdded(std::vector<Id>& now, const std::vector<Id>& last, const std::vector<Id>& citedThen)
{
    for (const Id id : last)
        if (std::find(citedThen.begin(), citedThen.end(), id) == citedThen.end() && std::find(now.begin(), now.end(), id) == now.end())
            now.push_back(id);
    std::sort(now.begin(), now.end());
}

/// Cites anew; keeps what the adviser had added by hand, which is what a draft would not have cited at the time.
void refreshEvidence(const Context& now, const std::optional<Context>& then, Line& line, const Line& last)
{
    cite(now, line);
    if (!then)
        return;
    Line old = last;
    cite(*then, old);
    keepAdded(line.incident_ids, last.incident_ids, old.incident_ids);
    keepAdded(line.alert_ids, last.alert_ids, old.alert_ids);
    std::erase_if(line.incident_ids, [&](core::IncidentId id) {
        return std::find(line.contradicting_ids.begin(), line.contradicting_ids.end(), id) != line.contradicting_ids.end();
    });
}

/// True when a line of the same threat already names all that the fresh one does.
bool covered(const std::vector<Line>& lines, const Line& fresh)
{
    return std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
        const auto names = [](const auto& all, const auto& some) {
            return std::all_of(some.begin(), some.end(), [&](auto id) { return std::find(all.begin(), all.end(), id) != all.end(); });
        };
        return line.threat_id == fresh.threat_id && names(line.place_ids, fresh.place_ids) && names(line.area_ids, fresh.area_ids);
    });
}

/// Lines of threats and places in the version's area that it does not cover.
std::vector<Line> uncovered(const core::Mission& mission, const Assessment& assessment)
{
    const std::vector<Line> lines = linesOf(mission, AssessmentId{assessment.id});
    std::vector<std::string> ignored;
    std::vector<Line> fresh = freshLines(mission, Cover{mission, assessment.area_ids}, ignored);
    std::erase_if(fresh, [&](const Line& line) { return covered(lines, line); });
    return fresh;
}

} // namespace

core::Instant referenceTime(const core::Mission& mission, std::optional<core::Instant> periodEnd, core::Instant now)
{
    if (periodEnd)
        return *periodEnd;
    if (mission.details.as_of)
        return *mission.details.as_of;
    return std::chrono::floor<std::chrono::days>(now) + std::chrono::days{1};
}

AssessmentDraft draft(const core::Mission& mission, const DraftRequest& request, const core::Progress& progress)
{
    requirePeriod(request.period);
    const Area* area = request.area ? mission.find<Area>(*request.area) : nullptr;
    if (request.area && area == nullptr)
        throw core::Error{core::ErrorCode::InvalidInput, "There is no such area; choose one that `list area` shows."};
    Assessment assessment;
    if (area != nullptr)
        assessment.area_ids = {*request.area};
    assessment.reference = newReference(mission, area, request.period);
    assessment.version = "0.1";
    assessment.title = titleText(mission, assessment.area_ids, request.period);
    assessment.level = levelOf(area);
    assessment.period_from = request.period.from;
    assessment.period_to = request.period.to;
    assessment.as_of = request.as_of;
    assessment.forecast_days = forecastDays(request.period);
    const Context context{mission, request.as_of, progress.part(0.0, 0.2)};
    std::vector<std::string> notes;
    std::vector<Line> lines = freshLines(mission, Cover{mission, assessment.area_ids}, notes);
    for (Line& line : lines) {
        progress.check();
        cite(context, line);
    }
    return finished(context, std::move(assessment), std::move(lines), std::move(notes), progress);
}

AssessmentDraft continueFrom(const core::Mission& mission, AssessmentId last, const core::Period& period, core::Instant as_of, const core::Progress& progress)
{
    requirePeriod(period);
    const Assessment* previous = mission.find<Assessment>(last);
    if (previous == nullptr)
        throw core::Error{core::ErrorCode::InvalidInput, "There is no such assessment; choose one that `assessment list` shows."};
    Assessment assessment = *previous;
    static_cast<core::Record&>(assessment) = core::Record{};
    assessment.sensitivity = previous->sensitivity;
    assessment.sensitivity_reason = previous->sensitivity_reason;
    assessment.source_ids = previous->source_ids;
    assessment.previous_id = last;
    assessment.version = nextVersion(mission, previous->reference);
    assessment.title = titleText(mission, previous->area_ids, period);
    assessment.level = previous->level ? previous->level : levelOf(firstArea(mission, previous->area_ids));
    assessment.period_from = period.from;
    assessment.period_to = period.to;
    assessment.as_of = as_of;
    assessment.forecast_days = forecastDays(period);
    assessment.summary_bluf.clear(); // says what changed and what is asked: written anew for each version
    assessment.dissent.clear();      // belongs to the review of the version before

    const Context context{mission, as_of, progress.part(0.0, 0.2)};
    std::optional<Context> then;
    if (const auto instant = previous->as_of ? previous->as_of : previous->period_to)
        then.emplace(mission, *instant, core::Progress{});
    std::vector<Line> lines;
    for (const Line& old : linesOf(mission, last))
        if (auto line = continued(mission, old)) {
            progress.check();
            refreshEvidence(context, then, *line, old);
            lines.push_back(std::move(*line));
        }
    std::vector<std::string> notes;
    for (Line& fresh : freshLines(mission, Cover{mission, assessment.area_ids}, notes))
        if (!covered(lines, fresh)) {
            cite(context, fresh);
            lines.push_back(std::move(fresh));
        }
    return finished(context, std::move(assessment), std::move(lines), std::move(notes), progress);
}

std::vector<std::string> leftOut(const core::Mission& mission, AssessmentId id)
{
    const Assessment* assessment = mission.find<Assessment>(id);
    if (assessment == nullptr)
        return {};
    const auto nameOf = [](const Threat& threat) { return threat.name.empty() ? std::to_string(threat.id) : "\"" + threat.name + "\""; };
    std::vector<std::string> notes;
    for (const Line& fresh : uncovered(mission, *assessment)) {
        const core::Place* place = fresh.place_ids.empty() ? nullptr : mission.find<core::Place>(fresh.place_ids.front());
        notes.push_back(fmt::format("Threat {}{} has no line in this version; add one (edit, kind line) or say in the summary why not.",
                                    nameOf(*mission.find<Threat>(*fresh.threat_id)), place == nullptr ? "" : " at " + place->name));
    }
    for (const Line& line : linesOf(mission, id))
        if (const Threat* threat = line.threat_id ? mission.find<Threat>(*line.threat_id) : nullptr; threat != nullptr && threat->status == core::ThreatStatus::CLOSED)
            notes.push_back(fmt::format("Threat {} is closed, but still has line {} in this version; delete the line if it is over.", nameOf(*threat), line.id));
    return notes;
}

std::vector<Line> missingLines(const core::Mission& mission, AssessmentId id, const core::Progress& progress)
{
    const Assessment* assessment = mission.find<Assessment>(id);
    if (assessment == nullptr)
        return {};
    std::vector<Line> lines = uncovered(mission, *assessment);
    const auto asOf = assessment->as_of ? assessment->as_of : assessment->period_to;
    if (lines.empty() || !asOf)
        return lines;
    const Context context{mission, *asOf, progress};
    for (Line& line : lines) {
        progress.check();
        cite(context, line);
        line.assessment_id = id;
    }
    return lines;
}

bool approvedOrLater(core::AssessmentState state)
{
    return state == core::AssessmentState::APPROVED || state == core::AssessmentState::DISSEMINATED || state == core::AssessmentState::SUPERSEDED;
}

std::optional<AssessmentId> newestAssessment(const core::Mission& mission, std::optional<AreaId> area, std::optional<core::Instant> known_by)
{
    const Assessment* newest = nullptr;
    bool newestApproved = false;
    for (const Assessment& assessment : mission.all<Assessment>()) {
        const core::AssessmentState state = core::stateOf(mission, {assessment.id});
        if (state == core::AssessmentState::WITHDRAWN || (known_by && assessment.as_of > known_by)
            || (area && std::find(assessment.area_ids.begin(), assessment.area_ids.end(), *area) == assessment.area_ids.end()))
            continue;
        const bool approved = approvedOrLater(state);
        const auto key = [](const Assessment& a, bool isApproved) {
            return std::tuple{isApproved, a.as_of, a.period_to, versionOf(a.version), a.id};
        };
        if (newest == nullptr || key(assessment, approved) > key(*newest, newestApproved)) {
            newest = &assessment;
            newestApproved = approved;
        }
    }
    return newest != nullptr ? std::optional{AssessmentId{newest->id}} : std::nullopt;
}

} // namespace tutela::analysis
