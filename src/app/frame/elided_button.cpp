// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "elided_button.h"

#include <QHelpEvent>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QToolTip>

namespace tutela::app {

QSize ElidedButton::minimumSizeHint() const
{
    constexpr int kFewestLetters = 4;
    return {kFewestLetters * fontMetrics().averageCharWidth(), QPushButton::minimumSizeHint().height()};
}

QString ElidedButton::shownText() const
{
    QStyleOptionButton option;
    initStyleOption(&option);
    return fontMetrics().elidedText(text(), Qt::ElideRight, style()->subElementRect(QStyle::SE_PushButtonContents, &option, this).width(), Qt::TextShowMnemonic);
}

void ElidedButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter{this};
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text = shownText();
    painter.drawControl(QStyle::CE_PushButton, option);
}

bool ElidedButton::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || shownText() == text())
        return QPushButton::event(event);
    QString tip = text().toHtmlEscaped();
    if (!toolTip().isEmpty())
        tip += QStringLiteral("<br>") + toolTip();
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), QStringLiteral("<p>%1</p>").arg(tip), this);
    return true;
}

} // namespace tutela::app
