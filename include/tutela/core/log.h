// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string_view>

/// The log: codes and numbers, never data (hardening.md E2). Titles, names, coordinates, paths and SQL cannot get in,
/// because every text of an event is a literal that is checked when the program is compiled.
namespace tutela::core::log {

/// A literal of small letters, digits, '.' and '_': the code of an event or the name of a figure.
class Code {
public:
    template <std::size_t N>
    consteval Code(const char (&text)[N]) : m_text(text, N - 1) // NOLINT(google-explicit-constructor): reads as the literal it is
    {
        for (const char c : m_text)
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_'))
                throw "a code holds small letters, digits, '.' and '_' only";
        if (m_text.empty())
            throw "a code is not empty";
    }
    [[nodiscard]] constexpr std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

/// A count, a duration in milliseconds, an error number or the random id of a record.
struct Figure {
    Code name;
    std::int64_t value;
};

/// Opens the log "tutela.log" in the folder, which is made private (mode 0700) when it is not there yet. The file has mode
/// 0600 and is rotated at 1 MiB; three are kept. A second call moves the log to another folder.
/// @throws Error{Permission} when the folder or the file cannot be made; the program can go on without a log.
void start(const std::filesystem::path& folder);

/// Writes one line "2026-11-01T00:00:00.000Z import.done accepted=12 rejected=0" at once. Does nothing before start(), and
/// never fails: a log that cannot be written stops no work. Safe from any thread.
void event(Code code, std::initializer_list<Figure> figures = {}) noexcept;

/// Closes the log.
void stop() noexcept;

} // namespace tutela::core::log
