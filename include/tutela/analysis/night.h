// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/time.h>

#include <vector>

namespace tutela::analysis {

/// Height of the sun's centre above the horizon in degrees, without refraction; to about 0.01 degrees between 1950 and 2050
/// (J. Meeus, Astronomical Algorithms, 2nd edition 1998, chapters 12, 13 and 25, the low accuracy formulas).
[[nodiscard]] double sunHeight(core::GeoPoint at, core::Instant when);

/// When it is night at a place: the sun lower than 6 degrees below the horizon (civil twilight; doctrine.md 5). In order; cut to the
/// period. Where the sun does not come so low, there is no night; where it stays below, the whole period is night.
[[nodiscard]] std::vector<core::Period> nights(core::GeoPoint at, const core::Period& period);

} // namespace tutela::analysis
