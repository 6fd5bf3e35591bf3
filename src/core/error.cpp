// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/error.h>

namespace tutela::core {

Error::Error(ErrorCode code, std::string message, std::string where)
    : m_code(code), m_message(std::move(message)), m_where(std::move(where)),
      m_what(m_where.empty() ? m_message : m_where + ": " + m_message)
{
}

Error Error::within(std::string_view context) const
{
    return Error{m_code, m_message, m_where.empty() ? std::string{context} : std::string{context} + ", " + m_where};
}

int exitCode(ErrorCode code) noexcept
{
    switch (code) {
    case ErrorCode::Usage: return 2;
    case ErrorCode::InvalidInput:
    case ErrorCode::NotAMissionFile:
    case ErrorCode::NewerFormat:
    case ErrorCode::Frozen:
    case ErrorCode::Limit: return 3;
    case ErrorCode::Damaged: return 4;
    case ErrorCode::ChangedElsewhere:
    case ErrorCode::Conflict: return 5;
    case ErrorCode::Locked: return 7;
    case ErrorCode::NoSpace:
    case ErrorCode::Permission:
    case ErrorCode::Io:
    case ErrorCode::Internal: return 1;
    }
    return 1;
}

} // namespace tutela::core
