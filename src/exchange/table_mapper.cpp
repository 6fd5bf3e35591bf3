// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table_mapper_p.h"

#include "edit_rules_p.h"
#include "event_mapper_p.h"

#include <tutela/core/hash.h>
#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace tutela::exchange::detail {

using namespace core;
using nlohmann::json;

namespace {

/// Parts of a list cell: of a JSON list (GeoJSON), else by ';' where there is one, else by '|', else by ',' (never inside names
/// of texts).
std::vector<std::string> partsOf(std::string_view cell, bool byComma)
{
    if (cell.starts_with('['))
        if (const json list = json::parse(cell, nullptr, false); list.is_array()) {
            std::vector<std::string> elements;
            for (const json& element : list)
                elements.push_back(element.is_string() ? element.get<std::string>() : element.dump());
            return elements;
        }
    const char separator = cell.find(';') != std::string_view::npos ? ';' : cell.find('|') != std::string_view::npos ? '|' : byComma ? ',' : ';';
    std::vector<std::string> parts;
    for (const std::string& part : split(cell, separator))
        if (const auto text = trimmed(part); !text.empty())
            parts.emplace_back(text);
    return parts;
}

class TableMapper final : public RowMapper {
public:
    TableMapper(TableMapping mapping, ImportContext& context) : RowMapper(context), m_mapping(std::move(mapping))
    {
        for (const Binding& binding : m_mapping.bindings.fields)
            govern(*binding.field);
        for (const auto& [field, unused] : m_mapping.constants)
            govern(*field);
        for (const std::string_view name : {"source_ids", "dataset", "source_id"})
            govern(field(name));
        m_geometry = findField(kind(), "geometry");
        m_hasPoint = shapeOf(kind()) == TableShape::Point;
        if (m_mapping.useGeometry && m_hasPoint && !bound("lon")) {
            govern(field("lon"));
            govern(field("lat"));
        } else if (m_mapping.useGeometry && m_geometry && !bound("geometry")) {
            govern(*m_geometry);
        }
        if (kind() == Kind::INCIDENT && bound("time_start") && !bound("time_precision"))
            govern(*(m_timePrecision = &field("time_precision")));
        if (kind() == Kind::INCIDENT && !bound("verification"))
            govern(*(m_verification = &field("verification")));
        if (kind() == Kind::INCIDENT && bound("category") && !bound("acts"))
            govern(*(m_acts = &field("acts")));
        governAtHome();
    }
    [[nodiscard]] Kind kind() const override { return m_mapping.kind; }

    /// Same name and position (or nothing but a name, for kinds without one).
    [[nodiscard]] std::string twinKeyOf(const RecordValues& record) const override
    {
        const auto& values = record.values;
        if (kind() == Kind::INCIDENT || kind() == Kind::ALERT)
            return {};
        const Field* name = findField(kind(), "name");
        const auto* text = name ? std::get_if<std::string>(&values[indexOf(*name)]) : nullptr;
        if (!text)
            return {};
        std::string key = folded(*text);
        if (m_hasPoint) {
            const auto* lon = std::get_if<double>(&values[at("lon")]);
            const auto* lat = std::get_if<double>(&values[at("lat")]);
            if (!lon || !lat)
                return {};
            key += "\n" + shortest(*lon) + "," + shortest(*lat);
        } else if (m_geometry) {
            if (const auto* geometry = std::get_if<Geometry>(&values[indexOf(*m_geometry)]))
                key += "\n" + hex(sha256(toWkb(*geometry)));
        }
        return key;
    }

private:
    void mapRow(const geodata::Row& row, Item& item, Ledger& ledger) override
    {
        item.row = row.number;
        m_row = row.number;
        m_ledger = &ledger;
        leaveOut(row);
        findHome(row, item);
        auto& values = item.record.values;
        for (const std::size_t index : m_governed)
            setNull(values[index]);
        for (const auto& [constant, value] : m_mapping.constants)
            values[indexOf(*constant)] = value;
        if (m_verification)
            values[indexOf(*m_verification)] = std::string{word(Verification::REPORTED)};
        for (const Binding& binding : m_mapping.bindings.fields)
            mapCell(*binding.field, binding.column, row.cells[binding.column], values);
        if (kind() == Kind::INCIDENT && m_mapping.bindings.own && m_mapping.bindings.own->exported)
            keepParallel(values);
        if (m_mapping.useGeometry)
            mapGeometry(row, values);
        if (m_hasPoint)
            mapPosition(values);
        if (m_acts)
            deriveActs(values);
        setText(values[at("dataset")], m_context.dataset);
        identify(row, item);
        requireFresh(item);
        if (m_mapping.bindings.own && m_mapping.bindings.own->exported)
            keepOrigin(row, values);
        if (!item.home && !(m_mapping.bindings.own && bound("source_ids") && !isNull(values[at("source_ids")])))
            setText(values[at("source_ids")], m_context.sources.listFor(m_context.dataset, {}, std::nullopt, std::nullopt));
        for (const Issue& issue : validate(item.record, m_context.now))
            if (issue.level == RuleLevel::E)
                refuseRow(issue.field, shownValue(item.record, issue.field), issue.text);
            else if (isFigure(issue.field))
                ledger.note(issue.field, shownValue(item.record, issue.field), issue.text, row.number);
        noteUnnamed(values);
        noteUndated(values);
        if (!item.home)
            noteWhatEditRefuses(item.record);
        item.twin_key = twinKeyOf(item.record);
    }

    void deriveActs(std::vector<Value>& values) const
    {
        const auto* text = std::get_if<std::string>(&values[at("category")]);
        const auto category = text ? enumerator<IncidentCategory>(*text) : std::nullopt;
        const auto count = [&](std::string_view name) {
            const auto* number = std::get_if<std::int64_t>(&values[at(name)]);
            return number ? std::optional{*number} : std::nullopt;
        };
        const auto act = category ? actOf(*category, count("killed_best"), count("killed_civilians")) : std::string_view{};
        if (!act.empty())
            setText(values[indexOf(*m_acts)], "[\"" + std::string{act} + "\"]");
    }

    [[nodiscard]] const Field& field(std::string_view name) const { return *findField(kind(), name); }
    [[nodiscard]] std::size_t at(std::string_view name) const { return indexOf(field(name)); }
    [[nodiscard]] bool bound(std::string_view name) const
    {
        return std::any_of(m_mapping.bindings.fields.begin(), m_mapping.bindings.fields.end(), [&](const Binding& b) { return b.field->name == name; });
    }
    void govern(const Field& field)
    {
        if (const auto index = indexOf(field); std::find(m_governed.begin(), m_governed.end(), index) == m_governed.end())
            m_governed.push_back(index);
    }

    /// Of records that came home nothing is set that the table does not say: no defaults, no origin.
    void governAtHome()
    {
        const auto add = [&](const Field* field) {
            if (field && field->name != "dataset" && field->name != "source_id")
                m_governedAtHome.push_back(indexOf(*field));
        };
        for (const Binding& binding : m_mapping.bindings.fields)
            add(binding.field);
        if (m_mapping.useGeometry && m_hasPoint && !bound("lon")) {
            add(&field("lon"));
            add(&field("lat"));
        } else if (m_mapping.useGeometry && m_geometry && !bound("geometry")) {
            add(m_geometry);
        }
        add(m_timePrecision);
    }

    /// Attributions and roles run along the perpetrators: where the mission does not know all of these, they say nothing.
    void keepParallel(std::vector<Value>& values) const
    {
        const auto countIn = [&](std::string_view name) {
            const auto* text = std::get_if<std::string>(&values[at(name)]);
            return text ? json::parse(*text).size() : 0;
        };
        for (const std::string_view name : {"attributions", "perpetrator_roles"})
            if (bound(name) && countIn(name) > countIn("perpetrator_ids"))
                setNull(values[at(name)]);
    }

    /// The record of this mission that the row is: by its id, else by the dataset and source id that it bears.
    void findHome(const geodata::Row& row, Item& item) const
    {
        const auto& own = m_mapping.bindings.own;
        if (!own)
            return;
        const auto cell = [&](std::optional<std::size_t> column) { return column ? plainText(row.cells[*column]) : std::string_view{}; };
        const auto number = [](std::string_view text) -> std::optional<std::int64_t> {
            std::int64_t value = 0;
            const auto done = std::from_chars(text.data(), text.data() + text.size(), value);
            return done.ec == std::errc{} && done.ptr == text.data() + text.size() ? std::optional{value} : std::nullopt;
        };
        const auto revision = number(cell(own->revision));
        if (const auto id = number(cell(own->id)); id && m_mapping.home->holds(*id))
            item.home = Home{*id, revision, own->reduced};
        else if (!own->exported || cell(own->dataset).empty() || cell(own->sourceId).empty())
            return;
        else if (const auto found = m_mapping.home->find(cell(own->dataset), cell(own->sourceId)))
            item.home = Home{*found, std::nullopt, own->reduced};
    }

    /// An exported record stays one of its dataset, so that a later import of that dataset knows it again.
    void keepOrigin(const geodata::Row& row, std::vector<Value>& values) const
    {
        const auto dataset = plainText(row.cells[*m_mapping.bindings.own->dataset]);
        const auto sourceId = plainText(row.cells[*m_mapping.bindings.own->sourceId]);
        if (dataset.empty() || sourceId.empty())
            return;
        setPlainText(values[at("dataset")], dataset);
        setPlainText(values[at("source_id")], sourceId);
    }

    void leaveOut(const geodata::Row& row) const
    {
        const auto holds = [&](const TableMapping::Belongs& wanted) {
            const auto cell = trimmed(row.cells[wanted.column]);
            return !cell.empty() && (wanted.words.empty() || std::find(wanted.words.begin(), wanted.words.end(), cell) != wanted.words.end());
        };
        if (!m_mapping.belongs.empty() && std::none_of(m_mapping.belongs.begin(), m_mapping.belongs.end(), holds))
            refuseRow("geometry", "", "the feature is not " + std::string{m_mapping.called});
        for (const TableMapping::Refused& refused : m_mapping.refused)
            if (const auto cell = trimmed(row.cells[refused.column]); std::find(refused.words.begin(), refused.words.end(), cell) != refused.words.end())
                refuseRow("geometry", cell, std::string{refused.reason});
    }

    /// Figures that the rules doubt are kept, and the balance sheet asks about them.
    [[nodiscard]] bool isFigure(std::string_view name) const
    {
        const Field* found = findField(kind(), name);
        return found && found->type == FieldType::Integer && found->content == Content::Count;
    }

    std::string shownValue(const RecordValues& record, std::string_view name) const
    {
        const Field* found = findField(kind(), name);
        if (!found || found->type == FieldType::Geometry)
            return {};
        const Value& value = record.values[indexOf(*found)];
        return isNull(value) ? std::string{} : toJson(*found, value).dump();
    }

    /// Text of a cell after --value; the replaced text wins over everything.
    std::string_view replaced(const Field& field, std::string_view text) const
    {
        const auto values = m_mapping.values.find(std::string{field.name});
        if (values == m_mapping.values.end())
            return text;
        if (const auto exact = values->second.find(std::string{text}); exact != values->second.end())
            return exact->second;
        const std::string wanted = folded(text);
        for (const auto& [from, to] : values->second)
            if (folded(from) == wanted)
                return to;
        return text;
    }

    void mapCell(const Field& field, std::size_t column, std::string_view raw, std::vector<Value>& values)
    {
        const auto cell = replaced(field, plainText(raw));
        if (cell.empty())
            return;
        Value& value = values[indexOf(field)];
        // Outside of the handler below: dates that do not tell day and month apart stop the whole import.
        if (field.type == FieldType::Time)
            return mapTime(field, cell, values);
        if (field.type == FieldType::Day) {
            if (const auto day = m_context.dates->readDay(field.name, cell))
                value = toText(*day);
            return;
        }
        try {
            switch (field.type) {
            case FieldType::Text: mapText(field, cell, value); break;
            case FieldType::Integer:
                if (m_context.semicolons && isOneGroup(cell))
                    refuseRow(field.name, cell, "a thousand or a fraction? write the number without a comma");
                if (const auto number = wholeNumber(field.name, cell)) {
                    if (*number < 0 && field.lowest.value_or(0) >= 0)
                        refuseRow(field.name, cell, "a number below 0");
                    value = valueFromJson(field, *number);
                }
                break;
            case FieldType::Real: mapReal(field, column, cell, value); break;
            case FieldType::Word: mapWord(field, cell, value); break;
            case FieldType::Bool: mapBool(field, cell, value); break;
            case FieldType::WordList:
            case FieldType::TextList:
            case FieldType::ReferenceList: mapList(field, cell, value); break;
            case FieldType::Reference:
                if (const auto id = referred(field, cell))
                    value = *id;
                break;
            case FieldType::IntegerList: mapIntegers(field, cell, value); break;
            case FieldType::Structure: value = valueFromJson(field, json::parse(cell, nullptr, false)); break;
            default: value = valueFromText(field, cell);
            }
        } catch (const Error& error) {
            refuseRow(field.name, cell, error.message());
        }
    }

    /// A name is what people read: signs that cannot be seen are taken out of it, and the balance sheet says so.
    void mapText(const Field& field, std::string_view cell, Value& value)
    {
        if (field.name != "name")
            return setPlainText(value, cell);
        std::string name = normalised(cell);
        std::string clean = visibleName(name);
        if (clean != name)
            m_ledger->note(field.name, cell, "held signs that cannot be seen; they were taken out", m_row);
        if (trimmed(clean).empty())
            setNull(value);
        else
            setText(value, trimmed(clean));
    }

    /// "1,234": where semicolons separate the cells the comma may be a decimal sign.
    static bool isOneGroup(std::string_view cell)
    {
        const auto comma = cell.find(',');
        return comma != std::string_view::npos && cell.find(',', comma + 1) == std::string_view::npos && !withoutThousands(cell).empty();
    }

    static void mapIntegers(const Field& field, std::string_view cell, Value& value)
    {
        json list = json::array();
        for (const std::string& part : partsOf(cell, true))
            if (const auto number = wholeNumber(field.name, part))
                list.push_back(*number);
        value = valueFromJson(field, list);
    }

    void mapReal(const Field& field, std::size_t column, std::string_view cell, Value& value)
    {
        const auto number = m_context.decimals.read(field.name, column, cell);
        if (!number)
            return;
        // Positions are checked together below, where swapped ones can be told from wrong ones.
        if (field.name == "lon" || field.name == "lat")
            value = *number;
        else
            value = valueFromJson(field, *number);
    }

    void mapTime(const Field& field, std::string_view cell, std::vector<Value>& values)
    {
        const auto date = m_context.dates->read(field.name, cell);
        if (!date)
            return;
        if (field.name == "time_start" && date->start > m_context.now + std::chrono::minutes{5})
            refuseRow(field.name, cell, "lies in the future");
        setInstant(values[indexOf(field)], date->start);
        if (m_timePrecision && field.name == "time_start")
            setText(values[indexOf(*m_timePrecision)], word(date->precision));
    }

    void mapWord(const Field& field, std::string_view cell, Value& value)
    {
        if (const auto meant = wordMeant(field, cell); !meant.empty())
            setText(value, meant);
        else if (!isMissing(cell))
            m_ledger->note(field.name, cell, "is no word of this field; left unknown (say --value " + std::string{field.name} + ":TEXT=WORD)", m_row);
    }

    void mapBool(const Field& field, std::string_view cell, Value& value)
    {
        try {
            value = valueFromText(field, cell);
        } catch (const Error&) {
            if (isKindOfYes(field, cell))
                value = true;
            else if (!isMissing(cell))
                m_ledger->note(field.name, cell, "is neither yes nor no; left unknown", m_row);
        }
        if (field.name == "ford" && value == Value{true})
            m_ledger->note(field.name, cell, "is taken as a ford: no wheels pass in the wet season, unless the speeds of the mission say otherwise", m_row);
    }

    void mapList(const Field& field, std::string_view cell, Value& value)
    {
        json list = json::array();
        if (const auto* held = std::get_if<std::string>(&value))
            list = json::parse(*held);
        // Lists that run along another one, as attributions do, repeat their words.
        const bool distinct = !(m_mapping.bindings.own && m_mapping.bindings.own->exported);
        const auto add = [&](json element) {
            if (!distinct || std::find(list.begin(), list.end(), element) == list.end())
                list.push_back(std::move(element));
        };
        for (const std::string& part : partsOf(cell, field.type == FieldType::WordList)) {
            const auto text = replaced(field, part);
            if (field.type == FieldType::TextList) {
                add(field.name == "alt_names" ? visibleName(normalised(text)) : normalised(text));
            } else if (field.type == FieldType::ReferenceList) {
                if (const auto id = referred(field, text))
                    add(*id);
            } else if (const auto meant = wordMeant(field, text); !meant.empty()) {
                add(std::string{meant});
            } else if (!isMissing(text)) {
                m_ledger->note(field.name, text, "is no word of this field; left out (say --value " + std::string{field.name} + ":TEXT=WORD)", m_row);
            }
        }
        if (!list.empty())
            value = list.dump();
    }

    /// A record named in a cell. Actors of events are made when they are not there yet.
    std::optional<std::int64_t> referred(const Field& field, std::string_view text)
    {
        if (field.refers == Kind::ACTOR) {
            if (const auto known = m_context.actors.find(text))
                return known;
            if (const auto& book = m_mapping.references[Kind::ACTOR]; book.find(text))
                return book.find(text);
            const bool event = kind() == Kind::INCIDENT || kind() == Kind::ALERT || kind() == Kind::THREAT;
            const bool foreignId = m_mapping.bindings.own && m_mapping.bindings.own->exported && std::all_of(text.begin(), text.end(), [](char c) {
                return c >= '0' && c <= '9'; // the id of an actor of the mission that wrote the table, no name
            });
            if (event && !foreignId && !isMissing(text) && text != "Civilians")
                return m_context.actors.idOf(text, text.starts_with("Government of") ? ActorKind::STATE_MILITARY : ActorKind::UNKNOWN_ARMED,
                                             m_context.dataset);
        } else if (field.refers) {
            if (const auto id = m_mapping.references[*field.refers].find(text))
                return id;
        }
        if (!isMissing(text))
            m_ledger->note(field.name, text, "names no " + (field.refers ? kindName(*field.refers) : std::string{"record"}) + " of the mission, or several; left unknown", m_row);
        return std::nullopt;
    }

    void mapGeometry(const geodata::Row& row, std::vector<Value>& values)
    {
        if (!row.geometry || row.geometry->empty())
            return;
        if (m_hasPoint) {
            if (bound("lon"))
                return;
            if (row.geometry->type != Geometry::Type::Point)
                refuseRow("lon", "", "the geometry is no point");
            const Vertex& vertex = row.geometry->parts.at(0).at(0).at(0);
            values[at("lon")] = vertex.x;
            values[at("lat")] = vertex.y;
        } else if (m_geometry && !bound("geometry")) {
            const TableShape shape = shapeOf(kind());
            if (shape == TableShape::Area && !row.geometry->isArea())
                refuseRow("geometry", "", "the geometry is no polygon");
            if (shape == TableShape::Line && !row.geometry->isLine())
                refuseRow("geometry", "", "the geometry is no line");
            Geometry geometry = *row.geometry;
            if (shape == TableShape::Area)
                geometry.type = Geometry::Type::MultiPolygon;
            else if (m_mapping.bindings.own && m_mapping.bindings.own->exported && geometry.parts.size() == 1 && geometry.type == Geometry::Type::MultiLineString)
                geometry.type = Geometry::Type::LineString; // layers hold multiple lines only
            else if (m_mapping.bindings.own && m_mapping.bindings.own->exported && geometry.parts.size() == 1 && geometry.type == Geometry::Type::MultiPolygon)
                geometry.type = Geometry::Type::Polygon;
            values[indexOf(*m_geometry)] = std::move(geometry);
        }
    }

    void mapPosition(std::vector<Value>& values)
    {
        Value& lonValue = values[at("lon")];
        Value& latValue = values[at("lat")];
        const auto number = [](const Value& value) {
            const auto* held = std::get_if<double>(&value);
            return held ? std::optional{*held} : std::nullopt;
        };
        auto lon = number(lonValue);
        auto lat = number(latValue);
        checkPosition(lon, lat, m_context.extent, m_row, *m_ledger);
        if (!lon) {
            if (bound("lon") || m_mapping.useGeometry)
                m_ledger->note("lon", "", "the row has no position", m_row);
            return;
        }
        lonValue = *lon;
        latValue = *lat;
    }

    /// The id of the source, else a hash of the mapped values and the count of equal rows so far.
    void identify(const geodata::Row& row, Item& item)
    {
        const auto given = m_mapping.bindings.id ? plainText(row.cells[*m_mapping.bindings.id]) : std::string_view{};
        if (given.empty() && m_mapping.bindings.idAsked)
            refuseRow("source_id", "", "the row has no id");
        if (!given.empty()) {
            item.source_id = given;
            if (std::string plain = withoutThousands(item.source_id); !plain.empty()) {
                m_ledger->note("source_id", "", "ids are written with separators of thousands; kept without them", m_row);
                item.source_id = std::move(plain);
            }
            item.source_id = normalised(item.source_id);
        } else {
            setNull(item.record.values[at("source_id")]);
            const std::string hash = hex(sha256(canonicalLine(item.record))).substr(0, 24);
            item.source_id = hash + "-" + std::to_string(++m_repeats[hash]);
        }
        setText(item.record.values[at("source_id")], item.source_id);
    }

    void noteUnnamed(const std::vector<Value>& values) const
    {
        if (kind() == Kind::PLACE && isNull(values[at("name")]))
            m_ledger->note("name", "", "the place has no name; stored without one", m_row);
    }

    /// A patrol from outside happened or was approved there, and nobody can complete its orders any more: it is taken, and what `edit`
    /// would refuse is told with what follows from it.
    void noteWhatEditRefuses(const RecordValues& record) const
    {
        if (kind() != Kind::PATROL)
            return;
        RecordValues own = record;
        setNull(own.values[at("dataset")]); // as if a person had typed it here
        const auto* status = std::get_if<std::string>(&record.values[at("status")]);
        for (const Issue& issue : validate(own, m_context.now))
            if (issue.level == RuleLevel::E)
                m_ledger->note(issue.field, status ? *status : std::string{}, issue.text + " It is kept as it came from outside; it is planned only, and is no visit and no presence anywhere until a track or a reported stop shows where it was.", m_row);
    }

    void noteUndated(const std::vector<Value>& values) const
    {
        const std::string_view time = kind() == Kind::INCIDENT ? "time_start" : kind() == Kind::ALERT ? "t_received" : "";
        if (!time.empty() && isNull(values[at(time)]))
            m_ledger->note(time, "", "the row has no date; it is outside every period", m_row);
    }

    TableMapping m_mapping;
    const Field* m_geometry = nullptr;
    const Field* m_timePrecision = nullptr;
    const Field* m_verification = nullptr;
    const Field* m_acts = nullptr; ///< derived from category and deaths, as for the known datasets (doctrine.md 2.9)
    bool m_hasPoint = false;
    Ledger* m_ledger = nullptr;
    std::uint64_t m_row = 0;
    TextMap<std::int64_t> m_repeats;
};

} // namespace

std::unique_ptr<RowMapper> tableMapper(TableMapping mapping, ImportContext& context)
{
    return std::make_unique<TableMapper>(std::move(mapping), context);
}

} // namespace tutela::exchange::detail
