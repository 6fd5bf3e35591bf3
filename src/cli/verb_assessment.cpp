// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include "approval_p.h"
#include "assessment_json_p.h"

#include <tutela/analysis/submission.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/text.h>
#include <tutela/core/validation.h>
#include <tutela/exchange/reference.h>

#include <map>

namespace tutela::cli {

namespace {

using core::AssessmentId;
using core::AssessmentState;
using nlohmann::json;

struct Options {
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

int list(Context& c, const Options& options)
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
              << "  " << (version["date"].is_null() ? "no cut-off" : version["date"].get<std::string>()) << "  "
              << core::withVisibleControls(version["title"].get<std::string>()) << "\n";
    return 0;
}

int show(Context& c, const Options& options)
{
    const auto file = openToRead(options.file);
    const auto mission = file.snapshot(c.progress());
    const auto id = exchange::resolveId<AssessmentId>(mission, options.ref);
    const core::Assessment& assessment = *mission.find<core::Assessment>(id);
    const auto state = core::stateOf(mission, id);
    const auto result = analysis::evaluate(mission, id, std::nullopt, c.progress());
    const auto issues = core::validateAssessment(mission, id);
    if (!c.json) {
        printResult(c.out, assessment, state, result);
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

/// What stands in a field of both versions where they differ.
json fieldDifferences(const core::RecordValues& a, const core::RecordValues& b)
{
    json differences = json::object();
    const auto fields = core::fieldsOf(a.kind);
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (!fields[i].system && a.values[i] != b.values[i])
            differences[std::string{fields[i].name}] = {{"a", core::toJson(fields[i], a.values[i])}, {"b", core::toJson(fields[i], b.values[i])}};
    return differences;
}

/// Lines of two versions belong together by threat and places.
std::map<std::string, core::Line> linesByTarget(const core::Mission& mission, AssessmentId id)
{
    std::map<std::string, core::Line> lines;
    for (auto& line : analysis::linesOf(mission, id)) {
        std::string key = line.threat_id ? std::to_string(line.threat_id->value) : "";
        for (const auto place : line.place_ids)
            key += " " + std::to_string(place.value);
        for (const auto area : line.area_ids)
            key += " a" + std::to_string(area.value);
        lines.emplace(std::move(key), std::move(line));
    }
    return lines;
}

int diff(Context& c, const Options& options)
{
    const auto file = openToRead(options.file);
    const auto mission = file.snapshot(c.progress());
    const auto a = exchange::resolveId<AssessmentId>(mission, options.ref);
    const auto b = exchange::resolveId<AssessmentId>(mission, options.other);
    const auto linesA = linesByTarget(mission, a);
    const auto linesB = linesByTarget(mission, b);
    json lines = json::array();
    for (const auto& [key, line] : linesA)
        if (const auto other = linesB.find(key); other == linesB.end())
            lines.push_back({{"change", "removed"}, {"a", line.id}, {"b", nullptr}, {"fields", json::object()}});
        else if (const auto fields = fieldDifferences(core::valuesOf(line), core::valuesOf(other->second)); !fields.empty())
            lines.push_back({{"change", "changed"}, {"a", line.id}, {"b", other->second.id}, {"fields", fields}});
    for (const auto& [key, line] : linesB)
        if (!linesA.contains(key))
            lines.push_back({{"change", "added"}, {"a", nullptr}, {"b", line.id}, {"fields", json::object()}});
    const json fields = fieldDifferences(core::valuesOf(*mission.find<core::Assessment>(a)), core::valuesOf(*mission.find<core::Assessment>(b)));
    if (c.json) {
        c.print({{"fields", fields}, {"lines", lines}});
    } else {
        for (const auto& [name, values] : fields.items())
            c.out << name << ": " << values["a"].dump() << " -> " << values["b"].dump() << "\n";
        for (const auto& line : lines) {
            c.out << "line " << (line["a"].is_null() ? line["b"] : line["a"]).dump() << " " << line["change"].get<std::string>() << "\n";
            for (const auto& [name, values] : line["fields"].items())
                c.out << "    " << name << ": " << values["a"].dump() << " -> " << values["b"].dump() << "\n";
        }
    }
    return fields.empty() && lines.empty() ? 0 : 5;
}

core::SignOff rowOf(const Context& c, const Options& options, AssessmentId id, const store::MissionFile& file)
{
    core::SignOff row;
    row.assessment_id = id;
    row.role = wordOf<core::Role>(options.role, "a role");
    row.author = std::string{core::word(row.role)} + "/" + c.authorOf().initials;
    row.time = now();
    row.note = core::normalised(options.note);
    row.content_hash = file.assessmentHash(id);
    return row;
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

int review(Context& c, const Options& options)
{
    auto file = openToWrite(options.file);
    const auto mission = file.snapshot(c.progress());
    const auto id = exchange::resolveId<AssessmentId>(mission, options.ref);
    core::SignOff row = rowOf(c, options, id, file);
    row.opinion = wordOf<core::Opinion>(options.opinion, "an opinion");
    core::requireReview(mission, id, *row.opinion, row.role, row.note);
    const auto commit = file.commit(c.authorOf(), "Opinion of " + std::string{core::word(row.role)} + " on " + mission.find<core::Assessment>(id)->reference,
                                    [&row](store::Transaction& transaction) { transaction.append(row); });
    return finish(c, commit, mission, id, mission.find<core::Assessment>(id)->version, core::stateOf(mission, id));
}

int transition(Context& c, const Options& options)
{
    auto file = openToWrite(options.file);
    auto mission = file.snapshot(c.progress());
    const auto id = exchange::resolveId<AssessmentId>(mission, options.ref);
    const auto to = wordOf<AssessmentState>(options.state, "a state");
    if (to == AssessmentState::IN_REVIEW && core::stateOf(mission, id) == AssessmentState::DRAFT)
        mission = analysis::withComputedLines(mission, id, c.progress());
    core::SignOff row = rowOf(c, options, id, file);
    row.state = to;
    core::requireTransition(mission, id, to, row.role, row.note);
    if (to == AssessmentState::COORDINATED || to == AssessmentState::CLEARED || to == AssessmentState::APPROVED)
        analysis::requireNumbersAsSubmitted(mission, id, c.progress());
    if (to == AssessmentState::IN_REVIEW)
        for (const std::string& note : analysis::leftOut(mission, id))
            c.err << "note: " << note << "\n" << std::flush;
    const auto* moved = mission.find<core::Assessment>(id);
    const std::string version = core::versionAfter(moved->version, to, core::versionsOf(mission, moved->reference));
    const auto commit = to == AssessmentState::APPROVED ? approve(file, c.authorOf(), mission, row, version)
                                                        : moveOn(file, c.authorOf(), mission, row, version);
    return finish(c, commit, mission, id, version, to);
}

} // namespace

void addAssessment(Verbs& verbs, Context& context)
{
    auto options = std::make_shared<Options>();
    auto inner = std::make_shared<std::vector<std::pair<CLI::App*, int (*)(Context&, const Options&)>>>();
    CLI::App& verb = verbs.add("assessment", "Versions of threat assessments: list, show, compare, review and sign off", context, [options, inner](Context& c) {
        for (const auto& [command, work] : *inner)
            if (command->parsed())
                return work(c, *options);
        return 2;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.require_subcommand(1);
    const auto add = [&](const char* name, const char* summary, int (*work)(Context&, const Options&)) -> CLI::App& {
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
