// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

class QDialog;
class QVBoxLayout;

namespace tutela::app {

template <class W>
W* named(W* widget, const char* name, const QString& title)
{
    widget->setObjectName(QLatin1String{name});
    widget->setAccessibleName(title);
    return widget;
}

/// A dialog with its title inside. @returns its column
QVBoxLayout* begin(QDialog& dialog, const char* name, const QString& title);
/// Cancel left, action right. @returns the action's button, not yet connected
QPushButton* addButtons(QDialog& dialog, QVBoxLayout* column, const QString& action);

} // namespace tutela::app
