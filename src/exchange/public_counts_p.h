// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/exchange/export.h>

namespace tutela::exchange::detail {

/// Profile public: incidents and people killed by administrative area, counts below 5 as "<5".
void exportPublicCounts(const store::MissionFile& file, const ExportRequest& request, ExportFormat format, ExportReport& report,
                        const core::Progress& progress, std::string* bytes);
/// "<5" for 0 to 4, else the number.
[[nodiscard]] std::string publicCount(std::int64_t count);

} // namespace tutela::exchange::detail
