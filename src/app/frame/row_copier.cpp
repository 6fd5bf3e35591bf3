// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_copier.h"

#include <tutela/session/bulk_edits.h>
#include <tutela/session/display.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTableView>
#include <QTreeView>

#include <algorithm>
#include <map>

namespace tutela::app::ui {

namespace {

/// The numbers of the rows that lead to an index: in their order a tree is read from top to bottom.
using Path = std::vector<int>;

Path pathOf(QModelIndex index)
{
    Path path;
    for (; index.isValid(); index = index.parent())
        path.push_back(index.row());
    std::reverse(path.begin(), path.end());
    return path;
}

const QHeaderView* headsOf(const QAbstractItemView& view)
{
    if (const auto* table = qobject_cast<const QTableView*>(&view))
        return table->horizontalHeader();
    const auto* tree = qobject_cast<const QTreeView*>(&view);
    return tree != nullptr ? tree->header() : nullptr;
}

/// The heads of the rows, where they are drawn.
const QHeaderView* rowHeadsOf(const QAbstractItemView& view)
{
    const auto* table = qobject_cast<const QTableView*>(&view);
    return table != nullptr && !table->verticalHeader()->isHidden() ? table->verticalHeader() : nullptr;
}

QString headOf(const QAbstractItemModel& model, int section, Qt::Orientation orientation) { return model.headerData(section, orientation, Qt::DisplayRole).toString(); }

QString textOf(const QModelIndex& cell)
{
    const QVariant given = cell.data(kCopiedTextRole);
    return (given.isValid() ? given : cell.data(Qt::DisplayRole)).toString();
}

/// Rows below a parent and those below each of them, until there are more than may be copied.
void addAll(const QAbstractItemModel& model, const QModelIndex& parent, std::vector<QModelIndex>& rows)
{
    for (int row = 0; row < model.rowCount(parent) && rows.size() <= session::kMostBulk; ++row) {
        rows.push_back(model.index(row, 0, parent));
        addAll(model, rows.back(), rows);
    }
}

} // namespace

std::vector<int> shownColumns(const QHeaderView& header)
{
    std::vector<int> columns;
    for (int visual = 0; visual < header.count(); ++visual)
        if (const int column = header.logicalIndex(visual); !header.isSectionHidden(column))
            columns.push_back(column);
    return columns;
}

RowCopier::RowCopier(QAbstractItemView& view) : QObject(&view), m_view(view)
{
    view.installEventFilter(this);
    view.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&view, &QWidget::customContextMenuRequested, this, &RowCopier::showMenu);
}

bool RowCopier::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
        return QObject::eventFilter(watched, event);
    copy(copiesWholeRows() ? Heads::Yes : Heads::No);
    return true;
}

void RowCopier::showMenu(QPoint at)
{
    auto* menu = new QMenu{&m_view};
    menu->setObjectName(QStringLiteral("copyMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString keys = QLatin1Char('\t') + QKeySequence{QKeySequence::Copy}.toString(QKeySequence::NativeText);
    const auto add = [&](const char* name, const QString& text, bool can) {
        auto* action = menu->addAction(text);
        action->setObjectName(QLatin1String{name});
        action->setEnabled(can);
        return action;
    };
    const bool selected = m_view.selectionModel() != nullptr && m_view.selectionModel()->hasSelection();
    connect(add("copyRows", copiesWholeRows() ? tr("&Copy") : tr("&Copy") + keys, selected), &QAction::triggered, this, [this] { copy(Heads::No); });
    connect(add("copyWithHeads", copiesWholeRows() ? tr("Copy with &heads") + keys : tr("Copy with &heads"), selected), &QAction::triggered, this, [this] { copy(Heads::Yes); });
    if (m_view.selectionMode() == QAbstractItemView::SingleSelection)
        connect(add("copyAll", tr("Copy &all rows"), m_view.model() != nullptr && m_view.model()->rowCount() > 0), &QAction::triggered, this, &RowCopier::copyAll);
    menu->popup(m_view.viewport()->mapToGlobal(at));
}

std::int64_t RowCopier::copy(Heads heads)
{
    if (m_view.selectionModel() == nullptr)
        return 0;
    const auto selection = m_view.selectionModel()->selection();
    std::int64_t height = 0;
    for (const auto& range : selection)
        height += range.height();
    if (height > static_cast<std::int64_t>(session::kMostBulk))
        return refuse();
    std::map<Path, QModelIndex> rows;
    std::vector<bool> touched(static_cast<std::size_t>(m_view.model()->columnCount()), copiesWholeRows());
    for (const auto& range : selection) {
        std::fill(touched.begin() + range.left(), touched.begin() + range.right() + 1, true);
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const QModelIndex first = m_view.model()->index(row, 0, range.parent());
            rows.emplace(pathOf(first), first);
        }
    }
    auto columns = shownColumns(*headsOf(m_view));
    std::erase_if(columns, [&](int column) { return !touched[static_cast<std::size_t>(column)]; });
    std::vector<QModelIndex> inOrder;
    for (const auto& [path, row] : rows)
        inOrder.push_back(row);
    return put(inOrder, columns, heads, !copiesWholeRows());
}

std::int64_t RowCopier::copyAll()
{
    std::vector<QModelIndex> rows;
    addAll(*m_view.model(), {}, rows);
    return rows.size() > session::kMostBulk ? refuse() : put(rows, shownColumns(*headsOf(m_view)), Heads::Yes, false);
}

std::int64_t RowCopier::put(const std::vector<QModelIndex>& rows, const std::vector<int>& columns, Heads heads, bool onlySelected)
{
    if (rows.empty())
        return 0;
    const auto& model = *m_view.model();
    const bool named = heads == Heads::Yes && rowHeadsOf(m_view) != nullptr;
    std::vector<QStringList> cells;
    if (heads == Heads::Yes) {
        cells.push_back(named ? QStringList{QString{}} : QStringList{});
        for (const int column : columns)
            cells.back() << headOf(model, column, Qt::Horizontal);
    }
    for (const QModelIndex& row : rows) {
        cells.push_back(named ? QStringList{headOf(model, row.row(), Qt::Vertical)} : QStringList{});
        for (const int column : columns) {
            const QModelIndex cell = row.siblingAtColumn(column);
            cells.back() << (onlySelected && !m_view.selectionModel()->isSelected(cell) ? QString{} : textOf(cell));
        }
    }
    // One cell alone goes into a line of text as it is, without the end of a row.
    const bool oneCell = onlySelected && cells.size() == 1 && cells.front().size() == 1;
    QGuiApplication::clipboard()->setText(oneCell ? cells.front().front() : session::textOfCells(cells));
    const auto count = static_cast<std::int64_t>(rows.size());
    emit told(count == 1 ? tr("1 row copied.") : tr("%1 rows copied.").arg(session::countText(count)));
    return count;
}

std::int64_t RowCopier::refuse()
{
    emit told(tr("At most %1 rows are copied at once; export the rest.").arg(session::countText(static_cast<std::int64_t>(session::kMostBulk))));
    return 0;
}

} // namespace tutela::app::ui
