// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layer_styles.h"
#include "map_hit.h"
#include "map_renderer.h"
#include "map_traces.h"
#include "view_history.h"

#include "../frame/workspace.h"

#include <tutela/core/coordinates.h>
#include <tutela/map/painter.h>
#include <tutela/map/reach_cover.h>
#include <tutela/map/scene.h>

#include <QImage>
#include <QWidget>

#include <optional>

namespace tutela::app {

/// Another reach to the left of a line, for comparing with the one that is shown.
struct MapSwipe {
    std::shared_ptr<const map::ReachCover> left;
    QString leftName, rightName;
    std::shared_ptr<const map::ReachCover> right{}; ///< in the place of the reach that is shown otherwise; null = that one
};

/// The map of a workspace: pans and zooms at the cursor. Workers draw; until they are done the last picture is moved.
///
/// It knows nothing of what a selection does: it reports it through the shared context. It holds what is shown, the scene; where it
/// looks, now and before, is held by ViewHistory.
class MapCanvas : public QWidget {
    Q_OBJECT
public:
    enum class Tool { Select, Measure, Pick };

    MapCanvas(Shell& shell, const QString& name, QWidget* parent = nullptr);
    ~MapCanvas() override;

    /// What a workspace shows at first; what a person chose on this map stands over it.
    void setLayers(map::LayerSet layers);
    /// A person shows or hides a layer of this map: kept for the mission.
    void chooseLayer(map::MapLayer layer, bool on);
    /// Lists the layers of this map to tick, below a widget.
    void askLayers(const QWidget& below);
    [[nodiscard]] const map::LayerSet& layers() const { return m_layers; }
    /// Shows these incidents instead of those of the period; null = those of the period.
    void setIncidents(std::shared_ptr<const map::IncidentChoice> choice);
    /// Bands of response time and gaps over the land; null = none.
    void setReach(std::shared_ptr<const map::ReachCover> reach);
    /// Compares by a line; nothing = no more. While it is there arrow keys and mouse move it, and Esc leaves it.
    void setSwipe(std::optional<MapSwipe> swipe);
    [[nodiscard]] bool isSwiping() const { return m_swipe.has_value(); }
    /// Where the line is, of the width from the left.
    [[nodiscard]] double swipeShare() const { return m_swipeShare; }
    /// A way drawn over the map, in degrees; empty = none.
    void setWay(std::vector<core::Vertex> way);
    [[nodiscard]] const std::vector<core::Vertex>& way() const { return m_way; }
    /// What the map shows of reach is out of date, in these words: it is greyed and says so. Empty = it is not.
    void setStale(const QString& words);
    [[nodiscard]] const QString& staleWords() const { return m_stale; }
    /// Lines of the patrol that is chosen; empty = none.
    void setTraces(std::vector<MapTrace> traces);
    [[nodiscard]] const std::vector<MapTrace>& traces() const { return m_traces; }
    /// Order and opacity of the reference layers, by id.
    void setLayerStyles(const LayerStyles& styles);
    /// Rings the selected record only when it is of this kind: beside a table and a form of that kind; nothing = of any kind.
    void ringOnly(std::optional<core::Kind> kind);
    /// The record that has the ring of the selection.
    [[nodiscard]] std::optional<session::RecordRef> ringed() const;
    void setTool(Tool tool);
    [[nodiscard]] Tool tool() const { return m_tool; }
    enum class LegendStarts { Open, Folded };
    /// With the legend come the credits.
    void setFurniture(bool legend, bool controls, LegendStarts starts = LegendStarts::Open);
    /// Of names, symbols and furniture: the size of text in the window, within bounds.
    [[nodiscard]] double styleScale() const;

    [[nodiscard]] bool hasView() const { return m_views.hasView(); }
    [[nodiscard]] const map::View& view() const { return m_views.view(); }
    void fit();
    void zoomBy(double factor);
    void panBy(QPointF by);
    void goTo(core::GeoPoint point, std::optional<double> scaleDenominator = {});
    /// A coordinate that a person asked for, with its words beside it until Esc or until something else is gone to.
    void goToMark(core::GeoPoint point, const QString& words);
    /// The words of the coordinate that is marked; empty when there is none.
    [[nodiscard]] QString markWords() const { return m_mark ? m_mark->words : QString{}; }
    void clearMark();
    void showRecord(session::RecordRef record);
    /// Shows a box of degrees with a margin.
    void showBox(const core::Box& box);
    void setScaleDenominator(double n);
    void previousView();
    void nextView();
    /// Views with a name, of all maps of the mission.
    [[nodiscard]] std::vector<QString> bookmarks() const;
    void addBookmark(const QString& name);
    void removeBookmark(const QString& name);
    void goToBookmark(const QString& name);
    /// Where scale bar, north arrow and credits lie over the picture.
    [[nodiscard]] std::vector<QRectF> furnitureBoxes() const;
    /// Where the tools lie over the picture; empty when there are none.
    [[nodiscard]] QRect toolsBox() const;
    /// True when the picture shows the present view and scene.
    [[nodiscard]] bool isSharp() const { return m_renderer.isIdle() && (!m_swipe || m_swipeRenderer.isIdle()); }
    /// See MapRenderer::lastTimes().
    [[nodiscard]] std::pair<qint64, qint64> lastTimes() const { return m_renderer.lastTimes(); }
    [[nodiscard]] const map::Legend& legend() const { return m_renderer.legend(); }
    /// The same with what is painted over the picture: what is chosen, the way, the lines of a patrol.
    [[nodiscard]] map::Legend shownLegend() const;
    /// Where names stand in the picture; empty while it is another view's.
    [[nodiscard]] std::vector<QRectF> nameBoxes() const { return hasView() ? m_renderer.nameBoxes(view()) : std::vector<QRectF>{}; }
    [[nodiscard]] std::shared_ptr<const map::Scene> scene() const { return m_scene; }
    /// Nearest record within reach of the pointer.
    [[nodiscard]] std::optional<MapHit> hitAt(QPointF screen) const;
    /// True when the mission has nothing with a position: a sentence stands where the map would be. Not while a position is picked.
    [[nodiscard]] bool showsNothing() const { return m_nothing && m_tool != Tool::Pick; }
    [[nodiscard]] static QString nothingText();
    [[nodiscard]] std::vector<std::string> problems() const { return m_renderer.problems(); }

    [[nodiscard]] QSize sizeHint() const override { return {600, 400}; }

signals:
    void cursorMoved(std::optional<tutela::core::GeoPoint> point);
    void viewChanged();
    void picked(tutela::core::GeoPoint point);
    /// A position was asked for, and a click hit none: there is no ground there.
    void missed();
    /// A sentence for people who do not see the map.
    void announced(const QString& sentence);
    void sharpened();
    /// It came into view, or went out of it.
    void visibilityChanged();
    void measured(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void restyle();
    void rebuildScene();
    void request();
    void dress();
    void tellLegend();
    [[nodiscard]] bool isDrawable() const { return width() > 1 && height() > 1; }
    void placeControls();
    // map_canvas_view.cpp
    void moved();
    void showWhole(map::View whole);
    void reachMark();
    void fitAgain();
    void zoomAt(double factor, QPointF at);
    // map_canvas_paint.cpp
    [[nodiscard]] bool hasCredits() const;
    void paintNothing(QPainter& painter) const;
    [[nodiscard]] std::optional<QPointF> selectedAt() const;
    [[nodiscard]] QRegion besideNames(const QRectF& box) const;
    void paintSelection(QPainter& painter) const;
    void paintMeasure(QPainter& painter) const;
    void paintWay(QPainter& painter) const;
    void paintMark(QPainter& painter) const;
    void paintStale(QPainter& painter) const;
    /// Scale bar, north arrow and the line on boundaries for the view of this moment.
    [[nodiscard]] map::PreparedMap furniture() const;
    [[nodiscard]] const QImage& furniturePicture() const;
    // map_swipe.cpp
    [[nodiscard]] double swipeX() const;
    [[nodiscard]] const std::shared_ptr<const map::ReachCover>& shownReach() const;
    void showReach();
    void moveSwipe(double share);
    void requestSwipe(const std::vector<QRectF>& keepFree);
    [[nodiscard]] bool swipePress(QPointF at);
    [[nodiscard]] bool swipeMove(const QMouseEvent& event);
    [[nodiscard]] bool swipeKey(int key);
    void paintSwipe(QPainter& painter) const;
    void paintSwipeLine(QPainter& painter) const;
    // map_canvas_events.cpp
    void announce(session::RecordRef record);
    void say(const QString& sentence);
    /// Places by risk, then people: the order of the Tab key.
    [[nodiscard]] std::vector<core::PlaceId> placesInOrder() const;
    void step(int by);

    Shell& m_shell;
    map::LayerSet m_layers = map::LayerSet::standard();
    std::shared_ptr<const map::IncidentChoice> m_incidents;
    std::shared_ptr<const map::ReachCover> m_reach;
    std::vector<core::Vertex> m_way;
    std::vector<MapTrace> m_traces;
    QString m_stale;
    LayerStyles m_layerStyles;
    session::JobRunner m_sceneJobs;
    std::shared_ptr<const map::Scene> m_scene;
    MapRenderer m_renderer, m_swipeRenderer;
    std::optional<MapSwipe> m_swipe;
    std::shared_ptr<const map::Scene> m_swipeScene;
    double m_swipeShare = 0.5;
    bool m_swipeDragged = false;
    ViewHistory m_views;
    Tool m_tool = Tool::Select;
    std::optional<core::Kind> m_ringOnly;
    bool m_showLegend = true;
    QString m_said; ///< of the place that was announced last, while it is selected
    bool m_nothing = false; ///< the scene has no extent
    bool m_toldNothing = false; ///< what viewChanged told last
    QWidget* m_controls = nullptr;
    QWidget* m_legendCard = nullptr;
    /// The furniture made last, and all that it depends on: a legend that is placed and each paint ask for it many times.
    struct Furnished {
        std::weak_ptr<const map::Scene> scene;
        map::View view;
        map::Theme theme;
        double scale;
        bool north, credits;
        map::PreparedMap made;
        QImage picture{}; ///< of it, in the pixels of the screen; null until it is painted
    };
    mutable std::optional<Furnished> m_furnished;
    QRect m_keptFree; ///< what the names of the picture leave free for the legend
    std::optional<QPointF> m_dragFrom, m_pressedAt;
    bool m_dragged = false;
    std::vector<core::GeoPoint> m_measure;
    struct Mark {
        core::GeoPoint point;
        QString words;
        bool reached = false; ///< false while the first view is not there yet
    };
    std::optional<Mark> m_mark;
};

} // namespace tutela::app
