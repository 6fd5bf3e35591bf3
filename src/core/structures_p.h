// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <tutela/core/assessments.h>
#include <tutela/core/forces.h>
#include <tutela/core/strategies.h>
#include <tutela/core/threats.h>

#include <nlohmann/json.hpp>

/// JSON of the structures that a few fields hold as lists. Absent keys read as "not known"; unknown keys are refused.
namespace tutela::core {

void to_json(nlohmann::json& json, const Alliance& value);
void from_json(const nlohmann::json& json, Alliance& value);
void to_json(nlohmann::json& json, const AreaConduct& value);
void from_json(const nlohmann::json& json, AreaConduct& value);
void to_json(nlohmann::json& json, const RouteLeg& value);
void from_json(const nlohmann::json& json, RouteLeg& value);
void to_json(nlohmann::json& json, const ActorSeen& value);
void from_json(const nlohmann::json& json, ActorSeen& value);
void to_json(nlohmann::json& json, const Vehicles& value);
void from_json(const nlohmann::json& json, Vehicles& value);
void to_json(nlohmann::json& json, const PatrolStop& value);
void from_json(const nlohmann::json& json, PatrolStop& value);
void to_json(nlohmann::json& json, const CountedFactor& value);
void from_json(const nlohmann::json& json, CountedFactor& value);
void to_json(nlohmann::json& json, const StrategySection& value);
void from_json(const nlohmann::json& json, StrategySection& value);
void to_json(nlohmann::json& json, const StrategyObjective& value);
void from_json(const nlohmann::json& json, StrategyObjective& value);

} // namespace tutela::core
