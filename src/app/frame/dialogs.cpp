// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs.h"

#include "dialog_size.h"
#include "main_window.h"
#include "new_mission_dialog.h"
#include "table_look.h"

#include <tutela/core/program.h>

#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace tutela::app {

QDialogButtonBox* closeBox(QDialog& dialog)
{
    auto* box = new QDialogButtonBox{QDialogButtonBox::Close, &dialog};
    auto* close = box->button(QDialogButtonBox::Close);
    close->setObjectName(QStringLiteral("dialogClose"));
    close->setAccessibleName(QObject::tr("Close"));
    QObject::connect(box, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    return box;
}

void setThemeSetting(Style& style, map::Theme theme)
{
    QSettings{}.setValue(QStringLiteral("appearance/theme"), theme == map::Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    style.setTheme(theme);
}

void showShortcutTable(QWidget& window, const ActionRegistry& actions, const Style& style)
{
    QDialog dialog{&window};
    dialog.setObjectName(QStringLiteral("shortcutsDialog"));
    dialog.setWindowTitle(QObject::tr("Keyboard shortcuts"));
    auto* column = new QVBoxLayout{&dialog};
    auto* table = new QTableWidget{&dialog};
    ui::setUpReadOnlyRows(*table, QStringLiteral("shortcutsTable"), dialog.windowTitle(), QAbstractItemView::ExtendedSelection);
    table->setColumnCount(3);
    table->setHorizontalHeaderLabels({QObject::tr("Command"), QObject::tr("Menu"), QObject::tr("Keys")});
    for (const QAction* action : actions.all()) {
        if (action->shortcut().isEmpty())
            continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem{actions.nameOf(action)});
        table->setItem(row, 1, new QTableWidgetItem{ActionRegistry::menuTitle(actions.menuOf(action)).remove(QLatin1Char('&'))});
        table->setItem(row, 2, new QTableWidgetItem{ActionRegistry::shortcutText(action)});
    }
    // The keys are what is looked up: the name of a command gives way before they are cut.
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    column->addWidget(table);
    column->addWidget(ui::label(QObject::tr("Keys that are letters act while the map, or the list of evidence, has the focus. On the map arrows move, + and - zoom, Tab goes from place to place, Enter opens."),
                                "caption", &dialog, true));
    column->addWidget(closeBox(dialog));
    ui::boundToScreen(dialog, QSize{560, 600} * style.textScale());
    dialog.exec();
}

void showNotices(QWidget& window, const QStringList& notices, const Style& style)
{
    QDialog dialog{&window};
    dialog.setObjectName(QStringLiteral("noticesDialog"));
    dialog.setWindowTitle(QObject::tr("Notices of this session"));
    auto* column = new QVBoxLayout{&dialog};
    auto* list = new QListWidget{&dialog};
    list->setObjectName(QStringLiteral("noticesList"));
    list->setAccessibleName(dialog.windowTitle());
    list->addItems(notices.isEmpty() ? QStringList{QObject::tr("No notice yet.")} : notices);
    list->setWordWrap(true);
    column->addWidget(list);
    column->addWidget(closeBox(dialog));
    ui::boundToScreen(dialog, QSize{560, 360} * style.textScale());
    dialog.exec();
}

namespace {

/// The mark on the dark ground of the rail, on which alone all its lines are seen.
QPixmap markTile(const Style& style)
{
    constexpr int kTile = 52, kMark = 40, kRadius = 10;
    const QPixmap mark = style.pixmap(QStringLiteral("mark"), kMark, Qt::white, 2.0);
    QPixmap tile{QSize{kTile, kTile} * mark.devicePixelRatio()};
    tile.setDevicePixelRatio(mark.devicePixelRatio());
    tile.fill(Qt::transparent);
    QPainter painter{&tile};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colour(map::Token::Rail));
    painter.drawRoundedRect(QRect{0, 0, kTile, kTile}, kRadius, kRadius);
    painter.drawPixmap((kTile - kMark) / 2, (kTile - kMark) / 2, mark);
    return tile;
}

} // namespace

void showAboutDialog(QWidget& window, Style& style)
{
    QDialog dialog{&window};
    dialog.setObjectName(QStringLiteral("aboutDialog"));
    dialog.setWindowTitle(QObject::tr("About Tutela"));
    constexpr int kMargin = 20;
    auto* column = new QVBoxLayout{&dialog};
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    auto* mark = new QLabel{&dialog};
    mark->setPixmap(markTile(style));
    mark->setAccessibleName(QStringLiteral("Tutela"));
    head->addWidget(mark);
    head->addWidget(ui::label(QString::fromStdString(core::programName()), "title", &dialog), 1);
    column->addLayout(head);
    column->addWidget(ui::label(QObject::tr("Protection of civilians: threats, reach and decisions in one traceable file. Works offline; nothing leaves this computer.\n\n"
                                            "Tutela scoring method v1; not UN doctrine.\n\n"
                                            "Free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later): you may use, study, change and pass it on. "
                                            "The licence comes with the program, in the file LICENSE; it comes without warranty."),
                                "plain", &dialog, true));
    column->addWidget(closeBox(dialog));
    ui::fitToText(dialog, style.textScale(), 480);
    dialog.exec();
}

QString askNewMission(MainWindow& window, Prompts& prompts, const Style& style)
{
    NewMissionDialog dialog{prompts, style, authorOfSettings(), &window};
    return dialog.exec() == QDialog::Accepted ? dialog.made() : QString{};
}

void toggleDocks(Workspace* workspace)
{
    if (workspace == nullptr)
        return;
    const auto docks = workspace->findChildren<QDockWidget*>();
    const bool any = std::any_of(docks.begin(), docks.end(), [](const QDockWidget* dock) { return dock->isVisible(); });
    for (auto* dock : docks)
        dock->setVisible(!any);
}

namespace {

bool focusFirstOf(QWidget* pane)
{
    for (auto* child : QWidgetList{pane} + pane->findChildren<QWidget*>())
        if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus)) {
            child->setFocus(Qt::TabFocusReason);
            return true;
        }
    return false;
}

} // namespace

void stepPane(Workspace* workspace, int by)
{
    if (workspace == nullptr)
        return;
    QList<QWidget*> panes;
    for (auto* child : workspace->centralWidget()->findChildren<QWidget*>())
        if (child->property("pane").toBool() && child->isVisible())
            panes << child;
    const auto corner = [&](const QWidget* pane) {
        const QPoint at = pane->mapTo(workspace, QPoint{0, 0});
        return std::pair{at.y(), at.x()};
    };
    std::sort(panes.begin(), panes.end(), [&](const QWidget* a, const QWidget* b) { return corner(a) < corner(b); }); // as they are read
    if (panes.isEmpty())
        panes << workspace->centralWidget();
    for (auto* dock : workspace->findChildren<QDockWidget*>())
        if (dock->isVisible())
            panes << dock->widget();
    int at = by > 0 ? -1 : 0; // from outside of all: the first, or the last
    for (int i = 0; i < panes.size(); ++i)
        if (panes[i] == workspace->focusWidget() || panes[i]->isAncestorOf(workspace->focusWidget()))
            at = i;
    for (qsizetype tries = 0; tries < panes.size(); ++tries) { // a pane with nothing to work in is passed over
        at = static_cast<int>((at + by + panes.size()) % panes.size());
        if (focusFirstOf(panes[at]))
            return;
    }
}

} // namespace tutela::app
