// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/geodata/projection.h>

#include "ogr_p.h"

#include <tutela/core/error.h>
#include <tutela/geodata/gdal_start.h>

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>

namespace tutela::geodata {

struct Projection::Impl {
    std::string crs;
    bool metric = false;
    double metresPerUnit = 1.0;
    std::unique_ptr<OGRCoordinateTransformation> forward;
    std::unique_ptr<OGRCoordinateTransformation> inverse;
};

namespace {

constexpr double kMetresPerDegree = 111319.49079327358;

std::unique_ptr<OGRCoordinateTransformation> between(const OGRSpatialReference& from, const OGRSpatialReference& to)
{
    const ErrorCapture errors;
    std::unique_ptr<OGRCoordinateTransformation> transform{OGRCreateCoordinateTransformation(&from, &to)};
    if (!transform)
        throw core::Error{core::ErrorCode::InvalidInput,
                          "Coordinates cannot be turned from this system into WGS 84; choose another system." + errors.detail()};
    return transform;
}

void apply(OGRCoordinateTransformation& transform, std::span<core::Vertex> points)
{
    constexpr std::size_t kPiece = 1024;
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const ErrorCapture errors;
    std::array<double, kPiece> x{};
    std::array<double, kPiece> y{};
    std::array<int, kPiece> good{};
    for (std::size_t from = 0; from < points.size(); from += kPiece) {
        const auto piece = points.subspan(from, std::min(kPiece, points.size() - from));
        for (std::size_t i = 0; i < piece.size(); ++i) {
            x[i] = piece[i].x;
            y[i] = piece[i].y;
        }
        transform.Transform(static_cast<int>(piece.size()), x.data(), y.data(), nullptr, good.data());
        for (std::size_t i = 0; i < piece.size(); ++i)
            piece[i] = good[i] != 0 && std::isfinite(x[i]) && std::isfinite(y[i]) ? core::Vertex{x[i], y[i]}
                                                                                  : core::Vertex{kNone, kNone};
    }
}

core::Box applyToBox(OGRCoordinateTransformation& transform, const core::Box& box)
{
    constexpr int kEdgePoints = 21;
    const ErrorCapture errors;
    core::Box out;
    if (!transform.TransformBounds(box.west, box.south, box.east, box.north, &out.west, &out.south, &out.east, &out.north,
                                   kEdgePoints))
        throw core::Error{core::ErrorCode::InvalidInput, "The box lies outside of what the coordinate reference system can show."};
    return out;
}

} // namespace

Projection::Projection(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;
Projection::~Projection() = default;

Projection Projection::of(std::string_view crs)
{
    startGdal();
    const auto there = srsFrom(crs);
    const auto here = wgs84();
    auto impl = std::make_unique<Impl>();
    impl->crs = crs;
    impl->metric = there.IsProjected() != 0;
    impl->metresPerUnit = impl->metric ? there.GetLinearUnits() : kMetresPerDegree;
    impl->forward = between(here, there);
    impl->inverse = between(there, here);
    return Projection{std::move(impl)};
}

Projection Projection::clone() const
{
    auto impl = std::make_unique<Impl>();
    impl->crs = m_impl->crs;
    impl->metric = m_impl->metric;
    impl->metresPerUnit = m_impl->metresPerUnit;
    impl->forward.reset(m_impl->forward->Clone());
    impl->inverse.reset(m_impl->inverse->Clone());
    return Projection{std::move(impl)};
}

const std::string& Projection::crs() const noexcept
{
    return m_impl->crs;
}

bool Projection::isMetric() const noexcept
{
    return m_impl->metric;
}

double Projection::metresPerUnit() const noexcept
{
    return m_impl->metresPerUnit;
}

core::Vertex Projection::forward(core::Vertex lonLat) const
{
    apply(*m_impl->forward, {&lonLat, 1});
    return lonLat;
}

core::Vertex Projection::inverse(core::Vertex xy) const
{
    apply(*m_impl->inverse, {&xy, 1});
    return xy;
}

void Projection::forward(std::span<core::Vertex> points) const
{
    apply(*m_impl->forward, points);
}

void Projection::inverse(std::span<core::Vertex> points) const
{
    apply(*m_impl->inverse, points);
}

core::Box Projection::forward(const core::Box& lonLat) const
{
    return applyToBox(*m_impl->forward, lonLat);
}

core::Box Projection::inverse(const core::Box& xy) const
{
    return applyToBox(*m_impl->inverse, xy);
}

std::string utmFor(double lonDeg, double latDeg)
{
    int zone = static_cast<int>(std::floor((lonDeg + 180.0) / 6.0)) + 1;
    zone = std::clamp(zone, 1, 60); // 180 E belongs to zone 60
    if (latDeg >= 56.0 && latDeg < 64.0 && lonDeg >= 3.0 && lonDeg < 12.0)
        zone = 32; // south-west Norway
    if (latDeg >= 72.0 && lonDeg >= 0.0 && lonDeg < 42.0)
        zone = lonDeg < 9.0 ? 31 : lonDeg < 21.0 ? 33 : lonDeg < 33.0 ? 35 : 37; // Svalbard
    return fmt::format("EPSG:{}{:02}", latDeg >= 0.0 ? 326 : 327, zone);
}

} // namespace tutela::geodata
