// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ogr_p.h"

#include "files_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tutela::geodata {
namespace {

/// Result layers of ExecuteSQL must be given back to their dataset.
class SqlResult {
public:
    SqlResult(GDALDataset& dataset, const char* sql) : m_dataset(dataset), m_layer(dataset.ExecuteSQL(sql, nullptr, nullptr)) {}
    ~SqlResult()
    {
        if (m_layer != nullptr)
            m_dataset.ReleaseResultSet(m_layer);
    }
    SqlResult(const SqlResult&) = delete;
    SqlResult& operator=(const SqlResult&) = delete;

    /// First column of all rows.
    [[nodiscard]] std::vector<std::string> texts() const
    {
        std::vector<std::string> all;
        if (m_layer != nullptr)
            for (const auto& feature : *m_layer)
                all.emplace_back(feature->GetFieldAsString(0));
        return all;
    }

private:
    GDALDataset& m_dataset;
    OGRLayer* m_layer;
};

void dateTimeText(const OGRFeature& feature, int field, OGRFieldType type, std::string& text)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0.0F;
    feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
    text.clear();
    if (type != OFTTime)
        text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (type == OFTDate)
        return;
    const auto thousandths = static_cast<int>(std::lround(second * 1000.0F));
    text += fmt::format("{}{:02}:{:02}:{:02}", type == OFTTime ? "" : "T", hour, minute, thousandths / 1000);
    if (thousandths % 1000 != 0)
        text += fmt::format(".{:03}", thousandths % 1000);
    // GDAL: 100 = UTC, each step a quarter of an hour; 0 and 1 = unknown and local.
    constexpr int kUtc = 100;
    if (zone == kUtc)
        text += 'Z';
    else if (zone > 1)
        text += fmt::format("{}{:02}:{:02}", zone < kUtc ? '-' : '+', std::abs(zone - kUtc) / 4, std::abs(zone - kUtc) % 4 * 15);
}

} // namespace

void fieldText(const OGRFeature& feature, int field, std::string& text)
{
    text.clear();
    if (!feature.IsFieldSetAndNotNull(field))
        return;
    const auto type = feature.GetFieldDefnRef(field)->GetType();
    switch (type) {
    case OFTInteger: text = std::to_string(feature.GetFieldAsInteger(field)); break;
    case OFTInteger64: text = std::to_string(feature.GetFieldAsInteger64(field)); break;
    case OFTReal:
        if (const double value = feature.GetFieldAsDouble(field); std::isfinite(value))
            text = core::shortest(value);
        break;
    case OFTString: text = feature.GetFieldAsString(field); break;
    case OFTDate:
    case OFTTime:
    case OFTDateTime: dateTimeText(feature, field, type, text); break;
    case OFTBinary: break;
    default:
        if (char* json = feature.GetFieldAsSerializedJSon(field)) {
            text = json;
            CPLFree(json);
        }
    }
}

std::vector<NamedLayer> plainLayers(const Source& source, Opened& opened)
{
    const ErrorCapture errors;
    std::set<std::string> computed;
    if (opened.format == Format::GeoPackage) {
        const auto verdict = SqlResult{*opened.dataset, "PRAGMA quick_check(1)"}.texts();
        if (verdict.empty() || verdict.front() != "ok")
            refuse(source, "The GeoPackage is damaged; get a fresh copy of it." + errors.detail());
        for (auto& name : SqlResult{*opened.dataset, "SELECT name FROM sqlite_master WHERE type = 'view' OR "
                                                     "sql LIKE 'CREATE VIRTUAL TABLE%'"}.texts())
            computed.insert(std::move(name));
    }
    std::vector<NamedLayer> layers;
    std::set<std::string> taken;
    for (int i = 0; i < opened.dataset->GetLayerCount(); ++i) {
        auto* layer = opened.dataset->GetLayer(i);
        if (layer == nullptr || computed.contains(layer->GetName()))
            continue;
        const std::string stored = *layer->GetName() != '\0' ? layer->GetName() : fmt::format("layer {}", i + 1);
        std::string name = stored;
        for (int n = 2; !taken.insert(name).second; ++n)
            name = fmt::format("{} ({})", stored, n);
        layers.push_back({layer, std::move(name)});
    }
    if (layers.empty())
        refuse(source, "The file holds no layer that can be read.");
    return layers;
}

std::optional<core::Box> storedExtent(OGRLayer& layer)
{
    const ErrorCapture errors;
    OGREnvelope e;
    if (layer.GetGeomType() == wkbNone || layer.GetExtent(&e, FALSE) != OGRERR_NONE || !std::isfinite(e.MinX + e.MaxX + e.MinY + e.MaxY))
        return std::nullopt;
    return core::Box{e.MinX, e.MinY, e.MaxX, e.MaxY};
}

std::optional<std::uint64_t> knownCount(const Source& source, OGRLayer& layer)
{
    const ErrorCapture errors;
    const auto count = layer.GetFeatureCount(FALSE);
    if (count < 0)
        return std::nullopt;
    if (static_cast<std::uint64_t>(count) > kMaxFeatures)
        refuse(source, "A layer of the file claims more than 5 000 000 features, the limit for one layer.", core::ErrorCode::Limit);
    return static_cast<std::uint64_t>(count);
}

NamedLayer chosenLayer(const Source& source, const std::vector<NamedLayer>& layers, const std::string& wanted)
{
    if (wanted.empty()) {
        if (layers.size() == 1)
            return layers.front();
        const ErrorCapture errors;
        for (const auto& named : layers) {
            const std::unique_ptr<OGRFeature> first{named.layer->GetNextFeature()};
            named.layer->ResetReading();
            if (first)
                return named;
        }
        return layers.front();
    }
    std::vector<std::string> names;
    for (const auto& named : layers) {
        if (named.name == wanted)
            return named;
        names.push_back(named.name);
    }
    refuse(source, fmt::format("The file has no layer of that name; it has: {}.", core::withVisibleControls(core::joined(names, ", "))),
           core::ErrorCode::Usage);
}

} // namespace tutela::geodata
