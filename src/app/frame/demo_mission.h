// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>

#include <QString>

namespace tutela::app {

/// Where the demo mission of this person lies: a copy in the documents, so that edits are safe.
[[nodiscard]] QString demoPath();
/// Makes it there, whole or not at all. From any thread. @throws core::Error
void makeDemo(const QString& path, const core::Progress& progress);

} // namespace tutela::app
