// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/force_density.h>

#include <nlohmann/json_fwd.hpp>

#include <iosfwd>

namespace tutela::cli {

/// docs/cli.md, coverage: `force_density`.
[[nodiscard]] nlohmann::json densityJson(const core::Mission& mission, const analysis::DensityTable& table);
void printDensity(std::ostream& out, const core::Mission& mission, const analysis::DensityTable& table);

} // namespace tutela::cli
