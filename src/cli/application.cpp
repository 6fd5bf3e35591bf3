// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include <tutela/map/theme.h>

#include <QHashSeed>

#include <cstdio>

namespace tutela::cli {

namespace {

/// Standard error holds our own sentences only: what Qt has to say of the environment helps nobody and may quote data.
void onlyFatal(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtFatalMsg)
        std::fputs((text + QLatin1Char('\n')).toUtf8().constData(), stderr);
}

} // namespace

QApplication& offscreenApplication()
{
    static int count = 1;
    static char name[] = "tutela";
    static char* arguments[] = {name, nullptr};
    static QApplication* application = [] {
        QHashSeed::setDeterministicGlobalSeed();
        qInstallMessageHandler(onlyFatal);
        qputenv("QT_QPA_PLATFORM", "offscreen");
        // Even offscreen Qt looks for a display socket in the user's runtime folder. Where the variable is missing it would
        // make a folder in the shared temporary folder, so it is sent to a place where nothing can be.
        if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR"))
            qputenv("XDG_RUNTIME_DIR", "/dev/null");
        qunsetenv("QT_SCALE_FACTOR");
        auto* made = new QApplication(count, arguments); // lives until the process ends: Qt has no order of destruction for statics
        map::loadFonts();
        return made;
    }();
    return *application;
}

} // namespace tutela::cli
