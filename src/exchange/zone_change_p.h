// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/time.h>
#include <tutela/store/mission_file.h>

namespace tutela::exchange::detail {

/// Keeps incidents on their day when the mission's time zone changes. What is known to the day or worse is stored as
/// 00:00 of its first day in the mission time zone: it is stored anew in the other zone, in the same commit.
/// @returns how many incidents were stored anew.
std::int64_t keepCivilDates(const store::MissionFile& file, store::Transaction& transaction, const core::TimeZone& before, const core::TimeZone& after);

} // namespace tutela::exchange::detail
