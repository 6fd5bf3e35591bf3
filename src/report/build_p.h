// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/asset.h>
#include <tutela/map/scene.h>
#include <tutela/report/threat_assessment.h>

#include <map>

/// The steps that fill a report model from a mission and an evaluated assessment. Each fills its own members.
namespace tutela::report {

struct Build {
    const core::Mission& mission;
    const core::Assessment& assessment;
    const analysis::AssessmentResult& result;
    const BuildOptions& options;
    core::TimeZone zone;
    core::Instant as_of;
    core::Period period;
    std::optional<core::AreaId> area; ///< the one area of the assessment; empty = several, or the whole mission
    const core::Progress& progress;
};

/// Numbers that lines, actions and evidence give each other.
struct Numbering {
    std::map<std::pair<core::Kind, std::int64_t>, int> evidence;
    std::map<std::int64_t, int> actions;
};

void buildHead(const Build& build, ReportModel& model);
void buildVersions(const Build& build, ReportModel& model);
[[nodiscard]] Numbering numberAll(const Build& build);
void buildLines(const Build& build, const Numbering& numbers, ReportModel& model);
void buildEvidence(const Build& build, const Numbering& numbers, ReportModel& model);
void buildActions(const Build& build, const Numbering& numbers, ReportModel& model);
/// How long the first unit takes beside the duration of an attack.
[[nodiscard]] Arrival arrivalOf(const core::ResponseTime& time, double attackMinutes);
void buildPlaces(const Build& build, ReportModel& model);
void buildAreas(const Build& build, ReportModel& model);
void buildFigures(const Build& build, ReportModel& model);
void buildChanges(const Build& build, ReportModel& model);
void buildHarm(const Build& build, ReportModel& model);
void buildAlerts(const Build& build, ReportModel& model);
void buildLimits(const Build& build, ReportModel& model);

/// What the map of any report is made of.
struct MapBuild {
    const core::Mission& mission;
    std::filesystem::path folder; ///< of the mission file
    core::AssetReader asset;
    core::TimeZone zone;
    core::Instant as_of;
    core::Period period;
    std::optional<core::AreaId> area;
    const core::Progress& progress;
    std::map<core::PlaceId, map::PlaceBand> bands{}; ///< of the places that are shown as assessed
};
void buildMap(const MapBuild& build, ReportModel& model);
/// Names that reduce() takes out of texts.
void nameSecrets(const core::Mission& mission, ReportModel& model);

[[nodiscard]] Level levelOf(const core::Range<int>& range);
[[nodiscard]] std::string dayText(const Build& build, core::Instant instant); ///< ISO day in the mission's zone
/// The month before or after, "October 2026", or "the period 1 Oct 2026 to 14 Oct 2026".
[[nodiscard]] std::string periodText(const core::TimeZone& zone, const core::Period& period);
[[nodiscard]] inline std::string periodText(const Build& build, const core::Period& period) { return periodText(build.zone, period); }

} // namespace tutela::report
