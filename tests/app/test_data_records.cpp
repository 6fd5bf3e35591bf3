// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "data/data_workspace.h"
#include "data/problems_page.h"
#include "records/record_form.h"

#include <tutela/core/collections.h>
#include <tutela/session/display.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTreeWidget>

using namespace tutela;

namespace {

struct Keeper : test::Window {
    Keeper()
    {
        openDemo();
        window->show(QStringLiteral("Data"));
        data = qobject_cast<app::DataWorkspace*>(window->current());
        REQUIRE(data != nullptr);
    }
    [[nodiscard]] std::size_t count(core::Kind kind) const
    {
        std::size_t records = 0;
        core::withCollection(*window->document()->mission(), kind, [&](const auto& all) { records = all.size(); });
        return records;
    }
    [[nodiscard]] QString nameOf(core::Kind kind, std::int64_t id) const { return session::nameOf(*window->document()->mission(), {kind, id}); }
    /// Takes the first of what a field may refer to.
    void pickFirst(const char* field) const
    {
        click(field);
        auto* dialog = window->findChild<QDialog*>(QStringLiteral("pickDialog"));
        REQUIRE(dialog != nullptr);
        dialog->findChild<QListWidget*>(QStringLiteral("pickItems"))->item(0)->setCheckState(Qt::Checked);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("pickOk")), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    app::DataWorkspace* data = nullptr;
};

} // namespace

TEST_CASE("a record of each kind is added by hand, edited, and taken back")
{
    Keeper person;
    for (const auto kind : {core::Kind::PLACE, core::Kind::AREA, core::Kind::ACTOR, core::Kind::THREAT, core::Kind::BASE, core::Kind::UNIT, core::Kind::GROUP}) {
        const std::string name = core::kindName(kind);
        INFO(name);
        person.data->showSection(QString::fromStdString(name));
        const std::size_t before = person.count(kind);
        person.click(("add_" + name).c_str());
        auto* form = person.find<app::RecordForm>(("form_" + name).c_str());
        REQUIRE(form->isNew());
        person.type("field_name", QStringLiteral("New one"));
        if (kind == core::Kind::THREAT)
            for (const char* field : {"field_actor_ids", "field_acts", "field_place_ids"})
                person.pickFirst(field);
        CHECK(person.count(kind) == before); // not before it is created
        person.click("createRecord");
        INFO(form->findChild<QLabel*>(QStringLiteral("createProblem"))->text().toStdString());
        REQUIRE(person.count(kind) == before + 1);
        REQUIRE(form->record());
        const std::int64_t id = *form->record();
        CHECK(person.nameOf(kind, id) == QStringLiteral("New one"));
        person.type("field_name", QStringLiteral("Another name"));
        CHECK(person.nameOf(kind, id) == QStringLiteral("Another name"));
        person.window->document()->undoStack().undo();
        CHECK(person.nameOf(kind, id) == QStringLiteral("New one"));
        person.window->document()->undoStack().undo();
        CHECK(person.count(kind) == before);
    }
}

TEST_CASE("Zoom of a problem brings its record onto the map")
{
    Keeper person;
    const auto mission = person.window->document()->mission();
    const auto& places = mission->all<core::Place>();
    const auto place = std::find_if(places.begin(), places.end(), [](const core::Place& each) { return each.point() && each.population_total; });
    REQUIRE(place != places.end());
    person.window->document()->edit({{{"kind", "place"}, {"id", place->id}, {"set", {{"older_60plus", 900000}}}}}, QStringLiteral("Odd"));
    person.data->showSection(QStringLiteral("problems"));
    auto* page = person.data->findChild<app::ProblemsPage*>();
    REQUIRE(QTest::qWaitFor([&] { return page->isReady(); }, 60'000));
    auto* map = person.window->canvas();
    REQUIRE(map != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 60'000));
    map->goTo(core::GeoPoint::of(place->point()->lon() + 1.0, place->point()->lat()), 50'000.0);
    const auto inView = [&] {
        const auto at = map->view().toScreen(*place->point());
        return at && map->view().frame().contains(*at);
    };
    REQUIRE_FALSE(inView());
    auto* tree = person.find<QTreeWidget>("problemsTree");
    QTreeWidgetItem* odd = nullptr;
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        for (int k = 0; k < tree->topLevelItem(i)->childCount(); ++k)
            if (tree->topLevelItem(i)->child(k)->text(0) == person.nameOf(core::Kind::PLACE, place->id) && tree->topLevelItem(i)->child(k)->text(1) == QStringLiteral("Place"))
                odd = tree->topLevelItem(i)->child(k);
    REQUIRE(odd != nullptr);
    tree->setCurrentItem(odd);
    REQUIRE(person.find("problemZoom")->isEnabled());
    person.click("problemZoom");
    CHECK(inView());
    CHECK(person.data->section() == QStringLiteral("problems")); // Fix goes to the form, Zoom stays
}

TEST_CASE("in a narrow page the sentence of a problem has the width of level and field")
{
    Keeper person;
    person.data->showSection(QStringLiteral("problems"));
    auto* tree = person.find<QTreeWidget>("problemsTree");
    CHECK_FALSE(tree->isColumnHidden(1));
    person.window->resize(800, 600);
    CHECK(QTest::qWaitFor([&] { return tree->isColumnHidden(1) && tree->isColumnHidden(3); }, 3000));
    person.window->resize(1440, 900);
    CHECK(QTest::qWaitFor([&] { return !tree->isColumnHidden(1) && !tree->isColumnHidden(3); }, 3000));
}

TEST_CASE("in a narrow window the first columns of a table take no room that their texts do not need")
{
    Keeper person;
    person.data->showSection(QStringLiteral("place"));
    person.window->resize(800, 600);
    const auto* table = person.find<QTableView>("table_place");
    constexpr int kFirst = 200; // of a table with room
    CHECK(QTest::qWaitFor([&] { return table->columnWidth(0) < kFirst; }, 3000));
    CHECK(table->columnViewportPosition(2) + table->columnWidth(2) / 2 < table->viewport()->width()); // the population is in view
}
