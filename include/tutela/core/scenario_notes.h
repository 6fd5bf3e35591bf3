// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/scenario.h>
#include <tutela/core/strategies.h>

#include <compare>
#include <optional>
#include <set>
#include <string>
#include <string_view>

/// What is to be said of a scenario, in the same words on the command line and in the window.
namespace tutela::core {

/// Its name, else "scenario 17".
[[nodiscard]] std::string calledName(const Scenario& scenario);

/// A sentence that a scenario without any change is the mission as it stands; empty where it changes something or cannot be read.
[[nodiscard]] std::optional<std::string> noteWithoutChange(const Scenario& scenario);

/// A record that the changes of a scenario name: a base, a unit, or a road or bridge.
struct NamedRecord {
    std::string_view key; ///< of the changes
    Kind kind{};
    std::int64_t id = 0;
    auto operator<=>(const NamedRecord&) const = default;
};
[[nodiscard]] std::set<NamedRecord> recordsNamedBy(const ScenarioChanges& changes);
/// What to do about one that does not exist or was deleted: "close_bases names the base 7, which is not in the mission; take it out, or ...".
[[nodiscard]] std::string missingText(const NamedRecord& named);

} // namespace tutela::core
