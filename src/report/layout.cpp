// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
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
    if (model.profile == Profile::PUBLIC) {
        areaCountPages(flow, context);
        return;
    }
    context.progress.step(0.1, "Laying out pages");
    const bool told = summaryPage(flow, context);
    mapPage(flow, context);
    context.progress.step(0.3);
    priorityTable(flow, context, told);
    trends(flow, context);
    changePages(flow, context);
    linePages(flow, context);
    context.progress.step(0.6);
    actionPages(flow, context);
    harmPages(flow, context);
    limitPages(flow, context);
    arithmeticPages(flow, context);
    context.progress.step(0.8);
    evidencePages(flow, context);
    methodPages(flow, context);
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
    const int page = earlier ? earlier->pageOf(bookmark) : 0;
    return page > 0 ? "page " + std::to_string(page) : "a later page";
}

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
    summaryPage(flow, {model, &document, program, progress.part(0.9, 1.0)});
    document.replacePage(document.pageOf(part::kSummary) - 1, summary);
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
    std::string line = head.reference + " · version " + head.version;
    if (!head.approved.day.empty())
        line += ", approved " + words::day(head.approved.day);
    line += " · fingerprint " + core::fingerprint(head.fingerprint);
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
    frameText(painter, "Threat assessment, " + head.month, grey, kLeft + used + 10.0, 35.5, kTextWidth - used - 170.0);
    frameText(painter, section, grey.with(Align::Right), kLeft + kTextWidth - 155.0, 35.5, 155.0);
    painter.setPen(QPen{palette::kInk, 0.8, Qt::SolidLine, Qt::FlatCap});
    painter.drawLine(QPointF{kLeft, 49.0}, QPointF{kLeft + kTextWidth, 49.0});
    paintFooter(painter, model, page, pages);
}

} // namespace tutela::report
