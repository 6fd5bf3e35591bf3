// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sets for the window: theme, keys, notations.
#include "window_fixture.h"

#include "welcome/welcome.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace tutela;
using test::Window;

namespace {

/// WCAG 2.1, 1.4.3: 1 to 21.
double contrast(const QColor& one, const QColor& other)
{
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(static_cast<double>(colour.redF())) + 0.7152 * linear(static_cast<double>(colour.greenF())) + 0.0722 * linear(static_cast<double>(colour.blueF()));
    };
    const auto [dark, bright] = std::minmax({luminance(one), luminance(other)});
    return (bright + 0.05) / (dark + 0.05);
}

/// The colour that a rule of a style sheet sets; not valid where it sets none.
QColor colourIn(const QString& rule, const QString& property)
{
    const auto found = QRegularExpression{QStringLiteral("(?:^|[;\\s])%1:\\s*(#[0-9a-fA-F]{6})").arg(property)}.match(rule);
    return found.hasMatch() ? QColor{found.captured(1)} : QColor{};
}

} // namespace

TEST_CASE("the theme changes at once, and the map with it")
{
    Window person;
    person.openDemo();
    auto* map = person.window->canvas();
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20000));
    const auto mean = [&] { return map->grab().toImage().scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixelColor(0, 0).lightness(); };
    const int light = mean();
    person.window->actions().action(QStringLiteral("view.themeDark"))->trigger();
    REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
    CHECK(mean() < light - 50);
    CHECK(person.window->palette().window().color().lightness() < 100);
}

TEST_CASE("every text of the style sheet stands out from its ground, in the light and in the dark theme")
{
    constexpr double kReadable = 4.5; // WCAG 2.1, 1.4.3; disabled controls need none
    Window person;
    person.openDemo();
    for (const auto& [theme, action] : {std::pair{map::Theme::Light, "view.themeLight"}, {map::Theme::Dark, "view.themeDark"}}) {
        person.window->actions().action(QLatin1String{action})->trigger();
        REQUIRE(QApplication::palette().window().color() == map::colour(map::Token::Window, theme));
        const QString sheet = qApp->styleSheet().remove(QRegularExpression{QStringLiteral("/\\*.*?\\*/"), QRegularExpression::DotMatchesEverythingOption});
        CHECK_FALSE(sheet.contains(QLatin1Char('@'))); // every token has its colour
        int texts = 0, pairs = 0;
        auto rules = QRegularExpression{QStringLiteral("([^{}]+)\\{([^{}]*)\\}")}.globalMatch(sheet);
        while (rules.hasNext()) {
            const auto each = rules.next();
            const QString whom = each.captured(1).trimmed(), rule = each.captured(2);
            if (whom.contains(QStringLiteral(":disabled")))
                continue;
            INFO("theme " << static_cast<int>(theme) << ": " << whom.toStdString() << " {" << rule.toStdString() << "}");
            const QColor text = colourIn(rule, QStringLiteral("color")), ground = colourIn(rule, QStringLiteral("background"));
            const QColor chosen = colourIn(rule, QStringLiteral("selection-color")), under = colourIn(rule, QStringLiteral("selection-background-color"));
            if (chosen.isValid() && under.isValid())
                CHECK(contrast(chosen, under) >= kReadable);
            if (!text.isValid())
                continue;
            ++texts;
            if (ground.isValid()) {
                ++pairs;
                CHECK(contrast(text, ground) >= kReadable);
            } else if (whom.startsWith(QStringLiteral("#rail")) || whom.startsWith(QStringLiteral("#toast"))) { // dark in both themes
                CHECK(contrast(text, map::colour(map::Token::Rail, theme)) >= kReadable);
            } else {
                for (const auto token : {map::Token::Window, map::Token::Surface, map::Token::Raised})
                    CHECK(contrast(text, map::colour(token, theme)) >= kReadable);
            }
        }
        CHECK(texts > 20);
        CHECK(pairs > 5);
    }
}

TEST_CASE("preferences keep shortcuts and coordinate notations, refuse taken keys, and give the defaults back")
{
    Window person;
    person.openDemo();
    auto& actions = person.window->actions();
    auto* compare = actions.action(QStringLiteral("assess.compare"));
    const QKeySequence first = compare->shortcut();
    const auto inDialog = [&](const std::function<void(QDialog&)>& work) {
        QTimer::singleShot(0, person.window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            REQUIRE(dialog != nullptr);
            work(*dialog);
            dialog->reject();
        });
        actions.action(QStringLiteral("view.preferences"))->trigger();
    };
    const auto setKeys = [](QDialog& dialog, const QKeySequence& keys) {
        auto* edit = dialog.findChild<QKeySequenceEdit*>(QStringLiteral("keys_assess.compare"));
        edit->setKeySequence(keys);
        emit edit->editingFinished();
    };
    inDialog([&](QDialog& dialog) {
        setKeys(dialog, QKeySequence{QStringLiteral("Ctrl+Z")});
        CHECK(compare->shortcut() == first);
        setKeys(dialog, QKeySequence{QStringLiteral("Ctrl+Alt+D")});
        CHECK(compare->shortcut() == QKeySequence{QStringLiteral("Ctrl+Alt+D")});
        auto* utm = dialog.findChild<QCheckBox*>(QStringLiteral("format_%1").arg(static_cast<int>(core::CoordinateForm::Utm)));
        QTest::mouseClick(utm, Qt::LeftButton, {}, QPoint{8, utm->height() / 2});
    });
    emit person.window->canvas()->cursorMoved(core::GeoPoint::of(5.1, 1.94));
    CHECK(person.find<QToolButton>("statusCoordinate")->text().contains(QStringLiteral("31N")));
    CHECK(QSettings{}.value(QStringLiteral("shortcuts/assess.compare")).toString() == QStringLiteral("Ctrl+Alt+D"));
    inDialog([&](QDialog& dialog) { dialog.findChild<QPushButton*>(QStringLiteral("shortcutDefaults"))->click(); });
    CHECK(compare->shortcut() == first);
    CHECK_FALSE(QSettings{}.contains(QStringLiteral("shortcuts/assess.compare")));
}

TEST_CASE("preferences set author, theme and size of text, and refuse an author that is none")
{
    Window person;
    const auto inDialog = [&](const std::function<void(QDialog&)>& work) {
        QTimer::singleShot(0, person.window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            REQUIRE(dialog != nullptr);
            work(*dialog);
            dialog->reject();
        });
        person.window->actions().action(QStringLiteral("view.preferences"))->trigger();
    };
    inDialog([&](QDialog& dialog) {
        auto* author = dialog.findChild<QLineEdit*>(QStringLiteral("preferenceAuthor"));
        author->setText(QStringLiteral("Military/XY"));
        CHECK(QSettings{}.value(QStringLiteral("general/author")).toString() == QStringLiteral("MILITARY/XY"));
        author->setText(QStringLiteral("Somebody Else"));
        CHECK(QSettings{}.value(QStringLiteral("general/author")).toString() == QStringLiteral("MILITARY/XY"));
        dialog.findChild<QComboBox*>(QStringLiteral("preferenceTheme"))->setCurrentIndex(1);
        CHECK(person.style.theme() == map::Theme::Dark);
        CHECK(QSettings{}.value(QStringLiteral("appearance/theme")).toString() == QStringLiteral("dark"));
        auto* size = dialog.findChild<QComboBox*>(QStringLiteral("preferenceTextSize"));
        size->setCurrentIndex(size->findData(150));
        CHECK(person.style.textScale() == Approx(1.5));
        CHECK(QSettings{}.value(QStringLiteral("appearance/textScale")).toDouble() == Approx(1.5));
    });
    inDialog([&](QDialog& dialog) { // what was set is shown, and given back
        CHECK(dialog.findChild<QComboBox*>(QStringLiteral("preferenceTextSize"))->currentData().toInt() == 150);
        dialog.findChild<QPushButton*>(QStringLiteral("appearanceDefaults"))->click();
    });
    CHECK(person.style.theme() == map::Theme::Light);
    CHECK(person.style.textScale() == Approx(1.0));
    person.openDemo();
    CHECK(person.window->document()->author().text() == "MILITARY/XY");
}

TEST_CASE("Forget leaves nothing of a mission in the settings, and the look of the window as it was")
{
    Window person;
    person.openDemo();
    const QString canary = QStringLiteral("Canary");
    QSettings settings;
    for (const char* key : {"incidents/views/Canary", "import/incidents/Canary", "import/incidents/Canary/words", "files/lastFolder", "reports/folder", "ignored/ab/cd", "added/later", "loose"})
        settings.setValue(QLatin1String{key}, QVariantMap{{QStringLiteral("Canary column"), QStringLiteral("Canary word")}});
    settings.setValue(QStringLiteral("shortcuts/assess.compare"), QStringLiteral("Ctrl+Alt+D"));
    settings.setValue(QStringLiteral("general/author"), QStringLiteral("MILITARY/XY"));
    QSettings ofQt{QSettings::UserScope, QStringLiteral("QtProject")};
    ofQt.setValue(QStringLiteral("FileDialog/history"), QStringList{QStringLiteral("file:///Canary")});
    QTimer::singleShot(0, person.window, [&] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog != nullptr);
        dialog->findChild<QPushButton*>(QStringLiteral("forgetMissions"))->click();
        CHECK_FALSE(dialog->findChild<QLabel*>(QStringLiteral("forgotten"))->text().isEmpty());
        dialog->reject();
    });
    person.window->actions().action(QStringLiteral("view.preferences"))->trigger();
    settings.sync();
    ofQt.sync();
    CHECK(app::RecentMissions::all().empty());
    for (const QString& key : settings.allKeys()) {
        INFO(key.toStdString());
        CHECK_FALSE(key.contains(canary));
        CHECK_FALSE(settings.value(key).toMap().contains(QStringLiteral("Canary column")));
    }
    const std::string kept = test::readFile(settings.fileName().toStdString());
    for (const char* text : {"Canary", "Kavara", "demo.gpkg"})
        CHECK(kept.find(text) == std::string::npos);
    CHECK_FALSE(ofQt.contains(QStringLiteral("FileDialog/history")));
    CHECK(settings.value(QStringLiteral("shortcuts/assess.compare")).toString() == QStringLiteral("Ctrl+Alt+D"));
    CHECK(settings.value(QStringLiteral("general/author")).toString() == QStringLiteral("MILITARY/XY"));
}

TEST_CASE("a command with other keys is told with these keys everywhere, and acts by them")
{
    Window person;
    person.openDemo();
    auto& actions = person.window->actions();
    const auto give = [&](const char* id, const char* keys) { actions.setShortcut(actions.action(QLatin1String{id}), QKeySequence{QLatin1String{keys}}); };
    give("edit.undo", "Ctrl+U");
    give("edit.search", "Ctrl+J");
    give("edit.new", "Ctrl+Alt+N");
    give("map.measure", "L");
    give("map.fit", "End");
    give("patrols.tryBase", "T");
    give("edit.cite", "C");
    give("report.make", "Ctrl+Alt+R");
    CHECK(person.find<QPushButton>("makeReport")->toolTip() == QStringLiteral("Ctrl+Alt+R"));
    CHECK(person.find<QPushButton>("searchButton")->text().contains(QStringLiteral("Ctrl+J")));
    CHECK(person.window->canvas()->accessibleDescription().contains(QStringLiteral("End shows all")));
    person.window->document()->edit({{{"kind", "mission"}, {"set", {{"acronym", "UNX"}}}}}, QStringLiteral("rename"));
    CHECK(person.find<QToolButton>("undoButton")->toolTip() == QStringLiteral("Undo: rename (Ctrl+U)"));

    person.window->show(QStringLiteral("Incidents"));
    auto* map = person.window->canvas();
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20'000));
    CHECK(person.find<QToolButton>("mapMeasure")->toolTip() == QStringLiteral("Measure a distance (L)"));
    map->setFocus();
    QTest::keyClick(map, Qt::Key_M);
    CHECK(map->tool() == app::MapCanvas::Tool::Select);
    QTest::keyClick(map, Qt::Key_L);
    CHECK(map->tool() == app::MapCanvas::Tool::Measure);
    QTest::keyClick(map, Qt::Key_L);
    CHECK(map->tool() == app::MapCanvas::Tool::Select);

    person.window->show(QStringLiteral("Patrols"));
    CHECK(person.find<QPushButton>("reachAddBase")->text() == QStringLiteral("Try a base (T)"));
    person.window->show(QStringLiteral("Assess"));
    CHECK(person.find<QPushButton>("citeEvidence")->text().endsWith(QStringLiteral("(C)")));
    actions.restoreShortcuts();
    CHECK(person.find<QPushButton>("citeEvidence")->text().endsWith(QStringLiteral("(E)")));
}

TEST_CASE("no text on the screen names keys that are not those of the registry")
{
    Window person;
    person.openDemo();
    auto& actions = person.window->actions();
    for (auto* action : actions.all())
        if (!action->shortcut().isEmpty())
            actions.setShortcut(action, {});
    for (const QString& room : app::MainWindow::workspaceNames()) {
        person.window->show(room);
        for (auto* button : person.window->findChildren<QAbstractButton*>()) {
            INFO(room.toStdString() << ": " << button->objectName().toStdString() << ": " << button->text().toStdString() << " / " << button->toolTip().toStdString());
            for (const QString& text : {button->text(), button->toolTip(), button->accessibleName()})
                CHECK_FALSE((text.contains(QStringLiteral("Ctrl")) || text.contains(QStringLiteral("(M)")) || text.contains(QStringLiteral("(Home)"))));
        }
        for (auto* line : person.window->findChildren<QLineEdit*>())
            CHECK_FALSE(line->placeholderText().contains(QStringLiteral("Ctrl")));
    }
    actions.restoreShortcuts();
}

TEST_CASE("F1 opens help for the screen in front, with its keys")
{
    Window person;
    person.openDemo();
    QStringList texts;
    for (const QString& room : app::MainWindow::workspaceNames()) {
        person.window->show(room);
        int keys = -1;
        QTimer::singleShot(100, person.window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            REQUIRE(dialog != nullptr);
            texts << dialog->findChild<QLabel*>(QStringLiteral("helpText"))->text();
            keys = dialog->findChild<QTableWidget*>(QStringLiteral("helpKeys"))->rowCount();
            dialog->reject();
        });
        QApplication::setActiveWindow(person.window); // off-screen nothing does when a dialog is closed
        QTest::keyClick(person.window, Qt::Key_F1);
        INFO(room.toStdString());
        CHECK(keys > 0);
    }
    CHECK(texts.removeDuplicates() == 0);
    CHECK(texts.size() == app::MainWindow::workspaceNames().size());
}
