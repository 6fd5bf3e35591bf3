// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/grade_words.h>
#include <tutela/core/text.h>

namespace tutela::report {
namespace {

void entries(Flow& flow, const std::vector<Entry>& items, double nameWidth, double valueWidth, const char* name, const char* value, const char* note)
{
    Table table;
    table.pad = 2.0;
    table.columns = {{nameWidth, name}, {valueWidth, value}, {sheet::kTextWidth - nameWidth - valueWidth, note}};
    const Style text = style::kBody.sized(8.0);
    for (const auto& item : items)
        table.rows.push_back({{{{item.name, text.with(QFont::Medium)}}, {{item.value, text}}, {{item.note, style::kSmall.sized(7.6)}}}});
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

/// What the letter and the number of a grade mean.
std::string gradeKey()
{
    std::string key = "Grade: the source is";
    for (const auto letter : core::wordsOf<core::Reliability>())
        key += (letter == "A" ? " " : ", ") + std::string{letter} + " " + std::string{core::meaningOf(*core::enumerator<core::Reliability>(letter))};
    key += "; the information is";
    for (int number = core::kBestCredibility; number <= core::kWorstCredibility; ++number)
        key += (number == core::kBestCredibility ? " " : ", ") + std::to_string(number) + " " + std::string{core::meaningOfCredibility(number)};
    return key + ". ";
}

} // namespace

void limitPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.continueSection(part::kLimits, 330.0);
    flow.title(model.text.limits_title);
    flow.box("Confidence: " + model.text.confidence_word, model.text.confidence);
    list(flow, "What is not known", model.gaps, "No information gap is written down; this does not mean that there is none.");
    list(flow, "Limits of the data", model.limits, "None noted.");
    list(flow, "Assumptions", model.assumptions, "None written down.");
    list(flow, "Dissent", model.dissent, "No reviewer dissented.");
    flow.heading("How old the data are", "Information cut-off " + model.head.as_of_text, 80.0);
    entries(flow, model.data_ages, 150.0, 150.0, "Data", "Newest", "Remark");
}

void methodPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.continueSection(part::kMethod, 200.0);
    flow.title("Parameters, and what the words mean");
    if (!model.parameters.empty()) {
        flow.heading("Parameters", core::kScoringMethod);
        entries(flow, model.parameters, 110.0, 130.0, "Parameter", "Value", "Used for");
    }
    flow.heading("What the words mean");
    entries(flow, model.definitions, 110.0, 130.0, "Word", "Value", "Meaning");
    flow.paragraph(std::string{core::kScoringMethod} + ". The ingredients (actor, intent, capability, opportunity, vulnerability, protection) are doctrine; the numbers are not.",
                   style::kNote);
}

void evidencePages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    if (model.profile >= Profile::PARTNER)
        return;
    const bool full = model.profile == Profile::INTERNAL;
    flow.continueSection(part::kEvidence, 200.0);
    flow.title(model.text.evidence_title);
    flow.paragraph(std::string{"Numbers are those that lines and actions cite; the record is its id in the mission file. "} +
                       (full ? gradeKey() + "Sources are named by class only, persons never." : "Sources are left out; persons are never named."), style::kNote);
    Table table;
    table.pad = 0.9;
    table.gap = 4.0;
    table.columns = {{19.0, "No"}, {73.0, "Date"}, {84.0, "Place"}, {0.0, "What"}, {28.0, "Lines"}};
    if (full) {
        table.columns.push_back({92.0, "Source class"});
        table.columns.push_back({24.0, "Grade"});
    }
    table.columns.push_back({57.0, "Record"});
    double used = 0.0;
    for (const auto& column : table.columns)
        used += column.width;
    table.columns[3].width = sheet::kTextWidth - used;
    const Style text{6.8, QFont::Normal, palette::kInk, 1.28};
    for (const auto& item : model.evidence) {
        const std::string what = (item.kind == "Alert" && item.category != "Alert" ? "Alert: " + words::lowered(item.category) : item.category) +
                                 (item.summary.empty() ? "" : ", " + item.summary) + (item.contradicts ? " (speaks against the judgement)" : "");
        Row row{{{{std::to_string(item.number), text}}, {{item.date_text, text}}, {{item.place, text}}, {{what, text}},
                 {{words::ranges(item.lines), text}}}};
        if (full) {
            row.cells.push_back({{item.source_class.empty() ? "not known" : item.source_class, text}});
            row.cells.push_back({{item.grade.empty() ? "–" : item.grade, text}});
        }
        row.cells.push_back({{item.record == 0 ? "–" : std::to_string(item.record), text.with(palette::kText3).sized(6.4)}});
        table.rows.push_back(std::move(row));
    }
    flow.table(table);
}

void recordPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    const Head& head = model.head;
    flow.continueSection(part::kRecord, 170.0);
    flow.title("Versions, fingerprint and program");
    flow.heading("Change log");
    Table table;
    table.pad = 2.4;
    table.columns = {{52.0, "Version"}, {90.0, "State"}, {78.0, "Date"}, {120.0, "By"}, {sheet::kTextWidth - 340.0, "Note"}};
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
