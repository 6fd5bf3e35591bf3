// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/record_history.h>

#include "translated_p.h"

#include <tutela/core/text.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tutela::session {

namespace {

/// The value of a field in the JSON object of its group, as people read it.
QString valueIn(const nlohmann::json& group, const core::Field& field, const core::Mission& mission)
{
    if (!group.is_object() || !group.contains(std::string{field.name}))
        return tr("not known");
    try {
        const QString text = displayText(field, core::valueFromJson(field, group.at(std::string{field.name})), mission);
        return text.isEmpty() ? tr("not known") : text;
    } catch (const core::Error&) {
        return shown(group.at(std::string{field.name}).dump()); // of a version that knew other words
    }
}

QStringList changesOf(const store::Change& change, core::Kind kind, const core::Mission& mission)
{
    const auto before = nlohmann::json::parse(change.old_json, nullptr, false);
    const auto after = nlohmann::json::parse(change.new_json, nullptr, false);
    QStringList lines;
    for (const core::Field& field : core::fieldsOf(kind)) {
        if (field.group != change.group || field.system)
            continue;
        const QString from = valueIn(before, field, mission);
        const QString to = valueIn(after, field, mission);
        if (from != to)
            lines << tr("%1: %2 \u2192 %3").arg(shown(core::labelOf(field)), from, to);
    }
    return lines;
}

} // namespace

std::vector<HistoryEntry> historyOf(const Document& document, RecordRef record, std::size_t most)
{
    const auto mission = document.mission();
    const auto zone = mission->timeZone();
    auto commits = document.history(record.id);
    // Commits stand in the order in which they were made; a clock that was moved does not change it, but is told.
    std::vector<bool> early(commits.size());
    for (std::size_t i = 1; i < commits.size(); ++i)
        early[i] = commits[i].time < commits[i - 1].time;
    std::vector<HistoryEntry> entries;
    for (std::size_t i = commits.size(); i-- > 0 && entries.size() < most;) {
        const store::Commit& commit = commits[i];
        HistoryEntry entry;
        entry.when = shown(zone.readable(commit.time));
        if (early[i])
            entry.when = tr("%1, made after the change below: the clock was moved").arg(entry.when);
        entry.who = commit.author.empty() ? tr("no name given") : authorText(commit.author);
        entry.what = shown(commit.message);
        bool isNew = false;
        for (const store::Change& change : commit.changes)
            if (change.record == record.id && core::kindOfTable(change.table) == record.kind) {
                isNew = isNew || change.old_json == "null";
                entry.changes << changesOf(change, record.kind, *mission);
            }
        if (isNew)
            entry.changes.clear(); // all fields of a new record say nothing
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace tutela::session
