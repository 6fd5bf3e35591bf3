// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_mapper_p.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tutela::exchange::detail {

/// Names of the records of one kind, for cells that refer to them.
class ReferenceBook {
public:
    void know(const core::RecordValues& record);
    /// Id by id, reference, code, P-code or name; empty when none or several fit.
    [[nodiscard]] std::optional<std::int64_t> find(std::string_view text) const;

private:
    TextMap<std::int64_t> m_ids; ///< 0 = several
};

} // namespace tutela::exchange::detail
