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

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Packer {
public:
    Packer(PackedRecords& to, const RecordValues& record, std::int64_t batch) : m_to(to), m_record(record), m_batch(batch) {}

    /// @returns whether the column has a value
    bool put(PackedTable& table, std::size_t index, const Column& column)
    {
        if (column.form == ColumnForm::PointOfLonLat)
            return putPoint(table, index);
        const CommonFields& common = commonFields();
        // The system columns of a batch row come from its commit, which saves 70 bytes a row.
        if (column.field > 0 && column.field <= common.batchId) {
            if (column.field != common.batchId && column.field != common.revision && column.field != common.deleted)
                return false;
            cell(table, index, Type::Whole).whole = column.field == common.batchId ? m_batch : column.field == common.revision ? 1 : 0;
            return true;
        }
        const Value& value = m_record.values[at(column.field)];
        if (core::isNull(value))
            return false;
        if (const auto* text = std::get_if<std::string>(&value))
            putBytes(table, index, Type::Text, *text);
        else if (const auto* whole = std::get_if<std::int64_t>(&value))
            cell(table, index, Type::Whole).whole = *whole;
        else if (const auto* real = std::get_if<double>(&value))
            cell(table, index, Type::Real).real = *real;
        else if (const auto& geometry = std::get<core::Geometry>(value); !geometry.empty())
            putBytes(table, index, Type::Blob, column.form == ColumnForm::GeoPackage ? geometryBlob(geometry) : core::toWkb(geometry));
        return true;
    }

private:
    static PackedCell& cell(PackedTable& table, std::size_t index, Type type)
    {
        PackedCell& added = table.cells.emplace_back();
        added.column = static_cast<std::uint16_t>(index);
        added.type = type;
        return added;
    }
    void putBytes(PackedTable& table, std::size_t index, Type type, std::string_view bytes)
    {
        PackedCell& added = cell(table, index, type);
        added.length = static_cast<std::uint32_t>(bytes.size());
        added.from = m_to.bytes.size();
        m_to.bytes.append(bytes);
    }
    bool putPoint(PackedTable& table, std::size_t index)
    {
        const auto* lon = std::get_if<double>(&m_record.values[at(commonFields().lon)]);
        const auto* lat = std::get_if<double>(&m_record.values[at(commonFields().lat)]);
        if (lon == nullptr || lat == nullptr)
            return false;
        const PointBlob blob = pointBlob(*lon, *lat);
        putBytes(table, index, Type::Blob, {blob.data(), blob.size()});
        return true;
    }

    PackedRecords& m_to;
    const RecordValues& m_record;
    std::int64_t m_batch;
};

} // namespace

void RowStore::pack(const RecordValues& record, std::int64_t batch, PackedRecords& to) const
{
    Packer packer{to, record, batch};
    const auto& tables = m_ownColumns[static_cast<std::size_t>(record.kind)];
    for (std::size_t i = 0; i < tables.size(); ++i) {
        PackedTable& table = to.tables[i];
        const std::size_t before = table.cells.size();
        bool needed = i == 0; // side tables have a row only for records that need one
        for (std::size_t column = 0; column < tables[i].size(); ++column)
            needed = (packer.put(table, column, tables[i][column]) && column > 0) || needed;
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
