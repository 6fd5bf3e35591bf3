// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model.h>

#include <string>
#include <string_view>

/// What the steps of a patrol coverage review have in common.
namespace tutela::report {

/// Makes the sentences of a model with coverage from its values.
void composeCoverage(ReportModel& model);
/// Takes out what a partner may not see: places, reach, visits, hours, response, forces and options.
void coverageForPartner(ReportModel& model);

/// "165 min", "1 min".
[[nodiscard]] std::string minutesText(double minutes);
/// "45.2 %"
[[nodiscard]] std::string shareText(double share);
[[nodiscard]] std::string titleOf(CoverageTopic topic);
/// Places that have a gap, in the order of the model.
[[nodiscard]] std::vector<const CoveragePlace*> gapsOf(const CoverageModel& coverage);

inline Value textValue(std::string text) { return {Measured::TEXT, std::move(text), {}}; }
inline Value numberValue(Measured what, std::optional<double> number) { return {what, {}, number}; }
template <class T>
Value countValue(const std::optional<T>& number, Measured what = Measured::COUNT)
{
    return {what, {}, number ? std::optional{static_cast<double>(*number)} : std::nullopt};
}
inline Value countValue(std::int64_t number, Measured what = Measured::COUNT) { return {what, {}, static_cast<double>(number)}; }

} // namespace tutela::report
