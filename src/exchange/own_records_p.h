// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/store/mission_file.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Records that come home: rows of a table that Tutela exported.
namespace tutela::exchange::detail {

/// Columns of a table in which each row may say which record of the mission it is.
struct OwnColumns {
    std::size_t id = 0;
    std::optional<std::size_t> revision, dataset, sourceId;
    bool exported = false; ///< the system columns of an export stand beside the id
    bool reduced = false;  ///< exported under a profile that blurs or leaves out: what the mission holds is better
};
/// Empty when no column is named exactly "id".
[[nodiscard]] std::optional<OwnColumns> ownColumnsOf(std::span<const std::string> columns);

/// A record of the mission that a row of the table is.
struct Home {
    std::int64_t id = 0;
    std::optional<std::int64_t> revision; ///< of the record when it was exported
    bool reduced = false;
};

/// The live records of a kind by id and by dataset and source id. Ids are random numbers of 48 bits, so that the row numbers
/// of foreign tables name none of them.
class OwnRecords {
public:
    OwnRecords(const store::MissionFile& file, core::Kind kind);
    [[nodiscard]] bool holds(std::int64_t id) const;
    [[nodiscard]] std::optional<std::int64_t> find(std::string_view dataset, std::string_view sourceId) const;

private:
    std::vector<std::int64_t> m_ids;                             ///< rising
    std::vector<std::pair<std::uint64_t, std::int64_t>> m_origin; ///< fingerprint of dataset and source id, id; rising
};

} // namespace tutela::exchange::detail
