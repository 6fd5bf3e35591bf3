// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files_p.h"
#include "ogr_p.h"
#include "table_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <deque>

namespace tutela::geodata {
namespace {

bool isNumber(std::string_view text)
{
    double value = 0.0;
    const auto* end = text.data() + text.size();
    const auto [at, failed] = std::from_chars(text.data(), end, value);
    return !text.empty() && failed == std::errc{} && at == end;
}

/// The driver gives dates as "2024/01/05 10:00:00" and numbers with the noise of binary fractions.
void tidy(std::string& text)
{
    const auto digit = [&](std::size_t i) { return std::isdigit(static_cast<unsigned char>(text[i])) != 0; };
    const bool dateShape = text.size() >= 10 && text[4] == '/' && text[7] == '/' && digit(0) && digit(1) && digit(2) && digit(3) &&
        digit(5) && digit(6) && digit(8) && digit(9) && (text.size() == 10 || (text.size() >= 19 && text[10] == ' '));
    if (dateShape) {
        text[4] = text[7] = '-';
        if (text.size() > 10)
            text[10] = 'T';
        return;
    }
    constexpr std::size_t kNoisy = 16; // 15 digits and the point are always exact
    if (text.size() > kNoisy && text.find_first_of(".eE") != std::string::npos && isNumber(text)) {
        double value = 0.0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        text = core::shortest(value);
    }
}

struct SheetRow {
    std::uint64_t number = 0;
    std::vector<std::string> cells;

    /// Columns up to the last cell that is not empty.
    [[nodiscard]] std::size_t width() const
    {
        const auto last = std::find_if(cells.rbegin(), cells.rend(), [](const auto& c) { return !c.empty(); });
        return static_cast<std::size_t>(cells.rend() - last);
    }
    [[nodiscard]] std::size_t filled() const
    {
        return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const auto& c) { return !c.empty(); }));
    }
};

/// One sheet. Titles above the table are skipped: the header is the first row that is nearly as wide as the widest of the
/// first rows.
class WorkbookTable final : public TableReader::Backend {
public:
    WorkbookTable(const Source& source, const TableOptions& options)
        : m_source(source), m_progress(options.progress), m_opened(openForeign(source, OpenAs::Vector))
    {
        const auto layers = plainLayers(source, m_opened);
        const auto chosen = chosenLayer(source, layers, options.sheet.empty() ? options.layer : options.sheet);
        m_layer = chosen.layer;
        info.format = m_opened.format;
        info.layer = chosen.name;
        for (const auto& named : layers)
            info.layers.push_back(named.name);
        m_fields = static_cast<std::size_t>(m_layer->GetLayerDefn()->GetFieldCount());
        if (m_fields > kMaxColumns)
            refuse(source, fmt::format("The sheet has more than {} columns, the limit for one table.", kMaxColumns),
                   core::ErrorCode::Limit);
        findHeader(options.headerRow);
    }

    bool next(Row& row) override
    {
        m_progress.check();
        do {
            if (!m_ahead.empty()) {
                m_row = std::move(m_ahead.front());
                m_ahead.pop_front();
            } else if (!read(m_row)) {
                return false;
            }
        } while (m_row.filled() == 0);
        if (++m_count > kMaxFeatures)
            refuse(m_source, "The sheet has more than 5 000 000 rows, the limit for one table.", core::ErrorCode::Limit);
        row.number = m_row.number;
        row.geometry = nullptr;
        row.problem = {};
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            m_cells[i] = m_row.cells[i];
        for (std::size_t i = m_cells.size(); i < m_row.cells.size(); ++i)
            if (!m_row.cells[i].empty())
                row.problem = "The row has more cells than the header.";
        row.cells = m_cells;
        return true;
    }

private:
    bool read(SheetRow& row)
    {
        const ErrorCapture errors;
        const std::unique_ptr<OGRFeature> feature{m_layer->GetNextFeature()};
        if (!feature) {
            if (errors.failed())
                refuse(m_source, "The workbook is damaged." + errors.detail());
            return false;
        }
        row.number = static_cast<std::uint64_t>(feature->GetFID());
        row.cells.resize(m_fields);
        for (std::size_t i = 0; i < m_fields; ++i) {
            auto& cell = row.cells[i];
            fieldText(*feature, static_cast<int>(i), cell);
            if (cell.size() > kMaxTextBytes)
                refuse(m_source, fmt::format("A cell of row {} is longer than 1 MiB, the limit for one cell.", row.number),
                       core::ErrorCode::Limit);
            tidy(cell);
        }
        return true;
    }

    /// @param asked  the row that holds it; 0 = the first that is nearly as wide as the widest
    void findHeader(std::uint64_t asked)
    {
        constexpr std::size_t kLook = 50;
        SheetRow row;
        std::size_t widest = 0;
        while (m_ahead.size() < kLook && read(row)) {
            if (row.number < asked)
                continue;
            widest = std::max(widest, row.filled());
            m_ahead.push_back(row);
        }
        if (widest == 0)
            refuse(m_source, asked == 0 ? "The sheet holds no row; choose another sheet."
                                        : fmt::format("The sheet holds no row from row {} on, which should hold the headings.", asked));
        while (asked == 0 && m_ahead.size() > 1 && m_ahead.front().filled() * 10 < widest * 6)
            m_ahead.pop_front();
        auto header = std::move(m_ahead.front());
        m_ahead.pop_front();
        // A column without a title still counts when the first rows use it.
        std::size_t used = header.width();
        for (const auto& ahead : m_ahead)
            used = std::max(used, ahead.width());
        header.cells.resize(used);
        info.headerNumber = header.number;
        if (header.number > 1)
            info.notes.push_back(fmt::format("The header was found in row {}; rows above it were not read.", header.number));
        info.columns = columnNames(std::move(header.cells));
        m_cells.resize(info.columns.size());
    }

    Source m_source;
    core::Progress m_progress;
    Opened m_opened;
    OGRLayer* m_layer = nullptr;
    std::size_t m_fields = 0;
    std::deque<SheetRow> m_ahead;
    SheetRow m_row;
    std::uint64_t m_count = 0;
    std::vector<std::string_view> m_cells;
};

} // namespace

TableBackend openWorkbook(const Source& source, const TableOptions& options)
{
    return std::make_unique<WorkbookTable>(source, options);
}

} // namespace tutela::geodata
