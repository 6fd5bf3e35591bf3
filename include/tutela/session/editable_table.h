// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <QAbstractTableModel>

#include <map>
#include <utility>

namespace tutela::session {

/// A table whose cells are fields of records, edited in place: each change is one commit.
///
/// A value that is refused is kept in its cell with its sentence (RefusedTextRole, ProblemRole) until it is set again.
class EditableTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, SortRole, ProblemRole, RefusedTextRole };

    /// Shows what the record holds in place of a typed value that was refused. @returns false when the cell was not refused
    bool takeBackRefused(const QModelIndex& index);

signals:
    /// A typed value was refused: `sentence` says why.
    void refused(const QModelIndex& index, const QString& sentence);

protected:
    struct Refusal {
        QString text, sentence;
    };
    explicit EditableTable(Document& document, QObject* parent);
    /// Null when the cell was not refused.
    [[nodiscard]] const Refusal* refusalAt(std::int64_t record, int column) const;
    /// Sets a field from typed text. @param held  what the cell holds as text that can be typed  @param step  as setField()
    bool setCell(const QModelIndex& index, RecordRef record, const core::Field& field, const QString& text, const QString& held, const QString& step = {});

    Document& m_document;

private:
    std::map<std::pair<std::int64_t, int>, Refusal> m_refusals; ///< by record and column
};

} // namespace tutela::session
