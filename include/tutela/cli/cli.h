// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <stop_token>
#include <string>
#include <vector>

namespace tutela::cli {

/// Runs one headless verb: `arguments` without the program's name. Never opens a window and never needs a display.
/// Results go to `out`, messages and progress to `err`.
/// @returns the exit code of the contract (docs/cli.md): 0 done, 1 failed, 2 wrong usage, 3 input refused, 4 damaged,
///          5 differences, 6 cancelled, 7 locked.
[[nodiscard]] int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out, std::ostream& err,
                      std::stop_token stop);

} // namespace tutela::cli
