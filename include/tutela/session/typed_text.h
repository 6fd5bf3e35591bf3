// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/mission.h>

#include <QString>

#include <optional>

/// What people type into a field, and what a field holds as text that can be typed. Times are those of the mission's clock.
namespace tutela::session {

/// "2026-10-31 14:05" in the mission's time zone, "2026-10-31" for the start of a day; lists parted by ';'; ids for records
/// and words for enumerators, as valueOfText() reads them back.
[[nodiscard]] QString typedText(const core::Field& field, const core::Value& value, const core::Mission& mission);
/// Reads what a person typed into a field; empty text is "not known". Words are read as they are spoken; records are given by
/// name, reference, code or id; times as "2026-10-31 14:05", "31 Oct 2026, 14:05" or a day, of the mission's clock, or with
/// Z or an offset.
/// @throws core::Error{InvalidInput, Usage} with a sentence
[[nodiscard]] core::Value valueOfText(const core::Mission& mission, const core::Field& field, const QString& text);
/// A day as it is written here or stored: "31 Oct 2026", "31 October 2026", "2026-10-31"; empty when it is none.
[[nodiscard]] std::optional<core::Day> dayOfText(const QString& text);
/// Whether a typed time says more than the day.
[[nodiscard]] bool saysHour(const QString& text);
/// A text near the one that was refused and that valueOfText() takes; empty when none suggests itself.
[[nodiscard]] std::optional<QString> suggestedText(const core::Mission& mission, const core::Field& field, const QString& text);

} // namespace tutela::session
