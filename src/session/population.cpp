// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/population.h>

#include "layer_source_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/zonal.h>
#include <tutela/geodata/projection.h>
#include <tutela/geodata/raster.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::session {

namespace {

/// The newest first.
std::vector<const core::Layer*> populationLayers(const core::Mission& mission)
{
    std::vector<const core::Layer*> layers;
    for (const auto& layer : mission.all<core::Layer>())
        if (layer.layer_kind == core::LayerKind::POPULATION)
            layers.push_back(&layer);
    std::sort(layers.begin(), layers.end(), [](const core::Layer* a, const core::Layer* b) { return a->data_date != b->data_date ? a->data_date > b->data_date : a->id > b->id; });
    return layers;
}

class Reader {
public:
    Reader(const core::Mission& mission, const core::Layer& layer, const MissionTerrain& terrain) : m_mission(mission), m_layer(layer), m_terrain(terrain) {}

    std::shared_ptr<const PopulationOnGround> run(const geodata::Source& source, std::vector<std::string>& notes, const core::Progress& progress)
    {
        auto made = std::make_shared<PopulationOnGround>();
        made->layer = LayerId{m_layer.id};
        made->source = m_layer.name;
        made->date = m_layer.data_date;
        made->licence = m_layer.licence;
        const auto raster = read(source, progress.part(0.0, 0.3));
        made->cells = onGround(raster, progress.part(0.3, 0.9));
        sumAreas(raster, *made, notes);
        progress.step(1.0);
        return made;
    }

private:
    /// What lies on the ground; a number below 0 is a mark for "no value" that the file does not declare.
    [[nodiscard]] analysis::PopulationRaster read(const geodata::Source& source, const core::Progress& progress) const
    {
        const auto& terrain = *m_terrain.terrain;
        const core::GridFrame& frame = terrain.frame();
        const core::Box ground{frame.west, frame.north - static_cast<double>(terrain.rows()) * frame.cellY, frame.west + static_cast<double>(terrain.cols()) * frame.cellX, frame.north};
        const std::string crs = geodata::rasterInfo(source).crs;
        if (crs.empty())
            throw core::Error{core::ErrorCode::InvalidInput, "it does not say in which coordinate system it lies"};
        const core::Box box = geodata::Projection::of(crs).forward(geodata::Projection::of(frame.crs).inverse(ground));
        auto raster = geodata::readRasterPart(source, box, 1, progress);
        if (raster.cells.empty())
            throw core::Error{core::ErrorCode::InvalidInput, "it lies beyond the area that is computed"};
        for (float& people : raster.cells.cells())
            if (people < 0.0F)
                people = std::numeric_limits<float>::quiet_NaN();
        return {std::move(raster.cells), std::move(raster.frame)};
    }

    [[nodiscard]] analysis::PeopleOnCells onGround(const analysis::PopulationRaster& raster, const core::Progress& progress) const
    {
        const auto from = geodata::Projection::of(raster.frame.crs), to = geodata::Projection::of(m_terrain.crs);
        const analysis::MapPoints toGround = [&](std::span<core::Vertex> points) {
            from.inverse(points);
            to.forward(points);
        };
        const auto& terrain = *m_terrain.terrain;
        return analysis::peopleOnCells(raster, terrain.frame(), terrain.rows(), terrain.cols(), toGround, progress);
    }

    void sumAreas(const analysis::PopulationRaster& raster, PopulationOnGround& made, std::vector<std::string>& notes) const
    {
        const auto level = analysis::defaultLevel(m_mission);
        const auto to = geodata::Projection::of(raster.frame.crs);
        for (const auto& area : m_mission.all<core::Area>()) {
            if (!level || area.level != level || area.geometry.empty())
                continue;
            const auto cells = analysis::cellsOf(area.geometry, raster.frame, raster.people.rows(), raster.people.cols(), [&](core::Vertex at) { return to.forward(at); });
            const auto sum = analysis::sumOver(raster.people, cells);
            AreaPeople people{core::AreaId{area.id}, std::nullopt, cells.all > 0.0 ? std::min(1.0, sum.cells / cells.all) : 0.0};
            if (sum.cells > 0.0)
                people.people = sum.sum;
            made.areas.push_back(people);
            constexpr double kWhole = 0.999;
            if (cells.on_raster < kWhole * cells.all)
                notes.push_back(fmt::format("The layer {} does not reach over all of {}: people there are counted only where it does.", m_layer.name, area.name));
        }
    }

    const core::Mission& m_mission;
    const core::Layer& m_layer;
    const MissionTerrain& m_terrain;
};

} // namespace

MissionPopulation populationOf(const core::Mission& mission, const TerrainRequest& request, const MissionTerrain& terrain, const core::Progress& progress)
{
    MissionPopulation made;
    for (const auto* layer : populationLayers(mission)) {
        if (made.raster) {
            made.notes.push_back(notUsed(*layer, fmt::format("people are counted from one population layer, and {} is taken", made.raster->source)));
            continue;
        }
        std::vector<std::string> notes;
        try {
            made.raster = Reader{mission, *layer, terrain}.run(sourceOf(*layer, request), notes, progress);
            made.notes.insert(made.notes.end(), notes.begin(), notes.end());
        } catch (const core::Error& error) {
            made.notes.push_back(notUsed(*layer, error.message()));
        }
    }
    return made;
}

} // namespace tutela::session
