// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo_mission.h"

#include <tutela/core/atomic_write.h>
#include <tutela/core/program.h>
#include <tutela/demo/demo.h>
#include <tutela/report/frozen.h>
#include <tutela/session/mission_responses.h>
#include <tutela/session/reach_cells.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
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

/// @returns whether it is there
bool copied(const QString& from, const QString& to)
{
    QFile source{from};
    if (!source.open(QIODevice::ReadOnly))
        return false;
    const QByteArray bytes = source.readAll();
    core::io::atomicWrite(to.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return true;
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
        return report::freeze(mission, id, {asset, {}, session::reachCellsOf({{}, asset})}, core::programName());
    };
    demo::write(path.toStdString(), kSeed, {}, freeze, progress,
                [](const core::AssetReader& asset) { return std::make_shared<const session::MissionResponses>(session::TerrainRequest{{}, asset}); });
}

} // namespace tutela::app
