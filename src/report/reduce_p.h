// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model_parts.h>

namespace tutela::report {

/// To two digits; numbers below 100 stay.
[[nodiscard]] Number twoDigits(const Number& value);
/// To the middle of a cell of 5 km.
void toCell(double& lon, double& lat);

} // namespace tutela::report
