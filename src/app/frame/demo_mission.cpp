// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo_mission.h"

#include "program.h"

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
    const auto freeze = [&](const core::Mission& mission, core::AssessmentId id, const demo::AssetReader& asset) {
        std::vector<demo::FrozenAsset> assets;
        for (auto& part : report::freeze(mission, id, {asset, {}}, programName()))
            assets.push_back({std::move(part.name), std::move(part.mime), std::move(part.bytes)});
        return assets;
    };
    demo::write(path.toStdString(), kSeed, {}, freeze, progress);
}

} // namespace tutela::app
