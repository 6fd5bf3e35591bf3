// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation: assessments with their lines and actions, strategies, forums, meetings and stakeholders.
#include "validation_rules.h"

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace tutela::test;

TEST_CASE("rules of assessments, lines, actions and strategies alone", "[core][validation]")
{
    Assessment assessment = made<Assessment>();
    assessment.version = "0.1";
    assessment.period_from = kBefore;
    assessment.period_to = kNow;
    CHECK(validate(valuesOf(assessment), kNow).empty());
    for (const char* version : {"1", "1.", ".1", "1.0a", "v1.0", "1.0.0"})
        rule(version, assessment, E, "version", [&](auto& a) { a.version = version; });
    rule("period", assessment, E, "period_to", [](auto& a) { a.period_to = kBefore; });
    rule("follows itself", assessment, E, "previous_id", [](auto& a) { a.previous_id = AssessmentId{a.id}; });

    Line line = made<Line>();
    line.assessment_id = AssessmentId{1};
    line.place_ids = {PlaceId{7}};
    CHECK(validate(valuesOf(line), kNow).empty());
    rule("assessment", line, E, "assessment_id", [](Line& l) { l.assessment_id.reset(); });
    rule("place", line, E, "place_ids", [](Line& l) { l.place_ids.clear(); });
    rule("follows itself", line, E, "previous_id", [](Line& l) { l.previous_id = LineId{l.id}; });
    rule("closed", line, W, "change_reason", [](Line& l) { l.change_since_last = ChangeSinceLast::CLOSED; });
    rule("for and against", line, W, "contradicting_ids", [](Line& l) { l.incident_ids = l.contradicting_ids = {IncidentId{4}}; });

    Action action = made<Action>();
    action.text = std::string(299, 'a') + "\u00E9"; // 300 signs, 301 bytes
    action.status = ActionStatus::DONE;
    action.done_date = dayOf("2026-10-01");
    action.lead = Component::MILITARY;
    action.support = {Component::POLICE};
    CHECK(validate(valuesOf(action), kNow).empty());
    rule("text", action, E, "text", [](Action& a) { a.text.clear(); });
    rule("long text", action, E, "text", [](Action& a) { a.text += "b"; });
    rule("rejected", action, W, "status_reason", [](Action& a) { a.status = ActionStatus::REJECTED; });
    rule("overdue by hand", action, W, "status", [](Action& a) { a.status = ActionStatus::OVERDUE; a.done_date.reset(); });
    rule("done or not", action, W, "status", [](Action& a) { a.status = ActionStatus::IN_PROGRESS; });
    rule("lead twice", action, W, "support", [](Action& a) { a.support = {Component::MILITARY}; });

    Strategy strategy = made<Strategy>();
    strategy.version = "1.0";
    strategy.mandate_ref = "resolution 1 (2026), paragraph 2";
    strategy.status = StrategyStatus::IN_FORCE;
    strategy.endorsed_by = Role::HEAD_OF_MISSION;
    strategy.period_from = strategy.period_to = dayOf("2026-01-01");
    strategy.review_due = dayOf("2026-11-01");
    CHECK(validate(valuesOf(strategy), kNow).empty());
    rule("version", strategy, E, "version", [](auto& s) { s.version = "one"; });
    rule("period", strategy, E, "period_to", [](auto& s) { s.period_to = dayOf("2025-12-31"); });
    rule("not endorsed", strategy, E, "endorsed_by", [](auto& s) { s.endorsed_by.reset(); });
    rule("endorsed by another", strategy, E, "endorsed_by", [](auto& s) { s.endorsed_by = Role::POC_ADVISER; });
    rule("mandate", strategy, S, "mandate_ref", [](auto& s) { s.mandate_ref.clear(); });
    rule("follows itself", strategy, E, "previous_id", [](auto& s) { s.previous_id = StrategyId{s.id}; });
    rule("review", strategy, W, "review_due", [](auto& s) { s.review_due = dayOf("2026-10-31"); });
    rule("review a year after endorsement", strategy, W, "review_due", [](auto& s) {
        s.review_due.reset();
        s.endorsed_on = dayOf("2025-10-31");
    });
    strategy.review_due.reset();
    strategy.endorsed_on = dayOf("2025-11-01");
    CHECK(validate(valuesOf(strategy), kNow).empty());

    Structure forum = made<Structure>();
    forum.name = "Protection working group";
    forum.members = {Component::MILITARY, Component::POLICE, Component::CIVILIAN_POC_UNIT};
    CHECK(validate(valuesOf(forum), kNow).empty());
    rule("name", forum, W, "name", [](auto& f) { f.name.clear(); });
    for (std::size_t i = 0; i < 3; ++i)
        rule("member", forum, W, "members", [&](auto& f) { f.members.erase(f.members.begin() + static_cast<std::ptrdiff_t>(i)); });

    Meeting meeting = made<Meeting>();
    meeting.date = dayOf("2026-10-01");
    meeting.structure_id = StructureId{3};
    CHECK(validate(valuesOf(meeting), kNow).empty());
    rule("date", meeting, W, "date", [](auto& m) { m.date.reset(); });
    rule("forum", meeting, W, "structure_id", [](auto& m) { m.structure_id.reset(); });
    Stakeholder stakeholder = made<Stakeholder>();
    stakeholder.name = "Traders' union";
    CHECK(validate(valuesOf(stakeholder), kNow).empty());
    rule("name", stakeholder, W, "name", [](auto& s) { s.name.clear(); });
    rule("influence", stakeholder, E, "influence", [](auto& s) { s.influence = 6; });
}
