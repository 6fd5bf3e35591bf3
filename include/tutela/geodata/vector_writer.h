// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/progress.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace tutela::geodata {

enum class OutputFormat { GeoPackage, GeoJson, Csv, Xlsx, Kml, Gpx };
enum class FieldType { Text, Integer, Real, Boolean, Date, DateTime };

struct OutputField {
    std::string name;
    FieldType type = FieldType::Text;
};

/// Nothing (null), whole number (also 0/1 for Boolean), real number, or UTF-8 text. Date and DateTime are ISO 8601 text.
using OutputValue = std::variant<std::monostate, std::int64_t, double, std::string>;

struct OutputRow {
    std::int64_t id = 0;             ///< feature id where the format has one (GeoPackage fid, GeoJSON id); 0 = none
    core::Geometry geometry;         ///< WGS 84; may be empty
    std::vector<OutputValue> values; ///< one per field
};

/// One layer or sheet to be written. Rows are pulled one at a time, so a million need no memory.
struct OutputLayer {
    std::string name;
    core::Geometry::Type type = core::Geometry::Type::None; ///< None: a plain table
    std::vector<OutputField> fields;
    std::function<bool(OutputRow&)> next; ///< fills the row, false at the end
    bool mixed = false;                   ///< shapes of several types in one layer; `type` is not used then
};

/// Writes a whole file: a temporary one beside `path`, then fsync and rename; complete or absent.
///
/// CSV takes one layer, has lon/lat (or WKT for shapes) only when the fields hold them, UTF-8, CR LF free. GPX takes
/// points as waypoints and lines as tracks. Text cells of CSV and XLSX that a spreadsheet would run as a formula get a
/// leading apostrophe. Equal input gives equal bytes for CSV, GeoJSON, KML and GPX.
/// @throws core::Error{Io, NoSpace, Permission} when it cannot be written; {InvalidInput} for values that do not fit.
void writeVector(const std::filesystem::path& path, OutputFormat format, const std::vector<OutputLayer>& layers,
                 const core::Progress& progress = {});
/// The same as bytes, made in memory.
[[nodiscard]] std::string vectorBytes(OutputFormat format, const std::vector<OutputLayer>& layers, const core::Progress& progress = {});

} // namespace tutela::geodata
