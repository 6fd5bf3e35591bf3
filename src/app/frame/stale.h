// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QStyle>
#include <QWidget>

namespace tutela::app::ui {

/// Greys the words of a label or the rows of a table that are out of date; they can still be read and chosen.
inline void setStale(QWidget& widget, bool stale)
{
    if (widget.property("stale").toBool() == stale)
        return;
    widget.setProperty("stale", stale);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    widget.update();
    if (auto* area = qobject_cast<QAbstractScrollArea*>(&widget))
        area->viewport()->update();
}

} // namespace tutela::app::ui
