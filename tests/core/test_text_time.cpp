// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/core/periods.h>
#include <tutela/core/text.h>
#include <tutela/core/time.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

using namespace tutela::core;

TEST_CASE("only well-formed UTF-8 without NUL is UTF-8", "[core][text]")
{
    CHECK(isUtf8(""));
    CHECK(isUtf8("Caf\u00E9 \u0627\u0644 \U0001F600"));
    CHECK_FALSE(isUtf8(std::string("a\0b", 3)));
    CHECK_FALSE(isUtf8("\x80"));
    CHECK_FALSE(isUtf8("\xC0\xAF"));         // overlong
    CHECK_FALSE(isUtf8("\xED\xA0\x80"));     // half of a surrogate pair
    CHECK_FALSE(isUtf8("\xF4\x90\x80\x80")); // beyond Unicode
    CHECK_FALSE(isUtf8("abc\xE2\x82"));      // cut off
    CHECK_THROWS_AS(normalised(std::string("a\0b", 3)), Error);
}

TEST_CASE("text is trimmed, split, joined and counted", "[core][text]")
{
    CHECK(trimmed(" \t\u00A0\u2003Luzi \n\u3000") == "Luzi");
    CHECK(trimmed(" \n").empty());
    CHECK(trimmed("").empty());
    CHECK(trimmed(" \xFF x ") == "\xFF x");
    CHECK(split("a;;b", ';') == std::vector<std::string>{"a", "", "b"});
    CHECK(split("", ';') == std::vector<std::string>{""});
    CHECK(split(";", ';') == std::vector<std::string>{"", ""});
    CHECK(joined({"a", "", "b"}, ", ") == "a, , b");
    CHECK(joined({}, ", ").empty());
    CHECK(codePoints("Caf\u00E9") == 4);
    CHECK(codePoints("\U0001F600") == 1);
    CHECK(codePoints("") == 0);
}

TEST_CASE("names that people take for the same are folded to the same", "[core][text]")
{
    CHECK(folded("N'Djamena") == folded("N\u2019DJAMENA"));
    CHECK(folded("Stra\u00DFe") == folded("STRASSE"));
    CHECK(folded("\u00C5land") == folded("A\u030Aland"));
    CHECK(folded("Bor - South") == "bor south");
    CHECK(folded("...").empty());
    CHECK(folded("\u0627\u0644\u0641\u0627\u0634\u0631") == "\u0627\u0644\u0641\u0627\u0634\u0631"); // Arabic stays
}

TEST_CASE("what cannot be seen is made visible", "[core][text]")
{
    CHECK(withVisibleControls("a\u200B" "b\x07") == "a\u2039U+200B\u203A" "b\u2039U+0007\u203A");
    CHECK(withVisibleControls("\u2066x\u2069") == "\u2039U+2066\u203Ax\u2039U+2069\u203A");
    CHECK(withVisibleControls("two\nlines\tand a tab") == "two\nlines\tand a tab");
    CHECK(withVisibleControls("na\u00EFve \U0001F600") == "na\u00EFve \U0001F600");
}

TEST_CASE("numbers are written so that they read back, in every locale", "[core][text]")
{
    std::mt19937_64 engine{3};
    for (int i = 0; i < 2000; ++i) {
        std::uniform_real_distribution<double> mantissa{-1.0, 1.0};
        const double value = std::ldexp(mantissa(engine), static_cast<int>(engine() % 600) - 300);
        CHECK(std::strtod(shortest(value).c_str(), nullptr) == value);
    }
    CHECK(shortest(1e20) == "1e+20");
    CHECK(shortest(0.0) == "0");
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1\u202F000");
    CHECK(grouped(-999) == "-999");
    CHECK(grouped(std::numeric_limits<std::int64_t>::min()) == "-9\u202F223\u202F372\u202F036\u202F854\u202F775\u202F808");
}

TEST_CASE("times are read in their forms and written in one", "[core][time]")
{
    const auto reads = [](const char* text) { return toText(instantOf(text)); };
    CHECK(reads("2026-10-31T14:05:06.000Z") == "2026-10-31T14:05:06.000Z");
    CHECK(reads("2026-10-31T14:05:06.987654Z") == "2026-10-31T14:05:06.000Z"); // whole seconds
    CHECK(reads("2026-10-31T14:05:06") == "2026-10-31T14:05:06.000Z");
    CHECK(reads("2026-10-31 14:05") == "2026-10-31T14:05:00.000Z");
    CHECK(reads("2026-10-31") == "2026-10-31T00:00:00.000Z");
    CHECK(reads("2026-10-31T01:30:00+02:00") == "2026-10-30T23:30:00.000Z");
    CHECK(reads("2026-10-31T20:30:00-0430") == "2026-11-01T01:00:00.000Z");
    CHECK(reads("2026-12-31T24:00:00Z") == "2027-01-01T00:00:00.000Z");
    CHECK(reads("2024-02-29") == "2024-02-29T00:00:00.000Z");
    CHECK(reads("1969-12-31T23:59:59Z") == "1969-12-31T23:59:59.000Z");
    CHECK(toText(dayOf("1969-12-31")) == "1969-12-31");
}

TEST_CASE("what is not a time is refused, never guessed", "[core][time]")
{
    for (const char* text : {"", "2026", "2026-10", "31.10.2026", "10/31/2026", "2026-13-01", "2026-02-29", "2026-00-10", "2026-10-32",
                             "2026-10-31T", "2026-10-31T25:00", "2026-10-31T24:30", "2026-10-31T12:60", "2026-10-31T12:00:61",
                             "2026-10-31T12:00:00.Z", "2026-10-31T12:00:00Zx", "2026-10-31T12:00:00+02:00x", "2026-10-31T12:00:00+2",
                             "2026-10-31T12:00:00+99:00", "2026-10-31T12:00:00+01:75", " 2026-10-31", "2026-10-31 ", "+026-10-31", "2026-1-1"}) {
        INFO(text);
        CHECK_THROWS_AS(instantOf(text), Error);
    }
    CHECK_THROWS_AS(dayOf("2026-10-31T00:00"), Error);
    CHECK_THROWS_AS(dayOf("2026-02-30"), Error);
}

TEST_CASE("days and months follow the zone through changes of the clock", "[core][time]")
{
    const TimeZone paris = TimeZone::of("Europe/Paris");
    // 2026-03-29 has 23 hours, 2026-10-25 has 25.
    CHECK(paris.startOf(dayOf("2026-03-30")) - paris.startOf(dayOf("2026-03-29")) == std::chrono::hours{23});
    CHECK(paris.startOf(dayOf("2026-10-26")) - paris.startOf(dayOf("2026-10-25")) == std::chrono::hours{25});
    CHECK(paris.secondOfDay(instantOf("2026-07-01T22:00:01Z")) == 1);
    CHECK(paris.dayAt(instantOf("2026-07-01T21:59:59Z")) == dayOf("2026-07-01"));
    CHECK(paris.dayAt(instantOf("2026-07-01T22:00:00Z")) == dayOf("2026-07-02"));
    // In Sao Paulo midnight itself was left out in 2018: the day began at 01:00.
    const TimeZone saoPaulo = TimeZone::of("America/Sao_Paulo");
    CHECK(toText(saoPaulo.startOf(dayOf("2018-11-04"))) == "2018-11-04T03:00:00.000Z");
    CHECK(saoPaulo.dayAt(saoPaulo.startOf(dayOf("2018-11-04"))) == dayOf("2018-11-04"));
    const Period december = monthPeriod("2026-12", TimeZone::utc());
    CHECK(toText(december.to) == "2027-01-01T00:00:00.000Z");
    CHECK(december.contains(december.from));
    CHECK_FALSE(december.contains(december.to)); // half-open
    for (const char* month : {"2026", "2026-13", "2026-00", "2026-1", "2026-123", "26-12"})
        CHECK_THROWS_AS(monthPeriod(month, TimeZone::utc()), Error);
}

TEST_CASE("dates are written for people", "[core][time]")
{
    CHECK(readable(dayOf("2026-05-01")) == "1 May 2026");
    CHECK(readable(dayOf("2026-09-30")) == "30 Sep 2026");
    CHECK(readableMonth(dayOf("2026-10-31")) == "October 2026");
    CHECK(TimeZone::of("Africa/Lagos").readable(instantOf("2026-10-31T23:05:00Z")) == "1 Nov 2026, 00:05 (Africa/Lagos)");
}

TEST_CASE("the midnight that ends a period is called the end of its last day", "[core][time]")
{
    const TimeZone lagos = TimeZone::of("Africa/Lagos");
    CHECK(readableCutOff(instantOf("2026-10-31T23:00:00Z"), lagos) == "31 Oct 2026, end of day");
    CHECK(readableCutOff(instantOf("2026-11-01T00:00:00Z"), lagos) == "1 Nov 2026, 01:00 (Africa/Lagos)");
}

TEST_CASE("time that overlaps counts once, in both only where it is in both", "[core][time]")
{
    using namespace std::chrono_literals;
    const auto period = [](int from, int to) { return Period{Instant{std::chrono::seconds{from}}, Instant{std::chrono::seconds{to}}}; };
    const std::vector<Period> a{period(50, 70), period(0, 10), period(5, 20), period(20, 30), period(40, 40)}, b{period(25, 60), period(90, 95)};
    CHECK(united(a) == std::vector{period(0, 30), period(50, 70)});
    CHECK(common(a, b) == std::vector{period(25, 30), period(50, 60)});
    CHECK(common(a, {}).empty());
    CHECK(united({}).empty());
    CHECK(lengthOf(a) == 55s);
    CHECK(lengthOf(united(a)) == 50s);
}
