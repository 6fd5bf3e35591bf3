// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/score.h>

#include <nlohmann/json_fwd.hpp>

/// The scoring method as JSON: input of verb `score`, and the score keys of a line of `assess` (docs/cli.md).
namespace tutela::core {

/// Reads the input of verb `score`. Absent or null keys are missing inputs.
/// @throws Error{InvalidInput} naming the key that is unknown, of the wrong type or out of range.
[[nodiscard]] ScoreInput scoreInputFrom(const nlohmann::json& json);

/// The score keys of a line. Known results are scalars; a result that a missing input touches is [lowest, highest], words
/// from the least to the most urgent. Judged inputs nobody assessed are null.
[[nodiscard]] nlohmann::json scoreKeys(const ScoreInput& input, const Score& result);

/// scoreInputFrom, score, scoreKeys. @throws Error{InvalidInput}
[[nodiscard]] nlohmann::json scoreJson(const nlohmann::json& input);

} // namespace tutela::core
