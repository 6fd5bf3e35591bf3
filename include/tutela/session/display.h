// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <QString>

/// Values as people read them on screen. Nothing here is parsed again.
namespace tutela::session {

/// "31 Oct 2026, 14:02", "41 300", "Attack on civilians; Killing", "Luzi". Empty for a value that is not known.
[[nodiscard]] QString displayText(const core::Field& field, const core::Value& value, const core::Mission& mission);
/// What a person types to set the field: the text that core::valueFromText reads back.
[[nodiscard]] QString editText(const core::Field& field, const core::Value& value);
/// What a record is called: "Luzi", "TA-EAST-2026-0007@1.1", "Unnamed (31NGA ...)" for a place without a name. What has neither
/// reference nor name is called as a person would: "Attack on civilians, near Luzi, 31 Oct 2026", never by its number.
[[nodiscard]] QString nameOf(const core::Mission& mission, RecordRef record);
/// Where a point is by the named places of the mission: "Luzi", "near Luzi", "away from named places".
[[nodiscard]] QString whereabouts(const core::Mission& mission, core::GeoPoint point);
/// What stands at the top of a record, and what is said of it below: day, place and dataset of an incident.
struct RecordTitle {
    QString title, subtitle;
};
[[nodiscard]] RecordTitle titleOf(const core::Mission& mission, const core::RecordValues& record);
/// "Place", "Threat assessment"; plural "Places".
[[nodiscard]] QString kindWord(core::Kind kind);
[[nodiscard]] QString kindWordPlural(core::Kind kind);
/// "41 300" with thin spaces; "not known" when empty.
[[nodiscard]] QString countText(const core::Count& count);
[[nodiscard]] QString dayText(core::Instant instant, const core::TimeZone& zone);
/// "POC adviser/DM" for "POC_ADVISER/DM"; an author who is none stays as written.
[[nodiscard]] QString authorText(const std::string& stored);
/// What store::Author::of() reads: a role may be typed as it is shown. The rest stays as typed.
[[nodiscard]] QString storedAuthor(const QString& typed);
/// Where a record is; empty when it has no position.
[[nodiscard]] std::optional<core::GeoPoint> pointOf(const core::Mission& mission, RecordRef record);
/// UTF-8 to text with control and direction-changing characters made visible.
[[nodiscard]] QString shown(const std::string& text);

} // namespace tutela::session
