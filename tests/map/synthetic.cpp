// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic.h"

#include <tutela/geodata/raster.h>

#include <array>
#include <cmath>
#include <numbers>

namespace tutela::test {

namespace {

using core::Geometry;
using core::Vertex;
constexpr double kPi = std::numbers::pi;
constexpr int kSectors = 6;
constexpr int kSteps = 60; // of the outline in each sector

/// Reach of the country in a direction, degrees.
double reachAt(double angle)
{
    return 1.0 + 0.12 * std::sin(3 * angle + 1) + 0.06 * std::sin(7 * angle) + 0.03 * std::sin(19 * angle) + 0.012 * std::sin(53 * angle);
}

Vertex onOutline(const SyntheticOptions& options, double angle, double share = 1.0)
{
    double lon = options.lon + 1.25 * share * reachAt(angle) * std::cos(angle);
    lon = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
    return {lon, options.lat + 0.9 * share * reachAt(angle) * std::sin(angle)};
}

Geometry ringOf(std::vector<Vertex> ring)
{
    ring.push_back(ring.front());
    return {Geometry::Type::MultiPolygon, {{std::move(ring)}}};
}

Geometry line(std::vector<Vertex> points)
{
    return {Geometry::Type::LineString, {{std::move(points)}}};
}

std::vector<core::Area> areasOf(const SyntheticOptions& options)
{
    std::vector<core::Area> areas;
    std::vector<Vertex> outline;
    for (int sector = 0; sector < kSectors; ++sector) {
        std::vector<Vertex> ring;
        // The border between two sectors wobbles; both sides take the same points.
        const auto border = [&](int which) {
            std::vector<Vertex> points;
            for (int i = 0; i < 20; ++i) {
                const double share = i / 20.0;
                points.push_back(onOutline(options, 2 * kPi * which / kSectors + 0.12 * std::sin(9 * share + which), share));
            }
            return points;
        };
        const auto first = border(sector);
        const auto second = border((sector + 1) % kSectors);
        ring.insert(ring.end(), first.begin(), first.end());
        for (int i = 0; i <= kSteps; ++i) {
            ring.push_back(onOutline(options, 2 * kPi * (sector + static_cast<double>(i) / kSteps) / kSectors));
            if (i < kSteps)
                outline.push_back(ring.back());
        }
        ring.insert(ring.end(), second.rbegin(), second.rend() - 1);
        core::Area area;
        area.id = 100 + sector;
        area.name = std::array{"Northern Plains", "Tsombe", "Ubara Highlands", "Sentu Valley", "Koroma", "Lakeshore"}[static_cast<std::size_t>(sector)];
        area.level = core::AreaLevel::SECTOR;
        area.parent_id = core::AreaId{99};
        area.geometry = ringOf(ring);
        areas.push_back(area);
    }
    core::Area mission;
    mission.id = 99;
    mission.name = "Country";
    mission.level = core::AreaLevel::MISSION;
    mission.geometry = ringOf(outline);
    areas.push_back(mission);
    return areas;
}

void addAssessment(core::Mission& mission, const std::vector<core::Place>& places)
{
    core::Assessment assessment;
    assessment.id = 7000;
    assessment.reference = "TA-TEST-2026-0001";
    assessment.version = "1.0";
    assessment.as_of = mission.details.as_of;
    mission.set(std::vector{assessment});
    std::vector<core::Line> lines;
    constexpr std::array bands{"CRITICAL", "HIGH", "MODERATE", "LOW", "MODERATE..HIGH"};
    for (std::size_t i = 0; i < places.size() * 2 / 3; ++i) {
        core::Line made;
        made.id = 8000 + static_cast<std::int64_t>(i);
        made.assessment_id = core::AssessmentId{7000};
        made.place_ids = {core::PlaceId{places[i].id}};
        made.band = bands[i % 11 == 0 ? 0 : i % 7 == 0 ? 1 : i % 13 == 0 ? 4 : 2 + i % 2];
        lines.push_back(made);
    }
    mission.set(std::move(lines));
    core::SignOff signOff;
    signOff.id = 1;
    signOff.assessment_id = core::AssessmentId{7000};
    signOff.state = core::AssessmentState::APPROVED;
    mission.sign_offs = std::make_shared<std::vector<core::SignOff>>(std::vector{signOff});
}

} // namespace

core::IncidentColumns syntheticIncidents(std::size_t count, double lon, double lat, double spreadDeg, std::uint64_t seed)
{
    std::mt19937_64 random{seed};
    const auto unit = [&random] { return static_cast<double>(random() >> 11) * 0x1.0p-53; };
    core::IncidentColumns columns;
    for (std::size_t i = 0; i < count; ++i) {
        // The sum of uniform numbers: crowded in the middle, the same with every standard library.
        const double x = unit() + unit() + unit() - 1.5;
        const double y = unit() + unit() + unit() - 1.5;
        double at = lon + x * spreadDeg;
        at = at > 180 ? at - 360 : at < -180 ? at + 360 : at;
        columns.id.push_back(static_cast<std::int64_t>(i) + 1);
        columns.lonE7.push_back(static_cast<std::int32_t>(std::lround(at * 1e7)));
        columns.latE7.push_back(static_cast<std::int32_t>(std::lround((lat + y * spreadDeg * 0.7) * 1e7)));
        columns.time.push_back(1'790'000'000 + static_cast<std::int64_t>(i % 1000) * 3600);
        columns.time_precision.push_back(2);
        constexpr std::array precisions{core::PlacePrecision::EXACT, core::PlacePrecision::NEAR_5KM, core::PlacePrecision::ADMIN2};
        columns.place_precision.push_back(static_cast<std::uint8_t>(precisions[i % 5 == 0 ? 2 : i % 3 == 0 ? 1 : 0]));
        columns.category.push_back(0);
        columns.verification.push_back(static_cast<std::uint8_t>(core::Verification::REPORTED));
        columns.victim_status.push_back(core::IncidentColumns::kNoWord);
        columns.act_severity.push_back(3);
        for (auto* column : {&columns.killed_best, &columns.killed_low, &columns.killed_high, &columns.killed_civilians, &columns.injured,
                             &columns.abducted, &columns.displaced})
            column->push_back(core::IncidentColumns::kUnknown);
        columns.perpetrators.push_back(0);
        columns.sources.push_back(0);
        columns.dataset.push_back(0);
        columns.source_type.push_back(0);
    }
    return columns;
}

core::Mission syntheticMission(const SyntheticOptions& options)
{
    std::mt19937_64 random{options.seed};
    const auto unit = [&random] { return static_cast<double>(random() >> 11) * 0x1.0p-53; };
    core::Mission mission;
    mission.details.name = "Test Mission";
    mission.details.as_of = core::instantOf("2026-11-01T00:00:00Z");
    mission.details.demonstration = true;
    if (options.areas)
        mission.set(areasOf(options));

    constexpr std::array first{"Lu", "Fa", "Nya", "A", "Ba", "Ki", "Tso", "Mo", "Sen", "Chi", "Ra", "Ye"};
    constexpr std::array second{"zi", "nara", "lo", "drela", "nzu", "renda", "mbe", "leka", "tu", "taro", "mosa", "lundi"};
    std::vector<core::Place> places;
    for (std::size_t i = 0; i < options.places; ++i) {
        core::Place place;
        place.id = 1000 + static_cast<std::int64_t>(i);
        place.name = std::string{first[random() % first.size()]} + second[random() % second.size()];
        const Vertex at = onOutline(options, unit() * 2 * kPi, 0.95 * std::sqrt(unit()));
        place.lon = at.x;
        place.lat = at.y;
        if (i % 9 != 5)
            place.population_total = static_cast<std::int64_t>(300 * std::pow(2.0, unit() * 8));
        places.push_back(place);
    }
    mission.set(places);
    addAssessment(mission, places);

    const auto at = [&options](double angle, double share) { return onOutline(options, angle, share); };
    std::vector<core::Water> waters(3);
    waters[0].geometry = line({at(2.2, 0.9), at(2.0, 0.6), at(1.2, 0.3), at(-0.2, 0.3), at(-0.5, 0.7)});
    waters[0].stream_order = 4;
    waters[1].geometry = line({at(0.9, 0.9), at(0.6, 0.5), at(-0.2, 0.3)});
    waters[1].stream_order = 2;
    std::vector<Vertex> lake;
    for (int i = 0; i < 40; ++i)
        lake.push_back({at(-0.55, 0.85).x + 0.22 * std::cos(i * kPi / 20), at(-0.55, 0.85).y + (0.1 + 0.03 * std::sin(i)) * std::sin(i * kPi / 20)});
    waters[2].geometry = ringOf(lake);
    waters[2].water_kind = core::WaterKind::LAKE;
    for (std::size_t i = 0; i < waters.size(); ++i)
        waters[i].id = 200 + static_cast<std::int64_t>(i);
    mission.set(waters);

    std::vector<core::Road> roads;
    for (std::size_t i = 0; i + 1 < places.size() && i < 24; ++i) {
        core::Road road;
        road.id = 300 + static_cast<std::int64_t>(i);
        road.road_class = i < 8 ? core::RoadClass::ROAD_PRIMARY : i < 14 ? core::RoadClass::ROAD_SECONDARY : core::RoadClass::TRACK;
        const Vertex from{*places[i].lon, *places[i].lat};
        const Vertex to{*places[i + 1].lon, *places[i + 1].lat};
        if (std::abs(to.x - from.x) > 180)
            continue;
        road.geometry = line({from, {(from.x + to.x) / 2 + 0.05 * (unit() - 0.5), (from.y + to.y) / 2 + 0.05 * (unit() - 0.5)}, to});
        roads.push_back(road);
    }
    mission.set(roads);

    core::Threat threat;
    threat.id = 400;
    std::vector<Vertex> blob;
    for (int i = 0; i < 60; ++i)
        blob.push_back({at(3.9, 0.6).x + (0.26 + 0.05 * std::sin(i * 0.6)) * std::cos(i * kPi / 30), at(3.9, 0.6).y + (0.2 + 0.04 * std::cos(i * 0.5)) * std::sin(i * kPi / 30)});
    threat.geometry = ringOf(blob);
    threat.status = core::ThreatStatus::ACTIVE;
    mission.set(std::vector{threat});
    core::Actor actor;
    actor.id = 500;
    for (Vertex& v : blob)
        v = {v.x + 1.1, v.y + 0.7};
    actor.geometry = ringOf(blob);
    mission.set(std::vector{actor});

    std::vector<core::Base> bases(3);
    for (std::size_t i = 0; i < bases.size() && i * 11 < places.size(); ++i) {
        bases[i].id = 600 + static_cast<std::int64_t>(i);
        bases[i].base_kind = i == 2 ? core::BaseKind::STATE_FORCE_BASE : core::BaseKind::COMPANY_OPERATING_BASE;
        bases[i].lon = places[i * 11].lon;
        bases[i].lat = places[i * 11].lat;
    }
    mission.set(bases);
    core::Patrol patrol;
    patrol.id = 700;
    patrol.geometry = line({at(0.3, 0.1), at(0.5, 0.5), at(1.0, 0.6)});
    mission.set(std::vector{patrol});
    mission.incidents = std::make_shared<core::IncidentColumns>(syntheticIncidents(options.incidents, options.lon, options.lat, 0.7, options.seed));
    return mission;
}

core::Grid<float> syntheticHills(std::size_t rows, std::size_t cols)
{
    core::Grid<float> hills{rows, cols};
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t col = 0; col < cols; ++col) {
            const double x = 24.0 * static_cast<double>(col) / static_cast<double>(cols);
            const double y = 18.0 * static_cast<double>(row) / static_cast<double>(rows);
            const double ridges = std::sin(x + 0.7 * std::sin(y)) * std::cos(0.8 * y + std::sin(0.5 * x)) +
                                  0.5 * std::sin(2.3 * x + y) * std::sin(1.9 * y - x) + 0.25 * std::sin(5.1 * x - 2 * y) * std::cos(4.7 * y + x);
            hills.at(row, col) = static_cast<float>(700 + 450 * ridges);
        }
    return hills;
}

map::Scene syntheticScene(const SyntheticOptions& options, map::SceneOptions sceneOptions)
{
    core::Mission mission = syntheticMission(options);
    core::Layer layer;
    layer.id = 900;
    layer.name = "Hills";
    layer.layer_kind = core::LayerKind::ELEVATION;
    layer.asset_name = "hills.tif";
    mission.set(std::vector{layer});
    const core::GridFrame frame{options.lon - 1.6, options.lat + 1.2, 3.2 / 400, 2.4 / 300, "EPSG:4326"};
    const auto bytes = std::make_shared<const std::string>(geodata::geoTiffBytes(syntheticHills(300, 400), frame));
    sceneOptions.asset = [bytes](const std::string& name) { return name == "hills.tif" ? bytes : nullptr; };
    return map::sceneOf(mission, sceneOptions);
}

} // namespace tutela::test
