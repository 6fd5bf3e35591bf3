// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/grade_words.h>

#include <array>

namespace tutela::core {

std::string_view meaningOf(Reliability reliability)
{
    switch (reliability) {
    case Reliability::A: return "completely reliable";
    case Reliability::B: return "usually reliable";
    case Reliability::C: return "fairly reliable";
    case Reliability::D: return "not usually reliable";
    case Reliability::E: return "unreliable";
    case Reliability::F: break;
    }
    return "cannot be judged";
}

std::string_view meaningOfCredibility(int credibility)
{
    static constexpr std::array<std::string_view, kWorstCredibility> kMeanings{
        "confirmed by other independent sources", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"};
    return credibility < kBestCredibility || credibility > kWorstCredibility ? std::string_view{} : kMeanings[static_cast<std::size_t>(credibility - kBestCredibility)];
}

std::string meaningOfGrade(std::string_view grade)
{
    const auto reliability = enumerator<Reliability>(grade.substr(0, 1));
    const std::string_view credibility = grade.size() > 1 ? meaningOfCredibility(grade[1] - '0') : std::string_view{};
    return "source " + std::string{reliability ? meaningOf(*reliability) : "not graded"} + ", information " + std::string{credibility.empty() ? "not graded" : credibility};
}

} // namespace tutela::core
