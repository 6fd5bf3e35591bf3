// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages.h"

namespace tutela::app {

/// *Open* and *Show in folder* of a file that was exported. A desktop without a program for it is told, with the place of the file.
[[nodiscard]] std::vector<MessageAction> exportedActions(Toasts& toasts, const QString& path);

} // namespace tutela::app
