// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace tutela::session {

/// A text of this module in the language of the window. @param n  a number that "%n" stands for
[[nodiscard]] inline QString tr(const char* text, int n = -1) { return QCoreApplication::translate("tutela::session", text, nullptr, n); }

} // namespace tutela::session
