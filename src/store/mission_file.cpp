// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "content_p.h"
#include "impl_p.h"
#include "session_p.h"
#include "transaction_p.h"

#include <tutela/core/canonical.h>
#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <chrono>
#include <fstream>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::Kind;
using core::RecordValues;

std::string Author::text() const { return std::string{core::word(role)} + "/" + initials; }

Author Author::of(std::string_view text)
{
    const auto slash = text.find('/');
    const auto role = core::enumerator<core::Role>(text.substr(0, slash));
    if (!role)
        throw Error{ErrorCode::Usage, "the author is given as ROLE/INITIALS, for example POC_ADVISER/AB", std::string{text}};
    Author author{*role, slash == std::string_view::npos ? "--" : std::string{text.substr(slash + 1)}};
    const bool good = !author.initials.empty() && author.initials.size() <= 8
                      && author.initials.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (!good)
        throw Error{ErrorCode::Usage, "initials are 1 to 8 letters, digits or '-'", std::string{text}};
    return author;
}

MissionFile::Impl::Impl(std::filesystem::path path, Access access, Environment environment)
    : m_path(std::move(path)), m_access(access), m_environment(std::move(environment))
{
    if (!m_environment.ids)
        m_environment.ids = core::randomIds();
}

MissionFile::Impl::~Impl()
{
    m_rows.reset();
    if (m_database && m_access == Access::ReadWrite) // takes the empty journal away; a failure here loses nothing
        sqlite3_exec(db(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    m_database.reset();
}

std::string MissionFile::Impl::now() const
{
    if (m_environment.now)
        return core::toText(m_environment.now());
    return core::toText(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

namespace {

/// Tells this machine and this very file from its copies: a copy that is edited apart must count its own commits.
std::string machineKey(const std::filesystem::path& path)
{
    std::ifstream in("/etc/machine-id");
    std::string machine;
    in >> machine;
    struct stat info{};
    const std::uint64_t inode = ::stat(path.c_str(), &info) == 0 ? static_cast<std::uint64_t>(info.st_ino) : 0;
    return core::hex(core::sha256("tutela device " + machine + " " + std::to_string(inode))).substr(0, 16);
}

} // namespace

std::string MissionFile::Impl::deviceName()
{
    if (!m_environment.device.empty())
        return m_environment.device;
    const std::string machine = machineKey(m_path);
    Statement known{db(), "SELECT name FROM tutela_device WHERE machine = ?"};
    if (known.bind(1, std::string_view{machine}).step())
        return known.string(0);
    const std::string name = "device-" + core::hex(core::sha256(std::to_string(core::randomIds()->next()))).substr(0, 8);
    Statement add{db(), "INSERT INTO tutela_device VALUES (?, ?)"};
    add.bind(1, std::string_view{machine}).bind(2, std::string_view{name}).run();
    return name;
}

void MissionFile::Impl::requireWritable() const
{
    if (m_access != Access::ReadWrite)
        throw Error{ErrorCode::Locked, "the mission file is open read-only; open it for writing first", m_path.filename().string()};
}

void MissionFile::Impl::touchContents(const std::set<std::string>& tables, const std::string& time)
{
    Statement touch{db(), "UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?"};
    for (const std::string& table : tables)
        touch.bind(1, std::string_view{time}).bind(2, std::string_view{table}).run();
}

CommitId MissionFile::Impl::record(const Recorded& what, const std::function<void(std::int64_t)>& work, const std::function<std::string()>& batch)
{
    requireWritable();
    CommitRow row;
    WriteScope scope{db()};
    row.id = newestCommit(db()) + 1;
    row.device = deviceName();
    row.time = now();
    row.author = what.author;
    row.message = core::normalised(what.message);
    row.kind = what.kind;
    row.undoes = what.undoes;
    std::set<std::string> tables;
    m_cache = std::make_unique<CacheUpdate>(db());
    {
        const Session session{db(), what.recordsRows ? recordedTables() : std::vector<std::string>{"asset"}};
        work(row.id);
        row.changeset = session.changeset();
    }
    if (batch)
        row.batch = batch();
    const std::vector<Change> changes = readableChanges(*m_rows, row.changeset);
    for (const Change& change : changes)
        tables.insert(change.table);
    if (!what.recordsRows)
        for (const core::Kind kind : allKinds())
            tables.emplace(core::tableOf(kind));
    appendCommit(db(), row);
    appendChanges(db(), row.id, changes);
    touchContents(tables, row.time);
    if (row.kind == "undo" && !what.recordsRows)
        m_cache->changedAll();
    for (const auto& [table, id] : recordsOf(row.changeset))
        if (table == core::tableOf(Kind::INCIDENT))
            m_cache->changed(id);
    m_cache->finish(row.id, row.hash);
    const bool wasAlone = m_cache->wasGood();
    m_cache.reset();
    scope.commit();
    if (!wasAlone || !m_aloneSince)
        m_aloneSince = wasAlone ? row.id - 1 : row.id;
    return CommitId{row.id};
}

MissionFile::MissionFile(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
MissionFile::~MissionFile() = default;
MissionFile::MissionFile(MissionFile&&) noexcept = default;
MissionFile& MissionFile::operator=(MissionFile&&) noexcept = default;

const std::filesystem::path& MissionFile::path() const { return m_impl->m_path; }
Access MissionFile::access() const { return m_impl->m_access; }
std::string MissionFile::head() const { return headOf(m_impl->db()); }

std::optional<RecordValues> MissionFile::read(Kind kind, std::int64_t id) const
{
    auto record = m_impl->m_rows->read(kind, id);
    if (!record || isDeleted(*record))
        return std::nullopt;
    m_impl->m_rows->fillFromBatch(*record);
    return record;
}

void MissionFile::forEach(Kind kind, const std::function<void(const RecordValues&)>& visit) const
{
    RecordValues filled;
    m_impl->m_rows->forEach(kind, "m.deleted = 0", [&](const RecordValues& record) {
        if (!batchOf(record)) {
            visit(record);
            return;
        }
        filled = record;
        m_impl->m_rows->fillFromBatch(filled);
        visit(filled);
    });
}

std::optional<core::AssessmentState> MissionFile::stateOf(core::AssessmentId assessment) const
{
    const ReadScope view{m_impl->db()};
    Statement row{m_impl->db(), "SELECT state FROM sign_off WHERE assessment_id = ? AND state IS NOT NULL ORDER BY id DESC LIMIT 1"};
    row.bind(1, assessment.value);
    return row.step() ? core::enumerator<core::AssessmentState>(row.text(0)) : std::nullopt;
}

std::int64_t MissionFile::count(Kind kind) const
{
    const ReadScope view{m_impl->db()};
    if (const auto pieces = kind == Kind::INCIDENT ? cachePieces(m_impl->db()) : std::nullopt) {
        std::int64_t incidents = 0;
        for (const CachePiece& piece : *pieces)
            incidents += piece.incidents;
        return incidents;
    }
    return integerOf(m_impl->db(), "SELECT count(*) FROM " + sqlName(core::tableOf(kind)) + " WHERE deleted = 0");
}

void MissionFile::forEachOfDataset(Kind kind, std::string_view dataset, const std::function<void(const DatasetRow&)>& visit) const
{
    const auto sourceField = static_cast<std::size_t>(commonFields().sourceId);
    const auto datasetField = static_cast<std::size_t>(commonFields().dataset);
    std::string line;
    m_impl->m_rows->forEach(kind, "m.deleted = 0 AND m.dataset IS NOT NULL", [&](const RecordValues& record) {
        if (std::get<std::string>(record.values[datasetField]) != dataset)
            return;
        const auto* source = std::get_if<std::string>(&record.values[sourceField]);
        line.clear();
        core::appendCanonicalLine(line, record);
        visit({source == nullptr ? std::string{} : *source, record.id(), core::blake2b(line)});
    });
}

std::optional<std::string> MissionFile::asset(std::string_view name) const
{
    Statement find{m_impl->db(), "SELECT c.bytes FROM asset a JOIN asset_content c ON c.sha256 = a.sha256 WHERE a.name = ?"};
    return find.bind(1, name).step() ? std::optional{std::string{find.blob(0)}} : std::nullopt;
}

std::vector<std::string> MissionFile::assetNames() const
{
    std::vector<std::string> names;
    Statement rows{m_impl->db(), "SELECT name FROM asset ORDER BY name"};
    while (rows.step())
        names.push_back(rows.string(0));
    return names;
}

CommitId MissionFile::commit(const Author& author, std::string_view message, const std::function<void(Transaction&)>& work)
{
    return m_impl->record({author.text(), std::string{message}, "edit", {}}, [&](std::int64_t commit) {
        TransactionWork transaction{*m_impl, author.text(), commit};
        work(transaction);
        transaction.finish();
    });
}

std::string MissionFile::contentHash() const { return contentHashOf(m_impl->db()); }
std::string MissionFile::assessmentHash(core::AssessmentId assessment) const { return hashOfAssessment(*m_impl->m_rows, assessment.value); }

} // namespace tutela::store
