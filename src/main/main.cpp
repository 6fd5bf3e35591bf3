// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardening.h"

#include <tutela/app/app.h>

#include <tutela/cli/cli.h>
#include <tutela/core/error.h>
#include <tutela/core/log.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <pthread.h>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace {

/// Turns the first Ctrl+C into a request to stop; the second one ends the program at once.
void waitForInterrupt(std::stop_source source)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    int signal = 0;
    sigwait(&set, &signal);
    source.request_stop();
    sigwait(&set, &signal);
    std::_Exit(128 + signal);
}

/// A verb writes no file that nobody asked for: it keeps a log only in the folder that TUTELA_LOG names.
void startLog()
{
    const char* folder = std::getenv("TUTELA_LOG");
    if (folder != nullptr && *folder != '\0')
        tutela::core::log::start(folder);
}

bool hasDisplay()
{
    const auto given = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    return given("DISPLAY") || given("WAYLAND_DISPLAY") || given("QT_QPA_PLATFORM");
}

/// `tutela` and `tutela FILE` open the window; a verb never does. `tutela --shots DIR` paints pictures of it.
std::optional<tutela::app::RunOptions> windowOptions(const std::vector<std::string>& arguments)
{
    if (arguments.empty())
        return tutela::app::RunOptions{};
    if (arguments.size() == 2 && arguments.front() == "--shots")
        return tutela::app::RunOptions{{}, arguments.back()};
    const bool file = arguments.size() == 1 && arguments.front().size() > 5 && arguments.front().ends_with(".gpkg");
    return file ? std::optional{tutela::app::RunOptions{arguments.front(), {}}} : std::nullopt;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        tutela::hardenProcess();
        startLog();
    } catch (const tutela::core::Error& error) {
        std::cerr << "tutela: " << error.what() << '\n';
        return 1;
    }
    const std::vector<std::string> arguments{argv + 1, argv + argc};
    if (const auto window = windowOptions(arguments)) {
        if (!hasDisplay()) {
            std::cerr << "tutela: there is no display for the window; `tutela help` lists what works without one\n";
            return 1;
        }
        return tutela::app::run(argc, argv, *window);
    }
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &interrupts, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const std::stop_source stop;
    std::thread{waitForInterrupt, stop}.detach();

    std::ios::sync_with_stdio(false);
    const int code = tutela::cli::run(arguments, std::cin, std::cout, std::cerr, stop.get_token());
    std::cout.flush();
    std::cerr.flush();
    // The waiting thread has no end of its own; leave without running destructors under its feet.
    std::_Exit(code);
}
