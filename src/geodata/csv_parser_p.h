// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csv.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::geodata {

/// Rows parsed from some pieces of text. All cells lie in one buffer, so that a million rows allocate nothing.
struct CsvRows {
    struct Line {
        std::uint64_t number = 0;
        std::size_t firstCell = 0;
        std::size_t cells = 0;
    };
    struct Cell {
        std::size_t from = 0; ///< in text
        std::size_t length = 0;
    };
    std::string text;
    std::vector<Cell> cells;
    std::vector<Line> lines;

    [[nodiscard]] std::string_view cell(std::size_t index) const
    {
        return std::string_view{text}.substr(cells[index].from, cells[index].length);
    }
};

/// libcsv as a source of rows with the line numbers that an editor shows.
///
/// Lines whose cells are either without quotation marks or wrapped in one pair of them are cut here, which takes a seventh of
/// libcsv's time; whatever is less plain goes to libcsv. Both give the same rows (a test compares them).
class CsvParser {
public:
    explicit CsvParser(char separator);
    ~CsvParser() { csv_free(&m_parser); }
    CsvParser(const CsvParser&) = delete;
    CsvParser& operator=(const CsvParser&) = delete;

    /// Adds the rows that end in this text. @throws core::Error{Limit} for a cell above kMaxTextBytes.
    void parse(std::string_view text, CsvRows& rows);
    /// Ends the text. True when it ended inside quotes.
    [[nodiscard]] bool finish(CsvRows& rows);
    /// Clears the rows; the cells of an unfinished one move to the front.
    void carryOver(CsvRows& rows);

private:
    static void onCell(void* bytes, std::size_t length, void* self);
    static void onRow(int terminator, void* self);
    void addCell(std::string_view cell) noexcept;
    void countLines(std::string_view cell) noexcept;
    void endRow(int terminator) noexcept;
    [[nodiscard]] std::size_t takePlainLines(std::string_view text);
    [[nodiscard]] bool takePlainLine(std::string_view line);
    [[nodiscard]] bool cut(std::string_view line, std::size_t offset);

    csv_parser m_parser{};
    char m_separator;
    CsvRows* m_rows = nullptr;
    std::size_t m_openFirst = 0; ///< first cell of the unfinished row
    std::uint64_t m_line = 1;
    std::uint64_t m_rowStart = 1;
    std::uint64_t m_tooLongRow = 0;
    bool m_lastReturn = false;
    bool m_tooLong = false;
    bool m_failed = false;
};

} // namespace tutela::geodata
