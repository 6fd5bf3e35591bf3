// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/incidents.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace tutela::core {

/// Incidents as columns, sorted by id: about 90 bytes an incident, so that a million fit where others hold a list of
/// objects. Index i of every column is the same incident. Texts and lists are codes into small dictionaries.
struct IncidentColumns {
    static constexpr std::int32_t kUnknown = std::numeric_limits<std::int32_t>::min(); ///< a count that is not known
    static constexpr std::int32_t kNoPosition = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();
    static constexpr std::uint8_t kNoWord = 255;

    std::vector<std::int64_t> id;
    std::vector<std::int32_t> lonE7, latE7;     ///< degrees * 1e7, exact for 6 decimals; kNoPosition = none
    std::vector<std::int64_t> time;             ///< time_start, seconds since 1970 UTC; kNoTime = none
    std::vector<std::uint8_t> time_precision, place_precision, category, verification, victim_status; ///< enumerators or kNoWord
    std::vector<std::uint8_t> act_severity;     ///< highest A of its acts, 0 = none recorded
    std::vector<std::int32_t> killed_best, killed_low, killed_high, killed_civilians, injured, abducted, displaced; ///< best values
    std::vector<std::uint32_t> perpetrators;    ///< code into perpetratorLists
    std::vector<std::uint32_t> sources;         ///< code into sourceLists
    std::vector<std::uint16_t> dataset;         ///< code into datasets; datasets[0] = "" (made by hand)
    std::vector<std::uint16_t> source_type;     ///< code into sourceTypes; sourceTypes[0] = ""

    std::vector<std::uint8_t> sensitivity;      ///< Marking or kNoWord; empty when no incident has a marking
    std::vector<std::int32_t> duration_minutes; ///< from start to end where both are known to the hour, else kUnknown; ends with the last known one

    std::vector<std::vector<ActorId>> perpetratorLists{{}};
    std::vector<std::vector<SourceId>> sourceLists{{}};
    std::vector<std::string> datasets{std::string{}};
    std::vector<std::string> sourceTypes{std::string{}};

    [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
    [[nodiscard]] bool hasPosition(std::size_t i) const noexcept { return lonE7[i] != kNoPosition; }
    [[nodiscard]] double lon(std::size_t i) const noexcept { return lonE7[i] / 1e7; }
    [[nodiscard]] double lat(std::size_t i) const noexcept { return latE7[i] / 1e7; }
    /// Empty when nobody marked it.
    [[nodiscard]] std::optional<Marking> marking(std::size_t i) const
    {
        return i < sensitivity.size() && sensitivity[i] != kNoWord ? std::optional{static_cast<Marking>(sensitivity[i])} : std::nullopt;
    }
    /// How long it lasted, see duration_minutes; empty when that is not recorded.
    [[nodiscard]] std::optional<std::int32_t> duration(std::size_t i) const
    {
        return i < duration_minutes.size() && duration_minutes[i] != kUnknown ? std::optional{duration_minutes[i]} : std::nullopt;
    }
    /// Index of an incident; empty when it is not there.
    [[nodiscard]] std::optional<std::size_t> find(IncidentId incident) const;
    bool operator==(const IncidentColumns&) const = default;
};

/// Minutes that an incident lasted: start and end are known to the hour, and the end lies after the start. Else empty.
[[nodiscard]] std::optional<std::int32_t> durationMinutes(std::optional<Instant> start, std::optional<Instant> end, std::optional<TimePrecision> precision);

/// Severity A of an act, 1 to 5 (doctrine.md 2.5).
[[nodiscard]] int severityOf(Act act);

} // namespace tutela::core
