// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tutela {

/// First thing in main: no core dumps, files for their owner only, no plug-in paths from the environment, and a filter
/// in the kernel that refuses every network socket (hardening rules D3, E7, E9).
/// @throws core::Error{Internal} when the filter cannot be loaded: the program then must not run.
void hardenProcess();

} // namespace tutela
