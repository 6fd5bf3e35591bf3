// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "linked_text.h"

#include <QRegularExpression>

namespace tutela::app::ui {

namespace {

/// The narrow space between thousands would be read as one at which a line may break.
QString escaped(const QString& text) { return wholeQuantities(text).toHtmlEscaped().replace(QChar{0x202F}, QStringLiteral("&nbsp;")).replace(QChar::Nbsp, QStringLiteral("&nbsp;")); }

} // namespace

QString wholeQuantities(QString text)
{
    static const QRegularExpression space{QStringLiteral("(?<=\\d) (?=(?:min|h|km|m|%)(?![\\w]))|(?<=\\d h) (?=\\d+ min\\b)")};
    return text.replace(space, QString{QChar::Nbsp});
}

void setLinkedText(QLabel& label, const QString& sentence, const std::vector<LinkedPart>& parts)
{
    QString html;
    qsizetype from = 0;
    for (const LinkedPart& part : parts) {
        const qsizetype at = part.words.isEmpty() ? -1 : sentence.indexOf(part.words, from);
        if (at < 0)
            continue;
        html += escaped(sentence.mid(from, at - from)) + QStringLiteral("<a href=\"%1\">").arg(part.target.toHtmlEscaped()) + escaped(part.words) + QStringLiteral("</a>");
        from = at + part.words.size();
    }
    const bool linked = from > 0;
    label.setTextFormat(linked ? Qt::RichText : Qt::PlainText);
    label.setTextInteractionFlags(linked ? Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard : Qt::NoTextInteraction);
    label.setFocusPolicy(linked ? Qt::StrongFocus : Qt::NoFocus);
    label.clear(); // the same text would not be set again, and its links keep the colour of the theme of before
    label.setText(linked ? html + escaped(sentence.mid(from)) : sentence);
    label.setAccessibleName(sentence);
}

} // namespace tutela::app::ui
