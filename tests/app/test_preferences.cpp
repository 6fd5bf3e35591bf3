// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sets for the window: theme, keys, notations.
#include "window_fixture.h"

#include <catch2/catch.hpp>

#include <QCheckBox>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QPushButton>
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
