// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model.h>

/// The sentences about how high risk is. A line with an input that is not rated has a range of risk: what all of the range
/// says is told as known, what only its upper end says as possible, never the one as the other.
namespace tutela::report {

/// High or critical whatever the missing inputs are.
[[nodiscard]] bool surelyAtRisk(const std::optional<core::Range<core::Band>>& band);
/// High or critical only with some values of the missing inputs.
[[nodiscard]] bool maybeAtRisk(const std::optional<core::Range<core::Band>>& band);

/// What the summary says about the places at High or Critical risk.
struct AtRisk {
    std::vector<const PlaceStatus*> places; ///< surely at risk
    std::int64_t people = 0;
    std::int64_t people_unknown = 0; ///< places whose population is not known
    std::int64_t not_visited = 0, visited = 0; ///< in time; of neither is told where the interval is not known
    std::int64_t not_reached = 0;    ///< in time; places that nobody knows the time to are not in it
    std::int64_t critical = 0;       ///< places, surely
    std::vector<const PlaceStatus*> possible; ///< places that may be at risk: inputs are not rated
    std::int64_t possible_people = 0, possible_unknown = 0;
};
[[nodiscard]] AtRisk placesAtRisk(const ReportModel& model);

[[nodiscard]] std::string oneSentence(const ReportModel& model, const AtRisk& risk);
[[nodiscard]] std::string headline(const ReportModel& model, const AtRisk& risk);
[[nodiscard]] std::string mapTitle(const AtRisk& risk, bool any);
[[nodiscard]] std::string mapCaption(const ReportModel& model);
[[nodiscard]] std::string tableTitle(const ReportModel& model);
/// Of the figure of people at risk, and of the one of places in class Must.
[[nodiscard]] std::string peopleLabel(const AtRisk& risk, const Number& value);
[[nodiscard]] std::string mustLabel(const ReportModel& model, const Number& value);

} // namespace tutela::report
