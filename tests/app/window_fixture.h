// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo_file.h"
#include "open_mission.h"

#include "frame/main_window.h"

#include <tutela/map/theme.h>

#include <catch2/catch.hpp>

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTest>

namespace tutela::test {

/// Answers of a person to the dialogs of files and questions, given before they are asked.
class GivenPrompts final : public app::Prompts {
public:
    QStringList opens, saves, texts;
    QList<int> answers;
    QString openFile(QWidget*, const QString&, const QString&) override { return opens.isEmpty() ? QString{} : opens.takeFirst(); }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return saves.isEmpty() ? QString{} : saves.takeFirst(); }
    int ask(QWidget*, const QString&, const QString&, const QStringList&) override { return answers.isEmpty() ? -1 : answers.takeFirst(); }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override { return texts.isEmpty() ? QString{} : texts.takeFirst(); }
};

/// A fresh person with a window and a copy of the demo mission; nothing of the machine's own settings is read or written.
class Window {
public:
    Window()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("Tutela"));
        QCoreApplication::setApplicationName(QStringLiteral("TutelaTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString(folder.path().string()));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QString::fromStdString(folder.path().string())); // Qt's own
        QSettings{}.clear();
        map::loadFonts();
        style.apply();
        window = new app::MainWindow{style, prompts};
        window->resize(1440, 900);
        window->QWidget::show();
        static_cast<void>(QTest::qWaitForWindowExposed(window));
    }
    ~Window() { delete window; }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Opens a copy of the demo mission.
    void openDemo()
    {
        std::filesystem::copy_file(demoFile(), path());
        REQUIRE(test::openMission(*window, path()));
    }
    [[nodiscard]] std::filesystem::path path() const { return folder / "demo.gpkg"; }
    template <class W = QWidget>
    [[nodiscard]] W* find(const char* name) const
    {
        for (auto* each : window->findChildren<W*>(QLatin1String{name}))
            if (each->isVisibleTo(window))
                return each;
        return window->findChild<W*>(QLatin1String{name});
    }
    /// Types into a field in view and leaves it.
    void type(const char* name, const QString& text) const
    {
        auto* line = find<QLineEdit>(name);
        REQUIRE(line != nullptr);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    void click(const char* name) const { QTest::mouseClick(find(name), Qt::LeftButton); }

    TempFolder folder;
    GivenPrompts prompts;
    app::Style style;
    app::MainWindow* window = nullptr;
};

} // namespace tutela::test
