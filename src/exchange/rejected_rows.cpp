// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/rejected_rows.h>

#include "import_p.h"
#include "record_rows_p.h"

#include <map>

namespace tutela::exchange {

using namespace core;

std::int64_t writeRejectedRows(const ImportRequest& request, const ImportReport& report, std::ostream& out, const Progress& progress)
{
    std::map<std::uint64_t, const Rejection*> refused; // one reason a row: the first
    for (const Rejection& each : report.rejections)
        refused.emplace(static_cast<std::uint64_t>(each.row), &each);
    const detail::OpenedTable table = detail::openTable(request);
    // As the source separates its cells: there a comma may be a decimal sign, here it must stay one.
    const char separator = table.info.separator == ';' ? ';' : ',';
    for (const std::string& column : table.headings.columns)
        out << detail::guardedCell(column) << separator;
    out << "row" << separator << "field" << separator << "reason\n";
    auto options = table.options;
    options.progress = progress;
    auto reader = geodata::TableReader::open(request.source, options);
    geodata::Row row;
    std::int64_t written = 0;
    while (reader.next(row)) {
        const auto found = refused.find(row.number);
        if (found == refused.end())
            continue;
        for (std::size_t i = 0; i < table.headings.columns.size(); ++i)
            out << (i < row.cells.size() ? detail::guardedCell(row.cells[i]) : std::string{}) << separator;
        out << row.number << separator << detail::guardedCell(found->second->field) << separator << detail::guardedCell(found->second->reason) << '\n';
        refused.erase(found);
        ++written;
    }
    return written;
}

} // namespace tutela::exchange
