// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/coverage.h>
#include <tutela/core/mission.h>

#include <vector>

/// Community liaison assistants (CLAs) by base (doctrine.md 5.1).
namespace tutela::analysis {

struct BaseLiaison {
    core::BaseId base;
    core::Count assistants, women; ///< women among them; empty = not recorded
};

struct LiaisonCover {
    std::vector<BaseLiaison> bases; ///< open on the day, in order of id
    Share with_assistant;           ///< bases with one or more, of those where the number is recorded
    Share women;                    ///< women among the assistants of bases where both numbers are recorded
};

/// @param as_of  a base counts when it is open on that day in the mission's time zone
[[nodiscard]] LiaisonCover liaisonCoverOf(const core::Mission& mission, core::Instant as_of);

} // namespace tutela::analysis
