// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include <vector>

namespace tutela::app::ui {

/// Spaces between numbers and their units, "2 h 15 min", "300 m", "60 %", become such that no line breaks at them.
[[nodiscard]] QString wholeQuantities(QString text);

/// Words of a sentence that open something.
struct LinkedPart {
    QString words, target; ///< what QLabel::linkActivated gives
};

/// Shows a sentence whose parts, looked for one after the other, are links for mouse and keyboard. All of it is plain text: nothing in it
/// is read as markup. Its accessible name is the sentence.
void setLinkedText(QLabel& label, const QString& sentence, const std::vector<LinkedPart>& parts = {});

} // namespace tutela::app::ui
