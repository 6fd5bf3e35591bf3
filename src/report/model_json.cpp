// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_fields_p.h"

#include <tutela/core/error.h>
#include <tutela/core/value.h>

#include <nlohmann/json.hpp>

#include <type_traits>

namespace tutela::report {
namespace {

using nlohmann::json;

template <class T> inline constexpr bool kIsOptional = false;
template <class T> inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T> inline constexpr bool kIsList = false;
template <class T> inline constexpr bool kIsList<std::vector<T>> = true;
template <class T> inline constexpr bool kIsRange = false;
template <class T> inline constexpr bool kIsRange<core::Range<T>> = true;

template <class T>
json written(const T& value);

struct Writer {
    json object = json::object();
    template <class T>
    void operator()(const char* name, const T& value)
    {
        json made = written(value);
        const bool empty = made.is_null() || (made.is_string() && made.get_ref<const std::string&>().empty()) ||
                           (made.is_array() && made.empty());
        if (!empty)
            object[name] = std::move(made);
    }
};

template <class T>
json written(const T& value)
{
    if constexpr (kIsOptional<T>) {
        return value ? written(*value) : json(nullptr);
    } else if constexpr (std::is_same_v<T, std::vector<bool>>) {
        json list = json::array();
        for (const bool each : value)
            list.push_back(each);
        return list;
    } else if constexpr (kIsList<T>) {
        json list = json::array();
        for (const auto& each : value)
            list.push_back(written(each));
        return list;
    } else if constexpr (kIsRange<T>) {
        return json::array({written(value.lowest), written(value.highest)});
    } else if constexpr (core::Words<T>) {
        return std::string{core::word(value)};
    } else if constexpr (std::is_same_v<T, core::Geometry>) {
        return core::toJson(value);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
        return value;
    } else {
        Writer writer;
        fields(writer, value);
        return std::move(writer.object);
    }
}

template <class T>
void read(const json& from, T& value);

struct Reader {
    const json& object;
    template <class T>
    void operator()(const char* name, T& value)
    {
        const auto at = object.find(name);
        if (at != object.end() && !at->is_null())
            read(*at, value);
    }
};

template <class T>
void read(const json& from, T& value)
{
    if constexpr (kIsOptional<T>) {
        value.reset();
        if (!from.is_null())
            read(from, value.emplace());
    } else if constexpr (std::is_same_v<T, std::vector<bool>>) {
        value = from.get<std::vector<bool>>();
    } else if constexpr (kIsList<T>) {
        value.clear();
        for (const auto& each : from)
            read(each, value.emplace_back());
    } else if constexpr (kIsRange<T>) {
        read(from.at(0), value.lowest);
        read(from.at(1), value.highest);
    } else if constexpr (core::Words<T>) {
        const auto found = core::enumerator<T>(from.get_ref<const std::string&>());
        if (!found)
            throw core::Error{core::ErrorCode::InvalidInput, "The stored report holds a word that this version does not know.",
                              from.get<std::string>()};
        value = *found;
    } else if constexpr (std::is_same_v<T, core::Geometry>) {
        value = core::geometryFromJson(from);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
        value = from.get<T>();
    } else {
        if (!from.is_object())
            throw core::Error{core::ErrorCode::InvalidInput, "The stored report has a value of the wrong type."};
        Reader reader{from};
        fields(reader, value);
    }
}

} // namespace

json toJson(const ReportModel& model)
{
    return written(model);
}

ReportModel fromJson(const json& from, std::map<std::string, std::string> images)
{
    ReportModel model;
    try {
        if (!from.is_object() || from.value("format", 0) != ReportModel::kFormat)
            throw core::Error{core::ErrorCode::InvalidInput,
                              "The stored report has a form that this version does not read; use the Tutela that made it or a newer one."};
        read(from, model);
    } catch (const json::exception&) {
        throw core::Error{core::ErrorCode::InvalidInput, "The stored report has a value of the wrong type."};
    }
    model.images = std::move(images);
    return model;
}

std::vector<Figure> figuresOf(const json& from)
{
    std::vector<Figure> figures;
    try {
        if (from.is_object() && from.value("format", 0) == ReportModel::kFormat && from.contains("figures"))
            read(from.at("figures"), figures);
    } catch (const json::exception&) {
        figures.clear();
    }
    return figures;
}

} // namespace tutela::report
