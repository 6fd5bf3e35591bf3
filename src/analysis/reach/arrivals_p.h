// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ground_search_p.h"

#include <tutela/analysis/reach.h>

#include <memory>
#include <optional>

namespace tutela::analysis {

/// Responders that travel alike and so can be searched for at once.
struct TravelGroup {
    core::TravelMode mode = core::TravelMode::TRUCK;
    bool onFoot = true;
    std::optional<double> maxKm;
    double noticeMinutes = 0.0; ///< of all of them, when travel is limited
    std::vector<std::size_t> responders; ///< numbers among all
};
/// @param limited  travel has a limit: then only responders with the same notice are searched for at once
[[nodiscard]] std::vector<TravelGroup> groupsOf(const std::vector<Responder>& responders, bool limited);

/// When and how a point is reached by a group.
struct Arrival {
    std::size_t responder = 0;
    double seconds = 0.0; ///< notice and travel
    double onFoot = 0.0;  ///< seconds of it on foot after the vehicle
    double metres = 0.0;
    bool leftVehicle = false; ///< at the base: all of the way is gone on foot
    std::vector<core::Vertex> way; ///< coordinates of the grid
    /// From where the way leaves the roads for good to the point; all of a way without a road, and by boat and air what is gone on foot.
    double metresOffRoads = 0.0;
    std::optional<std::size_t> leavesRoads{}; ///< number of that vertex of the way; empty without a road
};

/// Searches for one group: on its vehicles, then, where it may, on foot from wherever the vehicles came; from the base too when they have
/// wheels.
class GroupTimes {
public:
    /// @param limitSeconds  of travel; 0 = none
    GroupTimes(const TerrainParts& terrain, const std::vector<Responder>& responders, const TravelGroup& group, const ReachOptions& options,
               const std::vector<bool>& closedRoads, double limitSeconds, const core::Progress& progress);
    ~GroupTimes();

    /// Responders that found no way from where they stand.
    [[nodiscard]] const std::vector<std::size_t>& stranded() const { return m_stranded; }
    /// Responders whose vehicles cannot leave the base: they go on foot from there.
    [[nodiscard]] const std::vector<std::size_t>& leavingVehicles() const { return m_leaveVehicles; }
    [[nodiscard]] std::optional<Arrival> arrivalAt(core::Vertex at) const;
    /// Seconds of a cell, notice and travel.
    [[nodiscard]] std::optional<double> secondsOf(std::size_t cell) const;

private:
    struct End;
    [[nodiscard]] static std::vector<Access> startsOf(const Ground& ground, core::Vertex base);
    [[nodiscard]] bool mayWalkFromBase() const;
    void startOnGround(const core::Progress& progress);
    void flyOut();
    void markLandings();
    [[nodiscard]] bool isNearLanding(core::Vertex at) const;
    void goOnFoot(const core::Progress& progress);
    [[nodiscard]] std::optional<End> bestEnd(core::Vertex at) const;
    [[nodiscard]] std::optional<Arrival> besideBase(core::Vertex at) const;
    [[nodiscard]] bool isTooFar(core::Vertex at) const;
    [[nodiscard]] double limit() const;

    const TerrainParts& m_terrain;
    const std::vector<Responder>& m_responders;
    const TravelGroup& m_group;
    double m_limitSeconds = 0.0; ///< 0 = none
    std::unique_ptr<Ground> m_ride, m_walk;           ///< m_ride null for helicopters, m_walk null when nobody goes on foot
    GroundTimes m_rideTimes, m_walkTimes;             ///< of helicopters: where they land
    std::vector<GroundSource> m_walkSources;          ///< of those who may leave their wheels at the base
    std::vector<std::size_t> m_stranded, m_leaveVehicles;
    std::vector<bool> m_nearLanding; ///< of helicopters: cells that one gets to from a landing; empty = all
    ReachOptions m_options;
    core::Vertex m_limitedFrom;      ///< the base, where a group may go no farther than maxKm from it
};

} // namespace tutela::analysis
