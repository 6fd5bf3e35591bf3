// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plain_labels.h"
#include "window_fixture.h"

#include "incidents/incident_table.h"
#include "incidents/incidents_workspace.h"
#include "incidents/timeline.h"
#include "records/record_form.h"

#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>

#include <QCalendarWidget>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableWidget>
#include <QToolButton>

#include <numeric>

using namespace tutela;
using session::IncidentModel;
using test::Window;

namespace {

/// Somebody at the incidents of the demo mission.
struct Person : Window {
    enum class Of { Demo, Empty };
    explicit Person(Of mission = Of::Demo)
    {
        if (mission == Of::Demo) {
            openDemo();
        } else {
            core::MissionDetails details;
            details.name = "Empty";
            details.time_zone = "Africa/Lagos";
            static_cast<void>(store::MissionFile::create(path(), details, {}));
            REQUIRE(test::openMission(*window, path()));
        }
        window->show(QStringLiteral("Incidents"));
        document = window->document();
        workspace = find<app::IncidentsWorkspace>("Incidents");
        table = find<app::IncidentTable>("incidentTable");
        map = find<app::MapCanvas>("incidentMap");
    }
    [[nodiscard]] IncidentModel& model() const { return workspace->model(); }
    [[nodiscard]] std::string hash() const { return store::MissionFile::open(path(), store::Access::ReadOnly).contentHash(); }
    [[nodiscard]] core::Incident incident(std::int64_t id) const
    {
        return core::recordOf<core::Incident>(*session::valuesNow(*document, {core::Kind::INCIDENT, id}));
    }
    std::int64_t select(int row) const
    {
        const QModelIndex index = model().index(row, IncidentModel::Category);
        table->scrollTo(index);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
        return model().idAt(row);
    }
    /// Table, map and timeline count the same incidents.
    void checkCounts(const char* when) const
    {
        INFO(when);
        REQUIRE(map->scene() != nullptr);
        REQUIRE(map->scene()->chosen != nullptr);
        auto inTable = model().rows(); // the map draws the same ones in the order of their columns
        std::sort(inTable.begin(), inTable.end());
        CHECK(map->scene()->chosen->rows == inTable);
        const auto& bars = find<app::Timeline>("timeline")->bars();
        const auto brush = find<app::Timeline>("timeline")->brush();
        std::int64_t counted = 0;
        for (const auto& bar : bars)
            if (!brush || (bar.from >= brush->from && bar.to <= brush->to))
                counted += bar.incidents;
        CHECK(counted == model().rowCount());
        CHECK(find<QLabel>("incidentCount")->text().startsWith(session::countText(std::int64_t{model().rowCount()})));
    }
    session::Document* document = nullptr;
    app::IncidentsWorkspace* workspace = nullptr;
    app::IncidentTable* table = nullptr;
    app::MapCanvas* map = nullptr;
};

} // namespace

TEST_CASE("table, map and timeline show the same incidents under filter and brush")
{
    Person person;
    REQUIRE(QTest::qWaitFor([&] { return person.map->scene() != nullptr && person.map->isSharp(); }, 30'000));
    const int all = person.model().rowCount();
    person.checkCounts("at first");
    person.click("categoryATTACK_ON_CIVILIANS");
    REQUIRE(person.model().rowCount() > 0);
    REQUIRE(person.model().rowCount() < all);
    person.checkCounts("with a category");
    auto* timeline = person.find<app::Timeline>("timeline");
    std::size_t busy = 0;
    while (busy < timeline->bars().size() && timeline->bars()[busy].incidents == 0)
        ++busy;
    timeline->setFocus();
    for (std::size_t i = 0; i <= busy; ++i)
        QTest::keyClick(timeline, Qt::Key_Right);
    REQUIRE(timeline->brush());
    person.checkCounts("with a brush too");
    // What the filter hides cannot be clicked on the map.
    const auto& columns = *person.document->mission()->incidents;
    person.map->goTo(core::GeoPoint::of(columns.lon(0), columns.lat(0)));
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns.hasPosition(i))
            if (const auto at = person.map->view().toScreen(core::GeoPoint::of(columns.lon(i), columns.lat(i))))
                if (const auto hit = person.map->hitAt(*at); hit && hit->record.kind == core::Kind::INCIDENT)
                    CHECK(person.model().rowOf(hit->record.id) >= 0);
    person.click("clearFilters");
    person.checkCounts("after Clear");
    CHECK(person.model().rowCount() == all);
    person.document->edit({{{"kind", "incident"}, {"id", person.model().idAt(0)}, {"set", {{"time_start", "2026-01-02T10:00:00Z"}}}}}, QStringLiteral("Out of the period"));
    person.checkCounts("after an edit");
    CHECK(person.model().rowCount() == all - 1);
}

TEST_CASE("the record shows and takes the time of the mission's clock, and a day from a calendar")
{
    Person person; // Africa/Lagos, an hour ahead of UTC
    const std::int64_t id = person.select(0);
    person.type("field_time_start", QStringLiteral("2026-10-05 14:30"));
    CHECK(core::toText(*person.incident(id).time_start) == "2026-10-05T13:30:00.000Z");
    CHECK((person.incident(id).time_precision == core::TimePrecision::EXACT_MINUTE || person.incident(id).time_precision == core::TimePrecision::HOUR));
    auto* line = person.find<QLineEdit>("field_time_start");
    CHECK(line->text() == QStringLiteral("2026-10-05 14:30"));
    QTest::mouseClick(person.find<QToolButton>("calendar_time_start"), Qt::LeftButton);
    auto* menu = person.window->findChild<QMenu*>(QStringLiteral("calendarMenu"));
    REQUIRE(menu != nullptr);
    auto* calendar = menu->findChild<QCalendarWidget*>();
    CHECK(calendar->selectedDate() == QDate(2026, 10, 5));
    QTest::keyClick(calendar->focusProxy() != nullptr ? calendar->focusProxy() : calendar, Qt::Key_Left);
    QTest::keyClick(calendar->focusProxy() != nullptr ? calendar->focusProxy() : calendar, Qt::Key_Return);
    CHECK(core::toText(*person.incident(id).time_start) == "2026-10-04T13:30:00.000Z");
}

TEST_CASE("refused text stays through a look at another record, and what was meant is one click")
{
    Person person;
    const std::int64_t id = person.select(0);
    const std::string before = person.hash();
    person.type("field_houses_burnt", QStringLiteral("12x"));
    auto* line = person.find<QLineEdit>("field_houses_burnt");
    CHECK(line->text() == QStringLiteral("12x"));
    CHECK(line->property("state").toString() == QStringLiteral("error"));
    CHECK_FALSE(person.find<QLabel>("problem_houses_burnt")->text().isEmpty());
    CHECK(person.hash() == before);
    person.select(1);
    CHECK(line->text() != QStringLiteral("12x"));
    CHECK(line->property("state").toString().isEmpty());
    CHECK(person.window->messages().text().contains(QStringLiteral("12x")));
    person.window->openRecord({core::Kind::INCIDENT, id});
    CHECK(line->text() == QStringLiteral("12x"));
    CHECK(line->property("state").toString() == QStringLiteral("error"));
    auto* suggestion = person.find<QPushButton>("suggestion_houses_burnt");
    REQUIRE(suggestion->isVisibleTo(person.window));
    QTest::mouseClick(suggestion, Qt::LeftButton);
    CHECK(person.incident(id).houses_burnt == 12);
    CHECK(line->property("state").toString().isEmpty());
}

TEST_CASE("grades and figures of harm are named in whole words")
{
    Person person;
    person.select(0);
    const auto* reliability = person.find<QComboBox>("sourceReliability");
    CHECK(reliability->itemText(0) == QStringLiteral("A, completely reliable"));
    CHECK(reliability->itemText(3) == QStringLiteral("D, not usually reliable"));
    CHECK(reliability->currentText() == QStringLiteral("F, cannot be judged"));
    CHECK(reliability->currentData().toString() == QStringLiteral("F"));
    const auto* credibility = person.find<QComboBox>("sourceCredibility");
    CHECK(credibility->itemText(0) == QStringLiteral("1, confirmed by other independent sources"));
    CHECK(credibility->currentText() == QStringLiteral("6, cannot be judged"));
    const auto* harm = person.find<QTableWidget>("harmTable");
    for (int row = 0; row < harm->rowCount(); ++row)
        CHECK_FALSE(harm->verticalHeaderItem(row)->text().contains(QStringLiteral("n/k")));
    for (int column = 0; column < harm->columnCount(); ++column)
        CHECK_FALSE(harm->horizontalHeaderItem(column)->text().contains(QLatin1Char('.')));
}

TEST_CASE("figures of harm that only fit together are taken when the last of them is typed")
{
    Person person;
    const std::int64_t id = person.select(0);
    person.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"missing_low", 1}, {"missing_best", 1}, {"missing_high", 1}}}}}, QStringLiteral("One"));
    auto* harm = person.find<QTableWidget>("harmTable");
    constexpr int kMissing = 3, kBest = 0, kHigh = 2;
    harm->item(kBest, kMissing)->setText(QStringLiteral("7")); // above the highest
    CHECK(person.incident(id).missing.best == 1);
    CHECK(harm->item(kBest, kMissing)->text() == QStringLiteral("7"));
    CHECK_FALSE(person.find<QLabel>("problem_harm")->text().isEmpty());
    person.select(1);
    person.window->openRecord({core::Kind::INCIDENT, id});
    CHECK(harm->item(kBest, kMissing)->text() == QStringLiteral("7"));
    harm->item(kHigh, kMissing)->setText(QStringLiteral("9"));
    CHECK(person.incident(id).missing.best == 7);
    CHECK(person.incident(id).missing.high == 9);
    CHECK(person.find<QLabel>("problem_harm")->text().isEmpty());
}

TEST_CASE("a figure that can hardly be true is taken, and asked about below the table")
{
    Person person;
    const std::int64_t id = person.select(0);
    auto* harm = person.find<QTableWidget>("harmTable");
    auto* question = person.find<QLabel>("question_harm");
    for (int row = 1; row < harm->rowCount(); ++row) // nothing that it must fit together with
        harm->item(row, 0)->setText({});
    harm->item(0, 0)->setText(QStringLiteral("10000000"));
    CHECK(person.incident(id).killed.best == 10'000'000);
    CHECK(person.find<QLabel>("problem_harm")->text().isEmpty());
    CHECK(question->isVisibleTo(person.window));
    CHECK(question->text() == QStringLiteral("Really 10\u202F000\u202F000 killed in one incident? Check the figure."));
    harm->item(0, 0)->setText(QStringLiteral("10"));
    CHECK(person.incident(id).killed.best == 10);
    CHECK_FALSE(question->isVisibleTo(person.window));
}

TEST_CASE("records are chosen from a list that is found in by typing")
{
    Person person;
    const std::int64_t id = person.select(0);
    const auto& place = person.document->mission()->all<core::Place>().at(2);
    QTest::mouseClick(person.find<QPushButton>("field_place_id"), Qt::LeftButton);
    auto* dialog = person.window->findChild<QDialog*>(QStringLiteral("pickDialog"));
    REQUIRE(dialog != nullptr);
    auto* filter = dialog->findChild<QLineEdit*>(QStringLiteral("pickFilter"));
    QTest::keyClicks(filter, QString::fromStdString(place.name));
    QTest::keyClick(filter, Qt::Key_Return);
    CHECK(person.incident(id).place_id == core::PlaceId{place.id});
    CHECK(person.find<QPushButton>("field_place_id")->accessibleDescription() == QString::fromStdString(place.name));
}

TEST_CASE("pasting shows what is refused before anything is done")
{
    Person person;
    const std::string before = person.hash();
    person.table->setCurrentIndex(person.model().index(0, IncidentModel::Killed));
    person.table->setFocus();
    QApplication::clipboard()->setText(QStringLiteral("200000\nmany\n"));
    const std::int64_t first = person.model().idAt(0), second = person.model().idAt(1);
    QTest::keyClick(person.table, Qt::Key_V, Qt::ControlModifier);
    auto* dialog = person.window->findChild<QDialog*>(QStringLiteral("pasteDialog"));
    REQUIRE(dialog != nullptr);
    CHECK(person.hash() == before);
    auto* refused = dialog->findChild<QTableWidget*>(QStringLiteral("pasteRefused"));
    REQUIRE(refused != nullptr);
    bool named = false;
    for (int row = 0; row < refused->rowCount(); ++row)
        named = named || (refused->item(row, 0)->text() == QStringLiteral("2") && refused->item(row, 2)->text() == QStringLiteral("many") && !refused->item(row, 3)->text().isEmpty());
    CHECK(named);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("pasteCancel")), Qt::LeftButton);
    CHECK(person.hash() == before);
    CHECK(person.model().rowOf(first) >= 0);
    CHECK(person.model().rowOf(second) >= 0);
}

TEST_CASE("rows that were copied come back into their columns, and Ctrl+X takes them out with an undo")
{
    Person person;
    person.prompts.texts = {QStringLiteral("Radio Ubara")}; // nothing cites a new one, so that it can go
    person.click("button_edit.new");
    person.type("field_time_start", QStringLiteral("2026-10-05")); // now it is in the period
    person.select(person.model().rowOf(person.window->context().selection()->id));
    person.table->setFocus();
    const int steps = person.document->undoStack().count();
    const std::size_t count = person.document->mission()->incidents->size();
    QTest::keyClick(person.table, Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    CHECK(copied.count(QLatin1Char('\n')) == 2);
    const std::string before = person.hash();
    QTest::keyClick(person.table, Qt::Key_V, Qt::ControlModifier); // onto itself: nothing differs that can be set
    CHECK(person.window->findChild<QDialog*>(QStringLiteral("pasteDialog")) == nullptr);
    CHECK(person.document->mission()->incidents->size() == count);
    const auto edits = person.document->undoStack().count();
    for (int i = steps; i < edits; ++i)
        QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(person.hash() == before);
    QTest::keyClick(person.table, Qt::Key_X, Qt::ControlModifier);
    CHECK(person.document->mission()->incidents->size() == count - 1);
    CHECK(QApplication::clipboard()->text() == copied);
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(person.document->mission()->incidents->size() == count);
    CHECK(person.hash() == before);
}

TEST_CASE("in the table Enter opens the record, typing finds, and a right click on the header chooses columns")
{
    Person person;
    person.table->setCurrentIndex(person.model().index(0, IncidentModel::Category));
    person.table->setFocus();
    const QString wanted = person.model().index(person.model().rowCount() - 1, IncidentModel::Category).data().toString();
    QTest::keyClicks(person.table, wanted.left(4));
    CHECK(person.table->currentIndex().data().toString().startsWith(wanted.left(4), Qt::CaseInsensitive));
    QTest::keyClick(person.table, Qt::Key_Return);
    auto* form = person.find<app::RecordForm>("form_incident");
    CHECK(form->isAncestorOf(QApplication::focusWidget()));
    auto* header = person.table->horizontalHeader();
    emit header->customContextMenuRequested(QPoint{20, 8});
    auto* menu = person.table->findChild<QMenu*>(QStringLiteral("columnMenu"));
    REQUIRE(menu != nullptr);
    CHECK(person.table->isColumnHidden(IncidentModel::Title));
    for (auto* action : menu->actions())
        if (action->text() == QStringLiteral("Title"))
            action->trigger();
    CHECK_FALSE(person.table->isColumnHidden(IncidentModel::Title));
}

TEST_CASE("long, right-to-left and marked-up names are shown as they are, in every field")
{
    Person person;
    const std::int64_t id = person.select(0);
    const QString odd = QStringLiteral("<img src=x> & <b>\u0627\u0644\u0633\u0648\u0642</b> a\u0301\u0323\u0300 ") + QString{10'000, QLatin1Char('w')};
    person.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"title", odd.toStdString()}, {"place_name", odd.toStdString()}, {"description", odd.toStdString()}}}},
                           {{"kind", "actor"}, {"id", person.document->mission()->all<core::Actor>().front().id}, {"set", {{"name", odd.toStdString()}}}},
                           {{"kind", "place"}, {"id", person.document->mission()->all<core::Place>().front().id}, {"set", {{"name", odd.toStdString()}}}}},
                          QStringLiteral("Odd names"));
    const QSize size = person.window->size();
    auto* title = person.find<app::RecordForm>("form_incident")->findChild<QLabel*>(QStringLiteral("formTitle"));
    CHECK(title->textFormat() == Qt::PlainText);
    CHECK(title->text().startsWith(QStringLiteral("<img src=x>")));
    CHECK(person.model().index(person.model().rowOf(id), IncidentModel::Place).data().toString().startsWith(QStringLiteral("<img src=x>")));
    for (const char* workspace : {"Data", "Overview", "Incidents"}) {
        person.window->show(QLatin1String{workspace});
        QTest::qWait(50);
        CHECK(person.window->size() == size); // no name makes the window grow
        CHECK_FALSE(person.window->grab().isNull());
    }
    for (auto* label : person.window->findChildren<QLabel*>()) {
        INFO(label->metaObject()->className() << " " << label->objectName().toStdString() << " of " << label->parent()->metaObject()->className() << " " << label->parent()->objectName().toStdString() << " says " << label->text().left(60).toStdString());
        CHECK(test::readsAsPlain(*label));
    }
    CHECK(person.window->context().selection() == session::RecordRef{core::Kind::INCIDENT, id});
    CHECK(person.find<QPlainTextEdit>("field_description")->toPlainText() == odd.normalized(QString::NormalizationForm_C));
}

TEST_CASE("with a locale of decimal commas numbers are stored and read the same")
{
    const QLocale before;
    QLocale::setDefault(QLocale{QLocale::French, QLocale::France});
    {
        Person person;
        const std::int64_t id = person.select(0);
        person.type("field_position", QStringLiteral("1.94, 5.1"));
        CHECK(*person.incident(id).lat == Approx(1.94));
        CHECK(*person.incident(id).lon == Approx(5.1));
        person.type("field_houses_burnt", QStringLiteral("1,5"));
        CHECK_FALSE(person.find<QLabel>("problem_houses_burnt")->text().isEmpty());
        person.type("field_houses_burnt", QStringLiteral("1200"));
        CHECK(person.incident(id).houses_burnt == 1200);
        CHECK(person.find<QLineEdit>("field_houses_burnt")->text() == QStringLiteral("1\u202F200"));
        person.type("field_time_start", QStringLiteral("2026-10-05 14:30"));
        CHECK(core::toText(*person.incident(id).time_start) == "2026-10-05T13:30:00.000Z");
    }
    QLocale::setDefault(before);
}

TEST_CASE("a mission without an incident offers an import, and with one shows it everywhere")
{
    Person person{Person::Of::Empty};
    CHECK(person.model().rowCount() == 0);
    CHECK(person.find<QPushButton>("emptyImport")->isVisibleTo(person.window));
    CHECK_FALSE(person.find<QLabel>("incidentCount")->isVisibleTo(person.window));
    CHECK_FALSE(person.window->grab().isNull());
    person.prompts.texts = {QStringLiteral("Radio Ubara")};
    person.click("emptyNew");
    CHECK(person.model().rowCount() == 1);
    CHECK(person.model().index(0, IncidentModel::Date).data().toString().isEmpty()); // nobody gave a day
    REQUIRE(QTest::qWaitFor([&] { return person.map->scene() != nullptr; }, 30'000));
    person.type("field_time_start", QStringLiteral("2026-10-05"));
    person.checkCounts("with one");
    CHECK(person.find<QLabel>("incidentCount")->text().contains(QStringLiteral("1 without a position")));
    person.type("field_position", QStringLiteral("1.94, 5.1"));
    person.checkCounts("with one on the map");
    CHECK_FALSE(person.window->grab().isNull());
}

TEST_CASE("columns whose texts are cut get the room that the table has, until a person sets a width")
{
    Person person;
    person.window->resize(1920, 1080);
    const auto cut = [&] {
        int count = 0;
        for (int row = 0; row < 10; ++row)
            for (const int column : {IncidentModel::Category, IncidentModel::Place, IncidentModel::Perpetrators})
                count += person.table->fontMetrics().horizontalAdvance(person.model().index(row, column).data().toString()) + 8 > person.table->columnWidth(column);
        return count;
    };
    CHECK(QTest::qWaitFor([&] { return cut() == 0; }, 5000));
    CHECK_FALSE(person.table->horizontalScrollBar()->isVisible());
    // Dragging a border is a wish.
    auto* header = person.table->horizontalHeader();
    const QPoint border{header->sectionViewportPosition(IncidentModel::Place) + header->sectionSize(IncidentModel::Place) - 1, header->height() / 2};
    QTest::mousePress(header->viewport(), Qt::LeftButton, {}, border);
    QTest::mouseMove(header->viewport(), border - QPoint{40, 0});
    header->resizeSection(IncidentModel::Place, 90); // what the move does where the platform tells it
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, border - QPoint{40, 0});
    const int wished = person.table->columnWidth(IncidentModel::Place);
    person.window->resize(1900, 1000);
    QTest::qWait(100);
    CHECK(person.table->columnWidth(IncidentModel::Place) == wished);
}

TEST_CASE("a double click on the border of a column is a wish for its width as a drag is")
{
    Person person;
    auto* header = person.table->horizontalHeader();
    QTest::qWait(100);
    const QPoint border{header->sectionViewportPosition(IncidentModel::Place) + header->sectionSize(IncidentModel::Place) - 1, header->height() / 2};
    const QPointF global = header->viewport()->mapToGlobal(QPointF{border});
    QMouseEvent twice{QEvent::MouseButtonDblClick, QPointF{border}, global, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier};
    QCoreApplication::sendEvent(header->viewport(), &twice);
    header->resizeSection(IncidentModel::Place, 70); // what it does for short texts
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, border);
    const int wished = person.table->columnWidth(IncidentModel::Place);
    person.window->resize(person.window->width() + 300, person.window->height());
    QTest::qWait(100);
    CHECK(person.table->columnWidth(IncidentModel::Place) == wished);
}

TEST_CASE("the bar above the incidents is whole at 200 % text in a window of 1280 by 720")
{
    Person person;
    person.style.setTextScale(2.0);
    person.window->resize(1280, 720);
    QTest::qWait(200);
    const auto* count = person.find<QLabel>("incidentCount");
    CHECK(count->width() >= count->sizeHint().width());
    const auto* bar = count->parentWidget()->parentWidget();
    for (const char* name : {"button_edit.new", "button_edit.bulk", "button_data.import", "button_data.export"}) {
        const auto* button = person.find<QPushButton>(name);
        INFO(name);
        CHECK(button->width() >= button->sizeHint().width());
        CHECK(bar->rect().contains(button->geometry()));
    }
}
