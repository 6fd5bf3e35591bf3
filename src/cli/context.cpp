// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include <tutela/core/atomic_write.h>

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <system_error>

namespace tutela::cli {

Context::Context(std::istream& input, std::ostream& output, std::ostream& messages, std::stop_token stop)
    : in(input), out(output), err(messages), m_stop(std::move(stop))
{
}

store::Author Context::authorOf() const
{
    if (!author.empty())
        return store::Author::of(author);
    if (const char* named = std::getenv("TUTELA_AUTHOR"); named != nullptr && *named != '\0')
        return store::Author::of(named);
    return {};
}

std::optional<core::Instant> Context::asOf(const core::TimeZone& zone) const
{
    if (as_of.empty())
        return std::nullopt;
    try {
        return as_of.size() == 10 ? zone.startOf(core::dayOf(as_of)) : core::instantOf(as_of);
    } catch (const core::Error& error) {
        throw core::Error{core::ErrorCode::Usage, error.message(), "--as-of"};
    }
}

core::Progress Context::progress() const
{
    if (::isatty(STDERR_FILENO) == 0)
        return {m_stop, {}};
    struct Bar {
        std::chrono::steady_clock::time_point last{};
        bool shown = false;
    };
    auto bar = std::make_shared<Bar>();
    return {m_stop, [this, bar](double fraction, std::string_view stage) {
                const auto now = std::chrono::steady_clock::now();
                const bool done = fraction >= 1.0;
                if (!done && now - bar->last < std::chrono::milliseconds{100})
                    return;
                bar->last = now;
                bar->shown = true;
                err << "\r\033[K" << (done ? "" : std::string{stage} + " " + std::to_string(static_cast<int>(fraction * 100.0)) + " %") << std::flush;
            }};
}

void Context::print(const nlohmann::json& document) const
{
    out << document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n' << std::flush;
}

void Context::committed(store::CommitId id) const
{
    err << "committed " << id.value << '\n' << std::flush;
}

void Context::write(const std::string& path, std::string_view bytes) const
{
    if (path == "-") {
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.flush();
        if (!out)
            throw core::Error{core::ErrorCode::Io, "standard output could not be written"};
        return;
    }
    core::io::atomicWrite(path, bytes);
}

CLI::App& Verbs::add(const std::string& name, const std::string& summary, Context& context, Work work)
{
    CLI::App& verb = *m_app.add_subcommand(name, summary);
    verb.add_flag("--json", context.json, "Print exactly one JSON document on standard output");
    verb.add_option("--author", context.author, "Who does it, as ROLE/INITIALS (else TUTELA_AUTHOR, else POC_ADVISER/--)")->type_name("ROLE/INITIALS");
    m_verbs.emplace_back(&verb, std::move(work));
    return verb;
}

const Work* Verbs::chosen() const
{
    for (const auto& [verb, work] : m_verbs)
        if (verb->parsed())
            return &work;
    return nullptr;
}

void addAsOf(CLI::App& verb, Context& context)
{
    verb.add_option("--as-of", context.as_of, "Information cut-off: a time or a date (else the end of the period, the mission's, or tomorrow 00:00 UTC)")
        ->type_name("TIME");
}

core::Instant now()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

void requireTwoOutputs(std::string_view option, const std::string& path, std::string_view otherOption, const std::string& otherPath)
{
    if (path.empty() || otherPath.empty())
        return;
    const auto refuse = [&](const std::string& what) {
        throw core::Error{core::ErrorCode::Usage, std::string{option} + " and " + std::string{otherOption} + what};
    };
    if (path == "-" || otherPath == "-") {
        if (path == otherPath)
            refuse(" cannot both go to standard output; name a file for one");
        return;
    }
    namespace fs = std::filesystem;
    std::error_code none; // of a place that is not there writing tells more
    const auto place = [&](const std::string& text) { return fs::weakly_canonical(fs::absolute(text, none), none); };
    if (place(path) == place(otherPath) || fs::equivalent(path, otherPath, none))
        refuse(" both write " + path + "; name two files");
}

store::MissionFile openToRead(const std::filesystem::path& path)
{
    return store::MissionFile::open(path, store::Access::ReadOnly);
}

store::MissionFile openToWrite(const std::filesystem::path& path)
{
    return store::MissionFile::open(path, store::Access::ReadWrite);
}

} // namespace tutela::cli
