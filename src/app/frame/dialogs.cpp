// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs.h"

#include "dialog_size.h"
#include "main_window.h"

#include <tutela/core/program.h>
#include <tutela/exchange/import.h>

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QFileInfo>
#include <QFile>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace tutela::app {

namespace {

QDialogButtonBox* closeBox(QDialog& dialog)
{
    auto* box = new QDialogButtonBox{QDialogButtonBox::Close, &dialog};
    QObject::connect(box, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    return box;
}

} // namespace

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
    table->setObjectName(QStringLiteral("shortcutsTable"));
    table->setAccessibleName(dialog.windowTitle());
    table->setColumnCount(3);
    table->setHorizontalHeaderLabels({QObject::tr("Command"), QObject::tr("Menu"), QObject::tr("Keys")});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    for (const QAction* action : actions.all()) {
        if (action->shortcut().isEmpty())
            continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem{ActionRegistry::plainText(action)});
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

void showAboutDialog(QWidget& window, Style& style)
{
    QDialog dialog{&window};
    dialog.setObjectName(QStringLiteral("aboutDialog"));
    dialog.setWindowTitle(QObject::tr("About Tutela"));
    auto* column = new QVBoxLayout{&dialog};
    column->addWidget(ui::label(QString::fromStdString(core::programName()), "title", &dialog));
    column->addWidget(ui::label(QObject::tr("Protection of civilians: threats, reach and decisions in one traceable file. Works offline; nothing leaves this computer.\n\n"
                                            "Tutela scoring method v1; not UN doctrine.\n\nFree software, GNU General Public License, version 3 or later."),
                                "plain", &dialog, true));
    column->addWidget(closeBox(dialog));
    ui::fitToText(dialog, style.textScale(), 480);
    dialog.exec();
}

namespace {

/// A file that a new mission begins with.
struct FirstFile {
    QString name, label, without;
    exchange::ImportKind kind;
    QLineEdit* edit = nullptr;
};

std::vector<FirstFile> firstFiles()
{
    return {{QStringLiteral("Areas"), QObject::tr("Areas and sectors"), QObject::tr("GeoPackage, Shapefile, GeoJSON or KML. Without it nothing is counted by area."), exchange::ImportKind::AREAS},
            {QStringLiteral("Elevation"), QObject::tr("Elevation (optional)"), QObject::tr("Without it the map has no relief."), exchange::ImportKind::ELEVATION},
            {QStringLiteral("Roads"), QObject::tr("Roads (optional)"), QObject::tr("Without them the map shows none, and times will be too long."), exchange::ImportKind::ROADS},
            {QStringLiteral("Population"), QObject::tr("Population (optional)"), QObject::tr("Without it only people of places are counted."), exchange::ImportKind::POPULATION}};
}

/// A line with a button that asks for the file, and below it what is missing without.
void addFileRow(QFormLayout& form, FirstFile& file, QDialog& dialog, Prompts& prompts)
{
    auto* row = new QHBoxLayout;
    file.edit = new QLineEdit{&dialog};
    file.edit->setObjectName(QStringLiteral("newMission") + file.name);
    file.edit->setAccessibleName(file.label);
    auto* choose = ui::button(QStringLiteral("choose") + file.name, QObject::tr("Choose ..."), "plain", &dialog);
    QObject::connect(choose, &QPushButton::clicked, &dialog, [&prompts, &dialog, edit = file.edit, label = file.label] {
        const QString path = prompts.openFile(&dialog, label, QObject::tr("All files (*)"));
        if (!path.isEmpty())
            edit->setText(path);
    });
    row->addWidget(file.edit);
    row->addWidget(choose);
    form.addRow(file.label, row);
    form.addRow(QString{}, ui::label(file.without, "caption", &dialog, true));
}

QComboBox* markingChoice(QWidget& dialog)
{
    auto* marking = new QComboBox{&dialog};
    marking->setObjectName(QStringLiteral("newMissionMarking"));
    marking->setAccessibleName(QObject::tr("Marking"));
    marking->addItems({QObject::tr("Unclassified"), QObject::tr("Confidential"), QObject::tr("Strictly confidential")});
    marking->setCurrentIndex(1);
    return marking;
}

/// Makes the mission file with what the first files hold. Where one of them cannot be read, no mission file stays behind.
void createMission(const QString& path, const core::MissionDetails& details, const std::vector<FirstFile>& files)
{
    std::optional made{store::MissionFile::create(path.toStdString(), details, {})};
    try {
        for (const FirstFile& each : files) {
            if (each.edit->text().trimmed().isEmpty())
                continue;
            exchange::ImportRequest request;
            request.source = each.edit->text().trimmed().toStdString();
            request.kind = each.kind;
            static_cast<void>(exchange::importFile(*made, request, {}, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
        }
    } catch (const core::Error&) {
        made.reset(); // closed before it is removed
        QFile::remove(path);
        throw;
    }
}

} // namespace

QString askNewMission(MainWindow& window, Prompts& prompts, const Style& style)
{
    QDialog dialog{&window};
    dialog.setObjectName(QStringLiteral("newMissionDialog"));
    dialog.setWindowTitle(QObject::tr("New mission"));
    auto* column = new QVBoxLayout{&dialog};
    auto* rows = new QWidget{&dialog};
    auto* form = new QFormLayout{rows};
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(10);
    const auto line = [&](const QString& name, const QString& label) {
        auto* edit = new QLineEdit{&dialog};
        edit->setObjectName(name);
        edit->setAccessibleName(label);
        form->addRow(label, edit);
        return edit;
    };
    auto* name = line(QStringLiteral("newMissionName"), QObject::tr("Name"));
    std::vector<FirstFile> files = firstFiles();
    for (FirstFile& file : files)
        addFileRow(*form, file, dialog, prompts);
    auto* marking = markingChoice(dialog);
    form->addRow(QObject::tr("Marking"), marking);
    auto* problem = ui::label({}, "error", &dialog, true);
    problem->setObjectName(QStringLiteral("newMissionProblem"));
    form->addRow(problem);
    auto* box = new QDialogButtonBox{&dialog};
    box->addButton(QDialogButtonBox::Cancel);
    auto* create = box->addButton(QObject::tr("Create ..."), QDialogButtonBox::AcceptRole);
    create->setObjectName(QStringLiteral("newMissionCreate"));
    create->setProperty("role", QStringLiteral("primary"));
    create->setEnabled(false);
    column->addWidget(ui::scrolled(rows, &dialog), 1);
    column->addWidget(box);
    QObject::connect(box, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    QObject::connect(name, &QLineEdit::textChanged, create, [create](const QString& text) { create->setEnabled(!text.trimmed().isEmpty()); });
    QString made;
    QObject::connect(create, &QPushButton::clicked, &dialog, [&] {
        const QString path = prompts.saveFile(&dialog, QObject::tr("Create the mission file"), name->text().trimmed() + QStringLiteral(".gpkg"), QObject::tr("Tutela missions (*.gpkg)"));
        if (path.isEmpty())
            return;
        try {
            core::MissionDetails details;
            details.name = name->text().trimmed().toStdString();
            details.marking = static_cast<core::Marking>(marking->currentIndex());
            createMission(path, details, files);
            made = path;
            dialog.accept();
        } catch (const core::Error& error) {
            problem->setText(QString::fromUtf8(error.what()));
        }
    });
    name->setFocus();
    ui::fitToText(dialog, style.textScale(), 600);
    return dialog.exec() == QDialog::Accepted ? made : QString{};
}

void saveCopy(MainWindow& window, const QString& target)
{
    try {
        window.document()->copyTo(target.toStdString());
        window.toasts().show(QObject::tr("Copy saved: %1").arg(QFileInfo{target}.fileName()));
    } catch (const core::Error& error) {
        window.messages().show(QStringLiteral("copy"), MessageBar::Level::Danger, QObject::tr("The copy was not saved: %1").arg(QString::fromUtf8(error.what())));
    }
}

bool restoreBackup(MainWindow& window, const QString& backup, const QString& target)
{
    try {
        const auto check = store::MissionFile::open(backup.toStdString(), store::Access::ReadOnly).check(false);
        if (!check.ok())
            throw core::Error{core::ErrorCode::Damaged, check.problems.front().text};
        if (QFileInfo::exists(target))
            throw core::Error{core::ErrorCode::InvalidInput, "there is a file of this name already; choose another"};
        if (!QFile::copy(backup, target))
            throw core::Error{core::ErrorCode::Io, "the copy could not be written"};
        return true;
    } catch (const core::Error& error) {
        window.messages().show(QStringLiteral("restore"), MessageBar::Level::Danger, QObject::tr("The backup was not restored: %1. Nothing was changed.").arg(QString::fromUtf8(error.message().c_str())));
        return false;
    }
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
