// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>
#include <tutela/geodata/source.h>

#include <cpl_error.h>
#include <gdal_priv.h>

#include <memory>
#include <string>
#include <vector>

namespace tutela::geodata {

/// While it lives, messages of GDAL on this thread are kept here and go nowhere else.
class ErrorCapture {
public:
    ErrorCapture();
    ~ErrorCapture();
    ErrorCapture(const ErrorCapture&) = delete;
    ErrorCapture& operator=(const ErrorCapture&) = delete;

    /// The first failure since the last clear(), or empty.
    [[nodiscard]] const std::string& failure() const noexcept { return m_failure; }
    [[nodiscard]] bool failed() const noexcept { return !m_failure.empty(); }
    void clear() noexcept { m_failure.clear(); }
    /// " The reader says: ..." for the end of a sentence, cut short and made visible; empty without a failure.
    [[nodiscard]] std::string detail() const;

private:
    static void CPL_STDCALL keep(CPLErr level, CPLErrorNum number, const char* message);
    std::string m_failure;
};

/// Bytes under a name of our own in GDAL's memory file system; the name goes with the object, the bytes stay shared.
class MemoryFile {
public:
    MemoryFile(const std::string& fileName, std::shared_ptr<const std::string> bytes);
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    [[nodiscard]] const std::string& name() const noexcept { return m_name; }

private:
    std::shared_ptr<const std::string> m_bytes;
    std::string m_name;
};

/// Where startGdal() lays the configuration of the OSM driver.
inline constexpr const char* kOsmConfiguration = "/vsimem/tutela-osm.ini";

/// A fresh name "/vsimem/tutela-N/fileName" that nobody else uses.
std::string memoryName(const std::string& fileName);

struct CloseDataset {
    void operator()(GDALDataset* dataset) const noexcept { GDALClose(dataset); }
};
using DatasetHandle = std::unique_ptr<GDALDataset, CloseDataset>;

/// A foreign file opened by exactly one driver.
struct Opened {
    Format format = Format::GeoTiff;
    std::unique_ptr<MemoryFile> memory; ///< outlives the dataset
    DatasetHandle dataset;
};

enum class OpenAs { Raster, Vector };

/// Sniffs, guards (XML, JSON, archive, side files) and opens. `options` are GDAL open options "KEY=VALUE".
/// @throws core::Error{InvalidInput, Limit, Permission}.
Opened openForeign(const Source& source, OpenAs as, const std::vector<std::string>& options = {});

/// GDALProgressFunc for a core::Progress given as its data; stops GDAL when Stop was asked for, never throws through it.
int CPL_STDCALL gdalProgress(double fraction, const char* message, void* progress);

/// "KEY=VALUE" texts as the list of pointers that GDAL takes; valid while `options` lives.
std::vector<const char*> optionList(const std::vector<std::string>& options);

} // namespace tutela::geodata
