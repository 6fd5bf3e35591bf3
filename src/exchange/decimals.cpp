// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "decimals_p.h"

#include "cells_p.h"

#include <algorithm>
#include <string>

namespace tutela::exchange::detail {

namespace {

bool allDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "1.5", "1 234,5", "2,3,4": a number in some notation. A word is refused by itself and says nothing of the others.
bool isSomeNumber(std::string_view cell)
{
    return cell.find_first_not_of("0123456789.,' ") == std::string_view::npos && cell.find_first_of("0123456789") != std::string_view::npos;
}

} // namespace

void CommaFinder::add(std::string_view raw)
{
    auto cell = plainText(raw);
    if (isMissing(cell))
        return;
    if (cell.starts_with('-') || cell.starts_with('+'))
        cell.remove_prefix(1);
    if (!isSomeNumber(cell))
        return;
    const auto at = cell.find(',');
    if (at == std::string_view::npos) {
        m_other = m_other || !allDigits(cell); // a point
        return;
    }
    const auto whole = cell.substr(0, at);
    const auto fraction = cell.substr(at + 1);
    if (!allDigits(whole) || !allDigits(fraction))
        m_other = true;
    else if (fraction.size() == 3 && whole.size() <= 3 && whole.front() != '0')
        m_either = true;
    else
        m_decimal = true;
}

Comma CommaFinder::comma() const
{
    if (m_other)
        return Comma::Mixed;
    return m_decimal ? Comma::Decimal : m_either ? Comma::Ambiguous : Comma::Mixed;
}

std::optional<double> DecimalReader::read(std::string_view field, std::size_t column, std::string_view raw)
{
    const auto cell = plainText(raw);
    if (!m_find || cell.find(',') == std::string_view::npos)
        return realNumber(field, cell);
    auto known = m_known.find(column);
    if (known == m_known.end())
        known = m_known.emplace(column, m_find(column)).first;
    if (known->second == Comma::Ambiguous)
        refuseRow(field, cell, "a thousand or a fraction? no cell of the column tells; write the number without a comma");
    if (known->second != Comma::Decimal)
        refuseRow(field, cell, "a decimal comma in a column where other cells are written otherwise; write all of them one way");
    std::string point{cell};
    std::replace(point.begin(), point.end(), ',', '.');
    return realNumber(field, point);
}

DecimalReader decimalsOf(const std::filesystem::path& source, const geodata::TableOptions& options, std::uint64_t rowsAbove, char separator)
{
    if (separator != ';')
        return {};
    return DecimalReader{[source, options, rowsAbove](std::size_t column) {
        CommaFinder finder;
        auto reader = geodata::TableReader::open(source, options);
        geodata::Row row;
        for (std::uint64_t count = 0; reader.next(row); ++count)
            if (count >= rowsAbove && row.problem.empty())
                finder.add(row.cells[column]);
        return finder.comma();
    }};
}

} // namespace tutela::exchange::detail
