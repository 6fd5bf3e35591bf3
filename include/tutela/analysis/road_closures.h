// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/time.h>

#include <optional>

namespace tutela::analysis {

/// Whether the dates of a road close it on a day: from the first day on, until the last, which is open again. One of them may be missing;
/// a road without any is open.
[[nodiscard]] inline bool isClosedOn(const std::optional<core::Day>& from, const std::optional<core::Day>& to, core::Day day)
{
    return (from || to) && (!from || *from <= day) && (!to || day < *to);
}

} // namespace tutela::analysis
