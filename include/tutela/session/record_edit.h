// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <QString>

#include <optional>
#include <utility>
#include <vector>

/// What a form does with a record: each change is one commit. A refusal is a sentence, and nothing has changed then.
namespace tutela::session {

/// Typed values of a record that is not there yet, by field.
using DraftValues = std::vector<std::pair<const core::Field*, QString>>;

/// Sets one field from typed text; empty text = not known. @param step  its name on the undo stack; empty = made from the field
/// @returns why it was refused; empty when it is set
[[nodiscard]] QString setField(Document& document, RecordRef record, const core::Field& field, const QString& text,
                               const QString& step = {});
/// Sets lon and lat from a position in any notation (MGRS, UTM, degrees); empty = not known.
[[nodiscard]] QString setPosition(Document& document, RecordRef record, const QString& text);
/// @returns the id, or why it was refused.
struct Added {
    std::optional<std::int64_t> id;
    QString refusal;
};
/// @param position  in any notation; empty = none
[[nodiscard]] Added addRecord(Document& document, core::Kind kind, const DraftValues& values, const QString& position);
[[nodiscard]] QString removeRecords(Document& document, core::Kind kind, const std::vector<std::int64_t>& ids);

/// Fields of a kind as a form shows them, each section with its heading. Fields kept by the program are left out, and lon
/// and lat, which are one position.
struct FormSection {
    QString title;
    std::vector<const core::Field*> fields;
    bool position = false; ///< the position stands here, before the fields
};
[[nodiscard]] std::vector<FormSection> formSections(core::Kind kind);
[[nodiscard]] bool hasPosition(core::Kind kind);
/// Words of a field, or the records it may refer to, with the text that core::valueFromText reads.
struct Choice {
    QString text, value;
};
[[nodiscard]] std::vector<Choice> choicesOf(const core::Mission& mission, const core::Field& field);
/// What validate() says of a record as it stands, by field.
[[nodiscard]] std::vector<core::Issue> issuesOf(const Document& document, RecordRef record);

} // namespace tutela::session
