// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assess_window.h"

#include <tutela/core/spoken.h>
#include <tutela/session/scenario_edit.h>

#include <nlohmann/json.hpp>

#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>
#include <QTextEdit>

using namespace tutela;
using namespace tutela::app;
using test::AssessWindow;
using test::choose;
using test::inDialog;
using test::opine;
using test::press;
using test::sign;
using test::type;

// What people type, where they were and what cannot be taken back is treated with care.

TEST_CASE("Esc in a dialog with typed text asks, and keeps the text until it is given up")
{
    const AssessWindow w;
    const auto actions = w.line().action_ids.size();
    w.prompts.answers = {0, -1, 1};
    inDialog([&](QDialog& dialog) {
        type(dialog, "actionText", "Patrol the ridge road on market days.");
        for (int asked = 1; asked <= 2; ++asked) { // Keep writing; the question closed
            QTest::keyClick(dialog.findChild<QPlainTextEdit*>(QStringLiteral("actionText")), Qt::Key_Escape);
            CHECK(w.prompts.asked.size() == asked);
            CHECK(dialog.isVisible());
        }
        CHECK(dialog.findChild<QPlainTextEdit*>(QStringLiteral("actionText"))->toPlainText() == QStringLiteral("Patrol the ridge road on market days."));
        dialog.close(); // Discard
        CHECK_FALSE(dialog.isVisible());
    });
    w.click(QStringLiteral("addAction"));
    CHECK(w.prompts.asked.size() == 3);
    CHECK(w.line().action_ids.size() == actions);

    // Nothing typed, nothing asked.
    inDialog([](QDialog& dialog) { QTest::keyClick(&dialog, Qt::Key_Escape); });
    w.click(QStringLiteral("addAction"));
    CHECK(w.prompts.asked.size() == 3);

    // A note of a move is text too.
    w.prompts.answers = {1};
    inDialog([&](QDialog& dialog) {
        type(dialog, "signNote", "Lines of the lake are complete.");
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("dialogCancel")), Qt::LeftButton);
        CHECK_FALSE(dialog.isVisible());
    });
    w.click(QStringLiteral("nextStep"));
    CHECK(w.prompts.asked.size() == 4);
    CHECK(w.state() == core::AssessmentState::DRAFT);
}

TEST_CASE("a move that is refused stays in its dialog with the sentence and what was typed, after it said that it cannot be undone")
{
    const AssessWindow w;
    inDialog([](QDialog& dialog) {
        CHECK(dialog.findChild<QLabel*>(QStringLiteral("signConsequence"))->text().contains(QStringLiteral("No undo takes it back")));
        CHECK(dialog.findChild<QLabel*>(QStringLiteral("signRefusal"))->text().isEmpty());
        type(dialog, "signInitials", "AB");
        press(dialog);
    });
    w.click(QStringLiteral("nextStep"));
    w.settle();
    REQUIRE(w.state() == core::AssessmentState::IN_REVIEW);
    w.prompts.answers = {1};
    inDialog([](QDialog& dialog) {
        const auto* refusal = dialog.findChild<QLabel*>(QStringLiteral("signRefusal"));
        CHECK(refusal->text().contains(QStringLiteral("the review is not complete"))); // before anybody types
        type(dialog, "signInitials", "AB");
        type(dialog, "signNote", "All agree.");
        press(dialog);
        CHECK(dialog.isVisible());
        CHECK(refusal->isVisible());
        CHECK(dialog.findChild<QLineEdit*>(QStringLiteral("signNote"))->text() == QStringLiteral("All agree."));
        dialog.reject();
    });
    CHECK(w.find<QPushButton>(QStringLiteral("nextStep"))->text() == QStringLiteral("Coordinate"));
    w.click(QStringLiteral("nextStep"));
    CHECK(w.state() == core::AssessmentState::IN_REVIEW);
}

TEST_CASE("after an opinion the page stands where it stood, with the focus on the same button")
{
    const AssessWindow w;
    sign(w, QStringLiteral("nextStep"), core::Role::POC_ADVISER);
    auto* bar = w.find<QScrollArea>(QStringLiteral("assessmentPage"))->verticalScrollBar();
    bar->setValue(bar->maximum());
    w.find<QPushButton>(QStringLiteral("giveOpinion"))->setFocus();
    QCoreApplication::processEvents();
    const int before = bar->value();
    REQUIRE(before > 0);
    opine(w, core::Role::MILITARY);
    QCoreApplication::processEvents();
    CHECK(bar->value() >= before); // one line of history more
    CHECK(w.find<QPushButton>(QStringLiteral("giveOpinion"))->hasFocus());
    // Sending it back takes the button away: what comes next has the focus, near to where it was.
    inDialog([](QDialog& dialog) {
        type(dialog, "signInitials", "AB");
        type(dialog, "signNote", "Two lines lack their evidence.");
        press(dialog);
    });
    w.click(QStringLiteral("step_DRAFT"));
    w.settle();
    REQUIRE(w.state() == core::AssessmentState::DRAFT);
    QCoreApplication::processEvents();
    CHECK(bar->value() > bar->maximum() / 2);
}

TEST_CASE("E cites and E again takes back, in the same place of the list")
{
    const AssessWindow w;
    auto* evidence = w.find<QListWidget>(QStringLiteral("evidenceList"));
    REQUIRE(evidence->count() > 2);
    const auto cited = [&] { return w.line().incident_ids.size() + w.line().alert_ids.size(); };
    const auto before = cited();
    evidence->setFocus();
    evidence->setCurrentRow(1);
    const QString text = evidence->item(1)->text();
    const int cards = evidence->count();
    auto* button = w.find<QPushButton>(QStringLiteral("citeEvidence"));
    QTest::keyClick(evidence, Qt::Key_E);
    w.settle();
    CHECK(cited() == before + 1);
    CHECK(evidence->currentRow() == 1);
    CHECK(evidence->item(1)->text() == text);
    CHECK(evidence->item(1)->data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("E again takes it back")));
    CHECK(button->text().startsWith(QStringLiteral("Take back")));
    QTest::keyClick(evidence, Qt::Key_E);
    w.settle();
    CHECK(cited() == before);
    CHECK(evidence->item(1)->text() == text);
    CHECK(evidence->count() == cards);
    CHECK(button->text().startsWith(QStringLiteral("Cite")));
    w.window->document()->undoStack().undo(); // the taking back is a step of its own
    w.settle();
    CHECK(cited() == before + 1);
    // Among the cited ones it works the same way round.
    w.click(QStringLiteral("evidenceCited"));
    REQUIRE(evidence->count() > 0);
    evidence->setFocus();
    evidence->setCurrentRow(0);
    QTest::keyClick(evidence, Qt::Key_E);
    w.settle();
    CHECK(cited() == before);
    QTest::keyClick(evidence, Qt::Key_E);
    w.settle();
    CHECK(cited() == before + 1);
}

TEST_CASE("the workspace follows the period of the window, and list and header tell versions and who did what")
{
    const AssessWindow w;
    const auto draft = w.assess->current();
    auto* list = w.find<QListWidget>(QStringLiteral("assessmentList"));
    const auto zone = w.mission()->timeZone();
    const auto marked = [&] {
        QStringList heads;
        for (int row = 0; row < list->count(); ++row)
            if (const QString text = list->item(row)->data(Qt::AccessibleTextRole).toString(); text.contains(QStringLiteral("the chosen period")))
                heads << text;
        return heads;
    };
    CHECK(marked() == QStringList{QStringLiteral("October 2026, the chosen period")});
    w.window->context().setPeriod(core::monthPeriod("2026-09", zone));
    w.settle();
    CHECK(w.assess->current() != draft);
    CHECK(w.assessment().period_from == core::monthPeriod("2026-09", zone).from);
    CHECK(marked() == QStringList{QStringLiteral("September 2026, the chosen period")});
    CHECK(list->currentItem()->data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Version 1.0")));
    auto* about = w.find<QLabel>(QStringLiteral("assessmentAbout"));
    CHECK(about->text().contains(QStringLiteral("version 1.0")));
    CHECK(about->text().contains(QStringLiteral("drafted by POC adviser")));
    CHECK(about->text().contains(QStringLiteral("approved by Chair of the senior management group on protection")));
    CHECK(about->toolTip() == session::versionMeaning());
    CHECK(w.find<QLabel>(QStringLiteral("versionMeaning"))->text() == session::versionMeaning());
    // A period without an assessment keeps the page and says so.
    const auto september = w.assess->current();
    w.window->context().setPeriod(core::monthPeriod("2026-03", zone));
    w.settle();
    CHECK(w.assess->current() == september);
    CHECK(list->item(0)->text() == QStringLiteral("March 2026: none yet"));
    // From another workspace too, without taking the selection there away.
    w.window->show(QStringLiteral("Incidents"));
    w.window->context().select(std::nullopt);
    w.window->context().setPeriod(core::monthPeriod("2026-10", zone));
    CHECK(!w.window->context().selection());
    w.window->show(QStringLiteral("Assess"));
    w.settle();
    CHECK(w.assess->current() == draft);
}

TEST_CASE("a deadline is suggested from what the assessment looks ahead to, and a click takes it")
{
    const AssessWindow w;
    const QString wanted = QString::fromStdString(core::readable(session::suggestedDeadline(session::assessmentSheet(w.mission(), *w.assess->current()), w.window->document()->now())));
    w.prompts.answers = {1};
    inDialog([&](QDialog& dialog) {
        auto* deadline = dialog.findChild<QLineEdit*>(QStringLiteral("actionDeadline"));
        CHECK(deadline->placeholderText() == wanted);
        CHECK(deadline->text().isEmpty());
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("actionDeadlineSuggestion")), Qt::LeftButton);
        CHECK(deadline->text() == wanted);
        dialog.reject();
    });
    w.click(QStringLiteral("addAction"));
}

TEST_CASE("a reason that was carried over is doubted on the page while its score differs")
{
    const AssessWindow w;
    core::Line line;
    for (const auto& each : analysis::linesOf(*w.mission(), *w.assess->current()))
        if (each.previous_id)
            line = each;
    REQUIRE(line.previous_id);
    const auto before = *w.mission()->find<core::Line>(*line.previous_id);
    w.window->document()->edit({{{"kind", "line"}, {"id", line.id}, {"set", {{"intent", *before.intent == 3 ? 4 : 3}, {"intent_reason", before.intent_reason}}}}}, QStringLiteral("Carry"));
    w.settle();
    w.view()->setLine(core::LineId{line.id});
    auto* sentence = w.find<QLabel>(QStringLiteral("intent_reasonSentence"));
    CHECK(sentence->isVisible());
    CHECK(sentence->text() == QStringLiteral("Reason carried over from version 1.0: still true?"));
}

TEST_CASE("a sign-off dialog higher than its screen scrolls and keeps its buttons in reach")
{
    AssessWindow w;
    w.style.setTextScale(2.5);
    w.settle();
    inDialog([](QDialog& dialog) {
        const QRect room = dialog.screen()->availableGeometry();
        CHECK(dialog.height() <= room.height());
        CHECK(dialog.width() <= room.width());
        const auto* area = dialog.findChild<QScrollArea*>();
        REQUIRE(area != nullptr);
        for (const char* name : {"signConsequence", "signRole", "signInitials", "signNote", "signRefusal"})
            CHECK(area->widget()->isAncestorOf(dialog.findChild<QWidget*>(QLatin1String{name})));
        for (const char* name : {"dialogOk", "dialogCancel"}) {
            const auto* button = dialog.findChild<QPushButton*>(QLatin1String{name});
            CHECK(dialog.rect().contains(QRect{button->mapTo(&dialog, QPoint{}), button->size()}));
        }
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("dialogCancel")), Qt::LeftButton);
    });
    w.click(QStringLiteral("nextStep"));
}

TEST_CASE("the dialog of an action is as wide as its fields: it scrolls up and down only")
{
    AssessWindow w;
    w.style.setTextScale(1.5);
    w.settle();
    inDialog([](QDialog& dialog) {
        const auto* area = dialog.findChild<QScrollArea*>();
        REQUIRE(area != nullptr);
        CHECK(dialog.width() < dialog.screen()->availableGeometry().width()); // not for want of a wider screen
        CHECK(area->horizontalScrollBar()->maximum() == 0);
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("dialogCancel")), Qt::LeftButton);
    });
    w.click(QStringLiteral("addAction"));
}

TEST_CASE("an action cites a scenario of the mission from a list, and can let go of it again")
{
    AssessWindow w;
    const auto scenario = session::addBase(*w.window->document(), {}, core::GeoPoint::of(5.0, 1.5));
    w.settle();
    const auto name = session::scenarioName(*w.mission(), scenario);
    const auto before = w.line().action_ids.size();
    inDialog([&](QDialog& dialog) {
        type(dialog, "actionText", "Open a post beside the lake.");
        choose(dialog, "actionTier", QString::fromStdString(core::spoken(core::Tier::T2_PHYSICAL)));
        choose(dialog, "actionPhase", QString::fromStdString(core::spoken(core::Phase::PREEMPTION)));
        choose(dialog, "actionComponent", QString::fromStdString(core::spoken(core::Component::MILITARY)));
        type(dialog, "actionOwner", "Sector commander");
        type(dialog, "actionDeadline", "2026-11-25");
        choose(dialog, "actionScenario", name);
        press(dialog);
    });
    w.click(QStringLiteral("addAction"));
    w.settle();
    REQUIRE(w.line().action_ids.size() == before + 1);
    const core::ActionId made = w.line().action_ids.back();
    CHECK(w.mission()->find<core::Action>(made)->scenario_id == scenario);

    auto* table = w.find<QTableWidget>(QStringLiteral("actionTable"));
    for (int row = 0; row < table->rowCount(); ++row)
        if (table->item(row, 0)->data(Qt::UserRole).toLongLong() == made.value)
            table->setCurrentCell(row, 0);
    inDialog([&](QDialog& dialog) {
        CHECK(dialog.findChild<QComboBox*>(QStringLiteral("actionScenario"))->currentText() == name);
        choose(dialog, "actionScenario", QStringLiteral("none"));
        press(dialog);
    });
    w.click(QStringLiteral("editAction"));
    CHECK_FALSE(w.mission()->find<core::Action>(made)->scenario_id);
}
