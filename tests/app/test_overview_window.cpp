// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "frame/command_palette.h"

#include <tutela/session/display.h>
#include <tutela/session/job_runner.h>
#include <tutela/session/overview.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

using namespace tutela;
using test::Window;

namespace {

/// A window on the demo mission whose overview is filled.
struct Filled : Window {
    Filled()
    {
        openDemo();
        REQUIRE(QTest::qWaitFor([&] { return figure() != nullptr && figure()->isVisible(); }, 20000));
    }
    [[nodiscard]] QPushButton* figure() const
    {
        const auto all = window->findChildren<QPushButton*>(QStringLiteral("figure1"));
        return all.isEmpty() ? nullptr : all.back();
    }
};

/// Sees whether rows of a list are ever painted over each other.
class PaintWatch final : public QObject {
public:
    explicit PaintWatch(QWidget& list) : m_list(list) { list.installEventFilter(this); }
    [[nodiscard]] int paints() const { return m_paints; }
    [[nodiscard]] int overlaps() const { return m_overlaps; }

private:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() != QEvent::Paint)
            return false;
        const QWidget* above = nullptr;
        for (int item = 0; item < m_list.layout()->count(); ++item)
            if (const QWidget* row = m_list.layout()->itemAt(item)->widget(); row != nullptr && row->isVisible()) {
                m_overlaps += above != nullptr && (row->y() < above->geometry().bottom() || row->height() < row->heightForWidth(row->width())) ? 1 : 0;
                above = row;
            }
        m_paints += above != nullptr ? 1 : 0;
        return false;
    }
    QWidget& m_list;
    int m_paints = 0, m_overlaps = 0;
};

} // namespace

TEST_CASE("the figures of the overview follow theme and size of text at once")
{
    Filled person;
    const QString light = person.figure()->styleSheet();
    const int height = person.figure()->sizeHint().height();
    person.style.setTheme(map::Theme::Dark);
    CHECK(person.figure()->styleSheet() != light);
    CHECK(person.figure()->styleSheet().contains(map::colour(map::Token::Text, map::Theme::Dark).name()));
    person.style.setTextScale(2.0);
    person.figure()->ensurePolished();
    CHECK(person.figure()->sizeHint().height() > height * 3 / 2);
}

TEST_CASE("rows of what needs attention are never painted over each other, not even while they are made")
{
    Window person;
    person.openDemo();
    auto* list = person.find<QScrollArea>("attentionList")->widget();
    REQUIRE(list->layout()->count() == 0); // the first filling is seen
    const PaintWatch watch{*list};
    REQUIRE(QTest::qWaitFor([&] { return watch.paints() > 0; }, 20000));
    QTest::qWait(100);
    CHECK(watch.overlaps() == 0);
}

TEST_CASE("in a low window with large text the overview scrolls and the rail keeps its signs: no word is cut")
{
    Filled person;
    const auto* rail = person.find("rail");
    const auto* page = person.find<QScrollArea>("overviewPage");
    for (const QSize size : {QSize{1366, 768}, QSize{1280, 720}}) {
        person.window->resize(size);
        CHECK(QTest::qWaitFor([&] { return person.window->size() == size && page->verticalScrollBar()->maximum() == 0; }, 5000)); // all in view
    }
    person.style.setTextScale(2.0);
    const auto isWhole = [&] {
        for (const auto* label : page->widget()->findChildren<QLabel*>())
            if (label->isVisible() && label->wordWrap() && label->height() < label->heightForWidth(label->width()))
                return false;
        return true;
    };
    CHECK(QTest::qWaitFor([&] { return isWhole() && page->verticalScrollBar()->maximum() > 0; }, 5000));
    for (const auto* button : rail->findChildren<QToolButton*>()) {
        INFO(button->objectName().toStdString() << " ends at " << button->geometry().bottom() << " of " << rail->height());
        CHECK(QTest::qWaitFor([&] { return rail->rect().contains(button->geometry()); }, 2000));
        CHECK(button->toolButtonStyle() == Qt::ToolButtonIconOnly);
        CHECK(button->toolTip() == button->accessibleName());
    }
    person.style.setTextScale(1.0);
    person.window->resize(1440, 900);
    CHECK(QTest::qWaitFor([&] { return rail->findChild<QToolButton*>()->toolButtonStyle() == Qt::ToolButtonTextUnderIcon; }, 5000));
    person.window->resize(800, 600); // the lowest window still has its words
    CHECK(QTest::qWaitFor([&] { return person.window->size() == QSize{800, 600}; }, 5000));
    CHECK(QTest::qWaitFor([&] { return rail->findChild<QToolButton*>()->toolButtonStyle() == Qt::ToolButtonTextUnderIcon; }, 5000));
}

TEST_CASE("the overview begins at its first figure, and F6 goes round through what needs attention, the map and Continue")
{
    Filled person;
    CHECK(QApplication::focusWidget() == person.figure());
    const auto focusWithin = [&](const QWidget* pane) {
        const auto* focus = QApplication::focusWidget();
        INFO((focus != nullptr ? focus->objectName().toStdString() : "nothing"));
        CHECK((focus != nullptr && (focus == pane || pane->isAncestorOf(focus))));
    };
    auto* attention = person.find("attentionList")->parentWidget();
    auto* map = person.window->current()->findChild<app::MapCanvas*>();
    auto* documents = person.window->findChildren<QPushButton*>(QRegularExpression{QStringLiteral("^document\\d+$")}).back()->parentWidget();
    for (const QWidget* pane : std::initializer_list<const QWidget*>{attention, map, documents, person.figure()}) {
        QTest::keyClick(person.window, Qt::Key_F6);
        focusWithin(pane);
    }
    for (const QWidget* pane : std::initializer_list<const QWidget*>{documents, map, attention, person.figure()}) {
        QTest::keyClick(person.window, Qt::Key_F6, Qt::ShiftModifier);
        focusWithin(pane);
    }
}

TEST_CASE("what needs attention opens at its worst entry, and stays where it was scrolled to when it is made anew")
{
    Window person;
    person.window->resize(800, 600);
    person.openDemo();
    const auto settled = [] { return session::JobRunner::atWork() == 0; };
    auto* list = person.find<QScrollArea>("attentionList")->verticalScrollBar();
    auto* page = person.find<QScrollArea>("overviewPage")->verticalScrollBar();
    REQUIRE(QTest::qWaitFor([&] { return settled() && list->maximum() > 0 && page->maximum() > 0; }, 60'000)); // the second filling has come
    QTest::qWait(100);
    CHECK(list->value() == 0);
    CHECK(page->value() == 0);
    const auto focused = [] { return QApplication::focusWidget() != nullptr ? QApplication::focusWidget()->objectName() : QString{}; };
    CHECK(focused() == QStringLiteral("figure1"));

    list->setValue(40);
    page->setValue(20);
    const int inList = list->value(), onPage = page->value();
    REQUIRE(inList > 0);
    REQUIRE(onPage > 0);
    person.style.setTheme(map::Theme::Dark); // makes every row anew
    QTest::qWait(100);
    CHECK(list->value() == inList);
    CHECK(page->value() == onPage);
    CHECK(focused() == QStringLiteral("figure1"));
}

TEST_CASE("the ring of the focus leaves room around the number of a figure")
{
    const Filled person;
    constexpr int kBeside = 4;
    const auto* figure = person.figure();
    CHECK(figure->width() >= figure->fontMetrics().horizontalAdvance(figure->text()) + 2 * kBeside);
}

TEST_CASE("a row of an action opens the version that counts, at the action")
{
    Filled person;
    const auto mission = person.window->document()->mission();
    const auto overview = session::overviewOf(*mission, person.window->context().period(), std::nullopt);
    REQUIRE(overview.attention.front().record);
    const auto record = *overview.attention.front().record;
    REQUIRE(record.kind == core::Kind::ACTION);
    person.click("attention1");
    CHECK(person.window->current()->objectName() == QStringLiteral("Assess"));
    CHECK(person.window->context().selection() == record);
    const auto line = session::lineOfAction(*mission, core::ActionId{record.id});
    REQUIRE(line);
    const auto shown = [&] {
        const auto* focus = QApplication::focusWidget();
        const auto* table = qobject_cast<const QAbstractItemView*>(focus);
        return table != nullptr && table->currentIndex().siblingAtColumn(0).data(Qt::UserRole).toLongLong() == record.id;
    };
    CHECK(QTest::qWaitFor(shown, 8000));
    INFO((QApplication::focusWidget() != nullptr ? QApplication::focusWidget()->objectName() : QString{}).toStdString());
    CHECK(shown());
}

TEST_CASE("the palette puts what is named exactly first, tells versions apart and finds incidents and the PDF")
{
    Filled person;
    QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
    auto* text = person.find<QLineEdit>("paletteText");
    auto* palette = person.find<app::CommandPalette>("paletteCard");
    text->setText(QStringLiteral("luzi"));
    REQUIRE(palette->titles().size() > 1);
    CHECK(palette->titles().front() == QStringLiteral("Luzi"));
    for (const auto& wanted : {QStringLiteral("pdf"), QStringLiteral("report")}) {
        text->setText(wanted);
        const QString all = palette->titles().join(QLatin1Char('|'));
        CHECK(all.contains(QStringLiteral("Export PDF")));
        CHECK(all.contains(QStringLiteral("Make report")));
    }
    const auto id = person.window->document()->mission()->incidents->id.front();
    text->setText(QString::number(id));
    CHECK(palette->titles().contains(session::nameOf(*person.window->document()->mission(), {core::Kind::INCIDENT, id})));
    const auto& assessment = person.window->document()->mission()->all<core::Assessment>().front();
    text->setText(QStringLiteral("# ") + QString::fromStdString(assessment.reference));
    const QString row = person.find<QListWidget>("paletteList")->item(0)->text();
    CHECK(row.contains(QStringLiteral("version ")));
    CHECK(row.contains(QStringLiteral("2026")));
}

TEST_CASE("in a mission that is open read-only what changes it is off and says why")
{
    Window person;
    std::filesystem::copy_file(test::demoFile(), person.path());
    const auto writer = session::Document::open(person.path(), {});
    REQUIRE(test::openMission(*person.window, person.path()));
    REQUIRE(person.window->document()->isReadOnly());
    const QString said = person.window->messages().text();
    CHECK(said.contains(QStringLiteral("another Tutela window or program")));
    CHECK_FALSE(said.contains(QStringLiteral("open it read-only")));
    for (const auto& [workspace, names] : {std::pair<const char*, QStringList>{"Overview", {QStringLiteral("newAssessment")}},
                                           {"Incidents", {QStringLiteral("button_edit.new"), QStringLiteral("button_edit.bulk"), QStringLiteral("button_data.import")}},
                                           {"Assess", {QStringLiteral("listNew")}}}) {
        person.window->show(QLatin1String{workspace});
        for (const QString& name : names) {
            INFO(name.toStdString());
            const auto* button = person.window->current()->findChild<QPushButton*>(name);
            REQUIRE(button != nullptr);
            CHECK_FALSE(button->isEnabled());
            CHECK(button->toolTip().startsWith(QStringLiteral("Read-only")));
        }
        for (const char* id : {"edit.new", "data.import", "assess.new"})
            CHECK_FALSE(person.window->actions().action(QLatin1String{id})->isEnabled());
    }
}

TEST_CASE("a theme that changes after a document was taken back finds the overview sound")
{
    Filled person;
    auto* document = person.window->document();
    const auto made = document->edit({{{"kind", "assessment"}, {"id", "new"}, {"set", {{"title", "Trial"}}}}}, QStringLiteral("Trial")).ids.front();
    const QString row = QStringLiteral("document%1").arg(made);
    REQUIRE(QTest::qWaitFor([&] { return !person.window->findChildren<QPushButton*>(row).isEmpty(); }, 20000));
    person.window->show(QStringLiteral("Incidents"));
    document->undoStack().undo();
    REQUIRE(document->mission()->find<core::Assessment>(core::AssessmentId{made}) == nullptr);
    person.style.setTheme(map::Theme::Dark);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK(person.window->findChildren<QPushButton*>(row).isEmpty());
}

TEST_CASE("a click on the page of an assessment that is still being computed harms nobody")
{
    test::Window w;
    w.openDemo();
    w.window->show(QStringLiteral("Assess")); // nothing is computed before the event loop runs
    auto* band = w.find<QPushButton>("resultBand");
    CHECK_FALSE(band->isEnabled());
    QTest::mouseClick(band, Qt::LeftButton);
    CHECK(QTest::qWaitFor([&] { return band->isEnabled(); }, 60'000));
}

TEST_CASE("a click on a figure of the overview shows what it is, of when, and opens the records behind it")
{
    Window person;
    person.openDemo();
    REQUIRE(QTest::qWaitFor([&] { return person.window->findChild<QPushButton*>(QStringLiteral("figure4")) != nullptr; }, 20000));
    person.click("figure4");
    auto* card = QApplication::activePopupWidget();
    REQUIRE(card != nullptr);
    QString words;
    for (const auto* label : card->findChildren<QLabel*>())
        words += label->text() + QLatin1Char('\n');
    INFO(words.toStdString());
    CHECK(words.contains(QStringLiteral("actions overdue: ")));
    CHECK(words.contains(QStringLiteral("As of 31 Oct 2026")));
    const auto records = card->findChildren<QPushButton*>(QStringLiteral("explainedRecord"));
    REQUIRE_FALSE(records.isEmpty());
    QTest::mouseClick(records.front(), Qt::LeftButton);
    REQUIRE(person.window->context().selection());
    CHECK(person.window->context().selection()->kind == core::Kind::ACTION);
    CHECK(person.window->current()->objectName() == QStringLiteral("Assess"));
}
