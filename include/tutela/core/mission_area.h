// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/forces.h>
#include <tutela/core/places.h>
#include <tutela/core/validation.h>

#include <optional>
#include <string>
#include <vector>

/// Where the mission is, as its areas tell, and what lies elsewhere.
namespace tutela::core {

/// Metres from the point to the nearest area; empty when an area covers it, or the mission has no boundary of an area.
[[nodiscard]] std::optional<double> metresOutside(const std::vector<Area>& areas, GeoPoint at);

/// "lies 312 km outside of the mission area"; empty for less than a kilometre, as drawn boundaries are no better.
[[nodiscard]] std::string outsideText(const std::vector<Area>& areas, GeoPoint at);

/// A warning for a base that lies outside of all areas of the mission. Part of validateMission().
[[nodiscard]] std::optional<Issue> outsideIssue(const Base& base, const std::vector<Area>& areas);

} // namespace tutela::core
