// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context_p.h"

namespace tutela::analysis {

/// What a line is about, looked up once.
struct Scope {
    const core::Threat* threat = nullptr; ///< null when the record is gone
    std::vector<const core::Place*> places;
    std::vector<core::GeoPoint> centres;  ///< of the places that have a position
    std::vector<std::uint32_t> near;      ///< incidents of 180 days within 25 km of a place, or inside its areas
    ActorMatch match;

    /// @param areas  when the line names no place: incidents inside these areas are near too.
    Scope(const Context& context, const core::Threat* threat, std::vector<const core::Place*> places,
          const std::vector<core::AreaId>& areas);
    [[nodiscard]] bool isNear(const Context::AlertAt& alert) const; ///< in one of the places or within 25 km
    [[nodiscard]] bool isInPlace(const Context::AlertAt& alert) const;
};

struct Citations {
    std::vector<core::IncidentId> incidents;
    std::vector<core::AlertId> alerts;
};
/// Evidence that a draft cites by itself (doctrine.md 2.11).
[[nodiscard]] Citations citedAutomatically(const Context& context, const Scope& scope);

/// Items behind the citations of a line, oldest first. Citations that are gone, refuted or later than as_of are told.
[[nodiscard]] std::vector<Evidence> evidenceOf(const Context& context, const core::Line& line, std::vector<std::string>& notes);
[[nodiscard]] std::vector<core::EvidenceItem> itemsOf(const std::vector<Evidence>& evidence);

/// A computed value with the sentence and the records behind it.
struct Reasoned {
    int value = 0;
    std::string why;
};
/// Evidence shift a (doctrine.md 3.1).
[[nodiscard]] Reasoned shiftOf(const Context& context, const Scope& scope);
/// Alerts that make the line imminent (doctrine.md 3.5).
[[nodiscard]] std::vector<core::AlertId> imminentAlerts(const Context& context, const Scope& scope);

/// Trend of a set of incidents (indexes into the columns), doctrine.md 3.7.
[[nodiscard]] TrendBasis trendOf(const Context& context, const std::vector<std::uint32_t>& incidents);
/// Trend of a line: by its actors or an unknown armed one.
[[nodiscard]] TrendBasis lineTrend(const Context& context, const Scope& scope);
/// Adds how many visits the windows had, and whether that may explain the trend.
void addEffort(const Context& context, const std::vector<const core::Place*>& places, TrendBasis& trend);

} // namespace tutela::analysis
