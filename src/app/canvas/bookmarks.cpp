// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bookmarks.h"

#include "map_canvas.h"

#include "../frame/dialogs.h"
#include "../frame/dialog_size.h"
#include "../frame/mission_key.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QSettings>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

enum Part { Name, System, CentreX, CentreY, Scale, Parts };

QString keyOf(const std::filesystem::path& mission) { return missionSettings(mission) + QStringLiteral("bookmarks"); }

void keep(const std::filesystem::path& mission, const std::vector<Bookmark>& bookmarks)
{
    QVariantList kept;
    for (const Bookmark& each : bookmarks)
        kept << QVariant{QVariantList{each.name, QString::fromStdString(each.sight.crs), each.sight.centre.x, each.sight.centre.y, each.sight.unitsPerPixel}};
    QSettings{}.setValue(keyOf(mission), kept);
}

} // namespace

std::vector<Bookmark> bookmarksOf(const std::filesystem::path& mission)
{
    std::vector<Bookmark> bookmarks;
    for (const QVariant& each : QSettings{}.value(keyOf(mission)).toList())
        if (const QVariantList parts = each.toList(); parts.size() == Parts)
            bookmarks.push_back({parts[Name].toString(), {parts[System].toString().toStdString(), {parts[CentreX].toDouble(), parts[CentreY].toDouble()}, parts[Scale].toDouble()}});
    return bookmarks;
}

void keepBookmark(const std::filesystem::path& mission, const Bookmark& bookmark)
{
    auto bookmarks = bookmarksOf(mission);
    std::erase_if(bookmarks, [&](const Bookmark& each) { return each.name == bookmark.name; });
    bookmarks.push_back(bookmark);
    keep(mission, bookmarks);
}

void removeBookmark(const std::filesystem::path& mission, const QString& name)
{
    auto bookmarks = bookmarksOf(mission);
    std::erase_if(bookmarks, [&](const Bookmark& each) { return each.name == name; });
    keep(mission, bookmarks);
}

void showBookmarks(QWidget& window, MapCanvas& canvas, const Style& style)
{
    QDialog dialog{&window};
    dialog.setObjectName(QStringLiteral("bookmarksDialog"));
    dialog.setWindowTitle(QObject::tr("Bookmarks"));
    auto* column = new QVBoxLayout{&dialog};
    column->addWidget(ui::label(QObject::tr("Views of this mission that you gave a name, on any of its maps. They are kept for you on this computer, not in the mission."), "secondary", &dialog, true));
    auto* list = new QListWidget{&dialog};
    list->setObjectName(QStringLiteral("bookmarkList"));
    list->setAccessibleName(dialog.windowTitle());
    for (const QString& name : canvas.bookmarks())
        list->addItem(name);
    column->addWidget(list, 1);
    auto* box = closeBox(dialog);
    auto* remove = ui::button(QStringLiteral("bookmarkRemove"), QObject::tr("Remove"), "plain", &dialog);
    auto* go = ui::button(QStringLiteral("bookmarkGo"), QObject::tr("Go there"), "primary", &dialog);
    box->addButton(remove, QDialogButtonBox::ActionRole);
    box->addButton(go, QDialogButtonBox::ActionRole);
    column->addWidget(box);
    const auto offer = [=] {
        for (auto* button : {remove, go})
            button->setEnabled(list->currentItem() != nullptr);
    };
    const auto goThere = [&dialog, &canvas, list] {
        if (list->currentItem() == nullptr)
            return;
        canvas.goToBookmark(list->currentItem()->text());
        dialog.accept();
    };
    QObject::connect(list, &QListWidget::currentRowChanged, &dialog, offer);
    QObject::connect(list, &QListWidget::itemActivated, &dialog, goThere);
    QObject::connect(go, &QPushButton::clicked, &dialog, goThere);
    QObject::connect(remove, &QPushButton::clicked, &dialog, [&canvas, list, offer] {
        canvas.removeBookmark(list->currentItem()->text());
        delete list->takeItem(list->currentRow());
        offer();
    });
    list->setCurrentRow(0);
    offer();
    ui::boundToScreen(dialog, QSize{420, 420} * style.textScale());
    dialog.exec();
}

} // namespace tutela::app
