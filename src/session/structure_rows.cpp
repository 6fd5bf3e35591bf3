// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/structure_rows.h>

#include "translated_p.h"

#include <tutela/core/collections.h>
#include <tutela/core/coordinates.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>
#include <tutela/session/display.h>

#include <algorithm>
#include <cmath>

namespace tutela::session {

using nlohmann::json;
using Type = MemberColumn::Type;

namespace {

template <class Word>
std::vector<std::string_view> words()
{
    const auto all = core::wordsOf<Word>();
    return {all.begin(), all.end()};
}

std::vector<MemberColumn> stopColumns()
{
    return {{"place_id", tr("Place"), Type::Choice, {}, core::Kind::PLACE},
            {"lon", tr("Position"), Type::Position},
            {"task", tr("Task"), Type::Choice, words<core::PatrolTask>()},
            {"planned_arrival", tr("Planned arrival"), Type::Time},
            {"planned_dwell_minutes", tr("Planned stay, min"), Type::Count},
            {"actual_arrival", tr("Arrived"), Type::Time},
            {"actual_dwell_minutes", tr("Stayed, min"), Type::Count},
            {"dismounted", tr("On foot"), Type::YesNo},
            {"met_women", tr("Women met"), Type::Count},
            {"met_men", tr("Men met"), Type::Count},
            {"met_youth", tr("Youth met"), Type::Count},
            {"met_leaders", tr("Leaders met"), Type::Count},
            {"women_asked", tr("Women asked apart"), Type::YesNo},
            {"men_asked", tr("Men asked apart"), Type::YesNo},
            {"pattern_of_life", tr("Pattern of life"), Type::Choice, words<core::PatternOfLife>()},
            {"can_tested", tr("Alert network tested"), Type::YesNo},
            {"can_works", tr("It works"), Type::YesNo},
            {"note", tr("What people say, note"), Type::Text}};
}

/// A field that reads and shows as a member of this type does.
const core::Field& standIn(Type type)
{
    const char* name = type == Type::Time ? "actual_start" : type == Type::Count ? "strength" : "obstruction";
    return type == Type::Number ? *core::findField(core::Kind::UNIT, "max_distance_km") : *core::findField(core::Kind::PATROL, name);
}

core::Value valueOf(const json& held)
{
    if (held.is_boolean())
        return core::Value{static_cast<std::int64_t>(held.get<bool>())};
    if (held.is_number_integer())
        return core::Value{held.get<std::int64_t>()};
    if (held.is_number())
        return core::Value{held.get<double>()};
    return held.is_string() ? core::Value{held.get<std::string>()} : core::Value{};
}

json chosen(const core::Mission& mission, const MemberColumn& column, const QString& text)
{
    const std::string wanted = core::folded(text.toStdString());
    for (const Choice& choice : choicesOf(mission, column))
        if (choice.value == text || core::folded(choice.text.toStdString()) == wanted)
            return column.refers || column.type == Type::YesNo ? json(choice.value.toLongLong()) : json(choice.value.toStdString());
    throw core::Error{core::ErrorCode::InvalidInput, tr("There is no \"%1\" to choose; pick one from the list").arg(text).toStdString()};
}

void setIn(json& row, const core::Mission& mission, const MemberColumn& column, const QString& text)
{
    if (text.isEmpty()) {
        row.erase(column.name);
        if (column.type == Type::Position)
            row.erase("lat");
    } else if (column.type == Type::Choice || column.type == Type::YesNo) {
        row[column.name] = chosen(mission, column, text);
    } else if (column.type == Type::Position) {
        constexpr double kRounded = 1e6;
        const core::GeoPoint point = core::pointOf(text.toStdString());
        row["lon"] = std::round(point.lon() * kRounded) / kRounded;
        row["lat"] = std::round(point.lat() * kRounded) / kRounded;
    } else {
        row[column.name] = core::toJson(standIn(column.type), valueOfText(mission, standIn(column.type), text));
    }
}

/// Changes the rows by `work` and commits them; the refusal as a sentence.
template <class Work>
QString changed(Document& document, RecordRef record, const core::Field& field, const QString& step, Work work)
{
    try {
        const auto now = valuesNow(document, record);
        if (!now)
            return tr("The record is not there any more.");
        const json before = rowsOf(*now, field);
        json rows = before;
        work(rows);
        if (rows != before)
            document.edit({{{"kind", core::kindName(record.kind)}, {"id", record.id}, {"set", {{std::string{field.name}, rows.empty() ? json{} : rows}}}}}, step);
        return {};
    } catch (const core::Error& error) {
        return shown(error.message());
    }
}

QString stepOf(const core::Field& field, RecordRef record, const Document& document, const QString& what)
{
    return tr("%1: %2 of %3").arg(what, QString::fromStdString(core::labelOf(field)).toLower(), nameOf(*document.mission(), record));
}

} // namespace

std::vector<MemberColumn> columnsOf(const core::Field& field)
{
    if (field.kind != core::Kind::PATROL)
        return {};
    if (field.name == "stops")
        return stopColumns();
    if (field.name == "route_conditions")
        return {{"leg", tr("Leg"), Type::Text}, {"passable", tr("Passable"), Type::YesNo}, {"speed_kmh", tr("Speed, km/h"), Type::Number}, {"obstacle", tr("Obstacle"), Type::Text}};
    if (field.name == "actors_seen")
        return {{"actor_id", tr("Actor"), Type::Choice, {}, core::Kind::ACTOR},
                {"actor_kind", tr("Kind, when nobody could name it"), Type::Choice, words<core::ActorKind>()},
                {"number", tr("Number"), Type::Count},
                {"direction", tr("Direction"), Type::Text},
                {"conduct", tr("Conduct"), Type::Text}};
    return {};
}

json rowsOf(const core::RecordValues& record, const core::Field& field)
{
    const json rows = core::toJson(field, valueIn(record, field));
    return rows.is_array() ? rows : json::array();
}

QString memberText(const core::Mission& mission, const MemberColumn& column, const json& row)
{
    const auto held = row.find(column.name);
    if (held == row.end() || held->is_null())
        return {};
    if (column.type == Type::Position)
        return row.contains("lat") ? QString::fromStdString(core::toDecimalDegrees(core::GeoPoint::of(held->get<double>(), row["lat"].get<double>()))) : QString{};
    if (column.refers)
        return nameOf(mission, {*column.refers, held->get<std::int64_t>()});
    if (column.type == Type::YesNo)
        return valueOf(*held) == core::Value{std::int64_t{1}} ? tr("Yes") : tr("No");
    if (column.type == Type::Choice)
        return QString::fromStdString(core::spoken(std::string_view{held->get_ref<const std::string&>()}));
    if (column.type == Type::Time)
        return typedText(standIn(column.type), valueOf(*held), mission);
    return displayText(standIn(column.type), valueOf(*held), mission);
}

std::vector<Choice> choicesOf(const core::Mission& mission, const MemberColumn& column)
{
    std::vector<Choice> choices;
    for (const std::string_view word : column.words)
        choices.push_back({QString::fromStdString(core::spoken(word)), QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()))});
    if (column.refers) {
        core::withCollection(mission, *column.refers, [&](const auto& records) {
            for (const auto& record : records)
                choices.push_back({nameOf(mission, {*column.refers, record.id}), QString::number(record.id)});
        });
        std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.text.localeAwareCompare(b.text) < 0; });
    }
    if (column.type == Type::YesNo)
        choices = {{tr("Yes"), QStringLiteral("1")}, {tr("No"), QStringLiteral("0")}};
    return choices;
}

QString setMember(Document& document, RecordRef record, const core::Field& field, std::size_t row, const MemberColumn& column, const QString& text)
{
    return changed(document, record, field, stepOf(field, record, document, tr("Change %1").arg(column.title.toLower())), [&](json& rows) {
        if (row < rows.size())
            setIn(rows[row], *document.mission(), column, text.trimmed());
    });
}

QString addRow(Document& document, RecordRef record, const core::Field& field, const json& row)
{
    return changed(document, record, field, stepOf(field, record, document, tr("Add a row")), [&](json& rows) { rows.push_back(row); });
}

QString removeRow(Document& document, RecordRef record, const core::Field& field, std::size_t row)
{
    return changed(document, record, field, stepOf(field, record, document, tr("Remove a row")), [&](json& rows) {
        if (row < rows.size())
            rows.erase(row);
    });
}

QString moveRow(Document& document, RecordRef record, const core::Field& field, std::size_t row, int by)
{
    return changed(document, record, field, stepOf(field, record, document, tr("Move a row")), [&](json& rows) {
        if (row < rows.size() && (by > 0 ? row + 1 < rows.size() : row > 0))
            std::swap(rows[row], rows[by > 0 ? row + 1 : row - 1]);
    });
}

} // namespace tutela::session
