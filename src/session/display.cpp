// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/display.h>

#include "translated_p.h"

#include <tutela/core/collections.h>
#include <tutela/core/coordinates.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>
#include <tutela/exchange/list.h>
#include <tutela/exchange/reference.h>

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>

namespace tutela::session {

namespace {

using core::FieldType;
using core::Kind;

QStringList membersOf(const std::string& list)
{
    QStringList members;
    const auto parsed = nlohmann::json::parse(list, nullptr, false);
    if (parsed.is_array())
        for (const auto& member : parsed)
            members << shown(member.is_string() ? member.get<std::string>() : member.dump());
    return members;
}

QString wordText(const std::string& word) { return QString::fromStdString(core::spoken(word)); }

QString joinedWords(const std::string& list)
{
    QStringList words;
    for (const QString& member : membersOf(list))
        words << wordText(member.toStdString());
    return words.join(QStringLiteral("; "));
}

QString referenceText(const core::Field& field, std::int64_t id, const core::Mission& mission)
{
    return field.refers ? nameOf(mission, {*field.refers, id}) : QString::number(id);
}

QString referencesText(const core::Field& field, const std::string& list, const core::Mission& mission)
{
    QStringList names;
    for (const QString& member : membersOf(list))
        names << referenceText(field, member.toLongLong(), mission);
    return names.join(QStringLiteral("; "));
}

QString timeText(const std::string& text, const core::TimeZone& zone)
{
    std::string readable = zone.readable(core::instantOf(text));
    return QString::fromStdString(readable.substr(0, readable.find(" (")));
}

QString geometryText(const core::Geometry& geometry)
{
    constexpr double kMetresOfKm = 1000.0;
    if (geometry.empty())
        return {};
    if (geometry.isLine())
        return tr("line of %1 points, %2 km").arg(countText(static_cast<std::int64_t>(geometry.vertexCount()))).arg(core::lengthMetres(geometry) / kMetresOfKm, 0, 'f', 1);
    return geometry.isArea() ? tr("an area") : tr("a point");
}

QString textValue(const core::Field& field, const std::string& text, const core::Mission& mission)
{
    switch (field.type) {
    case FieldType::Word: return wordText(text);
    case FieldType::WordList: return joinedWords(text);
    case FieldType::TextList:
    case FieldType::IntegerList: return membersOf(text).join(QStringLiteral("; "));
    case FieldType::ReferenceList: return referencesText(field, text, mission);
    case FieldType::Time: return timeText(text, mission.timeZone());
    case FieldType::Day: return QString::fromStdString(core::readable(core::dayOf(text)));
    default: return shown(text);
    }
}

/// The columns know the point of an incident, not the place that its record names.
QString incidentName(const core::Mission& mission, std::int64_t id)
{
    const auto& columns = *mission.incidents;
    const auto at = columns.find(core::IncidentId{id});
    if (!at)
        return tr("Incident (removed)");
    QStringList said{columns.category[*at] == core::IncidentColumns::kNoWord ? tr("Incident") : QString::fromStdString(core::spoken(static_cast<core::IncidentCategory>(columns.category[*at])))};
    if (columns.hasPosition(*at))
        said << whereabouts(mission, core::GeoPoint::of(columns.lon(*at), columns.lat(*at)));
    said << (columns.time[*at] == core::IncidentColumns::kNoTime ? tr("no date") : dayText(core::Instant{std::chrono::seconds{columns.time[*at]}}, mission.timeZone()));
    return said.join(QStringLiteral(", "));
}

/// "Alert, Luzi, 31 Oct 2026": the first place and the first day or time that the record holds.
QString nameByPlaceAndDay(const core::Mission& mission, const core::RecordValues& record)
{
    QString place, day;
    const auto fields = core::fieldsOf(record.kind);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (place.isEmpty() && fields[i].refers == Kind::PLACE && fields[i].type == FieldType::Reference && std::holds_alternative<std::int64_t>(record.values[i]))
            place = nameOf(mission, {Kind::PLACE, std::get<std::int64_t>(record.values[i])});
        if (const auto* text = std::get_if<std::string>(&record.values[i]); text != nullptr && day.isEmpty() && !text->empty()) {
            if (fields[i].type == FieldType::Time)
                day = dayText(core::instantOf(*text), mission.timeZone());
            else if (fields[i].type == FieldType::Day)
                day = QString::fromStdString(core::readable(core::dayOf(*text)));
        }
    }
    if (const auto point = exchange::pointOf(record); place.isEmpty() && point)
        place = whereabouts(mission, *point);
    QStringList said{kindWord(record.kind)};
    for (const QString& part : {place, day})
        if (!part.isEmpty())
            said << part;
    return said.size() > 1 ? said.join(QStringLiteral(", ")) : tr("%1 without a name").arg(said.front());
}

} // namespace

QString shown(const std::string& text) { return QString::fromStdString(core::withVisibleControls(text)); }

QString countText(const core::Count& count) { return count ? QString::fromStdString(core::grouped(*count)) : tr("not known"); }

QString dayText(core::Instant instant, const core::TimeZone& zone) { return QString::fromStdString(core::readable(zone.dayAt(instant))); }

QString displayText(const core::Field& field, const core::Value& value, const core::Mission& mission)
{
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (field.type == FieldType::Bool)
            return *number != 0 ? tr("Yes") : tr("No");
        if (field.type == FieldType::Reference)
            return referenceText(field, *number, mission);
        return field.name == "id" ? QString::number(*number) : QString::fromStdString(core::grouped(*number));
    }
    if (const auto* real = std::get_if<double>(&value))
        return QString::fromStdString(core::shortest(*real));
    if (const auto* text = std::get_if<std::string>(&value))
        return textValue(field, *text, mission);
    if (const auto* geometry = std::get_if<core::Geometry>(&value))
        return geometryText(*geometry);
    return {};
}

QString editText(const core::Field& field, const core::Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return QString::number(*number);
    if (const auto* real = std::get_if<double>(&value))
        return QString::fromStdString(core::shortest(*real));
    if (const auto* text = std::get_if<std::string>(&value)) {
        const bool list = field.type == FieldType::WordList || field.type == FieldType::TextList || field.type == FieldType::IntegerList
                          || field.type == FieldType::ReferenceList;
        return list ? membersOf(*text).join(QStringLiteral("; ")) : QString::fromStdString(*text);
    }
    return {};
}

QString whereabouts(const core::Mission& mission, core::GeoPoint point)
{
    constexpr double kNear = 0.05, kHere = 0.02; // degrees: some 5 km, some 2 km
    const core::Place* best = nullptr;
    double least = kNear * kNear;
    const double shrink = std::cos(point.lat() * std::acos(-1.0) / 180.0);
    for (const auto& place : mission.all<core::Place>()) {
        const auto at = place.point();
        if (!at || place.name.empty())
            continue;
        const double dx = (at->lon() - point.lon()) * shrink, dy = at->lat() - point.lat();
        if (const double d = dx * dx + dy * dy; d < least) {
            least = d;
            best = &place;
        }
    }
    if (best == nullptr)
        return tr("away from named places");
    return least < kHere * kHere ? shown(best->name) : tr("near %1").arg(shown(best->name));
}

QString nameOf(const core::Mission& mission, RecordRef record)
{
    if (record.kind == Kind::INCIDENT)
        return incidentName(mission, record.id);
    const auto values = core::recordIn(mission, record.kind, record.id);
    if (!values)
        return tr("%1 (removed)").arg(kindWord(record.kind));
    if (record.kind == Kind::PLACE) {
        const auto* place = mission.find<core::Place>(core::PlaceId{record.id});
        if (place->name.empty())
            return place->point() ? tr("Unnamed (%1)").arg(QString::fromStdString(core::toMgrs(*place->point(), 3))) : tr("Unnamed place");
    }
    const auto called = exchange::ownName(*values);
    return called.empty() ? nameByPlaceAndDay(mission, *values) : shown(called);
}

RecordTitle titleOf(const core::Mission& mission, const core::RecordValues& record)
{
    if (record.kind == Kind::MISSION)
        return {nameOf(mission, {record.kind, record.id()}), tr("Settings of the mission")};
    if (record.kind != Kind::INCIDENT) {
        const auto& dataset = record.values[static_cast<std::size_t>(core::findField(record.kind, "dataset") - core::fieldsOf(record.kind).data())];
        const auto* from = std::get_if<std::string>(&dataset);
        return {nameOf(mission, {record.kind, record.id()}), tr("%1 \u00B7 %2").arg(kindWord(record.kind), from == nullptr || from->empty() ? tr("Entered by hand") : shown(*from))};
    }
    const auto incident = core::recordOf<core::Incident>(record);
    const QString title = !incident.title.empty() ? shown(incident.title)
                          : incident.category     ? QString::fromStdString(core::spoken(*incident.category))
                                                  : tr("Incident");
    QStringList said{incident.time_start ? dayText(*incident.time_start, mission.timeZone()) : tr("no date")};
    if (!incident.place_name.empty())
        said << shown(incident.place_name);
    else if (incident.place_id)
        said << nameOf(mission, {Kind::PLACE, incident.place_id->value});
    else if (!incident.time_start)
        said << tr("incident %1").arg(incident.id); // nothing else tells it from others
    said << (incident.dataset.empty() ? tr("Entered by hand") : shown(incident.dataset));
    return {title, said.join(QStringLiteral(" \u00B7 "))};
}

std::optional<core::GeoPoint> pointOf(const core::Mission& mission, RecordRef record)
{
    if (record.kind == Kind::INCIDENT) {
        const auto at = mission.incidents->find(core::IncidentId{record.id});
        if (!at || !mission.incidents->hasPosition(*at))
            return std::nullopt;
        return core::GeoPoint::of(mission.incidents->lon(*at), mission.incidents->lat(*at));
    }
    const auto values = core::recordIn(mission, record.kind, record.id);
    return values ? exchange::pointOf(*values) : std::nullopt;
}

QString authorText(const std::string& stored)
{
    const auto slash = stored.find('/');
    const auto role = core::enumerator<core::Role>(std::string_view{stored}.substr(0, slash));
    if (!role)
        return shown(stored);
    return QString::fromStdString(core::spoken(*role)) + (slash == std::string::npos ? QString{} : shown(stored.substr(slash)));
}

QString storedAuthor(const QString& typed)
{
    const qsizetype slash = typed.indexOf(QLatin1Char('/'));
    const QString role = typed.left(slash).trimmed(), rest = slash < 0 ? QString{} : typed.mid(slash);
    for (const auto word : core::wordsOf<core::Role>())
        if (role.compare(wordText(std::string{word}), Qt::CaseInsensitive) == 0)
            return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())) + rest;
    return typed;
}

QString kindWord(Kind kind)
{
    switch (kind) {
    case Kind::ASSESSMENT: return tr("Threat assessment");
    case Kind::LINE: return tr("Assessment line");
    case Kind::GROUP: return tr("Population group");
    case Kind::CAN_TEST: return tr("Alert network test");
    case Kind::LAYER: return tr("Reference layer");
    default: return wordText(std::string{core::word(kind)});
    }
}

QString kindWordPlural(Kind kind)
{
    switch (kind) {
    case Kind::BASE: return tr("Bases");
    case Kind::STRATEGY: return tr("Strategies");
    case Kind::WATER: return tr("Waters");
    default: return kindWord(kind) + QStringLiteral("s");
    }
}

} // namespace tutela::session
