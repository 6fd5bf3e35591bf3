// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is tried out in Patrols: bases and closed roads that are asked for on the map, the scenario that holds them, and today beside it.
#include "patrols_workspace.h"

#include "changes_list.h"
#include "patrol_panel.h"
#include "reach_bar.h"
#include "reach_list.h"
#include "scenario_compare.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/error.h>
#include <tutela/session/display.h>
#include <tutela/session/reach_compare.h>
#include <tutela/session/record_edit.h>
#include <tutela/session/road_closures.h>
#include <tutela/session/scenario_edit.h>

#include <QApplication>

#include <algorithm>
#include <utility>

namespace tutela::app {

namespace {

/// Where the changes of a scenario lie on the map. A moved base is tried at one place and closed at the other.
map::ScenarioMarks marksOf(const core::Mission& mission, std::optional<session::ScenarioId> scenario)
{
    const auto changes = session::readableChanges(mission, scenario);
    map::ScenarioMarks marks;
    marks.closed_bases = changes.close_bases;
    for (const auto& base : changes.add_bases)
        marks.tried_bases.push_back(core::GeoPoint::of(base.lon, base.lat));
    for (const auto& moved : changes.move_bases) {
        marks.tried_bases.push_back(core::GeoPoint::of(moved.lon, moved.lat));
        marks.closed_bases.push_back(moved.base);
    }
    return marks;
}

} // namespace

void PatrolsWorkspace::ask(Asks what)
{
    if (m_shell.document.isReadOnly()) {
        m_shell.status(tr("The mission is open read-only: a scenario cannot be kept."));
        return;
    }
    m_asks = what;
    m_map->setTool(MapCanvas::Tool::Pick);
    m_map->setFocus(Qt::OtherFocusReason);
    m_shell.status(what != Asks::Closure ? tr("Click where the base would stand. Esc gives up.") : tr("Click the road or bridge to close in the scenario, or one that is closed to open it. Esc gives up."));
}

/// Seen, heard and read out: a click that does nothing must not look like one that was not noticed. The question stays.
void PatrolsWorkspace::answerMiss(const QString& sentence)
{
    QApplication::beep();
    m_shell.toasts.show(sentence);
    m_shell.status(sentence);
}

/// Otherwise the click is answered, and the question stays.
bool PatrolsWorkspace::isOnGround(core::GeoPoint at)
{
    if (m_board == nullptr)
        return true;
    const auto& terrain = *m_board->terrain.terrain;
    const core::Vertex cell = terrain.toGrid({at.lon(), at.lat()});
    if (cell.x >= 0.0 && cell.y >= 0.0 && cell.x <= static_cast<double>(terrain.cols() - 1) && cell.y <= static_cast<double>(terrain.rows() - 1))
        return true;
    answerMiss(tr("No base there: it lies outside of the area that is computed. Click inside the mission or close to it; Esc gives up."));
    return false;
}

void PatrolsWorkspace::tryBase(core::GeoPoint at)
{
    if (!isOnGround(at))
        return;
    m_asks = Asks::Nothing;
    m_map->setTool(MapCanvas::Tool::Select);
    m_bar->setScenario(session::addBase(m_shell.document, m_bar->choice().scenario, at));
}

void PatrolsWorkspace::moveBase(core::GeoPoint at)
{
    if (!isOnGround(at))
        return;
    m_asks = Asks::Nothing;
    m_map->setTool(MapCanvas::Tool::Select);
    m_bar->setScenario(session::moveBase(m_shell.document, m_bar->choice().scenario, m_moved, at));
}

void PatrolsWorkspace::closeBase(qint64 base)
{
    try {
        m_bar->setScenario(session::closeBase(m_shell.document, m_bar->choice().scenario, core::BaseId{base}));
    } catch (const core::Error& error) {
        sayUnchanged(error);
    }
}

void PatrolsWorkspace::duplicateScenario()
{
    const auto scenario = m_bar->choice().scenario;
    if (!scenario)
        return;
    try {
        m_bar->setScenario(session::duplicateScenario(m_shell.document, *scenario));
    } catch (const core::Error& error) {
        sayUnchanged(error);
    }
}

void PatrolsWorkspace::keepConditions()
{
    const auto choice = m_bar->choice();
    if (!choice.scenario)
        return;
    const QString name = session::scenarioName(*m_shell.document.mission(), choice.scenario);
    if (const QString refusal = session::keepConditions(m_shell.document, *choice.scenario, choice); refusal.isEmpty())
        m_shell.toasts.show(tr("%1 answers by this season, night and means from now on, whatever is chosen.").arg(name), {ui::undoAction(m_shell)});
    else
        m_shell.messages.show(QStringLiteral("reach"), MessageBar::Level::Warning, tr("The scenario was not changed: %1").arg(refusal));
}

void PatrolsWorkspace::closeRoad(core::GeoPoint at)
{
    constexpr double kPixels = 12.0;
    const auto road = session::roadNear(*m_shell.document.mission(), at, kPixels * m_map->view().metresPerUnit());
    if (!road) {
        answerMiss(m_shell.document.mission()->all<core::Road>().empty() ? tr("No road there: the mission has no roads yet. Import roads first; Esc gives up.")
                                                                         : tr("No road there. Click on the line of a road or bridge, zoom in to hit it; Esc gives up."));
        return;
    }
    m_asks = Asks::Nothing;
    m_map->setTool(MapCanvas::Tool::Select);
    turnRoad(road->value);
}

void PatrolsWorkspace::turnRoad(qint64 road)
{
    try {
        m_bar->setScenario(session::closeRoad(m_shell.document, m_bar->choice().scenario, analysis::RoadId{road}, m_shell.context.cutOff(*m_shell.document.mission(), m_shell.document.now())));
    } catch (const core::Error& error) {
        sayUnchanged(error);
    }
}

void PatrolsWorkspace::sayUnchanged(const core::Error& error)
{
    m_shell.messages.show(QStringLiteral("reach"), MessageBar::Level::Warning, tr("The scenario was not changed: %1").arg(session::shown(error.message())));
}

void PatrolsWorkspace::picked(core::GeoPoint at)
{
    try {
        if (m_asks == Asks::Base) {
            tryBase(at);
        } else if (m_asks == Asks::Move) {
            moveBase(at);
        } else if (m_asks == Asks::Closure) {
            closeRoad(at);
        } else {
            m_map->setTool(MapCanvas::Tool::Select);
            if (std::exchange(m_asks, Asks::Nothing) == Asks::Stop)
                m_patrol->takePosition(at);
        }
    } catch (const core::Error& error) {
        sayUnchanged(error);
    }
}

/// Closed roads of the day are those of the mission, whatever is tried; what a scenario changes has marks of its own.
void PatrolsWorkspace::mark(map::ReachCover& cover, std::optional<session::ScenarioId> scenario) const
{
    const auto mission = m_shell.document.mission();
    cover.marks = marksOf(*mission, scenario);
    cover.closed_roads.clear();
    for (const auto& closure : session::roadClosures(*mission, m_shell.context.cutOff(*mission, m_shell.document.now()), scenario))
        if (closure.isClosed()) {
            auto& roads = closure.state == session::RoadClosure::State::Closed ? cover.closed_roads : cover.marks.closed_roads;
            roads.push_back(mission->find<core::Road>(closure.road)->geometry);
        }
}

/// The marks are those of the moment: a base that is tried stands there at once, before it is known what it changes.
void PatrolsWorkspace::markScenario()
{
    if (m_cover == nullptr)
        return;
    auto cover = std::make_shared<map::ReachCover>(*m_cover);
    mark(*cover, m_bar->choice().scenario);
    m_cover = std::move(cover);
    m_map->setReach(m_cover);
}

void PatrolsWorkspace::followScenario() { m_list->changes().show(m_bar->choice().scenario); }

void PatrolsWorkspace::showChange(core::GeoPoint at)
{
    constexpr double kNear = 400'000.0; // as far off as a road and its cross can be told from others
    if (m_map->hasView())
        m_map->goTo(at, std::min(m_map->view().scaleDenominator(), kNear));
}

/// Asks again with what was typed until it is a name, or given up.
void PatrolsWorkspace::renameScenario()
{
    const auto scenario = m_bar->choice().scenario;
    if (!scenario)
        return;
    QString label = tr("Name of the scenario"), typed = session::scenarioName(*m_shell.document.mission(), scenario);
    do {
        typed = m_shell.prompts.askText(this, tr("Rename the scenario"), label, typed);
        if (typed.isEmpty())
            return;
        label = session::renameScenario(m_shell.document, *scenario, typed);
    } while (!label.isEmpty());
}

/// Without a question: it can be undone.
void PatrolsWorkspace::removeScenario()
{
    const auto scenario = m_bar->choice().scenario;
    if (!scenario)
        return;
    const QString name = session::scenarioName(*m_shell.document.mission(), scenario);
    const QString refusal = session::removeRecords(m_shell.document, core::Kind::SCENARIO, {scenario->value});
    if (refusal.isEmpty())
        m_shell.toasts.show(tr("Removed: %1").arg(name), {ui::undoAction(m_shell)});
    else
        m_shell.messages.show(QStringLiteral("reach"), MessageBar::Level::Warning, tr("%1 was not removed: %2").arg(name, refusal));
}

/// What S compares: A and B while they are chosen in the list, else today and the scenario.
PatrolsWorkspace::Swipe PatrolsWorkspace::swipeAsked() const
{
    return m_list->compare().isVisible() ? Swipe::TwoScenarios : Swipe::ScenarioBesideToday;
}

/// Empty when there is nothing to compare, or it is not computed yet.
std::optional<MapSwipe> PatrolsWorkspace::swipeOf(Swipe what) const
{
    if (m_board == nullptr)
        return std::nullopt;
    const auto name = [this](std::optional<session::ScenarioId> scenario) { return session::scenarioName(*m_shell.document.mission(), scenario); };
    if (what == Swipe::ScenarioBesideToday)
        return m_board->choice.scenario ? std::optional{MapSwipe{coverOf(m_board->today, {}), name({}), name(m_board->choice.scenario)}} : std::nullopt;
    const auto& compare = m_list->compare();
    const auto* both = compare.comparison();
    const auto a = compare.chosenA(), b = compare.chosenB();
    if (both == nullptr || a == b)
        return std::nullopt;
    auto right = coverOf(both->b, b);
    auto changed = session::changedCells(both->a.minutes, both->b.minutes, right->limit_minutes);
    right->gained = std::move(changed.gained);
    right->lost = std::move(changed.lost);
    return MapSwipe{coverOf(both->a, a), name(a), name(b), std::move(right)};
}

/// What is compared follows what is computed. While two scenarios are computed again the picture of before stays.
void PatrolsWorkspace::swipeAgain()
{
    if (!m_map->isSwiping() || (m_swiped == Swipe::TwoScenarios && m_list->compare().isVisible() && m_list->compare().comparison() == nullptr))
        return;
    m_map->setSwipe(swipeOf(m_swiped));
}

void PatrolsWorkspace::toggleSwipe(Swipe what)
{
    if (m_map->isSwiping()) {
        m_map->setSwipe({});
        return;
    }
    auto swipe = swipeOf(what);
    if (!swipe) {
        m_shell.status(what == Swipe::TwoScenarios ? tr("There is nothing to compare: choose two different scenarios, A and B.") : tr("There is nothing to compare: choose a scenario first."));
        return;
    }
    m_swiped = what;
    const QString said = tr("%1 to the left of the line, %2 to its right. Arrow keys or the mouse move it, Esc leaves.").arg(swipe->leftName, swipe->rightName);
    m_map->setSwipe(std::move(swipe));
    m_map->setFocus(Qt::OtherFocusReason);
    m_shell.status(said);
}

} // namespace tutela::app
