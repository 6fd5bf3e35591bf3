// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/record_model.h>

#include <tutela/core/collections.h>
#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>
#include <tutela/session/typed_text.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tutela::session {

using core::Field;
using core::FieldType;
using core::Kind;

std::vector<std::string> RecordModel::usualFields(Kind kind)
{
    switch (kind) {
    case Kind::PLACE: return {"name", "place_kind", "population_total", "pop_source", "pop_date", "idp", "lon", "lat", "place_precision", "can_status", "admin_name", "note"};
    case Kind::AREA: return {"name", "code", "level", "parent_id", "population", "note"};
    case Kind::GROUP: return {"name", "group_kind", "size", "place_ids", "note"};
    case Kind::ACTOR: return {"name", "actor_kind", "strength_low", "strength_high", "conduct_to_civilians", "conduct_to_mission"};
    case Kind::THREAT: return {"name", "actor_ids", "status", "onset", "acts", "place_ids", "intent", "capability", "opportunity"};
    case Kind::BASE: return {"name", "base_kind", "lon", "lat", "open_from", "open_to", "note"};
    case Kind::UNIT: return {"name", "unit_kind", "base_id", "strength"};
    case Kind::ACTION: return {"reference", "text", "tier", "lead", "owner", "deadline", "status"};
    case Kind::LAYER: return {"name", "layer_kind", "visible"};
    default: break;
    }
    std::vector<std::string> names;
    constexpr std::size_t kMost = 8;
    for (const Field& field : core::fieldsOf(kind))
        if (!field.system && !field.derived && field.part == core::Part::Main && field.type != FieldType::Geometry && names.size() < kMost
            && field.name != "sensitivity" && field.name != "sensitivity_reason" && field.name != "declassify_on" && field.name != "source_ids")
            names.emplace_back(field.name);
    return names;
}

RecordModel::RecordModel(Document& document, Kind kind, std::vector<std::string> fields, QObject* parent)
    : EditableTable(document, parent), m_kind(kind)
{
    if (fields.empty())
        fields = usualFields(kind);
    const auto all = core::fieldsOf(kind);
    for (const std::string& name : fields)
        if (const Field* field = core::findField(kind, name)) {
            m_fields.push_back(field);
            m_at.push_back(static_cast<std::size_t>(field - all.data()));
        }
    m_records = recordsNow();
    connect(&document, &Document::changed, this, &RecordModel::reload);
}

std::vector<core::RecordValues> RecordModel::recordsNow() const
{
    std::vector<core::RecordValues> records;
    core::withCollection(*m_document.mission(), m_kind, [&](const auto& collection) {
        records.reserve(collection.size());
        for (const auto& record : collection)
            records.push_back(core::valuesOf(record));
    });
    return records;
}

void RecordModel::reload(const store::Touched& touched)
{
    if (!touched.touches(m_kind))
        return;
    auto now = recordsNow();
    const bool sameRows = now.size() == m_records.size()
                          && std::equal(now.begin(), now.end(), m_records.begin(), [](const auto& a, const auto& b) { return a.id() == b.id(); });
    if (!sameRows) {
        beginResetModel();
        m_records = std::move(now);
        endResetModel();
        return;
    }
    m_records.swap(now);
    for (std::size_t i = 0; i < m_records.size(); ++i)
        if (m_records[i] != now[i])
            emit dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), columnCount() - 1));
}

int RecordModel::rowOf(std::int64_t id) const
{
    const auto at = std::lower_bound(m_records.begin(), m_records.end(), id, [](const auto& record, std::int64_t value) { return record.id() < value; });
    return at != m_records.end() && at->id() == id ? static_cast<int>(at - m_records.begin()) : -1;
}

int RecordModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_records.size()); }
int RecordModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_fields.size()); }

const core::Value& RecordModel::value(const QModelIndex& index) const
{
    return m_records[static_cast<std::size_t>(index.row())].values[m_at[static_cast<std::size_t>(index.column())]];
}

QVariant RecordModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Field& shownField = field(index.column());
    const core::Value& held = value(index);
    const Refusal* refusal = refusalAt(idAt(index.row()), index.column());
    switch (role) {
    case Qt::DisplayRole: return refusal != nullptr ? refusal->text : displayText(shownField, held, *m_document.mission());
    case Qt::EditRole: return refusal != nullptr ? refusal->text : typedText(shownField, held, *m_document.mission());
    case Qt::ToolTipRole:
        if (refusal != nullptr)
            return refusal->sentence;
        return core::isNull(held) ? tr("Not known") : displayText(shownField, held, *m_document.mission());
    case Qt::TextAlignmentRole: {
        const bool number = shownField.type == FieldType::Integer || shownField.type == FieldType::Real;
        return QVariant{static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter)};
    }
    case IdRole: return QVariant::fromValue<qlonglong>(idAt(index.row()));
    case SortRole:
        if (const auto* number = std::get_if<std::int64_t>(&held); number != nullptr && shownField.type != FieldType::Reference)
            return QVariant::fromValue<qlonglong>(*number);
        if (const auto* real = std::get_if<double>(&held))
            return *real;
        return shownField.type == FieldType::Time || shownField.type == FieldType::Day ? editText(shownField, held)
                                                                                       : displayText(shownField, held, *m_document.mission());
    case ProblemRole: return refusal != nullptr ? refusal->sentence : QString{};
    case RefusedTextRole: return refusal != nullptr ? refusal->text : QString{};
    default: return {};
    }
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant{section + 1} : QVariant{};
    if (section < 0 || section >= columnCount())
        return {};
    const Field& shownField = field(section);
    if (role == Qt::DisplayRole)
        return QString::fromStdString(core::labelOf(shownField));
    if (role == Qt::TextAlignmentRole) {
        const bool number = shownField.type == FieldType::Integer || shownField.type == FieldType::Real;
        return QVariant{static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter)};
    }
    if (role == Qt::ToolTipRole && !shownField.unit.empty())
        return QString::fromStdString(core::labelOf(shownField) + " (" + std::string{shownField.unit} + ")");
    return {};
}

Qt::ItemFlags RecordModel::flags(const QModelIndex& index) const
{
    auto flags = EditableTable::flags(index);
    if (!index.isValid())
        return flags;
    const Field& f = field(index.column());
    if (!m_document.isReadOnly() && !f.system && !f.derived && f.type != FieldType::Geometry && f.type != FieldType::Structure)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool RecordModel::setData(const QModelIndex& index, const QVariant& given, int role)
{
    if (!index.isValid() || role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Field& changed = field(index.column());
    return setCell(index, {m_kind, idAt(index.row())}, changed, given.toString(), typedText(changed, value(index), *m_document.mission()));
}

} // namespace tutela::session
