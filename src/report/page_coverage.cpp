// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_coverage_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <cmath>

/// Order of the pages, the first page and the table of gaps.
namespace tutela::report {
namespace {

struct BigFigure {
    std::string value, label, note;
};

std::string shareOr(const std::optional<double>& share) { return share ? shareText(*share) : "not known"; }

std::array<BigFigure, 4> figuresOf(const CoverageModel& coverage)
{
    const std::string inTime = coverage.urgent_places == 0 ? "none" : core::grouped(*coverage.urgent_in_time) + " of " + core::grouped(*coverage.urgent_all);
    const std::string unknown = coverage.urgent_without_people > 0 ? "People not known: " + words::count(coverage.urgent_without_people, "place", "places")
                                                                   : "In " + words::count(coverage.urgent_places, "place", "places");
    const std::string before = !coverage.known_until.empty() ? std::string{"The period runs past the information cut-off"}
                               : coverage.before.risk_covered ? "Period before: " + shareText(*coverage.before.risk_covered) : std::string{"Period before: not known"};
    const std::string never = coverage.judged == 0 ? "No place is assessed yet"
                              : !coverage.has_patrols ? "No patrol of the period is recorded"
                              : coverage.never_visited == 0 ? "All were visited at some time" : words::capitalised(words::number(coverage.never_visited)) + " never visited as far as recorded";
    return {BigFigure{inTime, "people in Must and Should places reached before an attack ends", unknown},
            BigFigure{core::grouped(coverage.overdue) + " of " + core::grouped(coverage.judged), "assessed places overdue for a visit", never},
            BigFigure{shareOr(coverage.risk_covered), "of the risk covered by visits in time", before},
            BigFigure{shareOr(coverage.night_share), "of presence in places by night", "Patrols, temporary bases, standing deployments; sun below -6 degrees"}};
}

double bigFigures(Document& document, const CoverageModel& coverage, double y)
{
    constexpr double kGap = 14.0, kColumn = (sheet::kTextWidth - 3 * kGap) / 4.0, kNumber = 30.0;
    double x = sheet::kLeft, deepest = y;
    for (const BigFigure& figure : figuresOf(coverage)) {
        double at = y;
        document.line(x, at, x + kColumn, at, palette::kInk, 1.2);
        at += 6.0;
        const TextBlock number = fitted(figure.value, style::kFigure, {23.0, 19.0, 16.0, 13.0, 11.0}, kColumn, 28.0);
        document.text(number, x, at + 28.0 - number.height());
        at += kNumber;
        at += document.text(figure.label, style::kSmall, x, at, kColumn) + 4.0;
        at += document.text(figure.note, style::kNote, x, at, kColumn);
        deepest = std::max(deepest, at);
        x += kColumn + kGap;
    }
    return deepest;
}

const CoverageSection* sectionOf(const CoverageModel& coverage, CoverageTopic topic)
{
    const auto at = std::find_if(coverage.sections.begin(), coverage.sections.end(), [topic](const CoverageSection& section) { return section.topic == topic; });
    return at == coverage.sections.end() ? nullptr : &*at;
}

/// One sentence of each section on one line, with its page.
Table findings(const PageContext& context)
{
    constexpr double kSentence = sheet::kTextWidth - 180.0;
    Table table;
    table.pad = 3.2;
    table.columns = {{130.0, "Section"}, {kSentence, "What it says"}, {50.0, "Page", Align::Right}};
    for (const auto& section : context.model.coverage->sections) {
        const int page = context.earlier ? context.earlier->pageOf(titleOf(section.topic)) : 0;
        table.rows.push_back({{{{titleOf(section.topic), style::kBold}}, {{shortened(section.message + ".", style::kBody, kSentence - 8.0), style::kBody}}, {{page > 0 ? std::to_string(page) : "", style::kBody}}}});
    }
    return table;
}

constexpr double kHeadings = 50.0; ///< of a heading with a table below it

/// The worst gaps, as many as leave room for `below`.
void worstGaps(Flow& flow, const PageContext& context, double below)
{
    const CoverageModel& coverage = *context.model.coverage;
    constexpr std::size_t kWorst = 6;
    const std::size_t all = gapsOf(coverage).size();
    std::size_t shown = std::min(all, kWorst);
    while (shown > 1 && flow.heightOf(gapTable(coverage, shown)) + kHeadings + below > flow.room())
        --shown;
    flow.heading(all > shown ? "The worst gaps" : "The gaps", all > shown ? "All " + core::grouped(static_cast<std::int64_t>(all)) + ": " + context.seePage(part::kGaps) : std::string{}, 0.0);
    flow.table(gapTable(coverage, shown));
}

Table placeTable(const CoverageModel& coverage)
{
    Table table;
    table.pad = 3.0;
    table.columns = {{190.0, "Place"}, {150.0, "Area"}, {80.0, "Class"}, {sheet::kTextWidth - 420.0, "People", Align::Right}};
    table.empty = "No place is assessed.";
    for (const auto& place : coverage.places)
        table.rows.push_back({{{{place.name, style::kBold, markOf(words::highest(place.band))}}, {{place.area.empty() ? "–" : place.area, style::kBody}}, {{words::of(place.priority), style::kBody}},
                               {{words::figure(place.people), style::kBody}}}});
    return table;
}

} // namespace

std::string visitText(const CoveragePlace& place)
{
    if (!place.interval_days)
        return "not assessed";
    const std::string of = " of " + core::grouped(*place.interval_days) + " d";
    return place.days_since_visit ? core::grouped(static_cast<std::int64_t>(*place.days_since_visit)) + of : "never;" + of;
}

std::string responseText(const CoveragePlace& place) { return place.response_minutes ? minutesText(*place.response_minutes) : "nobody arrives"; }

Table gapTable(const CoverageModel& coverage, std::size_t most)
{
    Table table;
    table.pad = 3.0;
    table.gap = 7.0;
    table.columns = {{103.0, "Place"}, {43.0, "Class"}, {44.0, "People", Align::Right}, {53.0, "Days since visit", Align::Right}, {54.0, "Response, D " + minutesText(coverage.attack_minutes), Align::Right}, {106.0, "Cause"}, {sheet::kTextWidth - 403.0, "Remedy"}};
    table.empty = coverage.urgent_places == 0 ? "No place is of class Must or Should." : "Every Must and Should place is reached in time and visited in time.";
    const Style text = style::kBody.sized(8.0), danger = text.with(palette::kDanger), small = style::kSmall.sized(7.6);
    for (const auto* place : gapsOf(coverage)) {
        if (table.rows.size() == most)
            break;
        table.rows.push_back({{{{place->name, style::kBold.sized(8.4), markOf(words::highest(place->band))}}, {{words::of(place->priority), text}}, {{words::figure(place->people), text}},
                               {{visitText(*place), place->overdue ? danger : text}}, {{responseText(*place), place->in_time ? text : danger}}, {{place->cause, small}}, {{place->remedy, small}}}});
    }
    return table;
}

void bottomLinePage(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    const CoverageModel& coverage = *model.coverage;
    Document& document = flow.document();
    flow.startSection(part::kBottomLine);
    double y = sheet::kTop;
    y += document.text(fitted(model.text.headline, style::kTitle, {20.0, 18.0, 16.0, 14.0, 12.0}, sheet::kTextWidth * 0.95, 76.0), sheet::kLeft, y) + 7.0;
    if (!model.text.changed.empty())
        y += document.text(fitted(model.text.changed, style::kLead, {10.5, 9.5, 8.5, 7.5}, sheet::kTextWidth, 46.0), sheet::kLeft, y) + 11.0;
    if (coverage.urgent_all)
        y = bigFigures(document, coverage, y) + 6.0;
    flow.moveTo(y);
    const Table sections = findings(context);
    constexpr double kBox = 56.0;
    if (coverage.urgent_all)
        worstGaps(flow, context, flow.heightOf(sections) + kHeadings + kBox);
    flow.heading("What the sections say", {}, 0.0);
    flow.table(sections);
    if (const auto* method = sectionOf(coverage, CoverageTopic::METHOD); method != nullptr && coverage.urgent_all && flow.room() > kBox)
        flow.box("How far this goes", method->message + ". Whoever left no track or report is not seen. Limits are set out on " + context.seePage(titleOf(CoverageTopic::METHOD)) + ".");
}

void gapPages(Flow& flow, const PageContext& context)
{
    const CoverageModel& coverage = *context.model.coverage;
    const auto n = static_cast<std::int64_t>(gapsOf(coverage).size());
    if (!coverage.urgent_all) {
        flow.continueSection("Assessed places", 200.0);
        flow.title(words::capitalised(words::count(coverage.judged, "place is", "places are")) + " assessed");
        flow.table(placeTable(coverage));
        return;
    }
    flow.continueSection(part::kGaps, 200.0);
    flow.title(n == 0 ? std::string{"No Must or Should place has a gap"} : words::capitalised(words::count(n, "Must or Should place has", "Must and Should places have")) + " a gap");
    flow.paragraph("A gap: the last visit is longer ago than the interval of the class, the response takes longer than an attack (D), or nothing was heard for 90 days. Remedy: the first recorded scenario that "
                   "brings help in time, and the shortest way for a visit.",
                   style::kSmall);
    flow.table(gapTable(coverage, coverage.places.size()));
}

void coveragePages(Flow& flow, const PageContext& context)
{
    context.progress.step(0.1, "Laying out pages");
    bottomLinePage(flow, context);
    presencePage(flow, context);
    context.progress.step(0.4);
    if (context.model.coverage->urgent_all)
        reachPage(flow, context);
    context.progress.step(0.6);
    gapPages(flow, context);
    coverageSections(flow, context);
    context.progress.step(1.0);
}

} // namespace tutela::report
