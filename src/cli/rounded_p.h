// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/situation.h>

#include <nlohmann/json.hpp>

#include <cmath>

namespace tutela::cli {

/// Four decimals, as all figures of the JSON answers that are no counts; null when there is none.
[[nodiscard]] inline nlohmann::json rounded(core::Real value)
{
    constexpr double kDecimals = 1e4;
    return value ? nlohmann::json(std::round(*value * kDecimals) / kDecimals) : nlohmann::json{};
}

[[nodiscard]] inline nlohmann::json rounded(const analysis::Share& share) { return rounded(share.value()); }

} // namespace tutela::cli
