// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/time.h>

#include <tutela/core/error.h>

#include <date/date.h>
#include <date/tz.h>

#include <array>
#include <charconv>
#include <cstdio>

namespace tutela::core {

namespace {

constexpr std::array<std::string_view, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                   "July",    "August",   "September", "October", "November", "December"};

/// A cursor over fixed-width digits; every reader says whether it fitted.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) {}
    bool number(std::size_t width, int& out)
    {
        if (m_text.size() < width)
            return false;
        int value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (m_text[i] < '0' || m_text[i] > '9')
                return false;
            value = value * 10 + (m_text[i] - '0');
        }
        out = value;
        m_text.remove_prefix(width);
        return true;
    }
    bool literal(char c)
    {
        if (m_text.empty() || m_text.front() != c)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    /// False when there is none.
    bool skipDigits()
    {
        const std::size_t before = m_text.size();
        while (!m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9')
            m_text.remove_prefix(1);
        return m_text.size() < before;
    }
    [[nodiscard]] bool atEnd() const { return m_text.empty(); }

private:
    std::string_view m_text;
};

std::optional<Day> scanDay(Scanner& in)
{
    int year = 0;
    int month = 0;
    int day = 0;
    if (!in.number(4, year) || !in.literal('-') || !in.number(2, month) || !in.literal('-') || !in.number(2, day))
        return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok())
        return std::nullopt;
    return Day{ymd};
}

std::optional<Instant> scanInstant(std::string_view text)
{
    Scanner in{text};
    const auto day = scanDay(in);
    if (!day)
        return std::nullopt;
    Instant at = *day;
    if (in.atEnd())
        return at;
    if (!in.literal('T') && !in.literal(' '))
        return std::nullopt;
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!in.number(2, hour) || !in.literal(':') || !in.number(2, minute))
        return std::nullopt;
    if (in.literal(':') && !in.number(2, second))
        return std::nullopt;
    if (in.literal('.') && !in.skipDigits())
        return std::nullopt;
    // 24:00 is the end of the day; a leap second counts as the next minute.
    if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
        return std::nullopt;
    at += std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
    if (in.literal('Z') || in.atEnd())
        return in.atEnd() ? std::optional{at} : std::nullopt;
    const bool ahead = in.literal('+');
    if (!ahead && !in.literal('-'))
        return std::nullopt;
    int zoneHour = 0;
    int zoneMinute = 0;
    if (!in.number(2, zoneHour))
        return std::nullopt;
    in.literal(':');
    if (!in.atEnd() && !in.number(2, zoneMinute))
        return std::nullopt;
    if (!in.atEnd() || zoneHour > 14 || zoneMinute > 59)
        return std::nullopt;
    const auto offset = std::chrono::hours{zoneHour} + std::chrono::minutes{zoneMinute};
    return ahead ? at - offset : at + offset;
}

const date::time_zone& zoneOf(const void* pointer)
{
    return *static_cast<const date::time_zone*>(pointer);
}

std::string twoDigits(int value)
{
    std::string text = std::to_string(value);
    return text.size() < 2 ? "0" + text : text;
}

} // namespace

std::string toText(Day day)
{
    const std::chrono::year_month_day ymd{day};
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()));
    return out.data();
}

std::string toText(Instant instant)
{
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const auto seconds = static_cast<int>((instant - day).count());
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "T%02d:%02d:%02d.000Z", seconds / 3600, seconds / 60 % 60, seconds % 60);
    return toText(day) + out.data();
}

Instant instantOf(std::string_view text)
{
    if (const auto instant = scanInstant(text))
        return *instant;
    throw Error{ErrorCode::InvalidInput, "\"" + std::string{text} + "\" is not a time; write 2026-10-31T14:00:00Z or 2026-10-31"};
}

Day dayOf(std::string_view text)
{
    Scanner in{text};
    const auto day = scanDay(in);
    if (day && in.atEnd())
        return *day;
    throw Error{ErrorCode::InvalidInput, "\"" + std::string{text} + "\" is not a date; write 2026-10-31"};
}

std::string readable(Day day)
{
    const std::chrono::year_month_day ymd{day};
    return std::to_string(static_cast<unsigned>(ymd.day())) + " "
           + std::string{kMonths[static_cast<unsigned>(ymd.month()) - 1].substr(0, 3)} + " "
           + std::to_string(static_cast<int>(ymd.year()));
}

std::string readableMonth(Day day)
{
    const std::chrono::year_month_day ymd{day};
    return std::string{kMonths[static_cast<unsigned>(ymd.month()) - 1]} + " " + std::to_string(static_cast<int>(ymd.year()));
}

TimeZone TimeZone::of(std::string_view name)
{
    TimeZone zone;
    try {
        zone.m_zone = date::locate_zone(std::string{name});
    } catch (const std::exception&) {
        throw Error{ErrorCode::InvalidInput, "\"" + std::string{name} + "\" is not a time zone; write a name such as Africa/Lagos"};
    }
    zone.m_name = name;
    return zone;
}

Day TimeZone::dayAt(Instant instant) const
{
    const auto local = zoneOf(m_zone).to_local(instant);
    return Day{std::chrono::floor<std::chrono::days>(local).time_since_epoch()};
}

int TimeZone::secondOfDay(Instant instant) const
{
    const auto local = zoneOf(m_zone).to_local(instant);
    return static_cast<int>((local - std::chrono::floor<std::chrono::days>(local)).count());
}

Instant TimeZone::startOf(Day day) const
{
    const date::local_seconds local{day.time_since_epoch()};
    return zoneOf(m_zone).to_sys(local, date::choose::earliest);
}

std::string TimeZone::readable(Instant instant) const
{
    const int second = secondOfDay(instant);
    return core::readable(dayAt(instant)) + ", " + twoDigits(second / 3600) + ":" + twoDigits(second / 60 % 60) + " (" + m_name + ")";
}

Period monthPeriod(std::string_view month, const TimeZone& zone)
{
    if (month.size() == 7) {
        Scanner in{month};
        int year = 0;
        int number = 0;
        if (in.number(4, year) && in.literal('-') && in.number(2, number) && number >= 1 && number <= 12) {
            const std::chrono::year_month first{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(number)}};
            return {zone.startOf(Day{first / 1}), zone.startOf(Day{(first + std::chrono::months{1}) / 1})};
        }
    }
    throw Error{ErrorCode::InvalidInput, "\"" + std::string{month} + "\" is not a month; write 2026-10"};
}

} // namespace tutela::core
