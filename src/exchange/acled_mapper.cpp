// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_mapper_p.h"

#include <tutela/core/text.h>

#include <array>

namespace tutela::exchange::detail {

using namespace core;

namespace {

enum Wanted : std::size_t {
    ID, DATE, TIME_PREC, EVENT, SUB_EVENT, ACTOR1, INTER1, ACTOR2, INTER2, TARGETING, LOCATION, LAT, LON, GEO_PREC, SOURCE, NOTES, FATALITIES
};
constexpr std::array<std::string_view, 17> kWanted{"event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1",
                                                   "inter1", "actor2", "inter2", "civilian_targeting", "location", "latitude", "longitude",
                                                   "geo_precision", "source", "notes", "fatalities"};
constexpr std::array<std::string_view, 8> kRequired{"event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "latitude",
                                                    "longitude", "fatalities"};

/// Category of an event and sub-event type of the taxonomy (doctrine.md 2.9).
std::optional<IncidentCategory> categoryOf(std::string_view event, std::string_view sub)
{
    using enum IncidentCategory;
    if (event == "Battles")
        return ARMED_CLASH;
    if (event == "Protests")
        return sub == "Excessive force against protesters" ? ATTACK_ON_CIVILIANS : PROTEST_RIOT;
    if (event == "Riots")
        return PROTEST_RIOT;
    if (event == "Explosions/Remote violence")
        return REMOTE_EXPLOSIVE;
    if (event == "Violence against civilians")
        return sub == "Sexual violence" ? CRSV : sub == "Abduction/forced disappearance" ? ABDUCTION : ATTACK_ON_CIVILIANS;
    if (event != "Strategic developments")
        return std::nullopt;
    struct Row { std::string_view sub; IncidentCategory category; };
    constexpr std::array<Row, 8> kRows{{{"Agreement", POSITIVE_DEVELOPMENT}, {"Arrests", ARREST_DETENTION}, {"Change to group/activity", ARMED_MOVEMENT},
                                        {"Disrupted weapons use", MINE_ERW}, {"Headquarters or base established", ARMED_MOVEMENT},
                                        {"Looting/property destruction", LOOTING_PILLAGE}, {"Non-violent transfer of territory", ARMED_MOVEMENT},
                                        {"Other", TENSION_RUMOUR}}};
    for (const Row& row : kRows)
        if (row.sub == sub)
            return row.category;
    return std::nullopt;
}

/// Kind of an actor by its interaction code or word.
ActorKind kindOfActor(std::string_view inter)
{
    struct Row { std::string_view code, text; ActorKind kind; };
    using enum ActorKind;
    constexpr std::array<Row, 9> kRows{{{"1", "State forces", STATE_MILITARY}, {"2", "Rebel group", ARMED_GROUP_NATIONAL},
                                        {"2", "Rebel forces", ARMED_GROUP_NATIONAL}, {"3", "Political militia", POLITICAL_MILITIA},
                                        {"4", "Identity militia", COMMUNITY_MILITIA}, {"5", "Rioters", MOB_CROWD}, {"6", "Protesters", COMMUNITY},
                                        {"8", "External/Other forces", OTHER_INTL_FORCE}, {"8", "Other forces", OTHER_INTL_FORCE}}};
    for (const Row& row : kRows)
        if (inter == row.code || inter == row.text)
            return row.kind;
    return UNKNOWN_ARMED;
}

bool isCivilianCode(std::string_view inter) { return inter == "7" || inter == "Civilians"; }

class AcledMapper final : public RowMapper {
public:
    AcledMapper(std::span<const std::string> columns, ImportContext& context)
        : RowMapper(context), m_columns(columns, kWanted, kRequired, "ACLED"), m_at(IncidentFields::get())
    {
        m_governed = {m_at.source_ids, m_at.dataset, m_at.source_id, m_at.lon, m_at.lat, m_at.place_precision, m_at.place_name,
                      m_at.time_start, m_at.time_precision, m_at.category, m_at.acts, m_at.source_type, m_at.acled_event,
                      m_at.acled_sub_event, m_at.perpetrator_ids, m_at.attributions, m_at.killed_best, m_at.victim_status,
                      m_at.verification, m_at.description};
    }
    [[nodiscard]] Kind kind() const override { return Kind::INCIDENT; }

private:
    void mapRow(const geodata::Row& row, Item& item, Ledger& ledger) override
    {
        item.row = row.number;
        item.source_id = plainText(m_columns.cell(row, ID));
        if (item.source_id.empty())
            refuseRow("source_id", "", "the row has no event_id_cnty");
        auto& values = item.record.values;
        setText(values[m_at.dataset], m_context.dataset);
        setText(values[m_at.source_id], item.source_id);
        requireFresh(item);
        mapPlace(row, values, ledger);
        mapTime(row, values, ledger);
        const auto category = mapCategory(row, values, ledger);
        mapHarm(row, values, category);
        mapActors(row, item.record);
        mapSource(row, values);
        setPlainText(values[m_at.description], m_columns.cell(row, NOTES));
    }

    void mapPlace(const geodata::Row& row, std::vector<Value>& values, Ledger& ledger)
    {
        auto lon = m_context.decimals.read("lon", m_columns.at(LON), m_columns.cell(row, LON));
        auto lat = m_context.decimals.read("lat", m_columns.at(LAT), m_columns.cell(row, LAT));
        checkPosition(lon, lat, m_context.extent, row.number, ledger);
        if (!lon)
            ledger.note("lon", "", "the row has no position", row.number);
        lon ? void(values[m_at.lon] = *lon) : setNull(values[m_at.lon]);
        lat ? void(values[m_at.lat] = *lat) : setNull(values[m_at.lat]);
        const auto code = plainText(m_columns.cell(row, GEO_PREC));
        const std::string_view precision = code == "1"   ? word(PlacePrecision::EXACT)
                                           : code == "2" ? word(PlacePrecision::NEAR_25KM)
                                           : code == "3" ? word(PlacePrecision::ADMIN1)
                                                         : std::string_view{};
        if (precision.empty() && !code.empty())
            ledger.note("place_precision", code, "is not a code of ACLED; left unknown", row.number);
        setTextOrNull(values[m_at.place_precision], precision);
        setPlainText(values[m_at.place_name], m_columns.cell(row, LOCATION));
    }

    void mapTime(const geodata::Row& row, std::vector<Value>& values, Ledger& ledger)
    {
        const auto date = m_context.dates->read("time_start", m_columns.cell(row, DATE));
        if (!date)
            refuseRow("time_start", "", "the row has no date");
        if (date->start > m_context.now + std::chrono::minutes{5})
            refuseRow("time_start", m_columns.cell(row, DATE), "lies in the future");
        setInstant(values[m_at.time_start], date->start);
        const auto code = plainText(m_columns.cell(row, TIME_PREC));
        const TimePrecision precision = code == "1"   ? TimePrecision::DAY
                                        : code == "2" ? TimePrecision::WEEK
                                        : code == "3" ? TimePrecision::MONTH
                                                      : TimePrecision::UNKNOWN;
        if (precision == TimePrecision::UNKNOWN && !code.empty())
            ledger.note("time_precision", code, "is not a code of ACLED; left unknown", row.number);
        setText(values[m_at.time_precision], word(precision));
    }

    std::optional<IncidentCategory> mapCategory(const geodata::Row& row, std::vector<Value>& values, Ledger& ledger)
    {
        const auto event = plainText(m_columns.cell(row, EVENT));
        const auto sub = plainText(m_columns.cell(row, SUB_EVENT));
        auto category = categoryOf(event, sub);
        if (event == "Riots" && sub == "Mob violence" && hitsCivilians(row))
            category = IncidentCategory::ATTACK_ON_CIVILIANS;
        if (!category)
            ledger.note("category", std::string{event}.append(" / ").append(sub), "is not in the taxonomy; the category is left unknown", row.number);
        setTextOrNull(values[m_at.category], category ? word(*category) : std::string_view{});
        setPlainText(values[m_at.source_type], event);
        setPlainText(values[m_at.acled_event], event);
        setPlainText(values[m_at.acled_sub_event], sub);
        const bool civilians = event == "Violence against civilians" || hitsCivilians(row);
        setTextOrNull(values[m_at.victim_status], civilians ? word(VictimStatus::CIVILIAN) : std::string_view{});
        return category;
    }

    bool hitsCivilians(const geodata::Row& row) const
    {
        return isCivilianCode(plainText(m_columns.cell(row, INTER2))) || !plainText(m_columns.cell(row, TARGETING)).empty();
    }

    void mapHarm(const geodata::Row& row, std::vector<Value>& values, std::optional<IncidentCategory> category)
    {
        const auto deaths = countOfHarm("killed_best", m_columns.cell(row, FATALITIES));
        setWhole(values[m_at.killed_best], deaths);
        const auto act = category ? actOf(*category, deaths, std::nullopt) : std::string_view{};
        if (act.empty()) {
            setNull(values[m_at.acts]);
        } else {
            m_text.assign("[\"").append(act).append("\"]");
            setText(values[m_at.acts], m_text);
        }
    }

    /// Both sides of a battle; the force that intervened where protesters were hit; else the first actor.
    void mapActors(const geodata::Row& row, RecordValues& record)
    {
        const std::int64_t first = actor(row, ACTOR1, INTER1);
        const std::int64_t second = actor(row, ACTOR2, INTER2);
        std::array<std::int64_t, 2> actors{first, 0};
        const bool excessiveForce = plainText(m_columns.cell(row, SUB_EVENT)) == "Excessive force against protesters";
        if (excessiveForce && second != 0)
            actors[0] = second;
        else if (second != 0 && second != first && plainText(m_columns.cell(row, EVENT)) == "Battles")
            actors[1] = second;
        if (actors[0] == 0)
            std::swap(actors[0], actors[1]);
        const std::size_t count = actors[0] == 0 ? 0 : actors[1] == 0 ? 1 : 2;
        setPerpetrators(record, {actors.data(), count});
    }

    std::int64_t actor(const geodata::Row& row, Wanted name, Wanted inter)
    {
        const auto text = plainText(m_columns.cell(row, name));
        const auto code = plainText(m_columns.cell(row, inter));
        if (text.empty() || isCivilians(text) || isCivilianCode(code))
            return 0;
        return m_context.actors.idOf(text, kindOfActor(code), m_context.dataset);
    }

    void mapSource(const geodata::Row& row, std::vector<Value>& values)
    {
        const auto cell = plainText(m_columns.cell(row, SOURCE));
        auto known = m_sources.find(cell);
        if (known == m_sources.end()) {
            std::size_t count = 0;
            const std::string text = distinctSources(cell, count);
            known = m_sources.emplace(cell, Known{m_context.sources.listFor(m_context.dataset, text, Reliability::C, 3), count >= 2}).first;
        }
        setText(values[m_at.source_ids], known->second.list);
        setText(values[m_at.verification], word(known->second.several ? Verification::CORROBORATED : Verification::REPORTED));
    }

    struct Known { std::string list; bool several; };

    Columns m_columns;
    const IncidentFields& m_at;
    TextMap<Known> m_sources;
    std::string m_text;
};

} // namespace

std::unique_ptr<RowMapper> acledMapper(std::span<const std::string> columns, ImportContext& context)
{
    return std::make_unique<AcledMapper>(columns, context);
}

std::vector<std::pair<std::string, std::string>> presetColumns(Preset preset)
{
    if (preset == Preset::ACLED)
        return {{"source_id", "event_id_cnty"}, {"time_start", "event_date"}, {"time_precision", "time_precision"},
                {"category", "event_type, sub_event_type"}, {"perpetrator_ids", "actor1, actor2"}, {"place_name", "location"},
                {"lon", "longitude"}, {"lat", "latitude"}, {"place_precision", "geo_precision"}, {"killed_best", "fatalities"},
                {"source_ids", "source"}, {"description", "notes"}};
    return {{"source_id", "id"}, {"time_start", "date_start"}, {"time_end", "date_end"}, {"time_precision", "date_prec"},
            {"category", "type_of_violence"}, {"source_type", "type_of_violence"}, {"perpetrator_ids", "side_a, side_b"},
            {"place_name", "where_coordinates"}, {"lon", "longitude"}, {"lat", "latitude"}, {"place_precision", "where_prec"},
            {"killed_best", "best"}, {"killed_low", "low"}, {"killed_high", "high"}, {"killed_civilians", "deaths_civilians"},
            {"source_ids", "source_office"}, {"title", "dyad_name"}, {"description", "where_description, source_headline"}};
}

} // namespace tutela::exchange::detail
