// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assess_window.h"

#include <tutela/core/spoken.h>
#include <tutela/session/assessment_evidence.h>
#include <tutela/session/work_context.h>

#include <nlohmann/json.hpp>

#include <QCheckBox>
#include <QLabel>
#include <QRadioButton>
#include <QScrollArea>
#include <QTextEdit>

using namespace tutela;
using namespace tutela::app;
using test::AssessWindow;
using test::choose;
using test::inDialog;
using test::kPatience;
using test::press;
using test::sign;
using test::type;

// Job 3 of the concept: a threat assessment from nothing to the signature, once by mouse and once by keys alone.
namespace {

constexpr const char* kReason = "What people on the spot and two patrols report agrees on this point.";

session::CheckRow firstBlock(const AssessWindow& w)
{
    const auto rows = session::checkRows(session::assessmentSheet(w.mission(), *w.assess->current()));
    REQUIRE(!rows.empty());
    return rows.front(); // errors and what blocks come first
}

bool blocked(const AssessWindow& w)
{
    const auto sheet = session::assessmentSheet(w.mission(), *w.assess->current());
    return sheet.open > 0;
}

void fillAction(QDialog& dialog)
{
    type(dialog, "actionText", "Patrol the ridge road on market days.");
    choose(dialog, "actionTier", QString::fromStdString(core::spoken(core::Tier::T2_PHYSICAL)));
    choose(dialog, "actionPhase", QString::fromStdString(core::spoken(core::Phase::PREEMPTION)));
    choose(dialog, "actionKind", QString::fromStdString(core::spoken(core::ActionKind::PATROL_TASK)));
    choose(dialog, "actionComponent", QString::fromStdString(core::spoken(core::Component::MILITARY)));
    type(dialog, "actionOwner", "Sector commander");
    type(dialog, "actionDeadline", "2026-11-25");
    press(dialog);
}

/// Mends the first finding with the control that it leads to.
void mendByMouse(const AssessWindow& w)
{
    const auto finding = firstBlock(w);
    INFO(finding.subject.toStdString() << ": " << finding.text.toStdString());
    w.click(QStringLiteral("checkAssessment"));
    auto* findings = w.find<QTableWidget>(QStringLiteral("findingTable"));
    QTest::mouseClick(findings->viewport(), Qt::LeftButton, {}, findings->visualItemRect(findings->item(0, 1)).center());
    const QString field = finding.field;
    if (field == QStringLiteral("contributors")) {
        for (const char* name : {"contributor_MILITARY", "contributor_CIVILIAN_CIVIL_AFFAIRS"})
            w.find<QCheckBox>(QLatin1String{name})->click();
    } else if (field == QStringLiteral("action_ids")) {
        inDialog(fillAction);
        w.click(QStringLiteral("addAction"));
    } else if (field.endsWith(QStringLiteral("_reason")) || field == QStringLiteral("summary_bluf")) {
        auto* edit = w.find<QPlainTextEdit>(field);
        CHECK(QApplication::focusWidget() == edit);
        QTest::keyClicks(edit, QLatin1String{kReason});
        QTest::keyClick(edit, Qt::Key_Tab);
    } else {
        auto* segment = w.find<QPushButton>(field + (field == QStringLiteral("community") || field == QStringLiteral("host_state") ? QStringLiteral("_1") : QStringLiteral("_3")));
        CHECK(segment->isVisible());
        QTest::mouseClick(segment, Qt::LeftButton);
    }
    w.settle();
    const auto next = session::checkRows(session::assessmentSheet(w.mission(), *w.assess->current()));
    const bool mended = std::none_of(next.begin(), next.end(), [&](const auto& row) { return row.level != core::RuleLevel::W && row.record == finding.record && row.field == finding.field && row.text == finding.text; });
    REQUIRE(mended);
}

void key(Qt::Key pressed, Qt::KeyboardModifiers modifiers = {})
{
    QWidget* focus = QApplication::focusWidget();
    REQUIRE(focus != nullptr);
    QTest::keyClick(focus, pressed, modifiers);
}

void write(const char* text)
{
    REQUIRE(QApplication::focusWidget() != nullptr);
    QTest::keyClicks(QApplication::focusWidget(), QLatin1String{text});
}

QString focusName() { return QApplication::focusWidget() != nullptr ? QApplication::focusWidget()->objectName() : QString{}; }

/// Signs of the focus colour in the picture of the widget that has the focus.
int ringPixels(const Style& style)
{
    QWidget* focus = QApplication::focusWidget();
    const QImage image = focus->grab().toImage();
    const bool onRail = focus->parentWidget() != nullptr && focus->parentWidget()->objectName() == QStringLiteral("rail");
    const QColor ring = onRail ? map::colour(map::Token::Focus, map::Theme::Dark) : style.colour(map::Token::Focus); // the rail is dark in both
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (const QColor at = image.pixelColor(x, y); std::abs(at.red() - ring.red()) + std::abs(at.green() - ring.green()) + std::abs(at.blue() - ring.blue()) < 12)
                ++count;
    return count;
}

/// Presses Tab until the control has the focus; on the way each stop is visible and shows its ring.
void tabTo(const AssessWindow& w, const QString& name, Qt::Key tab = Qt::Key_Tab)
{
    constexpr int kMost = 250;
    QStringList trail{focusName()};
    for (int i = 0; i < kMost && focusName() != name; ++i) {
        key(tab, tab == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
        REQUIRE(QApplication::focusWidget() != nullptr);
        trail << focusName();
        INFO("at " << focusName().toStdString() << " on the way to " << name.toStdString());
        CHECK(QApplication::focusWidget()->isVisible());
        CHECK(ringPixels(w.style) > 10);
    }
    INFO("on the way to " << name.toStdString() << ": " << trail.join(QStringLiteral(", ")).toStdString());
    REQUIRE(focusName() == name);
}

void mendByKeys(const AssessWindow& w)
{
    const auto finding = firstBlock(w);
    INFO(finding.subject.toStdString() << ": " << finding.text.toStdString());
    const QString field = finding.field;
    QTest::keyClick(w.window, Qt::Key_F9);
    REQUIRE(focusName() == QStringLiteral("findingTable"));
    key(Qt::Key_Home, Qt::ControlModifier);
    key(Qt::Key_Return);
    if (field == QStringLiteral("contributors")) {
        CHECK(focusName().startsWith(QStringLiteral("contributor_")));
        key(Qt::Key_Space);
        key(Qt::Key_Tab);
        key(Qt::Key_Space);
    } else if (field == QStringLiteral("action_ids")) {
        CHECK(focusName() == QStringLiteral("addAction"));
        inDialog([](QDialog& dialog) {
            const auto go = [&](const char* name) {
                for (int i = 0; i < 40 && focusName() != QLatin1String{name}; ++i)
                    key(Qt::Key_Tab);
                CHECK(focusName() == QLatin1String{name});
            };
            go("actionText");
            write("Patrol the ridge road on market days.");
            for (const char* name : {"actionTier", "actionPhase", "actionKind", "actionComponent"}) {
                go(name);
                key(Qt::Key_Down);
            }
            go("actionOwner");
            write("Sector commander");
            go("actionDeadline");
            write("2026-11-25");
            key(Qt::Key_Return);
            CHECK_FALSE(dialog.isVisible());
        });
        key(Qt::Key_Space);
    } else if (field.endsWith(QStringLiteral("_reason")) || field == QStringLiteral("summary_bluf")) {
        REQUIRE(focusName() == field);
        write(kReason);
        key(Qt::Key_Tab);
    } else {
        REQUIRE(focusName().startsWith(field + QLatin1Char('_')));
        key(field == QStringLiteral("community") || field == QStringLiteral("host_state") ? Qt::Key_1 : Qt::Key_3);
    }
    w.settle();
}

void signByKeys(const AssessWindow& w, core::Role role, bool approval = false)
{
    inDialog([role, approval](QDialog& dialog) {
        auto* box = dialog.findChild<QComboBox*>(QStringLiteral("signRole"));
        const auto go = [](const char* name) {
            for (int i = 0; i < 10 && focusName() != QLatin1String{name}; ++i)
                key(Qt::Key_Tab);
            REQUIRE(focusName() == QLatin1String{name});
        };
        go("signRole");
        key(Qt::Key_Home);
        while (box->currentText() != session::roleWord(role) && box->currentIndex() + 1 < box->count())
            key(Qt::Key_Down);
        go("signInitials");
        key(Qt::Key_A, Qt::ControlModifier);
        write("AB");
        if (approval) {
            go("signWord");
            write("SIGN");
        }
        key(Qt::Key_Return);
        CHECK_FALSE(dialog.isVisible());
    });
    key(Qt::Key_Space);
    w.settle();
}

/// The first line loses what a person judged, so that there is something to judge.
void forgetJudgements(const AssessWindow& w)
{
    const auto line = analysis::linesOf(*w.mission(), *w.assess->current()).front();
    w.window->document()->edit({{{"kind", "line"}, {"id", line.id}, {"set", {{"intent", nullptr}, {"intent_reason", nullptr}, {"community", nullptr}}}}}, QStringLiteral("Forget"));
    w.settle();
}

} // namespace

TEST_CASE("a blank version is started, filled, checked, reviewed and approved by mouse")
{
    const AssessWindow w;
    inDialog([](QDialog& dialog) {
        QTest::mouseClick(dialog.findChild<QRadioButton*>(QStringLiteral("newBlank")), Qt::LeftButton, {}, QPoint{10, 10});
        auto* changes = dialog.findChild<QListWidget*>(QStringLiteral("newChanges"));
        REQUIRE(QTest::qWaitFor([&] { return changes->count() > 0 && dialog.findChild<QPushButton*>(QStringLiteral("dialogOk"))->isEnabled(); }, kPatience));
        bool told = false, open = false;
        for (int row = 0; row < changes->count(); ++row) // of the mission, not of a sector: that is what is chosen
            open = open || changes->item(row)->text().startsWith(QStringLiteral("The whole mission has an open version for October 2026. "));
        CHECK(open);
        for (int row = 0; row < changes->count(); ++row)
            told = told || changes->item(row)->text().startsWith(QStringLiteral("Nothing is taken over"));
        CHECK(told);
        press(dialog);
    });
    w.click(QStringLiteral("listNew"));
    w.settle();
    REQUIRE(w.state() == core::AssessmentState::DRAFT);
    REQUIRE(!w.assessment().previous_id);
    CHECK_FALSE(w.find<QPushButton>(QStringLiteral("compareVersions"))->isEnabled());
    forgetJudgements(w);
    REQUIRE(blocked(w));
    for (int step = 0; step < 60 && blocked(w); ++step)
        mendByMouse(w);
    REQUIRE_FALSE(blocked(w));

    // An override needs its role; the list leads to the control.
    w.click(QStringLiteral("impact_override_5"));
    w.settle();
    auto* why = w.find<QPlainTextEdit>(QStringLiteral("impact_reason"));
    why->setFocus();
    QTest::keyClicks(why, QStringLiteral("The only hospital of the district would be lost with the road."));
    QTest::keyClick(why, Qt::Key_Return);
    w.settle();
    REQUIRE(firstBlock(w).field == QStringLiteral("override_role"));
    w.click(QStringLiteral("checkAssessment"));
    auto* findings = w.find<QTableWidget>(QStringLiteral("findingTable"));
    QTest::mouseClick(findings->viewport(), Qt::LeftButton, {}, findings->visualItemRect(findings->item(0, 1)).center());
    auto* role = w.find<QComboBox>(QStringLiteral("override_role"));
    CHECK(QApplication::focusWidget() == role);
    role->setCurrentIndex(role->findText(session::roleWord(core::Role::SENIOR_POC_ADVISER)));
    emit role->activated(role->currentIndex());
    CHECK(w.line().override_role == core::Role::SENIOR_POC_ADVISER);
    w.settle();
    REQUIRE_FALSE(blocked(w));

    sign(w, QStringLiteral("nextStep"), core::Role::POC_ADVISER);
    REQUIRE(w.state() == core::AssessmentState::IN_REVIEW);
    test::approve(w);
    CHECK(w.find<QPushButton>(QStringLiteral("createVersion"))->text() == QStringLiteral("Create version 1.1"));
}

TEST_CASE("a version from last month is started, filled, cited, compared, checked, reviewed and approved by keys alone")
{
    const AssessWindow w;
    w.window->activateWindow();
    inDialog([](QDialog& dialog) {
        auto* ok = dialog.findChild<QPushButton*>(QStringLiteral("dialogOk"));
        REQUIRE(QTest::qWaitFor([ok] { return ok->isEnabled(); }, kPatience));
        CHECK(dialog.findChild<QListWidget*>(QStringLiteral("newChanges"))->item(0) != nullptr);
        CHECK(dialog.findChild<QRadioButton*>(QStringLiteral("newFromLast"))->isChecked());
        for (int i = 0; i < 10 && focusName() != QStringLiteral("dialogOk"); ++i)
            key(Qt::Key_Tab);
        REQUIRE(focusName() == QStringLiteral("dialogOk"));
        key(Qt::Key_Space);
    });
    QTest::keyClick(w.window, Qt::Key_N, Qt::ControlModifier);
    w.settle();
    REQUIRE(w.assessment().previous_id);
    forgetJudgements(w);
    for (int step = 0; step < 60 && blocked(w); ++step)
        mendByKeys(w);
    REQUIRE_FALSE(blocked(w));

    // From the top of the page through every control of the chosen line to the evidence and back.
    tabTo(w, QStringLiteral("nextStep"), Qt::Key_Backtab);
    tabTo(w, QStringLiteral("summary_bluf"));
    tabTo(w, QStringLiteral("lineTable"));
    tabTo(w, QStringLiteral("factorTable"));
    const auto factor = w.line().place_ids.front();
    key(Qt::Key_Home, Qt::ControlModifier);
    key(Qt::Key_Y);
    w.settle();
    const auto yes = w.mission()->find<core::Place>(factor)->vulnerability_yes;
    CHECK(std::find(yes.begin(), yes.end(), core::VulnerabilityFactor::IDENTITY_TARGETED) != yes.end());
    tabTo(w, QStringLiteral("author_role"));
    QTest::keyClick(w.window, Qt::Key_F, Qt::ControlModifier);
    REQUIRE(focusName() == QStringLiteral("evidenceFind"));
    tabTo(w, QStringLiteral("evidenceList"));
    const auto cited = w.line().incident_ids.size() + w.line().alert_ids.size();
    key(Qt::Key_Home);
    key(Qt::Key_E);
    CHECK(w.line().incident_ids.size() + w.line().alert_ids.size() == cited + 1);
    w.settle();

    QTest::keyClick(w.window, Qt::Key_D, Qt::ControlModifier);
    REQUIRE(focusName() == QStringLiteral("compareText"));
    QTest::keyClick(w.window, Qt::Key_F7);
    CHECK(w.assess->findChild<CompareView*>()->current() == 0);
    key(Qt::Key_Escape);

    tabTo(w, QStringLiteral("nextStep"));
    signByKeys(w, core::Role::POC_ADVISER);
    REQUIRE(w.state() == core::AssessmentState::IN_REVIEW);
    for (const auto reviewer : {core::Role::MILITARY, core::Role::HUMAN_RIGHTS}) {
        tabTo(w, QStringLiteral("giveOpinion"));
        signByKeys(w, reviewer);
    }
    for (const auto& [to, by] : {std::pair{core::AssessmentState::COORDINATED, core::Role::JMAC}, {core::AssessmentState::CLEARED, core::Role::PWG_CHAIR},
                                 {core::AssessmentState::APPROVED, core::Role::SENIOR_POC_ADVISER}}) {
        tabTo(w, QStringLiteral("nextStep"));
        signByKeys(w, by, to == core::AssessmentState::APPROVED);
        REQUIRE(w.state() == to);
    }
}

TEST_CASE("a new assessment from last month tells what changed since then before anything is typed, in the sentences of the records")
{
    const AssessWindow w;
    const auto before = w.mission();
    QStringList shown, expected;
    inDialog([&](QDialog& dialog) {
        const auto* ok = dialog.findChild<QPushButton*>(QStringLiteral("dialogOk"));
        CHECK(QTest::qWaitFor([ok] { return ok->isEnabled(); }, kPatience));
        CHECK(dialog.findChild<QRadioButton*>(QStringLiteral("newFromLast"))->isChecked());
        const auto area = dialog.findChild<QComboBox*>(QStringLiteral("newScope"))->currentData().toLongLong();
        const auto period = session::WorkContext::months(*before)[static_cast<std::size_t>(dialog.findChild<QComboBox*>(QStringLiteral("newMonth"))->currentIndex())];
        const auto work = session::startVersion(*before, area == 0 ? std::nullopt : std::optional{core::AreaId{area}}, period, period.to);
        CHECK(work.assessment.previous_id);
        expected = session::sinceLast(*before, work);
        auto* changes = dialog.findChild<QListWidget*>(QStringLiteral("newChanges"));
        CHECK(changes->isVisible());
        for (int row = 0; row < changes->count(); ++row)
            shown << changes->item(row)->text();
        CHECK(changes->viewport()->rect().intersects(changes->visualItemRect(changes->item(0)))); // without scrolling
        QStringList headings;
        for (const auto* label : dialog.findChildren<QLabel*>())
            if (label->isVisible())
                headings << label->text();
        CHECK(headings.contains(QStringLiteral("What changed since then")));
        dialog.reject();
    });
    w.click(QStringLiteral("listNew"));
    w.settle();
    // What is said of an open version stands before the changes.
    if (!shown.isEmpty() && shown.front().contains(QStringLiteral("has an open version for")))
        shown.removeFirst();
    REQUIRE(expected.size() > 1);
    CHECK(expected.front().contains(QStringLiteral("incidents")));
    CHECK(shown.join(QLatin1Char('\n')).toStdString() == expected.join(QLatin1Char('\n')).toStdString());
    CHECK(w.mission() == before); // looking changes nothing
}
