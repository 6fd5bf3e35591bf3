// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/progress.h>
#include <tutela/store/mission_file.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tutela::cli {

/// What every verb works with: streams, the global options and the stop of Ctrl+C.
class Context {
public:
    Context(std::istream& in, std::ostream& out, std::ostream& err, std::stop_token stop);

    std::istream& in;
    std::ostream& out;
    std::ostream& err;

    // Filled from the command line before the verb runs.
    bool json = false;
    std::string author;
    std::string as_of;

    /// --author, else TUTELA_AUTHOR, else POC_ADVISER/--. @throws Error{Usage}
    [[nodiscard]] store::Author authorOf() const;
    /// --as-of as an instant; empty when it was not given. A bare date is the start of that day in the zone.
    [[nodiscard]] std::optional<core::Instant> asOf(const core::TimeZone& zone) const;
    /// Progress on standard error, only on a terminal; throws Cancelled after Ctrl+C.
    [[nodiscard]] core::Progress progress() const;
    /// Prints one JSON document and a line break.
    void print(const nlohmann::json& document) const;
    /// The line that says a commit is durable: "committed ID", flushed at once.
    void committed(store::CommitId id) const;
    /// Writes a file complete or not at all; "-" is standard output.
    void write(const std::string& path, std::string_view bytes) const;

private:
    std::stop_token m_stop;
};

/// The work of a verb: returns its exit code.
using Work = std::function<int(Context&)>;

/// One verb in the making: its CLI11 command and what it does. Every verb registers through here, so that help, man
/// page and completion come from one source.
class Verbs {
public:
    explicit Verbs(CLI::App& app) : m_app(app) {}
    /// A new verb; `summary` is one sentence in the imperative. Adds --json and --author.
    CLI::App& add(const std::string& name, const std::string& summary, Context& context, Work work);
    /// The verb given on the command line and its work; null when none.
    [[nodiscard]] const Work* chosen() const;

private:
    CLI::App& m_app;
    std::vector<std::pair<CLI::App*, Work>> m_verbs;
};

/// Adds --as-of.
void addAsOf(CLI::App& verb, Context& context);

/// The clock, for created_at, "not in the future" and the year of new references only.
[[nodiscard]] core::Instant now();

/// Two outputs of one run in one place would leave only the second. @throws core::Error{Usage} when both are given and are one
void requireTwoOutputs(std::string_view option, const std::string& path, std::string_view otherOption, const std::string& otherPath);

/// Opens for reading. A file that another program writes is opened read-only as well.
[[nodiscard]] store::MissionFile openToRead(const std::filesystem::path& path);
[[nodiscard]] store::MissionFile openToWrite(const std::filesystem::path& path);

// The verbs, one file each or a few of a family.
void addNew(Verbs& verbs, Context& context);
void addInfo(Verbs& verbs, Context& context);
void addImport(Verbs& verbs, Context& context);
void addEdit(Verbs& verbs, Context& context);
void addList(Verbs& verbs, Context& context);
void addStats(Verbs& verbs, Context& context);
void addScore(Verbs& verbs, Context& context);
void addAssess(Verbs& verbs, Context& context);
void addAssessment(Verbs& verbs, Context& context);
void addReport(Verbs& verbs, Context& context);
void addMap(Verbs& verbs, Context& context);
void addCoverage(Verbs& verbs, Context& context);
void addReach(Verbs& verbs, Context& context);
void addScenario(Verbs& verbs, Context& context);
void addTravelTime(Verbs& verbs, Context& context);
void addHistory(Verbs& verbs, Context& context);
void addExport(Verbs& verbs, Context& context);
void addCheck(Verbs& verbs, Context& context);

/// `help [VERB] [KIND]`, the man page and the completion, all made from the registered commands.
void addHelp(Verbs& verbs, Context& context, CLI::App& app);

} // namespace tutela::cli
