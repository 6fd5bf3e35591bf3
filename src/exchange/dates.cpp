// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dates_p.h"

#include "cells_p.h"

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <array>

namespace tutela::exchange::detail {

using namespace core;

namespace {

constexpr std::size_t kRemembered = 200'000; ///< distinct date texts kept

/// Month by its first letters, English and French, folded (no accents, lower case).
int monthNamed(std::string_view name)
{
    struct Name { std::string_view full; std::string_view brief; int month; };
    constexpr std::array<Name, 24> kNames{{
        {"january", "jan", 1}, {"february", "feb", 2}, {"march", "mar", 3}, {"april", "apr", 4}, {"may", "may", 5},
        {"june", "jun", 6}, {"july", "jul", 7}, {"august", "aug", 8}, {"september", "sep", 9}, {"october", "oct", 10},
        {"november", "nov", 11}, {"december", "dec", 12}, {"janvier", "janv", 1}, {"fevrier", "fevr", 2}, {"mars", "mars", 3},
        {"avril", "avr", 4}, {"mai", "mai", 5}, {"juin", "juin", 6}, {"juillet", "juil", 7}, {"aout", "aout", 8},
        {"septembre", "sept", 9}, {"octobre", "octo", 10}, {"novembre", "nove", 11}, {"decembre", "dece", 12}}};
    for (const Name& known : kNames)
        if (name == known.full || name == known.brief)
            return known.month;
    return 0;
}

/// Takes a date apart from left to right.
class Cursor {
public:
    explicit Cursor(std::string_view text) : m_text(text) {}
    [[nodiscard]] bool atEnd() const { return m_text.empty(); }
    [[nodiscard]] char front() const { return m_text.empty() ? '\0' : m_text.front(); }
    [[nodiscard]] std::string_view rest() const { return m_text; }
    bool take(char c)
    {
        if (front() != c)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    /// One or more characters of the set.
    bool takeAny(std::string_view set)
    {
        const auto end = std::min(m_text.find_first_not_of(set), m_text.size());
        m_text.remove_prefix(end);
        return end > 0;
    }
    /// A number; its count of digits, 0 when there is none.
    std::size_t number(int& out)
    {
        std::size_t digits = 0;
        out = 0;
        while (digits < 9 && digits < m_text.size() && m_text[digits] >= '0' && m_text[digits] <= '9')
            out = out * 10 + (m_text[digits++] - '0');
        m_text.remove_prefix(digits);
        return digits;
    }
    /// Letters up to the next space, digit or mark.
    std::string_view word()
    {
        const auto end = std::min(m_text.find_first_of("0123456789 -/.,"), m_text.size());
        const auto found = m_text.substr(0, end);
        m_text.remove_prefix(end);
        return found;
    }

private:
    std::string_view m_text;
};

bool readOffset(Cursor& in, DateParts& parts)
{
    if (in.take('Z') || in.take('z')) {
        parts.hasZone = true;
        return in.atEnd();
    }
    const int sign = in.take('+') ? 1 : in.take('-') ? -1 : 0;
    if (sign == 0)
        return in.atEnd();
    int hours = 0;
    int minutes = 0;
    if (const auto digits = in.number(hours); digits == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (digits == 0 || digits > 2) {
        return false;
    }
    if (in.take(':') && in.number(minutes) != 2)
        return false;
    parts.hasZone = true;
    parts.offset = sign * (hours * 3600 + minutes * 60);
    return in.atEnd() && hours <= 15 && minutes < 60;
}

/// "", " 00:00:00.000", "T14:05Z", " 14:05+01:00".
bool readTime(Cursor& in, DateParts& parts)
{
    if (in.atEnd())
        return true;
    if (!in.take('T') && !in.take(' '))
        return false;
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (in.number(hour) == 0 || !in.take(':') || in.number(minute) != 2)
        return false;
    if (in.take(':') && in.number(second) != 2)
        return false;
    int fraction = 0;
    if (in.take('.') || in.take(','))
        in.number(fraction);
    in.takeAny(" ");
    if (hour > 23 || minute > 59 || second > 60)
        return false;
    parts.seconds = hour * 3600 + minute * 60 + second;
    parts.hasTime = parts.seconds != 0;
    return readOffset(in, parts);
}

/// A date that starts with digits.
bool readFromNumber(Cursor& in, DateParts& parts)
{
    int first = 0;
    const std::size_t digits = in.number(first);
    if (digits == 8) {
        parts.form = DateParts::Form::Ymd;
        parts.year = first / 10'000;
        parts.month = first / 100 % 100;
        parts.day = first % 100;
        return true;
    }
    const char mark = in.front();
    if (digits == 4 && (mark == '-' || mark == '/' || mark == '.')) {
        in.take(mark);
        parts.year = first;
        if (in.number(parts.month) == 0)
            return false;
        parts.form = DateParts::Form::Month;
        if (!in.take(mark))
            return in.atEnd();
        parts.form = DateParts::Form::Ymd;
        return in.number(parts.day) > 0;
    }
    if (digits == 0 || digits > 2)
        return false;
    if (mark == '/' || mark == '.' || mark == '-') {
        Cursor numeric = in;
        numeric.take(mark);
        if (int second = 0; numeric.number(second) > 0 && numeric.take(mark)) {
            parts.form = DateParts::Form::Numeric;
            parts.first = first;
            parts.second = second;
            const bool fourDigits = numeric.number(parts.year) == 4;
            in = numeric;
            return fourDigits;
        }
    }
    in.takeAny(" -/.");
    parts.day = first;
    parts.month = monthNamed(folded(in.word()));
    in.takeAny(" -/.,");
    parts.form = DateParts::Form::DayMonthName;
    return parts.month > 0 && in.number(parts.year) == 4;
}

/// "December 31, 2015".
bool readFromName(Cursor& in, DateParts& parts)
{
    parts.month = monthNamed(folded(in.word()));
    in.takeAny(" .-");
    parts.form = DateParts::Form::DayMonthName;
    if (parts.month == 0 || in.number(parts.day) == 0)
        return false;
    in.takeAny(" ,");
    return in.number(parts.year) == 4;
}

std::optional<Day> dayOfParts(int year, int month, int day)
{
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    return ymd.ok() && year >= 1000 ? std::optional{Day{ymd}} : std::nullopt;
}

} // namespace

DateParts datePartsOf(std::string_view cell)
{
    DateParts parts;
    Cursor in{cell};
    const bool digitsFirst = in.front() >= '0' && in.front() <= '9';
    const bool fits = (digitsFirst ? readFromNumber(in, parts) : readFromName(in, parts)) && readTime(in, parts);
    return fits ? parts : DateParts{};
}

DateReader::DateReader(TimeZone zone, bool zoneIsSet, std::optional<DateOrder> order, std::function<DateOrder()> findOrder)
    : m_zone(std::move(zone)), m_zoneIsSet(zoneIsSet), m_order(order), m_findOrder(std::move(findOrder))
{
}

Day DateReader::dayIn(std::string_view field, std::string_view cell, const DateParts& parts)
{
    std::optional<Day> day;
    if (parts.form == DateParts::Form::Numeric) {
        if (!m_order || *m_order == DateOrder::YMD)
            m_order = m_findOrder();
        const bool dayFirst = *m_order == DateOrder::DMY;
        day = dayOfParts(parts.year, dayFirst ? parts.second : parts.first, dayFirst ? parts.first : parts.second);
        if (!day)
            refuseRow(field, cell, dayFirst ? "not a date when the day comes first" : "not a date when the month comes first");
    } else {
        day = dayOfParts(parts.year, parts.month, parts.form == DateParts::Form::Month ? 1 : parts.day);
    }
    if (!day)
        refuseRow(field, cell, "not a date of the calendar");
    return *day;
}

ReadDate DateReader::fresh(std::string_view field, std::string_view cell)
{
    const DateParts parts = datePartsOf(cell);
    if (parts.form == DateParts::Form::None)
        refuseRow(field, cell, "not a date that can be read; write 2026-10-31");
    const Day day = dayIn(field, cell, parts);
    if (parts.form == DateParts::Form::Month)
        return {m_zone.startOf(day), TimePrecision::MONTH};
    // A midnight without zone is how many programs write a bare date.
    if (!parts.hasTime && !parts.hasZone)
        return {m_zone.startOf(day), TimePrecision::DAY};
    const std::chrono::seconds sinceMidnight{parts.seconds};
    if (parts.hasZone)
        return {Instant{day} + sinceMidnight - std::chrono::seconds{parts.offset}, TimePrecision::EXACT_MINUTE};
    if (!m_zoneIsSet)
        refuseRow(field, cell, "a time of day without zone; write 14:05Z or 14:05+01:00, or set the mission's time_zone");
    m_assumedZone = true;
    const Instant at = m_zone.startOf(day) + sinceMidnight;
    // On the day that clocks change, the hours after the change are off by the change.
    return {at + std::chrono::seconds{parts.seconds - m_zone.secondOfDay(at)}, TimePrecision::EXACT_MINUTE};
}

std::optional<ReadDate> DateReader::read(std::string_view field, std::string_view raw)
{
    const auto cell = plainText(raw);
    if (const auto known = m_known.find(cell); known != m_known.end())
        return known->second;
    if (isMissing(cell))
        return std::nullopt;
    const ReadDate date = fresh(field, cell);
    if (m_known.size() < kRemembered)
        m_known.emplace(cell, date);
    return date;
}

std::optional<Day> DateReader::readDay(std::string_view field, std::string_view raw)
{
    const auto cell = plainText(raw);
    if (isMissing(cell))
        return std::nullopt;
    const DateParts parts = datePartsOf(cell);
    if (parts.form == DateParts::Form::None || parts.form == DateParts::Form::Month)
        refuseRow(field, cell, "not a date that can be read; write 2026-10-31");
    return dayIn(field, cell, parts);
}

void DateOrderFinder::add(std::string_view raw)
{
    const auto cell = plainText(raw);
    const DateParts parts = datePartsOf(cell);
    if (parts.form != DateParts::Form::Numeric)
        return;
    const bool dayFirst = dayOfParts(parts.year, parts.second, parts.first).has_value();
    const bool monthFirst = dayOfParts(parts.year, parts.first, parts.second).has_value();
    std::string& example = dayFirst && monthFirst ? m_either : dayFirst ? m_dayFirst : m_monthFirst;
    if (example.empty() && (dayFirst || monthFirst) && (parts.first != parts.second || !dayFirst))
        example = shown(cell);
}

DateOrder DateOrderFinder::order() const
{
    if (!m_dayFirst.empty() && !m_monthFirst.empty())
        throw Error{ErrorCode::InvalidInput, "the dates mix two orders (\"" + m_dayFirst + "\" has the day first, \"" + m_monthFirst
                                                 + "\" the month); correct the file or say --date-order"};
    if (m_dayFirst.empty() && m_monthFirst.empty() && !m_either.empty())
        throw Error{ErrorCode::InvalidInput, "the dates do not tell day and month apart (\"" + m_either
                                                 + "\" fits both ways); say --date-order dmy or --date-order mdy"};
    return m_monthFirst.empty() ? DateOrder::DMY : DateOrder::MDY;
}

} // namespace tutela::exchange::detail
