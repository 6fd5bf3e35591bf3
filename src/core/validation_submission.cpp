// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "validation_p.h"

#include <tutela/core/sign_off.h>
#include <tutela/core/text.h>

#include <map>
#include <set>

// What one assessment version needs before it is submitted for sign-off (doctrine.md 2.11, 2.12).
namespace tutela::core {

namespace {

using detail::classOf;
using detail::Findings;

constexpr std::size_t kSummarySigns = 1200;
constexpr std::size_t kReasonSigns = 20;
constexpr std::size_t kOverrideReasonSigns = 40;

bool isHostState(ActorKind kind)
{
    return kind == ActorKind::STATE_MILITARY || kind == ActorKind::STATE_POLICE || kind == ActorKind::STATE_INTELLIGENCE
           || kind == ActorKind::STATE_LOCAL_AUTHORITY;
}

bool isOpen(const Line& line)
{
    return line.change_since_last != ChangeSinceLast::CLOSED;
}

bool counts(const Action& action)
{
    return action.status != ActionStatus::REJECTED && action.status != ActionStatus::CANCELLED;
}

class Submission {
public:
    Submission(const Mission& mission, const Assessment& assessment)
        : m_mission(mission), m_assessment(assessment), m_now(assessment.as_of ? assessment.as_of : mission.details.as_of)
    {
        for (const Line& line : mission.all<Line>())
            if (line.assessment_id == AssessmentId{assessment.id})
                m_lines.push_back(&line);
        for (const Line* line : m_lines)
            for (const ActionId id : line->action_ids)
                if (const Action* action = mission.find<Action>(id))
                    m_actions[id.value] = action;
    }

    std::vector<Issue> run()
    {
        checkAssessment();
        for (const Line* line : m_lines) {
            alone(*line);
            if (isOpen(*line))
                checkLine(*line);
        }
        checkThreats();
        checkCited();
        for (const auto& [id, action] : m_actions) {
            alone(*action);
            checkAction(*action);
        }
        checkPlan();
        checkMarking();
        return std::move(m_issues);
    }

private:
    template <class T>
    Findings about(const T& record)
    {
        return {T::kind, record.id, m_now, m_issues};
    }
    /// The rules that the record shows alone count for submission too.
    template <class T>
    void alone(const T& record)
    {
        const auto issues = validate(valuesOf(record), m_now);
        m_issues.insert(m_issues.end(), issues.begin(), issues.end());
    }
    /// Of records that the document only cites: what blocks. Their warnings are not about this document.
    template <class T>
    void blocking(Id<T::kind> id)
    {
        const T* record = m_mission.find<T>(id);
        if (!record || !m_cited.insert({T::kind, id.value}).second)
            return;
        for (Issue& issue : validate(valuesOf(*record), m_now))
            if (issue.level != RuleLevel::W)
                m_issues.push_back(std::move(issue));
    }

    void checkAssessment()
    {
        alone(m_assessment);
        Findings found = about(m_assessment);
        const std::set<Component> components{m_assessment.contributors.begin(), m_assessment.contributors.end()};
        found.blockSubmission(components.size() < 2, "contributors",
                              "Protection is the whole mission's work; name at least two components that contributed.");
        found.blockSubmission(trimmed(m_assessment.summary_bluf).empty(), "summary_bluf", "The summary is missing; write the bottom line.");
        found.blockSubmission(codePoints(m_assessment.summary_bluf) > kSummarySigns, "summary_bluf",
                              "The summary is longer than 1200 signs; shorten it.");
        found.blockSubmission(std::none_of(m_lines.begin(), m_lines.end(), [](const Line* line) { return isOpen(*line); }), "",
                              "The assessment has no line; draft at least one.");
        found.warn(!m_assessment.period_from || !m_assessment.period_to, "period_from", "The assessment has no period; give it.");
        found.warn(!m_assessment.as_of, "as_of", "The assessment has no information cut-off; draft it again.");
    }

    // --- lines

    void checkLine(const Line& line)
    {
        Findings found = about(line);
        const Threat* threat = line.threat_id ? m_mission.find<Threat>(*line.threat_id) : nullptr;
        found.blockSubmission(!threat, "threat_id", "The line names no threat, or one that was deleted; choose one.");
        checkTargets(line, found);
        checkRating(found, line.intent, line.intent_reason, "intent", "intent_reason");
        checkRating(found, line.capability, line.capability_reason, "capability", "capability_reason");
        checkRating(found, line.opportunity, line.opportunity_reason, "opportunity", "opportunity_reason");
        found.blockSubmission(!line.host_state && !(threat && byHostState(*threat)), "host_state",
                              "The protection by the host state is not assessed; rate it 0 to 2.");
        found.blockSubmission(!line.community, "community", "The community's own protection is not assessed; rate it 0 or 1.");
        found.blockSubmission(!line.act_severity_override && threat && threat->acts.empty(), "act_severity_override",
                              "The threat has no acts, so their severity is not known; name its acts.");
        found.blockSubmission(line.mission_reach && trimmed(line.mission_reach_reason).empty(), "mission_reach_reason",
                              "The mission's reach was set by hand; say why.");
        checkOverrides(line, found);
        checkClass(line, found);
    }
    void checkTargets(const Line& line, Findings& found) const
    {
        const bool somewhere = std::any_of(line.place_ids.begin(), line.place_ids.end(), [&](PlaceId id) { return m_mission.find<Place>(id); })
                               || std::any_of(line.area_ids.begin(), line.area_ids.end(), [&](AreaId id) { return m_mission.find<Area>(id); });
        found.blockSubmission(!somewhere, "place_ids", "The line names no place that exists; choose at least one.");
    }
    static void checkRating(Findings& found, const Rating& rating, const Text& reason, const char* field, const char* reasonField)
    {
        found.blockSubmission(!rating, field, "It is not assessed; rate it 1 to 5.");
        found.blockSubmission(rating && codePoints(trimmed(reason)) < kReasonSigns, reasonField,
                              "The reason is missing or shorter than 20 signs; say what the rating rests on.");
    }
    bool byHostState(const Threat& threat) const
    {
        return std::any_of(threat.actor_ids.begin(), threat.actor_ids.end(), [&](ActorId id) {
            const Actor* actor = m_mission.find<Actor>(id);
            return actor && actor->actor_kind && isHostState(*actor->actor_kind);
        });
    }
    static void checkOverrides(const Line& line, Findings& found)
    {
        const auto rule = [&](bool overridden, const Text& reason, const char* field) {
            found.blockSubmission(overridden && codePoints(trimmed(reason)) < kOverrideReasonSigns, field,
                                  "A computed value was replaced; give the reason in at least 40 signs.");
        };
        rule(line.shift_override.has_value(), line.shift_reason, "shift_reason");
        rule(line.act_severity_override.has_value(), line.act_severity_reason, "act_severity_reason");
        rule(line.exposure_override.has_value(), line.exposure_reason, "exposure_reason");
        rule(line.vulnerability_override.has_value(), line.vulnerability_reason, "vulnerability_reason");
        rule(line.likelihood_override.has_value(), line.likelihood_reason, "likelihood_reason");
        rule(line.impact_override.has_value(), line.impact_reason, "impact_reason");
        rule(line.confidence_override.has_value(), line.confidence_reason, "confidence_reason");
        rule(line.trend_override.has_value(), line.trend_reason, "trend_reason");
        rule(line.class_override.has_value(), line.class_reason, "class_reason");
        found.blockSubmission(replacesComputed(line) && !line.override_role, "override_role",
                              "A computed value was replaced; say in which role you did it.");
    }
    void checkClass(const Line& line, Findings& found) const
    {
        const auto priority = classOf(line);
        found.blockSubmission(!priority, "priority_class", "The class is not known; assess what is missing and compute the line again.");
        const bool answered = std::any_of(line.action_ids.begin(), line.action_ids.end(), [&](ActionId id) {
            const Action* action = m_mission.find<Action>(id);
            return action && counts(*action);
        });
        found.blockSubmission(priority == PriorityClass::MUST && !answered, "action_ids", "A Must line has no action; say what is to be done.");
        found.warn(priority == PriorityClass::SHOULD && !answered, "action_ids", "A Should line has no action; say what is to be done.");
    }

    void checkThreats()
    {
        std::set<std::int64_t> seen;
        for (const Line* line : m_lines)
            if (const Threat* threat = line->threat_id ? m_mission.find<Threat>(*line->threat_id) : nullptr; threat && seen.insert(threat->id).second)
                alone(*threat);
    }

    void checkCited()
    {
        for (const Line* line : m_lines) {
            for (const PlaceId id : line->place_ids)
                blocking<Place>(id);
            for (const AlertId id : line->alert_ids)
                blocking<Alert>(id);
        }
    }

    // --- actions

    void checkAction(const Action& action)
    {
        if (!counts(action))
            return;
        Findings found = about(action);
        found.blockSubmission(!action.tier, "tier", "The action has no tier; pick one.");
        found.blockSubmission(!action.phase, "phase", "The action has no phase; pick one.");
        found.blockSubmission(!action.lead, "lead", "The action has no lead; name one component.");
        found.blockSubmission(trimmed(action.owner).empty(), "owner", "The action has no owner; name the role that answers for it.");
        found.blockSubmission(!action.deadline && !action.interval_days, "deadline", "The action has neither deadline nor interval; give one.");
        found.blockSubmission(!action.do_no_harm.empty() && trimmed(action.mitigation).empty(), "mitigation",
                              "The action may do harm; say how that is prevented.");
        found.blockSubmission(action.hrddp_required == true && trimmed(action.hrddp_ref).empty(), "hrddp_ref",
                              "The action supports other forces; give the human rights due diligence reference.");
        checkScenario(action, found);
    }
    /// What a signed version printed of a scenario stays with it, whatever happens to the scenario.
    void checkScenario(const Action& action, Findings& found) const
    {
        if (action.scenario_id && !m_mission.find<Scenario>(*action.scenario_id) && !isFrozen(m_mission, AssessmentId{m_assessment.id}))
            found.blockSubmission(true, "scenario_id",
                                  "The action cites scenario " + std::to_string(action.scenario_id->value) + ", which was removed; choose another or clear it.");
    }
    void checkPlan()
    {
        bool any = false;
        bool onlyPhysical = true;
        for (const auto& [id, action] : m_actions) {
            if (!counts(*action) || !action->tier)
                continue;
            any = true;
            onlyPhysical = onlyPhysical && action->tier == Tier::T2_PHYSICAL;
        }
        Findings found = about(m_assessment);
        found.warn(any && onlyPhysical, "", "Every action is physical protection; think of dialogue and of the protective environment too.");
        const auto lines = std::count_if(m_lines.begin(), m_lines.end(), [](const Line* line) { return isOpen(*line); });
        const auto musts = std::count_if(m_lines.begin(), m_lines.end(),
                                         [](const Line* line) { return isOpen(*line) && classOf(*line) == PriorityClass::MUST; });
        found.warn(musts * 10 > lines * 3, "", "More than 30 % of the lines are Must: where everything is a priority, nothing is.");
    }

    // --- marking

    void checkMarking()
    {
        Marking highest = Marking::UNCLASSIFIED;
        const auto raise = [&](const std::optional<Marking>& marking) { highest = std::max(highest, marking.value_or(highest)); };
        const auto take = [&](const Record* record) {
            if (record)
                raise(record->sensitivity);
        };
        const IncidentColumns& incidents = *m_mission.incidents;
        const auto cite = [&](IncidentId id) {
            const auto i = incidents.find(id);
            if (!i)
                return;
            raise(incidents.marking(*i));
            for (const SourceId source : incidents.sourceLists[incidents.sources[*i]])
                take(m_mission.find<Source>(source));
        };
        for (const Line* line : m_lines) {
            take(line);
            const Threat* threat = line->threat_id ? m_mission.find<Threat>(*line->threat_id) : nullptr;
            take(threat);
            for (const ActorId id : threat ? threat->actor_ids : std::vector<ActorId>{})
                take(m_mission.find<Actor>(id));
            for (const PlaceId id : line->place_ids)
                take(m_mission.find<Place>(id));
            for (const AlertId id : line->alert_ids)
                take(m_mission.find<Alert>(id));
            std::for_each(line->incident_ids.begin(), line->incident_ids.end(), cite);
            std::for_each(line->contradicting_ids.begin(), line->contradicting_ids.end(), cite);
        }
        for (const auto& [id, action] : m_actions)
            take(action);
        about(m_assessment)
            .blockSaving(m_assessment.sensitivity && *m_assessment.sensitivity < highest, "sensitivity",
                         "The marking is below that of something it contains; raise it to " + std::string{word(highest)} + ".");
    }

    const Mission& m_mission;
    const Assessment& m_assessment;
    std::optional<Instant> m_now;
    std::vector<const Line*> m_lines;
    std::map<std::int64_t, const Action*> m_actions;
    std::set<std::pair<Kind, std::int64_t>> m_cited;
    std::vector<Issue> m_issues;
};

} // namespace

std::vector<Issue> validateAssessment(const Mission& mission, AssessmentId assessment)
{
    const Assessment* found = mission.find<Assessment>(assessment);
    if (!found)
        throw Error{ErrorCode::InvalidInput, "there is no such assessment; list the assessments to see their references"};
    return Submission{mission, *found}.run();
}

} // namespace tutela::core
