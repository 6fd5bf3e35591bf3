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
    CHECK(days->text() == QStringLiteral("interval of the class"));
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
