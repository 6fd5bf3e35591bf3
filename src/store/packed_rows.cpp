// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packed_rows_p.h"

#include "rows_p.h"

#include <algorithm>

namespace tutela::store {

using core::Kind;
using core::RecordValues;
using core::Value;
using Type = PackedCell::Type;

ReadyRows::ReadyRows() : m_content(std::make_unique<Content>()) {}
ReadyRows::~ReadyRows() = default;
ReadyRows::ReadyRows(ReadyRows&&) noexcept = default;
ReadyRows& ReadyRows::operator=(ReadyRows&&) noexcept = default;

void PackedRecords::clear()
{
    for (PackedTable& table : tables) {
        table.cells.clear();
        table.ends.clear();
    }
    bytes.clear();
}

PackedRecords& ReadyRows::Content::of(Kind kind)
{
    const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const PackedRecords& packed) { return packed.kind == kind; });
    if (known != kinds.end())
        return *known;
    return kinds.emplace_back(PackedRecords{kind, std::vector<PackedTable>(tablesOf(kind).size()), {}});
}

void ReadyRows::Content::clear()
{
    for (PackedRecords& packed : kinds)
        packed.clear();
    assessments.clear();
    records = 0;
}

namespace {

class Packer {
public:
    Packer(PackedRecords& to, PackedTable& table, const RecordValues& record) : m_to(to), m_table(table), m_record(record) {}

    void putWhole(std::uint16_t column, std::int64_t whole) { cell(column, Type::Whole).whole = whole; }
    /// A value that is not null.
    void put(std::uint16_t column, ColumnForm form, const Value& value)
    {
        if (const auto* text = std::get_if<std::string>(&value))
            putBytes(column, Type::Text, *text);
        else if (const auto* whole = std::get_if<std::int64_t>(&value))
            putWhole(column, *whole);
        else if (const auto* real = std::get_if<double>(&value))
            cell(column, Type::Real).real = *real;
        else if (const auto& geometry = std::get<core::Geometry>(value); !geometry.empty())
            putBytes(column, Type::Blob, form == ColumnForm::GeoPackage ? geometryBlob(geometry) : core::toWkb(geometry));
    }
    void putPoint(std::uint16_t column)
    {
        const auto* lon = std::get_if<double>(&m_record.values[at(commonFields().lon)]);
        const auto* lat = std::get_if<double>(&m_record.values[at(commonFields().lat)]);
        if (lon == nullptr || lat == nullptr)
            return;
        const PointBlob blob = pointBlob(*lon, *lat);
        putBytes(column, Type::Blob, {blob.data(), blob.size()});
    }

private:
    PackedCell& cell(std::uint16_t column, Type type)
    {
        PackedCell& added = m_table.cells.emplace_back();
        added.column = column;
        added.type = type;
        return added;
    }
    void putBytes(std::uint16_t column, Type type, std::string_view bytes)
    {
        PackedCell& added = cell(column, type);
        added.length = static_cast<std::uint32_t>(bytes.size());
        added.from = m_to.bytes.size();
        m_to.bytes.append(bytes);
    }

    PackedRecords& m_to;
    PackedTable& m_table;
    const RecordValues& m_record;
};

bool isOfCommit(int field)
{
    const CommonFields& common = commonFields();
    return field == common.createdAt || field == common.createdBy || field == common.updatedAt;
}

} // namespace

/// The times and the author of a batch row are those of its commit, which saves 70 bytes a row.
std::vector<RowStore::Packing> RowStore::packingOf(const std::vector<Column>& columns)
{
    std::vector<Packing> packing;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!isOfCommit(columns[i].field))
            packing.push_back({static_cast<std::uint16_t>(i), static_cast<std::int16_t>(columns[i].field), columns[i].form});
    return packing;
}

void RowStore::pack(const RecordValues& record, std::int64_t batch, PackedRecords& to) const
{
    const CommonFields& common = commonFields();
    const auto& tables = m_packings[static_cast<std::size_t>(record.kind)];
    for (std::size_t i = 0; i < tables.size(); ++i) {
        PackedTable& table = to.tables[i];
        const std::size_t before = table.cells.size();
        Packer packer{to, table, record};
        bool needed = i == 0; // side tables have a row only for records that need one
        for (const auto& [column, field, form] : tables[i]) {
            if (form == ColumnForm::PointOfLonLat) {
                packer.putPoint(column);
            } else if (field == common.batchId) {
                packer.putWhole(column, batch);
            } else if (field == common.revision || field == common.deleted) {
                packer.putWhole(column, field == common.revision ? 1 : 0);
            } else if (const Value& value = record.values[at(field)]; !core::isNull(value)) {
                packer.put(column, form, value);
                needed = needed || column > 0;
            }
        }
        if (needed)
            table.ends.push_back(table.cells.size());
        else
            table.cells.resize(before);
    }
}

void RowStore::bindPacked(Statement& statement, std::size_t columns, std::span<const PackedCell> cells, const std::string& bytes, std::size_t slot)
{
    const std::size_t first = slot * columns + 1;
    std::size_t column = 0;
    for (const PackedCell& cell : cells) {
        for (; column < cell.column; ++column)
            statement.bindNull(static_cast<int>(first + column));
        const int index = static_cast<int>(first + column++);
        const auto text = [&] { return std::string_view{bytes.data() + cell.from, cell.length}; };
        switch (cell.type) {
        case Type::Whole: statement.bind(index, cell.whole); break;
        case Type::Real: statement.bind(index, cell.real); break;
        case Type::Text: statement.bind(index, text()); break;
        case Type::Blob: statement.bindBlob(index, text()); break;
        }
    }
    for (; column < columns; ++column)
        statement.bindNull(static_cast<int>(first + column));
}

void RowStore::write(const PackedRecords& packed)
{
    const auto& tables = tablesOf(packed.kind);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const PackedTable& table = packed.tables[i];
        if (table.ends.empty())
            continue;
        Writer& writer = this->writer(tables[i]);
        const std::size_t columns = writer.columns->size();
        const auto cells = [&](std::size_t row) {
            const std::size_t from = row == 0 ? 0 : table.ends[row - 1];
            return std::span{table.cells}.subspan(from, table.ends[row] - from);
        };
        std::size_t row = 0;
        for (; row + kTogether <= table.ends.size(); row += kTogether) {
            for (std::size_t slot = 0; slot < kTogether; ++slot)
                bindPacked(writer.insertMany, columns, cells(row + slot), packed.bytes, slot);
            writer.insertMany.run();
        }
        for (; row < table.ends.size(); ++row) {
            bindPacked(writer.insert, columns, cells(row), packed.bytes, 0);
            writer.insert.run();
        }
    }
}

} // namespace tutela::store
