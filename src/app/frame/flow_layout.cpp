// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "flow_layout.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tutela::app {

namespace {

/// What is wider than a row has the row for itself, as high as its texts need there when it can wrap.
QSize squeezed(const QLayoutItem& item, int width)
{
    width = std::max(width, 1);
    return {width, item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height()};
}

} // namespace

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const auto* item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

QSize FlowLayout::sizeHint() const
{
    QSize size{-m_horizontal, 0};
    for (const auto* item : m_items)
        if (!item->isEmpty())
            size = {size.width() + m_horizontal + item->sizeHint().width(), std::max(size.height(), item->sizeHint().height())};
    return size.expandedTo({0, 0});
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    laidOut(rect, true);
}

int FlowLayout::laidOut(const QRect& rect, bool place) const
{
    int x = rect.x(), y = rect.y(), row = 0;
    std::vector<std::pair<QLayoutItem*, QRect>> inRow;
    const auto endRow = [&] { // each in the middle of its row: a word beside a button stands where the button's word does
        if (place)
            for (const auto& [item, box] : inRow)
                item->setGeometry(box.translated(0, (row - box.height()) / 2));
        inRow.clear();
    };
    for (auto* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize wanted = item->sizeHint(), size = wanted.width() <= rect.width() ? wanted : squeezed(*item, rect.width());
        if (x > rect.x() && x + size.width() > rect.right() + 1) {
            endRow();
            x = rect.x();
            y += row + m_vertical;
            row = 0;
        }
        inRow.emplace_back(item, QRect{QPoint{x, y}, size});
        x += size.width() + m_horizontal;
        row = std::max(row, size.height());
    }
    endRow();
    return y + row - rect.y();
}

} // namespace tutela::app
