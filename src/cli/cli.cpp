// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/cli/cli.h>

#include "context_p.h"

#include <tutela/core/log.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <new>
#include <ostream>

namespace tutela::cli {

namespace {

/// Verbs of the contract that come with a later version: refused with one sentence, never ignored.
constexpr std::array<std::string_view, 4> kLater{"hotspots", "strategy", "plan", "merge"};

void say(Context& context, const core::Error& error)
{
    std::string sentence = error.what();
    std::replace(sentence.begin(), sentence.end(), '\n', ' '); // names of columns may hold line breaks; a message is one line
    context.err << "tutela: " << sentence << '\n' << std::flush;
}

/// "Could not convert: --undo = abc", as the parser says it, in words of ours.
std::string conversionSentence(std::string_view text)
{
    constexpr std::string_view kStart = "Could not convert: ";
    const auto equals = text.find(" = ");
    if (!text.starts_with(kStart) || equals == std::string_view::npos)
        return std::string{text};
    const std::string option{text.substr(kStart.size(), equals - kStart.size())};
    const bool decimals = option == "--limit" || option == "--cell";
    return option + (decimals ? " takes a number, not \"" : " takes a whole number, not \"") + core::withVisibleControls(text.substr(equals + 3)) + "\"";
}

/// Of a verb with verbs of its own, what they are; else as the parser says it.
std::string parseSentence(const CLI::App& app, const CLI::ParseError& error)
{
    const auto chosen = app.get_subcommands();
    if (chosen.empty() || chosen[0]->get_require_subcommand_min() == 0 || !chosen[0]->get_subcommands().empty())
        return error.what();
    std::string known;
    for (const CLI::App* each : chosen[0]->get_subcommands({}))
        known += (known.empty() ? "" : ", ") + each->get_name();
    const auto left = chosen[0]->remaining();
    return chosen[0]->get_name() + " FILE is followed by one of " + known + (left.empty() ? std::string{} : ", not by \"" + core::withVisibleControls(left.front()) + "\"");
}

int runVerb(const Work& work, Context& context)
{
    try {
        return work(context);
    } catch (const core::Cancelled&) {
        context.err << "tutela: stopped; nothing was changed\n" << std::flush;
        return 6;
    } catch (const core::Error& error) {
        say(context, error);
        return core::exitCode(error.code());
    } catch (const std::bad_alloc&) {
        say(context, core::Error{core::ErrorCode::Io, "there is not enough memory for this; close other programs and try again"});
        return 1;
    } catch (const std::exception&) {
        core::log::event("error.unexpected"); // the cause may quote data
        say(context, core::Error{core::ErrorCode::Internal, "an unexpected error inside the program; nothing was changed"});
        return 1;
    }
}

} // namespace

int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out, std::ostream& err, std::stop_token stop)
{
    Context context{in, out, err, std::move(stop)};
    CLI::App app{"Protection of civilians: threats, reach and decisions in one traceable file.", "tutela"};
    app.require_subcommand(0, 1);
    app.set_help_flag("-h,--help", "Print help and end");
    app.set_version_flag("--version", std::string{"tutela "} + TUTELA_VERSION);
    app.footer("tutela FILE opens the window; tutela VERB ... works without a display. Exit codes: 0 done, 1 failed, 2 wrong usage, "
               "3 input refused, 4 damaged file, 5 differences, 6 cancelled, 7 locked.");
    Verbs verbs{app};
    for (const auto add : {addNew, addInfo, addImport, addEdit, addList, addStats, addScore, addAssess, addAssessment, addReport, addMap, addCoverage, addReach, addScenario, addTravelTime,
                           addHistory, addExport, addCheck})
        add(verbs, context);
    addHelp(verbs, context, app);

    if (!arguments.empty() && std::find(kLater.begin(), kLater.end(), arguments[0]) != kLater.end()) {
        err << "tutela: the verb " << arguments[0] << " is not in this version; see tutela help\n" << std::flush;
        return 2;
    }
    const auto known = app.get_subcommands({});
    const auto isNamed = [&](const CLI::App* verb) { return verb->get_name() == arguments[0]; };
    if (!arguments.empty() && !arguments[0].starts_with('-') && std::none_of(known.begin(), known.end(), isNamed)) {
        if (std::filesystem::exists(arguments[0]))
            err << "tutela: the window is not in this version; say what to do with the file: tutela VERB FILE, see tutela help\n" << std::flush;
        else
            err << "tutela: there is no verb \"" << core::withVisibleControls(arguments[0]) << "\"; see tutela help\n" << std::flush;
        return 2;
    }
    if (arguments.empty()) {
        out << app.help() << std::flush;
        return 0;
    }
    try {
        std::vector<std::string> reversed{arguments.rbegin(), arguments.rend()}; // CLI11 takes them from the back
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app.get_subcommands();
        out << (chosen.empty() ? &app : chosen[0])->help() << std::flush;
        return 0;
    } catch (const CLI::CallForVersion& version) {
        out << version.what() << '\n' << std::flush;
        return 0;
    } catch (const CLI::ConversionError& error) {
        err << "tutela: " << conversionSentence(error.what()) << "; see tutela help\n" << std::flush;
        return 2;
    } catch (const CLI::ParseError& error) {
        err << "tutela: " << parseSentence(app, error) << "; see tutela help\n" << std::flush;
        return 2;
    }
    const Work* work = verbs.chosen();
    if (work == nullptr) {
        err << "tutela: no such verb; see tutela help\n" << std::flush;
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const int code = runVerb(*work, context);
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    core::log::event("verb.done", {{"exit_code", code}, {"milliseconds", spent.count()}});
    return code;
}

} // namespace tutela::cli
