// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/scenario_lines.h>

#include <tutela/analysis/assess.h>
#include <tutela/core/sign_off.h>

#include <algorithm>
#include <map>

namespace tutela::session {

namespace {

/// Gives the same times whatever is asked.
class FixedResponses final : public core::ResponseSource {
public:
    explicit FixedResponses(core::ResponseTimes times) : m_times(std::make_shared<const core::ResponseTimes>(std::move(times))) {}
    [[nodiscard]] std::shared_ptr<const core::ResponseTimes> at(const core::Mission&, core::Instant, const core::Progress&) const override { return m_times; }

private:
    std::shared_ptr<const core::ResponseTimes> m_times;
};

/// Nothing signed, the bases where the options have them.
core::Mission missionUnder(const core::Mission& mission, const analysis::Reach& reach)
{
    core::Mission under = mission;
    under.sign_offs = std::make_shared<std::vector<core::SignOff>>();
    under.responses = std::make_shared<const FixedResponses>(analysis::responseTimesOf(reach));
    std::vector<core::Base> bases;
    const auto& options = reach.options;
    for (core::Base base : mission.all<core::Base>()) {
        const core::BaseId id{base.id};
        if (std::find(options.closed_bases.begin(), options.closed_bases.end(), id) != options.closed_bases.end())
            continue;
        for (const auto& moved : options.moved_bases)
            if (moved.base == id) {
                base.lon = moved.to.lon();
                base.lat = moved.to.lat();
            }
        bases.push_back(std::move(base));
    }
    std::int64_t id = 0; // below every id of a record
    for (const auto& added : options.added_bases) {
        core::Base base;
        base.id = --id;
        base.name = added.name;
        base.base_kind = core::BaseKind::TEMPORARY_OPERATING_BASE;
        base.lon = added.at.lon();
        base.lat = added.at.lat();
        bases.push_back(std::move(base));
    }
    under.set<core::Base>(std::move(bases));
    return under;
}

std::optional<LineUnderScenario> changeOf(const analysis::LineResult& today, const analysis::LineResult& then, core::AssessmentId version)
{
    const auto& a = today.score;
    const auto& b = then.score;
    if (today.mission_reach == then.mission_reach && a.risk_residual == b.risk_residual && a.priority == b.priority)
        return std::nullopt;
    return LineUnderScenario{{today.line.id}, version, today.title, today.persons, today.mission_reach, then.mission_reach, a.risk_residual, b.risk_residual, a.priority, b.priority};
}

} // namespace

std::vector<LineUnderScenario> linesUnderScenario(const core::Mission& mission, const analysis::Reach& today, const analysis::Reach& then, const core::Progress& progress)
{
    const core::Mission now = missionUnder(mission, today), other = missionUnder(mission, then);
    std::vector<LineUnderScenario> changed;
    for (const core::AssessmentId version : core::countingVersionsAt(mission, today.options.as_of)) {
        progress.check();
        const auto* assessment = mission.find<core::Assessment>(version);
        if (!assessment->as_of && !assessment->period_to)
            continue;
        std::map<std::int64_t, analysis::LineResult> before;
        for (auto& line : analysis::evaluate(now, version).lines)
            before.emplace(line.line.id, std::move(line));
        for (const auto& line : analysis::evaluate(other, version).lines)
            if (auto change = changeOf(before.at(line.line.id), line, version))
                changed.push_back(std::move(*change));
    }
    std::stable_sort(changed.begin(), changed.end(), [](const LineUnderScenario& a, const LineUnderScenario& b) {
        const auto key = [](const LineUnderScenario& each) { return std::tuple{!each.changesClass(), each.class_then.highest, -each.risk_then.highest}; };
        return key(a) < key(b);
    });
    return changed;
}

} // namespace tutela::session
