// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include "application.h"
#include "approval_p.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/hash.h>
#include <tutela/exchange/reference.h>
#include <tutela/report/pdf.h>

#include <algorithm>
#include <cctype>

namespace tutela::cli {

namespace {

struct Options {
    std::string file, kind, output, format, assessment, strategy, language = "en", profile = "internal";
};

[[noreturn]] void refuse(const std::string& why) { throw core::Error{core::ErrorCode::Usage, why}; }

report::Profile profileOf(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (const auto profile = core::enumerator<report::Profile>(text))
        return *profile;
    refuse("--profile is internal, leadership, partner or public");
}

void requireKnown(const Options& options)
{
    if (options.kind == "patrol-coverage" || options.kind == "strategy" || options.kind == "flash-alert")
        refuse("reports of kind " + options.kind + " are not in this version; there is threat-assessment");
    if (options.kind != "threat-assessment")
        refuse("there is no report kind \"" + options.kind + "\"; there is threat-assessment");
    if (options.language != "en")
        refuse("reports are written in English (--lang en) in this version");
    if (!options.strategy.empty())
        refuse("--strategy goes with --kind strategy, which is not in this version");
    if (options.output == "-" && options.format != "pdf")
        refuse("with -o - say --format pdf");
}

int writeReport(Context& c, const Options& options)
{
    requireKnown(options);
    const report::Profile profile = profileOf(options.profile);
    const auto file = openToRead(options.file);
    const auto mission = file.snapshot(c.progress().part(0.0, 0.1));
    std::optional<core::AssessmentId> id;
    if (!options.assessment.empty())
        id = exchange::resolveId<core::AssessmentId>(mission, options.assessment);
    else
        id = analysis::newestAssessment(mission);
    if (!id)
        throw core::Error{core::ErrorCode::InvalidInput, "there is no assessment to report on; draft one with tutela assess FILE --save", options.file};

    std::string pdf;
    int pages = 0;
    const auto stored = core::isFrozen(mission, *id) && profile == report::Profile::INTERNAL ? file.asset(pdfAsset(*id)) : std::nullopt;
    if (stored) {
        pdf = *stored;
        pages = report::pageCount(pdf);
    } else {
        offscreenApplication();
        const auto model = report::reduce(reportModel(file, mission, *id, c.asOf(mission.timeZone())), profile);
        auto rendered = report::renderPdf(model, {programName()}, c.progress().part(0.3, 1.0));
        pdf = std::move(rendered.pdf);
        pages = rendered.pages;
    }
    c.write(options.output, pdf);
    if (c.json && options.output != "-")
        c.print({{"file", options.output}, {"pages", pages}, {"sha256", core::hex(core::sha256(pdf))},
                 {"assessment", mission.find<core::Assessment>(*id)->reference + "@" + mission.find<core::Assessment>(*id)->version}});
    else if (options.output != "-")
        c.out << "Report written: " << options.output << ", " << pages << " pages.\n";
    return 0;
}

} // namespace

void addReport(Verbs& verbs, Context& context)
{
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("report", "Write a report as PDF", context, [options](Context& c) { return writeReport(c, *options); });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("--kind", options->kind, "threat-assessment")->required();
    verb.add_option("-o,--output", options->output, "The PDF to write, or - for standard output")->required();
    verb.add_option("--format", options->format, "pdf, with -o -");
    verb.add_option("--assessment", options->assessment, "Which one (default: the newest approved, else the newest, marked DRAFT)")->type_name("REF");
    verb.add_option("--strategy", options->strategy, "For reports on a strategy")->type_name("REF");
    verb.add_option("--lang", options->language, "Language: en")->capture_default_str();
    verb.add_option("--profile", options->profile, "Who gets it: internal, leadership, partner or public")->capture_default_str();
    addAsOf(verb, context);
}

} // namespace tutela::cli
