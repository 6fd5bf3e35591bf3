// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tutela::app {

/// Makes the allocator of the C library give memory back; call before the first thread. Jobs come and go in dozens of threads, and each
/// would otherwise keep a heap of its own, with holes of the size of map pictures in it.
void keepMemoryTogether();

} // namespace tutela::app
