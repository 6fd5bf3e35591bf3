// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/record_edit.h>

#include <tutela/core/collections.h>
#include <tutela/core/coordinates.h>
#include <tutela/core/spoken.h>
#include <tutela/session/bulk_edits.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tutela::session {

namespace {

using core::Field;
using core::Kind;

QString tr(const char* text) { return QCoreApplication::translate("tutela::session", text); }

nlohmann::json typed(const core::Mission& mission, const Field& field, const QString& text)
{
    return core::toJson(field, valueOfText(mission, field, text));
}

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

/// Runs an edit; its refusal as a sentence.
template <class Work>
QString attempted(Work work)
{
    try {
        work();
        return {};
    } catch (const core::Error& error) {
        return shown(error.message());
    }
}

bool inForm(const Field& field)
{
    return !field.system && !field.derived && field.name != "lon" && field.name != "lat" && field.name != "dataset" && field.name != "source_id";
}

} // namespace

QString setField(Document& document, RecordRef record, const Field& field, const QString& text, const QString& step)
{
    return attempted([&] {
        nlohmann::json line{{"kind", core::kindName(record.kind)}, {"set", {{std::string{field.name}, typed(*document.mission(), field, text)}}}};
        if (record.kind != Kind::MISSION)
            line["id"] = record.id;
        document.edit({line}, !step.isEmpty() ? step : tr("Change %1 of %2").arg(QString::fromStdString(core::labelOf(field)).toLower(), nameOf(*document.mission(), record)));
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
                set[std::string{field->name}] = typed(*document.mission(), *field, text);
        if (!position.trimmed().isEmpty())
            set = withPosition(std::move(set), position);
        const auto edited = document.edit({{{"kind", core::kindName(kind)}, {"id", "new"}, {"set", set}}}, tr("Add a record: %1").arg(kindWord(kind).toLower()));
        added.id = edited.ids.front();
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

std::vector<FormSection> formSections(Kind kind)
{
    const auto sharing = [](const Field& field) { return field.name == "sensitivity" || field.name == "sensitivity_reason" || field.name == "declassify_on" || field.name == "source_ids"; };
    std::array sections{FormSection{tr("What it is"), {}, false}, FormSection{tr("Where"), {}, false}, FormSection{tr("Numbers"), {}, false}, FormSection{tr("Plans"), {}, false},
                        FormSection{tr("Contacts"), {}, false}, FormSection{tr("More"), {}, false}, FormSection{tr("Sources and sharing"), {}, false}};
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
    sections[1].position = hasPosition(kind);
    std::vector<FormSection> filled;
    for (auto& section : sections)
        if (!section.fields.empty() || section.position)
            filled.push_back(std::move(section));
    return filled;
}

std::vector<Choice> choicesOf(const core::Mission& mission, const Field& field)
{
    std::vector<Choice> choices;
    for (const std::string_view word : field.words)
        choices.push_back({QString::fromStdString(core::spoken(word)), QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()))});
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
    const auto values = core::recordIn(*document.mission(), record.kind, record.id);
    return values ? core::validate(*values, document.now()) : std::vector<core::Issue>{};
}

} // namespace tutela::session
