// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "names.h"
#include "terrain.h"

#include <algorithm>

namespace tutela::demo {

using core::Vertex;

namespace {

/// A brook becomes a river of the map where it drains this many cells (about 110 km2).
constexpr double kRiverCells = 440.0;

bool isRiver(const Terrain& terrain, std::size_t i)
{
    return terrain.drained[i] >= kRiverCells && terrain.inCountry(i) && terrain.lake.cells()[i] == 0;
}

/// Strahler order of every river cell, sources first.
void orderRivers(Terrain& terrain)
{
    std::vector<std::uint8_t> highest(terrain.drained.size(), 0);
    std::vector<std::uint8_t> howOften(terrain.drained.size(), 0);
    auto& order = terrain.river.cells();
    for (auto at = terrain.downhill.rbegin(); at != terrain.downhill.rend(); ++at) {
        const std::size_t i = *at;
        if (!isRiver(terrain, i))
            continue;
        order[i] = highest[i] == 0 ? std::uint8_t{1}
                                   : static_cast<std::uint8_t>(std::min(5, highest[i] + (howOften[i] > 1 ? 1 : 0)));
        const std::size_t to = terrain.receiver[i];
        if (order[i] > highest[to]) {
            highest[to] = order[i];
            howOften[to] = 1;
        } else if (order[i] == highest[to])
            ++howOften[to];
    }
}

} // namespace

std::vector<River> riversOf(Terrain& terrain, std::uint64_t seed)
{
    orderRivers(terrain);
    const auto& order = terrain.river.cells();
    std::vector<std::vector<std::size_t>> givers(order.size());
    std::vector<std::size_t> mouths;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] == 0)
            continue;
        if (const std::size_t to = terrain.receiver[i]; order[to] != 0)
            givers[to].push_back(i);
        else
            mouths.push_back(i);
    }
    const auto larger = [&](std::size_t a, std::size_t b) {
        return terrain.drained[a] != terrain.drained[b] ? terrain.drained[a] > terrain.drained[b] : a < b;
    };
    std::vector<River> rivers;
    while (!mouths.empty()) {
        std::sort(mouths.begin(), mouths.end(), larger);
        std::vector<std::size_t> tributaries;
        for (const std::size_t mouth : mouths) {
            River river;
            if (const std::size_t beyond = terrain.receiver[mouth]; beyond != mouth)
                river.cells.push_back(beyond);
            for (std::size_t i = mouth;;) {
                river.cells.push_back(i);
                auto& from = givers[i];
                if (from.empty())
                    break;
                std::sort(from.begin(), from.end(), larger);
                tributaries.insert(tributaries.end(), from.begin() + 1, from.end());
                i = from.front();
            }
            std::reverse(river.cells.begin(), river.cells.end());
            for (const std::size_t i : river.cells)
                river.orders.push_back(order[i]);
            river.orders.back() = river.orders.size() > 1 ? river.orders[river.orders.size() - 2] : river.orders.back();
            if (river.cells.size() >= 6)
                rivers.push_back(std::move(river));
        }
        mouths = std::move(tributaries);
    }
    std::stable_sort(rivers.begin(), rivers.end(), [&](const River& a, const River& b) {
        return larger(a.cells[a.cells.size() - 2], b.cells[b.cells.size() - 2]);
    });
    Namer namer(seed ^ 0x5157U);
    for (const ChiefPlace& place : chiefPlaces())
        namer.reserve(place.name);
    constexpr std::size_t kNamed = 26;
    for (std::size_t i = 0; i < std::min(kNamed, rivers.size()); ++i)
        rivers[i].name = namer.next() + (i < 6 ? " River" : "");
    return rivers;
}

std::vector<Vertex> smoothed(std::vector<Vertex> through)
{
    if (through.size() < 3)
        return through;
    const auto bend = [](double p0, double p1, double p2, double p3) { return (9.0 * (p1 + p2) - p0 - p3) / 16.0; };
    std::vector<Vertex> out;
    for (std::size_t i = 0; i + 1 < through.size(); ++i) {
        const Vertex& a = through[i == 0 ? 0 : i - 1];
        const Vertex& b = through[i];
        const Vertex& c = through[i + 1];
        const Vertex& d = through[std::min(i + 2, through.size() - 1)];
        out.push_back(b);
        out.push_back({bend(a.x, b.x, c.x, d.x), bend(a.y, b.y, c.y, d.y)});
    }
    out.push_back(through.back());
    return out;
}

} // namespace tutela::demo
