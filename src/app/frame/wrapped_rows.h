// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>
#include <QStyledItemDelegate>

namespace tutela::app {

/// Rows of a list as high as their whole texts: the list's own hint forgets boxes and paddings, and the last line is cut.
class WrappedRows final : public QStyledItemDelegate {
public:
    /// @param around  pixels of a row that are not text: paddings, and a box to tick where there is one
    WrappedRows(QListWidget* list, int around) : QStyledItemDelegate(list), m_list(*list), m_around(around) {}
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        constexpr int kLeast = 60, kAbove = 10;
        const QRect room{0, 0, std::max(kLeast, m_list.viewport()->width() - m_around), 10'000};
        const int text = QFontMetrics{m_list.font()}.boundingRect(room, Qt::TextWordWrap, index.data().toString()).height();
        return {kLeast, std::max(QStyledItemDelegate::sizeHint(option, index).height(), text + kAbove)};
    }

private:
    const QListWidget& m_list;
    int m_around;
};

} // namespace tutela::app
