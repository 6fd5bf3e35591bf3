// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wave_p.h"

#include <memory>
#include <vector>

namespace tutela::analysis {

/// What makes and mends TravelTimes.
class TravelSearch {
public:
    [[nodiscard]] static TravelTimes run(std::shared_ptr<const FrictionSurface> surface, std::vector<TravelSource> sources, const TravelOptions& options,
                                         const core::Progress& progress);
    static void check(const FrictionSurface& surface, const std::vector<TravelSource>& sources, const TravelOptions& options);
    /// Offers the sources their delays. @returns those outside and on barriers
    [[nodiscard]] static std::vector<std::size_t> start(const FrictionSurface& surface, const std::vector<TravelSource>& sources, Wave& wave);
};

} // namespace tutela::analysis
