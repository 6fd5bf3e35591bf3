// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Full redraw of many points at 1600 x 900 (performance E1): project, aggregate and paint from the columns of a snapshot.
// Usage: map_points [COUNT]. One line: points, median and best milliseconds of nine runs, processor time, peak memory.
#include "processor.h"

#include <tutela/map/painter.h>

#include <QGuiApplication>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

using namespace tutela;
using benchmark::processorSeconds;

namespace {

core::IncidentColumns pointsAroundTowns(std::size_t count)
{
    std::mt19937_64 random{42};
    const auto unit = [&random] { return static_cast<double>(random() >> 11) * 0x1.0p-53; };
    std::vector<std::pair<double, double>> towns;
    for (int i = 0; i < 400; ++i)
        towns.emplace_back(24 + 12 * unit(), 3.5 + 8.5 * unit());
    core::IncidentColumns columns;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& [lon, lat] = towns[random() % towns.size()];
        const double reach = 0.6 * unit() * unit();
        const double angle = 6.283185307 * unit();
        columns.id.push_back(static_cast<std::int64_t>(i) + 1);
        columns.lonE7.push_back(static_cast<std::int32_t>((lon + reach * std::cos(angle)) * 1e7));
        columns.latE7.push_back(static_cast<std::int32_t>((lat + reach * std::sin(angle)) * 1e7));
        columns.time.push_back(1'600'000'000 + static_cast<std::int64_t>(i));
        columns.place_precision.push_back(0);
        columns.verification.push_back(0);
    }
    return columns;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
    core::Mission mission;
    mission.incidents = std::make_shared<core::IncidentColumns>(pointsAroundTowns(count));
    map::SceneOptions options;
    options.layers = map::LayerSet::of("incidents");
    const map::Scene scene = map::sceneOf(mission, options);
    map::PaintOptions paint;
    paint.furniture = map::Furniture::none();
    const map::View view = map::View::fit({23.5, 3, 36.5, 12.5}, {1600, 900});
    std::vector<double> seconds;
    double processor = 0;
    for (int run = 0; run < 10; ++run) {
        const double before = processorSeconds();
        const auto start = std::chrono::steady_clock::now();
        const auto prepared = map::prepare(scene, view, paint);
        const QImage image = map::paintTile(prepared, {0, 0, 1600, 900});
        if (image.isNull())
            return 1;
        if (run == 0)
            continue; // fonts and projection are loaded
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        processor += (processorSeconds() - before) / 9;
    }
    std::sort(seconds.begin(), seconds.end());
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("map_points %zu points 1600x900: median %.1f ms, best %.1f ms, processor %.1f ms, peak %ld MB\n", count,
                seconds[seconds.size() / 2] * 1e3, seconds.front() * 1e3, processor * 1e3, usage.ru_maxrss / 1024);
    return 0;
}
