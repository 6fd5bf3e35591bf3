// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/geodata/limits.h>
#include <tutela/geodata/table.h>

#include <catch2/catch.hpp>
#include <csv.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace tutela;
using geodata::Source;
using geodata::TableOptions;
using geodata::TableReader;

namespace {

Source text(std::string bytes, const std::string& name = "table.csv")
{
    return Source::bytes(name, std::make_shared<const std::string>(std::move(bytes)));
}

struct Copy {
    std::uint64_t number;
    std::vector<std::string> cells;
    std::string problem;
};

std::vector<Copy> rows(TableReader& reader)
{
    std::vector<Copy> all;
    geodata::Row row;
    while (reader.next(row))
        all.push_back({row.number, {row.cells.begin(), row.cells.end()}, std::string{row.problem}});
    return all;
}

std::vector<Copy> rows(const std::string& bytes)
{
    auto reader = TableReader::open(text(bytes));
    return rows(reader);
}

core::ErrorCode refusal(const Source& source, const TableOptions& options = {})
{
    try {
        auto reader = TableReader::open(source, options);
        rows(reader);
    } catch (const core::Error& error) {
        CHECK(!error.message().empty());
        CHECK(error.where().find(source.name()) != std::string::npos);
        return error.code();
    }
    FAIL("was not refused");
    return {};
}

std::string utf16(const std::u16string& units, bool little)
{
    std::string bytes;
    for (const char16_t unit : units) {
        const auto high = static_cast<char>(unit >> 8);
        const auto low = static_cast<char>(unit & 0xFF);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

/// What libcsv alone makes of a text. The line of a row is found by counting the line breaks before it.
std::vector<Copy> rowsOfLibcsv(const std::string& bytes)
{
    struct Reading {
        std::vector<Copy> rows;
        std::vector<std::string> cells;
        bool ended = false;
    } reading;
    csv_parser parser{};
    REQUIRE(csv_init(&parser, CSV_REPALL_NL) == 0);
    csv_set_space_func(&parser, [](unsigned char) { return 0; });
    const auto onCell = [](void* cell, std::size_t length, void* to) {
        static_cast<Reading*>(to)->cells.emplace_back(static_cast<const char*>(cell), length);
    };
    const auto onRow = [](int, void* to) { static_cast<Reading*>(to)->ended = true; };
    std::uint64_t line = 1;
    std::uint64_t start = 1;
    const auto keep = [&] {
        if (!reading.cells.empty())
            reading.rows.push_back({start, std::exchange(reading.cells, {}), {}});
        reading.ended = false;
        start = line;
    };
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        line += bytes[i] == '\r' || (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) ? 1 : 0;
        REQUIRE(csv_parse(&parser, &bytes[i], 1, onCell, onRow, &reading) == 1);
        if (reading.ended)
            keep();
    }
    REQUIRE(csv_fini(&parser, onCell, onRow, &reading) == 0);
    keep();
    csv_free(&parser);
    return reading.rows;
}

/// Cells of all sorts: plain, quoted, badly quoted, empty; lines of all sorts, blank ones too.
std::string wildTable(std::uint32_t seed, std::size_t atLeast)
{
    std::mt19937 random{seed};
    const auto upTo = [&](std::size_t n) { return random() % n; };
    constexpr std::array<std::string_view, 14> kCells{"", "plain", " ", "two words", "\"quoted\"", "\"with, comma\"", "\"two\nlines\"", "\"two\r\nlines\"",
                                                     "\"a \"\"word\"\" in it\"", "\"\"", "in\"side", "\"ends\" late", "\xC3\xA9t\xC3\xA9", "\"\"\"\""};
    constexpr std::array<std::string_view, 6> kEnds{"\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\r"};
    const std::size_t cells = seed % 3 == 0 ? 4 : kCells.size(); // some tables are mostly plain
    const std::size_t ends = seed % 2 == 0 ? 2 : kEnds.size();
    std::string table = "a,b,c,d,e\n";
    while (table.size() < atLeast) {
        for (std::size_t cell = 0, count = 1 + upTo(5); cell < count; ++cell)
            table.append(cell == 0 ? "" : ",").append(kCells[upTo(upTo(20) == 0 ? kCells.size() : cells)]);
        table += kEnds[upTo(upTo(20) == 0 ? kEnds.size() : ends)];
    }
    return table;
}

} // namespace

TEST_CASE("lines that are cut without libcsv give what libcsv gives", "[geodata][delimited]")
{
    constexpr std::size_t kPiece = std::size_t{1} << 17; // reading goes by such pieces: rows cross their ends
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        const std::string table = wildTable(seed, seed <= 50 ? 3'000 : 2 * kPiece + 100 * seed);
        TableOptions comma;
        comma.separator = ',';
        auto reader = TableReader::open(text(table), comma);
        const auto got = rows(reader);
        auto wanted = rowsOfLibcsv(table);
        wanted.erase(wanted.begin()); // the heading
        REQUIRE(got.size() == wanted.size());
        for (std::size_t i = 0; i < got.size(); ++i) {
            CAPTURE(i);
            wanted[i].cells.resize(5);
            REQUIRE(got[i].number == wanted[i].number);
            REQUIRE(got[i].cells == wanted[i].cells);
        }
    }
}

TEST_CASE("a row's number is the line of the file where it starts", "[geodata][delimited]")
{
    const std::string line = GENERATE(std::string{"\n"}, std::string{"\r\n"}, std::string{"\r"});
    const auto all = rows("id,text" + line + "1,\"two" + line + "lines\"" + line + line + "2,plain" + line + "3,last");
    REQUIRE(all.size() == 3);
    CHECK(all[0].number == 2);
    CHECK(all[0].cells[1] == "two" + line + "lines");
    CHECK(all[1].number == 5);
    CHECK(all[1].cells == std::vector<std::string>{"2", "plain"});
    CHECK(all[2].number == 6);
}

TEST_CASE("row numbers stay right when rows and cells cross the reading pieces", "[geodata][delimited]")
{
    std::string bytes = "id,text\r\n";
    std::uint64_t line = 2;
    std::vector<std::uint64_t> starts;
    for (int i = 0; i < 3000; ++i) {
        starts.push_back(line);
        bytes += std::to_string(i) + ",\"" + std::string(static_cast<std::size_t>(i % 401), 'x') + "\r\n" + std::to_string(i) + "\"\r\n";
        line += 2;
    }
    const auto all = rows(bytes);
    REQUIRE(all.size() == starts.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        REQUIRE(all[i].number == starts[i]);
        REQUIRE(all[i].cells[0] == std::to_string(i));
        REQUIRE(all[i].cells[1].ends_with("\r\n" + std::to_string(i)));
    }
}

TEST_CASE("the separator is found from the first rows", "[geodata][delimited]")
{
    const char separator = GENERATE(',', ';', '\t', '|');
    const std::string s{separator};
    auto reader = TableReader::open(text("name" + s + "people" + s + "note\nA" + s + "1" + s + "\"x, y; z\"\nB" + s + "2" + s + "\n"));
    CHECK(reader.info().format == geodata::Format::DelimitedText);
    CHECK(reader.info().separator == separator);
    CHECK(reader.columns() == std::vector<std::string>{"name", "people", "note"});
    CHECK(rows(reader)[0].cells[2] == "x, y; z");
}

TEST_CASE("semicolons are the separator where commas are decimal signs", "[geodata][delimited]")
{
    auto reader = TableReader::open(text("name;lon;lat\nA;3,25;1,5\nB;3,5;1,75\n"));
    CHECK(reader.info().separator == ';');
    CHECK(rows(reader)[1].cells == std::vector<std::string>{"B", "3,5", "1,75"});
}

TEST_CASE("UTF-8, UTF-16 and CP1252 give the same text", "[geodata][encoding]")
{
    const std::string expected = "Bél\xC3\xA9l\xE2\x80\x99s";
    const std::u16string wide = u"name,n\nBél\u00E9l\u2019s,1\n";
    const auto [bytes, name] = GENERATE_COPY(table<std::string, std::string>({
        {"name,n\n" + expected + ",1\n", "UTF-8"},
        {"\xEF\xBB\xBFname,n\n" + expected + ",1\n", "UTF-8"},
        {"\xFF\xFE" + utf16(wide, true), "UTF-16LE"},
        {"\xFE\xFF" + utf16(wide, false), "UTF-16BE"},
        {utf16(wide, true), "UTF-16LE"},
        {utf16(wide, false), "UTF-16BE"},
        {"name,n\nB\xE9l\xE9l\x92s,1\n", "CP1252"},
    }));
    auto reader = TableReader::open(text(bytes));
    CHECK(reader.info().encoding == name);
    CHECK(reader.columns()[0] == "name");
    CHECK(reader.info().notes.empty() == (name != "CP1252"));
    const auto all = rows(reader);
    REQUIRE(all.size() == 1);
    CHECK(all[0].cells[0] == expected);
}

TEST_CASE("characters outside the basic plane survive UTF-16 in any piece", "[geodata][encoding]")
{
    std::u16string wide = u"a,b\n";
    for (int i = 0; i < 40000; ++i)
        wide += u"\U0001F3E5x,é\n";
    auto reader = TableReader::open(text("\xFF\xFE" + utf16(wide, true)));
    const auto all = rows(reader);
    REQUIRE(all.size() == 40000);
    for (const auto& row : all)
        REQUIRE(row.cells == std::vector<std::string>{"\xF0\x9F\x8F\xA5x", "é"});
}

TEST_CASE("a few cut characters do not turn a UTF-8 file into CP1252", "[geodata][encoding]")
{
    std::string bytes = "name\n";
    for (int i = 0; i < 100; ++i)
        bytes += "Gaoué\n";
    bytes += "cut \xC3\n";
    auto reader = TableReader::open(text(bytes));
    CHECK(reader.info().encoding == "UTF-8");
    CHECK(reader.info().notes.size() == 1);
    const auto all = rows(reader);
    CHECK(all[99].problem.empty());
    CHECK(!all[100].problem.empty());
    CHECK(all[100].cells[0] == "cut \xEF\xBF\xBD");
}

TEST_CASE("an encoding given by the user wins, and an unknown one is refused", "[geodata][encoding]")
{
    TableOptions options;
    options.encoding = "iso-8859-1";
    auto reader = TableReader::open(text("a\n\xE9\n"), options);
    CHECK(rows(reader)[0].cells[0] == "é");
    options.encoding = "EBCDIC";
    CHECK(refusal(text("a\nb\n"), options) == core::ErrorCode::Usage);
}

TEST_CASE("header names are trimmed, unique and never empty", "[geodata][delimited]")
{
    auto reader = TableReader::open(text("\n id ,name,,name\n1,2,3,4\n"));
    CHECK(reader.columns() == std::vector<std::string>{"id", "name", "column 3", "name (2)"});
    CHECK(reader.info().headerNumber == 2);
    CHECK(rows(reader)[0].number == 3);
}

TEST_CASE("short rows are filled and longer rows carry a problem", "[geodata][delimited]")
{
    const auto all = rows("a,b\n1\n1,2,\n1,2,3\n,\n");
    REQUIRE(all.size() == 4);
    CHECK(all[0].cells == std::vector<std::string>{"1", ""});
    CHECK(all[1].problem.empty());
    CHECK(!all[2].problem.empty());
    CHECK(all[3].cells == std::vector<std::string>{"", ""});
}

TEST_CASE("quotes inside a cell stay, and one that is never closed is a problem of its row", "[geodata][delimited]")
{
    const auto all = rows("a,b\n5 \"small\" arms,\"he said \"\"go\"\"\"\n 1 ,\"open\n2,3\n");
    REQUIRE(all.size() == 2);
    CHECK(all[0].cells == std::vector<std::string>{"5 \"small\" arms", "he said \"go\""});
    CHECK(all[0].problem.empty());
    CHECK(all[1].cells[0] == " 1 ");
    CHECK(!all[1].problem.empty());
}

TEST_CASE("a cell above 1 MiB is refused with the line of its row", "[geodata][limits]")
{
    const std::string just(geodata::kMaxTextBytes, 'x');
    CHECK(rows("a,b\n1," + just + "\n").size() == 1);
    for (const std::string& cell : {just + "x", std::string(10 << 20, 'y'), "\"" + std::string(10 << 20, 'y')}) {
        try {
            rows("a,b\n1,2\n1," + cell + "\n");
            FAIL("was not refused");
        } catch (const core::Error& error) {
            CHECK(error.code() == core::ErrorCode::Limit);
            CHECK(error.message().find("line 3") != std::string::npos);
        }
    }
}

TEST_CASE("more than 1000 columns are refused", "[geodata][limits]")
{
    std::string header = "c";
    for (int i = 0; i < 1000; ++i)
        header += ",c";
    CHECK(refusal(text(header + "\n1\n")) == core::ErrorCode::Limit);
    CHECK(rows(header.substr(2) + "\n1\n").size() == 1);
}

TEST_CASE("what is not a table is refused with a sentence", "[geodata][sniff]")
{
    const test::TempFolder folder;
    using namespace std::string_literals;
    CHECK(refusal(Source::file(folder / "missing.csv")) == core::ErrorCode::InvalidInput);
    CHECK(refusal(Source::file(folder.path())) == core::ErrorCode::InvalidInput);
    CHECK(refusal(Source::file("/dev/zero")) == core::ErrorCode::InvalidInput);
    CHECK(refusal(text("")) == core::ErrorCode::InvalidInput);
    CHECK(refusal(text("\n\n  \r\n"s.substr(0, 2))) == core::ErrorCode::InvalidInput);
    CHECK(refusal(text("a,b\n1,\0\x01\x02\n"s)) == core::ErrorCode::InvalidInput);
    CHECK(refusal(text(std::string(4000, '\x03'))) == core::ErrorCode::InvalidInput);
    CHECK(refusal(text("\x7F" "ELF\x02\x01\x01\0\0\0"s)) == core::ErrorCode::InvalidInput);
    CHECK(refusal(text("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, "old.xls")) == core::ErrorCode::InvalidInput);
    CHECK(refusal(text("<html><body>404</body></html>")) == core::ErrorCode::InvalidInput);
    CHECK(refusal(text("%PDF-1.4")) == core::ErrorCode::InvalidInput);
}

TEST_CASE("a NUL far inside a text file is still found", "[geodata][sniff]")
{
    std::string bytes = "a,b\n";
    while (bytes.size() < (3U << 20))
        bytes += "12345,67890\n";
    bytes += '\0';
    CHECK(refusal(text(bytes)) == core::ErrorCode::InvalidInput);
}

TEST_CASE("reading stops when asked to", "[geodata][delimited]")
{
    std::string bytes = "a,b\n";
    while (bytes.size() < (2U << 20))
        bytes += "12345,67890\n";
    std::stop_source stop;
    TableOptions options;
    options.progress = core::Progress{stop.get_token(), {}};
    auto reader = TableReader::open(text(bytes), options);
    geodata::Row row;
    REQUIRE(reader.next(row));
    stop.request_stop();
    CHECK_THROWS_AS([&] { while (reader.next(row)) {} }(), core::Cancelled);
}
