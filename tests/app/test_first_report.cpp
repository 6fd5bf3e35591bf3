// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "assess/assess_workspace.h"
#include "frame/demo_mission.h"
#include "patrols/patrols_workspace.h"
#include "reports/reports_workspace.h"

#include <catch2/catch.hpp>

#include <QAbstractItemView>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>

#include <set>

using namespace tutela;

// From the first start to a PDF on disk (J1, UX-01 to UX-03), by the mouse alone and by keys alone. Nothing is taken out of
// the way: the demo mission is made by the button, in the documents of a person who has none.

namespace {

constexpr int kLong = 180'000; ///< making the demo mission and computing it, on a busy machine

/// What the machine says where a person's files are, until the test ends.
class Home {
public:
    explicit Home(const std::filesystem::path& folder) : m_home(qgetenv("HOME")), m_config(qgetenv("XDG_CONFIG_HOME"))
    {
        qputenv("HOME", QByteArray::fromStdString(folder.string()));
        qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((folder / "config").string()));
    }
    ~Home()
    {
        restore("HOME", m_home);
        restore("XDG_CONFIG_HOME", m_config);
    }
    Home(const Home&) = delete;
    Home& operator=(const Home&) = delete;

private:
    static void restore(const char* name, const QByteArray& value)
    {
        if (value.isNull())
            qunsetenv(name);
        else
            qputenv(name, value);
    }
    QByteArray m_home, m_config;
};

/// Saves where it is suggested, in a folder of the test, as a person does who presses Enter in the dialog.
class SavesAsSuggested final : public app::Prompts {
public:
    explicit SavesAsSuggested(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    QString openFile(QWidget*, const QString&, const QString&) override { return unasked(); }
    QString saveFile(QWidget*, const QString&, const QString& suggested, const QString&) override
    {
        ++saves;
        file = m_folder / QFileInfo{suggested}.fileName().toStdString();
        return QString::fromStdString(file.string());
    }
    int ask(QWidget*, const QString&, const QString&, const QStringList&) override
    {
        ++questions;
        return -1;
    }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override { return unasked(); }
    int saves = 0, questions = 0;
    std::filesystem::path file;

private:
    QString unasked()
    {
        ++questions;
        return {};
    }
    std::filesystem::path m_folder;
};

/// A person who starts the program for the first time; every click and every key is counted.
struct FirstStart : test::Window {
    FirstStart() : home(folder.path()), answers(folder.path())
    {
        delete window;
        window = new app::MainWindow{style, answers};
        window->resize(1440, 900);
        window->QWidget::show();
        static_cast<void>(QTest::qWaitForWindowExposed(window));
        QApplication::setActiveWindow(window);
    }
    ~FirstStart() { delete std::exchange(window, nullptr); } // it asks through the answers, which go first
    FirstStart(const FirstStart&) = delete;
    FirstStart& operator=(const FirstStart&) = delete;

    void requireWelcome() const
    {
        REQUIRE(find("welcome")->isVisible());
        CHECK_FALSE(find("rail")->isVisible());
        CHECK(window->findChildren<QDockWidget*>().isEmpty());
        CHECK(window->findChildren<app::MapCanvas*>().isEmpty());
        CHECK(QApplication::activeModalWidget() == nullptr);
        CHECK(QApplication::focusWidget() == find("welcomeDemo"));
        REQUIRE_FALSE(QFileInfo::exists(app::demoPath()));
        REQUIRE(app::demoPath().startsWith(QString::fromStdString(folder.path().string())));
    }
    /// Only what a hand can reach: in view, switched on, and under nothing else.
    void clickOn(QWidget* button)
    {
        REQUIRE(button != nullptr);
        INFO(button->objectName().toStdString());
        REQUIRE(button->isVisible());
        REQUIRE(button->isEnabled());
        const QPoint middle = button->rect().center();
        auto* under = window->childAt(button->mapTo(window, middle));
        REQUIRE((under == button || button->isAncestorOf(under)));
        QTest::mouseClick(button, Qt::LeftButton, {}, middle);
        ++acts;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QWidget* at = QApplication::focusWidget();
        QTest::keyClick(at != nullptr && window->isAncestorOf(at) ? at : window, key, with);
        ++acts;
    }
    void waitForOverview() const
    {
        REQUIRE(QTest::qWaitFor([&] { return window->document() != nullptr; }, kLong));
        CHECK(window->current()->objectName() == QStringLiteral("Overview"));
        CHECK(QFileInfo::exists(app::demoPath()));
        REQUIRE(QTest::qWaitFor([&] { return find<QPushButton>("figure1") != nullptr; }, kLong)); // with them comes the sentence
        const QString sentence = find<QLabel>("overviewHeadline")->text();
        INFO(sentence.toStdString());
        CHECK(sentence.contains(QLatin1Char(' ')));
        CHECK_FALSE(sentence.contains(QStringLiteral("being computed")));
        CHECK(window->messages().text().isEmpty());
    }
    void waitForPages() const
    {
        const auto* reports = qobject_cast<app::ReportsWorkspace*>(window->current());
        REQUIRE(reports != nullptr);
        REQUIRE(QTest::qWaitFor([&] { return reports->isReady() && reports->isSettled(); }, kLong));
    }
    void requirePdf() const
    {
        REQUIRE(QTest::qWaitFor([&] { return !window->toasts().history().isEmpty() && window->toasts().history().front().contains(QStringLiteral("Report exported: ")); }, kLong));
        CHECK(answers.saves == 1);
        CHECK(answers.questions == 0);
        CHECK(answers.file.filename().string().starts_with("Kavara"));
        CHECK(answers.file.extension() == ".pdf");
        const auto info = test::run({"pdfinfo", answers.file.string()});
        INFO(info.err);
        CHECK(info.exitCode == 0);
        const auto* pages = find<app::PageView>("reportPages");
        CHECK(info.out.find("Pages:") != std::string::npos);
        CHECK(pages->count() > 4);
        CHECK(test::run({"pdftotext", answers.file.string(), "-"}).out.find("Kavara") != std::string::npos);
        CHECK(acts + answers.saves <= 4); // the dialog of the file is left with one more
    }
    /// The room in front says something of this mission.
    void requireContent(const QString& room) const
    {
        INFO(room.toStdString());
        REQUIRE(window->current() != nullptr);
        REQUIRE(window->current()->objectName() == room);
        REQUIRE(window->current()->isVisible());
        CHECK(QTest::qWaitFor([&] { return isFilled(room); }, kLong));
        CHECK(coloursOf(*window->current()) > 8);
    }

    Home home;
    SavesAsSuggested answers;
    int acts = 0;

private:
    /// A blank page has one colour, a page of greyed text a few.
    static std::size_t coloursOf(QWidget& widget)
    {
        const QImage picture = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
        std::set<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 3)
            for (int x = 0; x < picture.width(); x += 3)
                colours.insert(picture.pixel(x, y));
        return colours.size();
    }
    [[nodiscard]] bool hasRows(const char* name) const
    {
        const auto* view = find<QAbstractItemView>(name);
        return view != nullptr && view->isVisible() && view->model() != nullptr && view->model()->rowCount() > 0;
    }
    [[nodiscard]] bool isFilled(const QString& room) const
    {
        const auto* map = window->canvas();
        const bool drawn = map == nullptr || (map->hasView() && map->isSharp());
        if (room == QStringLiteral("Overview"))
            return drawn && find("figure1") != nullptr && find("attention1") != nullptr;
        if (room == QStringLiteral("Incidents"))
            return drawn && hasRows("incidentTable");
        if (room == QStringLiteral("Assess")) {
            const auto* assess = qobject_cast<app::AssessWorkspace*>(window->current());
            return assess->isSettled() && assess->current().has_value();
        }
        if (room == QStringLiteral("Patrols"))
            return drawn && qobject_cast<app::PatrolsWorkspace*>(window->current())->isCurrent() && hasRows("reachTable") && !find<QLabel>("reachSentence")->text().isEmpty();
        if (room == QStringLiteral("Reports"))
            return find<app::PageView>("reportPages")->count() > 4;
        return hasRows("importHistory") && hasRows("dataSections");
    }
};

} // namespace

TEST_CASE("with the mouse alone a person comes from the first start to a PDF in four clicks, and every room shows content")
{
    FirstStart person;
    person.requireWelcome();
    person.clickOn(person.find("welcomeDemo"));
    person.waitForOverview();
    person.clickOn(person.find("makeReport"));
    person.waitForPages();
    person.clickOn(person.find("exportPdf"));
    person.requirePdf();
    for (const QString& room : app::MainWindow::workspaceNames()) {
        person.clickOn(person.window->findChild<QToolButton*>(QStringLiteral("rail") + room));
        person.requireContent(room);
    }
}

TEST_CASE("with keys alone a person comes from the first start to a PDF in four keys, and every room shows content")
{
    FirstStart person;
    person.requireWelcome();
    person.press(Qt::Key_Return);
    person.waitForOverview();
    person.press(Qt::Key_R, Qt::ControlModifier);
    person.waitForPages();
    person.press(Qt::Key_E, Qt::ControlModifier);
    person.requirePdf();
    for (const QString& room : app::MainWindow::workspaceNames()) {
        const auto* action = person.window->actions().action(QStringLiteral("view.") + room.toLower());
        REQUIRE(action != nullptr);
        REQUIRE(action->shortcut().count() == 1);
        person.press(static_cast<Qt::Key>(action->shortcut()[0].key()), action->shortcut()[0].keyboardModifiers());
        person.requireContent(room);
    }
}
