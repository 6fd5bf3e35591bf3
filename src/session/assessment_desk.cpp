// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_desk.h>

#include <tutela/analysis/submission.h>
#include <tutela/core/references.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/text.h>

#include <chrono>
#include <map>

namespace tutela::session {

namespace {

using core::AssessmentId;
using core::AssessmentState;

bool sameScope(const core::Assessment& assessment, std::optional<core::AreaId> area)
{
    return area ? assessment.area_ids == std::vector{*area} : assessment.area_ids.empty();
}

/// What a reference calls an area: its code, else its P-code, else its name, in capitals without blanks.
std::string codeOf(const core::Area& area)
{
    if (!area.code.empty())
        return area.code;
    std::string code;
    for (const char c : area.pcode.empty() ? area.name : area.pcode)
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            code += c;
        else if (c >= 'a' && c <= 'z')
            code += static_cast<char>(c - 'a' + 'A');
    constexpr std::size_t kLongest = 12;
    return code.empty() ? "AREA" : code.substr(0, kLongest);
}

std::string newReference(const core::Mission& mission, std::optional<core::AreaId> area, core::Instant asOf)
{
    std::vector<std::string> taken;
    for (const auto& other : mission.all<core::Assessment>())
        taken.push_back(other.reference);
    const core::Area* scope = area ? mission.find<core::Area>(*area) : nullptr;
    const std::string year = core::toText(mission.timeZone().dayAt(asOf - std::chrono::seconds{1})).substr(0, 4);
    return core::nextReference("TA", scope != nullptr ? codeOf(*scope) : std::string{}, std::stoi(year), taken);
}

void setVersion(store::Transaction& transaction, AssessmentId assessment, const std::string& version)
{
    transaction.update(core::Kind::ASSESSMENT, assessment.value, {{core::findField(core::Kind::ASSESSMENT, "version"), core::Value{version}}});
}

std::string signature(core::Role role, const std::string& initials) { return std::string{core::word(role)} + "/" + initials; }

std::vector<FieldDifference> fieldDifferences(const core::RecordValues& a, const core::RecordValues& b)
{
    std::vector<FieldDifference> differences;
    const auto fields = core::fieldsOf(a.kind);
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (!fields[i].system && a.values[i] != b.values[i])
            differences.push_back({&fields[i], a.values[i], b.values[i]});
    return differences;
}

/// Lines of two versions belong together by threat and places.
std::map<std::string, core::Line> byTarget(std::vector<core::Line> all)
{
    std::map<std::string, core::Line> lines;
    for (auto& line : all) {
        std::string key = line.threat_id ? std::to_string(line.threat_id->value) : "";
        for (const auto place : line.place_ids)
            key += " " + std::to_string(place.value);
        for (const auto area : line.area_ids)
            key += " a" + std::to_string(area.value);
        lines.emplace(std::move(key), std::move(line));
    }
    return lines;
}

} // namespace

core::Period monthBefore(core::Instant asOf, const core::TimeZone& zone)
{
    return core::monthPeriod(core::toText(zone.dayAt(asOf - std::chrono::days{1})).substr(0, 7), zone);
}

std::optional<AssessmentId> openVersion(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period)
{
    std::optional<AssessmentId> found;
    for (const auto& assessment : mission.all<core::Assessment>()) {
        const AssessmentId id{assessment.id};
        const AssessmentState state = core::stateOf(mission, id);
        const bool open = state != AssessmentState::WITHDRAWN && !core::isFrozen(mission, id);
        if (!open || !sameScope(assessment, area) || assessment.period_from != period.from || assessment.period_to != period.to)
            continue;
        if (!found || core::isOlderVersion(mission.find<core::Assessment>(*found)->version, assessment.version))
            found = id;
    }
    return found;
}

std::optional<AssessmentId> lastApproved(const core::Mission& mission, std::optional<core::AreaId> area)
{
    std::optional<AssessmentId> found;
    for (const auto& assessment : mission.all<core::Assessment>()) {
        const AssessmentId id{assessment.id};
        if (!core::isFrozen(mission, id) || !sameScope(assessment, area))
            continue;
        if (!found || assessment.as_of > mission.find<core::Assessment>(*found)->as_of)
            found = id;
    }
    return found;
}

AssessmentWork startVersion(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period, core::Instant asOf,
                            StartFrom start, const core::Progress& progress)
{
    analysis::AssessmentDraft draft;
    const auto last = start == StartFrom::LastVersion ? lastApproved(mission, area) : std::nullopt;
    if (last) {
        draft = analysis::continueFrom(mission, *last, period, asOf, progress);
        const auto* approved = mission.find<core::Assessment>(*last);
        draft.assessment.reference = approved->reference;
        draft.assessment.version = core::versionOfNextDraft(approved->version, core::versionsOf(mission, approved->reference));
    } else {
        draft = analysis::draft(mission, {area, period, asOf}, progress);
        draft.assessment.reference = newReference(mission, area, asOf);
        draft.assessment.version = "0.1";
    }
    AssessmentWork work;
    work.assessment = std::move(draft.assessment);
    work.result = std::move(draft.result);
    return work;
}

AssessmentWork workOnStored(const core::Mission& mission, AssessmentId assessment, std::optional<core::Instant> asOf, const core::Progress& progress)
{
    AssessmentWork work;
    work.assessment = *mission.find<core::Assessment>(assessment);
    work.state = core::stateOf(mission, assessment);
    work.result = analysis::evaluate(mission, assessment, asOf, progress);
    for (std::string& note : analysis::leftOut(mission, assessment))
        work.result.notes.push_back(std::move(note));
    work.stored = true;
    return work;
}

AssessmentWork workOn(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period, core::Instant asOf,
                      const core::Progress& progress)
{
    if (const auto open = openVersion(mission, area, period))
        return workOnStored(mission, *open, asOf, progress);
    return startVersion(mission, area, period, asOf, StartFrom::LastVersion, progress);
}

store::CommitId save(store::MissionFile& file, const store::Author& author, AssessmentWork& work)
{
    if (work.stored && work.state != AssessmentState::DRAFT)
        throw core::Error{core::ErrorCode::InvalidInput, "this version is " + std::string{core::word(work.state)}
                                                             + ": its text is locked; send it back to DRAFT first"};
    const std::string message = (work.stored ? "Recompute assessment " : "Draft assessment ") + work.assessment.reference + "@" + work.assessment.version;
    return file.commit(author, message, [&](store::Transaction& transaction) {
        if (!work.stored) {
            work.assessment.id = transaction.newId(core::Kind::ASSESSMENT);
            work.assessment.as_of = work.result.as_of;
            work.assessment.author_role = author.role;
            transaction.insert(work.assessment);
        } else {
            transaction.update(core::Kind::ASSESSMENT, work.assessment.id,
                               {{core::findField(core::Kind::ASSESSMENT, "as_of"), core::Value{core::toText(work.result.as_of)}}});
        }
        for (auto& line : work.result.lines) {
            line.line.assessment_id = AssessmentId{work.assessment.id};
            if (line.line.id == 0) {
                line.line.id = transaction.newId(core::Kind::LINE);
                transaction.insert(line.line);
            } else {
                transaction.update(core::Kind::LINE, line.line.id, analysis::derivedFields(line.line));
            }
        }
    });
}

store::CommitId addLines(store::MissionFile& file, const store::Author& author, const std::vector<core::Line>& lines)
{
    return file.commit(author, "Add " + std::to_string(lines.size()) + (lines.size() == 1 ? " line" : " lines"), [&](store::Transaction& transaction) {
        for (core::Line line : lines) {
            line.id = transaction.newId(core::Kind::LINE);
            transaction.insert(line);
        }
    });
}

PreparedMove prepareMove(const core::Mission& mission, AssessmentId assessment, const MoveRequest& request, const core::Progress& progress)
{
    using enum AssessmentState;
    PreparedMove move;
    move.mission = mission;
    move.row.assessment_id = assessment;
    move.row.role = request.role;
    move.row.author = signature(request.role, request.initials);
    move.row.time = request.time;
    move.row.note = core::normalised(request.note);
    move.row.state = request.to;
    move.row.content_hash = core::versionHash(mission, assessment);
    if (request.to == IN_REVIEW && core::stateOf(mission, assessment) == DRAFT)
        move.mission = analysis::withComputedLines(mission, assessment, progress);
    core::requireTransition(move.mission, assessment, request.to, request.role, move.row.note);
    if (request.to == COORDINATED || request.to == CLEARED || request.to == APPROVED)
        analysis::requireNumbersAsSubmitted(move.mission, assessment, progress);
    if (request.to == IN_REVIEW)
        move.notes = analysis::leftOut(move.mission, assessment);
    const auto* moved = move.mission.find<core::Assessment>(assessment);
    move.version = core::versionAfter(moved->version, request.to, core::versionsOf(move.mission, moved->reference));
    if (request.to == APPROVED)
        move.row.content_hash = core::versionHash(afterwards(move), assessment);
    return move;
}

core::Mission afterwards(const PreparedMove& move)
{
    core::Mission after = move.mission;
    auto assessments = after.all<core::Assessment>();
    for (auto& assessment : assessments)
        if (assessment.id == move.row.assessment_id.value)
            assessment.version = move.version;
    after.set<core::Assessment>(std::move(assessments));
    auto rows = *after.sign_offs;
    rows.push_back(move.row);
    after.sign_offs = std::make_shared<const std::vector<core::SignOff>>(std::move(rows));
    return after;
}

store::CommitId commitMove(store::MissionFile& file, const store::Author& author, const PreparedMove& move, const std::vector<core::Asset>& frozen)
{
    const core::SignOff& row = move.row;
    const bool approval = row.state == AssessmentState::APPROVED;
    if (approval && frozen.empty())
        throw core::Error{core::ErrorCode::Internal, "an approved version needs its pages"};
    const auto* assessment = move.mission.find<core::Assessment>(row.assessment_id);
    const std::string message = assessment->reference + "@" + move.version + " is " + std::string{core::word(*row.state)};
    return file.commit(author, message, [&](store::Transaction& transaction) {
        if (row.state == AssessmentState::IN_REVIEW)
            for (const auto& line : analysis::linesOf(move.mission, row.assessment_id))
                transaction.update(core::Kind::LINE, line.id, analysis::derivedFields(line));
        if (approval || move.version != assessment->version)
            setVersion(transaction, row.assessment_id, move.version);
        for (const auto& part : frozen)
            transaction.putAsset(part.name, part.mime, part.bytes);
        transaction.append(row);
        if (!approval)
            return;
        const core::Mission after = afterwards(move);
        for (const AssessmentId earlier : core::supersededBy(after, row.assessment_id)) {
            core::SignOff superseded = row;
            superseded.id = 0;
            superseded.assessment_id = earlier;
            superseded.state = AssessmentState::SUPERSEDED;
            superseded.note = "Superseded by version " + move.version;
            superseded.content_hash = core::versionHash(after, earlier);
            transaction.append(superseded);
        }
    });
}

core::SignOff prepareOpinion(const core::Mission& mission, AssessmentId assessment, const OpinionRequest& request)
{
    core::SignOff row;
    row.assessment_id = assessment;
    row.opinion = request.opinion;
    row.role = request.role;
    row.author = signature(request.role, request.initials);
    row.time = request.time;
    row.note = core::normalised(request.note);
    row.content_hash = core::versionHash(mission, assessment);
    core::requireReview(mission, assessment, request.opinion, request.role, row.note);
    return row;
}

store::CommitId commitOpinion(store::MissionFile& file, const store::Author& author, const core::Mission& mission, const core::SignOff& row)
{
    return file.commit(author, "Opinion of " + std::string{core::word(row.role)} + " on " + mission.find<core::Assessment>(row.assessment_id)->reference,
                       [&row](store::Transaction& transaction) { transaction.append(row); });
}

std::vector<core::Line> currentLines(const core::Mission& mission, AssessmentId id, const core::Progress& progress)
{
    const auto* assessment = mission.find<core::Assessment>(id);
    const bool dated = assessment->as_of || assessment->period_to; // without an instant nothing can be computed
    if (core::isFrozen(mission, id) || !dated)
        return analysis::linesOf(mission, id);
    return analysis::linesOf(analysis::withComputedLines(mission, id, progress), id);
}

VersionDifference compareVersions(const core::Mission& mission, AssessmentId a, AssessmentId b, const core::Progress& progress)
{
    return compareVersions(*mission.find<core::Assessment>(a), currentLines(mission, a, progress.part(0.0, 0.5)), *mission.find<core::Assessment>(b),
                           currentLines(mission, b, progress.part(0.5, 1.0)));
}

VersionDifference compareVersions(const core::Assessment& a, std::vector<core::Line> linesOfA, const core::Assessment& b, std::vector<core::Line> linesOfB)
{
    VersionDifference difference;
    difference.fields = fieldDifferences(core::valuesOf(a), core::valuesOf(b));
    const auto linesA = byTarget(std::move(linesOfA));
    const auto linesB = byTarget(std::move(linesOfB));
    for (const auto& [key, line] : linesA)
        if (const auto other = linesB.find(key); other == linesB.end())
            difference.lines.push_back({core::LineId{line.id}, std::nullopt, {}});
        else if (auto fields = fieldDifferences(core::valuesOf(line), core::valuesOf(other->second)); !fields.empty())
            difference.lines.push_back({core::LineId{line.id}, core::LineId{other->second.id}, std::move(fields)});
    for (const auto& [key, line] : linesB)
        if (!linesA.contains(key))
            difference.lines.push_back({std::nullopt, core::LineId{line.id}, {}});
    return difference;
}

} // namespace tutela::session
