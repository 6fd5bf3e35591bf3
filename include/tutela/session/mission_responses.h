// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/session/terrain.h>

#include <deque>
#include <mutex>

/// The response times that assessments take their mission reach from.
namespace tutela::session {

/// Computes response times when they are asked for, and keeps them while what they are made of stays the same. From any thread.
///
/// Nothing is computed for a mission that knows neither a road nor the land cover: on ground that nobody described a time is a guess.
class MissionResponses final : public core::ResponseSource {
public:
    explicit MissionResponses(TerrainRequest request);
    [[nodiscard]] std::shared_ptr<const core::ResponseTimes> at(const core::Mission& mission, core::Instant as_of, const core::Progress& progress) const override;
    [[nodiscard]] std::shared_ptr<const core::ResponseTimes> under(const std::string& changes, const core::Mission& mission, core::Instant as_of, const core::Progress& progress) const override;

private:
    struct Kept {
        core::Mission mission; ///< what they were made of, without the incidents
        std::string changes;   ///< of the scenario; empty = today
        std::shared_ptr<const core::ResponseTimes> times;
    };
    [[nodiscard]] std::shared_ptr<const core::ResponseTimes> kept(const std::string& changes, const core::Mission& mission, core::Instant as_of) const;
    [[nodiscard]] std::shared_ptr<const core::ResponseTimes> compute(const std::string& changes, const core::Mission& mission, core::Instant as_of, const core::Progress& progress) const;

    TerrainRequest m_request;
    mutable std::timed_mutex m_mutex; ///< one computation at a time: others most likely wait for the same
    mutable std::deque<Kept> m_kept; ///< newest first
};

/// Whether anybody described the ground: roads or land cover.
[[nodiscard]] bool knowsGround(const core::Mission& mission);

} // namespace tutela::session
