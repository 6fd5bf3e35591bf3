// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/map/painter.h>

#include "furniture_p.h"
#include "ink_p.h"
#include "prepared_p.h"

#include <tutela/core/error.h>

#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

namespace tutela::map {

namespace {

void paintLabel(QPainter& painter, const LabelItem& label)
{
    if (label.leader) {
        QPainterPath line;
        line.moveTo(label.leader->p1());
        line.lineTo(label.leader->p2());
        ink::stroke(painter, line, QPen{label.halo, label.style.pixels * 0.24, Qt::SolidLine, Qt::RoundCap});
        ink::stroke(painter, line, QPen{label.ink, label.style.pixels * 0.07, Qt::SolidLine, Qt::RoundCap});
    }
    text::draw(painter, label.topLeft, label.style, label.ink, label.halo);
}

struct ItemPainter {
    QPainter& painter;
    const Item& item;
    Theme theme;

    void operator()(const FillItem& fill) const { painter.fillPath(fill.path, fill.colour); }
    void operator()(const StrokeItem& stroke) const { painter.strokePath(stroke.path, stroke.pen); }
    void operator()(const ImageItem& image) const
    {
        painter.setRenderHint(QPainter::LosslessImageRendering, image.exact);
        painter.drawImage(item.box, image.image);
    }
    void operator()(const BandItem& symbol) const
    {
        drawBand(painter, symbol.at, symbol.size, symbol.band, theme);
        if (!symbol.highest_possible)
            return;
        drawDashedRing(painter, symbol.at, symbol.size * 0.72, 12,
                       QPen{colour(Token::Text2, theme), symbol.size * 0.09, Qt::SolidLine, Qt::FlatCap});
    }
    void operator()(const DotItem& dot) const
    {
        QPainterPath disc;
        disc.addEllipse(dot.at, dot.size / 2, dot.size / 2);
        ink::fill(painter, disc, colour(Token::Text3, theme));
    }
    void operator()(const BaseItem& base) const { drawBase(painter, base.at, base.size, theme, base.owner); }
    void operator()(const ClosedItem& closed) const { drawClosed(painter, closed.at, closed.size, theme, closed.ink); }
    void operator()(const FordItem& ford) const { drawFord(painter, ford.at, ford.size, theme); }
    void operator()(const IncidentItem& mark) const { drawIncident(painter, mark.at, mark.size, mark.mark, theme); }
    void operator()(const ClusterItem& cluster) const { drawCluster(painter, cluster.at, cluster.size, cluster.text, theme, cluster.areas); }
    void operator()(const LabelItem& label) const { paintLabel(painter, label); }
};

/// Restores the painter also when painting is cancelled.
class Saved {
public:
    explicit Saved(QPainter& painter) : m_painter(painter) { m_painter.save(); }
    ~Saved() { m_painter.restore(); }
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;

private:
    QPainter& m_painter;
};

/// Paints what meets `part` (screen units).
void paintPart(QPainter& painter, const PreparedMap::Impl& map, const QRectF& part, const core::Progress& progress)
{
    const Saved saved{painter};
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, map.options.vector);
    painter.setClipRect(part);
    painter.fillRect(part, map.ground);
    for (const Item& item : map.items) {
        progress.check();
        if (item.box.intersects(part))
            paintItem(painter, item, map.options.theme);
    }
}

/// A single village is shown with what lies around it.
core::Box withSurroundings(core::Box box)
{
    constexpr double kLeastDeg = 0.18; // about 20 km
    const double width = box.east - box.west;
    const double height = box.north - box.south;
    if (width < 0.0 || width >= kLeastDeg || height >= kLeastDeg)
        return box;
    const auto wider = [](double low, double high, double most) {
        return std::pair{std::max((low + high - kLeastDeg) / 2, -most), std::min((low + high + kLeastDeg) / 2, most)};
    };
    std::tie(box.west, box.east) = wider(box.west, box.east, 180.0);
    std::tie(box.south, box.north) = wider(box.south, box.north, 90.0);
    return box;
}

/// Height that the credits take at the bottom of a frame.
double creditsStrip(const Scene& scene, const View& view, const PaintOptions& options)
{
    if (!options.furniture.credits)
        return 0.0;
    const double s = options.style_scale;
    return std::min(creditsHeight(creditLines(scene, view, s).size(), s), view.size().height() / 2);
}

/// The mission and the frame in it, for the inset: only when there is more mission than the frame shows.
void makeInset(const Scene& scene, PreparedMap::Impl& map)
{
    if (!map.options.furniture.inset)
        return;
    std::vector<const core::Geometry*> shapes;
    std::optional<core::Box> all;
    for (const auto& area : scene.mission.all<core::Area>()) {
        if (!area.geometry.isArea() || area.geometry.empty())
            continue;
        shapes.push_back(&area.geometry);
        const core::Box box = area.geometry.box();
        if (all)
            all->extend(box);
        else
            all = box;
    }
    if (!all)
        return;
    const View whole = View::fit(*all, QSizeF{104 * map.s, 84 * map.s}, 0, map.view.crs());
    const core::Box frame = map.view.projectedBox();
    const QRectF inside{whole.fromProjected({frame.west, frame.north}), whole.fromProjected({frame.east, frame.south})};
    if (inside.width() * inside.height() > 0.6 * 104 * 84 * map.s * map.s)
        return;
    const ShapeMapper mapper{whole};
    map.insetLand.setFillRule(Qt::WindingFill);
    for (const auto* shape : shapes)
        for (const auto& part : shape->parts)
            if (!part.empty())
                map.insetLand.addPolygon(mapper(part.front(), 0.5));
    map.insetFrame = inside;
}

} // namespace

Furniture Furniture::none()
{
    return {false, false, false, false, false, false, false, false};
}

void paintItem(QPainter& painter, const Item& item, Theme theme)
{
    std::visit(ItemPainter{painter, item, theme}, item.what);
}

Maker::Maker(const Scene& scene, PreparedMap::Impl& map, const core::Progress& progress)
    : m_scene(scene), m_map(map), m_progress(progress), m_mapper(map.view)
{
}

void Maker::make()
{
    m_map.problems = m_scene.problems;
    landAndRelief();
    graticule();
    if (on(MapLayer::RASTERS))
        references(true);
    if (on(MapLayer::INFLUENCE))
        influence();
    if (m_scene.reach != nullptr) {
        reachBands();
        reachChanges();
    }
    if (on(MapLayer::WATER))
        waters();
    if (on(MapLayer::ROADS))
        roads();
    if (on(MapLayer::SECTORS))
        sectorLines();
    if (on(MapLayer::VECTORS))
        references(false);
    if (on(MapLayer::THREATS))
        threats();
    if (m_scene.reach != nullptr)
        reachGaps();
    if (on(MapLayer::OUTLINE))
        outline();
    if (m_scene.reach != nullptr) {
        roadLinks();
        closedRoads();
        overdueRings();
    }
    if (on(MapLayer::ROADS))
        fords(); // after the crosses of closed roads, which they leave to be seen
    if (on(MapLayer::PATROLS))
        patrols();
    // Made in the order of their right to a spot, painted in the order of the layers: symbols of places and bases, marks of
    // incidents, furniture, names of places that matter, numbers of incidents, other names.
    const auto apart = [this](auto&& make) {
        std::vector<Item> below = std::exchange(m_map.items, {});
        make();
        return std::exchange(m_map.items, std::move(below));
    };
    const auto putOnTop = [this](std::vector<Item> items) { std::move(items.begin(), items.end(), std::back_inserter(m_map.items)); };
    std::vector<Item> symbols = apart([this] {
        if (on(MapLayer::PLACES))
            places();
        if (on(MapLayer::BASES))
            bases();
    });
    if (on(MapLayer::INCIDENTS))
        incidents();
    m_progress.check();
    furnish();
    std::vector<Item> names = apart([this] {
        if (on(MapLayer::LABELS))
            placeLabels(Names::First);
    });
    putOnTop(std::move(symbols));
    placeClusters(); // the few that find room only over small symbols must be legible
    putOnTop(std::move(names));
    if (on(MapLayer::LABELS))
        placeLabels(Names::Others);
    if (on(MapLayer::SECTOR_NAMES))
        sectorNames();
}

void Maker::furnish()
{
    m_map.legend = legendOf(m_scene, m_found, m_map.options);
    m_map.title = m_scene.title;
    m_map.marking = m_scene.marking;
    m_map.document = m_scene.title.empty() ? m_scene.mission.details.name : m_scene.title;
    m_map.as_of = m_scene.as_of;
    makeInset(m_scene, m_map);
    m_map.layout = layoutOf(m_scene, m_map);
    if (m_map.options.furniture.legend && !m_map.legend.empty() && m_map.layout.legend.isNull())
        m_map.problems.emplace_back("The picture is too small for its legend; make it larger.");
}

const View& PreparedMap::view() const noexcept { return m_impl->view; }
const Legend& PreparedMap::legend() const noexcept { return m_impl->legend; }
std::vector<QRectF> PreparedMap::labelBoxes() const { return m_impl->labels; }
std::vector<QRectF> PreparedMap::symbolBoxes() const { return m_impl->symbols; }
const std::vector<std::string>& PreparedMap::problems() const noexcept { return m_impl->problems; }

std::vector<QRectF> PreparedMap::furnitureBoxes() const { return m_impl->layout.boxes(); }

std::vector<QRectF> FurnitureLayout::boxes() const
{
    std::vector<QRectF> all;
    for (const QRectF& box : {credits, scaleBar, north, legend, title, marking, inset})
        if (!box.isNull())
            all.push_back(box);
    for (const Label& tick : ticks)
        all.push_back(tick.box);
    return all;
}

View fitScene(const Scene& scene, QSizeF size, const PaintOptions& options, std::string crs)
{
    constexpr double kLegendPixels = 318.0; // a full legend with its margin
    constexpr double kLeastShare = 0.55;    // how much smaller the map may get to lie beside its legend
    const double s = options.style_scale;
    const core::Box box = withSurroundings(scene.extent().value_or(core::Box{-180, -60, 180, 75}));
    constexpr double kMarginShare = 0.07; // in a low frame a full margin would leave little of the map
    const double margin = std::min(26.0 * s, kMarginShare * std::min(size.width(), size.height()));
    View view = View::fit(box, size, margin, crs);
    const double strip = creditsStrip(scene, view, options);
    // A title line keeps off the country.
    const bool titled = options.furniture.title && !(scene.title.empty() && scene.marking.empty());
    const double head = titled ? std::min(22.0 * s, size.height() / 10) : 0.0;
    if (strip + head > 0.0)
        view = View::fit(box, {size.width(), std::max(1.0, size.height() - strip - head)}, margin, crs);
    if (options.furniture.legend && size.width() > 2 * kLegendPixels * s) {
        View beside = View::fit(box, {size.width() - kLegendPixels * s, std::max(1.0, size.height() - strip - head)}, margin, crs);
        if (view.unitsPerPixel() >= kLeastShare * beside.unitsPerPixel()) {
            beside.growRight(kLegendPixels * s);
            view = beside;
        }
    }
    view.growBelow(size.height() - view.size().height());
    view.pan({0, head});
    return view;
}

View fitExtent(const Scene& scene, core::Box lonLat, QSizeF size, const PaintOptions& options, std::string crs)
{
    View view = View::fit(lonLat, size, 0.0, crs);
    const double strip = creditsStrip(scene, view, options);
    if (strip > 0.0)
        view = View::fit(lonLat, {size.width(), std::max(1.0, size.height() - strip)}, 0.0, crs);
    view.growBelow(size.height() - view.size().height());
    return view;
}

PreparedMap prepare(const Scene& scene, const View& view, const PaintOptions& options, const core::Progress& progress)
{
    loadFonts();
    auto map = std::make_shared<PreparedMap::Impl>(view, options);
    map->s = options.style_scale;
    // On a screen strokes go on a little beyond the frame, so that cut ends do not show; paper ends at the frame.
    const double beyond = options.vector ? 0.0 : 8.0 * map->s;
    map->clip = view.frame().adjusted(-beyond, -beyond, beyond, beyond);
    Maker{scene, *map, progress}.make();
    return PreparedMap{map};
}

void paintMap(QPainter& painter, const PreparedMap& map, const core::Progress& progress)
{
    paintPart(painter, map.impl(), map.view().frame(), progress);
}

void paintFurniture(QPainter& painter, const PreparedMap& map)
{
    drawFurniture(painter, map.impl());
}

void paint(QPainter& painter, const PreparedMap& map, const core::Progress& progress)
{
    paintMap(painter, map, progress);
    paintFurniture(painter, map);
}

void paint(QPainter& painter, const Scene& scene, const View& view, const PaintOptions& options, const core::Progress& progress)
{
    paint(painter, prepare(scene, view, options, progress.part(0.0, 0.6)), progress.part(0.6, 1.0));
}

QImage paintTile(const PreparedMap& map, QRect pixels, const core::Progress& progress)
{
    QImage tile(pixels.size(), QImage::Format_RGB32);
    if (tile.isNull())
        throw core::Error{core::ErrorCode::InvalidInput, "A tile needs at least one pixel in width and height."};
    const double ratio = map.view().ratio();
    QPainter painter(&tile);
    painter.translate(-pixels.x(), -pixels.y());
    painter.scale(ratio, ratio);
    paintPart(painter, map.impl(), {pixels.x() / ratio, pixels.y() / ratio, pixels.width() / ratio, pixels.height() / ratio}, progress);
    return tile;
}

} // namespace tutela::map
