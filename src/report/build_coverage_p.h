// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "coverage_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/band_of_places.h>
#include <tutela/analysis/patrol_effort.h>
#include <tutela/analysis/observed_response.h>
#include <tutela/report/patrol_coverage.h>

#include <unordered_map>

/// The steps that fill the model of a patrol coverage review. Each fills its own members.
namespace tutela::report {

struct CoverageBuild {
    CoverageBuild(const core::Mission& from, const analysis::CoverageReview& review);

    const core::Mission& mission;
    const analysis::CoverageReview& in;
    const analysis::CoverageMetrics& metrics;
    core::TimeZone zone;
    analysis::PatrolEffort effort;
    analysis::ObservedResponse times;
    analysis::AlertIndicators alerts;
    std::unordered_map<core::PlaceId, analysis::PlaceRating> ratings;
    analysis::AreaIndex areas;

    [[nodiscard]] std::string areaOf(core::GeoPoint at) const; ///< empty = in none
    [[nodiscard]] std::string areaName(std::optional<core::AreaId> area) const;
};

void buildCoveragePlaces(const CoverageBuild& build, CoverageModel& coverage);
void buildArrival(const CoverageBuild& build, CoverageModel& coverage);
[[nodiscard]] CoverageSection effortSection(const CoverageBuild& build);
[[nodiscard]] CoverageSection matchSection(const CoverageBuild& build);
[[nodiscard]] CoverageSection responseSection(const CoverageBuild& build);
[[nodiscard]] CoverageSection contactSection(const CoverageBuild& build);
[[nodiscard]] CoverageSection obstructionSection(const CoverageBuild& build);
[[nodiscard]] CoverageSection forceSection(const CoverageBuild& build);
[[nodiscard]] CoverageSection optionsSection(const CoverageBuild& build);
[[nodiscard]] CoverageSection methodSection(const CoverageBuild& build);

[[nodiscard]] Measure shareMeasure(std::string name, const analysis::Share& share, std::string formula);
[[nodiscard]] Measure measure(std::string name, Value value, std::string formula);
/// The same for a partner's eyes too.
[[nodiscard]] Measure open(Measure measure);
/// "Gelo", or "Unnamed".
template <class T>
[[nodiscard]] std::string nameOf(const T& record) { return record.name.empty() ? "Unnamed" : record.name; }
/// That it is or can be Must or Should; the most urgent class has the lowest number.
[[nodiscard]] inline bool isUrgent(const std::optional<core::Range<core::PriorityClass>>& priority) { return priority && priority->highest <= core::PriorityClass::SHOULD; }

} // namespace tutela::report
