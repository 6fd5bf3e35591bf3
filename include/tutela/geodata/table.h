// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/progress.h>
#include <tutela/geodata/source.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::geodata {

/// How to open a table. Empty values mean: find out.
struct TableOptions {
    std::string layer;       ///< layer of a GeoPackage, KML, GPX ...; default: the only one, else the first with rows
    std::string sheet;       ///< sheet of a workbook; default: the first with rows
    std::string encoding;    ///< "UTF-8", "UTF-16LE", "UTF-16BE", "CP1252", "ISO-8859-1"; default: found from the bytes
    char separator = 0;      ///< of delimited text: ',' ';' '\t' '|'; default: found from the first rows
    core::Progress progress; ///< checked while rows are read; stepped by share of the file
    std::uint64_t headerRow = 0; ///< of text and workbooks: row that holds the headings, those above are passed over; 0 = found
};

/// One row. The views stay valid until the next call of next().
struct Row {
    /// What a person sees: the line of the text file where the row starts (1 = first line), the row of the sheet, else the
    /// count of the feature in its layer from 1.
    std::uint64_t number = 0;
    /// One UTF-8 text per column, NUL-free, not trimmed; an absent cell is empty. Dates are ISO 8601, numbers have '.'.
    std::span<const std::string_view> cells;
    /// WGS 84, or null when the row has none.
    const core::Geometry* geometry = nullptr;
    /// Why this row cannot be used (cell not decodable, geometry out of range ...); empty for a good row.
    std::string_view problem;
};

/// What was found at opening; all of it may be shown to the user.
struct TableInfo {
    Format format = Format::DelimitedText;
    std::vector<std::string> columns;     ///< header texts in order, trimmed; empty ones are "column 7", repeats "name (2)"
    std::string layer;                    ///< the layer or sheet being read; empty for delimited text
    std::vector<std::string> layers;      ///< all layers or sheets of the file
    std::string encoding;                 ///< of delimited text and Shapefiles: the one in use
    char separator = 0;                   ///< of delimited text
    bool hasGeometry = false;             ///< the layer carries geometry
    std::string crs;                      ///< of the geometry as stored ("EPSG:32635"); empty when none
    std::uint64_t headerNumber = 1;       ///< row number of the header; 0 when the format has none
    std::optional<std::uint64_t> rows;    ///< when the format knows without reading
    std::vector<std::string> notes;       ///< sentences: what had to be assumed ("Not UTF-8: read as CP1252 ...")
};

/// Reads any table, delimited text to GeoPackage, row by row in constant memory. Not thread-safe; one per thread.
///
/// Duplicated or blank rows are given as they are (a wholly empty line of delimited text is skipped). Rows of delimited
/// text with fewer cells than columns are filled with empty ones; a longer row has `problem` set when the surplus is not
/// empty.
/// Cost: delimited text about 400 MB/s a core; others as fast as GDAL.
class TableReader {
public:
    /// @throws core::Error{InvalidInput} not a table, empty, unknown layer, sheet or encoding, CRS missing for coordinates
    ///         that cannot be degrees; {Limit} with the limit named.
    [[nodiscard]] static TableReader open(const Source& source, const TableOptions& options = {});
    [[nodiscard]] static TableReader open(const std::filesystem::path& path, const TableOptions& options = {});
    TableReader(TableReader&&) noexcept;
    TableReader& operator=(TableReader&&) noexcept;
    ~TableReader();

    [[nodiscard]] const TableInfo& info() const noexcept;
    [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return info().columns; }
    /// Fills `row`; false at the end. @throws core::Error when the file breaks off or a limit is hit; core::Cancelled.
    [[nodiscard]] bool next(Row& row);

    class Backend;

private:
    explicit TableReader(std::unique_ptr<Backend> backend);
    std::unique_ptr<Backend> m_backend;
};

} // namespace tutela::geodata
