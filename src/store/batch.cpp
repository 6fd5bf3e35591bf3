// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "batch_p.h"

#include <tutela/core/canonical.h>

#include <nlohmann/json.hpp>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::Kind;
using core::RecordValues;
using core::Value;
using nlohmann::json;

namespace {

constexpr std::size_t kBlockBytes = 1 << 18;

} // namespace

void LineDigest::add(const RecordValues& record)
{
    append(record);
    for (const std::string& block : takeFull())
        hash(block);
}

void LineDigest::append(const RecordValues& record)
{
    ++m_rows;
    core::appendCanonicalLine(m_block, record);
    m_block += '\n';
    if (m_block.size() >= kBlockBytes) {
        m_full.push_back(std::move(m_block));
        m_block.clear();
        m_block.reserve(kBlockBytes + kBlockBytes / 16);
    }
}

void LineDigest::hash(std::string_view block) { m_top.add(core::hex(core::blake2b(block))); }

std::string LineDigest::finish()
{
    for (const std::string& block : takeFull())
        hash(block);
    hash(m_block);
    return core::hex(m_top.finish());
}

std::string batchText(const BatchTables& tables)
{
    json object = json::object();
    for (const auto& [name, table] : tables)
        object[name] = {{"rows", table.rows}, {"hash", table.hash}};
    return json{{"tables", object}}.dump();
}

BatchTables batchTablesOf(const std::string& text)
{
    BatchTables tables;
    try {
        const json parsed = json::parse(text);
        for (const auto& [name, table] : parsed.at("tables").items())
            tables[name] = {table.at("rows").get<std::int64_t>(), table.at("hash").get<std::string>()};
    } catch (const json::exception&) {
        throw Error{ErrorCode::Damaged, "the record of a batch cannot be read"};
    }
    return tables;
}

std::string rowText(const RecordValues& record)
{
    json object = json::object();
    const auto fields = core::fieldsOf(record.kind);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Value& value = record.values[i];
        const std::string name{fields[i].name};
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            object[name] = *whole;
        else if (const auto* real = std::get_if<double>(&value))
            object[name] = *real;
        else if (const auto* text = std::get_if<std::string>(&value))
            object[name] = *text;
        else if (const auto* geometry = std::get_if<core::Geometry>(&value))
            object[name] = core::hex(core::toWkb(*geometry));
    }
    return object.dump();
}

RecordValues recordOfRowText(Kind kind, std::string_view text)
{
    try {
        const json object = json::parse(text);
        const auto fields = core::fieldsOf(kind);
        RecordValues record{kind, std::vector<Value>(fields.size())};
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto at = object.find(std::string{fields[i].name});
            if (at == object.end())
                continue;
            if (fields[i].type == core::FieldType::Geometry)
                record.values[i] = core::fromWkb(core::fromHex(at->get<std::string>()));
            else if (fields[i].type == core::FieldType::Real)
                record.values[i] = at->get<double>();
            else if (at->is_number())
                record.values[i] = at->get<std::int64_t>();
            else
                record.values[i] = at->get<std::string>();
        }
        return record;
    } catch (const json::exception&) {
        throw Error{ErrorCode::Damaged, "a kept row of the history cannot be read"};
    } catch (const Error&) {
        throw Error{ErrorCode::Damaged, "a kept row of the history cannot be read"};
    }
}

void keepRow(sqlite3* db, std::int64_t commit, const RecordValues& before)
{
    const std::string text = rowText(before);
    Statement keep{db, "INSERT INTO history_row (commit_id, \"table\", id, old) VALUES (?,?,?,?)"};
    keep.bind(1, commit).bind(2, core::tableOf(before.kind)).bind(3, before.id()).bind(4, std::string_view{text}).run();
}

void forEachKeptRow(sqlite3* db, std::int64_t commit, const std::function<void(const RecordValues&)>& visit)
{
    Statement rows{db, "SELECT \"table\", old FROM history_row WHERE commit_id = ? ORDER BY \"table\", id"};
    rows.bind(1, commit);
    while (rows.step()) {
        const auto kind = core::kindOfTable(rows.text(0));
        if (!kind)
            throw Error{ErrorCode::Damaged, "the history names a table that is none of ours"};
        visit(recordOfRowText(*kind, rows.text(1)));
    }
}

BatchWork::BatchWork(MissionFile::Impl& file, std::int64_t commit, const core::Progress& progress)
    : m_file(file), m_commit(commit), m_progress(progress), m_states(allKinds().size())
{
}

std::int64_t BatchWork::newIds(Kind kind, std::int64_t count)
{
    constexpr std::int64_t kLimit = std::int64_t{1} << 48;
    if (count <= 0 || count > (std::int64_t{1} << 40))
        throw Error{ErrorCode::InvalidInput, "a batch needs at least one id"};
    Statement taken{m_file.db(), "SELECT 1 FROM " + sqlName(core::tableOf(kind)) + " WHERE id BETWEEN ? AND ? LIMIT 1"};
    while (true) {
        const std::int64_t start = m_file.m_environment.ids->next();
        if (start > kLimit - count)
            continue;
        taken.bind(1, start).bind(2, start + count - 1);
        const bool used = taken.step();
        taken.reset();
        if (!used)
            return start;
    }
}

/// @throws core::Error{InvalidInput} for a record that no batch may insert
void BatchWork::check(const RecordValues& record)
{
    m_file.m_check.check(record);
    if (record.kind == Kind::MISSION)
        throw Error{ErrorCode::InvalidInput, "a mission file has one mission record; change that one"};
}

void BatchWork::count(const RecordValues& record)
{
    State& state = m_states[static_cast<std::size_t>(record.kind)];
    m_references.gather(record);
    ++state.rows;
    ++m_counted;
    const std::int64_t id = record.id();
    state.ascending = state.ascending && id > state.lastId;
    state.lastId = id;
    if (state.ascending)
        state.digest.append(record);
    if (record.kind == Kind::INCIDENT)
        m_file.m_cache->addRow(record);
    for (core::IncidentColumns& piece : m_file.m_cache->takeComplete())
        m_pieces.emplace_back(m_counted, std::move(piece));
    if ((++m_done & 0x3ff) == 0)
        m_progress.check();
}

void BatchWork::pack(const RecordValues& record, ReadyRows::Content& to) const
{
    if (const auto assessment = assessmentOf(record))
        to.assessments.push_back(*assessment);
    m_file.m_rows->pack(record, m_commit, to.of(record.kind));
    ++to.records;
}

void BatchWork::writePacked(ReadyRows::Content& content)
{
    for (const std::int64_t assessment : content.assessments)
        refuseFrozen(m_file.db(), assessment);
    for (const PackedRecords& packed : content.kinds)
        m_file.m_rows->write(packed);
    content.clear();
}

void BatchWork::workOff()
{
    std::vector<core::IncidentColumns> pieces;
    std::vector<std::pair<LineDigest*, std::vector<std::string>>> lines;
    {
        const std::lock_guard lock{m_checking};
        for (; !m_pieces.empty() && m_pieces.front().first <= m_written; m_pieces.pop_front())
            pieces.push_back(std::move(m_pieces.front().second));
        for (State& state : m_states)
            if (auto full = state.digest.takeFull(); !full.empty())
                lines.emplace_back(&state.digest, std::move(full));
    }
    for (auto& [digest, full] : lines)
        for (const std::string& block : full)
            digest->hash(block);
    m_file.m_cache->writePieces(m_commit, pieces);
}

void BatchWork::prepare(const RecordValues& record, ReadyRows& rows)
{
    try {
        const std::lock_guard lock{m_checking};
        check(record);
        pack(record, rows.content());
        count(record);
    } catch (...) {
        m_broken = true;
        throw;
    }
}

void BatchWork::write(ReadyRows& rows)
{
    const std::int64_t records = rows.content().records;
    try {
        writePacked(rows.content());
    } catch (...) {
        m_broken = true;
        throw;
    }
    m_written += records;
    workOff();
}

void BatchWork::insertAll(std::span<const RecordValues* const> records)
{
    for (const RecordValues* record : records)
        prepare(*record, m_own);
    write(m_own);
}

void BatchWork::insert(const RecordValues& record)
{
    {
        const std::lock_guard lock{m_checking};
        check(record);
    }
    ReadyRows::Content& content = m_own.content();
    content.clear();
    pack(record, content);
    writePacked(content);
    {
        const std::lock_guard lock{m_checking};
        count(record);
    }
    ++m_written;
    workOff();
}

void BatchWork::replace(const RecordValues& record)
{
    {
        const std::lock_guard lock{m_checking};
        m_file.m_check.check(record);
    }
    auto before = m_file.m_rows->read(record.kind, record.id());
    if (!before || isDeleted(*before))
        throw Error{ErrorCode::InvalidInput, "there is no such record", core::kindName(record.kind) + " " + std::to_string(record.id())};
    const CommonFields& common = commonFields();
    const auto at = [](int index) { return static_cast<std::size_t>(index); };
    if (batchOf(*before) == m_commit)
        throw Error{ErrorCode::InvalidInput, "a batch may write a record once", core::kindName(record.kind) + " " + std::to_string(record.id())};
    refuseFrozen(m_file.db(), *before);
    refuseFrozen(m_file.db(), record);
    keepRow(m_file.db(), m_commit, *before);
    const auto* revision = std::get_if<std::int64_t>(&before->values[at(common.revision)]);
    m_file.m_rows->fillFromBatch(*before);
    RecordValues after = record;
    after.values[at(common.createdAt)] = before->values[at(common.createdAt)];
    after.values[at(common.createdBy)] = before->values[at(common.createdBy)];
    after.values[at(common.updatedAt)] = Value{}; // the batch's time
    after.values[at(common.revision)] = (revision == nullptr ? 0 : *revision) + 1;
    after.values[at(common.deleted)] = std::int64_t{0};
    after.values[at(common.batchId)] = m_commit;
    m_file.m_rows->replace(after);
    const std::lock_guard lock{m_checking};
    if (record.kind == Kind::INCIDENT)
        m_file.m_cache->changedAll();
    count(record);
    ++m_written;
}

void BatchWork::putAsset(std::string_view name, std::string_view mime, std::string_view bytes)
{
    writeAsset(m_file, name, mime, bytes);
}

std::string BatchWork::finish()
{
    if (m_broken || m_counted != m_written)
        throw Error{ErrorCode::Internal, "a batch went on after some of its records were refused"};
    refuseMissing(m_references, *m_file.m_rows);
    BatchTables tables;
    for (const Kind kind : allKinds()) {
        State& state = m_states[static_cast<std::size_t>(kind)];
        if (state.rows == 0)
            continue;
        if (!state.ascending) {
            state.digest = LineDigest{};
            m_file.m_rows->forEach(kind, "m.batch_id = ?", [&](const RecordValues& record) { state.digest.add(record); }, m_commit);
        }
        tables[std::string{core::tableOf(kind)}] = {state.rows, state.digest.finish()};
    }
    return batchText(tables);
}

CommitId MissionFile::commitBatch(const Author& author, std::string_view message, const std::function<void(Batch&)>& work,
                                  const core::Progress& progress)
{
    std::unique_ptr<BatchWork> batch;
    Impl::Recorded what{author.text(), std::string{message}, "batch", {}};
    what.recordsRows = false;
    return m_impl->record(
        what,
        [&](std::int64_t commit) {
            batch = std::make_unique<BatchWork>(*m_impl, commit, progress);
            work(*batch);
        },
        [&] { return batch->finish(); });
}

} // namespace tutela::store
