// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/cover_codes.h>

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <charconv>
#include <cmath>

namespace tutela::core {

namespace {

[[noreturn]] void refuse(std::string_view part, const std::string& why)
{
    throw Error{ErrorCode::InvalidInput, '"' + withVisibleControls(part) + "\" " + why};
}

std::string classList()
{
    const auto words = wordsOf<LandCover>();
    return joined({words.begin(), words.end()}, ", ");
}

std::optional<LandCover> usualCover(std::int64_t code)
{
    using enum LandCover;
    constexpr std::int64_t kFirstForest = 111, kLastForest = 126;
    if (code >= kFirstForest && code <= kLastForest)
        return FOREST;
    switch (code) {
    case 10: return FOREST;
    case 20: return SHRUB;
    case 30: return OPEN;
    case 40: return CROPLAND;
    case 50: return BUILT_UP;
    case 60:
    case 100: return BARE;
    case 80:
    case 200: return WATER;
    case 90:
    case 95: return WETLAND;
    default: return std::nullopt;
    }
}

} // namespace

std::string textOf(const CoverCodes& codes)
{
    std::string text;
    for (const auto& [code, cover] : codes)
        text += (text.empty() ? "" : ", ") + std::to_string(code) + '=' + std::string{word(cover)};
    return text;
}

void addCoverCode(CoverCodes& codes, std::string_view code, std::string_view cover)
{
    const std::string_view digits = trimmed(code);
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || problem != std::errc{} || end != digits.data() + digits.size())
        refuse(code, "is no code of a land cover: codes are whole numbers");
    std::string upper{trimmed(cover)};
    for (char& c : upper)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const auto known = enumerator<LandCover>(upper);
    if (!known)
        refuse(cover, "is no class of land cover; there are " + classList());
    if (const auto [there, fresh] = codes.try_emplace(number, *known); !fresh && there->second != *known)
        refuse(code, "is said to be both " + std::string{word(there->second)} + " and " + std::string{word(*known)});
}

CoverCodes coverCodesFrom(std::string_view text)
{
    CoverCodes codes;
    if (trimmed(text).empty())
        return codes;
    for (const std::string& part : split(text, ',')) {
        const auto equals = part.find('=');
        if (equals == std::string::npos)
            refuse(part, "is no code with its class, such as 4=FOREST");
        const std::string_view whole = part;
        addCoverCode(codes, whole.substr(0, equals), whole.substr(equals + 1));
    }
    return codes;
}

CoverCodes coverCodesOf(const Layer& layer) { return coverCodesFrom(layer.cover_codes); }

void setCoverCodes(Layer& layer, const CoverCodes& codes) { layer.cover_codes = textOf(codes); }

std::optional<LandCover> coverOfCode(const CoverCodes& own, double value)
{
    constexpr double kMost = 1e15; // beyond, a number is no code
    if (!(std::abs(value) < kMost))
        return std::nullopt;
    const std::int64_t code = std::llround(value);
    if (own.empty())
        return usualCover(code);
    const auto known = own.find(code);
    return known == own.end() ? std::nullopt : std::optional{known->second};
}

} // namespace tutela::core
