// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

#include <cstdint>
#include <functional>
#include <vector>

namespace tutela::analysis {

/// Points sorted into cells of a quarter degree, for "within r of here" without looking at all of them. Holds 4 bytes a
/// point and the cells in use; coordinates stay where they are.
class PointGrid {
public:
    using At = std::function<core::Vertex(std::uint32_t)>; ///< lon, lat of a point

    PointGrid(const std::vector<std::uint32_t>& points, At at);

    /// Points at most `metres` away (geodesic), ascending; crosses the antimeridian.
    [[nodiscard]] std::vector<std::uint32_t> within(core::GeoPoint centre, double metres) const;
    [[nodiscard]] const std::vector<std::uint32_t>& points() const noexcept { return m_points; }

private:
    struct Cell {
        std::uint32_t key, begin, end;
    };
    At m_at;
    std::vector<Cell> m_cells; ///< sorted by key
    std::vector<std::uint32_t> m_points;
};

/// True when two points are at most `metres` apart, geodesic; cheap unless they are nearly that far apart.
[[nodiscard]] bool isWithin(core::GeoPoint a, core::GeoPoint b, double metres);

} // namespace tutela::analysis
