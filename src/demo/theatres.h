// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "story.h"

#include <string_view>
#include <utility>
#include <vector>

namespace tutela::demo {

/// From a day on, events of a theatre are this many times as frequent.
struct Turn {
    core::Day from;
    double times = 1.0;
};

/// One story line of violence: who, where, what, how often, when.
struct Theatre {
    std::string_view name;
    double perDay = 0.0;
    std::vector<std::pair<std::string_view, double>> actors;
    std::vector<std::pair<std::string_view, double>> places; ///< empty = any place, larger ones more often
    std::vector<std::pair<core::IncidentCategory, double>> categories;
    std::vector<std::string_view> sources;
    double nightShare = 0.4;
    double dryTimes = 1.0; ///< in the dry season
    std::vector<std::pair<unsigned, double>> weekdays; ///< ISO weekday (1 = Monday) and how many times as frequent
    std::vector<Turn> turns;                           ///< in order of time
    /// Expected events on a day.
    [[nodiscard]] double rateOn(core::Day day) const;
};
[[nodiscard]] const std::vector<Theatre>& theatres();

/// Fills harm, acts, title and description of an incident whose category, time, place and perpetrators are set.
void tellIncident(core::Incident& incident, const std::string& placeName, std::string_view actorName, bool night, Random& random);

} // namespace tutela::demo
