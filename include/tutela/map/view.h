// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QSizeF>

#include <optional>
#include <string>

namespace tutela::map {

/// Where a view looks, without the size of its frame: what a frame of another size can take over.
struct Sight {
    std::string crs;     ///< "EPSG:n"
    core::Vertex centre; ///< in projected units
    double unitsPerPixel = 1.0;
};

/// What part of the world is shown, how large, in which projection. A plain value: copied freely, used from any thread.
///
/// Screen units are logical pixels, y down, (0, 0) at the top left. Projected units are metres (or degrees for a
/// geographic system) of `crs`.
class View {
public:
    /// Shows a box of degrees whole, centred, with a margin of screen units on each side.
    ///
    /// A box with west > east crosses the antimeridian. A box below a metre is widened to about 20 km; a box of
    /// the whole world is cut to what the projection can show.
    /// @param crs  "EPSG:n"; empty = UTM zone of the middle of the box, or EPSG:3857 (Web Mercator, |lat| <= 85) when the
    ///             box is wider than 12 degrees: a UTM map bends visibly there. Near a pole polar stereographic.
    /// @throws core::Error{InvalidInput} unknown CRS, or a size below 1.
    [[nodiscard]] static View fit(core::Box lonLat, QSizeF size, double margin = 0.0, std::string crs = {});

    [[nodiscard]] const std::string& crs() const noexcept { return m_crs; }
    /// "WGS 84 / UTM zone 31N", also for Web Mercator and the polar systems; else the code.
    [[nodiscard]] std::string crsName() const;
    [[nodiscard]] QSizeF size() const noexcept { return m_size; }
    [[nodiscard]] QRectF frame() const noexcept { return {QPointF{0, 0}, m_size}; }
    /// Device pixels per screen unit: 1 for a plain screen or image.
    [[nodiscard]] double ratio() const noexcept { return m_ratio; }
    void setRatio(double ratio) { m_ratio = ratio; }
    /// Millimetres of one screen unit on paper or glass: 25.4/96 for pixels, 25.4/72 for points.
    [[nodiscard]] double unitMm() const noexcept { return m_unitMm; }
    void setUnitMm(double mm) { m_unitMm = mm; }
    /// Projected units per screen unit.
    [[nodiscard]] double unitsPerPixel() const noexcept { return m_unitsPerPixel; }
    /// The projected point at the middle of the view.
    [[nodiscard]] core::Vertex centre() const noexcept { return m_centre; }

    /// Moves the picture by screen units (a drag).
    void pan(QPointF by);
    /// Zooms by a factor (> 1 = closer) and keeps the point under `anchor` where it is.
    void zoom(double factor, QPointF anchor);

    [[nodiscard]] Sight sight() const { return {m_crs, m_centre, m_unitsPerPixel}; }
    /// Looks where another view does; the size stays. @throws core::Error{InvalidInput} for a system that is not known, or no numbers
    void look(const Sight& sight);

    /// Another size; the point in the middle and the scale stay. @throws core::Error{InvalidInput} for a size below 1.
    void resize(QSizeF size);
    /// Brings a point to the middle. Nothing happens where the projection has no value.
    void centreOn(core::GeoPoint point);
    /// Sets the n of the scale 1 : n at the middle.
    void setScaleDenominator(double n);

    /// Adds room at the bottom or at the right; what is shown stays where it is.
    void growBelow(double units);
    void growRight(double units);

    /// Empty where the projection has no value.
    [[nodiscard]] std::optional<QPointF> toScreen(core::GeoPoint point) const;
    [[nodiscard]] std::optional<core::GeoPoint> toLonLat(QPointF screen) const;
    [[nodiscard]] QPointF fromProjected(core::Vertex xy) const noexcept;
    [[nodiscard]] core::Vertex toProjected(QPointF screen) const noexcept;
    /// Box of the frame in projected units.
    [[nodiscard]] core::Box projectedBox() const noexcept;
    /// Box of the frame in degrees, with its edges followed. West > east when it crosses the antimeridian.
    [[nodiscard]] core::Box lonLatBox() const;

    /// Ground metres of one screen unit at the middle of the view (geodesic).
    [[nodiscard]] double metresPerUnit() const;
    /// The n of the scale 1 : n at the middle of the view.
    [[nodiscard]] double scaleDenominator() const;

    bool operator==(const View&) const = default;

private:
    View() = default;
    std::string m_crs;
    core::Vertex m_centre;
    double m_unitsPerPixel = 1.0;
    QSizeF m_size;
    double m_ratio = 1.0;
    double m_unitMm = 25.4 / 96.0;
};

} // namespace tutela::map
