// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/sign_off.h>

#include <tutela/core/hash.h>
#include <tutela/core/text.h>
#include <tutela/core/validation.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <utility>

namespace tutela::core {

namespace {

using enum AssessmentState;

[[noreturn]] void refuse(std::string why)
{
    throw Error{ErrorCode::InvalidInput, std::move(why)};
}

std::string listOf(const std::vector<Role>& roles)
{
    std::string text;
    for (std::size_t i = 0; i < roles.size(); ++i)
        text += (i == 0 ? "" : (i + 1 == roles.size() ? " or " : ", ")) + std::string{word(roles[i])};
    return text;
}

bool isUniformed(Role role) { return role == Role::MILITARY || role == Role::POLICE; }

/// Opinions count from the last time the version entered review.
void requireReviewers(const Mission& mission, AssessmentId assessment)
{
    bool uniformed = false;
    bool civilian = false;
    for (const SignOff& row : *mission.sign_offs) {
        if (row.assessment_id != assessment)
            continue;
        if (row.state == IN_REVIEW)
            uniformed = civilian = false;
        if (row.opinion)
            (isUniformed(row.role) ? uniformed : civilian) = true;
    }
    if (!uniformed || !civilian)
        refuse(std::string{"the review is not complete: an opinion of "} + (uniformed ? "" : "a military or police reviewer")
               + (!uniformed && !civilian ? " and of " : "") + (civilian ? "" : "a civilian reviewer") + " is missing");
}

/// What was reviewed is what goes on: every opinion and move since the submission saw the content as it is now.
void requireUnchanged(const Mission& mission, AssessmentId assessment)
{
    const std::string now = versionHash(mission, assessment);
    const SignOff* stale = nullptr;
    for (const SignOff& row : *mission.sign_offs) {
        if (row.assessment_id != assessment)
            continue;
        if (row.state == IN_REVIEW || row.state == DRAFT)
            stale = nullptr; // taken before the number of the version was set
        else if (!row.content_hash.empty() && row.content_hash != now && stale == nullptr)
            stale = &row;
    }
    if (stale != nullptr)
        refuse("the text was changed after " + std::string{word(stale->role)} + " saw it; send it back to DRAFT and submit it again");
}

/// "line 123 (Raids on the lake road), intent": the record and field that an edit has to name.
std::string subjectOf(const Mission& mission, const Issue& issue)
{
    std::string name;
    if (issue.kind == Kind::LINE) {
        const Line* line = mission.find<Line>(LineId{issue.id});
        const Threat* threat = line != nullptr && line->threat_id ? mission.find<Threat>(*line->threat_id) : nullptr;
        name = threat != nullptr ? threat->name : std::string{};
    } else if (issue.kind == Kind::ACTION) {
        const Action* action = mission.find<Action>(ActionId{issue.id});
        name = action != nullptr ? action->reference : std::string{};
    }
    return std::string{kindName(issue.kind)} + " " + std::to_string(issue.id) + (name.empty() ? "" : " (" + withVisibleControls(name) + ")") +
           (issue.field.empty() ? "" : ", " + issue.field);
}

void requireNothingBlocks(const Mission& mission, AssessmentId assessment)
{
    const auto issues = validateAssessment(mission, assessment);
    std::string text;
    int count = 0;
    for (const Issue& issue : issues) {
        if (issue.level == RuleLevel::W)
            continue;
        ++count;
        if (count <= 5)
            text += (text.empty() ? "" : " ") + subjectOf(mission, issue) + ": " + issue.text;
    }
    if (count > 0)
        refuse(std::to_string(count) + (count == 1 ? " thing is" : " things are") + " missing before this can be submitted. " + text
               + (count > 5 ? " And " + std::to_string(count - 5) + " more." : ""));
}

/// What a scenario brings is printed beside the action that cites it, and is no part of the text whose hash reviewers saw.
void requireScenarios(const Mission& mission, AssessmentId assessment)
{
    for (const Issue& issue : validateAssessment(mission, assessment))
        if (issue.kind == Kind::ACTION && issue.field == "scenario_id")
            refuse(subjectOf(mission, issue) + ": " + issue.text);
}

std::pair<int, int> numbersOf(std::string_view version)
{
    std::pair<int, int> numbers{};
    const char* end = version.data() + version.size();
    auto read = std::from_chars(version.data(), end, numbers.first);
    if (read.ec == std::errc{} && read.ptr != end && *read.ptr == '.') {
        read = std::from_chars(read.ptr + 1, end, numbers.second);
        if (read.ec == std::errc{} && read.ptr == end)
            return numbers;
    }
    refuse("\"" + std::string{version} + "\" is not a version number of the form MAJOR.MINOR");
}

} // namespace

const std::vector<SignOffStep>& signOffSteps()
{
    static const std::vector<Role> advisers{Role::POC_ADVISER, Role::SENIOR_POC_ADVISER};
    static const std::vector<Role> reviewers{Role::JMAC, Role::HUMAN_RIGHTS, Role::MILITARY, Role::POLICE, Role::CIVIL_AFFAIRS};
    static const std::vector<Role> coordinators{Role::PWG_CHAIR, Role::HEAD_OF_OFFICE};
    static const std::vector<Role> clearers{Role::SENIOR_POC_ADVISER, Role::SMG_P_CHAIR, Role::HEAD_OF_OFFICE, Role::HEAD_OF_MISSION};
    static const std::vector<Role> leaders{Role::SMG_P_CHAIR, Role::HEAD_OF_OFFICE, Role::HEAD_OF_MISSION};
    static const std::vector<SignOffStep> all{
        {DRAFT, IN_REVIEW, advisers},      {IN_REVIEW, COORDINATED, reviewers}, {IN_REVIEW, DRAFT, reviewers},
        {COORDINATED, CLEARED, coordinators}, {COORDINATED, DRAFT, coordinators}, {CLEARED, APPROVED, clearers},
        {CLEARED, DRAFT, clearers},        {APPROVED, DISSEMINATED, leaders},   {DRAFT, WITHDRAWN, advisers},
        {IN_REVIEW, WITHDRAWN, advisers},  {COORDINATED, WITHDRAWN, advisers},  {CLEARED, WITHDRAWN, advisers},
    };
    return all;
}

const std::vector<Role>& reviewerRoles() { return signOffSteps()[1].roles; }

bool replacesComputed(const Line& line)
{
    return line.shift_override || line.act_severity_override || line.exposure_override || line.vulnerability_override || line.likelihood_override
           || line.impact_override || line.confidence_override || line.trend_override || line.class_override;
}

void requireTransition(const Mission& mission, AssessmentId assessment, AssessmentState to, Role role, std::string_view note)
{
    if (mission.find<Assessment>(assessment) == nullptr)
        refuse("there is no such assessment");
    const AssessmentState from = stateOf(mission, assessment);
    const auto step = std::find_if(signOffSteps().begin(), signOffSteps().end(), [&](const SignOffStep& s) { return s.from == from && s.to == to; });
    if (step == signOffSteps().end()) {
        if (isFrozen(mission, assessment) && (to == DRAFT || to == WITHDRAWN || to == IN_REVIEW))
            throw Error{ErrorCode::Frozen, "this version is " + std::string{word(from)} + " and cannot be changed; start a new version from it"};
        refuse("a version in state " + std::string{word(from)} + " cannot become " + std::string{word(to)});
    }
    // The author may submit and withdraw whatever the role he wrote in.
    const bool isAuthor = mission.find<Assessment>(assessment)->author_role == role && (to == IN_REVIEW || to == WITHDRAWN);
    if (!isAuthor && std::find(step->roles.begin(), step->roles.end(), role) == step->roles.end())
        refuse("from " + std::string{word(from)} + " to " + std::string{word(to)} + " it is moved by " + listOf(step->roles) + ", not by "
               + std::string{word(role)});
    if ((to == DRAFT || to == WITHDRAWN) && note.empty())
        refuse("say why in a note: it stays with the version");
    if (to == DISSEMINATED && note.empty() && mission.find<Assessment>(assessment)->distribution.empty())
        refuse("say in a note to whom it goes: the version has no distribution list");
    if (to == IN_REVIEW)
        requireNothingBlocks(mission, assessment);
    if (to == COORDINATED)
        requireReviewers(mission, assessment);
    if (to == COORDINATED || to == CLEARED || to == APPROVED) {
        requireUnchanged(mission, assessment);
        requireScenarios(mission, assessment);
    }
}

void requireReview(const Mission& mission, AssessmentId assessment, Opinion opinion, Role role, std::string_view note)
{
    if (mission.find<Assessment>(assessment) == nullptr)
        refuse("there is no such assessment");
    const AssessmentState state = stateOf(mission, assessment);
    if (state != IN_REVIEW)
        refuse("opinions are given while a version is IN_REVIEW; this one is " + std::string{word(state)});
    const auto& reviewers = reviewerRoles();
    if (std::find(reviewers.begin(), reviewers.end(), role) == reviewers.end())
        refuse("reviewers are " + listOf(reviewers) + ", not " + std::string{word(role)});
    if (opinion != Opinion::AGREE && note.empty())
        refuse("a comment or dissent needs a note that says what it is about");
}

std::vector<std::string> versionsOf(const Mission& mission, std::string_view reference)
{
    std::vector<std::string> versions;
    for (const Assessment& assessment : mission.all<Assessment>())
        if (assessment.reference == reference)
            versions.push_back(assessment.version);
    return versions;
}

std::string versionAfter(std::string_view version, AssessmentState entered, const std::vector<std::string>& taken)
{
    auto [major, minor] = numbersOf(version);
    if (entered == IN_REVIEW)
        return versionOfNextDraft(version, taken);
    if (entered == APPROVED) {
        for (const std::string& other : taken)
            major = std::max(major, numbersOf(other).first);
        ++major;
        minor = 0;
    }
    return std::to_string(major) + "." + std::to_string(minor);
}

bool isOlderVersion(std::string_view a, std::string_view b) { return numbersOf(a) < numbersOf(b); }

std::string versionOfNextDraft(std::string_view version, const std::vector<std::string>& taken)
{
    auto [major, minor] = numbersOf(version);
    for (const std::string& other : taken)
        if (const auto [otherMajor, otherMinor] = numbersOf(other); otherMajor == major)
            minor = std::max(minor, otherMinor);
    return std::to_string(major) + "." + std::to_string(minor + 1);
}

bool wasKnownAt(const Mission& mission, AssessmentId assessment, Instant at)
{
    const Assessment* version = mission.find<Assessment>(assessment);
    if (version == nullptr)
        return false;
    const TimeZone zone = mission.timeZone();
    if (mission.details.as_of && zone.dayAt(at) == zone.dayAt(*mission.details.as_of))
        return true;
    const auto& cutOff = version->as_of ? version->as_of : version->period_to;
    const bool isLater = cutOff && *cutOff > at, isOlder = version->created_at && *version->created_at <= at;
    return (!isLater || isOlder) && std::none_of(mission.sign_offs->begin(), mission.sign_offs->end(), [&](const SignOff& row) {
               return row.assessment_id == assessment && row.state == APPROVED && row.time > at;
           });
}

std::vector<AssessmentId> countingVersionsAt(const Mission& mission, Instant at)
{
    std::vector<Assessment> known;
    for (const Assessment& version : mission.all<Assessment>())
        if (wasKnownAt(mission, AssessmentId{version.id}, at))
            known.push_back(version);
    Mission then = mission;
    then.set<Assessment>(std::move(known));
    return countingVersions(then);
}

std::vector<AssessmentId> supersededBy(const Mission& mission, AssessmentId approved)
{
    std::vector<AssessmentId> earlier;
    const Assessment* newest = mission.find<Assessment>(approved);
    for (const Assessment& other : mission.all<Assessment>()) {
        const AssessmentId id{other.id};
        if (newest == nullptr || id == approved || other.reference != newest->reference)
            continue;
        const AssessmentState state = stateOf(mission, id);
        if (state == APPROVED || state == DISSEMINATED)
            earlier.push_back(id);
    }
    return earlier;
}

std::string versionHash(const Mission& mission, AssessmentId assessment)
{
    const Assessment* version = mission.find<Assessment>(assessment);
    if (version == nullptr)
        refuse("there is no such assessment");
    Hasher hasher;
    hasher.add(canonicalLine(valuesOf(*version)) + "\n");
    for (const Line& line : mission.all<Line>()) // sorted by id
        if (line.assessment_id == assessment)
            hasher.add(canonicalLine(valuesOf(line)) + "\n");
    return hex(hasher.finish());
}

} // namespace tutela::core
