// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_parser_p.h"

#include <tutela/core/error.h>
#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <algorithm>
#include <new>

namespace tutela::geodata {

namespace {
constexpr int kBetweenRows = 0; ///< libcsv's ROW_NOT_BEGUN
constexpr int kInsideCell = 2;  ///< libcsv's FIELD_BEGUN
constexpr char kQuote = '"';
} // namespace

CsvParser::CsvParser(char separator) : m_separator(separator)
{
    if (csv_init(&m_parser, CSV_REPALL_NL) != 0)
        throw std::bad_alloc{};
    csv_set_delim(&m_parser, static_cast<unsigned char>(separator));
    csv_set_space_func(&m_parser, [](unsigned char) { return 0; }); // cells are given untrimmed
    csv_set_blk_size(&m_parser, 4096);
}

void CsvParser::parse(std::string_view text, CsvRows& rows)
{
    m_rows = &rows;
    while (!text.empty()) {
        if (m_parser.pstate == kBetweenRows)
            text.remove_prefix(takePlainLines(text));
        const auto feed = text.find('\n');
        const auto line = feed == std::string_view::npos ? text : text.substr(0, feed + 1);
        if (csv_parse(&m_parser, line.data(), line.size(), onCell, onRow, this) != line.size() || m_failed)
            throw std::bad_alloc{};
        text.remove_prefix(line.size());
    }
    if (m_parser.entry_pos > kMaxTextBytes || m_tooLong)
        throw core::Error{core::ErrorCode::Limit,
                          fmt::format("The cell in the row that starts on line {} is longer than 1 MiB, the limit for one "
                                      "cell; look there for a quotation mark that is not closed.",
                                      m_tooLong ? m_tooLongRow : m_rowStart)};
    if (rows.cells.size() - m_openFirst > kMaxColumns)
        throw core::Error{core::ErrorCode::Limit,
                          fmt::format("The row on line {} has more than {} columns, the limit for one table.", m_rowStart,
                                      kMaxColumns)};
}

bool CsvParser::finish(CsvRows& rows)
{
    m_rows = &rows;
    const bool open = m_parser.quoted != 0 && m_parser.pstate == kInsideCell;
    if (csv_fini(&m_parser, onCell, onRow, this) != 0 || m_failed)
        throw std::bad_alloc{};
    return open;
}

void CsvParser::carryOver(CsvRows& rows)
{
    const auto from = m_openFirst == rows.cells.size() ? rows.text.size() : rows.cells[m_openFirst].from;
    rows.text.erase(0, from);
    rows.cells.erase(rows.cells.begin(), rows.cells.begin() + static_cast<std::ptrdiff_t>(m_openFirst));
    for (auto& cell : rows.cells)
        cell.from -= from;
    rows.lines.clear();
    m_openFirst = 0;
}

/// Bytes of the plain lines at the start of the text; the next line, if any, is for libcsv.
std::size_t CsvParser::takePlainLines(std::string_view text)
{
    std::size_t taken = 0;
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', taken)) {
        if (!takePlainLine(text.substr(taken, end - taken)))
            break;
        taken = end + 1;
    }
    return taken;
}

/// Adds the row of a line, given without its line feed; false, and nothing added, when libcsv has to look at it.
bool CsvParser::takePlainLine(std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (line.empty() || line.size() > kMaxTextBytes || line.find('\r') != std::string_view::npos)
        return false;
    if (!cut(line, m_rows->text.size())) {
        m_rows->cells.resize(m_openFirst);
        return false;
    }
    m_rows->text.append(line); // whole: one copy, and the cells leave the separators out
    m_lastReturn = false;
    endRow('\n');
    return true;
}

/// Adds the cells of a line that will stand at `offset`.
bool CsvParser::cut(std::string_view line, std::size_t offset)
{
    const bool quotes = line.find(kQuote) != std::string_view::npos;
    for (std::size_t at = 0;; ++at) {
        const bool quoted = quotes && at < line.size() && line[at] == kQuote;
        at += quoted ? 1 : 0;
        const auto end = std::min(line.find(quoted ? kQuote : m_separator, at), line.size());
        if (quoted && (end == line.size() || (end + 1 < line.size() && line[end + 1] != m_separator)))
            return false;
        if (quotes && !quoted && line.substr(at, end - at).find(kQuote) != std::string_view::npos)
            return false;
        m_rows->cells.push_back({offset + at, end - at});
        at = quoted ? end + 1 : end;
        if (at == line.size())
            return true;
    }
}

void CsvParser::onCell(void* bytes, std::size_t length, void* self)
{
    static_cast<CsvParser*>(self)->addCell({static_cast<const char*>(bytes), length});
}

void CsvParser::onRow(int terminator, void* self) { static_cast<CsvParser*>(self)->endRow(terminator); }

void CsvParser::addCell(std::string_view cell) noexcept
{
    try {
        if (cell.size() > kMaxTextBytes && !m_tooLong) {
            m_tooLong = true;
            m_tooLongRow = m_rowStart;
        }
        m_rows->cells.push_back({m_rows->text.size(), cell.size()});
        m_rows->text.append(cell);
        m_lastReturn = false;
        countLines(cell);
    } catch (...) { // must not travel through libcsv
        m_failed = true;
    }
}

void CsvParser::countLines(std::string_view cell) noexcept
{
    if (cell.find('\n') == std::string_view::npos && cell.find('\r') == std::string_view::npos)
        return;
    for (std::size_t i = 0; i < cell.size(); ++i)
        m_line += cell[i] == '\n' || (cell[i] == '\r' && (i + 1 == cell.size() || cell[i + 1] != '\n')) ? 1 : 0;
}

void CsvParser::endRow(int terminator) noexcept
{
    try {
        const auto cells = m_rows->cells.size() - m_openFirst;
        if (cells > 0)
            m_rows->lines.push_back({m_rowStart, m_openFirst, cells});
        m_openFirst = m_rows->cells.size();
        // CR LF comes as two terminators but is one line break.
        if (!(terminator == '\n' && m_lastReturn))
            ++m_line;
        m_lastReturn = terminator == '\r';
        m_rowStart = m_line;
    } catch (...) {
        m_failed = true;
    }
}

} // namespace tutela::geodata
