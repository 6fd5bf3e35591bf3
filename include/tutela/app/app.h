// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

/// The window. Everything it can do, the command line can do: it holds no logic of its own.
namespace tutela::app {

struct RunOptions {
    std::string file;  ///< mission file to open; empty = the welcome screen
    std::string shots; ///< folder for pictures of every workspace and dialog instead of a window; empty = none
};

/// Shows the window until the last one is closed. @returns the exit code of the program.
[[nodiscard]] int run(int argc, char** argv, const RunOptions& options);

} // namespace tutela::app
