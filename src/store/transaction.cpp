// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transaction_p.h"

#include <tutela/core/mission.h>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::Kind;
using core::RecordValues;
using core::Value;

namespace {

std::string nameOf(Kind kind, std::int64_t id) { return core::kindName(kind) + " " + std::to_string(id); }

} // namespace

bool isFrozenVersion(sqlite3* db, std::int64_t assessment)
{
    Statement find{db, "SELECT 1 FROM frozen_version WHERE assessment_id = ?"};
    return find.bind(1, assessment).step();
}

std::optional<std::int64_t> assessmentOf(const RecordValues& record)
{
    if (record.kind == Kind::ASSESSMENT)
        return record.id();
    if (record.kind != Kind::LINE)
        return std::nullopt;
    static const auto index = static_cast<std::size_t>(core::findField(Kind::LINE, "assessment_id") - core::fieldsOf(Kind::LINE).data());
    const auto* id = std::get_if<std::int64_t>(&record.values[index]);
    return id ? std::optional{*id} : std::nullopt;
}

void refuseFrozen(sqlite3* db, std::int64_t assessment)
{
    if (isFrozenVersion(db, assessment))
        throw Error{ErrorCode::Frozen, "this version is approved and cannot be changed; start a new version", nameOf(Kind::ASSESSMENT, assessment)};
}

void refuseFrozen(sqlite3* db, const RecordValues& record)
{
    if (const auto assessment = assessmentOf(record))
        refuseFrozen(db, *assessment);
}

void refuseMissing(References& references, RowStore& rows)
{
    references.forEachMissing(rows, [](Kind kind, std::int64_t id) {
        throw Error{ErrorCode::InvalidInput, "there is no " + nameOf(kind, id) + " to refer to; add it first"};
    });
}

std::string hashOfAssessment(RowStore& rows, std::int64_t assessment)
{
    core::Hasher hasher;
    const auto version = rows.read(Kind::ASSESSMENT, assessment);
    if (!version)
        throw Error{ErrorCode::InvalidInput, "there is no such record", nameOf(Kind::ASSESSMENT, assessment)};
    hasher.add(core::canonicalLine(*version) + "\n");
    rows.forEach(Kind::LINE, "m.assessment_id = ? AND m.deleted = 0",
                 [&](const RecordValues& line) { hasher.add(core::canonicalLine(line) + "\n"); }, assessment);
    return core::hex(hasher.finish());
}

std::int64_t freeId(MissionFile::Impl& file, Kind kind)
{
    std::int64_t id = file.m_environment.ids->next();
    while (file.m_rows->exists(kind, id))
        id = file.m_environment.ids->next();
    return id;
}

void writeAsset(MissionFile::Impl& file, std::string_view name, std::string_view mime, std::string_view bytes)
{
    if (name.empty())
        throw Error{ErrorCode::InvalidInput, "an asset needs a name"};
    sqlite3* db = file.db();
    const std::string hash = core::hex(core::sha256(bytes));
    Statement content{db, "INSERT INTO asset_content (sha256, bytes) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM asset_content WHERE sha256 = ?1)"};
    content.bind(1, std::string_view{hash}).bindBlob(2, bytes).run();
    Statement old{db, "SELECT id, frozen_by FROM asset WHERE name = ?"};
    if (old.bind(1, name).step()) {
        if (!old.isNull(1))
            throw Error{ErrorCode::Frozen, "this file belongs to an approved version and cannot be replaced", std::string{name}};
        Statement update{db, "UPDATE asset SET mime = ?, size = ?, sha256 = ? WHERE id = ?"};
        update.bind(1, mime).bind(2, static_cast<std::int64_t>(bytes.size())).bind(3, std::string_view{hash}).bind(4, old.integer(0));
        old.reset();
        update.run();
        return;
    }
    std::int64_t id = 0;
    Statement taken{db, "SELECT 1 FROM asset WHERE id = ?"};
    do {
        taken.reset();
        id = file.m_environment.ids->next();
        taken.bind(1, id);
    } while (taken.step());
    taken.reset();
    Statement insert{db, "INSERT INTO asset (id, name, mime, size, sha256) VALUES (?,?,?,?,?)"};
    insert.bind(1, id).bind(2, name).bind(3, mime).bind(4, static_cast<std::int64_t>(bytes.size())).bind(5, std::string_view{hash}).run();
}

TransactionWork::TransactionWork(MissionFile::Impl& file, std::string author, std::int64_t commit)
    : m_file(file), m_author(std::move(author)), m_time(file.now()), m_commit(commit)
{
}

std::int64_t TransactionWork::newId(Kind kind) { return freeId(m_file, kind); }

void TransactionWork::insert(RecordValues record)
{
    m_file.m_check.check(record);
    const std::int64_t id = record.id();
    if (m_file.m_rows->exists(record.kind, id))
        throw Error{ErrorCode::InvalidInput, "the id is taken by another record", nameOf(record.kind, id)};
    if (record.kind == Kind::MISSION && m_commit != 1)
        throw Error{ErrorCode::InvalidInput, "a mission file has one mission record; change that one", nameOf(record.kind, id)};
    refuseFrozen(m_file.db(), record);
    const CommonFields& common = commonFields();
    record.values[at(common.createdAt)] = m_time;
    record.values[at(common.createdBy)] = m_author;
    record.values[at(common.updatedAt)] = m_time;
    record.values[at(common.revision)] = std::int64_t{1};
    record.values[at(common.deleted)] = std::int64_t{0};
    record.values[at(common.batchId)] = Value{};
    m_references.gather(record);
    m_file.m_rows->insert(record);
}

RecordValues TransactionWork::require(Kind kind, std::int64_t id) const
{
    auto record = m_file.m_rows->read(kind, id);
    if (!record || isDeleted(*record))
        throw Error{ErrorCode::InvalidInput, "there is no such record", nameOf(kind, id)};
    return std::move(*record);
}

void TransactionWork::write(const RecordValues& before, RecordValues after)
{
    if (before == after)
        return;
    refuseFrozen(m_file.db(), before);
    refuseFrozen(m_file.db(), after);
    const CommonFields& common = commonFields();
    const auto* revision = std::get_if<std::int64_t>(&before.values[at(common.revision)]);
    after.values[at(common.revision)] = (revision == nullptr ? 0 : *revision) + 1;
    after.values[at(common.updatedAt)] = m_time;
    m_file.m_rows->replace(after);
}

void TransactionWork::update(Kind kind, std::int64_t id, const std::vector<std::pair<const core::Field*, Value>>& fields)
{
    const RecordValues before = require(kind, id);
    RecordValues after = before;
    for (const auto& [field, value] : fields) {
        if (field == nullptr || field->kind != kind)
            throw Error{ErrorCode::Usage, "the field does not belong to the kind", nameOf(kind, id)};
        if (field->system)
            throw Error{ErrorCode::Usage, "the program keeps this field itself", nameOf(kind, id) + ", " + std::string{field->name}};
        after.values[static_cast<std::size_t>(field - core::fieldsOf(kind).data())] = value;
    }
    m_file.m_check.check(after);
    m_references.gather(after);
    write(before, std::move(after));
}

void TransactionWork::remove(Kind kind, std::int64_t id)
{
    if (kind == Kind::MISSION)
        throw Error{ErrorCode::InvalidInput, "the mission record cannot be deleted", nameOf(kind, id)};
    const RecordValues before = require(kind, id);
    RecordValues after = before;
    after.values[at(commonFields().deleted)] = std::int64_t{1};
    write(before, std::move(after));
}

std::optional<RecordValues> TransactionWork::read(Kind kind, std::int64_t id) const
{
    auto record = m_file.m_rows->read(kind, id);
    if (!record || isDeleted(*record))
        return std::nullopt;
    m_file.m_rows->fillFromBatch(*record);
    return record;
}

void TransactionWork::append(const core::SignOff& row)
{
    const std::int64_t assessment = row.assessment_id.value;
    static_cast<void>(require(Kind::ASSESSMENT, assessment));
    if (row.state.has_value() == row.opinion.has_value())
        throw Error{ErrorCode::InvalidInput, "a sign-off is either a state entered or an opinion", nameOf(Kind::ASSESSMENT, assessment)};
    const bool approves = row.state == core::AssessmentState::APPROVED;
    if (approves && isFrozenVersion(m_file.db(), assessment))
        throw Error{ErrorCode::Frozen, "this version is approved already", nameOf(Kind::ASSESSMENT, assessment)};
    const std::string hash = row.content_hash.empty() ? hashOfAssessment(*m_file.m_rows, assessment) : row.content_hash;
    sqlite3* db = m_file.db();
    // Numbers count up: their order is the order of signing.
    const std::int64_t id = integerOf(db, "SELECT coalesce(max(id), 0) + 1 FROM sign_off");
    const std::string author = row.author.empty() ? m_author : row.author;
    const std::string time = row.time == core::Instant{} ? m_time : core::toText(row.time);
    Statement insert{db, "INSERT INTO sign_off (id, assessment_id, state, opinion, role, author, time, note, content_hash) VALUES (?,?,?,?,?,?,?,?,?)"};
    insert.bind(1, id).bind(2, assessment);
    if (row.state)
        insert.bind(3, core::word(*row.state));
    if (row.opinion)
        insert.bind(4, core::word(*row.opinion));
    insert.bind(5, core::word(row.role)).bind(6, std::string_view{author}).bind(7, std::string_view{time});
    if (!row.note.empty())
        insert.bind(8, std::string_view{row.note});
    insert.bind(9, std::string_view{hash}).run();
    if (!approves)
        return;
    Statement freeze{db, "INSERT INTO frozen_version (assessment_id, commit_id, content_hash) VALUES (?,?,?)"};
    const std::string content = hashOfAssessment(*m_file.m_rows, assessment);
    freeze.bind(1, assessment).bind(2, m_commit).bind(3, std::string_view{content}).run();
    m_approved = assessment;
}

void TransactionWork::putAsset(std::string_view name, std::string_view mime, std::string_view bytes)
{
    writeAsset(m_file, name, mime, bytes);
    m_assets.emplace_back(name);
}

void TransactionWork::finish()
{
    refuseMissing(m_references, *m_file.m_rows);
    if (!m_approved)
        return;
    Statement freeze{m_file.db(), "UPDATE asset SET frozen_by = ? WHERE name = ? AND frozen_by IS NULL"};
    for (const std::string& name : m_assets)
        freeze.bind(1, *m_approved).bind(2, std::string_view{name}).run();
}

} // namespace tutela::store
