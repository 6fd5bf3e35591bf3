// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "linked_text.h"

namespace tutela::app::ui {

void setLinkedText(QLabel& label, const QString& sentence, const std::vector<LinkedPart>& parts)
{
    QString html;
    qsizetype from = 0;
    for (const LinkedPart& part : parts) {
        const qsizetype at = part.words.isEmpty() ? -1 : sentence.indexOf(part.words, from);
        if (at < 0)
            continue;
        html += sentence.mid(from, at - from).toHtmlEscaped() + QStringLiteral("<a href=\"%1\">").arg(part.target.toHtmlEscaped()) + part.words.toHtmlEscaped() + QStringLiteral("</a>");
        from = at + part.words.size();
    }
    const bool linked = from > 0;
    label.setTextFormat(linked ? Qt::RichText : Qt::PlainText);
    label.setTextInteractionFlags(linked ? Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard : Qt::NoTextInteraction);
    label.setFocusPolicy(linked ? Qt::StrongFocus : Qt::NoFocus);
    label.setText(linked ? html + sentence.mid(from).toHtmlEscaped() : sentence);
    label.setAccessibleName(sentence);
}

} // namespace tutela::app::ui
