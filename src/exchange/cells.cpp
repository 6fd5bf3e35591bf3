// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cells_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tutela::exchange::detail {

using namespace core;

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool allDigits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), isDigit); }

/// Length of a separator of thousands at the start of `text`, 0 when there is none.
std::size_t separatorLength(std::string_view text)
{
    for (const std::string_view separator : {",", " ", "\u00A0", "\u202F", "\u2009"})
        if (text.starts_with(separator))
            return separator.size();
    return 0;
}

std::string_view withoutSign(std::string_view text)
{
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    return text;
}

bool onlyZeros(std::string_view text) { return std::all_of(text.begin(), text.end(), [](char c) { return c == '0'; }); }

} // namespace

std::string shown(std::string_view cell)
{
    if (cell.size() > kShownBytes) {
        std::size_t end = kShownBytes;
        while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U)
            --end;
        return withVisibleControls(cell.substr(0, end)) + "...";
    }
    return withVisibleControls(cell);
}

void refuseRow(std::string_view field, std::string_view value, std::string reason)
{
    throw RowRefused{std::string{field}, shown(value), std::move(reason)};
}

bool isMissing(std::string_view cell)
{
    constexpr std::array<std::string_view, 9> kSigns{"", "-", "NA", "N/A", "n/a", "na", "null", "NULL", "unknown"};
    return std::find(kSigns.begin(), kSigns.end(), cell) != kSigns.end();
}

std::string_view plainText(std::string_view cell)
{
    const auto fast = [](char c) { return static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x80; };
    if (!cell.empty() && (!fast(cell.front()) || !fast(cell.back())))
        cell = trimmed(cell);
    if (cell.size() < 2 || cell.front() != '\'')
        return cell;
    const auto rest = cell.substr(1);
    for (const std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
        if (rest.starts_with(sign))
            return rest;
    return cell;
}

std::string visibleName(std::string_view name)
{
    std::string out;
    while (!name.empty()) {
        std::size_t width = 1;
        while (width < name.size() && (static_cast<unsigned char>(name[width]) & 0xC0U) == 0x80U)
            ++width;
        const auto sign = name.substr(0, width);
        if (sign == "\n" || sign == "\r" || sign == "\t")
            out += ' ';
        else if (sign == "\u200C" || sign == "\u200D" || withVisibleControls(sign) == sign)
            out += sign;
        name.remove_prefix(width);
    }
    return out;
}

std::string withoutThousands(std::string_view cell)
{
    std::size_t first = 0;
    while (first < cell.size() && isDigit(cell[first]))
        ++first;
    if (first == 0 || first > 3 || first == cell.size())
        return {};
    const std::size_t width = separatorLength(cell.substr(first));
    if (width == 0)
        return {};
    const auto separator = cell.substr(first, width);
    std::string digits{cell.substr(0, first)};
    for (auto rest = cell.substr(first); !rest.empty(); rest.remove_prefix(width + 3)) {
        if (!rest.starts_with(separator) || rest.size() < width + 3 || !allDigits(rest.substr(width, 3)))
            return {};
        digits += rest.substr(width, 3);
    }
    return digits;
}

std::optional<std::int64_t> wholeNumber(std::string_view field, std::string_view raw)
{
    const auto cell = plainText(raw);
    std::int64_t number = 0;
    const auto read = [&number](std::string_view text) {
        const auto done = std::from_chars(text.data(), text.data() + text.size(), number);
        return done.ec == std::errc{} && done.ptr == text.data() + text.size();
    };
    if (read(cell))
        return number;
    if (isMissing(cell))
        return std::nullopt;
    const bool negative = cell.starts_with('-');
    const auto bare = withoutSign(cell);
    std::string digits = withoutThousands(bare);
    if (const auto dot = bare.find('.'); digits.empty() && dot != std::string_view::npos && dot > 0) {
        // "12.0" is how some programs write a whole number; "1.000" may be a thousand.
        if (const auto fraction = bare.substr(dot + 1); onlyZeros(fraction) && fraction.size() != 3)
            digits = bare.substr(0, dot);
        else if (fraction.size() == 3 && allDigits(fraction) && allDigits(bare.substr(0, dot)))
            refuseRow(field, cell, "a thousand or a fraction? write the number without a dot");
        else
            refuseRow(field, cell, "not a whole number");
    }
    if (!digits.empty() && read(digits))
        return negative ? -number : number;
    if (bare.find(',') != std::string_view::npos && std::all_of(bare.begin(), bare.end(), [](char c) { return isDigit(c) || c == ','; }))
        refuseRow(field, cell, "a comma that is no separator of thousands; write a whole number");
    refuseRow(field, cell, "not a whole number");
}

std::optional<double> realNumber(std::string_view field, std::string_view raw)
{
    const auto cell = plainText(raw);
    const auto digits = cell.starts_with('+') ? cell.substr(1) : cell;
    double number = 0.0;
    const auto done = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (done.ec == std::errc{} && done.ptr == digits.data() + digits.size()) {
        if (!std::isfinite(number))
            refuseRow(field, cell, "not a finite number");
        return number;
    }
    if (isMissing(cell))
        return std::nullopt;
    if (cell.find(',') != std::string_view::npos)
        refuseRow(field, cell, "a comma as decimal sign or separator is not guessed; write a point");
    refuseRow(field, cell, "not a number");
}

} // namespace tutela::exchange::detail
