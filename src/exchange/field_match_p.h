// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "own_records_p.h"

#include <tutela/core/field_table.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Which column of a foreign table goes into which field.
namespace tutela::exchange::detail {

struct Binding {
    std::size_t column = 0;
    const core::Field* field = nullptr;
};
/// The result of matching: fields, and the column that holds the id of the source (the field `source_id`).
struct Bindings {
    std::vector<Binding> fields;
    std::optional<std::size_t> id;
    bool idAsked = false; ///< by --id or --map: then every row must have one
    std::optional<OwnColumns> own; ///< the rows may be records of this mission
};

/// Column by its exact header text, else by its folded text. @throws core::Error{Usage} naming the columns there are.
[[nodiscard]] std::size_t columnNamed(std::span<const std::string> columns, std::string_view name);

/// Matches: first what was asked for by --map, then HXL tags (when the table has them), then headers that say the name or
/// label of a field or a usual word for it ("longitude", "x", "population"). A column serves one field; a field takes one
/// column unless it is a list.
/// @param askedAlone  tags and headers are not looked at
/// @throws core::Error{Usage} unknown field or column, or a field that cannot be set.
[[nodiscard]] Bindings matchColumns(core::Kind kind, std::span<const std::string> columns, std::span<const std::string> tags,
                                    const std::vector<std::pair<std::string, std::string>>& asked, bool askedAlone = false);
/// True for fields that a column can fill.
[[nodiscard]] bool takesColumn(const core::Field& field);

/// True for words that say yes to a field and more: a viaduct is a bridge, stepping stones are a ford.
[[nodiscard]] bool isKindOfYes(const core::Field& field, std::string_view text);
/// Enumerator that a text means: the word itself in any case and with spaces for underscores; empty when none.
[[nodiscard]] std::string_view wordMeant(const core::Field& field, std::string_view text);

} // namespace tutela::exchange::detail
