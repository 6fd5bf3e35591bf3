// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/spoken.h>

#include <tutela/core/text.h>

#include <cctype>
#include <map>
#include <set>

namespace tutela::core {

std::string spoken(std::string_view enumerator)
{
    static const std::set<std::string, std::less<>> kAbbreviations{
        "POC", "CRSV", "IED", "QRF", "CAN", "CLA", "JPT", "UN", "UNHCR", "IOM", "DTM", "UAS", "FPU", "IPO", "JMAC", "JOC",
        "DDR", "CVR", "TOB", "IDP", "ERW", "RPG", "ISR", "COD", "OCHA", "SMG", "PWG", "HQ", "UNMO", "PP"};
    // Two nouns side by side need a word between them.
    static const std::map<std::string_view, std::string_view> kSpoken{
        {"LOOTING_PILLAGE", "Looting or pillage"}, {"ARREST_DETENTION", "Arrest or detention"}, {"TENSION_RUMOUR", "Tension or rumour"},
        {"PROTEST_RIOT", "Protest or riot"}, {"THREAT_INTIMIDATION", "Threat or intimidation"}, {"HATE_SPEECH_INCITEMENT", "Hate speech or incitement"},
        {"ASSAULT_INJURY", "Assault or injury"}, {"MINES_ERW", "Mines and ERW"}, {"MINE_ERW", "Mine or ERW"}, {"ATTACK_SCHOOL", "Attack on a school"},
        {"CHILD_RECRUITMENT_USE", "Recruitment or use of children"}, {"ATTACK_HOSPITAL", "Attack on a hospital"}, {"DISPLACEMENT_EVENT", "Displacement"},
        {"DENIAL_HUMANITARIAN_ACCESS", "Denial of humanitarian access"}, {"SIEGE_STARVATION", "Siege or starvation"},
        {"CHILD_VIOLATION", "Violation against children"}, {"PRO_GOVERNMENT_MILITIA", "Pro-government militia"}};
    if (const auto spoken = kSpoken.find(enumerator); spoken != kSpoken.end())
        return std::string{spoken->second};
    std::string text;
    for (const auto& part : split(enumerator, '_')) {
        if (!text.empty())
            text += ' ';
        if (kAbbreviations.contains(part)) {
            text += part;
            continue;
        }
        for (std::size_t i = 0; i < part.size(); ++i)
            text += text.empty() ? part[i] : static_cast<char>(std::tolower(static_cast<unsigned char>(part[i])));
    }
    return text;
}

} // namespace tutela::core
