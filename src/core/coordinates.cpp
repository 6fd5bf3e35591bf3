// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/coordinates.h>

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <GeographicLib/DMS.hpp>
#include <GeographicLib/GeoCoords.hpp>
#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::core {

namespace {

using GeographicLib::DMS;
using GeographicLib::GeoCoords;
using GeographicLib::MGRS;
using GeographicLib::UTMUPS;

constexpr std::size_t kLongest = 200; // no position is longer; guards what follows against a cell of megabytes

[[noreturn]] void refuse()
{
    throw Error{ErrorCode::InvalidInput, "this is not a position; give latitude and longitude, UTM (35n 574786 945704) or MGRS"};
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::vector<std::string> wordsIn(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        const bool gap = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ';';
        if (!gap)
            word += c;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    if (!word.empty())
        words.push_back(word);
    return words;
}

/// "1,94; 5,10" and "6 41,2N 24 18,6E" as with points: each of two numbers has one comma between digits, and a semicolon or
/// a letter leaves no doubt where the numbers end. Any other comma parts words.
std::string withDecimalPoints(std::string_view text)
{
    std::string points{text};
    int commas = 0;
    for (std::size_t i = 1; i + 1 < points.size(); ++i)
        if (text[i] == ',' && isDigit(text[i - 1]) && isDigit(text[i + 1])) {
            points[i] = '.';
            ++commas;
        }
    const bool clear = std::any_of(text.begin(), text.end(), [](char c) { return c == ';' || isLetter(c); });
    const std::size_t first = points.find('.');
    const bool parted = first != std::string::npos && points.find_first_not_of("0123456789", first + 1) != points.rfind('.');
    return commas == 2 && clear && parted && text.find('.') == std::string_view::npos ? points : std::string{text};
}

/// Zone, band, two letters of the 100 km square, then an even number of digits; zone is absent at the poles.
bool looksLikeMgrs(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    const std::size_t zone = at;
    while (at < text.size() && isLetter(text[at]))
        ++at;
    const std::size_t letters = at - zone;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    const std::size_t digits = at - zone - letters;
    return at == text.size() && zone <= 2 && letters == 3 && digits % 2 == 0 && digits <= 10;
}

ReadPosition fromMgrs(const std::string& text)
{
    int zone = 0;
    bool north = false;
    double x = 0.0;
    double y = 0.0;
    int digits = 0;
    MGRS::Reverse(text, zone, north, x, y, digits);
    double lat = 0.0;
    double lon = 0.0;
    UTMUPS::Reverse(zone, north, x, y, lat, lon);
    return {GeoPoint::of(lon, lat), CoordinateForm::Mgrs, std::pow(10.0, 5 - digits)};
}

/// "8 33 17.5" as "8:33:17.5"; gaps after a sign of degrees or minutes just go.
std::string closedUp(const std::string& angle)
{
    std::string out;
    for (const std::string& word : wordsIn(angle)) {
        const bool bare = !out.empty() && (isDigit(out.back()) || out.back() == '.') && isDigit(word[0]);
        out += (bare ? ":" : "") + word;
    }
    return out;
}

/// Splits "8 33 17.5 N 27 40 46 E" or "N 8 33 E 27 40" behind or before its hemisphere letters; empty without both.
std::vector<std::string> byHemispheres(const std::string& text)
{
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (isLetter(text[i]) && std::string_view{"NSEW"}.find(upper(text[i])) != std::string_view::npos)
            at.push_back(i);
    // "s" may also be the sign of seconds ("17.5s"); those texts hold no gaps and are read as they are.
    if (at.size() != 2)
        return {};
    const std::size_t cut = at[0] == 0 ? at[1] : at[0] + 1;
    return {closedUp(text.substr(0, cut)), closedUp(text.substr(cut))};
}

CoordinateForm formOf(std::string_view angle)
{
    const auto has = [&](std::string_view sign) { return angle.find(sign) != std::string_view::npos; };
    const auto colons = std::count(angle.begin(), angle.end(), ':');
    if (has("\"") || has("''") || has("\u2033") || colons > 1)
        return CoordinateForm::DegreesMinutesSeconds;
    return has("'") || has("\u2032") || colons == 1 ? CoordinateForm::DegreesMinutes : CoordinateForm::Decimal;
}

ReadPosition fromAngles(const std::string& first, const std::string& second)
{
    double lat = 0.0;
    double lon = 0.0;
    DMS::DecodeLatLon(first, second, lat, lon);
    return {GeoPoint::of(lon, lat), formOf(first), 0.0};
}

ReadPosition read(std::string_view text)
{
    const auto words = wordsIn(text);
    std::string whole;
    for (const std::string& word : words)
        whole += word;
    if (looksLikeMgrs(whole))
        return fromMgrs(whole);
    if (const auto halves = byHemispheres(std::string{text}); words.size() > 2 && halves.size() == 2)
        return fromAngles(halves[0], halves[1]);
    if (words.size() == 2)
        return fromAngles(words[0], words[1]);
    if (words.size() != 3)
        refuse();
    const GeoCoords utm{words[0] + " " + words[1] + " " + words[2]};
    return {GeoPoint::of(utm.Longitude(), utm.Latitude()), CoordinateForm::Utm, 0.0};
}

/// GeographicLib writes "8d33'17.5\"N"; people read the sign of degrees.
std::string withDegreeSign(std::string text)
{
    if (const auto at = text.find('d'); at != std::string::npos)
        text.replace(at, 1, "\u00B0");
    return text;
}

std::string angles(GeoPoint point, DMS::component finest, int decimals)
{
    const auto places = static_cast<unsigned>(decimals);
    return withDegreeSign(DMS::Encode(point.lat(), finest, places, DMS::LATITUDE)) + " "
           + withDegreeSign(DMS::Encode(point.lon(), finest, places, DMS::LONGITUDE));
}

} // namespace

ReadPosition positionOf(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text.size() > kLongest || !isUtf8(text))
        refuse();
    try {
        return read(withDecimalPoints(text));
    } catch (const GeographicLib::GeographicErr&) {
        refuse();
    }
}

GeoPoint pointOf(std::string_view text)
{
    return positionOf(text).point;
}

std::string toMgrs(GeoPoint point, int digits)
{
    int zone = 0;
    bool north = false;
    double x = 0.0;
    double y = 0.0;
    UTMUPS::Forward(point.lat(), point.lon(), zone, north, x, y);
    std::string text;
    MGRS::Forward(zone, north, x, y, point.lat(), std::clamp(digits, 0, 5), text);
    return text;
}

std::string toUtm(GeoPoint point, int decimals)
{
    return GeoCoords{point.lat(), point.lon()}.UTMUPSRepresentation(decimals);
}

std::string toDecimalDegrees(GeoPoint point, int decimals)
{
    // Adding zero turns -0 into 0.
    const double scale = std::pow(10.0, decimals);
    const auto rounded = [&](double degrees) { return std::round(degrees * scale) / scale + 0.0; };
    return fmt::format("{:.{}f} {:.{}f}", rounded(point.lat()), decimals, rounded(point.lon()), decimals);
}

std::string toDegreesMinutes(GeoPoint point, int decimals)
{
    return angles(point, DMS::MINUTE, decimals);
}

std::string toDegreesMinutesSeconds(GeoPoint point, int decimals)
{
    return angles(point, DMS::SECOND, decimals);
}

std::string coordinateText(GeoPoint point, CoordinateForm form)
{
    switch (form) {
    case CoordinateForm::Decimal: return toDecimalDegrees(point);
    case CoordinateForm::DegreesMinutes: return toDegreesMinutes(point);
    case CoordinateForm::DegreesMinutesSeconds: return toDegreesMinutesSeconds(point);
    case CoordinateForm::Utm: return toUtm(point);
    case CoordinateForm::Mgrs: return toMgrs(point);
    }
    return {};
}

} // namespace tutela::core
