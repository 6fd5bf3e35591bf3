// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tutela::demo {

/// Gradient noise about 0, within [-1, 1], smooth; from an integer hash, so equal on every machine.
[[nodiscard]] double noise(std::uint64_t seed, double x, double y);
/// Sum of octaves, each of half the size and `gain` of the height; within [-1, 1].
[[nodiscard]] double fractal(std::uint64_t seed, double x, double y, int octaves, double gain = 0.5);
/// Ridged multifractal, [0, 1]: sharp crests, broad valleys.
[[nodiscard]] double ridged(std::uint64_t seed, double x, double y, int octaves);

} // namespace tutela::demo
