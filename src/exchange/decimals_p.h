// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/geodata/table.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>

/// Numbers with a decimal comma, as programs write them that separate cells by a semicolon.
namespace tutela::exchange::detail {

/// How the commas of a column are to be read.
enum class Comma {
    None,      ///< the file is not separated by semicolons: a comma is refused
    Decimal,   ///< every number of the column fits, and one of them can be nothing else
    Ambiguous, ///< all could be thousands as well ("1,234")
    Mixed      ///< points and commas, or commas that are neither
};

/// Collects the cells of a column, then says how its commas are meant.
class CommaFinder {
public:
    void add(std::string_view cell);
    [[nodiscard]] Comma comma() const;

private:
    bool m_decimal = false, m_either = false, m_other = false;
};

/// Reads the real numbers of one import.
class DecimalReader {
public:
    /// No column may have commas.
    DecimalReader() = default;
    /// @param find  looks through a column of the file; called once a column, when its first comma comes
    explicit DecimalReader(std::function<Comma(std::size_t column)> find) : m_find(std::move(find)) {}
    /// Empty when the cell is missing. @throws RowRefused
    [[nodiscard]] std::optional<double> read(std::string_view field, std::size_t column, std::string_view cell);

private:
    std::function<Comma(std::size_t)> m_find;
    std::unordered_map<std::size_t, Comma> m_known;
};

/// The reader for a file: commas are looked at where semicolons separate its cells.
/// @param rowsAbove  rows of the reader that belong to the heading
[[nodiscard]] DecimalReader decimalsOf(const std::filesystem::path& source, const geodata::TableOptions& options, std::uint64_t rowsAbove, char separator);

} // namespace tutela::exchange::detail
