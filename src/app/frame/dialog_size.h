// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QDialog;
class QScrollArea;
class QWidget;

namespace tutela::app::ui {

/// What the screen has for a dialog inside the frame that the window system puts around it.
[[nodiscard]] QSize roomOnScreen(const QDialog& dialog);
/// Gives all that is in a dialog the sizes of the style sheet, as showing it would.
void polish(const QDialog& dialog);
/// Gives a dialog the size it wants, or as much of it as its screen has. To be called when all is in the dialog: what cannot
/// be made small enough gives way, so that no edge and no button lies outside the screen.
void boundToScreen(QDialog& dialog, QSize wanted);
/// Wide as said at plain text size, and high enough that no text is cut at the size that is set, as far as the screen has room.
/// What is in a scrolled() part counts with the height that it would have without scrolling.
void fitToText(QDialog& dialog, double textScale, int width);
/// The content of a dialog above its buttons, which scrolls where the dialog is too low for it; it asks for the width that its
/// content needs.
[[nodiscard]] QScrollArea* scrolled(QWidget* content, QWidget* parent);

} // namespace tutela::app::ui
