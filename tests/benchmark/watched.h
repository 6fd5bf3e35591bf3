// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame/main_window.h"
#include "memory.h"

#include <tutela/map/theme.h>

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <utility>

/// A window that is timed: what a step held it up, and when all was there.
namespace tutela::benchmark {

inline constexpr int kLong = 60'000; ///< ms that a step may take

class NoPrompts final : public app::Prompts {
public:
    QString openFile(QWidget*, const QString&, const QString&) override { return {}; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
    int ask(QWidget*, const QString&, const QString&, const QStringList&) override { return -1; }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
};

/// Milliseconds by the clock, and of the processor in this thread: the second does not see what else the machine does.
struct Spent {
    double clock = 0.0, processor = 0.0;
    auto operator<=>(const Spent&) const = default;
};

class Stopwatch {
public:
    [[nodiscard]] Spent passed() const { return {now(CLOCK_MONOTONIC) - m_clock, now(CLOCK_THREAD_CPUTIME_ID) - m_processor}; }

private:
    static double now(clockid_t which)
    {
        timespec time{};
        ::clock_gettime(which, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    double m_clock = now(CLOCK_MONOTONIC), m_processor = now(CLOCK_THREAD_CPUTIME_ID);
};

/// An application that knows its longest turn: how long the window did not answer.
class Watched final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_inside || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        m_inside = true;
        const Stopwatch turn;
        const bool taken = QApplication::notify(receiver, event);
        m_inside = false;
        m_longest = std::max(m_longest, turn.passed());
        return taken;
    }
    /// Since the last call.
    [[nodiscard]] Spent longest() { return std::exchange(m_longest, {}); }

private:
    bool m_inside = false;
    Spent m_longest;
};

/// Does a step and waits for its end. One line: what the call took, when all was there, the longest turn. @returns false when it never ended
template <class Do, class Done>
bool step(Watched& application, const char* what, const Do& begin, const Done& done)
{
    static_cast<void>(application.longest());
    const Stopwatch clock;
    begin();
    const Spent call = clock.passed();
    const bool ended = QTest::qWaitFor(done, kLong);
    const Spent turn = std::max(call, application.longest());
    std::printf("step   %-28s the call %.1f ms, all there %.0f ms, longest turn %.1f ms (processor %.1f ms)%s\n", what, call.clock, clock.passed().clock, turn.clock, turn.processor,
                ended ? "" : " (never ended)");
    return ended;
}

/// The window of a benchmark, shown, with settings of its own; off-screen without a display.
class TimedWindow {
public:
    TimedWindow(int& argc, char** argv) : m_application(argc, argv)
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        map::loadFonts();
        m_style.apply();
        m_window = std::make_unique<app::MainWindow>(m_style, m_prompts);
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->resize(1600, 900);
        m_window->show();
    }
    /// Before the application is made.
    static void prepare()
    {
        if (!qEnvironmentVariableIsSet("DISPLAY"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        app::keepMemoryTogether();
    }
    [[nodiscard]] Watched& application() { return m_application; }
    [[nodiscard]] app::MainWindow& window() { return *m_window; }

private:
    Watched m_application;
    QTemporaryDir m_folder;
    app::Style m_style;
    NoPrompts m_prompts;
    std::unique_ptr<app::MainWindow> m_window;
};

} // namespace tutela::benchmark
