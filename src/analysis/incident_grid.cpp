// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/incident_grid.h>

#include <cmath>
#include <numbers>

namespace tutela::analysis {

using core::IncidentColumns;

namespace {

constexpr double kCellDeg = 0.25; ///< 28 km: a search of 25 km meets at most 3 x 3 cells near the equator
constexpr std::int64_t kColumns = 1440;
constexpr std::int64_t kRows = 720;
constexpr double kMeanRadius = 6371008.8;        ///< metres, IUGG mean radius
constexpr double kShortestDegree = 110574.0;     ///< metres of one degree of latitude at the equator, the shortest there is
constexpr double kSphereError = 0.01;            ///< a sphere differs from WGS 84 by less than this share

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

double sphericalMetres(double lonA, double latA, double lonB, double latB)
{
    const double s = std::sin(radians(latB - latA) / 2.0);
    const double t = std::sin(radians(lonB - lonA) / 2.0);
    const double h = s * s + std::cos(radians(latA)) * std::cos(radians(latB)) * t * t;
    return 2.0 * kMeanRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

std::int64_t rowOf(double lat) { return std::clamp(static_cast<std::int64_t>(std::floor((lat + 90.0) / kCellDeg)), std::int64_t{0}, kRows - 1); }
std::int64_t columnOf(double lon) { return static_cast<std::int64_t>(std::floor((lon + 180.0) / kCellDeg)); }
std::int64_t wrapped(std::int64_t column) { return ((column % kColumns) + kColumns) % kColumns; }

} // namespace

bool stands(const IncidentColumns& columns, std::size_t i)
{
    return columns.verification[i] != static_cast<std::uint8_t>(core::Verification::REFUTED)
        && columns.verification[i] != static_cast<std::uint8_t>(core::Verification::DUPLICATE);
}

bool placedEnough(const IncidentColumns& columns, std::size_t i)
{
    const std::uint8_t precision = columns.place_precision[i];
    return precision == IncidentColumns::kNoWord || precision <= static_cast<std::uint8_t>(core::PlacePrecision::NEAR_25KM);
}

bool datedEnough(const IncidentColumns& columns, std::size_t i)
{
    const std::uint8_t precision = columns.time_precision[i];
    return precision == IncidentColumns::kNoWord || precision <= static_cast<std::uint8_t>(core::TimePrecision::WEEK);
}

IncidentGrid::IncidentGrid(std::shared_ptr<const IncidentColumns> incidents, const core::Period& period)
    : m_columns(std::move(incidents))
{
    const IncidentColumns& c = *m_columns;
    const std::int64_t from = period.from.time_since_epoch().count();
    const std::int64_t to = period.to.time_since_epoch().count();
    std::vector<std::uint64_t> keyed; // cell in the upper half, incident in the lower
    for (std::size_t i = 0; i < c.size(); ++i)
        if (c.time[i] != IncidentColumns::kNoTime && c.time[i] >= from && c.time[i] < to && c.hasPosition(i) && stands(c, i)) {
            const auto cell = static_cast<std::uint64_t>(rowOf(c.lat(i)) * kColumns + wrapped(columnOf(c.lon(i))));
            keyed.push_back(cell << 32 | i);
        }
    std::sort(keyed.begin(), keyed.end());
    m_incidents.reserve(keyed.size());
    for (const std::uint64_t item : keyed) {
        const auto key = static_cast<std::uint32_t>(item >> 32);
        const auto at = static_cast<std::uint32_t>(m_incidents.size());
        if (m_cells.empty() || m_cells.back().key != key)
            m_cells.push_back({key, at, at});
        m_incidents.push_back(static_cast<std::uint32_t>(item & 0xffffffffu));
        m_cells.back().end = at + 1;
    }
}

std::vector<std::uint32_t> IncidentGrid::within(core::GeoPoint centre, double metres) const
{
    std::vector<std::uint32_t> found;
    const IncidentColumns& c = *m_columns;
    const double reachLat = metres / kShortestDegree;
    const double furthest = std::min(89.9, std::abs(centre.lat()) + reachLat);
    const double reachLon = std::min(180.0, reachLat / std::cos(radians(furthest)) * 1.01);
    const std::int64_t west = columnOf(centre.lon() - reachLon);
    const std::int64_t east = std::min(columnOf(centre.lon() + reachLon), west + kColumns - 1);
    const auto collect = [&](std::int64_t first, std::int64_t last) {
        auto cell = std::lower_bound(m_cells.begin(), m_cells.end(), first, [](const Cell& a, std::int64_t key) { return a.key < key; });
        for (; cell != m_cells.end() && cell->key <= last; ++cell)
            for (std::uint32_t k = cell->begin; k < cell->end; ++k) {
                const std::uint32_t i = m_incidents[k];
                const double about = sphericalMetres(centre.lon(), centre.lat(), c.lon(i), c.lat(i));
                if (about <= metres * (1.0 - kSphereError)
                    || (about <= metres * (1.0 + kSphereError)
                        && core::metresBetween(centre, core::GeoPoint::of(c.lon(i), c.lat(i))) <= metres))
                    found.push_back(i);
            }
    };
    for (std::int64_t row = rowOf(centre.lat() - reachLat); row <= rowOf(centre.lat() + reachLat); ++row) {
        const std::int64_t from = wrapped(west);
        const std::int64_t to = from + (east - west);
        collect(row * kColumns + from, row * kColumns + std::min(to, kColumns - 1));
        if (to >= kColumns)
            collect(row * kColumns, row * kColumns + to - kColumns);
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::uint32_t> IncidentGrid::within(std::span<const core::GeoPoint> centres, double metres) const
{
    std::vector<std::uint32_t> found;
    for (const core::GeoPoint centre : centres) {
        const auto one = within(centre, metres);
        const auto middle = static_cast<std::ptrdiff_t>(found.size());
        found.insert(found.end(), one.begin(), one.end());
        std::inplace_merge(found.begin(), found.begin() + middle, found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
    }
    return found;
}

std::vector<std::uint32_t> IncidentGrid::all() const
{
    std::vector<std::uint32_t> sorted = m_incidents;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace tutela::analysis
