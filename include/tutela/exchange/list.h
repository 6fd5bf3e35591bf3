// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/store/mission_file.h>

#include <functional>
#include <optional>
#include <ostream>
#include <string_view>

namespace tutela::exchange {

TUTELA_WORDS(ListFormat, JSON, CSV, GEOJSON)

/// Which records `list` shows.
struct ListFilter {
    std::optional<core::AreaId> area;          ///< records whose point or geometry lies in it
    std::optional<core::Instant> from, to;     ///< half-open [from, to) on the record's time
    bool tracks = false;                       ///< patrols: only those that hold a recorded track
    core::TimeZone zone = core::TimeZone::utc(); ///< in which a record that bears a date alone has its day
};

/// The time that places a record in a period: time_start of incidents, t_received of alerts, actual or planned start of
/// patrols, period_from of assessments and strategies, tested_at of tests, the start of their day of sources and meetings; empty
/// when it has none.
[[nodiscard]] std::optional<core::Instant> timeOf(const core::RecordValues& record, const core::TimeZone& zone);
/// Its point: lon and lat, or a point on its geometry; empty when it has none.
[[nodiscard]] std::optional<core::GeoPoint> pointOf(const core::RecordValues& record);

/// Visits the records of a kind that pass the filter, in id order. A record without a time (or place) does not pass a
/// filter on time (or area). @throws core::Error{Usage} for a filter that no record of the kind can pass.
void forEachListed(const store::MissionFile& file, core::Kind kind, const ListFilter& filter,
                   const std::function<void(const core::RecordValues&)>& visit);

/// Writes the records: a JSON array of objects, CSV with a header (text cells guarded), or a GeoJSON FeatureCollection.
/// Ends with a line break. @returns the number of records.
std::int64_t writeList(const store::MissionFile& file, core::Kind kind, const ListFilter& filter, ListFormat format,
                       std::ostream& out);

} // namespace tutela::exchange
