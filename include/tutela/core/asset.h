// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace tutela::core {

/// Bytes that a mission file keeps under a name: packed layers, report models, signed pages.
struct Asset {
    std::string name, mime, bytes;
};
/// Bytes of an asset by name; null when there are none.
using AssetReader = std::function<std::shared_ptr<const std::string>(const std::string& name)>;

} // namespace tutela::core
