// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/geodata/projection.h>

#include <string>

namespace tutela::map {

/// The projection of this thread for a CRS: PROJ objects belong to one thread and are dear to make.
[[nodiscard]] const geodata::Projection& projectionHere(const std::string& crs);

} // namespace tutela::map
