// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "map_canvas.h"

#include "legend_card.h"

#include <tutela/session/display.h>

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tutela::app {

namespace {

constexpr double kReach = 10.0;     ///< style pixels from a symbol that still hit it
constexpr double kMostStyleScale = 1.6; ///< symbols and names larger than this would leave no map between them
constexpr std::size_t kViewsKept = 50;
constexpr double kFirstScaleOfPoint = 200'000.0;
constexpr int kTallEnough = 260; ///< pixels: below it a map has no room for a column of tools
constexpr double kTallForCredits = 200.0, kTallForNorth = 130.0; ///< style pixels of height that a map has at least with them
constexpr double kMostCredits = 0.4; ///< of the height: more would leave too little of the map
constexpr double kSmallestScale = 500.0;

struct FirstScene {
    std::shared_ptr<map::Scene> scene;
    std::optional<core::Box> extent; ///< empty = nothing to show
    std::optional<map::View> view;   ///< of the whole; empty when there is one that a person chose
};

/// Whether a box of degrees lies in a view. That of a reference layer may reach beyond the globe.
bool shows(const map::View& view, const core::Box& box)
{
    constexpr double kEdge = 1.0;
    const QRectF frame = view.frame().adjusted(-kEdge, -kEdge, kEdge, kEdge);
    const auto inFrame = [&](double lon, double lat) {
        const auto at = view.toScreen(core::GeoPoint::of(std::clamp(lon, -180.0, 180.0), std::clamp(lat, -90.0, 90.0)));
        return at && frame.contains(*at);
    };
    return std::isfinite(box.west + box.south + box.east + box.north) && inFrame(box.west, box.south) && inFrame(box.west, box.north) &&
           inFrame(box.east, box.south) && inFrame(box.east, box.north);
}

/// What scale bar, north arrow and credits are made of.
map::Scene bareOf(const map::Scene& scene)
{
    map::Scene bare;
    bare.mission.details = scene.mission.details;
    bare.disclaimer = scene.disclaimer;
    bare.sources = scene.sources;
    bare.as_of = scene.as_of;
    bare.demonstration = scene.demonstration;
    return bare;
}

/// Whether the credits of a map leave enough of it. What leaves the program has them always.
bool creditsFit(const map::PreparedMap& withCredits)
{
    return withCredits.furnitureBoxes().front().height() <= kMostCredits * withCredits.view().size().height();
}

/// @param crs see map::View::fit
map::View wholeOf(const map::Scene& scene, QSize size, double styleScale, bool credits, const std::string& crs)
{
    map::PaintOptions options;
    options.style_scale = styleScale;
    options.furniture = map::Furniture::none(); // what lies over the map is drawn on top of it, not beside it
    options.furniture.credits = credits;
    map::View whole = map::fitScene(scene, QSizeF{size}, options, crs);
    if (!credits || creditsFit(map::prepare(bareOf(scene), whole, options)))
        return whole;
    options.furniture.credits = false;
    return map::fitScene(scene, QSizeF{size}, options, crs);
}

} // namespace

MapCanvas::MapCanvas(Shell& shell, const QString& name, QWidget* parent) : QWidget(parent), m_shell(shell)
{
    setObjectName(name);
    setAccessibleName(tr("Map"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(200, 160);
    auto* card = new LegendCard{*this, shell.style};
    m_legendCard = card;
    connect(card, &LegendCard::placed, this, [this] {
        if (m_legendCard->isVisible() && !m_keptFree.contains(m_legendCard->geometry()))
            request(); // names that it would cut find another place
    });
    connect(&m_renderer, &MapRenderer::updated, this, qOverload<>(&QWidget::update));
    connect(&m_swipeRenderer, &MapRenderer::updated, this, qOverload<>(&QWidget::update));
    connect(&m_renderer, &MapRenderer::finished, this, [this] {
        static_cast<LegendCard*>(m_legendCard)->setLegend(m_renderer.legend());
        emit sharpened();
    });
    connect(&shell.document, &session::Document::changed, this, &MapCanvas::rebuildScene);
    connect(&shell.context, &session::WorkContext::periodChanged, this, &MapCanvas::rebuildScene);
    connect(&shell.context, &session::WorkContext::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(&shell.style, &Style::changed, this, &MapCanvas::restyle);
    dress();
    rebuildScene();
}

MapCanvas::~MapCanvas() = default;

/// Another theme or size of text. Credits of another height leave another part of the frame to the whole.
void MapCanvas::restyle()
{
    m_renderer.clear();
    m_swipeRenderer.clear();
    placeControls();
    if (m_view && m_untouched && m_scene != nullptr && isDrawable()) {
        m_view.reset();
        fit();
    } else {
        request();
    }
}

double MapCanvas::styleScale() const { return std::clamp(m_shell.style.textScale(), 1.0, kMostStyleScale); }

void MapCanvas::setLayers(const map::LayerSet& layers)
{
    if (layers == m_layers)
        return;
    m_layers = layers;
    rebuildScene();
}

void MapCanvas::setIncidents(std::shared_ptr<const map::IncidentChoice> choice)
{
    m_incidents = std::move(choice);
    if (m_scene == nullptr)
        return; // the scene that is being made takes them
    auto scene = std::make_shared<map::Scene>(*m_scene);
    scene->choose(m_incidents);
    m_scene = std::move(scene);
    request();
}

void MapCanvas::setReach(std::shared_ptr<const map::ReachCover> reach)
{
    m_reach = std::move(reach);
    if (m_scene == nullptr)
        return; // the scene that is being made takes it
    auto scene = std::make_shared<map::Scene>(*m_scene);
    scene->reach = m_reach;
    m_scene = std::move(scene);
    request();
}

void MapCanvas::setTraces(std::vector<MapTrace> traces)
{
    m_traces = std::move(traces);
    update();
}

void MapCanvas::setStale(const QString& words)
{
    if (words == m_stale)
        return;
    m_stale = words;
    dress();
}

void MapCanvas::setWay(std::vector<core::Vertex> way)
{
    m_way = std::move(way);
    update();
}

void MapCanvas::setLayerStyles(const LayerStyles& styles)
{
    if (styles == m_layerStyles)
        return;
    m_layerStyles = styles;
    rebuildScene();
}

void MapCanvas::setFurniture(bool legend, bool controls, LegendStarts starts)
{
    m_showLegend = legend;
    static_cast<LegendCard*>(m_legendCard)->setFolded(starts == LegendStarts::Folded);
    if (controls && m_controls == nullptr)
        m_controls = new MapControls{*this, m_shell.style};
    dress();
    placeControls();
}

QString MapCanvas::nothingText() { return tr("Nothing to show on the map yet. Import areas or places, or add the first by hand."); }

/// A map that shows nothing has no tools and no legend, and says so to people who do not see it too.
void MapCanvas::dress()
{
    const bool nothing = showsNothing();
    m_legendCard->setVisible(m_showLegend && !nothing);
    if (m_controls != nullptr)
        m_controls->setVisible(!nothing);
    const QString words = nothing   ? nothingText()
                          : m_swipe ? tr("Compared by a line: %1 to its left, %2 to its right. Left and right arrows move the line, Esc leaves.").arg(m_swipe->leftName, m_swipe->rightName)
                                    : tr("Arrow keys move, plus and minus zoom, Home shows all, Tab goes from place to place in the order of risk.");
    const QString all = m_stale.isEmpty() ? words : m_stale + QLatin1Char(' ') + words;
    if (all != accessibleDescription())
        setAccessibleDescription(all);
    update();
}

/// The scene is made in a worker: it reads layers. Pictures of the old one stay until the new one is drawn.
void MapCanvas::rebuildScene()
{
    if (!isVisible()) { // nobody looks: the old snapshot is let go, and the scene is made when the map is shown
        m_sceneJobs.stop();
        m_scene.reset();
        return;
    }
    map::SceneOptions options;
    options.layers = m_layers;
    options.layer_styles = m_layerStyles;
    options.period = m_shell.context.period();
    options.folder = std::filesystem::absolute(m_shell.document.path()).parent_path();
    options.asset = m_shell.document.assetReader();
    // A view of the whole is found with the scene: it looks at all incidents.
    const QSize size = isDrawable() && (!m_view || m_untouched) ? this->size() : QSize{};
    m_sceneJobs.restart([mission = m_shell.document.mission(), options, size, scale = styleScale(), credits = hasCredits()](const core::Progress& progress) {
        progress.check();
        FirstScene first{std::make_shared<map::Scene>(map::sceneOf(*mission, options)), std::nullopt, std::nullopt};
        first.extent = first.scene->extent();
        if (!size.isEmpty())
            first.view = wholeOf(*first.scene, size, scale, credits, {});
        return first;
    }, [this, size, scale = styleScale()](session::Outcome<FirstScene> outcome) {
        if (!outcome.value)
            return;
        auto& [scene, extent, view] = *outcome.value;
        if (m_incidents != nullptr)
            scene->choose(m_incidents);
        scene->reach = m_reach;
        m_scene = std::move(scene);
        // The world that stood for nothing, or a whole that has grown beyond its view: the whole is shown as it is now.
        if (m_view && extent && (m_nothing || (m_untouched && !shows(*m_view, *extent))))
            forgetViews();
        m_nothing = !extent;
        dress();
        if (m_view)
            request();
        else if (view && size == this->size() && scale == styleScale())
            showWhole(std::move(*view));
        else
            fit();
    });
}

void MapCanvas::request()
{
    if (m_scene == nullptr || !m_view || width() < 1 || height() < 1)
        return;
    std::vector<QRectF> keepFree = furnitureBoxes();
    for (const QWidget* over : std::initializer_list<QWidget*>{m_controls, m_legendCard})
        if (over != nullptr && over->isVisible())
            keepFree.emplace_back(over->geometry());
    m_keptFree = m_legendCard->isVisible() ? m_legendCard->geometry() : QRect{};
    requestSwipe(keepFree);
    m_renderer.request(m_scene, *m_view, m_shell.style.theme(), styleScale(), std::move(keepFree));
    update();
}

void MapCanvas::fit()
{
    if (m_scene != nullptr && isDrawable())
        showWhole(wholeOf(*m_scene, size(), styleScale(), hasCredits(), m_view ? m_view->crs() : std::string{}));
}

void MapCanvas::forgetViews()
{
    m_view.reset();
    m_past.clear();
    m_future.clear();
}

void MapCanvas::showWhole(map::View view)
{
    remember();
    m_view = std::move(view);
    m_view->setRatio(devicePixelRatioF());
    m_untouched = true;
    moved();
}

void MapCanvas::remember()
{
    if (!m_view)
        return;
    m_untouched = false;
    m_past.push_back(*m_view);
    if (m_past.size() > kViewsKept)
        m_past.pop_front();
    m_future.clear();
}

void MapCanvas::moved()
{
    request();
    emit viewChanged();
}

void MapCanvas::previousView()
{
    if (!m_view || m_past.empty())
        return;
    m_future.push_back(*m_view);
    m_view = m_past.back();
    m_past.pop_back();
    m_view->resize(QSizeF{size()});
    moved();
}

void MapCanvas::nextView()
{
    if (!m_view || m_future.empty())
        return;
    m_past.push_back(*m_view);
    m_view = m_future.back();
    m_future.pop_back();
    m_view->resize(QSizeF{size()});
    moved();
}

void MapCanvas::zoomBy(double factor)
{
    if (!m_view)
        return;
    remember();
    m_view->zoom(factor, m_view->frame().center());
    moved();
}

void MapCanvas::panBy(QPointF by)
{
    if (!m_view)
        return;
    m_untouched = false;
    m_view->pan(by);
    moved();
}

void MapCanvas::setScaleDenominator(double n)
{
    if (!m_view)
        return;
    remember();
    m_view->setScaleDenominator(std::max(n, kSmallestScale));
    moved();
}

void MapCanvas::goTo(core::GeoPoint point, std::optional<double> scaleDenominator)
{
    if (!m_view)
        return;
    remember();
    m_view->centreOn(point);
    if (scaleDenominator)
        m_view->setScaleDenominator(*scaleDenominator);
    moved();
}

void MapCanvas::showRecord(session::RecordRef record)
{
    if (const auto point = session::pointOf(*m_shell.document.mission(), record); point && m_view) {
        const auto at = m_view->toScreen(*point);
        const bool visible = at && m_view->frame().adjusted(40, 40, -40, -40).contains(*at);
        if (!visible)
            goTo(*point, std::min(m_view->scaleDenominator(), kFirstScaleOfPoint * 4));
    }
}

void MapCanvas::showBox(const core::Box& box)
{
    if (!m_view)
        return;
    constexpr double kMargin = 40.0;
    remember();
    auto view = map::View::fit(box, QSizeF{size()}, kMargin, m_view->crs());
    view.setRatio(devicePixelRatioF());
    m_view = std::move(view);
    m_view->setScaleDenominator(std::max(m_view->scaleDenominator(), kFirstScaleOfPoint));
    moved();
}

std::vector<QString> MapCanvas::bookmarks() const
{
    std::vector<QString> names;
    for (const auto& [name, view] : m_bookmarks)
        names.push_back(name);
    return names;
}

void MapCanvas::addBookmark(const QString& name)
{
    if (!m_view)
        return;
    std::erase_if(m_bookmarks, [&](const auto& bookmark) { return bookmark.first == name; });
    m_bookmarks.emplace_back(name, *m_view);
}

void MapCanvas::goToBookmark(const QString& name)
{
    for (const auto& [known, view] : m_bookmarks)
        if (known == name) {
            remember();
            m_view = view;
            m_view->resize(QSizeF{size()});
            moved();
            return;
        }
}

std::vector<QRectF> MapCanvas::furnitureBoxes() const
{
    return m_scene != nullptr && m_view && !showsNothing() ? furniture().furnitureBoxes() : std::vector<QRectF>{};
}

QRect MapCanvas::toolsBox() const { return m_controls != nullptr && m_controls->isVisibleTo(this) ? m_controls->geometry() : QRect{}; }

std::optional<MapHit> MapCanvas::hitAt(QPointF screen) const
{
    if (!m_view || m_scene == nullptr)
        return std::nullopt;
    std::optional<MapHit> best;
    const double reach = kReach * styleScale();
    double nearest = reach;
    const auto offer = [&](core::Kind kind, std::int64_t id, core::GeoPoint point, double bonus) {
        const auto at = m_view->toScreen(point);
        if (!at)
            return;
        const double distance = std::hypot(at->x() - screen.x(), at->y() - screen.y()) - bonus;
        if (distance < nearest) {
            nearest = distance;
            best = MapHit{{kind, id}, *at};
        }
    };
    const auto corner = m_view->toLonLat(screen - QPointF{reach, -reach});
    const auto other = m_view->toLonLat(screen + QPointF{reach, -reach});
    if (!corner || !other)
        return std::nullopt;
    // A box that is a little too large: exact distances follow.
    const double west = std::min(corner->lon(), other->lon()), east = std::max(corner->lon(), other->lon());
    const double south = std::min(corner->lat(), other->lat()), north = std::max(corner->lat(), other->lat());
    const double padLon = (east - west) * 0.2, padLat = (north - south) * 0.2;
    const auto near = [&](double lon, double lat) {
        return lon >= west - padLon && lon <= east + padLon && lat >= south - padLat && lat <= north + padLat;
    };
    constexpr double kPlaceFirst = 3.0; // a place is worth more than an incident that lies beside it
    if (m_layers.has(map::MapLayer::PLACES))
        for (const auto& place : m_scene->mission.all<core::Place>())
            if (const auto point = place.point(); point && near(point->lon(), point->lat()))
                offer(core::Kind::PLACE, place.id, *point, kPlaceFirst);
    if (m_layers.has(map::MapLayer::BASES))
        for (const auto* base : m_scene->bases)
            if (const auto point = base->point(); point && near(point->lon(), point->lat()))
                offer(core::Kind::BASE, base->id, *point, kPlaceFirst);
    if (m_layers.has(map::MapLayer::INCIDENTS)) {
        const auto& c = *m_scene->mission.incidents;
        const auto offerIncident = [&](std::size_t i) {
            if (c.hasPosition(i) && near(c.lon(i), c.lat(i)))
                offer(core::Kind::INCIDENT, c.id[i], core::GeoPoint::of(c.lon(i), c.lat(i)), 0.0);
        };
        const auto inPeriod = [&](std::size_t i) {
            return !m_scene->period || (c.time[i] != core::IncidentColumns::kNoTime && m_scene->period->contains(core::Instant{std::chrono::seconds{c.time[i]}}));
        };
        if (m_scene->chosen != nullptr)
            std::for_each(m_scene->chosen->rows.begin(), m_scene->chosen->rows.end(), offerIncident);
        else
            for (std::size_t i = 0; i < c.size(); ++i)
                if (inPeriod(i))
                    offerIncident(i);
    }
    return best;
}

void MapCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_shell.style.colour(showsNothing() ? map::Token::Surface : map::Token::Outside));
    if (!m_view)
        return;
    if (showsNothing()) {
        paintNothing(painter);
    } else {
        m_renderer.paint(painter, *m_view);
        paintSwipe(painter);
        painter.setRenderHint(QPainter::Antialiasing);
        paintStale(painter);
        paintWay(painter);
        paintTraces(painter, *m_view, m_shell.style, m_traces, styleScale());
        paintSelection(painter);
        paintMeasure(painter);
        if (m_scene != nullptr)
            map::paintFurniture(painter, furniture());
        paintSwipeLine(painter);
    }
    if (hasFocus()) {
        painter.setPen(QPen{m_shell.style.colour(map::Token::Focus), 2});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF{rect()}.adjusted(1, 1, -1, -1));
    }
}

void MapCanvas::paintNothing(QPainter& painter) const
{
    constexpr int kText = 13, kBeside = 24, kWidest = 420;
    const int width = std::min(this->width() - 2 * kBeside, qRound(kWidest * m_shell.style.textScale()));
    painter.setFont(m_shell.style.font(kText));
    painter.setPen(m_shell.style.colour(map::Token::Text2));
    painter.drawText(QRect{(this->width() - width) / 2, 0, width, height()}, static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap), nothingText());
}

void MapCanvas::paintSelection(QPainter& painter) const
{
    const auto selected = m_shell.context.selection();
    const auto point = selected ? session::pointOf(*m_shell.document.mission(), *selected) : std::nullopt;
    const auto at = point ? m_view->toScreen(*point) : std::nullopt;
    if (!at)
        return;
    const double s = styleScale();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{m_shell.style.colour(map::Token::Halo), 5 * s});
    painter.drawEllipse(*at, 14 * s, 14 * s);
    painter.setPen(QPen{m_shell.style.colour(map::Token::Focus), 2.6 * s});
    painter.drawEllipse(*at, 14 * s, 14 * s);
}

void MapCanvas::paintWay(QPainter& painter) const
{
    QPolygonF line;
    for (const core::Vertex& vertex : m_way)
        if (const auto at = m_view->toScreen(core::GeoPoint::of(vertex.x, vertex.y)))
            line << *at;
    painter.setBrush(Qt::NoBrush);
    for (const auto& [token, width] : {std::pair{map::Token::Halo, 5.0}, {map::Token::Focus, 2.6}}) {
        painter.setPen(QPen{m_shell.style.colour(token), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        painter.drawPolyline(line);
    }
}

/// A veil over the bands, and on top of it what is wrong with them.
void MapCanvas::paintStale(QPainter& painter) const
{
    if (m_stale.isEmpty())
        return;
    constexpr int kText = 12;
    constexpr double kPad = 8.0, kAbove = 12.0, kRound = 4.0;
    constexpr float kVeil = 0.6F;
    QColor veil = m_shell.style.colour(map::Token::Outside);
    veil.setAlphaF(kVeil);
    painter.fillRect(rect(), veil);
    painter.setFont(m_shell.style.font(kText, map::Weight::Bold));
    const QFontMetricsF metrics{painter.font()};
    const QRect tools = toolsBox();
    const double left = tools.isEmpty() ? kAbove : tools.right() + kAbove, room = width() - left - kAbove;
    const QString shown = metrics.elidedText(m_stale, Qt::ElideRight, room - 2 * kPad);
    const QSizeF size{metrics.horizontalAdvance(shown) + 2 * kPad, metrics.height() + kPad};
    const QRectF box{QPointF{left + std::max(0.0, (room - size.width()) / 2.0), kAbove}, size};
    painter.setPen(m_shell.style.colour(map::Token::Warning));
    painter.setBrush(m_shell.style.colour(map::Token::Surface));
    painter.drawRoundedRect(box, kRound, kRound);
    painter.drawText(box, Qt::AlignCenter, shown);
}

void MapCanvas::paintMeasure(QPainter& painter) const
{
    if (m_measure.empty())
        return;
    QPolygonF line;
    for (const auto& point : m_measure)
        if (const auto at = m_view->toScreen(point))
            line << *at;
    painter.setPen(QPen{m_shell.style.colour(map::Token::Halo), 5});
    painter.drawPolyline(line);
    painter.setPen(QPen{m_shell.style.colour(map::Token::Focus), 2, Qt::DashLine});
    painter.drawPolyline(line);
    painter.setBrush(m_shell.style.colour(map::Token::Surface));
    for (const QPointF& at : line)
        painter.drawEllipse(at, 4, 4);
}

/// Scale bar, north arrow and the line on boundaries belong to the view of this moment, not to the picture that is moved.
map::PreparedMap MapCanvas::furniture() const
{
    map::PaintOptions options;
    options.theme = m_shell.style.theme();
    options.style_scale = styleScale();
    options.furniture = map::Furniture::none();
    options.furniture.scale_bar = true;
    options.furniture.north = height() >= kTallForNorth * styleScale();
    options.furniture.credits = hasCredits();
    const map::Scene bare = bareOf(*m_scene);
    auto made = map::prepare(bare, *m_view, options);
    if (!options.furniture.credits || creditsFit(made))
        return made;
    options.furniture.credits = false;
    return map::prepare(bare, *m_view, options);
}

bool MapCanvas::hasCredits() const { return m_showLegend && height() >= kTallForCredits * styleScale(); }

void MapCanvas::placeControls()
{
    constexpr int kGap = 12;
    if (m_controls != nullptr) {
        static_cast<QBoxLayout*>(m_controls->layout())->setDirection(height() < kTallEnough ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
        m_controls->adjustSize();
        m_controls->move(kGap, kGap);
    }
    static_cast<LegendCard*>(m_legendCard)->place();
}

void MapCanvas::resizeEvent(QResizeEvent*)
{
    if (m_view && m_untouched) {
        m_view.reset();
        fit();
    } else if (m_view && width() > 1 && height() > 1) {
        m_view->resize(QSizeF{size()});
        m_view->setRatio(devicePixelRatioF());
        request();
    } else {
        fit();
    }
    placeControls();
}

/// Another workspace may have changed the order of the layers meanwhile.
void MapCanvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    auto styles = layerStylesOf(m_shell.document.path());
    if (m_scene == nullptr || styles != m_layerStyles) {
        m_layerStyles = std::move(styles);
        rebuildScene();
    }
}

} // namespace tutela::app
