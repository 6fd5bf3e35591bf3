// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// Declares an enumeration whose enumerators are the very words of the mission file, of JSON and of the doctrine,
/// and its list of words. Enumerators are in capitals because they are those words.
#define TUTELA_WORDS(Name, ...)                                                                                        \
    enum class Name : std::uint8_t { __VA_ARGS__ };                                                                    \
    constexpr std::string_view wordText(Name) { return #__VA_ARGS__; }                                                 \
    constexpr std::size_t wordCount(Name)                                                                              \
    {                                                                                                                  \
        return ::tutela::core::detail::countWords(#__VA_ARGS__);                                                       \
    }

namespace tutela::core {

namespace detail {
constexpr std::size_t countWords(std::string_view list)
{
    std::size_t count = 1;
    for (const char c : list)
        count += c == ',' ? 1 : 0;
    return count;
}
template <std::size_t N>
constexpr std::array<std::string_view, N> splitWords(std::string_view list)
{
    std::array<std::string_view, N> words{};
    for (std::size_t i = 0; i < N; ++i) {
        while (!list.empty() && (list.front() == ' ' || list.front() == ','))
            list.remove_prefix(1);
        std::size_t end = 0;
        while (end < list.size() && list[end] != ',' && list[end] != ' ')
            ++end;
        words[i] = list.substr(0, end);
        list.remove_prefix(end);
    }
    return words;
}
template <class E>
inline constexpr auto wordArray = splitWords<wordCount(E{})>(wordText(E{}));
} // namespace detail

template <class E>
concept Words = requires(E e) {
    { wordCount(e) } -> std::same_as<std::size_t>;
};

/// All words of an enumeration, in the order of its enumerators.
template <Words E>
[[nodiscard]] constexpr std::span<const std::string_view> wordsOf()
{
    return detail::wordArray<E>;
}
/// The word of an enumerator, for example "MUST".
template <Words E>
[[nodiscard]] constexpr std::string_view word(E value)
{
    return detail::wordArray<E>[static_cast<std::size_t>(value)];
}
/// The enumerator of a word; empty when the enumeration lacks it (case counts).
template <Words E>
[[nodiscard]] constexpr std::optional<E> enumerator(std::string_view text)
{
    const auto& words = detail::wordArray<E>;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == text)
            return static_cast<E>(i);
    return std::nullopt;
}

} // namespace tutela::core
