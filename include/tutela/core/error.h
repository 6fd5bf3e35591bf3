// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace tutela::core {

/// What kind of failure it is; the command line turns it into its exit code (docs/cli.md).
enum class ErrorCode {
    Usage,           ///< unknown verb, option, kind or field; ambiguous reference
    InvalidInput,    ///< input missing, empty, unreadable, out of range, or nothing accepted
    NotAMissionFile, ///< the file is not a Tutela mission file
    NewerFormat,     ///< made by a newer Tutela
    Damaged,         ///< broken pages, chain or replay
    ChangedElsewhere,///< sound pages, but changed by another program
    Conflict,        ///< conflicts or differences remain
    Locked,          ///< another writer holds the file
    Frozen,          ///< an approved version cannot be changed
    Limit,           ///< a named limit was hit
    NoSpace,         ///< the disk is full
    Permission,      ///< no permission, or a read-only place
    Io,              ///< any other failure of the disk
    Internal,        ///< a broken promise inside the program
};

/// The one exception of the program: a sentence for the reader (what, where, what to do), never data.
class Error : public std::exception {
public:
    Error(ErrorCode code, std::string message, std::string where = {});

    [[nodiscard]] ErrorCode code() const noexcept { return m_code; }
    /// The sentence for the user.
    [[nodiscard]] const std::string& message() const noexcept { return m_message; }
    /// File, row, field or record it is about; may be empty.
    [[nodiscard]] const std::string& where() const noexcept { return m_where; }
    /// The same error with more context in front of where(); for use while it travels up.
    [[nodiscard]] Error within(std::string_view context) const;
    [[nodiscard]] const char* what() const noexcept override { return m_what.c_str(); }

private:
    ErrorCode m_code;
    std::string m_message;
    std::string m_where;
    std::string m_what;
};

/// The user pressed Stop. Not an Error: only job runners and main() catch it.
struct Cancelled {};

/// Exit code of the command line for an error (design: 1 failed, 2 usage, 3 refused, 4 damaged, 5 differences, 7 locked).
[[nodiscard]] int exitCode(ErrorCode code) noexcept;

} // namespace tutela::core
