// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/text.h>

#include <tutela/core/error.h>

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace tutela::core {

namespace {

/// Calls back with each code point; false when the bytes are not UTF-8.
template <class Each>
bool decode(std::string_view text, Each each)
{
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data()); // utf8proc's byte type
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t code = 0;
        const auto used = utf8proc_iterate(at, left, &code);
        if (used <= 0)
            return false;
        if (!each(code, std::string_view{reinterpret_cast<const char*>(at), static_cast<std::size_t>(used)}))
            return false;
        at += used;
        left -= used;
    }
    return true;
}

constexpr std::uint64_t kEachByte = 0x0101010101010101ULL;
constexpr std::uint64_t kHighBits = 0x80 * kEachByte;

/// Length of the start that is ASCII without U+0000, eight bytes at a time: nearly all of nearly every text.
std::size_t plainLength(std::string_view text)
{
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        if (((eight | (eight - kEachByte)) & kHighBits) != 0) // a byte above 0x7f, or one that is 0
            break;
    }
    while (at < text.size() && text[at] != 0 && static_cast<unsigned char>(text[at]) < 0x80)
        ++at;
    return at;
}

std::string mapped(std::string_view text, utf8proc_option_t options)
{
    utf8proc_uint8_t* raw = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &raw, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned{raw, &std::free};
    if (length < 0)
        throw Error{ErrorCode::InvalidInput, "the text is not UTF-8"};
    return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length)};
}

bool isSpace(utf8proc_int32_t code)
{
    return code == ' ' || (code >= 9 && code <= 13) || utf8proc_category(code) == UTF8PROC_CATEGORY_ZS || code == 0x2028
           || code == 0x2029;
}

bool isHiddenControl(utf8proc_int32_t code)
{
    const bool format = utf8proc_category(code) == UTF8PROC_CATEGORY_CF;
    const bool control = (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code < 0xa0);
    return control || (format && code != 0xad);
}

} // namespace

bool isUtf8(std::string_view text)
{
    return decode(text.substr(plainLength(text)), [](utf8proc_int32_t code, std::string_view) { return code != 0; });
}

std::string normalised(std::string_view text)
{
    if (plainLength(text) == text.size())
        return std::string{text};
    if (!isUtf8(text))
        throw Error{ErrorCode::InvalidInput, "the text is not UTF-8"};
    return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string folded(std::string_view text)
{
    const std::string bare = mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT
                                                                        | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD));
    std::string out;
    bool gap = false;
    decode(bare, [&](utf8proc_int32_t code, std::string_view bytes) {
        const auto category = utf8proc_category(code);
        const bool wordPart = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO);
        if (!wordPart) {
            gap = !out.empty();
        } else {
            if (gap)
                out += ' ';
            gap = false;
            out += bytes;
        }
        return true;
    });
    return out;
}

std::string_view trimmed(std::string_view text)
{
    std::size_t first = std::string_view::npos;
    std::size_t end = 0;
    std::size_t at = 0;
    const bool whole = decode(text, [&](utf8proc_int32_t code, std::string_view bytes) {
        if (!isSpace(code)) {
            if (first == std::string_view::npos)
                first = at;
            end = at + bytes.size();
        }
        at += bytes.size();
        return true;
    });
    if (!whole) // not UTF-8: only the plain white space can be told
        return text.find_first_not_of(" \t\r\n") == std::string_view::npos
                   ? std::string_view{}
                   : text.substr(text.find_first_not_of(" \t\r\n"),
                                 text.find_last_not_of(" \t\r\n") - text.find_first_not_of(" \t\r\n") + 1);
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, end - first);
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator)
{
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            out += separator;
        out += parts[i];
    }
    return out;
}

std::string withVisibleControls(std::string_view text)
{
    std::string out;
    decode(text, [&out](utf8proc_int32_t code, std::string_view bytes) {
        if (!isHiddenControl(code)) {
            out += bytes;
            return true;
        }
        std::array<char, 8> digits{};
        auto end = std::to_chars(digits.data(), digits.data() + digits.size(), code, 16).ptr;
        std::string number(digits.data(), end);
        while (number.size() < 4)
            number.insert(number.begin(), '0');
        for (char& c : number)
            c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
        out += "\u2039U+" + number + "\u203A";
        return true;
    });
    return out;
}

void withhold(std::string& text, const std::vector<std::string>& names)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    // A code name within a longer word is another word; cut out of it, it would be told by what is left.
    const auto isLetter = [&](std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) >= 0x80 || (lower(text[at]) >= 'a' && lower(text[at]) <= 'z')); };
    constexpr std::string_view kMark = "[withheld]";
    for (const std::string& name : names)
        for (std::size_t from = 0; from < text.size();) {
            const auto start = text.begin() + static_cast<std::ptrdiff_t>(from);
            const auto found = std::search(start, text.end(), name.begin(), name.end(), [&](char a, char b) { return lower(a) == lower(b); });
            if (found == text.end() || name.empty())
                break;
            const auto at = static_cast<std::size_t>(found - text.begin());
            if ((at > 0 && isLetter(at - 1)) || isLetter(at + name.size())) {
                from = at + 1;
                continue;
            }
            text.replace(at, name.size(), kMark);
            from = at + kMark.size();
        }
}

std::string shortest(double value)
{
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

std::string grouped(std::int64_t value)
{
    std::string digits = std::to_string(value);
    const std::size_t sign = value < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > sign + 3;) {
        at -= 3;
        digits.insert(at, "\u202F");
    }
    return digits;
}

} // namespace tutela::core
