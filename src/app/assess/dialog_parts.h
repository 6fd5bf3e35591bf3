// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/dialog_size.h"
#include "../frame/workspace.h"

#include <QDialog>
#include <QMap>

class QCheckBox;
class QHBoxLayout;
class QVBoxLayout;

namespace tutela::app {

template <class W>
W* named(W* widget, const char* name, const QString& title)
{
    widget->setObjectName(QLatin1String{name});
    widget->setAccessibleName(title);
    return widget;
}

/// A dialog whose typed text is not lost by Esc, Cancel or closing: it asks first. What its fields hold when it opens was not typed.
class TypingDialog : public QDialog {
    Q_OBJECT
public:
    TypingDialog(Shell& shell, QWidget* parent) : QDialog(parent), m_prompts(shell.prompts) {}
    void reject() override;

private:
    void showEvent(QShowEvent* event) override;
    [[nodiscard]] QMap<QWidget*, QString> texts() const;
    Prompts& m_prompts;
    QMap<QWidget*, QString> m_atFirst;
    bool m_opened = false;
};

/// A dialog with its title inside. @returns its column
QVBoxLayout* begin(QDialog& dialog, const char* name, const QString& title);
/// A box to tick whose words wrap: the text of a QCheckBox never does and would be cut by a narrow dialog.
/// @param row  gets the box and, beside it, the words, which toggle it too
/// @returns the box, called by its words
QCheckBox* wrappingTick(QWidget* parent, QHBoxLayout* row, const char* name, const QString& title);
/// Cancel left, action right. @returns the action's button, not yet connected
QPushButton* addButtons(QDialog& dialog, QVBoxLayout* column, const QString& action);

} // namespace tutela::app
