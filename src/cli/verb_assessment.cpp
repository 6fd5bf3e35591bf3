// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include "approval_p.h"
#include "assessment_json_p.h"

#include <tutela/core/text.h>
#include <tutela/core/validation.h>
#include <tutela/exchange/reference.h>
#include <tutela/session/assessment_view.h>

namespace tutela::cli {

namespace {

using core::AssessmentId;
using core::AssessmentState;
using nlohmann::json;

struct AssessmentOptions {
    std::string file, ref, other, state, opinion, role, note;
};

template <core::Words E>
E wordOf(const std::string& text, const char* what)
{
    if (const auto value = core::enumerator<E>(text))
        return *value;
    std::string list;
    for (const auto each : core::wordsOf<E>())
        list += (list.empty() ? "" : ", ") + std::string{each};
    throw core::Error{core::ErrorCode::Usage, "\"" + text + "\" is not " + what + "; there are " + list};
}

json signOffJson(const core::SignOff& row)
{
    return {{"time", core::toText(row.time)},
            {"state", row.state ? json(core::word(*row.state)) : json{}},
            {"opinion", row.opinion ? json(core::word(*row.opinion)) : json{}},
            {"role", core::word(row.role)},
            {"author", row.author},
            {"note", row.note},
            {"content_hash", row.content_hash}};
}

int list(Context& c, const AssessmentOptions& options)
{
    const auto file = openToRead(options.file);
    const auto mission = file.snapshot(c.progress());
    json versions = json::array();
    for (const auto& assessment : mission.all<core::Assessment>())
        versions.push_back({{"id", assessment.id}, {"reference", assessment.reference}, {"version", assessment.version}, {"title", assessment.title},
                            {"status", core::word(core::stateOf(mission, AssessmentId{assessment.id}))},
                            {"date", assessment.as_of ? json(core::toText(*assessment.as_of)) : json{}}, {"author", assessment.created_by}});
    if (c.json) {
        c.print({{"versions", versions}});
        return 0;
    }
    for (const auto& version : versions)
        c.out << version["reference"].get<std::string>() << "@" << version["version"].get<std::string>() << "  " << version["status"].get<std::string>()
              << "  " << (version["date"].is_null() ? "no cut-off" : mission.timeZone().readable(core::instantOf(version["date"].get<std::string>()))) << "  "
              << core::withVisibleControls(version["title"].get<std::string>()) << "\n";
    return 0;
}

int show(Context& c, const AssessmentOptions& options)
{
    const auto file = openToRead(options.file);
    const auto mission = assessable(file, c.progress());
    const auto id = exchange::resolveId<AssessmentId>(mission, options.ref);
    const core::Assessment& assessment = *mission.find<core::Assessment>(id);
    const auto state = core::stateOf(mission, id);
    const auto result = analysis::evaluate(mission, id, std::nullopt, c.progress());
    auto issues = core::validateAssessment(mission, id);
    const auto carried = session::carriedReasons(mission, id);
    issues.insert(issues.end(), carried.begin(), carried.end());
    if (!c.json) {
        printResult(c.out, mission.timeZone(), assessment, state, result);
        for (const auto& issue : issues)
            c.out << (issue.level == core::RuleLevel::W ? "note: " : "missing: ") << core::kindName(issue.kind) << " " << issue.id
                  << (issue.field.empty() ? "" : ", " + issue.field) << ": " << issue.text << "\n";
        return 0;
    }
    json document = resultJson(assessment, state, result);
    document["assessment"] = core::toJson(core::valuesOf(assessment));
    document["sign_offs"] = json::array();
    for (const auto& row : *mission.sign_offs)
        if (row.assessment_id == id)
            document["sign_offs"].push_back(signOffJson(row));
    document["checks"] = json::array();
    for (const auto& issue : issues)
        document["checks"].push_back({{"level", issue.level == core::RuleLevel::E ? "E" : (issue.level == core::RuleLevel::S ? "S" : "W")},
                                      {"kind", core::kindName(issue.kind)}, {"id", issue.id}, {"field", issue.field}, {"text", issue.text}});
    document["content_hash"] = file.assessmentHash(id);
    c.print(document);
    return 0;
}

json fieldsJson(const std::vector<session::FieldDifference>& differences)
{
    json fields = json::object();
    for (const auto& each : differences)
        fields[std::string{each.field->name}] = {{"a", core::toJson(*each.field, each.a)}, {"b", core::toJson(*each.field, each.b)}};
    return fields;
}

/// The checklist behind the vulnerability is long: of it only the boxes that changed.
void printBoxes(std::ostream& out, const core::Mission& mission, const session::FieldDifference& checklist, const std::string& indent)
{
    const auto changes = session::boxChanges(mission, checklist);
    out << indent << checklist.field->name << (changes.empty() ? ": the same boxes, for other reasons\n" : ":\n");
    for (const auto& box : changes)
        out << indent << "    " << QStringLiteral("%1, %2: %3 -> %4").arg(box.place, box.factor, box.before, box.after).toStdString() << "\n";
}

void printFields(std::ostream& out, const core::Mission& mission, const std::vector<session::FieldDifference>& differences, const std::string& indent)
{
    for (const auto& each : differences)
        if (each.field->name == "vulnerability_counted")
            printBoxes(out, mission, each, indent);
        else
            out << indent << each.field->name << ": " << core::toJson(*each.field, each.a).dump() << " -> " << core::toJson(*each.field, each.b).dump() << "\n";
}

const char* changeWord(const session::LineDifference& line) { return !line.b ? "removed" : !line.a ? "added" : "changed"; }

int diff(Context& c, const AssessmentOptions& options)
{
    const auto file = openToRead(options.file);
    const auto mission = assessable(file, c.progress());
    const auto a = exchange::resolveId<AssessmentId>(mission, options.ref);
    const auto b = exchange::resolveId<AssessmentId>(mission, options.other);
    const auto difference = session::compareVersions(mission, a, b, c.progress());
    if (c.json) {
        json lines = json::array();
        for (const auto& line : difference.lines)
            lines.push_back({{"change", changeWord(line)}, {"a", line.a ? json(line.a->value) : json{}}, {"b", line.b ? json(line.b->value) : json{}},
                             {"fields", fieldsJson(line.fields)}});
        c.print({{"fields", fieldsJson(difference.fields)}, {"lines", lines}});
    } else {
        printFields(c.out, mission, difference.fields, "");
        for (const auto& line : difference.lines) {
            c.out << "line " << (line.a ? line.a : line.b)->value << " " << changeWord(line) << "\n";
            printFields(c.out, mission, line.fields, "    ");
        }
    }
    return difference.none() ? 0 : 5;
}

int finish(Context& c, store::CommitId commit, const core::Mission& before, AssessmentId id, const std::string& version, AssessmentState state)
{
    c.committed(commit);
    const std::string reference = before.find<core::Assessment>(id)->reference;
    if (c.json)
        c.print({{"committed", commit.value}, {"reference", reference}, {"version", version}, {"state", core::word(state)}});
    else
        c.out << reference << "@" << version << " is " << core::word(state) << ".\n";
    return 0;
}

int review(Context& c, const AssessmentOptions& options)
{
    auto file = openToWrite(options.file);
    const auto mission = assessable(file, c.progress());
    const auto id = exchange::resolveId<AssessmentId>(mission, options.ref);
    const auto role = wordOf<core::Role>(options.role, "a role");
    const auto opinion = wordOf<core::Opinion>(options.opinion, "an opinion");
    const auto row = session::prepareOpinion(mission, id, {opinion, role, c.authorOf().initials, options.note, now()});
    const auto commit = session::commitOpinion(file, c.authorOf(), mission, row);
    return finish(c, commit, mission, id, mission.find<core::Assessment>(id)->version, core::stateOf(mission, id));
}

int transition(Context& c, const AssessmentOptions& options)
{
    auto file = openToWrite(options.file);
    const auto mission = assessable(file, c.progress());
    const auto id = exchange::resolveId<AssessmentId>(mission, options.ref);
    const auto to = wordOf<AssessmentState>(options.state, "a state");
    const auto role = wordOf<core::Role>(options.role, "a role");
    const auto move = session::prepareMove(mission, id, {to, role, c.authorOf().initials, options.note, now()}, c.progress());
    for (const std::string& note : move.notes)
        c.err << "note: " << note << "\n" << std::flush;
    const auto frozen = to == AssessmentState::APPROVED ? freezeVersion(session::afterwards(move), id, assetReader(file)) : std::vector<core::Asset>{};
    const auto commit = session::commitMove(file, c.authorOf(), move, frozen);
    return finish(c, commit, mission, id, move.version, to);
}

} // namespace

void addAssessment(Verbs& verbs, Context& context)
{
    auto options = std::make_shared<AssessmentOptions>();
    auto inner = std::make_shared<std::vector<std::pair<CLI::App*, int (*)(Context&, const AssessmentOptions&)>>>();
    CLI::App& verb = verbs.add("assessment", "Versions of threat assessments: list, show, compare, review and sign off", context, [options, inner](Context& c) {
        for (const auto& [command, work] : *inner)
            if (command->parsed())
                return work(c, *options);
        return 2;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.require_subcommand(1);
    const auto add = [&](const char* name, const char* summary, int (*work)(Context&, const AssessmentOptions&)) -> CLI::App& {
        CLI::App& command = *verb.add_subcommand(name, summary);
        command.add_flag("--json", context.json, "Print one JSON document");
        command.add_option("--author", context.author, "Who does it, as ROLE/INITIALS");
        inner->emplace_back(&command, work);
        return command;
    };
    const char* refText = "Reference, reference@version or id";
    add("list", "List all versions", list);
    add("show", "Show one version with its scores, checks and sign-offs", show).add_option("REF", options->ref, refText)->required();
    CLI::App& compare = add("diff", "Compare two versions field by field; ends with 5 when they differ", diff);
    compare.add_option("A", options->ref, refText)->required();
    compare.add_option("B", options->other, refText)->required();
    CLI::App& opinion = add("review", "Give a reviewer's opinion", review);
    opinion.add_option("REF", options->ref, refText)->required();
    opinion.add_option("--opinion", options->opinion, "AGREE, COMMENT or DISSENT")->required();
    opinion.add_option("--role", options->role, "Role of the reviewer")->required();
    opinion.add_option("--note", options->note, "What it is about; needed for COMMENT and DISSENT");
    CLI::App& move = add("transition", "Move a version through the sign-off states", transition);
    move.add_option("REF", options->ref, refText)->required();
    move.add_option("STATE", options->state, "IN_REVIEW, COORDINATED, CLEARED, APPROVED, DISSEMINATED, DRAFT or WITHDRAWN")->required();
    move.add_option("--role", options->role, "Role that moves it")->required();
    move.add_option("--note", options->note, "Note kept with the move; needed to send back or withdraw");
}

} // namespace tutela::cli
