// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/line_result.h>

#include <optional>
#include <unordered_map>

namespace tutela::analysis {

/// What the newest assessment that names a place says about it.
struct PlaceRating {
    core::Range<core::Band> band;
    core::Range<core::PriorityClass> priority;
    core::Range<int> risk_residual;
    core::AssessmentId assessment;
    core::LineId line;     ///< the most urgent line that names it
    bool approved = false; ///< from a version that is APPROVED or later
    bool operator==(const PlaceRating&) const = default;
};

/// Rating of every assessed place (doctrine.md 2.11): the highest class of any line that names it in the newest version
/// that is APPROVED or later, else in the newest draft. A place that is absent is *not assessed*: no class at all.
///
/// Of each product (reference) only its newest version counts; among the products that name the place the newest does.
/// Stored values are taken as they stand; lines without are computed.
/// @param known_by  the information cut-off: a version that was signed later, or knows more, does not count (core::wasKnownAt);
///                  empty = all that the mission holds
[[nodiscard]] std::unordered_map<core::PlaceId, PlaceRating> bandOfPlaces(const core::Mission& mission, std::optional<core::Instant> known_by = {});

} // namespace tutela::analysis
