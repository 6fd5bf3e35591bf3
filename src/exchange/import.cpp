// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/import.h>

#include "edit_rules_p.h"
#include "event_mapper_p.h"
#include "import_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <set>

namespace tutela::exchange {

using namespace core;

namespace detail {

Kind recordKindOf(ImportKind kind)
{
    switch (kind) {
    case ImportKind::INCIDENTS: return Kind::INCIDENT;
    case ImportKind::ALERTS: return Kind::ALERT;
    case ImportKind::PLACES: return Kind::PLACE;
    case ImportKind::GROUPS: return Kind::GROUP;
    case ImportKind::AREAS: return Kind::AREA;
    case ImportKind::ACTORS: return Kind::ACTOR;
    case ImportKind::THREATS: return Kind::THREAT;
    case ImportKind::BASES: return Kind::BASE;
    case ImportKind::UNITS: return Kind::UNIT;
    case ImportKind::PATROLS:
    case ImportKind::TRACKS: return Kind::PATROL;
    case ImportKind::ROADS: return Kind::ROAD;
    case ImportKind::RIVERS:
    case ImportKind::LAKES: return Kind::WATER;
    case ImportKind::SPEEDS: return Kind::MISSION;
    case ImportKind::ELEVATION:
    case ImportKind::LANDCOVER:
    case ImportKind::POPULATION:
    case ImportKind::LAYER: return Kind::LAYER;
    }
    return Kind::LAYER;
}

namespace {

bool isNumberOf(std::string_view token, std::size_t least, std::size_t most)
{
    return token.size() >= least && token.size() <= most && std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isMonthName(std::string_view token)
{
    constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::string text = folded(token);
    return text.size() >= 3 && std::any_of(kMonths.begin(), kMonths.end(), [&](std::string_view month) { return text.starts_with(month); })
           && text.size() <= 9;
}

/// A year, "20240501" or "202405".
bool isDateToken(std::string_view token)
{
    return isNumberOf(token, 4, 8) && token.size() % 2 == 0 && (token.starts_with("19") || token.starts_with("20"));
}

} // namespace

std::string datasetFromName(const std::filesystem::path& source)
{
    const std::string stem = source.stem().string();
    std::vector<std::string> tokens;
    std::string token;
    for (const char c : stem + "_") {
        if (c == '_' || c == '-' || c == ' ' || c == '.') {
            if (!token.empty())
                tokens.push_back(std::move(token));
            token.clear();
        } else {
            token += c;
        }
    }
    std::vector<bool> isDate(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i)
        isDate[i] = isDateToken(tokens[i]);
    // Days and months belong to a date when they stand beside one.
    for (int round = 0; round < 2; ++round)
        for (std::size_t i = 0; i < tokens.size(); ++i)
            if ((isNumberOf(tokens[i], 1, 2) || isMonthName(tokens[i])) && ((i > 0 && isDate[i - 1]) || (i + 1 < tokens.size() && isDate[i + 1])))
                isDate[i] = true;
    std::string name;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (!isDate[i])
            name += (name.empty() ? "" : "_") + tokens[i];
    return name.empty() ? stem : isUtf8(name) ? normalised(name) : std::string{"file"};
}

ImportContext contextOf(const store::MissionFile& file, const ImportRequest& request, const RunInput& input, std::vector<std::size_t> dateColumns,
                        Instant now)
{
    ImportContext context;
    context.now = now;
    context.dataset = request.dataset;
    std::string zoneName;
    file.forEach(Kind::MISSION, [&](const RecordValues& record) { zoneName = recordOf<MissionDetails>(record).time_zone; });
    file.forEach(Kind::AREA, [&](const RecordValues& record) { context.extent.add(recordOf<Area>(record)); });
    file.forEach(Kind::ACTOR, [&](const RecordValues& record) { context.actors.know(recordOf<Actor>(record)); });
    file.forEach(Kind::SOURCE, [&](const RecordValues& record) { context.sources.know(recordOf<Source>(record)); });
    context.decimals = decimalsOf(*input.source, input.options, input.rowsAbove, input.semicolons ? ';' : ',');
    context.semicolons = input.semicolons;
    const auto findOrder = [source = *input.source, options = input.options, above = input.rowsAbove, columns = std::move(dateColumns)] {
        DateOrderFinder finder;
        auto reader = geodata::TableReader::open(source, options);
        geodata::Row row;
        for (std::uint64_t count = 0; reader.next(row); ++count)
            if (count >= above && row.problem.empty())
                for (const std::size_t column : columns)
                    finder.add(row.cells[column]);
        return finder.order();
    };
    context.dates = std::make_unique<DateReader>(zoneName.empty() ? TimeZone::utc() : TimeZone::of(zoneName), !zoneName.empty(), request.date_order,
                                                 findOrder);
    return context;
}

} // namespace detail

namespace {

using namespace detail;

/// Fields of which a table must give at least one of each list, or it is the wrong table.
std::vector<std::vector<std::string_view>> wantedFields(Kind kind, bool geometry)
{
    switch (kind) {
    case Kind::INCIDENT: return {{"time_start"}};
    case Kind::ALERT: return {{"t_received"}};
    case Kind::PLACE:
    case Kind::BASE: return geometry ? std::vector<std::vector<std::string_view>>{} : std::vector<std::vector<std::string_view>>{{"lon"}, {"lat"}};
    case Kind::AREA:
    case Kind::GROUP:
    case Kind::ACTOR:
    case Kind::UNIT: return {{"name"}};
    case Kind::THREAT: return {{"name", "acts", "actor_ids"}};
    case Kind::PATROL: return {{"reference", "patrol_kind", "planned_start", "actual_start"}};
    default: return {};
    }
}

void requireFields(Kind kind, const TableMapping& mapping, const Headings& headings)
{
    for (const auto& alternatives : wantedFields(kind, mapping.useGeometry)) {
        const bool there = std::any_of(alternatives.begin(), alternatives.end(), [&](std::string_view name) {
            return std::any_of(mapping.bindings.fields.begin(), mapping.bindings.fields.end(), [&](const Binding& b) { return b.field->name == name; });
        });
        if (there)
            continue;
        std::string columns;
        for (std::size_t i = 0; i < std::min<std::size_t>(headings.columns.size(), 20); ++i)
            columns += (i == 0 ? "" : ", ") + shown(headings.columns[i]);
        throw Error{ErrorCode::InvalidInput, "no column of the table is known to hold the " + std::string{alternatives.front()} + " of " + oneOf(kind)
                                                 + "; say which with --map " + std::string{alternatives.front()} + "=COLUMN (there are: " + columns + ")"};
    }
}

void checkValues(Kind kind, const ImportRequest& request)
{
    for (const auto& [name, texts] : request.values) {
        const Field* field = findField(kind, name);
        if (!field)
            throw Error{ErrorCode::Usage, oneOf(kind) + " has no field \"" + withVisibleControls(name) + "\"; `tutela help edit " + kindName(kind)
                                              + "` lists them"};
        if (field->words.empty())
            continue;
        for (const auto& [text, enumeratorWord] : texts)
            if (std::find(field->words.begin(), field->words.end(), enumeratorWord) == field->words.end())
                throw Error{ErrorCode::Usage, "\"" + withVisibleControls(enumeratorWord) + "\" is not a word of the field " + name + "; `tutela help edit "
                                                  + kindName(kind) + "` lists them"};
    }
}

std::optional<std::size_t> columnOf(const Headings& headings, std::string_view name)
{
    for (std::size_t i = 0; i < headings.columns.size(); ++i)
        if (folded(headings.columns[i]) == name)
            return i;
    return std::nullopt;
}

/// ADMIN1 for a layer "adm1_SS" or "caf_admin1": boundary files say their level in their name.
std::optional<AreaLevel> levelInName(std::string_view text)
{
    const std::string name = folded(text);
    for (const std::string_view prefix : {"admin", "adm"})
        if (const auto at = name.find(prefix); at != std::string::npos && at + prefix.size() < name.size())
            switch (name[at + prefix.size()]) {
            case '1': return AreaLevel::ADMIN1;
            case '2': return AreaLevel::ADMIN2;
            case '3': return AreaLevel::ADMIN3;
            default: break;
            }
    return std::nullopt;
}

/// A layer of OpenStreetMap holds fences and houses beside roads and lakes.
void keepOnlyAsked(TableMapping& mapping, ImportKind kind, const Headings& headings)
{
    struct Tag { ImportKind kind; std::string_view called, column; std::vector<std::string_view> words; };
    static const std::array<Tag, 5> tags{{
        {ImportKind::ROADS, "a road", "highway", {}},
        {ImportKind::RIVERS, "a river", "waterway", {"river", "stream", "canal", "drain", "ditch", "wadi", "tidal_channel"}},
        {ImportKind::LAKES, "a lake", "natural", {"water"}},
        {ImportKind::LAKES, "a lake", "landuse", {"reservoir"}},
        {ImportKind::AREAS, "an administrative area", "boundary", {"administrative"}},
    }};
    for (const Tag& tag : tags)
        if (tag.kind == kind) {
            mapping.called = tag.called;
            if (const auto column = columnOf(headings, tag.column))
                mapping.belongs.push_back({*column, tag.words});
        }
}

void addConstants(TableMapping& mapping, const ImportRequest& request, const geodata::TableInfo& info, const Headings& headings, Ledger& ledger)
{
    const bool osm = info.format == geodata::Format::Osm || info.format == geodata::Format::OsmPbf;
    const auto bound = [&](std::string_view name) {
        return std::any_of(mapping.bindings.fields.begin(), mapping.bindings.fields.end(), [&](const Binding& b) { return b.field->name == name; });
    };
    const auto set = [&](std::string_view name, std::string_view text) {
        if (!bound(name))
            mapping.constants.emplace_back(findField(mapping.kind, name), std::string{text});
    };
    if (osm) // its column "type" says multipolygon
        std::erase_if(mapping.bindings.fields, [](const Binding& b) { return b.field->name == "water_kind"; });
    if (request.kind == ImportKind::RIVERS)
        set("water_kind", word(WaterKind::RIVER));
    if (request.kind == ImportKind::LAKES)
        set("water_kind", word(WaterKind::LAKE));
    if (request.kind == ImportKind::AREAS && !bound("level"))
        if (const auto level = levelInName(info.layer.empty() ? request.source.stem().string() : info.layer)) {
            set("level", word(*level));
            ledger.noteFile("the level " + std::string{word(*level)} + " was taken from the name of the layer");
        }
    if (request.kind == ImportKind::ROADS) {
        if (const auto access = columnOf(headings, "access"))
            mapping.refused.push_back({*access, {"no", "private"}, "a road that may not be used is left out"});
        if (const auto highway = columnOf(headings, "highway"))
            mapping.refused.push_back({*highway, {"construction", "proposed"}, "a road that is not built yet is left out"});
    }
    if (osm)
        keepOnlyAsked(mapping, request.kind, headings);
}

/// OpenStreetMap files hold points first; roads and rivers are in "lines", lakes in "multipolygons".
std::string defaultLayer(const ImportRequest& request, const geodata::TableInfo& info)
{
    if (!request.layer.empty())
        return request.layer;
    if (info.format != geodata::Format::Osm && info.format != geodata::Format::OsmPbf)
        return {};
    if (request.kind == ImportKind::ROADS || request.kind == ImportKind::RIVERS)
        return "lines";
    return request.kind == ImportKind::LAKES || request.kind == ImportKind::AREAS ? "multipolygons" : "";
}

Preset chosenPreset(const ImportRequest& request, const Headings& headings)
{
    if (request.preset == Preset::ACLED || request.preset == Preset::UCDP_GED) {
        if (request.kind != ImportKind::INCIDENTS)
            throw Error{ErrorCode::Usage, "the preset " + std::string{datasetOf(request.preset)} + " makes incidents; say --as incidents"};
        return request.preset;
    }
    if (request.preset == Preset::HXL && headings.tags.empty())
        throw Error{ErrorCode::InvalidInput, "the table has no row of HXL tags; leave --preset hxl away and name columns with --map"};
    if (request.preset != Preset::AUTO)
        return request.preset;
    // Columns named by hand say that the table is something else.
    const Preset found = detectPreset(headings.columns, headings.tags);
    const bool events = found == Preset::ACLED || found == Preset::UCDP_GED;
    if (events && (request.kind != ImportKind::INCIDENTS || !request.map.empty()))
        return headings.tags.empty() ? Preset::NONE : Preset::HXL;
    return found;
}

} // namespace

namespace detail {

bool isEventPreset(Preset preset) { return preset == Preset::ACLED || preset == Preset::UCDP_GED; }

OpenedTable openTable(const ImportRequest& request)
{
    OpenedTable table;
    table.options = {request.layer, request.sheet, request.encoding, request.separator, {}, request.header_row};
    table.headings = headingsOf(request.source, table.options, table.info);
    if (const std::string layer = defaultLayer(request, table.info); layer != request.layer) {
        table.options.layer = layer;
        table.headings = headingsOf(request.source, table.options, table.info);
    }
    table.preset = chosenPreset(request, table.headings);
    table.dataset = request.dataset;
    if (table.dataset.empty()) {
        const bool events = isEventPreset(table.preset);
        table.dataset = events ? std::string{datasetOf(table.preset)} : datasetFromName(request.source);
        if (!events && table.info.layers.size() > 1 && !table.info.layer.empty())
            table.dataset += ":" + table.info.layer;
    }
    table.dataset = normalised(table.dataset);
    return table;
}

} // namespace detail

namespace {

/// Of a dataset of events whose columns are known.
std::unique_ptr<RowMapper> presetMapper(const store::MissionFile& file, const ImportRequest& request, const RunInput& input, const OpenedTable& table,
                                        Instant now, ImportContext& context, ImportReport& report)
{
    std::vector<std::size_t> dateColumns;
    for (const std::string_view name : {"event date", "date start", "date end"})
        if (const auto column = columnOf(table.headings, name))
            dateColumns.push_back(*column);
    context = contextOf(file, request, input, dateColumns, now);
    report.mapping = presetColumns(table.preset);
    const auto& columns = table.headings.columns;
    return table.preset == Preset::ACLED ? acledMapper(columns, context) : ucdpMapper(columns, context);
}

/// What the columns of a table of records are, by their names and by what was asked.
TableMapping mappingOf(const store::MissionFile& file, const ImportRequest& request, const OpenedTable& table, Ledger& assumptions)
{
    const Kind kind = recordKindOf(request.kind);
    const auto& headings = table.headings;
    TableMapping mapping;
    mapping.kind = kind;
    mapping.values = request.values;
    mapping.useGeometry = table.info.hasGeometry && shapeOf(kind) != TableShape::None;
    mapping.bindings = matchColumns(kind, headings.columns, headings.tags, request.map, request.map_alone);
    if (!request.id_column.empty()) {
        mapping.bindings.id = columnNamed(headings.columns, request.id_column);
        mapping.bindings.idAsked = true;
        if (mapping.bindings.own && mapping.bindings.own->id != *mapping.bindings.id)
            mapping.bindings.own.reset();
    }
    if (mapping.bindings.own)
        mapping.home = std::make_shared<const OwnRecords>(file, kind);
    requireFields(kind, mapping, headings);
    addConstants(mapping, request, table.info, headings, assumptions);
    return mapping;
}

/// Says which column became which field, and which none.
void reportColumns(const Bindings& bindings, const std::vector<std::string>& columns, ImportReport& report)
{
    std::set<std::size_t> used;
    for (const Binding& binding : bindings.fields) {
        report.mapping.emplace_back(binding.field->name, columns[binding.column]);
        used.insert(binding.column);
    }
    if (bindings.id) {
        report.mapping.emplace_back("source_id", columns[*bindings.id]);
        used.insert(*bindings.id);
    }
    for (std::size_t column = 0; column < columns.size(); ++column)
        if (!used.contains(column))
            report.columns_left.push_back(columns[column]);
}

/// Of a table of records of one kind.
std::unique_ptr<RowMapper> recordMapper(const store::MissionFile& file, const ImportRequest& request, const RunInput& input, const OpenedTable& table,
                                        Instant now, Ledger& assumptions, ImportContext& context, ImportReport& report)
{
    checkValues(recordKindOf(request.kind), request);
    TableMapping mapping = mappingOf(file, request, table, assumptions);
    reportColumns(mapping.bindings, table.headings.columns, report);
    std::vector<std::size_t> dateColumns;
    std::set<Kind> named;
    for (const Binding& binding : mapping.bindings.fields) {
        if (binding.field->type == FieldType::Time || binding.field->type == FieldType::Day)
            dateColumns.push_back(binding.column);
        if (binding.field->refers)
            named.insert(*binding.field->refers);
    }
    for (const Kind other : named)
        file.forEach(other, [&](const RecordValues& record) { mapping.references[other].know(record); });
    context = contextOf(file, request, input, dateColumns, now);
    return tableMapper(std::move(mapping), context);
}

void importTable(store::MissionFile& file, const ImportRequest& asked, const store::Author& author, Instant now, ImportReport& report,
                 const Progress& progress)
{
    ImportRequest request = asked;
    const OpenedTable table = openTable(request);
    const auto& [options, info, headings, preset, dataset] = table;
    request.dataset = dataset;
    RunInput input;
    input.source = &request.source;
    input.dryRun = request.dry_run;
    input.options = options;
    input.options.progress = progress;
    input.rowsAbove = headings.rowsAbove;
    input.semicolons = info.separator == ';';
    const bool events = isEventPreset(preset);
    if (events && (!request.map.empty() || !request.values.empty() || !request.id_column.empty()))
        throw Error{ErrorCode::Usage, "the preset " + std::string{datasetOf(preset)} + " knows its columns; leave --map, --value and --id away"};
    report.dataset = request.dataset;
    report.layer = info.layer;
    report.preset = preset;

    Ledger assumptions;
    for (const std::string& note : info.notes)
        assumptions.noteFile(note);
    ImportContext context;
    const auto mapper = events ? presetMapper(file, request, input, table, now, context, report)
                               : recordMapper(file, request, input, table, now, assumptions, context, report);
    std::string kindText{word(request.kind)};
    for (char& c : kindText)
        c = static_cast<char>(c - 'A' + 'a');
    input.message = "Import " + kindText + " from " + request.dataset;
    runImport(file, author, input, *mapper, context, report, progress);
    if (context.dates->assumedZone())
        assumptions.noteFile("times of day without a zone were read in the mission's time zone");
    assumptions.into(report);
}

} // namespace

ImportReport importFile(store::MissionFile& file, const ImportRequest& request, const store::Author& author, Instant now, const Progress& progress)
{
    ImportReport report;
    try {
        if (recordKindOf(request.kind) == Kind::LAYER)
            importLayer(file, request, author, report, progress);
        else if (request.kind == ImportKind::SPEEDS)
            importSpeeds(file, request, author, report, progress);
        else if (request.kind == ImportKind::TRACKS)
            importTracks(file, request, author, now, report, progress);
        else
            importTable(file, request, author, now, report, progress);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Usage || error.where().find(request.source.filename().string()) != std::string::npos)
            throw;
        throw error.within(request.source.filename().string());
    }
    return report;
}

} // namespace tutela::exchange
