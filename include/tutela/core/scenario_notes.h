// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/strategies.h>

#include <optional>
#include <string>

/// What is to be said of a scenario, in the same words on the command line and in the window.
namespace tutela::core {

/// Its name, else "scenario 17".
[[nodiscard]] std::string calledName(const Scenario& scenario);

/// A sentence that a scenario without any change is the mission as it stands; empty where it changes something or cannot be read.
[[nodiscard]] std::optional<std::string> noteWithoutChange(const Scenario& scenario);

} // namespace tutela::core
