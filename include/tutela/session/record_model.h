// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/editable_table.h>

#include <span>

namespace tutela::session {

/// All records of one kind as a table, one column a field.
class RecordModel : public EditableTable {
    Q_OBJECT
public:
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

private:
    void reload(const store::Touched& touched);
    [[nodiscard]] std::vector<core::RecordValues> recordsNow() const;
    [[nodiscard]] const core::Value& value(const QModelIndex& index) const;

    core::Kind m_kind;
    std::vector<const core::Field*> m_fields;
    std::vector<std::size_t> m_at; ///< index of the field in a record's values
    std::vector<core::RecordValues> m_records;
};

} // namespace tutela::session
