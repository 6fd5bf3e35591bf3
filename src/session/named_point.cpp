// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/coordinates.h>
#include <tutela/core/places.h>
#include <tutela/session/named_point.h>

#include <QObject>

#include <algorithm>

namespace tutela::session {

QString outsideWord() { return QObject::tr("outside the mission"); }

NamedPoint pointNamed(const core::Mission& mission, const QString& typed)
{
    const core::ReadPosition read = core::positionOf(typed.toStdString());
    const auto& areas = mission.all<core::Area>();
    const bool outside = !areas.empty() && std::none_of(areas.begin(), areas.end(), [&](const core::Area& area) { return core::covers(area.geometry, read.point); });
    QString words = QString::fromStdString(core::coordinateText(read.point, read.form));
    if (outside)
        words = QObject::tr("%1, %2").arg(words, outsideWord());
    return {read.point, words, outside};
}

} // namespace tutela::session
