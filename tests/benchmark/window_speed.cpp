// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window on one mission (performance H1, F2, E3): window_speed FILE.gpkg. Milliseconds from the start of the process to the painted
// welcome screen, from the command to open to the map of the mission; the longest turn of the window's thread in each step; frames
// while the map is dragged and the table of incidents scrolled, as a distribution; after a pan and a zoom the frame that shows the last
// picture moved, the first tile that is drawn anew, and the whole; from Make report to its first page; memory after each part. It edits the file: give it a copy.
#include "watched.h"

#include "reports/reports_workspace.h"

#include <tutela/session/incident_model.h>

#include <QScrollBar>
#include <QTableView>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

using namespace tutela;
using namespace tutela::benchmark;

namespace {

/// To a hundredth of a second: the kernel's note of when the process began.
double msSinceStart()
{
    std::ifstream file{"/proc/self/stat"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    text.erase(0, text.rfind(')') + 2);
    constexpr int kFieldsBefore = 19;
    std::size_t at = 0;
    for (int i = 0; i < kFieldsBefore; ++i)
        at = text.find(' ', at) + 1;
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    const double ticks = std::stod(text.substr(at));
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6 - ticks / static_cast<double>(::sysconf(_SC_CLK_TCK)) * 1e3;
}

long memoryMb(const char* field)
{
    std::ifstream file{"/proc/self/status"};
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(field))
            return std::stol(line.substr(line.find(':') + 1)) / 1024;
    return 0;
}

void printMemory(const char* after) { std::printf("memory %-28s %ld MB now, %ld MB at most\n", after, memoryMb("VmRSS"), memoryMb("VmHWM")); }

void printFrames(const char* what, const std::vector<Spent>& frames)
{
    std::vector<double> ms, processor;
    for (const Spent& each : frames) {
        ms.push_back(each.clock);
        processor.push_back(each.processor);
    }
    const auto print = [what](const char* clock, std::vector<double> times) {
        std::sort(times.begin(), times.end());
        const auto at = [&](double share) { return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))]; };
        std::printf("frames %-26s %-9s %zu: median %.1f ms, 95 %% %.1f ms, 99 %% %.1f ms, longest %.1f ms, above 50 ms %td\n", what, clock, times.size(), at(0.5), at(0.95),
                    at(0.99), times.back(), std::count_if(times.begin(), times.end(), [](double each) { return each > 50.0; }));
    };
    print("clock", std::move(ms));
    print("processor", std::move(processor));
}

template <class T>
T median(std::vector<T> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void printTurns(const char* what, const std::vector<Spent>& turns)
{
    const Spent half = median(turns), most = *std::max_element(turns.begin(), turns.end());
    std::printf("turn   %-28s %zu: median %.1f ms (processor %.1f ms), longest %.1f ms (processor %.1f ms)\n", what, turns.size(), half.clock, half.processor, most.clock, most.processor);
}

bool waitSharp(const app::MapCanvas& map)
{
    return QTest::qWaitFor([&] { return map.hasView() && map.isSharp(); }, kLong);
}

void drag(app::MapCanvas& map, const char* what)
{
    constexpr int kFrames = 200;
    std::vector<Spent> frames;
    QPoint at = map.rect().center();
    QTest::mousePress(&map, Qt::LeftButton, {}, at);
    for (int i = 0; i < kFrames; ++i) {
        at += (i / 25) % 2 == 0 ? QPoint{5, 3} : QPoint{-5, -3};
        const Stopwatch frame;
        QTest::mouseMove(&map, at);
        map.repaint();
        QCoreApplication::processEvents();
        frames.push_back(frame.passed());
    }
    QTest::mouseRelease(&map, Qt::LeftButton, {}, at);
    waitSharp(map);
    printFrames(what, frames);
}

void redraws(app::MapCanvas& map)
{
    constexpr int kRuns = 11;
    for (const bool zoom : {false, true}) {
        std::vector<Spent> moved;
        std::vector<double> first, whole;
        for (int i = 0; i < kRuns; ++i) {
            const Stopwatch clock;
            if (zoom)
                map.zoomBy(i % 2 == 0 ? 1.5 : 1 / 1.5);
            else
                map.panBy({i % 2 == 0 ? 160.0 : -160.0, 0.0});
            map.repaint();
            moved.push_back(clock.passed());
            waitSharp(map);
            first.push_back(static_cast<double>(map.lastTimes().first));
            whole.push_back(static_cast<double>(map.lastTimes().second));
        }
        std::printf("E3 %s of %dx%d: last picture moved %.1f ms (processor %.1f ms), first new tile %.0f ms, whole %.0f ms (medians of %d)\n", zoom ? "zoom" : "pan ",
                    map.width(), map.height(), median(moved).clock, median(moved).processor, median(first), median(whole), kRuns);
    }
}

void edits(Watched& application, app::MainWindow& window, QTableView& table, const app::MapCanvas& map)
{
    constexpr int kRuns = 9, kPause = 500;
    std::vector<Spent> select, edit, after, undo;
    for (int i = 0; i < kRuns; ++i) {
        static_cast<void>(application.longest());
        const QModelIndex cell = table.model()->index(2 + i, session::IncidentModel::Killed);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell).center());
        QTest::qWait(kPause);
        select.push_back(application.longest());
        const Stopwatch clock;
        if (!table.model()->setData(cell, QString::number(40 + i), Qt::EditRole))
            std::puts("the edit was refused");
        edit.push_back(clock.passed());
        QTest::qWait(kPause);
        waitSharp(map);
        after.push_back(application.longest());
    }
    for (int i = 0; i < kRuns; ++i) {
        const Stopwatch clock;
        window.document()->undoStack().undo();
        undo.push_back(clock.passed());
        QTest::qWait(kPause);
        waitSharp(map);
    }
    printTurns("select a row", select);
    printTurns("edit a cell", edit);
    printTurns("show the edit", after);
    printTurns("undo the edit", undo);
}

void scroll(QTableView& table)
{
    constexpr int kFrames = 200;
    auto* bar = table.verticalScrollBar();
    std::vector<Spent> frames;
    for (int i = 0; i < kFrames; ++i) {
        const Stopwatch frame;
        bar->setValue(static_cast<int>(static_cast<double>(bar->maximum()) * ((i * 37) % kFrames) / kFrames));
        table.repaint();
        QCoreApplication::processEvents();
        frames.push_back(frame.passed());
    }
    printFrames("table of incidents", frames);
}

/// From the command that makes the report to the first page in view, painted in its size. A mission without an assessment has none.
bool firstPage(Watched& application, app::MainWindow& window)
{
    if (window.document()->mission()->all<core::Assessment>().empty()) {
        std::puts("first page of a report: the mission has no assessment");
        return true;
    }
    return step(application, "first page of a report", [&] { window.actions().action(QStringLiteral("report.make"))->trigger(); }, [&window] {
        const auto* reports = window.findChild<app::ReportsWorkspace*>();
        return reports != nullptr && reports->isReady() && reports->isSettled();
    });
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: window_speed FILE.gpkg\n", stderr);
        return 2;
    }
    TimedWindow::prepare();
    TimedWindow timed{argc, argv};
    Watched& application = timed.application();
    app::MainWindow& window = timed.window();
    static_cast<void>(QTest::qWaitForWindowExposed(&window));
    QCoreApplication::processEvents();
    std::printf("H1 start to the welcome screen: %.0f ms\n", msSinceStart());
    printMemory("of the welcome screen");

    const auto mapShown = [&window] {
        const auto* map = window.canvas();
        return map != nullptr && map->hasView() && map->isSharp();
    };
    if (!step(application, "F2 open to the map", [&] { window.openMission(QString::fromLocal8Bit(argv[1])); }, mapShown))
        return 1;
    printMemory("of the overview");
    QTest::qWait(500);

    QTableView* table = nullptr;
    const auto rowsShown = [&](std::size_t least) {
        table = window.findChild<QTableView*>(QStringLiteral("incidentTable"));
        return table != nullptr && static_cast<std::size_t>(table->model()->rowCount()) >= least && mapShown();
    };
    const std::size_t all = window.document()->mission()->incidents->size();
    if (!step(application, "show Incidents", [&] { window.show(QStringLiteral("Incidents")); }, [&] { return rowsShown(1); })
        || !step(application, "period to all time", [&] { window.context().setPeriod(std::nullopt); }, [&] { return rowsShown(all); }))
        return 1;
    QTest::qWait(1000);
    printMemory("of all incidents");
    scroll(*table);
    auto* map = window.canvas();
    drag(*map, "map of incidents, dragged");
    redraws(*map);
    table->verticalScrollBar()->setValue(0);
    edits(application, window, *table, *map);
    printMemory("of the incidents, edited");
    auto* home = map->parentWidget();
    map->setParent(nullptr);
    map->resize(1600, 900);
    map->show();
    if (!waitSharp(*map))
        return 1;
    drag(*map, "map of 1600x900, dragged");
    redraws(*map);
    map->setParent(home);
    if (!firstPage(application, window))
        return 1;
    printMemory("at the end");
    return 0;
}
