// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

namespace tutela::cli {

namespace {

using nlohmann::json;

json parsed(const std::string& text)
{
    return text.empty() ? json{} : json::parse(text);
}

json commitJson(const store::Commit& commit)
{
    json changes = json::array();
    for (const auto& change : commit.changes)
        changes.push_back({{"table", change.table}, {"record", change.record}, {"group", change.group}, {"old", parsed(change.old_json)},
                           {"new", parsed(change.new_json)}});
    json batch = json::object();
    for (const auto& [table, rows] : commit.batch_counts)
        batch[table] = rows;
    return {{"id", commit.id.value}, {"time", core::toText(commit.time)}, {"author", commit.author}, {"message", commit.message},
            {"hash", commit.hash}, {"device", commit.device}, {"counter", commit.counter},
            {"undoes", commit.undoes ? json(*commit.undoes) : json{}}, {"changes", changes}, {"batch", batch}};
}

/// People read times on the mission's clock, as on maps and in reports.
core::TimeZone zoneOf(const store::MissionFile& file)
{
    std::string name;
    file.forEach(core::Kind::MISSION, [&](const core::RecordValues& mission) { name = core::recordOf<core::MissionDetails>(mission).time_zone; });
    return name.empty() ? core::TimeZone::utc() : core::TimeZone::of(name);
}

int flip(Context& c, const std::string& path, std::int64_t id, bool undo)
{
    auto file = openToWrite(path);
    const store::CommitId commit{id};
    const auto done = undo ? file.undo(c.authorOf(), commit) : file.redo(c.authorOf(), commit);
    c.committed(done);
    if (c.json)
        c.print({{"committed", done.value}});
    else
        c.out << (undo ? "Undone" : "Redone") << ": commit " << id << ", by commit " << done.value << ".\n";
    return 0;
}

} // namespace

void addHistory(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file;
        std::optional<std::int64_t> record, undo, redo;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("history", "Show who changed what, when and why; undo or redo a commit", context, [options](Context& c) {
        if (options->undo || options->redo)
            return flip(c, options->file, options->undo ? *options->undo : *options->redo, options->undo.has_value());
        const auto file = openToRead(options->file);
        const auto commits = file.history(options->record);
        if (c.json) {
            json list = json::array();
            for (const auto& commit : commits)
                list.push_back(commitJson(commit));
            c.print({{"commits", list}});
            return 0;
        }
        const auto zone = zoneOf(file);
        for (const auto& commit : commits) {
            c.out << commit.id.value << "  " << zone.readable(commit.time) << "  " << commit.author << "  " << commit.message << "\n";
            for (const auto& [table, rows] : commit.batch_counts)
                c.out << "    " << table << ": " << rows << " rows\n";
            for (const auto& change : commit.changes)
                c.out << "    " << change.table << " " << change.record << " " << change.group << ": " << change.old_json << " -> " << change.new_json
                      << "\n";
        }
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("--record", options->record, "Only commits that touched this record")->type_name("ID");
    auto* undo = verb.add_option("--undo", options->undo, "Undo this commit by a new one")->type_name("ID");
    verb.add_option("--redo", options->redo, "Undo an undo")->type_name("ID")->excludes(undo);
}

} // namespace tutela::cli
