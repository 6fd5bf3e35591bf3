// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tutela::core {

/// An instant, UTC, in whole seconds.
using Instant = std::chrono::sys_seconds;
/// A calendar day; which zone it was cut in is said where it is used.
using Day = std::chrono::sys_days;

/// "2026-10-31T23:59:00.000Z", the form of the mission file and of JSON.
[[nodiscard]] std::string toText(Instant instant);
/// "2026-10-31".
[[nodiscard]] std::string toText(Day day);
/// Reads the form of toText(Instant), also without fraction, with "+hh:mm", or a bare date (00:00 UTC).
/// @throws Error{InvalidInput} with the text that could not be read.
[[nodiscard]] Instant instantOf(std::string_view text);
/// @throws Error{InvalidInput}
[[nodiscard]] Day dayOf(std::string_view text);
/// "31 Oct 2026".
[[nodiscard]] std::string readable(Day day);
/// "October 2026".
[[nodiscard]] std::string readableMonth(Day day);

/// A named time zone of the system's tz database. Days and months of the mission are cut in it.
class TimeZone {
public:
    /// @throws Error{InvalidInput} for a name the tz database lacks.
    [[nodiscard]] static TimeZone of(std::string_view name);
    [[nodiscard]] static TimeZone utc() { return of("Etc/UTC"); }
    [[nodiscard]] const std::string& name() const noexcept { return m_name; }
    /// The local calendar day that holds the instant.
    [[nodiscard]] Day dayAt(Instant instant) const;
    /// Seconds since local midnight.
    [[nodiscard]] int secondOfDay(Instant instant) const;
    /// The first instant of the local day.
    [[nodiscard]] Instant startOf(Day day) const;
    /// "31 Oct 2026, 14:02 (Africa/Lagos)".
    [[nodiscard]] std::string readable(Instant instant) const;

private:
    TimeZone() = default;
    std::string m_name;
    const void* m_zone = nullptr; // date::time_zone, owned by the tz database
};

/// Half-open period [from, to).
struct Period {
    Instant from;
    Instant to;
    bool operator==(const Period&) const = default;
    [[nodiscard]] bool contains(Instant instant) const noexcept { return instant >= from && instant < to; }
};
/// The month "YYYY-MM" in the zone. @throws Error{InvalidInput}
[[nodiscard]] Period monthPeriod(std::string_view month, const TimeZone& zone);

} // namespace tutela::core
