// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_mapper_p.h"

#include <span>

namespace tutela::exchange::detail {

/// Rows of UCDP GED (any of its column sets; columns are found by name) as incidents: doctrine.md 2.9.
/// @throws core::Error{InvalidInput} naming the columns that are missing.
[[nodiscard]] std::unique_ptr<RowMapper> ucdpMapper(std::span<const std::string> columns, ImportContext& context);
/// Rows of ACLED (numeric codes or words) as incidents: doctrine.md 2.9.
[[nodiscard]] std::unique_ptr<RowMapper> acledMapper(std::span<const std::string> columns, ImportContext& context);

/// Columns that a mapper reads, for the report: FIELD, COLUMN.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> presetColumns(Preset preset);

// --- shared by both
/// Positions of fields of an incident.
struct IncidentFields {
    std::size_t source_ids, dataset, source_id, lon, lat, place_precision, place_name, place_fuzzy, time_start, time_end,
        time_precision, category, acts, source_type, acled_event, acled_sub_event, perpetrator_ids, attributions, killed_best,
        killed_low, killed_high, killed_civilians, victim_status, verification, title, description;
    [[nodiscard]] static const IncidentFields& get();
};
/// Victims of one row; empty when the cell is missing. @throws RowRefused for what is no count the mission file can hold.
[[nodiscard]] std::optional<std::int64_t> countOfHarm(std::string_view field, std::string_view cell);
/// The one act that a category and its deaths stand for; empty when none.
[[nodiscard]] std::string_view actOf(core::IncidentCategory category, std::optional<std::int64_t> deaths, std::optional<std::int64_t> civilianDeaths);
/// "[1,2]"; null when empty. Attributions go along: ALLEGED each.
void setPerpetrators(core::RecordValues& record, std::span<const std::int64_t> actors);
/// True for the collective name of people who are no actor: "Civilians", "Civilians (Kavara)".
[[nodiscard]] bool isCivilians(std::string_view name);
/// Parts of "Radio Ubara; Local source", each once, joined again by "; ".
[[nodiscard]] std::string distinctSources(std::string_view text, std::size_t& count);

/// Columns by name, -1 where absent.
class Columns {
public:
    Columns(std::span<const std::string> header, std::span<const std::string_view> wanted, std::span<const std::string_view> required,
            std::string_view layout);
    [[nodiscard]] std::string_view cell(const geodata::Row& row, std::size_t wanted) const
    {
        const int at = m_at[wanted];
        return at < 0 ? std::string_view{} : row.cells[static_cast<std::size_t>(at)];
    }

    /// Its number in the table; only of a column that is there.
    [[nodiscard]] std::size_t at(std::size_t wanted) const { return static_cast<std::size_t>(m_at[wanted]); }

private:
    std::vector<int> m_at;
};

} // namespace tutela::exchange::detail
