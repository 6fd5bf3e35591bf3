// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sets for the window: theme, keys, notations.
#include "window_fixture.h"

#include "welcome/welcome.h"

#include <catch2/catch.hpp>

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTimer>
#include <QToolButton>

using namespace tutela;
using test::Window;

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
