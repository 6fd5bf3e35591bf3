// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include <tutela/analysis/travel_time.h>
#include <tutela/core/text.h>
#include <tutela/geodata/projection.h>
#include <tutela/geodata/raster.h>
#include <tutela/geodata/vector.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>

namespace tutela::cli {

namespace {

using analysis::Cell;
using analysis::TravelDirection;

struct TravelTimeOptions {
    std::string friction, from, output, dem, allocation, slope = "none", direction = "from";
    int neighbours = 8;
    double limit = 0.0; ///< minutes; 0 = none
};

[[noreturn]] void refuseInput(const std::string& why, const std::string& where = {}) { throw core::Error{core::ErrorCode::InvalidInput, why, where}; }

geodata::Raster frictionOf(const TravelTimeOptions& options, const core::Progress& progress)
{
    const auto info = geodata::rasterInfo(geodata::Source::file(options.friction));
    if (info.bands.size() != 1)
        refuseInput(fmt::format("the friction raster has {} bands; it must have one, in seconds per metre", info.bands.size()), options.friction);
    if (info.crs.empty())
        refuseInput("the friction raster names no coordinate system; assign a metric one", options.friction);
    constexpr double kOneMetre = 1e-9;
    if (std::abs(geodata::Projection::of(info.crs).metresPerUnit() - 1.0) > kOneMetre)
        refuseInput("the friction raster does not count in metres; warp it to a metric system, for example the UTM zone of the area", options.friction);
    return geodata::readRaster(geodata::Source::file(options.friction), 1, progress);
}

/// On the cells of the friction.
core::Grid<float> elevationOf(const TravelTimeOptions& options, const core::GridFrame& frame, std::size_t rows, std::size_t cols, const core::Progress& progress)
{
    if (options.dem.empty())
        return {};
    return geodata::readWarped(geodata::Source::file(options.dem), frame, rows, cols, geodata::Resampling::Bilinear, progress);
}

struct Start {
    std::size_t feature = 0; ///< number in the file, the first is 1
    std::string name;        ///< empty where the file has none
    std::optional<Cell> cell; ///< empty = outside
};

/// The column that names the points, if there is one; they are read from the first layer.
std::vector<std::string> nameColumn(const geodata::Source& source)
{
    const auto layers = geodata::vectorLayers(source);
    if (!layers.empty())
        for (const auto& attribute : layers.front().attributes)
            if (core::folded(attribute) == "name")
                return {attribute};
    return {};
}

std::vector<Start> startsOf(const TravelTimeOptions& options, const core::GridFrame& frame, std::size_t rows, std::size_t cols, const core::Progress& progress)
{
    const auto source = geodata::Source::file(options.from);
    geodata::VectorRequest request;
    request.attributes = nameColumn(source);
    const auto layer = geodata::readVector(source, request, progress);
    const auto projection = geodata::Projection::of(frame.crs);
    std::vector<Start> starts;
    for (std::size_t i = 0; i < layer.features.size(); ++i) {
        const auto& geometry = layer.features[i].geometry;
        const std::string name = request.attributes.empty() ? std::string{} : layer.features[i].attributes.front();
        if (geometry.type != core::Geometry::Type::Point && geometry.type != core::Geometry::Type::MultiPoint)
            refuseInput(fmt::format("feature {} is no point; travel starts at points", i + 1), options.from);
        for (const auto& part : geometry.parts)
            for (const auto& ring : part)
                for (const core::Vertex& lonLat : ring) {
                    const core::Vertex at = projection.forward(lonLat);
                    const double row = std::floor((frame.north - at.y) / frame.cellY), col = std::floor((at.x - frame.west) / frame.cellX);
                    const bool inside = row >= 0 && col >= 0 && row < static_cast<double>(rows) && col < static_cast<double>(cols);
                    starts.push_back({i + 1, name, inside ? std::optional{Cell{static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(col)}} : std::nullopt});
                }
    }
    if (starts.empty())
        refuseInput("there is no point to travel from", options.from);
    return starts;
}

analysis::SlopeLaw lawOf(const TravelTimeOptions& options)
{
    if (options.slope == "none")
        return analysis::SlopeLaw::None;
    if (options.dem.empty())
        throw core::Error{core::ErrorCode::Usage, "--slope " + options.slope + " needs --dem"};
    return options.slope == "tobler" ? analysis::SlopeLaw::Tobler : analysis::SlopeLaw::RWalk;
}

struct Answer {
    core::Grid<float> seconds, allocation;
    std::uint64_t reached = 0;
    std::uint64_t open = 0;              ///< cells that are no barrier
    std::uint64_t withoutElevation = 0;  ///< of these; a law of slope does not enter them
    nlohmann::json skipped = nlohmann::json::array(), shared = nlohmann::json::array();
};

nlohmann::json startJson(const Start& start)
{
    nlohmann::json each{{"feature", start.feature}};
    if (!start.name.empty())
        each["name"] = start.name;
    return each;
}

void skip(Answer& answer, const Start& start, std::string_view reason)
{
    auto each = startJson(start);
    each["reason"] = reason;
    answer.skipped.push_back(std::move(each));
}

/// Points that lie on one cell: the times are of both, the nearest point is the first of them.
void tellShared(Answer& answer, const std::vector<Start>& inside, const std::vector<std::size_t>& skipped)
{
    std::map<Cell, nlohmann::json> byCell;
    for (std::size_t i = 0; i < inside.size(); ++i)
        if (std::find(skipped.begin(), skipped.end(), i) == skipped.end())
            byCell.try_emplace(*inside[i].cell, nlohmann::json::array()).first->second.push_back(startJson(inside[i]));
    for (auto& [cell, points] : byCell)
        if (points.size() > 1)
            answer.shared.push_back({{"row", cell.row}, {"col", cell.col}, {"catchment_of", points.front().at("feature")}, {"points", std::move(points)}});
}

/// With a law of slope nobody enters a cell whose elevation is not known: without any there would be no way at all.
void countElevation(Answer& answer, const TravelTimeOptions& options, const core::Grid<float>& friction, const core::Grid<float>& elevation)
{
    for (std::size_t i = 0; i < friction.size(); ++i) {
        const float each = friction.cells()[i];
        if (!std::isfinite(each) || each <= 0.0F)
            continue;
        ++answer.open;
        answer.withoutElevation += !elevation.empty() && !std::isfinite(elevation.cells()[i]) ? 1 : 0;
    }
    if (lawOf(options) != analysis::SlopeLaw::None && answer.open > 0 && answer.withoutElevation == answer.open)
        refuseInput("the elevation has no value on any cell of the friction raster that can be travelled: it lies elsewhere, or is all no data; give the elevation of the area, or --slope none", options.dem);
}

/// Calls visit(index) for all cells of a raster; Stop is answered between rows.
template <class Visit>
void forCells(const core::Grid<float>& cells, const core::Progress& progress, Visit&& visit)
{
    for (std::size_t row = 0; row < cells.rows(); ++row) {
        progress.check();
        for (std::size_t i = row * cells.cols(); i < (row + 1) * cells.cols(); ++i)
            visit(i);
    }
}

/// There and back: each way takes its own shortest time.
void addBack(core::Grid<float>& there, const core::Grid<float>& back, const std::optional<double>& limit, const core::Progress& progress)
{
    forCells(there, progress, [&](std::size_t i) {
        float& sum = there.cells()[i];
        sum += back.cells()[i];
        if (limit && static_cast<double>(sum) > *limit)
            sum = std::numeric_limits<float>::quiet_NaN();
    });
}

Answer search(const TravelTimeOptions& options, geodata::Raster friction, const core::Progress& progress)
{
    const std::size_t rows = friction.cells.rows(), cols = friction.cells.cols();
    Answer answer;
    std::vector<analysis::TravelSource> sources;
    std::vector<Start> inside;
    for (const Start& start : startsOf(options, friction.frame, rows, cols, progress.part(0.0, 0.05))) {
        if (start.cell) {
            sources.push_back({*start.cell});
            inside.push_back(start);
        } else {
            skip(answer, start, "outside the raster");
        }
    }
    if (sources.empty())
        refuseInput("no point to travel from lies inside the friction raster", options.from);
    auto elevation = elevationOf(options, friction.frame, rows, cols, progress.part(0.05, 0.1));
    countElevation(answer, options, friction.cells, elevation);
    const auto surface = std::make_shared<const analysis::FrictionSurface>(std::move(friction.cells), friction.frame.cellX, friction.frame.cellY, std::move(elevation), progress.part(0.1, 0.15));
    if (surface->open() == 0)
        refuseInput("every cell of the friction raster is a barrier: no value above 0", options.friction);
    analysis::TravelOptions how;
    how.neighbours = options.neighbours == 16 ? analysis::Neighbours::Sixteen : analysis::Neighbours::Eight;
    how.slope = lawOf(options);
    how.direction = options.direction == "to" ? TravelDirection::ToSources : TravelDirection::FromSources;
    constexpr double kSecondsOfMinute = 60.0;
    if (options.limit > 0.0)
        how.limitSeconds = options.limit * kSecondsOfMinute;
    const auto times = analysis::travelTimes(surface, sources, how, progress.part(0.15, 0.6));
    for (const std::size_t skipped : times.skipped())
        skip(answer, inside[skipped], "on a barrier");
    tellShared(answer, inside, times.skipped());
    answer.seconds = times.grid(progress);
    if (!options.allocation.empty())
        answer.allocation = times.allocation(progress.part(0.6, 0.7));
    if (options.direction == "return") {
        how.direction = TravelDirection::ToSources;
        addBack(answer.seconds, analysis::travelTimes(surface, sources, how, progress.part(0.7, 0.9)).grid(progress), how.limitSeconds, progress);
    }
    forCells(answer.seconds, progress, [&](std::size_t i) { answer.reached += std::isnan(answer.seconds.cells()[i]) ? 0 : 1; });
    // Numbers of features in place of those of the list.
    forCells(answer.allocation, progress, [&](std::size_t i) {
        if (float& each = answer.allocation.cells()[i]; !std::isnan(each))
            each = static_cast<float>(inside[static_cast<std::size_t>(each)].feature);
    });
    return answer;
}

/// "point 3 (Luzi)"
std::string pointText(const nlohmann::json& point)
{
    const auto number = point.at("feature").get<std::size_t>();
    return point.contains("name") ? fmt::format("point {} ({})", number, core::withVisibleControls(point.at("name").get<std::string>())) : fmt::format("point {}", number);
}

void tellNotes(std::ostream& err, const TravelTimeOptions& options, const Answer& answer)
{
    for (const auto& each : answer.skipped)
        err << fmt::format("note: {} lies {}; travel does not start there\n", pointText(each), each.at("reason").get<std::string>());
    for (const auto& each : answer.shared) {
        std::vector<std::string> points;
        for (const auto& point : each.at("points"))
            points.push_back(pointText(point));
        err << fmt::format("note: {} lie on one cell (row {}, column {}): the nearest point of their cells is {}, the first in the file\n", fmt::join(points, " and "), each.at("row").get<std::uint32_t>(),
                           each.at("col").get<std::uint32_t>(), points.front());
    }
    if (answer.withoutElevation > 0)
        err << fmt::format("note: {} of {} cells that can be travelled have no elevation: {}\n", answer.withoutElevation, answer.open,
                           options.slope == "none" ? "with --slope none that changes nothing" : "nobody passes them, because their slope is not known");
}

int travelTime(Context& c, const TravelTimeOptions& options)
{
    static_cast<void>(lawOf(options));
    if (!(options.limit >= 0.0))
        throw core::Error{core::ErrorCode::Usage, "--limit is a number of minutes above 0"};
    requireTwoOutputs("-o", options.output, "--allocation", options.allocation);
    const auto begin = std::chrono::steady_clock::now();
    const auto progress = c.progress();
    auto friction = frictionOf(options, progress.part(0.0, 0.1));
    const core::GridFrame frame = friction.frame;
    const Answer answer = search(options, std::move(friction), progress.part(0.1, 0.9));
    c.write(options.output, geodata::geoTiffBytes(answer.seconds, frame, {}, progress.part(0.9, 0.95)));
    if (!options.allocation.empty())
        c.write(options.allocation, geodata::geoTiffBytes(answer.allocation, frame, {}, progress.part(0.95, 1.0)));
    tellNotes(c.err, options, answer);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (c.json && options.output != "-")
        c.print({{"cells", answer.seconds.size()}, {"reached", answer.reached}, {"skipped", answer.skipped}, {"shared_cells", answer.shared}, {"cells_without_elevation", options.dem.empty() ? nlohmann::json{} : nlohmann::json(answer.withoutElevation)}, {"seconds_elapsed", seconds}});
    return 0;
}

} // namespace

void addTravelTime(Verbs& verbs, Context& context)
{
    auto options = std::make_shared<TravelTimeOptions>();
    CLI::App& verb = verbs.add("travel-time", "Compute shortest travel times over a friction raster", context, [options](Context& c) { return travelTime(c, *options); });
    verb.add_option("--friction", options->friction, "Raster of one band in seconds per metre, metric system; no data, 0 and below = barrier")->required()->type_name("F.tif");
    verb.add_option("--from", options->from, "Points where travel starts (or ends, with --direction to)")->required()->type_name("P.geojson");
    verb.add_option("-o,--output", options->output, "The GeoTIFF to write: seconds, no data where not reached")->required()->type_name("OUT.tif");
    verb.add_option("--dem", options->dem, "Elevation in metres; warped to the cells of the friction")->type_name("D.tif");
    verb.add_option("--slope", options->slope, "How slope counts: none, tobler or rwalk")->check(CLI::IsMember({"none", "tobler", "rwalk"}))->capture_default_str();
    verb.add_option("--direction", options->direction, "from the points, to the points, or return (the sum of both)")->check(CLI::IsMember({"from", "to", "return"}))->capture_default_str();
    verb.add_option("--neighbours", options->neighbours, "Steps from a cell: 8, or 16 with knight's moves")->check(CLI::IsMember({8, 16}))->capture_default_str();
    verb.add_option("--limit", options->limit, "Cells beyond are not reached, minutes (default: no limit)")->type_name("MIN");
    verb.add_option("--allocation", options->allocation, "Also write which point each cell is nearest to, by its number in the file")->type_name("A.tif");
}

} // namespace tutela::cli
