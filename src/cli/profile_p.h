// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model.h>

#include <string>

namespace tutela::cli {

/// The value of --profile of report and map, in any case. @throws core::Error{Usage}
[[nodiscard]] report::Profile profileOf(const std::string& text);

} // namespace tutela::cli
