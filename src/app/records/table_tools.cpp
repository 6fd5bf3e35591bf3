// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table_tools.h"

#include "column_room.h"

#include "../frame/dialog_size.h"
#include "../frame/row_copier.h"
#include "../frame/wrapped_cells.h"

#include <tutela/session/display.h>

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableWidget>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

namespace {

constexpr int kShownRefusals = 500;

QString rowsText(std::int64_t count) { return count == 1 ? QObject::tr("1 row") : QObject::tr("%1 rows").arg(session::countText(count)); }

/// A number is read as everywhere else: "200 000".
QString shortText(const QString& text)
{
    constexpr qsizetype kMost = 80, kUngrouped = 4;
    bool isNumber = false;
    const auto number = text.toLongLong(&isNumber);
    return isNumber && text.size() > kUngrouped && QString::number(number) == text ? session::countText(number) : text.left(kMost);
}

void keepColumns(const QTableView& table, const QString& key) { QSettings{}.setValue(key, table.horizontalHeader()->saveState()); }

void showMenu(QTableView& table, const QString& key, int first, QPoint at)
{
    auto* header = table.horizontalHeader();
    auto* menu = new QMenu{&table};
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        auto* action = menu->addAction(table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!table.isColumnHidden(column));
        action->setEnabled(column != first);
        QObject::connect(action, &QAction::toggled, &table, [&table, key, column](bool show) {
            table.setColumnHidden(column, !show);
            if (show && table.columnWidth(column) < table.horizontalHeader()->minimumSectionSize() * 2)
                table.setColumnWidth(column, table.horizontalHeader()->defaultSectionSize());
            keepColumns(table, key);
        });
    }
    menu->popup(header->mapToGlobal(at));
}

void paste(Shell& shell, core::Kind kind, const session::PastePreview& preview)
{
    const auto rows = preview.changed + preview.added;
    try {
        shell.document.edit(preview.lines, QObject::tr("Paste %1: %2").arg(rowsText(rows), session::kindWordPlural(kind).toLower()));
        shell.messages.hide(QStringLiteral("paste"));
        shell.toasts.show(QObject::tr("%1 pasted.").arg(rowsText(rows)), {ui::undoAction(shell)});
    } catch (const core::Error& error) {
        shell.messages.show(QStringLiteral("paste"), MessageBar::Level::Warning, QObject::tr("Nothing was pasted: %1").arg(session::shown(error.message())));
    }
}

/// What of the clipboard is taken, what is refused and why.
void showPreview(Shell& shell, QWidget& parent, core::Kind kind, const session::PastePreview& preview)
{
    auto* dialog = new QDialog{parent.window()};
    dialog->setObjectName(QStringLiteral("pasteDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("Paste"));
    auto* column = new QVBoxLayout{dialog};
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    auto* summary = ui::label(QObject::tr("To change: %1. New: %2. Refused: %3 cells or rows.")
                                  .arg(rowsText(preview.changed), rowsText(preview.added), session::countText(static_cast<std::int64_t>(preview.refused.size()))),
                              "heading", dialog, true);
    summary->setObjectName(QStringLiteral("pasteSummary"));
    column->addWidget(summary);
    if (!preview.refused.empty()) {
        column->addWidget(ui::label(QObject::tr("A row with a refused cell is left out as a whole. Correct it in the spreadsheet and paste it again."), "secondary", dialog, true));
        const int rows = std::min(kShownRefusals, static_cast<int>(preview.refused.size()));
        auto* table = new QTableWidget{rows, 4, dialog};
        table->setObjectName(QStringLiteral("pasteRefused"));
        table->setAccessibleName(QObject::tr("What is refused"));
        table->setHorizontalHeaderLabels({QObject::tr("Row"), QObject::tr("Column"), QObject::tr("Text"), QObject::tr("Refused because")});
        table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        table->setSelectionBehavior(QAbstractItemView::SelectRows);
        table->setTabKeyNavigation(false);
        table->setShowGrid(false);
        table->verticalHeader()->hide();
        QObject::connect(new ui::RowCopier{*table}, &ui::RowCopier::told, table, shell.status);
        for (int row = 0; row < rows; ++row) {
            const auto& each = preview.refused[static_cast<std::size_t>(row)];
            const QStringList cells{QString::number(each.row), each.column.isEmpty() ? QObject::tr("whole row") : each.column, shortText(each.text), each.sentence};
            for (int c = 0; c < cells.size(); ++c)
                table->setItem(row, c, new QTableWidgetItem{cells[c]});
        }
        table->horizontalHeader()->setStretchLastSection(true);
        table->resizeColumnsToContents();
        constexpr int kWidest = 130; // the reason has the rest, and wraps
        for (int c = 0; c < 3; ++c)
            table->setColumnWidth(c, std::min(table->columnWidth(c), qRound(kWidest * shell.style.textScale())));
        table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        new WrappedCells{*table};
        column->addWidget(table, 1);
    } else {
        column->addStretch();
    }
    auto* buttons = new QHBoxLayout;
    auto* cancel = ui::button(QStringLiteral("pasteCancel"), QObject::tr("Cancel"), "plain", dialog);
    auto* apply = ui::button(QStringLiteral("pasteApply"), QObject::tr("Paste %1").arg(rowsText(preview.changed + preview.added)), "primary", dialog);
    apply->setEnabled(!preview.lines.empty());
    apply->setDefault(true);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(apply);
    column->addLayout(buttons);
    constexpr QSize kSize{720, 440};
    ui::boundToScreen(*dialog, kSize * shell.style.textScale());
    QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    QObject::connect(apply, &QPushButton::clicked, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::accepted, &parent, [&shell, kind, preview] { paste(shell, kind, preview); });
    dialog->open();
}

} // namespace

void letColumnsBeChosen(QTableView& table, const QString& settingsKey, int first)
{
    auto* header = table.horizontalHeader();
    header->setAccessibleName(QObject::tr("Columns of the table"));
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setToolTip(QObject::tr("Click to sort; right click to choose columns"));
    if (const QByteArray kept = QSettings{}.value(settingsKey).toByteArray(); !kept.isEmpty())
        header->restoreState(kept);
    else
        new ColumnRoom{table};
    QObject::connect(header, &QHeaderView::customContextMenuRequested, &table, [&table, settingsKey, first](QPoint at) { showMenu(table, settingsKey, first, at); });
    QObject::connect(header, &QHeaderView::sectionMoved, &table, [&table, settingsKey] { keepColumns(table, settingsKey); });
}

bool showPlainTip(const QHelpEvent& event, QAbstractItemView& view, const QModelIndex& index)
{
    QToolTip::showText(event.globalPos(), index.data(Qt::ToolTipRole).toString().toHtmlEscaped(), &view);
    return true;
}

std::vector<int> shownColumns(const QTableView& table) { return ui::shownColumns(*table.horizontalHeader()); }

std::vector<int> selectedRows(const QTableView& table)
{
    std::vector<int> rows;
    for (const auto& range : table.selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void pasteCells(Shell& shell, QTableView& table, core::Kind kind, const std::vector<std::int64_t>& ids, const std::function<const core::Field*(int)>& fieldOf)
{
    auto cells = session::cellsOfText(QApplication::clipboard()->text());
    if (cells.empty() || shell.document.isReadOnly())
        return;
    if (cells.size() > session::kMostBulk) {
        shell.status(shell.actions.withKeys(QObject::tr("At most %1 rows are pasted at once; import the file instead").arg(session::countText(static_cast<std::int64_t>(session::kMostBulk))), QStringLiteral("data.import")) + QLatin1Char('.'));
        return;
    }
    const auto columns = shownColumns(table);
    QStringList headings;
    for (const int column : columns)
        headings << table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    auto from = std::find(columns.begin(), columns.end(), table.currentIndex().column());
    if (cells.front() == headings) {
        cells.erase(cells.begin());
        from = columns.begin();
    } else if (from == columns.end()) {
        from = columns.begin();
    }
    std::vector<const core::Field*> fields;
    std::transform(from, columns.end(), std::back_inserter(fields), fieldOf);
    const auto preview = session::previewPaste(shell.document, kind, ids, fields, cells);
    if (preview.refused.empty() && preview.added == 0 && !preview.lines.empty())
        paste(shell, kind, preview);
    else
        showPreview(shell, table, kind, preview);
}

} // namespace tutela::app
