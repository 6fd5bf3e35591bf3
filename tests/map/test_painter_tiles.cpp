// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Painting in parts, from several threads, and its end when it is stopped.
#include "painted.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/map/export.h>
#include <tutela/map/painter.h>

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>

using namespace tutela;
using test::whole;

namespace {

std::pair<int, QPoint> largestDifference(const QImage& a, const QImage& b)
{
    int most = 0;
    QPoint where;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            const int off = std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
            if (off > most) {
                most = off;
                where = {x, y};
            }
        }
    return {most, where};
}

} // namespace

TEST_CASE("Tiles put together equal the whole", "[map][tiles]")
{
    const auto scene = test::syntheticScene({2, 4.3, 2.0, 80, 4000});
    auto view = map::fitScene(scene, {700, 500});
    for (const double ratio : {1.0, 2.0}) {
        view.setRatio(ratio);
        const auto prepared = map::prepare(scene, view);
        const QImage all = whole(prepared);
        QImage joined(all.size(), QImage::Format_RGB32);
        QPainter painter(&joined);
        for (int y = 0; y < all.height(); y += 256)
            for (int x = 0; x < all.width(); x += 256)
                painter.drawImage(x, y, map::paintTile(prepared, {x, y, std::min(256, all.width() - x), std::min(256, all.height() - y)}));
        painter.end();
        const auto [most, where] = largestDifference(all, joined);
        INFO("at " << where.x() << ' ' << where.y());
        REQUIRE(most <= 1); // the rasteriser rounds the share of a pixel where an outline enters the tile from outside
    }
}

TEST_CASE("Tiles painted by several threads at once equal those painted one after another", "[map][tiles]")
{
    const auto scene = test::syntheticScene({3, 4.3, 2.0, 60, 500});
    const auto prepared = map::prepare(scene, map::fitScene(scene, {600, 400}));
    const QImage alone = map::paintTile(prepared, {100, 100, 300, 200});
    std::vector<QImage> images(4);
    std::vector<std::jthread> threads;
    for (auto& image : images)
        threads.emplace_back([&image, &prepared] { image = map::paintTile(prepared, {100, 100, 300, 200}); });
    threads.clear();
    for (const auto& image : images)
        REQUIRE(image == alone);
}

TEST_CASE("A stop ends preparing and painting", "[map][tiles]")
{
    const auto scene = test::syntheticScene({1, 4.3, 2.0, 60, 20'000});
    const auto view = map::fitScene(scene, {600, 400});
    std::stop_source stop;
    const core::Progress progress{stop.get_token(), {}};
    const auto prepared = map::prepare(scene, view, {}, progress);
    stop.request_stop();
    REQUIRE_THROWS_AS(map::prepare(scene, view, {}, progress), core::Cancelled);
    REQUIRE_THROWS_AS(map::paintTile(prepared, {0, 0, 64, 64}, progress), core::Cancelled);
    REQUIRE(map::paintTile(prepared, {0, 0, 64, 64}).width() == 64); // the prepared map is still good
}

TEST_CASE("A stop is heard within 100 ms of work, wherever it comes", "[map][tiles]")
{
    const auto scene = test::syntheticScene({1, 4.3, 2.0, 400, 300'000});
    const auto view = map::fitScene(scene, {1600, 900});
    const auto cpuMs = [](clockid_t clock) {
        timespec used{};
        ::clock_gettime(clock, &used);
        return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
    };
    for (double after = 0.0; after < 400.0; after += 25.0) { // work done before the stop: other programs do not count
        std::stop_source stop;
        std::atomic<clockid_t> clock{0};
        std::atomic<bool> ended{false};
        double atEnd = 0.0;
        std::jthread worker{[&] {
            clockid_t own{};
            ::pthread_getcpuclockid(::pthread_self(), &own);
            clock = own;
            try {
                const core::Progress progress{stop.get_token(), {}};
                (void)map::mapPng(map::prepare(scene, view, {}, progress), progress);
            } catch (const core::Cancelled&) {
            }
            atEnd = cpuMs(own);
            ended = true;
        }};
        while (clock == 0)
            std::this_thread::yield();
        while (!ended && cpuMs(clock) < after)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        const double atStop = ended ? 0.0 : cpuMs(clock);
        stop.request_stop();
        worker.join();
        INFO("stopped after " << after << " ms of work");
        if (atStop > 0.0)
            REQUIRE(atEnd - atStop < 100.0);
    }
}
