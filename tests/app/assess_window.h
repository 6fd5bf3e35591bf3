// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo_file.h"
#include "open_mission.h"

#include "assess/assess_workspace.h"
#include "frame/main_window.h"

#include <tutela/map/theme.h>

#include <catch2/catch.hpp>

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QTest>
#include <QTimer>

/// The window on the demo mission with the workspace of assessments in front, and hands that work in it.
namespace tutela::test {

constexpr int kPatience = 60'000;

/// Answers of a person to questions, given before they are asked; an unasked-for question is cancelled.
class AssessPrompts final : public app::Prompts {
public:
    QList<int> answers;
    QStringList asked;
    QString openFile(QWidget*, const QString&, const QString&) override { return {}; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
    int ask(QWidget*, const QString&, const QString& text, const QStringList&) override
    {
        asked << text;
        return answers.isEmpty() ? -1 : answers.takeFirst();
    }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override { return {}; }
};

class AssessWindow {
public:
    explicit AssessWindow(bool demo = true)
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString((folder / "settings").string()));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        map::loadFonts();
        style.apply();
        window = new app::MainWindow{style, prompts};
        window->resize(1440, 900);
        window->QWidget::show();
        if (demo)
            openDemo();
    }
    ~AssessWindow()
    {
        window->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    AssessWindow(const AssessWindow&) = delete;
    AssessWindow& operator=(const AssessWindow&) = delete;

    void openDemo()
    {
        std::filesystem::copy_file(demoFile(), folder / "Kavara.gpkg");
        open(folder / "Kavara.gpkg");
    }
    void open(const std::filesystem::path& path)
    {
        REQUIRE(test::openMission(*window, path));
        window->show(QStringLiteral("Assess"));
        assess = dynamic_cast<app::AssessWorkspace*>(window->current());
        REQUIRE(assess != nullptr);
        settle();
    }
    /// Until what is shown is up to date; a dialog that closed gives the window back its keys, as a desktop does.
    void settle() const
    {
        if (QApplication::activeModalWidget() == nullptr && QApplication::activeWindow() != window)
            QApplication::setActiveWindow(window);
        REQUIRE(QTest::qWaitFor([this] { return assess->isSettled(); }, kPatience));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents(); // layouts show what they were given
    }
    template <class W = QWidget>
    W* find(const QString& name) const
    {
        auto* widget = assess->findChild<W*>(name);
        INFO(name.toStdString());
        REQUIRE(widget != nullptr);
        return widget;
    }
    void click(const QString& name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    [[nodiscard]] std::shared_ptr<const core::Mission> mission() const { return window->document()->mission(); }
    [[nodiscard]] core::Assessment assessment() const { return *mission()->find<core::Assessment>(*assess->current()); }
    [[nodiscard]] core::AssessmentState state() const { return core::stateOf(*mission(), *assess->current()); }
    [[nodiscard]] app::DocumentView* view() const { return assess->findChild<app::DocumentView*>(); }
    [[nodiscard]] core::Line line() const { return *mission()->find<core::Line>(*view()->line()); }

    TempFolder folder;
    app::Style style;
    mutable AssessPrompts prompts;
    app::MainWindow* window = nullptr;
    app::AssessWorkspace* assess = nullptr;
};

/// Works in the next modal dialog as soon as it opens.
inline void inDialog(const std::function<void(QDialog&)>& work)
{
    auto* timer = new QTimer{qApp};
    timer->setInterval(20);
    QObject::connect(timer, &QTimer::timeout, [timer, work] {
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()); dialog != nullptr && dialog->isActiveWindow()) {
            timer->stop();
            timer->deleteLater();
            work(*dialog);
        }
    });
    timer->start();
}

inline void type(QDialog& dialog, const char* name, const char* text)
{
    auto* edit = dialog.findChild<QWidget*>(QLatin1String{name});
    REQUIRE(edit != nullptr);
    if (auto* line = qobject_cast<QLineEdit*>(edit))
        line->clear();
    QTest::keyClicks(edit, QLatin1String{text});
}

inline void choose(QDialog& dialog, const char* name, const QString& text)
{
    auto* box = dialog.findChild<QComboBox*>(QLatin1String{name});
    REQUIRE(box != nullptr);
    box->setCurrentIndex(box->findText(text));
    REQUIRE(box->currentText() == text);
}

inline void press(QDialog& dialog)
{
    auto* ok = dialog.findChild<QPushButton*>(QStringLiteral("dialogOk"));
    REQUIRE(ok != nullptr);
    REQUIRE(QTest::qWaitFor([ok] { return ok->isEnabled(); }, kPatience));
    QTest::mouseClick(ok, Qt::LeftButton);
}

inline void sign(const AssessWindow& w, const QString& button, core::Role role, bool approval = false)
{
    inDialog([&](QDialog& dialog) {
        choose(dialog, "signRole", session::roleWord(role));
        type(dialog, "signInitials", "AB");
        if (approval) {
            CHECK_FALSE(dialog.findChild<QPushButton*>(QStringLiteral("dialogOk"))->isEnabled());
            type(dialog, "signWord", "SIGN");
        }
        press(dialog);
    });
    w.click(button);
    w.settle();
}

inline void opine(const AssessWindow& w, core::Role role)
{
    inDialog([&](QDialog& dialog) {
        choose(dialog, "signRole", session::roleWord(role));
        type(dialog, "signInitials", "CD");
        press(dialog);
    });
    w.click(QStringLiteral("giveOpinion"));
    w.settle();
}

/// From review to approval: two opinions, coordination, clearance, signature.
inline void approve(const AssessWindow& w)
{
    opine(w, core::Role::MILITARY);
    opine(w, core::Role::HUMAN_RIGHTS);
    sign(w, QStringLiteral("nextStep"), core::Role::JMAC);
    REQUIRE(w.state() == core::AssessmentState::COORDINATED);
    sign(w, QStringLiteral("nextStep"), core::Role::PWG_CHAIR);
    REQUIRE(w.state() == core::AssessmentState::CLEARED);
    sign(w, QStringLiteral("nextStep"), core::Role::SENIOR_POC_ADVISER, true);
    REQUIRE(w.state() == core::AssessmentState::APPROVED);
}

} // namespace tutela::test
