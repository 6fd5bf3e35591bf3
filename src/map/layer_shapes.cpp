// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layer_shapes_p.h"

#include "projection_p.h"

#include <tutela/core/patient_lock.h>
#include <tutela/geodata/vector.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <utility>

namespace tutela::map {

namespace {

constexpr std::size_t kMostOfALayer = std::size_t{64} << 20; ///< bytes of degrees: some 5 million vertices in 500,000 shapes
constexpr std::size_t kMostOfAll = std::size_t{96} << 20; ///< of all layers; systems and levels take up to five times as much again
constexpr std::size_t kMostSystems = 2; ///< a map and one in another zone
constexpr std::size_t kMostLevels = 3;  ///< a map, its neighbour by zoom, and a report

std::atomic<std::size_t> keptBytes{0};

/// Brings an entry to the front and drops those that were not used for longest.
template <class Entry>
void toFront(std::vector<Entry>& entries, typename std::vector<Entry>::iterator entry, std::size_t most)
{
    std::rotate(entries.begin(), entry, entry + 1);
    if (entries.size() > most)
        entries.resize(most);
}

std::shared_ptr<const PackedShapes> levelOf(const std::shared_ptr<const PackedShapes>& shapes, int power, const core::Progress& progress)
{
    const double pixel = std::exp2(power);
    if (pixel < 4 * shapes->quantum)
        return shapes; // finer than the shapes are kept
    return std::make_shared<const PackedShapes>(thinnedFor(*shapes, pixel, progress));
}

} // namespace

LayerShapes::LayerShapes(geodata::Source source, std::string layer) : m_source(std::move(source)), m_layer(std::move(layer)) {}

LayerShapes::~LayerShapes() { keptBytes -= m_counted; }

std::shared_ptr<LayerShapes> LayerShapes::of(const geodata::Source& source, const std::string& layer)
{
    static std::mutex mutex;
    static std::vector<std::weak_ptr<LayerShapes>> known;
    const std::scoped_lock alone{mutex};
    std::erase_if(known, [](const auto& entry) { return entry.expired(); });
    for (const auto& entry : known)
        if (auto shapes = entry.lock(); shapes && shapes->isOf(source, layer))
            return shapes;
    std::shared_ptr<LayerShapes> made{new LayerShapes{source, layer}};
    known.push_back(made);
    return made;
}

bool LayerShapes::isOf(const geodata::Source& source, const std::string& layer) const
{
    if (layer != m_layer || source.path() != m_source.path() || source.isFile() != m_source.isFile())
        return false;
    return source.isFile() || source.data() == m_source.data() || *source.data() == *m_source.data();
}

std::vector<LayerShapes::Stamp> LayerShapes::stamps() const
{
    std::vector<Stamp> found;
    if (!m_source.isFile())
        return found;
    const std::filesystem::path& file = m_source.path();
    std::filesystem::path journal = file; // of a GeoPackage that is being written
    journal += "-wal";
    for (const auto& path : {file, journal, std::filesystem::path{file}.replace_extension(".prj"), std::filesystem::path{file}.replace_extension(".shx")}) {
        std::error_code none;
        const auto size = std::filesystem::file_size(path, none);
        const auto changed = std::filesystem::last_write_time(path, none);
        found.push_back(none ? Stamp{} : Stamp{size, changed});
    }
    return found;
}

void LayerShapes::forget()
{
    keptBytes -= std::exchange(m_counted, 0);
    m_lonLat.reset();
    m_projected.clear();
    m_levels.clear();
    m_tooLarge = false;
}

void LayerShapes::read(const core::Progress& progress)
{
    if (m_lonLat || m_tooLarge)
        return;
    PackedShapes shapes;
    shapes.quantum = kDegreeQuantum;
    geodata::VectorRequest request;
    request.layer = m_layer;
    const bool complete = geodata::readShapes(m_source, request, [&shapes](const core::Geometry& geometry) {
        shapes.add(geometry);
        return shapes.bytes() <= kMostOfALayer && shapes.bytes() + keptBytes <= kMostOfAll;
    }, progress);
    m_tooLarge = !complete;
    if (m_tooLarge)
        return;
    shapes.shrink();
    m_counted = shapes.bytes();
    keptBytes += m_counted;
    m_lonLat = std::make_shared<const PackedShapes>(std::move(shapes));
}

std::shared_ptr<const PackedShapes> LayerShapes::inSystem(const std::string& crs, const core::Progress& progress)
{
    auto found = std::find_if(m_projected.begin(), m_projected.end(), [&crs](const Projected& known) { return known.crs == crs; });
    if (found == m_projected.end())
        found = m_projected.insert(m_projected.end(), {crs, std::make_shared<const PackedShapes>(projected(*m_lonLat, projectionHere(crs), progress))});
    toFront(m_projected, found, kMostSystems);
    return m_projected.front().shapes;
}

LayerShapes::Shown LayerShapes::partFor(const View& view, int power, const core::Progress& progress) const
{
    geodata::VectorRequest request;
    request.layer = m_layer;
    const core::Box shown = view.lonLatBox();
    if (shown.west <= shown.east)
        request.box = shown;
    auto part = std::make_shared<PackedShapes>();
    part->quantum = kDegreeQuantum;
    geodata::readShapes(m_source, request, [&part](const core::Geometry& geometry) {
        part->add(geometry);
        return true;
    }, progress);
    const auto there = std::make_shared<const PackedShapes>(projected(*part, projectionHere(view.crs()), progress));
    return {part, levelOf(there, power, progress)};
}

LayerShapes::Shown LayerShapes::forView(const View& view, double detail, const core::Progress& progress)
{
    auto alone = core::lockUnlessStopped(m_mutex, progress);
    if (auto now = stamps(); now != m_stamps) {
        forget();
        m_stamps = std::move(now);
    }
    read(progress);
    const int power = static_cast<int>(std::floor(std::log2(view.unitsPerPixel() / detail)));
    if (m_tooLarge) {
        alone.unlock();
        return partFor(view, power, progress);
    }
    auto found = std::find_if(m_levels.begin(), m_levels.end(), [&](const Level& known) { return known.power == power && known.crs == view.crs(); });
    if (found == m_levels.end())
        found = m_levels.insert(m_levels.end(), {view.crs(), power, levelOf(inSystem(view.crs(), progress), power, progress)});
    toFront(m_levels, found, kMostLevels);
    return {m_lonLat, m_levels.front().shapes};
}

} // namespace tutela::map
