// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tutela::geodata {

/// Prepares GDAL for hostile files: registers its drivers, then takes away all but the ones this program reads or writes,
/// refuses every network file system and every fetch, and switches side files, plugins and scripts off.
///
/// Idempotent and safe from many threads; every function of this module calls it first. Cost: some 10 ms, once.
void startGdal();

} // namespace tutela::geodata
