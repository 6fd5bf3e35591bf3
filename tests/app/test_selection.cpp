// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner.h"

#include "data/data_workspace.h"
#include "records/record_form.h"

#include <tutela/session/display.h>
#include <tutela/session/record_model.h>

#include <QListWidget>
#include <QTableView>

using namespace tutela;
using test::Planner;

// One selection for all rooms (UX-09): what is chosen in one is chosen in the others, and stays so while they are visited.

namespace {

struct Visitor : Planner {
    void go(Qt::Key number) const { QTest::keyClick(window, number, Qt::ControlModifier); }
    [[nodiscard]] std::optional<std::int64_t> selected() const
    {
        const auto selection = window->context().selection();
        return selection && selection->kind == core::Kind::PLACE ? std::optional{selection->id} : std::nullopt;
    }
    [[nodiscard]] QString nameOf(std::int64_t place) const { return session::nameOf(*window->document()->mission(), {core::Kind::PLACE, place}); }
    void clickRow(int row) const
    {
        auto& list = table();
        auto* cell = list.item(row, 1);
        REQUIRE(cell != nullptr);
        list.scrollToItem(cell);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(cell).center());
    }
    /// Chooses the first place of the list that has no base beside it, whose symbol would lie over its own. @returns its row; -1 when there is none
    [[nodiscard]] int rowWithoutBase() const
    {
        constexpr double kApart = 0.05; // degrees
        const auto mission = window->document()->mission();
        const auto& bases = mission->all<core::Base>();
        for (int row = 0; row < table().rowCount(); ++row) {
            clickRow(row);
            const auto at = selected() ? mission->find<core::Place>(core::PlaceId{*selected()})->point() : std::nullopt;
            const bool alone = at && std::none_of(bases.begin(), bases.end(), [&](const core::Base& base) {
                return base.point() && std::abs(base.point()->lon() - at->lon()) < kApart && std::abs(base.point()->lat() - at->lat()) < kApart;
            });
            if (alone)
                return row;
        }
        return -1;
    }
    void requireInPatrols(std::int64_t place) const
    {
        CHECK(window->current()->objectName() == QStringLiteral("Patrols"));
        CHECK(selected() == place);
        waitComputed();
        CHECK(find<QLabel>("placeReachName")->text().contains(nameOf(place)));
    }
    void requireInData(std::int64_t place) const
    {
        auto* data = qobject_cast<app::DataWorkspace*>(window->current());
        REQUIRE(data != nullptr);
        CHECK(selected() == place);
        CHECK(data->section() == QStringLiteral("place"));
        CHECK(find<QTableView>("table_place")->currentIndex().data(session::RecordModel::IdRole).toLongLong() == place);
        CHECK(find<app::RecordForm>("form_place")->record() == place);
    }
};

} // namespace

TEST_CASE("a place chosen in the list of Patrols is chosen in the table and form of Data, and after a visit to Incidents")
{
    Visitor person;
    REQUIRE(person.table().rowCount() > 1);
    person.clickRow(1);
    REQUIRE(person.selected());
    const std::int64_t place = *person.selected();
    person.requireInPatrols(place);
    person.go(Qt::Key_7);
    person.requireInData(place);
    person.go(Qt::Key_2);
    CHECK(person.window->current()->objectName() == QStringLiteral("Incidents"));
    CHECK(person.selected() == place);
    person.go(Qt::Key_4);
    person.requireInPatrols(place);
    CHECK(person.table().currentRow() == 1);
    person.go(Qt::Key_7);
    person.requireInData(place);
}

TEST_CASE("a place chosen in the table of Data is chosen in Patrols, and after a visit to Incidents and back")
{
    Visitor person;
    person.clickRow(0);
    REQUIRE(person.selected());
    const std::int64_t first = *person.selected();
    person.go(Qt::Key_7);
    person.requireInData(first);
    auto* view = person.find<QTableView>("table_place");
    const int row = view->currentIndex().row() == 2 ? 3 : 2;
    const QModelIndex cell = view->model()->index(row, 0);
    view->scrollTo(cell);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(cell).center());
    const std::int64_t second = cell.data(session::RecordModel::IdRole).toLongLong();
    REQUIRE(second != first);
    person.requireInData(second);
    person.go(Qt::Key_2);
    CHECK(person.selected() == second);
    person.go(Qt::Key_4);
    person.requireInPatrols(second);
    person.go(Qt::Key_7);
    person.requireInData(second);
}

TEST_CASE("a place clicked on a map is chosen in every room")
{
    Visitor person;
    const int row = person.rowWithoutBase();
    REQUIRE(row >= 0);
    const std::int64_t place = *person.selected();
    const auto at = person.window->document()->mission()->find<core::Place>(core::PlaceId{place})->point();
    REQUIRE(at);
    person.window->context().select(std::nullopt);
    CHECK_FALSE(person.find<QLabel>("placeReachName")->text().contains(person.nameOf(place)));
    constexpr double kNear = 20'000; // one to this: symbols of neighbours are apart
    person.map->goTo(*at, kNear);
    REQUIRE(QTest::qWaitFor([&] { return person.map->isSharp(); }, test::kWait));
    person.clickMap(*at);
    REQUIRE(person.selected() == place);
    person.requireInPatrols(place);
    CHECK(person.table().currentRow() == row);
    person.go(Qt::Key_7);
    person.requireInData(place);
    person.go(Qt::Key_2);
    person.go(Qt::Key_4);
    person.requireInPatrols(place);
}

TEST_CASE("the first row of the incidents, current since the focus came in, is chosen by a click and by Enter")
{
    Visitor person;
    person.go(Qt::Key_2);
    auto* table = person.find<QTableView>("incidentTable");
    REQUIRE(QTest::qWaitFor([&] { return table->model()->rowCount() > 1; }, 20'000));
    table->setFocus(Qt::OtherFocusReason);
    table->setCurrentIndex(table->model()->index(0, 0)); // wherever the focus left it
    person.window->context().select(std::nullopt);
    table->clearSelection();
    CHECK_FALSE(person.window->context().selection());
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
    REQUIRE(person.window->context().selection());
    CHECK(person.window->context().selection()->kind == core::Kind::INCIDENT);
    CHECK(person.find<app::RecordForm>("form_incident")->record() == person.window->context().selection()->id);
    person.window->context().select(std::nullopt);
    table->clearSelection();
    QTest::keyClick(table, Qt::Key_Return);
    CHECK(person.window->context().selection());
}

TEST_CASE("the ring on the map of Data is of the record that table and form show, or there is none")
{
    Visitor person;
    const auto mission = person.window->document()->mission();
    const auto& places = mission->all<core::Place>();
    const auto& bases = mission->all<core::Base>();
    REQUIRE((places.size() > 1 && bases.size() > 1));
    const session::RecordRef place{core::Kind::PLACE, places[0].id}, other{core::Kind::PLACE, places[1].id}, base{core::Kind::BASE, bases[1].id};
    person.go(Qt::Key_7);
    auto* data = qobject_cast<app::DataWorkspace*>(person.window->current());
    REQUIRE(data != nullptr);
    data->showSection(QStringLiteral("place"));
    auto* map = person.window->canvas();
    REQUIRE(map != nullptr);
    person.window->context().select(place);
    CHECK(map->ringed() == place);
    // A base is chosen: its own table comes, with ring and form.
    person.window->context().select(base);
    CHECK(data->section() == QStringLiteral("base"));
    CHECK(map->ringed() == base);
    CHECK(person.find<app::RecordForm>("form_base")->record() == base.id);
    // Back among the places nothing is ringed: the table stands at the place, the selection is the base.
    data->showSection(QStringLiteral("place"));
    CHECK_FALSE(map->ringed());
    // What is chosen in another room while another table is in view is the record of its table when that is shown.
    person.go(Qt::Key_2);
    person.window->context().select(other);
    person.go(Qt::Key_7);
    CHECK(data->section() == QStringLiteral("place"));
    CHECK(map->ringed() == other);
    CHECK(person.find<app::RecordForm>("form_place")->record() == other.id);
    data->showSection(QStringLiteral("threat"));
    CHECK_FALSE(map->ringed());
    data->showSection(QStringLiteral("place"));
    CHECK(map->ringed() == other);
    CHECK(person.find<app::RecordForm>("form_place")->record() == other.id);
}

TEST_CASE("the layers of the map are offered only beside a map")
{
    Visitor person;
    person.go(Qt::Key_7);
    auto* data = qobject_cast<app::DataWorkspace*>(person.window->current());
    REQUIRE(data != nullptr);
    auto* layers = data->findChild<QListWidget*>(QStringLiteral("mapLayers"));
    data->showSection(QStringLiteral("place"));
    CHECK(layers->isVisibleTo(data));
    data->showSection(QStringLiteral("actor"));
    CHECK_FALSE(layers->isVisibleTo(data));
}
