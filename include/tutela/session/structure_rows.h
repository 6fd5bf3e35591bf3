// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/record_edit.h>

#include <nlohmann/json.hpp>

#include <vector>

/// Fields that hold a list of structures (the stops of a patrol, the legs of its route) as rows that can be typed into. Each change is
/// one commit; a refusal is a sentence, and nothing has changed then.
namespace tutela::session {

/// One member of a structure as a column.
struct MemberColumn {
    enum class Type { Text, Count, Number, Time, YesNo, Choice, Position };
    std::string name; ///< of the member; of a position "lon"
    QString title;
    Type type = Type::Text;
    std::vector<std::string_view> words{}; ///< of a choice among words
    std::optional<core::Kind> refers{};    ///< of a choice among records
};

/// Empty for fields that are no list of structures, or have no columns here.
[[nodiscard]] std::vector<MemberColumn> columnsOf(const core::Field& field);
/// The rows of a record as they are stored.
[[nodiscard]] nlohmann::json rowsOf(const core::RecordValues& record, const core::Field& field);
/// A member as a person reads it; empty = not known.
[[nodiscard]] QString memberText(const core::Mission& mission, const MemberColumn& column, const nlohmann::json& row);
/// What may be chosen in a column; "not known" is not among it.
[[nodiscard]] std::vector<Choice> choicesOf(const core::Mission& mission, const MemberColumn& column);

/// Sets a member from typed text, of a choice from its text or value; empty = not known.
[[nodiscard]] QString setMember(Document& document, RecordRef record, const core::Field& field, std::size_t row, const MemberColumn& column, const QString& text);
/// @param row  what is known of the new row; it goes to the end
[[nodiscard]] QString addRow(Document& document, RecordRef record, const core::Field& field, const nlohmann::json& row = nlohmann::json::object());
[[nodiscard]] QString removeRow(Document& document, RecordRef record, const core::Field& field, std::size_t row);
/// @param by  -1 up, 1 down; nothing happens beyond the ends
[[nodiscard]] QString moveRow(Document& document, RecordRef record, const core::Field& field, std::size_t row, int by);

} // namespace tutela::session
