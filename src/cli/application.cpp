// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include <tutela/map/theme.h>

#include <QHashSeed>

#include <cstdio>

namespace tutela::cli {

namespace {

/// Even offscreen Qt looks for a display socket in the user's runtime folder. Where the variable is missing it would make a
/// folder in the shared temporary folder and complain, so it is sent to a place where nothing can be.
class NoRuntimeFolder {
public:
    NoRuntimeFolder()
    {
        if (m_missing)
            qputenv("XDG_RUNTIME_DIR", "/dev/null");
    }
    ~NoRuntimeFolder()
    {
        qInstallMessageHandler(m_former);
        if (m_missing)
            qunsetenv("XDG_RUNTIME_DIR");
    }
    NoRuntimeFolder(const NoRuntimeFolder&) = delete;
    NoRuntimeFolder& operator=(const NoRuntimeFolder&) = delete;

private:
    static void silence(QtMsgType, const QMessageLogContext&, const QString&) {}

    bool m_missing = qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR");
    QtMessageHandler m_former = qInstallMessageHandler(m_missing ? silence : nullptr);
};

} // namespace

QApplication& offscreenApplication()
{
    static int count = 1;
    static char name[] = "tutela";
    static char* arguments[] = {name, nullptr};
    static QApplication* application = [] {
        QHashSeed::setDeterministicGlobalSeed();
        // Remarks of the toolkit on the environment (no XDG_RUNTIME_DIR, odd rights of it) are none of the user's concern.
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
            if (type == QtFatalMsg)
                std::fputs((text + QLatin1Char('\n')).toUtf8().constData(), stderr);
        });
        qputenv("QT_QPA_PLATFORM", "offscreen");
        // Qt makes a folder in the shared temporary one where this is unset, and says so; nothing of ours needs it.
        if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR"))
            qputenv("XDG_RUNTIME_DIR", "/proc/self/fdinfo");
        // Standard error holds our own sentences only: what Qt has to say may quote data and helps nobody.
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
        qunsetenv("QT_SCALE_FACTOR");
        const NoRuntimeFolder whileStarting;
        auto* made = new QApplication(count, arguments); // lives until the process ends: Qt has no order of destruction for statics
        map::loadFonts();
        return made;
    }();
    return *application;
}

} // namespace tutela::cli
