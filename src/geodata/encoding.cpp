// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoding_p.h"

#include "files_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <optional>
#include <vector>

namespace tutela::geodata {
namespace {

/// Windows-1252, 0x80 to 0x9F (the rest equals Latin-1); 0 = no meaning. Source: Unicode consortium, CP1252.TXT.
constexpr std::array<std::uint16_t, 32> kCp1252{
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};
constexpr std::uint32_t kReplacement = 0xFFFD;

void append(std::string& text, std::uint32_t code)
{
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

/// Follows UTF-8 byte by byte across pieces and counts good and bad places beyond ASCII (Unicode 15, table 3-7).
class Utf8Check {
public:
    void feed(std::string_view bytes)
    {
        const char* at = bytes.data();
        const char* end = at + bytes.size();
        while (at < end) {
            if (m_left == 0) {
                std::uint64_t eight = 0;
                while (end - at >= 8 && (std::memcpy(&eight, at, 8), (eight & 0x8080808080808080ULL) == 0))
                    at += 8;
                if (at == end)
                    return;
            }
            step(static_cast<unsigned char>(*at++));
        }
    }
    void finish() { bad += m_left > 0 ? 1 : 0; }

    std::uint64_t good = 0;
    std::uint64_t bad = 0;

private:
    void step(unsigned byte)
    {
        if (m_left > 0) {
            if (byte >= m_low && byte <= m_high) {
                m_low = 0x80;
                m_high = 0xBF;
                good += --m_left == 0 ? 1 : 0;
                return;
            }
            ++bad;
            m_left = 0;
        }
        if (byte < 0x80)
            return;
        m_low = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
        m_high = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
        if (byte >= 0xC2 && byte <= 0xDF)
            m_left = 1;
        else if (byte >= 0xE0 && byte <= 0xEF)
            m_left = 2;
        else if (byte >= 0xF0 && byte <= 0xF4)
            m_left = 3;
        else
            ++bad;
    }

    int m_left = 0;
    unsigned m_low = 0x80;
    unsigned m_high = 0xBF;
};

/// Zero bytes at even and odd places tell UTF-16 without a mark.
std::optional<Encoding> doubleByte(std::string_view head)
{
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0' ? 1 : 0;
    const auto quarter = head.size() / 4;
    if (head.size() >= 4 && zeros[1] > quarter && zeros[0] == 0)
        return Encoding::Utf16Le;
    if (head.size() >= 4 && zeros[0] > quarter && zeros[1] == 0)
        return Encoding::Utf16Be;
    return std::nullopt;
}

bool isBinary(std::string_view head)
{
    const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1A && byte != 0x0B;
    });
    return static_cast<std::size_t>(odd) * 100 > head.size();
}

std::optional<Encoding> named(const Source& source, std::string wanted)
{
    if (wanted.empty())
        return std::nullopt;
    std::erase_if(wanted, [](char c) { return c == '-' || c == '_' || c == ' '; });
    std::transform(wanted.begin(), wanted.end(), wanted.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (wanted == "UTF8")
        return Encoding::Utf8;
    if (wanted == "UTF16LE" || wanted == "UTF16")
        return Encoding::Utf16Le;
    if (wanted == "UTF16BE")
        return Encoding::Utf16Be;
    if (wanted == "CP1252" || wanted == "WINDOWS1252" || wanted == "ANSI")
        return Encoding::Cp1252;
    if (wanted == "ISO88591" || wanted == "LATIN1")
        return Encoding::Latin1;
    refuse(source, "The encoding is not known; use UTF-8, UTF-16LE, UTF-16BE, CP1252 or ISO-8859-1.", core::ErrorCode::Usage);
}

constexpr const char* kNotText = "The file holds binary data, not text; check that it is the right file.";

} // namespace

std::string_view encodingName(Encoding encoding) noexcept
{
    switch (encoding) {
    case Encoding::Utf8: return "UTF-8";
    case Encoding::Utf16Le: return "UTF-16LE";
    case Encoding::Utf16Be: return "UTF-16BE";
    case Encoding::Cp1252: return "CP1252";
    case Encoding::Latin1: return "ISO-8859-1";
    }
    return "";
}

TextScan scanText(const Source& source, const std::string& wanted)
{
    using namespace std::string_view_literals;
    const auto head = firstBytes(source, 4096);
    const auto name = named(source, wanted);
    TextScan scan;
    if (head.starts_with("\xEF\xBB\xBF"sv))
        scan = {Encoding::Utf8, 3, true, 0};
    else if (head.starts_with("\xFF\xFE"sv))
        scan = {Encoding::Utf16Le, 2, true, 0};
    else if (head.starts_with("\xFE\xFF"sv))
        scan = {Encoding::Utf16Be, 2, true, 0};
    else if (const auto pairs = doubleByte(head))
        scan = {*pairs, 0, true, 0};
    if (name && (!scan.marked || scan.markBytes == 0))
        scan = {*name, 0, true, 0};
    if (scan.encoding == Encoding::Utf16Le || scan.encoding == Encoding::Utf16Be)
        return scan;
    if (isBinary(head))
        refuse(source, kNotText);

    Utf8Check check;
    std::uint64_t noMeaning = 0;
    ByteReader reader{source};
    std::vector<char> buffer(std::size_t{1} << 17); // stays in the processor's cache
    while (const auto count = reader.read(buffer)) {
        const std::string_view bytes{buffer.data(), count};
        if (std::memchr(bytes.data(), 0, bytes.size()) != nullptr)
            refuse(source, kNotText);
        check.feed(bytes);
        if (check.bad > 0 || scan.encoding == Encoding::Cp1252)
            noMeaning += static_cast<std::uint64_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
                const auto byte = static_cast<unsigned char>(c);
                return byte >= 0x80 && byte < 0xA0 && kCp1252[byte - 0x80U] == 0;
            }));
    }
    check.finish();
    // A UTF-8 file with a few cut characters stays UTF-8; read as CP1252 every other name in it would be garbled.
    constexpr std::uint64_t kGoodForEachBad = 20;
    if (!scan.marked && check.bad * kGoodForEachBad > check.good)
        scan.encoding = Encoding::Cp1252;
    scan.badPlaces = scan.encoding == Encoding::Utf8 ? check.bad : scan.encoding == Encoding::Cp1252 ? noMeaning : 0;
    return scan;
}

std::string_view TextDecoder::decode(std::string_view bytes)
{
    if (m_encoding == Encoding::Utf8)
        return bytes;
    m_text.clear();
    if (m_encoding == Encoding::Cp1252 || m_encoding == Encoding::Latin1)
        decodeSingle(bytes);
    else
        decodeDouble(bytes);
    return m_text;
}

void TextDecoder::decodeSingle(std::string_view bytes)
{
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 && byte < 0xA0 && m_encoding == Encoding::Cp1252)
            append(m_text, kCp1252[byte - 0x80U] != 0 ? kCp1252[byte - 0x80U] : kReplacement);
        else
            append(m_text, byte);
    }
}

void TextDecoder::decodeDouble(std::string_view bytes)
{
    for (const char c : bytes) {
        const auto byte = static_cast<std::uint32_t>(static_cast<unsigned char>(c));
        if (m_half < 0) {
            m_half = static_cast<int>(byte);
            continue;
        }
        const auto first = static_cast<std::uint32_t>(m_half);
        m_half = -1;
        const std::uint32_t unit = m_encoding == Encoding::Utf16Le ? byte << 8 | first : first << 8 | byte;
        const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
        if (m_surrogate != 0 && low) {
            append(m_text, 0x10000 + ((m_surrogate - 0xD800) << 10) + (unit - 0xDC00));
            m_surrogate = 0;
            continue;
        }
        if (m_surrogate != 0)
            append(m_text, kReplacement);
        m_surrogate = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
        if (m_surrogate == 0)
            append(m_text, low || unit == 0 ? kReplacement : unit);
    }
}

std::string decodedAttribute(std::string_view bytes)
{
    if (core::isUtf8(bytes))
        return std::string{bytes};
    return std::string{TextDecoder{Encoding::Cp1252}.decode(bytes)};
}

std::string repairedUtf8(std::string_view text)
{
    std::string repaired;
    while (!text.empty()) {
        std::size_t length = 1;
        while (length <= 4 && length <= text.size() && !core::isUtf8(text.substr(0, length)))
            ++length;
        if (length <= 4 && length <= text.size()) {
            repaired += text.substr(0, length);
        } else {
            append(repaired, kReplacement);
            length = 1;
        }
        text.remove_prefix(length);
    }
    return repaired;
}

} // namespace tutela::geodata
