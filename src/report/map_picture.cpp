// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_picture_p.h"
#include "reach_picture_p.h"

#include <tutela/core/error.h>
#include <tutela/map/painter.h>
#include <tutela/map/picture_layer.h>

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <memory>

namespace tutela::report {
namespace {

constexpr double kPointMm = 25.4 / 72.0;
constexpr double kStylePerPoint = 0.75; ///< style pixels are 1/96 inch

/// The small map names only the places at high or critical risk.
core::Mission missionOf(const ReportModel& model, MapSize kind)
{
    const MapFigure& figure = model.map;
    core::Mission mission;
    mission.details.name = model.head.mission;
    mission.details.demonstration = model.head.demonstration;
    mission.details.boundary_disclaimer = model.head.boundary_disclaimer;
    std::int64_t id = 0;
    std::vector<core::Area> areas;
    for (const auto& from : figure.areas) {
        core::Area area;
        area.id = ++id;
        area.name = from.name;
        area.level = from.outline ? core::AreaLevel::MISSION : core::AreaLevel::SECTOR;
        area.geometry = from.geometry;
        areas.push_back(std::move(area));
    }
    mission.set(std::move(areas));
    std::vector<core::Place> places;
    id = 0;
    for (const auto& from : figure.places) {
        core::Place place;
        place.id = ++id;
        if (kind == MapSize::Small && (!from.band || *from.band < core::Band::HIGH))
            continue;
        place.name = from.name;
        place.lon = from.lon;
        place.lat = from.lat;
        place.population_total = from.people;
        places.push_back(std::move(place));
    }
    mission.set(std::move(places));
    std::vector<core::Base> bases;
    id = 0;
    for (const auto& from : figure.bases) {
        core::Base base;
        base.id = ++id;
        base.name = from.name;
        base.lon = from.lon;
        base.lat = from.lat;
        base.base_kind = from.kind;
        bases.push_back(std::move(base));
    }
    mission.set(std::move(bases));
    std::vector<core::Road> roads;
    id = 0;
    for (const auto& from : figure.roads) {
        core::Road road;
        road.id = ++id;
        road.road_class = from.road_class;
        road.geometry = from.geometry;
        road.ford = from.ford;
        roads.push_back(std::move(road));
    }
    mission.set(std::move(roads));
    std::vector<core::Water> waters;
    id = 0;
    for (const auto& from : figure.waters) {
        core::Water water;
        water.id = ++id;
        water.name = from.name;
        water.water_kind = from.kind;
        water.stream_order = from.order;
        water.geometry = from.geometry;
        waters.push_back(std::move(water));
    }
    mission.set(std::move(waters));
    return mission;
}

/// The days of the report, for the title of the incidents; empty when they are not days.
std::optional<core::Period> periodOf(const Head& head)
{
    try {
        return core::Period{core::dayOf(head.period_from), core::dayOf(head.period_to) + std::chrono::days{1}};
    } catch (const core::Error&) {
        return std::nullopt;
    }
}

std::shared_ptr<const core::IncidentColumns> incidentsOf(const MapFigure& figure, std::optional<core::Period> period)
{
    auto columns = std::make_shared<core::IncidentColumns>();
    const std::size_t n = figure.incidents.size();
    columns->time.assign(n, period ? core::Instant{period->from}.time_since_epoch().count() : 0);
    columns->time_precision.assign(n, core::IncidentColumns::kNoWord);
    columns->category.assign(n, static_cast<std::uint8_t>(core::IncidentCategory::ATTACK_ON_CIVILIANS));
    columns->verification.assign(n, core::IncidentColumns::kNoWord);
    columns->victim_status.assign(n, core::IncidentColumns::kNoWord);
    columns->act_severity.assign(n, 0);
    for (auto* counts : {&columns->killed_best, &columns->killed_low, &columns->killed_high, &columns->killed_civilians,
                         &columns->injured, &columns->abducted, &columns->displaced})
        counts->assign(n, core::IncidentColumns::kUnknown);
    columns->perpetrators.assign(n, 0);
    columns->sources.assign(n, 0);
    columns->dataset.assign(n, 0);
    columns->source_type.assign(n, 0);
    std::int64_t id = 0;
    for (const auto& incident : figure.incidents) {
        columns->id.push_back(++id);
        columns->lonE7.push_back(static_cast<std::int32_t>(std::llround(incident.lon * 1e7)));
        columns->latE7.push_back(static_cast<std::int32_t>(std::llround(incident.lat * 1e7)));
        columns->place_precision.push_back(static_cast<std::uint8_t>(incident.precision));
    }
    return columns;
}

/// The stored relief as a layer of the map: the image with its frame.
std::optional<map::ReferenceLayer> reliefOf(const ReportModel& model)
{
    const MapImage& relief = model.map.relief;
    const auto found = model.images.find(relief.blob);
    if (relief.blob.empty() || found == model.images.end())
        return std::nullopt;
    const QImage image = QImage::fromData(QByteArray::fromStdString(found->second), "PNG");
    return image.isNull() ? std::nullopt : std::optional{map::pictureLayer("relief", image, relief.box, relief.crs)};
}

std::vector<core::Patrol> patrolsOf(const std::vector<core::Geometry>& tracks)
{
    std::vector<core::Patrol> patrols;
    for (const auto& track : tracks) {
        core::Patrol patrol;
        patrol.id = static_cast<std::int64_t>(patrols.size()) + 1;
        patrol.geometry = track;
        patrols.push_back(std::move(patrol));
    }
    return patrols;
}

/// Reach beside the roads that are closed: a reader asks why a band ends. The small map has no legend that would tell what a link is.
std::shared_ptr<const map::ReachCover> reachOf(const ReportModel& model, MapSize kind, const MapExtras& extras)
{
    const auto reach = extras.reach ? extras.reach : storedReach(model);
    if (reach == nullptr)
        return nullptr;
    auto crossed = std::make_shared<map::ReachCover>(*reach);
    for (const auto& road : model.map.roads)
        if (road.closed)
            crossed->closed_roads.push_back(road.geometry);
    if (kind == MapSize::Small)
        crossed->road_links.clear();
    return crossed;
}

map::Scene sceneOf(const ReportModel& model, MapSize kind, const MapExtras& extras)
{
    const MapFigure& figure = model.map;
    map::SceneOptions options;
    map::LayerSet layers = map::LayerSet::standard();
    layers.set(map::MapLayer::RELIEF, false); // in the image already
    if (kind == MapSize::Small) {
        layers.set(map::MapLayer::INCIDENTS, false);
        layers.set(map::MapLayer::SECTOR_NAMES, false);
    }
    layers.set(map::MapLayer::PATROLS, !extras.tracks.empty());
    options.layers = layers;
    core::Mission mission = missionOf(model, kind);
    options.period = periodOf(model.head);
    mission.incidents = incidentsOf(figure, options.period);
    mission.set(patrolsOf(extras.tracks));
    map::Scene scene = map::sceneOf(mission, options);
    scene.reach = reachOf(model, kind, extras);
    scene.bands.clear();
    for (std::size_t i = 0; i < figure.places.size(); ++i)
        if (figure.places[i].band)
            scene.bands[core::PlaceId{static_cast<std::int64_t>(i) + 1}] = {figure.places[i].band, figure.places[i].highest_possible};
    if (auto relief = reliefOf(model))
        scene.references.insert(scene.references.begin(), std::move(*relief));
    return scene;
}

} // namespace

map::Legend putMap(Document& document, const ReportModel& model, QPointF at, QSizeF size, MapSize kind, bool paint, const MapExtras& extras)
{
    if (!paint)
        return {};
    const auto frame = [](QPainter& painter, const QRectF& rect) {
        painter.setPen(QPen{palette::kInk, 0.8});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect);
    };
    const QRectF rect{at, size};
    const MapFigure& figure = model.map;
    const bool nothing = figure.areas.empty() && figure.places.empty() && figure.incidents.empty();
    if (nothing) {
        document.draw([=](QPainter& painter) { frame(painter, rect); });
        document.text("There is nothing with a position to show.", style::kGrey.with(Align::Centre), at.x(), at.y() + size.height() / 2, size.width());
        return {};
    }
    map::View view = map::View::fit(figure.box, size, kind == MapSize::Full ? kMapMargin : 6.0);
    view.setUnitMm(kPointMm);
    map::PaintOptions options;
    options.theme = map::Theme::Print;
    options.style_scale = kind == MapSize::Full ? kStylePerPoint : kStylePerPoint * 0.72;
    options.vector = true;
    options.furniture = map::Furniture::none();
    if (kind == MapSize::Full) {
        options.furniture.scale_bar = true;
        options.furniture.north = true;
        options.furniture.graticule = true;
    }
    const auto prepared = std::make_shared<map::PreparedMap>(map::prepare(sceneOf(model, kind, extras), view, options));
    document.draw([=, over = extras.over](QPainter& painter) {
        painter.save();
        painter.translate(at);
        map::paint(painter, *prepared);
        if (over) {
            painter.setClipRect(QRectF{QPointF{}, rect.size()});
            over(painter, view);
        }
        painter.restore();
        frame(painter, rect);
    });
    map::Legend legend = prepared->legend();
    // The relief image is the ground of the map, not a layer to be named.
    for (auto& group : legend.groups)
        std::erase_if(group.entries, [](const map::LegendEntry& entry) { return entry.text == QStringLiteral("relief"); });
    std::erase_if(legend.groups, [](const map::LegendGroup& group) { return group.entries.empty(); });
    return legend;
}

} // namespace tutela::report
