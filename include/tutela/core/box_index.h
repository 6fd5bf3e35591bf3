// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

#include <functional>
#include <memory>
#include <span>

namespace tutela::core {

/// Finds boxes by where they lie; built once over boxes that are known by their number. Planar: a box does not reach over the
/// antimeridian.
class BoxIndex {
public:
    explicit BoxIndex(std::span<const Box> boxes);
    BoxIndex(BoxIndex&&) noexcept;
    BoxIndex& operator=(BoxIndex&&) noexcept;
    ~BoxIndex();

    /// True when `wanted` holds for the number of some box that meets the given one; stops at the first.
    [[nodiscard]] bool anyMeets(const Box& box, const std::function<bool(std::size_t)>& wanted) const;

private:
    struct Tree;
    std::unique_ptr<Tree> m_tree;
};

} // namespace tutela::core
