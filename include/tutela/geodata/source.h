// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace tutela::geodata {

/// The file formats that this program reads; each is read by exactly one driver.
enum class Format {
    DelimitedText, Xlsx, Ods, GeoJson, GeoPackage, Shapefile, Kml, Kmz, Gpx, Osm, OsmPbf, MbTiles, GeoTiff, SrtmHgt,
    AsciiGrid
};

/// Name of the format for a sentence ("GeoPackage", "Shapefile", "delimited text").
[[nodiscard]] std::string_view formatName(Format format) noexcept;

/// A foreign file on disk, or its bytes in memory (a packed asset). Cheap to copy; immutable.
class Source {
public:
    /// A file on disk. Nothing is opened yet.
    [[nodiscard]] static Source file(std::filesystem::path path);
    /// Bytes in memory; `name` gives the extension for the sniffing ("relief.tif") and stands in messages.
    [[nodiscard]] static Source bytes(std::string name, std::shared_ptr<const std::string> bytes);

    [[nodiscard]] bool isFile() const noexcept { return !m_bytes; }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }
    [[nodiscard]] const std::shared_ptr<const std::string>& data() const noexcept { return m_bytes; }
    /// File name without folders, for messages.
    [[nodiscard]] std::string name() const { return m_path.filename().string(); }

private:
    std::filesystem::path m_path;
    std::shared_ptr<const std::string> m_bytes;
};

/// Finds the format by the first bytes and the extension; never by asking a driver.
///
/// A zip is looked into by entry name: doc.kml makes it KMZ, one NAME.hgt an SRTM tile, a workbook XLSX or ODS.
/// @throws core::Error{InvalidInput} for a missing or empty file, a folder, a device, a network or virtual name, a legacy
///         XLS workbook, and anything not known; {Permission} when it may not be read; {Limit} when it is too big.
[[nodiscard]] Format sniff(const Source& source);

} // namespace tutela::geodata
