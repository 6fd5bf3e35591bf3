// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/map/theme.h>

#include <array>

namespace tutela::map {

namespace {

struct Row {
    Token token;
    QRgb light, dark, print;
};

/// The one table of colours. Print = light on white paper; its map greys are a little stronger, because ink spreads.
constexpr std::array kColours{
    Row{Token::Window, 0xFFF3F5F7, 0xFF12191F, 0xFFFFFFFF},
    Row{Token::Surface, 0xFFFFFFFF, 0xFF182129, 0xFFFFFFFF},
    Row{Token::Raised, 0xFFFFFFFF, 0xFF202B35, 0xFFFFFFFF},
    Row{Token::Sunken, 0xFFEBEFF3, 0xFF0F161B, 0xFFEBEFF3},
    Row{Token::Border, 0xFFD6DDE4, 0xFF2E3B46, 0xFFD6DDE4},
    Row{Token::BorderStrong, 0xFF7A8A98, 0xFF71859A, 0xFF7A8A98},
    Row{Token::Text, 0xFF16242F, 0xFFE6EDF2, 0xFF16242F},
    Row{Token::Text2, 0xFF46586A, 0xFFA8B8C5, 0xFF46586A},
    Row{Token::Text3, 0xFF5B6C7D, 0xFF8C9EAD, 0xFF5B6C7D},
    Row{Token::Accent, 0xFF0A6C74, 0xFF55C2C3, 0xFF0A6C74},
    Row{Token::OnAccent, 0xFFFFFFFF, 0xFF06262A, 0xFFFFFFFF},
    Row{Token::AccentSubtle, 0xFFE1F0F0, 0xFF16383D, 0xFFE1F0F0},
    Row{Token::Focus, 0xFF1F5FBF, 0xFF7DB2FF, 0xFF1F5FBF},
    Row{Token::Danger, 0xFFA3172F, 0xFFFF8A94, 0xFFA3172F},
    Row{Token::Warning, 0xFF8A4B00, 0xFFF3BD6A, 0xFF8A4B00},
    Row{Token::Success, 0xFF1B6440, 0xFF7ED3A2, 0xFF1B6440},
    Row{Token::Info, 0xFF1D4F91, 0xFF9CC3F5, 0xFF1D4F91},
    Row{Token::Rail, 0xFF10293B, 0xFF0B1319, 0xFF10293B},
    Row{Token::RailText, 0xFFB9CBD8, 0xFF9DB1C0, 0xFFB9CBD8},
    Row{Token::RailActive, 0xFF1C425B, 0xFF1D3442, 0xFF1C425B},
    Row{Token::Navy, 0xFF10293B, 0xFF10293B, 0xFF10293B},
    Row{Token::Outside, 0xFFE4E3DE, 0xFF151C22, 0xFFE4E3DE},
    Row{Token::Land, 0xFFF3F0E8, 0xFF2A343B, 0xFFF3F0E8},
    Row{Token::Water, 0xFFBFD6E3, 0xFF17384A, 0xFFBFD6E3},
    Row{Token::WaterLine, 0xFF7FA9C2, 0xFF3F7A98, 0xFF7FA9C2},
    Row{Token::Road, 0xFFFFFFFF, 0xFF8A959D, 0xFFFFFFFF},
    Row{Token::RoadCasing, 0xFFA59C8A, 0xFF12181C, 0xFFA59C8A},
    Row{Token::Track, 0xFFB5AC9A, 0xFF6C7982, 0xFFB5AC9A},
    Row{Token::SectorLine, 0xFF6B7480, 0xFF8D9AA6, 0xFF6B7480},
    Row{Token::Outline, 0xFF6B7480, 0xFF93A1AD, 0xFF5B6470},
    Row{Token::Graticule, 0x3078828C, 0x30A8B8C5, 0x4078828C},
    Row{Token::Halo, 0xFFF6F4EE, 0xFF1C242A, 0xFFF6F4EE},
    Row{Token::HillLight, 0xFFFFFEFA, 0xFF4A5761, 0xFFFFFEFA},
    Row{Token::HillShade, 0xFF8F8877, 0xFF0F1519, 0xFF8F8877},
    Row{Token::Influence, 0x1CA3172F, 0x1EE58AA6, 0x1CA3172F},
    Row{Token::InfluenceLine, 0xFFA9606F, 0xFFB98394, 0xFFA9606F},
    Row{Token::Hatch, 0xFF741234, 0xFFE58AA6, 0xFF741234},
    Row{Token::Patrol, 0xFF5B2A86, 0xFFC9A6F0, 0xFF5B2A86},
    Row{Token::Incident, 0xFF2B1B22, 0xFFF2D9E0, 0xFF2B1B22},
    Row{Token::ClusterFill, 0xFF3C4A57, 0xFFC7D3DC, 0xFF3C4A57},
    Row{Token::ClusterText, 0xFFFFFFFF, 0xFF12191F, 0xFFFFFFFF},
    Row{Token::BaseFill, 0xFF10293B, 0xFF0A6C74, 0xFF10293B},
    Row{Token::BaseMark, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF},
    Row{Token::SectorName, 0xFF4A5866, 0xFFB3C0CA, 0xFF4A5866},
    Row{Token::Furniture, 0xFF16242F, 0xFFE6EDF2, 0xFF16242F},
    Row{Token::FurnitureLine, 0xFF16242F, 0xFFE6EDF2, 0xFF16242F},
    Row{Token::Reference, 0xFF7A5C99, 0xFFB79AD6, 0xFF7A5C99},
    Row{Token::ReferenceFill, 0x1E7A5C99, 0x1EB79AD6, 0x1E7A5C99},
    // Response within 1, 2, 4, 8 hours, over relief: the sooner, the farther from the land in lightness, which grey print keeps.
    Row{Token::Reach1, 0x9E0B4F66, 0xE68CD0DC, 0x9E0B4F66},
    Row{Token::Reach2, 0x853B8AA0, 0xB35FAFC0, 0x853B8AA0},
    Row{Token::Reach4, 0x758CC0C8, 0x8C5A9CAB, 0x758CC0C8},
    Row{Token::Reach8, 0x80D5E8E8, 0x4D6FA5B0, 0x80D5E8E8},
    // What a scenario gains and loses: with patterns, because the green reads as sand without them.
    Row{Token::Gain, 0xFFB9E3A0, 0xFF2C4A24, 0xFFB9E3A0},
    Row{Token::GainLine, 0xFF2F6B1E, 0xFFA6D98C, 0xFF2F6B1E},
    Row{Token::Loss, 0xFFE7B5D6, 0xFF54284A, 0xFFE7B5D6},
    Row{Token::LossLine, 0xFF8A1F6A, 0xFFEBA3D3, 0xFF8A1F6A},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < kColours.size(); ++i)
        if (static_cast<std::size_t>(kColours[i].token) != i)
            return false;
    return kColours.size() == static_cast<std::size_t>(Token::LossLine) + 1;
}
static_assert(inOrder(), "the colour table holds each token once, in the order of the enumeration");

struct BandRow {
    QRgb fill, outline, text;
    const char* word;
};
// In the order of core::Band.
constexpr std::array kBands{
    BandRow{0xFFF6E9B8, 0xFF7A6A24, 0xFF3E3410, "Low"},
    BandRow{0xFFF2B04A, 0xFF8A5A00, 0xFF3A2200, "Moderate"},
    BandRow{0xFFC8501F, 0xFF8C3210, 0xFFFFFFFF, "High"},
    BandRow{0xFF741234, 0xFF4D0A21, 0xFFFFFFFF, "Critical"},
};
constexpr QRgb kCriticalOutlineDark = 0xFFFFC2D2; // the dark outline would vanish on dark land

} // namespace

std::optional<Theme> themeOf(std::string_view word)
{
    if (word == "light")
        return Theme::Light;
    if (word == "dark")
        return Theme::Dark;
    if (word == "print")
        return Theme::Print;
    return std::nullopt;
}

QColor colour(Token token, Theme theme)
{
    const Row& row = kColours[static_cast<std::size_t>(token)];
    return QColor::fromRgba(theme == Theme::Light ? row.light : theme == Theme::Dark ? row.dark : row.print);
}

BandColours bandColours(core::Band band, Theme theme)
{
    const BandRow& row = kBands[static_cast<std::size_t>(band)];
    const bool lifted = theme == Theme::Dark && band == core::Band::CRITICAL;
    return {QColor::fromRgba(row.fill), QColor::fromRgba(lifted ? kCriticalOutlineDark : row.outline), QColor::fromRgba(row.text)};
}

QString bandWord(core::Band band)
{
    return QString::fromLatin1(kBands[static_cast<std::size_t>(band)].word);
}

QString notAssessedWord()
{
    return QStringLiteral("Not assessed");
}

} // namespace tutela::map
