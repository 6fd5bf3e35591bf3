// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "import_run_p.h"
#include "table_mapper_p.h"

namespace tutela::exchange::detail {

/// Kind of record that an import makes; LAYER for reference layers.
[[nodiscard]] core::Kind recordKindOf(ImportKind kind);
/// File name without folders, ending and date-like parts: "incidents_2024-05-01.csv" is "incidents".
[[nodiscard]] std::string datasetFromName(const std::filesystem::path& source);
/// A table as a request means it: what is read, how, and under what name.
struct OpenedTable {
    geodata::TableOptions options;
    geodata::TableInfo info;
    Headings headings;
    Preset preset = Preset::NONE;
    std::string dataset;
};
/// @throws core::Error{Usage, InvalidInput}
[[nodiscard]] OpenedTable openTable(const ImportRequest& request);
/// True for the presets that make incidents and know their columns.
[[nodiscard]] bool isEventPreset(Preset preset);
/// Zone, areas, actors and sources of the mission; dates by the request.
/// @param dateColumns  columns to look through when day and month must be told apart.
[[nodiscard]] ImportContext contextOf(const store::MissionFile& file, const ImportRequest& request, const RunInput& input,
                                      std::vector<std::size_t> dateColumns, core::Instant now);

/// Keeps a raster or vector file as a reference layer: outside by relative path, or packed.
void importLayer(store::MissionFile& file, const ImportRequest& request, const store::Author& author, ImportReport& report,
                 const core::Progress& progress);
/// A table of speeds into the speeds of the mission.
void importSpeeds(store::MissionFile& file, const ImportRequest& request, const store::Author& author, ImportReport& report, const core::Progress& progress);
/// Tracks as patrols: points in a row (GPX, tables), or lines of any layer (KML, GeoJSON, GeoPackage ...).
void importTracks(store::MissionFile& file, const ImportRequest& request, const store::Author& author, core::Instant now, ImportReport& report,
                  const core::Progress& progress);

} // namespace tutela::exchange::detail
