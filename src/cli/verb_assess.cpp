// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include "approval_p.h"
#include "assessment_json_p.h"

#include <tutela/analysis/submission.h>
#include <tutela/core/references.h>
#include <tutela/core/sign_off.h>
#include <tutela/exchange/reference.h>

#include <algorithm>
#include <chrono>

namespace tutela::cli {

namespace {

using core::AssessmentId;
using core::AssessmentState;

/// What `assess` works on: a stored draft that is computed again, or a new one (from the last version, or from scratch).
struct Subject {
    core::Assessment assessment;
    AssessmentState state = AssessmentState::DRAFT;
    analysis::AssessmentResult result;
    bool stored = false;
};

/// The month of the day before the cut-off. A whole day: a cut-off at midnight UTC is not midnight in the mission's zone, and
/// must not fall into the next month because of that hour.
core::Period monthBefore(core::Instant asOf, const core::TimeZone& zone)
{
    return core::monthPeriod(core::toText(zone.dayAt(asOf - std::chrono::days{1})).substr(0, 7), zone);
}

bool sameScope(const core::Assessment& assessment, std::optional<core::AreaId> area)
{
    return area ? assessment.area_ids == std::vector{*area} : assessment.area_ids.empty();
}

core::Period monthNamed(const std::string& text, const core::TimeZone& zone)
{
    try {
        return core::monthPeriod(text, zone);
    } catch (const core::Error& error) {
        throw core::Error{core::ErrorCode::Usage, error.message(), "--period"};
    }
}

/// The newest version of this scope in the wanted period that can still change; empty when there is none.
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

Subject workOn(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period, core::Instant asOf,
             const core::Progress& progress)
{
    Subject work;
    if (const auto open = openVersion(mission, area, period)) {
        work.assessment = *mission.find<core::Assessment>(*open);
        work.state = core::stateOf(mission, *open);
        work.result = analysis::evaluate(mission, *open, asOf, progress);
        for (std::string& note : analysis::leftOut(mission, *open))
            work.result.notes.push_back(std::move(note));
        work.stored = true;
        return work;
    }
    analysis::AssessmentDraft draft;
    if (const auto last = lastApproved(mission, area)) {
        draft = analysis::continueFrom(mission, *last, period, asOf, progress);
        const auto* approved = mission.find<core::Assessment>(*last);
        draft.assessment.reference = approved->reference;
        draft.assessment.version = core::versionOfNextDraft(approved->version, core::versionsOf(mission, approved->reference));
    } else {
        draft = analysis::draft(mission, {area, period, asOf}, progress);
        std::vector<std::string> taken;
        for (const auto& other : mission.all<core::Assessment>())
            taken.push_back(other.reference);
        const core::Area* scope = area ? mission.find<core::Area>(*area) : nullptr;
        const std::string year = core::toText(mission.timeZone().dayAt(asOf - std::chrono::seconds{1})).substr(0, 4);
        draft.assessment.reference = core::nextReference("TA", scope != nullptr ? codeOf(*scope) : std::string{}, std::stoi(year), taken);
        draft.assessment.version = "0.1";
    }
    work.assessment = std::move(draft.assessment);
    work.result = std::move(draft.result);
    return work;
}

store::CommitId save(store::MissionFile& file, const store::Author& author, Subject& work)
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

} // namespace

void addAssess(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, area, period;
        bool save = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("assess", "Draft the threat assessment of an area and month, or compute its draft again", context, [options](Context& c) {
        auto file = options->save ? openToWrite(options->file) : openToRead(options->file);
        const auto mission = file.snapshot(c.progress());
        const auto zone = mission.timeZone();
        std::optional<core::AreaId> area;
        if (!options->area.empty())
            area = exchange::resolveId<core::AreaId>(mission, options->area);
        std::optional<core::Period> period;
        if (!options->period.empty())
            period = monthNamed(options->period, zone);
        const auto given = c.asOf(zone);
        const auto asOf = given ? *given : analysis::referenceTime(mission, period ? std::optional{period->to} : std::nullopt, now());
        Subject work = workOn(mission, area, period ? *period : monthBefore(asOf, zone), asOf, c.progress());
        if (options->save)
            c.committed(save(file, c.authorOf(), work));
        if (c.json)
            c.print(resultJson(work.assessment, work.state, work.result));
        else
            printResult(c.out, work.assessment, work.state, work.result);
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("--area", options->area, "Id, code, P-code or name of the area (default: the whole mission)");
    verb.add_option("--period", options->period, "The month, for example 2026-10 (default: the month of the day before the cut-off)")->type_name("YYYY-MM");
    verb.add_flag("--save", options->save, "Store the draft in the mission file");
    addAsOf(verb, context);
}

} // namespace tutela::cli
