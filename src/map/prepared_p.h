// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mapper_p.h"
#include "text_p.h"

#include <tutela/map/legend.h>
#include <tutela/map/painter.h>
#include <tutela/map/symbols.h>

#include <QBrush>
#include <QImage>
#include <QPainterPath>
#include <QPen>

#include <set>
#include <variant>
#include <vector>

/// The display list between computing a map and painting it.
namespace tutela::map {

struct FillItem {
    QPainterPath path;
    QColor colour;
};
struct StrokeItem {
    QPainterPath path;
    QPen pen;
};
struct ImageItem {
    QImage image;       ///< painted over `box`
    bool exact = false; ///< flat colours: kept as they are in PDF, which also packs them better than JPEG does
};
struct BandItem {
    QPointF at;
    double size;
    std::optional<core::Band> band;
    bool highest_possible;
};
struct DotItem {
    QPointF at;
    double size;
};
struct BaseItem {
    QPointF at;
    double size;
    BaseOwner owner;
};
struct ClosedItem {
    QPointF at;
    double size;
    Token ink = Token::LossLine;
};
struct FordItem {
    QPointF at;
    double size;
};
struct IncidentItem {
    QPointF at;
    double size;
    PrecisionMark mark;
};
struct ClusterItem {
    QPointF at;
    double size;
    QString text;
    bool areas; ///< of incidents of which only the area is known
};
struct LabelItem {
    QPointF topLeft;
    text::Style style;
    QColor ink, halo;
    std::optional<QLineF> leader;
};

/// One thing to paint; `box` holds all of it, in screen units.
struct Item {
    QRectF box;
    std::variant<FillItem, StrokeItem, ImageItem, BandItem, DotItem, BaseItem, ClosedItem, FordItem, IncidentItem, ClusterItem, LabelItem> what;
};

/// A place whose symbol is on the map and wants a label.
struct LabelWish {
    QPointF at;
    double symbol = 0.0; ///< width of the symbol
    QString text;
    int band = -1; ///< -1 = not assessed
    std::int64_t people = 0;
    std::int64_t id = 0;
    bool dot = false; ///< drawn as a dot: a symbol that found no room
};

struct FurnitureLayout {
    QRectF credits, scaleBar, north, legend, title, marking, inset;
    QString titleText; ///< as much of it as fits
    QStringList markingLines;
    QStringList creditLines;
    double barMetres = 0.0, barUnits = 0.0, barLeft = 0.0;
    struct Label {
        QRectF box;
        QString text;
    };
    std::vector<Label> barLabels; ///< over the scale bar, in its box
    std::vector<Label> ticks;     ///< degrees along the frame
    [[nodiscard]] std::vector<QRectF> boxes() const;
};

/// An incident that is drawn by itself.
struct IncidentMark {
    QPointF at;
    PrecisionMark kind;
};

/// Incidents that are shown as their number, somewhere in `cell`.
struct ClusterWish {
    QPointF at;
    QRectF cell;
    std::size_t count = 0;
    bool areas = false;
};

struct PreparedMap::Impl {
    Impl(View shownView, PaintOptions chosen) : view(std::move(shownView)), options(std::move(chosen)) {}

    View view;
    PaintOptions options;
    double s = 1.0;                     ///< screen units per style pixel
    QRectF clip;                        ///< shapes are clipped to it: the frame, a little wider on screens
    QColor ground;                      ///< painted first, everywhere
    std::vector<Item> items;            ///< bottom to top, labels last
    std::vector<QRectF> labels, symbols; ///< boxes: placed labels; what they keep off
    std::vector<QRectF> important;       ///< of the symbols, those of assessed places and bases
    std::vector<QRectF> leaders;         ///< along the lines from a label to its symbol
    std::vector<QRectF> unnamed;         ///< beside the symbols of places whose name found no room: no lesser name goes there
    std::vector<QRectF> rings;           ///< around places that wait for a visit: no name of a sector goes there
    std::vector<QPainterPath> lakes;     ///< clipped
    std::vector<LabelWish> wishes;       ///< of all places in the frame, also of those without a name
    Legend legend;
    FurnitureLayout layout;
    std::string title, marking, document; ///< document: the title inside a PDF
    std::optional<core::Instant> as_of;
    std::vector<std::string> problems;
    struct GridLine {
        QPolygonF line;
        QString label;
        bool meridian;
    };
    std::vector<GridLine> graticule;
    QPainterPath insetLand;
    QRectF insetFrame;

    [[nodiscard]] QColor ink(Token token) const { return colour(token, options.theme); }
    void add(QRectF box, decltype(Item::what) what) { items.push_back({box, std::move(what)}); }
    void fill(QPainterPath path, const QColor& with);
    /// On pixels the outline of the stroke is filled (ink_p.h).
    void stroke(QPainterPath path, const QPen& pen);
};

/// What is found while the map is made, for the legend.
struct Findings {
    std::set<int> bands;
    bool notAssessed = false, highestPossible = false, dots = false;
    std::set<LegendSymbol> seen;
    std::vector<double> placeSizes;
    std::vector<LegendEntry> references;
    std::size_t incidents = 0, incidentsWithoutPosition = 0;
    bool incidentImage = false, landShown = false;
};

struct ReachFrame;

class Maker {
public:
    Maker(const Scene& scene, PreparedMap::Impl& map, const core::Progress& progress);
    void make();

private:
    // base.cpp
    void landAndRelief();
    void graticule();
    // shapes.cpp
    void influence();
    void waters();
    void roads();
    void fords();
    void sectorLines();
    void threats();
    void outline();
    void patrols();
    // reach.cpp
    void reachBands();
    void reachGaps();
    void reachChanges();
    void closedRoads();
    void overdueRings();
    void roadLinks();
    void crossRoads(const std::vector<core::Geometry>& closed, Token ink, LegendSymbol symbol);
    const ReachFrame& reachFrame();
    /// Adds an image over the whole frame, cut to the land.
    void addReachImage(QImage image, bool exact);
    // references.cpp
    void references(bool rasters);
    /// True when something of the layer is on the map.
    bool rasterReference(const ReferenceLayer& layer);
    // incidents.cpp
    void incidents();
    void incidentMarks(std::vector<IncidentMark>& marks);
    void paintMarksInto(QImage& image, double ratio, std::vector<IncidentMark>& marks);
    // clusters.cpp
    void placeClusters();
    // places.cpp
    void places();
    void bases();
    // painter.cpp
    void furnish();
    // labels.cpp
    enum class Names { First, Others }; ///< first: of places that are assessed or large
    void placeLabels(Names which);
    void sectorNames();

    [[nodiscard]] bool on(MapLayer layer) const { return m_scene.layers.has(layer); }
    [[nodiscard]] QPainterPath fillPath(const core::Geometry& geometry) const;
    [[nodiscard]] std::vector<QPolygonF> clippedRings(const core::Geometry& geometry) const;
    /// All lines, or all rings as lines, clipped.
    [[nodiscard]] QPainterPath linePath(const core::Geometry& geometry) const;
    [[nodiscard]] QPen pen(Token token, double width, const QList<qreal>& dashes = {}) const;
    [[nodiscard]] bool inFrame(QPointF at) const;
    [[nodiscard]] std::vector<QPolygonF> sectorRings() const;
    [[nodiscard]] QPainterPath clippedPath(const std::vector<QPolygonF>& lines) const;
    void saw(LegendSymbol symbol) { m_found.seen.insert(symbol); }

    const Scene& m_scene;
    PreparedMap::Impl& m_map;
    const core::Progress& m_progress;
    ShapeMapper m_mapper;
    QPainterPath m_land; ///< clipped; empty where all is land
    Findings m_found;
    std::vector<ClusterWish> m_clusters;
    std::shared_ptr<const ReachFrame> m_reachFrame; ///< made when the first image of reach is
};

/// Relief and land in one opaque picture of the frame: outside, land, light and shade, mixed so that no transparency is
/// left. Empty when the scene has no elevation that can be read here.
[[nodiscard]] QImage reliefImage(const Scene& scene, const PreparedMap::Impl& map, const QPainterPath& land, bool landEverywhere,
                                 std::vector<std::string>& problems, const core::Progress& progress);

void paintItem(QPainter& painter, const Item& item, Theme theme);

} // namespace tutela::map
