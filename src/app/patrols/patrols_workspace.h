// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../canvas/map_canvas.h"
#include "../frame/workspace.h"

#include <tutela/session/job_runner.h>
#include <tutela/session/reach_extras.h>

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
    enum class Asks { Nothing, Base, Closure, Stop };
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
    void sayConditions(double limitMinutes);
    void fill();
    void fillMap(const std::vector<session::ReachRow>& beyond);
    void sayState();
    [[nodiscard]] QString staleWords() const;
    [[nodiscard]] QStringList notes() const;
    void ask(Asks what);
    void answerMiss(const QString& sentence);
    void tryBase(core::GeoPoint at);
    void closeRoad(core::GeoPoint at);
    void followScenario();
    void markScenario();
    void renameScenario();
    void removeScenario();
    void showChange(core::GeoPoint at);
    void toggleSwipe();
    [[nodiscard]] std::shared_ptr<map::ReachCover> coverOf(const analysis::Reach& reach) const;
    void picked(core::GeoPoint at);
    void followSelection();
    void choosePlace(qint64 place);

    session::JobRunner m_jobs, m_extraJobs;
    std::shared_ptr<const session::ReachBoard> m_board;
    std::shared_ptr<const session::ReachExtras> m_extras;
    std::shared_ptr<const map::ReachCover> m_cover; ///< of the board, with the marks of the scenario
    bool m_stale = true, m_limitKnown = false, m_failed = false;
    Asks m_asks = Asks::Nothing;
    QStackedWidget* m_pages;
    ReachBar* m_bar;
    QLabel *m_sentence = nullptr, *m_scenario = nullptr, *m_state = nullptr, *m_conditions = nullptr;
    MapCanvas* m_map;
    ReachList* m_list;
    PlaceReachPanel* m_panel;
    PatrolRecords* m_records;
    PatrolPanel* m_patrol;
};

} // namespace tutela::app
