// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/store/mission_file.h>

#include <cstdint>
#include <string>
#include <vector>

namespace tutela::store {

/// A value that is not null and the column where it goes.
struct PackedCell {
    enum class Type : std::uint8_t { Whole, Real, Text, Blob };
    std::uint16_t column = 0; ///< in RowStore's own columns of the table
    Type type = Type::Whole;
    std::uint32_t length = 0; ///< of a text or blob
    union {
        std::int64_t whole = 0;
        double real;
        std::size_t from; ///< of a text or blob, in PackedRecords::bytes
    };
};

/// Rows of one table.
struct PackedTable {
    std::vector<PackedCell> cells;
    std::vector<std::size_t> ends; ///< of each row, in cells
};

/// New records of one kind as the rows that they become: some hundred bytes each, where RecordValues with their null values
/// take some thousand. They travel from the thread that made them to the one that writes.
struct PackedRecords {
    core::Kind kind{};
    std::vector<PackedTable> tables; ///< as tablesOf(kind)
    std::string bytes;               ///< of texts and blobs

    void clear();
};

struct ReadyRows::Content {
    std::vector<PackedRecords> kinds;
    std::vector<std::int64_t> assessments; ///< to which records belong; approved ones are refused
    std::int64_t records = 0;

    [[nodiscard]] PackedRecords& of(core::Kind kind);
    void clear();
};

} // namespace tutela::store
