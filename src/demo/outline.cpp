// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "layout.h"
#include "noise.h"

#include <algorithm>
#include <cmath>

/// Borders are arcs between a few nodes; each arc is made once and used by both neighbours, so that sectors share their
/// borders vertex by vertex. One field of noise bends every arc alike, so that arcs that did not cross do not cross.
namespace tutela::demo {

namespace {

using core::Vertex;
using Ring = core::Geometry::Ring;

/// Sketch units (the country is about 520 x 340 of them) to degrees.
Vertex at(double x, double y) { return {5.10 + (x - 512.0) * 0.0047, 1.94 - (y - 285.0) * 0.0054}; }

struct Sketch {
    double x, y;
};

// Nodes where three borders meet.
constexpr Sketch kB1{250, 187}, kB2{330, 170}, kB3{490, 222}, kB4{466, 455}, kB5{285, 487}, kB6{156, 453}, kB9{80, 275};
constexpr Sketch kN1{214, 266}, kN1b{234, 284}, kN2b{303, 286}, kN2{322, 276}, kN3{453, 270}, kN4{423, 393},
    kN5{334, 398}, kN6{270, 414}, kN7{234, 402};

enum Arc : std::size_t { O1, O2, O3, O4, O5, O6, O7, E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E15, E16, E17, kArcs };

const std::array<std::vector<Sketch>, kArcs>& arcs()
{
    static const std::array<std::vector<Sketch>, kArcs> kAll{{
        {kB9, {78, 262}, {92, 248}, {108, 232}, {118, 222}, {140, 214}, {160, 205}, {185, 207}, {212, 194}, {232, 192}, kB1},
        {kB1, {270, 185}, {286, 178}, {300, 181}, {318, 172}, kB2},
        {kB2, {345, 166}, {358, 160}, {372, 152}, {386, 158}, {397, 176}, {412, 190}, {432, 196}, {450, 209}, {472, 211}, kB3},
        {kB3, {505, 233}, {514, 246}, {526, 250}, {546, 263}, {553, 280}, {561, 300}, {556, 320}, {562, 336}, {576, 350},
         {584, 366}, {580, 388}, {578, 400}, {586, 424}, {582, 445}, {550, 455}, {522, 453}, {502, 463}, {482, 453}, kB4},
        {kB4, {456, 468}, {430, 478}, {410, 474}, {394, 489}, {370, 486}, {355, 492}, {330, 486}, {304, 490}, kB5},
        {kB5, {268, 481}, {240, 487}, {215, 479}, {186, 470}, kB6},
        {kB6, {138, 436}, {130, 410}, {112, 396}, {92, 382}, {75, 365}, {70, 342}, {79, 320}, {68, 300}, kB9},
        {kB1, {243, 205}, {226, 222}, {228, 240}, kN1},
        {kB9, {104, 256}, {134, 252}, {168, 262}, {192, 258}, kN1},
        {kN1, {224, 278}, kN1b},
        {kN1b, {252, 276}, {272, 274}, {288, 282}, kN2b},
        {kN2b, {312, 278}, kN2},
        {kB2, {327, 190}, {337, 210}, {333, 232}, {338, 252}, kN2},
        {kN2, {340, 275}, {368, 282}, {392, 264}, {420, 262}, {438, 272}, kN3},
        {kB3, {482, 234}, {464, 246}, kN3},
        {kN3, {447, 292}, {452, 312}, {436, 336}, {428, 360}, kN4},
        {kN4, {436, 410}, {444, 432}, {458, 444}, kB4},
        {kN4, {400, 400}, {378, 392}, {354, 402}, kN5},
        {kN5, {316, 408}, {296, 418}, kN6},
        {kN6, {280, 432}, {274, 456}, {288, 472}, kB5},
        {kN6, {256, 406}, kN7},
        {kN7, {214, 412}, {196, 424}, {180, 434}, {170, 446}, kB6},
        {kN7, {242, 384}, {250, 360}, {240, 336}, {242, 310}, kN1b},
        {kN2b, {310, 302}, {322, 322}, {318, 344}, {336, 368}, {330, 384}, kN5},
    }};
    return kAll;
}

struct Side {
    Arc arc;
    bool backward = false;
};
const std::array<std::vector<Side>, kSectors>& sides()
{
    static const std::array<std::vector<Side>, kSectors> kAll{{
        {{O3}, {E8}, {E7, true}, {E6, true}},                          // NPL
        {{O1}, {E1}, {E2, true}},                                      // UBA
        {{O2}, {E6}, {E5, true}, {E4, true}, {E3, true}, {E1, true}},  // TSO
        {{O7}, {E2}, {E3}, {E16, true}, {E15}},                        // MAS
        {{E7}, {E9}, {E11}, {E17, true}, {E5}},                        // CEN
        {{O4}, {E10, true}, {E9, true}, {E8, true}},                   // LAK
        {{E4}, {E17}, {E12}, {E14}, {E16}},                            // SEN
        {{O6}, {E15, true}, {E14, true}, {E13}},                       // GEL
        {{O5}, {E13, true}, {E12, true}, {E11, true}, {E10}},          // KOR
    }};
    return kAll;
}

/// One coordinate of the Catmull-Rom curve from p1 to p2.
double curve(double p0, double p1, double p2, double p3, double t)
{
    return 0.5 * (2.0 * p1 + (p2 - p0) * t + (2.0 * p0 - 5.0 * p1 + 4.0 * p2 - p3) * t * t
                  + (3.0 * p1 - p0 - 3.0 * p2 + p3) * t * t * t);
}

/// How borders are bent: the field of noise and its height in degrees.
struct Bend {
    std::uint64_t seed = 0;
    double height = 0.0;
};

/// Bends the plane by two fields of noise.
Vertex bent(Bend bend, Vertex v)
{
    return {v.x + bend.height * fractal(bend.seed + 11, v.x * 8.0, v.y * 8.0, 5, 0.44),
            v.y + bend.height * fractal(bend.seed + 23, v.x * 8.0, v.y * 8.0, 5, 0.44)};
}

/// Points about 0.6 km apart along a smooth curve through the control points, then bent and rounded.
std::vector<Vertex> drawn(Bend bend, const std::vector<Vertex>& through, bool closed)
{
    const auto n = static_cast<std::ptrdiff_t>(through.size());
    const auto control = [&](std::ptrdiff_t i) {
        return closed ? through[static_cast<std::size_t>((i % n + n) % n)]
                      : through[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, n - 1))];
    };
    std::vector<Vertex> out;
    for (std::ptrdiff_t i = 0; i < (closed ? n : n - 1); ++i) {
        const Vertex a = control(i - 1), b = control(i), c = control(i + 1), d = control(i + 2);
        const auto steps = std::max(2, static_cast<int>(kmBetween(b, c) / 0.6));
        for (int s = 0; s < steps; ++s) {
            const double t = static_cast<double>(s) / steps;
            out.push_back(rounded(bent(bend, {curve(a.x, b.x, c.x, d.x, t), curve(a.y, b.y, c.y, d.y, t)})));
        }
    }
    out.push_back(closed ? out.front() : rounded(bent(bend, through.back())));
    return out;
}

/// Joins arcs drawn clockwise into a closed, counter-clockwise ring.
Ring joinedArcs(const std::array<std::vector<Vertex>, kArcs>& all, const std::vector<Side>& parts)
{
    Ring ring;
    for (const Side& side : parts) {
        std::vector<Vertex> part = all[side.arc];
        if (side.backward)
            std::reverse(part.begin(), part.end());
        ring.insert(ring.end(), part.begin(), part.end() - 1);
    }
    ring.push_back(ring.front());
    std::reverse(ring.begin(), ring.end());
    return ring;
}

Outline bentOutline(Bend bend)
{
    std::array<std::vector<Vertex>, kArcs> all;
    for (std::size_t i = 0; i < kArcs; ++i) {
        std::vector<Vertex> through;
        for (const Sketch& point : arcs()[i])
            through.push_back(at(point.x, point.y));
        all[i] = drawn(bend, through, false);
    }
    Outline out;
    out.country = joinedArcs(all, {{O1}, {O2}, {O3}, {O4}, {O5}, {O6}, {O7}});
    for (std::size_t i = 0; i < kSectors; ++i)
        out.sectors[i] = joinedArcs(all, sides()[i]);

    std::vector<Vertex> shore;
    for (const Sketch& point : std::initializer_list<Sketch>{{458, 410}, {472, 402}, {490, 399}, {512, 401}, {531, 409},
                                                             {550, 406}, {565, 413}, {570, 428}, {560, 439}, {540, 441},
                                                             {521, 437}, {503, 447}, {486, 440}, {468, 440}, {457, 427}})
        shore.push_back(at(point.x, point.y));
    out.lake = drawn(bend, shore, true);
    std::reverse(out.lake.begin(), out.lake.end());
    return out;
}

bool isSound(const Outline& outline)
{
    const auto valid = [](const Ring& ring) { return core::whyInvalid(polygonOf(ring)).empty(); };
    return valid(outline.country) && valid(outline.lake) && std::all_of(outline.sectors.begin(), outline.sectors.end(), valid)
           && std::all_of(outline.lake.begin(), outline.lake.end(), [&](Vertex v) { return inside(outline.sectors[LAK], v); });
}

} // namespace

Ring blob(std::uint64_t seed, const std::vector<Vertex>& around) { return drawn({seed, 0.03}, around, true); }

Outline outlineOf(std::uint64_t seed)
{
    // A strong bend folds a border over itself for some seeds: then a weaker one serves.
    for (Bend bend{seed, 0.046};; bend.height *= 0.85)
        if (Outline outline = bentOutline(bend); isSound(outline))
            return outline;
}

} // namespace tutela::demo
