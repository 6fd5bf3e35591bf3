// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/geodata/table.h>

#include <memory>
#include <string>
#include <vector>

namespace tutela::geodata {

/// What TableReader drives: one implementation per family of formats.
class TableReader::Backend {
public:
    virtual ~Backend() = default;
    [[nodiscard]] virtual bool next(Row& row) = 0;
    TableInfo info;
};

using TableBackend = std::unique_ptr<TableReader::Backend>;

TableBackend openDelimited(const Source& source, const TableOptions& options);
TableBackend openWorkbook(const Source& source, const TableOptions& options);
TableBackend openFeatures(const Source& source, const TableOptions& options);

/// Header texts made usable: trimmed, empty ones "column 7", repeats "name (2)".
std::vector<std::string> columnNames(std::vector<std::string> header);

} // namespace tutela::geodata
