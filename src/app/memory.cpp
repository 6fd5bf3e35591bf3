// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "memory.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPixmapCache>
#include <QThreadPool>
#include <QTimer>

#include <malloc.h>

namespace tutela::app {

namespace {

/// Starts its timer anew with each key and click.
class IdleTimer final : public QTimer {
public:
    explicit IdleTimer(QCoreApplication& application) : QTimer(&application)
    {
        constexpr int kIdleMs = 8'000;
        setInterval(kIdleMs);
        setSingleShot(true);
        callOnTimeout(&giveMemoryBack);
        application.installEventFilter(this);
    }

private:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::KeyPress || event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::Wheel)
            start();
        return QTimer::eventFilter(watched, event);
    }
};

} // namespace

void keepMemoryTogether()
{
    constexpr int kHeaps = 2, kOwnMapping = 256 * 1024; // pictures get mappings of their own, which end with them
    ::mallopt(M_ARENA_MAX, kHeaps);
    ::mallopt(M_MMAP_THRESHOLD, kOwnMapping);
}

void giveMemoryBack()
{
    QPixmapCache::clear(); // what a style draws once for each size of a button; made again when it is painted
    QThreadPool::globalInstance()->waitForDone(0); // when none works all end, with the letters and coordinate systems that each keeps
    ::malloc_trim(0);
}

void giveMemoryBackWhenIdle(QCoreApplication& application) { new IdleTimer{application}; }

} // namespace tutela::app
