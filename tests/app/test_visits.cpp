// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Places that wait for a visit: the list and the rings of the map are one.
#include "planner.h"
#include "qt_warnings.h"

#include <QSpinBox>

using namespace tutela;
using map::LegendSymbol;
using test::Planner;

TEST_CASE("every place of the list of visits has a ring on the map, for the interval of its class and for any number of days")
{
    const test::QtWarnings warnings;
    Planner planner;
    planner.click("reachTabOverdue");
    auto* days = planner.find<QSpinBox>("reachVisitDays");
    REQUIRE(days->isVisible());
    CHECK(days->text() == QStringLiteral("the interval of its class"));
    CHECK(days->buttonSymbols() == QAbstractSpinBox::NoButtons); // they would be drawn in the style of another program
    const auto check = [&] {
        REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp() && planner.map->scene()->reach != nullptr; }, test::kWait));
        CHECK(planner.table().rowCount() == static_cast<int>(planner.map->scene()->reach->overdue.size()));
        CHECK(planner.map->legend().has(LegendSymbol::VisitOverdue) == (planner.table().rowCount() > 0));
        return planner.table().rowCount();
    };
    planner.map->fit();
    const int byClass = check();
    REQUIRE(byClass > 0);
    const auto type = [&](const char* typed) {
        days->setFocus();
        days->selectAll();
        QTest::keyClicks(days, QLatin1String{typed});
        QTest::keyClick(days, Qt::Key_Return);
    };
    type("1");
    const int afterOne = check();
    CHECK(afterOne >= byClass);
    type("30");
    CHECK(check() < afterOne);
    const auto at = planner.map->scene()->reach->overdue.front();
    test::goTo(planner, at);
    CHECK(test::pixelsOf(planner, at, map::Token::Warning) > 10);
    planner.click("reachTabBeyond");
    CHECK_FALSE(days->isVisible());
    CHECK(warnings.count() == 0);
}

TEST_CASE("names of places are whole in a narrow window and with large text, sectors give way to them")
{
    const test::QtWarnings warnings;
    Planner planner;
    constexpr int kPlace = 1, kSector = 2, kLetters = 18;
    auto& table = planner.table();
    CHECK_FALSE(table.isColumnHidden(kSector));
    const auto isWhole = [&] {
        int widest = kLetters * table.fontMetrics().averageCharWidth();
        for (int row = 0; row < table.rowCount(); ++row)
            widest = std::max(widest, table.fontMetrics().horizontalAdvance(table.item(row, kPlace)->text()));
        return table.columnWidth(kPlace) >= widest;
    };
    planner.window->resize(800, 600);
    for (const double scale : {1.0, 2.0}) {
        planner.style.setTextScale(scale);
        CHECK(QTest::qWaitFor([&] { return table.isColumnHidden(kSector) && isWhole(); }));
    }
    planner.style.setTextScale(1.0);
    planner.window->resize(1920, 1080);
    CHECK(QTest::qWaitFor([&] { return !table.isColumnHidden(kSector) && isWhole(); }));
    CHECK(warnings.count() == 0);
}
