// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace tutela::store {

/// Who wrote a mission file last, when that program ended without closing it (it was killed, or the machine went down); for
/// example "process 4711 since 2026-10-31T14:00:00.000Z". Empty when the file was closed, and while somebody writes it.
///
/// To be asked before the file is opened for writing: opening takes the trace away. What was committed is whole either way.
[[nodiscard]] std::optional<std::string> interruptedWriter(const std::filesystem::path& missionFile);

} // namespace tutela::store
