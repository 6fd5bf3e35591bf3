// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "approval_p.h"

#include "application.h"

#include <tutela/core/program.h>
#include <tutela/report/frozen.h>
#include <tutela/session/mission_responses.h>
#include <tutela/session/reach_cells.h>

namespace tutela::cli {

std::vector<core::Asset> freezeVersion(const core::Mission& mission, core::AssessmentId assessment, const core::AssetReader& asset)
{
    offscreenApplication();
    return report::freeze(mission, assessment, {asset, {}, session::reachCellsOf({{}, asset})}, core::programName());
}

core::AssetReader assetReader(const store::MissionFile& file)
{
    return [&file](const std::string& name) -> std::shared_ptr<const std::string> {
        auto bytes = file.asset(name);
        return bytes ? std::make_shared<const std::string>(std::move(*bytes)) : nullptr;
    };
}

core::Mission assessable(const store::MissionFile& file, const core::Progress& progress)
{
    core::Mission mission = file.snapshot(progress);
    mission.responses = std::make_shared<const session::MissionResponses>(session::TerrainRequest{std::filesystem::absolute(file.path()).parent_path(), assetReader(file)});
    return mission;
}

} // namespace tutela::cli
