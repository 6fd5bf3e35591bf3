// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exported.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace tutela::app {

std::vector<MessageAction> exportedActions(Toasts& toasts, const QString& path)
{
    const auto opening = [&toasts, path](const QString& what) {
        return [&toasts, path, what] {
            if (!QDesktopServices::openUrl(QUrl::fromLocalFile(what)))
                toasts.show(Toasts::tr("No program on this computer opens it. The file is %1.").arg(QDir::toNativeSeparators(path)));
        };
    };
    return {{Toasts::tr("Open"), opening(path)}, {Toasts::tr("Show in folder"), opening(QFileInfo{path}.absolutePath())}};
}

} // namespace tutela::app
