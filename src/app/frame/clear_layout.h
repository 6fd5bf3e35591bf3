// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QWidget>

namespace tutela::app {

/// Takes everything out of a layout. Widgets are deleted with the next turn of the event loop, and keys do not find them before.
inline void clearLayout(QLayout* layout)
{
    while (auto* item = layout->takeAt(0)) {
        if (QWidget* old = item->widget(); old != nullptr) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
}

} // namespace tutela::app
