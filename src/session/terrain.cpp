// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/terrain.h>

#include "layer_source_p.h"

#include <tutela/core/cover_codes.h>
#include <tutela/core/error.h>
#include <tutela/geodata/projection.h>
#include <tutela/geodata/raster.h>
#include <tutela/session/terrain_keeper.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>
#include <set>

namespace tutela::session {

namespace {

using analysis::TerrainRasters;

constexpr double kMarginMetres = 10'000.0;

/// Box in degrees around what the mission works with; empty when nothing has a position.
std::optional<core::Box> extentOf(const core::Mission& mission, const std::vector<core::GeoPoint>& positions)
{
    std::optional<core::Box> box;
    const auto extend = [&](const core::Box& by) { box ? box->extend(by) : static_cast<void>(box = by); };
    for (const auto& area : mission.all<core::Area>())
        if (!area.geometry.empty())
            extend(area.geometry.box());
    const auto extendByPoint = [&](const core::Position& at) {
        if (at.lon && at.lat)
            extend({*at.lon, *at.lat, *at.lon, *at.lat});
    };
    if (!box)
        for (const auto& place : mission.all<core::Place>())
            extendByPoint(place);
    for (const auto& base : mission.all<core::Base>())
        extendByPoint(base);
    for (const core::GeoPoint at : positions)
        extend({at.lon(), at.lat(), at.lon(), at.lat()});
    return box;
}

/// With the roads around, up to half a degree of latitude beyond.
core::Box withRoads(const core::Mission& mission, const core::Box& box)
{
    constexpr double kNorth = 0.45, kLeastCosine = 0.1;
    const double east = kNorth / std::max(kLeastCosine, std::cos((box.north + box.south) / 2.0 * std::numbers::pi / 180.0));
    const core::Box most{box.west - east, box.south - kNorth, box.east + east, box.north + kNorth};
    core::Box all = box;
    for (const auto& road : mission.all<core::Road>()) {
        if (road.geometry.empty())
            continue;
        const core::Box around = road.geometry.box();
        if (around.intersects(most))
            all.extend({std::max(around.west, most.west), std::max(around.south, most.south), std::min(around.east, most.east), std::min(around.north, most.north)});
    }
    return all;
}

/// Steps of 50 m from 100 m to 1 km, about a million cells.
double usualCell(double width, double height)
{
    constexpr double kCells = 1e6, kStep = 50.0, kLeast = 100.0, kMost = 1000.0;
    return std::clamp(std::ceil(std::sqrt(width * height / kCells) / kStep) * kStep, kLeast, kMost);
}

/// Where the ground lies, and how large it is.
struct Ground {
    GroundSize size;
    core::Box box; ///< in metres, without the margin
    std::string crs;
};

/// @throws core::Error{InvalidInput} when there is none
Ground groundOf(const core::Mission& mission, const std::vector<core::GeoPoint>& positions)
{
    auto extent = extentOf(mission, positions);
    if (!extent)
        throw core::Error{core::ErrorCode::InvalidInput, "no area, place or base of the mission has a position: there is no ground to travel over"};
    constexpr double kHalfTurn = 180.0;
    if (extent->east - extent->west > kHalfTurn)
        throw core::Error{core::ErrorCode::InvalidInput, "the mission reaches around more than half of the earth, or over the antimeridian: correct the position that lies far off"};
    extent = withRoads(mission, *extent);
    Ground ground;
    ground.crs = geodata::utmFor((extent->west + extent->east) / 2.0, (extent->south + extent->north) / 2.0);
    ground.box = geodata::Projection::of(ground.crs).forward(*extent);
    const double width = ground.box.east - ground.box.west + 2 * kMarginMetres, height = ground.box.north - ground.box.south + 2 * kMarginMetres;
    if (!std::isfinite(width + height))
        throw core::Error{core::ErrorCode::InvalidInput, "the mission is too wide for one metric system; correct the position that lies far off"};
    ground.size = {width, height, usualCell(width, height)};
    return ground;
}

constexpr std::size_t kCodesNamed = 10;

/// "code 3", "codes 1, 2"; no more than ten.
std::string namesOf(const std::set<float>& codes)
{
    std::string names;
    std::size_t named = 0;
    for (const float code : codes)
        if (named++ < kCodesNamed)
            names += fmt::format("{}{:g}", names.empty() ? "" : ", ", code);
    return fmt::format("{} {}{}", codes.size() == 1 ? "code" : "codes", names, codes.size() > kCodesNamed ? " and others" : "");
}

/// A projection belongs to one thread at a time, a terrain to all.
class SharedProjection {
public:
    explicit SharedProjection(const std::string& crs) : m_projection(geodata::Projection::of(crs)) {}
    core::Vertex forward(core::Vertex lonLat)
    {
        const std::lock_guard lock{m_mutex};
        return m_projection.forward(lonLat);
    }
    core::Vertex inverse(core::Vertex xy)
    {
        const std::lock_guard lock{m_mutex};
        return m_projection.inverse(xy);
    }

private:
    std::mutex m_mutex;
    geodata::Projection m_projection;
};

class Reader {
public:
    Reader(const core::Mission& mission, const TerrainRequest& request, const core::Progress& progress) : m_mission(mission), m_request(request), m_progress(progress) {}

    MissionTerrain run()
    {
        m_request.cells_of.empty() ? makeFrame() : takeFrame();
        readLayers();
        MissionTerrain made;
        made.cell_metres = m_rasters.frame.cellX;
        made.crs = m_rasters.frame.crs;
        const auto shared = std::make_shared<SharedProjection>(m_rasters.frame.crs);
        analysis::Plane plane{[shared](core::Vertex lonLat) { return shared->forward(lonLat); }, [shared](core::Vertex xy) { return shared->inverse(xy); }};
        made.terrain = std::make_shared<const analysis::Terrain>(m_mission, std::move(m_rasters), std::move(plane), m_progress.part(0.5, 1.0));
        made.notes = std::move(m_notes);
        return made;
    }

private:
    void makeFrame();
    void takeFrame();
    void readLayers();
    void addElevation(const geodata::Source& source, const core::Progress& progress);
    void addCover(const core::Layer& layer, const geodata::Source& source, const core::Progress& progress);

    const core::Mission& m_mission;
    const TerrainRequest& m_request;
    const core::Progress& m_progress;
    TerrainRasters m_rasters;
    std::vector<std::string> m_notes;
};

void Reader::takeFrame()
{
    const auto refuse = [this](const char* why) { throw core::Error{core::ErrorCode::InvalidInput, why, m_request.cells_of.filename().string()}; };
    const auto info = geodata::rasterInfo(geodata::Source::file(m_request.cells_of));
    if (info.crs.empty() || !info.northUp())
        refuse("its cells cannot be taken: the raster names no coordinate system or is not north-up; warp it first");
    constexpr double kOneMetre = 1e-9;
    if (std::abs(geodata::Projection::of(info.crs).metresPerUnit() - 1.0) > kOneMetre)
        refuse("its cells cannot be taken: the raster does not count in metres; warp it to a metric system, for example the UTM zone of the area");
    if (static_cast<double>(info.rows) * static_cast<double>(info.cols) > GroundSize::kMostCells)
        throw core::Error{core::ErrorCode::Limit, fmt::format("the raster has more than {:.0f} million cells; take a coarser one", GroundSize::kMostCells / 1e6), m_request.cells_of.filename().string()};
    const auto& t = *info.transform;
    m_rasters.frame = {t[0], t[3], t[1], -t[5], info.crs};
    m_rasters.rows = info.rows;
    m_rasters.cols = info.cols;
}

void Reader::makeFrame()
{
    const auto [size, box, crs] = groundOf(m_mission, m_request.positions);
    const double width = size.width_metres, height = size.height_metres;
    const double cell = m_request.cell_metres.value_or(size.usual_cell_metres);
    if (!(cell >= GroundSize::kLeastCell) || cell > GroundSize::kMostCell)
        throw core::Error{core::ErrorCode::InvalidInput, fmt::format("a cell of {} m cannot be; give {:.0f} to {:.0f}", cell, GroundSize::kLeastCell, GroundSize::kMostCell)};
    constexpr double kCoarse = 500.0;
    if (cell > kCoarse)
        m_notes.push_back(fmt::format("The ground off the roads is computed in cells of {:.0f} m, because the area is {:.0f} by {:.0f} km: what is narrower is not seen.", cell, width / 1e3, height / 1e3));
    if (!size.fits(cell))
        throw core::Error{core::ErrorCode::Limit, fmt::format("the area of {:.0f} by {:.0f} km has more than {:.0f} million cells of {:.0f} m; take larger cells, or correct a position that lies far off",
                                                              width / 1e3, height / 1e3, GroundSize::kMostCells / 1e6, cell)};
    m_rasters.frame = {std::floor((box.west - kMarginMetres) / cell) * cell, std::ceil((box.north + kMarginMetres) / cell) * cell, cell, cell, crs};
    m_rasters.cols = static_cast<std::size_t>(std::ceil(width / cell)) + 1;
    m_rasters.rows = static_cast<std::size_t>(std::ceil(height / cell)) + 1;
}

void Reader::readLayers()
{
    std::vector<const core::Layer*> wanted;
    for (const auto& layer : m_mission.all<core::Layer>())
        if (layer.layer_kind == core::LayerKind::ELEVATION || layer.layer_kind == core::LayerKind::LANDCOVER)
            wanted.push_back(&layer);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const core::Layer& layer = *wanted[i];
        const auto part = m_progress.part(0.5 * static_cast<double>(i) / static_cast<double>(wanted.size()), 0.5 * static_cast<double>(i + 1) / static_cast<double>(wanted.size()));
        try {
            const auto source = sourceOf(layer, m_request);
            if (layer.layer_kind == core::LayerKind::ELEVATION)
                addElevation(source, part);
            else
                addCover(layer, source, part);
        } catch (const core::Error& error) {
            m_notes.push_back(notUsed(layer, error.message()));
        }
    }
}

void Reader::addElevation(const geodata::Source& source, const core::Progress& progress)
{
    auto cells = geodata::readWarped(source, m_rasters.frame, m_rasters.rows, m_rasters.cols, geodata::Resampling::Average, progress);
    if (m_rasters.elevation.empty()) {
        m_rasters.elevation = std::move(cells);
        return;
    }
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (float& known = m_rasters.elevation.cells()[i]; !std::isfinite(known))
            known = cells.cells()[i];
}

void Reader::addCover(const core::Layer& layer, const geodata::Source& source, const core::Progress& progress)
{
    const core::CoverCodes own = core::coverCodesOf(layer);
    const auto codes = geodata::readWarped(source, m_rasters.frame, m_rasters.rows, m_rasters.cols, geodata::Resampling::Nearest, progress);
    if (m_rasters.cover.empty())
        m_rasters.cover = core::Grid<std::uint8_t>{m_rasters.rows, m_rasters.cols, TerrainRasters::kNoCover};
    std::set<float> unknownCodes;
    std::size_t unknown = 0, read = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const float code = codes.cells()[i];
        if (!std::isfinite(code))
            continue;
        ++read;
        const auto cover = core::coverOfCode(own, static_cast<double>(code));
        if (!cover) {
            ++unknown;
            if (unknownCodes.size() <= kCodesNamed)
                unknownCodes.insert(code);
        } else if (std::uint8_t& known = m_rasters.cover.cells()[i]; known == TerrainRasters::kNoCover) {
            known = static_cast<std::uint8_t>(*cover);
        }
    }
    if (unknown > 0)
        m_notes.push_back(fmt::format("The layer {} has {} of {} cells with a class that is not known ({}; {}): they are taken as open ground.", layer.name, unknown, read, namesOf(unknownCodes),
                                      own.empty() ? "classes of ESA WorldCover and Copernicus Global Land Cover are" : "the layer says what its codes mean"));
}

/// Snapshots share the collections that did not change.
template <class T>
bool sameRecords(const core::Mission& a, const core::Mission& b)
{
    return &a.all<T>() == &b.all<T>();
}

template <class T, class Where>
bool sameWhere(const core::Mission& a, const core::Mission& b, Where where)
{
    return sameRecords<T>(a, b)
           || std::equal(a.all<T>().begin(), a.all<T>().end(), b.all<T>().begin(), b.all<T>().end(), [&](const T& one, const T& other) { return where(one) == where(other); });
}

} // namespace

std::optional<GroundSize> groundSizeOf(const core::Mission& mission)
{
    try {
        return groundOf(mission, {}).size;
    } catch (const core::Error&) {
        return std::nullopt;
    }
}

bool sameGround(const core::Mission& a, const core::Mission& b)
{
    const auto position = [](const core::Position& record) { return std::pair{record.lon, record.lat}; };
    return sameRecords<core::Road>(a, b) && sameRecords<core::Water>(a, b) && sameRecords<core::Layer>(a, b) && sameWhere<core::Place>(a, b, position)
           && sameWhere<core::Base>(a, b, position) && sameWhere<core::Area>(a, b, [](const core::Area& area) -> const core::Geometry& { return area.geometry; });
}

MissionTerrain terrainOf(const core::Mission& mission, const TerrainRequest& request, const core::Progress& progress)
{
    return request.keeper ? request.keeper->of(mission, request, progress) : Reader{mission, request, progress}.run();
}

} // namespace tutela::session
