// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support.h"

#include <clocale>
#include <cstdlib>
#include <locale>
#include <sstream>
#include <string>

namespace tutela::test {

/// While it lives the process, its C++ streams and the programs that it starts speak a language of decimal commas: de_DE.UTF-8 when the machine
/// has it, else one that `localedef` makes in a private folder, else another that `locale -a` names.
class CommaLocale {
public:
    CommaLocale()
    {
        if (!take("de_DE.UTF-8") && !makeGerman())
            takeAny();
        if (isThere())
            std::locale::global(std::locale{std::locale::classic(), new Commas});
    }
    ~CommaLocale()
    {
        std::locale::global(m_streams);
        std::setlocale(LC_ALL, m_before.c_str());
        ::unsetenv("LOCPATH");
        if (m_variable.empty())
            ::unsetenv("LC_ALL");
        else
            ::setenv("LC_ALL", m_variable.c_str(), 1);
    }
    CommaLocale(const CommaLocale&) = delete;
    CommaLocale& operator=(const CommaLocale&) = delete;
    /// False on a machine that has none and cannot make one.
    [[nodiscard]] bool isThere() const { return std::localeconv()->decimal_point[0] == ','; }

private:
    struct Commas : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    bool take(const std::string& name)
    {
        if (std::setlocale(LC_ALL, name.c_str()) != nullptr && isThere()) {
            ::setenv("LC_ALL", name.c_str(), 1);
            return true;
        }
        std::setlocale(LC_ALL, m_before.c_str());
        return false;
    }
    bool makeGerman()
    {
        static_cast<void>(run({"localedef", "-i", "de_DE", "-f", "UTF-8", (m_folder / "de_DE.UTF-8").string()}, {}, 300.0));
        ::setenv("LOCPATH", m_folder.path().c_str(), 1);
        if (take("de_DE.UTF-8"))
            return true;
        ::unsetenv("LOCPATH");
        return false;
    }
    void takeAny()
    {
        std::istringstream names{run({"locale", "-a"}).out};
        for (std::string name; std::getline(names, name);)
            if (take(name))
                return;
    }
    static std::string orEmpty(const char* text) { return text != nullptr ? text : ""; }

    TempFolder m_folder;
    std::string m_before = std::setlocale(LC_ALL, nullptr), m_variable = orEmpty(std::getenv("LC_ALL"));
    std::locale m_streams;
};

} // namespace tutela::test
