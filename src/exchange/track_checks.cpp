// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "track_checks_p.h"

#include <tutela/core/geo.h>
#include <tutela/core/text.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace tutela::exchange::detail {

using core::Geometry;
using core::Vertex;

namespace {

constexpr double kFastest = 1000.0 / 3.6;      ///< m/s, faster than any transport aircraft
constexpr double kNoise = 3000.0;              ///< a device under trees or between walls may jump that far within a second
constexpr double kLongestUntimed = 1'000'000.0; ///< metres between two points without times
constexpr double kLongestTrack = 10'000'000.0; ///< metres; from one continent to another is less
constexpr std::size_t kSpikesIn = 10;          ///< one point in so many may be a spike

double metresBetween(Vertex a, Vertex b) { return core::metresBetween(core::GeoPoint::of(a.x, a.y), core::GeoPoint::of(b.x, b.y)); }

/// The points of one segment with their times.
class Segment {
public:
    Segment(const Track& track, const Geometry::Ring& ring, std::size_t first) : m_track(track), m_ring(ring), m_first(first) {}
    [[nodiscard]] std::size_t size() const { return m_ring.size(); }
    [[nodiscard]] double metres(std::size_t a, std::size_t b) const { return metresBetween(m_ring[a], m_ring[b]); }
    /// Whether something can have gone from one to the other; a time is good to a second.
    [[nodiscard]] bool possible(std::size_t a, std::size_t b) const
    {
        const double far = metres(a, b);
        if (!m_track.allTimed)
            return far <= kLongestUntimed;
        return far <= kNoise || far <= kFastest * static_cast<double>(std::abs(seconds(a, b)) + 1);
    }
    [[nodiscard]] std::int64_t seconds(std::size_t a, std::size_t b) const { return m_track.times[m_first + b] - m_track.times[m_first + a]; }
    [[nodiscard]] std::uint32_t number(std::size_t i) const { return m_track.numbers[m_first + i]; }

private:
    const Track& m_track;
    const Geometry::Ring& m_ring;
    std::size_t m_first;
};

/// Indices of the points to keep: a single one that fits neither neighbour goes, a jump that leads to more points stays.
std::vector<std::size_t> withoutSpikes(const Segment& segment)
{
    std::vector<std::size_t> kept;
    const std::size_t count = segment.size();
    constexpr std::size_t kFewest = 3; // of two that do not fit nobody knows which is wrong
    for (std::size_t i = 0; i < count; ++i) {
        if (count >= kFewest && !kept.empty() && !segment.possible(kept.back(), i)) {
            if (i + 1 == count || segment.possible(kept.back(), i + 1))
                continue;
            if (kept.size() == 1 && segment.possible(i, i + 1))
                kept.clear();
        }
        kept.push_back(i);
    }
    return kept;
}

std::string spanText(std::int64_t seconds)
{
    constexpr std::int64_t kMinute = 60;
    return std::abs(seconds) < 2 * kMinute ? fmt::format("{} s", std::abs(seconds)) : fmt::format("{} min", std::abs(seconds) / kMinute);
}

std::string kmText(double metres) { return core::grouped(std::llround(metres / 1000.0)) + " km"; }

template <class Test>
std::size_t countPoints(const Track& track, Test test)
{
    std::size_t count = 0;
    for (const auto& [unused, ring] : track.segments)
        count += static_cast<std::size_t>(std::count_if(ring.begin(), ring.end(), test));
    return count;
}

} // namespace

std::optional<std::uint32_t> firstOffEarth(const Track& track)
{
    std::size_t i = 0;
    for (const auto& [unused, ring] : track.segments)
        for (const Vertex& at : ring) {
            if (!(std::abs(at.x) <= 180.0 && std::abs(at.y) <= 90.0))
                return track.numbers[i];
            ++i;
        }
    return std::nullopt;
}

std::vector<std::uint32_t> dropSpikes(Track& track)
{
    std::vector<std::size_t> keptAll; // indices among all points
    std::vector<Geometry::Ring> rings;
    std::vector<std::uint32_t> dropped;
    std::size_t first = 0;
    for (const auto& [unused, ring] : track.segments) {
        const Segment segment{track, ring, first};
        auto& left = rings.emplace_back();
        std::size_t next = 0;
        for (const std::size_t i : withoutSpikes(segment)) {
            for (; next < i; ++next)
                dropped.push_back(segment.number(next));
            next = i + 1;
            left.push_back(ring[i]);
            keptAll.push_back(first + i);
        }
        for (; next < ring.size(); ++next)
            dropped.push_back(segment.number(next));
        first += ring.size();
    }
    if (dropped.empty() || dropped.size() > std::max<std::size_t>(1, track.points / kSpikesIn))
        return {};
    for (std::size_t i = 0; i < rings.size(); ++i)
        track.segments[i].second = std::move(rings[i]);
    for (std::size_t i = 0; i < keptAll.size(); ++i) {
        track.numbers[i] = track.numbers[keptAll[i]];
        if (track.allTimed)
            track.times[i] = track.times[keptAll[i]];
    }
    track.points = keptAll.size();
    track.numbers.resize(keptAll.size());
    if (track.allTimed)
        track.times.resize(keptAll.size());
    return dropped;
}

std::optional<std::string> whyAbsurd(const Track& track)
{
    double metres = 0.0;
    std::size_t first = 0;
    for (const auto& [unused, ring] : track.segments) {
        const Segment segment{track, ring, first};
        for (std::size_t i = 1; i < ring.size(); ++i) {
            metres += segment.metres(i - 1, i);
            if (!segment.possible(i - 1, i))
                return fmt::format("from point {} to point {} it goes {}{}, which no vehicle or aircraft does", segment.number(i - 1), segment.number(i),
                                   kmText(segment.metres(i - 1, i)), track.allTimed ? " in " + spanText(segment.seconds(i - 1, i)) : "");
        }
        first += ring.size();
    }
    if (metres > kLongestTrack)
        return fmt::format("it is {} long, and no patrol is longer than {}", kmText(metres), kmText(kLongestTrack));
    return std::nullopt;
}

bool looksSwapped(const Track& track, const MissionExtent& extent)
{
    if (!extent.known())
        return false;
    const std::size_t swapped = countPoints(track, [&](Vertex at) { return extent.outside(at.x, at.y) && extent.inArea(at.y, at.x); });
    return 2 * swapped > track.points;
}

bool liesOutside(const Track& track, const MissionExtent& extent)
{
    return extent.known() && countPoints(track, [&](Vertex at) { return extent.outside(at.x, at.y); }) == track.points;
}

} // namespace tutela::exchange::detail
