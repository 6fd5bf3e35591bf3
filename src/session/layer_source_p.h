// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/error.h>
#include <tutela/core/strategies.h>
#include <tutela/geodata/source.h>
#include <tutela/session/terrain.h>

#include <fmt/format.h>

namespace tutela::session {

/// Bytes in the mission file, or the file beside it. @throws core::Error{InvalidInput} when it is neither
inline geodata::Source sourceOf(const core::Layer& layer, const TerrainRequest& request)
{
    if (layer.asset_name.empty() && !layer.path.empty())
        return geodata::Source::file(request.folder / layer.path);
    const auto bytes = request.asset ? request.asset(layer.asset_name) : nullptr;
    if (layer.asset_name.empty() || !bytes)
        throw core::Error{core::ErrorCode::InvalidInput, "its bytes are not in the mission file"};
    return geodata::Source::bytes(layer.asset_name, bytes);
}

inline std::string notUsed(const core::Layer& layer, std::string why)
{
    while (why.ends_with('.'))
        why.pop_back();
    return fmt::format("The layer {} was not used: {}.", layer.name, why);
}

} // namespace tutela::session
