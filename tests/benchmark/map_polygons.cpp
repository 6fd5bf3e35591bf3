// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Full redraw of a reference layer of polygons at 1600 x 900 (performance E2), as the map reads and paints it.
// Usage: map_polygons FILE WEST SOUTH EAST NORTH. One line: median and best milliseconds of nine runs, processor time, peak memory.
#include "processor.h"

#include <tutela/map/painter.h>

#include <QGuiApplication>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace tutela;
using benchmark::processorSeconds;

int main(int argc, char** argv)
{
    constexpr int kRuns = 9;
    if (argc != 6) {
        std::fputs("usage: map_polygons FILE WEST SOUTH EAST NORTH\n", stderr);
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    std::array<double, 4> box{};
    for (int i = 0; i < 4; ++i)
        box[static_cast<std::size_t>(i)] = std::strtod(argv[i + 2], nullptr);
    core::Mission mission;
    core::Layer layer;
    layer.id = 1;
    layer.name = "Polygons";
    layer.layer_kind = core::LayerKind::VECTOR;
    const std::filesystem::path file = std::filesystem::absolute(argv[1]);
    layer.path = file.filename().string();
    mission.set(std::vector{layer});
    map::SceneOptions options;
    options.layers = map::LayerSet::of("vectors");
    options.folder = file.parent_path();
    const map::Scene scene = map::sceneOf(mission, options);
    map::PaintOptions paint;
    paint.furniture = map::Furniture::none();
    const map::View view = map::View::fit({box[0], box[1], box[2], box[3]}, {1600, 900});
    std::vector<double> seconds;
    double processor = 0;
    for (int run = 0; run <= kRuns; ++run) {
        const double before = processorSeconds();
        const auto start = std::chrono::steady_clock::now();
        const auto prepared = map::prepare(scene, view, paint);
        if (map::paintTile(prepared, {0, 0, 1600, 900}).isNull())
            return 1;
        for (const auto& problem : prepared.problems()) {
            std::fprintf(stderr, "%s\n", problem.c_str());
            return 1;
        }
        if (run == 0)
            continue; // fonts and projection are loaded
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        processor += (processorSeconds() - before) / kRuns;
    }
    std::sort(seconds.begin(), seconds.end());
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("map_polygons 1600x900: median %.1f ms, best %.1f ms, processor %.1f ms, peak %ld MB\n", seconds[seconds.size() / 2] * 1e3, seconds.front() * 1e3,
                processor * 1e3, usage.ru_maxrss / 1024);
    return 0;
}
