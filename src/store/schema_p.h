// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite_p.h"

#include <tutela/core/field_table.h>

#include <string>
#include <string_view>
#include <vector>

/// Tables of the mission file, made from core's field table (docs/store-format.md).
namespace tutela::store {

inline constexpr std::int64_t kApplicationId = 0x47504B47; ///< "GPKG"
inline constexpr std::int64_t kGeoPackageVersion = 10300;

/// How a column holds its field.
enum class ColumnForm {
    Plain,         ///< the value itself
    GeoPackage,    ///< field `geometry` as a GeoPackage blob
    PointOfLonLat, ///< column `geom` of a point table: made of lon and lat, belongs to no field
    Wkb,           ///< another geometry field as WKB
    Foreign,       ///< a column that this program does not know
};
struct Column {
    std::string name;
    std::string sqlType;
    int field = -1; ///< index in fieldsOf(kind); -1 for PointOfLonLat and Foreign
    ColumnForm form = ColumnForm::Plain;
};
struct Table {
    std::string name;
    core::Kind kind{};
    core::Part part = core::Part::Main;
    std::vector<Column> columns; ///< "id" first
};

/// The tables of one kind as this program makes them: the main one, then `NAME_text` and `NAME_detail` when the kind has
/// such fields.
[[nodiscard]] const std::vector<Table>& tablesOf(core::Kind kind);
/// All record tables, in the order of the kinds.
[[nodiscard]] const std::vector<const Table*>& recordTables();
/// Null for other tables.
[[nodiscard]] const Table* recordTable(std::string_view name);
/// Tables whose changes the session extension records: the record tables, sign_off, frozen_version and asset.
[[nodiscard]] const std::vector<std::string>& recordedTables();
[[nodiscard]] const std::vector<core::Kind>& allKinds();

/// One object of the schema.
struct SchemaObject {
    std::string type; ///< table, index or trigger
    std::string name;
    std::string sql;
};
/// Everything that CREATE statements make, in order: GeoPackage tables, ours, the record tables, triggers.
[[nodiscard]] const std::vector<SchemaObject>& schemaObjects();
/// CREATE TABLE of a record table; used for the scratch copies of a replay too, which have no triggers.
[[nodiscard]] std::string createTable(const Table& table, std::string_view schema = "main");

/// Fills an empty database: application id, tables, triggers, rows of the gpkg_* tables.
/// @param now  "2026-10-31T00:00:00.000Z", stands in gpkg_contents.last_change
void createSchema(sqlite3* db, std::string_view now);

} // namespace tutela::store
