// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/progress.h>
#include <tutela/core/score.h>

#include <string>
#include <vector>

/// Whether there were fewer attacks after an action than before it (doctrine.md 5.1, Effect; docs/methods/coverage.md). It never says why.
namespace tutela::analysis {

/// Violent incidents within 10 km of the places of one completed action, by the counting rule of the trend of a place (doctrine.md 3.7).
struct ActionEffect {
    static constexpr int kDays = 56; ///< of each window; the day of completion is in neither

    core::ActionId action;
    core::Day done{};
    int days_after = 0;            ///< of the window after that as_of has seen, 56 at most
    core::Count attacks_before;    ///< empty = the records do not reach back to its start
    std::int64_t attacks_after = 0;
    core::TrendResult trend;       ///< INSUFFICIENT also before 28 days have passed, or without a number before
    std::string dataset;           ///< the one counted, that with most events; "" = recorded by hand
    bool other_datasets = false;   ///< others had events too and were not mixed in
    std::int64_t visits_before = 0, visits_after = 0; ///< to its places
    bool reporting_effect = false; ///< visits per day changed by more than half: more patrols find more incidents

    /// Attacks per 28 days; the one after is empty before 28 days have passed.
    [[nodiscard]] core::Real rateBefore() const;
    [[nodiscard]] core::Real rateAfter() const;
    /// After by before; empty without one of them, and when there were none before.
    [[nodiscard]] core::Real ratio() const;
};

struct ActionEffects {
    std::vector<ActionEffect> actions; ///< by day of completion, then id
    std::int64_t without_place = 0;    ///< completed ones that name no place with a position: nothing can be counted
};

/// The exact test of doctrine.md 3.7 for two windows of any length: X of `before + after` fall into the later one by chance with the share of
/// its length. Days above 0.
[[nodiscard]] core::TrendResult trendBetween(std::int64_t before, int daysBefore, std::int64_t after, int daysAfter);

/// Actions done, or done in part, whose 56 days after completion meet the period.
/// @param period  [from, to); nothing from as_of on counts
/// @throws core::Cancelled
[[nodiscard]] ActionEffects actionEffects(const core::Mission& mission, const core::Period& period, core::Instant as_of, const core::Progress& progress = {});

} // namespace tutela::analysis
