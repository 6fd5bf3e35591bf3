// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "canvas/map_canvas.h"
#include "incidents/import_window.h"
#include "incidents/incidents_workspace.h"

#include <tutela/core/cover_codes.h>
#include <tutela/geodata/raster.h>
#include <tutela/session/display.h>

#include <catch2/catch.hpp>

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QTableWidget>
#include <QUrl>

using namespace tutela;
using test::Window;

namespace {

constexpr int kImportWait = 30'000;

/// A month as a partner sends it: semicolons, Windows-1252, decimal commas, a word of its own, a count that is none.
std::string octoberTable()
{
    std::string table = "Date \xE9vt;Lieu;Latitude;Longitude;Nature;Tu\xE9s;Bless\xE9s;R\xE9sum\xE9;ID interne\n";
    for (int day = 13; day < 31; ++day) {
        const std::string number = std::to_string(day);
        table += number + "/10/2026;March\xE9 " + number + ";1,9" + number + "5;5,1" + number + "5;Embuscade;" + (day == 20 ? "mille" : std::to_string(day % 3)) + ";1;Attaque;" + number + "\n";
    }
    return table;
}

struct Importer : Window {
    Importer()
    {
        openDemo();
        window->show(QStringLiteral("Incidents"));
        document = window->document();
        test::writeFile(folder / "octobre.csv", octoberTable());
    }
    [[nodiscard]] QString file(const char* name = "octobre.csv") const { return QString::fromStdString((folder / name).string()); }
    [[nodiscard]] app::ImportWindow* import() const { return window->findChild<app::ImportWindow*>(QStringLiteral("importWindow")); }
    [[nodiscard]] std::string hash() const { return store::MissionFile::open(path(), store::Access::ReadOnly).contentHash(); }
    [[nodiscard]] std::size_t incidents() const { return document->mission()->incidents->size(); }
    void waitRead() const
    {
        REQUIRE(import() != nullptr);
        REQUIRE(QTest::qWaitFor([&] { return find<QPushButton>("importNext")->isEnabled(); }, kImportWait));
    }
    void clickToast(const QString& text) const
    {
        for (auto* toast : window->findChildren<QFrame*>(QStringLiteral("toast")))
            for (auto* button : toast->findChildren<QPushButton*>())
                if (button->text() == text && button->isVisibleTo(window)) {
                    QTest::mouseClick(button, Qt::LeftButton);
                    return;
                }
        FAIL("no such button in a toast");
    }
    /// A key where the focus is, as a hand on the keyboard gives it.
    static void key(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QWidget* at = QApplication::focusWidget();
        REQUIRE(at != nullptr);
        QTest::keyClick(at, key, with);
    }
    static void tabTo(const char* name)
    {
        for (int step = 0; step < 60; ++step) {
            if (QApplication::focusWidget() != nullptr && QApplication::focusWidget()->objectName() == QLatin1String{name})
                return;
            key(Qt::Key_Tab);
        }
        FAIL("Tab does not reach it");
    }
    session::Document* document = nullptr;
};

void clickRow(QTableWidget& table, int row)
{
    table.scrollToItem(table.item(row, 0));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(row, 0)).center());
}

void choose(QComboBox& box, const QString& text)
{
    const int at = box.findText(text);
    REQUIRE(at >= 0);
    box.setCurrentIndex(at);
    emit box.activated(at);
}

} // namespace

TEST_CASE("a file that is dropped on the window starts the import, from any workspace")
{
    Importer person;
    person.window->show(QStringLiteral("Overview"));
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(person.file())});
    QDragEnterEvent enter{QPoint{300, 300}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(person.window, &enter);
    CHECK(enter.isAccepted());
    QDropEvent drop{QPointF{300, 300}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(person.window, &drop);
    person.waitRead();
    CHECK(person.import()->draft().preview().columns.size() == 9);
    const QSize room = person.import()->screen()->availableSize() - QSize{8, 40};
    CHECK(person.import()->size() == person.import()->size().boundedTo(room));
    CHECK(person.find<QLabel>("importEncoding")->text().contains(QStringLiteral("1252")));
}

TEST_CASE("the import of a month by mouse: words are explained, refused rows saved, the result zoomed to, the sender remembered")
{
    Importer person;
    const std::string before = person.hash();
    const std::size_t count = person.incidents();
    person.prompts.opens = {person.file()};
    person.click("button_data.import");
    person.waitRead();
    auto* columns = person.find<QTableWidget>("importColumns");
    person.click("importNext");
    REQUIRE(columns->rowCount() == 9);
    int nature = 0;
    while (columns->item(nature, 0)->text() != QStringLiteral("Nature"))
        ++nature;
    clickRow(*columns, nature);
    choose(*person.find<QComboBox>("columnField"), QStringLiteral("Category"));
    person.click("importNext");
    auto* words = person.find<QTableWidget>("importWords");
    static_cast<void>(QTest::qWaitFor([&] { return words->isVisible() || person.find<QLabel>("importBalance")->isVisible() || person.find<QLabel>("importCheckProblem")->isVisible(); }, kImportWait));
    INFO(person.find<QLabel>("importCheckProblem")->text().toStdString() << person.find<QLabel>("importBalance")->text().toStdString());
    REQUIRE(words->isVisible());
    REQUIRE(words->rowCount() == 1);
    CHECK(words->item(0, 1)->text() == QStringLiteral("Embuscade"));
    CHECK(words->item(0, 2)->text() == QStringLiteral("18")); // the refused row has it too
    CHECK(words->item(0, 3)->text() == QStringLiteral("the cell stays empty"));
    CHECK(person.find<QLabel>("importNotes")->text().contains(QStringLiteral("18 values of column \u201CNature\u201D not understood: \u201CEmbuscade\u201D (18): the cells stay empty.")));
    choose(*person.find<QComboBox>("wordMeaning"), QStringLiteral("Attack on civilians"));
    CHECK(person.find<QPushButton>("importNext")->text() == QStringLiteral("Check again"));
    person.click("importNext");
    REQUIRE(QTest::qWaitFor([&] { return person.find<QTableWidget>("importRejections")->isVisible(); }, kImportWait));
    CHECK_FALSE(words->isVisible());
    CHECK(person.find<QLabel>("importBalance")->text().contains(QStringLiteral("17 new")));
    person.prompts.saves = {person.file("rejected.csv")};
    person.click("exportRejected");
    REQUIRE(QTest::qWaitFor([&] { return std::filesystem::exists(person.folder / "rejected.csv"); }, kImportWait));
    const std::string rejected = test::readFile(person.folder / "rejected.csv");
    CHECK(rejected.find("mille") != std::string::npos);
    CHECK(rejected.find("reason") != std::string::npos);
    CHECK(person.hash() == before);
    person.click("importNext");
    const QString what = person.find<QLabel>("importText")->text();
    CHECK(what.startsWith(QStringLiteral("17 new records go into the mission as one step, which Undo takes back. "))); // and of no updates nothing is said
    person.click("importNext");
    REQUIRE(QTest::qWaitFor([&] { return person.document->undoStack().count() == 1; }, kImportWait));
    CHECK(person.incidents() == count + 17);
    const std::string after = person.hash();

    auto* map = person.find<app::MapCanvas>("incidentMap");
    REQUIRE(QTest::qWaitFor([&] { return map->hasView(); }, kImportWait));
    map->fit();
    const double wide = map->view().scaleDenominator();
    person.clickToast(QStringLiteral("View on map"));
    CHECK(map->view().scaleDenominator() < wide);
    const auto& all = *person.document->mission()->incidents;
    int seen = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all.datasets[all.dataset[i]].starts_with("octobre")) {
            const auto at = map->view().toScreen(core::GeoPoint::of(all.lon(i), all.lat(i)));
            CHECK((at && map->view().frame().contains(*at)));
            ++seen;
        }
    CHECK(seen == 17);

    person.window->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(person.window));
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(person.incidents() == count);
    CHECK(person.hash() == before);
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(person.hash() == after);

    // The next file of the sender asks nothing.
    test::writeFile(person.folder / "octobre.csv", octoberTable().substr(0, octoberTable().find('\n') + 1) + "30/10/2026;Pont;1,95;5,15;Embuscade;0;1;Attaque;99\n");
    person.prompts.opens = {person.file()};
    person.click("button_data.import");
    person.waitRead();
    CHECK(person.import()->draft().usedKeptMapping());
    person.click("importNext");
    CHECK(person.find<QLabel>("columnsSummary")->text().contains(QStringLiteral("last import")));
    person.click("importNext");
    REQUIRE(QTest::qWaitFor([&] { return person.find<QLabel>("importBalance")->isVisible(); }, kImportWait));
    CHECK_FALSE(person.find<QTableWidget>("importWords")->isVisible());
}

TEST_CASE("an import of land cover asks which class each code is, keeps it with the layer and undoes it")
{
    Importer person;
    const std::string before = person.hash();
    core::Grid<float> cells{2, 3, 1.0F};
    cells.at(1, 1) = 4.0F;
    test::writeFile(person.folder / "cover.tif", geodata::geoTiffBytes(cells, {500'000.0, 200'000.0, 100.0, 100.0, "EPSG:32631"}, {geodata::CellType::Byte, {}}));
    person.prompts.opens = {person.file("cover.tif")};
    person.click("button_data.import");
    auto* kind = person.find<QComboBox>("importKind");
    REQUIRE(QTest::qWaitFor([&] { return kind->isEnabled() && person.find<QLabel>("importFileProblem")->isVisible(); }, kImportWait)); // it is no table of incidents
    choose(*kind, session::importKindTitle(exchange::ImportKind::LANDCOVER));
    person.waitRead();
    const auto* columns = person.find<QPushButton>("importStep2"); // a raster has none
    CHECK_FALSE(columns->isEnabled());
    person.click("importNext");
    auto* codes = person.find<QTableWidget>("importWords");
    REQUIRE(QTest::qWaitFor([&] { return codes->isVisible(); }, kImportWait));
    CHECK(person.find<QPushButton>("importStep3")->isChecked());
    CHECK_FALSE(columns->isEnabled());
    CHECK(columns->icon().isNull()); // not done either: there was nothing to do
    person.click("importBack");
    CHECK(person.find<QPushButton>("importStep1")->isChecked());
    person.click("importNext");
    REQUIRE(person.find<QPushButton>("importStep3")->isChecked());
    REQUIRE(codes->rowCount() == 2);
    CHECK(codes->item(0, 1)->text() == QStringLiteral("1")); // the most frequent first
    CHECK(codes->item(0, 2)->text() == QStringLiteral("5"));
    CHECK(codes->item(0, 3)->text() == QStringLiteral("open ground, not known"));
    CHECK(codes->horizontalHeaderItem(2)->text() == QStringLiteral("Cells"));
    CHECK(person.find<QLabel>("importNotes")->text().contains(QStringLiteral("they are taken as open ground")));
    choose(*person.find<QComboBox>("wordMeaning"), QStringLiteral("Cropland"));
    clickRow(*codes, 1);
    choose(*person.find<QComboBox>("wordMeaning"), QStringLiteral("Forest"));
    person.click("importNext"); // checks again
    REQUIRE(QTest::qWaitFor([&] { return person.find<QLabel>("importBalance")->isVisible(); }, kImportWait));
    CHECK_FALSE(codes->isVisible());
    person.click("importNext");
    person.click("importNext");
    REQUIRE(QTest::qWaitFor([&] { return person.document->undoStack().count() == 1; }, kImportWait));
    const auto& layers = person.document->mission()->all<core::Layer>();
    const auto cover = std::find_if(layers.begin(), layers.end(), [](const core::Layer& layer) { return layer.name == "cover"; });
    REQUIRE(cover != layers.end());
    CHECK(core::coverCodesOf(*cover) == core::CoverCodes{{1, core::LandCover::CROPLAND}, {4, core::LandCover::FOREST}});
    person.document->undoStack().undo();
    CHECK(person.hash() == before);
}

TEST_CASE("the import of a month with the keyboard alone")
{
    Importer person;
    const std::size_t count = person.incidents();
    person.prompts.opens = {person.file()};
    QTest::keyClick(person.window, Qt::Key_I, Qt::ControlModifier);
    person.waitRead();
    REQUIRE(QTest::qWaitFor([&] { return QApplication::focusWidget() == person.find<QPushButton>("importNext"); }, kImportWait));
    Importer::key(Qt::Key_Return);
    auto* columns = person.find<QTableWidget>("importColumns");
    REQUIRE(columns->isVisible());
    Importer::tabTo("importColumns");
    for (int row = 0; row < 20 && columns->item(columns->currentRow(), 0)->text() != QStringLiteral("Nature"); ++row)
        Importer::key(Qt::Key_Down);
    CHECK(columns->item(columns->currentRow(), 0)->text() == QStringLiteral("Nature"));
    Importer::tabTo("columnField");
    auto* field = person.find<QComboBox>("columnField");
    for (int step = 0; step < 200 && field->currentText() != QStringLiteral("Category"); ++step)
        Importer::key(field->findText(QStringLiteral("Category")) > field->currentIndex() ? Qt::Key_Down : Qt::Key_Up);
    CHECK(columns->item(columns->currentRow(), 2)->text() == QStringLiteral("Category"));
    Importer::tabTo("importNext");
    Importer::key(Qt::Key_Return);
    auto* words = person.find<QTableWidget>("importWords");
    static_cast<void>(QTest::qWaitFor([&] { return words->isVisible() || person.find<QLabel>("importBalance")->isVisible() || person.find<QLabel>("importCheckProblem")->isVisible(); }, kImportWait));
    INFO(person.find<QLabel>("importCheckProblem")->text().toStdString() << person.find<QLabel>("importBalance")->text().toStdString());
    REQUIRE(words->isVisible());
    Importer::tabTo("wordMeaning");
    Importer::key(Qt::Key_Down);
    CHECK(words->item(0, 3)->text() != QStringLiteral("the cell stays empty"));
    Importer::tabTo("importNext");
    Importer::key(Qt::Key_Return);
    REQUIRE(QTest::qWaitFor([&] { return person.find<QLabel>("importBalance")->isVisible() && person.find<QPushButton>("importNext")->text() == QStringLiteral("Next"); }, kImportWait));
    Importer::tabTo("importNext");
    Importer::key(Qt::Key_Return);
    Importer::tabTo("importNext");
    Importer::key(Qt::Key_Return);
    REQUIRE(QTest::qWaitFor([&] { return person.document->undoStack().count() == 1; }, kImportWait));
    CHECK(person.incidents() == count + 17);
}

TEST_CASE("the row of the headings is changed in the window")
{
    Importer person;
    test::writeFile(person.folder / "titled.csv", "Incidents of October\n\nDate;Lieu;Latitude;Longitude\n13/10/2026;Luzi;1,94;5,10\n");
    person.window->takeFile(person.file("titled.csv"));
    REQUIRE(person.import() != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return !person.import()->draft().preview().columns.empty(); }, kImportWait));
    person.prompts.texts = {QStringLiteral("the third")};
    person.click("changeHeader");
    CHECK_FALSE(person.find<QLabel>("importFileProblem")->text().isEmpty());
    person.prompts.texts = {QStringLiteral("3")};
    person.click("changeHeader");
    REQUIRE(QTest::qWaitFor([&] { return person.import()->draft().preview().columns.size() == 4; }, kImportWait));
    CHECK(person.find<QLabel>("importHeader")->text().contains(QStringLiteral("Row 3")));
    CHECK(person.import()->draft().preview().columns[0].field == "time_start");
}

TEST_CASE("a large import is stopped by Cancel while it runs, and nothing has changed")
{
    Importer person;
    std::string table = "Date;Lieu;Latitude;Longitude;ID interne\n";
    for (int row = 0; row < 50'000; ++row)
        table += "2026-10-" + std::to_string(10 + row % 20) + ";Luzi;1.9" + std::to_string(row % 1000) + ";5.1" + std::to_string(row % 1000) + ";" + std::to_string(row) + "\n";
    test::writeFile(person.folder / "large.csv", table);
    const std::string before = person.hash();
    person.window->takeFile(person.file("large.csv"));
    person.waitRead();
    person.click("importNext");
    person.click("importNext");
    REQUIRE(QTest::qWaitFor([&] { return person.find<QPushButton>("importNext")->isEnabled(); }, 120'000));
    person.click("importNext");
    auto* next = person.find<QPushButton>("importNext");
    CHECK(next->text() == QStringLiteral("Import 50\u202F000"));
    QTest::mouseClick(next, Qt::LeftButton);
    auto* progress = person.find<QWidget>("importWriting");
    CHECK(progress->isVisible());
    auto* map = person.find<app::MapCanvas>("incidentMap");
    map->panBy({20, 0}); // the window goes on
    QTest::qWait(50);
    QPointer<app::ImportWindow> open = person.import();
    person.click("importCancel");
    REQUIRE(QTest::qWaitFor([&] { return open.isNull(); }, kImportWait));
    CHECK(person.hash() == before);
    CHECK(person.document->undoStack().count() == 0);
}
