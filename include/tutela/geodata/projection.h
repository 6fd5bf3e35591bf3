// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tutela::geodata {

/// Longitude and latitude on WGS 84 to and from the x and y of one coordinate reference system.
///
/// Owns PROJ objects of one thread: make one per thread, or copy with clone(); never share. Points that cannot be
/// projected become NaN pairs, never an error in the middle of a batch.
class Projection {
public:
    /// @param crs "EPSG:32631" or WKT (as in GridFrame::crs).
    /// @throws core::Error{InvalidInput} when it is unknown.
    [[nodiscard]] static Projection of(std::string_view crs);
    Projection(Projection&&) noexcept;
    Projection& operator=(Projection&&) noexcept;
    ~Projection();
    [[nodiscard]] Projection clone() const;

    [[nodiscard]] const std::string& crs() const noexcept;
    /// True for systems in metres (or feet), false for degrees.
    [[nodiscard]] bool isMetric() const noexcept;
    /// Metres of one unit of x and y; of a degree at the equator for systems in degrees.
    [[nodiscard]] double metresPerUnit() const noexcept;

    /// Degrees to x/y.
    [[nodiscard]] core::Vertex forward(core::Vertex lonLat) const;
    /// x/y to degrees.
    [[nodiscard]] core::Vertex inverse(core::Vertex xy) const;
    /// In place; some million points a second.
    void forward(std::span<core::Vertex> points) const;
    void inverse(std::span<core::Vertex> points) const;

    /// Box around a projected box in degrees, and back, with its edges followed.
    [[nodiscard]] core::Box forward(const core::Box& lonLat) const;
    [[nodiscard]] core::Box inverse(const core::Box& xy) const;

private:
    struct Impl;
    explicit Projection(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// The UTM zone of a place as "EPSG:326zz" (north) or "EPSG:327zz" (south); Norway and Svalbard as in the UTM grid, 60
/// zones everywhere else. Above 84 N and below 80 S the nearest zone is still given.
[[nodiscard]] std::string utmFor(double lonDeg, double latDeg);

} // namespace tutela::geodata
