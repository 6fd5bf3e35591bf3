// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/import.h>

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

namespace tutela::exchange {

using namespace core;
using nlohmann::json;

namespace {

template <class E>
std::string wordList()
{
    std::string list;
    for (const auto word : wordsOf<E>()) {
        list += list.empty() ? "" : ", ";
        for (const char c : word)
            list += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return list;
}

template <class E>
std::optional<E> lowerWord(std::string_view text)
{
    std::string upper{text};
    for (char& c : upper) {
        if (c >= 'A' && c <= 'Z')
            return std::nullopt;
        c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return enumerator<E>(upper);
}

/// Splits at the first '='; both sides must hold something.
std::pair<std::string, std::string> assignment(std::string_view option, std::string_view text, std::string_view form)
{
    const auto at = text.find('=');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size())
        throw Error{ErrorCode::Usage, std::string{option} + " takes " + std::string{form} + ", not \"" + withVisibleControls(text) + "\""};
    return {normalised(text.substr(0, at)), normalised(text.substr(at + 1))};
}

} // namespace

ImportKind importKindOf(std::string_view text)
{
    if (const auto kind = lowerWord<ImportKind>(text))
        return *kind;
    throw Error{ErrorCode::Usage, "there is no import of \"" + withVisibleControls(text) + "\"; use " + wordList<ImportKind>()};
}

DateOrder dateOrderOf(std::string_view text)
{
    if (const auto order = lowerWord<DateOrder>(text))
        return *order;
    throw Error{ErrorCode::Usage, "--date-order takes dmy, mdy or ymd, not \"" + withVisibleControls(text) + "\""};
}

void addMap(ImportRequest& request, std::string_view text)
{
    request.map.push_back(assignment("--map", text, "FIELD=COLUMN"));
}

void addValue(ImportRequest& request, std::string_view text)
{
    // The text may hold '=' and ':'; enumerators hold neither, field names no ':'.
    const auto equals = text.rfind('=');
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || equals == std::string_view::npos || colon == 0 || equals < colon + 2 || equals + 1 == text.size())
        throw Error{ErrorCode::Usage, "--value takes FIELD:TEXT=ENUMERATOR, not \"" + withVisibleControls(text) + "\""};
    const std::string field{text.substr(0, colon)}, meant{text.substr(equals + 1)};
    const auto [said, fresh] = request.values[field].emplace(normalised(text.substr(colon + 1, equals - colon - 1)), meant);
    if (!fresh && folded(said->second) != folded(meant))
        throw Error{ErrorCode::Usage, "--value says of " + withVisibleControls(field + ":" + said->first) + " both " + withVisibleControls(said->second) + " and " + withVisibleControls(meant)
                                          + "; leave one of the two"};
}

json toJson(const ImportReport& report)
{
    json rejections = json::array();
    for (const Rejection& r : report.rejections)
        rejections.push_back({{"row", r.row}, {"field", r.field}, {"value", r.value}, {"reason", r.reason}});
    json issues = json::array();
    for (const ImportNote& note : report.issues)
        issues.push_back({{"field", note.field}, {"value", note.value}, {"text", note.text}, {"count", note.count}, {"rows", note.rows}});
    json mapping = json::object();
    for (const auto& [field, column] : report.mapping) {
        json& held = mapping[field];
        held = held.is_null() ? json(column) : json(held.get<std::string>() + ", " + column);
    }
    json preset = nullptr;
    if (report.preset != Preset::NONE && report.preset != Preset::AUTO)
        preset = report.preset == Preset::HXL ? std::string{"hxl"} : std::string{datasetOf(report.preset)};
    return {{"dataset", report.dataset}, {"layer", report.layer.empty() ? json(nullptr) : json(report.layer)}, {"preset", preset},
            {"mapping", mapping}, {"columns_left", report.columns_left}, {"read", report.read}, {"accepted", report.accepted},
            {"added", report.added}, {"updated", report.updated}, {"unchanged", report.unchanged}, {"vanished", report.vanished},
            {"duplicate_candidates", report.duplicate_candidates}, {"rejected", report.rejected}, {"actors_added", report.actors_added}, {"sources_added", report.sources_added}, {"rejections", rejections},
            {"issues", issues}, {"committed", report.commit ? json(report.commit->value) : json(nullptr)}};
}

} // namespace tutela::exchange
