// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "kept_settings.h"

#include <QSettings>
#include <QStringList>

#include <algorithm>

namespace tutela::app {

void forgetMissions()
{
    // What stays is named, not what goes: a setting that is added later is forgotten unless it is put here.
    static const QStringList kOfTheWindow{QStringLiteral("appearance/"), QStringLiteral("data/columns/"), QStringLiteral("formats/"), QStringLiteral("general/"),
                                          QStringLiteral("incidents/columns"), QStringLiteral("layout/"), QStringLiteral("map/"), QStringLiteral("shortcuts/"), QStringLiteral("window/")};
    QSettings settings;
    for (const QString& key : settings.allKeys())
        if (std::none_of(kOfTheWindow.begin(), kOfTheWindow.end(), [&](const QString& kept) { return key.startsWith(kept); }))
            settings.remove(key);
    forgetChosenFiles();
}

void forgetChosenFiles()
{
    QSettings ofQt{QSettings::UserScope, QStringLiteral("QtProject")};
    for (const char* key : {"FileDialog/history", "FileDialog/lastVisited"})
        ofQt.remove(QLatin1String{key});
}

} // namespace tutela::app
