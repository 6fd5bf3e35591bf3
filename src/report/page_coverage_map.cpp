// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_picture_p.h"
#include "page_coverage_p.h"
#include "words_p.h"

#include <tutela/core/text.h>
#include <tutela/map/reach_cover.h>

#include <QPainter>

#include <algorithm>
#include <cmath>

/// The two maps: where patrols were, and who is reached.
namespace tutela::report {
namespace {

constexpr double kLargest = 17.0, kSmallest = 3.0; ///< radius of the circle of presence, points
constexpr double kRing = 8.0, kOuterRing = 10.0;   ///< radius of the rings around a place

const QColor kPresence{0x0A, 0x6C, 0x74, 0x48};

double mostHours(const CoverageModel& coverage)
{
    double most = 0.0;
    for (const auto& place : coverage.places)
        most = std::max(most, place.presence_hours.value_or(0.0));
    return most;
}

double radiusOf(double hours, double most) { return std::max(kSmallest, kLargest * std::sqrt(hours / most)); }

void presenceCircle(QPainter& painter, QPointF at, double radius)
{
    painter.setPen(QPen{palette::kAccent, 0.7});
    painter.setBrush(kPresence);
    painter.drawEllipse(at, radius, radius);
}

void overdueRing(QPainter& painter, QPointF at, bool never)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{palette::kDanger, 1.3});
    painter.drawEllipse(at, kRing, kRing);
    if (never)
        painter.drawEllipse(at, kOuterRing, kOuterRing);
}

void blindSquare(QPainter& painter, QPointF at)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{palette::kInk, 0.9, Qt::DashLine});
    painter.drawRect(QRectF{at.x() - kOuterRing - 2.5, at.y() - kOuterRing - 2.5, 2 * (kOuterRing + 2.5), 2 * (kOuterRing + 2.5)});
}

void presenceOver(QPainter& painter, const map::View& view, const std::vector<CoveragePlace>& places, double most)
{
    const auto at = [&](const CoveragePlace& place) { return place.lon && place.lat ? view.toScreen(core::GeoPoint::of(*place.lon, *place.lat)) : std::nullopt; };
    for (const auto& place : places)
        if (const auto point = at(place); point && place.presence_hours.value_or(0.0) > 0.0)
            presenceCircle(painter, *point, radiusOf(*place.presence_hours, most));
    for (const auto& place : places)
        if (const auto point = at(place)) {
            if (place.overdue)
                overdueRing(painter, *point, !place.days_since_visit);
            if (place.blind && place.priority)
                blindSquare(painter, *point);
        }
}

/// A strip of samples with their words, wrapped to the width. Returns the y below.
class Strip {
public:
    Strip(Document& document, double y) : m_document(document), m_y(y) {}
    void title(const char* text) { m_y += m_document.text(text, Style{7.3, QFont::Bold, palette::kInk, 1.3}, sheet::kLeft, m_y, sheet::kTextWidth) + 3.0; }
    template <class Draw>
    void entry(double half, const std::string& text, Draw draw)
    {
        const TextBlock block{text, Style{7.3, QFont::Normal, palette::kText2, 1.3}, 230.0};
        const double advance = 2 * half + 5.0 + block.naturalWidth() + 14.0;
        if (m_x > sheet::kLeft && m_x + advance > sheet::kLeft + sheet::kTextWidth + 10.0) {
            m_x = sheet::kLeft;
            m_y += m_row + 2.0;
            m_row = 2 * (kOuterRing + 3.0);
        }
        const QPointF middle{m_x + half, m_y + m_row / 2.0};
        m_document.draw([=](QPainter& painter) { draw(painter, middle); });
        m_document.text(block, m_x + 2 * half + 5.0, middle.y() - block.height() / 2.0);
        m_x += advance;
    }
    [[nodiscard]] double end() const { return m_y + m_row + 5.0; }

private:
    Document& m_document;
    double m_y, m_x = sheet::kLeft, m_row = 2 * kLargest;
};

std::string hoursText(double hours) { return textOf(numberValue(Measured::HOURS, hours)); }

double presenceLegend(Document& document, double most, double y)
{
    Strip strip{document, y};
    strip.title("Presence, visits and silence");
    if (most > 0.0) {
        strip.entry(kSmallest + 1.0, "a short stay", [](QPainter& painter, QPointF at) { presenceCircle(painter, at, kSmallest); });
        const double middle = most / 4.0;
        strip.entry(radiusOf(middle, most), hoursText(middle) + " in the place", [=](QPainter& painter, QPointF at) { presenceCircle(painter, at, radiusOf(middle, most)); });
        strip.entry(kLargest, hoursText(most), [](QPainter& painter, QPointF at) { presenceCircle(painter, at, kLargest); });
    }
    strip.entry(kRing + 1.0, "overdue for a visit", [](QPainter& painter, QPointF at) { overdueRing(painter, at, false); });
    strip.entry(kOuterRing + 1.0, "never visited", [](QPainter& painter, QPointF at) { overdueRing(painter, at, true); });
    strip.entry(kOuterRing + 3.0, "assessed, nothing heard for 90 days", [](QPainter& painter, QPointF at) { blindSquare(painter, at); });
    return strip.end();
}

std::string presenceTitle(const CoverageModel& coverage)
{
    if (!coverage.urgent_all)
        return "Where assessed places are";
    if (!coverage.has_patrols)
        return "No patrol of the period is recorded";
    if (coverage.judged == 0)
        return "No place is assessed yet: who is overdue for a visit is not known";
    if (coverage.overdue == 0)
        return "Patrols were in every assessed place in time";
    const auto blind = std::count_if(coverage.places.begin(), coverage.places.end(), [](const CoveragePlace& place) { return place.blind && place.priority; });
    std::string text = words::capitalised(words::count(coverage.overdue, "assessed place is", "assessed places are")) + " overdue for a visit";
    if (blind > 0)
        text += "; of " + words::number(blind) + " nothing was heard for 90 days";
    return text;
}

void sources(Document& document, const ReportModel& model)
{
    const TextBlock text = fitted(model.text.map_sources + " " + model.head.boundary_disclaimer, style::kNote, {7.3, 6.5, 5.5}, sheet::kTextWidth, 42.0);
    const double top = sheet::kBottom - text.height();
    document.line(sheet::kLeft, top - 5.0, sheet::kLeft + sheet::kTextWidth, top - 5.0, palette::kRule, 0.4);
    document.text(text, sheet::kLeft, top);
}

/// The places where somebody stayed longest.
Table presenceTable(const CoverageModel& coverage)
{
    std::vector<const CoveragePlace*> longest;
    for (const auto& place : coverage.places)
        if (place.presence_hours.value_or(0.0) > 0.0)
            longest.push_back(&place);
    std::stable_sort(longest.begin(), longest.end(), [](const auto* a, const auto* b) { return *a->presence_hours > *b->presence_hours; });
    constexpr std::size_t kMost = 8;
    longest.resize(std::min(longest.size(), kMost));
    Table table;
    table.pad = 2.2;
    table.columns = {{150.0, "Place"}, {85.0, "Class"}, {70.0, "Presence", Align::Right}, {60.0, "Visits", Align::Right}, {75.0, "Pass-throughs", Align::Right}, {sheet::kTextWidth - 440.0, "Last visit", Align::Right}};
    table.empty = "Nobody was in a place, as far as recorded.";
    const Style text = style::kBody.sized(8.2);
    for (const auto* place : longest)
        table.rows.push_back({{{{place->name, style::kBold.sized(8.2)}}, {{words::of(place->priority), text}}, {{hoursText(*place->presence_hours), text}}, {{core::grouped(place->visits), text}},
                               {{core::grouped(place->pass_throughs), text}},
                               {{place->days_since_visit ? core::grouped(static_cast<std::int64_t>(*place->days_since_visit)) + " d ago" : "never", text}}}});
    return table;
}

constexpr double kBars = 176.0; ///< column at the right of the map of reach

/// People by time of response: bars of Must and Should places, and the number of all places beside.
void arrivalBars(Document& document, const CoverageModel& coverage, double x, double y)
{
    Flow flow{document, x, kBars};
    flow.moveTo(y);
    flow.heading("People by response time", {}, 0.0);
    document.text("Must and Should places; in grey all places", style::kNote, x, flow.y() - 2.0, kBars);
    double at = flow.y() + 13.0;
    std::int64_t most = 1;
    for (const auto& band : coverage.arrival)
        most = std::max(most, band.people_all);
    constexpr double kName = 62.0, kRow = 26.0, kHeight = 6.5;
    const double length = kBars - kName - 46.0;
    for (const auto& band : coverage.arrival) {
        document.text(band.name, style::kSmall, x, at + 1.0, kName);
        const auto bar = [&](std::int64_t people, double top, const QColor& color, const Style& text) {
            const double width = length * static_cast<double>(people) / static_cast<double>(most);
            if (people > 0)
                document.fill({x + kName, top, std::max(width, 0.8), kHeight}, color);
            document.text(core::grouped(people), text.with(Align::Right), x + kBars - 46.0, top - 2.0, 46.0);
        };
        bar(band.people, at, palette::kAccent, style::kBold.sized(7.6));
        bar(band.people_all, at + 9.5, palette::kRule, style::kSmall.sized(7.4));
        at += kRow;
    }
    document.text(words::withStop("D, the length of an attack: " + minutesText(coverage.attack_minutes)), style::kNote, x, at + 2.0, kBars);
}

} // namespace

void presencePage(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    const CoverageModel& coverage = *model.coverage;
    Document& document = flow.document();
    flow.startSection(part::kPresence);
    double y = sheet::kTop + document.text(fitted(presenceTitle(coverage), style::kTitle, {19.0, 17.0, 15.0, 12.0}, sheet::kTextWidth * 0.95, 50.0), sheet::kLeft, sheet::kTop) + 9.0;
    const double most = mostHours(coverage);
    MapExtras extras;
    extras.tracks = coverage.tracks;
    extras.over = [places = coverage.places, most](QPainter& painter, const map::View& view) { presenceOver(painter, view, places, most); };
    const QSizeF size = mapPageSize();
    const map::Legend legend = putMap(document, model, {sheet::kLeft, y}, size, MapSize::Full, true, extras);
    y = legendStrip(document, legend, y + size.height() + 9.0);
    if (coverage.urgent_all) {
        y = presenceLegend(document, most, y + 2.0);
        flow.moveTo(y);
        flow.heading("Where somebody was longest", "In the period; within 2 km", 0.0);
        Table table = presenceTable(coverage);
        constexpr double kBelow = 82.0; // head of the table, and the sources at the foot
        while (table.rows.size() > 1 && flow.heightOf(table) + kBelow > flow.room())
            table.rows.pop_back();
        flow.table(table);
    }
    sources(document, model);
    flow.moveTo(sheet::kBottom); // the rest of the page is taken
}

void reachPage(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    const CoverageModel& coverage = *model.coverage;
    Document& document = flow.document();
    flow.startSection(part::kReach);
    const auto late = std::count_if(coverage.places.begin(), coverage.places.end(), [](const CoveragePlace& place) { return place.gap && !place.in_time; });
    const std::string title = coverage.judged == 0 ? std::string{"No place is assessed yet: who has to be reached first is not known"}
                              : coverage.urgent_places == 0 ? std::string{"No place is of class Must or Should"}
                              : late == 0 ? std::string{"Help arrives in time in every Must and Should place"}
                                        : "Help comes too late in " + words::number(late) + " of " + words::count(coverage.urgent_places, "Must or Should place", "Must and Should places");
    double y = sheet::kTop + document.text(fitted(title, style::kTitle, {19.0, 17.0, 15.0, 12.0}, sheet::kTextWidth * 0.95, 50.0), sheet::kLeft, sheet::kTop) + 9.0;
    const QSizeF size{sheet::kTextWidth - kBars - 16.0, 290.0};
    MapExtras extras;
    extras.reach = coverage.cover;
    const map::Legend legend = putMap(document, model, {sheet::kLeft, y}, size, MapSize::Full, true, extras);
    arrivalBars(document, coverage, sheet::kLeft + size.width() + 16.0, y);
    y = legendStrip(document, legend, y + size.height() + 9.0);
    flow.moveTo(y);
    flow.paragraph("Bands: response from the base that arrives first, by the parts information, decision, notice and travel. Hatched: around a place at High or Critical risk that nobody reaches before an attack ends.",
                   style::kSmall);
    flow.paragraph(model.text.map_sources + " " + model.head.boundary_disclaimer, style::kNote);
}

} // namespace tutela::report
