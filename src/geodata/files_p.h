// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/error.h>
#include <tutela/geodata/source.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tutela::geodata {

/// Checks name and kind of the source before anything opens it: no network or virtual name, a regular file, not empty, not
/// above kMaxFileBytes. Gives its size in bytes. @throws core::Error with a sentence.
std::uint64_t checkedSize(const Source& source);

/// Reads the source from its start, forwards only. Never maps the file: one that shrinks meanwhile must not kill us.
class ByteReader {
public:
    explicit ByteReader(const Source& source);
    /// Fills the span as far as there are bytes; less only at the end. @throws core::Error{Io}.
    std::size_t read(std::span<char> into);
    [[nodiscard]] std::uint64_t position() const noexcept { return m_position; }

private:
    struct Close {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> m_file;
    std::shared_ptr<const std::string> m_bytes;
    std::uint64_t m_position = 0;
};

/// The first bytes, at most `count`.
std::string firstBytes(const Source& source, std::size_t count);
/// All bytes. @throws core::Error{Limit} above `limit`.
std::shared_ptr<const std::string> allBytes(const Source& source, std::uint64_t limit);
/// Extension in lower case with its dot (".shp").
std::string extensionOf(const Source& source);

/// Refuses XML with a document type or entity declaration, or nested deeper than kMaxNesting.
void refuseHostileXml(const Source& source);
/// Refuses JSON nested deeper than kMaxNesting.
void refuseDeepJson(const Source& source);

/// Shorthand for errors about one source: its file name stands in where().
[[noreturn]] void refuse(const Source& source, const std::string& sentence,
                         core::ErrorCode code = core::ErrorCode::InvalidInput);

} // namespace tutela::geodata
