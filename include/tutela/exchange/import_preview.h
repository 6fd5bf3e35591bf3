// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/exchange/import.h>

#include <tutela/geodata/source.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tutela::exchange {

/// How well a column fits the field proposed for it.
///   SURE      heading or tag names the field, and the values can be read as the field takes them.
///   CHECK     the heading is like it, or the values are; a person should look.
///   NOT_USED  no field is proposed.
TUTELA_WORDS(ColumnMatch, SURE, CHECK, NOT_USED)

struct ColumnPreview {
    std::string column;
    std::string field; ///< "source_id" for the id of the source; empty when it is not used
    ColumnMatch match = ColumnMatch::NOT_USED;
    std::string reason;               ///< a sentence
    std::vector<std::string> samples; ///< the first different values that are not empty
};

/// What the file says about the order of day and month in dates such as 3/4/2026.
///   NONE       there are no such dates.
///   FOUND      some fit one order only.
///   AMBIGUOUS  all fit both; a person must say.
///   MIXED      some fit only one order and some only the other; rows of the wrong one will be refused.
TUTELA_WORDS(DateClue, NONE, FOUND, AMBIGUOUS, MIXED)

struct DatePreview {
    DateClue clue = DateClue::NONE;
    DateOrder order = DateOrder::DMY; ///< asked for or found; a suggestion when AMBIGUOUS
    std::string column, example;      ///< where it was seen; empty when NONE
};

/// A table before it is imported: how it is read, its first rows and a proposed mapping. Nothing of the mission is needed.
struct ImportPreview {
    geodata::Format format = geodata::Format::DelimitedText;
    std::string encoding;   ///< empty when the format has none
    char separator = 0;     ///< of delimited text
    std::string layer;
    std::vector<std::string> layers;
    std::uint64_t header_row = 1; ///< 0 when the format has none
    std::vector<std::string> notes;
    std::string dataset;
    Preset preset = Preset::NONE;
    bool own = false; ///< exported by this program: its id column tells its records
    std::vector<ColumnPreview> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::uint64_t> row_numbers;
    std::optional<std::int64_t> rows_in_all; ///< when the file was read to its end
    DatePreview dates;
};

/// Reads the first rows of a table and proposes a mapping; `request.map` is kept. When its dates do not tell day and month
/// apart in the first rows, the whole file is looked through.
/// @throws core::Error as importFile; {Usage} for kinds that have no columns (rasters, layers, tracks)
[[nodiscard]] ImportPreview previewImport(const ImportRequest& request, std::size_t rows = 200, const core::Progress& progress = {});

/// Fields that a column can fill, in the order of the field table; the id of the source ("source_id") stands first.
[[nodiscard]] std::vector<std::string> fieldsForColumns(ImportKind kind);

} // namespace tutela::exchange
