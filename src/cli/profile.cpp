// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_p.h"

#include <tutela/core/error.h>

#include <algorithm>
#include <cctype>

namespace tutela::cli {

report::Profile profileOf(const std::string& text)
{
    std::string word = text;
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (const auto profile = core::enumerator<report::Profile>(word))
        return *profile;
    throw core::Error{core::ErrorCode::Usage, "--profile is internal, leadership, partner or public"};
}

} // namespace tutela::cli
