// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assess_window.h"

#include <tutela/core/spoken.h>
#include <tutela/session/assessment_evidence.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QCheckBox>
#include <QDropEvent>
#include <QMimeData>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QTextBlock>
#include <QTextEdit>

#include <algorithm>
#include <set>

using namespace tutela;
using namespace tutela::app;
using test::AssessWindow;
using test::choose;
using test::inDialog;
using test::kPatience;
using test::press;
using test::sign;
using test::type;

TEST_CASE("an assessment is worked through by hand: scores, evidence, an action, review, signature, and then nothing can be changed")
{
    const AssessWindow w;
    REQUIRE(w.state() == core::AssessmentState::DRAFT);

    // Scores: a value without a reason blocks, the message leads to the field.
    const int other = w.line().intent == 3 ? 2 : 3;
    w.click(QStringLiteral("intent_%1").arg(other));
    CHECK(w.line().intent == other);
    w.settle();
    auto* reason = w.find<QPlainTextEdit>(QStringLiteral("intent_reason"));
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
    test::approve(w);

    CHECK(w.find<QLabel>(QStringLiteral("lockText"))->text().contains(QStringLiteral("It cannot be changed.")));
    const auto hash = w.mission()->head;
    auto* view = w.view();
    for (auto* edit : view->findChildren<QLineEdit*>())
        if (qobject_cast<QComboBox*>(edit->parentWidget()) == nullptr && qobject_cast<QAbstractSpinBox*>(edit->parentWidget()) == nullptr)
            CHECK(edit->isReadOnly());
    for (auto* edit : view->findChildren<QPlainTextEdit*>()) {
        QTest::keyClicks(edit, QStringLiteral("x"));
        QTest::keyClick(edit, Qt::Key_Return);
        edit->paste();
        CHECK(edit->isReadOnly());
    }
    for (auto* button : view->findChildren<QPushButton*>())
        if (button->isCheckable()) {
            QTest::mouseClick(button, Qt::LeftButton);
            QTest::keyClick(button, Qt::Key_3);
            QTest::keyClick(button, Qt::Key_Space);
        }
    for (auto* box : view->findChildren<QComboBox*>()) {
        CHECK_FALSE(box->isEnabled());
        QTest::keyClick(box, Qt::Key_Down);
    }
    for (auto* box : view->findChildren<QCheckBox*>()) {
        CHECK_FALSE(box->isEnabled());
        QTest::mouseClick(box, Qt::LeftButton);
    }
    for (auto* box : view->findChildren<QSpinBox*>()) {
        CHECK_FALSE(box->isEnabled());
        QTest::keyClick(box, Qt::Key_Up);
    }
    auto* factors = w.find<QTableWidget>(QStringLiteral("factorTable"));
    factors->setCurrentCell(0, 2);
    for (const auto key : {Qt::Key_Y, Qt::Key_N, Qt::Key_U})
        QTest::keyClick(factors, key);
    for (const char* name : {"addLines", "removeLine"})
        CHECK_FALSE(w.find<QPushButton>(QLatin1String{name})->isVisible());
    auto* actionTable = w.find<QTableWidget>(QStringLiteral("actionTable"));
    actionTable->setCurrentCell(0, 0);
    QTest::keyClick(actionTable, Qt::Key_Return);
    CHECK(QApplication::activeModalWidget() == nullptr);
    for (const char* command : {"edit.cite", "edit.delete", "edit.bulk"})
        w.window->actions().action(QLatin1String{command})->trigger();
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

TEST_CASE("the last version is compared side by side and walked by keys alone")
{
    const AssessWindow w;
    QTest::keyClick(w.window, Qt::Key_D, Qt::ControlModifier);
    auto* compare = w.assess->findChild<CompareView*>();
    auto* text = w.find<QTextEdit>(QStringLiteral("compareText"));
    REQUIRE(text->isVisible());
    REQUIRE(compare->count() > 1);
    CHECK(w.find<QLabel>(QStringLiteral("compareCaption"))->text().contains(QStringLiteral(" \u2192 ")));
    const QString page = text->toPlainText();
    CHECK(page.indexOf(QStringLiteral("Scores and lines")) < page.indexOf(QStringLiteral("Texts and lists")));
    CHECK((page.contains(QStringLiteral("\u25B2 +")) || page.contains(QStringLiteral("\u25BC \u2212"))));
    // Removed words are struck out and added ones underlined, each behind its sign.
    bool removed = false, added = false;
    for (auto block = text->document()->begin(); block.isValid(); block = block.next())
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextCharFormat format = at.fragment().charFormat();
            if (format.fontStrikeOut() != format.fontUnderline()) // colour beside the sign, never instead of it
                CHECK(format.foreground().color() == w.style.colour(format.fontStrikeOut() ? map::Token::Danger : map::Token::Success));
            removed = removed || (at.fragment().charFormat().fontStrikeOut() && !at.fragment().charFormat().fontUnderline());
            added = added || (at.fragment().charFormat().fontUnderline() && !at.fragment().charFormat().fontStrikeOut());
        }
    CHECK(added);
    CHECK(removed);
    QTest::keyClick(w.window, Qt::Key_F7);
    CHECK(compare->current() == 0);
    QTest::keyClick(w.window, Qt::Key_F7);
    CHECK(compare->current() == 1);
    QTest::keyClick(w.window, Qt::Key_F7, Qt::ShiftModifier);
    CHECK(compare->current() == 0);
    CHECK(w.find<QLabel>(QStringLiteral("compareWhere"))->text().startsWith(QStringLiteral("Change 1 of ")));
    CHECK(text->extraSelections().size() == 1);
    // A selection that reaches into a table goes on by pages, to both ends (QTextEdit's own never returned).
    text->moveCursor(QTextCursor::Start);
    const int last = text->document()->characterCount() - 1;
    for (int pages = 0; pages < 100 && text->textCursor().position() < last; ++pages)
        QTest::keyClick(text, Qt::Key_PageDown, Qt::ShiftModifier);
    CHECK(text->textCursor().position() == last);
    CHECK(text->textCursor().selectedText().size() > page.size() / 2);
    for (int pages = 0; pages < 100 && text->textCursor().position() > 0; ++pages)
        QTest::keyClick(text, Qt::Key_PageUp, Qt::ShiftModifier);
    CHECK(text->textCursor().position() == 0);
    QTest::keyClick(text, Qt::Key_Escape);
    CHECK_FALSE(text->isVisible());
    CHECK(w.view()->isVisible());
}

TEST_CASE("evidence dropped on a line is cited there, with its grade in the line, and a click on it opens the incident")
{
    const AssessWindow w;
    auto* evidence = w.find<QListWidget>(QStringLiteral("evidenceList"));
    auto* lines = w.find<QTableWidget>(QStringLiteral("lineTable"));
    REQUIRE(lines->rowCount() > 1);
    REQUIRE(evidence->count() > 0);
    const std::unique_ptr<QMimeData> dragged{evidence->model()->mimeData({evidence->model()->index(0, 0)})};
    const auto records = evidenceIn(dragged.get());
    REQUIRE(records.size() == 1);
    const QPoint target = lines->visualItemRect(lines->item(1, 0)).center();
    QDragEnterEvent enter{target, Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(lines->viewport(), &enter);
    CHECK(enter.isAccepted());
    QDropEvent drop{QPointF{target}, Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(lines->viewport(), &drop);
    CHECK(drop.isAccepted());
    w.settle();
    CHECK(lines->currentRow() == 1);
    const auto cites = [&](const core::Line& line) {
        return std::any_of(line.incident_ids.begin(), line.incident_ids.end(), [&](auto id) { return id.value == records[0].id; })
               || std::any_of(line.alert_ids.begin(), line.alert_ids.end(), [&](auto id) { return id.value == records[0].id; });
    };
    CHECK(cites(w.line()));

    // On the part below the table it goes to the chosen line; twice changes nothing.
    auto* panel = w.assess->findChild<LinePanel*>();
    const auto before = w.mission()->head;
    QDropEvent again{QPointF{40, panel->height() - 60.0}, Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(panel, &again);
    w.settle();
    CHECK(w.mission()->head == before);

    QPushButton* link = nullptr;
    for (auto* each : panel->findChildren<QPushButton*>())
        if (each->objectName().startsWith(QStringLiteral("citation")) && each->isVisible() && link == nullptr)
            link = each;
    REQUIRE(link != nullptr);
    CHECK(link->text().contains(QRegularExpression{QStringLiteral("^\\[\\d+\\] (?:[A-F][1-6]|not graded)$")}));
    QStringList links;
    for (auto* each : panel->findChildren<QPushButton*>())
        if (each->objectName().startsWith(QStringLiteral("citation")) && each->isVisible())
            links << each->objectName();
    const core::Line line = w.line();
    std::set<std::pair<core::Kind, std::int64_t>> cited, opened;
    for (const auto id : line.incident_ids)
        cited.emplace(core::Kind::INCIDENT, id.value);
    for (const auto id : line.contradicting_ids)
        cited.emplace(core::Kind::INCIDENT, id.value);
    for (const auto id : line.alert_ids)
        cited.emplace(core::Kind::ALERT, id.value);
    for (const QString& name : links) {
        w.click(name);
        CHECK(w.window->current()->objectName() != QStringLiteral("Assess"));
        const auto chosen = w.window->context().selection();
        REQUIRE(chosen);
        opened.emplace(chosen->kind, chosen->id);
        w.window->show(QStringLiteral("Assess"));
        w.settle();
        REQUIRE(w.view()->line() == core::LineId{line.id});
    }
    // Each opens a record of its own, and only what the line cites.
    CHECK(opened.size() == static_cast<std::size_t>(links.size()));
    CHECK(std::includes(cited.begin(), cited.end(), opened.begin(), opened.end()));
}

TEST_CASE("a line that cites nothing carries a quiet mark until evidence is cited")
{
    const AssessWindow w;
    const auto line = w.line();
    REQUIRE(!line.incident_ids.empty());
    auto* mark = w.find<QLabel>(QStringLiteral("intentMark"));
    CHECK(mark->pixmap().isNull());
    w.window->document()->edit({{{"kind", "line"}, {"id", line.id}, {"set", {{"incident_ids", nlohmann::json::array()}, {"alert_ids", nlohmann::json::array()}}}}}, QStringLiteral("Clear"));
    w.settle();
    w.view()->setLine(core::LineId{line.id});
    CHECK(!mark->pixmap().isNull());
    CHECK(mark->toolTip().contains(QStringLiteral("No evidence is cited")));
}

TEST_CASE("every number of the page opens its explanation with formula, date and records")
{
    const AssessWindow w;
    QStringList names{QStringLiteral("resultBand")};
    for (int i = 1; i <= 7; ++i)
        names << QStringLiteral("figure%1").arg(i);
    for (const char* field : {"intent", "likelihood_override", "impact_override", "vulnerability_override", "confidence_override", "trend_override", "class_override"})
        names << QLatin1String{field} + QStringLiteral("Model");
    int withRecords = 0;
    for (const QString& name : names) {
        INFO(name.toStdString());
        w.click(name);
        auto* card = w.window->findChild<QWidget*>(QStringLiteral("explanation"));
        REQUIRE(card != nullptr);
        CHECK(card->isVisible());
        CHECK(card->findChild<QLabel*>(QStringLiteral("explanationText"))->text().contains(QStringLiteral(" = ")));
        bool dated = false;
        for (auto* label : card->findChildren<QLabel*>())
            dated = dated || (label->text().contains(QStringLiteral("2026")) && label->text().contains(QStringLiteral("scoring method")));
        CHECK(dated);
        withRecords += card->findChildren<QPushButton*>(QStringLiteral("explainedRecord")).isEmpty() ? 0 : 1;
        QTest::keyClick(card->focusWidget() != nullptr ? card->focusWidget() : card, Qt::Key_Escape);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        CHECK(w.window->findChild<QWidget*>(QStringLiteral("explanation")) == nullptr);
    }
    CHECK(withRecords > 3);
}

TEST_CASE("level, days ahead, role, marking, contributors and distribution are set with their controls")
{
    const AssessWindow w;
    const auto pick = [&](const char* name, const QString& face) {
        auto* box = w.find<QComboBox>(QLatin1String{name});
        REQUIRE(box->findText(face) >= 0);
        box->setCurrentIndex(box->findText(face));
        emit box->activated(box->currentIndex());
        w.settle();
    };
    pick("level", QStringLiteral("Tactical"));
    CHECK(w.assessment().level == core::AssessmentLevel::TACTICAL);
    pick("author_role", session::roleWord(core::Role::SENIOR_POC_ADVISER));
    CHECK(w.assessment().author_role == core::Role::SENIOR_POC_ADVISER);
    auto* days = w.find<QSpinBox>(QStringLiteral("forecast_days"));
    days->setFocus();
    days->selectAll();
    QTest::keyClicks(days, QStringLiteral("90"));
    QTest::keyClick(days, Qt::Key_Return);
    CHECK(w.assessment().forecast_days == 90);
    w.settle();
    // A marking below what the document contains is refused at its place, by what it must be raised to.
    pick("sensitivity", QString::fromStdString(core::spoken(core::Marking::UNCLASSIFIED)));
    CHECK(w.find<QLabel>(QStringLiteral("sensitivitySentence"))->text().contains(QStringLiteral("raise it to")));
    pick("sensitivity", QString::fromStdString(core::spoken(core::Marking::STRICTLY_CONFIDENTIAL)));
    CHECK(w.find<QLabel>(QStringLiteral("sensitivitySentence"))->text().isEmpty());
    for (auto* box : w.view()->findChildren<QCheckBox*>())
        if (box->objectName().startsWith(QStringLiteral("contributor_")) && box->isChecked()) {
            box->click();
            w.settle();
        }
    CHECK(w.find<QLabel>(QStringLiteral("contributorsSentence"))->text().contains(QStringLiteral("at least two")));
    for (const char* name : {"contributor_POLICE", "contributor_CIVILIAN_HUMAN_RIGHTS"}) {
        w.find<QCheckBox>(QLatin1String{name})->click();
        w.settle();
    }
    CHECK(w.assessment().contributors == std::vector{core::Component::POLICE, core::Component::CIVILIAN_HUMAN_RIGHTS});
    CHECK(w.find<QLabel>(QStringLiteral("contributorsSentence"))->text().isEmpty());
}

TEST_CASE("a vulnerability factor is judged by a click on its word")
{
    const AssessWindow w;
    auto* factors = w.find<QTableWidget>(QStringLiteral("factorTable"));
    const auto place = w.line().place_ids.front();
    const auto judged = [&] { return w.mission()->find<core::Place>(place)->vulnerability_no.size(); };
    const auto before = judged();
    const QRect cell = factors->visualItemRect(factors->item(0, 2));
    for (int x = cell.left() + 4; x < cell.right() && judged() == before; x += 6)
        QTest::mouseClick(factors->viewport(), Qt::LeftButton, {}, QPoint{x, cell.center().y()});
    CHECK(judged() == before + 1);
    w.settle();
    CHECK(factors->item(0, 2)->data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("judged for the place: No")));
}

TEST_CASE("texts of any length, direction and markup stay plain and within the page")
{
    const AssessWindow w;
    const QString longText = QStringLiteral("Ambush on the lake road. ").repeated(400);
    REQUIRE(longText.size() == 10'000);
    const QString mixed = QStringLiteral("<img src=x> <b>\u0645\u0631\u062D\u0628\u0627</b> Z\u0351\u036B\u0343a\u0300\u0301\u0302lgo & \"quotes\"");
    for (const QString& text : {longText, mixed}) {
        for (const char* name : {"situation", "intent_reason"}) {
            auto* edit = w.find<QPlainTextEdit>(QLatin1String{name});
            edit->setFocus();
            edit->selectAll();
            edit->insertPlainText(text);
            w.find<QPlainTextEdit>(QStringLiteral("summary_bluf"))->setFocus();
            w.settle();
            CHECK(edit->toPlainText().simplified() == text.normalized(QString::NormalizationForm_C).simplified());
        }
        CHECK(QString::fromStdString(w.assessment().situation).simplified() == text.normalized(QString::NormalizationForm_C).simplified());
        // The page is never wider than what shows it: nothing is cut at the right.
        auto* page = w.find<QScrollArea>(QStringLiteral("assessmentPage"));
        CHECK(page->widget()->width() <= page->viewport()->width());
        CHECK(page->widget()->minimumSizeHint().width() <= page->viewport()->width());
    }
    const auto action = w.line().action_ids;
    inDialog([&](QDialog& dialog) {
        auto* text = dialog.findChild<QPlainTextEdit*>(QStringLiteral("actionText"));
        text->setPlainText(longText);
        CHECK_FALSE(dialog.findChild<QPushButton*>(QStringLiteral("dialogOk"))->isEnabled());
        CHECK(dialog.findChild<QLabel*>(QStringLiteral("actionMissing"))->text().contains(QStringLiteral("at most 300 are allowed")));
        text->setPlainText(mixed);
        type(dialog, "actionDeadline", "15/11");
        CHECK(dialog.findChild<QLabel*>(QStringLiteral("actionMissing"))->text().contains(QStringLiteral("not a date")));
        type(dialog, "actionDeadline", "2026-11-15");
        choose(dialog, "actionTier", QString::fromStdString(core::spoken(core::Tier::T1_DIALOGUE)));
        choose(dialog, "actionPhase", QString::fromStdString(core::spoken(core::Phase::PREVENTION)));
        choose(dialog, "actionComponent", QString::fromStdString(core::spoken(core::Component::POLICE)));
        type(dialog, "actionOwner", "<img src=x>");
        press(dialog);
    });
    w.click(QStringLiteral("addAction"));
    w.settle();
    CHECK(w.line().action_ids.size() == action.size() + 1);
    for (auto* label : w.assess->findChildren<QLabel*>())
        CHECK(label->textFormat() != Qt::RichText);
    QTest::keyClick(w.window, Qt::Key_D, Qt::ControlModifier);
    CHECK(w.find<QTextEdit>(QStringLiteral("compareText"))->toPlainText().contains(QStringLiteral("<img")));
}

TEST_CASE("a mission without assessments offers two different starts")
{
    test::AssessWindow w{false};
    w.openDemo();
    for (const auto& [button, radio] : {std::pair{"emptyFromLast", "newFromLast"}, {"emptyBlank", "newBlank"}}) {
        QString title;
        inDialog([&](QDialog& dialog) {
            CHECK(dialog.findChild<QRadioButton*>(QLatin1String{radio})->isChecked());
            title = dialog.objectName();
            dialog.reject();
        });
        w.find<QPushButton>(QLatin1String{button})->click();
        CHECK(title == QStringLiteral("newAssessmentDialog"));
    }
}

TEST_CASE("a removed line comes back with its evidence, and both are one step")
{
    const AssessWindow w;
    const auto lines = analysis::linesOf(*w.mission(), *w.assess->current()).size();
    CHECK_FALSE(w.find<QPushButton>(QStringLiteral("addLines"))->isVisible());
    w.click(QStringLiteral("removeLine"));
    w.settle();
    CHECK(analysis::linesOf(*w.mission(), *w.assess->current()).size() == lines - 1);
    REQUIRE(w.find<QPushButton>(QStringLiteral("addLines"))->isVisible());
    w.click(QStringLiteral("addLines"));
    w.settle();
    CHECK(analysis::linesOf(*w.mission(), *w.assess->current()).size() == lines);
    w.window->document()->undoStack().undo();
    w.window->document()->undoStack().undo();
    w.settle();
    CHECK(analysis::linesOf(*w.mission(), *w.assess->current()).size() == lines);
    CHECK_FALSE(w.find<QPushButton>(QStringLiteral("addLines"))->isVisible());
}

TEST_CASE("a mission that somebody else writes shows its assessments, and nothing in them can be changed")
{
    const AssessWindow writer;
    AssessWindow reader{false};
    reader.open(writer.folder / "Kavara.gpkg");
    REQUIRE(reader.window->document()->isReadOnly());
    CHECK(reader.find<QPlainTextEdit>(QStringLiteral("summary_bluf"))->isReadOnly());
    CHECK_FALSE(reader.find<QPushButton>(QStringLiteral("nextStep"))->isVisible());
    CHECK_FALSE(reader.find<QPushButton>(QStringLiteral("createVersion"))->isVisible());
    CHECK(reader.find<QLabel>(QStringLiteral("lockText"))->text().contains(QStringLiteral("read-only")));
    for (const char* name : {"citeEvidence", "addAction"})
        CHECK_FALSE(reader.find<QPushButton>(QLatin1String{name})->isEnabled());
    const auto* make = reader.find<QPushButton>(QStringLiteral("listNew"));
    CHECK_FALSE(make->isEnabled());
    CHECK(make->toolTip().startsWith(QStringLiteral("Read-only: ")));
}

TEST_CASE("at 200 % the page of an assessment is as wide as its view: nothing is cut at its right")
{
    AssessWindow w{false};
    w.style.setTextScale(2.0);
    w.window->resize(1920, 1080);
    w.openDemo();
    auto* scroll = w.find<QScrollArea>(QStringLiteral("assessmentPage"));
    INFO(scroll->widget()->minimumSizeHint().width() << " of " << scroll->viewport()->width());
    CHECK(scroll->widget()->width() <= scroll->viewport()->width());
}

TEST_CASE("in a window of 800 by 600 the page of an assessment is as wide as its view, with the reasons below the scores")
{
    AssessWindow w{false};
    w.window->resize(800, 600);
    w.openDemo();
    auto* scroll = w.find<QScrollArea>(QStringLiteral("assessmentPage"));
    INFO(scroll->widget()->minimumSizeHint().width() << " of " << scroll->viewport()->width());
    CHECK(scroll->widget()->width() <= scroll->viewport()->width());
    const auto* reason = w.find<QWidget>(QStringLiteral("intent_reason"));
    const auto* value = w.find<QWidget>(QStringLiteral("intent_5"));
    CHECK(reason->mapTo(w.window, QPoint{}).y() > value->mapTo(w.window, QPoint{0, value->height()}).y());
    w.window->resize(1920, 1080);
    REQUIRE(QTest::qWaitFor([&] { return reason->mapTo(w.window, QPoint{}).x() > value->mapTo(w.window, QPoint{value->width(), 0}).x(); }, 5000));
}

TEST_CASE("heads of the document and of the comparison have room for their titles at any size of window and text")
{
    AssessWindow w;
    for (const auto& [size, scale] : {std::pair{QSize{1280, 720}, 2.0}, {QSize{800, 600}, 1.0}, {QSize{1366, 768}, 1.0}}) {
        INFO(size.width() << " x " << size.height() << ", text " << scale);
        w.style.setTextScale(scale);
        w.window->resize(size);
        w.settle();
        const auto holds = [&](const char* title, std::initializer_list<const char*> buttons) {
            const auto* label = w.find<QLabel>(QLatin1String{title});
            INFO(title << ", " << label->width() << " wide");
            constexpr int kLetters = 25;
            CHECK(label->width() >= kLetters * label->fontMetrics().averageCharWidth());
            CHECK(label->height() >= label->heightForWidth(label->width()));
            const QRect said{label->mapTo(w.window, QPoint{}), label->size()};
            for (const char* name : buttons) {
                const auto* button = w.find<QPushButton>(QLatin1String{name});
                CHECK(button->width() >= button->sizeHint().width());
                CHECK_FALSE(QRect{button->mapTo(w.window, QPoint{}), button->size()}.intersects(said));
                CHECK(w.view()->parentWidget()->rect().contains(QRect{button->mapTo(w.view()->parentWidget(), QPoint{}), button->size()}));
            }
        };
        holds("assessmentTitle", {"compareVersions", "checkAssessment", "nextStep"});
        w.click(QStringLiteral("compareVersions"));
        w.settle();
        holds("compareCaption", {"previousChange", "nextChange", "closeCompare"});
        w.click(QStringLiteral("closeCompare"));
        w.settle();
    }
}

TEST_CASE("a draft shows no tick before its sign-off and is withdrawn as a draft, an approved version has the tick")
{
    const AssessWindow w;
    const auto* mark = w.find<QLabel>(QStringLiteral("signNoteMark"));
    CHECK(mark->accessibleName() != QStringLiteral("Nothing is missing here"));
    CHECK(w.find<QPushButton>(QStringLiteral("step_WITHDRAWN"))->text() == QStringLiteral("Withdraw this draft"));
    sign(w, QStringLiteral("nextStep"), core::Role::POC_ADVISER);
    REQUIRE(w.state() == core::AssessmentState::IN_REVIEW);
    CHECK(mark->accessibleName() != QStringLiteral("Nothing is missing here"));
    test::approve(w);
    w.settle();
    CHECK(mark->accessibleName() == QStringLiteral("Nothing is missing here"));
}

TEST_CASE("evidence says how many items there are, how many the assessment cites and how many the line")
{
    const AssessWindow w;
    const auto items = session::evidenceOf(*w.mission(), w.assessment());
    const auto cited = std::count_if(items.begin(), items.end(), [](const auto& item) { return item.number > 0; });
    const auto here = std::count_if(items.begin(), items.end(), [&](const auto& item) { return item.citedIn(core::LineId{w.line().id}); });
    REQUIRE(here > 0);
    CHECK(w.find<QLabel>(QStringLiteral("evidenceCount"))->text()
          == QStringLiteral("%1 items of evidence, %2 cited in this assessment").arg(session::countText(std::ssize(items)), session::countText(cited)));
    CHECK(w.find<QPushButton>(QStringLiteral("evidenceCited"))->text() == QStringLiteral("Cited for this line %1").arg(session::countText(here)));
    CHECK(w.find<QPushButton>(QStringLiteral("evidenceNotCited"))->text() == QStringLiteral("Not cited for this line %1").arg(session::countText(std::ssize(items) - here)));
}

TEST_CASE("the list of the check has an icon per row, is told by the button, and gives way to a comparison")
{
    const AssessWindow w;
    auto* findings = w.find<QTableWidget>(QStringLiteral("findingTable"));
    auto* dock = w.find<QWidget>(QStringLiteral("assessFindings"));
    const auto sheet = session::assessmentSheet(w.mission(), *w.assess->current());
    const auto notes = std::ssize(sheet.issues) - sheet.open;
    const QString said = w.find<QPushButton>(QStringLiteral("checkAssessment"))->text();
    if (sheet.open > 0)
        CHECK(said == QStringLiteral("Check (%1 open)").arg(sheet.open));
    else if (notes > 0)
        CHECK(said == (notes == 1 ? QStringLiteral("Check (1 note)") : QStringLiteral("Check (%1 notes)").arg(notes)));
    w.click(QStringLiteral("checkAssessment"));
    REQUIRE(dock->isVisible());
    CHECK(findings->horizontalHeaderItem(1)->text() == QStringLiteral("What to look at"));
    for (int row = 0; row < findings->rowCount(); ++row)
        CHECK_FALSE(findings->item(row, 0)->icon().isNull());
    w.click(QStringLiteral("compareVersions"));
    CHECK_FALSE(dock->isVisible());
    w.click(QStringLiteral("closeCompare"));
    CHECK(dock->isVisible());
}

TEST_CASE("the words of a box of the action dialog wrap, toggle the box and name it, a deadline is read as it is written")
{
    const AssessWindow w;
    w.prompts.answers = {1};
    inDialog([&](QDialog& dialog) {
        auto* box = dialog.findChild<QCheckBox*>(QStringLiteral("actionHrddp"));
        CHECK(box->text().isEmpty());
        CHECK_FALSE(box->accessibleName().isEmpty());
        QLabel* words = nullptr;
        for (auto* label : dialog.findChildren<QLabel*>())
            if (label->buddy() == box)
                words = label;
        REQUIRE(words != nullptr);
        CHECK(words->wordWrap());
        QTest::mouseClick(words, Qt::LeftButton);
        CHECK(box->isChecked());
        auto* problem = dialog.findChild<QLabel*>(QStringLiteral("actionMissing"));
        for (const char* day : {"5 Dec 2026", "2026-12-05"}) {
            type(dialog, "actionDeadline", day);
            CHECK_FALSE(problem->text().contains(QStringLiteral("not a date")));
        }
        dialog.reject();
    });
    w.click(QStringLiteral("addAction"));
}

TEST_CASE("all five levels of a score are shown below it when they are asked for")
{
    const AssessWindow w;
    auto* levels = w.find<QLabel>(QStringLiteral("intentAllLevels"));
    CHECK_FALSE(levels->isVisible());
    w.click(QStringLiteral("intentLevels"));
    CHECK(levels->isVisible());
    const QStringList lines = levels->text().split(QLatin1Char('\n'));
    REQUIRE(lines.size() == 5);
    for (int level = 1; level <= 5; ++level)
        CHECK(lines[level - 1] == QStringLiteral("%1  %2").arg(level).arg(session::descriptorOf(QStringLiteral("intent"), level)));
    w.click(QStringLiteral("intentLevels"));
    CHECK_FALSE(levels->isVisible());
}

TEST_CASE("every row of the factors is shown and every reason wraps")
{
    const AssessWindow w;
    auto* factors = w.find<QTableWidget>(QStringLiteral("factorTable"));
    REQUIRE(factors->rowCount() > 0);
    const QRect last = factors->visualRect(factors->model()->index(factors->rowCount() - 1, 3));
    CHECK(last.bottom() <= factors->viewport()->height());
    const QFontMetrics metrics{factors->font()};
    for (int row = 0; row < factors->rowCount(); ++row)
        CHECK(metrics.boundingRect(QRect{0, 0, factors->columnWidth(3), 10'000}, Qt::TextWordWrap, factors->item(row, 3)->text()).height() <= factors->rowHeight(row));
}

TEST_CASE("in a narrow window the threat and its place keep their room among the lines")
{
    const AssessWindow w;
    auto* table = w.find<QTableWidget>(QStringLiteral("lineTable"));
    CHECK_FALSE(table->isColumnHidden(2));
    w.window->resize(800, 600);
    w.settle();
    CHECK(table->columnWidth(0) >= 220);
    CHECK_FALSE(table->isColumnHidden(1));
}
