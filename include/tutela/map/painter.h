// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>
#include <tutela/map/legend.h>
#include <tutela/map/scene.h>
#include <tutela/map/theme.h>
#include <tutela/map/view.h>

#include <QImage>
#include <QPainter>
#include <QRect>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tutela::map {

/// Parts around the map that are painted over it.
struct Furniture {
    bool legend = true;
    bool scale_bar = true;
    bool north = true;
    bool graticule = true;
    bool edge_ticks = false; ///< degree labels along the frame, with a neat line (print)
    bool credits = true;     ///< disclaimer, sources, date, projection and scale
    bool title = true;       ///< title and marking, when the scene has them
    bool inset = false;      ///< small map of where the extent lies in the mission
    [[nodiscard]] static Furniture none();
};

enum class Corner { Automatic, TopLeft, TopRight, BottomLeft, BottomRight };

struct PaintOptions {
    Theme theme = Theme::Light;
    Furniture furniture;
    Corner legend_corner = Corner::Automatic; ///< automatic: the corner that covers the fewest places
    double style_scale = 1.0;  ///< screen units per style pixel: 0.75 on a page in points
    bool vector = false;       ///< PDF: images only where they must be, at image_dpi
    double image_dpi = 200.0;  ///< of images on a vector device (relief too)
    std::size_t vector_points = 2000; ///< a point layer above this becomes one image on a vector device
    std::vector<QRectF> keep_free; ///< parts of the frame that somebody else paints over: no name or number goes there
    /// The part of the frame that is in view at first; the rest is shown when the picture is moved. The name of a place stands on the
    /// same side of its edge as the symbol, and so does the line between them. Empty = all of the frame is in view.
    std::optional<QRectF> in_view;
};

/// Everything computed once for a scene and a view: projected and clipped shapes, relief, clusters, placed labels, legend.
///
/// Immutable after prepare(); paint functions may run on it from many threads at once. Holds no reference to the scene.
class PreparedMap {
public:
    struct Impl;
    explicit PreparedMap(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
    [[nodiscard]] const Impl& impl() const noexcept { return *m_impl; }

    [[nodiscard]] const View& view() const noexcept;
    /// Exactly what is visible, top group first.
    [[nodiscard]] const Legend& legend() const noexcept;
    /// Boxes of the labels as painted (screen units), for tests and hit tests.
    [[nodiscard]] std::vector<QRectF> labelBoxes() const;
    /// Boxes of symbols that no label may touch.
    [[nodiscard]] std::vector<QRectF> symbolBoxes() const;
    /// Boxes of legend, scale bar, north arrow, credits, title and inset.
    [[nodiscard]] std::vector<QRectF> furnitureBoxes() const;
    /// Sentences on what could not be shown (a reference layer missing or damaged).
    [[nodiscard]] const std::vector<std::string>& problems() const noexcept;

private:
    std::shared_ptr<const Impl> m_impl;
};

/// The view that shows the whole scene above the credits and, where the frame is wide enough, beside the legend. A scene without any place is shown as the world.
/// @param crs see View::fit.
[[nodiscard]] View fitScene(const Scene& scene, QSizeF size, const PaintOptions& options = {}, std::string crs = {});

/// The view that shows a box of degrees whole above the credits.
[[nodiscard]] View fitExtent(const Scene& scene, core::Box lonLat, QSizeF size, const PaintOptions& options = {}, std::string crs = {});

/// @throws core::Cancelled. A damaged reference layer is a sentence in problems(), not an error.
[[nodiscard]] PreparedMap prepare(const Scene& scene, const View& view, const PaintOptions& options = {},
                                  const core::Progress& progress = {});

/// Paints map and furniture into the frame of the view; the painter's origin is its top left corner.
void paint(QPainter& painter, const PreparedMap& map, const core::Progress& progress = {});
void paint(QPainter& painter, const Scene& scene, const View& view, const PaintOptions& options = {},
           const core::Progress& progress = {});
/// The map alone, without furniture: what a window moves and scales while it waits.
void paintMap(QPainter& painter, const PreparedMap& map, const core::Progress& progress = {});
void paintFurniture(QPainter& painter, const PreparedMap& map);

/// A part of the map (no furniture) as an opaque image; `pixels` in device pixels of the view. Tiles put together equal
/// the whole. Thread-safe. @throws core::Cancelled, within some 20 ms of the stop.
[[nodiscard]] QImage paintTile(const PreparedMap& map, QRect pixels, const core::Progress& progress = {});

} // namespace tutela::map
