// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is chosen in the palette: records, coordinates, and commands that work in another workspace.
#include "command_palette.h"
#include "main_window.h"

#include "../canvas/map_canvas.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tutela::app {

namespace {

constexpr int kReadyMs = 50;
constexpr qint64 kPatienceMs = 60'000; ///< then a command that waits is given up: the person went on to other work

/// Commands that change the mission.
constexpr std::array kChanging{"patrols.tryBase", "patrols.closeRoad", "edit.new", "edit.delete", "edit.bulk", "edit.cite", "data.import", "assess.new", "mission.marking"};

} // namespace

void MainWindow::connectPalette()
{
    m_palette = new CommandPalette{m_actions, m_style, [this](const QAction* action) { return hindranceOf(action); }, this};
    connect(m_palette, &CommandPalette::recordChosen, this, &MainWindow::openRecord);
    connect(m_palette, &CommandPalette::hinderedChosen, this, &MainWindow::goAndRun);
    connect(m_palette, &CommandPalette::pointChosen, this, &MainWindow::markPoint);
    m_waitingTimer.setInterval(kReadyMs);
    connect(&m_waitingTimer, &QTimer::timeout, this, &MainWindow::runWhenReady);
}

void MainWindow::markPoint(core::GeoPoint point, const QString& words)
{
    if (canvas() == nullptr)
        show(QStringLiteral("Overview"));
    if (auto* map = canvas())
        map->goToMark(point, words);
}

bool MainWindow::isChanging(const QString& id) 
{
    return std::any_of(kChanging.begin(), kChanging.end(), [&](const char* changing) { return id == QLatin1String{changing}; });
}

Hindrance MainWindow::hindranceOf(const QAction* action) const
{
    const QString id = action->objectName();
    if (action->isEnabled())
        return {};
    if (m_document == nullptr)
        return {{}, isOpening() ? tr("when the mission is open") : tr("in an open mission")};
    if (m_document->isReadOnly() && isChanging(id))
        return {{}, tr("not in a mission that is read-only")};
    if (id == QStringLiteral("edit.undo") || id == QStringLiteral("edit.redo"))
        return {{}, id == QStringLiteral("edit.undo") ? tr("nothing to undo") : tr("nothing to redo")};
    if (id.startsWith(QStringLiteral("map.")))
        return {QStringLiteral("Overview"), tr("where there is a map")};
    const QStringList rooms = m_forWorkspace.value(id).those;
    return rooms.isEmpty() ? Hindrance{{}, tr("not now")} : Hindrance{rooms.front(), tr("in %1").arg(rooms.join(tr(", ")))};
}

QString MainWindow::whyNot(const QAction* action) const { return hindranceOf(action).words; }

void MainWindow::goAndRun(QAction* action)
{
    const Hindrance hindrance = hindranceOf(action);
    if (hindrance.room.isEmpty()) {
        if (!action->isEnabled())
            m_toasts->show(tr("%1: %2.").arg(ActionRegistry::plainText(action), hindrance.words));
        return;
    }
    show(hindrance.room);
    if (action->objectName() == QStringLiteral("edit.delete"))
        return; // a person sees first what would go
    m_waiting = action;
    m_waitingRoom = hindrance.room;
    m_waitingSince.start();
    m_waitingTimer.start();
    runWhenReady();
}

void MainWindow::runWhenReady()
{
    const auto* front = current();
    const auto* map = canvas();
    const bool forMap = m_waiting != nullptr && m_waiting->objectName().startsWith(QStringLiteral("map."));
    const bool possible = front != nullptr && front->objectName() == m_waitingRoom && m_waiting != nullptr && m_waiting->isEnabled();
    if (possible && (!front->isReady() || (forMap && (map == nullptr || !map->hasView()))) && m_waitingSince.elapsed() < kPatienceMs)
        return;
    m_waitingTimer.stop();
    if (auto* action = std::exchange(m_waiting, nullptr).data(); action != nullptr && possible)
        action->trigger();
}

} // namespace tutela::app
