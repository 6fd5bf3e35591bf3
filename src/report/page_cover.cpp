// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace tutela::report {

TextBlock fitted(std::string_view text, Style style, std::initializer_list<double> sizes, double width, double height)
{
    TextBlock block;
    for (const double size : sizes) {
        block = TextBlock{text, style.sized(size), width};
        if (block.height() <= height)
            break;
    }
    return block;
}

namespace {

constexpr double kNavyHeight = sheet::kHeight * 0.6;

void texture(Flow& flow, const ReportModel& model)
{
    const auto found = model.images.find("cover");
    QImage image;
    if (found != model.images.end())
        image = QImage::fromData(QByteArray::fromStdString(found->second), "PNG");
    flow.document().draw([image](QPainter& painter) {
        const QRectF area{0.0, 0.0, sheet::kWidth, kNavyHeight};
        painter.fillRect(area, palette::kNavy);
        if (!image.isNull())
            painter.drawImage(area, image);
    });
}

void markingFrame(Flow& flow, const ReportModel& model)
{
    const TextBlock text{markingLine(model), {8.0, QFont::Bold, palette::kAmberOnNavy, 1.3, 8.0}, 330.0};
    const QRectF frame{sheet::kLeft, 42.0, text.naturalWidth() + 44.0, text.height() + 10.0};
    flow.document().draw([frame](QPainter& painter) {
        painter.setPen(QPen{palette::kAmberOnNavy, 0.8});
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 3.0, 3.0);
    });
    flow.document().text(text, frame.left() + 22.0, frame.top() + 5.0);
}

void titleBlock(Flow& flow, const ReportModel& model)
{
    Document& document = flow.document();
    const Head& head = model.head;
    const double referenceWidth = sheet::kTextWidth - 390.0;
    document.text(fitted(head.reference + (model.coverage ? "" : " · v" + head.version), {9.0, QFont::Normal, palette::kOnNavy2, 1.3, 0.0, Align::Right},
                         {9.0, 8.0, 7.0, 6.0}, referenceWidth, 12.0),
                  sheet::kLeft + sheet::kTextWidth - referenceWidth, 46.5);
    double y = 246.0;
    document.fill({sheet::kLeft, y, 61.0, 4.0}, palette::kAccentOnNavy);
    y += 18.0;
    const Style big{34.0, QFont::Bold, palette::kOnNavy, 1.3};
    y += document.text("Protection of civilians", big, sheet::kLeft, y, sheet::kTextWidth);
    y += document.text(model.profile == Profile::PUBLIC ? "Incidents and harm" : kindOf(model), big.with(QFont::Normal), sheet::kLeft, y, sheet::kTextWidth) + 8.0;
    y += document.text(words::capitalised(head.month), {17.0, QFont::Normal, palette::kOnNavy, 1.35}, sheet::kLeft, y, sheet::kTextWidth) + 3.0;
    const TextBlock scope = fitted(head.scope, {10.5, QFont::Normal, palette::kOnNavy2, 1.35}, {10.5, 9.0, 7.5, 6.0}, sheet::kTextWidth, 48.0);
    document.text(scope, sheet::kLeft, y);

    const TextBlock mission = fitted(head.mission, {11.0, QFont::Bold, palette::kOnNavy, 1.35}, {11.0, 9.0, 7.5, 6.0}, sheet::kTextWidth, 28.0);
    const double foot = kNavyHeight - 24.0 - mission.height();
    document.text(mission, sheet::kLeft, foot);
    if (mission.naturalWidth() < sheet::kTextWidth - 160.0 && mission.lines() == 1)
        document.text("Protection of civilians", {11.0, QFont::Normal, palette::kOnNavy2, 1.35}, sheet::kLeft + mission.naturalWidth() + 20.0,
                      foot, sheet::kTextWidth - mission.naturalWidth() - 20.0);
}

std::string signedText(const SignedBy& by, std::string_view none)
{
    if (!by.role)
        return std::string{none};
    return words::of(*by.role) + (by.day.empty() ? "" : ", " + words::day(by.day));
}

void signOffTable(Flow& flow, const ReportModel& model, double y)
{
    Document& document = flow.document();
    const Head& head = model.head;
    const std::string period = words::day(head.period_from) + " to " + words::day(head.period_to);
    const std::string distribution = head.distribution.empty() ? "not set" : head.distribution;
    const std::array<std::array<std::pair<std::string, std::string>, 3>, 2> rows{{
        {{{"Prepared by", signedText(head.prepared, "not stated")},
          {"Cleared by", signedText(head.cleared, "not yet cleared")},
          {"Approved by", signedText(head.approved, "not approved")}}},
        {{{"Reporting period", period}, model.coverage ? std::pair<std::string, std::string>{"Information cut-off", head.as_of_text} : std::pair<std::string, std::string>{"Valid until", words::day(head.valid_until, "not set")}, {"Distribution", distribution}}},
    }};
    const double column = sheet::kTextWidth / 3.0;
    document.line(sheet::kLeft, y, sheet::kLeft + sheet::kTextWidth, y, palette::kInk, 0.8);
    for (const auto& row : rows) {
        double deepest = 0.0;
        y += 9.0;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const double x = sheet::kLeft + column * static_cast<double>(c);
            const double top = document.text(row[c].first, style::kHead.with(palette::kText2), x, y, column - 10.0) + 2.0;
            const TextBlock value = fitted(row[c].second, style::kBold, {9.0, 8.0, 7.0, 6.0, 5.0}, column - 10.0, 34.0);
            // A list too long for the cover stands in full among the versions.
            if (value.height() > 36.0) {
                deepest = std::max(deepest, top + document.text("listed with the versions, last part", style::kBold, x, y + top, column - 10.0));
                continue;
            }
            deepest = std::max(deepest, top + document.text(value, x, y + top));
        }
        y += deepest + 8.0;
        document.line(sheet::kLeft, y, sheet::kLeft + sheet::kTextWidth, y, palette::kRule, 0.4);
    }
    std::string notes = head.demonstration ? "All places, people and events in this document are fictional. " : "";
    notes += head.boundary_disclaimer + " " + (model.profile == Profile::PUBLIC ? "" : std::string{core::kScoringMethod} + ". ");
    if (!model.text.precision_note.empty())
        notes += model.text.precision_note + " ";
    if (isExtract(model)) {
        notes += "This copy is an extract. Left out: ";
        for (std::size_t i = 0; i < model.left_out.size(); ++i)
            notes += (i > 0 ? "; " : "") + titleOf(model.left_out[i]);
        notes += ". ";
    }
    notes += "Information cut-off: " + head.as_of_text + ".";
    const TextBlock note = fitted(notes, style::kNote, {7.3, 6.5, 5.5, 4.5}, sheet::kTextWidth, sheet::kHeight - 48.0 - y - 9.0);
    document.text(note, sheet::kLeft, y + 9.0);
    document.text(markingLine(model), {7.5, QFont::Bold, palette::kAmber, 1.3, 8.0, Align::Centre}, sheet::kLeft, sheet::kHeight - 25.0, sheet::kTextWidth);
}

} // namespace

void coverPage(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.startSection("", part::kCover);
    texture(flow, model);
    markingFrame(flow, model);
    titleBlock(flow, model);
    double y = kNavyHeight + 26.0;
    y += flow.document().text("In one sentence", {8.5, QFont::Bold, palette::kAccent, 1.3}, sheet::kLeft, y, sheet::kTextWidth) + 6.0;
    const TextBlock sentence = fitted(model.text.one_sentence, {15.5, QFont::Medium, palette::kInk, 1.36}, {15.5, 13.5, 11.5, 10.0, 8.5},
                                      sheet::kTextWidth * 0.93, 92.0);
    y += std::max(flow.document().text(sentence, sheet::kLeft, y), 66.0) + 20.0;
    signOffTable(flow, model, y);
}

} // namespace tutela::report
