// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "names.h"

#include <array>

namespace tutela::demo {

namespace {

constexpr std::array<std::string_view, 24> kFirst{"b", "d", "f", "g", "k", "l", "m", "n", "r", "s", "t", "v",
                                                  "w", "z", "ch", "ny", "sh", "k", "m", "t", "l", "s", "", ""};
constexpr std::array<std::string_view, 22> kInner{"b", "d", "k", "l", "m", "n", "r", "s", "t", "w", "z", "l",
                                                  "r", "mb", "nd", "ng", "nt", "mp", "ny", "r", "l", "s"};
constexpr std::array<std::string_view, 10> kVowels{"a", "a", "a", "e", "e", "i", "i", "o", "o", "u"};

} // namespace

std::string Namer::invented()
{
    const int syllables = m_random.chance(0.42) ? 2 : m_random.chance(0.9) ? 3 : 4;
    std::string name(m_random.pick(kFirst));
    std::string_view last;
    for (int i = 0; i < syllables; ++i) {
        std::string_view inner = m_random.pick(kInner);
        while (i > 0 && inner == last)
            inner = m_random.pick(kInner);
        if (i > 0)
            name += inner;
        last = inner;
        name += m_random.pick(kVowels);
    }
    if (m_random.chance(0.06))
        name += "n";
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

std::string Namer::next()
{
    for (;;) {
        std::string name = invented();
        if (name.size() >= 4 && name.size() <= 9 && m_used.insert(name).second)
            return name;
    }
}

} // namespace tutela::demo
