// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "approval_p.h"

#include "application.h"

#include <tutela/report/frozen.h>

namespace tutela::cli {

std::string programName() { return std::string{"Tutela "} + TUTELA_VERSION; }

std::vector<session::FrozenPart> freezeVersion(const core::Mission& mission, core::AssessmentId assessment, const session::AssetReader& asset)
{
    offscreenApplication();
    std::vector<session::FrozenPart> parts;
    for (auto& part : report::freeze(mission, assessment, {asset, {}}, programName()))
        parts.push_back({std::move(part.name), std::move(part.mime), std::move(part.bytes)});
    return parts;
}

session::AssetReader assetReader(const store::MissionFile& file)
{
    return [&file](const std::string& name) -> std::shared_ptr<const std::string> {
        auto bytes = file.asset(name);
        return bytes ? std::make_shared<const std::string>(std::move(*bytes)) : nullptr;
    };
}

} // namespace tutela::cli
