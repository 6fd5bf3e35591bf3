// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>

#include <array>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace tutela::store {

/// Keeps out what no reader could read back: wrong types, unknown words, NaN, text that is not UTF-8, half a position.
/// Remembers the texts of words and lists that it found good, so that a million rows cost little.
class ValueCheck {
public:
    ValueCheck();
    ~ValueCheck();
    /// @throws core::Error{InvalidInput} naming record and field.
    void check(const core::RecordValues& record);
    /// Says what is wrong with a record that has no good id or not one value a field.
    [[noreturn]] void refuseForm(const core::RecordValues& record) const;

private:
    struct Memory;
    void checkField(Memory& memory, std::size_t index, const core::Field& field, const core::Value& value);
    std::vector<std::unique_ptr<Memory>> m_kinds;
};

} // namespace tutela::store
