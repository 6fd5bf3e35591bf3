// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/overview.h>

#include "overview_reach.h"
#include "translated_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/assess.h>
#include <tutela/analysis/band_of_places.h>
#include <tutela/analysis/incident_grid.h>
#include <tutela/analysis/situation.h>
#include <tutela/core/sign_off.h>
#include <tutela/session/display.h>
#include <tutela/session/incident_filter.h>
#include <tutela/session/work_context.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <tuple>

namespace tutela::session {

namespace {

using core::Band;
using core::Count;
using core::Mission;

/// People in places whose band is High or Critical for certain, and the places where it may be.
struct AtRisk {
    std::int64_t places = 0, people_unknown = 0, may_be = 0, assessed = 0;
    Count people;
    std::vector<core::PlaceId> ids; ///< of the places, most people first
};

AtRisk atRisk(const Mission& mission, const Bands& bands, const std::set<core::PlaceId>& inside)
{
    AtRisk risk;
    for (const auto& [id, band] : bands) {
        const auto* place = mission.find<core::Place>(id);
        if (place == nullptr || !inside.contains(id))
            continue;
        ++risk.assessed;
        if (band.lowest < Band::HIGH) {
            risk.may_be += band.highest >= Band::HIGH ? 1 : 0;
            continue;
        }
        ++risk.places;
        risk.ids.push_back(id);
        if (place->population_total)
            risk.people = risk.people.value_or(0) + *place->population_total;
        else
            ++risk.people_unknown;
    }
    if (risk.assessed > 0 && risk.places == 0)
        risk.people = 0;
    const auto people = [&](core::PlaceId id) { return mission.find<core::Place>(id)->population_total.value_or(-1); };
    std::stable_sort(risk.ids.begin(), risk.ids.end(), [&](core::PlaceId a, core::PlaceId b) { return people(a) > people(b); });
    return risk;
}

Bands bandsNow(const Mission& mission)
{
    Bands bands;
    for (const auto& [place, rating] : analysis::bandOfPlaces(mission))
        bands.emplace_back(place, rating.band);
    return bands;
}

/// The mission without the versions that count now, where they name the one before: what counted before them.
Mission withVersionsBefore(const Mission& mission, bool& any)
{
    std::set<std::int64_t> left;
    for (const core::AssessmentId id : core::countingVersions(mission))
        if (const auto* version = mission.find<core::Assessment>(id); version != nullptr && version->previous_id)
            left.insert(id.value);
    for (const auto& assessment : mission.all<core::Assessment>())
        if (assessment.previous_id && left.contains(assessment.previous_id->value))
            left.insert(assessment.id); // a draft on top of the one that counts
    any = !left.empty();
    Mission before = mission;
    std::vector<core::Assessment> kept;
    for (const auto& assessment : mission.all<core::Assessment>())
        if (!left.contains(assessment.id))
            kept.push_back(assessment);
    before.set<core::Assessment>(std::move(kept));
    return before;
}

/// What of the assessments lies in the scope: a line by the places and areas that it names.
class InScope {
public:
    InScope(const Mission& mission, std::optional<core::AreaId> scope, const std::set<core::PlaceId>& inside) : m_mission(mission), m_scope(scope), m_inside(inside)
    {
        const auto versions = core::countingVersions(mission);
        const std::set<core::AssessmentId> counting{versions.begin(), versions.end()};
        std::set<core::AssessmentId> replaced;
        for (const auto& assessment : mission.all<core::Assessment>())
            if (assessment.previous_id && core::stateOf(mission, core::AssessmentId{assessment.id}) != core::AssessmentState::WITHDRAWN)
                replaced.insert(*assessment.previous_id);
        for (const auto& line : mission.all<core::Line>()) {
            m_named.insert(line.action_ids.begin(), line.action_ids.end());
            if (!line.assessment_id || !holds(line))
                continue;
            if (counting.contains(*line.assessment_id))
                m_signed.insert(line.action_ids.begin(), line.action_ids.end());
            if (counting.contains(*line.assessment_id) || !replaced.contains(*line.assessment_id))
                m_actions.insert(line.action_ids.begin(), line.action_ids.end());
        }
    }
    [[nodiscard]] bool holds(const core::Line& line) const
    {
        return !m_scope || holds(line.place_ids) || std::any_of(line.area_ids.begin(), line.area_ids.end(), [&](core::AreaId area) { return holds(area); });
    }
    /// Named by no version that counts, but by the draft that follows it.
    [[nodiscard]] bool isOnlyInDraft(core::ActionId action) const { return m_actions.contains(action) && !m_signed.contains(action); }
    /// Of the lines of the version that counts of each assessment and of the draft that follows; one that no line names counts by its own places.
    [[nodiscard]] bool holds(const core::Action& action) const
    {
        const core::ActionId id{action.id};
        return m_actions.contains(id) || (!m_named.contains(id) && (!m_scope || holds(action.place_ids)));
    }
    /// One without a line may be about anything.
    [[nodiscard]] bool holds(const core::Assessment& assessment) const
    {
        bool any = false;
        for (const auto& line : m_mission.all<core::Line>())
            if (line.assessment_id == core::AssessmentId{assessment.id}) {
                if (holds(line))
                    return true;
                any = true;
            }
        return !any;
    }

private:
    [[nodiscard]] bool holds(const std::vector<core::PlaceId>& places) const
    {
        return std::any_of(places.begin(), places.end(), [&](core::PlaceId place) { return m_inside.contains(place); });
    }
    /// The area of the scope, or one below it.
    [[nodiscard]] bool holds(core::AreaId area) const
    {
        constexpr int kDeepest = 16; // parents in a ring end here
        std::optional<core::AreaId> at = area;
        for (int depth = 0; at && depth < kDeepest; ++depth) {
            if (at == m_scope)
                return true;
            const auto* record = m_mission.find<core::Area>(*at);
            at = record == nullptr ? std::nullopt : record->parent_id;
        }
        return false;
    }
    const Mission& m_mission;
    std::optional<core::AreaId> m_scope;
    const std::set<core::PlaceId>& m_inside;
    std::set<core::ActionId> m_named, m_actions, m_signed;
};

std::vector<core::ActionId> overdueIn(const Mission& mission, const InScope& in, core::Instant asOf)
{
    auto overdue = analysis::overdueActions(mission, asOf);
    std::erase_if(overdue, [&](core::ActionId id) { return !in.holds(*mission.find<core::Action>(id)); });
    return overdue;
}

/// Overdue at an earlier time, as far as the records of today tell: a status has no date but that of being done.
std::int64_t overdueAt(const Mission& mission, const InScope& in, core::Instant at)
{
    const core::Day day = mission.timeZone().dayAt(at);
    return std::count_if(mission.all<core::Action>().begin(), mission.all<core::Action>().end(), [&](const core::Action& action) {
        if (!in.holds(action))
            return false;
        const bool left = action.status == core::ActionStatus::REJECTED || action.status == core::ActionStatus::CANCELLED;
        const bool done = action.status == core::ActionStatus::DONE && (!action.done_date || *action.done_date < day);
        return action.deadline && *action.deadline < day && !left && !done;
    });
}

template <class Ids>
void addRecords(OverviewFigure& figure, core::Kind kind, const Ids& ids)
{
    for (const auto id : ids)
        if (figure.records.size() < kFigureRecords)
            figure.records.push_back({kind, id.value});
}

/// The incidents that a sum of killed civilians is made of, most killed first.
std::vector<core::IncidentId> deadliest(const Mission& mission, const std::optional<core::Period>& period, std::optional<core::AreaId> scope, const core::Progress& progress)
{
    const auto& columns = *mission.incidents;
    IncidentFilter filter;
    filter.period = period;
    filter.area = scope;
    auto rows = passing(mission, filter, progress);
    std::erase_if(rows, [&](std::uint32_t i) { return !analysis::stands(columns, i) || columns.killed_civilians[i] <= 0; });
    const auto last = rows.begin() + static_cast<std::ptrdiff_t>(std::min(kFigureRecords, rows.size()));
    std::partial_sort(rows.begin(), last, rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple{-columns.killed_civilians[a], columns.id[a]} < std::tuple{-columns.killed_civilians[b], columns.id[b]};
    });
    std::vector<core::IncidentId> ids;
    std::transform(rows.begin(), last, std::back_inserter(ids), [&](std::uint32_t i) { return core::IncidentId{columns.id[i]}; });
    return ids;
}

OverviewFigure peopleFigure(const AtRisk& now, const std::optional<AtRisk>& before, const QString& versions)
{
    OverviewFigure figure;
    figure.label = tr("people in Critical and High places");
    figure.value = now.people;
    figure.before = before ? before->people : Count{};
    figure.origin = tr("Bands by %1; its parameters stand in Data, Model parameters.").arg(QString::fromUtf8(core::kScoringMethod));
    figure.at_least = now.people && now.people_unknown > 0;
    if (now.people_unknown > 0)
        figure.note = now.people_unknown == 1 ? tr("one place of unknown size not counted") : tr("%1 places of unknown size not counted").arg(now.people_unknown);
    figure.compared = tr("the versions before, with today's populations");
    addRecords(figure, core::Kind::PLACE, now.ids);
    figure.explanation = tr("Sum of the people of the %1 places whose band is High or Critical in the newest version that names them (%2), by the populations "
                            "as they are recorded today. A report shows those of the day when it was signed, and a draft its own bands.")
                             .arg(now.places).arg(versions);
    if (now.people_unknown > 0)
        figure.explanation += tr(" The population of %1 of them is not known and is not in the sum.").arg(now.people_unknown);
    if (now.may_be > 0)
        figure.explanation += tr(" %1 more places may be at High risk: inputs are missing, and they are not in the sum.").arg(now.may_be);
    if (now.assessed == 0)
        figure.explanation = tr("No place has been assessed yet.");
    return figure;
}

/// The first two figures are those that the headline opens with.
std::vector<Overview::HeadlineNumber> headlineNumbers(const std::vector<OverviewFigure>& figures, const OutOfReach& reach)
{
    std::vector<Overview::HeadlineNumber> numbers;
    if (figures[0].value)
        numbers.push_back({tr("%1 people").arg(countText(*figures[0].value)), 0});
    if (!reach.rows.empty())
        numbers.push_back({reach.rows.size() == 1 ? tr("1 place") : tr("%1 places").arg(reach.rows.size()), 0});
    if (figures[1].value)
        numbers.push_back({tr("%1 civilians").arg(countText(*figures[1].value)), 1});
    return numbers;
}

QString headlineOf(const AtRisk& risk, const OutOfReach& reach, const analysis::HarmComparison& harm, std::size_t silent)
{
    QString text = reachClause(reach);
    if (!text.isEmpty()) { // what leadership can change comes first
    } else if (risk.assessed == 0)
        text = tr("No place has been assessed yet.");
    else if (risk.places == 0)
        text = risk.may_be == 0 ? tr("No place is at High or Critical risk.") : tr("No place is known to be at High or Critical risk; %1 may be.").arg(risk.may_be);
    else if (!risk.people)
        text = tr("%1 places are at High or Critical risk; their population is not known.").arg(risk.places);
    else
        text = (risk.people_unknown > 0 ? tr("At least %1 people live in places at High or Critical risk") : tr("%1 people live in places at High or Critical risk"))
                   .arg(countText(risk.people));
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    const QString open = harm.now.killed_unknown == 0   ? QString{}
                         : harm.now.killed_unknown == 1 ? tr(" (number not known for one incident)")
                                                        : tr(" (number not known for %1 incidents)").arg(countText(harm.now.killed_unknown));
    const Count now = harm.now.killed_civilians, then = harm.then.killed_civilians;
    if (now && then && harm.records_reach_back)
        text += *now > *then   ? tr("; %1 civilians were killed%3, more than the %2 of the period before").arg(countText(now), countText(then), open)
                : *now < *then ? tr("; %1 civilians were killed%3, fewer than the %2 of the period before").arg(countText(now), countText(then), open)
                               : tr("; %1 civilians were killed%2, as in the period before").arg(countText(now), open);
    else if (now)
        text += tr("; %1 civilians were killed%2").arg(countText(now), open);
    text += QLatin1Char('.');
    if (silent > 0)
        text += QLatin1Char(' ') + (silent == 1 ? tr("One area has been silent for 14 days or more.") : tr("%1 areas have been silent for 14 days or more.").arg(silent));
    return text;
}

void addOverdue(std::vector<AttentionItem>& items, const Mission& mission, const std::vector<core::ActionId>& overdue, core::Instant asOf)
{
    for (const core::ActionId id : overdue) {
        const auto* action = mission.find<core::Action>(id);
        const auto days = (mission.timeZone().dayAt(asOf) - *action->deadline).count();
        items.push_back({AttentionItem::Level::Danger, shown(action->text),
                         tr("Action %1, %2 overdue%3").arg(shown(action->reference), days == 1 ? tr("1 day") : tr("%1 days").arg(days)).arg(action->owner.empty() ? QString{} : tr(", owner %1").arg(shown(action->owner))),
                         RecordRef{core::Kind::ACTION, id.value}});
    }
}

void addSilent(std::vector<AttentionItem>& items, const std::vector<analysis::SilentArea>& silent, core::Instant asOf)
{
    for (const auto& area : silent) {
        std::optional<core::Instant> last;
        for (const auto& each : {area.last_incident, area.last_alert, area.last_visit})
            if (each && (!last || *each > *last))
                last = each;
        const QString since = last ? tr("No incident, alert or visit for %1 days. This is not the same as calm.")
                                         .arg(std::chrono::duration_cast<std::chrono::days>(asOf - *last).count())
                                   : tr("Nothing was ever reported from here. This is not the same as calm.");
        items.push_back({AttentionItem::Level::Warning, tr("%1 is silent").arg(shown(area.name)), since, RecordRef{core::Kind::AREA, area.area.value}});
    }
}

/// The newest version of the same product that is not signed off yet.
const core::Assessment* openVersionOf(const Mission& mission, const std::string& reference)
{
    const core::Assessment* found = nullptr;
    for (const auto& each : mission.all<core::Assessment>()) {
        const core::AssessmentId id{each.id};
        const bool open = core::stateOf(mission, id) != core::AssessmentState::WITHDRAWN && !core::isFrozen(mission, id);
        if (each.reference == reference && open && (found == nullptr || core::isOlderVersion(found->version, each.version)))
            found = &each;
    }
    return found;
}

/// What an outlook that has ended asks for: the version that is being written, else a new one.
QString outlookEnded(const Mission& mission, const core::Assessment& assessment, core::Instant end)
{
    const QString ended = tr("The %1-day outlook of %2 ended on %3").arg(*assessment.forecast_days).arg(versionName(mission, core::AssessmentId{assessment.id}),
                                                                                                      dayText(end - std::chrono::seconds{1}, mission.timeZone()));
    const auto* open = openVersionOf(mission, assessment.reference);
    return open == nullptr           ? tr("%1; start the next version.").arg(ended)
           : open->version.empty()   ? tr("%1; finish the draft of the next version.").arg(ended)
                                     : tr("%1; finish version %2.").arg(ended, shown(open->version));
}

void addAssessments(std::vector<AttentionItem>& items, const Mission& mission, const InScope& in, core::Instant asOf)
{
    for (const auto& assessment : mission.all<core::Assessment>()) {
        if (!in.holds(assessment))
            continue;
        const core::AssessmentId id{assessment.id};
        const auto state = core::stateOf(mission, id);
        const QString name = nameOf(mission, {core::Kind::ASSESSMENT, assessment.id});
        if (state == core::AssessmentState::DRAFT)
            items.push_back({AttentionItem::Level::Info, tr("%1 is a draft").arg(name), shown(assessment.title), RecordRef{core::Kind::ASSESSMENT, assessment.id}});
        else if (analysis::approvedOrLater(state) && state != core::AssessmentState::SUPERSEDED && assessment.period_to && assessment.forecast_days
                 && *assessment.period_to + std::chrono::days{*assessment.forecast_days} < asOf)
            items.push_back({AttentionItem::Level::Warning, tr("%1 no longer looks ahead").arg(name),
                             outlookEnded(mission, assessment, *assessment.period_to + std::chrono::days{*assessment.forecast_days}),
                             RecordRef{core::Kind::ASSESSMENT, assessment.id}});
    }
}

/// "TA-2026-10 1.0, TA-2026-11 1.0"
QString countingNames(const Mission& mission)
{
    QStringList names;
    for (const core::AssessmentId id : core::countingVersions(mission))
        names << versionName(mission, id);
    return names.join(QStringLiteral(", "));
}

std::vector<RecordRef> lastDocuments(const Mission& mission)
{
    std::vector<const core::Assessment*> all;
    for (const auto& assessment : mission.all<core::Assessment>())
        all.push_back(&assessment);
    std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
        return std::tuple{a->updated_at.value_or(core::Instant{}), a->id} > std::tuple{b->updated_at.value_or(core::Instant{}), b->id};
    });
    constexpr std::size_t kShown = 3;
    std::vector<RecordRef> documents;
    for (std::size_t i = 0; i < std::min(kShown, all.size()); ++i)
        documents.push_back({core::Kind::ASSESSMENT, all[i]->id});
    return documents;
}

} // namespace

QString versionName(const Mission& mission, core::AssessmentId id)
{
    const auto* assessment = mission.find<core::Assessment>(id);
    const QString name = nameOf(mission, {core::Kind::ASSESSMENT, id.value});
    return assessment == nullptr || assessment->version.empty() ? name : tr("%1 version %2").arg(name, shown(assessment->version));
}

std::optional<core::LineId> lineOfAction(const Mission& mission, core::ActionId action)
{
    const auto versions = core::countingVersions(mission);
    const auto counts = [&](const core::Line& line) { return std::find(versions.begin(), versions.end(), *line.assessment_id) != versions.end(); };
    const core::Line* best = nullptr;
    for (const auto& line : mission.all<core::Line>())
        if (line.assessment_id && std::find(line.action_ids.begin(), line.action_ids.end(), action) != line.action_ids.end()
            && (best == nullptr || std::tuple{counts(line), *line.assessment_id} > std::tuple{counts(*best), *best->assessment_id}))
            best = &line;
    return best == nullptr ? std::nullopt : std::optional{core::LineId{best->id}};
}

namespace {

constexpr std::chrono::days kCoverageDays{30}; // of which visits count in the period; the last one counts whenever it was

/// Who lives at risk beyond the mission's reach; who lives at risk, where no times are known.
OverviewFigure firstFigure(const AtRisk& risk, const std::optional<AtRisk>& before, const OutOfReach& reach, const std::optional<OutOfReach>& reachBefore, const QString& versions)
{
    OverviewFigure figure = reach.not_computed.isEmpty() ? reachFigure(reach, reachBefore, risk.people) : peopleFigure(risk, before, versions);
    if (!reach.not_computed.isEmpty())
        figure.explanation += tr(" How many of them can be reached is not known: %1.").arg(reach.not_computed);
    return figure;
}

OverviewFigure killedFigure(const Mission& mission, const analysis::HarmComparison& harm, const std::optional<core::Period>& period, std::optional<core::AreaId> scope, const core::Progress& progress)
{
    OverviewFigure figure;
    figure.label = tr("civilians killed in the period");
    figure.value = harm.now.killed_civilians;
    figure.before = harm.records_reach_back ? harm.then.killed_civilians : Count{};
    figure.explanation = tr("Sum of killed civilians (best figures) over %1 incidents of the period; for %2 of them the figure is not known. Refuted and duplicate incidents are not counted.")
                             .arg(harm.now.incidents).arg(harm.now.killed_unknown);
    if (harm.now.killed_unknown > 0)
        figure.note = harm.now.killed_unknown == 1 ? tr("number not known for one incident") : tr("number not known for %1 incidents").arg(countText(harm.now.killed_unknown));
    addRecords(figure, core::Kind::INCIDENT, deadliest(mission, period, scope, progress));
    return figure;
}

OverviewFigure actionsFigure(const Mission& mission, const InScope& in, const std::vector<core::ActionId>& overdue, Count before)
{
    OverviewFigure figure;
    figure.label = tr("actions overdue");
    figure.value = static_cast<std::int64_t>(overdue.size());
    figure.before = before;
    figure.explanation = tr("Actions whose deadline lies before the end of the period and that are neither done, rejected nor cancelled; of the %1 actions in the scope. Actions of the newest signed version of each assessment and of the draft "
                            "that follows it; %2 of those overdue stand only in a draft, and a signed report does not count them. An action belongs to a sector by the places and areas of its lines.")
                             .arg(std::count_if(mission.all<core::Action>().begin(), mission.all<core::Action>().end(), [&](const auto& action) { return in.holds(action); }))
                             .arg(std::count_if(overdue.begin(), overdue.end(), [&](core::ActionId id) { return in.isOnlyInDraft(id); }));
    addRecords(figure, core::Kind::ACTION, overdue);
    return figure;
}

} // namespace

Overview overviewOf(const Mission& mission, const std::optional<core::Period>& period, std::optional<core::AreaId> scope, const core::Progress& progress)
{
    Overview overview;
    overview.empty = mission.incidents->size() == 0 && mission.all<core::Place>().empty() && mission.all<core::Assessment>().empty();
    const core::Instant end = period ? period->to : mission.details.as_of.value_or(core::Instant{});
    const core::Instant start = period ? period->from : core::Instant{};
    const auto placesInside = analysis::placesIn(mission, scope);
    const std::set<core::PlaceId> inside{placesInside.begin(), placesInside.end()};

    const Bands bands = bandsNow(mission);
    const AtRisk risk = atRisk(mission, bands, inside);
    bool hasBefore = false;
    const Mission earlier = withVersionsBefore(mission, hasBefore);
    const Bands bandsBefore = hasBefore ? bandsNow(earlier) : Bands{};
    const auto riskBefore = hasBefore ? std::optional{atRisk(earlier, bandsBefore, inside)} : std::nullopt;
    const OutOfReach reach = outOfReach(mission, bands, inside, end, progress.part(0.1, 0.4));
    const auto reachBefore = hasBefore && period && reach.not_computed.isEmpty() ? std::optional{outOfReach(mission, bandsBefore, inside, start, progress.part(0.4, 0.6))} : std::nullopt;
    const auto coverage = analysis::coverageOf(mission, {end - kCoverageDays, end}, end, progress.part(0.6, 0.65));
    const auto coverageBefore = period ? std::optional{analysis::coverageOf(mission, {start - kCoverageDays, start}, start, progress.part(0.65, 0.7))} : std::nullopt;
    const auto harm = analysis::harm(mission, scope, {start, end}, progress.part(0.7, 0.8));
    const auto silent = analysis::silentAreas(mission, scope, end);
    progress.step(0.8);

    const InScope in{mission, scope, inside};
    const auto overdue = overdueIn(mission, in, end);
    overview.figures = {firstFigure(risk, riskBefore, reach, reachBefore, countingNames(mission)), killedFigure(mission, harm, period, scope, progress),
                        overdueFigure(mission, coverage, coverageBefore, inside), actionsFigure(mission, in, overdue, period ? Count{overdueAt(mission, in, start)} : Count{})};
    for (auto& figure : overview.figures)
        figure.origin = tr("As of %1, %2. %3").arg(dayText(end - std::chrono::seconds{1}, mission.timeZone()), WorkContext::called(scope, mission), figure.origin).trimmed();
    overview.headline = overview.empty ? tr("This mission is empty. Import incidents or places to begin.") : headlineOf(risk, reach, harm, silent.size());

    overview.headline_numbers = headlineNumbers(overview.figures, reach);

    addOverdue(overview.attention, mission, overdue, end);
    addReachAttention(overview.attention, mission, reach, coverage, inside);
    addSilent(overview.attention, silent, end);
    addAssessments(overview.attention, mission, in, end);
    std::stable_sort(overview.attention.begin(), overview.attention.end(), [](const auto& a, const auto& b) { return a.level < b.level; });
    overview.documents = lastDocuments(mission);
    progress.step(1.0);
    return overview;
}

} // namespace tutela::session
