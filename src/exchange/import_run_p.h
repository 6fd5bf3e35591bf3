// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_mapper_p.h"

#include <functional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

/// Reading and mapping on one thread, comparing and writing on the caller's.
namespace tutela::exchange::detail {

/// What stands above the data rows.
struct Headings {
    std::vector<std::string> columns;
    std::vector<std::string> tags;  ///< HXL tags; empty when there are none
    std::uint64_t rowsAbove = 0;    ///< rows of the reader that belong to the heading
};
[[nodiscard]] Headings headingsOf(const std::filesystem::path& source, const geodata::TableOptions& options, geodata::TableInfo& info);
/// True when no cell holds anything.
[[nodiscard]] bool isBlank(const geodata::Row& row);

struct RunInput {
    const std::filesystem::path* source = nullptr;
    geodata::TableOptions options;
    std::uint64_t rowsAbove = 0;
    bool semicolons = false; ///< separate the cells
    bool dryRun = false;
    std::string message; ///< of the commit
};

/// Brings the rows of a table into the mission: adds, updates, leaves unchanged, notes what vanished.
/// The report's numbers are complete when it returns. @throws core::Error, core::Cancelled; nothing has changed then.
void runImport(store::MissionFile& file, const store::Author& author, const RunInput& input, RowMapper& mapper, ImportContext& context,
               ImportReport& report, const core::Progress& progress);

/// The same for records that were made already. `report.read` must be set.
/// @param further  what else the batch changes when it changes anything; not called in a dry run
void runItems(store::MissionFile& file, const store::Author& author, const RunInput& input, core::Kind kind,
              std::initializer_list<std::string_view> governed, std::vector<Item> items, Ledger& ledger, ImportContext& context,
              ImportReport& report, const std::function<void(store::Batch&)>& further = {});

} // namespace tutela::exchange::detail
