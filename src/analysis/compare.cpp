// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evaluate_p.h"

#include <tutela/core/text.h>

#include <fmt/format.h>

#include <map>

namespace tutela::analysis {

using core::ChangeSinceLast;
using core::Line;

namespace {

/// What a line of the version before said.
struct Before {
    const Line* line = nullptr;
    core::Range<core::PriorityClass> priority;
    core::Range<int> risk;
    bool used = false;
};

std::string spokenRange(const core::Range<core::PriorityClass>& range)
{
    return range.known() ? spoken(range.lowest) : fmt::format("{} to {}", spoken(range.lowest), spoken(range.highest));
}

/// The lines of a version as they were signed; computed where nothing is stored yet.
std::vector<Line> storedOrComputed(const core::Mission& mission, core::AssessmentId id, const core::Progress& progress)
{
    std::vector<Line> lines = linesOf(mission, id);
    const bool complete = std::all_of(lines.begin(), lines.end(), [](const Line& line) {
        return classRangeOf(line.priority_class) && intRangeOf(line.risk_residual);
    });
    const core::Assessment* assessment = mission.find<core::Assessment>(id);
    const auto as_of = assessment->as_of ? assessment->as_of : assessment->period_to;
    if (complete || !as_of)
        return lines;
    const Context context{mission, *as_of, progress};
    std::vector<Line> computed;
    for (const Line& line : lines)
        computed.push_back(evaluateLine(context, line).line);
    return computed;
}

/// The line it continues: named by previous_id, else the same threat to the same places.
Before* predecessor(std::vector<Before>& before, const Line& line)
{
    const auto same = [&](const Before& b) {
        return !line.previous_id && b.line->threat_id == line.threat_id && std::set(b.line->place_ids.begin(), b.line->place_ids.end()) == std::set(line.place_ids.begin(), line.place_ids.end())
            && b.line->area_ids == line.area_ids;
    };
    for (Before& b : before)
        if (line.previous_id == core::LineId{b.line->id})
            return &b;
    for (Before& b : before)
        if (!b.used && same(b))
            return &b;
    return nullptr;
}

/// Least certain first: a line moves when its most urgent class does, then its least urgent, then its risk likewise.
ChangeSinceLast changeOf(const Before& before, const LineResult& now)
{
    const auto key = [](const core::Range<core::PriorityClass>& priority, const core::Range<int>& risk) {
        return std::tuple{-static_cast<int>(priority.highest), -static_cast<int>(priority.lowest), risk.highest, risk.lowest};
    };
    const auto was = key(before.priority, before.risk);
    const auto is = key(now.score.priority, now.score.risk_residual);
    return is > was ? ChangeSinceLast::UP : is < was ? ChangeSinceLast::DOWN : ChangeSinceLast::SAME;
}

std::string ratingText(const core::Rating& rating) { return rating ? std::to_string(*rating) : "not assessed"; }

/// "opportunity 3 to 4; likelihood 3 to 4": what moved, in the order of the method.
/// @param between  the sign between a value before and now
std::string reasons(const Line& before, const Line& now, std::string_view between = "to")
{
    std::vector<std::string> moved;
    const auto add = [&](std::string_view name, const std::string& was, const std::string& is) {
        if (was != is)
            moved.push_back(fmt::format("{} {} {} {}", name, was.empty() ? "not stored" : was, between, is.empty() ? "not stored" : is));
    };
    add("intent", ratingText(before.intent), ratingText(now.intent));
    add("capability", ratingText(before.capability), ratingText(now.capability));
    add("opportunity", ratingText(before.opportunity), ratingText(now.opportunity));
    add("host state", ratingText(before.host_state), ratingText(now.host_state));
    add("community", ratingText(before.community), ratingText(now.community));
    add("likelihood", before.likelihood, now.likelihood);
    add("impact", before.impact, now.impact);
    add("trend", core::folded(before.trend), core::folded(now.trend)); // "stable" of "STABLE"
    if (before.imminent.value_or(false) != now.imminent.value_or(false))
        moved.push_back(now.imminent.value_or(false) ? "an attack is imminent" : "no attack is imminent any more");
    return fmt::format("{}", fmt::join(moved, "; "));
}

std::string withoutStop(std::string text)
{
    while (text.ends_with('.') || text.ends_with(' '))
        text.pop_back();
    return text;
}

/// The adviser's reason; without one, what moved.
std::string reason(const Before& before, const LineResult& now)
{
    return withoutStop(now.line.change_reason.empty() ? reasons(*before.line, now.line) : now.line.change_reason);
}

/// "Same class, trend stable → rising: Must, Raids, Luzi (residual risk 20)."; "Unchanged, Must: ..." when nothing moved.
std::string sameSentence(const Before& before, const LineResult& now, std::string_view classes, std::string_view risks)
{
    const std::string moved = reasons(*before.line, now.line, "\u2192");
    const std::string said = withoutStop(now.line.change_reason);
    if (moved.empty() && said.empty())
        return fmt::format("Unchanged, {}: {} ({}).", classes, now.title, risks);
    return fmt::format("Same class{}: {}, {} ({}){}.", moved.empty() ? "" : ", " + moved, classes, now.title, risks, said.empty() ? "" : ": " + said);
}

std::string sentence(ChangeSinceLast change, const Before& before, const LineResult& now)
{
    const std::string to = spokenRange(now.score.priority);
    const std::string from = spokenRange(before.priority);
    const std::string classes = from == to ? fmt::format("within {}", to) : fmt::format("from {} to {}", from, to);
    const std::string wasRisk = core::rangeText(before.risk);
    const std::string isRisk = core::rangeText(now.score.risk_residual);
    const std::string risks = wasRisk == isRisk ? fmt::format("residual risk {}", isRisk) : fmt::format("residual risk {} to {}", wasRisk, isRisk);
    if (change == ChangeSinceLast::SAME)
        return sameSentence(before, now, to, risks);
    std::string why = reason(before, now);
    if (!why.empty())
        why = ": " + why;
    return fmt::format("{} {}: {} ({}){}.", change == ChangeSinceLast::UP ? "Raised" : "Lowered", classes, now.title, risks, why);
}

std::string whyClosed(const core::Mission& mission, const Before& before)
{
    const core::Threat* threat = before.line->threat_id ? mission.find<core::Threat>(*before.line->threat_id) : nullptr;
    std::string why = "its line was taken out";
    if (threat == nullptr)
        why = "the threat was deleted";
    else if (threat->status == core::ThreatStatus::CLOSED)
        why = threat->closed_reason.empty() ? "the threat was closed, no reason given" : withoutStop(threat->closed_reason);
    return why;
}

std::string closedSentence(const core::Mission& mission, const Before& before)
{
    return fmt::format("Closed, was {}: {} (residual risk {}): {}.", spokenRange(before.priority), titleOf(mission, *before.line),
                       core::rangeText(before.risk), whyClosed(mission, before));
}

} // namespace

void compare(const core::Mission& mission, std::optional<core::AssessmentId> id, AssessmentResult& result, const core::Progress& progress)
{
    if (!id || mission.find<core::Assessment>(*id) == nullptr)
        return;
    result.has_previous = true;
    const std::vector<Line> lines = storedOrComputed(mission, *id, progress);
    std::vector<Before> before;
    for (const Line& line : lines)
        before.push_back({&line, classRangeOf(line.priority_class).value_or(core::Range{core::PriorityClass::WATCH, core::PriorityClass::WATCH}),
                          intRangeOf(line.risk_residual).value_or(core::Range{1, 1}), false});
    for (std::size_t i = 0; i < result.lines.size(); ++i) {
        LineResult& now = result.lines[i];
        Before* was = predecessor(before, now.line);
        LineChange change{ChangeSinceLast::NEW, std::nullopt, i, now.title, {}, {}, {}};
        if (was != nullptr) {
            was->used = true;
            change.before = core::LineId{was->line->id};
            change.change = changeOf(*was, now);
            change.text = sentence(change.change, *was, now);
            change.why = reason(*was, now);
            change.risk_before = was->risk;
        } else {
            change.why = withoutStop(now.line.change_reason);
            change.text = fmt::format("New, {}: {} (residual risk {}).", spokenRange(now.score.priority), now.title, core::rangeText(now.score.risk_residual));
        }
        now.line.change_since_last = change.change;
        result.changes.push_back(std::move(change));
    }
    for (const Before& was : before)
        if (!was.used)
            result.changes.push_back({ChangeSinceLast::CLOSED, core::LineId{was.line->id}, std::nullopt, titleOf(mission, *was.line), closedSentence(mission, was),
                                      whyClosed(mission, was), was.risk});
}

} // namespace tutela::analysis
