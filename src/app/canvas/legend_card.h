// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/style.h"

#include <tutela/map/legend.h>

#include <QFrame>
#include <QWidget>

#include <vector>

class QScrollArea;

namespace tutela::app {

class ActionRegistry;
class MapCanvas;

/// The legend over the map: exactly what is visible. A click folds and opens it, a double click moves it to the next corner. Where the
/// map is too low for all of it, it first leaves out what a reader needs least: sizes of people, then roads, water, boundaries and
/// relief, and says so; a click opens all of it. Where there is no room for that either it stays folded until a person opens it, and is
/// scrolled then.
class LegendCard : public QWidget {
    Q_OBJECT
public:
    LegendCard(MapCanvas& canvas, Style& style);
    void setLegend(const map::Legend& legend);
    void setFolded(bool folded);
    /// More stands there than is in view.
    [[nodiscard]] bool isScrolled() const;
    /// What stands on the card while it is open.
    [[nodiscard]] const map::Legend& shown() const { return m_shown; }
    void place();

signals:
    /// It stands where it is told to; maybe elsewhere or larger than before.
    void placed();

private:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent*) override {} ///< not the map's: it would be dragged
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void toggle();
    /// A legend and how large all of it is, without the rim of the card: measuring its words takes longer than placing it.
    struct Version {
        map::Legend legend;
        QSize size;
    };
    void measure();
    /// @returns whether a legend fits without being scrolled, where the card stands
    [[nodiscard]] bool fits(const Version& version) const;
    void setShown(const Version& version);
    [[nodiscard]] int leftOf(int width) const;
    [[nodiscard]] QSize openSize(int x, int width) const;
    [[nodiscard]] QSize smallSize() const;
    [[nodiscard]] int floorFor(int x, int width) const;
    [[nodiscard]] QString smallText() const;
    void nextCorner();

    MapCanvas& m_canvas;
    Style& m_style;
    map::Legend m_legend; ///< of the map
    std::vector<Version> m_versions; ///< all of it, then with less and less in it; empty until it is measured
    double m_measuredAt = 0.0;       ///< size of text that it was measured with
    map::Legend m_shown;  ///< all of it, or as much of it as has room
    Qt::Corner m_corner = Qt::BottomLeftCorner;
    enum class Wish { AsItFits, Folded, Open } m_wish = Wish::AsItFits;
    QScrollArea* m_scroll;
    bool m_small = false; ///< only the word stands there: folded, or no room
};

/// Zoom, fit and tools, at the top left of the map.
class MapControls : public QFrame {
    Q_OBJECT
public:
    MapControls(MapCanvas& canvas, Style& style, const ActionRegistry& actions);
};

} // namespace tutela::app
