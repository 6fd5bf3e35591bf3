// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace tutela::analysis {

/// The most places that can be answered at once when each unit answers one: a maximum matching (Kuhn 1955).
/// @param unitsOf  for each place the units that reach it in time
[[nodiscard]] std::size_t answerableAtOnce(const std::vector<std::vector<std::size_t>>& unitsOf, std::size_t units);

} // namespace tutela::analysis
