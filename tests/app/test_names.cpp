// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names: of data, shown as they are, and of controls, for machines and for people.
#include "window_fixture.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
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
        CHECK((label->textFormat() == Qt::PlainText || label->text().isEmpty()));
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

TEST_CASE("every control that a person reaches has a name for machines and one for people")
{
    Window person;
    person.openDemo();
    for (const QString& workspace : app::MainWindow::workspaceNames()) {
        person.window->show(workspace);
        for (auto* widget : person.window->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QLineEdit*>(widget) != nullptr;
            const bool ofQt = widget->objectName().startsWith(QStringLiteral("qt_")) || qobject_cast<QLineEdit*>(widget->parentWidget()) != nullptr
                              || widget->inherits("QDockWidgetTitleButton") || widget->inherits("QComboBoxPrivateContainer")
                              || widget->inherits("QTableCornerButton") || widget->objectName().startsWith(QStringLiteral("ScrollLeft"))
                              || widget->objectName().startsWith(QStringLiteral("ScrollRight"));
            if (!control || ofQt || !widget->isVisibleTo(person.window))
                continue;
            INFO(workspace.toStdString() << " " << widget->metaObject()->className() << " " << widget->objectName().toStdString());
            CHECK_FALSE(widget->objectName().isEmpty());
            CHECK_FALSE(widget->accessibleName().isEmpty());
        }
    }
}
