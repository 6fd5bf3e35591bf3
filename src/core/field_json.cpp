// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/field_table.h>

#include "field_rows_p.h"
#include "structures_p.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tutela::core {

namespace {

using nlohmann::json;

json parsed(const Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    return text ? json::parse(*text, nullptr, false) : json{};
}

[[noreturn]] void refuse(const Field& field, const std::string& why)
{
    throw Error{ErrorCode::InvalidInput, why, std::string{field.name}};
}

std::string wantedBy(const Field& field)
{
    switch (field.type) {
    case FieldType::Bool: return "true or false";
    case FieldType::Integer: return "a whole number";
    case FieldType::Real: return "a number";
    case FieldType::Text: return "text";
    case FieldType::Word: return "one word of its list";
    case FieldType::WordList: return "a list of words of its list";
    case FieldType::TextList: return "a list of texts";
    case FieldType::IntegerList: return "a list of whole numbers";
    case FieldType::Reference: return "the id of a record";
    case FieldType::ReferenceList: return "a list of ids of records";
    case FieldType::Time: return "a time such as 2026-10-31T14:00:00Z";
    case FieldType::Day: return "a date such as 2026-10-31";
    case FieldType::Geometry: return "a GeoJSON geometry";
    case FieldType::Structure: return "a list of objects";
    }
    return {};
}

std::int64_t checkedRange(const Field& field, std::int64_t number)
{
    if ((field.lowest && number < *field.lowest) || (field.highest && number > *field.highest))
        refuse(field, std::to_string(number) + " is out of range (" + (field.lowest ? std::to_string(*field.lowest) : "") + " to "
                          + (field.highest ? std::to_string(*field.highest) : "any") + ")");
    return number;
}

std::int64_t wholeFrom(const Field& field, const json& value)
{
    if (value.is_number_float() && std::trunc(value.get<double>()) == value.get<double>() && std::abs(value.get<double>()) < 9e15)
        return static_cast<std::int64_t>(value.get<double>());
    if (!value.is_number_integer() || (value.is_number_unsigned() && value.get<std::uint64_t>() > 9'000'000'000'000'000U))
        refuse(field, "takes " + wantedBy(field));
    return value.get<std::int64_t>();
}

double realFrom(const Field& field, const json& value)
{
    if (!value.is_number())
        refuse(field, "takes " + wantedBy(field));
    double number = value.get<double>();
    if (!std::isfinite(number))
        refuse(field, "takes a finite number");
    if (field.name == "lon" || field.name == "lat") {
        const double limit = field.name == "lon" ? 180.0 : 90.0;
        if (std::abs(number) > limit)
            refuse(field, shortest(number) + " is out of range (-" + shortest(limit) + " to " + shortest(limit) + ")");
        number = std::round(number * 1e6) / 1e6;
    } else if (number < 0.0 && (field.name == "speed_kmh" || field.name == "area_km2" || field.name == "max_distance_km")) {
        refuse(field, "takes a number of 0 or more");
    } else if (field.name == "availability" && (number < 0.0 || number > 1.0)) {
        refuse(field, shortest(number) + " is out of range (0 to 1)");
    }
    return number;
}

std::string textFrom(const Field& field, const json& value)
{
    if (!value.is_string())
        refuse(field, "takes " + wantedBy(field));
    return normalised(value.get<std::string>());
}

json elementFrom(const Field& field, const json& element)
{
    switch (field.type) {
    case FieldType::WordList: {
        const std::string text = textFrom(field, element);
        for (const auto word : field.words)
            if (word == text)
                return text;
        detail::refuseWord(text, field.words);
    }
    case FieldType::TextList: return textFrom(field, element);
    case FieldType::ReferenceList:
    case FieldType::IntegerList: return checkedRange(field, wholeFrom(field, element));
    default:
        if (!element.is_object())
            refuse(field, "takes " + wantedBy(field));
        return element;
    }
}

/// Runs the member's own conversion on a throw-away record: words, times and structures are read exactly as they will be.
void tryOut(const Field& field, const Value& value);

json listFrom(const Field& field, const json& value)
{
    if (!value.is_array())
        refuse(field, "takes " + wantedBy(field));
    json list = json::array();
    for (const auto& element : value)
        list.push_back(elementFrom(field, element));
    return list;
}

} // namespace

json toJson(const Field& field, const Value& value)
{
    if (isNull(value))
        return nullptr;
    switch (field.type) {
    case FieldType::Bool: return std::get<std::int64_t>(value) != 0;
    case FieldType::WordList:
    case FieldType::TextList:
    case FieldType::IntegerList:
    case FieldType::ReferenceList:
    case FieldType::Structure: return parsed(value);
    case FieldType::Geometry: return toJson(std::get<Geometry>(value));
    default: break;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return *whole;
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return std::get<std::string>(value);
}

Value valueFromJson(const Field& field, const json& value)
{
    if (value.is_null())
        return {};
    try {
        Value out;
        switch (field.type) {
        case FieldType::Bool:
            if (!value.is_boolean())
                refuse(field, "takes " + wantedBy(field));
            return static_cast<std::int64_t>(value.get<bool>());
        case FieldType::Reference:
        case FieldType::Integer: return checkedRange(field, wholeFrom(field, value));
        case FieldType::Real: return realFrom(field, value);
        case FieldType::Text: {
            auto text = textFrom(field, value);
            return text.empty() ? Value{} : Value{std::move(text)};
        }
        case FieldType::Word: {
            const auto text = textFrom(field, value);
            for (const auto word : field.words)
                if (word == text)
                    return text;
            detail::refuseWord(text, field.words);
        }
        case FieldType::Time: return toText(instantOf(textFrom(field, value)));
        case FieldType::Day: return toText(dayOf(textFrom(field, value)));
        case FieldType::Geometry: return geometryFromJson(value);
        case FieldType::Structure:
        case FieldType::WordList:
        case FieldType::TextList:
        case FieldType::IntegerList:
        case FieldType::ReferenceList: {
            const json list = listFrom(field, value);
            if (list.empty())
                return {};
            out = list.dump();
            if (field.type == FieldType::Structure)
                tryOut(field, out);
            return out;
        }
        }
        return out;
    } catch (const Error& error) {
        throw error.where() == field.name ? error : error.within(field.name);
    } catch (const json::exception&) {
        refuse(field, "takes " + wantedBy(field));
    }
}

namespace {

void tryOut(const Field& field, const Value& value)
{
    if (field.kind == Kind::ACTOR) {
        Actor record;
        field.set(record, value);
    } else if (field.kind == Kind::UNIT) {
        Unit record;
        field.set(record, value);
    } else if (field.kind == Kind::PATROL) {
        Patrol record;
        field.set(record, value);
    } else if (field.kind == Kind::STRATEGY) {
        Strategy record;
        field.set(record, value);
    }
}

} // namespace

Value valueFromText(const Field& field, std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return {};
    const auto number = [&](std::string_view digits) -> json {
        double real = 0.0;
        std::int64_t whole = 0;
        const char* end = digits.data() + digits.size();
        if (const auto read = std::from_chars(digits.data(), end, whole); read.ec == std::errc{} && read.ptr == end)
            return whole;
        if (const auto read = std::from_chars(digits.data(), end, real); read.ec == std::errc{} && read.ptr == end && std::isfinite(real))
            return real;
        refuse(field, "\"" + std::string{digits} + "\" is not a number");
    };
    switch (field.type) {
    case FieldType::Integer:
    case FieldType::Real:
    case FieldType::Reference: return valueFromJson(field, number(text));
    case FieldType::Bool: {
        const std::string word = folded(text);
        if (word == "1" || word == "true" || word == "yes" || word == "y" || word == "oui")
            return std::int64_t{1};
        if (word == "0" || word == "false" || word == "no" || word == "n" || word == "non")
            return std::int64_t{0};
        refuse(field, "\"" + std::string{text} + "\" is not yes or no");
    }
    case FieldType::WordList:
    case FieldType::TextList:
    case FieldType::IntegerList:
    case FieldType::ReferenceList: {
        json list = json::array();
        for (const std::string& part : split(text, ';'))
            if (const auto element = trimmed(part); !element.empty())
                list.push_back(field.type == FieldType::IntegerList || field.type == FieldType::ReferenceList ? number(element)
                                                                                                             : json(std::string{element}));
        return valueFromJson(field, list);
    }
    case FieldType::Geometry:
    case FieldType::Structure: {
        const json held = json::parse(text, nullptr, false);
        if (held.is_discarded())
            refuse(field, "takes " + wantedBy(field));
        return valueFromJson(field, held);
    }
    default: return valueFromJson(field, json(normalised(text)));
    }
}

json toJson(const RecordValues& record)
{
    json out = json::object();
    const auto fields = fieldsOf(record.kind);
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].name != "deleted" && fields[i].name != "batch_id")
            out[std::string{fields[i].name}] = toJson(fields[i], record.values[i]);
    return out;
}

} // namespace tutela::core
