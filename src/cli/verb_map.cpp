// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include "application.h"
#include "approval_p.h"
#include "moment_p.h"
#include "profile_p.h"

#include <tutela/core/text.h>
#include <tutela/map/export.h>
#include <tutela/report/map_profile.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace tutela::cli {

namespace {

struct MapOptions {
    std::string file, output, format, extent, layers, theme = "light", from, to, profile = "internal";
    int width = 1600, height = 900;
};

[[noreturn]] void refuse(const std::string& why) { throw core::Error{core::ErrorCode::Usage, why}; }

core::Box boxOf(const std::string& text)
{
    const auto parts = core::split(text, ',');
    std::vector<double> numbers;
    for (const auto& part : parts) {
        double number = 0.0;
        const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
        if (read.ec != std::errc{} || read.ptr != part.data() + part.size())
            refuse("--extent takes W,S,E,N in degrees, for example 3.0,0.8,5.6,3.2");
        numbers.push_back(number);
    }
    if (numbers.size() != 4 || numbers[1] >= numbers[3] || std::abs(numbers[0]) > 180 || std::abs(numbers[2]) > 180 || std::abs(numbers[1]) > 90
        || std::abs(numbers[3]) > 90)
        refuse("--extent takes W,S,E,N in degrees with south below north, for example 3.0,0.8,5.6,3.2");
    return {numbers[0], numbers[1], numbers[2], numbers[3]};
}

/// "png" or "pdf", from --format or the ending of the file.
std::string formatOf(const MapOptions& options)
{
    std::string format = options.format;
    if (format.empty()) {
        if (options.output == "-")
            refuse("with -o - say --format png or --format pdf");
        const auto dot = options.output.rfind('.');
        format = dot == std::string::npos ? "" : options.output.substr(dot + 1);
    }
    if (format != "png" && format != "pdf")
        refuse("a map is written as .png or .pdf");
    return format;
}

/// Incidents and patrols of this time; an end that is not given is that of the incidents.
std::optional<core::Period> periodOf(const MapOptions& options, const core::Mission& mission)
{
    const auto from = momentOf(options.from, mission.timeZone());
    const auto to = momentOf(options.to, mission.timeZone());
    if (!from && !to)
        return std::nullopt;
    core::Instant first = from ? *from : *to;
    core::Instant last = to ? *to : *from;
    for (const std::int64_t time : mission.incidents->time) {
        if (time == core::IncidentColumns::kNoTime)
            continue;
        const core::Instant at{std::chrono::seconds{time}};
        first = from ? first : std::min(first, at);
        last = to ? last : std::max(last, at + std::chrono::seconds{1});
    }
    requirePeriod(from, to);
    return core::Period{first, std::max(last, first + std::chrono::seconds{1})};
}

/// Layers that were asked for and that the profile does not show, as sentences.
std::vector<std::string> withheldLayers(const map::LayerSet& wanted, const map::LayerSet& shown, const std::string& profile)
{
    std::vector<std::string> notes;
    for (const auto word : core::wordsOf<map::MapLayer>()) {
        const auto layer = *core::enumerator<map::MapLayer>(word);
        if (!wanted.has(layer) || shown.has(layer))
            continue;
        std::string name{word};
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        notes.push_back("The layer " + name + " is withheld in the profile " + profile + ".");
    }
    return notes;
}

int paintMap(Context& c, const MapOptions& options)
{
    const std::string format = formatOf(options);
    const auto theme = map::themeOf(options.theme);
    if (!theme)
        refuse("--theme is light, dark or print, not \"" + options.theme + "\"");
    if (options.width < 100 || options.height < 100 || options.width > 20000 || options.height > 20000)
        refuse("--width and --height are 100 to 20000 pixels");
    map::SceneOptions sceneOptions;
    if (!options.layers.empty())
        sceneOptions.layers = map::LayerSet::of(options.layers);
    const report::Profile profile = profileOf(options.profile);
    std::optional<core::Box> extent;
    if (!options.extent.empty())
        extent = boxOf(options.extent);

    const auto file = openToRead(options.file);
    report::ReducedMap shown = report::reduceForMap(file.snapshot(c.progress().part(0.0, 0.2)), sceneOptions.layers, profile);
    const std::vector<std::string> withheld = options.layers.empty() ? std::vector<std::string>{} : withheldLayers(sceneOptions.layers, shown.layers, options.profile);
    const core::Mission& mission = shown.mission;
    sceneOptions.layers = shown.layers;
    sceneOptions.marking = shown.marking;
    sceneOptions.sources = shown.sources;
    const auto zone = mission.timeZone();
    sceneOptions.as_of = c.asOf(zone);
    sceneOptions.period = periodOf(options, mission);
    sceneOptions.title = mission.details.name;
    sceneOptions.folder = std::filesystem::absolute(options.file).parent_path();
    sceneOptions.asset = assetReader(file);
    offscreenApplication();
    const map::Scene scene = map::sceneOf(mission, sceneOptions);
    map::PaintOptions paint;
    paint.theme = *theme;
    paint.vector = format == "pdf";
    paint.furniture.edge_ticks = *theme == map::Theme::Print;
    paint.furniture.inset = *theme == map::Theme::Print;
    const QSizeF size(options.width, options.height);
    const map::View view = extent ? map::fitExtent(scene, *extent, size, paint) : map::fitScene(scene, size, paint);
    const map::PreparedMap prepared = map::prepare(scene, view, paint, c.progress().part(0.2, 0.6));
    const auto progress = c.progress().part(0.6, 1.0);
    const QByteArray bytes = paint.vector ? map::mapPdf(prepared, progress) : map::mapPng(prepared, progress);
    c.write(options.output, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    std::vector<std::string> notes = withheld;
    notes.insert(notes.end(), prepared.problems().begin(), prepared.problems().end());
    for (const auto& note : notes)
        c.err << "note: " << note << "\n";
    if (c.json && options.output != "-")
        c.print({{"file", options.output}, {"width", options.width}, {"height", options.height},
                 {"scale", static_cast<std::int64_t>(view.scaleDenominator())}, {"bytes", bytes.size()}, {"marking", scene.marking}, {"notes", notes}});
    return 0;
}

} // namespace

void addMap(Verbs& verbs, Context& context)
{
    auto options = std::make_shared<MapOptions>();
    CLI::App& verb = verbs.add("map", "Paint a map of the mission as PNG or vector PDF", context, [options](Context& c) { return paintMap(c, *options); });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("-o,--output", options->output, "The picture to write, .png or .pdf, or - for standard output")->required();
    verb.add_option("--format", options->format, "png or pdf, where the ending does not say it");
    verb.add_option("--extent", options->extent, "Part of the world, degrees (default: the mission)")->type_name("W,S,E,N");
    verb.add_option("--from", options->from, "Incidents and patrols from this day or time on (default: all)")->type_name("D");
    verb.add_option("--to", options->to, "Incidents and patrols before this day or time")->type_name("D");
    verb.add_option("--width", options->width, "Width in pixels")->capture_default_str();
    verb.add_option("--height", options->height, "Height in pixels")->capture_default_str();
    verb.add_option("--layers", options->layers,
                    "Layers, separated by commas: all, standard, relief, rasters, influence, water, roads, sectors, vectors, threats, outline, patrols, "
                    "incidents, places, bases, labels, sector_names");
    verb.add_option("--profile", options->profile, "Who gets it: internal, leadership, partner or public")->capture_default_str();
    verb.add_option("--theme", options->theme, "light, dark or print")->capture_default_str();
    addAsOf(verb, context);
}

} // namespace tutela::cli
