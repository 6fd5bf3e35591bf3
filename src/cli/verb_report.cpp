// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include "application.h"
#include "approval_p.h"
#include "profile_p.h"
#include "report_coverage_p.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/program.h>
#include <tutela/core/hash.h>
#include <tutela/exchange/reference.h>
#include <tutela/report/frozen.h>
#include <tutela/report/pdf.h>
#include <tutela/session/reach_cells.h>

#include <nlohmann/json.hpp>

namespace tutela::cli {

namespace {

struct ReportOptions {
    std::string file, kind, output, format, assessment, strategy, from, to, language = "en", profile = "internal";
};

constexpr std::string_view kAssessment = "threat-assessment", kCoverage = "patrol-coverage";

[[noreturn]] void refuseReport(const std::string& why) { throw core::Error{core::ErrorCode::Usage, why}; }

void requireKnown(const ReportOptions& options)
{
    if (options.kind == "strategy" || options.kind == "flash-alert")
        refuseReport("reports of kind " + options.kind + " are not in this version; there are threat-assessment and patrol-coverage");
    if (options.kind != kAssessment && options.kind != kCoverage)
        refuseReport("there is no report kind \"" + options.kind + "\"; there are threat-assessment and patrol-coverage");
    if (options.kind == kCoverage && !options.assessment.empty())
        refuseReport("--assessment goes with --kind threat-assessment; a patrol coverage review takes --from and --to");
    if (options.kind == kAssessment && !(options.from + options.to).empty())
        refuseReport("--from and --to go with --kind patrol-coverage; a threat assessment has its own period");
    if (options.language != "en")
        refuseReport("reports are written in English (--lang en) in this version");
    if (!options.strategy.empty())
        refuseReport("--strategy goes with --kind strategy, which is not in this version");
    if (options.output == "-" && options.format != "pdf")
        refuseReport("with -o - say --format pdf");
}

std::string named(const core::Mission& mission, core::AssessmentId id)
{
    const auto& assessment = *mission.find<core::Assessment>(id);
    return assessment.reference + "@" + assessment.version;
}

/// The version asked for, else the newest approved, else the newest; with --as-of of those that were known then.
core::AssessmentId chosen(const core::Mission& mission, const ReportOptions& options, std::optional<core::Instant> asOf)
{
    if (!options.assessment.empty()) {
        const auto id = exchange::resolveId<core::AssessmentId>(mission, options.assessment);
        if (asOf && core::isFrozen(mission, id) && mission.find<core::Assessment>(id)->as_of > asOf)
            throw core::Error{core::ErrorCode::Usage, named(mission, id) + " has the information cut-off " +
                                                          mission.timeZone().readable(*mission.find<core::Assessment>(id)->as_of) +
                                                          " and an approved version does not change; ask for a later --as-of or an earlier version"};
        return id;
    }
    if (asOf)
        if (const auto known = analysis::newestAssessment(mission, {}, asOf))
            return *known;
    if (const auto newest = analysis::newestAssessment(mission); newest && !(asOf && core::isFrozen(mission, *newest)))
        return *newest;
    throw core::Error{core::ErrorCode::InvalidInput, asOf ? "no assessment was known at that time; ask for a later --as-of"
                                                          : "there is no assessment to report on; draft one with tutela assess FILE --save",
                      options.file};
}

/// What a reader of the default choice would not know: that an approved version keeps its cut-off, and that a newer draft exists.
std::vector<std::string> notesOn(const core::Mission& mission, core::AssessmentId id, const ReportOptions& options, std::optional<core::Instant> asOf)
{
    std::vector<std::string> notes;
    const auto& version = *mission.find<core::Assessment>(id);
    if (!core::isFrozen(mission, id))
        return notes;
    if (asOf && version.as_of && version.as_of != asOf)
        notes.push_back(named(mission, id) + " is approved and keeps its information cut-off, " + mission.timeZone().readable(*version.as_of) + ".");
    if (!options.assessment.empty())
        return notes;
    std::optional<core::AssessmentId> newer;
    for (const auto& other : mission.all<core::Assessment>()) {
        const core::AssessmentId at{other.id};
        const bool open = !core::isFrozen(mission, at) && core::stateOf(mission, at) != core::AssessmentState::WITHDRAWN;
        if (open && other.as_of > (newer ? mission.find<core::Assessment>(*newer)->as_of : version.as_of))
            newer = at;
    }
    if (newer)
        notes.push_back("A newer draft exists, " + named(mission, *newer) + "; print it with --assessment " + named(mission, *newer) + ".");
    return notes;
}

report::ReportModel modelOf(const store::MissionFile& file, const core::Mission& mission, core::AssessmentId id, std::optional<core::Instant> asOf)
{
    const auto folder = std::filesystem::absolute(file.path()).parent_path();
    const report::Assets assets{assetReader(file), [&file] { return file.assetNames(); }, session::reachCellsOf({folder, assetReader(file)})};
    return report::modelOf(mission, id, assets, folder, core::programName(), asOf);
}

struct Printed {
    std::string pdf;
    int pages = 0;
};

/// Writes the file and says so. @param more  of the JSON answer
void tell(Context& c, const ReportOptions& options, const Printed& printed, const std::vector<std::string>& notes, nlohmann::json more)
{
    c.write(options.output, printed.pdf);
    for (const auto& note : notes)
        c.err << "note: " << note << "\n";
    if (options.output == "-")
        return;
    if (!c.json) {
        c.out << "Report written: " << options.output << ", " << printed.pages << " pages.\n";
        return;
    }
    more.update({{"file", options.output}, {"pages", printed.pages}, {"sha256", core::hex(core::sha256(printed.pdf))}, {"notes", notes}});
    c.print(more);
}

int writeCoverage(Context& c, const ReportOptions& options)
{
    const report::Profile profile = profileOf(options.profile);
    if (profile == report::Profile::PUBLIC)
        refuseReport("there is no patrol coverage review for the public: it tells where help does not come; the widest profile is partner");
    const auto file = openToRead(options.file);
    const auto mission = std::make_shared<const core::Mission>(file.snapshot(c.progress().part(0.0, 0.1)));
    const CoveragePeriod when = coveragePeriod(c, *mission, options.from, options.to);
    offscreenApplication();
    auto made = coverageReport(file, mission, when, c.progress().part(0.1, 0.7));
    auto rendered = report::renderPdf(report::reduce(std::move(made.model), profile), {core::programName()}, c.progress().part(0.7, 1.0));
    tell(c, options, {std::move(rendered.pdf), rendered.pages}, made.notes,
         {{"period", {{"from", core::toText(when.period.from)}, {"to", core::toText(when.period.to)}}}, {"as_of", core::toText(when.as_of)}});
    return 0;
}

int writeAssessment(Context& c, const ReportOptions& options)
{
    const report::Profile profile = profileOf(options.profile);
    const auto file = openToRead(options.file);
    const auto mission = assessable(file, c.progress().part(0.0, 0.1));
    const auto asOf = c.asOf(mission.timeZone());
    const core::AssessmentId id = chosen(mission, options, asOf);
    const std::vector<std::string> notes = notesOn(mission, id, options, asOf);

    std::string pdf;
    int pages = 0;
    const auto stored = core::isFrozen(mission, id) && profile == report::Profile::INTERNAL ? file.asset(report::pdfAssetName(id)) : std::nullopt;
    if (stored) {
        pdf = *stored;
        pages = report::pageCount(pdf);
    } else {
        offscreenApplication();
        const auto model = report::reduce(modelOf(file, mission, id, asOf), profile);
        auto rendered = report::renderPdf(model, {core::programName()}, c.progress().part(0.3, 1.0));
        pdf = std::move(rendered.pdf);
        pages = rendered.pages;
    }
    tell(c, options, {std::move(pdf), pages}, notes, {{"assessment", named(mission, id)}});
    return 0;
}

} // namespace

void addReport(Verbs& verbs, Context& context)
{
    auto options = std::make_shared<ReportOptions>();
    CLI::App& verb = verbs.add("report", "Write a report as PDF", context, [options](Context& c) {
        requireKnown(*options);
        return options->kind == kCoverage ? writeCoverage(c, *options) : writeAssessment(c, *options);
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("--kind", options->kind, "threat-assessment or patrol-coverage")->required();
    verb.add_option("-o,--output", options->output, "The PDF to write, or - for standard output")->required();
    verb.add_option("--format", options->format, "pdf, with -o -");
    verb.add_option("--assessment", options->assessment, "Which one (default: the newest approved, else the newest, marked DRAFT)")->type_name("REF");
    verb.add_option("--from", options->from, "Of a patrol coverage review: first day or instant (default: 30 days before the end)");
    verb.add_option("--to", options->to, "The same: day or instant after the last (default: the information cut-off)");
    verb.add_option("--strategy", options->strategy, "For reports on a strategy")->type_name("REF");
    verb.add_option("--lang", options->language, "Language: en")->capture_default_str();
    verb.add_option("--profile", options->profile, "Who gets it: internal, leadership, partner or public")->capture_default_str();
    addAsOf(verb, context);
}

} // namespace tutela::cli
