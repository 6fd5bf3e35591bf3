// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/core/id.h>
#include <tutela/core/progress.h>
#include <tutela/core/time.h>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tutela::core {

class Mission;

/// How long the mission takes to one place (doctrine.md 5.3). Minutes.
struct ResponseTime {
    enum class State {
        Reached,
        NobodyComes, ///< no way, or no unit: longer than any attack
        NotKnown,    ///< the place lies outside of the ground, or in water
    };
    State state = State::NotKnown;
    double information = 0, decision = 0, mobilisation = 0, travel = 0;
    std::optional<BaseId> base;
    std::string base_name;
    TravelMode mode = TravelMode::TRUCK;

    [[nodiscard]] double minutes() const { return information + decision + mobilisation + travel; }
};

/// The times to all places with a position at one instant, by day and in the season of that instant.
struct ResponseTimes {
    Instant as_of{};
    Season season = Season::DRY;
    std::string not_computed; ///< why there are none, a clause; empty = they are computed
    std::unordered_map<PlaceId, ResponseTime> places;
};

/// Gives the response times of a mission when somebody asks for them. Snapshots carry it, so that an assessment of a snapshot has the
/// same mission reach wherever it is evaluated.
class ResponseSource {
public:
    virtual ~ResponseSource() = default;
    /// From any thread. Never null. @throws core::Cancelled
    [[nodiscard]] virtual std::shared_ptr<const ResponseTimes> at(const Mission& mission, Instant as_of, const Progress& progress) const = 0;
    /// The same under a scenario. A source that tries nothing out says so in `not_computed`.
    /// @param changes  of the scenario (scenario.h)
    [[nodiscard]] virtual std::shared_ptr<const ResponseTimes> under(const std::string& changes, const Mission&, Instant as_of, const Progress&) const
    {
        static_cast<void>(changes);
        auto none = std::make_shared<ResponseTimes>();
        none->as_of = as_of;
        none->not_computed = "scenarios are not computed here";
        return none;
    }
};

} // namespace tutela::core
