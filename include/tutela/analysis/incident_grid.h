// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tutela::analysis {

class PointGrid;

/// A spatial grid over the incidents of a period, for "within r of this point" without looking at all of them.
///
/// Holds 4 bytes an incident of the period plus the cells in use; keeps the columns alive. Incidents without position or time,
/// REFUTED or DUPLICATE ones are left out. Safe to read from many threads.
class IncidentGrid {
public:
    IncidentGrid(std::shared_ptr<const core::IncidentColumns> incidents, const core::Period& period);

    /// Indexes (ascending) of incidents at most `metres` away, geodesic; crosses the antimeridian.
    [[nodiscard]] std::vector<std::uint32_t> within(core::GeoPoint centre, double metres) const;
    /// The same for several centres: each incident once.
    [[nodiscard]] std::vector<std::uint32_t> within(std::span<const core::GeoPoint> centres, double metres) const;
    /// Indexes of all its incidents, ascending.
    [[nodiscard]] std::vector<std::uint32_t> all() const;
    [[nodiscard]] const core::IncidentColumns& columns() const noexcept { return *m_columns; }

private:
    std::shared_ptr<const core::IncidentColumns> m_columns;
    std::shared_ptr<const PointGrid> m_grid;
};

/// True when the position is known well enough to say "within 25 km": NEAR_25KM or better, or a point entered without a
/// word on its precision.
[[nodiscard]] bool placedEnough(const core::IncidentColumns& columns, std::size_t i);
/// True when the time is known to the week or better, or was entered without a word on its precision.
[[nodiscard]] bool datedEnough(const core::IncidentColumns& columns, std::size_t i);
/// False for REFUTED and DUPLICATE.
[[nodiscard]] bool stands(const core::IncidentColumns& columns, std::size_t i);

} // namespace tutela::analysis
