// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "random.h"

#include <set>
#include <string>

namespace tutela::demo {

/// Invents names of two to four open syllables that nobody has used yet in this country.
class Namer {
public:
    explicit Namer(std::uint64_t seed) : m_random(seed, "names") {}
    /// Keeps a name from being invented.
    void reserve(std::string_view name) { m_used.insert(std::string(name)); }
    [[nodiscard]] std::string next();

private:
    [[nodiscard]] std::string invented();
    Random m_random;
    std::set<std::string> m_used;
};

} // namespace tutela::demo
