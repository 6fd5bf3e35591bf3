// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/presets.h>

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::exchange {

using namespace core;

namespace {

bool hasAll(std::span<const std::string> header, std::initializer_list<std::string_view> names)
{
    return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
        return std::any_of(header.begin(), header.end(), [&](const std::string& cell) { return trimmed(cell) == name; });
    });
}

bool isTag(std::string_view cell)
{
    return cell.size() > 1 && cell[0] == '#' && ((cell[1] >= 'a' && cell[1] <= 'z') || (cell[1] >= 'A' && cell[1] <= 'Z'));
}

} // namespace

Preset presetOf(std::string_view text)
{
    if (text == "auto")
        return Preset::AUTO;
    if (text == "acled")
        return Preset::ACLED;
    if (text == "ucdp-ged")
        return Preset::UCDP_GED;
    if (text == "hxl")
        return Preset::HXL;
    throw Error{ErrorCode::Usage, "there is no preset \"" + std::string{text} + "\"; use auto, acled, ucdp-ged or hxl"};
}

std::string_view datasetOf(Preset preset)
{
    switch (preset) {
    case Preset::ACLED: return "acled";
    case Preset::UCDP_GED: return "ucdp-ged";
    default: return {};
    }
}

Preset detectPreset(std::span<const std::string> header, std::span<const std::string> firstRow)
{
    if (hasAll(header, {"id", "type_of_violence", "side_a", "side_b", "where_prec", "date_prec", "date_start", "best", "latitude", "longitude"}))
        return Preset::UCDP_GED;
    if (hasAll(header, {"event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "fatalities", "latitude", "longitude"}))
        return Preset::ACLED;
    return isHxlRow(header) || isHxlRow(firstRow) ? Preset::HXL : Preset::NONE;
}

bool isHxlRow(std::span<const std::string> cells)
{
    std::size_t tags = 0;
    for (const std::string& cell : cells) {
        const auto text = trimmed(cell);
        if (text.empty())
            continue;
        if (!isTag(text))
            return false;
        ++tags;
    }
    return tags > 0;
}

} // namespace tutela::exchange
