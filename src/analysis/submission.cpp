// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/submission.h>

#include <tutela/analysis/assess.h>
#include <tutela/core/error.h>

#include <nlohmann/json.hpp>

namespace tutela::analysis {

using core::AssessmentId;

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
        const auto now = derivedFields(*computed.find<core::Line>(core::LineId{line.id}));
        const auto seen = derivedFields(line);
        for (std::size_t i = 0; i < seen.size(); ++i)
            if (seen[i].second != now[i].second)
                throw core::Error{core::ErrorCode::InvalidInput,
                                  "records behind the line were changed after the version was submitted: " + std::string{seen[i].first->name} + " was "
                                      + core::toJson(*seen[i].first, seen[i].second).dump() + " and would be " + core::toJson(*now[i].first, now[i].second).dump()
                                      + "; send the version back to DRAFT and submit it again",
                                  "line " + std::to_string(line.id)};
    }
}

} // namespace tutela::analysis
