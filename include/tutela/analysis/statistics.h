// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/progress.h>

#include <optional>
#include <string>
#include <vector>

namespace tutela::analysis {

/// What the rows of a table of counts are keyed by.
TUTELA_WORDS(By, YEAR, MONTH, CATEGORY, SOURCE_TYPE, ACTOR, AREA)

struct StatisticsRequest {
    By by = By::YEAR;
    std::optional<core::AreaLevel> level{}; ///< for By::AREA; empty = defaultLevel()
    std::optional<core::AreaId> area{};     ///< only incidents inside it
    std::optional<core::Instant> from{}, to{}; ///< half-open; incidents without a time are outside any period
};

/// Counts of a set of incidents. Sums run over the known values; empty = known of none. killed_unknown counts the incidents
/// without a best figure: killed, low and high leave them out; where low or high is not given, best stands for it.
struct Figures {
    std::int64_t incidents = 0;
    core::Count killed, killed_low, killed_high, killed_civilians, injured, abducted, displaced;
    std::int64_t killed_unknown = 0;
    bool operator==(const Figures&) const = default;
    void add(const core::IncidentColumns& columns, std::size_t i);
    void add(const Figures& other);
};

struct StatisticsRow {
    /// "2014", "2014-05", "ATTACK_ON_CIVILIANS", a source type; for actors and areas see `statistics`. Empty = not known
    /// (or outside every area).
    std::optional<std::string> key;
    std::string name;
    std::vector<std::int64_t> ids; ///< the actors or the area
    Figures figures;
    bool operator==(const StatisticsRow&) const = default;
};

struct Statistics {
    std::vector<StatisticsRow> rows; ///< by key; areas and actors by name; the row without key last
    Figures total;                   ///< rows add up to it
    std::optional<core::AreaLevel> level; ///< that areas were taken from
    std::int64_t left_out = 0;       ///< REFUTED or DUPLICATE incidents of the same selection, not counted
};

/// Incident counts and harm (design.md 7, verb `stats`).
///
/// REFUTED and DUPLICATE incidents are not counted (they are told in `left_out`). Days and months are those of the
/// mission time zone. Every incident stands in exactly one row: one with several perpetrators in the row of that set of
/// actors (key = their ids joined by '+'); a point on a border in the area of the lowest id. The key of an area is its
/// P-code, else its code, else its id (also its id where two areas share a code).
/// @throws core::Error{Usage} when no level (or not that asked for) has areas to count by, Error{InvalidInput} when the area is absent.
/// Cost: one pass over the incidents; a few bytes an incident at most. docs/methods/assessment.md 9.
[[nodiscard]] Statistics statistics(const core::Mission& mission, const StatisticsRequest& request,
                                    const core::Progress& progress = {});

} // namespace tutela::analysis
