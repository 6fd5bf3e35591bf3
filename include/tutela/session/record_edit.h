// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>
#include <tutela/session/typed_text.h>

#include <QString>

#include <optional>
#include <utility>
#include <vector>

/// What a form does with a record: each change is one commit. A refusal is a sentence, and nothing has changed then.
namespace tutela::session {

/// Typed values of a record that is not there yet, by field.
using DraftValues = std::vector<std::pair<const core::Field*, QString>>;

/// A record as it is now: from the snapshot, of incidents from the file.
[[nodiscard]] std::optional<core::RecordValues> valuesNow(const Document& document, RecordRef record);
/// The value of a field in a record.
[[nodiscard]] const core::Value& valueIn(const core::RecordValues& record, const core::Field& field);
/// What typed text sets. The time of an incident brings its precision with it: a day is known to the day, a time of day to
/// the minute, unless what is stored says so already. @throws core::Error as valueOfText
[[nodiscard]] nlohmann::json typedFields(const core::Mission& mission, RecordRef record, const core::Field& field, const QString& text);
/// Sets one field from typed text, unless it holds that value; empty text = not known. @param step  its name on the undo stack; empty = made from the field
/// @returns why it was refused; empty when it is set
[[nodiscard]] QString setField(Document& document, RecordRef record, const core::Field& field, const QString& text,
                               const QString& step = {});
/// Sets several fields at once, for values that only fit together. @returns why they were refused; empty when all are set
[[nodiscard]] QString setFields(Document& document, RecordRef record, const DraftValues& values);
/// Sets lon and lat from a position in any notation (MGRS, UTM, degrees); empty = not known.
[[nodiscard]] QString setPosition(Document& document, RecordRef record, const QString& text);
/// @returns the id, or why it was refused.
struct Added {
    std::optional<std::int64_t> id;
    QString refusal;
};
/// @param position  in any notation; empty = none
[[nodiscard]] Added addRecord(Document& document, core::Kind kind, const DraftValues& values, const QString& position);
/// A reported incident of a source, which is made when nobody knows its code name. Nothing else is known of it: it has no
/// date, place or harm before somebody gives them.
[[nodiscard]] Added addIncident(Document& document, const QString& source);
[[nodiscard]] QString removeRecords(Document& document, core::Kind kind, const std::vector<std::int64_t>& ids);

/// Fields of a kind as a form shows them, each section with its heading. Fields kept by the program are left out, and lon
/// and lat, which are one position.
struct FormSection {
    enum class Also { Nothing, Position, Harm, Sources, Rows };
    QString title;
    std::vector<const core::Field*> fields;
    /// Stands here before the fields: one position, the table of harm, the list of sources, the rows of a list of structures.
    Also also = Also::Nothing;
    const core::Field* rows = nullptr; ///< of Also::Rows
};
[[nodiscard]] std::vector<FormSection> formSections(core::Kind kind);
[[nodiscard]] bool hasPosition(core::Kind kind);
/// A word of a field as it is chosen: letters of source reliability with what they mean.
[[nodiscard]] QString choiceText(const core::Field& field, std::string_view word);
/// Words of a field, or the records it may refer to, with the text that core::valueFromText reads.
struct Choice {
    QString text, value;
};
[[nodiscard]] std::vector<Choice> choicesOf(const core::Mission& mission, const core::Field& field);
/// What validate() and validateWithin() say of a record as it stands, by field.
[[nodiscard]] std::vector<core::Issue> issuesOf(const Document& document, RecordRef record);

} // namespace tutela::session
