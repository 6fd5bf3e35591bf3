// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace tutela::app {

/// Makes the allocator of the C library give memory back; call before the first thread. Jobs come and go in dozens of threads, and each
/// would otherwise keep a heap of its own, with holes of the size of map pictures in it.
void keepMemoryTogether();

/// Returns the free pages between used ones to the system. Texts and widgets that stay lie between those that went, so that a heap
/// hardly ever shrinks by itself. Takes some ten milliseconds: not while somebody types.
void giveMemoryBack();

/// Gives memory back when nobody has touched keys or mouse for a moment, once after each use, as long as the program lives.
void giveMemoryBackWhenIdle(QCoreApplication& application);

} // namespace tutela::app
