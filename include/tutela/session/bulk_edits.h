// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <nlohmann/json.hpp>

#include <QStringList>

/// Gestures that change many values at once: each is one commit and one undo step.
namespace tutela::session {

/// Reads what a person typed into a field; empty text is "not known". References are given by name, reference, code or id.
/// @throws core::Error{InvalidInput, Usage} with a sentence
[[nodiscard]] core::Value valueOfText(const core::Mission& mission, const core::Field& field, const QString& text);

/// One field of many records set to one value, before it is done.
struct BulkPreview {
    struct Line {
        std::int64_t id = 0;
        QString before, after;
        QString problem; ///< why it would be refused; empty when it can be done
    };
    std::vector<Line> lines; ///< records that would change or be refused
    std::int64_t unchanged = 0, refused = 0;
    QString sentence; ///< why the value itself is refused; empty when it can be read
};
constexpr std::size_t kMostBulk = 10'000; ///< records that one gesture changes

[[nodiscard]] BulkPreview previewBulk(const Document& document, core::Kind kind, const std::vector<std::int64_t>& ids, const core::Field& field, const QString& text);
/// Does what the preview shows, without the records that would be refused. @throws core::Error
void applyBulk(Document& document, core::Kind kind, const BulkPreview& preview, const core::Field& field, const QString& text);

/// Text of a spreadsheet as rows of cells: tabs and line breaks, quoted cells may hold both.
[[nodiscard]] std::vector<QStringList> cellsOfText(const QString& text);
/// The other way round.
[[nodiscard]] QString textOfCells(const std::vector<QStringList>& rows);

/// Edit lines that put cells into records from `ids` on, column by column; rows beyond them become new records.
/// @param fields  the field of each column from the one pasted at; null = a column that cannot be set, whose cells are passed over
/// @throws core::Error naming row and column of the first cell that cannot be read
[[nodiscard]] std::vector<nlohmann::json> pasteLines(const core::Mission& mission, core::Kind kind, const std::vector<std::int64_t>& ids,
                                                     const std::vector<const core::Field*>& fields, const std::vector<QStringList>& cells);

} // namespace tutela::session
