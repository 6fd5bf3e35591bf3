// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How soon Patrols answers a person (expectations UX-39, 40, 42 and 43): reach_reactions FILE.gpkg [RUNS]. Medians of a move of the hours,
// of another season and back, of a base that is tried, of a road that is closed and of taking both back. It edits the file: give it a copy.
#include "canvas/map_canvas.h"
#include "patrols/patrols_workspace.h"
#include "watched.h"

#include <tutela/core/places.h>
#include <tutela/session/reach_board.h>

#include <QComboBox>
#include <QPushButton>

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

using namespace tutela;
using namespace tutela::benchmark;

namespace {

/// A person at work in Patrols.
class Planner {
public:
    explicit Planner(app::MainWindow& window)
        : m_window(window), m_workspace(*window.findChild<app::PatrolsWorkspace*>()), m_map(*window.findChild<app::MapCanvas*>(QStringLiteral("reachMap")))
    {
    }
    [[nodiscard]] bool isCurrent() const { return m_workspace.isCurrent(); }
    [[nodiscard]] const session::ReachBoard& board() const { return *m_workspace.board(); }
    void click(const char* name) { time("hours moved", [&] { m_window.findChild<QPushButton*>(QLatin1String{name})->click(); }); }
    void season(int index) { time("another season", [&] { m_window.findChild<QComboBox*>(QStringLiteral("reachSeason"))->setCurrentIndex(index); }); }
    void undo(const char* what)
    {
        time(what, [&] { m_window.document()->undoStack().undo(); });
    }
    void clickWith(Qt::Key key, core::GeoPoint at, const char* what)
    {
        m_map.goTo(at, 200'000.0);
        static_cast<void>(QTest::qWaitFor([&] { return m_map.isSharp(); }, kLong));
        m_map.setFocus();
        time(what, [&] {
            QTest::keyClick(&m_map, key);
            QTest::mouseClick(&m_map, Qt::LeftButton, {}, m_map.view().toScreen(at)->toPoint());
        });
    }
    void print()
    {
        for (auto& [what, each] : m_times) {
            std::sort(each.begin(), each.end());
            std::printf("%-28s %zu: median %.0f ms, longest %.0f ms\n", what.c_str(), each.size(), each[each.size() / 2], each.back());
        }
    }

private:
    /// Until list, sentence and map say the new answer.
    template <class Do>
    void time(const char* what, const Do& begin)
    {
        const Stopwatch clock;
        begin();
        if (!QTest::qWaitFor([&] { return m_workspace.isCurrent() && m_map.isSharp(); }, kLong))
            std::printf("%s never ended\n", what);
        m_times[what].push_back(clock.passed().clock);
        QTest::qWait(300);
    }
    app::MainWindow& m_window;
    app::PatrolsWorkspace& m_workspace;
    app::MapCanvas& m_map;
    std::map<std::string, std::vector<double>> m_times;
};

core::GeoPoint middleOfRoad(const core::Mission& mission)
{
    const auto& roads = mission.all<core::Road>();
    const auto road = std::find_if(roads.begin(), roads.end(), [](const core::Road& each) { return each.road_class == core::RoadClass::ROAD_PRIMARY; });
    const auto& line = road->geometry.parts[0][0];
    return core::GeoPoint::of(line[line.size() / 2].x, line[line.size() / 2].y);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("usage: reach_reactions FILE.gpkg [RUNS]\n", stderr);
        return 2;
    }
    const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
    TimedWindow::prepare();
    TimedWindow timed{argc, argv};
    Watched& application = timed.application();
    app::MainWindow& window = timed.window();
    if (!step(application, "open to the map", [&] { window.openMission(QString::fromLocal8Bit(argv[1])); },
              [&] { return window.canvas() != nullptr && window.canvas()->isSharp(); }))
        return 1;
    if (!step(application, "show Patrols, first answer", [&] { window.show(QStringLiteral("Patrols")); }, [&] {
            const auto* workspace = window.findChild<app::PatrolsWorkspace*>();
            return workspace != nullptr && workspace->isCurrent() && window.canvas()->isSharp();
        }))
        return 1;
    QTest::qWait(2000);
    Planner planner{window};
    const auto worst = *planner.board().mission->find<core::Place>(session::placesBeyond(planner.board(), 120.0, {}).front().place)->point();
    const auto road = middleOfRoad(*window.document()->mission());
    for (int run = 0; run < runs; ++run) {
        planner.click("reachHours8");
        planner.click("reachHours1");
        planner.season(2);
        planner.season(0);
        planner.clickWith(Qt::Key_B, worst, "base tried (B + click)");
        planner.undo("base taken back");
        planner.clickWith(Qt::Key_X, road, "road closed (X + click)");
        planner.undo("road open again");
    }
    planner.print();
    return 0;
}
