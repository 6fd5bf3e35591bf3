// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files_p.h"
#include "table_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <set>

namespace tutela::geodata {

TableReader::TableReader(std::unique_ptr<Backend> backend) : m_backend(std::move(backend)) {}
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;
TableReader::~TableReader() = default;

TableReader TableReader::open(const Source& source, const TableOptions& options)
{
    switch (sniff(source)) {
    case Format::DelimitedText: return TableReader{openDelimited(source, options)};
    case Format::Xlsx:
    case Format::Ods: return TableReader{openWorkbook(source, options)};
    case Format::GeoTiff:
    case Format::SrtmHgt:
    case Format::AsciiGrid: refuse(source, "This is a raster, not a table; add it as elevation, land cover, population or layer.");
    default: return TableReader{openFeatures(source, options)};
    }
}

TableReader TableReader::open(const std::filesystem::path& path, const TableOptions& options)
{
    return open(Source::file(path), options);
}

const TableInfo& TableReader::info() const noexcept
{
    return m_backend->info;
}

bool TableReader::next(Row& row)
{
    return m_backend->next(row);
}

std::vector<std::string> columnNames(std::vector<std::string> header)
{
    std::set<std::string> taken;
    for (std::size_t i = 0; i < header.size(); ++i) {
        std::string name{core::trimmed(header[i])};
        if (name.empty())
            name = fmt::format("column {}", i + 1);
        std::string unique = name;
        for (int n = 2; !taken.insert(unique).second; ++n)
            unique = fmt::format("{} ({})", name, n);
        header[i] = std::move(unique);
    }
    return header;
}

} // namespace tutela::geodata
