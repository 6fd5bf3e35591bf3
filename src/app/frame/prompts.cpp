// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "prompts.h"

#include "kept_settings.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

namespace tutela::app {

namespace {

const auto kFolder = QStringLiteral("files/lastFolder");

QString remembered(const QString& chosen)
{
    forgetChosenFiles();
    if (!chosen.isEmpty())
        QSettings{}.setValue(kFolder, QFileInfo{chosen}.absolutePath());
    return chosen;
}

QString lastFolder() { return QSettings{}.value(kFolder, QDir::homePath()).toString(); }

} // namespace

QString DialogPrompts::openFile(QWidget* parent, const QString& title, const QString& filter)
{
    return remembered(QFileDialog::getOpenFileName(parent, title, lastFolder(), filter));
}

QString DialogPrompts::saveFile(QWidget* parent, const QString& title, const QString& suggested, const QString& filter)
{
    return remembered(QFileDialog::getSaveFileName(parent, title, QDir{lastFolder()}.filePath(suggested), filter));
}

int DialogPrompts::ask(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons)
{
    QMessageBox box{parent};
    box.setWindowTitle(title);
    box.setTextFormat(Qt::PlainText);
    box.setText(text);
    QList<QPushButton*> made;
    for (const QString& button : buttons)
        made << box.addButton(button, button == buttons.front() ? QMessageBox::RejectRole : QMessageBox::AcceptRole);
    box.setEscapeButton(made.front());
    box.setDefaultButton(made.front());
    box.exec();
    for (int i = 0; i < made.size(); ++i)
        if (made[i] == box.clickedButton())
            return i;
    return -1;
}

QString DialogPrompts::askText(QWidget* parent, const QString& title, const QString& label, const QString& value)
{
    bool ok = false;
    const QString text = QInputDialog::getText(parent, title, label, QLineEdit::Normal, value, &ok);
    return ok ? text : QString{};
}

} // namespace tutela::app
