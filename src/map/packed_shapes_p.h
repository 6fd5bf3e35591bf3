// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/progress.h>
#include <tutela/geodata/projection.h>

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace tutela::map {

/// Very many shapes in a few arrays of whole numbers: 8 bytes a vertex, in file order, immutable once made.
struct PackedShapes {
    struct Cell {
        std::int32_t x, y;
        bool operator==(const Cell&) const = default;
    };
    /// A vertex that has no place in the projection.
    static constexpr Cell kNowhere{std::numeric_limits<std::int32_t>::min(), 0};
    enum class Kind : std::uint8_t { Point, Line, Area };
    struct Feature {
        std::uint32_t ringsEnd;                ///< past its last ring; the rings begin where those of the one before end
        std::uint32_t source;                  ///< number of the feature in the layer as read
        std::int32_t west, south, east, north; ///< of its vertices that have a place; west > east = none has
        Kind kind;
    };

    double quantum = 1.0;                ///< units of the system that 1 stands for
    std::vector<Cell> cells;             ///< rings closed; outer rings run anticlockwise, holes clockwise
    std::vector<std::uint32_t> ringEnds; ///< past the last cell of each ring or line; the points of a feature are one ring
    std::vector<Feature> features;

    [[nodiscard]] std::span<const Cell> ring(std::size_t index) const
    {
        const std::size_t from = index == 0 ? 0 : ringEnds[index - 1];
        return std::span{cells}.subspan(from, ringEnds[index] - from);
    }
    [[nodiscard]] std::size_t firstRing(std::size_t feature) const { return feature == 0 ? 0 : features[feature - 1].ringsEnd; }
    [[nodiscard]] std::size_t bytes() const noexcept;
    [[nodiscard]] core::Box box(const Feature& feature) const noexcept;

    /// Takes up a shape in degrees; `quantum` must be kDegreeQuantum.
    void add(const core::Geometry& geometry);
    void shrink();
    /// Ends a feature whose rings are in.
    void close(std::uint32_t source, Kind kind);
};

constexpr double kDegreeQuantum = 1e-7; ///< a centimetre

/// The shapes in another system, to a centimetre or two.
[[nodiscard]] PackedShapes projected(const PackedShapes& lonLat, const geodata::Projection& projection, const core::Progress& progress);

/// The shapes as they need be kept for a picture whose pixels are `pixel` units or wider: vertices within 0.3
/// pixels of their neighbour or 0.4 of the line without them are dropped, and so are shapes below half a pixel where another
/// one lies already.
[[nodiscard]] PackedShapes thinnedFor(const PackedShapes& shapes, double pixel, const core::Progress& progress);

} // namespace tutela::map
