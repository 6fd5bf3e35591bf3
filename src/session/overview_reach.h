// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/coverage.h>
#include <tutela/session/overview.h>

#include <set>

/// What reach and coverage put on the overview.
namespace tutela::session {

/// Places at High or Critical risk for certain, beside the time that the mission needs to them.
struct OutOfReach {
    QString not_computed;               ///< why there are no times, a clause; empty = there are
    double attack_minutes = 0;
    struct Row {
        core::PlaceId place;
        core::Count people;
        core::ResponseTime time;
    };
    std::vector<Row> rows;              ///< beyond the end of an attack: most people first
    std::int64_t places_not_known = 0;  ///< at High or Critical risk, but on no ground that is computed
    [[nodiscard]] core::Count people() const; ///< empty when not computed or of no place known
    [[nodiscard]] std::int64_t withoutPeople() const;
};

using Bands = std::vector<std::pair<core::PlaceId, core::Range<core::Band>>>;

[[nodiscard]] OutOfReach outOfReach(const core::Mission& mission, const Bands& bands, const std::set<core::PlaceId>& inside, core::Instant asOf, const core::Progress& progress);

/// "people in Critical and High places out of reach". @param before  empty = cannot be compared
[[nodiscard]] OverviewFigure reachFigure(const OutOfReach& now, const std::optional<OutOfReach>& before, core::Count peopleAtRisk);
/// "places overdue for a visit" of those inside.
[[nodiscard]] OverviewFigure overdueFigure(const core::Mission& mission, const analysis::Coverage& now, const std::optional<analysis::Coverage>& before, const std::set<core::PlaceId>& inside);
/// "41 300 people in 3 places at High or Critical risk cannot be reached within 2 h"; empty when nothing is out of reach or known.
[[nodiscard]] QString reachClause(const OutOfReach& now);

/// A row for each place out of reach or overdue: out of reach first.
void addReachAttention(std::vector<AttentionItem>& items, const core::Mission& mission, const OutOfReach& reach, const analysis::Coverage& coverage, const std::set<core::PlaceId>& inside);

} // namespace tutela::session
