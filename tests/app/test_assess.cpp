// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include "assess/assess_workspace.h"
#include "frame/demo_mission.h"
#include "frame/main_window.h"

#include <tutela/core/spoken.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

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

using namespace tutela;
using namespace tutela::app;

namespace {

constexpr int kPatience = 60'000;

struct Window {
    test::TempFolder folder;
    Style style;
    DialogPrompts prompts;
    MainWindow* window = nullptr;
    AssessWorkspace* assess = nullptr;

    Window()
    {
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString((folder / "settings").string()));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        const QString path = QString::fromStdString((folder / "Kavara.gpkg").string());
        makeDemo(path, {});
        style.apply();
        window = new MainWindow{style, prompts};
        window->resize(1440, 900);
        window->show();
        REQUIRE(window->openMission(path));
        window->show(QStringLiteral("Assess"));
        assess = dynamic_cast<AssessWorkspace*>(window->current());
        REQUIRE(assess != nullptr);
        settle();
    }
    ~Window()
    {
        window->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void settle() const { REQUIRE(QTest::qWaitFor([this] { return assess->isSettled(); }, kPatience)); }
    template <class W>
    W* find(const QString& name) const
    {
        auto* widget = assess->findChild<W*>(name);
        INFO(name.toStdString());
        REQUIRE(widget != nullptr);
        return widget;
    }
    void click(const QString& name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    [[nodiscard]] std::shared_ptr<const core::Mission> mission() const { return window->document()->mission(); }
    [[nodiscard]] core::AssessmentState state() const { return core::stateOf(*mission(), *assess->current()); }
    [[nodiscard]] core::Line line() const { return *mission()->find<core::Line>(*assess->findChild<DocumentView*>()->line()); }
};

/// Works in the next modal dialog as soon as it opens.
void inDialog(const std::function<void(QDialog&)>& work)
{
    auto* timer = new QTimer{qApp};
    timer->setInterval(20);
    QObject::connect(timer, &QTimer::timeout, [timer, work] {
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            timer->stop();
            timer->deleteLater();
            work(*dialog);
        }
    });
    timer->start();
}

void type(QDialog& dialog, const char* name, const char* text)
{
    auto* edit = dialog.findChild<QWidget*>(QLatin1String{name});
    REQUIRE(edit != nullptr);
    if (auto* line = qobject_cast<QLineEdit*>(edit))
        line->clear();
    QTest::keyClicks(edit, QLatin1String{text});
}

void choose(QDialog& dialog, const char* name, const QString& text)
{
    auto* box = dialog.findChild<QComboBox*>(QLatin1String{name});
    REQUIRE(box != nullptr);
    box->setCurrentIndex(box->findText(text));
    REQUIRE(box->currentText() == text);
}

void press(QDialog& dialog) { QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("dialogOk")), Qt::LeftButton); }

void sign(const Window& w, const QString& button, core::Role role, bool approval = false)
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

void opine(const Window& w, core::Role role)
{
    inDialog([&](QDialog& dialog) {
        choose(dialog, "signRole", session::roleWord(role));
        type(dialog, "signInitials", "CD");
        press(dialog);
    });
    w.click(QStringLiteral("giveOpinion"));
    w.settle();
}

} // namespace

TEST_CASE("an assessment is worked through by hand: scores, evidence, an action, review, signature, and then nothing can be changed")
{
    const Window w;
    REQUIRE(w.state() == core::AssessmentState::DRAFT);

    // Scores: a value without a reason blocks, the message leads to the field.
    const int other = w.line().intent == 3 ? 2 : 3;
    w.click(QStringLiteral("intent_%1").arg(other));
    CHECK(w.line().intent == other);
    w.settle();
    auto* reason = w.find<QLineEdit>(QStringLiteral("intent_reason"));
    reason->setFocus();
    reason->selectAll();
    QTest::keyClick(reason, Qt::Key_Delete);
    QTest::keyClick(reason, Qt::Key_Return);
    CHECK(w.line().intent_reason.empty());
    w.settle();
    w.click(QStringLiteral("nextStep"));
    auto* findings = w.find<QTableWidget>(QStringLiteral("findingTable"));
    REQUIRE(findings->isVisible());
    findings->setCurrentCell(0, 0);
    QTest::keyClick(findings, Qt::Key_F8);
    QTest::mouseClick(findings->viewport(), Qt::LeftButton, {}, findings->visualItemRect(findings->item(0, 1)).center());
    CHECK(QApplication::focusWidget() == reason);
    CHECK(w.state() == core::AssessmentState::DRAFT);
    QTest::keyClicks(reason, QStringLiteral("Commanders repeat their threats in public."));
    QTest::keyClick(reason, Qt::Key_Tab);
    CHECK(w.line().intent_reason == "Commanders repeat their threats in public.");
    w.settle();

    // Evidence by the key E.
    auto* evidence = w.find<QListWidget>(QStringLiteral("evidenceList"));
    REQUIRE(evidence->count() > 0);
    const auto cited = w.line().incident_ids.size() + w.line().alert_ids.size();
    evidence->setFocus();
    evidence->setCurrentRow(0);
    QTest::keyClick(evidence, Qt::Key_E);
    CHECK(w.line().incident_ids.size() + w.line().alert_ids.size() == cited + 1);
    w.settle();

    // An action needs component, owner and deadline.
    const auto actions = w.line().action_ids.size();
    inDialog([](QDialog& dialog) {
        type(dialog, "actionText", "Patrol the ridge road on market days.");
        CHECK_FALSE(dialog.findChild<QPushButton*>(QStringLiteral("dialogOk"))->isEnabled());
        choose(dialog, "actionTier", QString::fromStdString(core::spoken(core::Tier::T2_PHYSICAL)));
        choose(dialog, "actionPhase", QString::fromStdString(core::spoken(core::Phase::PREEMPTION)));
        choose(dialog, "actionKind", QString::fromStdString(core::spoken(core::ActionKind::PATROL_TASK)));
        choose(dialog, "actionComponent", QString::fromStdString(core::spoken(core::Component::MILITARY)));
        type(dialog, "actionOwner", "Sector commander");
        type(dialog, "actionDeadline", "2026-11-25");
        press(dialog);
    });
    w.click(QStringLiteral("addAction"));
    CHECK(w.line().action_ids.size() == actions + 1);
    w.settle();

    sign(w, QStringLiteral("nextStep"), core::Role::POC_ADVISER);
    REQUIRE(w.state() == core::AssessmentState::IN_REVIEW);
    CHECK(reason->isReadOnly());
    opine(w, core::Role::MILITARY);
    opine(w, core::Role::HUMAN_RIGHTS);
    sign(w, QStringLiteral("nextStep"), core::Role::JMAC);
    REQUIRE(w.state() == core::AssessmentState::COORDINATED);
    sign(w, QStringLiteral("nextStep"), core::Role::PWG_CHAIR);
    REQUIRE(w.state() == core::AssessmentState::CLEARED);
    sign(w, QStringLiteral("nextStep"), core::Role::SENIOR_POC_ADVISER, true);
    REQUIRE(w.state() == core::AssessmentState::APPROVED);

    CHECK(w.find<QLabel>(QStringLiteral("lockText"))->text().contains(QStringLiteral("It cannot be changed.")));
    const auto hash = w.mission()->head;
    auto* view = w.assess->findChild<DocumentView*>();
    for (auto* edit : view->findChildren<QLineEdit*>()) {
        QTest::keyClicks(edit, QStringLiteral("x"));
        QTest::keyClick(edit, Qt::Key_Return);
        CHECK(edit->isReadOnly());
    }
    for (auto* edit : view->findChildren<QPlainTextEdit*>())
        CHECK(edit->isReadOnly());
    for (auto* button : view->findChildren<QPushButton*>())
        if (button->isCheckable())
            QTest::mouseClick(button, Qt::LeftButton);
    evidence->setCurrentRow(0);
    QTest::keyClick(evidence, Qt::Key_E);
    CHECK_FALSE(w.find<QPushButton>(QStringLiteral("addAction"))->isEnabled());
    CHECK(w.window->document()->undoStack().count() == 0);
    CHECK(w.mission()->head == hash);
    CHECK(w.assess->findChild<QPushButton*>(QStringLiteral("step_DRAFT")) == nullptr);

    // Editing makes the next version.
    const auto approved = w.assess->current();
    inDialog([](QDialog& dialog) {
        auto* ok = dialog.findChild<QPushButton*>(QStringLiteral("dialogOk"));
        REQUIRE(QTest::qWaitFor([ok] { return ok->isEnabled(); }, kPatience));
        CHECK(dialog.findChild<QListWidget*>(QStringLiteral("newChanges"))->count() > 0);
        press(dialog);
    });
    w.click(QStringLiteral("createVersion"));
    w.settle();
    CHECK(w.assess->current() != approved);
    CHECK(w.state() == core::AssessmentState::DRAFT);
    CHECK(w.mission()->find<core::Assessment>(*w.assess->current())->previous_id == approved);
}

TEST_CASE("the last version is compared and walked by keys alone")
{
    const Window w;
    QTest::keyClick(w.window, Qt::Key_D, Qt::ControlModifier);
    auto* findings = w.find<QTableWidget>(QStringLiteral("findingTable"));
    REQUIRE(findings->isVisible());
    REQUIRE(findings->rowCount() > 1);
    for (int row = 0; row < findings->rowCount(); ++row)
        CHECK(!findings->item(row, 0)->text().isEmpty());
    QTest::keyClick(w.window, Qt::Key_F7);
    const int first = findings->currentRow();
    QTest::keyClick(w.window, Qt::Key_F7);
    CHECK(findings->currentRow() == first + 1);
    QTest::keyClick(w.window, Qt::Key_F7, Qt::ShiftModifier);
    CHECK(findings->currentRow() == first);
}
