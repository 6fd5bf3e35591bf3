// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window on one mission (performance H1, F2, E3): window_speed FILE.gpkg. Milliseconds from the start of the process to the painted
// welcome screen, from there to the map of the mission; frames while the map is dragged and the table of incidents scrolled, as a
// distribution; first and whole picture after a pan and a zoom; memory after each part. A frame is the event and the repaint it asks for.
#include "frame/main_window.h"
#include "memory.h"

#include <tutela/map/theme.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

using namespace tutela;

namespace {

constexpr int kLong = 60'000;

class NoPrompts final : public app::Prompts {
public:
    QString openFile(QWidget*, const QString&, const QString&) override { return {}; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
    int ask(QWidget*, const QString&, const QString&, const QStringList&) override { return -1; }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
};

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

void printFrames(const char* what, std::vector<double> ms)
{
    std::sort(ms.begin(), ms.end());
    const auto at = [&](double share) { return ms[std::min(ms.size() - 1, static_cast<std::size_t>(share * static_cast<double>(ms.size())))]; };
    std::printf("frames %-28s %zu: median %.1f ms, 95 %% %.1f ms, 99 %% %.1f ms, longest %.1f ms, above 50 ms %td\n", what, ms.size(), at(0.5), at(0.95), at(0.99),
                ms.back(), std::count_if(ms.begin(), ms.end(), [](double each) { return each > 50.0; }));
}

bool waitSharp(const app::MapCanvas& map)
{
    return QTest::qWaitFor([&] { return map.hasView() && map.isSharp(); }, kLong);
}

void drag(app::MapCanvas& map, const char* what)
{
    constexpr int kFrames = 200;
    std::vector<double> ms;
    QPoint at = map.rect().center();
    QTest::mousePress(&map, Qt::LeftButton, {}, at);
    for (int i = 0; i < kFrames; ++i) {
        at += (i / 25) % 2 == 0 ? QPoint{5, 3} : QPoint{-5, -3};
        QElapsedTimer clock;
        clock.start();
        QTest::mouseMove(&map, at);
        map.repaint();
        QCoreApplication::processEvents();
        ms.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    QTest::mouseRelease(&map, Qt::LeftButton, {}, at);
    waitSharp(map);
    printFrames(what, ms);
}

void redraws(app::MapCanvas& map)
{
    constexpr int kRuns = 11;
    for (const bool zoom : {false, true}) {
        std::vector<qint64> first, whole;
        for (int i = 0; i < kRuns; ++i) {
            if (zoom)
                map.zoomBy(i % 2 == 0 ? 1.5 : 1 / 1.5);
            else
                map.panBy({i % 2 == 0 ? 160.0 : -160.0, 0.0});
            waitSharp(map);
            first.push_back(map.lastTimes().first);
            whole.push_back(map.lastTimes().second);
        }
        std::sort(first.begin(), first.end());
        std::sort(whole.begin(), whole.end());
        std::printf("E3 %s of %dx%d: first picture %lld ms, whole %lld ms (medians of %d)\n", zoom ? "zoom" : "pan ", map.width(), map.height(),
                    static_cast<long long>(first[kRuns / 2]), static_cast<long long>(whole[kRuns / 2]), kRuns);
    }
}

void scroll(QTableView& table)
{
    constexpr int kFrames = 200;
    auto* bar = table.verticalScrollBar();
    std::vector<double> ms;
    for (int i = 0; i < kFrames; ++i) {
        QElapsedTimer clock;
        clock.start();
        bar->setValue(static_cast<int>(static_cast<double>(bar->maximum()) * ((i * 37) % kFrames) / kFrames));
        table.repaint();
        QCoreApplication::processEvents();
        ms.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    printFrames("table of incidents", ms);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: window_speed FILE.gpkg\n", stderr);
        return 2;
    }
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    app::keepMemoryTogether();
    QApplication application{argc, argv};
    QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    map::loadFonts();
    app::Style style;
    style.apply();
    NoPrompts prompts;
    app::MainWindow window{style, prompts};
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.resize(1600, 900);
    window.show();
    static_cast<void>(QTest::qWaitForWindowExposed(&window));
    QCoreApplication::processEvents();
    std::printf("H1 start to the welcome screen: %.0f ms\n", msSinceStart());
    printMemory("of the welcome screen");

    QElapsedTimer clock;
    clock.start();
    if (!window.openMission(QString::fromLocal8Bit(argv[1])))
        return 1;
    const qint64 opened = clock.elapsed();
    window.repaint();
    const qint64 shown = clock.elapsed();
    auto* map = window.canvas();
    if (map == nullptr || !waitSharp(*map))
        return 1;
    std::printf("F2 open: %lld ms, first view painted %lld ms, map whole %lld ms\n", static_cast<long long>(opened), static_cast<long long>(shown), static_cast<long long>(clock.elapsed()));
    printMemory("of the overview");

    clock.restart();
    window.show(QStringLiteral("Incidents"));
    window.repaint();
    auto* table = window.findChild<QTableView*>(QStringLiteral("incidentTable"));
    if (table == nullptr || !QTest::qWaitFor([&] { return table->model() != nullptr && table->model()->rowCount() > 0; }, kLong))
        return 1;
    table->repaint();
    std::printf("incidents shown after %lld ms, %d rows\n", static_cast<long long>(clock.elapsed()), table->model()->rowCount());
    window.context().setPeriod(std::nullopt);
    clock.restart();
    if (!QTest::qWaitFor([&] { return table->model()->rowCount() == static_cast<int>(window.document()->mission()->incidents->size()); }, kLong))
        return 1;
    std::printf("all %d incidents shown after %lld ms\n", table->model()->rowCount(), static_cast<long long>(clock.elapsed()));
    scroll(*table);
    map = window.canvas();
    if (map == nullptr || !waitSharp(*map))
        return 1;
    drag(*map, "map of incidents, dragged");
    redraws(*map);
    printMemory("of the incidents");
    return 0;
}
