// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../canvas/map_canvas.h"
#include "../frame/workspace.h"

#include <tutela/session/job_runner.h>
#include <tutela/session/reach_extras.h>

#include <QTimer>

class QStackedWidget;

namespace tutela::app {

class PatrolPanel;
class PatrolRecords;
class PlaceReachPanel;
class ReachBar;
class ReachList;

/// Who is reached, who is not, what would help: bands of response time and gaps on the map, the places behind them, and what a base
/// or a closed road would change.
class PatrolsWorkspace : public Workspace {
    Q_OBJECT
public:
    explicit PatrolsWorkspace(Shell& shell);
    void activated() override;
    /// What is shown; null until the first computation has ended.
    [[nodiscard]] std::shared_ptr<const session::ReachBoard> board() const { return m_board; }
    [[nodiscard]] bool isCurrent() const { return m_board != nullptr && !m_stale && !m_jobs.isRunning(); }

    /// What belongs to the board but takes longer; null until it is there.
    [[nodiscard]] std::shared_ptr<const session::ReachExtras> extras() const { return m_extras; }

private:
    enum class Asks { Nothing, Base, Move, Closure, Stop };
    [[nodiscard]] QWidget* makeCentre();
    [[nodiscard]] QWidget* makeEmpty();
    void makeCommands();
    void makeRecords();
    void choosePatrol(qint64 patrol);
    void showPatrol(std::optional<core::PatrolId> patrol);
    void invalidate();
    void recalculate();
    void take(std::shared_ptr<const session::ReachBoard> board, qint64 ms);
    void computeExtras();
    void sayGaps(const std::vector<session::ReachRow>& beyond, double limitMinutes);
    void explain(const QString& number);
    void explainWithin(const QString& number);
    void followDrag();
    void sayConditions(double limitMinutes);
    void fill();
    void ring(const std::vector<session::ReachRow>& overdue);
    void fillMap(const std::vector<session::ReachRow>& beyond);
    void sayState();
    [[nodiscard]] QString staleWords() const;
    [[nodiscard]] QStringList notes() const;
    void ask(Asks what);
    void answerMiss(const QString& sentence);
    [[nodiscard]] bool isOnGround(core::GeoPoint at);
    void tryBase(core::GeoPoint at);
    void moveBase(core::GeoPoint at);
    void closeBase(qint64 base);
    void duplicateScenario();
    void keepConditions();
    void closeRoad(core::GeoPoint at);
    void turnRoad(qint64 road);
    void sayUnchanged(const core::Error& error);
    void followScenario();
    void mark(map::ReachCover& cover, std::optional<session::ScenarioId> scenario) const;
    void markScenario();
    void renameScenario();
    void removeScenario();
    void showChange(core::GeoPoint at);
    enum class Swipe { ScenarioBesideToday, TwoScenarios };
    void toggleSwipe(Swipe what);
    [[nodiscard]] Swipe swipeAsked() const;
    [[nodiscard]] std::optional<MapSwipe> swipeOf(Swipe what) const;
    void swipeAgain();
    [[nodiscard]] std::shared_ptr<map::ReachCover> coverOf(const analysis::Reach& reach, std::optional<session::ScenarioId> scenario) const;
    void picked(core::GeoPoint at);
    void followSelection();
    void choosePlace(qint64 place);

    session::JobRunner m_jobs, m_extraJobs;
    QTimer m_dragged; ///< until map and lists follow the slider
    std::shared_ptr<const session::ReachBoard> m_board;
    std::shared_ptr<const session::ReachExtras> m_extras;
    std::shared_ptr<const map::ReachCover> m_cover; ///< of the board, with the marks of the scenario
    std::vector<core::GeoPoint> m_rings; ///< around the places that wait for a visit
    std::vector<session::RecordRef> m_gaps; ///< the places of the sentence, those that weigh most first
    session::GapNumbers m_numbers;
    bool m_stale = true, m_limitKnown = false, m_failed = false;
    Swipe m_swiped = Swipe::ScenarioBesideToday;
    Asks m_asks = Asks::Nothing;
    core::BaseId m_moved; ///< that Asks::Move is about
    QStackedWidget* m_pages;
    ReachBar* m_bar;
    QLabel *m_sentence = nullptr, *m_within = nullptr, *m_scenario = nullptr, *m_state = nullptr, *m_conditions = nullptr;
    MapCanvas* m_map;
    ReachList* m_list;
    PlaceReachPanel* m_panel;
    PatrolRecords* m_records;
    PatrolPanel* m_patrol;
};

} // namespace tutela::app
