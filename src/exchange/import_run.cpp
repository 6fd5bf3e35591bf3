// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "import_run_p.h"

#include "edit_rules_p.h"
#include "fingerprints_p.h"
#include "incident_twins_p.h"
#include "record_rows_p.h"
#include "row_pipe_p.h"

#include <tutela/core/canonical.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <unordered_map>
#include <utility>

namespace tutela::exchange::detail {

using namespace core;

namespace {

constexpr std::int64_t kSideIds = std::int64_t{1} << 22; ///< ids kept ready for actors, and for sources
/// Ids of records drawn at once: more than a table may have rows, so that they rise through the whole import and both the
/// rows and the hash of the batch are appended to.
constexpr std::int64_t kIdBlock = std::int64_t{1} << 23;

/// Leaves the batch without a commit.
struct NothingChanged {};

/// A record of the dataset that the mission holds.
struct Held {
    std::uint64_t fingerprint = 0;
    std::int64_t id = 0;
    std::uint64_t hash = 0; ///< first bytes of the hash of its canonical line
    bool operator<(const Held& other) const { return fingerprint < other.fingerprint; }
};

std::uint64_t firstBytes(const Sha256& hash)
{
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, hash.data(), sizeof bytes);
    return bytes;
}

/// Compares rows with what the mission holds. Rows are judged on the reading thread; what needs the mission file is done on
/// the writing one.
class Run final : public RowTaker {
public:
    Run(store::MissionFile& file, Kind kind, std::vector<std::size_t> governed, std::vector<std::size_t> governedAtHome, ImportContext& context,
        ImportReport& report)
        : m_file(file), m_kind(kind), m_governed(std::move(governed)), m_governedAtHome(std::move(governedAtHome)), m_context(context), m_report(report)
    {
        file.forEachOfDataset(kind, context.dataset, [&](const store::MissionFile::DatasetRow& row) {
            m_held.push_back({fingerprintOf(row.source_id), row.id, firstBytes(row.hash)});
        });
        std::sort(m_held.begin(), m_held.end());
        m_seenHeld.assign(m_held.size(), false);
        if (kind == Kind::INCIDENT)
            knowIncidents();
    }

    /// @param batch  null for a dry run.
    void writeInto(store::Batch* batch)
    {
        m_batch = batch;
        if (batch)
            m_ids = {batch->newIds(m_kind, kIdBlock), 0};
        m_ids.end = m_ids.next + kIdBlock;
    }
    void takeItem(Item& item, Block& block) override;
    void complete(Block& block) override
    {
        m_judged.actors_added += static_cast<std::int64_t>(m_context.actors.fresh.size());
        m_judged.sources_added += static_cast<std::int64_t>(m_context.sources.fresh.size());
        for (auto* fresh : {&m_context.actors.fresh, &m_context.sources.fresh}) {
            if (m_batch)
                for (const RecordValues& record : *fresh)
                    m_batch->prepare(record, block.fresh);
            fresh->clear();
        }
    }
    /// Writes a complete block.
    void write(Block& block)
    {
        if (m_batch)
            m_batch->write(block.fresh);
        for (const Block::Changed& changed : block.changed)
            update(changed);
    }

    void finish(std::int64_t rowsRead, Ledger& fromRows, const Progress& progress)
    {
        m_report.read = rowsRead;
        m_report.added += m_judged.added;
        m_report.actors_added += m_judged.actors_added;
        m_report.sources_added += m_judged.sources_added;
        m_report.unchanged += m_judged.unchanged;
        m_report.duplicate_candidates += m_judged.duplicate_candidates;
        fromRows.into(m_report);
        m_judgedLedger.into(m_report);
        noteVanished();
        noteIncidentTwins(progress);
        m_ledger.into(m_report);
        m_report.accepted = m_report.added + m_report.updated + m_report.unchanged;
        if (m_report.read == 0)
            throw Error{ErrorCode::InvalidInput, "the table has a heading but no rows; nothing was imported"};
        if (m_report.accepted == 0) {
            const Rejection& first = m_report.rejections.front();
            throw Error{ErrorCode::InvalidInput, "none of the " + grouped(m_report.read) + " rows was accepted; row " + std::to_string(first.row) + ", "
                                                     + first.field + (first.value.empty() ? "" : " \"" + first.value + "\"") + ": " + first.reason};
        }
    }
    void writeFurther(const std::function<void(store::Batch&)>& further)
    {
        if (further && m_batch && !changedNothing())
            further(*m_batch);
    }
    [[nodiscard]] bool changedNothing() const { return m_report.added == 0 && m_report.updated == 0; }
    void knowTwin(const RecordValues& record, const std::string& key)
    {
        if (key.empty())
            return;
        if (textOf(record, "dataset") == m_context.dataset)
            m_ownKeys.emplace_back(record.id(), fingerprintOf(key));
        else
            m_twins.emplace(fingerprintOf(key), 0);
    }

private:
    static std::string textOf(const RecordValues& record, std::string_view name)
    {
        const auto* text = std::get_if<std::string>(&valueOf(record, name));
        return text ? *text : std::string{};
    }

    /// Whether the record that the mission holds says the same, other fields included.
    bool equals(Item& item, const Held& held)
    {
        item.record.values[0] = held.id;
        m_line.clear();
        appendCanonicalLine(m_line, item.record);
        item.record.values[0] = std::int64_t{0};
        return firstBytes(blake2b(m_line)) == held.hash;
    }

    /// A row that is a record of this mission, or of the dataset and not the same. Of a record that came home, what was exported
    /// and not changed here since may be changed by the file; of what was changed here since, that which a person typed stays.
    void update(const Block::Changed& change)
    {
        const Item& item = change.item;
        if (item.home && item.home->reduced) {
            m_ledger.note("id", "", "is a record of this mission, and the file holds a reduced copy of it; kept as it is", item.row);
            ++m_report.unchanged;
            return;
        }
        const auto there = m_file.read(m_kind, change.id);
        if (!there && item.home)
            throw Error{ErrorCode::Internal, "a record of the mission was gone while its row was read"};
        if (there)
            merge(item, *there, item.home ? m_governedAtHome : m_governed);
        else
            ++m_report.unchanged;
    }

    void merge(const Item& item, const RecordValues& there, const std::vector<std::size_t>& governed)
    {
        RecordValues next = there;
        std::vector<std::size_t> changed;
        for (const std::size_t index : governed)
            if (!sameValue(next.values[index], item.record.values[index])) {
                next.values[index] = item.record.values[index];
                changed.push_back(index);
            }
        const auto* revision = std::get_if<std::int64_t>(&valueOf(there, "revision"));
        const bool sinceUntouched = item.home && item.home->revision && revision && *item.home->revision == *revision;
        if (!changed.empty() && !sinceUntouched)
            keepTyped(item, there, next, changed);
        if (next == there) {
            ++m_report.unchanged;
            return;
        }
        ++m_report.updated;
        if (m_batch)
            m_batch->replace(next);
    }

    /// A line or polygon is the same as the only part of a layer of multiple ones.
    static bool sameValue(const Value& a, const Value& b)
    {
        const auto* left = std::get_if<Geometry>(&a);
        const auto* right = std::get_if<Geometry>(&b);
        return left && right ? asMulti(*left) == asMulti(*right) : a == b;
    }

    void markHeld(std::int64_t id)
    {
        if (m_heldAt.empty())
            for (std::size_t i = 0; i < m_held.size(); ++i)
                m_heldAt.emplace(m_held[i].id, i);
        if (const auto at = m_heldAt.find(id); at != m_heldAt.end())
            m_seenHeld[at->second] = true;
    }

    /// What a person typed since the import wins over the file: nothing typed is lost.
    void keepTyped(const Item& item, const RecordValues& there, RecordValues& next, const std::vector<std::size_t>& changed)
    {
        const auto typed = m_file.editedGroups(there.kind, there.id());
        const auto fields = fieldsOf(there.kind);
        for (const std::size_t index : changed)
            if (typed.contains(fields[index].group)) {
                m_ledger.note(fields[index].name, "", "was changed by hand in the mission; kept, although the file says otherwise", item.row);
                next.values[index] = there.values[index];
            }
    }

    void noteVanished()
    {
        std::unordered_set<std::int64_t> gone;
        for (std::size_t i = 0; i < m_held.size(); ++i)
            if (!m_seenHeld[i])
                gone.insert(m_held[i].id);
        m_report.vanished = static_cast<std::int64_t>(gone.size());
        if (gone.empty())
            return;
        m_file.forEachOfDataset(m_kind, m_context.dataset, [&](const store::MissionFile::DatasetRow& row) {
            if (gone.contains(row.id))
                m_ledger.note("source_id", row.source_id, "is in the mission but no longer in the file; kept", 0);
        });
        for (const auto& [id, key] : m_ownKeys)
            if (const auto row = m_twins.find(key); gone.contains(id) && row != m_twins.end() && row->second > 0)
                noteTwin(m_report, m_ledger, {}, std::exchange(row->second, 0));
        if (m_kind == Kind::INCIDENT)
            m_file.forEachIncidentKey([&](const store::MissionFile::IncidentKey& key) {
                if (gone.contains(key.id))
                    m_incidents.addKnown(key);
            });
    }

    void noteTwin(ImportReport& report, Ledger& ledger, std::string_view name, std::uint64_t row)
    {
        ++report.duplicate_candidates;
        ledger.note("name", name, "same name and place as another record under another id; look whether they are one", row);
    }

    /// Incidents of the dataset stand for themselves as rows of the file; those that vanished are added at the end.
    void knowIncidents()
    {
        m_file.forEachIncidentKey([&](const store::MissionFile::IncidentKey& key) {
            if (key.dataset != m_context.dataset)
                m_incidents.addKnown(key);
            else if (key.settled)
                m_settled.insert(key.id);
        });
    }

    void noteIncidentTwins(const Progress& progress)
    {
        for (const IncidentTwins::Candidate& each : m_incidents.find(progress)) {
            ++m_report.duplicate_candidates;
            m_ledger.note("duplicate_of", each.otherRow > 0 ? "row " + std::to_string(each.otherRow) : "incident " + std::to_string(each.otherId),
                          "may be the same incident: the same kind of event within 5 km and 24 hours, casualties within half; look whether they are one",
                          each.row);
        }
    }

    store::MissionFile& m_file;
    Kind m_kind;
    std::vector<std::size_t> m_governed, m_governedAtHome;
    ImportContext& m_context;
    ImportReport& m_report;
    std::vector<Held> m_held;
    std::vector<bool> m_seenHeld;
    std::unordered_map<std::int64_t, std::size_t> m_heldAt; ///< index in m_held by id; filled when the first record comes home
    std::unordered_map<std::uint64_t, std::uint64_t> m_twins; ///< by fingerprint: the row above, 0 for a record of another dataset
    std::vector<std::pair<std::int64_t, std::uint64_t>> m_ownKeys; ///< records of this dataset and their fingerprints
    IncidentTwins m_incidents;
    std::unordered_set<std::int64_t> m_settled; ///< incidents of which a person said already that they are duplicates
    store::Batch* m_batch = nullptr;
    IdRange m_ids{0, 0};
    ImportReport m_judged; ///< numbers of the reading thread
    Ledger m_judgedLedger; ///< and its findings
    Ledger m_ledger;
    std::string m_line;
};

void Run::takeItem(Item& item, Block& block)
{
    if (item.home) {
        markHeld(item.home->id);
        block.changed.push_back({item, item.home->id});
        return;
    }
    const std::uint64_t fingerprint = fingerprintOf(item.source_id);
    if (!item.twin_key.empty() && !m_twins.emplace(fingerprintOf(item.twin_key), item.row).second)
        noteTwin(m_judged, m_judgedLedger, textOf(item.record, "name"), item.row);
    const auto held = std::lower_bound(m_held.begin(), m_held.end(), Held{fingerprint, 0, 0});
    const bool isNew = held == m_held.end() || held->fingerprint != fingerprint;
    if (m_kind == Kind::INCIDENT && (isNew || !m_settled.contains(held->id)))
        m_incidents.addRow(item.record, item.row);
    if (isNew) {
        ++m_judged.added;
        if (m_batch) {
            item.record.values[0] = m_ids.take();
            m_batch->prepare(item.record, block.fresh);
            item.record.values[0] = std::int64_t{0};
        }
        return;
    }
    m_seenHeld[static_cast<std::size_t>(held - m_held.begin())] = true;
    if (equals(item, *held))
        ++m_judged.unchanged;
    else
        block.changed.push_back({item, held->id});
}

/// Runs `pass` in a batch, or without one for a dry run.
void inBatch(store::MissionFile& file, const store::Author& author, const RunInput& input, ImportContext& context, ImportReport& report,
             Run& run, const Progress& progress, const std::function<void()>& pass)
{
    if (input.dryRun) {
        context.actors.ids = context.sources.ids = {1, kSideIds};
        run.writeInto(nullptr);
        pass();
        return;
    }
    try {
        report.commit = file.commitBatch(author, input.message, [&](store::Batch& batch) {
            const auto reserve = [&](Kind kind) {
                const std::int64_t first = batch.newIds(kind, kSideIds);
                return IdRange{first, first + kSideIds};
            };
            context.actors.ids = reserve(Kind::ACTOR);
            context.sources.ids = reserve(Kind::SOURCE);
            run.writeInto(&batch);
            pass();
            if (run.changedNothing())
                throw NothingChanged{};
        }, progress);
    } catch (const NothingChanged&) {
        report.commit.reset();
    }
}

} // namespace

void runImport(store::MissionFile& file, const store::Author& author, const RunInput& input, RowMapper& mapper, ImportContext& context,
               ImportReport& report, const Progress& progress)
{
    Run run{file, mapper.kind(), mapper.governed(), mapper.governedAtHome(), context, report};
    if (mapper.kind() != Kind::INCIDENT && mapper.kind() != Kind::ALERT)
        file.forEach(mapper.kind(), [&](const RecordValues& record) { run.knowTwin(record, mapper.twinKeyOf(record)); });
    inBatch(file, author, input, context, report, run, progress, [&] {
        Ledger ledger;
        RowPipe pipe{*input.source, input.options, input.rowsAbove, mapper, run, ledger};
        while (auto block = pipe.take()) {
            progress.check();
            run.write(*block);
            pipe.giveBack(std::move(block));
        }
        run.finish(pipe.rowsRead(), ledger, progress);
    });
}

void runItems(store::MissionFile& file, const store::Author& author, const RunInput& input, Kind kind,
              std::initializer_list<std::string_view> governed, std::vector<Item> items, Ledger& ledger, ImportContext& context, ImportReport& report,
              const std::function<void(store::Batch&)>& further)
{
    std::vector<std::size_t> indexes;
    for (const std::string_view name : governed)
        indexes.push_back(indexOf(*findField(kind, name)));
    Run run{file, kind, std::move(indexes), {}, context, report};
    inBatch(file, author, input, context, report, run, input.options.progress, [&] {
        FingerprintSet seen;
        Block block;
        for (Item& item : items)
            if (seen.insert(fingerprintOf(item.source_id)))
                run.takeItem(item, block);
            else
                ledger.reject(item.row, {"source_id", shown(item.source_id), "repeated id"});
        run.complete(block);
        run.write(block);
        run.finish(report.read, ledger, input.options.progress);
        run.writeFurther(further);
    });
}

} // namespace tutela::exchange::detail
