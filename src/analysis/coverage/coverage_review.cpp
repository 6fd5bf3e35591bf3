// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/coverage_review.h>

#include <utility>

namespace tutela::analysis {

std::optional<std::size_t> bestScenario(const Reach& today, const std::vector<ScenarioReach>& scenarios)
{
    std::optional<std::size_t> best;
    std::pair<std::int64_t, std::int64_t> most{0, 0};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        if (!scenarios[i].reach)
            continue;
        const std::pair gain{scenarios[i].reach->people_urgent.inAttack - today.people_urgent.inAttack, scenarios[i].reach->people.inAttack - today.people.inAttack};
        if (gain > most) {
            most = gain;
            best = i;
        }
    }
    return best;
}

} // namespace tutela::analysis
