// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/geodata/gdal_start.h>
#include <tutela/geodata/limits.h>
#include <tutela/geodata/raster.h>
#include <tutela/geodata/table.h>
#include <tutela/geodata/vector.h>
#include <tutela/geodata/vector_writer.h>

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <set>
#include <thread>

using namespace tutela;
using geodata::Source;

namespace {

/// A listener on this computer that only counts who calls.
class Listener {
public:
    Listener()
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* plain = static_cast<sockaddr*>(static_cast<void*>(&address));
        m_good = m_socket >= 0 && ::bind(m_socket, plain, size) == 0 && ::listen(m_socket, 16) == 0 &&
            ::getsockname(m_socket, plain, &size) == 0;
        m_port = ntohs(address.sin_port);
    }
    ~Listener() { ::close(m_socket); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    [[nodiscard]] bool wasCalled() const
    {
        pollfd waiting{m_socket, POLLIN, 0};
        return ::poll(&waiting, 1, 50) > 0;
    }

private:
    int m_socket = -1;
    bool m_good = false;
    std::uint16_t m_port = 0;
};

std::string vrt(const std::string& source)
{
    return R"(<VRTDataset rasterXSize="4" rasterYSize="4"><SRS>EPSG:4326</SRS><GeoTransform>0,1,0,4,0,-1</GeoTransform>
        <VRTRasterBand dataType="Float32" band="1"><SimpleSource><SourceFilename relativeToVRT="0">)" + source +
        R"(</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>)";
}

/// Files and names that make an unconfined GDAL call out or read other files.
struct Hostile {
    test::TempFolder folder;
    std::vector<std::filesystem::path> names;

    explicit Hostile(const Listener& listener)
    {
        const auto http = "http://" + listener.address();
        const auto add = [&](const std::string& name, const std::string& bytes) {
            test::writeFile(folder / name, bytes);
            names.push_back(folder / name);
        };
        add("a.vrt", vrt("/vsicurl/" + http + "/a.tif"));
        add("local.vrt", vrt("/etc/passwd"));
        add("layer.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>" + http + "/a.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
        add("disguised.tif", vrt("/vsicurl/" + http + "/a.tif"));
        add("disguised.kml", vrt("/vsicurl/" + http + "/a.tif"));
        add("wms.xml", "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>" + http + "/${z}/${x}/${y}.png</ServerUrl></Service></GDAL_WMS>");
        add("wfs.xml", "<OGRWFSDataSource><URL>" + http + "/wfs</URL></OGRWFSDataSource>");
        add("link.geojson", "\"" + http + "/a.geojson\"");
        for (const auto& prefix : {"", "/vsicurl/", "/vsicurl_streaming/", "/vsis3/", "/vsigs/", "/vsizip//vsicurl/", "WMS:", "WFS:", "GEOJSON:", "/vsistdin/"})
            names.emplace_back(prefix + http + "/a.geojson");
        names.emplace_back("VRT://" + http);
        names.emplace_back("GTIFF_DIR:1:" + (folder / "a.vrt").string());
        names.emplace_back("/vsimem/other");
        names.emplace_back("/vsisubfile/0_100," + (folder / "a.vrt").string());
        names.emplace_back("PG:host=127.0.0.1 port=1");
        names.emplace_back(":::a");
    }
};

/// A KML whose parts point to the network; it may be read, but nobody may be called.
void readLinkedKml(const Listener& listener, const test::TempFolder& folder)
{
    const auto http = "http://" + listener.address();
    test::writeFile(folder / "linked.kml",
                    "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>d</name><NetworkLink><Link><href>" + http +
                        "/more.kml</href></Link></NetworkLink><GroundOverlay><Icon><href>" + http +
                        "/a.png</href></Icon></GroundOverlay><Placemark><styleUrl>" + http +
                        "/s.kml#a</styleUrl><Point><coordinates>5,2</coordinates></Point></Placemark></Document></kml>");
    auto reader = geodata::TableReader::open(folder / "linked.kml");
    geodata::Row row;
    while (reader.next(row)) {
    }
}

void everyKindOfWork(const test::TempFolder& folder)
{
    const core::Grid<float> cells(300, 300, 2.0F);
    const core::GridFrame frame{500000.0, 300000.0, 90.0, 90.0, "EPSG:32631"};
    const auto bytes = std::make_shared<const std::string>(geodata::cogBytes(cells, frame));
    const auto source = Source::bytes("a.tif", bytes);
    (void)geodata::geoTiffBytes(cells, frame);
    (void)geodata::readRaster(source);
    const core::GridFrame degrees{3.0, 2.7, 0.001, 0.001, "EPSG:4326"};
    (void)geodata::readWarped(source, degrees, 50, 50, geodata::Resampling::Average);
    (void)geodata::readRgba(source, degrees, 50, 50, geodata::Resampling::Bilinear);
    for (const auto& [format, name] : {std::pair{geodata::OutputFormat::GeoPackage, "o.gpkg"}, {geodata::OutputFormat::Xlsx, "o.xlsx"},
                                       {geodata::OutputFormat::Kml, "o.kml"}, {geodata::OutputFormat::GeoJson, "o.geojson"},
                                       {geodata::OutputFormat::Csv, "o.csv"}, {geodata::OutputFormat::Gpx, "o.gpx"}}) {
        geodata::OutputLayer layer{"a", core::Geometry::Type::Point, {{"name", geodata::FieldType::Text}},
                                   [n = 0](geodata::OutputRow& row) mutable {
                                       row.geometry = core::Geometry::point(core::GeoPoint::of(5, 2));
                                       row.values = {std::string{"x"}};
                                       return n++ < 3;
                                   }};
        geodata::writeVector(folder / name, format, {layer});
        auto reader = geodata::TableReader::open(folder / name);
        geodata::Row row;
        while (reader.next(row)) {
        }
    }
}

void expectRefused(const Source& source)
{
    CAPTURE(source.path().string());
    CHECK_THROWS_AS(geodata::rasterInfo(source), core::Error);
    CHECK_THROWS_AS(geodata::vectorLayers(source), core::Error);
    // A file that is only text may be a table of one column; it must then hold the text itself, not what it points to.
    try {
        auto reader = geodata::TableReader::open(source);
        CHECK(reader.info().format == geodata::Format::DelimitedText);
    } catch (const core::Error&) {
        SUCCEED();
    }
}

} // namespace

TEST_CASE("only the drivers of the two lists are left, also after every kind of work", "[geodata][confinement]")
{
    const std::set<std::string> allowed{"GeoJSON", "GPKG", "ESRI Shapefile", "CSV", "XLSX", "ODS", "KML", "LIBKML", "GPX", "GTiff",
                                        "SRTMHGT", "AAIGrid", "MBTiles", "OSM", "COG", "MEM"};
    const test::TempFolder folder;
    geodata::startGdal();
    for (int round = 0; round < 2; ++round) {
        auto* manager = GetGDALDriverManager();
        std::set<std::string> found;
        for (int i = 0; i < manager->GetDriverCount(); ++i)
            found.insert(manager->GetDriver(i)->GetDescription());
        CHECK(found == allowed);
        everyKindOfWork(folder);
    }
}

TEST_CASE("hostile files and names are refused before and after every kind of work, and nobody is called", "[geodata][confinement]")
{
    const Listener listener;
    REQUIRE(listener.good());
    const Hostile hostile{listener};
    const test::TempFolder folder;
    for (int round = 0; round < 2; ++round) {
        for (const auto& name : hostile.names)
            expectRefused(Source::file(name));
        readLinkedKml(listener, folder);
        everyKindOfWork(folder);
    }
    CHECK_FALSE(listener.wasCalled());
}

TEST_CASE("even GDAL itself finds no way out once it is started", "[geodata][confinement]")
{
    const Listener listener;
    REQUIRE(listener.good());
    const Hostile hostile{listener};
    geodata::startGdal();
    const test::TempFolder folder;
    everyKindOfWork(folder);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    for (const auto& name : hostile.names) {
        CAPTURE(name.string());
        auto* dataset = GDALDataset::Open(name.c_str(), GDAL_OF_RASTER | GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
        if (dataset != nullptr)
            GDALClose(dataset);
    }
    for (const auto& prefix : {"/vsicurl/", "/vsis3/", "/vsigs/", "/vsiaz/", "/vsiadls/", "/vsioss/", "/vsiswift/", "/vsiwebhdfs/",
                               "/vsicurl_streaming/", "/vsitar/", "/vsigzip/", "/vsisubfile/0_9,", "/vsistdin/"}) {
        CAPTURE(prefix);
        CHECK(VSIFOpenL((std::string{prefix} + "http://" + listener.address() + "/a").c_str(), "rb") == nullptr);
    }
    CPLPopErrorHandler();
    CHECK_FALSE(listener.wasCalled());
}

TEST_CASE("starting from many threads at once is safe", "[geodata][confinement]")
{
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([] { geodata::startGdal(); });
    threads.clear();
    CHECK(GetGDALDriverManager()->GetDriverCount() == 16);
}

TEST_CASE("XML with a document type or entities is refused, in any encoding and place", "[geodata][confinement]")
{
    const std::string kml = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>&a;</name></Placemark></kml>";
    const std::string declaration = "<!DOCTYPE kml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    std::string wide = "\xFF\xFE";
    for (const char c : "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + declaration + kml)
        wide += {c, '\0'};
    for (const auto& bytes : {declaration + kml, "<?xml version=\"1.0\"?>\n<!-- x > y --> " + declaration + kml, wide,
                              "<!-- " + std::string(20000, 'x') + " -->" + declaration + kml}) {
        const auto source = Source::bytes("a.kml", std::make_shared<const std::string>(bytes));
        try {
            (void)geodata::vectorLayers(source);
            FAIL("was not refused");
        } catch (const core::Error& error) {
            CHECK(error.message().find("declaration") != std::string::npos);
        }
    }
    const auto harmless = Source::bytes("a.kml", std::make_shared<const std::string>(
        "<!-- <!DOCTYPE is only told of --><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>d</name><Placemark>"
        "<description><![CDATA[<!DOCTYPE html>]]></description><Point><coordinates>1,2</coordinates></Point></Placemark>"
        "</Document></kml>"));
    CHECK(geodata::vectorLayers(harmless).size() == 1);
}

TEST_CASE("deep nesting is refused and a 3D model in a collection never reaches the reader", "[geodata][confinement]")
{
    std::string deep = "<kml>";
    for (int i = 0; i < 100'000; ++i)
        deep += "<Folder>";
    CHECK_THROWS_AS(geodata::vectorLayers(Source::bytes("a.kml", std::make_shared<const std::string>(deep))), core::Error);
    const std::string json = "{\"type\":\"FeatureCollection\",\"features\":" + std::string(100'000, '[');
    CHECK_THROWS_AS(geodata::vectorLayers(Source::bytes("a.geojson", std::make_shared<const std::string>(json))), core::Error);
    for (const std::string& model : {std::string{"<Model></Model>"}, std::string{"<Model/>"}, std::string{"<kml:Model />"},
                                     std::string{"<MultiGeometry><Model id=\"a\"/></MultiGeometry>"}}) {
        const auto kml = "<kml xmlns=\"http://www.opengis.net/kml/2.2\" xmlns:kml=\"http://www.opengis.net/kml/2.2\"><Folder><Placemark>"
                         "<MultiGeometry><Point><coordinates>1,2</coordinates></Point>" + model +
                         "</MultiGeometry></Placemark></Folder></kml>";
        CHECK_THROWS_AS(geodata::TableReader::open(Source::bytes("a.kml", std::make_shared<const std::string>(kml))), core::Error);
    }
}
