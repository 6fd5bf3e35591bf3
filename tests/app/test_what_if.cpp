// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner.h"
#include "qt_warnings.h"

#include "patrols/density_list.h"

#include <tutela/analysis/force_density.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

using namespace tutela;
using test::kWait;
using test::Planner;

TEST_CASE("force density is a list of its own, and follows a strength and a boundary that change")
{
    const test::QtWarnings warnings;
    Planner planner;
    planner.click("reachTabDensity");
    auto* list = planner.find<app::DensityList>("densityList");
    const auto wait = [&] { REQUIRE(QTest::qWaitFor([&] { return list->isCurrent(); }, kWait)); };
    wait();
    CHECK_FALSE(planner.table().isVisible());
    auto& table = *planner.find<QTableWidget>("densityTable");
    auto* document = planner.window->document();
    const auto cell = [&](int row, int column) { return table.item(row, column)->text(); };
    const auto rowOf = [&](const QString& area) {
        for (int row = 0; row < table.rowCount(); ++row)
            if (cell(row, 0) == area)
                return row;
        return -1;
    };
    // The demo: nine sectors and the whole; 4 710 troops are deployed.
    CHECK(table.rowCount() == 10);
    CHECK(cell(0, 0) == QStringLiteral("Whole mission"));
    CHECK(cell(0, 1) == session::countText(4'710));

    const auto& units = document->mission()->all<core::Unit>();
    const auto bravo = std::find_if(units.begin(), units.end(), [](const core::Unit& unit) { return unit.name == "Bravo Company"; });
    REQUIRE(bravo != units.end());
    const auto density = analysis::forceDensityOf(*document->mission(), *document->mission()->details.as_of);
    const auto home = std::find_if(density.areas.begin(), density.areas.end(), [&](const analysis::AreaDensity& area) {
        return core::covers(document->mission()->find<core::Area>(*area.area)->geometry, *document->mission()->find<core::Base>(*bravo->base_id)->point());
    });
    REQUIRE(home != density.areas.end());
    const QString name = session::nameOf(*document->mission(), {core::Kind::AREA, home->area->value});
    REQUIRE(rowOf(name) > 0);
    CHECK(cell(rowOf(name), 1) == session::countText(home->troops));
    document->edit({{{"kind", "unit"}, {"id", bravo->id}, {"set", {{"strength", *bravo->strength + 100}}}}}, QStringLiteral("Strength"));
    wait();
    CHECK(cell(rowOf(name), 1) == session::countText(*home->troops + 100));

    // A boundary drawn around nothing has no troops and no people: "none" and "not known", never a number.
    const nlohmann::json far{{"type", "Polygon"}, {"coordinates", {{{2.0, -1.0}, {2.1, -1.0}, {2.1, -0.9}, {2.0, -0.9}, {2.0, -1.0}}}}};
    document->edit({{{"kind", "area"}, {"id", home->area->value}, {"set", {{"geometry", far}}}}}, QStringLiteral("Boundary"));
    wait();
    CHECK(cell(rowOf(name), 1) == QStringLiteral("0"));
    CHECK(cell(rowOf(name), 2) == QStringLiteral("not known"));
    CHECK(cell(rowOf(name), 4) == QStringLiteral("none"));

    planner.click("reachTabBeyond");
    CHECK(planner.table().isVisible());
    CHECK_FALSE(table.isVisible());
    CHECK(warnings.count() == 0);
}
