// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/reach_board.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What a patrol coverage review is made of: reach of today, coverage of a period and of the one before, and every scenario.
namespace tutela::session {

/// One scenario of the mission; `problem` says why it has no reach.
struct ReviewScenario {
    std::string name, note;
    std::optional<analysis::Reach> reach;
    std::string problem;
};

struct CoverageReview {
    std::shared_ptr<const ReachBoard> board; ///< of today, by day, season of the cut-off, the fastest means of each base
    analysis::Coverage coverage;
    std::optional<analysis::Coverage> before; ///< of the period of equal length before; empty when no patrol of it is recorded
    std::vector<ReviewScenario> scenarios;    ///< in the order of their records
    core::Grid<std::uint8_t> gap;             ///< cells around places at High or Critical risk that are not reached within an attack
};

/// @param board  computed before; its ground is taken over when it has not changed. May be null.
/// @param knownUntil  as in analysis::coverageOf()
/// @throws core::Error, core::Cancelled
[[nodiscard]] CoverageReview coverageReview(std::shared_ptr<const core::Mission> mission, const TerrainRequest& request, const core::Period& period, core::Instant asOf,
                                            std::shared_ptr<const ReachBoard> board, const core::Progress& progress = {}, std::optional<core::Instant> knownUntil = {});

} // namespace tutela::session
