// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>

#include <string_view>

namespace tutela::core {

/// What the three words of confidence mean: the same sentence on screen and on paper.
[[nodiscard]] std::string_view meaningOf(Confidence confidence);

} // namespace tutela::core
