// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/words.h>
#include <tutela/store/mission_file.h>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::exchange {

/// Who gets the export: decides which fields leave and how far they are blurred.
///   INTERNAL    everything.
///   LEADERSHIP  no sources.
///   PARTNER     public and internal fields, no sources, caveats, bases, tracks or identity labels; positions rounded to
///               5 km, counts of people to two digits; nothing marked strictly confidential.
///   PUBLIC      counts of incidents by administrative area only, below 5 as "<5".
TUTELA_WORDS(Profile, INTERNAL, LEADERSHIP, PARTNER, PUBLIC)
/// @throws core::Error{Usage}
[[nodiscard]] Profile profileOf(std::string_view text);

TUTELA_WORDS(ExportFormat, GPKG, GEOJSON, CSV, XLSX, KML, GPX)
/// From the word or from the end of the file name. @throws core::Error{Usage}
[[nodiscard]] ExportFormat exportFormatOf(std::string_view text);

struct ExportRequest {
    std::vector<core::Kind> kinds; ///< empty = all; more than one only in gpkg, xlsx and kml
    std::filesystem::path target;
    std::optional<ExportFormat> format; ///< empty = by the target's ending
    Profile profile = Profile::INTERNAL;
    std::optional<std::vector<std::int64_t>> ids{}; ///< only these records, in this order; then `kinds` names one kind
};
struct ExportReport {
    struct Part { core::Kind kind{}; std::int64_t records = 0; };
    std::vector<Part> parts;
    std::int64_t left_out = 0; ///< records that the profile does not let leave
    std::string file, sha256;
};
[[nodiscard]] nlohmann::json toJson(const ExportReport& report);

/// Writes records to one file that is complete or absent (0600 until renamed).
/// @throws core::Error{Usage} format that cannot hold the kinds, core::Error{Permission|NoSpace|Io}
/// The bytes of the file instead of the file; `request.format` must be set.
[[nodiscard]] std::string exportBytes(const store::MissionFile& file, const ExportRequest& request, const core::Progress& progress = {});
ExportReport exportFile(const store::MissionFile& file, const ExportRequest& request, const core::Progress& progress = {});

} // namespace tutela::exchange
