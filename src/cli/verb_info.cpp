// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include <tutela/core/text.h>

#include <array>

namespace tutela::cli {

namespace {

using nlohmann::json;

constexpr std::array kCounted{core::Kind::AREA,  core::Kind::PLACE,  core::Kind::INCIDENT,   core::Kind::ACTOR,
                              core::Kind::THREAT, core::Kind::ALERT, core::Kind::BASE,       core::Kind::UNIT,
                              core::Kind::PATROL, core::Kind::ASSESSMENT, core::Kind::STRATEGY};

std::string pluralOf(core::Kind kind)
{
    return kind == core::Kind::STRATEGY ? "strategies" : core::kindName(kind) + "s";
}

/// The box around everything with a position; empty when nothing has one.
std::optional<core::Box> extentOf(const core::Mission& mission)
{
    std::optional<core::Box> extent;
    const auto grow = [&extent](const core::Box& box) {
        if (extent)
            extent->extend(box);
        else
            extent = box;
    };
    for (const auto& area : mission.all<core::Area>())
        if (!area.geometry.empty())
            grow(area.geometry.box());
    for (const auto& place : mission.all<core::Place>())
        if (const auto at = place.point())
            grow({at->lon(), at->lat(), at->lon(), at->lat()});
    const auto& incidents = *mission.incidents;
    for (std::size_t i = 0; i < incidents.size(); ++i)
        if (incidents.hasPosition(i))
            grow({incidents.lon(i), incidents.lat(i), incidents.lon(i), incidents.lat(i)});
    return extent;
}

json infoOf(const store::MissionFile& file, const core::Mission& mission)
{
    json counts = json::object();
    for (const core::Kind kind : kCounted)
        counts[pluralOf(kind)] = file.count(kind);
    json extent = nullptr;
    if (const auto box = extentOf(mission))
        extent = {box->west, box->south, box->east, box->north};
    json versions = json::array();
    for (const auto& assessment : mission.all<core::Assessment>())
        versions.push_back({{"reference", assessment.reference}, {"version", assessment.version},
                            {"state", core::word(core::stateOf(mission, core::AssessmentId{assessment.id}))}});
    const auto& details = mission.details;
    return {{"name", details.name}, {"schema", store::kSchema}, {"counts", counts}, {"extent", extent},
            {"commits", file.history().size()}, {"assessments", versions}, {"head", file.head()},
            {"marking", details.marking ? json(core::word(*details.marking)) : json{}},
            {"time_zone", details.time_zone.empty() ? "Etc/UTC" : details.time_zone},
            {"as_of", details.as_of ? json(core::toText(*details.as_of)) : json{}}, {"demonstration", details.demonstration}};
}

void printText(std::ostream& out, const json& info)
{
    out << info["name"].get<std::string>() << (info["demonstration"].get<bool>() ? " (fictional demonstration data)" : "") << "\n";
    const auto zone = core::TimeZone::of(info["time_zone"].get<std::string>());
    out << "Time zone    " << zone.name() << "\n";
    if (!info["as_of"].is_null())
        out << "As of        " << zone.readable(core::instantOf(info["as_of"].get<std::string>())) << "\n";
    out << "Marking      " << (info["marking"].is_null() ? "not set" : info["marking"].get<std::string>()) << "\n";
    for (const core::Kind kind : kCounted) {
        std::string label = pluralOf(kind);
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
        label.resize(13, ' ');
        out << label << core::grouped(info["counts"][pluralOf(kind)].get<std::int64_t>()) << "\n";
    }
    if (info["extent"].is_null())
        out << "Extent       nothing has a position yet\n";
    else
        out << "Extent       " << info["extent"].dump() << " (west, south, east, north)\n";
    out << "Commits      " << info["commits"] << ", head " << info["head"].get<std::string>().substr(0, 12) << "\n";
}

} // namespace

void addInfo(Verbs& verbs, Context& context)
{
    auto path = std::make_shared<std::string>();
    CLI::App& verb = verbs.add("info", "Say what a mission file holds: counts, extent, versions, marking", context, [path](Context& c) {
        const auto file = openToRead(*path);
        const json info = infoOf(file, file.snapshot(c.progress()));
        if (c.json)
            c.print(info);
        else
            printText(c.out, info);
        return 0;
    });
    verb.add_option("FILE", *path, "The mission file")->required();
}

} // namespace tutela::cli
