// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/error.h>
#include <tutela/core/geo.h>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace tutela::core {

/// One stored value: nothing, integer, real, text or geometry. Booleans are 0 and 1; words, times and days are text;
/// lists and structured values are compact JSON text. This is what a column of the mission file holds.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Geometry>;

[[nodiscard]] inline bool isNull(const Value& value) { return std::holds_alternative<std::monostate>(value); }

/// GeoJSON geometry object. @throws Error{InvalidInput} for another shape or coordinates out of range.
[[nodiscard]] Geometry geometryFromJson(const nlohmann::json& json);
/// GeoJSON geometry object; null when empty.
[[nodiscard]] nlohmann::json toJson(const Geometry& geometry);

} // namespace tutela::core
