// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo_mission.h"


#include <tutela/core/program.h>
#include <tutela/demo/demo.h>
#include <tutela/report/frozen.h>

#include <QDir>
#include <QStandardPaths>

namespace tutela::app {

namespace {

constexpr std::uint64_t kSeed = 2026;

} // namespace

QString demoPath()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir{documents.isEmpty() ? QDir::homePath() : documents}.filePath(QStringLiteral("Kavara.gpkg"));
}

void makeDemo(const QString& path, const core::Progress& progress)
{
    QDir{}.mkpath(QFileInfo{path}.absolutePath());
    const auto freeze = [](const core::Mission& mission, core::AssessmentId id, const core::AssetReader& asset) {
        return report::freeze(mission, id, {asset, {}}, core::programName());
    };
    demo::write(path.toStdString(), kSeed, {}, freeze, progress);
}

} // namespace tutela::app
