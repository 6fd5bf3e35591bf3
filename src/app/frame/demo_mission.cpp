// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo_mission.h"

#include <tutela/core/program.h>
#include <tutela/demo/demo.h>
#include <tutela/report/frozen.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace tutela::app {

namespace {

constexpr std::uint64_t kSeed = 2026;

/// The demo mission that was made when the program was built or installed; empty when there is none.
QString madeBefore()
{
    const QDir here{QCoreApplication::applicationDirPath()};
    for (const QString& path : {here.filePath(QStringLiteral("kavara.gpkg")), here.filePath(QStringLiteral("../share/tutela/kavara.gpkg"))})
        if (QFileInfo::exists(path))
            return path;
    return {};
}

/// Complete or not at all, for its owner only. @returns whether it is there
bool copied(const QString& from, const QString& to)
{
    QFile source{from};
    QSaveFile target{to};
    if (!source.open(QIODevice::ReadOnly) || !target.open(QIODevice::WriteOnly) || target.write(source.readAll()) != source.size())
        return false;
    target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return target.commit();
}

} // namespace

QString demoPath()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir{documents.isEmpty() ? QDir::homePath() : documents}.filePath(QStringLiteral("Kavara.gpkg"));
}

void makeDemo(const QString& path, const core::Progress& progress)
{
    QDir{}.mkpath(QFileInfo{path}.absolutePath());
    if (const QString before = madeBefore(); !before.isEmpty() && !QFileInfo::exists(path) && copied(before, path))
        return;
    const auto freeze = [](const core::Mission& mission, core::AssessmentId id, const core::AssetReader& asset) {
        return report::freeze(mission, id, {asset, {}}, core::programName());
    };
    demo::write(path.toStdString(), kSeed, {}, freeze, progress);
}

} // namespace tutela::app
