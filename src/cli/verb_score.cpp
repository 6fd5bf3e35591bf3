// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include <tutela/core/score_json.h>

#include <istream>
#include <iterator>

namespace tutela::cli {

void addScore(Verbs& verbs, Context& context)
{
    verbs.add("score", "Score one line given as JSON on standard input, by the method alone", context, [](Context& c) {
        const std::string text{std::istreambuf_iterator<char>(c.in), std::istreambuf_iterator<char>()};
        const auto input = nlohmann::json::parse(text, nullptr, false);
        if (!input.is_object())
            throw core::Error{core::ErrorCode::InvalidInput, "standard input does not hold one JSON object with the inputs of a line"};
        c.print(core::scoreJson(input));
        return 0;
    });
}

} // namespace tutela::cli
