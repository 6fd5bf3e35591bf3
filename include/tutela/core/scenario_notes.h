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
#include <vector>

/// What is to be said of a scenario, in the same words on the command line and in the window.
namespace tutela::core {

/// Its name, else "scenario 17".
[[nodiscard]] std::string calledName(const Scenario& scenario);

/// A sentence that a scenario without any change is the mission as it stands; empty where it changes something or cannot be read.
[[nodiscard]] std::optional<std::string> noteWithoutChange(const Scenario& scenario);

/// Why nobody finds it by its name: another of them has the same, whatever case and spaces, or it is the word for the mission as it stands.
/// Empty when it is found, and for a scenario without a name.
[[nodiscard]] std::string takenNameText(const Scenario& scenario, const std::vector<Scenario>& all);

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
