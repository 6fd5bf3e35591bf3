// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include <tutela/core/hash.h>
#include <tutela/core/validation.h>

#include <cstdlib>
#include <ostream>

namespace tutela::cli {

namespace {

/// Rules across records that the content breaks. They are about the mission, not about its file: they are told, no more.
std::vector<core::Issue> contentNotes(Context& c, const store::MissionFile& file, bool wanted)
{
    return wanted ? core::validateMission(file.snapshot(c.progress())) : std::vector<core::Issue>{};
}

/// Nothing of ours can stop such a library, so whoever asks whether all is well is told.
void tellOfForeignLibraries(Context& c)
{
    if (const char* preloaded = std::getenv("LD_PRELOAD"); preloaded != nullptr && *preloaded != '\0')
        c.err << "warning: LD_PRELOAD is set, so other code runs inside this program and can see all that it does; start it without\n" << std::flush;
}

} // namespace

void addCheck(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file;
        bool deep = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("check", "Prove that a mission file is sound: pages, references, GeoPackage rules, history", context, [options](Context& c) {
        tellOfForeignLibraries(c);
        const auto file = openToRead(options->file);
        const auto result = file.check(options->deep, c.progress());
        nlohmann::json problems = nlohmann::json::array();
        for (const auto& problem : result.problems)
            problems.push_back({{"where", problem.where}, {"text", problem.text}});
        nlohmann::json notes = nlohmann::json::array();
        for (const auto& issue : contentNotes(c, file, options->deep && result.ok())) {
            notes.push_back({{"level", issue.level == core::RuleLevel::E ? "E" : issue.level == core::RuleLevel::S ? "S" : "W"},
                             {"kind", core::kindName(issue.kind)}, {"id", issue.id}, {"field", issue.field}, {"text", issue.text}});
            if (!c.json)
                c.out << "note: " << core::kindName(issue.kind) << " " << issue.id << ", " << issue.field << ": " << issue.text << "\n";
        }
        if (c.json) {
            c.print({{"ok", result.ok()}, {"problems", problems}, {"notes", notes}, {"changed_elsewhere", result.changedElsewhere},
                     {"content_hash", result.content_hash}, {"head", result.head}});
        } else {
            for (const auto& problem : result.problems)
                c.out << problem.where << ": " << problem.text << "\n";
            c.out << (result.ok() ? "Sound" : "Not sound: " + std::to_string(result.problems.size()) + " problem" + (result.problems.size() == 1 ? "" : "s"))
                  << ". Content " << core::fingerprint(result.content_hash) << ", head " << core::fingerprint(result.head) << ".\n";
        }
        if (result.ok())
            return 0;
        return result.changedElsewhere ? 5 : 4;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_flag("--deep", options->deep, "Also replay the whole history, compare it with the state, and tell what rules across records the content breaks");
}

} // namespace tutela::cli
