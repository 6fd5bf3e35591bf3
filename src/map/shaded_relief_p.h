// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/grid.h>
#include <tutela/geodata/raster.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace tutela::map {

/// Light and shade of the last view of an elevation layer, shared by the copies of a scene: a map whose bands or symbols
/// change asks for the same again. What is kept never changes what is shown. Used from any thread.
class ShadedRelief {
public:
    struct Wanted {
        core::GridFrame frame;
        std::size_t rows = 0, cols = 0;
        geodata::Resampling how{};
        bool operator==(const Wanted&) const = default;
    };
    using Shades = std::shared_ptr<const core::Grid<float>>;

    /// Those of before when the same is wanted, else what `make` makes. Two threads may make the same at once.
    [[nodiscard]] Shades of(const Wanted& wanted, const std::function<core::Grid<float>()>& make)
    {
        {
            const std::lock_guard lock{m_mutex};
            if (m_of == wanted)
                return m_shades;
        }
        auto shades = std::make_shared<const core::Grid<float>>(make());
        const std::lock_guard lock{m_mutex};
        m_of = wanted;
        m_shades = shades;
        return shades;
    }

private:
    std::mutex m_mutex; ///< of what is below
    std::optional<Wanted> m_of;
    Shades m_shades;
};

} // namespace tutela::map
