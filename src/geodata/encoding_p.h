// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/geodata/source.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace tutela::geodata {

enum class Encoding { Utf8, Utf16Le, Utf16Be, Cp1252, Latin1 };

[[nodiscard]] std::string_view encodingName(Encoding encoding) noexcept;

/// What one look at all bytes of a text tells.
struct TextScan {
    Encoding encoding = Encoding::Utf8;
    std::size_t markBytes = 0;     ///< byte order mark to be left out
    bool marked = false;           ///< the encoding is certain (mark) or named by the caller
    std::uint64_t badPlaces = 0;   ///< places that are not valid in the chosen encoding
};

/// Chooses the encoding: byte order mark, else UTF-16 by its zero bytes, else UTF-8 when (nearly) all of it is valid, else
/// CP1252. @param wanted name given by the user, or empty.
/// @throws core::Error{InvalidInput} for an unknown name, or a file that is not text.
[[nodiscard]] TextScan scanText(const Source& source, const std::string& wanted);

/// Turns a stream of bytes into UTF-8, piece by piece; what has no meaning becomes U+FFFD.
class TextDecoder {
public:
    explicit TextDecoder(Encoding encoding) : m_encoding(encoding) {}
    /// The decoded text; points into `bytes` when nothing had to be changed, else into this object until the next call.
    [[nodiscard]] std::string_view decode(std::string_view bytes);

private:
    void decodeSingle(std::string_view bytes);
    void decodeDouble(std::string_view bytes);

    Encoding m_encoding;
    std::string m_text;
    int m_half = -1;              ///< first byte of a unit that was cut
    std::uint32_t m_surrogate = 0;///< high half that waits for its low half
};

/// One whole text of a single-byte table (Shapefile attributes without a declared encoding): UTF-8 stays, else CP1252.
[[nodiscard]] std::string decodedAttribute(std::string_view bytes);
/// Invalid places replaced by U+FFFD.
[[nodiscard]] std::string repairedUtf8(std::string_view text);

} // namespace tutela::geodata
