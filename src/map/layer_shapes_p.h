// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "packed_shapes_p.h"

#include <tutela/geodata/source.h>
#include <tutela/map/view.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tutela::map {

/// The shapes of one vector layer of a file, kept in memory between redraws: read once, projected once for each system,
/// thinned once for each power of two of the scale. All scenes that show the layer share it, and it goes with the last.
///
/// A file that has changed since is read again. Of a layer too large to keep only what a view shows is read, each time.
/// What is kept never changes what is shown. Used from any thread.
class LayerShapes {
public:
    /// @param layer  inside of the file; empty = the first that has rows
    [[nodiscard]] static std::shared_ptr<LayerShapes> of(const geodata::Source& source, const std::string& layer);
    ~LayerShapes();
    LayerShapes(const LayerShapes&) = delete;
    LayerShapes& operator=(const LayerShapes&) = delete;

    struct Shown {
        std::shared_ptr<const PackedShapes> lonLat; ///< as read
        std::shared_ptr<const PackedShapes> shapes; ///< in the system of the view, thinned for its scale
    };
    /// What the view needs of the layer.
    /// @param detail  parts of a screen unit that can be told apart: device pixels, more on paper
    /// @throws core::Error when the file cannot be read, core::Cancelled
    [[nodiscard]] Shown forView(const View& view, double detail, const core::Progress& progress);

private:
    /// What tells a file from its next state: size and time of change, of what lies beside it too.
    struct Stamp {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed;
        bool operator==(const Stamp&) const = default;
    };
    struct Level {
        std::string crs;
        int power; ///< pixels of 2^power units or wider
        std::shared_ptr<const PackedShapes> shapes;
    };
    struct Projected {
        std::string crs;
        std::shared_ptr<const PackedShapes> shapes;
    };
    LayerShapes(geodata::Source source, std::string layer);
    [[nodiscard]] bool isOf(const geodata::Source& source, const std::string& layer) const;
    [[nodiscard]] std::vector<Stamp> stamps() const;
    void forget();
    void read(const core::Progress& progress);
    [[nodiscard]] Shown partFor(const View& view, int power, const core::Progress& progress) const;
    [[nodiscard]] std::shared_ptr<const PackedShapes> inSystem(const std::string& crs, const core::Progress& progress);

    const geodata::Source m_source;
    const std::string m_layer;
    std::timed_mutex m_mutex; ///< of all below
    std::vector<Stamp> m_stamps;
    bool m_tooLarge = false;
    std::shared_ptr<const PackedShapes> m_lonLat; ///< null = not read
    std::size_t m_counted = 0;                    ///< bytes that it takes of what all layers may keep
    std::vector<Projected> m_projected;           ///< the last used first
    std::vector<Level> m_levels;                  ///< the last used first
};

} // namespace tutela::map
