// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>

#include <cstdint>
#include <vector>

class QHeaderView;

namespace tutela::app::ui {

/// What a cell puts on the clipboard when its delegate paints it from something other than its text.
constexpr int kCopiedTextRole = Qt::UserRole + 100;

enum class Heads { No, Yes };

/// Copies what is selected in a table or tree as tab-separated text that a spreadsheet reads: the columns that are shown, in their order;
/// a cell that holds a tab or a line break stands in quotes. Ctrl+C and the context menu of the view ask for it. A view whose rows are
/// selected whole copies with heads by Ctrl+C, so that paste knows the columns again; one of single cells copies the cells alone.
/// It is a child of its view.
class RowCopier final : public QObject {
    Q_OBJECT
public:
    explicit RowCopier(QAbstractItemView& view);

    /// Copies the rows of which something is selected. Nothing selected, or more than session::kMostBulk rows, leaves the clipboard as it is.
    /// @returns how many rows
    std::int64_t copy(Heads heads);
    /// Copies all rows with heads, whether selected or not, those below a row of a tree after it.
    std::int64_t copyAll();

signals:
    /// What came of it, as a sentence.
    void told(const QString& sentence);

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] bool copiesWholeRows() const { return m_view.selectionBehavior() == QAbstractItemView::SelectRows; }
    void showMenu(QPoint at);
    std::int64_t put(const std::vector<QModelIndex>& rows, const std::vector<int>& columns, Heads heads, bool onlySelected);
    std::int64_t refuse();

    QAbstractItemView& m_view;
};

/// Columns that are shown, left to right.
[[nodiscard]] std::vector<int> shownColumns(const QHeaderView& header);

} // namespace tutela::app::ui
