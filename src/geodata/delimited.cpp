// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_parser_p.h"
#include "encoding_p.h"
#include "files_p.h"
#include "table_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace tutela::geodata {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 17;

/// How well a separator cuts the first rows: columns of the most frequent width times the share of rows that have it.
double separatorScore(std::string_view sample, char separator)
{
    CsvParser parser{separator};
    CsvRows batch;
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
          m_decoder(m_scan.encoding), m_reader(source), m_buffer(kPiece), m_progress(options.progress), m_headerRow(options.headerRow)
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
        const auto more = [this] { return m_line < m_batch.lines.size() || refill(); };
        if (!more())
            refuse(m_source, "The file holds no row; it is empty or only white space.");
        while (m_batch.lines[m_line].number < m_headerRow) {
            ++m_line;
            if (!more())
                refuse(m_source, fmt::format("The file ends before row {}, which should hold the headings.", m_headerRow));
        }
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

    void fill(Row& row, const CsvRows::Line& line)
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
    std::uint64_t m_headerRow;
    std::optional<CsvParser> m_parser;
    CsvRows m_batch;
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
