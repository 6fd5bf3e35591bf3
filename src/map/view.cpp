// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "projection_p.h"

#include <tutela/core/error.h>
#include <tutela/map/view.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace tutela::map {

namespace {

constexpr double kSmallestSpanDeg = 0.18;    // about 20 km: a single place is shown with its surroundings
constexpr double kPointSpanDeg = 1e-5;       // about 1 m: below this a box is a point
constexpr double kWidestUtmDeg = 12.0;       // beyond two zones a UTM map bends visibly
constexpr double kMercatorLatDeg = 85.0;     // where Web Mercator is cut
constexpr double kUtmHalfWidthDeg = 40.0;    // PROJ's exact transverse Mercator is good to about here
constexpr double kMercatorWorldM = 40075016.685578488; // once round the equator
constexpr const char* kMercator = "EPSG:3857";
constexpr const char* kArctic = "EPSG:3995";    // polar stereographic, where UTM and Mercator end
constexpr const char* kAntarctic = "EPSG:3031";
constexpr double kPolarLatDeg = 60.0;

double wrapped(double lon)
{
    return lon > 180.0 ? lon - 360.0 : lon < -180.0 ? lon + 360.0 : lon;
}

bool isPolar(const std::string& crs)
{
    return crs == kArctic || crs == kAntarctic;
}

/// The projection for a box of degrees.
std::string bestFor(double west, double span, double south, double north)
{
    if (north > kMercatorLatDeg && south >= kPolarLatDeg)
        return kArctic;
    if (south < -kMercatorLatDeg && north <= -kPolarLatDeg)
        return kAntarctic;
    return span > kWidestUtmDeg ? kMercator : geodata::utmFor(wrapped(west + span / 2), (south + north) / 2);
}

/// Width in degrees, eastwards.
double spanOf(const core::Box& box)
{
    return box.west <= box.east ? box.east - box.west : box.east - box.west + 360.0;
}

/// Smallest projected box around a grid of points over the degrees; rows of points, because edges alone miss a bulge.
core::Box projectedAround(const geodata::Projection& projection, double west, double span, double south, double north)
{
    constexpr int kSteps = 16;
    core::Box out{std::numeric_limits<double>::max(), std::numeric_limits<double>::max(),
                  std::numeric_limits<double>::lowest(), std::numeric_limits<double>::lowest()};
    for (int i = 0; i <= kSteps; ++i)
        for (int j = 0; j <= kSteps; ++j) {
            const double lon = west + span * i / kSteps;
            core::Vertex at = projection.forward(core::Vertex{wrapped(lon), south + (north - south) * j / kSteps});
            if (projection.crs() == kMercator) // goes on eastwards over the antimeridian
                at.x += kMercatorWorldM * std::round((lon - wrapped(lon)) / 360.0);
            if (!std::isfinite(at.x) || !std::isfinite(at.y))
                continue;
            out.west = std::min(out.west, at.x);
            out.east = std::max(out.east, at.x);
            out.south = std::min(out.south, at.y);
            out.north = std::max(out.north, at.y);
        }
    return out;
}

} // namespace

const geodata::Projection& projectionHere(const std::string& crs)
{
    // At a thread's end its objects go in the reverse order of their making, and PROJ's own of this thread must outlive the
    // projections: so the first projection is made before the table is.
    struct Known {
        std::unordered_map<std::string, geodata::Projection> table;
        explicit Known(const std::string& first) { table.emplace(first, geodata::Projection::of(first)); }
    };
    thread_local Known known{crs};
    const auto found = known.table.find(crs);
    if (found != known.table.end())
        return found->second;
    return known.table.emplace(crs, geodata::Projection::of(crs)).first->second;
}

View View::fit(core::Box lonLat, QSizeF size, double margin, std::string crs)
{
    if (!(size.width() >= 1.0) || !(size.height() >= 1.0))
        throw core::Error{core::ErrorCode::InvalidInput, "A map needs at least one pixel in width and height."};
    double span = spanOf(lonLat);
    double west = lonLat.west;
    double south = std::clamp(lonLat.south, -90.0, 90.0);
    double north = std::clamp(lonLat.north, -90.0, 90.0);
    if (span < kPointSpanDeg && north - south < kPointSpanDeg) {
        const double middle = (south + north) / 2;
        south = std::max(-90.0, middle - kSmallestSpanDeg / 2);
        north = std::min(90.0, middle + kSmallestSpanDeg / 2);
        west = wrapped(west + span / 2 - kSmallestSpanDeg / 2);
        span = kSmallestSpanDeg;
    }
    const double middleLon = wrapped(west + span / 2);
    if (crs.empty())
        crs = bestFor(west, span, south, north);
    if (crs == kMercator) {
        south = std::clamp(south, -kMercatorLatDeg, kMercatorLatDeg);
        north = std::clamp(north, -kMercatorLatDeg, kMercatorLatDeg);
        if (south >= north) { // wholly beyond the cut: show its edge
            south = south > 0 ? kMercatorLatDeg - kSmallestSpanDeg : -kMercatorLatDeg;
            north = south + kSmallestSpanDeg;
        }
    } else if ((crs.starts_with("EPSG:326") || crs.starts_with("EPSG:327")) && span > 2 * kUtmHalfWidthDeg) {
        west = wrapped(middleLon - kUtmHalfWidthDeg);
        span = 2 * kUtmHalfWidthDeg;
    }
    const core::Box xy = projectedAround(projectionHere(crs), west, span, south, north);
    if (!(xy.west <= xy.east) || !(xy.south <= xy.north))
        throw core::Error{core::ErrorCode::InvalidInput,
                          "The extent cannot be shown in the projection " + crs + "; choose another extent or projection."};
    View view;
    view.m_crs = std::move(crs);
    view.m_size = size;
    view.m_centre = {(xy.west + xy.east) / 2, (xy.south + xy.north) / 2};
    const double freeWidth = std::max(1.0, size.width() - 2 * margin);
    const double freeHeight = std::max(1.0, size.height() - 2 * margin);
    view.m_unitsPerPixel = std::max({(xy.east - xy.west) / freeWidth, (xy.north - xy.south) / freeHeight, 1e-9});
    return view;
}

std::string View::crsName() const
{
    if (m_crs.size() == 10 && (m_crs.starts_with("EPSG:326") || m_crs.starts_with("EPSG:327")))
        return fmt::format("WGS 84 / UTM zone {}{}", std::stoi(m_crs.substr(8)), m_crs[7] == '6' ? 'N' : 'S');
    if (m_crs == kMercator)
        return "WGS 84 / Web Mercator";
    if (isPolar(m_crs))
        return m_crs == kArctic ? "WGS 84 / Arctic Polar Stereographic" : "WGS 84 / Antarctic Polar Stereographic";
    if (m_crs == "EPSG:4326")
        return "WGS 84, degrees";
    return m_crs;
}

void View::pan(QPointF by)
{
    m_centre.x -= by.x() * m_unitsPerPixel;
    m_centre.y += by.y() * m_unitsPerPixel;
}

void View::look(const Sight& sight)
{
    if (!std::isfinite(sight.centre.x) || !std::isfinite(sight.centre.y) || !std::isfinite(sight.unitsPerPixel) || sight.unitsPerPixel <= 0.0)
        throw core::Error{core::ErrorCode::InvalidInput, "a view needs a middle and a scale"};
    static_cast<void>(projectionHere(sight.crs));
    m_crs = sight.crs;
    m_centre = sight.centre;
    m_unitsPerPixel = sight.unitsPerPixel;
}

void View::resize(QSizeF size)
{
    if (!(size.width() >= 1.0) || !(size.height() >= 1.0))
        throw core::Error{core::ErrorCode::InvalidInput, "a map needs a size of at least one unit"};
    m_size = size;
}

void View::centreOn(core::GeoPoint point)
{
    if (const auto at = toScreen(point))
        m_centre = toProjected(*at);
}

void View::setScaleDenominator(double n)
{
    if (n > 0.0)
        zoom(scaleDenominator() / n, frame().center());
}

void View::growBelow(double units)
{
    m_size.setHeight(m_size.height() + units);
    m_centre.y -= units / 2 * m_unitsPerPixel;
}

void View::growRight(double units)
{
    m_size.setWidth(m_size.width() + units);
    m_centre.x += units / 2 * m_unitsPerPixel;
}

void View::zoom(double factor, QPointF anchor)
{
    const core::Vertex fixed = toProjected(anchor);
    m_unitsPerPixel /= factor;
    const core::Vertex moved = toProjected(anchor);
    m_centre.x += fixed.x - moved.x;
    m_centre.y += fixed.y - moved.y;
}

QPointF View::fromProjected(core::Vertex xy) const noexcept
{
    if (m_crs == kMercator) // the copy of the world that is nearest to the middle of the view
        xy.x = m_centre.x + std::remainder(xy.x - m_centre.x, kMercatorWorldM);
    return {m_size.width() / 2 + (xy.x - m_centre.x) / m_unitsPerPixel,
            m_size.height() / 2 - (xy.y - m_centre.y) / m_unitsPerPixel};
}

core::Vertex View::toProjected(QPointF screen) const noexcept
{
    return {m_centre.x + (screen.x() - m_size.width() / 2) * m_unitsPerPixel,
            m_centre.y - (screen.y() - m_size.height() / 2) * m_unitsPerPixel};
}

std::optional<QPointF> View::toScreen(core::GeoPoint point) const
{
    const core::Vertex xy = projectionHere(m_crs).forward(core::Vertex{point.lon(), point.lat()});
    if (!std::isfinite(xy.x) || !std::isfinite(xy.y))
        return std::nullopt;
    return fromProjected(xy);
}

std::optional<core::GeoPoint> View::toLonLat(QPointF screen) const
{
    const core::Vertex at = projectionHere(m_crs).inverse(toProjected(screen));
    if (!std::isfinite(at.x) || !std::isfinite(at.y) || std::abs(at.x) > 180.0 || std::abs(at.y) > 90.0)
        return std::nullopt;
    return core::GeoPoint::of(at.x, at.y);
}

core::Box View::projectedBox() const noexcept
{
    const double halfWidth = m_size.width() / 2 * m_unitsPerPixel;
    const double halfHeight = m_size.height() / 2 * m_unitsPerPixel;
    return {m_centre.x - halfWidth, m_centre.y - halfHeight, m_centre.x + halfWidth, m_centre.y + halfHeight};
}

core::Box View::lonLatBox() const
{
    // Longitudes are taken relative to the middle, so that a frame over the antimeridian stays in one piece.
    constexpr int kSteps = 16;
    const auto middle = toLonLat({m_size.width() / 2, m_size.height() / 2});
    const double origin = middle ? middle->lon() : 0.0;
    double west = 0.0;
    double east = 0.0;
    double south = middle ? middle->lat() : 90.0;
    double north = middle ? middle->lat() : -90.0;
    bool whole = false;
    const bool around = m_crs == kMercator && m_size.width() * m_unitsPerPixel >= kMercatorWorldM;
    for (int i = 0; i <= kSteps; ++i)
        for (int j = 0; j <= kSteps; ++j) {
            const auto at = toLonLat({m_size.width() * i / kSteps, m_size.height() * j / kSteps});
            if (!at) { // the frame reaches beyond the world
                whole = true;
                continue;
            }
            const double offset = wrapped(at->lon() - origin);
            west = std::min(west, offset);
            east = std::max(east, offset);
            south = std::min(south, at->lat());
            north = std::max(north, at->lat());
        }
    const bool pole = isPolar(m_crs) && frame().contains(fromProjected({0.0, 0.0})); // every meridian runs through it
    if (pole) {
        south = m_crs == kAntarctic ? -90.0 : south;
        north = m_crs == kArctic ? 90.0 : north;
    }
    if (whole || around || pole || east - west >= 359.0)
        return {-180.0, whole ? -90.0 : south, 180.0, whole ? 90.0 : north};
    return {wrapped(origin + west), south, wrapped(origin + east), north};
}

double View::metresPerUnit() const
{
    const double reach = std::min(m_size.width(), m_size.height()) / 8;
    const QPointF middle{m_size.width() / 2, m_size.height() / 2};
    const auto left = toLonLat(middle - QPointF{reach, 0});
    const auto right = toLonLat(middle + QPointF{reach, 0});
    if (left && right) {
        const double metres = core::metresBetween(*left, *right);
        if (metres > 0.0)
            return metres / (2 * reach);
    }
    return m_unitsPerPixel;
}

double View::scaleDenominator() const
{
    return metresPerUnit() / (m_unitMm / 1000.0);
}

} // namespace tutela::map
