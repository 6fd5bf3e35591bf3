// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "content_p.h"
#include "geometry_blob_p.h"
#include "impl_p.h"
#include "replay_p.h"
#include "schema_check_p.h"

#include <tutela/core/mission.h>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::Kind;

namespace {

using Problems = std::vector<Problem>;
constexpr std::size_t kMostProblems = 200; ///< of one kind; a file that is broken throughout need not list every row

void checkPages(sqlite3* db, bool deep, Problems& out)
{
    Statement rows{db, deep ? "PRAGMA integrity_check(20)" : "PRAGMA quick_check(20)"};
    while (rows.step())
        if (rows.text(0) != "ok")
            out.push_back({"pages", rows.string(0)});
}

void checkForeignKeys(sqlite3* db, Problems& out)
{
    Statement rows{db, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 200"};
    while (rows.step())
        out.push_back({rows.string(0) + " " + std::to_string(rows.integer(1)), "refers to a row of " + rows.string(2) + " that is not there"});
}

void checkGeoPackage(sqlite3* db, Problems& out)
{
    if (integerOf(db, "PRAGMA application_id") != kApplicationId || integerOf(db, "PRAGMA user_version") != kGeoPackageVersion)
        out.push_back({"header", "the file is not marked as a GeoPackage 1.3"});
    for (const int srs : {-1, 0, 4326})
        if (integerOf(db, "SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id = " + std::to_string(srs)) != 1)
            out.push_back({"gpkg_spatial_ref_sys", "reference system " + std::to_string(srs) + " is missing"});
    Statement contents{db, "SELECT c.data_type, g.column_name, g.srs_id, g.z, g.m FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON g.table_name = "
                           "c.table_name WHERE c.table_name = ?"};
    for (const Kind kind : allKinds()) {
        const bool spatial = core::shapeOf(kind) != core::TableShape::None;
        contents.bind(1, core::tableOf(kind));
        const bool there = contents.step() && contents.text(0) == (spatial ? "features" : "attributes")
                           && (!spatial || (contents.text(1) == "geom" && contents.integer(2) == 4326 && contents.integer(3) == 0 && contents.integer(4) == 0));
        if (!there)
            out.push_back({std::string{core::tableOf(kind)}, "the table is not registered as GeoPackage contents"});
        contents.reset();
    }
}

/// Points must be where lon and lat say; other geometries must be readable.
void checkGeometries(sqlite3* db, const core::Progress& progress, Problems& out)
{
    for (const Kind kind : allKinds()) {
        const core::TableShape shape = core::shapeOf(kind);
        if (shape == core::TableShape::None)
            continue;
        const std::string table{core::tableOf(kind)};
        const bool point = shape == core::TableShape::Point;
        Statement rows{db, "SELECT id, geom" + std::string{point ? ", lon, lat" : ""} + " FROM " + sqlName(table)};
        std::size_t found = 0;
        for (std::int64_t n = 0; rows.step() && found < kMostProblems; ++n) {
            if ((n & 0xfff) == 0)
                progress.check();
            bool good = true;
            if (point) {
                const bool none = rows.isNull(2) || rows.isNull(3);
                const PointBlob blob = none ? PointBlob{} : pointBlob(rows.real(2), rows.real(3));
                good = none ? rows.isNull(1) : rows.blob(1) == std::string_view{blob.data(), blob.size()};
            } else if (!rows.isNull(1)) {
                try {
                    static_cast<void>(geometryOfBlob(rows.blob(1)));
                } catch (const Error&) {
                    good = false;
                }
            }
            if (!good && ++found <= kMostProblems)
                out.push_back({core::kindName(kind) + " " + std::to_string(rows.integer(0)),
                               point ? "its point on the map is not at its lon and lat" : "its geometry cannot be read"});
        }
    }
}

void checkChain(sqlite3* db, Problems& out)
{
    std::map<std::string, std::pair<std::int64_t, std::string>> last; // device -> counter, hash
    std::int64_t previousId = 0;
    forEachCommit(db, true, [&](CommitRow& row) {
        const std::string where = "commit " + std::to_string(row.id);
        if (row.id != previousId + 1)
            out.push_back({where, "the commit before it is missing"});
        previousId = row.id;
        auto& [counter, hash] = last[row.device];
        if (row.counter != counter + 1 || row.previous != hash)
            out.push_back({where, "it does not follow the commit before it on " + row.device});
        if (row.payloadHash != payloadHashOf(row))
            out.push_back({where, "its recorded change was altered"});
        if (row.hash != chainHashOf(row))
            out.push_back({where, "its author, time or message was altered"});
        counter = row.counter;
        hash = row.hash;
    });
    if (previousId == 0)
        out.push_back({"history_commit", "the history is empty"});
    Statement loose{db, "SELECT DISTINCT commit_id FROM history_change WHERE commit_id NOT IN (SELECT id FROM history_commit)"};
    while (loose.step())
        out.push_back({"history_change", "a row belongs to commit " + std::to_string(loose.integer(0)) + ", which is not there"});
}

void checkReferences(sqlite3* db, Problems& out)
{
    RowStore rows{db};
    References references;
    for (const Kind kind : allKinds())
        rows.forEach(kind, "1", [&](const core::RecordValues& record) { references.gather(record); });
    references.forEachMissing(rows, [&](Kind kind, std::int64_t id) {
        for (const std::string& referrer : referrersOf(db, kind, id))
            if (out.size() < kMostProblems)
                out.push_back({referrer, "refers to " + core::kindName(kind) + " " + std::to_string(id) + ", which is not there"});
    });
}

void checkAssets(sqlite3* db, Problems& out)
{
    Statement assets{db, "SELECT a.name, a.size, a.sha256, c.bytes FROM asset a LEFT JOIN asset_content c ON c.sha256 = a.sha256 ORDER BY a.name"};
    while (assets.step()) {
        const bool same = !assets.isNull(3) && static_cast<std::int64_t>(assets.blob(3).size()) == assets.integer(1)
                          && core::hex(core::sha256(assets.blob(3))) == assets.text(2);
        if (!same)
            out.push_back({"asset " + assets.string(0), "its bytes are not those that were stored"});
    }
}

void checkFrozen(sqlite3* db, Problems& out)
{
    RowStore rows{db};
    Statement frozen{db, "SELECT assessment_id, content_hash FROM frozen_version ORDER BY assessment_id"};
    while (frozen.step()) {
        const std::string where = "assessment " + std::to_string(frozen.integer(0));
        try {
            if (hashOfAssessment(rows, frozen.integer(0)) != frozen.text(1))
                out.push_back({where, "the approved version is not what was signed"});
        } catch (const Error& error) {
            out.push_back({where, error.message()});
        }
    }
    Statement unfrozen{db, "SELECT DISTINCT assessment_id FROM sign_off WHERE state = 'APPROVED' AND assessment_id NOT IN (SELECT assessment_id FROM "
                           "frozen_version)"};
    while (unfrozen.step())
        out.push_back({"assessment " + std::to_string(unfrozen.integer(0)), "it was approved and is not frozen"});
}

/// Values that no record can hold: another program wrote them.
void checkValues(sqlite3* db, const core::Progress& progress, Problems& out)
{
    RowStore rows{db};
    ValueCheck values;
    for (const Kind kind : allKinds())
        rows.forEach(kind, "m.deleted = 0", [&](const core::RecordValues& record) {
            progress.check();
            try {
                values.check(record);
            } catch (const Error& error) {
                if (out.size() < kMostProblems)
                    out.push_back({error.where(), error.message()});
            }
        });
}

/// Runs one part; a part that cannot read the file becomes a problem itself.
template <class Part>
void guarded(const std::string& what, Problems& out, const Part& part)
{
    try {
        part(out);
    } catch (const Error& error) {
        out.push_back({what, error.message()});
    }
}

} // namespace

CheckResult MissionFile::check(bool deep, const core::Progress& progress) const
{
    sqlite3* db = m_impl->db();
    CheckResult result;
    Problems broken;
    guarded("pages", broken, [&](Problems& out) { checkPages(db, deep, out); });
    progress.step(0.1);
    if (broken.empty()) {
        guarded("schema", broken, [&](Problems& out) { out = schemaProblems(db); });
        guarded("foreign keys", broken, [&](Problems& out) { checkForeignKeys(db, out); });
        guarded("geopackage", broken, [&](Problems& out) { checkGeoPackage(db, out); });
        guarded("history", broken, [&](Problems& out) { checkChain(db, out); });
    }
    progress.step(0.2);
    Problems differing;
    if (broken.empty()) {
        guarded("geometries", differing, [&](Problems& out) { checkGeometries(db, progress, out); });
        guarded("approved versions", differing, [&](Problems& out) { checkFrozen(db, out); });
        if (deep) {
            guarded("replay", differing, [&](Problems& out) {
                Problems found = replayProblems(db, progress.part(0.2, 0.7));
                out.insert(out.end(), found.begin(), found.end());
            });
            guarded("values", differing, [&](Problems& out) { checkValues(db, progress, out); });
            guarded("references", differing, [&](Problems& out) { checkReferences(db, out); });
            guarded("cache", differing, [&](Problems& out) {
                if (std::string problem = cacheProblem(db, progress); !problem.empty())
                    out.push_back({"cache_incident", std::move(problem)});
            });
            guarded("assets", differing, [&](Problems& out) { checkAssets(db, out); });
        }
        guarded("content", differing, [&](Problems&) { result.content_hash = contentHashOf(db, progress.part(0.7, 1.0)); });
        guarded("history", broken, [&](Problems&) { result.head = headOf(db); });
    }
    result.changedElsewhere = broken.empty() && !differing.empty();
    result.problems = std::move(broken);
    result.problems.insert(result.problems.end(), differing.begin(), differing.end());
    return result;
}

} // namespace tutela::store
