// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow_p.h"

#include <QPainter>

#include <algorithm>

namespace tutela::report {

void Flow::startSection(const std::string& section, const std::string& bookmark, int level)
{
    m_section = section;
    newPage();
    m_document.bookmark(bookmark.empty() ? section : bookmark, level, 0.0);
}

void Flow::continueSection(const std::string& section, double need)
{
    if (room() < need) {
        startSection(section);
        return;
    }
    m_section = section;
    m_y += 16.0;
    m_document.bookmark(section, 0, m_y);
}

void Flow::newPage()
{
    m_columns.deepest = std::max(m_columns.deepest, m_y);
    if (m_columns.current + 1 < m_columns.count) {
        ++m_columns.current;
        m_left += m_width + m_columns.gap;
        m_y = m_top;
        return;
    }
    m_document.addPage(m_section);
    m_top = m_y = m_columns.deepest = sheet::kTop;
    if (m_columns.count > 1)
        m_left = m_columns.left;
    m_columns.current = 0;
}

void Flow::ensure(double height)
{
    if (height > room() && !atTop())
        newPage();
}

void Flow::beginColumns(int count, double gap)
{
    m_columns = {count, 0, m_left, m_width, gap, m_y};
    m_width = (m_width - gap * (count - 1)) / count;
    m_top = m_y;
}

void Flow::endColumns()
{
    m_y = std::max(m_columns.deepest, m_y);
    m_left = m_columns.left;
    m_width = m_columns.full_width;
    m_columns = {};
    m_top = sheet::kTop;
}

void Flow::title(std::string_view text, double widthShare)
{
    // A message at the head of a page is larger than one within it.
    const Style style = atTop() ? style::kTitle : style::kTitle.sized(14.0);
    m_y += m_document.text(text, style, m_left, m_y, m_width * widthShare) + (atTop() ? 10.0 : 5.0);
}

void Flow::heading(std::string_view text, std::string_view note, double keepWithNext)
{
    const double noteWidth = note.empty() ? 0.0 : m_width * 0.42;
    const TextBlock head{text, style::kSection, m_width - noteWidth};
    ensure(head.height() + 12.0 + keepWithNext);
    m_y += atTop() ? 0.0 : 10.0;
    if (!note.empty()) {
        const TextBlock side{note, style::kHead.with(Align::Right), noteWidth};
        m_document.text(side, m_left + m_width - noteWidth, m_y + head.height() - side.height() - 1.5);
    }
    m_y += m_document.text(head, m_left, m_y) + 3.0;
    m_document.line(m_left, m_y, m_left + m_width, m_y, palette::kInk, 0.8);
    m_y += 5.0;
}

void Flow::subHeading(std::string_view text, double keepWithNext)
{
    const TextBlock block{text, style::kSub, m_width};
    ensure(block.height() + keepWithNext);
    m_y += 7.0;
    m_y += m_document.text(block, m_left, m_y) + 2.0;
}

void Flow::paragraph(std::string_view text, const Style& style, double indent, std::string_view lead)
{
    const TextBlock block{text, style, m_width - indent, lead};
    int from = 0;
    while (from < block.lines()) {
        const int left = block.lines() - from;
        int fit = static_cast<int>(room() / block.lineHeight());
        if (fit < std::min(left, 2)) { // no lone line at the foot of a page
            newPage();
            fit = static_cast<int>(room() / block.lineHeight());
        }
        int take = std::min(left, std::max(fit, 1));
        if (left - take == 1 && take > 2)
            --take; // no lone line at the head of the next
        m_y += m_document.text(block, m_left + indent, m_y, from, from + take);
        from += take;
        if (from < block.lines())
            newPage();
    }
    m_y += 4.0;
}

void Flow::bullets(const std::vector<std::string>& items, const Style& style)
{
    for (const auto& item : items) {
        ensure(style.size * style.leading * 2);
        const double y = m_y + style.size * style.leading / 2.0;
        const double x = m_left + 3.0;
        m_document.draw([x, y](QPainter& painter) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(palette::kText3);
            painter.drawEllipse(QPointF{x, y}, 1.4, 1.4);
        });
        paragraph(item, style, 11.0);
        m_y -= 1.0;
    }
}

void Flow::labelled(std::string_view label, std::string_view text, const Style& style, double labelWidth)
{
    ensure(style.size * style.leading * 2);
    const TextBlock name{label, style::kGrey, labelWidth - 8.0};
    const int page = m_document.pageCount();
    const double top = m_y;
    m_document.text(name, m_left, m_y);
    paragraph(text, style, labelWidth);
    if (m_document.pageCount() == page)
        m_y = std::max(m_y, top + name.height() + 4.0);
}

void Flow::box(std::string_view label, std::string_view text)
{
    const double labelWidth = 106.0;
    const double pad = 10.0;
    const TextBlock name{label, style::kSub, labelWidth - 10.0};
    const TextBlock body{text, style::kGrey, m_width - labelWidth - 2 * pad};
    const double height = std::max(name.height(), body.height()) + 2 * pad - 2.0;
    ensure(height);
    m_document.fill({m_left, m_y, m_width, height}, palette::kBox, 3.0);
    m_document.text(name, m_left + pad, m_y + pad - 1.0);
    m_document.text(body, m_left + pad + labelWidth, m_y + pad - 1.0);
    m_y += height + 6.0;
}

} // namespace tutela::report
