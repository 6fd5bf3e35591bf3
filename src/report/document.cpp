// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_p.h"

#include <QPainter>

#include <algorithm>

namespace tutela::report {

double Document::text(const TextBlock& block, double x, double y, int from, int to)
{
    const int last = to < 0 ? block.lines() : to;
    if (block.lines() == 0 || last <= from)
        return 0.0;
    const double height = (last - from) * block.lineHeight();
    m_boxes.push_back({pageCount() - 1, QRectF{x + block.inkLeft(), y, block.naturalWidth(), height}, block.text()});
    draw([block, x, y, from, last](QPainter& painter) { block.paint(painter, {x, y}, from, last); });
    return height;
}

void Document::line(double x1, double y1, double x2, double y2, const QColor& color, double width)
{
    draw([=](QPainter& painter) {
        painter.setPen(QPen{color, width, Qt::SolidLine, Qt::FlatCap});
        painter.drawLine(QPointF{x1, y1}, QPointF{x2, y2});
    });
}

void Document::fill(const QRectF& rect, const QColor& color, double radius)
{
    draw([=](QPainter& painter) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        if (radius > 0.0)
            painter.drawRoundedRect(rect, radius, radius);
        else
            painter.drawRect(rect);
    });
}

void Document::bookmark(std::string title, int level, double y)
{
    m_bookmarks.push_back({std::move(title), level, pageCount() - 1, y});
}

void Document::replacePage(int page, const Document& other)
{
    m_pages.at(static_cast<std::size_t>(page)) = other.m_pages.front();
    std::erase_if(m_boxes, [page](const TextBox& box) { return box.page == page; });
    const auto at = std::find_if(m_boxes.begin(), m_boxes.end(), [page](const TextBox& box) { return box.page > page; });
    std::vector<TextBox> boxes;
    for (TextBox box : other.m_boxes)
        if (box.page == 0) {
            box.page = page;
            boxes.push_back(std::move(box));
        }
    m_boxes.insert(at, boxes.begin(), boxes.end());
}

int Document::pageOf(std::string_view title) const
{
    for (const auto& mark : m_bookmarks)
        if (mark.title == title)
            return mark.page + 1;
    return 0;
}

} // namespace tutela::report
