// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Help for the screen in front: what it answers, how its work goes, which keys it has.
#include "dialog_size.h"
#include "dialogs.h"
#include "workspace.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace tutela::app {

namespace {

struct RoomText {
    const char* name; ///< of the workspace; empty = welcome screen
    const char* question;
    const char* work;
};

constexpr std::array kTexts{
    RoomText{"", QT_TRANSLATE_NOOP("QObject", "Open a mission, or make one."),
             QT_TRANSLATE_NOOP("QObject", "A mission is one file. The demo mission is fictional and may be changed as you like. A backup is restored as a file of its own; nothing is overwritten.")},
    RoomText{"Overview", QT_TRANSLATE_NOOP("QObject", "What needs me today?"),
             QT_TRANSLATE_NOOP("QObject", "The sentence on top says what changed. Each figure opens the records behind it. The list names what is due or overdue; a click goes there.")},
    RoomText{"Incidents", QT_TRANSLATE_NOOP("QObject", "What happened, is it true, is it new?"),
             QT_TRANSLATE_NOOP("QObject", "Drop a table on the window to import it. Filters on the left, period and scope in the top bar narrow table, map and timeline alike. Cells are "
                                          "edited in place. An empty cell means not known, a hatched day means that nothing was reported; neither means calm.")},
    RoomText{"Assess", QT_TRANSLATE_NOOP("QObject", "How bad, how sure, what do we do?"),
             QT_TRANSLATE_NOOP("QObject", "Start from the last version. Cite evidence for each threat line, judge the scores and write the reason for each: what the records suggest stands "
                                          "beside and is never taken over by itself. Check names what is missing before sign-off. A signed version never changes; the next edit makes a new one.")},
    RoomText{"Patrols", QT_TRANSLATE_NOOP("QObject", "Who is reached, who is not, what would help?"),
             QT_TRANSLATE_NOOP("QObject", "The sentence names the people at risk whom no unit reaches in time; the list names their places. Season, night and means of travel stand above the map. "
                                          "Try a base or close a road: a scenario shows what it would change, and today stays as it is.")},
    RoomText{"Reports", QT_TRANSLATE_NOOP("QObject", "What do I send?"),
             QT_TRANSLATE_NOOP("QObject", "The pages are shown as they are exported. Checks on the right say what is missing. The PDF bears the marking of the document on every page.")},
    RoomText{"Data", QT_TRANSLATE_NOOP("QObject", "Where does it come from, is it healthy?"),
             QT_TRANSLATE_NOOP("QObject", "Records of every kind, sources and their age, imports that can be taken back, reference layers, settings of the method, and the list of problems with "
                                          "a way to each of them.")}};

/// Commands that the screen has of its own, with keys.
std::vector<const QAction*> keysOf(const Workspace* room, const ActionRegistry& actions)
{
    std::vector<const QAction*> found;
    for (const QAction* action : actions.all()) {
        const QString id = action->objectName();
        const bool here = room == nullptr ? id.startsWith(QStringLiteral("file.")) : room->handles(id) || (id.startsWith(QStringLiteral("map.")) && action->isEnabled());
        if (here && !action->shortcut().isEmpty())
            found.push_back(action);
    }
    return found;
}

} // namespace

void showRoomHelp(QWidget& window, const Workspace* room, const ActionRegistry& actions, const Style& style)
{
    const QString name = room != nullptr ? room->objectName() : QString{};
    const auto* text = std::find_if(kTexts.begin(), kTexts.end(), [&](const RoomText& each) { return name == QLatin1String{each.name}; });
    if (text == kTexts.end())
        return;
    QDialog dialog{&window};
    dialog.setObjectName(QStringLiteral("helpDialog"));
    dialog.setWindowTitle(room != nullptr ? QObject::tr("Help: %1").arg(room->accessibleName()) : QObject::tr("Help"));
    auto* column = new QVBoxLayout{&dialog};
    column->addWidget(ui::label(QObject::tr(text->question), "title", &dialog, true));
    auto* work = ui::label(QObject::tr(text->work), "plain", &dialog, true);
    work->setObjectName(QStringLiteral("helpText"));
    column->addWidget(work);
    auto* table = new QTableWidget{0, 2, &dialog};
    table->setObjectName(QStringLiteral("helpKeys"));
    table->setAccessibleName(QObject::tr("Keys of this screen"));
    table->setHorizontalHeaderLabels({QObject::tr("Command"), QObject::tr("Keys")});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    for (const QAction* action : keysOf(room, actions)) {
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem{actions.nameOf(action)});
        table->setItem(row, 1, new QTableWidgetItem{ActionRegistry::shortcutText(action)});
    }
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    column->addWidget(table, 1);
    auto* box = closeBox(dialog);
    auto* all = box->addButton(QObject::tr("All keys ..."), QDialogButtonBox::ActionRole);
    all->setObjectName(QStringLiteral("helpAllKeys"));
    all->setAccessibleName(QObject::tr("All keys"));
    QObject::connect(all, &QPushButton::clicked, &dialog, [&] { showShortcutTable(dialog, actions, style); });
    column->addWidget(box);
    ui::boundToScreen(dialog, QSize{560, 560} * style.textScale());
    dialog.exec();
}

} // namespace tutela::app
