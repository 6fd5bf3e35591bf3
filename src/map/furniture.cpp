// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "furniture_p.h"

#include "clip_p.h"
#include "ink_p.h"

#include <tutela/core/periods.h>
#include <tutela/core/text.h>
#include <tutela/core/time.h>
#include <tutela/map/reach_cover.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::map {

namespace {

constexpr double kMargin = 14.0; // between furniture and frame, style pixels
constexpr double kBesideMarking = 16.0, kAroundMarking = 8.0; // between its words and its rim, left and right together, above and below

QString shown(const std::string& text)
{
    return QString::fromStdString(core::withVisibleControls(text));
}

QString counted(std::size_t count)
{
    return QString::fromStdString(core::grouped(static_cast<std::int64_t>(count)));
}

/// "1 Oct 2026 to 31 Oct 2026": the days of a half-open period.
QString periodText(const core::Period& period, const core::TimeZone& zone)
{
    const core::Day first = zone.dayAt(period.from);
    const core::Day last = zone.dayAt(period.to - std::chrono::seconds{1});
    const QString from = QString::fromStdString(core::readable(first));
    return first == last ? from : from + QStringLiteral(" to ") + QString::fromStdString(core::readable(last));
}

void addEntry(LegendGroup& group, const Findings& found, LegendSymbol symbol, const char* words)
{
    if (found.seen.count(symbol) != 0)
        group.entries.push_back({symbol, QString::fromLatin1(words), {}, 0.0});
}

void addSizes(Legend& legend, std::vector<double> sizes)
{
    std::sort(sizes.begin(), sizes.end());
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    if (sizes.size() < 2)
        return;
    constexpr std::array<std::pair<double, const char*>, 5> words{{{17.0, "over 50\u202F000"}, {15.0, "over 20\u202F000"},
                                                                   {13.0, "over 5\u202F000"}, {11.0, "over 1\u202F000"},
                                                                   {9.5, "up to 1\u202F000"}}};
    LegendGroup group{QStringLiteral("People in the place (size)"), {}};
    for (const auto& [size, text] : words)
        if (std::binary_search(sizes.begin(), sizes.end(), size))
            group.entries.push_back({LegendSymbol::PlaceSize, QString::fromUtf8(text), {}, size});
    legend.groups.push_back(std::move(group));
}

constexpr double kTickPixels = 7.0;

text::Style tickStyle(const QString& words, double s)
{
    text::Style style{words, 11.0 * s, Weight::Regular};
    style.halo = 2.4 * s;
    return style;
}

/// The end of a grid line at the top or at the left, where its label stands, and the other one.
std::pair<QPointF, QPointF> endsOf(const PreparedMap::Impl::GridLine& line)
{
    const QPointF a = line.line.first();
    const QPointF b = line.line.last();
    const bool forwards = line.meridian ? a.y() < b.y() : a.x() < b.x();
    return forwards ? std::pair{a, b} : std::pair{b, a};
}

/// Degrees along the frame, where they meet nothing else.
std::vector<FurnitureLayout::Label> placeTicks(const PreparedMap::Impl& map, const std::vector<QRectF>& taken)
{
    const double s = map.s;
    std::vector<FurnitureLayout::Label> ticks;
    for (const auto& line : map.graticule) {
        const QPointF end = endsOf(line).first;
        const QSizeF size = text::size(tickStyle(line.label, s));
        // Beside the line, never at its end: a tick before "2°N" would read as a minus.
        const QRectF box{line.meridian ? QPointF{end.x() + 3 * s, 2 * s} : QPointF{4 * s, end.y() - size.height()}, size};
        const auto meets = [&box](const QRectF& other) { return box.intersects(other); };
        const bool atEdge = line.meridian ? end.y() < 1.0 : end.x() < 1.0;
        if (atEdge && map.view.frame().contains(box) && std::none_of(taken.begin(), taken.end(), meets) &&
            std::none_of(ticks.begin(), ticks.end(), [&meets](const auto& tick) { return meets(tick.box); }))
            ticks.push_back({box, line.label});
    }
    return ticks;
}

void drawEdge(QPainter& painter, const PreparedMap::Impl& map)
{
    const double s = map.s;
    const QColor ink = map.ink(Token::Furniture);
    for (const auto& line : map.graticule) {
        const auto [end, other] = endsOf(line);
        const QPointF inwards = line.meridian ? QPointF{0, kTickPixels * s} : QPointF{kTickPixels * s, 0};
        QPainterPath tick;
        tick.moveTo(end);
        tick.lineTo(end + inwards);
        tick.moveTo(other);
        tick.lineTo(other - inwards);
        ink::stroke(painter, tick, QPen{ink, 0.9 * s});
    }
    for (const auto& tick : map.layout.ticks)
        text::draw(painter, tick.box.topLeft(), tickStyle(tick.text, s), map.ink(Token::Text2), map.ink(Token::Halo));
    QPainterPath neat;
    neat.addRect(map.view.frame().adjusted(0.5 * s, 0.5 * s, -0.5 * s, -0.5 * s));
    ink::stroke(painter, neat, QPen{ink, s});
}

void drawCredits(QPainter& painter, const PreparedMap::Impl& map)
{
    const double s = map.s;
    const FurnitureLayout& at = map.layout;
    painter.fillRect(at.credits, map.ink(Token::Surface));
    QPainterPath rule;
    rule.moveTo(at.credits.topLeft());
    rule.lineTo(at.credits.topRight());
    ink::stroke(painter, rule, QPen{map.ink(Token::Border), s});
    QPointF pen = at.credits.topLeft() + QPointF{kMargin * s, 4.5 * s};
    for (const QString& line : at.creditLines) {
        text::draw(painter, pen, {line, 11.0 * s}, map.ink(Token::Text2));
        pen.ry() += 15.0 * s;
    }
}

text::Style barStyle(const QString& words, double s)
{
    text::Style style{words, 11.0 * s, Weight::Medium};
    style.halo = 2.6 * s;
    return style;
}

/// The numbers over a bar whose left end is at (0, 0): those that stand apart from the last one.
std::vector<FurnitureLayout::Label> barLabels(double metres, double units, double s)
{
    const bool km = metres >= 1000.0;
    const auto number = [km](double part) {
        const double value = km ? part / 1000 : part;
        return value == std::floor(value) ? counted(static_cast<std::size_t>(value)) : QString::number(value, 'g', 10);
    };
    const auto label = [s](double at, const QString& words, const QString& unit) {
        const double half = text::size(barStyle(words, s)).width() / 2; // the unit hangs out to the right
        return FurnitureLayout::Label{{QPointF{at - half, 0}, text::size(barStyle(words + unit, s))}, words + unit};
    };
    const double apart = 4.0 * s;
    const auto zero = label(0.0, QStringLiteral("0"), {});
    const auto middle = label(units / 2, number(metres / 2), {});
    const auto last = label(units, number(metres), km ? QStringLiteral(" km") : QStringLiteral(" m"));
    std::vector<FurnitureLayout::Label> labels;
    if (zero.box.right() + apart <= last.box.left())
        labels.push_back(zero);
    if (zero.box.right() + apart <= middle.box.left() && middle.box.right() + apart <= last.box.left())
        labels.push_back(middle);
    labels.push_back(last);
    return labels;
}

void drawScaleBar(QPainter& painter, const PreparedMap::Impl& map)
{
    const double s = map.s;
    const FurnitureLayout& at = map.layout;
    const QColor ink = map.ink(Token::Furniture);
    const QColor halo = map.ink(Token::Halo);
    const double top = at.scaleBar.bottom() - 8 * s;
    const QRectF bar{at.barLeft, top, at.barUnits, 4.5 * s};
    painter.fillRect(bar.adjusted(-1.5 * s, -1.5 * s, 1.5 * s, 1.5 * s), halo);
    painter.fillRect(bar, map.ink(Token::Surface));
    painter.fillRect(QRectF{bar.topLeft(), QSizeF{bar.width() / 2, bar.height()}}, ink);
    QPainterPath edge;
    edge.addRect(bar);
    ink::stroke(painter, edge, QPen{ink, 0.9 * s});
    for (const auto& label : at.barLabels)
        text::draw(painter, label.box.topLeft(), barStyle(label.text, s), ink, halo);
}

text::Style markingStyle(const QString& words, double s)
{
    return {words, 11.0 * s, Weight::Bold, 0.08};
}

void drawMarking(QPainter& painter, const PreparedMap::Impl& map)
{
    const QRectF& box = map.layout.marking;
    QPainterPath pill;
    pill.addRoundedRect(box, 5 * map.s, 5 * map.s);
    ink::fill(painter, pill, map.ink(Token::Surface));
    ink::stroke(painter, pill, QPen{map.ink(Token::Warning), 1.2 * map.s});
    const double row = (box.height() - kAroundMarking * map.s) / static_cast<double>(map.layout.markingLines.size());
    QPointF middle{box.center().x(), box.top() + (kAroundMarking * map.s + row) / 2};
    for (const QString& line : map.layout.markingLines) {
        text::drawCentred(painter, middle, markingStyle(line, map.s), map.ink(Token::Warning));
        middle.ry() += row;
    }
}

void drawInset(QPainter& painter, const PreparedMap::Impl& map)
{
    const double s = map.s;
    const QRectF& box = map.layout.inset;
    QPainterPath card;
    card.addRect(box);
    ink::fill(painter, card, map.ink(Token::Surface));
    ink::stroke(painter, card, QPen{map.ink(Token::BorderStrong), s});
    painter.save();
    painter.setClipRect(box); // the frame may reach beyond the mission
    painter.translate(box.topLeft() + QPointF{7 * s, 7 * s} - map.insetLand.boundingRect().topLeft());
    ink::fill(painter, map.insetLand, map.ink(Token::BorderStrong));
    QPainterPath frame;
    frame.addRect(map.insetFrame);
    ink::stroke(painter, frame, QPen{map.ink(Token::Danger), 1.4 * s});
    painter.restore();
}

} // namespace

Legend legendOf(const Scene& scene, const Findings& found, const PaintOptions& options)
{
    Legend legend;
    const auto take = [&legend](LegendGroup group) {
        if (!group.entries.empty())
            legend.groups.push_back(std::move(group));
    };
    LegendGroup risk{QStringLiteral("Risk to civilians"), {}};
    for (auto band = found.bands.rbegin(); band != found.bands.rend(); ++band)
        risk.entries.push_back({LegendSymbol::Band, bandWord(static_cast<core::Band>(*band)), static_cast<core::Band>(*band), 0.0});
    if (found.notAssessed)
        risk.entries.push_back({LegendSymbol::NotAssessed, notAssessedWord(), {}, 0.0});
    take(std::move(risk));
    addSizes(legend, found.placeSizes);

    if (scene.reach != nullptr) {
        LegendGroup reach{QStringLiteral("Response from nearest base, hours"), {}};
        if (found.seen.contains(LegendSymbol::Reach))
            for (const auto& [hours, words] : {std::pair{1, "\u2264 1"}, {2, "1\u20132"}, {4, "2\u20134"}, {8, "4\u20138"}})
                reach.entries.push_back({LegendSymbol::Reach, QString::fromUtf8(words), {}, static_cast<double>(hours)});
        if (found.seen.contains(LegendSymbol::Gap))
            reach.entries.push_back({LegendSymbol::Gap, QStringLiteral("Risk beyond %1 h").arg(scene.reach->limit_minutes / 60.0, 0, 'g', 3), {}, 0.0});
        const double hours = scene.reach->limit_minutes / 60.0;
        if (found.seen.contains(LegendSymbol::Gain))
            reach.entries.push_back({LegendSymbol::Gain, QStringLiteral("Gained within %1 h").arg(hours, 0, 'g', 3), {}, 0.0});
        if (found.seen.contains(LegendSymbol::Loss))
            reach.entries.push_back({LegendSymbol::Loss, QStringLiteral("Lost within %1 h").arg(hours, 0, 'g', 3), {}, 0.0});
        // Which of several answers the colours are.
        if (!scene.reach->conditions.empty() && !reach.entries.empty())
            legend.notes.push_back(QStringLiteral("Response: %1.").arg(shown(scene.reach->conditions)));
        take(std::move(reach));
        LegendGroup changes{QStringLiteral("Changed in the scenario"), {}};
        addEntry(changes, found, LegendSymbol::TriedBase, "Base tried");
        addEntry(changes, found, LegendSymbol::ClosedBase, "Base closed");
        addEntry(changes, found, LegendSymbol::ClosedRoad, "Road closed");
        take(std::move(changes));
    }

    LegendGroup incidents{scene.chosen   ? QStringLiteral("Incidents chosen")
                          : scene.period ? QStringLiteral("Incidents, ") + periodText(*scene.period, scene.mission.timeZone())
                                         : QStringLiteral("Incidents, all dates"), {}};
    addEntry(incidents, found, LegendSymbol::IncidentExact, "Exact place");
    addEntry(incidents, found, LegendSymbol::IncidentNear, "Near the place");
    addEntry(incidents, found, LegendSymbol::IncidentArea, "Only the area known");
    addEntry(incidents, found, LegendSymbol::Cluster, "Number close together");
    addEntry(incidents, found, LegendSymbol::ClusterArea, "Number, only area known");
    addEntry(incidents, found, LegendSymbol::Density, "Many incidents");
    take(std::move(incidents));

    LegendGroup also{QStringLiteral("Also shown"), {}};
    addEntry(also, found, LegendSymbol::ThreatArea, "Area of a threat");
    addEntry(also, found, LegendSymbol::Influence, "Armed influence");
    addEntry(also, found, LegendSymbol::Base, "Mission base");
    addEntry(also, found, LegendSymbol::StateBase, "State forces base");
    addEntry(also, found, LegendSymbol::Patrol, "Patrol, recorded");
    addEntry(also, found, LegendSymbol::PatrolPlanned, "Patrol, planned");
    addEntry(also, found, LegendSymbol::RoadMain, "Road");
    addEntry(also, found, LegendSymbol::RoadTrack, "Track or path");
    addEntry(also, found, LegendSymbol::Ford, "Ford");
    addEntry(also, found, LegendSymbol::RoadClosedToday, "Closed road");
    addEntry(also, found, LegendSymbol::RoadLink, "Place far from roads");
    if (found.seen.contains(LegendSymbol::VisitOverdue))
        also.entries.push_back({LegendSymbol::VisitOverdue, scene.reach->overdue_days ? QStringLiteral("Not visited > %1 days").arg(*scene.reach->overdue_days) : QStringLiteral("Visit overdue"), {}, 0.0});
    addEntry(also, found, LegendSymbol::River, "River");
    addEntry(also, found, LegendSymbol::Lake, "Lake");
    addEntry(also, found, LegendSymbol::SectorLine, "Sector boundary");
    addEntry(also, found, LegendSymbol::Outline, "Outer boundary");
    addEntry(also, found, LegendSymbol::Relief, "Relief");
    take(std::move(also));
    take({QStringLiteral("Reference layers"), found.references});

    if (found.highestPossible)
        legend.notes.push_back(QStringLiteral("Dashed ring: inputs missing; highest risk possible."));
    if (found.dots)
        legend.notes.push_back(QStringLiteral("Small dot: place not assessed, symbol left out."));
    if (found.incidentImage)
        legend.notes.push_back(QStringLiteral("%1 incidents, drawn as one image at %2 dpi.").arg(counted(found.incidents)).arg(options.image_dpi));
    else if (found.seen.count(LegendSymbol::Cluster) + found.seen.count(LegendSymbol::ClusterArea) != 0)
        legend.notes.push_back(QStringLiteral("%1 incidents in this view.").arg(counted(found.incidents)));
    if (found.incidentsWithoutPosition != 0)
        legend.notes.push_back(found.incidentsWithoutPosition == 1
                                   ? QStringLiteral("1 incident has no position and is not shown.")
                                   : QStringLiteral("%1 incidents have no position and are not shown.").arg(counted(found.incidentsWithoutPosition)));
    if (scene.demonstration && !legend.empty())
        legend.notes.push_back(QStringLiteral("Places and people: fictional."));
    return legend;
}

double roundLength(double most)
{
    if (!(most > 0.0) || !std::isfinite(most))
        return 0.0;
    const double decade = std::pow(10.0, std::floor(std::log10(most)));
    for (const double step : {5.0, 2.0, 1.0})
        if (step * decade <= most * (1 + 1e-12))
            return step * decade;
    return decade;
}

QStringList creditLines(const Scene& scene, const View& view, double s)
{
    QString facts = shown(scene.sources);
    if (scene.as_of)
        facts += QStringLiteral(" Situation at %1.").arg(QString::fromStdString(core::readableCutOff(*scene.as_of, scene.mission.timeZone())));
    // The scale to two figures: a map on a screen has no exact one.
    const double n = view.scaleDenominator();
    const double unit = std::pow(10.0, std::max(0.0, std::floor(std::log10(std::max(n, 1.0))) - 1));
    facts += QStringLiteral(" Projection %1, scale about\u00A01\u202F:\u202F%2.")
                 .arg(shown(view.crsName()), QString::fromStdString(core::grouped(std::llround(std::round(n / unit) * unit))));
    const double width = view.size().width() - 2 * kMargin * s;
    QStringList lines = text::wrapped({shown(scene.disclaimer), 11.0 * s}, width);
    lines += text::wrapped({facts, 11.0 * s}, width);
    return lines;
}

double creditsHeight(qsizetype lines, double s)
{
    return lines == 0 ? 0.0 : (static_cast<double>(lines) * 15.0 + 9.0) * s;
}

namespace {

/// @returns what the credits leave of the frame.
QRectF placeCredits(FurnitureLayout& out, const Scene& scene, const PreparedMap::Impl& map)
{
    QRectF free = map.view.frame();
    if (!map.options.furniture.credits)
        return free;
    out.creditLines = creditLines(scene, map.view, map.s);
    const double height = std::min(creditsHeight(out.creditLines.size(), map.s), free.height());
    out.credits = {0, free.height() - height, free.width(), height};
    free.setBottom(out.credits.top());
    return free;
}

/// At the top right, in lines where the frame is narrow: no word of a marking is cut.
void placeMarking(FurnitureLayout& out, const Scene& scene, const QRectF& free, double s)
{
    const text::Style style = markingStyle(shown(scene.marking).toUpper(), s);
    out.markingLines = text::wrapped(style, std::max(1.0, free.width() - kBesideMarking * s));
    double width = 0.0;
    for (const QString& line : out.markingLines)
        width = std::max(width, text::size(markingStyle(line, s)).width());
    width += kBesideMarking * s;
    const double height = text::size(style).height() * static_cast<double>(out.markingLines.size()) + kAroundMarking * s;
    out.marking = {free.right() - width, free.top(), width, height};
}

/// At the top left, beside the marking, when there is room. @returns the top of what is free below it.
double placeTitle(FurnitureLayout& out, const Scene& scene, const QRectF& free, double s)
{
    const double room = (out.marking.isNull() ? free.right() : out.marking.left() - 12 * s) - free.left();
    if (scene.title.empty() || room <= 60 * s)
        return free.top();
    text::Style style{shown(scene.title), 18.0 * s, Weight::Bold};
    style.text = text::elided(style, room);
    out.titleText = style.text;
    out.title = {free.topLeft(), text::size(style)};
    return out.title.bottom() + 8 * s;
}

/// At the bottom right. @returns the bottom of what is free above it.
double placeScaleBar(FurnitureLayout& out, const View& view, const QRectF& free, double s)
{
    const double perUnit = view.metresPerUnit();
    out.barMetres = roundLength(std::min(130.0 * s, free.width() * 0.4) * perUnit);
    out.barUnits = out.barMetres / perUnit;
    out.barLabels = barLabels(out.barMetres, out.barUnits, s);
    const double before = std::max(6.0 * s, -out.barLabels.front().box.left()); // the numbers hang out on both sides
    const double after = std::max(28.0 * s, out.barLabels.back().box.right() - out.barUnits + 2.0 * s);
    const double width = before + out.barUnits + after;
    out.scaleBar = {free.right() - width, free.bottom() - 24 * s, width, 24 * s};
    out.barLeft = out.scaleBar.left() + before;
    for (auto& label : out.barLabels)
        label.box.translate(out.barLeft, out.scaleBar.top());
    return out.scaleBar.top() - 6 * s;
}

/// What a legend would hide: places weigh more than incidents and bases.
double hiddenBy(const QRectF& box, const PreparedMap::Impl& map)
{
    double cost = 0.0;
    for (const LabelWish& wish : map.wishes)
        cost += box.contains(wish.at) ? 10.0 + 5.0 * std::max(0, wish.band + 1) : 0.0;
    for (const QRectF& symbol : map.symbols)
        cost += box.intersects(symbol) ? 1.0 : 0.0;
    return cost;
}

/// What other furniture leaves free: a top below the title, and a bottom on either side.
struct FreeEdges {
    double top, left, right;
};

/// In the corner that is asked for, else where it hides least.
void placeLegend(FurnitureLayout& out, const PreparedMap::Impl& map, const QRectF& free, const FreeEdges& edges)
{
    const QSizeF size = legendSize(map.legend, map.s);
    const double underMarking = out.marking.isNull() ? free.top() : out.marking.bottom() + 8 * map.s;
    // Where the map leaves room for it first; see fitScene.
    const std::array corners{std::pair{Corner::TopRight, QPointF{free.right() - size.width(), underMarking}},
                             std::pair{Corner::BottomRight, QPointF{free.right() - size.width(), edges.right - size.height()}},
                             std::pair{Corner::BottomLeft, QPointF{free.left(), edges.left - size.height()}},
                             std::pair{Corner::TopLeft, QPointF{free.left(), edges.top}}};
    const auto fits = [&](const QRectF& box) {
        return free.adjusted(-1, -1, 1, 1).contains(box) && !box.intersects(out.title) && !box.intersects(out.marking) &&
               !box.intersects(out.inset) && !box.intersects(out.north) && !box.intersects(out.scaleBar);
    };
    double best = std::numeric_limits<double>::max();
    for (const auto& [corner, topLeft] : corners) {
        const QRectF box{topLeft, size};
        if (map.options.legend_corner == corner)
            out.legend = box;
        if (map.options.legend_corner != Corner::Automatic || !fits(box))
            continue;
        if (const double cost = hiddenBy(box, map); cost < best) {
            best = cost;
            out.legend = box;
        }
    }
}

} // namespace

FurnitureLayout layoutOf(const Scene& scene, const PreparedMap::Impl& map)
{
    const double s = map.s;
    const double margin = kMargin * s;
    const Furniture& wanted = map.options.furniture;
    FurnitureLayout out;
    QRectF free = placeCredits(out, scene, map);
    const double edge = wanted.edge_ticks ? 8.0 * s : 0.0; // degree labels stand along the frame
    free.adjust(margin + edge, margin + edge, -margin - edge, -margin - edge);
    FreeEdges edges{free.top(), free.bottom(), free.bottom()};
    if (wanted.title && !scene.marking.empty())
        placeMarking(out, scene, free, s);
    if (wanted.title)
        edges.top = placeTitle(out, scene, free, s);
    if (wanted.scale_bar)
        edges.right = placeScaleBar(out, map.view, free, s);
    if (wanted.north) {
        const double size = 34 * s;
        out.north = {free.right() - size * 0.9, edges.right - size, size * 0.6, size};
        edges.right = out.north.top() - 8 * s;
    }
    if (wanted.inset && !map.insetLand.isEmpty()) {
        const QSizeF size = map.insetLand.boundingRect().size() + QSizeF{14 * s, 14 * s};
        out.inset = {free.left(), free.bottom() - size.height(), size.width(), size.height()};
        edges.left = out.inset.top() - 8 * s;
    }
    if (wanted.legend && !map.legend.empty())
        placeLegend(out, map, free, edges);
    if (wanted.edge_ticks)
        out.ticks = placeTicks(map, out.boxes());
    return out;
}

void drawFurniture(QPainter& painter, const PreparedMap::Impl& map)
{
    const FurnitureLayout& at = map.layout;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (map.options.furniture.edge_ticks)
        drawEdge(painter, map);
    if (!at.credits.isNull())
        drawCredits(painter, map);
    if (!at.scaleBar.isNull() && at.barUnits > 0.0)
        drawScaleBar(painter, map);
    if (!at.north.isNull())
        drawNorthArrow(painter, {at.north.center().x(), at.north.top()}, at.north.height(), map.options.theme);
    if (!at.title.isNull()) {
        text::Style style{at.titleText, 18.0 * map.s, Weight::Bold};
        style.halo = 4.0 * map.s;
        text::draw(painter, at.title.topLeft(), style, map.ink(Token::Furniture), map.ink(Token::Halo));
    }
    if (!at.marking.isNull())
        drawMarking(painter, map);
    if (!at.inset.isNull())
        drawInset(painter, map);
    if (!at.legend.isNull())
        drawLegend(painter, at.legend.topLeft(), map.legend, map.options.theme, map.s);
    painter.restore();
}

} // namespace tutela::map
