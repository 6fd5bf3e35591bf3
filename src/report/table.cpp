// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow_p.h"

#include <QPainter>

#include <algorithm>

namespace tutela::report {
namespace {

/// One line of one paragraph of a cell: the piece in which rows are broken over pages.
struct Slice {
    const TextBlock* block = nullptr;
    int line = 0;
    double indent = 0.0;
    Mark mark = Mark::None;
    QColor mark_color;
    double width = 0.0;
};

} // namespace

struct Flow::LaidRow {
    struct LaidCell {
        double x = 0.0, width = 0.0; ///< x from the left of the table
        std::vector<TextBlock> blocks;
        std::vector<double> indents;
        const Cell* cell = nullptr;

        [[nodiscard]] std::vector<Slice> slices() const
        {
            std::vector<Slice> all;
            for (std::size_t i = 0; i < blocks.size(); ++i)
                for (int line = 0; line < blocks[i].lines(); ++line)
                    all.push_back({&blocks[i], line, indents[i], line == 0 ? (*cell)[i].mark : Mark::None,
                                   (*cell)[i].mark_color, width});
            return all;
        }
        [[nodiscard]] double height() const
        {
            double sum = 0.0;
            for (const auto& block : blocks)
                sum += block.height();
            return sum;
        }
    };
    std::vector<LaidCell> cells;

    [[nodiscard]] double height() const
    {
        double most = 0.0;
        for (const auto& cell : cells)
            most = std::max(most, cell.height());
        return most;
    }
};

Flow::LaidRow Flow::layRow(const Table& table, const Row& row) const
{
    LaidRow laid;
    const bool spans = row.cells.size() == 1;
    double x = 0.0;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
        const bool last = c + 1 == table.columns.size();
        LaidRow::LaidCell cell;
        cell.x = x;
        cell.width = spans ? m_width : table.columns[c].width - (last ? 0.0 : table.gap);
        cell.cell = &row.cells[c];
        for (const auto& para : row.cells[c]) {
            Style style = para.style;
            if (!spans && table.columns[c].align != Align::Leading)
                style.align = table.columns[c].align;
            // A word alone beside a mark in a right-aligned column keeps the mark to its left.
            const double indent = markAdvance(para.mark);
            cell.blocks.emplace_back(para.text, style, std::max(cell.width - indent, 10.0));
            cell.indents.push_back(indent);
        }
        laid.cells.push_back(std::move(cell));
        x += table.columns[c].width;
    }
    return laid;
}

void Flow::tableHead(const Table& table)
{
    const bool any = std::any_of(table.columns.begin(), table.columns.end(), [](const Column& c) { return !c.head.empty(); });
    if (!any)
        return;
    std::vector<TextBlock> heads;
    double height = 0.0;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const bool last = c + 1 == table.columns.size();
        heads.emplace_back(table.columns[c].head, style::kHead.with(table.columns[c].align),
                           table.columns[c].width - (last ? 0.0 : table.gap));
        height = std::max(height, heads.back().height());
    }
    double x = m_left;
    for (std::size_t c = 0; c < heads.size(); ++c) {
        m_document.text(heads[c], x, m_y + height - heads[c].height());
        x += table.columns[c].width;
    }
    m_y += height + 3.0;
    m_document.line(m_left, m_y, m_left + m_width, m_y, palette::kText3, 0.5);
}

void Flow::putRow(const Table& table, const LaidRow& row, bool rule)
{
    std::vector<std::vector<Slice>> slices;
    std::vector<std::size_t> next;
    for (const auto& cell : row.cells) {
        slices.push_back(cell.slices());
        next.push_back(0);
    }
    bool more = true;
    while (more) {
        more = false;
        m_y += table.pad;
        const double top = m_y;
        double deepest = top;
        for (std::size_t c = 0; c < slices.size(); ++c) {
            double y = top;
            while (next[c] < slices[c].size()) {
                const Slice& slice = slices[c][next[c]];
                const double height = slice.block->lineHeight();
                if (y + height > sheet::kBottom)
                    break;
                const double x = m_left + row.cells[c].x;
                m_document.text(*slice.block, x + slice.indent, y, slice.line, slice.line + 1);
                if (slice.mark != Mark::None)
                    m_document.draw([=, size = table.mark_size](QPainter& painter) {
                        const double half = markAdvance(slice.mark) > 15.0 ? size / 2.0 : 4.0;
                        paintMark(painter, slice.mark, {x + half, y + height / 2.0}, size, slice.mark_color);
                    });
                y += height;
                ++next[c];
            }
            deepest = std::max(deepest, y);
            more = more || next[c] < slices[c].size();
        }
        m_y = deepest + (more ? 0.0 : table.pad);
        if (more) {
            newPage();
            tableHead(table);
        }
    }
    if (rule)
        m_document.line(m_left, m_y, m_left + m_width, m_y, palette::kRule, 0.4);
}

double Flow::heightOf(const Table& table) const
{
    double height = 0.0;
    for (const auto& row : table.rows)
        height += layRow(table, row).height() + 2 * table.pad;
    return height;
}

void Flow::table(const Table& table)
{
    if (table.rows.empty()) {
        paragraph(table.empty, style::kGrey);
        return;
    }
    ensure(std::min(layRow(table, table.rows.front()).height() + 2 * table.pad + 26.0, sheet::kBottom - sheet::kTop));
    tableHead(table);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const Row& row = table.rows[r];
        const LaidRow laid = layRow(table, row);
        double height = laid.height() + 2 * table.pad;
        if (row.cells.size() == 1 && r + 1 < table.rows.size()) // a head among the rows stays with the row that follows
            height += layRow(table, table.rows[r + 1]).height() + 2 * table.pad;
        const double page = sheet::kBottom - sheet::kTop - 40.0;
        // A row that fits a page is not broken; a longer one starts here and goes on.
        if (height > room() && (height <= page || room() < 60.0)) {
            newPage();
            tableHead(table);
        }
        putRow(table, laid, row.rule);
    }
    m_y += 6.0;
}

} // namespace tutela::report
