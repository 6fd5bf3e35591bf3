// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace tutela::store {

/// Whether a file is a Tutela mission rather than a table or a layer to be imported; a damaged or newer mission is one too.
///
/// Reads a page or two, and changes and makes no file. False for what is not there or cannot be told from another file.
[[nodiscard]] bool isMissionFile(const std::filesystem::path& path);

} // namespace tutela::store
