// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_mapper_p.h"

#include <tutela/core/text.h>

#include <array>

namespace tutela::exchange::detail {

using namespace core;

namespace {

enum Wanted : std::size_t {
    ID, TYPE, DYAD, SIDE_A, SIDE_B, SOURCES, OFFICE, ARTICLE, ORIGINAL, HEADLINE, WHERE_PREC, WHERE, WHERE_TEXT, LAT, LON, CLARITY,
    DATE_PREC, START, END, CIVILIANS, BEST, HIGH, LOW
};
constexpr std::array<std::string_view, 23> kWanted{
    "id", "type_of_violence", "dyad_name", "side_a", "side_b", "number_of_sources", "source_office", "source_article", "source_original",
    "source_headline", "where_prec", "where_coordinates", "where_description", "latitude", "longitude", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_civilians", "best", "high", "low"};
constexpr std::array<std::string_view, 12> kRequired{"id", "type_of_violence", "side_a", "side_b", "where_prec", "latitude", "longitude",
                                                     "date_prec", "date_start", "best", "high", "low"};

/// One-based codes of a column; a code outside the list is noted and left unknown.
template <class E, std::size_t N>
std::optional<E> coded(std::string_view field, std::string_view cell, const std::array<E, N>& codes, std::uint64_t row, Ledger& ledger)
{
    const auto code = wholeNumber(field, cell);
    if (!code)
        return std::nullopt;
    if (*code < 1 || *code > static_cast<std::int64_t>(N)) {
        ledger.note(field, cell, "is not a code of UCDP GED; left unknown", row);
        return std::nullopt;
    }
    return codes[static_cast<std::size_t>(*code - 1)];
}

class UcdpMapper final : public RowMapper {
public:
    UcdpMapper(std::span<const std::string> columns, ImportContext& context)
        : RowMapper(context), m_columns(columns, kWanted, kRequired, "UCDP GED"), m_at(IncidentFields::get())
    {
        m_governed = {m_at.source_ids, m_at.dataset, m_at.source_id, m_at.lon, m_at.lat, m_at.place_precision, m_at.place_name,
                      m_at.place_fuzzy, m_at.time_start, m_at.time_end, m_at.time_precision, m_at.category, m_at.acts, m_at.source_type,
                      m_at.perpetrator_ids, m_at.attributions, m_at.killed_best, m_at.killed_low, m_at.killed_high,
                      m_at.killed_civilians, m_at.victim_status, m_at.verification, m_at.title, m_at.description};
    }
    [[nodiscard]] Kind kind() const override { return Kind::INCIDENT; }

private:
    void mapRow(const geodata::Row& row, Item& item, Ledger& ledger) override
    {
        const auto cell = [&](Wanted column) { return plainText(m_columns.cell(row, column)); };
        item.row = row.number;
        item.source_id = cell(ID);
        if (item.source_id.empty())
            refuseRow("source_id", "", "the row has no id");
        if (std::string plain = withoutThousands(item.source_id); !plain.empty())
            item.source_id = std::move(plain);
        const auto type = wholeNumber("source_type", cell(TYPE));
        if (!type || *type < 1 || *type > 3)
            refuseRow("source_type", cell(TYPE), "type_of_violence must be 1, 2 or 3");
        auto& values = item.record.values;
        setText(values[m_at.dataset], m_context.dataset);
        setText(values[m_at.source_id], item.source_id);
        requireFresh(item);
        setText(values[m_at.source_type], cell(TYPE));
        mapPlace(row, values, ledger);
        mapTime(row, values, ledger);
        mapHarm(row, values, *type, ledger);
        mapActors(row, item.record, *type);
        mapSource(row, values);
        setPlainText(values[m_at.title], cell(DYAD));
        m_text = cell(WHERE_TEXT);
        if (const auto headline = cell(HEADLINE); !headline.empty())
            m_text.append(m_text.empty() ? "" : "\n").append(headline);
        setPlainText(values[m_at.description], m_text);
    }

    void mapPlace(const geodata::Row& row, std::vector<Value>& values, Ledger& ledger)
    {
        constexpr std::array kPrecisions{PlacePrecision::EXACT, PlacePrecision::NEAR_25KM, PlacePrecision::ADMIN2, PlacePrecision::ADMIN1,
                                         PlacePrecision::NEAR_25KM, PlacePrecision::COUNTRY, PlacePrecision::UNKNOWN};
        auto lon = m_context.decimals.read("lon", m_columns.at(LON), m_columns.cell(row, LON));
        auto lat = m_context.decimals.read("lat", m_columns.at(LAT), m_columns.cell(row, LAT));
        checkPosition(lon, lat, m_context.extent, row.number, ledger);
        if (!lon)
            ledger.note("lon", "", "the row has no position", row.number);
        lon ? void(values[m_at.lon] = *lon) : setNull(values[m_at.lon]);
        lat ? void(values[m_at.lat] = *lat) : setNull(values[m_at.lat]);
        const auto code = plainText(m_columns.cell(row, WHERE_PREC));
        const auto precision = coded("place_precision", code, kPrecisions, row.number, ledger);
        setTextOrNull(values[m_at.place_precision], precision ? word(*precision) : std::string_view{});
        // 5 = a line or a fuzzy area: near 25 km, and said so.
        setWhole(values[m_at.place_fuzzy], precision ? std::optional<std::int64_t>{code == "5" ? 1 : 0} : std::nullopt);
        setPlainText(values[m_at.place_name], m_columns.cell(row, WHERE));
    }

    void mapTime(const geodata::Row& row, std::vector<Value>& values, Ledger& ledger)
    {
        constexpr std::array kPrecisions{TimePrecision::DAY, TimePrecision::WEEK, TimePrecision::WEEK, TimePrecision::MONTH, TimePrecision::UNKNOWN};
        const auto start = m_context.dates->read("time_start", m_columns.cell(row, START));
        if (!start)
            refuseRow("time_start", "", "the row has no date");
        if (start->start > m_context.now + std::chrono::minutes{5})
            refuseRow("time_start", m_columns.cell(row, START), "lies in the future");
        const auto end = m_context.dates->read("time_end", m_columns.cell(row, END));
        if (end && end->start < start->start)
            refuseRow("time_end", m_columns.cell(row, END), "lies before its start");
        setInstant(values[m_at.time_start], start->start);
        end ? setInstant(values[m_at.time_end], end->start) : setNull(values[m_at.time_end]);
        const auto precision = coded("time_precision", plainText(m_columns.cell(row, DATE_PREC)), kPrecisions, row.number, ledger);
        setText(values[m_at.time_precision], word(precision.value_or(TimePrecision::UNKNOWN)));
    }

    std::optional<std::int64_t> deaths(const geodata::Row& row, Wanted column, std::string_view field)
    {
        return countOfHarm(field, m_columns.cell(row, column));
    }

    void mapHarm(const geodata::Row& row, std::vector<Value>& values, std::int64_t type, Ledger& ledger)
    {
        const auto best = deaths(row, BEST, "killed_best");
        const auto low = deaths(row, LOW, "killed_low");
        const auto high = deaths(row, HIGH, "killed_high");
        const auto civilians = type == 3 ? best : deaths(row, CIVILIANS, "killed_civilians");
        // UCDP itself holds such rows; its numbers are kept as they are so that sums agree.
        if ((best && low && *low > *best) || (best && high && *best > *high))
            ledger.note("killed_best", "", "low, best and high are not in order; kept as the source has them", row.number);
        setWhole(values[m_at.killed_best], best);
        setWhole(values[m_at.killed_low], low);
        setWhole(values[m_at.killed_high], high);
        setWhole(values[m_at.killed_civilians], civilians);
        const auto category = type == 3 ? IncidentCategory::ATTACK_ON_CIVILIANS : IncidentCategory::ARMED_CLASH;
        setText(values[m_at.category], word(category));
        const auto act = actOf(category, best, civilians);
        act.empty() ? setNull(values[m_at.acts]) : setText(values[m_at.acts], std::string{"[\""}.append(act).append("\"]"));
        setTextOrNull(values[m_at.victim_status], type == 3 ? word(VictimStatus::CIVILIAN) : std::string_view{});
    }

    void mapActors(const geodata::Row& row, RecordValues& record, std::int64_t type)
    {
        std::array<std::int64_t, 2> actors{};
        std::size_t count = 0;
        const auto add = [&](Wanted column, bool isPerpetrator) {
            const auto name = plainText(m_columns.cell(row, column));
            if (name.empty() || isCivilians(name))
                return;
            const auto kind = name.starts_with("Government of") ? ActorKind::STATE_MILITARY : ActorKind::UNKNOWN_ARMED;
            const std::int64_t id = m_context.actors.idOf(name, kind, m_context.dataset);
            if (isPerpetrator && (count == 0 || actors[0] != id))
                actors[count++] = id;
        };
        add(SIDE_A, true);
        add(SIDE_B, type != 3);
        setPerpetrators(record, {actors.data(), count});
    }

    void mapSource(const geodata::Row& row, std::vector<Value>& values)
    {
        const bool clear = plainText(m_columns.cell(row, CLARITY)) == "1";
        const auto count = wholeNumber("source_ids", m_columns.cell(row, SOURCES));
        setText(values[m_at.verification], word(clear && count.value_or(0) >= 2 ? Verification::CORROBORATED : Verification::REPORTED));
        // The office is the newspaper; older events only have the article, or nobody but the original source.
        std::size_t parts = 0;
        std::string text;
        for (const Wanted column : {OFFICE, ARTICLE, ORIGINAL})
            if (text = distinctSources(plainText(m_columns.cell(row, column)), parts); !text.empty())
                break;
        setText(values[m_at.source_ids], m_context.sources.listFor(m_context.dataset, text, Reliability::C, clear ? 2 : 3));
    }

    Columns m_columns;
    const IncidentFields& m_at;
    std::string m_text;
};

} // namespace

std::unique_ptr<RowMapper> ucdpMapper(std::span<const std::string> columns, ImportContext& context)
{
    return std::make_unique<UcdpMapper>(columns, context);
}

} // namespace tutela::exchange::detail
