// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who sees little contrast, or red and green alike, reads the same: colours of the one table, text on each ground it stands on.
#include <tutela/map/legend.h>
#include <tutela/map/symbols.h>
#include <tutela/map/theme.h>

#include <catch2/catch.hpp>

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

using namespace tutela;
using map::Theme;
using map::Token;

namespace {

constexpr std::array kThemes{Theme::Light, Theme::Dark, Theme::Print};

/// Light, not display values: red, green and blue of sRGB made linear (WCAG 2.1, relative luminance).
using Linear = std::array<double, 3>;

Linear linearOf(const QColor& colour)
{
    const auto linear = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return {linear(static_cast<double>(colour.redF())), linear(static_cast<double>(colour.greenF())), linear(static_cast<double>(colour.blueF()))};
}

double luminance(const Linear& light) { return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]; }

/// WCAG 2.1, 1.4.3: 1 to 21.
double contrast(const Linear& a, const Linear& b)
{
    const auto [dark, bright] = std::minmax({luminance(a), luminance(b)});
    return (bright + 0.05) / (dark + 0.05);
}
double contrast(const QColor& a, const QColor& b) { return contrast(linearOf(a), linearOf(b)); }

/// As a deuteranope sees it: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A Physiologically-based Model for Simulation of Color
/// Vision Deficiency, IEEE TVCG 15(6), 2009, the matrix of severity 1.0, on linear light.
Linear deuteranopia(const Linear& seen)
{
    constexpr std::array<std::array<double, 3>, 3> kMatrix{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
    Linear out{};
    for (std::size_t row = 0; row < 3; ++row)
        out[row] = std::clamp(kMatrix[row][0] * seen[0] + kMatrix[row][1] * seen[1] + kMatrix[row][2] * seen[2], 0.0, 1.0);
    return out;
}

/// L* of CIE 1976, 0 to 100: steps that the eye sees as equal. It is what grey print keeps.
double lightness(const Linear& light)
{
    constexpr double kLinear = 216.0 / 24389.0, kSlope = 24389.0 / 27.0;
    const double y = luminance(light);
    return y > kLinear ? 116.0 * std::cbrt(y) - 16.0 : kSlope * y;
}

struct TextOn {
    Token text, ground;
};
/// Where text stands: resources/window.qss, the palette of the window and the lists and maps that paint their own. Disabled controls
/// need no contrast (WCAG 2.1, 1.4.3); they stand on Border with Text3.
constexpr std::array kTexts{
    TextOn{Token::Text, Token::Window}, TextOn{Token::Text, Token::Surface}, TextOn{Token::Text, Token::Raised}, TextOn{Token::Text, Token::Sunken},
    TextOn{Token::Text, Token::AccentSubtle}, TextOn{Token::Text, Token::Border}, TextOn{Token::Text, Token::Halo}, TextOn{Token::Text, Token::Land},
    TextOn{Token::Text2, Token::Window}, TextOn{Token::Text2, Token::Surface}, TextOn{Token::Text2, Token::Raised}, TextOn{Token::Text2, Token::Sunken}, TextOn{Token::Text2, Token::AccentSubtle},
    TextOn{Token::Text3, Token::Window}, TextOn{Token::Text3, Token::Surface}, TextOn{Token::Text3, Token::Raised}, TextOn{Token::Text3, Token::Sunken}, TextOn{Token::Text3, Token::AccentSubtle},
    TextOn{Token::Accent, Token::Window}, TextOn{Token::Accent, Token::Surface}, TextOn{Token::Accent, Token::Raised}, TextOn{Token::Accent, Token::Sunken}, TextOn{Token::Accent, Token::AccentSubtle},
    TextOn{Token::Danger, Token::Window}, TextOn{Token::Danger, Token::Surface}, TextOn{Token::Danger, Token::Sunken}, TextOn{Token::Danger, Token::AccentSubtle},
    TextOn{Token::Warning, Token::Window}, TextOn{Token::Warning, Token::Surface}, TextOn{Token::Warning, Token::Sunken}, TextOn{Token::Warning, Token::AccentSubtle},
    TextOn{Token::Success, Token::Window}, TextOn{Token::Success, Token::Surface}, TextOn{Token::Success, Token::Sunken}, TextOn{Token::Success, Token::AccentSubtle},
    TextOn{Token::Info, Token::Window}, TextOn{Token::Info, Token::Surface}, TextOn{Token::Info, Token::Sunken}, TextOn{Token::Info, Token::AccentSubtle},
    TextOn{Token::OnAccent, Token::Accent}, TextOn{Token::RailText, Token::Rail}, TextOn{Token::RailText, Token::RailActive},
    TextOn{Token::ClusterText, Token::ClusterFill}, TextOn{Token::BaseMark, Token::BaseFill}, TextOn{Token::SectorName, Token::Halo}, TextOn{Token::SectorName, Token::Land},
    TextOn{Token::Furniture, Token::Surface}, TextOn{Token::Furniture, Token::Halo},
};

constexpr double kText = 4.5, kSign = 3.0; ///< WCAG 2.1: 1.4.3 of text of any size, 1.4.11 of frames and marks that carry a meaning

} // namespace

TEST_CASE("text stands out from every ground that it is used on, in all themes", "[map][contrast]")
{
    for (const Theme theme : kThemes)
        for (const TextOn& each : kTexts) {
            INFO("theme " << static_cast<int>(theme) << ": " << map::colour(each.text, theme).name().toStdString() << " on " << map::colour(each.ground, theme).name().toStdString() << ", tokens "
                          << static_cast<int>(each.text) << " and " << static_cast<int>(each.ground));
            CHECK(contrast(map::colour(each.text, theme), map::colour(each.ground, theme)) >= kText);
        }
}

TEST_CASE("frames of fields and the ring of the focus stand out from their grounds", "[map][contrast]")
{
    for (const Theme theme : kThemes)
        for (const Token sign : {Token::BorderStrong, Token::Focus, Token::Accent})
            for (const Token ground : {Token::Window, Token::Surface, Token::Raised, Token::Sunken}) {
                INFO("theme " << static_cast<int>(theme) << ", tokens " << static_cast<int>(sign) << " and " << static_cast<int>(ground));
                CHECK(contrast(map::colour(sign, theme), map::colour(ground, theme)) >= kSign);
            }
}

TEST_CASE("bands of risk carry readable words and go from light to dark, in grey and to who sees no green", "[map][contrast]")
{
    constexpr double kStep = 12.0; // of L*; a tenth of the scale is told apart on a bad copy
    for (const Theme theme : kThemes) {
        double before = 200.0, beforeSeen = 200.0;
        for (const core::Band band : {core::Band::LOW, core::Band::MODERATE, core::Band::HIGH, core::Band::CRITICAL}) {
            INFO(map::bandWord(band).toStdString());
            const auto colours = map::bandColours(band, theme);
            CHECK(contrast(colours.text, colours.fill) >= kText);
            const Linear fill = linearOf(colours.fill);
            CHECK(lightness(fill) <= before - kStep);
            CHECK(lightness(deuteranopia(fill)) <= beforeSeen - kStep);
            before = lightness(fill);
            beforeSeen = lightness(deuteranopia(fill));
        }
    }
}

TEST_CASE("the patterns of gained and lost ground are seen in grey and to who sees no green", "[map][contrast]")
{
    // The two grounds are nearly of one lightness: dots and crosses tell them apart (test_reach_change.cpp), if they are seen.
    for (const Theme theme : kThemes)
        for (const auto& [line, ground] : {std::pair{Token::GainLine, Token::Gain}, {Token::LossLine, Token::Loss}}) {
            INFO("theme " << static_cast<int>(theme) << ", token " << static_cast<int>(line));
            const Linear mark = linearOf(map::colour(line, theme)), under = linearOf(map::colour(ground, theme));
            CHECK(contrast(mark, under) >= kSign);
            CHECK(contrast(deuteranopia(mark), deuteranopia(under)) >= kSign);
            // The ground itself is no land without a pattern either.
            CHECK(contrast(mark, linearOf(map::colour(Token::Land, theme))) >= kSign);
        }
}

TEST_CASE("bands of response time go one way in lightness over land, in grey and to who sees no green", "[map][contrast]")
{
    constexpr double kStep = 5.0;
    for (const Theme theme : kThemes) {
        std::vector<double> grey, seen;
        const Linear land = linearOf(map::colour(Token::Land, theme));
        for (const Token band : {Token::Reach1, Token::Reach2, Token::Reach4, Token::Reach8}) {
            // Laid over the land as the painter does: by display values.
            const QColor over = map::colour(band, theme), under = map::colour(Token::Land, theme);
            const auto mixed = [&](auto part) { return static_cast<int>(std::lround((over.*part)() * static_cast<double>(over.alphaF()) + (under.*part)() * (1.0 - static_cast<double>(over.alphaF())))); };
            const Linear shown = linearOf(QColor{mixed(&QColor::red), mixed(&QColor::green), mixed(&QColor::blue)});
            grey.push_back(lightness(shown));
            seen.push_back(lightness(deuteranopia(shown)));
        }
        INFO("theme " << static_cast<int>(theme) << ", land " << lightness(land));
        for (const auto& steps : {grey, seen}) {
            const double way = steps.back() > steps.front() ? 1.0 : -1.0;
            for (std::size_t i = 1; i < steps.size(); ++i) {
                INFO(steps[i - 1] << " to " << steps[i]);
                CHECK(way * (steps[i] - steps[i - 1]) >= kStep);
            }
        }
    }
}

TEST_CASE("levels of risk, gain and loss, and trends are told apart in grey and by who sees no green, as they are painted", "[map][contrast]")
{
    map::loadFonts();
    // Two marks whose colours lie nearer than a tenth of L* must differ in shape or pattern: at least so many pixels of the picture do,
    // about a tenth of a mark of 20 x 20 inside the picture of 32 x 32.
    constexpr double kTold = 10.0;
    constexpr int kPixels = 40;
    using Paint = std::function<void(QPainter&, Theme)>;
    const QPointF middle{16.0, 16.0};
    const auto band = [&](std::optional<core::Band> level) -> Paint { return [=](QPainter& painter, Theme theme) { map::drawBand(painter, middle, 20.0, level, theme); }; };
    const auto patch = [&](map::LegendSymbol symbol) -> Paint {
        return [=](QPainter& painter, Theme theme) { map::drawLegendSymbol(painter, middle, {symbol, {}, {}, 0.0}, theme, 1.5); };
    };
    const auto trend = [&](core::Trend way) -> Paint { return [=](QPainter& painter, Theme theme) { map::drawTrend(painter, middle, 24.0, way, map::colour(Token::Text, theme)); }; };
    const std::vector<std::vector<Paint>> kinds{
        {band(std::nullopt), band(core::Band::LOW), band(core::Band::MODERATE), band(core::Band::HIGH), band(core::Band::CRITICAL)},
        {patch(map::LegendSymbol::Gain), patch(map::LegendSymbol::Loss)},
        {trend(core::Trend::RISING), trend(core::Trend::STABLE), trend(core::Trend::FALLING), trend(core::Trend::INSUFFICIENT)},
    };
    const auto painted = [](const Paint& paint, Theme theme) {
        QImage image(32, 32, QImage::Format_RGB32);
        image.fill(map::colour(Token::Land, theme));
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(painter, theme);
        return image;
    };
    const auto differing = [](const QImage& a, const QImage& b, bool noGreen) {
        int count = 0;
        for (int y = 0; y < a.height(); ++y)
            for (int x = 0; x < a.width(); ++x) {
                const Linear one = linearOf(a.pixelColor(x, y)), other = linearOf(b.pixelColor(x, y));
                count += std::abs(lightness(noGreen ? deuteranopia(one) : one) - lightness(noGreen ? deuteranopia(other) : other)) >= kTold ? 1 : 0;
            }
        return count;
    };
    for (const Theme theme : kThemes)
        for (std::size_t kind = 0; kind < kinds.size(); ++kind)
            for (std::size_t i = 1; i < kinds[kind].size(); ++i)
                for (std::size_t j = 0; j < i; ++j) {
                    const QImage a = painted(kinds[kind][i], theme), b = painted(kinds[kind][j], theme);
                    INFO("theme " << static_cast<int>(theme) << ", kind " << kind << ", marks " << i << " and " << j);
                    CHECK(differing(a, b, false) >= kPixels);
                    CHECK(differing(a, b, true) >= kPixels);
                }
}
