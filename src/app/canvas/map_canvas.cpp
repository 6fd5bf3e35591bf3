// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the map shows: its scene, made by workers, and what lies over it. Where it looks is in map_canvas_view.cpp.
#include "map_canvas.h"

#include "legend_card.h"
#include "whole_view.h"

#include <tutela/session/display.h>

#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace tutela::app {

namespace {

constexpr double kReach = 10.0;         ///< style pixels from a symbol that still hit it
constexpr double kMostStyleScale = 1.6; ///< symbols and names larger than this would leave no map between them
/// Their keys are letters: they act while the map has the focus.
constexpr std::array kKeysOfMap{"map.fit", "map.select", "map.measure"};
constexpr int kTallEnough = 300; ///< pixels: below it a map has no room for a column of tools above its credits

struct FirstScene {
    std::shared_ptr<map::Scene> scene;
    std::optional<core::Box> extent; ///< empty = nothing to show
    std::optional<map::View> view;   ///< of the whole; empty when there is one that a person chose
};

/// What the names leave free: what they left before, where the legend is but a few lines shorter now. With the next step of the hours it
/// has them again, and the map need not be drawn a second time.
QRect roomForLegend(const QRect& before, const QRect& legend)
{
    constexpr double kAlmost = 0.8;
    return before.contains(legend) && legend.width() >= kAlmost * before.width() && legend.height() >= kAlmost * before.height() ? before : legend;
}

} // namespace

MapCanvas::MapCanvas(Shell& shell, const QString& name, QWidget* parent) : QWidget(parent), m_shell(shell)
{
    setObjectName(name);
    applyLayerChoices(m_layers, shell.document.path(), name);
    setAccessibleName(tr("Map"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(200, 160);
    for (const char* id : kKeysOfMap)
        addAction(shell.actions.action(QLatin1String{id}));
    auto* card = new LegendCard{*this, shell.style};
    m_legendCard = card;
    connect(card, &LegendCard::placed, this, [this] {
        if (m_legendCard->isVisible() && !m_keptFree.contains(m_legendCard->geometry()))
            request(); // names that it would cut find another place
    });
    connect(&m_renderer, &MapRenderer::updated, this, qOverload<>(&QWidget::update));
    connect(&m_swipeRenderer, &MapRenderer::updated, this, qOverload<>(&QWidget::update));
    connect(&m_renderer, &MapRenderer::finished, this, [this] {
        tellLegend();
        emit sharpened();
    });
    connect(&shell.document, &session::Document::changed, this, &MapCanvas::rebuildScene);
    connect(&shell.context, &session::WorkContext::periodChanged, this, &MapCanvas::rebuildScene);
    connect(&shell.context, &session::WorkContext::selectionChanged, this, [this] {
        m_said.clear();
        dress();
        tellLegend();
    });
    connect(&shell.style, &Style::changed, this, &MapCanvas::restyle);
    for (const char* id : kKeysOfMap)
        shell.actions.follow(QLatin1String{id}, this, [this] { dress(); });
    rebuildScene();
}

MapCanvas::~MapCanvas() = default;

/// Another theme or size of text. Credits of another height leave another part of the frame to the whole.
void MapCanvas::restyle()
{
    m_renderer.clear();
    m_swipeRenderer.clear();
    placeControls();
    if (hasView() && m_views.isUntouched() && m_scene != nullptr && isDrawable())
        fitAgain();
    else
        request();
}

double MapCanvas::styleScale() const { return std::clamp(m_shell.style.textScale(), 1.0, kMostStyleScale); }

void MapCanvas::setLayers(map::LayerSet layers)
{
    applyLayerChoices(layers, m_shell.document.path(), objectName());
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
    showReach();
}

void MapCanvas::showReach()
{
    if (m_scene == nullptr)
        return; // the scene that is being made takes it
    auto scene = std::make_shared<map::Scene>(*m_scene);
    scene->reach = shownReach();
    m_scene = std::move(scene);
    request();
}

void MapCanvas::setTraces(std::vector<MapTrace> traces)
{
    m_traces = std::move(traces);
    tellLegend();
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
    tellLegend();
    update();
}

map::Legend MapCanvas::shownLegend() const
{
    map::Legend legend = m_renderer.legend();
    map::LegendGroup over;
    const auto add = [&over](map::LegendSymbol symbol, const QString& words) { over.entries.push_back({symbol, words, {}, 0.0}); };
    const auto hasTrace = [this](bool planned) { return std::any_of(m_traces.begin(), m_traces.end(), [planned](const MapTrace& each) { return each.planned == planned; }); };
    if (selectedAt())
        add(map::LegendSymbol::Chosen, tr("Chosen"));
    if (!m_way.empty())
        add(map::LegendSymbol::Way, tr("Way of the first unit"));
    if (hasTrace(true))
        add(map::LegendSymbol::PatrolPlanned, tr("Patrol chosen: planned"));
    if (hasTrace(false))
        add(map::LegendSymbol::Patrol, tr("Patrol chosen: track"));
    if (!over.entries.empty() && !legend.empty()) // before the first picture there is none
        legend.groups.push_back(std::move(over));
    return legend;
}

void MapCanvas::tellLegend() { static_cast<LegendCard*>(m_legendCard)->setLegend(shownLegend()); }

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
        m_controls = new MapControls{*this, m_shell.style, m_shell.actions};
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
    if (nothing != std::exchange(m_toldNothing, nothing))
        emit viewChanged(); // a map of nothing has no scale
    const QString words = nothing   ? nothingText()
                          : m_swipe ? tr("Compared by a line: %1 to its left, %2 to its right. Left and right arrows move the line, Esc leaves.").arg(m_swipe->leftName, m_swipe->rightName)
                                    : tr("Arrow keys move, plus and minus zoom, %1 shows all, Tab goes from place to place in the order of risk.").arg(m_shell.actions.keys(QStringLiteral("map.fit")));
    QStringList said{m_said, m_mark ? tr("Marked: %1.").arg(m_mark->words) : QString{}, m_stale, words};
    said.removeAll(QString{});
    const QString all = said.join(QLatin1Char(' '));
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
    const QSize size = isDrawable() && (!hasView() || m_views.isUntouched()) ? this->size() : QSize{};
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
        scene->reach = shownReach();
        m_scene = std::move(scene);
        // The world that stood for nothing, or a whole that has grown beyond its view: the whole is shown as it is now.
        if (hasView() && extent && (m_nothing || (m_views.isUntouched() && !shows(this->view(), *extent))))
            m_views.forget();
        m_nothing = !extent;
        dress();
        if (hasView())
            request();
        else if (view && size == this->size() && scale == styleScale())
            showWhole(std::move(*view));
        else
            fit();
    });
}

void MapCanvas::request()
{
    if (m_scene == nullptr || !hasView() || width() < 1 || height() < 1)
        return;
    std::vector<QRectF> keepFree = furnitureBoxes();
    if (m_controls != nullptr && m_controls->isVisible())
        keepFree.emplace_back(m_controls->geometry());
    m_keptFree = roomForLegend(m_keptFree, m_legendCard->isVisible() ? m_legendCard->geometry() : QRect{});
    if (!m_keptFree.isEmpty())
        keepFree.emplace_back(m_keptFree);
    requestSwipe(keepFree);
    m_renderer.request(m_scene, view(), m_shell.style.theme(), styleScale(), std::move(keepFree));
    update();
}

QRect MapCanvas::toolsBox() const { return m_controls != nullptr && m_controls->isVisibleTo(this) ? m_controls->geometry() : QRect{}; }

std::optional<MapHit> MapCanvas::hitAt(QPointF screen) const
{
    return hasView() && m_scene != nullptr ? hitOn(*m_scene, m_layers, view(), screen, kReach * styleScale()) : std::nullopt;
}

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
    if (hasView() && m_views.isUntouched()) {
        fitAgain();
    } else if (hasView() && width() > 1 && height() > 1) {
        m_views.view().resize(QSizeF{size()});
        m_views.view().setRatio(devicePixelRatioF());
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
    emit visibilityChanged();
    auto styles = layerStylesOf(m_shell.document.path());
    if (m_scene == nullptr || styles != m_layerStyles) {
        m_layerStyles = std::move(styles);
        rebuildScene();
    }
}

void MapCanvas::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    emit visibilityChanged();
}

} // namespace tutela::app
