// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/geo.h>
#include <tutela/core/progress.h>
#include <tutela/store/mission_file.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace tutela::exchange::detail {

/// Categories that sources use for one and the same event (docs/methods/duplicates.md).
enum class CategoryGroup : std::uint8_t { Fighting, Civilians, Property, Displacement, Arrest, Crowd, Movement, Obstruction, Positive };
[[nodiscard]] CategoryGroup groupOf(core::IncidentCategory category);

/// Proposes incidents that may be one (docs/methods/duplicates.md): same group of categories, at most 5 km and 24 h apart,
/// casualties within half of each other. It proposes; nothing is ever merged.
///
/// 20 bytes an incident. The search sorts by group, cell of 0.05 degrees and time, and looks at neighbouring cells within
/// 24 h only; it never compares all pairs.
class IncidentTwins {
public:
    /// One row of the file and what it looks like: a row above it, or an incident of the mission.
    struct Candidate {
        std::uint64_t row = 0;
        std::uint64_t otherRow = 0;   ///< 0 when the other is in the mission
        std::int64_t otherId = 0;     ///< 0 when the other is a row
    };

    /// An incident of the mission that rows are held against.
    void addKnown(const store::MissionFile::IncidentKey& key);
    /// An accepted row.
    void addRow(const core::RecordValues& record, std::uint64_t row);
    void addRow(const store::MissionFile::IncidentKey& key, std::uint64_t row);
    /// All rows with a candidate, by row. Everything that was added is gone afterwards.
    [[nodiscard]] std::vector<Candidate> find(const core::Progress& progress);

private:
    struct Entry {
        std::uint32_t place = 0;  ///< group and cell
        std::int32_t minute = 0;  ///< since 1970
        std::uint32_t who = 0;    ///< row of the file; with kKnown set the index into m_ids
        std::uint16_t east = 0, north = 0; ///< from the corner of the cell, millionths of a degree
        std::uint16_t killed = 0, injured = 0;
    };
    using Entries = std::deque<Entry>; // grows without copying what is there: a million rows must fit beside the batch
    /// Entries of one neighbouring cell; `from` moves on with time.
    struct Reach {
        std::size_t from = 0, end = 0;
    };

    void add(const store::MissionFile::IncidentKey& key, std::uint32_t who);
    [[nodiscard]] bool isEarlier(const Entry& other, const Entry& row) const;
    [[nodiscard]] static core::GeoPoint pointOf(const Entry& entry);
    [[nodiscard]] static bool alike(const Entry& a, const Entry& b);
    [[nodiscard]] std::size_t firstAtOrAfter(std::uint32_t place) const;
    [[nodiscard]] std::vector<Reach> around(std::uint32_t place) const;
    [[nodiscard]] std::optional<std::size_t> partnerInside(std::size_t at, std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::optional<std::size_t> partnerBeside(std::size_t at, std::vector<Reach>& around) const;
    [[nodiscard]] Candidate candidate(const Entry& row, const Entry& other) const;

    Entries m_entries;
    std::vector<std::int64_t> m_ids;
};

} // namespace tutela::exchange::detail
