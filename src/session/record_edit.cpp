// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/record_edit.h>

#include "attempted.h"
#include "translated_p.h"

#include <tutela/core/collections.h>
#include <tutela/core/coordinates.h>
#include <tutela/core/grade_words.h>
#include <tutela/core/mission_area.h>
#include <tutela/core/spoken.h>
#include <tutela/session/bulk_edits.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tutela::session {

namespace {

using core::Field;
using core::Kind;

nlohmann::json withPosition(nlohmann::json set, const QString& text)
{
    if (text.trimmed().isEmpty()) {
        set["lon"] = nullptr;
        set["lat"] = nullptr;
        return set;
    }
    const core::GeoPoint point = core::pointOf(text.trimmed().toStdString());
    set["lon"] = point.lon();
    set["lat"] = point.lat();
    return set;
}

bool inForm(const Field& field)
{
    return !field.system && !field.derived && field.name != "lon" && field.name != "lat" && field.name != "dataset" && field.name != "source_id"
           && field.name != "speeds"; // these have a table of their own
}

} // namespace

std::optional<core::RecordValues> valuesNow(const Document& document, RecordRef record)
{
    return record.kind == Kind::INCIDENT ? document.read(record.kind, record.id) : core::recordIn(*document.mission(), record.kind, record.id);
}

const core::Value& valueIn(const core::RecordValues& record, const Field& field)
{
    return record.values[static_cast<std::size_t>(&field - core::fieldsOf(record.kind).data())];
}

nlohmann::json typedFields(const core::Mission& mission, RecordRef record, const Field& field, const QString& text)
{
    const core::Value value = valueOfText(mission, field, text);
    nlohmann::json set{{std::string{field.name}, core::toJson(field, value)}};
    if (record.kind != Kind::INCIDENT || field.name != "time_start" || std::holds_alternative<std::monostate>(value))
        return set;
    const auto at = mission.incidents->find(core::IncidentId{record.id});
    const auto word = at ? mission.incidents->time_precision[*at] : core::IncidentColumns::kNoWord;
    const bool hour = word == static_cast<std::uint8_t>(core::TimePrecision::EXACT_MINUTE) || word == static_cast<std::uint8_t>(core::TimePrecision::HOUR);
    if (saysHour(text) && !hour)
        set["time_precision"] = core::word(core::TimePrecision::EXACT_MINUTE);
    else if (!saysHour(text) && (hour || word == core::IncidentColumns::kNoWord))
        set["time_precision"] = core::word(core::TimePrecision::DAY);
    return set;
}

QString setField(Document& document, RecordRef record, const Field& field, const QString& text, const QString& step)
{
    return attempted([&] {
        const nlohmann::json set = typedFields(*document.mission(), record, field, text);
        const auto now = valuesNow(document, record);
        if (now && set.size() == 1 && core::toJson(field, valueIn(*now, field)) == set.front())
            return;
        nlohmann::json line{{"kind", core::kindName(record.kind)}, {"set", set}};
        if (record.kind != Kind::MISSION)
            line["id"] = record.id;
        document.edit({line}, !step.isEmpty() ? step : tr("Change %1 of %2").arg(QString::fromStdString(core::labelOf(field)).toLower(), nameOf(*document.mission(), record)));
    });
}

QString setFields(Document& document, RecordRef record, const DraftValues& values)
{
    return attempted([&] {
        nlohmann::json set = nlohmann::json::object();
        for (const auto& [field, text] : values)
            set.update(typedFields(*document.mission(), record, *field, text));
        document.edit({{{"kind", core::kindName(record.kind)}, {"id", record.id}, {"set", set}}},
                      tr("Change %1 values of %2").arg(values.size()).arg(nameOf(*document.mission(), record)));
    });
}

QString setPosition(Document& document, RecordRef record, const QString& text)
{
    return attempted([&] {
        document.edit({{{"kind", core::kindName(record.kind)}, {"id", record.id}, {"set", withPosition(nlohmann::json::object(), text)}}},
                      tr("Move %1").arg(nameOf(*document.mission(), record)));
    });
}

Added addRecord(Document& document, Kind kind, const DraftValues& values, const QString& position)
{
    Added added;
    added.refusal = attempted([&] {
        nlohmann::json set = nlohmann::json::object();
        for (const auto& [field, text] : values)
            if (!text.trimmed().isEmpty())
                set.update(typedFields(*document.mission(), {kind, 0}, *field, text));
        if (!position.trimmed().isEmpty())
            set = withPosition(std::move(set), position);
        const auto edited = document.edit({{{"kind", core::kindName(kind)}, {"id", "new"}, {"set", set}}}, tr("Add a record: %1").arg(kindWord(kind).toLower()));
        added.id = edited.ids.front();
    });
    return added;
}

Added addIncident(Document& document, const QString& source)
{
    Added added;
    added.refusal = attempted([&] {
        const auto mission = document.mission();
        const std::string name = source.trimmed().toStdString();
        nlohmann::json set{{"verification", "REPORTED"}}; // that much is known: the source reports it
        std::vector<nlohmann::json> lines;
        for (const auto& known : mission->all<core::Source>())
            if (known.code_name == name)
                set["source_ids"] = nlohmann::json::array({known.id});
        if (!set.contains("source_ids")) {
            lines.push_back({{"kind", "source"}, {"id", "new:S"}, {"set", {{"code_name", name}, {"group_key", name}}}});
            set["source_ids"] = nlohmann::json::array({"@S"});
        }
        lines.push_back({{"kind", "incident"}, {"id", "new"}, {"set", set}});
        added.id = document.edit(lines, tr("New incident")).ids.back();
    });
    return added;
}

QString removeRecords(Document& document, Kind kind, const std::vector<std::int64_t>& ids)
{
    return attempted([&] {
        std::vector<nlohmann::json> lines;
        for (const std::int64_t id : ids)
            lines.push_back({{"kind", core::kindName(kind)}, {"id", id}, {"delete", true}});
        const QString text = ids.size() == 1 ? tr("Delete %1").arg(nameOf(*document.mission(), {kind, ids.front()}))
                                             : tr("Delete %1 records: %2").arg(ids.size()).arg(kindWordPlural(kind).toLower());
        document.edit(lines, text);
    });
}

bool hasPosition(Kind kind) { return core::findField(kind, "lon") != nullptr && core::findField(kind, "lat") != nullptr; }

namespace {

/// The order in which an incident is told: when, where, what, who, who was harmed, who says so.
std::vector<FormSection> incidentSections()
{
    using Also = FormSection::Also;
    struct Part {
        QString title;
        std::vector<const char*> fields;
        Also also = Also::Nothing;
    };
    const std::array parts{
        Part{tr("When"), {"time_start", "time_end", "time_precision"}},
        Part{tr("Where"), {"place_id", "place_name", "place_precision"}, Also::Position},
        Part{tr("What"), {"category", "acts", "source_type", "grave_violations", "crsv_forms", "houses_burnt", "cattle_taken", "schools_hit", "health_posts_hit"}},
        Part{tr("Who"), {"perpetrator_ids", "attributions", "victim_group_ids", "victim_status"}},
        Part{tr("Harm to people"), {}, Also::Harm},
        Part{tr("Sources and grading"), {"verification"}, Also::Sources},
        Part{tr("Text"), {"title", "description", "mission_response"}},
        Part{tr("More"), {"duplicate_of", "cause_ids", "sensitivity", "sensitivity_reason", "declassify_on"}}};
    std::vector<FormSection> sections;
    for (const Part& part : parts) {
        FormSection section{part.title, {}, part.also, nullptr};
        for (const char* name : part.fields)
            if (const Field* field = core::findField(Kind::INCIDENT, name))
                section.fields.push_back(field);
        sections.push_back(std::move(section));
    }
    return sections;
}

/// The order of the life of a patrol: plan, order, what happened, report. Its state is moved by commands, its tracks come with imports.
std::vector<FormSection> patrolSections()
{
    using Also = FormSection::Also;
    struct Part {
        QString title;
        std::vector<const char*> fields;
        const char* rows = nullptr;
    };
    const std::array parts{
        Part{tr("Plan"), {"reference", "patrol_kind", "mode", "dismounted", "planned_start", "planned_end", "base_id", "route_planned", "tasks", "information_requirements", "risk_to_civilians_note"}},
        Part{tr("Stops"), {}, "stops"},
        Part{tr("Who goes"), {"unit_ids", "commander_role", "strength", "women", "cla_present", "interpreter_languages", "police_present", "civilian_sections", "joint_state_forces", "hrddp_ref"}},
        Part{tr("What happened"), {"actual_start", "actual_end", "track_source", "geometry"}},
        Part{tr("Report"), {"report_time", "report", "answers", "needs", "obstruction", "recommendation", "incident_ids", "alert_ids", "promise_ids"}},
        Part{tr("Condition of the route"), {}, "route_conditions"},
        Part{tr("Armed people seen"), {}, "actors_seen"},
        Part{tr("Sources and sharing"), {"sensitivity", "sensitivity_reason", "declassify_on", "source_ids"}}};
    std::vector<FormSection> sections;
    for (const Part& part : parts) {
        FormSection section{part.title, {}, part.rows != nullptr ? Also::Rows : Also::Nothing, part.rows != nullptr ? core::findField(Kind::PATROL, part.rows) : nullptr};
        for (const char* name : part.fields)
            section.fields.push_back(core::findField(Kind::PATROL, name));
        sections.push_back(std::move(section));
    }
    return sections;
}

} // namespace

std::vector<FormSection> formSections(Kind kind)
{
    if (kind == Kind::PATROL)
        return patrolSections();
    if (kind == Kind::INCIDENT)
        return incidentSections();
    using Also = FormSection::Also;
    const auto sharing = [](const Field& field) { return field.name == "sensitivity" || field.name == "sensitivity_reason" || field.name == "declassify_on" || field.name == "source_ids"; };
    std::array sections{FormSection{tr("What it is"), {}, Also::Nothing, nullptr}, FormSection{tr("Where"), {}, Also::Nothing, nullptr}, FormSection{tr("Numbers"), {}, Also::Nothing, nullptr}, FormSection{tr("Plans"), {}, Also::Nothing, nullptr},
                        FormSection{tr("Contacts"), {}, Also::Nothing, nullptr}, FormSection{tr("More"), {}, Also::Nothing, nullptr}, FormSection{tr("Sources and sharing"), {}, Also::Nothing, nullptr}};
    const auto at = [&](const Field& field) -> std::size_t {
        if (field.name == "name")
            return 0;
        if (sharing(field))
            return 6;
        switch (field.content) {
        case core::Content::Identity: return 0;
        case core::Content::Place: return 1;
        case core::Content::Count: return 2;
        case core::Content::Plan: return 3;
        case core::Content::Contact: return 4;
        case core::Content::Text: return 5;
        }
        return 5;
    };
    for (const Field& field : core::fieldsOf(kind))
        if (inForm(field)) {
            auto& fields = sections[at(field)].fields;
            fields.insert(field.name == "name" ? fields.begin() : fields.end(), &field);
        }
    sections[1].also = hasPosition(kind) ? Also::Position : Also::Nothing;
    std::vector<FormSection> filled;
    for (auto& section : sections)
        if (!section.fields.empty() || section.also != Also::Nothing)
            filled.push_back(std::move(section));
    return filled;
}

QString choiceText(const Field& field, std::string_view word)
{
    if (field.name == "reliability") // a letter alone says nothing
        if (const auto letter = core::enumerator<core::Reliability>(word))
            return QString::fromStdString(std::string{word} + ", " + std::string{core::meaningOf(*letter)});
    return QString::fromStdString(core::spoken(word));
}

std::vector<Choice> choicesOf(const core::Mission& mission, const Field& field)
{
    std::vector<Choice> choices;
    for (const std::string_view word : field.words)
        choices.push_back({choiceText(field, word), QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()))});
    if (field.refers) {
        core::withCollection(mission, *field.refers, [&](const auto& records) {
            for (const auto& record : records)
                choices.push_back({nameOf(mission, {*field.refers, record.id}), QString::number(record.id)});
        });
        std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.text.localeAwareCompare(b.text) < 0; });
    }
    return choices;
}

std::vector<core::Issue> issuesOf(const Document& document, RecordRef record)
{
    const auto values = valuesNow(document, record);
    if (!values)
        return {};
    auto issues = core::validate(*values, document.now());
    const auto within = core::validateWithin(*values, document.mission()->details);
    issues.insert(issues.end(), within.begin(), within.end());
    if (record.kind == core::Kind::BASE)
        if (auto outside = core::outsideIssue(core::recordOf<core::Base>(*values), document.mission()->all<core::Area>()))
            issues.push_back(std::move(*outside));
    return issues;
}

} // namespace tutela::session
