// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document_p.h"
#include "marks_p.h"

#include <string>
#include <string_view>
#include <vector>

namespace tutela::report {

/// One paragraph of a cell, with an optional mark in front of its first line.
struct Para {
    std::string text;
    Style style;
    Mark mark = Mark::None;
    QColor mark_color = palette::kText2; ///< of arrows
};
using Cell = std::vector<Para>;

struct Column {
    double width = 0.0; ///< points, gap to the next column included
    std::string head;
    Align align = Align::Leading;
};

struct Row {
    std::vector<Cell> cells; ///< one for each column; one cell alone spans the row
    bool rule = true;        ///< a grey line below
};

struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;
    double pad = 5.0;       ///< above and below the text of a row
    double gap = 8.0;       ///< kept free at the right of each column
    double mark_size = 11.0;
    std::string empty = "None."; ///< printed instead of rows when there are none
};

/// Running text: a cursor that goes down the page and opens the next one when it is full. Long paragraphs and rows
/// continue on the next page; heads of tables are repeated there.
class Flow {
public:
    Flow(Document& document, double left = sheet::kLeft, double width = sheet::kTextWidth)
        : m_document(document), m_left(left), m_width(width) {}

    /// Opens a page of a section; `bookmark` empty = the section's name.
    void startSection(const std::string& section, const std::string& bookmark = {}, int level = 0);
    /// Starts a section below the last one where `need` points are left, else on a page of its own.
    void continueSection(const std::string& section, double need);
    /// The next column, or the next page after the last column.
    void newPage();
    void ensure(double height);
    /// From here text fills columns, one after the other, page by page.
    void beginColumns(int count, double gap = 20.0);
    /// Back to the full width, below the deepest column.
    void endColumns();
    void gap(double height) { m_y += height; }
    void title(std::string_view text, double widthShare = 1.0);
    /// Section head with the ink rule below; `note` stands at its right.
    void heading(std::string_view text, std::string_view note = {}, double keepWithNext = 62.0);
    void subHeading(std::string_view text, double keepWithNext = 30.0);
    void paragraph(std::string_view text, const Style& style = style::kBody, double indent = 0.0, std::string_view lead = {});
    void bullets(const std::vector<std::string>& items, const Style& style = style::kBody);
    /// A label in grey at the left, text at its right.
    void labelled(std::string_view label, std::string_view text, const Style& style = style::kBody, double labelWidth = 110.0);
    void table(const Table& table);
    /// Height of the rows of a table, its head not counted.
    [[nodiscard]] double heightOf(const Table& table) const;
    /// Grey box with a label and text.
    void box(std::string_view label, std::string_view text);

    [[nodiscard]] double y() const { return m_y; }
    void moveTo(double y) { m_y = y; }
    [[nodiscard]] double left() const { return m_left; }
    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double room() const { return sheet::kBottom - m_y; }
    /// Nothing stands yet on this page or column.
    [[nodiscard]] bool atTop() const { return m_y <= m_top + 1.0; }
    [[nodiscard]] Document& document() { return m_document; }

private:
    struct LaidRow;
    LaidRow layRow(const Table& table, const Row& row) const;
    void tableHead(const Table& table);
    void putRow(const Table& table, const LaidRow& row, bool rule);

    Document& m_document;
    double m_left, m_width;
    double m_y = sheet::kTop;
    double m_top = sheet::kTop; ///< of the columns on this page
    std::string m_section;
    struct Columns {
        int count = 1, current = 0;
        double left = 0.0, full_width = 0.0, gap = 0.0, deepest = 0.0;
    } m_columns;
};

} // namespace tutela::report
