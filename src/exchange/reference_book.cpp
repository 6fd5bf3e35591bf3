// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reference_book_p.h"

#include "edit_rules_p.h"

#include <string>
#include <variant>

namespace tutela::exchange::detail {

using namespace core;

void ReferenceBook::know(const RecordValues& record)
{
    const auto add = [&](const std::string& text) {
        if (const auto [at, isNew] = m_ids.emplace(text, record.id()); !isNew && at->second != record.id())
            at->second = 0;
    };
    add(std::to_string(record.id()));
    for (const std::string_view name : {"reference", "code", "pcode", "name", "code_name"})
        if (const Field* field = findField(record.kind, name))
            if (const auto* text = std::get_if<std::string>(&record.values[indexOf(*field)]))
                add(*text);
}

std::optional<std::int64_t> ReferenceBook::find(std::string_view text) const
{
    const auto at = m_ids.find(text);
    return at == m_ids.end() || at->second == 0 ? std::nullopt : std::optional{at->second};
}

} // namespace tutela::exchange::detail
