// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>
#include <tutela/session/typed_text.h>

#include <nlohmann/json.hpp>

#include <QStringList>

/// Gestures that change many values at once: each is one commit and one undo step.
namespace tutela::session {

/// One field of many records set to one value, before it is done.
struct BulkPreview {
    struct Line {
        std::int64_t id = 0;
        QString what; ///< the record as people know it: "Attack at Luzi · 31 Oct 2026"
        QString before, after;
        QString problem; ///< why it would be refused; empty when it can be done
        bool loses = false; ///< a higher verification, or the mark Refuted or Duplicate, which keeps it out of every count
    };
    std::vector<Line> lines; ///< records that would change or be refused; those that lose something first
    std::int64_t unchanged = 0, refused = 0;
    std::int64_t losing = 0; ///< of those that can be done
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

/// Cells of a spreadsheet before they are put into records: from `ids` on, column by column; rows beyond them become new
/// records. A row with a refused cell, or that no rule lets pass, is left out whole.
struct PastePreview {
    struct Refused {
        std::size_t row = 0; ///< of the clipboard, from 1
        QString column;      ///< empty when it is about the whole row
        QString text, sentence;
    };
    std::vector<nlohmann::json> lines; ///< what would be done
    std::int64_t changed = 0, added = 0;
    std::vector<Refused> refused;
};
/// @param fields  the field of each column from the one pasted at; null = a column that cannot be set, whose cells are passed over
[[nodiscard]] PastePreview previewPaste(const Document& document, core::Kind kind, const std::vector<std::int64_t>& ids,
                                        const std::vector<const core::Field*>& fields, const std::vector<QStringList>& cells);

} // namespace tutela::session
