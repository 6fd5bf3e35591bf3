// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/reference.h>

#include <tutela/core/collections.h>
#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <charconv>
#include <functional>
#include <type_traits>
#include <vector>

namespace tutela::exchange {

using namespace core;

namespace {

constexpr std::size_t kNamedCandidates = 5;

std::int64_t numberIn(std::string_view text)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? number : 0;
}

/// "1.12" above "1.9".
std::pair<std::int64_t, std::int64_t> versionNumbers(std::string_view version)
{
    const auto dot = version.find('.');
    if (dot == std::string_view::npos)
        return {numberIn(version), 0};
    return {numberIn(version.substr(0, dot)), numberIn(version.substr(dot + 1))};
}

struct Found {
    std::vector<std::int64_t> ids;
    std::vector<std::string> described;
};

template <class T>
std::string describe(const T& record)
{
    std::string text;
    if constexpr (requires { record.reference; record.version; })
        text = record.reference + "@" + record.version;
    else if constexpr (requires { record.reference; })
        text = record.reference;
    else if constexpr (requires { record.name; record.code; })
        text = record.code.empty() ? record.name : record.name + " (" + record.code + ")";
    else if constexpr (requires { record.name; })
        text = record.name;
    return (text.empty() ? kindName(T::kind) : text) + " [" + std::to_string(record.id) + "]";
}

template <class T, class Fits>
Found search(const std::vector<T>& records, Fits fits)
{
    Found found;
    for (const T& record : records)
        if (fits(record)) {
            found.ids.push_back(record.id);
            if (found.described.size() < kNamedCandidates)
                found.described.push_back(describe(record));
        }
    return found;
}

/// The reference as it stands, with "@version", or the newest version of it.
template <class T>
Found byReference(const std::vector<T>& records, const std::string& ref)
{
    if constexpr (requires(T r) { r.reference; r.version; }) {
        const T* newest = nullptr;
        for (const T& record : records) {
            if (record.reference.empty())
                continue;
            if (record.reference + "@" + record.version == ref)
                return search(records, [&](const T& r) { return r.reference + "@" + r.version == ref; });
            if (record.reference == ref && (!newest || versionNumbers(newest->version) < versionNumbers(record.version)))
                newest = &record;
        }
        return newest ? Found{{newest->id}, {}} : Found{};
    } else if constexpr (requires(T r) { r.reference; }) {
        return search(records, [&](const T& r) { return r.reference == ref; });
    } else {
        return {};
    }
}

template <class T>
Found lookUp(const std::vector<T>& records, const std::string& ref)
{
    if (Found found = byReference(records, ref); !found.ids.empty())
        return found;
    if constexpr (requires(T r) { r.code; })
        if (Found found = search(records, [&](const T& r) { return r.code == ref; }); !found.ids.empty())
            return found;
    if constexpr (requires(T r) { r.pcode; })
        if (Found found = search(records, [&](const T& r) { return r.pcode == ref; }); !found.ids.empty())
            return found;
    if constexpr (requires(T r) { r.name; })
        if (Found found = search(records, [&](const T& r) { return r.name == ref; }); !found.ids.empty())
            return found;
    if constexpr (requires(T r) { r.title; })
        if (Found found = search(records, [&](const T& r) { return r.title == ref; }); !found.ids.empty())
            return found;
    if constexpr (requires(T r) { r.code_name; })
        if (Found found = search(records, [&](const T& r) { return r.code_name == ref; }); !found.ids.empty())
            return found;
    if constexpr (requires(T r) { r.alt_names; })
        return search(records, [&](const T& r) { return std::find(r.alt_names.begin(), r.alt_names.end(), ref) != r.alt_names.end(); });
    return {};
}

bool hasIncident(const Mission& mission, std::int64_t id)
{
    const auto& ids = mission.incidents->id;
    return std::binary_search(ids.begin(), ids.end(), id);
}

} // namespace

std::int64_t resolve(const Mission& mission, Kind kind, std::string_view text)
{
    const std::string ref = normalised(trimmed(text));
    if (const std::int64_t id = numberIn(ref); id > 0) {
        bool there = (kind == Kind::INCIDENT && hasIncident(mission, id)) || (kind == Kind::MISSION && mission.details.id == id);
        withCollection(mission, kind, [&](const auto& records) {
            using T = typename std::decay_t<decltype(records)>::value_type;
            there = mission.find<T>(Id<T::kind>{id}) != nullptr;
        });
        if (there)
            return id;
    }
    Found found;
    withCollection(mission, kind, [&](const auto& records) { found = lookUp(records, ref); });
    if (found.ids.size() == 1)
        return found.ids.front();
    if (found.ids.empty())
        throw Error{ErrorCode::Usage, "no " + kindName(kind) + " has the id, reference, code or name \"" + withVisibleControls(ref)
                                          + "\"; `tutela list` shows which there are"};
    throw Error{ErrorCode::Usage, "\"" + withVisibleControls(ref) + "\" fits " + std::to_string(found.ids.size()) + " records ("
                                      + joined(found.described, "; ") + (found.ids.size() > kNamedCandidates ? "; ..." : "")
                                      + "); give the id"};
}

std::string ownName(const RecordValues& record)
{
    for (const std::string_view name : {"reference", "name", "title", "code", "code_name", "place_name"})
        if (const Field* field = findField(record.kind, name)) {
            const auto index = static_cast<std::size_t>(field - fieldsOf(record.kind).data());
            if (const auto* text = std::get_if<std::string>(&record.values[index]); text && !text->empty())
                return *text;
        }
    return {};
}

std::string calledName(const RecordValues& record)
{
    std::string name = ownName(record);
    return name.empty() ? kindName(record.kind) + " " + std::to_string(record.id()) : name;
}

std::string nextReference(Kind kind, std::string_view areaCode, int year,
                          const std::function<void(const std::function<void(std::string_view)>&)>& taken)
{
    std::string_view type = "RF";
    switch (kind) {
    case Kind::ASSESSMENT: type = "TA"; break;
    case Kind::ACTION: type = "AC"; break;
    case Kind::PATROL: type = "PT"; break;
    case Kind::STRATEGY: type = "ST"; break;
    default: break;
    }
    const std::string prefix = std::string{type} + "-" + (areaCode.empty() ? "MISSION" : std::string{areaCode}) + "-"
                               + std::to_string(year) + "-";
    std::int64_t highest = 0;
    taken([&](std::string_view reference) {
        if (reference.starts_with(prefix))
            highest = std::max(highest, numberIn(reference.substr(prefix.size())));
    });
    const std::string number = std::to_string(highest + 1);
    return prefix + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number;
}

} // namespace tutela::exchange
