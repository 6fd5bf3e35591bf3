// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview_reach.h"
#include "translated_p.h"

#include <tutela/analysis/reach.h>
#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/reach_board.h>

#include <algorithm>

namespace tutela::session {

namespace {

using State = core::ResponseTime::State;

bool isBeyond(const core::ResponseTime& time, double attackMinutes)
{
    return time.state == State::NobodyComes || (time.state == State::Reached && time.minutes() > attackMinutes);
}

const core::ResponseTime* timeTo(const core::ResponseTimes& times, core::PlaceId place)
{
    const auto at = times.places.find(place);
    return at == times.places.end() ? nullptr : &at->second;
}

std::vector<const analysis::PlaceCoverage*> overdueOf(const analysis::Coverage& coverage, const std::set<core::PlaceId>& inside)
{
    std::vector<const analysis::PlaceCoverage*> overdue;
    for (const auto& place : coverage.places)
        if (place.isOverdue() && inside.contains(place.place))
            overdue.push_back(&place);
    const auto ratio = [](const analysis::PlaceCoverage& place) { return place.overdue_ratio.value_or(1e9); };
    std::stable_sort(overdue.begin(), overdue.end(), [&](const auto* a, const auto* b) { return ratio(*a) > ratio(*b); });
    return overdue;
}

QString arrivalText(const core::ResponseTime& time)
{
    if (time.state == State::NobodyComes)
        return tr("no unit has a way there");
    return tr("the first unit needs %1, from %2 by %3").arg(durationText(time.minutes()), shown(time.base_name), QString::fromStdString(core::spoken(time.mode)));
}

/// "Must": how people call the class that decides the interval.
QString classWord(const analysis::PlaceCoverage& place)
{
    return place.priority ? QString::fromStdString(core::spoken(std::min(place.priority->lowest, place.priority->highest))) : QString{};
}

QString visitSentence(const analysis::PlaceCoverage& place)
{
    const QString last = place.days_since_visit ? tr("Last visit %1").arg(visitText(place.days_since_visit)) : tr("No visit is recorded");
    return tr("%1; a \u201C%2\u201D place is due a visit every %3 days.").arg(last, classWord(place)).arg(place.interval_days.value_or(0));
}

} // namespace

core::Count OutOfReach::people() const
{
    core::Count sum = rows.empty() && not_computed.isEmpty() ? core::Count{0} : core::Count{};
    for (const Row& row : rows)
        if (row.people)
            sum = sum.value_or(0) + *row.people;
    return sum;
}

std::int64_t OutOfReach::withoutPeople() const
{
    return std::count_if(rows.begin(), rows.end(), [](const Row& row) { return !row.people; });
}

OutOfReach outOfReach(const core::Mission& mission, const Bands& bands, const std::set<core::PlaceId>& inside, core::Instant asOf, const core::Progress& progress)
{
    OutOfReach out;
    out.attack_minutes = analysis::attackMinutes(mission, asOf);
    const auto times = mission.responses ? mission.responses->at(mission, asOf, progress) : nullptr;
    if (times == nullptr || !times->not_computed.empty()) {
        out.not_computed = times == nullptr ? tr("travel times are not computed") : shown(times->not_computed);
        return out;
    }
    for (const auto& [id, band] : bands) {
        const auto* place = mission.find<core::Place>(id);
        if (place == nullptr || !inside.contains(id) || band.lowest < core::Band::HIGH)
            continue;
        const auto* time = timeTo(*times, id);
        if (time == nullptr || time->state == State::NotKnown)
            ++out.places_not_known;
        else if (isBeyond(*time, out.attack_minutes))
            out.rows.push_back({id, place->population_total, *time});
    }
    std::sort(out.rows.begin(), out.rows.end(), [](const OutOfReach::Row& a, const OutOfReach::Row& b) {
        return std::pair{-a.people.value_or(0), a.place} < std::pair{-b.people.value_or(0), b.place};
    });
    return out;
}

OverviewFigure reachFigure(const OutOfReach& now, const std::optional<OutOfReach>& before, core::Count peopleAtRisk)
{
    const QString within = durationText(now.attack_minutes);
    OverviewFigure figure;
    figure.label = tr("people in Critical and High places not reached within %1").arg(within);
    figure.value = now.people();
    figure.before = before ? before->people() : core::Count{};
    figure.compared = tr("the versions before, bases and roads of then, by the populations of today");
    figure.at_least = figure.value && now.withoutPeople() > 0;
    if (!now.not_computed.isEmpty()) {
        figure.note = now.not_computed;
        figure.explanation = tr("Not known: %1. Import roads or land cover in Data.").arg(now.not_computed);
        return figure;
    }
    figure.note = peopleAtRisk ? tr("of %1 people in such places").arg(countText(*peopleAtRisk)) : QString{};
    figure.explanation = tr("Sum of the people of the %1 places whose band is High or Critical and which the first unit reaches later than an attack lasts (%2), or not at all. The response time is the sum of information, "
                            "decision, mobilisation and travel, by day and in the season of the information cut-off; Patrols shows it for each place.")
                             .arg(now.rows.size()).arg(within);
    if (now.withoutPeople() > 0)
        figure.explanation += tr(" The population of %1 of them is not known and is not in the sum.").arg(now.withoutPeople());
    if (now.places_not_known > 0)
        figure.explanation += tr(" %1 more places at such risk lie in water or outside of the ground that is computed: whether they are reached is not known.").arg(now.places_not_known);
    for (std::size_t i = 0; i < std::min(now.rows.size(), kFigureRecords); ++i)
        figure.records.push_back({core::Kind::PLACE, now.rows[i].place.value});
    return figure;
}

OverviewFigure overdueFigure(const core::Mission& mission, const analysis::Coverage& now, const std::optional<analysis::Coverage>& before, const std::set<core::PlaceId>& inside)
{
    OverviewFigure figure;
    figure.label = tr("places overdue for a visit");
    if (mission.all<core::Patrol>().empty()) {
        figure.note = tr("no patrol is recorded");
        figure.explanation = tr("Not known: no patrol is recorded.");
        return figure;
    }
    const auto overdue = overdueOf(now, inside);
    figure.value = static_cast<std::int64_t>(overdue.size());
    // With nothing assessed then, nothing could be overdue: no figure to compare with, rather than 0.
    if (before && std::any_of(before->places.begin(), before->places.end(), [&](const auto& place) { return place.priority && inside.contains(place.place); }))
        figure.before = static_cast<std::int64_t>(overdueOf(*before, inside).size());
    figure.compared = tr("the classes and visits known then");
    const auto never = std::count_if(overdue.begin(), overdue.end(), [](const auto* place) { return !place->days_since_visit; });
    if (never > 0)
        figure.note = never == 1 ? tr("one never visited") : tr("%1 never visited").arg(countText(never));
    figure.explanation = tr("Assessed places whose last recorded visit is longer ago than the interval of their class (Must 3, Should 7, Could 14, Watch 30 days), or that were never visited. A visit is a stop of 30 minutes or more "
                            "within 2 km, on foot or with people met; plans do not count.");
    for (std::size_t i = 0; i < std::min(overdue.size(), kFigureRecords); ++i)
        figure.records.push_back({core::Kind::PLACE, overdue[i]->place.value});
    return figure;
}

QString reachClause(const OutOfReach& now)
{
    const auto people = now.people();
    if (!now.not_computed.isEmpty() || now.rows.empty())
        return {};
    const QString within = durationText(now.attack_minutes);
    const QString where = now.rows.size() == 1 ? tr("1 place") : tr("%1 places").arg(now.rows.size());
    if (!people)
        return tr("%1 at High or Critical risk cannot be reached within %2; their population is not known").arg(where, within);
    return (now.withoutPeople() > 0 ? tr("At least %1 people in %2 at High or Critical risk cannot be reached within %3") : tr("%1 people in %2 at High or Critical risk cannot be reached within %3"))
        .arg(countText(*people), where, within);
}

void addReachAttention(std::vector<AttentionItem>& items, const core::Mission& mission, const OutOfReach& reach, const analysis::Coverage& coverage, const std::set<core::PlaceId>& inside)
{
    const auto overdue = mission.all<core::Patrol>().empty() ? std::vector<const analysis::PlaceCoverage*>{} : overdueOf(coverage, inside);
    std::set<core::PlaceId> told;
    for (const auto& row : reach.rows) {
        const RecordRef place{core::Kind::PLACE, row.place.value};
        const auto late = std::find_if(overdue.begin(), overdue.end(), [&](const auto* each) { return each->place == row.place; });
        QString detail = (row.people ? tr("%1 people; %2.").arg(countText(*row.people), arrivalText(row.time)) : tr("Population not known; %1.").arg(arrivalText(row.time)));
        if (late != overdue.end())
            detail += QLatin1Char(' ') + visitSentence(**late);
        items.push_back({AttentionItem::Level::Danger, tr("%1 cannot be reached within %2").arg(nameOf(mission, place), durationText(reach.attack_minutes)), detail, place});
        told.insert(row.place);
    }
    for (const auto* place : overdue) {
        if (told.contains(place->place))
            continue;
        const RecordRef record{core::Kind::PLACE, place->place.value};
        items.push_back({AttentionItem::Level::Warning, tr("%1 is overdue for a visit").arg(nameOf(mission, record)), visitSentence(*place), record});
    }
}

} // namespace tutela::session
