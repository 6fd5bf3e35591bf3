// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The numbers of sentences open what they are made of.
#include "planner.h"
#include "qt_warnings.h"

#include "frame/linked_text.h"

#include <tutela/session/display.h>
#include <tutela/session/reach_board.h>

#include <QApplication>
#include <QSlider>
#include <QTextDocumentFragment>

using namespace tutela;
using test::kWait;
using test::Planner;

namespace {

/// The card that is open, which goes again.
QString closeCard()
{
    auto* card = QApplication::activePopupWidget();
    REQUIRE(card != nullptr);
    CHECK(card->objectName() == QStringLiteral("explanation"));
    QStringList texts;
    for (const auto* label : card->findChildren<QLabel*>())
        texts << label->text();
    for (const auto* record : card->findChildren<QPushButton*>(QStringLiteral("explainedRecord")))
        texts << record->text();
    QTest::keyClick(card, Qt::Key_Escape);
    return texts.join(QLatin1Char('\n'));
}

} // namespace

namespace {

/// As a text document gives its words back: spaces that do not break come out as others.
std::string plain(QString text) { return text.replace(QChar{0x202F}, QLatin1Char(' ')).toStdString(); }

} // namespace

TEST_CASE("a linked sentence shows what it is given as text, never as markup")
{
    QLabel label;
    app::ui::setLinkedText(label, QStringLiteral("3 people in <b>Luzi</b> & 3 people"), {{QStringLiteral("3 people"), QStringLiteral("a")}, {QStringLiteral("<b>Luzi</b>"), QStringLiteral("b")}});
    CHECK(QTextDocumentFragment::fromHtml(label.text()).toPlainText() == QStringLiteral("3 people in <b>Luzi</b> & 3 people"));
    CHECK(label.text().count(QStringLiteral("<a href")) == 2);
    CHECK_FALSE(label.text().contains(QStringLiteral("<b>")));
    CHECK(label.focusPolicy() == Qt::StrongFocus);
    app::ui::setLinkedText(label, QStringLiteral("<i>none</i>"));
    CHECK(label.textFormat() == Qt::PlainText);
    CHECK(label.focusPolicy() == Qt::NoFocus);
}

TEST_CASE("no line breaks between a number and its unit")
{
    const auto whole = [](const char* text) { return app::ui::wholeQuantities(QString::fromUtf8(text)).replace(QChar::Nbsp, QLatin1Char('_')); };
    CHECK(whole("Too late by 1 h 17 min for an attack of 2 h") == QStringLiteral("Too late by 1_h_17_min for an attack of 2_h"));
    CHECK(whole("60 % fewer people within 2 h; cells of 300 m, 3 km") == QStringLiteral("60_% fewer people within 2_h; cells of 300_m, 3_km"));
    CHECK(whole("10 places, 2 mines, 5 hours") == QStringLiteral("10 places, 2 mines, 5 hours"));
    QLabel label;
    app::ui::setLinkedText(label, QStringLiteral("3 people within 2 h"), {{QStringLiteral("2 h"), QStringLiteral("within")}});
    CHECK(label.text().contains(QStringLiteral("2&nbsp;h</a>")));
    CHECK(label.accessibleName() == QStringLiteral("3 people within 2 h"));
}

TEST_CASE("people, places and hours of the sentence of Patrols open their records, their list and their formula")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto* sentence = planner.find<QLabel>("reachSentence");
    CHECK(QTextDocumentFragment::fromHtml(sentence->text()).toPlainText().toStdString() == plain(planner.sentence()));
    CHECK(sentence->text().count(QStringLiteral("<a href")) == 3);
    sentence->setFocus();
    QTest::keyClick(sentence, Qt::Key_Tab); // to the first link
    QTest::keyClick(sentence, Qt::Key_Return);
    const QString people = closeCard();
    CHECK(people.contains(QStringLiteral("Sum of the people")));
    CHECK(people.contains(planner.table().item(0, 1)->text())); // the first record is the first of the list
    emit sentence->linkActivated(QStringLiteral("within"));
    CHECK(closeCard().contains(QStringLiteral("information + decision + mobilisation + travel")));
    planner.click("reachTabOverdue");
    emit sentence->linkActivated(QStringLiteral("places"));
    CHECK(planner.find<QPushButton>("reachTabBeyond")->isChecked());
    CHECK(QApplication::focusWidget() == &planner.table());
    CHECK(warnings.count() == 0);
}

TEST_CASE("people within 30 minutes, an hour, two hours and an attack stand side by side, with what can be answered at once")
{
    const test::QtWarnings warnings;
    Planner planner;
    const auto& reach = planner.workspace->board()->reach;
    auto* line = planner.find<QLabel>("reachWithin");
    REQUIRE(line->isVisible());
    const QString said = line->accessibleName();
    for (const auto people : {reach.people.in30, reach.people.in60, reach.people.in120, reach.people.inAttack})
        CHECK(said.contains(session::countText(people)));
    CHECK(said.contains(session::reachLine(*planner.workspace->board()).at_once));
    CHECK(line->text().count(QStringLiteral("<a href")) == 2);
    emit line->linkActivated(QStringLiteral("at once"));
    CHECK(closeCard().contains(QStringLiteral("each unit answered one")));
    emit line->linkActivated(QStringLiteral("people"));
    CHECK(closeCard().contains(QStringLiteral("how long an attack lasts")));
    CHECK(warnings.count() == 0);
}

TEST_CASE("the slider of the hours and the typed hours are one value, while it is dragged the number follows at once")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto* slider = planner.find<QSlider>("reachHoursSlider");
    auto* hours = planner.find<QDoubleSpinBox>("reachHours");
    planner.click("reachHours4");
    CHECK(slider->value() == 16);
    const auto board = planner.workspace->board();
    const auto expected = [&] { return session::gapSentence(*board, session::placesBeyond(*board, hours->value() * 60.0, {}), hours->value() * 60.0, {}); };
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    CHECK(hours->value() == 4.25);
    QTest::keyClick(slider, Qt::Key_PageDown);
    CHECK(hours->value() == 3.25);
    CHECK(planner.table().rowCount() == static_cast<int>(session::placesBeyond(*board, 195.0, {}).size()));

    slider->setSliderDown(true);
    for (const int step : {4, 8, 20, 40}) {
        slider->setSliderPosition(step);
        CHECK(hours->value() == step * 0.25);
        CHECK(planner.sentence().startsWith(expected().chopped(1))); // no event loop in between
    }
    slider->setSliderDown(false);
    CHECK(planner.table().rowCount() == static_cast<int>(session::placesBeyond(*board, 600.0, {}).size()));
    CHECK(planner.workspace->board() == board); // nothing was computed again
    hours->setValue(30.0); // beyond the slider: the value stays
    CHECK(slider->value() == slider->maximum());
    CHECK(hours->value() == 30.0);
    CHECK(warnings.count() == 0);
}

TEST_CASE("the numbers of the overview's headline open the figures that they are")
{
    const test::QtWarnings warnings;
    Planner planner;
    planner.window->show(QStringLiteral("Overview"));
    auto* headline = planner.find<QLabel>("overviewHeadline");
    REQUIRE(QTest::qWaitFor([&] { return headline->text().contains(QStringLiteral("<a href=\"0\">")); }, kWait));
    CHECK(QTextDocumentFragment::fromHtml(headline->text()).toPlainText().toStdString() == plain(headline->accessibleName()));
    headline->setFocus();
    QTest::keyClick(headline, Qt::Key_Tab);
    QTest::keyClick(headline, Qt::Key_Return);
    CHECK(closeCard().contains(QStringLiteral("Sum of the people")));
    CHECK(warnings.count() == 0);
}
