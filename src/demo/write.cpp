// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/demo/demo.h>

#include "story.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/hash.h>
#include <tutela/core/text.h>
#include <tutela/geodata/raster.h>
#include <tutela/store/mission_file.h>

#include <algorithm>
#include <map>
#include <set>

namespace tutela::demo {

using namespace core;

namespace {

template <class T>
void insertAll(store::Batch& batch, const std::vector<T>& records)
{
    for (const T& record : records)
        batch.insertRecord(record);
}

Grid<float> inFloat(const Grid<std::int16_t>& metres)
{
    Grid<float> out(metres.rows(), metres.cols());
    std::transform(metres.cells().begin(), metres.cells().end(), out.cells().begin(), [](std::int16_t cell) { return static_cast<float>(cell); });
    return out;
}

void packRaster(store::Batch& batch, std::string_view name, std::string_view asset, LayerKind kind, const Grid<float>& cells, const GridFrame& frame,
                std::int64_t id)
{
    geodata::RasterWriteOptions options;
    options.type = geodata::CellType::Int16;
    const std::string bytes = geodata::cogBytes(cells, frame, options);
    batch.putAsset(asset, "image/tiff", bytes);
    Layer layer;
    layer.id = id;
    layer.name = name;
    layer.layer_kind = kind;
    layer.asset_name = asset;
    layer.size_bytes = static_cast<std::int64_t>(bytes.size());
    layer.sha256 = hex(sha256(bytes));
    layer.crs = frame.crs;
    layer.licence = "Fictional data made by Tutela; no rights reserved";
    layer.data_date = kApproved - std::chrono::days{36};
    // Population covers land and relief: shown when asked for.
    layer.visible = kind == LayerKind::ELEVATION;
    batch.insertRecord(layer);
}

/// The records of `all` that `known` does not hold yet.
template <class T>
void insertNew(store::Batch& batch, const std::vector<T>& all, const std::vector<T>& known)
{
    std::set<std::int64_t> ids;
    for (const T& record : known)
        ids.insert(record.id);
    for (const T& record : all)
        if (!ids.contains(record.id))
            batch.insertRecord(record);
}

/// Sets the fields in which records of `now` differ from what is known of them.
template <class T>
void updateAll(store::Transaction& transaction, const std::vector<T>& now, const std::vector<T>& known)
{
    std::map<std::int64_t, const T*> before;
    for (const T& record : known)
        before.emplace(record.id, &record);
    for (const T& record : now) {
        const auto at = before.find(record.id);
        if (at == before.end())
            continue;
        std::vector<std::pair<const Field*, Value>> fields;
        for (const Field& field : fieldsOf(T::kind))
            if (Value value = field.get(record); value != field.get(*at->second))
                fields.emplace_back(&field, std::move(value));
        if (!fields.empty())
            transaction.update(T::kind, record.id, fields);
    }
}

/// October: what happened after the approval, in the order in which the mission took it down.
void writeOctober(store::MissionFile& file, const store::Author& author, const DemoContent& now, const DemoContent& known, Instant& clock)
{
    clock = at(kApproved + std::chrono::days{1}, 9);
    file.commit(author, "Close R7 at the lost bridge", [&](store::Transaction& transaction) { updateAll(transaction, now.roads, known.roads); });
    clock = at(kLastDay, 18);
    file.commitBatch(author, "Incidents, alerts, patrols and actions of October 2026", [&](store::Batch& batch) {
        insertNew(batch, now.incidents, known.incidents);
        insertNew(batch, now.alerts, known.alerts);
        insertNew(batch, now.patrols, known.patrols);
        insertNew(batch, now.can_tests, known.can_tests);
        insertNew(batch, now.actions, known.actions);
        insertNew(batch, now.strategies, known.strategies);
        insertNew(batch, now.meetings, known.meetings);
        insertNew(batch, now.stakeholders, known.stakeholders);
    });
    clock = at(kLastDay, 19);
    file.commit(author, "Close the alerts of early October", [&](store::Transaction& transaction) { updateAll(transaction, now.alerts, known.alerts); });
    file.commit(author, "Fanara is cut off and silent; the base at Wasoro closes", [&](store::Transaction& transaction) {
        updateAll(transaction, now.places, known.places);
        updateAll(transaction, now.groups, known.groups);
    });
    clock = at(kLastDay, 20);
    file.commit(author, "Judge the threats anew after the events of October", [&](store::Transaction& transaction) { updateAll(transaction, now.threats, known.threats); });
    file.commit(author, "Bring the actions up to date", [&](store::Transaction& transaction) { updateAll(transaction, now.actions, known.actions); });
    clock = kAsOf;
}

void fill(store::Batch& batch, const DemoContent& content, IdSource& ids)
{
    packRaster(batch, "Elevation", "layer/elevation.tif", LayerKind::ELEVATION, inFloat(content.elevation), content.frame, ids.next());
    packRaster(batch, "Population", "layer/population.tif", LayerKind::POPULATION, content.population, content.frame, ids.next());
    insertAll(batch, content.sources);
    insertAll(batch, content.areas);
    insertAll(batch, content.bases);
    insertAll(batch, content.units);
    insertAll(batch, content.places);
    insertAll(batch, content.groups);
    insertAll(batch, content.actors);
    insertAll(batch, content.threats);
    insertAll(batch, content.incidents);
    insertAll(batch, content.alerts);
    insertAll(batch, content.patrols);
    insertAll(batch, content.can_tests);
    insertAll(batch, content.roads);
    insertAll(batch, content.waters);
    insertAll(batch, content.actions);
    insertAll(batch, content.strategies);
    insertAll(batch, content.structures);
    insertAll(batch, content.meetings);
    insertAll(batch, content.stakeholders);
}

core::AssetReader assetsOf(const store::MissionFile& file)
{
    return [&file](const std::string& name) -> std::shared_ptr<const std::string> {
        auto bytes = file.asset(name);
        return bytes ? std::make_shared<const std::string>(std::move(*bytes)) : nullptr;
    };
}

Mission snapshotOf(const store::MissionFile& file, const Responses& responses)
{
    Mission mission = file.snapshot();
    if (responses)
        mission.responses = responses(assetsOf(file));
    return mission;
}

/// One version with its lines, in one commit; the lines with the mission reach of then.
void keepVersion(store::MissionFile& file, const store::Author& author, const DemoContent& content, const Assessment& assessment, const std::string& message, const Responses& responses)
{
    std::vector<Line> lines;
    std::copy_if(content.lines.begin(), content.lines.end(), std::back_inserter(lines), [&](const Line& line) { return line.assessment_id == AssessmentId{assessment.id}; });
    if (responses) {
        auto evaluated = analysis::evaluate(snapshotOf(file, responses), assessment, std::move(lines)).lines;
        lines.clear();
        std::transform(evaluated.begin(), evaluated.end(), std::back_inserter(lines), [](analysis::LineResult& result) { return std::move(result.line); });
    }
    file.commit(author, message, [&](store::Transaction& transaction) {
        transaction.insert(assessment);
        for (const Line& line : lines)
            transaction.insert(line);
    });
}

/// Signs as the reviewers did; the row that approves is stored together with the frozen pages.
void signOff(store::MissionFile& file, const store::Author& author, const DemoContent& content, const Freeze& freeze, const Responses& responses, Instant& clock)
{
    for (SignOff row : content.sign_offs) {
        row.content_hash = file.assessmentHash(row.assessment_id);
        std::vector<core::Asset> frozen;
        const bool approves = row.state == AssessmentState::APPROVED;
        if (approves && freeze) {
            Mission after = snapshotOf(file, responses);
            std::vector<SignOff> rows = *after.sign_offs;
            rows.push_back(row);
            after.sign_offs = std::make_shared<const std::vector<SignOff>>(std::move(rows));
            frozen = freeze(after, row.assessment_id, assetsOf(file));
        }
        const std::string what = row.state ? "Assessment for September 2026 is " + std::string(word(*row.state))
                                           : "Opinion on the assessment for September 2026: " + std::string(word(*row.opinion));
        clock = row.time;
        file.commit(author, what, [&](store::Transaction& transaction) {
            for (const core::Asset& each : frozen)
                transaction.putAsset(each.name, each.mime, each.bytes);
            transaction.append(row);
        });
    }
}

} // namespace

void write(const std::filesystem::path& path, std::uint64_t seed, const std::string& name, const Freeze& freeze, const Progress& progress, const Responses& responses)
{
    progress.step(0.0, "Growing the country");
    DemoContent content = generate(seed);
    if (!name.empty())
        content.mission.name = normalised(name);
    progress.step(0.5, "Writing the mission file");
    store::Environment environment;
    Instant clock = at(kApproved - std::chrono::days{5}, 8); // follows the story: records stand in the order of their days
    environment.now = [&clock] { return clock; };
    environment.ids = seededIds(seed ^ 0x6B61766172610000U);
    environment.device = "demo";
    const store::Author author = store::Author::of("POC_ADVISER/DM");
    const DemoContent known = asApproved(content);
    std::shared_ptr<IdSource> ids = environment.ids;
    store::MissionFile file = store::MissionFile::create(path, content.mission, author, environment);
    file.commitBatch(author, "Fictional country Kavara, seed " + std::to_string(seed), [&](store::Batch& batch) { fill(batch, known, *ids); },
                     progress.part(0.5, 0.8));
    progress.step(0.85, "Signing the assessment");
    keepVersion(file, author, content, content.assessments[0], "Draft the threat assessment for September 2026", responses);
    signOff(file, author, content, freeze, responses, clock);
    writeOctober(file, author, content, known, clock);
    keepVersion(file, author, content, content.assessments[1], "Draft the threat assessment for October 2026", responses);
    progress.step(1.0);
}

} // namespace tutela::demo
