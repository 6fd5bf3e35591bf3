// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/core/time.h>
#include <tutela/exchange/import.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

/// Dates of foreign tables, in the layouts that occur, never guessed.
namespace tutela::exchange::detail {

/// What a cell says, before day and month are told apart.
struct DateParts {
    enum class Form { None, Ymd, DayMonthName, Numeric, Month } form = Form::None;
    int first = 0, second = 0; ///< Numeric: as written; else month and day in `month`, `day`
    int year = 0, month = 0, day = 0;
    bool hasTime = false;  ///< a time of day other than 00:00:00
    bool hasZone = false;  ///< Z or an offset
    int seconds = 0;       ///< since midnight
    int offset = 0;        ///< seconds ahead of UTC
};
/// Takes the cell apart: "2011-09-17 00:00:00.000", "2015/12/31", "20151231", "31 December 2015", "Dec 31, 2015",
/// "31/12/2015", "31.12.2015 14:05", "2015-12". Form::None when it is none of these.
[[nodiscard]] DateParts datePartsOf(std::string_view cell);

struct ReadDate {
    core::Instant start{};
    core::TimePrecision precision = core::TimePrecision::DAY;
};

/// Reads the dates of one import. Remembers what it read: tables repeat their dates.
class DateReader {
public:
    /// @param zone   cuts days; @param zoneIsSet  false refuses times of day without a zone.
    /// @param order  as asked for on the command line.
    /// @param findOrder  called once, when the first "3/4/2015" comes and no order was given: looks through the whole
    ///        file; throws core::Error{InvalidInput} when the file does not tell.
    DateReader(core::TimeZone zone, bool zoneIsSet, std::optional<DateOrder> order, std::function<DateOrder()> findOrder);

    /// @returns empty for a missing cell. @throws RowRefused
    [[nodiscard]] std::optional<ReadDate> read(std::string_view field, std::string_view cell);
    /// The local day, for fields that are only ever dates. @throws RowRefused, also for a month alone.
    [[nodiscard]] std::optional<core::Day> readDay(std::string_view field, std::string_view cell);
    /// True when a time of day without zone was read as local time of the mission.
    [[nodiscard]] bool assumedZone() const { return m_assumedZone; }

private:
    [[nodiscard]] core::Day dayIn(std::string_view field, std::string_view cell, const DateParts& parts);
    [[nodiscard]] ReadDate fresh(std::string_view field, std::string_view cell);

    core::TimeZone m_zone;
    bool m_zoneIsSet;
    std::optional<DateOrder> m_order;
    std::function<DateOrder()> m_findOrder;
    bool m_assumedZone = false;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, ReadDate, Hash, std::equal_to<>> m_known;
};

/// Tells day and month apart from all dates of a column; feed every cell, then ask.
class DateOrderFinder {
public:
    void add(std::string_view cell);
    /// @throws core::Error{InvalidInput} when every date fits both ways, or some fit only one and others only the other.
    [[nodiscard]] DateOrder order() const;
    /// A date that has the day first, the month first, or fits both ways; empty when there is none.
    [[nodiscard]] const std::string& dayFirst() const { return m_dayFirst; }
    [[nodiscard]] const std::string& monthFirst() const { return m_monthFirst; }
    [[nodiscard]] const std::string& either() const { return m_either; }

private:
    std::string m_dayFirst, m_monthFirst, m_either; ///< an example of each
};

} // namespace tutela::exchange::detail
