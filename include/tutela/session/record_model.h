// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <QAbstractTableModel>

#include <span>

namespace tutela::session {

/// All records of one kind as a table, one column a field. Cells are edited in place: each change is one commit.
///
/// A value that is refused is kept beside the cell with its sentence (RefusedTextRole, ProblemRole) until it is set again.
class RecordModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, SortRole, ProblemRole, RefusedTextRole };

    /// @param fields  names of the columns; empty = the fields that people use most
    RecordModel(Document& document, core::Kind kind, std::vector<std::string> fields = {}, QObject* parent = nullptr);

    [[nodiscard]] core::Kind kind() const { return m_kind; }
    [[nodiscard]] const core::Field& field(int column) const { return *m_fields[static_cast<std::size_t>(column)]; }
    [[nodiscard]] std::int64_t idAt(int row) const { return m_records[static_cast<std::size_t>(row)].id(); }
    /// -1 when it is not there.
    [[nodiscard]] int rowOf(std::int64_t id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    /// Fields a table of the kind shows first.
    [[nodiscard]] static std::vector<std::string> usualFields(core::Kind kind);

signals:
    /// A typed value was refused: `sentence` says why.
    void refused(const QModelIndex& index, const QString& sentence);

private:
    void reload(const store::Touched& touched);
    [[nodiscard]] std::vector<core::RecordValues> recordsNow() const;
    [[nodiscard]] const core::Value& value(const QModelIndex& index) const;

    Document& m_document;
    core::Kind m_kind;
    std::vector<const core::Field*> m_fields;
    std::vector<std::size_t> m_at; ///< index of the field in a record's values
    std::vector<core::RecordValues> m_records;
    struct Refusal { QString text, sentence; };
    std::map<std::pair<std::int64_t, int>, Refusal> m_refusals; ///< by record and column
};

} // namespace tutela::session
