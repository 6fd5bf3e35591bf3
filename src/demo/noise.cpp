// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "noise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::demo {

namespace {

std::uint64_t cellHash(std::uint64_t seed, std::int64_t x, std::int64_t y)
{
    std::uint64_t h = seed ^ (static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15U)
                      ^ (static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4FU);
    h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9U;
    h = (h ^ (h >> 27)) * 0x94D049BB133111EBU;
    return h ^ (h >> 31);
}

/// Sixteen directions as tabled numbers, not sines: the same bits everywhere.
double gradient(std::uint64_t hash, double dx, double dy)
{
    static constexpr std::array<double, 5> kCos{1.0, 0.92387953, 0.70710678, 0.38268343, 0.0};
    const std::size_t turn = hash & 3U;
    const std::size_t step = (hash >> 2) & 3U;
    const double c = kCos[step];
    const double s = kCos[4 - step];
    switch (turn) {
    case 0: return c * dx + s * dy;
    case 1: return -s * dx + c * dy;
    case 2: return -c * dx - s * dy;
    default: return s * dx - c * dy;
    }
}

double eased(double t) { return t * t * t * (t * (t * 6.0 - 15.0) + 10.0); }
double mix(double a, double b, double t) { return a + (b - a) * t; }

} // namespace

double noise(std::uint64_t seed, double x, double y)
{
    const double fx = std::floor(x);
    const double fy = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx);
    const auto iy = static_cast<std::int64_t>(fy);
    const double dx = x - fx;
    const double dy = y - fy;
    const double u = eased(dx);
    const double north = mix(gradient(cellHash(seed, ix, iy), dx, dy), gradient(cellHash(seed, ix + 1, iy), dx - 1.0, dy), u);
    const double south = mix(gradient(cellHash(seed, ix, iy + 1), dx, dy - 1.0),
                             gradient(cellHash(seed, ix + 1, iy + 1), dx - 1.0, dy - 1.0), u);
    return std::clamp(1.41 * mix(north, south, eased(dy)), -1.0, 1.0);
}

double fractal(std::uint64_t seed, double x, double y, int octaves, double gain)
{
    double sum = 0.0;
    double weight = 1.0;
    double all = 0.0;
    for (int i = 0; i < octaves; ++i) {
        sum += weight * noise(seed + static_cast<std::uint64_t>(i) * 7919U, x, y);
        all += weight;
        weight *= gain;
        x *= 2.03;
        y *= 2.03;
    }
    return sum / all;
}

double ridged(std::uint64_t seed, double x, double y, int octaves)
{
    double sum = 0.0;
    double weight = 1.0;
    double all = 0.0;
    double carried = 1.0;
    for (int i = 0; i < octaves; ++i) {
        double crest = 1.0 - std::abs(noise(seed + static_cast<std::uint64_t>(i) * 104729U, x, y));
        crest *= crest * carried; // detail grows on crests, valleys stay smooth
        carried = std::clamp(crest * 1.6, 0.0, 1.0);
        sum += weight * crest;
        all += weight;
        weight *= 0.5;
        x *= 2.07;
        y *= 2.07;
    }
    return sum / all;
}

} // namespace tutela::demo
