// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/log.h>

#include <tutela/core/error.h>

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <sys/stat.h>

#include <cstdio>
#include <memory>
#include <mutex>
#include <string>

namespace tutela::core::log {

namespace {

constexpr std::size_t kFileBytes = 1U << 20U;
constexpr std::size_t kOlderFiles = 2; // beside the one being written

std::mutex g_mutex;                       // guards g_logger itself; spdlog's sink has its own
std::shared_ptr<spdlog::logger> g_logger; // null = no log

std::shared_ptr<spdlog::logger> current()
{
    const std::lock_guard lock{g_mutex};
    return g_logger;
}

void replace(std::shared_ptr<spdlog::logger> logger)
{
    const std::lock_guard lock{g_mutex};
    g_logger = std::move(logger);
}

} // namespace

void start(const std::filesystem::path& folder)
{
    std::error_code failed;
    if (std::filesystem::create_directories(folder, failed))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
    try {
        spdlog::file_event_handlers handlers;
        handlers.after_open = [](const spdlog::filename_t&, std::FILE* file) { ::fchmod(::fileno(file), S_IRUSR | S_IWUSR); };
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>((folder / "tutela.log").string(), kFileBytes, kOlderFiles,
                                                                           false, handlers);
        auto logger = std::make_shared<spdlog::logger>("tutela", std::move(sink));
        logger->set_formatter(
            std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %v", spdlog::pattern_time_type::utc));
        logger->set_level(spdlog::level::info);
        logger->flush_on(spdlog::level::info);
        logger->set_error_handler([](const std::string&) {}); // a log that cannot be written stops no work
        replace(std::move(logger));
    } catch (const spdlog::spdlog_ex&) {
        throw Error{ErrorCode::Permission, "the log cannot be written there; choose a folder of your own", folder.string()};
    }
}

void event(Code code, std::initializer_list<Figure> figures) noexcept
{
    try {
        const auto logger = current();
        if (!logger)
            return;
        std::string line{code.text()};
        for (const Figure& figure : figures) {
            line += ' ';
            line += figure.name.text();
            line += '=';
            line += std::to_string(figure.value);
        }
        logger->info(spdlog::string_view_t{line});
    } catch (...) { // no memory for the line: the work matters more
    }
}

void stop() noexcept
{
    try {
        replace(nullptr);
    } catch (...) { // a lock that cannot be taken leaves the log open until the end
    }
}

} // namespace tutela::core::log
