// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/line_result.h>

#include <charconv>

namespace tutela::analysis {

namespace {

std::optional<int> integer(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional{value} : std::nullopt;
}

template <class T, class Read>
std::optional<core::Range<T>> rangeOf(std::string_view text, Read read)
{
    const std::size_t dots = text.find("..");
    const auto lowest = read(text.substr(0, dots));
    const auto highest = dots == std::string_view::npos ? lowest : read(text.substr(dots + 2));
    if (!lowest || !highest)
        return std::nullopt;
    return core::Range<T>{*lowest, *highest};
}

} // namespace

std::optional<core::Range<int>> intRangeOf(std::string_view text) { return rangeOf<int>(text, integer); }
std::optional<core::Range<core::Band>> bandRangeOf(std::string_view text)
{
    return rangeOf<core::Band>(text, [](std::string_view word) { return core::enumerator<core::Band>(word); });
}
std::optional<core::Range<core::PriorityClass>> classRangeOf(std::string_view text)
{
    return rangeOf<core::PriorityClass>(text, [](std::string_view word) { return core::enumerator<core::PriorityClass>(word); });
}

} // namespace tutela::analysis
