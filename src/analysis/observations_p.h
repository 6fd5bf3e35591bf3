// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "point_grid_p.h"

#include <tutela/analysis/recorded_patrols.h>
#include <tutela/core/mission.h>

#include <memory>
#include <unordered_map>
#include <vector>

namespace tutela::analysis {

inline constexpr double kInPlaceMetres = 2000.0; ///< the circle of a place (doctrine.md 3.1, 5)

/// Places by position.
class PlaceGrid {
public:
    explicit PlaceGrid(const core::Mission& mission);
    [[nodiscard]] std::vector<core::PlaceId> within(core::GeoPoint centre, double metres) const;

private:
    core::Mission m_mission; ///< shares the records, so that they outlive the grid
    std::unique_ptr<PointGrid> m_grid;
};

struct Visit {
    core::Instant arrival, end;
};
struct CanTestAt {
    core::Instant time;
    core::Flag works;
};

/// Who was where and which alert networks were tested, before one instant.
struct Observations {
    std::unordered_map<core::PlaceId, std::vector<Visit>> visits;       ///< by arrival
    std::unordered_map<core::PlaceId, std::vector<CanTestAt>> can_tests; ///< by time, also those made by patrols

    Observations(const core::Mission& mission, const PlaceGrid& places, core::Instant as_of);
    [[nodiscard]] const std::vector<Visit>& visitsTo(core::PlaceId place) const;
    [[nodiscard]] const std::vector<CanTestAt>& testsIn(core::PlaceId place) const;
    /// True when the period holds a visit or a test.
    [[nodiscard]] bool seen(core::PlaceId place, const core::Period& period) const;
};

/// Where a stop was: its own position, else that of its place.
[[nodiscard]] std::optional<core::GeoPoint> positionOf(const core::Mission& mission, const core::PatrolStop& stop);
/// The places in which a stop was: within 2 km of it, and the one that it names.
[[nodiscard]] std::vector<core::PlaceId> placesOf(const core::Mission& mission, const core::PatrolStop& stop, const PlaceGrid& places);
/// Where an alert points: its own position, else that of its place.
[[nodiscard]] std::optional<core::GeoPoint> positionOf(const core::Mission& mission, const core::Alert& alert);

} // namespace tutela::analysis
