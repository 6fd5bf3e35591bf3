// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "main_window.h"

#include <QApplication>
#include <QDialog>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

// Files that are dropped.
namespace tutela::app {

namespace {

/// The first file on this machine; empty when nothing but text, records of the program or addresses of the web are dragged.
QString fileIn(const QMimeData& data)
{
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            return url.toLocalFile();
    return {};
}

/// Dialogs and floating panels of a window too: they are windows of their own, and its children.
bool belongsTo(const QWidget& window, const QWidget* widget)
{
    while (widget != nullptr && widget != &window)
        widget = widget->parentWidget();
    return widget != nullptr;
}

/// While a dialog is open the window behind it takes nothing.
bool isBlocked(const QWidget& window)
{
    const auto* modal = QApplication::activeModalWidget();
    return modal != nullptr && (modal->windowModality() == Qt::ApplicationModal || belongsTo(window, modal));
}

} // namespace

bool MainWindow::takeDrag(const QWidget& under, QDropEvent& event)
{
    const QString file = belongsTo(*this, &under) ? fileIn(*event.mimeData()) : QString{};
    if (file.isEmpty())
        return false;
    if (qobject_cast<const QDialog*>(under.window()) != nullptr || isBlocked(*this)) {
        event.ignore(); // a field of a dialog would write the address of the file into its text
        return true;
    }
    event.setDropAction(Qt::CopyAction); // whatever is proposed: who moves a file takes it away
    event.accept();
    if (event.type() == QEvent::Drop)
        takeFile(file);
    return true;
}

} // namespace tutela::app
