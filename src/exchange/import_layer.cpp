// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "edit_rules_p.h"
#include "import_cover_p.h"
#include "import_p.h"

#include <tutela/core/hash.h>
#include <tutela/core/text.h>
#include <tutela/geodata/raster.h>
#include <tutela/geodata/vector.h>

#include <algorithm>
#include <fstream>

namespace tutela::exchange::detail {

using namespace core;

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr std::uintmax_t kMaxPackedBytes = std::uintmax_t{512} << 20;

bool isRaster(geodata::Format format)
{
    using enum geodata::Format;
    return format == GeoTiff || format == SrtmHgt || format == AsciiGrid || format == MbTiles;
}

struct Digest {
    std::uintmax_t bytes = 0;
    std::string sha256;
};
Digest digestOf(const std::filesystem::path& path, const Progress& progress)
{
    std::ifstream in{path, std::ios::binary};
    Hasher hasher;
    Digest digest;
    std::string piece(kPiece, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        const auto got = static_cast<std::size_t>(in.gcount());
        hasher.add(std::string_view{piece}.substr(0, got));
        digest.bytes += got;
        progress.check();
    }
    if (in.bad() || !in.eof())
        throw Error{ErrorCode::Io, "the file could not be read to its end"};
    digest.sha256 = hex(hasher.finish());
    return digest;
}

std::string bytesOf(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

/// Whole raster as a cloud-optimised GeoTIFF: values of one band, or for a picture its colours.
std::string packedRaster(const geodata::Source& source, const geodata::RasterInfo& info, bool isPicture, const Progress& progress)
{
    const auto& band = info.bands.front();
    const bool colours = isPicture && (info.bands.size() >= 3 || band.meaning == geodata::BandMeaning::Palette);
    if (!colours) {
        const geodata::Raster raster = geodata::readRaster(source, 1, progress.part(0.0, 0.5));
        geodata::RasterWriteOptions options;
        options.type = band.type == geodata::CellType::Byte || band.type == geodata::CellType::Int16 ? band.type : geodata::CellType::Float32;
        options.nodata = options.type == geodata::CellType::Float32 ? std::nullopt : band.nodata;
        return geodata::cogBytes(raster.cells, raster.frame, options, progress.part(0.5, 1.0));
    }
    const auto& t = *info.transform;
    const GridFrame frame{t[0], t[3], t[1], -t[5], info.crs};
    return geodata::cogBytes(geodata::readRgba(source, frame, info.rows, info.cols, geodata::Resampling::Nearest, progress.part(0.0, 0.5)), frame,
                             progress.part(0.5, 1.0));
}

/// What is kept of the file: its record without id.
struct NewLayer {
    Layer record;
    std::string asset, mime; ///< bytes when packed
};

void describeRaster(NewLayer& layer, const ImportRequest& request, const geodata::Source& source, const Progress& progress)
{
    const geodata::RasterInfo info = geodata::rasterInfo(source);
    if (info.crs.empty() || !info.transform)
        throw Error{ErrorCode::InvalidInput, "the raster does not say where it lies (no CRS or no position); georeference it first"};
    if (!info.northUp() && request.kind != ImportKind::LAYER)
        throw Error{ErrorCode::InvalidInput, "the raster is turned; warp it to north-up first"};
    layer.record.crs = info.crs;
    switch (request.kind) {
    case ImportKind::ELEVATION: layer.record.layer_kind = LayerKind::ELEVATION; break;
    case ImportKind::LANDCOVER: layer.record.layer_kind = LayerKind::LANDCOVER; break;
    case ImportKind::POPULATION: layer.record.layer_kind = LayerKind::POPULATION; break;
    default: layer.record.layer_kind = LayerKind::RASTER; break;
    }
    if (!request.pack)
        return;
    layer.asset = packedRaster(source, info, request.kind == ImportKind::LAYER, progress);
    layer.mime = "image/tiff; application=geotiff; profile=cloud-optimized";
    layer.record.asset_name = ".tif";
}

void describeVector(NewLayer& layer, const ImportRequest& request, const geodata::Source& source, geodata::Format format)
{
    if (request.kind != ImportKind::LAYER)
        throw Error{ErrorCode::InvalidInput, "this is " + std::string{geodata::formatName(format)} + ", and a raster is needed"};
    const auto layers = geodata::vectorLayers(source);
    const auto at = request.layer.empty() ? layers.begin() : std::find_if(layers.begin(), layers.end(), [&](const auto& l) { return l.name == request.layer; });
    if (at == layers.end()) {
        std::string names;
        for (const auto& l : layers)
            names += (names.empty() ? "" : ", ") + withVisibleControls(l.name);
        throw Error{ErrorCode::Usage, "there is no layer \"" + withVisibleControls(request.layer) + "\"; there are: " + names};
    }
    layer.record.layer_name = normalised(at->name);
    layer.record.crs = at->crs;
    layer.record.layer_kind = LayerKind::VECTOR;
    if (!request.pack)
        return;
    if (format == geodata::Format::Shapefile)
        throw Error{ErrorCode::InvalidInput, "a Shapefile is several files and cannot be packed; convert it to GeoPackage or leave --pack away"};
    layer.asset = bytesOf(request.source);
    layer.mime = format == geodata::Format::GeoPackage ? "application/geopackage+sqlite3" : "application/octet-stream";
    layer.record.asset_name = request.source.extension().string();
}

NewLayer newLayer(const store::MissionFile& file, const ImportRequest& request, const Progress& progress)
{
    const auto source = geodata::Source::file(request.source);
    const geodata::Format format = geodata::sniff(source);
    if (request.pack && std::filesystem::file_size(request.source) > kMaxPackedBytes)
        throw Error{ErrorCode::Limit, "files above 512 MB are not packed; leave --pack away"};
    NewLayer layer;
    layer.record.name = normalised(request.source.stem().string());
    if (isRaster(format))
        describeRaster(layer, request, source, progress);
    else
        describeVector(layer, request, source, format);
    if (!layer.record.layer_name.empty() && layer.record.layer_name != layer.record.name)
        layer.record.name += ": " + layer.record.layer_name;
    if (request.pack) {
        layer.record.size_bytes = static_cast<std::int64_t>(layer.asset.size());
        layer.record.sha256 = hex(sha256(layer.asset));
        layer.record.asset_name = "layer/" + layer.record.sha256.substr(0, 16) + layer.record.asset_name;
    } else {
        const Digest digest = digestOf(request.source, progress);
        layer.record.size_bytes = static_cast<std::int64_t>(digest.bytes);
        layer.record.sha256 = digest.sha256;
        const auto folder = std::filesystem::absolute(file.path()).parent_path();
        layer.record.path = normalised(std::filesystem::proximate(std::filesystem::absolute(request.source), folder).generic_string());
    }
    layer.record.visible = true;
    layer.record.dataset = request.dataset.empty() ? "layer" : request.dataset;
    layer.record.source_id = normalised(request.source.filename().string()) + (layer.record.layer_name.empty() ? "" : ":" + layer.record.layer_name);
    return layer;
}

} // namespace

void importLayer(store::MissionFile& file, const ImportRequest& request, const store::Author& author, ImportReport& report, const Progress& progress)
{
    const bool cover = request.kind == ImportKind::LANDCOVER;
    if (!request.map.empty() || (!cover && !request.values.empty()) || !request.id_column.empty())
        throw Error{ErrorCode::Usage, cover ? "a raster has no columns; leave --map and --id away" : "a reference layer has no fields to map; leave --map, --value and --id away"};
    CoverCodes codes;
    if (cover)
        codes = coverCodesOf(request);
    NewLayer layer = newLayer(file, request, progress);
    report.dataset = layer.record.dataset;
    report.layer = layer.record.layer_name;
    report.read = report.accepted = 1;
    std::optional<Layer> there;
    file.forEach(Kind::LAYER, [&](const RecordValues& record) {
        if (auto held = recordOf<Layer>(record); held.dataset == layer.record.dataset && held.source_id == layer.record.source_id)
            there = std::move(held);
    });
    if (cover) {
        // The file that comes again, perhaps newer, still means what was said of it.
        if (codes.empty() && there && there->layer_kind == LayerKind::LANDCOVER)
            codes = core::coverCodesOf(*there);
        setCoverCodes(layer.record, codes);
        report.issues = coverNotes(codes, geodata::Source::file(request.source), progress);
    }
    // What a person set on the layer stays.
    std::vector<std::pair<const Field*, Value>> changed;
    if (there) {
        const RecordValues old = valuesOf(*there);
        const RecordValues next = valuesOf(layer.record);
        for (const std::string_view name : {"layer_kind", "path", "asset_name", "layer_name", "cover_codes", "size_bytes", "sha256", "crs"})
            if (valueOf(old, name) != valueOf(next, name))
                changed.emplace_back(findField(Kind::LAYER, name), valueOf(next, name));
    }
    report.added = there ? 0 : 1;
    report.updated = there && !changed.empty() ? 1 : 0;
    report.unchanged = there && changed.empty() ? 1 : 0;
    if (request.dry_run || report.unchanged == 1)
        return;
    report.commit = file.commit(author, (there ? "Change layer " : "Add layer ") + layer.record.name, [&](store::Transaction& transaction) {
        if (!layer.asset.empty())
            transaction.putAsset(layer.record.asset_name, layer.mime, layer.asset);
        if (there) {
            transaction.update(Kind::LAYER, there->id, changed);
        } else {
            layer.record.id = transaction.newId(Kind::LAYER);
            transaction.insert(valuesOf(layer.record));
        }
    });
}

} // namespace tutela::exchange::detail
