// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>

#include <QColor>
#include <QFont>

#include <optional>
#include <string_view>

/// Colours and type of everything that is painted: window, map and page (ux.md 9 and 10).
namespace tutela::map {

enum class Theme { Light, Dark, Print };

/// "light", "dark" or "print"; empty for another word.
[[nodiscard]] std::optional<Theme> themeOf(std::string_view word);

/// Names of the colours. Each has a value for every theme in one table.
enum class Token {
    // window and page
    Window, Surface, Raised, Sunken, Border, BorderStrong, Text, Text2, Text3, Accent, OnAccent, AccentSubtle, Focus,
    Danger, Warning, Success, Info, Rail, RailText, RailActive, Navy,
    // map
    Outside, Land, Water, WaterLine, Road, RoadCasing, Track, SectorLine, Outline, Graticule, Halo, HillLight, HillShade,
    Influence, InfluenceLine, Hatch, Patrol, Incident, ClusterFill, ClusterText, BaseFill, BaseMark, SectorName, Furniture,
    FurnitureLine, Reference, ReferenceFill, Reach1, Reach2, Reach4, Reach8, Gain, GainLine, Loss, LossLine,
};

[[nodiscard]] QColor colour(Token token, Theme theme);

/// Colours of a risk band. Ordered in lightness, so that they survive grey print; always shown with shape and word.
struct BandColours {
    QColor fill, outline, text;
};
[[nodiscard]] BandColours bandColours(core::Band band, Theme theme);
/// "Critical", "High", "Moderate", "Low".
[[nodiscard]] QString bandWord(core::Band band);
/// "Not assessed": the word of a place without a band.
[[nodiscard]] QString notAssessedWord();

/// Loads the embedded faces (Roboto 400, 500, 700; Noto Sans; Noto Sans Arabic) once. Needs a QGuiApplication.
/// No system font is ever chosen by font().
/// @throws core::Error{Internal} when a face is missing from the program.
void loadFonts();

/// The family of the program with its fallbacks. `pixels` is the size in units of the painter, fractions count.
/// Sizes are set at eight times and scaled when painted through TextPainter; for widgets use QFont::setPixelSize.
enum class Weight { Regular = 400, Medium = 500, Bold = 700 };
[[nodiscard]] QFont font(int pixels, Weight weight = Weight::Regular);

} // namespace tutela::map
