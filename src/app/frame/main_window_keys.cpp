// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "main_window.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QDropEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

// Which keys of a field are the mission's.
namespace tutela::app {

namespace {

/// Whether the field takes the key for a step of its own.
bool hasOwnStep(QObject* field, bool undo)
{
    if (const auto* spin = qobject_cast<QAbstractSpinBox*>(field))
        field = spin->findChild<QLineEdit*>();
    if (const auto* line = qobject_cast<QLineEdit*>(field))
        return !line->isReadOnly() && (undo ? line->isUndoAvailable() : line->isRedoAvailable());
    const auto of = [undo](const auto* text) {
        return !text->isReadOnly() && (undo ? text->document()->isUndoAvailable() : text->document()->isRedoAvailable());
    };
    if (const auto* plain = qobject_cast<QPlainTextEdit*>(field))
        return of(plain);
    if (const auto* rich = qobject_cast<QTextEdit*>(field))
        return of(rich);
    return true; // no field of text: none of our business
}

} // namespace

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched->isWidgetType() && (event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop)
        && takeDrag(*static_cast<QWidget*>(watched), *static_cast<QDropEvent*>(event)))
        return true;
    // Fields of text claim the keys of undo and redo even when they have nothing to take back: then they are the mission's.
    if (event->type() == QEvent::ShortcutOverride && watched->isWidgetType() && static_cast<QWidget*>(watched)->window() == this) {
        const QKeySequence keys{static_cast<QKeyEvent*>(event)->keyCombination()};
        const bool undo = keys == m_actions.action(QStringLiteral("edit.undo"))->shortcut();
        const bool redo = keys == m_actions.action(QStringLiteral("edit.redo"))->shortcut();
        if ((undo || redo) && !hasOwnStep(watched, undo)) {
            event->ignore();
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace tutela::app
