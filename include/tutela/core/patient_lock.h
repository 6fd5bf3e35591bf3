// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>

#include <chrono>
#include <mutex>

namespace tutela::core {

/// Waits for a mutex, but no longer than somebody wants the work. @throws Cancelled when Stop is asked for first
[[nodiscard]] inline std::unique_lock<std::timed_mutex> lockUnlessStopped(std::timed_mutex& mutex, const Progress& progress)
{
    constexpr std::chrono::milliseconds kLook{20};
    std::unique_lock lock{mutex, std::defer_lock};
    while (!lock.try_lock_for(kLook))
        progress.check();
    return lock;
}

} // namespace tutela::core
