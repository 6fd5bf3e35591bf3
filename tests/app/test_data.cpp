// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_warnings.h"
#include "window_fixture.h"

#include "data/data_workspace.h"
#include "data/problems_page.h"
#include "records/record_form.h"
#include "records/record_table.h"

#include <tutela/core/coordinates.h>
#include <tutela/session/display.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <QTableWidget>
#include <QTreeWidget>

using namespace tutela;
using test::Window;

namespace {

struct DataPerson : Window {
    DataPerson()
    {
        openDemo();
        QTest::keyClick(window, Qt::Key_7, Qt::ControlModifier);
        workspace = find<app::DataWorkspace>("Data");
        REQUIRE(workspace != nullptr);
        REQUIRE(workspace->isVisible());
        document = window->document();
    }
    void section(const char* title)
    {
        auto* list = find<QListWidget>("dataSections");
        const auto items = list->findItems(QLatin1String{title}, Qt::MatchExactly);
        REQUIRE(items.size() == 1);
        list->scrollToItem(items.front());
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(items.front()).center());
    }
    [[nodiscard]] const core::Place& place(std::int64_t id) const { return *document->mission()->find<core::Place>(core::PlaceId{id}); }
    app::DataWorkspace* workspace = nullptr;
    session::Document* document = nullptr;
};

/// Opens the editor of a cell by key, types and leaves it with Enter.
void typeInCell(QTableView& view, const QModelIndex& index, const QString& text)
{
    view.setCurrentIndex(index);
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_F2);
    auto* editor = view.findChild<QLineEdit*>(QStringLiteral("cellEditor"));
    REQUIRE(editor != nullptr);
    editor->selectAll();
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
    QCoreApplication::processEvents(); // the view takes the value when the key is done
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// How many buttons in view claim to be the main one.
std::ptrdiff_t primaries(const QWidget& workspace)
{
    const auto buttons = workspace.findChildren<QPushButton*>();
    return std::count_if(buttons.begin(), buttons.end(), [](const auto* each) { return each->isVisible() && each->property("role").toString() == QStringLiteral("primary"); });
}

int columnOf(const QAbstractItemModel& model, const char* head)
{
    for (int column = 0; column < model.columnCount(); ++column)
        if (model.headerData(column, Qt::Horizontal).toString() == QLatin1String{head})
            return column;
    FAIL("no such column");
    return -1;
}

} // namespace

TEST_CASE("a cell is edited in place, a refused value stays with its sentence, and undo takes the edit back")
{
    DataPerson person;
    person.section("Places");
    auto* view = person.find<QTableView>("table_place");
    REQUIRE(view->isVisible());
    const int column = columnOf(*view->model(), "Population total");
    const QModelIndex cell = view->model()->index(2, column);
    const auto id = cell.data(session::RecordModel::IdRole).toLongLong();
    const auto before = person.place(id).population_total;
    const auto typed = *before + 10;
    typeInCell(*view, cell, QString::number(typed));
    CHECK(person.place(id).population_total == typed);
    typeInCell(*view, cell, QStringLiteral("many"));
    CHECK(person.place(id).population_total == typed);
    CHECK(cell.data().toString() == QStringLiteral("many"));
    CHECK_FALSE(cell.data(session::RecordModel::ProblemRole).toString().isEmpty());
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(person.place(id).population_total == before);
}

TEST_CASE("an edit that takes its row out of what is found leaves the table ready for the next edit")
{
    DataPerson person;
    person.section("Places");
    auto* view = person.find<QTableView>("table_place");
    const int name = columnOf(*view->model(), "Name");
    const QString first = view->model()->index(0, name).data().toString();
    person.find<QLineEdit>("find_place")->setText(first);
    REQUIRE(view->model()->rowCount() >= 1);
    const auto id = view->model()->index(0, name).data(session::RecordModel::IdRole).toLongLong();
    const test::QtWarnings warnings;
    typeInCell(*view, view->model()->index(0, name), QStringLiteral("Zu Elsewhere"));
    CHECK(person.place(id).name == "Zu Elsewhere");
    person.find<QLineEdit>("find_place")->clear();
    typeInCell(*view, view->model()->index(0, name), QStringLiteral("Aa Next"));
    CHECK(view->model()->index(0, name).data().toString() == QStringLiteral("Aa Next"));
    CHECK(warnings.count() == 0);
}

TEST_CASE("a place is added by key with a position in MGRS, and deleted with an undo")
{
    DataPerson person;
    person.section("Places");
    const auto count = person.document->mission()->all<core::Place>().size();
    QTest::keyClick(person.window, Qt::Key_N, Qt::ControlModifier);
    auto* form = person.find<app::RecordForm>("form_place");
    REQUIRE(form->isNew());
    const core::GeoPoint at = core::GeoPoint::of(5.1, 1.94);
    person.type("field_name", QStringLiteral("<b>New & Town</b>"));
    person.type("field_position", QStringLiteral("not a place"));
    CHECK(person.document->mission()->all<core::Place>().size() == count);
    person.click("createRecord");
    CHECK(person.document->mission()->all<core::Place>().size() == count);
    CHECK_FALSE(person.find<QLabel>("createProblem")->text().isEmpty());
    person.type("field_position", QString::fromStdString(core::toMgrs(at)));
    person.click("createRecord");
    REQUIRE(person.document->mission()->all<core::Place>().size() == count + 1);
    REQUIRE(form->record().has_value());
    const auto id = *form->record();
    CHECK(person.place(id).name == "<b>New & Town</b>");
    CHECK(*person.place(id).lon == Approx(5.1).margin(0.0001));
    CHECK(form->findChild<QLabel*>(QStringLiteral("formTitle"))->text() == QStringLiteral("<b>New & Town</b>"));
    CHECK(form->findChild<QLabel*>(QStringLiteral("formTitle"))->textFormat() == Qt::PlainText);
    auto* view = person.find<QTableView>("table_place");
    CHECK(view->currentIndex().data(session::RecordModel::IdRole).toLongLong() == id);
    QTest::keyClick(person.window, Qt::Key_Delete, Qt::ControlModifier);
    CHECK(person.document->mission()->all<core::Place>().size() == count);
    CHECK(person.window->toasts().history().front().contains(QStringLiteral("Deleted: ")));
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(person.place(id).name == "<b>New & Town</b>");
}

TEST_CASE("a field of the form saves when it is left, and a refused one keeps what was typed")
{
    DataPerson person;
    person.section("Places");
    auto* view = person.find<QTableView>("table_place");
    view->setCurrentIndex(view->model()->index(0, 0));
    const auto id = view->currentIndex().data(session::RecordModel::IdRole).toLongLong();
    person.type("field_idp", QStringLiteral("12x"));
    auto* line = person.find<QLineEdit>("field_idp");
    CHECK(line->text() == QStringLiteral("12x"));
    CHECK(line->property("state").toString() == QStringLiteral("error"));
    CHECK(person.find("problem_idp")->isVisibleTo(person.window));
    CHECK_FALSE(person.find<QLabel>("problem_idp")->text().isEmpty());
    person.type("field_idp", QStringLiteral("12"));
    CHECK(person.place(id).idp == 12);
    CHECK(line->property("state").toString().isEmpty());
    CHECK(person.find<QLabel>("formHistory")->text().contains(QStringLiteral("internally displaced"), Qt::CaseInsensitive));
}

TEST_CASE("a position is picked on the map")
{
    DataPerson person;
    person.section("Bases");
    auto* view = person.find<QTableView>("table_base");
    view->setCurrentIndex(view->model()->index(0, 0));
    auto* map = person.window->canvas();
    REQUIRE(map != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 30000));
    const auto id = view->currentIndex().data(session::RecordModel::IdRole).toLongLong();
    const auto before = person.document->mission()->find<core::Base>(core::BaseId{id})->point();
    auto* pick = person.find<QPushButton>("pickPosition");
    QTest::mouseClick(pick, Qt::LeftButton);
    REQUIRE(map->tool() == app::MapCanvas::Tool::Pick);
    QTest::mouseClick(map, Qt::LeftButton, {}, map->rect().center() + QPoint{37, 11});
    const auto after = person.document->mission()->find<core::Base>(core::BaseId{id})->point();
    REQUIRE(after.has_value());
    CHECK((!before || after->lon() != before->lon() || after->lat() != before->lat()));
    CHECK(map->tool() == app::MapCanvas::Tool::Select);
}

TEST_CASE("rows are found and copied as a spreadsheet takes them")
{
    DataPerson person;
    person.section("Actors");
    auto* view = person.find<QTableView>("table_actor");
    const QString name = view->model()->index(1, 0).data().toString();
    QTest::keyClick(person.window, Qt::Key_F, Qt::ControlModifier);
    auto* find = person.find<QLineEdit>("find_actor");
    CHECK(QApplication::focusWidget() == find);
    QTest::keyClicks(find, name);
    REQUIRE(view->model()->rowCount() >= 1);
    view->setCurrentIndex(view->model()->index(0, 0));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 2);
    int shown = 0;
    for (int column = 0; column < view->model()->columnCount(); ++column)
        shown += view->isColumnHidden(column) ? 0 : 1;
    REQUIRE(shown > 3);
    CHECK(lines[0].count(QLatin1Char('\t')) == shown - 1);
    CHECK(lines[1].count(QLatin1Char('\t')) == shown - 1);
    CHECK(lines[1].startsWith(name));
}

TEST_CASE("a problem leads to its field, is stepped to by key, and is ignored with a reason")
{
    DataPerson person;
    const auto& place = person.document->mission()->all<core::Place>().front();
    person.document->edit({{{"kind", "place"}, {"id", place.id}, {"set", {{"older_60plus", 900000}}}}}, QStringLiteral("Odd"));
    person.window->actions().action(QStringLiteral("view.problems"))->trigger();
    auto* page = person.workspace->findChild<app::ProblemsPage*>();
    REQUIRE(page->isVisible());
    REQUIRE(QTest::qWaitFor([&] { return page->isReady(); }, 30000));
    auto* tree = person.find<QTreeWidget>("problemsTree");
    REQUIRE(tree->topLevelItemCount() > 0);
    QTest::keyClick(person.window, Qt::Key_F8);
    REQUIRE(tree->currentItem() != nullptr);
    CHECK(tree->currentItem()->parent() == tree->topLevelItem(0));
    QTest::keyClick(person.window, Qt::Key_F8, Qt::ShiftModifier);
    QTest::keyClick(person.window, Qt::Key_F8);
    CHECK(tree->currentItem()->parent() == tree->topLevelItem(0));

    QTreeWidgetItem* odd = nullptr;
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        for (int k = 0; k < tree->topLevelItem(i)->childCount(); ++k)
            if (tree->topLevelItem(i)->child(k)->text(0) == session::nameOf(*person.document->mission(), {core::Kind::PLACE, place.id})
                && tree->topLevelItem(i)->child(k)->text(1) == QStringLiteral("Place"))
                odd = tree->topLevelItem(i)->child(k);
    REQUIRE(odd != nullptr);
    const QString text = odd->parent()->text(0);
    tree->setCurrentItem(odd);
    person.prompts.texts = {QString{}};
    person.click("problemIgnore");
    CHECK_FALSE(tree->topLevelItem(tree->topLevelItemCount() - 1)->text(1) == QStringLiteral("Ignored"));
    person.prompts.texts = {QStringLiteral("counted twice by the source")};
    person.click("problemIgnore");
    const auto* last = tree->topLevelItem(tree->topLevelItemCount() - 1);
    CHECK(last->text(0).startsWith(text));
    CHECK(last->text(0).contains(QStringLiteral("counted twice by the source")));
    CHECK(last->text(1) == QStringLiteral("Ignored"));
    tree->setCurrentItem(last->child(0));
    person.click("problemFix");
    CHECK(person.workspace->section() == QStringLiteral("place"));
    CHECK(person.find<app::RecordForm>("form_place")->record() == last->child(0)->data(0, Qt::UserRole + 2).toLongLong());
}

TEST_CASE("an import is taken back from its history, and the undo of that brings it back")
{
    DataPerson person;
    const auto incidents = person.document->mission()->incidents->size();
    REQUIRE(incidents > 0);
    person.section("Sources and imports");
    auto* history = person.find<QTableWidget>("importHistory");
    REQUIRE(history->rowCount() > 0);
    // A further batch on top, so that nothing depends on it.
    person.document->commitWith(QStringLiteral("Import places from survey"), [&](store::MissionFile& file) {
        return file.commitBatch({}, "Import places from survey", [](store::Batch& batch) {
            core::Place place;
            place.id = batch.newIds(core::Kind::PLACE, 1);
            place.name = "Surveyed";
            place.dataset = "survey";
            batch.insertRecord(place);
        });
    });
    const auto has = [&] {
        const auto& places = person.document->mission()->all<core::Place>();
        return std::any_of(places.begin(), places.end(), [](const auto& place) { return place.name == "Surveyed"; });
    };
    REQUIRE(has());
    REQUIRE(history->item(0, 0)->text().startsWith(QStringLiteral("Import places from survey")));
    CHECK(person.find<QTableWidget>("datasets")->findItems(QStringLiteral("survey"), Qt::MatchExactly).size() == 1);
    QTest::mouseClick(history->viewport(), Qt::LeftButton, {}, history->visualItemRect(history->item(0, 0)).center());
    person.click("undoImport");
    CHECK_FALSE(has());
    CHECK(history->item(0, 3)->text() == QStringLiteral("taken back"));
    CHECK(person.document->mission()->incidents->size() == incidents);
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(has());
    CHECK(history->item(0, 3)->text() == QStringLiteral("in the mission"));
}

TEST_CASE("the settings of the mission are a form, and the parameters follow them")
{
    DataPerson person;
    person.window->actions().action(QStringLiteral("mission.settings"))->trigger();
    CHECK(person.workspace->section() == QStringLiteral("settings"));
    const auto* minutes = person.find<QLineEdit>("field_attack_duration_minutes");
    CHECK(minutes->placeholderText() == QStringLiteral("120, the default of the method")); // and not that it is not known
    CHECK(minutes->accessibleName() == QStringLiteral("Attack duration (minutes)"));
    CHECK(person.find<QLineEdit>("field_area_km2")->accessibleName() == QStringLiteral("Area (km\u00B2)"));
    CHECK(person.find<QLineEdit>("field_civilians")->accessibleName() == QStringLiteral("Civilian staff (persons)"));
    CHECK(minutes->width() <= 480);
    person.type("field_attack_duration_minutes", QStringLiteral("95"));
    CHECK(person.document->mission()->details.attack_duration_minutes == 95);
    person.section("Model parameters");
    CHECK(person.find<QTableWidget>("parameters")->findItems(QStringLiteral("95 minutes"), Qt::MatchExactly).size() == 1);
}

TEST_CASE("a layer of the map is switched off and on, and a reference layer that is gone says so")
{
    DataPerson person;
    person.section("Places");
    auto* layers = person.find<QListWidget>("mapLayers");
    auto* item = layers->findItems(QStringLiteral("Roads"), Qt::MatchExactly).front();
    layers->setCurrentItem(item);
    layers->setFocus();
    QTest::keyClick(layers, Qt::Key_Space);
    CHECK_FALSE(person.window->canvas()->layers().has(map::MapLayer::ROADS));
    QTest::keyClick(layers, Qt::Key_Space);
    CHECK(person.window->canvas()->layers().has(map::MapLayer::ROADS));
    person.document->edit({{{"kind", "layer"}, {"id", "new"}, {"set", {{"name", "Old map"}, {"layer_kind", "VECTOR"}, {"path", "gone.geojson"}}}}}, QStringLiteral("Layer"));
    REQUIRE(QTest::qWaitFor([&] { return person.window->messages().text().contains(QStringLiteral("\"Old map\" was not found, so it is not shown")); }, 20000));
    person.click("messageActionReferencelayers");
    auto* table = person.find<QTableWidget>("referenceLayers");
    CHECK(table->isVisible());
    const auto row = [&] { // of the layer; items are made anew when the list changes
        const auto found = table->findItems(QStringLiteral("Old map"), Qt::MatchExactly);
        REQUIRE(found.size() == 1);
        return found.front()->row();
    };
    CHECK(table->item(row(), 4)->text() == QStringLiteral("missing"));
    table->setCurrentCell(row(), 0);
    CHECK(person.find<QPushButton>("locateLayer")->isEnabled());
    test::writeFile(person.folder / "found.geojson", R"({"type":"FeatureCollection","features":[]})");
    person.prompts.opens = {QString::fromStdString(std::string{person.folder / "found.geojson"})};
    person.click("locateLayer");
    REQUIRE(QTest::qWaitFor([&] { return table->item(row(), 4)->text() == QStringLiteral("available"); }, 5000));
}

TEST_CASE("a record opened from elsewhere is shown in its table and form")
{
    DataPerson person;
    const auto id = person.document->mission()->all<core::Actor>().back().id;
    QTest::keyClick(person.window, Qt::Key_1, Qt::ControlModifier);
    person.window->openRecord({core::Kind::ACTOR, id});
    CHECK(person.workspace->section() == QStringLiteral("actor"));
    CHECK(person.find<app::RecordForm>("form_actor")->record() == id);
}

TEST_CASE("reference layers are ordered and thinned, for this person, and the map follows")
{
    DataPerson person;
    for (const char* name : {"below", "above"}) {
        test::writeFile(person.folder / (std::string{name} + ".geojson"), R"({"type":"FeatureCollection","features":[]})");
        person.document->edit({{{"kind", "layer"}, {"id", "new"}, {"set", {{"name", name}, {"layer_kind", "VECTOR"}, {"path", std::string{name} + ".geojson"}, {"visible", true}}}}}, QStringLiteral("Layer"));
    }
    const std::string before = store::MissionFile::open(person.path(), store::Access::ReadOnly).contentHash();
    person.section("Reference layers");
    auto* table = person.find<QTableWidget>("referenceLayers");
    const auto row = [&](const char* name) { return table->findItems(QLatin1String{name}, Qt::MatchExactly).front()->row(); };
    const char* lower = row("above") < row("below") ? "below" : "above";
    const char* upper = row("above") < row("below") ? "above" : "below";
    table->setCurrentCell(row(lower), 0);
    while (row(lower) > row(upper))
        person.click("layerUp");
    CHECK(table->currentRow() == row(lower));
    auto* opacity = person.find<QSlider>("layerOpacity");
    opacity->setFocus();
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(opacity, Qt::Key_PageDown);
    CHECK(opacity->value() == 40);
    CHECK(table->item(row(lower), 5)->text() == QStringLiteral("40 %"));
    auto* map = person.window->canvas();
    REQUIRE(QTest::qWaitFor([&] {
        const auto scene = map->scene();
        return scene != nullptr && !scene->references.empty() && scene->references.back().name == lower && scene->references.back().style.opacity < 0.41;
    }, 30'000));
    CHECK(store::MissionFile::open(person.path(), store::Access::ReadOnly).contentHash() == before); // a picture is no record
}

TEST_CASE("the classes that the codes of a land cover were given stand below the table of layers")
{
    DataPerson person;
    const auto add = [&](const char* name, const char* codes) {
        person.document->edit({{{"kind", "layer"}, {"id", "new"}, {"set", {{"name", name}, {"layer_kind", "LANDCOVER"}, {"path", "cover.tif"}, {"cover_codes", codes}}}}}, QStringLiteral("Layer"));
    };
    add("own codes", "1=CROPLAND, 4=FOREST");
    add("usual codes", "");
    person.section("Reference layers");
    auto* table = person.find<QTableWidget>("referenceLayers");
    const auto choose = [&](const char* name) { table->setCurrentCell(table->findItems(QLatin1String{name}, Qt::MatchExactly).front()->row(), 0); };
    auto* codes = person.find<QLabel>("layerCodes");
    choose("own codes");
    CHECK(codes->isVisible());
    CHECK(codes->text() == QStringLiteral("Classes of its codes: 1 = Cropland, 4 = Forest"));
    choose("usual codes");
    CHECK_FALSE(codes->isVisible());
}

TEST_CASE("a reference layer is added from a file, renamed and removed, and undo brings it back")
{
    DataPerson person;
    person.section("Reference layers");
    auto* table = person.find<QTableWidget>("referenceLayers");
    const auto layers = [&] { return person.document->mission()->all<core::Layer>().size(); };
    const auto rows = [&](const char* name) { return table->findItems(QLatin1String{name}, Qt::MatchExactly); };
    const auto before = layers();
    test::writeFile(person.folder / "rivers.geojson", R"({"type":"FeatureCollection","features":[]})");
    person.prompts.opens = {QString::fromStdString(std::string{person.folder / "rivers.geojson"})};
    person.click("addLayer");
    REQUIRE(layers() == before + 1);
    REQUIRE(QTest::qWaitFor([&] { return rows("rivers").size() == 1; }, 5000));
    const int row = rows("rivers").front()->row();
    CHECK(table->item(row, 4)->text() == QStringLiteral("available"));

    table->setCurrentCell(row, 0);
    person.prompts.texts = {QStringLiteral("Rivers of the north")};
    person.click("renameLayer");
    REQUIRE(QTest::qWaitFor([&] { return rows("Rivers of the north").size() == 1; }, 5000));

    table->setCurrentCell(rows("Rivers of the north").front()->row(), 0);
    person.click("removeLayer");
    CHECK(layers() == before);
    REQUIRE(QTest::qWaitFor([&] { return rows("Rivers of the north").isEmpty(); }, 5000));
    CHECK(std::filesystem::exists(person.folder / "rivers.geojson"));
    CHECK(person.window->toasts().history().join(QLatin1Char(' ')).contains(QStringLiteral("Rivers of the north removed")));
    person.document->undoStack().undo();
    CHECK(layers() == before + 1);
    REQUIRE(QTest::qWaitFor([&] { return rows("Rivers of the north").size() == 1; }, 5000));
}

TEST_CASE("rows go out to a spreadsheet and come back, are cut with an undo, and Enter opens the form")
{
    DataPerson person;
    person.section("Actors");
    auto* view = person.find<QTableView>("table_actor");
    view->setFocus();
    view->setCurrentIndex(view->model()->index(0, 0));
    const auto id = view->currentIndex().data(session::RecordModel::IdRole).toLongLong();
    const auto count = person.document->mission()->all<core::Actor>().size();
    QApplication::clipboard()->setText(QStringLiteral("Renamed by paste"));
    QTest::keyClick(view, Qt::Key_V, Qt::ControlModifier);
    CHECK(person.document->mission()->find<core::Actor>(core::ActorId{id})->name == "Renamed by paste");
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(person.document->mission()->find<core::Actor>(core::ActorId{id})->name != "Renamed by paste");
    QTest::keyClick(view, Qt::Key_A, Qt::ControlModifier);
    CHECK(view->selectionModel()->selectedRows().size() == static_cast<qsizetype>(count));
    view->setCurrentIndex(view->model()->index(0, 0));
    QTest::keyClick(view, Qt::Key_Return);
    CHECK(person.find<app::RecordForm>("form_actor")->isAncestorOf(QApplication::focusWidget()));
}

TEST_CASE("an incident with something odd is among the problems, and leads to its record")
{
    DataPerson person;
    const auto& columns = *person.document->mission()->incidents;
    const auto known = std::find_if(columns.killed_best.begin(), columns.killed_best.end(), [](std::int32_t killed) { return killed != core::IncidentColumns::kUnknown; });
    REQUIRE(known != columns.killed_best.end());
    const std::int64_t id = columns.id[static_cast<std::size_t>(known - columns.killed_best.begin())];
    person.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"killed_civilians", 9999}}}}}, QStringLiteral("Odd"));
    person.window->actions().action(QStringLiteral("view.problems"))->trigger();
    auto* page = person.workspace->findChild<app::ProblemsPage*>();
    REQUIRE(QTest::qWaitFor([&] { return page->isReady(); }, 30'000));
    auto* tree = person.find<QTreeWidget>("problemsTree");
    QTreeWidgetItem* odd = nullptr;
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        for (int k = 0; k < tree->topLevelItem(i)->childCount(); ++k)
            if (tree->topLevelItem(i)->child(k)->text(0) == session::nameOf(*person.document->mission(), {core::Kind::INCIDENT, id})
                && tree->topLevelItem(i)->text(0).contains(QStringLiteral("civilians")))
                odd = tree->topLevelItem(i)->child(k);
    REQUIRE(odd != nullptr);
    tree->setCurrentItem(odd);
    person.click("problemFix");
    CHECK(person.window->current()->objectName() == QStringLiteral("Incidents"));
    CHECK(person.window->context().selection() == session::RecordRef{core::Kind::INCIDENT, id});
}

TEST_CASE("a parameter that the mission changes is marked beside its default")
{
    DataPerson person;
    person.document->edit({{{"kind", "mission"}, {"set", {{"attack_duration_minutes", 95}}}}}, QStringLiteral("Duration"));
    person.section("Model parameters");
    auto* table = person.find<QTableWidget>("parameters");
    const auto found = table->findItems(QStringLiteral("95 minutes"), Qt::MatchExactly);
    REQUIRE(found.size() == 1);
    CHECK(table->item(found.front()->row(), 2)->text() == QStringLiteral("120 minutes"));
    CHECK(table->item(found.front()->row(), 3)->text() == QStringLiteral("changed"));
    CHECK(person.find<QLabel>("parametersSummary")->text().contains(QStringLiteral("changed for this mission")));
}

TEST_CASE("values of parameters keep their room in a narrow window and with large text")
{
    DataPerson person;
    person.section("Model parameters");
    auto* table = person.find<QTableWidget>("parameters");
    person.window->resize(1366, 768);
    for (const double scale : {1.0, 2.0}) {
        person.style.setTextScale(scale);
        INFO("text of " << scale);
        for (const int column : {1, 2})
            CHECK(QTest::qWaitFor([&] { return table->columnWidth(column) >= table->fontMetrics().horizontalAdvance(QStringLiteral("120 minutes")); }, 3000));
        const auto cut = [&] { // rows in which a text needs more lines than there is height for
            constexpr int kPaddings = 20;
            int rows = 0;
            for (int row = 0; row < table->rowCount(); ++row)
                for (int column = 0; column < table->columnCount(); ++column) {
                    const QRect room{0, 0, table->columnWidth(column) - kPaddings, 10'000};
                    rows += QFontMetrics{table->item(row, column)->font()}.boundingRect(room, Qt::TextWordWrap, table->item(row, column)->text()).height() > table->rowHeight(row) ? 1 : 0;
                }
            return rows;
        };
        CHECK(QTest::qWaitFor([&] { return cut() == 0; }, 3000));
    }
}

TEST_CASE("a table without a row says what belongs there and what to do")
{
    Window person;
    core::MissionDetails details;
    details.name = "Beginning";
    static_cast<void>(store::MissionFile::create(person.path(), details, {}));
    REQUIRE(test::openMission(*person.window, person.path()));
    person.window->show(QStringLiteral("Data"));
    auto* data = person.find<app::DataWorkspace>("Data");
    REQUIRE(data != nullptr);
    CHECK(person.find("emptyDataImport")->isVisible());
    CHECK(person.find("importsEmpty")->isVisible());
    for (const char* kind : {"place", "area", "actor", "threat", "base", "unit", "group"}) {
        INFO(kind);
        data->showSection(QLatin1String{kind});
        const std::string name = kind;
        CHECK(person.find(("emptyImport_" + name).c_str())->isVisible());
        CHECK(person.find(("emptyAdd_" + name).c_str())->isVisible());
        CHECK_FALSE(person.find(("table_" + name).c_str())->isVisible());
        CHECK_FALSE(person.find(("delete_" + name).c_str())->isEnabled());
        CHECK(primaries(*data) == 1);
    }
    data->showSection(QStringLiteral("layers"));
    CHECK(person.find("emptyAddLayer")->isVisible());
    CHECK(primaries(*data) == 1);
    data->showSection(QStringLiteral("problems"));
    auto* page = data->findChild<app::ProblemsPage*>();
    REQUIRE(QTest::qWaitFor([&] { return page->isReady(); }, 30'000));
    CHECK(person.find("problemsEmpty")->isVisible());

    // The first record brings the table, the last one that goes brings the sentence back.
    data->showSection(QStringLiteral("place"));
    const auto* says = person.find<app::RecordForm>("form_place")->findChild<QLabel*>(QStringLiteral("formNone"));
    CHECK(says->text().startsWith(QStringLiteral("No record yet."))); // there is none to choose in the table
    person.click("emptyAdd_place");
    person.type("field_name", QStringLiteral("Luzi"));
    person.click("createRecord");
    REQUIRE(person.window->document()->mission()->all<core::Place>().size() == 1);
    CHECK(person.find("table_place")->isVisible());
    CHECK_FALSE(person.find("emptyAdd_place")->isVisible());
    CHECK(person.find("add_place")->property("role").toString() == QStringLiteral("primary"));
    CHECK(person.find("delete_place")->isEnabled()); // it is chosen
    person.window->document()->undoStack().undo();
    CHECK(person.find("emptyAdd_place")->isVisible());
}
