// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "assess/assess_workspace.h"
#include "reports/reports_workspace.h"

#include <tutela/core/confidence_words.h>
#include <tutela/core/spoken.h>
#include <tutela/report/frozen.h>
#include <tutela/session/assessment_desk.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QDesktopServices>
#include <QElapsedTimer>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTextBrowser>
#include <QToolButton>

#include <sstream>

using namespace tutela;
using test::Window;

namespace {

constexpr int kLong = 60'000;

struct Reporting : Window {
    Reporting()
    {
        openDemo();
        QTest::keyClick(window, Qt::Key_R, Qt::ControlModifier);
        workspace = find<app::ReportsWorkspace>("Reports");
        REQUIRE(workspace != nullptr);
        pages = find<app::PageView>("reportPages");
        wait();
    }
    void wait() const
    {
        REQUIRE(QTest::qWaitFor([&] { return workspace->isReady() && pages->isSharp(); }, kLong));
    }
    /// Exports by key to a path and waits for the toast or the bar.
    void exportTo(const std::filesystem::path& path)
    {
        const auto notices = window->toasts().history().size();
        window->messages().hide(QStringLiteral("export"));
        prompts.saves = {QString::fromStdString(path.string())};
        QTest::keyClick(window, Qt::Key_E, Qt::ControlModifier);
        REQUIRE(QTest::qWaitFor([&] { return window->toasts().history().size() > notices || window->messages().text().contains(QStringLiteral("not exported")); }, kLong));
    }
    [[nodiscard]] core::AssessmentId someVersion(bool frozen) const
    {
        const auto mission = window->document()->mission();
        for (const auto id : session::reportVersions(*mission))
            if (core::isFrozen(*mission, id) == frozen)
                return id;
        FAIL("the demo has no such version");
        return {};
    }
    void choose(core::AssessmentId id)
    {
        auto* list = find<QListWidget>("reportVersions");
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->data(Qt::UserRole + 1).toLongLong() == id.value) {
                list->scrollToItem(list->item(row));
                QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
            }
        REQUIRE(workspace->version() == id);
        wait();
    }
    [[nodiscard]] QString paging() const { return find<QLabel>("reportPaging")->text(); }
    app::ReportsWorkspace* workspace = nullptr;
    app::PageView* pages = nullptr;
};

/// Stands in for the desktop: takes what it is asked to open.
struct Desktop : QTextBrowser {
    Desktop() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "setSource"); }
    ~Desktop() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }
    Desktop(const Desktop&) = delete;
    Desktop& operator=(const Desktop&) = delete;
    QList<QUrl> asked;

protected:
    void doSetSource(const QUrl& url, QTextDocument::ResourceType) override { asked << url; }
};

int pagesOfPdf(const std::filesystem::path& path)
{
    const auto info = test::run({"pdfinfo", path.string()});
    INFO(info.err);
    REQUIRE(info.exitCode == 0);
    return std::stoi(info.out.substr(info.out.find("Pages:") + 6));
}

} // namespace

TEST_CASE("Ctrl+R from anywhere shows the pages, and PgDn and PgUp turn them")
{
    Reporting person;
    REQUIRE(person.pages->count() > 4);
    const QString last = QString::number(person.pages->count());
    CHECK(person.paging() == QStringLiteral("1 / ") + last);
    person.pages->setFocus();
    QTest::keyClick(person.pages, Qt::Key_PageDown);
    QTest::keyClick(person.pages, Qt::Key_PageDown);
    CHECK(person.paging() == QStringLiteral("3 / ") + last);
    QTest::keyClick(person.pages, Qt::Key_PageUp);
    CHECK(person.paging() == QStringLiteral("2 / ") + last);
    QTest::keyClick(person.pages, Qt::Key_End);
    CHECK(person.paging() == last + QStringLiteral(" / ") + last);
    person.click("reportPreviousPage");
    CHECK(person.pages->page() == person.pages->count() - 2);
    person.wait();
    const QImage picture = person.pages->picture(person.pages->page());
    REQUIRE_FALSE(picture.isNull());
    const double before = person.pages->zoom();
    person.click("reportZoomIn");
    CHECK(person.pages->zoom() > before);
    person.wait();
    CHECK(person.pages->picture(person.pages->page()).width() > picture.width());
    CHECK(person.pages->page() == person.pages->count() - 2);
}

TEST_CASE("the report is exported by key to a PDF with the pages of the preview")
{
    Reporting person;
    person.choose(person.someVersion(false));
    const auto path = person.folder / "out.pdf";
    person.exportTo(path);
    CHECK(pagesOfPdf(path) == person.pages->count());
    CHECK(person.window->toasts().history().front().contains(QStringLiteral("Report exported: %1 pages, ").arg(person.pages->count())));
    // A desktop without a program for it is told, with the place of the file.
    QTest::mouseClick(person.find<QPushButton>("messageActionOpen"), Qt::LeftButton);
    CHECK(person.window->toasts().history().front().contains(QString::fromStdString(path.string())));
    std::istringstream fonts{test::run({"pdffonts", path.string()}).out};
    std::string heads, line;
    std::getline(fonts, heads);
    std::getline(fonts, line);
    const auto embedded = heads.find("emb");
    REQUIRE(embedded != std::string::npos);
    int count = 0;
    for (; std::getline(fonts, line); ++count) {
        INFO(line);
        CHECK(line.substr(embedded, 3) == "yes");
    }
    CHECK(count > 0);
    CHECK(test::run({"pdftotext", path.string(), "-"}).out.find("DRAFT") != std::string::npos);
    for (const auto& entry : std::filesystem::directory_iterator(person.folder.path()))
        CHECK(entry.path().extension() != ".tmp");
}

TEST_CASE("Open gives the desktop the exported file, and Show in folder its folder")
{
    Reporting person;
    const auto path = person.folder / "shown.pdf";
    Desktop desktop;
    for (const auto& [button, wanted] : {std::pair{"messageActionOpen", path}, {"messageActionShowinfolder", person.folder.path()}}) {
        person.exportTo(path);
        auto* pressed = person.find<QPushButton>(button);
        REQUIRE(pressed != nullptr);
        QTest::mouseClick(pressed, Qt::LeftButton);
        REQUIRE(desktop.asked.size() == 1);
        CHECK(std::filesystem::equivalent(desktop.asked.takeFirst().toLocalFile().toStdString(), wanted));
    }
}

TEST_CASE("a click on the patrol coverage review shows its pages, and the key exports them")
{
    Reporting person;
    auto* list = person.find<QListWidget>("reportVersions");
    auto* item = list->item(list->count() - 1);
    REQUIRE(item->text().startsWith(QStringLiteral("Patrol coverage review")));
    list->scrollToItem(item);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(item).center());
    person.wait();
    CHECK_FALSE(person.workspace->version());
    CHECK(person.find<QLabel>("reportTitle")->text() == QStringLiteral("Patrol coverage review"));
    CHECK(person.pages->count() >= 8);
    const auto path = person.folder / "review.pdf";
    person.exportTo(path);
    CHECK(pagesOfPdf(path) == person.pages->count());
    CHECK(test::run({"pdftotext", path.string(), "-"}).out.find("Who is reached in time") != std::string::npos);
    // Back to a version: the pages are its own again.
    person.choose(person.someVersion(false));
    CHECK(person.find<QLabel>("reportTitle")->text() != QStringLiteral("Patrol coverage review"));
}

TEST_CASE("an approved version gives the bytes that were signed, and its reduced copies do not")
{
    Reporting person;
    const auto id = person.someVersion(true);
    person.choose(id);
    auto* document = person.window->document();
    const std::string signedBytes = *document->assetReader()(report::pdfAssetName(id));
    person.exportTo(person.folder / "signed.pdf");
    CHECK(test::readFile(person.folder / "signed.pdf") == signedBytes);
    auto* profile = person.find<QComboBox>("reportProfile");
    profile->setFocus();
    QTest::keyClick(profile, Qt::Key_Down);
    QTest::keyClick(profile, Qt::Key_Down);
    CHECK(profile->currentText() == QStringLiteral("Partner"));
    person.wait();
    person.exportTo(person.folder / "partner.pdf");
    CHECK(test::readFile(person.folder / "partner.pdf") != signedBytes);
    const std::string text = test::run({"pdftotext", person.folder / "partner.pdf", "-"}).out;
    // The name of a place stays, also where a base bears it (docs/report.md).
    const auto& places = document->mission()->all<core::Place>();
    for (const auto& base : document->mission()->all<core::Base>())
        if (std::none_of(places.begin(), places.end(), [&](const core::Place& place) { return place.name == base.name; })) {
            INFO(base.name);
            CHECK(text.find(base.name) == std::string::npos);
        }
}

TEST_CASE("an approved version is exported as it was signed after its records changed and a next version was begun")
{
    Reporting person;
    auto* document = person.window->document();
    const auto id = session::lastApproved(*document->mission(), std::nullopt);
    REQUIRE(id);
    person.choose(*id);
    const int pages = person.pages->count();
    person.exportTo(person.folder / "before.pdf");
    const std::string before = test::readFile(person.folder / "before.pdf");

    // What its pages are made of: the name of the mission, the people of a place, an incident.
    const auto work = session::workOnStored(*document->mission(), *id);
    REQUIRE_FALSE(work.result.lines.empty());
    const auto place = work.result.lines.front().place_ids.front();
    document->edit({{{"kind", "mission"}, {"set", {{"name", "Another Mission"}}}}, {{"kind", "place"}, {"id", place.value}, {"set", {{"population_total", 90'000}}}},
                    {{"kind", "incident"}, {"id", document->mission()->incidents->id.front()}, {"set", {{"description", "Told otherwise later"}}}}}, QStringLiteral("Later"));
    auto next = session::startVersion(*document->mission(), std::nullopt, *person.window->context().period(), person.window->context().period()->to);
    document->commitWith(QStringLiteral("Next version"), [&](store::MissionFile& file) { return session::save(file, {}, next); });
    REQUIRE(next.assessment.previous_id == id);

    person.wait();
    person.choose(*id);
    CHECK(person.pages->count() == pages);
    person.exportTo(person.folder / "after.pdf");
    CHECK((test::readFile(person.folder / "after.pdf") == before)); // megabytes: not to be printed
    const std::string text = test::run({"pdftotext", person.folder / "after.pdf", "-"}).out;
    CHECK(text.find("Kavara Mission") != std::string::npos);
    CHECK(text.find("Another Mission") == std::string::npos);
    // Of the next version they are the records of now.
    person.choose(core::AssessmentId{next.assessment.id});
    person.exportTo(person.folder / "next.pdf");
    CHECK(test::run({"pdftotext", person.folder / "next.pdf", "-"}).out.find("Another Mission") != std::string::npos);
}

TEST_CASE("an export begun twice to one name leaves one whole file, which a later one that is refused leaves as it is")
{
    Reporting person;
    person.choose(person.someVersion(false));
    const auto path = person.folder / "twice.pdf";
    const auto notices = person.window->toasts().history().size();
    person.prompts.saves = {QString::fromStdString(path.string()), QString::fromStdString(path.string())};
    QTest::keyClick(person.window, Qt::Key_E, Qt::ControlModifier);
    QTest::keyClick(person.window, Qt::Key_E, Qt::ControlModifier); // while the first is on its way
    CHECK(person.prompts.saves.isEmpty());
    REQUIRE(QTest::qWaitFor([&] { return person.window->toasts().history().size() > notices; }, kLong));
    CHECK(pagesOfPdf(path) == person.pages->count());
    const std::string whole = test::readFile(path);
    person.exportTo(path); // over the file that is there
    CHECK(pagesOfPdf(path) == person.pages->count());
    CHECK(test::run({"qpdf", "--check", path.string()}).exitCode == 0);
    CHECK((test::readFile(path) == whole)); // the same pages

    // Places where nobody writes, the superuser neither: a folder that is a file, and one of the system's.
    test::writeFile(person.folder / "file", "no folder");
    for (const auto& refused : {person.folder / "file" / "out.pdf", std::filesystem::path{"/proc/out.pdf"}}) {
        person.exportTo(refused);
        QTest::qWait(20); // the bar lays out its buttons
        INFO(refused << ": " << person.window->messages().text().toStdString());
        CHECK(person.window->messages().text().startsWith(QStringLiteral("The report was not exported: ")));
        CHECK(person.window->messages().text().contains(QStringLiteral("What was there before is unchanged.")));
        const auto buttons = person.window->messages().findChildren<QPushButton*>();
        CHECK(std::any_of(buttons.begin(), buttons.end(), [](const QPushButton* button) { return button->isVisible() && button->text().contains(QStringLiteral("Another place")); }));
    }
    CHECK((test::readFile(path) == whole));
    CHECK(test::readFile(person.folder / "file") == "no folder");
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(person.folder.path())) {
        const auto name = entry.path().filename().string();
        CHECK(entry.path().extension() != ".tmp");
        files += name.find("twice") != std::string::npos || name.find(".pdf") != std::string::npos ? 1 : 0;
    }
    CHECK(files == 1);
}

TEST_CASE("a folder that cannot be written gives a sentence and another try, and leaves the old file")
{
    Reporting person;
    const auto gone = person.folder / "no such folder" / "out.pdf";
    person.exportTo(gone);
    CHECK(person.window->messages().text().contains(QStringLiteral("The report was not exported")));
    const auto folder = person.folder / "taken.pdf";
    std::filesystem::create_directory(folder); // a folder of that name: refused for every user, the superuser too
    person.exportTo(folder);
    CHECK(person.window->messages().text().contains(QStringLiteral("The report was not exported")));
    CHECK(std::filesystem::is_directory(folder));
    const auto good = person.folder / "again.pdf";
    person.prompts.saves = {QString::fromStdString(good.string())};
    QPushButton* again = nullptr;
    for (auto* button : person.window->messages().findChildren<QPushButton*>())
        if (button->text().contains(QStringLiteral("Another place")))
            again = button;
    REQUIRE(again != nullptr);
    QTest::mouseClick(again, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return std::filesystem::exists(good); }, kLong));
    CHECK(pagesOfPdf(good) > 4);
}

TEST_CASE("a part without its tick is not printed, and the copy says that it is an extract")
{
    Reporting person;
    const int before = person.pages->count();
    auto* contents = person.find<QListWidget>("reportContents");
    const QString title = QString::fromStdString(report::titleOf(report::ReportPart::EVIDENCE));
    const auto items = contents->findItems(title, Qt::MatchStartsWith);
    REQUIRE(items.size() == 1);
    contents->setCurrentItem(items.front());
    contents->setFocus();
    QTest::keyClick(contents, Qt::Key_Space);
    person.wait();
    CHECK(person.pages->count() < before);
    REQUIRE(contents->findItems(title, Qt::MatchStartsWith).size() == 1);
    CHECK(contents->findItems(title, Qt::MatchStartsWith).front()->checkState() == Qt::Unchecked);
    person.exportTo(person.folder / "extract.pdf");
    CHECK(test::run({"pdftotext", person.folder / "extract.pdf", "-"}).out.find("This copy is an extract") != std::string::npos);
    CHECK((contents->item(0)->flags() & Qt::ItemIsUserCheckable) == 0);
}

TEST_CASE("an edit makes the preview anew, and a click on a check leads to the record")
{
    Reporting person;
    const auto draft = person.someVersion(false);
    person.choose(draft);
    const QImage before = person.pages->picture(0);
    auto* document = person.window->document();
    document->edit({{{"kind", "mission"}, {"set", {{"name", "Another Mission"}}}}}, QStringLiteral("Rename"));
    REQUIRE(QTest::qWaitFor([&] { return person.workspace->isReady() && person.pages->isSharp() && person.pages->picture(0) != before; }, kLong));
    person.click("reportCheck1");
    REQUIRE(person.window->context().selection().has_value());
}

TEST_CASE("the words of confidence are defined in the window and in the PDF with one wording")
{
    Reporting person;
    person.choose(person.someVersion(false));
    const auto path = person.folder / "words.pdf";
    person.exportTo(path);
    // In the order of reading, so that a definition of two lines stays together.
    const QString printed = QString::fromStdString(test::run({"pdftotext", "-raw", path.string(), "-"}).out).simplified();
    person.window->show(QStringLiteral("Assess"));
    auto* assess = dynamic_cast<app::AssessWorkspace*>(person.window->current());
    REQUIRE(assess != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return assess->isSettled(); }, kLong));
    for (const auto level : {core::Confidence::HIGH, core::Confidence::MEDIUM, core::Confidence::LOW}) {
        const QString word = QStringLiteral("Confidence ") + QString::fromStdString(core::spoken(level));
        QString shown;
        for (const auto* label : assess->findChildren<QLabel*>())
            if (label->text().startsWith(word + QStringLiteral(": ")) && label->isVisibleTo(assess))
                shown = label->text();
        INFO(word.toStdString() << " in the window: " << shown.toStdString());
        const QString definition = shown.mid(word.size() + 2).chopped(1); // without its full stop
        REQUIRE(definition.size() > 20);
        CHECK(definition == QString::fromStdString(std::string{core::meaningOf(level)}));
        const auto at = printed.indexOf(definition);
        REQUIRE(at > 0);
        const QString row = printed.mid(printed.lastIndexOf(QStringLiteral("Confidence "), at)).left(60);
        CHECK(row.startsWith(word + QLatin1Char(' '))); // in the row of its own word
        CHECK(printed.count(definition) == 1);
    }
}

TEST_CASE("a mission without an assessment has a report that says what is missing")
{
    Window person;
    auto file = store::MissionFile::create(person.path(), {}, {});
    static_cast<void>(file);
    { const auto closed = std::move(file); }
    REQUIRE(test::openMission(*person.window, person.path()));
    QTest::keyClick(person.window, Qt::Key_R, Qt::ControlModifier);
    auto* workspace = person.find<app::ReportsWorkspace>("Reports");
    REQUIRE(workspace->isVisible());
    CHECK_FALSE(workspace->version().has_value());
    CHECK(person.find("reportsNewAssessment")->isVisible());
    CHECK_FALSE(person.find("exportPdf")->isEnabled()); // and says why
    CHECK(person.find("exportPdf")->toolTip().contains(QStringLiteral("no report")));
    QTest::keyClick(person.window, Qt::Key_E, Qt::ControlModifier);
    CHECK(person.window->toasts().history().front().contains(QStringLiteral("no report")));
    person.window->show(QStringLiteral("Assess")); // there is no last version to start from
    REQUIRE(QTest::qWaitFor([&] { return person.find("emptyBlank")->isVisible(); }, kLong));
    CHECK_FALSE(person.find("emptyFromLast")->isVisible());
    CHECK(person.find("emptyBlank")->property("role").toString() == QStringLiteral("primary"));
    CHECK(person.find<QPushButton>("emptyBlank")->text() == QStringLiteral("Draft the first assessment"));
    const auto sentences = workspace->window()->findChild<QWidget*>(QStringLiteral("Assess"))->findChildren<QLabel*>(QStringLiteral("emptySentence"));
    const auto shown = std::find_if(sentences.begin(), sentences.end(), [](const QLabel* each) { return each->isVisible(); });
    REQUIRE(shown != sentences.end());
    const QLabel* sentence = *shown;
    QTest::qWait(50); // laid out
    CHECK(sentence->text().contains(QStringLiteral("add "))); // what is missing, and where to add it
    constexpr int kWidest = 460;
    CHECK(sentence->width() <= kWidest);
    CHECK(sentence->height() >= sentence->heightForWidth(sentence->width()));
}

TEST_CASE("the report says why it is marked higher than the mission, and its contents have titles and pages apart")
{
    Reporting person;
    person.choose(person.someVersion(false));
    REQUIRE(person.window->document()->mission()->details.marking == core::Marking::UNCLASSIFIED);
    CHECK(person.find<QLabel>("reportMarking")->text().startsWith(QStringLiteral("CONFIDENTIAL")));
    CHECK(person.find<QLabel>("reportMarkingWhy")->text() == QStringLiteral("Higher than the mission's marking: the assessment is Confidential."));
    const auto* contents = person.find<QListWidget>("reportContents");
    const auto summary = contents->findItems(QStringLiteral("Summary for leadership"), Qt::MatchExactly);
    REQUIRE(summary.size() == 1);
    CHECK(summary.front()->data(Qt::AccessibleTextRole).toString() == QStringLiteral("Summary for leadership, page 2"));
    person.window->document()->edit({{{"kind", "mission"}, {"set", {{"marking", "CONFIDENTIAL"}}}}}, QStringLiteral("Mark"));
    person.wait();
    CHECK(person.find<QLabel>("reportMarkingWhy")->text().isEmpty());
}
