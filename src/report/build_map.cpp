// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_p.h"
#include "document_p.h"
#include "map_picture_p.h"
#include "palette_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/incident_grid.h>
#include <tutela/analysis/road_closures.h>
#include <tutela/core/place_precision.h>
#include <tutela/map/painter.h>
#include <tutela/map/pixels.h>
#include <tutela/map/scene.h>

#include <QBuffer>
#include <QImage>

#include <algorithm>
#include <cmath>
#include <set>

namespace tutela::report {
namespace {

constexpr double kReliefDpi = 200.0;
constexpr double kCoverDpi = 130.0;
constexpr std::size_t kOtherPlaces = 40; ///< places without a line that are shown, the largest first

map::Scene sceneFor(const MapBuild& build, map::LayerSet layers)
{
    map::SceneOptions options;
    options.layers = layers;
    options.as_of = build.as_of;
    options.period = build.period;
    options.area = build.area;
    options.folder = build.folder;
    options.asset = build.asset;
    map::Scene scene = map::sceneOf(build.mission, options);
    scene.bands = build.bands;
    return scene;
}

map::LayerSet only(std::initializer_list<map::MapLayer> layers)
{
    map::LayerSet set;
    for (const auto layer : layers)
        set.set(layer);
    return set;
}

std::string pngBytes(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    constexpr int kFastLevel = 80; // zlib level 1: a third of the time for a tenth more bytes
    image.save(&buffer, "PNG", kFastLevel);
    return bytes.toStdString();
}

QImage tile(const map::Scene& scene, const map::View& view, map::Theme theme, const core::Progress& progress)
{
    map::PaintOptions options;
    options.theme = theme;
    options.style_scale = 0.75;
    options.furniture = map::Furniture::none();
    const auto prepared = map::prepare(scene, view, options, progress);
    const QRect all{0, 0, static_cast<int>(std::lround(view.size().width() * view.ratio())), static_cast<int>(std::lround(view.size().height() * view.ratio()))};
    return map::paintTile(prepared, all, progress).convertToFormat(QImage::Format_RGB32);
}

void relief(const MapBuild& build, ReportModel& model)
{
    const map::Scene scene = sceneFor(build, only({map::MapLayer::RELIEF}));
    if (!scene.elevation)
        return;
    map::View view = map::View::fit(model.map.box, mapPageSize(), kMapMargin);
    view.setUnitMm(25.4 / 72.0);
    view.setRatio(kReliefDpi / 72.0);
    model.images["relief"] = pngBytes(tile(scene, view, map::Theme::Print, build.progress.part(0.6, 0.8)));
    model.map.relief = {"relief", view.projectedBox(), view.crs()};
}

/// The country as a faint texture on the cover's navy: no place, base or incident is in it.
void cover(const MapBuild& build, ReportModel& model)
{
    using map::MapLayer;
    const map::Scene scene = sceneFor(build, only({MapLayer::RELIEF, MapLayer::WATER, MapLayer::ROADS, MapLayer::SECTORS, MapLayer::OUTLINE}));
    const QSizeF size{sheet::kWidth, sheet::kHeight * 0.6};
    map::View view = map::View::fit(model.map.box, size, 26.0);
    view.pan({46.0, 6.0}); // the title stands at the left
    view.setUnitMm(25.4 / 72.0);
    view.setRatio(kCoverDpi / 72.0);
    QImage image = tile(scene, view, map::Theme::Dark, build.progress.part(0.8, 0.95));
    const double width = image.width();
    const double height = image.height();
    for (int y = 0; y < image.height(); ++y) {
        std::vector<QRgb> row = map::rowOf(image, y);
        for (int x = 0; x < image.width(); ++x) {
            // Fainter behind the title (left and below), clearer at the upper right.
            const double share = 0.22 + 0.34 * (x / width) * (1.0 - 0.55 * y / height);
            const auto mix = [share](int from, int to) { return static_cast<int>(std::lround(from + share * (to - from))); };
            QRgb& pixel = row[static_cast<std::size_t>(x)];
            pixel = qRgb(mix(palette::kNavy.red(), qRed(pixel)), mix(palette::kNavy.green(), qGreen(pixel)), mix(palette::kNavy.blue(), qBlue(pixel)));
        }
        map::setRow(image, y, row);
    }
    model.images["cover"] = pngBytes(image);
}

void areasOf(const map::Scene& scene, MapFigure& figure)
{
    for (const auto* area : scene.areas)
        figure.areas.push_back({area->name, area->geometry, true});
    for (const auto* area : scene.sectors)
        figure.areas.push_back({area->name, area->geometry, false});
}

/// Places that orient a reader: of known size, or towns. A list of ten thousand hamlets would be noise.
bool wellKnown(const core::Place& place)
{
    return place.population_total || place.place_kind == core::PlaceKind::CITY || place.place_kind == core::PlaceKind::TOWN;
}

void placesOf(const MapBuild& build, const map::Scene& scene, MapFigure& figure)
{
    std::vector<const core::Place*> others;
    for (const auto& place : build.mission.all<core::Place>()) {
        if (!place.lon || !place.lat)
            continue;
        const auto band = scene.bands.find(core::PlaceId{place.id});
        if (band != scene.bands.end())
            figure.places.push_back({place.name, *place.lon, *place.lat, band->second.band, band->second.highest_possible, place.population_total});
        else if (figure.box.contains(*place.lon, *place.lat) && !place.name.empty() && wellKnown(place))
            others.push_back(&place);
    }
    std::stable_sort(others.begin(), others.end(), [](const auto* a, const auto* b) { return a->population_total.value_or(0) > b->population_total.value_or(0); });
    others.resize(std::min(others.size(), kOtherPlaces));
    for (const auto* place : others)
        figure.places.push_back({place->name, *place->lon, *place->lat, {}, false, place->population_total});
}

void incidentsOf(const MapBuild& build, MapFigure& figure)
{
    const core::IncidentColumns& columns = *build.mission.incidents;
    const std::int64_t from = build.period.from.time_since_epoch().count();
    const std::int64_t to = build.period.to.time_since_epoch().count();
    const auto level = build.area ? analysis::defaultLevel(build.mission) : std::nullopt;
    const auto* area = build.area ? build.mission.find<core::Area>(*build.area) : nullptr;
    const bool within = area != nullptr && level && area->level == *level; // of one area: what lies in it
    const auto index = within ? std::optional{analysis::AreaIndex::ofLevel(build.mission, *level)} : std::nullopt;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns.time[i] >= from && columns.time[i] < to && columns.hasPosition(i) && analysis::stands(columns, i) &&
            figure.box.contains(columns.lon(i), columns.lat(i)) && (!index || index->find(columns.lon(i), columns.lat(i)) == build.area)) {
            figure.incidents.push_back({columns.lon(i), columns.lat(i), core::placePrecisionOf(columns, i)});
        }
}

void linesOf(const MapBuild& build, MapFigure& figure)
{
    const core::Day today = build.zone.dayAt(build.as_of);
    for (const auto& road : build.mission.all<core::Road>()) {
        if (road.geometry.empty() || !road.geometry.box().intersects(figure.box))
            continue;
        figure.roads.push_back({road.road_class.value_or(core::RoadClass::TRACK), analysis::isClosedOn(road.closed_from, road.closed_to, today), road.geometry, road.ford == true});
    }
    for (const auto& water : build.mission.all<core::Water>())
        if (!water.geometry.empty() && water.geometry.box().intersects(figure.box))
            figure.waters.push_back({water.water_kind.value_or(core::WaterKind::RIVER), static_cast<int>(water.stream_order.value_or(1)), water.name, water.geometry});
}

} // namespace

void buildMap(const MapBuild& build, ReportModel& model)
{
    const map::Scene scene = sceneFor(build, map::LayerSet::standard());
    const auto extent = scene.extent();
    if (!extent)
        return;
    MapFigure& figure = model.map;
    figure.box = *extent;
    areasOf(scene, figure);
    placesOf(build, scene, figure);
    incidentsOf(build, figure);
    linesOf(build, figure);
    for (const auto* base : scene.bases)
        if (base->lon && base->lat)
            figure.bases.push_back({base->name, *base->lon, *base->lat, base->base_kind.value_or(core::BaseKind::COMPANY_OPERATING_BASE)});
    figure.incident_note = model.head.month;
    relief(build, model);
    if (!figure.areas.empty())
        cover(build, model);
}

} // namespace tutela::report
