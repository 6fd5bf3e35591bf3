// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/geodata/vector.h>

#include "encoding_p.h"
#include "files_p.h"
#include "ogr_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tutela::geodata {
namespace {

std::vector<std::string> attributeNames(OGRLayer& layer)
{
    std::vector<std::string> names;
    const auto* fields = layer.GetLayerDefn();
    for (int i = 0; i < fields->GetFieldCount(); ++i)
        names.push_back(decodedAttribute(fields->GetFieldDefn(i)->GetNameRef()));
    return names;
}

VectorLayerInfo describe(const Source& source, const NamedLayer& named)
{
    auto& layer = *named.layer;
    VectorLayerInfo info;
    info.name = named.name;
    info.type = typeOf(layer.GetGeomType());
    info.mixed = info.type == core::Geometry::Type::None && layer.GetGeomType() != wkbNone;
    info.count = knownCount(source, layer);
    info.attributes = attributeNames(layer);
    const auto extent = storedExtent(layer);
    info.crs = crsText(layer.GetSpatialRef());
    if (extent && layer.GetGeomType() != wkbNone) {
        try {
            info.box = ToWgs84{source, layer.GetSpatialRef(), extent}.box(*extent);
        } catch (const core::Error&) {
            info.box.reset(); // listing must work for layers that cannot be drawn; reading them gives the reason
        }
    }
    return info;
}

/// Positions of the wanted attributes; the others are not decoded at all.
std::vector<int> wantedFields(const Source& source, OGRLayer& layer, const std::vector<std::string>& wanted)
{
    const auto names = attributeNames(layer);
    std::vector<int> fields;
    for (const auto& name : wanted) {
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end())
            refuse(source, fmt::format("The layer has no attribute of that name; it has: {}.",
                                       core::withVisibleControls(core::joined(names, ", "))));
        fields.push_back(static_cast<int>(found - names.begin()));
    }
    std::vector<const char*> ignored;
    const auto* defn = layer.GetLayerDefn();
    for (int i = 0; i < defn->GetFieldCount(); ++i)
        if (std::find(fields.begin(), fields.end(), i) == fields.end())
            ignored.push_back(defn->GetFieldDefn(i)->GetNameRef());
    ignored.push_back("OGR_STYLE");
    ignored.push_back(nullptr);
    const ErrorCapture errors;
    layer.SetIgnoredFields(ignored.data()); // only a matter of speed
    return fields;
}

/// An OSM file is read once for each wanted layer; telling which one keeps the others out of memory.
void announceLayer(Opened& opened, const std::string& layer)
{
    if (opened.format != Format::Osm && opened.format != Format::OsmPbf)
        return;
    const ErrorCapture errors;
    const bool plain = std::all_of(layer.begin(), layer.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (plain)
        if (auto* result = opened.dataset->ExecuteSQL(("SET interest_layers = " + layer).c_str(), nullptr, nullptr))
            opened.dataset->ReleaseResultSet(result);
}

class LayerReader {
public:
    /// False ends the read.
    using Sink = std::function<bool(VectorFeature)>;

    LayerReader(const Source& source, const VectorRequest& request, Sink sink, const core::Progress& progress)
        : m_source(source), m_request(request), m_sink(std::move(sink)), m_progress(progress), m_opened(openForeign(source, OpenAs::Vector)),
          m_layer(layerNamed(request.layer)), m_total(knownCount(source, m_layer)),
          m_fields(wantedFields(source, m_layer, request.attributes)),
          m_toWgs84(source, m_layer.GetSpatialRef(), storedExtent(m_layer))
    {
    }

    /// Name, skipped and complete are filled; the features went to the sink.
    VectorLayer read()
    {
        filter();
        const ErrorCapture errors;
        std::uint64_t number = 0;
        while (const std::unique_ptr<OGRFeature> feature{m_layer.GetNextFeature()}) {
            m_progress.check();
            if (++number % 1024 == 0 && m_total && *m_total > 0)
                m_progress.step(std::min(1.0, static_cast<double>(number) / static_cast<double>(*m_total)));
            if (!take(*feature)) {
                m_result.complete = false;
                return std::move(m_result);
            }
        }
        if (errors.failed())
            refuse(m_source, fmt::format("The file breaks off after {} features: it is damaged.{}", number, errors.detail()));
        return std::move(m_result);
    }

private:
    OGRLayer& layerNamed(const std::string& name)
    {
        const auto chosen = chosenLayer(m_source, plainLayers(m_source, m_opened), name);
        m_result.name = chosen.name;
        announceLayer(m_opened, chosen.layer->GetName());
        chosen.layer->ResetReading();
        return *chosen.layer;
    }

    /// Lets the driver leave out what is far away; take() compares again in WGS 84.
    void filter()
    {
        if (!m_request.box)
            return;
        if (const auto stored = m_toWgs84.stored(*m_request.box)) // else the system has no place for the corners of the box
            m_layer.SetSpatialFilterRect(stored->west, stored->south, stored->east, stored->north);
    }

    bool take(OGRFeature& feature)
    {
        auto* geometry = feature.GetGeometryRef();
        std::string_view problem;
        auto shape = geometry == nullptr ? std::nullopt : m_toWgs84(*geometry, problem);
        if (!shape) {
            ++m_result.skipped;
            return true;
        }
        if (m_request.box && !m_request.box->intersects(shape->box()))
            return true;
        m_vertices += shape->vertexCount();
        if (m_features++ >= m_request.maxFeatures || m_vertices > m_request.maxVertices)
            return false;
        VectorFeature taken{std::move(*shape), {}};
        for (const int field : m_fields) {
            fieldText(feature, field, m_text);
            if (m_text.size() > kMaxTextBytes)
                refuse(m_source, "A text of the layer is longer than 1 MiB, the limit for one attribute.", core::ErrorCode::Limit);
            taken.attributes.push_back(decodedAttribute(m_text));
        }
        return m_sink(std::move(taken));
    }

    const Source& m_source;
    const VectorRequest& m_request;
    Sink m_sink;
    const core::Progress& m_progress;
    VectorLayer m_result; // before m_layer, whose choice names it
    Opened m_opened;
    OGRLayer& m_layer;
    std::optional<std::uint64_t> m_total;
    std::vector<int> m_fields;
    ToWgs84 m_toWgs84;
    std::uint64_t m_features = 0;
    std::uint64_t m_vertices = 0;
    std::string m_text;
};

} // namespace

std::vector<VectorLayerInfo> vectorLayers(const Source& source)
{
    auto opened = openForeign(source, OpenAs::Vector);
    std::vector<VectorLayerInfo> all;
    for (const auto& layer : plainLayers(source, opened))
        all.push_back(describe(source, layer));
    return all;
}

VectorLayer readVector(const Source& source, const VectorRequest& request, const core::Progress& progress)
{
    std::vector<VectorFeature> features;
    const auto keep = [&features](VectorFeature feature) {
        features.push_back(std::move(feature));
        return true;
    };
    VectorLayer layer = LayerReader{source, request, keep, progress}.read();
    layer.features = std::move(features);
    return layer;
}

bool readShapes(const Source& source, const VectorRequest& request, const std::function<bool(const core::Geometry&)>& take,
                const core::Progress& progress)
{
    return LayerReader{source, request, [&take](const VectorFeature& feature) { return take(feature.geometry); }, progress}.read().complete;
}

} // namespace tutela::geodata
