// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field_match_p.h"
#include "reference_book_p.h"
#include "row_mapper_p.h"

#include <functional>
#include <map>
#include <memory>

namespace tutela::exchange::detail {

struct TableMapping {
    core::Kind kind{};
    Bindings bindings;
    std::map<std::string, std::map<std::string, std::string>> values; ///< FIELD -> TEXT -> ENUMERATOR, checked
    std::map<core::Kind, ReferenceBook> references;
    std::shared_ptr<const OwnRecords> home; ///< of the mission; set when bindings.own is
    bool useGeometry = false;                                         ///< rows carry a geometry that goes into the record
    std::vector<std::pair<const core::Field*, core::Value>> constants; ///< set on every record
    /// Rows whose column holds one of the words are refused with the reason: roads that nobody may use, or that are not there yet.
    struct Refused { std::size_t column = 0; std::vector<std::string_view> words; std::string_view reason; };
    std::vector<Refused> refused;
    /// Of OpenStreetMap layers, which hold everything: a row belongs when one of these columns holds one of its words, or
    /// anything when it lists none. Empty = all rows belong.
    struct Belongs { std::size_t column = 0; std::vector<std::string_view> words; };
    std::vector<Belongs> belongs;
    std::string_view called; ///< what the rows are asked to be: "a road"
};

/// Rows of any table as records of a kind, by a mapping of columns.
[[nodiscard]] std::unique_ptr<RowMapper> tableMapper(TableMapping mapping, ImportContext& context);

} // namespace tutela::exchange::detail
