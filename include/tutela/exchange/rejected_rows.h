// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/exchange/import.h>

#include <ostream>

namespace tutela::exchange {

/// Writes the rows that an import refused as CSV: the columns of the source, then row, field and reason, so that they can be
/// corrected and imported again; separated by semicolons where the source is, else by commas. @returns the number of rows. @throws core::Error, core::Cancelled
std::int64_t writeRejectedRows(const ImportRequest& request, const ImportReport& report, std::ostream& out, const core::Progress& progress = {});

} // namespace tutela::exchange
