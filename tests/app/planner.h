// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include "canvas/map_canvas.h"
#include "patrols/patrols_workspace.h"

#include <tutela/map/theme.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>

namespace tutela::test {

inline constexpr int kWait = 120'000; ///< a computation on a busy machine

/// A person in Patrols with the demo mission, when the first computation has ended.
struct Planner : Window {
    Planner()
    {
        openDemo();
        window->show(QStringLiteral("Patrols"));
        workspace = window->findChild<app::PatrolsWorkspace*>();
        REQUIRE(workspace != nullptr);
        map = find<app::MapCanvas>("reachMap");
        waitComputed();
    }
    void waitComputed() const { REQUIRE(QTest::qWaitFor([&] { return workspace->isCurrent(); }, kWait)); }
    [[nodiscard]] QString sentence() const { return find<QLabel>("reachSentence")->accessibleName(); } ///< without its links
    [[nodiscard]] QTableWidget& table() const { return *find<QTableWidget>("reachTable"); }
    /// Of the list as a person adds them up.
    [[nodiscard]] qint64 peopleInList() const
    {
        qint64 sum = 0;
        for (int row = 0; row < table().rowCount(); ++row)
            sum += table().item(row, 3)->text().remove(QChar{0x202F}).toLongLong();
        return sum;
    }
    void choose(const char* name, int index) const { find<QComboBox>(name)->setCurrentIndex(index); }
    void clickMap(core::GeoPoint at) const
    {
        const auto screen = map->view().toScreen(at);
        REQUIRE(screen);
        QTest::mouseClick(map, Qt::LeftButton, {}, screen->toPoint());
    }
    [[nodiscard]] std::size_t scenarios() const { return window->document()->mission()->all<core::Scenario>().size(); }

    app::PatrolsWorkspace* workspace = nullptr;
    app::MapCanvas* map = nullptr;
};

inline void press(const Planner& planner, Qt::Key key)
{
    planner.map->setFocus();
    QTest::keyClick(planner.map, key);
}

inline bool waitSharp(const Planner& planner)
{
    return QTest::qWaitFor([&] { return planner.map->isSharp(); }, kWait);
}

inline void goTo(const Planner& planner, core::GeoPoint at, double scaleDenominator = 200'000.0)
{
    planner.map->goTo(at, scaleDenominator);
    REQUIRE(waitSharp(planner));
}

/// Pixels of one colour of the map's palette around a point.
inline int pixelsOf(const Planner& planner, core::GeoPoint at, map::Token token)
{
    constexpr int kHalf = 24;
    const QPoint middle = planner.map->view().toScreen(at)->toPoint();
    const QImage image = planner.map->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QRgb ink = map::colour(token, map::Theme::Light).rgb();
    int found = 0;
    for (int y = std::max(0, middle.y() - kHalf); y < std::min(image.height(), middle.y() + kHalf); ++y)
        for (int x = std::max(0, middle.x() - kHalf); x < std::min(image.width(), middle.x() + kHalf); ++x)
            found += image.pixel(x, y) == ink ? 1 : 0;
    return found;
}

/// As a person opens the menu of scenarios and clicks.
inline void choose(const Planner& planner, const char* action)
{
    REQUIRE(planner.find<QPushButton>("reachScenarioMenu")->isVisible());
    auto* menu = planner.window->findChild<QMenu*>(QStringLiteral("reachScenarioActions"));
    menu->popup(planner.window->mapToGlobal(QPoint{300, 200}));
    REQUIRE(QTest::qWaitFor([&] { return menu->isVisible(); }, kWait));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->findChild<QAction*>(QLatin1String{action})).center());
}

} // namespace tutela::test
