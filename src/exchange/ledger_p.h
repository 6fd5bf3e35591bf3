// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cells_p.h"

#include <tutela/exchange/import.h>

#include <unordered_map>

namespace tutela::exchange::detail {

/// Collects refusals and findings while rows are read; equal findings become one entry. One thread.
class Ledger {
public:
    void reject(std::uint64_t row, RowRefused why);
    void note(std::string_view field, std::string_view value, std::string_view text, std::uint64_t row);
    /// A finding about the whole file.
    void noteFile(std::string_view text);
    [[nodiscard]] std::int64_t rejected() const { return m_rejected; }
    [[nodiscard]] const std::vector<Rejection>& rejections() const { return m_rejections; }
    [[nodiscard]] const std::vector<ImportNote>& notes() const { return m_notes; }
    /// Hands everything over, rejections in the order of their rows.
    void into(ImportReport& report);

private:
    std::int64_t m_rejected = 0;
    std::vector<Rejection> m_rejections;
    std::vector<ImportNote> m_notes;
    std::unordered_map<std::string, std::size_t> m_places; ///< of notes by what they say
};

} // namespace tutela::exchange::detail
