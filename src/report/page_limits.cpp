// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

namespace tutela::report {
namespace {

constexpr double kWidth = sheet::kTextWidth;

void entries(Flow& flow, const std::vector<Entry>& items, double nameWidth, double valueWidth, const char* name, const char* value, const char* note)
{
    Table table;
    table.pad = 3.2;
    table.columns = {{nameWidth, name}, {valueWidth, value}, {kWidth - nameWidth - valueWidth, note}};
    const Style text = style::kBody.sized(8.4);
    for (const auto& item : items)
        table.rows.push_back({{{{item.name, text.with(QFont::Medium)}}, {{item.value, text}}, {{item.note, style::kSmall}}}});
    flow.table(table);
}

void list(Flow& flow, const char* head, const std::vector<std::string>& items, const char* none)
{
    flow.heading(head, {}, 30.0);
    if (items.empty())
        flow.paragraph(none, style::kGrey);
    else
        flow.bullets(items);
}

} // namespace

void limitPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.startSection(part::kLimits);
    flow.title(model.text.limits_title);
    flow.box("Confidence: " + model.text.confidence_word, model.text.confidence);
    if (!model.bluf.empty()) {
        flow.heading("The adviser's bottom line", {}, 30.0);
        flow.paragraph(model.bluf);
    }
    if (!model.situation.empty()) {
        flow.heading("Situation", {}, 30.0);
        flow.paragraph(model.situation);
    }
    list(flow, "What is not known", model.gaps, "No information gap is written down; this does not mean that there is none.");
    list(flow, "Limits of the data", model.limits, "None noted.");
    list(flow, "Assumptions", model.assumptions, "None written down.");
    list(flow, "Dissent", model.dissent, "No reviewer dissented.");
    flow.heading("How old the data are", "information cut-off " + model.head.as_of_text);
    entries(flow, model.data_ages, 150.0, 150.0, "Data", "Newest", "Remark");
    if (!model.parameters.empty()) {
        flow.heading("Parameters", core::kScoringMethod);
        entries(flow, model.parameters, 150.0, 150.0, "Parameter", "Value", "Used for");
    }
    flow.heading("What the words mean");
    entries(flow, model.definitions, 100.0, 110.0, "Word", "Value", "Meaning");
    flow.paragraph(std::string{core::kScoringMethod} + ". The ingredients (actor, intent, capability, opportunity, vulnerability, protection) are doctrine; the numbers are not.",
                   style::kNote);
}

void evidencePages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    if (model.profile >= Profile::PARTNER)
        return;
    flow.startSection(part::kEvidence);
    flow.title(model.text.evidence_title);
    flow.paragraph("Numbers are those that lines and actions cite. Grade: reliability of the source A to F and credibility of the information 1 to 6; F and 6 mean no basis to judge. "
                   "Sources are named by class only, persons never.", style::kNote);
    const bool full = model.profile == Profile::INTERNAL;
    Table table;
    table.pad = 3.2;
    table.columns = {{28.0, "No"}, {44.0, "Type"}, {74.0, "Date"}, {96.0, "Place"}, {kWidth - 276.0 - (full ? 100.0 : 0.0), "What"}, {34.0, "Lines"}};
    if (full) {
        table.columns.push_back({68.0, "Source class"});
        table.columns.push_back({32.0, "Grade"});
    }
    const Style text = style::kBody.sized(8.0);
    for (const auto& item : model.evidence) {
        const std::string what = item.category + (item.summary.empty() ? "" : ": " + item.summary) + (item.contradicts ? " (speaks against the judgement)" : "");
        Row row{{{{std::to_string(item.number), text}}, {{item.kind, text}}, {{item.date_text, text}}, {{item.place, text}}, {{what, text}},
                 {{words::joined(item.lines), text}}}};
        if (full) {
            row.cells.push_back({{item.source_class.empty() ? "not known" : item.source_class, text}});
            row.cells.push_back({{item.grade.empty() ? "–" : item.grade, text}});
        }
        table.rows.push_back(std::move(row));
    }
    flow.table(table);
}

void recordPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    const Head& head = model.head;
    flow.startSection(part::kRecord);
    flow.title("Versions, fingerprint and program");
    flow.heading("Change log");
    Table table;
    table.pad = 3.6;
    table.columns = {{52.0, "Version"}, {90.0, "State"}, {78.0, "Date"}, {120.0, "By"}, {kWidth - 340.0, "Note"}};
    table.empty = "No state was recorded: this is a draft.";
    for (const auto& version : model.versions)
        table.rows.push_back({{{{version.version, style::kBold}}, {{version.state, style::kBody}}, {{words::day(version.day, "–"), style::kBody}},
                               {{version.by, style::kBody}}, {{version.note, style::kGrey}}}});
    flow.table(table);
    flow.heading("This document");
    flow.labelled("Reference", head.reference + ", version " + head.version);
    if (!head.title.empty())
        flow.labelled("Title", head.title);
    flow.labelled("Mission", head.mission);
    std::vector<std::string> contributors;
    for (const auto component : head.contributors)
        contributors.push_back(words::of(component));
    flow.labelled("Contributors", contributors.empty() ? "Not stated." : words::list(contributors, 20) + ".");
    flow.labelled("Distribution", head.distribution.empty() ? "Not set." : head.distribution);
    flow.labelled("Fingerprint", head.fingerprint.empty() ? "Not computed." : head.fingerprint);
    flow.labelled("Program", context.program.empty() || context.program == head.program
                                 ? head.program
                                 : "Values by " + head.program + ", pages by " + context.program);
    if (!model.text.precision_note.empty())
        flow.labelled("Profile", words::plain(core::word(model.profile)) + ". " + model.text.precision_note);
}

} // namespace tutela::report
