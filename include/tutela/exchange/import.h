// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/exchange/presets.h>
#include <tutela/store/mission_file.h>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tutela::exchange {

/// What `import --as` takes. The first ten are records of a kind; the rest are made into records by their geometry, go
/// into the settings of the mission (speeds) or are kept as reference layers.
TUTELA_WORDS(ImportKind, INCIDENTS, ALERTS, PLACES, GROUPS, AREAS, ACTORS, THREATS, BASES, UNITS, PATROLS, TRACKS, ROADS,
             RIVERS, LAKES, SPEEDS, ELEVATION, LANDCOVER, POPULATION, LAYER)
/// Reads the lower-case word. @throws core::Error{Usage}
[[nodiscard]] ImportKind importKindOf(std::string_view text);

TUTELA_WORDS(DateOrder, DMY, MDY, YMD)
/// @throws core::Error{Usage}
[[nodiscard]] DateOrder dateOrderOf(std::string_view text);

struct ImportRequest {
    std::filesystem::path source;
    ImportKind kind = ImportKind::INCIDENTS;
    Preset preset = Preset::AUTO;
    std::vector<std::pair<std::string, std::string>> map;      ///< FIELD, COLUMN
    std::map<std::string, std::map<std::string, std::string>> values; ///< FIELD -> TEXT -> ENUMERATOR
    std::string dataset;   ///< empty = the preset's, else the file name without date-like parts
    std::string id_column; ///< empty = the preset's, else a hash of the mapped values
    bool map_alone = false; ///< columns that `map` does not name go into no field; the header is not looked at
    std::string layer, sheet, encoding;
    char separator = 0; ///< of delimited text; 0 = found from the first rows
    std::uint64_t header_row = 0; ///< of text and workbooks: row that holds the headings; 0 = found
    std::optional<DateOrder> date_order;
    std::optional<core::PatrolId> patrol; ///< tracks: the patrol that drove all of them; empty = matched by time and place
    bool pack = false;    ///< layers: keep the bytes inside the mission file
    bool dry_run = false; ///< read, map and check everything, write nothing
};
/// "FIELD=COLUMN" and "FIELD:TEXT=ENUMERATOR" of the command line. @throws core::Error{Usage}
void addMap(ImportRequest& request, std::string_view text);
void addValue(ImportRequest& request, std::string_view text);

/// One refused row.
struct Rejection {
    std::int64_t row = 0; ///< as a person counts: the header of a table is row 1, the first feature of a layer too
    std::string field, value, reason;
};
/// Something that a person should know about accepted rows; equal findings are one entry.
struct ImportNote {
    std::string field, value, text;
    std::int64_t count = 0;
    std::vector<std::int64_t> rows; ///< the first 1000
};

/// The balance sheet. read = accepted + rejected; accepted = added + updated + unchanged.
struct ImportReport {
    std::string dataset, layer;
    Preset preset = Preset::NONE;
    std::vector<std::pair<std::string, std::string>> mapping; ///< FIELD, COLUMN as used
    std::vector<std::string> columns_left;                    ///< columns that went into no field
    std::int64_t read = 0, accepted = 0, added = 0, updated = 0, unchanged = 0, vanished = 0, duplicate_candidates = 0,
                 rejected = 0;
    std::int64_t actors_added = 0, sources_added = 0; ///< made for names that the mission did not know; not in `added`
    std::vector<Rejection> rejections; ///< the first 100,000
    std::vector<ImportNote> issues;
    std::optional<store::CommitId> commit; ///< empty for a dry run and when nothing changed
};
[[nodiscard]] nlohmann::json toJson(const ImportReport& report);

/// Imports a foreign file in one transaction, with its balance sheet.
///
/// @param now  for "not in the future"; the clock is not read otherwise.
/// @throws core::Error{Usage} unknown field, column, layer, sheet or a preset for the wrong kind;
///         core::Error{InvalidInput} the file is missing, empty or unreadable, its dates are ambiguous, or no row was
///         accepted. Nothing has changed then.
/// @throws core::Cancelled on stop; nothing has changed then.
/// Memory does not grow with rows except 24 bytes for each (to find repeated and vanished ids).
[[nodiscard]] ImportReport importFile(store::MissionFile& file, const ImportRequest& request, const store::Author& author,
                                      core::Instant now, const core::Progress& progress = {});

} // namespace tutela::exchange
