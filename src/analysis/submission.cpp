// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/submission.h>

#include <tutela/analysis/assess.h>
#include <tutela/core/error.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tutela::analysis {

using core::AssessmentId;

namespace {

/// What reviewers agreed to in a line: every computed value, of a vulnerability factor whether it holds. How that is worded
/// (the number of one more incident) changes no number.
core::Line agreed(core::Line line)
{
    for (core::CountedFactor& factor : line.vulnerability_counted) {
        factor.why.clear();
        factor.computed.reset();
    }
    return line;
}

std::string factorText(const core::CountedFactor& factor)
{
    const std::string name = factor.factor ? std::string{core::word(*factor.factor)} : std::string{"a factor"};
    return fmt::format("{} of place {} was {}", name, factor.place_id ? factor.place_id->value : 0, !factor.holds ? "unknown" : *factor.holds ? "true" : "false");
}

/// "ISOLATED of place 3 was false and would be true"; whole values where it is another field.
std::string difference(const core::Field& field, const core::Line& seen, const core::Line& now)
{
    if (field.name == "vulnerability_counted") {
        const auto [was, is] = std::mismatch(seen.vulnerability_counted.begin(), seen.vulnerability_counted.end(), now.vulnerability_counted.begin(), now.vulnerability_counted.end());
        if (was == seen.vulnerability_counted.end() || is == now.vulnerability_counted.end())
            return "the vulnerability checklist was made for other places";
        return fmt::format("{} and would be {}", factorText(*was), !is->holds ? "unknown" : *is->holds ? "true" : "false");
    }
    return std::string{field.name} + " was " + core::toJson(field, field.get(seen)).dump() + " and would be " + core::toJson(field, field.get(now)).dump();
}

} // namespace

std::vector<std::pair<const core::Field*, core::Value>> derivedFields(const core::Line& line)
{
    std::vector<std::pair<const core::Field*, core::Value>> fields;
    for (const core::Field& field : core::fieldsOf(core::Kind::LINE))
        if (field.derived)
            fields.emplace_back(&field, field.get(line));
    return fields;
}

core::Mission withComputedLines(const core::Mission& mission, AssessmentId assessment, const core::Progress& progress)
{
    core::Mission computed = mission;
    auto lines = mission.all<core::Line>();
    for (const auto& result : evaluate(mission, assessment, std::nullopt, progress).lines)
        for (auto& line : lines)
            if (line.id == result.line.id)
                line = result.line;
    computed.set<core::Line>(std::move(lines));
    return computed;
}

void requireNumbersAsSubmitted(const core::Mission& mission, AssessmentId assessment, const core::Progress& progress)
{
    const core::Mission computed = withComputedLines(mission, assessment, progress);
    for (const auto& line : linesOf(mission, assessment)) {
        const core::Line seen = agreed(line), now = agreed(*computed.find<core::Line>(core::LineId{line.id}));
        for (const auto& [field, value] : derivedFields(seen))
            if (value != field->get(now))
                throw core::Error{core::ErrorCode::InvalidInput,
                                  "records behind the line were changed after the version was submitted: " + difference(*field, seen, now)
                                      + "; send the version back to DRAFT and submit it again",
                                  "line " + std::to_string(line.id)};
    }
}

} // namespace tutela::analysis
