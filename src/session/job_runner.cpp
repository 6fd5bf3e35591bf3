// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/job_runner.h>

#include <QCoreApplication>
#include <QEvent>

namespace tutela::session {

JobRunner::JobRunner(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(2); // the one that is told to stop, and the one that replaces it
}

JobRunner::~JobRunner()
{
    m_stop.request_stop();
    // A job may wait for the GUI thread to record a chart. Nothing else may be posted to the application by a job: the owner
    // of this runner may be half taken down by now. Results go to the runner or to its owner.
    constexpr int kPauseMs = 10;
    while (!m_pool.waitForDone(kPauseMs))
        QCoreApplication::sendPostedEvents(QCoreApplication::instance(), QEvent::MetaCall);
    s_atWork -= m_running ? 1 : 0;
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
