// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "column_room.h"

#include "table_tools.h"

#include <QEvent>
#include <QHeaderView>
#include <QTimer>

#include <algorithm>
#include <numeric>
#include <utility>

namespace tutela::app {

ColumnRoom::ColumnRoom(QTableView& table, std::set<int> whole) : QObject(&table), m_table(table), m_whole(std::move(whole))
{
    for (int column = 0; column < table.model()->columnCount(); ++column)
        m_first[column] = table.isColumnHidden(column) ? table.horizontalHeader()->defaultSectionSize() : table.columnWidth(column);
    table.viewport()->installEventFilter(this);
    table.horizontalHeader()->viewport()->installEventFilter(this);
    connect(table.model(), &QAbstractItemModel::modelReset, this, &ColumnRoom::ask);
    connect(table.model(), &QAbstractItemModel::layoutChanged, this, &ColumnRoom::ask);
    connect(table.model(), &QAbstractItemModel::rowsInserted, this, &ColumnRoom::ask);
    connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        if (m_sharing)
            return;
        if (before == 0 || now == 0)
            ask(); // a column was shown or hidden
        else if (m_pressed)
            m_byPerson = true;
    });
    ask();
}

bool ColumnRoom::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_table.viewport())
        // A double click on a border, which fits the column to its texts, is a wish as a drag is.
        m_pressed = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick || (m_pressed && event->type() != QEvent::MouseButtonRelease);
    else if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        ask();
    return QObject::eventFilter(watched, event);
}

/// Once for all that changes in one turn of the event loop.
void ColumnRoom::ask()
{
    if (std::exchange(m_asked, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_asked = false;
        share();
    });
}

/// The width in which no text in view is cut.
int ColumnRoom::wanted(int column) const
{
    constexpr int kAround = 24, kMostRows = 100;
    const auto& model = *m_table.model();
    const int from = std::max(0, m_table.rowAt(0)), below = m_table.rowAt(m_table.viewport()->height() - 1);
    const int to = std::min(below < 0 ? model.rowCount() - 1 : below, from + kMostRows);
    int width = 0;
    for (int row = from; row <= to; ++row)
        width = std::max(width, m_table.fontMetrics().horizontalAdvance(model.index(row, column).data().toString()) + kAround);
    return width;
}

bool ColumnRoom::isOfNumbers(int column) const
{
    const auto& model = *m_table.model();
    return model.rowCount() > 0 && (model.index(std::max(0, m_table.rowAt(0)), column).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
}

/// What a column has before what is left is shared: numbers need no more than those in view, or a usual one out of view, and their head.
int ColumnRoom::least(int column) const
{
    constexpr int kAround = 24;
    const int first = m_first.at(column);
    if (isOfNumbers(column))
        return std::max({m_table.fontMetrics().horizontalAdvance(QStringLiteral("9 999 999")) + kAround, wanted(column), m_table.horizontalHeader()->sectionSizeHint(column)});
    return m_whole.contains(column) ? std::max(first, wanted(column)) : first;
}

void ColumnRoom::share()
{
    const auto columns = shownColumns(m_table);
    if (m_byPerson || !m_table.isVisible() || columns.empty())
        return;
    auto* header = m_table.horizontalHeader();
    const auto leftBy = [&](const std::map<int, int>& widths) {
        return std::accumulate(columns.begin(), columns.end(), m_table.viewport()->width(), [&](int left, int column) { return left - widths.at(column); });
    };
    constexpr double kMost = 2.5; // of its first width
    auto base = m_first, whole = m_first;
    for (const int column : columns) {
        base[column] = least(column);
        whole[column] = std::max(base[column], std::min(wanted(column), static_cast<int>(kMost * m_first[column])));
    }
    if (leftBy(whole) < 0) // too narrow for all: none keeps room that its texts do not need
        for (const int column : columns)
            base[column] = std::min(base[column], std::max(wanted(column), header->sectionSizeHint(column)));
    int room = std::max(0, leftBy(base));
    const bool scrolls = leftBy(base) < 0; // where it scrolls anyway, a whole word is worth more than a narrower table
    m_sharing = true;
    const bool stretches = header->stretchLastSection();
    header->setStretchLastSection(false); // the last column takes its part before it takes what nobody needs
    for (const int column : columns) {
        const int most = static_cast<int>(kMost * m_first[column]) - base[column];
        const int more = std::clamp(wanted(column) - base[column], 0, std::max(0, scrolls ? most : std::min(room, most)));
        m_table.setColumnWidth(column, base[column] + more);
        room -= more;
    }
    header->setStretchLastSection(stretches);
    m_sharing = false;
}

} // namespace tutela::app
