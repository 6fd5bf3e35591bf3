// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "edit_rules_p.h"
#include "import_p.h"
#include "track_checks_p.h"

#include <tutela/core/text.h>
#include <tutela/core/track_match.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace tutela::exchange::detail {

using namespace core;

namespace {

constexpr std::size_t kMaxTrackPoints = 5'000'000;

class TrackGatherer {
public:
    Track& track(const std::string& key, std::uint64_t row)
    {
        if (const auto at = m_index.find(key); at != m_index.end())
            return m_tracks[at->second];
        m_index.emplace(key, m_tracks.size());
        m_tracks.push_back({});
        m_tracks.back().key = key;
        m_tracks.back().row = row;
        return m_tracks.back();
    }
    void add(Track& track, std::string_view segment, Vertex at, std::optional<Instant> time)
    {
        if (++m_points > kMaxTrackPoints)
            throw Error{ErrorCode::Limit, "the file holds more than 5,000,000 track points; split it"};
        if (track.segments.empty() || track.segments.back().first != segment)
            track.segments.emplace_back(segment, Geometry::Ring{});
        track.segments.back().second.push_back(at);
        track.numbers.push_back(track.seen);
        ++track.points;
        if (time)
            track.times.push_back(time->time_since_epoch().count());
        else
            track.allTimed = false;
    }
    /// A track drawn as a line, without times.
    void addLine(const std::string& key, std::string name, const Geometry& line, std::uint64_t row)
    {
        Track& made = track(key, row);
        made.name = std::move(name);
        for (std::size_t part = 0; part < line.parts.size(); ++part)
            for (const Vertex& vertex : line.parts[part].at(0)) {
                ++made.seen;
                add(made, std::to_string(part), vertex, std::nullopt);
            }
    }
    [[nodiscard]] bool hasPoints() const { return m_points > 0; }
    [[nodiscard]] std::vector<Track>& tracks() { return m_tracks; }

private:
    std::vector<Track> m_tracks;
    std::map<std::string, std::size_t> m_index;
    std::size_t m_points = 0;
};

std::optional<std::size_t> columnOf(const std::vector<std::string>& columns, std::initializer_list<std::string_view> names)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (const std::string header = folded(columns[i]); std::find(names.begin(), names.end(), header) != names.end())
            return i;
    return std::nullopt;
}

/// Where a table of points says track, segment, time and position.
struct PointColumns {
    std::optional<std::size_t> track, segment, time, lon, lat;
};

/// Times of GPX are UTC by definition (GPX 1.1 schema, wptType/time), whatever zone the mission keeps.
std::unique_ptr<DateReader> gpxDates()
{
    return std::make_unique<DateReader>(TimeZone::utc(), true, std::nullopt, []() -> DateOrder {
        throw Error{ErrorCode::InvalidInput, "times of a GPX file are written as 2026-10-31T08:00:00Z; correct the file"};
    });
}

/// What was taken for times that bear no zone.
std::string zoneText(bool gpx, const Mission& mission)
{
    if (gpx)
        return "times of the file bear no zone, against the rules of GPX; they were taken as UTC, which GPX prescribes (if the device wrote local time, correct the file and import it again)";
    return "times of the file bear no zone; they were taken on the mission's clock, " + mission.timeZone().name() + " (if the device wrote UTC, put a Z behind each time and import the file again)";
}

/// A time that cannot be read leaves the point in its track: where it lies is known.
std::optional<ReadDate> timeOfPoint(DateReader& dates, std::string_view cell, std::uint64_t row, Ledger& ledger)
{
    try {
        return dates.read("track_times", cell);
    } catch (RowRefused& refused) {
        ledger.note(refused.field, refused.value, "a point has no time: " + refused.reason, row);
        return std::nullopt;
    }
}

void gatherPoints(TrackGatherer& gatherer, const ImportRequest& request, geodata::TableOptions options, ImportContext& context, Ledger& ledger)
{
    auto reader = geodata::TableReader::open(request.source, options);
    const auto& columns = reader.columns();
    PointColumns at{columnOf(columns, {"track fid", "track", "track id", "trackid"}), columnOf(columns, {"track seg id", "segment"}),
                    columnOf(columns, {"time", "timestamp", "datetime", "date time"}), columnOf(columns, {"lon", "longitude", "x", "lng"}),
                    columnOf(columns, {"lat", "latitude", "y"})};
    if (!request.id_column.empty())
        at.track = columnNamed(columns, request.id_column);
    if (!reader.info().hasGeometry && (!at.lon || !at.lat))
        throw Error{ErrorCode::InvalidInput, "a table of track points needs the columns lon and lat, and time where it is known"};
    geodata::Row row;
    while (reader.next(row)) {
        if (row.problem.empty() && isBlank(row))
            continue;
        const auto cell = [&](std::optional<std::size_t> column) { return column ? std::string{plainText(row.cells[*column])} : std::string{}; };
        Track* track = nullptr;
        try {
            if (!row.problem.empty())
                throw RowRefused{"row", {}, std::string{row.problem}};
            track = &gatherer.track(cell(at.track), row.number);
            ++track->seen;
            std::optional<double> lon;
            std::optional<double> lat;
            if (row.geometry && row.geometry->type == Geometry::Type::Point) {
                lon = row.geometry->parts.at(0).at(0).at(0).x;
                lat = row.geometry->parts.at(0).at(0).at(0).y;
            } else if (at.lon && at.lat) {
                lon = context.decimals.read("lon", *at.lon, row.cells[*at.lon]);
                lat = context.decimals.read("lat", *at.lat, row.cells[*at.lat]);
            }
            auto checkedLon = lon, checkedLat = lat; // rounded, which adds up along a track: that keeps what the device wrote
            checkPosition(checkedLon, checkedLat, {}, row.number, ledger);
            if (!lon)
                refuseRow("lon", "", "the point has no position");
            const auto time = at.time ? timeOfPoint(*context.dates, row.cells[*at.time], row.number, ledger) : std::nullopt;
            if (time && time->start > context.now + std::chrono::minutes{5})
                refuseRow("track_times", row.cells[*at.time], "lies in the future");
            gatherer.add(*track, cell(at.segment), {*lon, *lat}, time ? std::optional{time->start} : std::nullopt);
        } catch (RowRefused& refused) {
            // A point left out leaves the track usable: it is named, the balance sheet counts tracks.
            if (track != nullptr && track->firstReason.empty())
                track->firstReason = refused.field + " " + refused.reason;
            ledger.note(refused.field, refused.value, "a point was left out: " + refused.reason, row.number);
        }
    }
}

/// Lines of all layers, or of the one that was asked for.
void gatherLines(TrackGatherer& gatherer, const ImportRequest& request, const geodata::TableInfo& info, const Progress& progress, Ledger& ledger)
{
    const std::vector<std::string> layers = request.layer.empty() && !info.layers.empty() ? info.layers : std::vector{request.layer};
    for (const std::string& layer : layers) {
        auto reader = geodata::TableReader::open(request.source, {layer, request.sheet, request.encoding, 0, progress});
        const auto name = request.id_column.empty() ? columnOf(reader.columns(), {"name", "title"})
                                                    : std::optional{columnNamed(reader.columns(), request.id_column)};
        geodata::Row row;
        while (reader.next(row)) {
            if (!row.problem.empty())
                ledger.note("geometry", layer, std::string{"a feature was left out: "} + std::string{row.problem}, row.number);
            else if (row.geometry && row.geometry->isLine())
                gatherer.addLine(layer + "\n" + std::to_string(row.number), name ? normalised(plainText(row.cells[*name])) : std::string{}, *row.geometry,
                                 row.number);
        }
    }
}

/// Names of GPX tracks stand in another layer, in the same order.
void nameTracks(TrackGatherer& gatherer, const ImportRequest& request, const geodata::TableInfo& info)
{
    if (std::find(info.layers.begin(), info.layers.end(), "tracks") == info.layers.end())
        return;
    auto reader = geodata::TableReader::open(request.source, {"tracks", {}, {}, 0, {}});
    const auto name = columnOf(reader.columns(), {"name"});
    geodata::Row row;
    for (std::size_t index = 0; name && reader.next(row); ++index)
        for (Track& track : gatherer.tracks())
            if (track.key == std::to_string(index))
                track.name = normalised(plainText(row.cells[*name]));
}

/// The id of each track in its file: its name, else its number; a name that comes again is counted.
std::vector<std::string> idsOf(const std::vector<Track>& tracks, const std::string& stem)
{
    std::vector<std::string> ids;
    std::map<std::string, int> seen;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        const Track& track = tracks[i];
        const bool hasKey = !track.key.empty() && track.key.find('\n') == std::string::npos;
        std::string id = stem + "#" + (!track.name.empty() ? track.name : hasKey ? track.key : std::to_string(i + 1));
        if (const int count = ++seen[id]; count > 1)
            id += " (" + std::to_string(count) + ")";
        ids.push_back(std::move(id));
    }
    return ids;
}

void requirePatrol(const Mission& mission, std::optional<PatrolId> named)
{
    const Patrol* patrol = named ? mission.find<Patrol>(*named) : nullptr;
    if (named && !patrol)
        throw Error{ErrorCode::Usage, "there is no patrol with the id " + std::to_string(named->value)};
    if (patrol && isTrack(*patrol))
        throw Error{ErrorCode::Usage, "record " + std::to_string(named->value) + " is a track itself; name the patrol that drove it"};
    if (patrol && patrol->status == PatrolStatus::CANCELLED)
        throw Error{ErrorCode::Usage, "patrol " + (patrol->reference.empty() ? std::to_string(patrol->id) : patrol->reference)
                                          + " was cancelled, so it drove no track; name another patrol, or correct its status first if it went after all"};
}

/// Names the patrol of a track, or says why nobody can.
void match(const Mission& mission, std::optional<PatrolId> named, Patrol& patrol, const std::string& id, std::uint64_t row, Ledger& ledger)
{
    TrackMatch found = named ? TrackMatch{named, {}, "the patrol named at the import"} : matchTrack(mission, patrol);
    ledger.note("patrol_id", id, (found.patrol ? "belongs to " : "kept as a track without a patrol: ") + found.reason, row);
    if (named)
        if (const std::string warning = otherTimeText(*mission.find<Patrol>(*named), patrol, mission.timeZone()); !warning.empty())
            ledger.note("patrol_id", id, warning, row);
    patrol.patrol_id = found.patrol;
    if (found.patrol)
        patrol.patrol_reason = std::move(found.reason);
}

/// What a patrol says of itself once a track with times was found for it.
void writeSources(const store::MissionFile& file, store::Batch& batch, const std::set<std::int64_t>& matched)
{
    const std::size_t source = indexOf(*findField(Kind::PATROL, "track_source"));
    const Value gps{std::string{word(TrackSource::GPS)}};
    for (const std::int64_t id : matched)
        if (auto patrol = file.read(Kind::PATROL, id); patrol && patrol->values[source] != gps) {
            patrol->values[source] = gps;
            batch.replace(*patrol);
        }
}

/// "2 points (numbers 3, 17) were left out ..."
std::string spikesText(const std::vector<std::uint32_t>& spikes)
{
    constexpr std::size_t kNamed = 5;
    std::string numbers;
    for (std::size_t i = 0; i < std::min(spikes.size(), kNamed); ++i)
        numbers += (i > 0 ? ", " : "") + std::to_string(spikes[i]);
    const bool one = spikes.size() == 1;
    return std::to_string(spikes.size()) + (one ? " point (number " : " points (numbers ") + numbers + (spikes.size() > kNamed ? " ..." : "") + ") "
           + (one ? "was" : "were") + " left out: farther from the points beside " + (one ? "it" : "them")
           + " than any vehicle or aircraft can have gone; the way there and back counts no kilometres";
}

/// Takes single wrong points out of a track and tells of them. @returns false when the track cannot be used, and was refused
bool checkTrack(Track& track, const std::string& id, const MissionExtent& extent, Ledger& ledger)
{
    const auto refuse = [&](std::string reason) {
        ledger.reject(track.row, {"geometry", id, std::move(reason)});
        return false;
    };
    if (track.points == 0)
        return refuse("none of its " + std::to_string(track.seen) + " points can be used; the first: " + track.firstReason);
    if (const auto number = firstOffEarth(track))
        return refuse("point " + std::to_string(*number) + " has no longitude and latitude on Earth; correct the file and import it again, none of its kilometres counts");
    if (looksSwapped(track, extent))
        return refuse("it lies outside the mission, but inside when longitude and latitude are swapped; correct the file and import it again, none of its kilometres counts");
    if (const auto spikes = dropSpikes(track); !spikes.empty())
        ledger.note("geometry", id, spikesText(spikes), track.row);
    if (const auto why = whyAbsurd(track))
        return refuse(*why + "; correct or split the track and import it again, none of its kilometres counts");
    if (liesOutside(track, extent))
        ledger.note("geometry", id, "the track lies outside all areas of the mission; its kilometres count nevertheless", track.row);
    return true;
}

std::optional<Item> itemOf(const Track& track, const std::string& id, const Mission& mission, std::optional<PatrolId> named, const ImportContext& context,
                           Ledger& ledger)
{
    Patrol patrol;
    patrol.dataset = context.dataset;
    Geometry& line = patrol.geometry;
    std::size_t skipped = 0;
    std::size_t at = 0;
    for (const auto& [unused, ring] : track.segments) {
        if (ring.size() >= 2) {
            line.parts.push_back({ring});
            if (track.allTimed)
                patrol.track_times.insert(patrol.track_times.end(), track.times.begin() + static_cast<std::ptrdiff_t>(at),
                                          track.times.begin() + static_cast<std::ptrdiff_t>(at + ring.size()));
        } else {
            skipped += ring.size();
        }
        at += ring.size();
    }
    if (line.parts.empty()) {
        ledger.reject(track.row, {"geometry", std::to_string(track.points) + " points", "a track needs two points in a row"});
        return std::nullopt;
    }
    if (skipped > 0)
        ledger.note("geometry", "", "a segment of one point was left out", track.row);
    line.type = line.parts.size() == 1 ? Geometry::Type::LineString : Geometry::Type::MultiLineString;
    patrol.track_source = TrackSource::GPS;
    if (!std::is_sorted(patrol.track_times.begin(), patrol.track_times.end()))
        ledger.note("track_times", "", "times run backwards within the track; kept as recorded", track.row);
    if (!patrol.track_times.empty()) {
        const auto [first, last] = std::minmax_element(patrol.track_times.begin(), patrol.track_times.end());
        patrol.actual_start = Instant{std::chrono::seconds{*first}};
        if (*last > *first)
            patrol.actual_end = Instant{std::chrono::seconds{*last}};
    } else {
        ledger.note("track_times", "", "the track has no times, or not for every point: it counts for kilometres and places passed once it has a patrol, "
                                       "never for hours or visits", track.row);
    }
    match(mission, named, patrol, id, track.row, ledger);
    Item item{valuesOf(patrol), id, {}, track.row};
    setText(item.record.values[indexOf(*findField(Kind::PATROL, "source_id"))], item.source_id);
    for (const Issue& issue : validate(item.record, context.now))
        if (issue.level == RuleLevel::E) {
            ledger.reject(track.row, {issue.field, {}, issue.text});
            return std::nullopt;
        }
    return item;
}

} // namespace

void importTracks(store::MissionFile& file, const ImportRequest& asked, const store::Author& author, Instant now, ImportReport& report,
                  const Progress& progress)
{
    ImportRequest request = asked;
    if (!request.map.empty() || !request.values.empty())
        throw Error{ErrorCode::Usage, "tracks are read by their shape and the columns track, segment, time, lon and lat; leave --map and --value away"};
    geodata::TableOptions options{request.layer, request.sheet, request.encoding, 0, progress};
    geodata::TableInfo info = geodata::TableReader::open(request.source, options).info();
    const bool gpx = info.format == geodata::Format::Gpx;
    if (gpx && request.layer.empty())
        options.layer = "track_points";
    if (request.dataset.empty())
        request.dataset = datasetFromName(request.source);
    RunInput input;
    input.source = &request.source;
    input.options = options;
    input.semicolons = info.separator == ';';
    input.dryRun = request.dry_run;
    input.message = "Import tracks from " + request.dataset;
    auto timeColumns = std::vector<std::size_t>{};
    if (!gpx)
        if (const auto time = columnOf(info.columns, {"time", "timestamp", "datetime", "date time"}))
            timeColumns.push_back(*time);
    ImportContext context = contextOf(file, request, input, timeColumns, now);
    if (gpx)
        context.dates = gpxDates();
    Ledger ledger;
    TrackGatherer gatherer;
    if (info.hasGeometry && (!gpx || !request.layer.empty()))
        gatherLines(gatherer, request, info, progress, ledger);
    if (gatherer.tracks().empty())
        gatherPoints(gatherer, request, options, context, ledger);
    if (!gatherer.hasPoints() && !ledger.notes().empty())
        throw Error{ErrorCode::InvalidInput, "no point of the file could be used; of the first, " + ledger.notes().front().field + ": " + ledger.notes().front().text};
    if (gatherer.tracks().empty())
        throw Error{ErrorCode::InvalidInput, "the file holds no tracks; waypoints and other points are imported as places or bases"};
    if (gpx)
        nameTracks(gatherer, request, info);
    const Mission mission = file.snapshot(progress);
    if (context.dates->assumedZone())
        ledger.note("track_times", "", zoneText(gpx, mission), 0);
    requirePatrol(mission, request.patrol);
    std::vector<Item> items;
    std::set<std::int64_t> matched; // with times
    const std::vector<std::string> ids = idsOf(gatherer.tracks(), normalised(request.source.stem().string()));
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (Track& track = gatherer.tracks()[i]; !checkTrack(track, ids[i], context.extent, ledger)) {
            continue;
        } else if (auto item = itemOf(track, ids[i], mission, request.patrol, context, ledger)) {
            const auto* patrol = std::get_if<std::int64_t>(&valueOf(item->record, "patrol_id"));
            if (patrol && !isNull(valueOf(item->record, "track_times")))
                matched.insert(*patrol);
            items.push_back(std::move(*item));
        }
    report.dataset = request.dataset;
    report.layer = options.layer;
    report.read = static_cast<std::int64_t>(gatherer.tracks().size());
    runItems(file, author, input, Kind::PATROL,
             {"dataset", "source_id", "geometry", "track_times", "track_source", "actual_start", "actual_end", "patrol_id", "patrol_reason"},
             std::move(items), ledger, context, report, [&](store::Batch& batch) { writeSources(file, batch, matched); });
}

} // namespace tutela::exchange::detail
