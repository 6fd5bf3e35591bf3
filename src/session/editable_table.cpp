// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/editable_table.h>

#include <tutela/session/record_edit.h>

namespace tutela::session {

EditableTable::EditableTable(Document& document, QObject* parent) : QAbstractTableModel(parent), m_document(document) {}

const EditableTable::Refusal* EditableTable::refusalAt(std::int64_t record, int column) const
{
    const auto found = m_refusals.find({record, column});
    return found != m_refusals.end() ? &found->second : nullptr;
}

bool EditableTable::takeBackRefused(const QModelIndex& index)
{
    if (!index.isValid() || m_refusals.erase({data(index, IdRole).toLongLong(), index.column()}) == 0)
        return false;
    emit dataChanged(index, index);
    return true;
}

bool EditableTable::setCell(const QModelIndex& index, RecordRef record, const core::Field& field, const QString& text, const QString& held, const QString& step)
{
    const auto key = std::pair{record.id, index.column()};
    if (text == held && !m_refusals.contains(key))
        return true;
    if (m_refusals.erase(key) > 0)
        emit dataChanged(index, index);
    const QString sentence = setField(m_document, record, field, text, step);
    if (sentence.isEmpty())
        return true;
    m_refusals[key] = {text, sentence};
    emit dataChanged(index, index);
    emit refused(index, sentence);
    return false;
}

} // namespace tutela::session
