// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "words_p.h"

#include <tutela/core/error.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>
#include <tutela/core/time.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace tutela::report::words {

std::string plain(std::string_view enumerator) { return core::spoken(enumerator); }

std::string ofCode(const std::string& text)
{
    const bool code = std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
    return code && text.size() > 4 ? lowered(plain(text)) : text;
}

std::string of(core::Band band) { return plain(core::word(band)); }
std::string of(core::PriorityClass value) { return plain(core::word(value)); }

std::string of(core::Trend trend)
{
    return trend == core::Trend::INSUFFICIENT ? "Insufficient data" : plain(core::word(trend));
}

std::string of(core::Component component) { return plain(core::word(component)); }

std::string of(core::Role role)
{
    switch (role) {
    case core::Role::PWG_CHAIR: return "Chair, POC working group";
    case core::Role::SMG_P_CHAIR: return "Chair, senior management group on protection";
    case core::Role::SENIOR_POC_ADVISER: return "Senior POC adviser";
    case core::Role::HEAD_OF_OFFICE: return "Head of office";
    case core::Role::HEAD_OF_MISSION: return "Head of mission";
    default: return plain(core::word(role));
    }
}

std::string of(core::Tier tier) { return plain(core::word(tier)); }
std::string of(core::Phase phase) { return plain(core::word(phase)); }
std::string of(core::Marking marking) { return plain(core::word(marking)); }

std::string of(core::VulnerabilityFactor factor)
{
    static constexpr std::array<std::string_view, 15> kText{
        "the actor targets this identity or political group", "more than half of the people are displaced or newly returned",
        "the nearest base is more than 120 minutes away", "no state security is present, or it is a threat itself",
        "attacked in the last 90 days", "a quarter to a half of the people are displaced", "no mobile or radio cover",
        "no working alert network", "no known refuge or flight route", "daily walks lead through the threat area",
        "many children alone, older persons or persons with disabilities", "humanitarians or patrols cannot get there",
        "a mine, harvest, cattle or market makes looting pay", "an election, harvest, herd movement or like date within 30 days",
        "lives within 1 km of a barracks, checkpoint or front line"};
    return std::string{kText[static_cast<std::size_t>(factor)]};
}

std::string brief(core::VulnerabilityFactor factor)
{
    static constexpr std::array<std::string_view, 15> kText{
        "identity or group is targeted", "most people are displaced or returned", "nearest base over 120 minutes away",
        "no state security, or a threat itself", "attacked within 90 days", "a quarter to half are displaced", "no mobile or radio cover",
        "no working alert network", "no known refuge or flight route", "daily walks through the threat area",
        "many children alone, old or disabled people", "no access for humanitarians or patrols", "mine, harvest, cattle or market to loot",
        "election, harvest or like date within 30 days", "within 1 km of a barracks, checkpoint or front line"};
    return std::string{kText[static_cast<std::size_t>(factor)]};
}

std::string of(core::HarmQuestion question)
{
    static constexpr std::array<std::string_view, 5> kText{"could expose a source", "could provoke reprisal",
                                                           "could draw fire to people", "could be seen as taking sides",
                                                           "could blur the humanitarian line"};
    return std::string{kText[static_cast<std::size_t>(question)]};
}

std::string notAssessed() { return "Not assessed"; }

std::string of(const std::optional<core::Range<core::Band>>& band)
{
    if (!band)
        return notAssessed();
    return band->known() ? of(band->lowest) : of(band->lowest) + " to " + of(band->highest);
}

std::string of(const std::optional<core::Range<core::PriorityClass>>& priority)
{
    if (!priority)
        return notAssessed();
    return priority->known() ? of(priority->lowest) : of(priority->lowest) + " to " + of(priority->highest);
}

std::string figures(const Level& level)
{
    if (!level)
        return "–";
    return level->known() ? std::to_string(level->lowest) : std::to_string(level->lowest) + "–" + std::to_string(level->highest);
}

std::string of(const Level& level)
{
    if (!level)
        return "not assessed";
    return level->known() ? std::to_string(level->lowest) : std::to_string(level->lowest) + " to " + std::to_string(level->highest);
}

std::optional<core::Band> highest(const std::optional<core::Range<core::Band>>& band)
{
    return band ? std::optional{band->highest} : std::nullopt;
}

std::string likelihood(int level)
{
    static constexpr std::array<std::string_view, 5> kText{"very unlikely", "unlikely", "possible", "likely", "very likely"};
    return level >= 1 && level <= 5 ? std::string{kText[static_cast<std::size_t>(level - 1)]} : std::string{};
}

std::string impact(int level)
{
    static constexpr std::array<std::string_view, 5> kText{"minor", "moderate", "serious", "severe", "catastrophic"};
    return level >= 1 && level <= 5 ? std::string{kText[static_cast<std::size_t>(level - 1)]} : std::string{};
}

std::string_view anchor(char part, int level)
{
    static constexpr std::array<std::string_view, 5> kIntent{
        "No sign of a wish to harm this group", "General hostility, no statements or preparation",
        "Past attacks on similar groups; hostile speech", "Stated aim or repeated targeting of this group",
        "Attack ordered, announced or under way"};
    static constexpr std::array<std::string_view, 5> kCapability{
        "Cannot: a few people, crude means, cannot get there", "Can harass or rob individuals",
        "Can attack a hamlet or travellers with small arms", "Can attack a village or site with dozens of armed men",
        "Can overrun a town or a defended site"};
    static constexpr std::array<std::string_view, 5> kOpportunity{
        "No access: strong protection, distance or season", "Rare openings; must take a high risk",
        "Regular openings: market day, night, gaps between patrols", "Moves freely nearby; protectors weak, slow or predictable",
        "Already among or around them; nobody in the way"};
    if (level < 1 || level > 5)
        return "Not assessed";
    const auto i = static_cast<std::size_t>(level - 1);
    return part == 'I' ? kIntent[i] : part == 'C' ? kCapability[i] : kOpportunity[i];
}

std::string_view protector(char part, int level)
{
    static constexpr std::array<std::string_view, 3> kState{"Absent, unwilling, or itself an actor of the threat",
                                                            "Present, partly able or unreliable",
                                                            "Present, able, and protects this group"};
    static constexpr std::array<std::string_view, 3> kMission{"Cannot arrive while an attack lasts",
                                                              "Arrives while an attack lasts",
                                                              "Stands in the place, or arrives in half that time"};
    static constexpr std::array<std::string_view, 2> kCommunity{"No tested alert network or plan",
                                                                "Tested alert network and an agreed plan or refuge"};
    if (level < 0 || level > (part == 'S' ? 1 : 2))
        return "Not assessed";
    const auto i = static_cast<std::size_t>(level);
    return part == 'H' ? kState[i] : part == 'M' ? kMission[i] : kCommunity[i];
}

std::string of(const Arrival& arrival)
{
    if (arrival.state == ArrivalState::NOBODY_COMES)
        return "no way there";
    if (!arrival.minutes)
        return {};
    constexpr std::int64_t kInMinutes = 120;
    constexpr double kHour = 60.0;
    return *arrival.minutes <= kInMinutes ? fmt::format("{} min", *arrival.minutes) : fmt::format("{:.1f} h", static_cast<double>(*arrival.minutes) / kHour);
}

std::string number(std::int64_t value)
{
    static constexpr std::array<std::string_view, 10> kSmall{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
    return value >= 0 && value < 10 ? std::string{kSmall[static_cast<std::size_t>(value)]} : core::grouped(value);
}

std::string count(std::int64_t value, std::string_view one, std::string_view many)
{
    return number(value) + ' ' + std::string{value == 1 ? one : many};
}

std::string figure(const Number& value) { return value ? core::grouped(*value) : "not known"; }

std::string list(const std::vector<std::string>& items, std::size_t most, std::string_view one, std::string_view many)
{
    std::vector<std::string> shown = items;
    if (items.size() > most) {
        const std::size_t keep = most > 1 ? most - 1 : 1;
        shown.resize(keep);
        const auto rest = static_cast<std::int64_t>(items.size() - keep);
        shown.push_back(count(rest, one, many));
    }
    std::string text;
    for (std::size_t i = 0; i < shown.size(); ++i)
        text += (i == 0 ? "" : i + 1 == shown.size() ? " and " : ", ") + shown[i];
    return text;
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string lowered(std::string text)
{
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!text.empty() && capital(text[0]) && (text.size() < 2 || !capital(text[1])))
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

std::string within(const std::string& period) { return period.starts_with("The ") ? lowered(period) : period; }

std::string day(const std::string& isoDay, std::string_view none)
{
    if (isoDay.empty())
        return std::string{none};
    try {
        return core::readable(core::dayOf(isoDay));
    } catch (const core::Error&) {
        return isoDay; // a text that is no day is printed as it stands
    }
}

std::string joined(const std::vector<int>& numbers)
{
    std::string text;
    for (const int n : numbers)
        text += (text.empty() ? "" : ", ") + std::to_string(n);
    return text;
}

std::string ranges(const std::vector<int>& numbers)
{
    std::string text;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
            ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
        if (last > i)
            text += (last == i + 1 ? ", " : " to ") + std::to_string(numbers[last]);
        i = last + 1;
    }
    return text;
}

std::string withStop(std::string text)
{
    if (!text.empty() && text.back() != '.' && text.back() != '!' && text.back() != '?' && !text.ends_with("…"))
        text += '.';
    return text;
}

} // namespace tutela::report::words
