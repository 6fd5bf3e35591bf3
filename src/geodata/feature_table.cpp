// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "encoding_p.h"
#include "files_p.h"
#include "ogr_p.h"
#include "table_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <optional>

namespace tutela::geodata {
namespace {

/// A Shapefile without .cpg says nothing certain about its encoding; then its bytes are taken raw and decided cell by cell.
bool hasCodePageFile(const Source& source)
{
    for (const char* extension : {".cpg", ".CPG"}) {
        std::error_code missing;
        auto side = source.path();
        if (std::filesystem::exists(side.replace_extension(extension), missing))
            return true;
    }
    return false;
}

std::vector<std::string> encodingOption(const Source& source, const TableOptions& options, Format format, bool& raw)
{
    raw = false;
    if (format != Format::Shapefile)
        return {};
    if (!options.encoding.empty())
        return {"ENCODING=" + options.encoding};
    raw = !hasCodePageFile(source);
    return raw ? std::vector<std::string>{"ENCODING="} : std::vector<std::string>{};
}

class FeatureTable final : public TableReader::Backend {
public:
    FeatureTable(const Source& source, const TableOptions& options) : m_source(source), m_progress(options.progress)
    {
        const auto encoding = encodingOption(source, options, sniff(source), m_rawText);
        m_opened = openForeign(source, OpenAs::Vector, encoding);
        const auto layers = plainLayers(source, m_opened);
        const auto chosen = chosenLayer(source, layers, options.layer.empty() ? options.sheet : options.layer);
        m_layer = chosen.layer;
        info.format = m_opened.format;
        info.layer = chosen.name;
        for (const auto& named : layers)
            info.layers.push_back(named.name);
        info.headerNumber = 0;
        info.rows = knownCount(source, *m_layer);
        describeColumns(options);
        describeGeometry();
    }

    bool next(Row& row) override
    {
        m_progress.check();
        const ErrorCapture errors;
        m_feature.reset(m_layer->GetNextFeature());
        if (!m_feature) {
            if (errors.failed())
                refuse(m_source, fmt::format("The file breaks off after {} rows: it is damaged.{}", m_number, errors.detail()));
            return false;
        }
        if (++m_number > kMaxFeatures)
            refuse(m_source, "The layer has more than 5 000 000 features, the limit for one layer.", core::ErrorCode::Limit);
        if (info.rows && *info.rows > 0 && m_number % 1024 == 0)
            m_progress.step(static_cast<double>(m_number) / static_cast<double>(*info.rows));
        row.number = m_number;
        row.problem = {};
        fillCells();
        row.cells = m_cells;
        fillGeometry(row);
        return true;
    }

private:
    void describeColumns(const TableOptions& options)
    {
        const auto* fields = m_layer->GetLayerDefn();
        if (static_cast<std::size_t>(fields->GetFieldCount()) > kMaxColumns)
            refuse(m_source, fmt::format("The layer has more than {} attributes, the limit for one table.", kMaxColumns),
                   core::ErrorCode::Limit);
        std::vector<std::string> names;
        for (int i = 0; i < fields->GetFieldCount(); ++i)
            names.push_back(decodedAttribute(fields->GetFieldDefn(i)->GetNameRef()));
        info.columns = columnNames(std::move(names));
        m_texts.resize(info.columns.size());
        m_cells.resize(info.columns.size());
        if (info.format == Format::Shapefile) {
            const char* named = m_layer->GetMetadataItem("SOURCE_ENCODING", "SHAPEFILE");
            info.encoding = !options.encoding.empty() ? options.encoding : named != nullptr ? named : "";
            if (m_rawText) {
                info.encoding = "UTF-8";
                info.notes.push_back("The Shapefile names no encoding (it has no .cpg file); texts are read as UTF-8, and as "
                                     "CP1252 where they are not UTF-8.");
            }
        }
    }

    void describeGeometry()
    {
        info.hasGeometry = m_layer->GetGeomType() != wkbNone;
        if (!info.hasGeometry)
            return;
        const auto* srs = m_layer->GetSpatialRef();
        info.crs = crsText(srs);
        m_toWgs84.emplace(m_source, srs, storedExtent(*m_layer));
        if (m_toWgs84->assumed())
            info.notes.push_back("The layer names no coordinate reference system; its coordinates were taken as WGS 84 degrees.");
    }

    void fillCells()
    {
        for (std::size_t i = 0; i < m_texts.size(); ++i) {
            fieldText(*m_feature, static_cast<int>(i), m_texts[i]);
            if (m_texts[i].size() > kMaxTextBytes)
                refuse(m_source, fmt::format("A text of feature {} is longer than 1 MiB, the limit for one cell.", m_number),
                       core::ErrorCode::Limit);
            if (!core::isUtf8(m_texts[i]))
                m_texts[i] = m_rawText ? decodedAttribute(m_texts[i]) : repairedUtf8(m_texts[i]);
            m_cells[i] = m_texts[i];
        }
    }

    void fillGeometry(Row& row)
    {
        row.geometry = nullptr;
        auto* geometry = m_feature->GetGeometryRef();
        if (!m_toWgs84 || geometry == nullptr)
            return;
        m_geometry = (*m_toWgs84)(*geometry, row.problem);
        if (m_geometry)
            row.geometry = &*m_geometry;
    }

    Source m_source;
    core::Progress m_progress;
    bool m_rawText = false;
    Opened m_opened;
    OGRLayer* m_layer = nullptr;
    std::optional<ToWgs84> m_toWgs84;
    std::unique_ptr<OGRFeature> m_feature;
    std::uint64_t m_number = 0;
    std::vector<std::string> m_texts;
    std::vector<std::string_view> m_cells;
    std::optional<core::Geometry> m_geometry;
};

} // namespace

TableBackend openFeatures(const Source& source, const TableOptions& options)
{
    return std::make_unique<FeatureTable>(source, options);
}

} // namespace tutela::geodata
