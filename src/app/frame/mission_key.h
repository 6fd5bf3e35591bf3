// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/data_health.h>

#include <QCryptographicHash>
#include <QString>

#include <filesystem>

namespace tutela::app {

/// A text as it may stand in the settings: nothing can be read from it.
[[nodiscard]] inline QString hashed(const QByteArray& text) { return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().left(20)); }

/// What the settings call a mission file: by its place, without telling it.
[[nodiscard]] inline QString missionKey(const std::filesystem::path& mission) { return hashed(QByteArray::fromStdString(std::filesystem::absolute(mission).string())); }

/// The group of the settings that a person makes for one mission, and that is forgotten with it: "mission/KEY/".
[[nodiscard]] inline QString missionSettings(const std::filesystem::path& mission) { return QStringLiteral("mission/%1/").arg(missionKey(mission)); }

/// Where the reason is kept for which a person ignores a problem of a mission.
[[nodiscard]] inline QString ignoredKey(const std::filesystem::path& mission, const session::Problem& problem)
{
    return QStringLiteral("ignored/%1/%2").arg(missionKey(mission), hashed(problem.key().toUtf8()));
}

} // namespace tutela::app
