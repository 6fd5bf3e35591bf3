// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/job_runner.h>

#include <QCoreApplication>
#include <QEvent>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace tutela::session {

namespace {

constexpr int kMostAtOnce = 2; ///< of a runner: the one that is told to stop, and the one that replaces it

/// Shared by all runners and kept until the program is idle: each thread has opened the fonts and the database of coordinate systems for itself.
QThreadPool& threads()
{
    constexpr int kFewest = 8; // enough that what is told to stop, or waits for a disk, holds up no other runner
    auto& pool = *QThreadPool::globalInstance();
    pool.setMaxThreadCount(std::max(kFewest, 2 * QThread::idealThreadCount()));
    pool.setExpiryTimeout(-1);
    return pool;
}

} // namespace

JobRunner::JobRunner(QObject* parent) : QObject(parent) {}

JobRunner::~JobRunner()
{
    m_stop.request_stop();
    // A job may wait for the GUI thread to record a chart. Nothing else may be posted to the application by a job: the owner
    // of this runner may be half taken down by now. Results go to the runner or to its owner.
    constexpr std::chrono::milliseconds kPause{10};
    while (!waitForDone(kPause))
        QCoreApplication::sendPostedEvents(QCoreApplication::instance(), QEvent::MetaCall);
    s_atWork -= m_running ? 1 : 0;
}

void JobRunner::begin(std::function<void()> job)
{
    {
        const std::lock_guard lock{m_mutex};
        if (m_atOnce == kMostAtOnce) {
            m_next = std::move(job); // one that waited is out of date: the latest wins
            return;
        }
        ++m_atOnce;
    }
    threads().start([this, job = std::move(job)]() mutable { runWhatIsThere(std::move(job)); });
}

void JobRunner::runWhatIsThere(std::function<void()> job)
{
    while (job) {
        job();
        job = nullptr; // what it holds is let go while the runner is there
        const std::lock_guard lock{m_mutex};
        job = std::exchange(m_next, nullptr);
        if (!job) {
            --m_atOnce;
            m_ended.notify_all();
        }
    }
}

bool JobRunner::waitForDone(std::chrono::milliseconds most)
{
    std::unique_lock lock{m_mutex};
    return m_ended.wait_for(lock, most, [this] { return m_atOnce == 0; });
}

core::Progress::Sink JobRunner::sink(std::uint64_t id)
{
    constexpr qint64 kPauseMs = 50;
    auto clock = std::make_shared<QElapsedTimer>();
    clock->start();
    return [this, id, clock](double fraction, std::string_view stage) {
        if (clock->elapsed() < kPauseMs && fraction < 1.0)
            return;
        clock->restart();
        QMetaObject::invokeMethod(this, [this, id, fraction, text = QString::fromUtf8(stage.data(), static_cast<qsizetype>(stage.size()))] {
            if (id == m_latest && m_running)
                emit progressed(fraction, text);
        }, Qt::QueuedConnection);
    };
}

void JobRunner::setRunning(bool running)
{
    if (m_running == running)
        return;
    m_running = running;
    s_atWork += running ? 1 : -1;
    emit runningChanged(running);
}

} // namespace tutela::session
