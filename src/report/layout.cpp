// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_coverage_p.h"
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/hash.h>

#include <algorithm>

namespace tutela::report {
namespace {

std::string upper(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

void put(Document& document, const PageContext& context)
{
    Flow flow{document};
    const ReportModel& model = context.model;
    coverPage(flow, context);
    if (model.coverage) {
        coveragePages(flow, context);
        return;
    }
    if (model.profile == Profile::PUBLIC) {
        areaCountPages(flow, context);
        return;
    }
    const auto put = [&](ReportPart part, auto pages) {
        if (!isLeftOut(model, part))
            pages(flow, context);
    };
    context.progress.step(0.1, "Laying out pages");
    const bool told = summaryPage(flow, context);
    put(ReportPart::MAP, mapPage);
    context.progress.step(0.3);
    if (!isLeftOut(model, ReportPart::TABLE)) {
        priorityTable(flow, context, told);
        trends(flow, context);
    }
    put(ReportPart::CHANGES, changePages);
    put(ReportPart::LINES, linePages);
    context.progress.step(0.6);
    put(ReportPart::ACTIONS, actionPages);
    put(ReportPart::HARM, harmPages);
    limitPages(flow, context);
    put(ReportPart::ARITHMETIC, arithmeticPages);
    context.progress.step(0.8);
    put(ReportPart::EVIDENCE, evidencePages);
    put(ReportPart::METHOD, methodPages);
    recordPages(flow, context);
    context.progress.step(1.0);
}

/// Puts one line of text into a frame; a name too long for it is shortened with "…".
void frameText(QPainter& painter, const std::string& text, const Style& style, double x, double y, double width)
{
    const TextBlock block{shortened(text, style, width), style, width};
    block.paint(painter, {x, y}, 0, 1);
}

} // namespace

std::string PageContext::seePage(std::string_view bookmark) const
{
    for (const ReportPart part : model.left_out)
        if (titleOf(part) == bookmark)
            return "a page left out of this copy";
    const int page = earlier ? earlier->pageOf(bookmark) : 0;
    return page > 0 ? "page " + std::to_string(page) : "a later page";
}

std::string titleOf(ReportPart which)
{
    switch (which) {
    case ReportPart::MAP: return part::kMap;
    case ReportPart::TABLE: return part::kTable;
    case ReportPart::LINES: return part::kLines;
    case ReportPart::CHANGES: return part::kChanges;
    case ReportPart::ACTIONS: return part::kActions;
    case ReportPart::HARM: return part::kHarm;
    case ReportPart::ARITHMETIC: return part::kArithmetic;
    case ReportPart::EVIDENCE: return part::kEvidence;
    case ReportPart::METHOD: return part::kMethod;
    }
    return {};
}

bool isLeftOut(const ReportModel& model, ReportPart part)
{
    return std::find(model.left_out.begin(), model.left_out.end(), part) != model.left_out.end();
}

std::string kindOf(const ReportModel& model) { return model.coverage ? "Patrol coverage review" : "Threat assessment"; }

bool isExtract(const ReportModel& model) { return model.profile != Profile::PUBLIC && !model.left_out.empty(); }

bool isDraft(const ReportModel& model)
{
    return model.head.state < core::AssessmentState::APPROVED || model.head.state == core::AssessmentState::WITHDRAWN;
}

std::string markingLine(const ReportModel& model)
{
    std::string text = upper(model.head.marking ? words::of(*model.head.marking) : std::string{"Marking not set"});
    if (isDraft(model))
        text += model.head.state == core::AssessmentState::WITHDRAWN ? " — WITHDRAWN" : " — DRAFT, NOT APPROVED";
    if (model.head.demonstration)
        text += " — DEMONSTRATION DATA";
    return text;
}

Document layOut(const ReportModel& model, const std::string& program, const core::Progress& progress)
{
    Document document;
    put(document, {model, nullptr, program, progress.part(0.0, 0.9)});
    if (model.profile == Profile::PUBLIC)
        return document;
    // The summary names pages that come after it: laid out again, on its one page, once they are known.
    Document summary;
    Flow flow{summary};
    const PageContext again{model, &document, program, progress.part(0.9, 1.0)};
    if (model.coverage)
        bottomLinePage(flow, again);
    else
        summaryPage(flow, again);
    document.replacePage(document.pageOf(model.coverage ? part::kBottomLine : part::kSummary) - 1, summary);
    return document;
}

void paintFooter(QPainter& painter, const ReportModel& model, int page, int pages)
{
    using namespace sheet;
    const Head& head = model.head;
    const double foot = kHeight - 43.0;
    painter.setPen(QPen{palette::kRule, 0.5, Qt::SolidLine, Qt::FlatCap});
    painter.drawLine(QPointF{kLeft, foot}, QPointF{kLeft + kTextWidth, foot});
    const Style small{6.9, QFont::Normal, palette::kText3, 1.3};
    std::string line = head.reference + (model.coverage ? " · information cut-off " + head.as_of_text : " · version " + head.version);
    if (!head.approved.day.empty())
        line += ", approved " + words::day(head.approved.day);
    line += " · fingerprint " + core::fingerprint(head.fingerprint);
    if (isExtract(model))
        line = "Extract of " + line;
    frameText(painter, line, small, kLeft, foot + 4.0, kTextWidth - 205.0);
    if (model.profile != Profile::PUBLIC)
        frameText(painter, core::kScoringMethod, small.with(Align::Right), kLeft + kTextWidth - 200.0, foot + 4.0, 155.0);
    frameText(painter, std::to_string(page) + " / " + std::to_string(pages), {7.5, QFont::Bold, palette::kInk, 1.3, 0.0, Align::Right},
              kLeft + kTextWidth - 40.0, foot + 3.6, 40.0);
}

void paintFrame(QPainter& painter, const ReportModel& model, const std::string& section, int page, int pages)
{
    using namespace sheet;
    const Head& head = model.head;
    const Style marking{7.5, QFont::Bold, palette::kAmber, 1.3, 8.0, Align::Centre};
    const std::string mark = markingLine(model);
    frameText(painter, mark, marking, kLeft, 22.0, kTextWidth);
    frameText(painter, mark, marking, kLeft, kHeight - 25.0, kTextWidth);

    const Style name{7.8, QFont::Bold, palette::kInk, 1.3};
    const Style grey{7.8, QFont::Normal, palette::kText2, 1.3};
    const std::string mission = shortened(head.mission, name, 180.0);
    const double used = TextBlock{mission, name, 180.0}.naturalWidth();
    frameText(painter, mission, name, kLeft, 35.5, 180.0);
    frameText(painter, kindOf(model) + ", " + head.month, grey, kLeft + used + 10.0, 35.5, kTextWidth - used - 170.0);
    frameText(painter, section, grey.with(Align::Right), kLeft + kTextWidth - 155.0, 35.5, 155.0);
    painter.setPen(QPen{palette::kInk, 0.8, Qt::SolidLine, Qt::FlatCap});
    painter.drawLine(QPointF{kLeft, 49.0}, QPointF{kLeft + kTextWidth, 49.0});
    paintFooter(painter, model, page, pages);
}

void paintPage(QPainter& painter, const Document& document, const ReportModel& model, int page)
{
    const int pages = document.pageCount();
    const auto& laid = document.pages()[static_cast<std::size_t>(page)];
    for (const auto& op : laid.ops) {
        painter.save();
        op(painter);
        painter.restore();
    }
    if (laid.section.empty())
        paintFooter(painter, model, page + 1, pages);
    else
        paintFrame(painter, model, laid.section, page + 1, pages);
}

} // namespace tutela::report
