// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

namespace tutela::cli {

/// The application object that painting needs (charts are widgets), on the offscreen platform: no display is touched.
/// Made once, by the first verb that paints. Fixes Qt's hash seed first, so that equal input gives equal bytes.
QApplication& offscreenApplication();

} // namespace tutela::cli
