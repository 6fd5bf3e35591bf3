// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/reach_extras.h>

#include "translated_p.h"

#include <tutela/session/display.h>

#include <cmath>
#include <unordered_map>

namespace tutela::session {

namespace {

QString percentText(double share)
{
    constexpr double kHundred = 100.0;
    return tr("%1 %").arg(std::lround(share * kHundred));
}

} // namespace

std::shared_ptr<const ReachExtras> reachExtras(const ReachBoard& board, const core::Progress& progress)
{
    constexpr double kLines = 0.1, kConditions = 0.6;
    const auto& terrain = *board.terrain.terrain;
    auto extras = std::make_shared<ReachExtras>();
    extras->durations = analysis::attackDurations(*board.mission, board.reach.options.as_of);
    if (board.choice.scenario)
        extras->lines = linesUnderScenario(*board.mission, board.today, board.reach, progress.part(0.0, kLines));
    extras->conditions = analysis::reachByCondition(*board.mission, terrain, board.reach, progress.part(kLines, kConditions));
    extras->sensitivity = analysis::reachSensitivity(*board.mission, terrain, board.reach, progress.part(kConditions, 1.0));
    return extras;
}

void markSensitive(std::vector<ReachRow>& rows, const ReachBoard& board, const ReachExtras& extras, double limitMinutes)
{
    std::unordered_map<core::PlaceId, std::size_t> numbers;
    for (std::size_t i = 0; i < board.reach.places.size(); ++i)
        numbers.emplace(board.reach.places[i].place, i);
    for (ReachRow& row : rows)
        if (const auto number = numbers.find(row.place); number != numbers.end()) // without a position nothing is computed
            row.sensitive = extras.sensitivity.isSensitive(number->second, limitMinutes);
}

QString withSensitivity(const QString& sentence, const std::vector<ReachRow>& beyond)
{
    std::int64_t people = 0;
    bool any = false, unknown = false;
    for (const ReachRow& row : beyond)
        if (row.sensitive) {
            any = true;
            people += row.people.value_or(0);
            unknown = unknown || !row.people;
        }
    if (!any)
        return sentence;
    const QString clause = unknown ? tr(", of which at least %1 people depend on the speeds assumed.") : tr(", of which %1 people depend on the speeds assumed.");
    // Those without a position come last in the sentence, as nothing is known of them.
    const QString nowhere = withoutPositionClause(beyond);
    const QString end = nowhere.isEmpty() ? QStringLiteral(".") : tr(", and %1").arg(nowhere) + QLatin1Char('.');
    return sentence.chopped(end.size()) + clause.arg(countText(people)).chopped(1) + end;
}

QString attacksMetText(const ReachExtras& extras, double responseMinutes)
{
    const auto met = analysis::wouldHaveMet(extras.durations, responseMinutes);
    if (met.whole == 0)
        return tr("Not known whether it would have met recorded attacks: none has a duration");
    return tr("Would have met %1 of %2 recorded attacks").arg(countText(met.part), countText(met.whole));
}

ConditionText conditionText(const ReachBoard& board, const ReachExtras& extras, double limitMinutes)
{
    using core::Season;
    const auto people = [&](Season season, bool night) { return countText(analysis::peopleWithin(board.reach, extras.conditions.of(season, night), limitMinutes)); };
    const QString within = durationText(limitMinutes);
    ConditionText text;
    text.people = {tr("People within %1").arg(within), tr("By day, dry season: %1").arg(people(Season::DRY, false)), tr("By day, wet season: %1").arg(people(Season::WET, false)),
                   tr("By night, dry season: %1").arg(people(Season::DRY, true)), tr("By night, wet season: %1").arg(people(Season::WET, true))};
    const auto loss = extras.conditions.nightWetLoss(board.reach, limitMinutes);
    if (!loss)
        text.sentence = tr("Nobody is reached within %1 by day in the dry season: there is nothing to lose by night in the wet one").arg(within);
    else
        text.sentence = *loss >= 0.0 ? tr("By night in the wet season %1 fewer people within %2 than by day in the dry one").arg(percentText(*loss), within)
                                     : tr("By night in the wet season %1 more people within %2 than by day in the dry one").arg(percentText(-*loss), within);
    return text;
}

} // namespace tutela::session
