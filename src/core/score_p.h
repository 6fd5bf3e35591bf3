// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/error.h>

#include <cstdint>
#include <string>

namespace tutela::core::detail {

/// @throws Error{InvalidInput} naming the value when it is outside low..high.
inline void requireRange(std::int64_t value, std::int64_t low, std::int64_t high, const char* name)
{
    if (value < low || value > high)
        throw Error{ErrorCode::InvalidInput,
                    std::string{name} + " must be " + std::to_string(low) + " to " + std::to_string(high) + ", not "
                        + std::to_string(value)};
}
inline void requireNotNegative(std::int64_t value, const char* name)
{
    if (value < 0)
        throw Error{ErrorCode::InvalidInput, std::string{name} + " must be 0 or more, not " + std::to_string(value)};
}

} // namespace tutela::core::detail
