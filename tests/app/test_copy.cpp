// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "data/problems_page.h"
#include "frame/row_copier.h"
#include "patrols/patrols_workspace.h"

#include <tutela/session/bulk_edits.h>

#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QListWidget>
#include <QMenu>
#include <QTableWidget>
#include <QTreeView>

#include <set>

// Tables and trees go to a spreadsheet by Ctrl+C, whichever they are.
using namespace tutela;
using test::Window;

namespace {

constexpr int kCopyWait = 120'000;

const QHeaderView* headsOf(const QAbstractItemView& view)
{
    if (const auto* table = qobject_cast<const QTableView*>(&view))
        return table->horizontalHeader();
    const auto* tree = qobject_cast<const QTreeView*>(&view);
    return tree != nullptr ? tree->header() : nullptr;
}

QString shownText(const QModelIndex& cell)
{
    const QVariant given = cell.data(app::ui::kCopiedTextRole);
    return given.isValid() ? given.toString() : cell.data().toString();
}

/// What the clipboard must hold of the first rows: all shown columns with heads, or where cells are selected, those cells alone.
std::vector<QStringList> expected(const QAbstractItemView& view, int rows)
{
    const bool whole = view.selectionBehavior() == QAbstractItemView::SelectRows;
    std::vector<QStringList> cells(whole ? 1 : 0);
    const auto& header = *headsOf(view);
    for (int row = whole ? -1 : 0; row < rows; ++row) {
        QStringList line;
        for (int visual = 0; visual < header.count(); ++visual)
            if (const int column = header.logicalIndex(visual); !header.isSectionHidden(column))
                line << (row < 0 ? view.model()->headerData(column, Qt::Horizontal).toString() : shownText(view.model()->index(row, column)));
        if (row < 0)
            cells.front() = line;
        else
            cells.push_back(line);
    }
    return cells;
}

/// Selects the first rows of every table and tree of the window, presses Ctrl+C and compares. @returns those that had rows
std::set<QString> copyFromAll(const Window& person)
{
    std::set<QString> seen;
    for (auto* view : person.window->findChildren<QAbstractItemView*>()) {
        if (headsOf(*view) == nullptr || view->objectName().startsWith(QStringLiteral("qt_")) || view->model() == nullptr || view->model()->rowCount() == 0)
            continue;
        const int rows = std::min(3, view->model()->rowCount());
        INFO(view->objectName().toStdString());
        CHECK_FALSE(view->objectName().isEmpty());
        view->selectionModel()->select({view->model()->index(0, 0), view->model()->index(rows - 1, view->model()->columnCount() - 1)}, QItemSelectionModel::ClearAndSelect);
        QApplication::clipboard()->clear();
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        CHECK(session::cellsOfText(QApplication::clipboard()->text()) == expected(*view, rows));
        seen.insert(view->objectName());
    }
    return seen;
}

bool waitRows(const Window& person, const char* name)
{
    return QTest::qWaitFor([&] {
        const auto* view = person.find<QAbstractItemView>(name);
        return view != nullptr && view->model()->rowCount() > 0;
    }, kCopyWait);
}

void chooseFromMenu(const QAbstractItemView& view, const char* name)
{
    emit const_cast<QAbstractItemView&>(view).customContextMenuRequested({4, 4});
    auto* menu = view.findChild<QMenu*>(QStringLiteral("copyMenu"));
    REQUIRE(menu != nullptr);
    auto* action = menu->findChild<QAction*>(QLatin1String{name});
    REQUIRE(action != nullptr);
    CHECK(action->isEnabled());
    action->trigger();
    menu->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

TEST_CASE("rows of every table and tree of every workspace are copied as the screen shows them")
{
    Window person;
    person.openDemo();
    std::set<QString> seen;
    for (const QString& name : app::MainWindow::workspaceNames()) {
        person.window->show(name);
        if (name == QStringLiteral("Assess"))
            REQUIRE(waitRows(person, "lineTable"));
        if (name == QStringLiteral("Patrols"))
            REQUIRE(QTest::qWaitFor([&] { return person.window->findChild<app::PatrolsWorkspace*>()->isCurrent(); }, kCopyWait));
        QTest::qWait(50);
        seen.merge(copyFromAll(person));
    }
    person.window->show(QStringLiteral("Data"));
    auto* sections = person.find<QListWidget>("dataSections");
    for (int row = 0; row < sections->count(); ++row) {
        sections->setCurrentRow(row);
        if (const auto* problems = person.window->findChild<app::ProblemsPage*>(); problems != nullptr && problems->isVisible())
            REQUIRE(QTest::qWaitFor([&] { return problems->isReady(); }, kCopyWait));
        seen.merge(copyFromAll(person));
    }
    for (const char* name : {"incidentTable", "harmTable", "lineTable", "factorTable", "reachTable", "datasets", "parameters", "speeds", "table_place", "table_actor"}) {
        INFO(name);
        CHECK(seen.count(QLatin1String{name}) == 1);
    }
}

TEST_CASE("the context menu copies without heads, with them, and all rows of a list of which one is chosen")
{
    Window person;
    person.openDemo();
    person.window->show(QStringLiteral("Patrols"));
    REQUIRE(QTest::qWaitFor([&] { return person.window->findChild<app::PatrolsWorkspace*>()->isCurrent(); }, kCopyWait));
    auto* table = person.find<QTableWidget>("reachTable");
    REQUIRE(table->rowCount() > 1);
    table->setCurrentCell(0, 0);
    auto one = expected(*table, 1);
    chooseFromMenu(*table, "copyWithHeads");
    CHECK(session::cellsOfText(QApplication::clipboard()->text()) == one);
    one.erase(one.begin());
    chooseFromMenu(*table, "copyRows");
    CHECK(session::cellsOfText(QApplication::clipboard()->text()) == one);
    chooseFromMenu(*table, "copyAll");
    CHECK(session::cellsOfText(QApplication::clipboard()->text()) == expected(*table, table->rowCount()));
}

TEST_CASE("a cell that holds tabs and line breaks stays one cell, and one cell alone is copied as it is")
{
    QTableWidget table{2, 2};
    table.verticalHeader()->hide();
    app::ui::RowCopier copier{table};
    table.setHorizontalHeaderLabels({QStringLiteral("A"), QStringLiteral("B")});
    table.setItem(0, 0, new QTableWidgetItem{QStringLiteral("tab\there, \"so\"")});
    table.setItem(0, 1, new QTableWidgetItem{QStringLiteral("two\nlines")});
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    QApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier); // nothing is selected
    CHECK(QApplication::clipboard()->text() == QStringLiteral("before"));
    table.selectRow(0);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    CHECK(QApplication::clipboard()->text().toStdString() == std::string("A\tB\n\"tab\there, \"\"so\"\"\"\t\"two\nlines\"\n"));
    table.setSelectionBehavior(QAbstractItemView::SelectItems);
    table.clearSelection();
    table.setCurrentCell(0, 1, QItemSelectionModel::ClearAndSelect);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    CHECK(QApplication::clipboard()->text().toStdString() == "two\nlines");
}
