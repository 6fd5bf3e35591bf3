// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoding_p.h"
#include "files_p.h"
#include "table_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/limits.h>

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>

namespace tutela::geodata {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 17;

/// Rows parsed from some pieces of text. All cells lie in one buffer, so that a million rows allocate nothing.
struct Batch {
    struct Line {
        std::uint64_t number = 0;
        std::size_t firstCell = 0;
        std::size_t cells = 0;
    };
    std::string text;
    std::vector<std::size_t> ends; ///< end of each cell in text
    std::vector<Line> lines;

    void clear()
    {
        text.clear();
        ends.clear();
        lines.clear();
    }
    [[nodiscard]] std::string_view cell(std::size_t index) const
    {
        const auto from = index == 0 ? 0 : ends[index - 1];
        return std::string_view{text}.substr(from, ends[index] - from);
    }
};

/// libcsv as a source of rows with the line numbers that an editor shows.
class CsvParser {
public:
    explicit CsvParser(char separator)
    {
        if (csv_init(&m_parser, CSV_REPALL_NL) != 0)
            throw std::bad_alloc{};
        csv_set_delim(&m_parser, static_cast<unsigned char>(separator));
        csv_set_space_func(&m_parser, [](unsigned char) { return 0; }); // cells are given untrimmed
        csv_set_blk_size(&m_parser, 4096);
    }
    ~CsvParser() { csv_free(&m_parser); }
    CsvParser(const CsvParser&) = delete;
    CsvParser& operator=(const CsvParser&) = delete;

    /// Adds the rows that end in this text to the batch. @throws core::Error{Limit} for a cell above kMaxTextBytes.
    void parse(std::string_view text, Batch& batch)
    {
        m_batch = &batch;
        const auto done = csv_parse(&m_parser, text.data(), text.size(), onCell, onRow, this);
        if (m_failed || done != text.size())
            throw std::bad_alloc{};
        if (m_parser.entry_pos > kMaxTextBytes || m_tooLong)
            throw core::Error{core::ErrorCode::Limit,
                              fmt::format("The cell in the row that starts on line {} is longer than 1 MiB, the limit for one "
                                          "cell; look there for a quotation mark that is not closed.",
                                          m_tooLong ? m_tooLongRow : m_rowStart)};
        if (batch.ends.size() - m_openFirst > kMaxColumns)
            throw core::Error{core::ErrorCode::Limit,
                              fmt::format("The row on line {} has more than {} columns, the limit for one table.", m_rowStart,
                                          kMaxColumns)};
    }
    /// Ends the text. True when it ended inside quotes.
    bool finish(Batch& batch)
    {
        m_batch = &batch;
        constexpr int kInsideField = 2; // libcsv's FIELD_BEGUN
        const bool open = m_parser.quoted != 0 && m_parser.pstate == kInsideField;
        if (csv_fini(&m_parser, onCell, onRow, this) != 0 || m_failed)
            throw std::bad_alloc{};
        return open;
    }
    /// The cells of an unfinished row move to the front of a cleared batch.
    void carryOver(Batch& batch)
    {
        const auto from = m_openFirst == 0 ? 0 : batch.ends[m_openFirst - 1];
        batch.text.erase(0, from);
        batch.ends.erase(batch.ends.begin(), batch.ends.begin() + static_cast<std::ptrdiff_t>(m_openFirst));
        for (auto& end : batch.ends)
            end -= from;
        batch.lines.clear();
        m_openFirst = 0;
    }

private:
    static void onCell(void* bytes, std::size_t length, void* self)
    {
        static_cast<CsvParser*>(self)->addCell({static_cast<const char*>(bytes), length});
    }
    static void onRow(int terminator, void* self) { static_cast<CsvParser*>(self)->endRow(terminator); }

    void addCell(std::string_view cell) noexcept
    {
        try {
            if (cell.size() > kMaxTextBytes && !m_tooLong) {
                m_tooLong = true;
                m_tooLongRow = m_rowStart;
            }
            m_batch->text.append(cell);
            m_batch->ends.push_back(m_batch->text.size());
            m_lastReturn = false;
            countLines(cell);
        } catch (...) { // must not travel through libcsv
            m_failed = true;
        }
    }
    void countLines(std::string_view cell) noexcept
    {
        if (std::memchr(cell.data(), '\n', cell.size()) == nullptr && std::memchr(cell.data(), '\r', cell.size()) == nullptr)
            return;
        for (std::size_t i = 0; i < cell.size(); ++i)
            m_line += cell[i] == '\n' || (cell[i] == '\r' && (i + 1 == cell.size() || cell[i + 1] != '\n')) ? 1 : 0;
    }
    void endRow(int terminator) noexcept
    {
        try {
            const auto cells = m_batch->ends.size() - m_openFirst;
            if (cells > 0)
                m_batch->lines.push_back({m_rowStart, m_openFirst, cells});
            m_openFirst = m_batch->ends.size();
            // CR LF comes as two terminators but is one line break.
            if (!(terminator == '\n' && m_lastReturn))
                ++m_line;
            m_lastReturn = terminator == '\r';
            m_rowStart = m_line;
        } catch (...) {
            m_failed = true;
        }
    }

    csv_parser m_parser{};
    Batch* m_batch = nullptr;
    std::size_t m_openFirst = 0;
    std::uint64_t m_line = 1;
    std::uint64_t m_rowStart = 1;
    std::uint64_t m_tooLongRow = 0;
    bool m_lastReturn = false;
    bool m_tooLong = false;
    bool m_failed = false;
};

/// How well a separator cuts the first rows: columns of the most frequent width times the share of rows that have it.
double separatorScore(std::string_view sample, char separator)
{
    CsvParser parser{separator};
    Batch batch;
    parser.parse(sample, batch);
    std::map<std::size_t, std::size_t> widths;
    constexpr std::size_t kRows = 60;
    const auto rows = std::min(batch.lines.size(), kRows);
    for (std::size_t i = 0; i < rows; ++i)
        ++widths[batch.lines[i].cells];
    double best = 0.0;
    for (const auto& [width, count] : widths)
        if (width > 1)
            best = std::max(best, static_cast<double>(width) * static_cast<double>(count) * static_cast<double>(count));
    return rows == 0 ? 0.0 : best / static_cast<double>(rows * rows);
}

char foundSeparator(std::string_view sample)
{
    char best = ',';
    double highest = 0.0;
    for (const char candidate : {',', ';', '\t', '|'}) {
        const double score = separatorScore(sample, candidate);
        if (score > highest) {
            highest = score;
            best = candidate;
        }
    }
    return best;
}

class DelimitedTable final : public TableReader::Backend {
public:
    DelimitedTable(const Source& source, const TableOptions& options)
        : m_source(source), m_size(checkedSize(source)), m_scan(scanText(source, options.encoding)),
          m_decoder(m_scan.encoding), m_reader(source), m_buffer(kPiece), m_progress(options.progress)
    {
        info.format = Format::DelimitedText;
        info.encoding = encodingName(m_scan.encoding);
        noteEncoding();
        if (m_scan.markBytes > 0)
            m_reader.read(std::span{m_buffer}.first(m_scan.markBytes));
        const auto first = piece();
        info.separator = options.separator != 0 ? options.separator : foundSeparator(first);
        m_parser.emplace(info.separator);
        m_parser->parse(first, m_batch);
        readHeader();
    }

    bool next(Row& row) override
    {
        if (m_line == m_batch.lines.size() && !refill())
            return false;
        if (++m_rows > kMaxFeatures)
            refuse(m_source, "The table has more than 5 000 000 rows, the limit for one table; split it.", core::ErrorCode::Limit);
        fill(row, m_batch.lines[m_line++]);
        return true;
    }

private:
    void noteEncoding()
    {
        if (m_scan.encoding == Encoding::Cp1252 && !m_scan.marked)
            info.notes.push_back("The text is not UTF-8; it was read as CP1252 (Western European). Check names with accents.");
        if (m_scan.badPlaces > 0)
            info.notes.push_back(fmt::format("In {} places the text is not valid {}; they are shown as \xEF\xBF\xBD.",
                                             m_scan.badPlaces, info.encoding));
    }

    std::string_view piece()
    {
        const auto count = m_reader.read(m_buffer);
        m_ended = count < m_buffer.size();
        return m_decoder.decode({m_buffer.data(), count});
    }

    void readHeader()
    {
        if (m_batch.lines.empty() && !refill())
            refuse(m_source, "The file holds no row; it is empty or only white space.");
        const auto line = m_batch.lines[m_line++];
        std::vector<std::string> header;
        for (std::size_t i = 0; i < line.cells; ++i)
            header.push_back(repaired(m_batch.cell(line.firstCell + i)));
        if (header.size() > kMaxColumns)
            refuse(m_source, fmt::format("The table has more than {} columns, the limit for one table.", kMaxColumns),
                   core::ErrorCode::Limit);
        info.headerNumber = line.number;
        info.columns = columnNames(std::move(header));
        m_cells.resize(info.columns.size());
    }

    /// Parses until at least one more row is whole; false at the end.
    bool refill()
    {
        m_parser->carryOver(m_batch);
        m_line = 0;
        while (m_batch.lines.empty() && !m_finished) {
            if (m_ended) {
                m_openQuote = m_parser->finish(m_batch);
                m_finished = true;
            } else {
                m_progress.step(static_cast<double>(m_reader.position()) / static_cast<double>(m_size));
                m_parser->parse(piece(), m_batch);
            }
        }
        return !m_batch.lines.empty();
    }

    std::string repaired(std::string_view cell) const
    {
        return m_scan.badPlaces > 0 && m_scan.encoding == Encoding::Utf8 ? repairedUtf8(cell) : std::string{cell};
    }

    void fill(Row& row, const Batch::Line& line)
    {
        row.number = line.number;
        row.geometry = nullptr;
        row.problem = {};
        const auto shared = std::min(line.cells, m_cells.size());
        for (std::size_t i = 0; i < shared; ++i)
            m_cells[i] = m_batch.cell(line.firstCell + i);
        std::fill(m_cells.begin() + static_cast<std::ptrdiff_t>(shared), m_cells.end(), std::string_view{});
        for (std::size_t i = shared; i < line.cells; ++i)
            if (!m_batch.cell(line.firstCell + i).empty())
                row.problem = "The row has more cells than the header.";
        if (m_openQuote && m_line == m_batch.lines.size())
            row.problem = "A quotation mark in this row is never closed.";
        if (m_scan.badPlaces > 0 && m_scan.encoding == Encoding::Utf8)
            repairRow(row);
        row.cells = m_cells;
    }
    void repairRow(Row& row)
    {
        m_repaired.clear();
        m_repaired.reserve(m_cells.size()); // views into the strings must stay
        for (auto& cell : m_cells) {
            if (core::isUtf8(cell))
                continue;
            m_repaired.push_back(repairedUtf8(cell));
            cell = m_repaired.back();
            row.problem = "A text in this row is not valid UTF-8.";
        }
    }

    Source m_source;
    std::uint64_t m_size;
    TextScan m_scan;
    TextDecoder m_decoder;
    ByteReader m_reader;
    std::vector<char> m_buffer;
    core::Progress m_progress;
    std::optional<CsvParser> m_parser;
    Batch m_batch;
    std::size_t m_line = 0;
    std::uint64_t m_rows = 0;
    bool m_ended = false;
    bool m_finished = false;
    bool m_openQuote = false;
    std::vector<std::string_view> m_cells;
    std::vector<std::string> m_repaired;
};

} // namespace

TableBackend openDelimited(const Source& source, const TableOptions& options)
{
    if (!options.layer.empty() || !options.sheet.empty())
        refuse(source, "A text file is one table without layers or sheets; leave the name of the layer or sheet away.", core::ErrorCode::Usage);
    try {
        return std::make_unique<DelimitedTable>(source, options);
    } catch (const core::Error& error) {
        throw error.where().empty() ? error.within(source.name()) : error;
    }
}

} // namespace tutela::geodata
