// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/words.h>
#include <tutela/geodata/raster.h>
#include <tutela/geodata/source.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::map {

/// Layers of the map, bottom to top. The land under all of them is always painted.
TUTELA_WORDS(MapLayer, RELIEF, RASTERS, INFLUENCE, WATER, ROADS, SECTORS, VECTORS, THREATS, OUTLINE, PATROLS, INCIDENTS,
             PLACES, BASES, LABELS, SECTOR_NAMES)

/// A set of layers.
class LayerSet {
public:
    LayerSet() = default;
    [[nodiscard]] static LayerSet all();
    /// What a first map shows: all but patrols.
    [[nodiscard]] static LayerSet standard();
    /// "relief,places,labels": words in any case, "all" and "standard" too.
    /// @throws core::Error{Usage} for an unknown word, naming the words there are.
    [[nodiscard]] static LayerSet of(std::string_view list);
    [[nodiscard]] bool has(MapLayer layer) const noexcept { return (m_bits >> static_cast<unsigned>(layer) & 1u) != 0; }
    void set(MapLayer layer, bool on = true) noexcept;
    bool operator==(const LayerSet&) const = default;

private:
    unsigned m_bits = 0;
};

/// How the band of a place is known.
struct PlaceBand {
    std::optional<core::Band> band; ///< empty = not assessed
    bool highest_possible = false;  ///< an input is missing: the highest band it can be is shown
};

/// How a reference layer lies on the map: a matter of the picture, not of the mission.
struct LayerStyle {
    int place = 0;         ///< layers with a higher place lie on top; equal ones in the order of the mission
    double opacity = 1.0;  ///< 0 to 1
    bool operator==(const LayerStyle&) const = default;
};

struct SceneOptions {
    LayerSet layers = LayerSet::standard();
    std::optional<core::Instant> as_of;      ///< bases open, versions known, sources named at this time; empty = the mission's as_of, any version
    std::optional<core::Period> period;      ///< of incidents and patrols; empty = all
    std::optional<core::AssessmentId> assessment; ///< bands of this version; empty = newest approved, else newest draft
    std::optional<core::AreaId> area;        ///< show only this area as land; empty = the whole mission
    std::map<std::int64_t, LayerStyle> layer_styles; ///< by id of the layer
    std::string title;                       ///< printed at the top by the furniture; empty = none
    std::string sources;                     ///< sentence on sources; empty = made from the layers
    std::filesystem::path folder;            ///< of the mission file: reference layers lie relative to it
    /// Bytes of a packed asset by name; null when there are none.
    std::function<std::shared_ptr<const std::string>(const std::string&)> asset;
    std::optional<core::Marking> marking;    ///< printed; empty = the highest of what is shown: mission, versions, lines
};

class LayerShapes;
class ShadedRelief;
struct ReachCover;

/// A reference layer that can be read.
struct ReferenceLayer {
    std::string name;
    core::LayerKind kind = core::LayerKind::VECTOR;
    std::string layer; ///< layer inside the file
    geodata::Source source;
    LayerStyle style{};
    std::shared_ptr<LayerShapes> shapes{}; ///< of a vector layer: its geometry in memory, read with the first map; null = read for each map
    std::shared_ptr<ShadedRelief> relief{}; ///< of elevation: light and shade of the last view in memory; null = worked out for each map
};

/// Incidents that a person chose by filters: these are shown, whatever their period and verification.
struct IncidentChoice {
    std::shared_ptr<const core::IncidentColumns> columns;
    std::vector<std::uint32_t> rows; ///< indexes into the columns; drawn fastest in their order
    /// @param rows  indexes in any order, each once
    [[nodiscard]] static IncidentChoice of(std::shared_ptr<const core::IncidentColumns> columns, const std::vector<std::uint32_t>& rows);
};

/// What a map shows, as plain values over an immutable mission. Copied freely, read from any thread.
struct Scene {
    core::Mission mission; ///< keeps the records alive that the pointers below lead to
    LayerSet layers;
    std::optional<core::Instant> as_of;
    std::optional<core::Period> period;
    std::shared_ptr<const ReachCover> reach; ///< bands of response time and gaps, painted over the land; null = none
    std::shared_ptr<const IncidentChoice> chosen; ///< null = incidents of the period, without refuted ones and duplicates

    std::vector<const core::Geometry*> land;    ///< polygons that are the country; empty = land everywhere
    std::vector<const core::Area*> sectors;     ///< of the finest level that divides the mission into sectors
    std::vector<const core::Area*> areas;       ///< mission and other areas whose border is the outline
    std::map<core::PlaceId, PlaceBand> bands;   ///< places absent here are not assessed
    std::vector<core::AssessmentId> versions;   ///< that the bands come from
    bool draft = false;                         ///< one of them is not approved
    std::vector<const core::Base*> bases;       ///< open at as_of
    std::vector<const core::Threat*> threats;   ///< not closed, with an area
    std::optional<ReferenceLayer> elevation;
    std::vector<ReferenceLayer> references;     ///< visible rasters and vectors, the topmost last
    std::vector<std::string> problems;          ///< sentences: layers that could not be found

    std::string title, marking, sources, disclaimer;
    bool demonstration = false;

    /// Box of degrees around what the scene is about: land, else places, bases and incidents; empty when there is nothing.
    /// West > east when the shorter way round crosses the antimeridian.
    [[nodiscard]] std::optional<core::Box> extent() const;
    /// Shows the chosen incidents; null = those of the period again, of `mission` as it is now.
    void choose(std::shared_ptr<const IncidentChoice> choice);
};

[[nodiscard]] Scene sceneOf(const core::Mission& mission, const SceneOptions& options = {});

/// The band of each place that a version names: the highest of its lines (doctrine.md 2.11). The version is the given one,
/// else the newest approved or later, else the newest draft.
/// @param known_by  versions that were signed later, or know more, are left out (core::wasKnownAt); empty = none is.
[[nodiscard]] std::map<core::PlaceId, PlaceBand> placeBands(const core::Mission& mission,
                                                            std::optional<core::AssessmentId> assessment = {},
                                                            std::optional<core::Instant> known_by = {});

/// The standard sentence on boundaries and names.
[[nodiscard]] std::string standardDisclaimer();

} // namespace tutela::map
