// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Full redraw of a reference layer of polygons at 1600 x 900 (performance E2), as the map reads and paints it.
// Usage: map_polygons FILE WEST SOUTH EAST NORTH [PICTURE.png]. One line: the first draw, which reads the file; median and best
// milliseconds of nine redraws, their processor time; the first draw after a zoom, which thins the shapes anew; peak memory.
#include "processor.h"

#include <tutela/map/painter.h>

#include <QGuiApplication>
#include <QImage>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace tutela;
using benchmark::processorSeconds;

namespace {

struct Spent {
    double wall, processor;
};

/// One whole map; the picture is empty when something could not be shown.
Spent draw(const map::Scene& scene, const map::View& view, QImage& picture)
{
    map::PaintOptions paint;
    paint.furniture = map::Furniture::none();
    const double before = processorSeconds();
    const auto start = std::chrono::steady_clock::now();
    const auto prepared = map::prepare(scene, view, paint);
    picture = map::paintTile(prepared, {0, 0, 1600, 900});
    for (const auto& problem : prepared.problems()) {
        std::fprintf(stderr, "%s\n", problem.c_str());
        picture = {};
    }
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), processorSeconds() - before};
}

} // namespace

int main(int argc, char** argv)
{
    constexpr int kRuns = 9;
    if (argc != 6 && argc != 7) {
        std::fputs("usage: map_polygons FILE WEST SOUTH EAST NORTH [PICTURE.png]\n", stderr);
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
    map::View view = map::View::fit({box[0], box[1], box[2], box[3]}, {1600, 900});
    QImage picture;
    const Spent first = draw(scene, view, picture);
    if (picture.isNull() || (argc == 7 && !picture.save(QString::fromLocal8Bit(argv[6]))))
        return 1;
    const QImage shown = picture;
    std::vector<double> seconds;
    double processor = 0;
    for (int run = 0; run < kRuns; ++run) {
        const Spent spent = draw(scene, view, picture);
        if (picture != shown)
            return 1; // the same view is the same picture
        seconds.push_back(spent.wall);
        processor += spent.processor / kRuns;
    }
    view.zoom(2.0, {800, 450});
    const Spent zoomed = draw(scene, view, picture);
    std::sort(seconds.begin(), seconds.end());
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf("map_polygons 1600x900: first %.1f ms (processor %.1f), median %.1f ms, best %.1f ms, processor %.1f ms, zoomed %.1f ms (processor %.1f), peak %ld MB\n",
                first.wall * 1e3, first.processor * 1e3, seconds[seconds.size() / 2] * 1e3, seconds.front() * 1e3, processor * 1e3, zoomed.wall * 1e3,
                zoomed.processor * 1e3, usage.ru_maxrss / 1024);
    return 0;
}
