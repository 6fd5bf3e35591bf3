// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/words.h>

#include <string>
#include <string_view>

namespace tutela::core {

/// An enumerator as people say it: "ATTACK_ON_CIVILIANS" is "Attack on civilians".
[[nodiscard]] std::string spoken(std::string_view enumerator);
template <Words E>
[[nodiscard]] std::string spoken(E value) { return spoken(word(value)); }

} // namespace tutela::core
