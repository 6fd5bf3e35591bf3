// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "import_run_p.h"

#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::exchange::detail {

using namespace core;

namespace {
constexpr std::uint64_t kRowsAboveTags = 25; ///< HXL allows headings of several rows above its tags

std::vector<std::string> copied(const geodata::Row& row)
{
    std::vector<std::string> cells;
    for (const auto cell : row.cells)
        cells.emplace_back(trimmed(cell));
    return cells;
}
} // namespace

bool isBlank(const geodata::Row& row)
{
    return (!row.geometry || row.geometry->empty())
           && std::all_of(row.cells.begin(), row.cells.end(), [](std::string_view cell) { return trimmed(cell).empty(); });
}

Headings headingsOf(const std::filesystem::path& source, const geodata::TableOptions& options, geodata::TableInfo& info)
{
    auto reader = geodata::TableReader::open(source, options);
    info = reader.info();
    Headings headings;
    headings.columns = info.columns;
    if (isHxlRow(headings.columns)) {
        headings.tags = headings.columns;
        return headings;
    }
    geodata::Row row;
    for (std::uint64_t above = 1; above <= kRowsAboveTags && reader.next(row); ++above) {
        if (row.cells.empty() || !row.problem.empty())
            continue;
        if (std::vector<std::string> cells = copied(row); isHxlRow(cells)) {
            headings.tags = std::move(cells);
            headings.rowsAbove = above;
            break;
        }
    }
    return headings;
}

} // namespace tutela::exchange::detail
