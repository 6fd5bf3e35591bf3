// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/painter.h>

namespace tutela::map {

/// A view for a picture that leaves the program: it shows what `view` shows, and has room for the furniture of `options`
/// around it, so that legend, marking and credits are never left out and hide nothing. At least as large as `view`.
[[nodiscard]] View sheetOf(const Scene& scene, const View& view, const PaintOptions& options);

} // namespace tutela::map
