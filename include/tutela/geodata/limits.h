// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// Limits on foreign files. They are checked while reading, not after; a hit is a core::Error{Limit} that names the limit.
namespace tutela::geodata {

inline constexpr std::uint64_t kMaxFileBytes = 2ULL << 30;         ///< one input file
inline constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20; ///< one cell or attribute
inline constexpr std::size_t kMaxColumns = 1'000;                  ///< columns of a table, attributes of a layer
inline constexpr std::uint64_t kMaxFeatures = 5'000'000;           ///< rows or features of one layer
inline constexpr std::size_t kMaxVertices = 1'000'000;             ///< vertices of one geometry
inline constexpr int kMaxNesting = 64;                             ///< depth of JSON, XML or geometry collections
inline constexpr std::uint64_t kMaxPixels = 1ULL << 31;            ///< cells of one raster band
inline constexpr std::uint64_t kMaxDecodedBytes = 1ULL << 30;      ///< decoded bytes of one raster read
inline constexpr std::size_t kMaxBands = 1'000;                    ///< bands of one raster
inline constexpr std::uint64_t kMaxArchiveRatio = 100;             ///< unpacked : packed, whole archive
inline constexpr std::uint64_t kMaxArchiveBytes = 1ULL << 30;      ///< unpacked, whole archive
inline constexpr std::size_t kMaxArchiveEntries = 10'000;          ///< entries of one archive

} // namespace tutela::geodata
