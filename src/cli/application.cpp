// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include <tutela/map/theme.h>

#include <QHashSeed>

namespace tutela::cli {

QApplication& offscreenApplication()
{
    static int count = 1;
    static char name[] = "tutela";
    static char* arguments[] = {name, nullptr};
    static QApplication* application = [] {
        QHashSeed::setDeterministicGlobalSeed();
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qunsetenv("QT_SCALE_FACTOR");
        auto* made = new QApplication(count, arguments); // lives until the process ends: Qt has no order of destruction for statics
        map::loadFonts();
        return made;
    }();
    return *application;
}

} // namespace tutela::cli
