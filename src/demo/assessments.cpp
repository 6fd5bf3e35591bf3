// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <tutela/analysis/assess.h>

#include <algorithm>
#include <array>

/// The approved assessment of September 2026 and the draft for October, drafted by the program's own engine and then
/// judged as advisers would.
namespace tutela::demo {

using namespace core;
using std::chrono::year;

namespace {

/// Why the judgement of a threat changed since September.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kWhyChanged{{
    {"Killings and abductions on the lake road", "Two ultimatums to the fishing families, and no patrol has got through to Luzi since 9 October."},
    {"Raids on the displacement sites of Lakeshore", "Three raids within six weeks, each after a distribution: the wing now lives from the sites."},
    {"Revenge on the lowland farmers of Fanara", "The bridge on R7 was destroyed on 3 October, two hamlets were burnt, and Fanara has been silent since 22 October."},
    {"Market-day raids at Nyalo", "The market itself was raided on 1 and 22 October, as the Shield had announced."},
}};

const Threat& threatOf(const DemoContent& content, const Line& line)
{
    return *std::find_if(content.threats.begin(), content.threats.end(), [&](const Threat& threat) { return ThreatId{threat.id} == *line.threat_id; });
}

/// Actions that name one of the line's places.
void linkActions(const DemoContent& content, Line& line)
{
    line.action_ids.clear();
    for (const Action& action : content.actions)
        if (std::any_of(action.place_ids.begin(), action.place_ids.end(), [&](PlaceId place) {
                return std::find(line.place_ids.begin(), line.place_ids.end(), place) != line.place_ids.end();
            }))
            line.action_ids.push_back(ActionId{action.id});
}

void describeCourses(const DemoContent& content, Line& line)
{
    const Threat& threat = threatOf(content, line);
    std::string pattern = threat.time_pattern;
    if (!pattern.empty() && pattern[0] >= 'A' && pattern[0] <= 'Z')
        pattern[0] = static_cast<char>(pattern[0] - 'A' + 'a');
    line.scenario_most_likely = "The pattern of the last weeks goes on: " + pattern;
    line.scenario_most_dangerous = threat.scenario_outcome;
}

Period month(unsigned number)
{
    return {at(Day{year{2026} / std::chrono::month{number} / 1}, 0), at(Day{year{2026} / std::chrono::month{number + 1} / 1}, 0)};
}

void common(const Story& story, Assessment& assessment)
{
    assessment.author_role = Role::POC_ADVISER;
    assessment.contributors = {Component::CIVILIAN_POC_UNIT, Component::MILITARY, Component::POLICE, Component::CIVILIAN_JMAC, Component::CIVILIAN_HUMAN_RIGHTS,
                               Component::CIVILIAN_CIVIL_AFFAIRS};
    assessment.strategy_id = StrategyId{story.content.strategies[0].id};
    assessment.distribution = "Senior Management Group on Protection; heads of field offices; sector commanders";
    assessment.assumptions = {"The truce at Ubara holds until 30 November.", "One helicopter stays serviceable by day.", "The herds start south in the second half of November."};
}

/// Scores the lines of an assessment by what was known then and keeps what the engine made of them.
void score(Story& story, const DemoContent& then, const Assessment& assessment, std::vector<Line> lines)
{
    story.content.assessments.push_back(assessment);
    for (const analysis::LineResult& result : analysis::evaluate(missionOf(then), assessment, std::move(lines)).lines)
        story.content.lines.push_back(result.line);
}

void writeSeptember(Story& story)
{
    const Period period = month(9);
    const DemoContent then = asApproved(story.content);
    auto [assessment, result] = analysis::draft(missionOf(then), {{}, period, period.to});
    assessment.id = story.newId();
    assessment.version = "1.0";
    common(story, assessment);
    assessment.assumptions = {"The truce at Ubara holds.", "One helicopter stays serviceable by day.", "The harvest of the lowland fields begins in time."};
    assessment.summary_bluf =
        "September was calmer than August on most roads, but three threats need the mission's reach now: revenge on the lowland farmers of Fanara, killings and "
        "abductions on the lake road, and the recruitment of boys around Sakore. The split of the Wamira Wing makes the lake road less predictable. We expect "
        "raids on the way to the market of Nyalo and more extortion at the R2 checkpoints in October. Leadership is asked to change the hours of the Thursday "
        "patrol, to begin foot patrols on the water paths of Adrela, and to prepare options for Lakeshore, where no base stands.";
    assessment.situation =
        "The army left Ituwe in July and has not been replaced. The Youth of the Ridge threaten lowland farmers but have not attacked a hamlet since June. "
        "The truce at Ubara has held since 5 August.";
    assessment.information_gaps = {"Who commands the Wamira Wing, and where does it buy fuel?", "What do women at Fanara fear most? Nobody has asked them since July.",
                                   "Are boys of Sakore held in one camp or in several?"};
    assessment.dissent = {"Military: the capability of the Youth of the Ridge is rated too high; its machine guns lack ammunition."};
    std::vector<Line> lines;
    for (const analysis::LineResult& drafted : result.lines) {
        Line line = drafted.line;
        line.id = story.newId();
        line.assessment_id = AssessmentId{assessment.id};
        linkActions(then, line);
        describeCourses(then, line);
        lines.push_back(std::move(line));
    }
    score(story, then, assessment, std::move(lines));
}

void signSeptember(Story& story)
{
    const AssessmentId id{story.content.assessments[0].id};
    const auto october = [](unsigned day, int hour) { return at(Day{year{2026} / 10 / std::chrono::day{day}}, hour); };
    const auto state = [&](AssessmentState entered, Role role, std::string_view author, Instant time, std::string_view note) {
        story.content.sign_offs.push_back({0, id, entered, {}, role, std::string(author), time, std::string(note), {}});
    };
    const auto opinion = [&](Opinion given, Role role, std::string_view author, Instant time, std::string_view note) {
        story.content.sign_offs.push_back({0, id, {}, given, role, std::string(author), time, std::string(note), {}});
    };
    state(AssessmentState::IN_REVIEW, Role::POC_ADVISER, "POC_ADVISER/DM", october(1, 10), "Draft complete.");
    opinion(Opinion::AGREE, Role::HUMAN_RIGHTS, "HUMAN_RIGHTS/DM", october(1, 16), "");
    opinion(Opinion::DISSENT, Role::MILITARY, "MILITARY/DM", october(2, 9), "Capability of the Youth of the Ridge is rated too high.");
    opinion(Opinion::COMMENT, Role::POLICE, "POLICE/DM", october(2, 11), "Foot patrols at Adrela need two more vehicles.");
    opinion(Opinion::AGREE, Role::CIVIL_AFFAIRS, "CIVIL_AFFAIRS/DM", october(2, 15), "");
    state(AssessmentState::COORDINATED, Role::PWG_CHAIR, "PWG_CHAIR/DM", october(5, 12), "Dissent of the military kept.");
    state(AssessmentState::CLEARED, Role::SENIOR_POC_ADVISER, "SENIOR_POC_ADVISER/DM", october(5, 17), "");
    state(AssessmentState::APPROVED, Role::SMG_P_CHAIR, "SMG_P_CHAIR/DM", october(6, 11), "Priorities approved; options for the lake asked for within three weeks.");
}

void writeOctober(Story& story)
{
    const Period period = month(10);
    const AssessmentId before{story.content.assessments[0].id};
    auto [assessment, result] = analysis::continueFrom(missionOf(story.content), before, period, period.to);
    assessment.id = story.newId();
    common(story, assessment);
    assessment.summary_bluf =
        "October was the worst month since the mission began. At the lake, ultimatums, night attacks and three raids on displacement sites put Luzi and Ituwe "
        "at critical risk, and no patrol has reached Luzi since 9 October. On the ridge, the loss of the R7 bridge on 3 October left Fanara alone; two hamlets "
        "were burnt, and almost nothing has been heard since 22 October: silence there is no sign of calm. Nyalo market was raided twice. We expect an attack on "
        "Luzi around the new moon of 9 November and revenge at Fanara around 14 November. Leadership is asked to decide on a temporary base at Luzi, on keeping "
        "the base at Wasoro beyond 20 November, and on bridging R7 with the mission's own means.";
    assessment.situation =
        "Armed men hold the lake road by night and the ridge by day. The base at Wasoro closes on 20 November. The R2 checkpoints take money as before; the truce "
        "at Ubara and the valley accord hold.";
    assessment.information_gaps = {"What has happened at Fanara since 22 October?", "Does the Lake Liberation Movement command the men who landed at Luzi on 30 October?",
                                   "Where are the families of the two burnt hamlets?", "Which unit wears the uniform parts described on the water paths of Adrela?"};
    std::vector<Line> lines;
    for (const analysis::LineResult& drafted : result.lines) {
        Line line = drafted.line;
        line.id = story.newId();
        line.assessment_id = AssessmentId{assessment.id};
        const Threat& threat = threatOf(story.content, line);
        const auto why = std::find_if(kWhyChanged.begin(), kWhyChanged.end(), [&](const auto& each) { return each.first == threat.name; });
        if (why != kWhyChanged.end())
            line.change_reason = why->second;
        analysis::takeJudgement(threat, line); // a continued line keeps the judgement of September until then
        linkActions(story.content, line);
        describeCourses(story.content, line);
        lines.push_back(std::move(line));
    }
    score(story, story.content, assessment, std::move(lines));
}

} // namespace

void writeAssessments(Story& story)
{
    writeSeptember(story);
    signSeptember(story);
    writeOctober(story);
}

} // namespace tutela::demo
