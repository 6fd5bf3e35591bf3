// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names: of data, shown as they are, and of controls, for machines and for people.
#include "plain_labels.h"
#include "window_fixture.h"

#include "canvas/map_canvas.h"
#include "frame/prompts.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QTextEdit>
#include <QTimer>
#include <QToolTip>

using namespace tutela;
using test::Window;

TEST_CASE("names that look like markup are shown as they are")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const QString evil = QStringLiteral("<img src=\"file:///x\"><b>Luzi</b>");
    document->edit({{{"kind", "mission"}, {"set", {{"name", evil.toStdString()}}}}}, QStringLiteral("rename"));
    for (auto* label : person.window->findChildren<QLabel*>()) {
        INFO(label->objectName().toStdString());
        CHECK(test::readsAsPlain(*label));
    }
    CHECK(person.find<QLabel>("missionName")->toolTip().contains(QStringLiteral("&lt;img")));
}

TEST_CASE("no tool tip of a control or a cell reads markup that data holds")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const std::string evil = "<img src=\"file:///x\"><b>name</b>";
    std::vector<nlohmann::json> edits{{{"kind", "mission"}, {"set", {{"name", evil}}}}};
    const auto rename = [&](const char* kind, const auto& records) {
        for (const auto& record : records)
            edits.push_back({{"kind", kind}, {"id", record.id}, {"set", {{"name", evil + std::to_string(record.id)}}}});
    };
    const auto mission = document->mission();
    rename("place", mission->all<core::Place>());
    rename("actor", mission->all<core::Actor>());
    rename("threat", mission->all<core::Threat>());
    rename("area", mission->all<core::Area>());
    document->edit(edits, QString::fromStdString("rename to " + evil));
    person.window->context().setPeriod(session::WorkContext::firstPeriod(*mission));
    const auto isPlain = [](const QString& tip) { return !tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<b>")); };
    std::size_t cells = 0, evilTips = 0;
    for (const QString& name : app::MainWindow::workspaceNames()) {
        person.window->show(name);
        QTest::qWait(300);
        for (auto* widget : person.window->findChildren<QWidget*>()) {
            INFO(name.toStdString() << " " << widget->objectName().toStdString());
            CHECK(isPlain(widget->toolTip()));
        }
        for (auto* view : person.window->current()->findChildren<QAbstractItemView*>()) {
            if (!view->isVisibleTo(person.window) || view->model() == nullptr)
                continue;
            for (int y = 8; y < view->viewport()->height(); y += 24)
                for (int x = 8; x < view->viewport()->width(); x += 40) {
                    if (!view->indexAt({x, y}).isValid())
                        continue;
                    QToolTip::hideText();
                    QHelpEvent help{QEvent::ToolTip, {x, y}, view->viewport()->mapToGlobal(QPoint{x, y})};
                    QApplication::sendEvent(view->viewport(), &help);
                    INFO(name.toStdString() << " " << view->objectName().toStdString() << " " << QToolTip::text().toStdString());
                    CHECK(isPlain(QToolTip::text()));
                    evilTips += QToolTip::text().contains(QStringLiteral("&lt;img")) ? 1 : 0;
                    ++cells;
                }
        }
    }
    CHECK(cells > 100);
    CHECK(evilTips > 10);
}

namespace {

/// Controls that a person reaches with Tab, arrows or mouse; not what Qt makes inside of its own.
bool isControl(const QWidget& widget)
{
    const auto* in = widget.parentWidget();
    const bool ofQt = widget.objectName().startsWith(QStringLiteral("qt_")) || qobject_cast<const QLineEdit*>(in) != nullptr || qobject_cast<const QAbstractSpinBox*>(in) != nullptr
                      || qobject_cast<const QComboBox*>(in) != nullptr || qobject_cast<const QHeaderView*>(&widget) != nullptr || widget.inherits("QDockWidgetTitleButton")
                      || widget.inherits("QComboBoxPrivateContainer") || (in != nullptr && in->inherits("QComboBoxPrivateContainer")) || widget.inherits("QTableCornerButton")
                      || widget.objectName().startsWith(QStringLiteral("ScrollLeft")) || widget.objectName().startsWith(QStringLiteral("ScrollRight"));
    const bool control = qobject_cast<const QAbstractButton*>(&widget) != nullptr || qobject_cast<const QLineEdit*>(&widget) != nullptr || qobject_cast<const QComboBox*>(&widget) != nullptr
                         || qobject_cast<const QAbstractSpinBox*>(&widget) != nullptr || qobject_cast<const QAbstractItemView*>(&widget) != nullptr || qobject_cast<const QTextEdit*>(&widget) != nullptr
                         || qobject_cast<const QPlainTextEdit*>(&widget) != nullptr || qobject_cast<const QSlider*>(&widget) != nullptr || qobject_cast<const app::MapCanvas*>(&widget) != nullptr;
    return control && !ofQt;
}

void requireNames(const QWidget& root, const QString& where)
{
    for (const auto* widget : root.findChildren<QWidget*>()) {
        if (!isControl(*widget) || !widget->isVisibleTo(&root))
            continue;
        INFO(where.toStdString() << " " << widget->metaObject()->className() << " " << widget->objectName().toStdString());
        CHECK_FALSE(widget->objectName().isEmpty());
        CHECK_FALSE(widget->accessibleName().isEmpty());
    }
}

} // namespace

TEST_CASE("every control that a person reaches has a name for machines and one for people")
{
    Window person;
    person.openDemo();
    for (const QString& workspace : app::MainWindow::workspaceNames()) {
        person.window->show(workspace);
        QTest::qWait(300);
        requireNames(*person.window, workspace);
    }
}

TEST_CASE("controls of dialogs have names too, questions and answers among them")
{
    Window person;
    person.openDemo();
    for (const char* id : {"help.shortcuts", "help.notices", "help.about", "view.preferences", "file.newMission"}) {
        bool seen = false;
        QTimer::singleShot(0, person.window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            REQUIRE(dialog != nullptr);
            seen = true;
            requireNames(*dialog, QLatin1String{id});
            dialog->reject();
        });
        person.window->actions().action(QLatin1String{id})->trigger();
        CHECK(seen);
    }
    app::DialogPrompts prompts;
    QTimer::singleShot(0, person.window, [] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog != nullptr);
        CHECK(dialog->accessibleName() == QStringLiteral("Remove?"));
        CHECK(dialog->accessibleDescription() == QStringLiteral("It goes."));
        requireNames(*dialog, QStringLiteral("ask"));
        auto* answer = dialog->findChild<QPushButton*>(QStringLiteral("answer1"));
        REQUIRE(answer != nullptr);
        answer->click();
    });
    CHECK(prompts.ask(person.window, QStringLiteral("Remove?"), QStringLiteral("It goes."), {QStringLiteral("Keep"), QStringLiteral("Remove")}) == 1);
    QTimer::singleShot(0, person.window, [] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog != nullptr);
        auto* line = dialog->findChild<QLineEdit*>(QStringLiteral("answerText"));
        REQUIRE(line != nullptr);
        CHECK(line->accessibleName() == QStringLiteral("Name"));
        CHECK(line->text() == QStringLiteral("Night"));
        line->setText(QStringLiteral("Rain"));
        dialog->accept();
    });
    CHECK(prompts.askText(person.window, QStringLiteral("Rename"), QStringLiteral("Name"), QStringLiteral("Night")) == QStringLiteral("Rain"));
}
