// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_mapper_p.h"

#include "edit_rules_p.h"

#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::exchange::detail {

using namespace core;

const IncidentFields& IncidentFields::get()
{
    static const IncidentFields fields = [] {
        const auto at = [](std::string_view name) { return indexOf(*findField(Kind::INCIDENT, name)); };
        return IncidentFields{at("source_ids"), at("dataset"), at("source_id"), at("lon"), at("lat"), at("place_precision"),
                              at("place_name"), at("place_fuzzy"), at("time_start"), at("time_end"), at("time_precision"),
                              at("category"), at("acts"), at("source_type"), at("acled_event"), at("acled_sub_event"),
                              at("perpetrator_ids"), at("attributions"), at("killed_best"), at("killed_low"), at("killed_high"),
                              at("killed_civilians"), at("victim_status"), at("verification"), at("title"), at("description")};
    }();
    return fields;
}

std::optional<std::int64_t> countOfHarm(std::string_view field, std::string_view cell)
{
    static const std::int64_t highest = findField(Kind::INCIDENT, "killed_best")->highest.value();
    const auto count = wholeNumber(field, cell);
    if (count && *count < 0)
        refuseRow(field, cell, "a count below 0");
    if (count && *count > highest)
        refuseRow(field, cell, "more victims than can be true");
    return count;
}

std::string_view actOf(IncidentCategory category, std::optional<std::int64_t> deaths, std::optional<std::int64_t> civilianDeaths)
{
    constexpr std::int64_t kMass = 10;
    switch (category) {
    case IncidentCategory::ATTACK_ON_CIVILIANS:
        return deaths.value_or(0) >= kMass ? word(Act::MASS_KILLING) : deaths.value_or(0) > 0 ? word(Act::KILLING) : word(Act::ASSAULT_INJURY);
    case IncidentCategory::ARMED_CLASH: return civilianDeaths.value_or(0) > 0 ? word(Act::KILLING) : std::string_view{};
    case IncidentCategory::REMOTE_EXPLOSIVE: return deaths.value_or(0) > 0 ? word(Act::KILLING) : std::string_view{};
    case IncidentCategory::ABDUCTION: return word(Act::ABDUCTION);
    case IncidentCategory::CRSV: return word(Act::RAPE_OR_OTHER_CRSV);
    case IncidentCategory::LOOTING_PILLAGE: return word(Act::LOOTING);
    case IncidentCategory::ARREST_DETENTION: return word(Act::ARBITRARY_ARREST);
    default: return {};
    }
}

void setPerpetrators(RecordValues& record, std::span<const std::int64_t> actors)
{
    const IncidentFields& at = IncidentFields::get();
    if (actors.empty()) {
        setNull(record.values[at.perpetrator_ids]);
        setNull(record.values[at.attributions]);
        return;
    }
    setText(record.values[at.perpetrator_ids], "[");
    setText(record.values[at.attributions], "[");
    auto& ids = std::get<std::string>(record.values[at.perpetrator_ids]);
    auto& attributions = std::get<std::string>(record.values[at.attributions]);
    for (const std::int64_t actor : actors) {
        ids += (ids.size() > 1 ? "," : "") + std::to_string(actor);
        attributions += attributions.size() > 1 ? ",\"ALLEGED\"" : "\"ALLEGED\"";
    }
    ids += ']';
    attributions += ']';
}

bool isCivilians(std::string_view name)
{
    return name == "Civilians" || name.starts_with("Civilians (");
}

std::string distinctSources(std::string_view text, std::size_t& count)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        if (const auto part = trimmed(text.substr(0, end)); !part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end())
            parts.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    count = parts.size();
    std::string joinedParts;
    for (const auto part : parts)
        joinedParts.append(joinedParts.empty() ? "" : "; ").append(part);
    return joinedParts;
}

Columns::Columns(std::span<const std::string> header, std::span<const std::string_view> wanted, std::span<const std::string_view> required,
                 std::string_view layout)
{
    std::string missing;
    for (const auto name : wanted) {
        const auto found = std::find_if(header.begin(), header.end(), [&](const std::string& cell) { return trimmed(cell) == name; });
        m_at.push_back(found == header.end() ? -1 : static_cast<int>(found - header.begin()));
        if (found == header.end() && std::find(required.begin(), required.end(), name) != required.end())
            missing += (missing.empty() ? "" : ", ") + std::string{name};
    }
    if (!missing.empty())
        throw Error{ErrorCode::InvalidInput, "the table is not in the layout of " + std::string{layout} + ": it lacks the columns " + missing
                                                 + "; choose another --preset or name columns with --map"};
}

} // namespace tutela::exchange::detail
