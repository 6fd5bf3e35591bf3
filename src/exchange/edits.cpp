// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/edits.h>

#include "edit_rules_p.h"
#include "zone_change_p.h"

#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace tutela::exchange {

using namespace core;
using nlohmann::json;

namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{64} << 20;
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxMessageBytes = 500;

using Labels = std::map<std::string, std::int64_t, std::less<>>;

[[noreturn]] void refuse(ErrorCode code, const std::string& why, std::string_view where = {})
{
    throw Error{code, why, std::string{where}};
}

/// One line of the script, read and checked as far as that goes without the mission.
struct EditLine {
    Kind kind{};
    bool isNew = false;
    std::string label;    ///< of "new:LABEL"
    std::int64_t id = 0;  ///< 0 for a new record and for the mission
    bool remove = false;
    std::string message;
    std::vector<std::pair<const Field*, json>> set;
};

Kind kindIn(const json& line)
{
    const auto at = line.find("kind");
    if (at == line.end() || !at->is_string())
        refuse(ErrorCode::InvalidInput, "names no kind; write \"kind\":\"place\"");
    const auto text = at->get<std::string>();
    if (const auto kind = kindOf(text))
        return *kind;
    refuse(ErrorCode::Usage, "there is no kind \"" + withVisibleControls(text) + "\"; `tutela help edit` lists them", "kind");
}

std::int64_t labelled(const Labels& labels, std::string_view text, std::string_view where)
{
    const auto at = labels.find(text.substr(1));
    if (at == labels.end())
        refuse(ErrorCode::Usage, "no line above made \"new:" + std::string{text.substr(1)} + "\"", where);
    return at->second;
}

void readId(EditLine& edit, const json& line, const Labels& labels)
{
    const auto at = line.find("id");
    if (at == line.end()) {
        if (edit.kind != Kind::MISSION)
            refuse(ErrorCode::InvalidInput, "names no record; write \"id\":\"new\" or \"id\":12345", "id");
        return;
    }
    if (at->is_number_integer()) {
        edit.id = at->get<std::int64_t>();
        if (edit.id <= 0)
            refuse(ErrorCode::InvalidInput, "ids are whole numbers above 0", "id");
        return;
    }
    const std::string text = at->is_string() ? at->get<std::string>() : std::string{};
    if (text == "new" || (text.starts_with("new:") && text.size() > 4)) {
        edit.isNew = true;
        edit.label = text.size() > 4 ? text.substr(4) : std::string{};
        if (labels.contains(edit.label))
            refuse(ErrorCode::InvalidInput, "the label \"" + edit.label + "\" is taken by a line above", "id");
    } else if (text.starts_with('@')) {
        edit.id = labelled(labels, text, "id");
    } else {
        refuse(ErrorCode::InvalidInput, "takes \"new\", \"new:LABEL\", \"@LABEL\" or the number of a record", "id");
    }
}

/// Fields of text that hold JSON take the object or list itself too: nobody has to write it with escaped quotes.
bool holdsJson(const Field& field)
{
    return (field.kind == Kind::SCENARIO && field.name == "changes") || (field.kind == Kind::MISSION && field.name == "speeds");
}

/// Labels become ids: alone, in lists, and in members of structured values that name records.
json withIds(const Field& field, json value, const Labels& labels)
{
    if (holdsJson(field) && value.is_structured())
        return value.dump();
    const auto put = [&](json& held) {
        if (held.is_string() && held.get_ref<const std::string&>().starts_with('@'))
            held = labelled(labels, held.get_ref<const std::string&>(), field.name);
    };
    if (field.type == FieldType::Reference) {
        put(value);
    } else if (field.type == FieldType::ReferenceList && value.is_array()) {
        std::for_each(value.begin(), value.end(), put);
    } else if (field.type == FieldType::Structure && value.is_array()) {
        for (json& element : value)
            if (element.is_object())
                for (auto& [member, held] : element.items())
                    if (member.ends_with("_id"))
                        put(held);
    }
    return value;
}

void readFields(EditLine& edit, const json& line, const Labels& labels)
{
    const auto at = line.find("set");
    if (at == line.end())
        return;
    if (!at->is_object())
        refuse(ErrorCode::InvalidInput, "takes an object of fields and values", "set");
    for (const auto& [name, value] : at->items()) {
        const Field* field = findField(edit.kind, name);
        if (!field)
            refuse(ErrorCode::Usage, detail::oneOf(edit.kind) + " has no field \"" + withVisibleControls(name) + "\"; `tutela help edit "
                                         + kindName(edit.kind) + "` lists them", withVisibleControls(name));
        if (field->system)
            refuse(ErrorCode::InvalidInput, "is kept by the program and cannot be set", name);
        if (field->derived)
            refuse(ErrorCode::InvalidInput, "is computed by the program; change its inputs or set its override", name);
        if (value.is_string() && value.get_ref<const std::string&>().size() > kMaxTextBytes)
            refuse(ErrorCode::Limit, "the text is longer than 1 MB; shorten it", name);
        edit.set.emplace_back(field, withIds(*field, value, labels));
    }
}

/// JSON in which a key stands twice says two things: the parser would keep one of them silently.
json parsedLine(std::string_view text)
{
    std::vector<std::set<std::string>> open;
    std::string twice;
    const json line = json::parse(text, [&](int, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_start)
            open.emplace_back();
        else if (event == json::parse_event_t::object_end)
            open.pop_back();
        else if (event == json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second && twice.empty())
            twice = parsed.get<std::string>();
        return true;
    }, false);
    if (!twice.empty())
        refuse(ErrorCode::InvalidInput, "the key stands twice; leave one of the two", withVisibleControls(twice));
    return line;
}

EditLine readLine(std::string_view text, const Labels& labels)
{
    if (text.size() > kMaxLineBytes)
        refuse(ErrorCode::Limit, "the line is longer than 64 MB");
    const json line = parsedLine(text);
    if (!line.is_object())
        refuse(ErrorCode::InvalidInput, "is not one JSON object; write {\"kind\":...,\"id\":...,\"set\":{...}} on one line");
    for (const auto& [key, unused] : line.items())
        if (key != "kind" && key != "id" && key != "set" && key != "message" && key != "delete")
            refuse(ErrorCode::Usage, "\"" + withVisibleControls(key) + "\" is not a key of an edit; fields stand inside \"set\"");
    EditLine edit;
    edit.kind = kindIn(line);
    readId(edit, line, labels);
    readFields(edit, line, labels);
    if (const auto at = line.find("message"); at != line.end()) {
        if (!at->is_string())
            refuse(ErrorCode::InvalidInput, "takes text", "message");
        edit.message = normalised(at->get<std::string>());
        if (edit.message.size() > kMaxMessageBytes)
            refuse(ErrorCode::InvalidInput, "the message is longer than 500 bytes; shorten it", "message");
    }
    if (const auto at = line.find("delete"); at != line.end()) {
        if (!at->is_boolean())
            refuse(ErrorCode::InvalidInput, "takes true or false", "delete");
        edit.remove = at->get<bool>();
    }
    if (edit.remove && (edit.isNew || !edit.set.empty()))
        refuse(ErrorCode::InvalidInput, "a line either sets fields or deletes a record", "delete");
    if (edit.kind == Kind::MISSION && (edit.isNew || edit.remove))
        refuse(ErrorCode::InvalidInput, "a mission file holds exactly one mission; it can only be changed", "id");
    if (!edit.remove && !edit.isNew && edit.set.empty())
        refuse(ErrorCode::InvalidInput, "changes nothing; name fields in \"set\"", "set");
    return edit;
}

std::string messageOf(const EditLine& edit)
{
    if (!edit.message.empty())
        return edit.message;
    if (edit.remove)
        return "Remove " + kindName(edit.kind);
    if (edit.isNew)
        return "Add " + kindName(edit.kind);
    std::string names;
    for (const auto& [field, unused] : edit.set)
        names += (names.empty() ? "" : ", ") + std::string{field->name};
    return "Change " + kindName(edit.kind) + ": " + names;
}

/// What reviewers are looking at keeps still. (Approved versions are kept by the store itself.)
void requireDraft(const store::MissionFile& file, const RecordValues& record)
{
    if (record.kind != Kind::ASSESSMENT && record.kind != Kind::LINE)
        return;
    const auto* id = record.kind == Kind::ASSESSMENT ? &record.values.front() : &detail::valueOf(record, "assessment_id");
    const auto* assessment = std::get_if<std::int64_t>(id);
    const auto state = assessment ? file.stateOf(AssessmentId{*assessment}) : std::nullopt;
    if (state == AssessmentState::IN_REVIEW || state == AssessmentState::COORDINATED || state == AssessmentState::CLEARED)
        refuse(ErrorCode::Frozen, "the version is " + std::string{core::word(*state)} + ": its text is locked; send it back to DRAFT first", "id");
}

TimeZone zoneOf(const RecordValues& mission)
{
    const auto* name = std::get_if<std::string>(&detail::valueOf(mission, "time_zone"));
    return name && !name->empty() ? TimeZone::of(*name) : TimeZone::utc();
}

/// What one line did.
struct Applied {
    std::int64_t id = 0;
    std::int64_t datesKept = 0;
    std::vector<Issue> warnings;
};

/// Applies one line inside its transaction.
Applied apply(const store::MissionFile& file, store::Transaction& transaction, const EditLine& edit, Role author, Instant now)
{
    if (edit.remove) {
        const auto there = transaction.read(edit.kind, edit.id);
        if (!there)
            refuse(ErrorCode::InvalidInput, "there is no " + kindName(edit.kind) + " with the id " + std::to_string(edit.id), "id");
        requireDraft(file, *there);
        detail::requireUnnamed(file, edit.kind, edit.id);
        transaction.remove(edit.kind, edit.id);
        return {edit.id, 0, {}};
    }
    std::optional<RecordValues> before;
    if (!edit.isNew && !(before = transaction.read(edit.kind, edit.id)))
        refuse(ErrorCode::InvalidInput, "there is no " + kindName(edit.kind) + " with the id " + std::to_string(edit.id), "id");
    if (before)
        requireDraft(file, *before);
    RecordValues record = before ? *before : blank(edit.kind, transaction.newId(edit.kind));
    std::vector<std::pair<const Field*, Value>> changed;
    for (const auto& [field, given] : edit.set) {
        Value value = valueFromJson(*field, given);
        detail::requireReferences(transaction, *field, value);
        record.values[detail::indexOf(*field)] = value;
        changed.emplace_back(field, std::move(value));
    }
    detail::requireOwnPatrol(transaction, record);
    for (const auto& [field, unused] : changed)
        detail::requireNoCycle(transaction, record, *field);
    if (edit.isNew)
        detail::fillDefaults(file, transaction, record, now);
    requireDraft(file, record);
    detail::requireOneInForce(file, record);
    Applied done{record.id(), 0, detail::requireValid(record, before ? &*before : nullptr, author, now)};
    detail::requireScenarioRecords(transaction, record, before ? &*before : nullptr);
    detail::warnOutside(file, record, done.warnings);
    detail::warnTakenName(file, record, done.warnings);
    detail::warnOtherTime(file, transaction, record, done.warnings);
    if (edit.isNew) {
        transaction.insert(record);
        detail::noteTrackOfPatrol(transaction, record);
        return done;
    }
    transaction.update(edit.kind, done.id, changed);
    detail::noteTrackOfPatrol(transaction, record);
    if (edit.kind == Kind::MISSION && zoneOf(*before).name() != zoneOf(record).name())
        done.datesKept = detail::keepCivilDates(file, transaction, zoneOf(*before), zoneOf(record));
    return done;
}

std::int64_t missionId(const store::MissionFile& file)
{
    std::int64_t id = 0;
    file.forEach(Kind::MISSION, [&](const RecordValues& record) { id = record.id(); });
    return id;
}

/// Visits the lines of a script that say something; an error names the line.
void forEachLine(std::istream& script, const std::function<void(std::string_view)>& visit)
{
    std::string text;
    for (std::int64_t number = 1; std::getline(script, text); ++number) {
        std::string_view line = text;
        if (number == 1 && line.starts_with("\xEF\xBB\xBF"))
            line.remove_prefix(3);
        line = trimmed(line);
        if (line.empty())
            continue;
        try {
            visit(line);
        } catch (const Error& error) {
            throw error.within("line " + std::to_string(number));
        }
    }
    if (script.bad())
        throw Error{ErrorCode::Io, "the edits could not be read to their end; try again from a local file"};
}

EditLine lineOf(const store::MissionFile& file, std::string_view text, const Labels& labels)
{
    EditLine edit = readLine(text, labels);
    if (edit.kind == Kind::MISSION && edit.id == 0)
        edit.id = missionId(file);
    return edit;
}

void note(EditsResult& result, Labels& labels, const EditLine& edit, const Applied& done)
{
    if (!edit.label.empty())
        labels.emplace(edit.label, done.id);
    result.ids.push_back(done.id);
    result.dates_kept += done.datesKept;
    result.warnings.insert(result.warnings.end(), done.warnings.begin(), done.warnings.end());
}

} // namespace

EditsResult applyEdits(store::MissionFile& file, std::istream& script, const store::Author& author, Instant now, const Committed& committed)
{
    EditsResult result;
    Labels labels;
    forEachLine(script, [&](std::string_view line) {
        const EditLine edit = lineOf(file, line, labels);
        Applied done;
        const store::CommitId commit = file.commit(author, messageOf(edit), [&](store::Transaction& transaction) {
            done = apply(file, transaction, edit, author.role, now);
        });
        note(result, labels, edit, done);
        ++result.committed;
        if (committed)
            committed(commit);
    });
    return result;
}

EditsResult applyEditsAsOne(store::MissionFile& file, std::istream& script, std::string_view message, const store::Author& author, Instant now,
                            const Committed& committed)
{
    EditsResult result;
    Labels labels;
    const store::CommitId commit = file.commit(author, message, [&](store::Transaction& transaction) {
        forEachLine(script, [&](std::string_view line) {
            const EditLine edit = lineOf(file, line, labels);
            note(result, labels, edit, apply(file, transaction, edit, author.role, now));
        });
    });
    result.committed = 1;
    if (committed)
        committed(commit);
    return result;
}

} // namespace tutela::exchange
