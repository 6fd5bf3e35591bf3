// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/reach_compare.h>

#include "translated_p.h"

#include <tutela/session/display.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::session {

namespace {

analysis::Reach reachWith(const ReachBoard& board, std::optional<ScenarioId> scenario, const core::Progress& progress)
{
    analysis::ReachOptions options;
    options.as_of = board.today.options.as_of;
    options.mode = board.choice.mode;
    options.season = board.choice.season;
    options.night = board.choice.night;
    options.count_at_once = false;
    if (const auto* record = scenario ? board.mission->find<core::Scenario>(*scenario) : nullptr)
        options = analysis::withScenario(std::move(options), core::scenarioChangesFrom(record->changes));
    return analysis::reachOf(*board.mission, *board.terrain.terrain, options, true, progress);
}

constexpr double kNoticed = 0.5; ///< minutes: less than what is shown

/// How far two answers lie apart; a place that is cut off or reached at last lies farthest, one without a change that is shown at 0.
double distance(const CompareRow& row)
{
    if (row.a.has_value() != row.b.has_value())
        return std::numeric_limits<double>::infinity();
    const double apart = row.a ? std::abs(*row.b - *row.a) : 0.0;
    return apart < kNoticed ? 0.0 : apart;
}

} // namespace

ChangedCells changedCells(const core::Grid<float>& before, const core::Grid<float>& now, double limitMinutes)
{
    if (now.empty() || now.size() != before.size())
        return {};
    ChangedCells cells{core::Grid<std::uint8_t>{now.rows(), now.cols()}, core::Grid<std::uint8_t>{now.rows(), now.cols()}};
    for (std::size_t i = 0; i < now.size(); ++i) {
        const bool with = static_cast<double>(now.cells()[i]) <= limitMinutes, without = static_cast<double>(before.cells()[i]) <= limitMinutes;
        cells.gained.cells()[i] = with && !without ? 1 : 0;
        cells.lost.cells()[i] = without && !with ? 1 : 0;
    }
    return cells;
}

ChangedCells changedCells(const ReachBoard& board, double limitMinutes)
{
    return board.choice.scenario ? changedCells(board.today.minutes, board.reach.minutes, limitMinutes) : ChangedCells{};
}

ScenarioComparison compareScenarios(const ReachBoard& board, std::optional<ScenarioId> a, std::optional<ScenarioId> b, const core::Progress& progress)
{
    constexpr double kHalf = 0.5;
    ScenarioComparison out{{}, reachWith(board, a, progress.part(0.0, kHalf)), reachWith(board, b, progress.part(kHalf, 1.0))};
    const auto minutes = [](const analysis::PlaceReach& place) { return place.isReached() ? std::optional{place.t_resp} : std::nullopt; };
    for (std::size_t i = 0; i < out.a.places.size(); ++i) {
        const auto& place = out.a.places[i];
        out.rows.push_back({place.place, nameOf(*board.mission, {core::Kind::PLACE, place.place.value}), place.people, minutes(place), minutes(out.b.places[i])});
    }
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const CompareRow& x, const CompareRow& y) {
        return distance(x) != distance(y) ? distance(x) > distance(y) : x.people.value_or(0) > y.people.value_or(0);
    });
    return out;
}

QString comparisonSentence(const ScenarioComparison& comparison, double limitMinutes)
{
    std::int64_t people = 0, gained = 0, lost = 0;
    for (const CompareRow& row : comparison.rows) {
        const bool before = row.a && *row.a <= limitMinutes, after = row.b && *row.b <= limitMinutes;
        gained += after && !before ? 1 : 0;
        lost += before && !after ? 1 : 0;
        people += (static_cast<int>(after) - static_cast<int>(before)) * row.people.value_or(0);
    }
    const QString sign = people < 0 ? QStringLiteral("\u2212") : people > 0 ? QStringLiteral("+") : QString{};
    return tr("B against A: %1 people within %2; places gained: %3, lost: %4").arg(sign + countText(std::abs(people)), durationText(limitMinutes), countText(gained), countText(lost));
}

QString changeText(const std::optional<double>& before, const std::optional<double>& after)
{
    if (!before && !after)
        return tr("none");
    if (!before)
        return tr("reached in %1").arg(durationText(*after));
    if (!after)
        return tr("cut off");
    const double change = *after - *before;
    if (std::abs(change) < kNoticed)
        return tr("none");
    return (change < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) + durationText(std::abs(change));
}

} // namespace tutela::session
