// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The numbers of sentences open what they are made of.
#include "planner.h"
#include "qt_warnings.h"

#include "frame/linked_text.h"

#include <QApplication>
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

TEST_CASE("people, places and hours of the sentence of Patrols open their records, their list and their formula")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto* sentence = planner.find<QLabel>("reachSentence");
    CHECK(QTextDocumentFragment::fromHtml(sentence->text()).toPlainText() == planner.sentence());
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
