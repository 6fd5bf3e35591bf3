// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>
#include <tutela/map/painter.h>

#include <QByteArray>

namespace tutela::map {

/// A prepared map as PNG. @throws core::Cancelled also while the picture is packed.
[[nodiscard]] QByteArray mapPng(const PreparedMap& map, const core::Progress& progress = {});

/// A map that was prepared with PaintOptions::vector as PDF. @throws core::Error{Internal} for one that was not.
[[nodiscard]] QByteArray mapPdf(const PreparedMap& map, const core::Progress& progress = {});

/// The map as PNG, size of the view times its ratio. Equal input gives equal bytes.
[[nodiscard]] QByteArray mapPng(const Scene& scene, const View& view, const PaintOptions& options = {},
                                const core::Progress& progress = {});

/// The map as one page of vector PDF with embedded fonts; the page is as large as the view (unitMm).
///
/// Equal input gives equal bytes in one run and, when QHashSeed::setDeterministicGlobalSeed() was called at the start of
/// the program, in all runs. The dates inside are the scene's as_of (1970 when it has none).
[[nodiscard]] QByteArray mapPdf(const Scene& scene, const View& view, PaintOptions options = {},
                                const core::Progress& progress = {});

} // namespace tutela::map
