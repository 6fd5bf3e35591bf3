// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include "approval_p.h"

#include <tutela/core/text.h>
#include <tutela/demo/demo.h>
#include <tutela/session/mission_responses.h>

namespace tutela::cli {

namespace {

/// The name of a time zone, as given; empty for none.
std::string zoneNamed(const std::string& name)
{
    if (name.empty())
        return {};
    try {
        return core::TimeZone::of(name).name();
    } catch (const core::Error& error) {
        throw core::Error{core::ErrorCode::Usage, error.message(), "--time-zone"};
    }
}

} // namespace

void addNew(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, name, timeZone;
        bool demo = false;
        std::uint64_t seed = 2026;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("new", "Create a mission file; an existing file is never overwritten", context, [options](Context& c) {
        if (options->demo) {
            demo::write(options->file, options->seed, options->name, freezeVersion, c.progress(),
                        [](const core::AssetReader& asset) { return std::make_shared<const session::MissionResponses>(session::TerrainRequest{{}, asset}); });
        } else {
            core::MissionDetails details;
            details.name = options->name.empty() ? "Mission" : core::normalised(options->name);
            details.time_zone = zoneNamed(options->timeZone);
            const auto file = store::MissionFile::create(options->file, details, c.authorOf());
        }
        const auto file = openToRead(options->file);
        const auto mission = file.snapshot();
        for (const auto& commit : file.history())
            c.committed(commit.id);
        if (c.json)
            c.print({{"file", options->file}, {"name", mission.details.name}, {"schema", store::kSchema}});
        else
            c.out << "Created " << options->file << " for " << mission.details.name << ".\n";
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file to create, NAME.gpkg")->required();
    verb.add_option("--name", options->name, "Name of the mission");
    auto* zone = verb.add_option("--time-zone", options->timeZone, "Time zone in which days and months are cut, as Africa/Lagos (else UTC)")->type_name("ZONE");
    auto* demo = verb.add_flag("--demo", options->demo, "Fill it with the fictional demo mission Kavara")->excludes(zone);
    verb.add_option("--seed", options->seed, "Seed of the demo: the same seed gives the same bytes")->needs(demo)->capture_default_str();
}

} // namespace tutela::cli
