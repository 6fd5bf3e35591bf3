// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/incident_grid.h>

#include "point_grid_p.h"

#include <tutela/core/place_precision.h>

namespace tutela::analysis {

using core::IncidentColumns;

bool stands(const IncidentColumns& columns, std::size_t i)
{
    return columns.verification[i] != static_cast<std::uint8_t>(core::Verification::REFUTED)
        && columns.verification[i] != static_cast<std::uint8_t>(core::Verification::DUPLICATE);
}

bool placedEnough(const IncidentColumns& columns, std::size_t i)
{
    return core::placePrecisionOf(columns, i) <= core::PlacePrecision::NEAR_25KM;
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
    std::vector<std::uint32_t> points;
    for (std::size_t i = 0; i < c.size(); ++i)
        if (c.time[i] != IncidentColumns::kNoTime && c.time[i] >= from && c.time[i] < to && c.hasPosition(i) && stands(c, i))
            points.push_back(static_cast<std::uint32_t>(i));
    m_grid = std::make_shared<PointGrid>(points, [&c](std::uint32_t i) { return core::Vertex{c.lon(i), c.lat(i)}; });
}

std::vector<std::uint32_t> IncidentGrid::within(core::GeoPoint centre, double metres) const
{
    return m_grid->within(centre, metres);
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
    std::vector<std::uint32_t> sorted = m_grid->points();
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace tutela::analysis
