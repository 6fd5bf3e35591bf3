// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/error.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/text.h>
#include <tutela/geodata/vector.h>
#include <tutela/map/scene.h>

#include "layer_shapes_p.h"
#include "shaded_relief_p.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>

namespace tutela::map {

namespace {

using core::AssessmentState;

bool isApproved(AssessmentState state)
{
    return state == AssessmentState::APPROVED || state == AssessmentState::DISSEMINATED;
}

bool isOpenDraft(AssessmentState state)
{
    return !isApproved(state) && state != AssessmentState::SUPERSEDED && state != AssessmentState::WITHDRAWN;
}

/// Newer by cut-off, then by id of creation: a total order.
bool newer(const core::Assessment& a, const core::Assessment& b)
{
    const auto key = [](const core::Assessment& x) {
        return std::tuple{x.as_of.value_or(core::Instant{}), x.created_at.value_or(core::Instant{}), x.version, x.id};
    };
    return key(a) > key(b);
}

/// The newest version of each product that is in the wanted state, newest first.
template <class Wanted>
std::vector<const core::Assessment*> newestOfEachProduct(const core::Mission& mission, Wanted wanted, std::optional<core::Instant> known_by)
{
    std::map<std::string, const core::Assessment*> byProduct;
    for (const auto& version : mission.all<core::Assessment>()) {
        const core::AssessmentId id{version.id};
        if (!wanted(core::stateOf(mission, id)) || (known_by && !core::wasKnownAt(mission, id, *known_by)))
            continue;
        const core::Assessment*& kept = byProduct[version.reference];
        if (kept == nullptr || newer(version, *kept))
            kept = &version;
    }
    std::vector<const core::Assessment*> sorted;
    for (const auto& [reference, version] : byProduct)
        sorted.push_back(version);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return newer(*a, *b); });
    return sorted;
}

/// "HIGH" or "MODERATE..HIGH".
PlaceBand bandOfText(std::string_view text)
{
    const auto dots = text.find("..");
    if (dots == std::string_view::npos)
        return {core::enumerator<core::Band>(text), false};
    return {core::enumerator<core::Band>(text.substr(dots + 2)), true};
}

struct Rated {
    std::map<core::PlaceId, PlaceBand> bands;
    std::vector<core::AssessmentId> versions; ///< that gave a band
};

void takeBands(const core::Mission& mission, std::int64_t assessment, Rated& rated)
{
    std::map<core::PlaceId, PlaceBand> own;
    for (const auto& line : mission.all<core::Line>()) {
        if (!line.assessment_id || line.assessment_id->value != assessment)
            continue;
        const PlaceBand found = bandOfText(line.band);
        if (!found.band)
            continue;
        for (const core::PlaceId place : line.place_ids) {
            PlaceBand& kept = own[place];
            if (!kept.band || *found.band > *kept.band)
                kept = found;
            else if (*found.band == *kept.band)
                kept.highest_possible = kept.highest_possible && found.highest_possible;
        }
    }
    const std::size_t before = rated.bands.size();
    rated.bands.merge(own); // a newer product that names the place has the word
    if (rated.bands.size() > before)
        rated.versions.push_back({assessment});
}

Rated rate(const core::Mission& mission, std::optional<core::AssessmentId> assessment, std::optional<core::Instant> known_by)
{
    Rated rated;
    if (assessment) {
        takeBands(mission, assessment->value, rated);
        return rated;
    }
    // What a later version replaced held until then.
    const auto wasApproved = [&](AssessmentState state) { return isApproved(state) || (known_by && state == AssessmentState::SUPERSEDED); };
    for (const auto* version : newestOfEachProduct(mission, wasApproved, known_by))
        takeBands(mission, version->id, rated);
    for (const auto* version : newestOfEachProduct(mission, isOpenDraft, known_by))
        takeBands(mission, version->id, rated);
    return rated;
}

/// The highest marking of what the risk on the map comes from. Where risk is told, the map is Confidential at least, as the
/// report of the same version is.
std::optional<core::Marking> highestMarking(const Scene& scene)
{
    std::optional<core::Marking> highest = scene.mission.details.marking;
    const auto raise = [&](const std::optional<core::Marking>& marking) {
        if (marking && (!highest || *marking > *highest))
            highest = marking;
    };
    if (scene.bands.empty() || !scene.layers.has(MapLayer::PLACES))
        return highest;
    raise(core::Marking::CONFIDENTIAL);
    for (const auto id : scene.versions)
        if (const auto* version = scene.mission.find<core::Assessment>(id))
            raise(version->sensitivity);
    for (const auto& line : scene.mission.all<core::Line>()) {
        if (!line.assessment_id || std::find(scene.versions.begin(), scene.versions.end(), *line.assessment_id) == scene.versions.end())
            continue;
        raise(line.sensitivity);
        const auto* threat = line.threat_id ? scene.mission.find<core::Threat>(*line.threat_id) : nullptr;
        raise(threat != nullptr ? threat->sensitivity : std::nullopt);
        for (const auto id : line.place_ids)
            if (const auto* place = scene.mission.find<core::Place>(id))
                raise(place->sensitivity);
    }
    return highest;
}

bool hasArea(const core::Area& area)
{
    return area.geometry.isArea() && !area.geometry.empty();
}

/// The level whose areas divide the mission: sectors, else the coarsest administrative level there is.
std::optional<core::AreaLevel> dividingLevel(const std::vector<core::Area>& areas)
{
    using core::AreaLevel;
    for (const AreaLevel level : {AreaLevel::SECTOR, AreaLevel::ADMIN1, AreaLevel::FIELD_OFFICE_AOR, AreaLevel::BATTALION_AOR,
                                  AreaLevel::ADMIN2, AreaLevel::COMPANY_AOR, AreaLevel::POLICE_AOR, AreaLevel::ADMIN3})
        if (std::any_of(areas.begin(), areas.end(), [level](const auto& area) { return area.level == level && hasArea(area); }))
            return level;
    return std::nullopt;
}

void takeAreas(Scene& scene, std::optional<core::AreaId> wanted)
{
    const auto& areas = scene.mission.all<core::Area>();
    if (wanted) {
        const core::Area* chosen = scene.mission.find<core::Area>(*wanted);
        if (chosen == nullptr || !hasArea(*chosen))
            throw core::Error{core::ErrorCode::InvalidInput, "The area has no shape to draw a map of."};
        scene.areas = {chosen};
        scene.land = {&chosen->geometry};
        for (const auto& area : areas)
            if (area.parent_id == *wanted && hasArea(area))
                scene.sectors.push_back(&area);
        if (scene.sectors.empty())
            scene.sectors = {chosen};
        return;
    }
    for (const auto& area : areas)
        if (area.level == core::AreaLevel::MISSION && hasArea(area))
            scene.areas.push_back(&area);
    if (const auto level = dividingLevel(areas))
        for (const auto& area : areas)
            if (area.level == *level && hasArea(area))
                scene.sectors.push_back(&area);
    for (const core::Area* area : scene.areas.empty() ? scene.sectors : scene.areas)
        scene.land.push_back(&area->geometry);
}

void takeReferences(Scene& scene, const SceneOptions& options)
{
    for (const auto& layer : scene.mission.all<core::Layer>()) {
        if (!layer.layer_kind)
            continue;
        const core::LayerKind kind = *layer.layer_kind;
        const bool elevation = kind == core::LayerKind::ELEVATION;
        const bool onByDefault = kind == core::LayerKind::RASTER || kind == core::LayerKind::VECTOR;
        if (elevation ? scene.elevation.has_value() : !layer.visible.value_or(onByDefault))
            continue;
        std::optional<geodata::Source> source;
        if (!layer.asset_name.empty()) {
            if (const auto bytes = options.asset ? options.asset(layer.asset_name) : nullptr)
                source = geodata::Source::bytes(layer.asset_name, bytes);
        } else if (!layer.path.empty()) {
            const auto path = options.folder / layer.path;
            std::error_code ignored;
            if (std::filesystem::exists(path, ignored))
                source = geodata::Source::file(path);
        }
        if (!source) {
            scene.problems.push_back("The reference layer \"" + core::withVisibleControls(layer.name) +
                                     "\" was not found, so it is not shown. Put its file back or link it again.");
            continue;
        }
        const auto style = options.layer_styles.find(layer.id);
        ReferenceLayer found{layer.name, kind, layer.layer_name, *source, style != options.layer_styles.end() ? style->second : LayerStyle{},
                             kind == core::LayerKind::VECTOR ? LayerShapes::of(*source, layer.layer_name) : nullptr,
                             elevation ? std::make_shared<ShadedRelief>() : nullptr};
        if (elevation)
            scene.elevation = std::move(found);
        else
            scene.references.push_back(std::move(found));
    }
    std::stable_sort(scene.references.begin(), scene.references.end(), [](const auto& a, const auto& b) { return a.style.place < b.style.place; });
}

std::string markingText(core::Marking marking)
{
    constexpr std::array words{"Unclassified", "Confidential", "Strictly confidential"};
    return words[static_cast<std::size_t>(marking)];
}

/// The name as a line of sources can hold it.
std::string sourceName(const std::string& name)
{
    constexpr std::size_t kMostCharacters = 60;
    const std::string plain = core::withVisibleControls(name);
    std::size_t characters = 0;
    for (std::size_t i = 0; i < plain.size(); ++i)
        if ((static_cast<unsigned char>(plain[i]) & 0xC0u) != 0x80u && ++characters > kMostCharacters)
            return plain.substr(0, i) + "…";
    return plain;
}

std::string listed(std::vector<std::string> names)
{
    constexpr std::size_t kMost = 6;
    if (names.size() > kMost) {
        const std::size_t more = names.size() - kMost;
        names.resize(kMost);
        names.push_back("and " + std::to_string(more) + " more");
    }
    return core::joined(names, ", ");
}

std::string sourcesOf(const Scene& scene)
{
    std::vector<std::string> datasets;
    for (const auto& name : scene.mission.incidents->datasets)
        if (!name.empty())
            datasets.push_back(sourceName(name));
    std::vector<std::string> layers;
    for (const auto& reference : scene.references)
        if (scene.layers.has(reference.kind == core::LayerKind::VECTOR ? MapLayer::VECTORS : MapLayer::RASTERS))
            layers.push_back(sourceName(reference.name));
    std::string text = "Sources: mission records";
    if (!datasets.empty())
        text += "; incidents: " + listed(std::move(datasets));
    if (scene.elevation && scene.layers.has(MapLayer::RELIEF))
        text += "; relief: " + sourceName(scene.elevation->name);
    if (!layers.empty())
        text += "; layers: " + listed(std::move(layers));
    if (scene.layers.has(MapLayer::PLACES))
        for (const auto id : scene.versions)
            if (const auto* version = scene.mission.find<core::Assessment>(id); version != nullptr && !version->reference.empty())
                text += "; risk: " + sourceName(version->reference) + (version->version.empty() ? "" : " version " + version->version) +
                        (core::isFrozen(scene.mission, id) ? "" : " (draft)");
    return text + ".";
}

/// Collects boxes and finds the narrowest range of longitudes around them, also over the antimeridian.
class ExtentFinder {
public:
    void add(const core::Box& box)
    {
        grow(m_plain, box, 0.0);
        grow(m_shifted, box, box.east < 0.0 ? 360.0 : 0.0);
        m_any = true;
    }
    /// One polygon. A ring that jumps from one side of the world to the other crosses the antimeridian.
    void add(const core::Geometry::Part& part)
    {
        bool crosses = false;
        for (const auto& ring : part)
            for (std::size_t i = 1; i < ring.size(); ++i)
                crosses = crosses || std::abs(ring[i].x - ring[i - 1].x) > 180.0;
        if (!crosses) {
            add(core::Geometry{core::Geometry::Type::Polygon, {part}}.box());
            return;
        }
        for (const auto& ring : part)
            for (const core::Vertex& at : ring)
                grow(m_shifted, {at.x, at.y, at.x, at.y}, at.x < 0.0 ? 360.0 : 0.0);
        grow(m_plain, {-180.0, m_shifted.south, 180.0, m_shifted.north}, 0.0);
        m_any = true;
    }
    [[nodiscard]] std::optional<core::Box> box() const
    {
        if (!m_any)
            return std::nullopt;
        if (m_shifted.east - m_shifted.west >= m_plain.east - m_plain.west)
            return m_plain;
        core::Box over = m_shifted;
        over.west = over.west > 180.0 ? over.west - 360.0 : over.west;
        over.east = over.east > 180.0 ? over.east - 360.0 : over.east;
        return over;
    }

private:
    static void grow(core::Box& into, const core::Box& box, double shift)
    {
        into.west = std::min(into.west, box.west + shift);
        into.east = std::max(into.east, box.east + shift);
        into.south = std::min(into.south, box.south);
        into.north = std::max(into.north, box.north);
    }
    static constexpr double kFar = std::numeric_limits<double>::max();
    core::Box m_plain{kFar, kFar, -kFar, -kFar};
    core::Box m_shifted{kFar, kFar, -kFar, -kFar};
    bool m_any = false;
};

/// As one box for each side of the prime meridian, which is the same as point by point: a million take no time that anybody sees.
void addIncidents(ExtentFinder& finder, const core::IncidentColumns& incidents)
{
    struct Span {
        std::int32_t west = std::numeric_limits<std::int32_t>::max(), east = std::numeric_limits<std::int32_t>::min();
        std::int32_t south = west, north = east;
        void add(std::int32_t lon, std::int32_t lat)
        {
            west = std::min(west, lon);
            east = std::max(east, lon);
            south = std::min(south, lat);
            north = std::max(north, lat);
        }
    };
    Span negative, positive; // longitudes, in registers: a million incidents pass by here
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (!incidents.hasPosition(i))
            continue;
        if (incidents.lonE7[i] < 0)
            negative.add(incidents.lonE7[i], incidents.latE7[i]);
        else
            positive.add(incidents.lonE7[i], incidents.latE7[i]);
    }
    for (const Span& side : {negative, positive})
        if (side.west <= side.east)
            finder.add({side.west / 1e7, side.south / 1e7, side.east / 1e7, side.north / 1e7});
}

/// The box of a reference layer; one that cannot be read has none, and says so when it is drawn.
void addLayer(ExtentFinder& finder, const ReferenceLayer& layer)
{
    try {
        if (layer.kind != core::LayerKind::VECTOR) {
            if (const auto box = geodata::rasterInfo(layer.source).box)
                finder.add(*box);
            return;
        }
        for (const auto& known : geodata::vectorLayers(layer.source))
            if (known.box && (layer.layer.empty() || layer.layer == known.name))
                finder.add(*known.box);
    } catch (const core::Error&) {
        return;
    }
}

} // namespace

LayerSet LayerSet::all()
{
    LayerSet set;
    for (std::size_t i = 0; i < wordCount(MapLayer{}); ++i)
        set.set(static_cast<MapLayer>(i));
    return set;
}

LayerSet LayerSet::standard()
{
    LayerSet set = all();
    set.set(MapLayer::PATROLS, false);
    return set;
}

LayerSet LayerSet::of(std::string_view list)
{
    LayerSet set;
    for (const std::string& part : core::split(list, ',')) {
        std::string word{core::trimmed(part)};
        std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        std::replace(word.begin(), word.end(), '-', '_');
        if (word.empty())
            continue;
        if (word == "ALL" || word == "STANDARD") {
            set.m_bits |= (word == "ALL" ? all() : standard()).m_bits;
            continue;
        }
        const auto layer = core::enumerator<MapLayer>(word);
        if (!layer) {
            std::string known;
            for (const auto name : core::wordsOf<MapLayer>())
                known.append(known.empty() ? "" : ", ").append(name);
            std::transform(known.begin(), known.end(), known.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            throw core::Error{core::ErrorCode::Usage, "There is no map layer \"" + core::withVisibleControls(part) +
                                                          "\"; there are " + known + ", standard and all."};
        }
        set.set(*layer);
    }
    return set;
}

void LayerSet::set(MapLayer layer, bool on) noexcept
{
    const unsigned bit = 1u << static_cast<unsigned>(layer);
    m_bits = on ? m_bits | bit : m_bits & ~bit;
}

std::map<core::PlaceId, PlaceBand> placeBands(const core::Mission& mission, std::optional<core::AssessmentId> assessment, std::optional<core::Instant> known_by)
{
    return rate(mission, assessment, known_by).bands;
}

std::string standardDisclaimer()
{
    return "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
           "acceptance.";
}

Scene sceneOf(const core::Mission& mission, const SceneOptions& options)
{
    Scene scene;
    scene.mission = mission;
    scene.layers = options.layers;
    scene.as_of = options.as_of ? options.as_of : mission.details.as_of;
    scene.period = options.period;
    scene.demonstration = mission.details.demonstration;
    takeAreas(scene, options.area);
    Rated rated = rate(mission, options.assessment, options.as_of);
    scene.bands = std::move(rated.bands);
    scene.versions = std::move(rated.versions);
    scene.draft = std::any_of(scene.versions.begin(), scene.versions.end(), [&](const auto id) { return !core::isFrozen(mission, id); });

    const std::optional<core::Day> day =
        scene.as_of ? std::optional{mission.timeZone().dayAt(*scene.as_of)} : std::nullopt;
    for (const auto& base : scene.mission.all<core::Base>()) {
        const bool notYet = day && base.open_from && *base.open_from > *day;
        const bool noMore = day && base.open_to && *base.open_to <= *day;
        if (!notYet && !noMore && base.lon && base.lat)
            scene.bases.push_back(&base);
    }
    for (const auto& threat : scene.mission.all<core::Threat>())
        if (threat.status != core::ThreatStatus::CLOSED && threat.geometry.isArea() && !threat.geometry.empty())
            scene.threats.push_back(&threat);
    takeReferences(scene, options);

    scene.title = options.title;
    const auto marking = options.marking ? options.marking : highestMarking(scene);
    scene.marking = marking ? markingText(*marking) : std::string{};
    if (scene.draft && scene.layers.has(MapLayer::PLACES))
        scene.marking += " · draft, not approved";
    if (scene.demonstration)
        scene.marking += scene.marking.empty() ? "Demonstration data" : " · demonstration data";
    scene.disclaimer = mission.details.boundary_disclaimer.empty() ? standardDisclaimer() : mission.details.boundary_disclaimer;
    scene.sources = options.sources.empty() ? sourcesOf(scene) : options.sources;
    return scene;
}

IncidentChoice IncidentChoice::of(std::shared_ptr<const core::IncidentColumns> columns, const std::vector<std::uint32_t>& rows)
{
    // A table's order jumps about in the columns; a mark for each row puts a million in order in some milliseconds.
    std::vector<std::uint8_t> marked(columns->size(), 0);
    for (const std::uint32_t row : rows)
        marked.at(row) = 1;
    IncidentChoice choice{std::move(columns), {}};
    choice.rows.reserve(rows.size());
    for (std::uint32_t row = 0; row < marked.size(); ++row)
        if (marked[row] != 0)
            choice.rows.push_back(row);
    return choice;
}

void Scene::choose(std::shared_ptr<const IncidentChoice> choice)
{
    chosen = std::move(choice);
    if (chosen)
        mission.incidents = chosen->columns;
}

std::optional<core::Box> Scene::extent() const
{
    ExtentFinder finder;
    for (const core::Geometry* geometry : land)
        for (const auto& part : geometry->parts)
            finder.add(part);
    if (const auto found = finder.box())
        return found;
    for (const auto& place : mission.all<core::Place>())
        if (place.lon && place.lat)
            finder.add({*place.lon, *place.lat, *place.lon, *place.lat});
    for (const core::Base* base : bases)
        finder.add({*base->lon, *base->lat, *base->lon, *base->lat});
    addIncidents(finder, *mission.incidents);
    if (const auto found = finder.box())
        return found;
    const auto addShape = [&finder](const core::Geometry& geometry) {
        if (!geometry.empty())
            finder.add(geometry.box());
    };
    for (const auto& road : mission.all<core::Road>())
        addShape(road.geometry);
    for (const auto& water : mission.all<core::Water>())
        addShape(water.geometry);
    if (const auto found = finder.box())
        return found;
    for (const ReferenceLayer& layer : references)
        addLayer(finder, layer);
    if (elevation && !finder.box())
        addLayer(finder, *elevation);
    return finder.box();
}

} // namespace tutela::map
