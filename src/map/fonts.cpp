// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/error.h>
#include <tutela/map/theme.h>

#include <QFontDatabase>
#include <QStringList>


#include <array>
#include <mutex>

// Q_INIT_RESOURCE must stand outside of any namespace.
static void bringFacesIn()
{
    Q_INIT_RESOURCE(tutela_faces);
}

namespace tutela::map {

void loadFonts()
{
    static std::once_flag once;
    std::call_once(once, [] {
        bringFacesIn();
        constexpr std::array faces{"Roboto-Regular.ttf", "Roboto-Medium.ttf", "Roboto-Bold.ttf", "NotoSans-Regular.ttf",
                                   "NotoSans-Bold.ttf", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"};
        for (const char* face : faces)
            if (QFontDatabase::addApplicationFont(QStringLiteral(":/tutela/faces/") + QLatin1String(face)) < 0)
                throw core::Error{core::ErrorCode::Internal, "The program lacks one of its type faces; build it again.", face};
    });
}

QFont font(int pixels, Weight weight)
{
    loadFonts();
    QFont made;
    made.setFamilies({QStringLiteral("Roboto"), QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans Arabic")});
    made.setStyleStrategy(QFont::PreferOutline);
    made.setHintingPreference(QFont::PreferNoHinting); // one layout at every zoom and on paper
    made.setPixelSize(pixels);
    made.setWeight(static_cast<QFont::Weight>(weight));
    return made;
}

} // namespace tutela::map
