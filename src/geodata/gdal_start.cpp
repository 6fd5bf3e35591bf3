// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/geodata/gdal_start.h>

#include "gdal_open_p.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tutela::geodata {
namespace {

/// Formats read from outside, and the two that our own results need (never named in a read).
constexpr std::array<std::string_view, 16> kDrivers{
    "GeoJSON", "GPKG", "ESRI Shapefile", "CSV", "XLSX", "ODS", "KML", "LIBKML", "GPX", "GTiff", "SRTMHGT", "AAIGrid",
    "MBTiles", "OSM", "COG", "MEM"};

/// The only virtual file systems left: memory, and zip, which the workbook drivers read through.
constexpr std::array<std::string_view, 2> kFileSystems{"/vsimem/", "/vsizip/"};

/// Options set in the program win over environment variables and configuration files of the user.
constexpr std::array<std::pair<const char*, const char*>, 24> kOptions{{
    {"GDAL_PAM_ENABLED", "NO"},
    {"GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"},
    {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", ".none"},
    {"CPL_VSIL_CURL_ALLOWED_FILENAME", ".none"},
    {"GDAL_HTTP_PROXY", ""},
    {"PROJ_NETWORK", "OFF"},
    {"GDAL_VRT_ENABLE_PYTHON", "NO"},
    {"GDAL_DRIVER_PATH", "disable"},
    {"OGR_DRIVER_PATH", "disable"},
    {"GDAL_PYTHON_DRIVER_PATH", ""},
    {"OGR_SQLITE_LOAD_EXTENSIONS", ""},
    {"OGR_SQLITE_PRAGMA", ""},
    {"OGR_ENABLE_PARTIAL_REPROJECTION", "NO"},
    {"OSM_MAX_TMPFILE_SIZE", "100000"}, // MB: the index of an OSM file never goes to disk
    {"OSM_CONFIG_FILE", nullptr},
    {"GDAL_CACHEMAX", "64"},            // MB
    {"GDAL_NUM_THREADS", "1"},
    // Every row of a sheet comes as text; we find the header and read dates and numbers ourselves.
    {"OGR_XLSX_HEADERS", "DISABLE"},
    {"OGR_XLSX_FIELD_TYPES", "STRING"},
    {"OGR_ODS_HEADERS", "DISABLE"},
    {"OGR_ODS_FIELD_TYPES", "STRING"},
    {"CPL_DEBUG", "OFF"},
    {"CPL_LOG_ERRORS", "OFF"},
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "200"}, // MB for one feature
}};

/// Answers every name with "not there".
class DenyHandler final : public VSIFilesystemHandler {
public:
    VSIVirtualHandle* Open(const char*, const char*, bool, CSLConstList) override
    {
        errno = EACCES;
        return nullptr;
    }
    int Stat(const char*, VSIStatBufL*, int) override
    {
        errno = EACCES;
        return -1;
    }
};

CPLHTTPResult* refuseFetch(const char*, CSLConstList, GDALProgressFunc, void*, CPLHTTPFetchWriteFunc, void*, void*)
{
    auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
    result->nStatus = -1;
    result->pszErrBuf = CPLStrdup("This program never uses the network.");
    return result;
}

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

void keepOnlyOurDrivers()
{
    auto* manager = GetGDALDriverManager();
    for (int i = manager->GetDriverCount() - 1; i >= 0; --i) {
        auto* driver = manager->GetDriver(i);
        if (!holds(kDrivers, driver->GetDescription()))
            manager->DeregisterDriver(driver); // not destroyed: GDAL itself may still hold a pointer to it
    }
}

void denyOtherFileSystems()
{
    const std::unique_ptr<char*, decltype(&CSLDestroy)> prefixes{VSIGetFileSystemsPrefixes(), CSLDestroy};
    for (char** prefix = prefixes.get(); prefix != nullptr && *prefix != nullptr; ++prefix)
        if (std::string_view{*prefix}.starts_with("/vsi") && !holds(kFileSystems, *prefix))
            VSIFileManager::InstallHandler(*prefix, std::make_unique<DenyHandler>().release()); // owned by GDAL
}

/// What OpenStreetMap layers hold: beside what features are, whether people may and can use them. In memory, so that no file of the
/// system decides what an import knows.
void configureOsm()
{
    static std::string text; // GDAL reads from it as long as the program runs
    // What is ignored are notes that mappers leave for each other.
    const auto section = [](const std::string& layer, const std::string& attributes, const std::string& more = {}) {
        return "[" + layer + "]\nosm_id=yes\nosm_version=no\nosm_timestamp=no\nosm_uid=no\nosm_user=no\nosm_changeset=no\nattributes=" + attributes + "\n" + more
               + "ignore=created_by,converted_by,source,time,ele,note,todo,openGeoDB:,fixme,FIXME\n";
    };
    text = "closed_ways_are_polygons=aeroway,amenity,boundary,building,craft,geological,historic,landuse,leisure,military,natural,office,place,shop,sport,tourism,"
           "highway=platform,public_transport=platform\n"
           + section("points", "name,barrier,highway,ref,address,is_in,place,man_made", "unsignificant=created_by,converted_by,source,time,ele,attribution\n")
           + section("lines", "name,highway,access,bridge,ford,waterway,boat,aerialway,barrier,man_made,railway")
           + section("multipolygons", "name,type,aeroway,amenity,admin_level,barrier,boundary,building,craft,geological,historic,land_area,landuse,leisure,man_made,"
                                      "military,natural,office,place,shop,sport,tourism")
           + section("multilinestrings", "name,type") + section("other_relations", "name,type");
    VSIFCloseL(VSIFileFromMemBuffer(kOsmConfiguration, reinterpret_cast<GByte*>(text.data()), text.size(), FALSE));
}

void start()
{
    CPLSetErrorHandler(CPLQuietErrorHandler);
    for (const auto& [name, value] : kOptions)
        CPLSetConfigOption(name, value);
    GDALAllRegister();
    // Again: registering reads the configuration files of the user.
    for (const auto& [name, value] : kOptions)
        CPLSetConfigOption(name, value);
    OSRSetPROJEnableNetwork(0);
    CPLHTTPSetFetchCallback(refuseFetch, nullptr);
    keepOnlyOurDrivers();
    denyOtherFileSystems();
    configureOsm();
}

} // namespace

void startGdal()
{
    static std::once_flag once;
    std::call_once(once, start);
}

} // namespace tutela::geodata
