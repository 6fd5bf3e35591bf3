// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/mission_area.h>

#include <tutela/core/piece.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::core {

namespace {

constexpr double kDrawn = 1000.0; ///< metres that a boundary may be off
constexpr double kMetresPerKm = 1000.0;

/// The point of all boundaries that lies nearest, found on the plane around the point.
class Nearest {
public:
    explicit Nearest(Vertex from) : m_from(from) {}
    void add(const Geometry& area)
    {
        for (const auto& part : area.parts)
            for (const auto& ring : part)
                for (std::size_t i = 1; i < ring.size(); ++i)
                    add(ring[i - 1], ring[i]);
    }
    /// Geodesic metres to it; empty without a boundary.
    [[nodiscard]] std::optional<double> metres() const
    {
        if (!std::isfinite(m_planeMetres))
            return std::nullopt;
        return metresBetween(GeoPoint::of(m_from.x, m_from.y), GeoPoint::of(m_at.x, m_at.y));
    }

private:
    void add(Vertex a, Vertex b)
    {
        const NearestOnPiece found = nearestOnPiece(a, b, m_from);
        if (!(found.metres < m_planeMetres))
            return;
        m_planeMetres = found.metres;
        m_at = {std::clamp(a.x + (b.x - a.x) * found.part, -180.0, 180.0), std::clamp(a.y + (b.y - a.y) * found.part, -90.0, 90.0)};
    }
    Vertex m_from;
    Vertex m_at{};
    double m_planeMetres = std::numeric_limits<double>::infinity();
};

} // namespace

std::optional<double> metresOutside(const std::vector<Area>& areas, GeoPoint at)
{
    Nearest nearest{{at.lon(), at.lat()}};
    for (const Area& area : areas) {
        if (!area.geometry.isArea())
            continue;
        if (area.geometry.box().contains(at.lon(), at.lat()) && covers(area.geometry, at))
            return std::nullopt;
        nearest.add(area.geometry);
    }
    return nearest.metres();
}

std::string outsideText(const std::vector<Area>& areas, GeoPoint at)
{
    const auto metres = metresOutside(areas, at);
    if (!metres || *metres < kDrawn)
        return {};
    return "lies " + grouped(std::llround(*metres / kMetresPerKm)) + " km outside of the mission area";
}

std::optional<Issue> outsideIssue(const Base& base, const std::vector<Area>& areas)
{
    const auto at = base.point();
    const std::string text = at ? outsideText(areas, *at) : std::string{};
    if (text.empty())
        return std::nullopt;
    return Issue{RuleLevel::W, Kind::BASE, base.id, "lon", "The base " + text + "; check its position."};
}

} // namespace tutela::core
