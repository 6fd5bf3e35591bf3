// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "prompts.h"

#include "kept_settings.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
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

/// The ending of the first pattern of "Pictures (*.png);;PDF (*.pdf)". A name that is typed without one gets it before the dialog asks
/// whether to replace a file.
QString suffixOf(const QString& filter) { return QRegularExpression{QStringLiteral("\\*\\.(\\w+)")}.match(filter).captured(1); }

} // namespace

QString DialogPrompts::openFile(QWidget* parent, const QString& title, const QString& filter)
{
    return remembered(QFileDialog::getOpenFileName(parent, title, lastFolder(), filter));
}

QString DialogPrompts::saveFile(QWidget* parent, const QString& title, const QString& suggested, const QString& filter)
{
    const QFileInfo first{QDir{lastFolder()}.filePath(suggested)};
    QFileDialog dialog{parent, title, first.absolutePath(), filter};
    dialog.setObjectName(QStringLiteral("saveFileDialog"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffixOf(filter));
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString& chosen) { dialog.setDefaultSuffix(suffixOf(chosen)); });
    dialog.selectFile(first.fileName());
    return remembered(dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().constFirst() : QString{});
}

int DialogPrompts::ask(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons)
{
    QMessageBox box{parent};
    box.setObjectName(QStringLiteral("question"));
    box.setAccessibleName(title);
    box.setAccessibleDescription(text);
    box.setWindowTitle(title);
    box.setTextFormat(Qt::PlainText);
    box.setText(text);
    QList<QPushButton*> made;
    for (const QString& button : buttons)
        made << box.addButton(button, button == buttons.front() ? QMessageBox::RejectRole : QMessageBox::AcceptRole);
    for (int i = 0; i < made.size(); ++i) {
        made[i]->setObjectName(QStringLiteral("answer%1").arg(i));
        made[i]->setAccessibleName(buttons[i]);
    }
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
    QInputDialog box{parent};
    box.setObjectName(QStringLiteral("questionOfText"));
    box.setAccessibleName(title);
    box.setWindowTitle(title);
    box.setLabelText(label);
    box.setTextEchoMode(QLineEdit::Normal); // makes the line
    box.setTextValue(value);
    if (auto* line = box.findChild<QLineEdit*>()) {
        line->setObjectName(QStringLiteral("answerText"));
        line->setAccessibleName(label);
    }
    return box.exec() == QDialog::Accepted ? box.textValue() : QString{};
}

} // namespace tutela::app
