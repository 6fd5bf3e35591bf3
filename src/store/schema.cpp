// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema_p.h"

#include <tutela/store/mission_file.h>

#include <array>
#include <unordered_map>

namespace tutela::store {

using core::Field;
using core::FieldType;
using core::Kind;
using core::Part;
using core::TableShape;

namespace {

std::string sqlTypeOf(FieldType type)
{
    switch (type) {
    case FieldType::Bool: return "BOOLEAN";
    case FieldType::Integer:
    case FieldType::Reference: return "INTEGER";
    case FieldType::Real: return "REAL";
    case FieldType::Time: return "DATETIME";
    case FieldType::Day: return "DATE";
    case FieldType::Geometry: return "BLOB";
    default: return "TEXT";
    }
}

std::string geometryTypeOf(TableShape shape)
{
    return shape == TableShape::Point ? "POINT" : "GEOMETRY"; // areas and lines come single and multiple
}

std::string suffixOf(Part part)
{
    return part == Part::Main ? "" : part == Part::Text ? "_text" : "_detail";
}

Table makeTable(Kind kind, Part part)
{
    Table table{std::string{core::tableOf(kind)} + suffixOf(part), kind, part, {}};
    const auto fields = core::fieldsOf(kind);
    const TableShape shape = core::shapeOf(kind);
    table.columns.push_back({"id", "INTEGER", 0, ColumnForm::Plain});
    if (part == Part::Main && shape == TableShape::Point)
        table.columns.push_back({"geom", "POINT", -1, ColumnForm::PointOfLonLat});
    for (std::size_t i = 1; i < fields.size(); ++i) {
        const Field& field = fields[i];
        const int index = static_cast<int>(i);
        if (field.name == "geometry" && shape != TableShape::None && shape != TableShape::Point) {
            if (part == Part::Main)
                table.columns.insert(table.columns.begin() + 1, {"geom", geometryTypeOf(shape), index, ColumnForm::GeoPackage});
        } else if (field.part == part) {
            table.columns.push_back({std::string{field.name}, sqlTypeOf(field.type), index,
                                     field.type == FieldType::Geometry ? ColumnForm::Wkb : ColumnForm::Plain});
        }
    }
    return table;
}

std::vector<Table> makeTables(Kind kind)
{
    std::vector<Table> tables;
    for (const Part part : {Part::Main, Part::Text, Part::Detail}) {
        Table table = makeTable(kind, part);
        if (part == Part::Main || table.columns.size() > 1)
            tables.push_back(std::move(table));
    }
    return tables;
}

} // namespace

const std::vector<Kind>& allKinds()
{
    static const std::vector<Kind> kinds = [] {
        std::vector<Kind> all;
        for (std::size_t i = 0; i < core::wordCount(Kind{}); ++i)
            all.push_back(static_cast<Kind>(i));
        return all;
    }();
    return kinds;
}

const std::vector<Table>& tablesOf(Kind kind)
{
    static const std::vector<std::vector<Table>> tables = [] {
        std::vector<std::vector<Table>> all;
        for (const Kind each : allKinds())
            all.push_back(makeTables(each));
        return all;
    }();
    return tables.at(static_cast<std::size_t>(kind));
}

const std::vector<const Table*>& recordTables()
{
    static const std::vector<const Table*> tables = [] {
        std::vector<const Table*> all;
        for (const Kind kind : allKinds())
            for (const Table& table : tablesOf(kind))
                all.push_back(&table);
        return all;
    }();
    return tables;
}

const Table* recordTable(std::string_view name)
{
    static const auto index = [] {
        std::unordered_map<std::string_view, const Table*> byName;
        for (const Table* table : recordTables())
            byName.emplace(table->name, table);
        return byName;
    }();
    const auto at = index.find(name);
    return at == index.end() ? nullptr : at->second;
}

const std::vector<std::string>& recordedTables()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Table* table : recordTables())
            all.push_back(table->name);
        all.insert(all.end(), {"sign_off", "frozen_version", "asset"});
        return all;
    }();
    return names;
}

std::string createTable(const Table& table, std::string_view schema)
{
    std::string sql = "CREATE TABLE ";
    if (schema != "main")
        sql += std::string{schema} + ".";
    sql += sqlName(table.name) + " (\"id\" INTEGER PRIMARY KEY NOT NULL";
    if (table.part != Part::Main && schema == "main")
        sql += " REFERENCES " + sqlName(core::tableOf(table.kind)) + " (\"id\") DEFERRABLE INITIALLY DEFERRED";
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        sql += ", " + sqlName(column.name) + " " + column.sqlType;
        if (column.name == "deleted" || column.name == "revision")
            sql += " NOT NULL DEFAULT 0";
    }
    return sql + ")";
}

namespace {

void addGeoPackageTables(std::vector<SchemaObject>& objects)
{
    objects.push_back({"table", "gpkg_spatial_ref_sys",
                       "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL, "
                       "organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)"});
    objects.push_back({"table", "gpkg_contents",
                       "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, "
                       "description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y "
                       "DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES "
                       "gpkg_spatial_ref_sys(srs_id))"});
    objects.push_back({"table", "gpkg_geometry_columns",
                       "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id "
                       "INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), "
                       "CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES "
                       "gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))"});
    objects.push_back({"table", "gpkg_extensions",
                       "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope "
                       "TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"});
}

void addOwnTables(std::vector<SchemaObject>& objects)
{
    const auto table = [&](const char* name, const char* columns) {
        objects.push_back({"table", name, std::string{"CREATE TABLE "} + name + " (" + columns + ")"});
    };
    table("tutela_meta", "id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), schema INTEGER NOT NULL, min_reader INTEGER NOT NULL, created_at TEXT NOT NULL");
    table("tutela_device", "machine TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL");
    table("history_commit",
          "id INTEGER PRIMARY KEY NOT NULL, device TEXT NOT NULL, counter INTEGER NOT NULL, time TEXT NOT NULL, author TEXT NOT NULL, message TEXT NOT "
          "NULL, kind TEXT NOT NULL, undoes INTEGER REFERENCES history_commit (id), changeset BLOB, batch TEXT, payload_hash TEXT NOT NULL, previous TEXT "
          "NOT NULL, hash TEXT NOT NULL UNIQUE, UNIQUE (device, counter)");
    table("history_change",
          "id INTEGER PRIMARY KEY NOT NULL, commit_id INTEGER NOT NULL REFERENCES history_commit (id) DEFERRABLE INITIALLY DEFERRED, \"table\" TEXT NOT "
          "NULL, record INTEGER NOT NULL, \"group\" TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL");
    objects.push_back({"table", "history_row",
                       "CREATE TABLE history_row (commit_id INTEGER NOT NULL REFERENCES history_commit (id) DEFERRABLE INITIALLY DEFERRED, \"table\" TEXT "
                       "NOT NULL, id INTEGER NOT NULL, old TEXT NOT NULL, PRIMARY KEY (commit_id, \"table\", id)) WITHOUT ROWID"});
    table("sign_off",
          "id INTEGER PRIMARY KEY NOT NULL, assessment_id INTEGER NOT NULL, state TEXT, opinion TEXT, role TEXT NOT NULL, author TEXT NOT NULL, time "
          "DATETIME NOT NULL, note TEXT, content_hash TEXT");
    table("frozen_version", "assessment_id INTEGER PRIMARY KEY NOT NULL, commit_id INTEGER NOT NULL, content_hash TEXT NOT NULL");
    table("asset",
          "id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, mime TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, frozen_by INTEGER");
    table("asset_content", "sha256 TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL");
    table("cache_incident", "id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, commit_id INTEGER NOT NULL, head TEXT NOT NULL, bytes BLOB NOT NULL");
    objects.push_back({"index", "history_change_commit", "CREATE INDEX history_change_commit ON history_change (commit_id)"});
    objects.push_back({"index", "history_change_record", "CREATE INDEX history_change_record ON history_change (record)"});
    objects.push_back({"index", "history_row_record", "CREATE INDEX history_row_record ON history_row (id)"});
}

void addTriggers(std::vector<SchemaObject>& objects)
{
    const auto refuse = [&](const std::string& name, const std::string& when, const std::string& condition, const std::string& message) {
        objects.push_back({"trigger", name,
                           "CREATE TRIGGER " + sqlName(name) + " BEFORE " + when + (condition.empty() ? "" : " WHEN " + condition)
                               + " BEGIN SELECT RAISE(ABORT, '" + message + "'); END"});
    };
    for (const std::string appendOnly : {"history_commit", "history_change", "history_row", "sign_off", "asset_content"})
        for (const std::string verb : {"UPDATE", "DELETE"})
            refuse(appendOnly + "_no_" + (verb == "UPDATE" ? "update" : "delete"), verb + " ON " + appendOnly, "",
                   appendOnly + " is append-only");
    for (const std::string verb : {"UPDATE", "DELETE"})
        refuse("frozen_version_no_" + std::string{verb == "UPDATE" ? "update" : "delete"}, verb + " ON frozen_version", "",
               "frozen: an approved version stays approved");

    const auto frozen = [](const std::string& id) { return "EXISTS (SELECT 1 FROM frozen_version WHERE assessment_id = " + id + ")"; };
    const std::string message = "frozen: an approved version cannot be changed";
    const std::string assessment{core::tableOf(Kind::ASSESSMENT)};
    refuse("frozen_assessment_update", "UPDATE ON " + assessment, frozen("OLD.id"), message);
    refuse("frozen_assessment_delete", "DELETE ON " + assessment, frozen("OLD.id"), message);
    const std::string line{core::tableOf(Kind::LINE)};
    refuse("frozen_line_insert", "INSERT ON " + line, frozen("NEW.assessment_id"), message);
    refuse("frozen_line_update", "UPDATE ON " + line, frozen("OLD.assessment_id") + " OR " + frozen("NEW.assessment_id"), message);
    refuse("frozen_line_delete", "DELETE ON " + line, frozen("OLD.assessment_id"), message);
    refuse("frozen_asset_update", "UPDATE ON asset", "OLD.frozen_by IS NOT NULL", message);
    refuse("frozen_asset_delete", "DELETE ON asset", "OLD.frozen_by IS NOT NULL", message);
}

} // namespace

const std::vector<SchemaObject>& schemaObjects()
{
    static const std::vector<SchemaObject> objects = [] {
        std::vector<SchemaObject> all;
        addGeoPackageTables(all);
        addOwnTables(all);
        for (const Table* table : recordTables())
            all.push_back({"table", table->name, createTable(*table)});
        addTriggers(all);
        return all;
    }();
    return objects;
}

namespace {

void addReferenceSystems(sqlite3* db)
{
    Statement insert{db, "INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)"};
    const auto add = [&](std::string_view name, std::int64_t id, std::string_view organization, std::int64_t code, std::string_view definition,
                         std::string_view description) {
        insert.bind(1, name).bind(2, id).bind(3, organization).bind(4, code).bind(5, definition).bind(6, description).run();
    };
    add("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system");
    add("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system");
    add("WGS 84 geodetic", 4326, "EPSG", 4326,
        R"(GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]])",
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid");
}

void registerContents(sqlite3* db, std::string_view now)
{
    Statement contents{db, "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) VALUES (?,?,?,?,?)"};
    Statement columns{db, "INSERT INTO gpkg_geometry_columns VALUES (?,'geom',?,4326,0,0)"};
    for (const Kind kind : allKinds()) {
        const Table& table = tablesOf(kind).front();
        const TableShape shape = core::shapeOf(kind);
        contents.bind(1, std::string_view{table.name}).bind(2, std::string_view{shape == TableShape::None ? "attributes" : "features"});
        contents.bind(3, std::string_view{table.name}).bind(4, now);
        if (shape == TableShape::None)
            contents.bindNull(5);
        else
            contents.bind(5, std::int64_t{4326});
        contents.run();
        if (shape != TableShape::None) {
            const std::string type = geometryTypeOf(shape);
            columns.bind(1, std::string_view{table.name}).bind(2, std::string_view{type}).run();
        }
    }
}

} // namespace

void createSchema(sqlite3* db, std::string_view now)
{
    execute(db, "PRAGMA application_id = " + std::to_string(kApplicationId));
    execute(db, "PRAGMA user_version = " + std::to_string(kGeoPackageVersion));
    for (const SchemaObject& object : schemaObjects())
        execute(db, object.sql);
    addReferenceSystems(db);
    registerContents(db, now);
    Statement meta{db, "INSERT INTO tutela_meta (id, schema, min_reader, created_at) VALUES (1, ?, ?, ?)"};
    meta.bind(1, std::int64_t{kSchema}).bind(2, std::int64_t{1}).bind(3, now).run();
}

} // namespace tutela::store
