// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/id.h>
#include <tutela/core/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tutela::core {

/// Members of records. An empty optional (or empty text, list, geometry) means *not known* or *not assessed*; 0 means
/// *known to be none*. The two are never the same value, in memory, in the file, on screen or on paper.
using Count = std::optional<std::int64_t>;
using Rating = std::optional<std::int64_t>;
using Real = std::optional<double>;
using Flag = std::optional<bool>;
using Text = std::string;
using Texts = std::vector<std::string>;

/// What every record carries (doctrine.md 2.0).
struct Record {
    std::int64_t id = 0;
    std::optional<Instant> created_at;
    Text created_by; ///< role/initials
    std::optional<Instant> updated_at;
    std::int64_t revision = 0;
    std::optional<Marking> sensitivity;
    std::optional<MarkingReason> sensitivity_reason;
    std::optional<Day> declassify_on; ///< empty = 20 years after it was made (doctrine.md 2.16)
    std::vector<SourceId> source_ids;
    bool deleted = false; ///< soft: kept for history and merge, absent from snapshots
    std::optional<std::int64_t> batch_id; ///< the import it came with
    Text dataset;   ///< name of the imported source ("ucdp-ged"); empty for records made by hand
    Text source_id; ///< id of the row within the dataset
    bool operator==(const Record&) const = default;
};

/// lon and lat of a record with a point, degrees WGS 84, at most 6 decimals; both or neither.
struct Position {
    Real lon;
    Real lat;
    bool operator==(const Position&) const = default;
    [[nodiscard]] std::optional<GeoPoint> point() const
    {
        return lon && lat ? std::optional{GeoPoint::of(*lon, *lat)} : std::nullopt;
    }
};

} // namespace tutela::core
