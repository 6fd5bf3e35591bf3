// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A table of speeds (columns class, label, mode, speed_kmh and season) goes into the speeds of the mission.
#include "import_p.h"

#include <tutela/core/mission.h>
#include <tutela/core/scenario.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <array>

namespace tutela::exchange::detail {

using namespace core;

namespace {

/// Words of labels by which a class is known, the first that fits; folded. More special ones stand first.
struct Known {
    std::string_view part, surface;
};
constexpr std::array kKnown{
    Known{"off road", "OFF_ROAD"}, Known{"ford", "FORD"}, Known{"secondary", "ROAD_SECONDARY"}, Known{"tertiary", "ROAD_SECONDARY"}, Known{"motorway", "ROAD_PRIMARY"}, Known{"interstate", "ROAD_PRIMARY"},
    Known{"trunk", "ROAD_PRIMARY"}, Known{"primary", "ROAD_PRIMARY"}, Known{"track", "TRACK"}, Known{"unimproved", "TRACK"}, Known{"light duty", "TRACK"}, Known{"unclassified", "TRACK"},
    Known{"residential", "TRACK"}, Known{"service", "TRACK"}, Known{"path", "PATH"}, Known{"footway", "PATH"}, Known{"forest", "FOREST"}, Known{"wood", "FOREST"}, Known{"shrub", "SHRUB"},
    Known{"schrub", "SHRUB"}, Known{"bush", "SHRUB"}, Known{"crop", "CROPLAND"}, Known{"farm", "CROPLAND"}, Known{"wetland", "WETLAND"}, Known{"swamp", "WETLAND"}, Known{"mangrove", "WETLAND"},
    Known{"water", "WATER"}, Known{"urban", "BUILT_UP"}, Known{"built", "BUILT_UP"}, Known{"grass", "OPEN"}, Known{"open", "OPEN"}, Known{"bare", "BARE"}, Known{"sand", "BARE"}, Known{"rock", "BARE"}};

bool isSurface(std::string_view word) { return word == "OFF_ROAD" || word == "FORD" || enumerator<RoadClass>(word) || enumerator<LandCover>(word); }

/// "Light 4x4" as LIGHT_4X4.
std::string asWord(std::string_view text)
{
    std::string out = folded(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return c == ' ' ? '_' : static_cast<char>(std::toupper(c)); });
    return out;
}

/// Reads the rows of one table.
class SpeedReader {
public:
    SpeedReader(const ImportRequest& request, const std::vector<std::string>& columns, DecimalReader decimals, Ledger& ledger)
        : m_request(request), m_decimals(std::move(decimals)), m_ledger(ledger)
    {
        for (const auto& [field, column] : request.map)
            if (std::find(kFields.begin(), kFields.end(), field) == kFields.end())
                throw Error{ErrorCode::Usage, "a table of speeds has no field \"" + withVisibleControls(field) + "\"; there are class, label, mode, speed_kmh and season"};
        checkValues();
        m_class = *column(columns, "class", {"surface"}, true);
        m_label = column(columns, "label", {"name"}, false);
        m_mode = *column(columns, "mode", {}, true);
        m_speed = *column(columns, "speed_kmh", {"speed", "kmh"}, true);
        m_season = column(columns, "season", {}, false);
        if (!m_season)
            ledger.noteFile("the table names no season: its speeds hold in the dry and in the wet one");
    }
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& mapping() const { return m_mapping; }

    [[nodiscard]] std::string_view speedCell(const geodata::Row& row) const { return row.cells[m_speed]; }

    /// @throws RowRefused
    [[nodiscard]] std::vector<ChangedSpeed> read(const geodata::Row& row)
    {
        const double kmh = speedOf(row);
        ChangedSpeed speed;
        speed.kmh = kmh;
        takeSurface(row, speed);
        std::vector<Season> seasons{Season::DRY, Season::WET};
        if (m_season && !isMissing(row.cells[*m_season])) {
            const auto season = enumerator<Season>(asWord(chosen("season", row.cells[*m_season])));
            if (!season)
                refuseRow("season", row.cells[*m_season], "is neither dry nor wet");
            seasons = {*season};
        }
        std::vector<ChangedSpeed> out;
        for (const TravelMode mode : modesOf(row)) {
            speed.mode = mode;
            if (mode == TravelMode::BOAT || mode == TravelMode::HELICOPTER) {
                if (kmh == 0.0)
                    refuseRow("speed_kmh", row.cells[m_speed], "is no speed of a boat or a helicopter; leave out its unit instead");
                ChangedSpeed one{mode, RoadClass::ROAD_PRIMARY, std::nullopt, Season::DRY, kmh};
                out.push_back(one);
                continue;
            }
            for (const Season season : seasons) {
                speed.season = season;
                out.push_back(speed);
            }
        }
        if (kmh == 0.0)
            m_ledger.note("speed_kmh", "0", "is taken as impassable", row.number);
        return out;
    }

private:
    static constexpr std::array<std::string_view, 5> kFields{"class", "label", "mode", "speed_kmh", "season"};

    /// What --value says is checked before any row is: a word that is none would look like a fault of the table.
    void checkValues() const
    {
        for (const auto& [field, texts] : m_request.values) {
            if (field != "class" && field != "mode" && field != "season")
                throw Error{ErrorCode::Usage, "--value says words of class, mode and season in a table of speeds, not of \"" + withVisibleControls(field) + "\""};
            for (const auto& [text, meant] : texts) {
                const std::string word = asWord(meant);
                if (field == "class" && !isSurface(word))
                    refuseValue(meant, "surface or land cover", surfaceList());
                if (field == "mode" && modesOf(word).empty())
                    refuseValue(meant, "mode of travel", "TRUCK, LIGHT_4X4, FOOT, BOAT and HELICOPTER");
                if (field == "season" && !enumerator<Season>(word))
                    refuseValue(meant, "season", "DRY and WET");
            }
        }
    }
    [[noreturn]] static void refuseValue(const std::string& meant, const char* what, const std::string& known)
    {
        throw Error{ErrorCode::Usage, "--value: \"" + withVisibleControls(meant) + "\" is no " + what + "; there are " + known};
    }
    static std::string surfaceList()
    {
        std::string list = "ROAD_PRIMARY, ROAD_SECONDARY, TRACK, FORD, OFF_ROAD";
        for (const auto each : wordsOf<LandCover>())
            if (each != word(LandCover::WATER))
                list += ", " + std::string{each};
        return list;
    }
    std::optional<std::size_t> column(const std::vector<std::string>& columns, std::string_view field, std::initializer_list<std::string_view> others, bool needed)
    {
        std::optional<std::size_t> found;
        const auto asked = std::find_if(m_request.map.begin(), m_request.map.end(), [&](const auto& pair) { return pair.first == field; });
        if (asked != m_request.map.end())
            found = columnNamed(columns, asked->second);
        for (std::size_t i = 0; i < columns.size() && !found; ++i)
            if (const std::string heading = folded(columns[i]); heading == folded(field) || std::find(others.begin(), others.end(), heading) != others.end())
                found = i;
        if (!found && needed)
            found = columnNamed(columns, field); // tells what the table has
        if (found)
            m_mapping.emplace_back(field, columns[*found]);
        return found;
    }
    /// What a text was said to mean, else the text.
    [[nodiscard]] std::string chosen(const char* field, std::string_view cell) const
    {
        const std::string text = normalised(plainText(cell));
        if (const auto texts = m_request.values.find(field); texts != m_request.values.end())
            if (const auto meant = texts->second.find(text); meant != texts->second.end())
                return meant->second;
        return text;
    }
    [[nodiscard]] double speedOf(const geodata::Row& row)
    {
        constexpr double kMost = 400.0;
        const std::optional<double> kmh = m_decimals.read("speed_kmh", m_speed, row.cells[m_speed]);
        if (!kmh)
            refuseRow("speed_kmh", row.cells[m_speed], "no speed is given; 0 is impassable");
        if (*kmh < 0.0)
            refuseRow("speed_kmh", row.cells[m_speed], "is below 0; 0 is impassable");
        if (*kmh > kMost)
            refuseRow("speed_kmh", row.cells[m_speed], "is above 400 km/h");
        return *kmh;
    }
    void takeSurface(const geodata::Row& row, ChangedSpeed& speed)
    {
        const std::string_view classCell = row.cells[m_class], label = m_label ? row.cells[*m_label] : std::string_view{};
        std::string surface;
        for (const std::string_view cell : {classCell, label})
            if (const std::string word = asWord(chosen("class", cell)); surface.empty() && isSurface(word))
                surface = word;
        if (surface.empty()) {
            const std::string text = folded(std::string{classCell} + ' ' + std::string{label});
            const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& each) { return text.find(each.part) != std::string::npos; });
            if (known == kKnown.end())
                refuseRow("class", classCell, "is no surface or land cover that is known; say which with --value class:TEXT=WORD");
            surface = known->surface;
            m_ledger.note("class", label.empty() ? classCell : label, "is taken as " + surface, row.number);
        }
        if (surface == "PATH")
            refuseRow("class", classCell, "is a path: on foot it has the speed of a track, on wheels that off the road");
        if (surface == "WATER")
            refuseRow("class", classCell, "is water: nobody crosses it off the roads without a boat");
        speed.ford = surface == "FORD";
        speed.road = enumerator<RoadClass>(surface);
        speed.cover = enumerator<LandCover>(surface);
    }
    /// None when the word is no mode.
    [[nodiscard]] static std::vector<TravelMode> modesOf(const std::string& word)
    {
        if (const auto mode = enumerator<TravelMode>(word))
            return {*mode};
        if (word == "WALKING" || word == "WALK" || word == "ON_FOOT")
            return {TravelMode::FOOT};
        if (word == "MOTORIZED" || word == "MOTORISED" || word == "VEHICLE" || word == "WHEELS")
            return {TravelMode::TRUCK, TravelMode::LIGHT_4X4};
        return {};
    }
    [[nodiscard]] std::vector<TravelMode> modesOf(const geodata::Row& row) const
    {
        if (auto modes = modesOf(asWord(chosen("mode", row.cells[m_mode]))); !modes.empty())
            return modes;
        refuseRow("mode", row.cells[m_mode], "is no mode of travel here; there are TRUCK, LIGHT_4X4, FOOT, BOAT and HELICOPTER; say which with --value mode:TEXT=WORD");
    }

    const ImportRequest& m_request;
    DecimalReader m_decimals;
    Ledger& m_ledger;
    std::size_t m_class = 0, m_mode = 0, m_speed = 0;
    std::optional<std::size_t> m_label, m_season;
    std::vector<std::pair<std::string, std::string>> m_mapping;
};

/// The speeds as they will be, and what each row did to them.
class SpeedLedger {
public:
    explicit SpeedLedger(std::vector<ChangedSpeed> before) : m_before(before), m_now(std::move(before)) {}
    /// @throws RowRefused when an earlier row says something else
    void take(const std::vector<ChangedSpeed>& speeds, std::string_view cell, ImportReport& report)
    {
        for (const ChangedSpeed& speed : speeds)
            if (const auto* said = find(m_said, speed); said != nullptr && said->kmh != speed.kmh)
                refuseRow("speed_kmh", cell, "differs from what an earlier row says of " + std::string{surfaceWord(speed)} + " and " + std::string{word(speed.mode)} + "; only the first is taken");
        bool added = false, updated = false;
        for (const ChangedSpeed& speed : speeds) {
            const auto* before = find(m_before, speed);
            added = added || before == nullptr;
            updated = updated || (before != nullptr && before->kmh != speed.kmh);
            m_said.push_back(speed);
            const auto now = std::find_if(m_now.begin(), m_now.end(), [&](const ChangedSpeed& each) { return isSameCell(each, speed); });
            if (now == m_now.end())
                m_now.push_back(speed);
            else
                now->kmh = speed.kmh;
        }
        ++(added ? report.added : updated ? report.updated : report.unchanged);
    }
    [[nodiscard]] const std::vector<ChangedSpeed>& now() const { return m_now; }

private:
    static const ChangedSpeed* find(const std::vector<ChangedSpeed>& speeds, const ChangedSpeed& wanted)
    {
        const auto at = std::find_if(speeds.begin(), speeds.end(), [&](const ChangedSpeed& each) { return isSameCell(each, wanted); });
        return at == speeds.end() ? nullptr : &*at;
    }
    std::vector<ChangedSpeed> m_before, m_now, m_said;
};

} // namespace

void importSpeeds(store::MissionFile& file, const ImportRequest& request, const store::Author& author, ImportReport& report, const Progress& progress)
{
    if (!request.id_column.empty())
        throw Error{ErrorCode::Usage, "rows of a table of speeds have no id; leave --id away"};
    const OpenedTable table = openTable(request);
    geodata::TableOptions options = table.options;
    options.progress = progress;
    MissionDetails details;
    file.forEach(Kind::MISSION, [&](const RecordValues& record) { details = recordOf<MissionDetails>(record); });
    Ledger ledger;
    SpeedReader reader{request, table.headings.columns, decimalsOf(request.source, table.options, table.headings.rowsAbove, table.info.separator), ledger};
    SpeedLedger speeds{speedsFrom(details.speeds)};
    report.dataset = table.dataset;
    report.layer = table.info.layer;
    report.mapping = reader.mapping();
    auto rows = geodata::TableReader::open(request.source, options);
    geodata::Row row;
    while (rows.next(row)) {
        if (row.problem.empty() && isBlank(row))
            continue;
        ++report.read;
        try {
            if (!row.problem.empty())
                refuseRow("", "", std::string{row.problem});
            speeds.take(reader.read(row), reader.speedCell(row), report);
        } catch (const RowRefused& why) {
            ledger.reject(row.number, why);
        }
    }
    report.accepted = report.added + report.updated + report.unchanged;
    ledger.into(report);
    if (report.accepted == 0) {
        const std::string first = report.rejections.empty() ? "the table has no rows" : "row " + std::to_string(report.rejections.front().row) + ", " + report.rejections.front().field + ": " + report.rejections.front().reason;
        throw Error{ErrorCode::InvalidInput, "no speed was accepted; " + first};
    }
    const std::string text = textOf(speeds.now());
    if (request.dry_run || text == details.speeds)
        return;
    report.commit = file.commit(author, "Import speeds from " + table.dataset, [&](store::Transaction& transaction) {
        transaction.update(Kind::MISSION, details.id, {{findField(Kind::MISSION, "speeds"), Value{text}}});
    });
}

} // namespace tutela::exchange::detail
