// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/app/app.h>

#include "frame/main_window.h"
#include "memory.h"
#include "shots.h"

#include <tutela/map/theme.h>

#include <QApplication>
#include <QHashSeed>
#include <QSettings>

#include <cstdio>

namespace tutela::app {

namespace {

/// Qt's own sentences help nobody and may quote data; a fatal one must not be lost.
void onlyFatal(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtFatalMsg)
        std::fputs((text + QLatin1Char('\n')).toUtf8().constData(), stderr);
}

void applySettings(Style& style)
{
    const QSettings settings;
    style.setTextScale(settings.value(QStringLiteral("appearance/textScale"), 1.0).toDouble());
    style.setTheme(settings.value(QStringLiteral("appearance/theme")).toString() == QStringLiteral("dark") ? map::Theme::Dark : map::Theme::Light);
    style.apply();
}

} // namespace

int run(int argc, char** argv, const RunOptions& options)
{
    keepMemoryTogether();
    QHashSeed::setDeterministicGlobalSeed(); // reports are the same in every run
    qInstallMessageHandler(onlyFatal);
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QCoreApplication::setOrganizationName(QStringLiteral("Tutela"));
    QCoreApplication::setApplicationName(QStringLiteral("Tutela"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Tutela"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QApplication application{argc, argv};
    QLocale::setDefault({QLocale::English, QLocale::UnitedKingdom}); // calendars and dates speak as the window does
    map::loadFonts();
    Style style;
    applySettings(style);
    DialogPrompts prompts;
    if (!options.shots.empty())
        return takeShots(style, QString::fromStdString(options.shots));
    auto* window = new MainWindow{style, prompts}; // deletes itself when it is closed
    window->show();
    if (!options.file.empty())
        window->openMission(QString::fromStdString(options.file));
    return QApplication::exec();
}

} // namespace tutela::app
