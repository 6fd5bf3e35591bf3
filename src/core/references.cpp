// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/references.h>

#include <algorithm>
#include <charconv>

namespace tutela::core {

std::string nextReference(std::string_view type, std::string_view areaCode, int year, std::span<const std::string> taken)
{
    const std::string stem = std::string{type} + "-" + std::string{areaCode.empty() ? "MISSION" : areaCode} + "-" + std::to_string(year) + "-";
    int highest = 0;
    for (const std::string& reference : taken) {
        if (!reference.starts_with(stem))
            continue;
        int number = 0;
        std::from_chars(reference.data() + stem.size(), reference.data() + reference.size(), number);
        highest = std::max(highest, number);
    }
    std::string number = std::to_string(highest + 1);
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
    return stem + number;
}

} // namespace tutela::core
