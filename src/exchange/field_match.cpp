// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "edit_rules_p.h"
#include "field_match_p.h"

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <set>

namespace tutela::exchange::detail {

using namespace core;

namespace {

/// Usual header words, folded, for a field of some kinds.
struct Synonym {
    std::string_view header, field;
};
constexpr std::array<Synonym, 83> kSynonyms{{
    {"longitude", "lon"}, {"long", "lon"}, {"lng", "lon"}, {"x", "lon"}, {"point x", "lon"}, {"longitude deg", "lon"}, {"lon x", "lon"},
    {"latitude", "lat"}, {"y", "lat"}, {"point y", "lat"}, {"latitude deg", "lat"}, {"lat y", "lat"},
    {"population", "population_total"}, {"pop", "population_total"}, {"total population", "population_total"}, {"people", "population_total"},
    {"idps", "idp"}, {"displaced persons", "idp"}, {"p code", "pcode"}, {"place code", "pcode"}, {"pcode", "pcode"},
    {"date", "time_start"}, {"event date", "time_start"}, {"incident date", "time_start"}, {"start date", "time_start"}, {"date start", "time_start"},
    {"end date", "time_end"}, {"date end", "time_end"}, {"location", "place_name"}, {"place", "place_name"},
    {"killed", "killed_best"}, {"deaths", "killed_best"}, {"fatalities", "killed_best"}, {"dead", "killed_best"},
    {"injured", "injured_best"}, {"wounded", "injured_best"}, {"abducted", "abducted_best"}, {"displaced", "displaced_best"},
    {"perpetrator", "perpetrator_ids"}, {"perpetrators", "perpetrator_ids"}, {"actor", "perpetrator_ids"}, {"received", "t_received"},
    {"highway", "road_class"}, {"boat", "navigable"}, {"fclass", "road_class"}, {"locality", "place_name"}, {"village", "place_name"},
    // French
    {"date evt", "time_start"}, {"date evenement", "time_start"}, {"date de l evenement", "time_start"}, {"date incident", "time_start"},
    {"date de l incident", "time_start"}, {"date debut", "time_start"}, {"date de debut", "time_start"}, {"date fin", "time_end"},
    {"date de fin", "time_end"}, {"lieu", "place_name"}, {"localite", "place_name"}, {"tues", "killed_best"}, {"morts", "killed_best"},
    {"deces", "killed_best"}, {"nombre de morts", "killed_best"}, {"blesses", "injured_best"}, {"nombre de blesses", "injured_best"},
    {"enleves", "abducted_best"}, {"personnes enlevees", "abducted_best"}, {"disparus", "missing_best"}, {"arretes", "arrested_best"},
    {"deplaces", "displaced_best"}, {"personnes deplacees", "displaced_best"}, {"auteur", "perpetrator_ids"}, {"auteurs", "perpetrator_ids"},
    {"acteur", "perpetrator_ids"}, {"auteurs presumes", "perpetrator_ids"}, {"auteur presume", "perpetrator_ids"}, {"categorie", "category"},
    {"titre", "title"}, {"resume", "description"}, {"recit", "description"}, {"nom", "name"}, {"population totale", "population_total"},
    {"habitants", "population_total"}, {"remarque", "note"}}};

/// HXL tags: the tag and the attributes that must be there; the row with most attributes wins.
struct HxlRule {
    std::string_view tag, attributes, field;
};
constexpr std::array<HxlRule, 38> kHxl{{
    {"#geo", "lat", "lat"}, {"#geo", "lon", "lon"}, {"#geo", "coord lat", "lat"}, {"#geo", "coord lon", "lon"}, {"#lat_deg", "", "lat"},
    {"#lon_deg", "", "lon"}, {"#date", "start", "time_start"}, {"#date", "occurred", "time_start"}, {"#date", "end", "time_end"},
    {"#date", "", "time_start"}, {"#affected", "killed", "killed_best"}, {"#affected", "injured", "injured_best"},
    {"#affected", "abducted", "abducted_best"}, {"#affected", "displaced", "displaced_best"}, {"#affected", "idps", "idp"},
    {"#affected", "killed civilians", "killed_civilians"}, {"#loc", "name", "place_name"}, {"#loc", "name", "name"}, {"#loc", "", "name"},
    {"#loc", "code", "pcode"}, {"#adm", "code", "pcode"}, {"#adm", "name", "name"}, {"#adm1", "name", "admin_name"}, {"#adm2", "name", "admin_name"},
    {"#population", "", "population_total"}, {"#population", "", "population"}, {"#description", "", "description"}, {"#description", "", "note"},
    {"#event", "type", "source_type"}, {"#event", "name", "title"}, {"#event", "code", "source_id"}, {"#event", "id", "source_id"},
    {"#id", "", "source_id"}, {"#meta", "id", "source_id"}, {"#group", "name first", "perpetrator_ids"}, {"#actor", "name", "perpetrator_ids"},
    {"#org", "name", "name"}, {"#affected", "refugees", "refugees"}}};

bool takesSeveral(const Field& field)
{
    return field.type == FieldType::TextList || field.type == FieldType::WordList || field.type == FieldType::ReferenceList;
}

struct Tag {
    std::string name;
    std::set<std::string> attributes;
};
/// "#geo +lat+x" taken apart.
Tag tagOf(std::string_view cell)
{
    Tag tag;
    std::string text;
    for (const char c : trimmed(cell))
        if (c != ' ')
            text += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    const auto parts = split(text, '+');
    if (!parts.empty())
        tag.name = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i)
        tag.attributes.insert(parts[i]);
    return tag;
}

class Matcher {
public:
    Matcher(Kind kind, std::span<const std::string> columns) : m_kind(kind), m_columns(columns), m_columnUsed(columns.size(), false) {}

    void asked(const std::vector<std::pair<std::string, std::string>>& map)
    {
        for (const auto& [name, columnName] : map) {
            const std::size_t column = columnNamed(m_columns, columnName);
            if (name == "source_id" || name == "id") {
                m_out.id = column;
                m_out.idAsked = true;
                m_columnUsed[column] = true;
                continue;
            }
            const Field* field = findField(m_kind, name);
            if (!field)
                throw Error{ErrorCode::Usage, oneOf(m_kind) + " has no field \"" + withVisibleControls(name) + "\"; `tutela help edit "
                                                  + kindName(m_kind) + "` lists them"};
            if (!takesColumn(*field))
                throw Error{ErrorCode::Usage, "the field " + name + " is kept by the program and takes no column"};
            if (m_used.contains(field) && !takesSeveral(*field))
                throw Error{ErrorCode::Usage, "the field " + name + " takes one column, and --map gives it two"};
            bind(column, field);
        }
    }

    void tags(std::span<const std::string> tags)
    {
        for (std::size_t column = 0; column < std::min(tags.size(), m_columns.size()); ++column) {
            if (m_columnUsed[column])
                continue;
            const Tag tag = tagOf(tags[column]);
            const HxlRule* best = nullptr;
            for (const HxlRule& rule : kHxl)
                if (fits(rule, tag) && (!best || rule.attributes.size() > best->attributes.size()))
                    best = &rule;
            if (best)
                take(column, best->field);
        }
    }

    void headers()
    {
        for (std::size_t column = 0; column < m_columns.size(); ++column) {
            if (m_columnUsed[column])
                continue;
            const std::string header = folded(m_columns[column]);
            for (const Field& field : fieldsOf(m_kind))
                if (header == folded(field.name) || header == folded(labelOf(field)) || isOwnName(field, header)) {
                    take(column, field.name);
                    break;
                }
        }
        for (std::size_t column = 0; column < m_columns.size(); ++column)
            if (const std::string header = folded(m_columns[column]); !m_columnUsed[column])
                for (const Synonym& synonym : kSynonyms)
                    if (header == synonym.header && take(column, synonym.field))
                        break;
    }

    [[nodiscard]] Bindings result() { return std::move(m_out); }

    /// A table that this program exported: its own id names each row, also those that had no source.
    void ownId()
    {
        const auto own = ownColumnsOf(m_columns);
        if (!own || (m_out.id && m_out.id != own->id))
            return;
        m_out.own = own;
        if (m_out.id || !own->exported)
            return;
        m_columnUsed[own->id] = m_columnUsed[*own->sourceId] = true;
        m_out.id = own->id;
    }

private:
    /// "settlement_name", "area name", "adm1 name" for the name; "place kind" and "type" for the kind.
    [[nodiscard]] bool isOwnName(const Field& field, std::string_view header) const
    {
        const std::string kind = kindName(m_kind);
        if (field.name == "name")
            return header == kind + " name" || (m_kind == Kind::PLACE && (header == "settlement name" || header == "settlement" || header == "site name"))
                   || (m_kind == Kind::AREA && (header == "adm1 name" || header == "adm1 en" || header == "adm1 fr"));
        if (field.name == "pcode")
            return m_kind == Kind::AREA && header == "adm1 pcode";
        return field.name == kind + "_kind" && (header == "type" || header == "kind" || header == kind + " type");
    }

    [[nodiscard]] bool fits(const HxlRule& rule, const Tag& tag) const
    {
        if (rule.tag != tag.name || !(rule.field == "source_id" || findField(m_kind, rule.field)))
            return false;
        for (const std::string& attribute : split(rule.attributes, ' '))
            if (!attribute.empty() && !tag.attributes.contains(attribute))
                return false;
        return true;
    }

    bool take(std::size_t column, std::string_view name)
    {
        if (name == "source_id") {
            if (m_out.id)
                return false;
            m_out.id = column;
            m_columnUsed[column] = true;
            return true;
        }
        const Field* field = findField(m_kind, name);
        if (!field || !takesColumn(*field) || m_used.contains(field))
            return false;
        bind(column, field);
        return true;
    }

    void bind(std::size_t column, const Field* field)
    {
        m_out.fields.push_back({column, field});
        m_used.insert(field);
        m_columnUsed[column] = true;
    }

    Kind m_kind;
    std::span<const std::string> m_columns;
    std::vector<bool> m_columnUsed;
    std::set<const Field*> m_used;
    Bindings m_out;
};

} // namespace

bool takesColumn(const Field& field)
{
    return !field.system && !field.derived && field.name != "dataset" && field.name != "source_id";
}

std::size_t columnNamed(std::span<const std::string> columns, std::string_view name)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] == name)
            return i;
    const std::string wanted = folded(name);
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!wanted.empty() && folded(columns[i]) == wanted)
            return i;
    std::string there;
    for (std::size_t i = 0; i < std::min<std::size_t>(columns.size(), 40); ++i)
        there += (there.empty() ? "" : ", ") + withVisibleControls(columns[i]);
    throw Error{ErrorCode::Usage, "the table has no column \"" + withVisibleControls(name) + "\"; it has " + there};
}

Bindings matchColumns(Kind kind, std::span<const std::string> columns, std::span<const std::string> tags,
                      const std::vector<std::pair<std::string, std::string>>& asked, bool askedAlone)
{
    Matcher matcher{kind, columns};
    matcher.asked(asked);
    if (!askedAlone)
        matcher.tags(tags);
    matcher.ownId();
    if (!askedAlone)
        matcher.headers();
    return matcher.result();
}

bool isKindOfYes(const Field& field, std::string_view text)
{
    // Kinds of bridges and fords of OpenStreetMap.
    constexpr std::array<std::string_view, 8> kBridges{"viaduct", "aqueduct", "movable", "covered", "boardwalk", "cantilever", "trestle", "low_water_crossing"};
    constexpr std::array<std::string_view, 4> kFords{"seasonal", "intermittent", "tidal", "stepping_stones"};
    const auto isAmong = [&](const auto& kinds) { return std::find(kinds.begin(), kinds.end(), trimmed(text)) != kinds.end(); };
    return (field.name == "bridge" && isAmong(kBridges)) || (field.name == "ford" && isAmong(kFords));
}

std::string_view wordMeant(const Field& field, std::string_view text)
{
    for (const auto word : field.words)
        if (word == text)
            return word;
    const std::string wanted = folded(text);
    for (const auto word : field.words)
        if (folded(word) == wanted)
            return word;
    // Road classes of OpenStreetMap (doctrine.md 2.8).
    if (field.name == "road_class") {
        struct Row { std::string_view osm; RoadClass road; };
        constexpr std::array<Row, 17> kRows{{{"motorway", RoadClass::ROAD_PRIMARY}, {"trunk", RoadClass::ROAD_PRIMARY}, {"primary", RoadClass::ROAD_PRIMARY},
                                             {"secondary", RoadClass::ROAD_SECONDARY}, {"tertiary", RoadClass::ROAD_SECONDARY},
                                             {"unclassified", RoadClass::TRACK}, {"residential", RoadClass::TRACK}, {"service", RoadClass::TRACK},
                                             {"track", RoadClass::TRACK}, {"path", RoadClass::PATH}, {"footway", RoadClass::PATH},
                                             {"bridleway", RoadClass::PATH}, {"motorway link", RoadClass::ROAD_PRIMARY},
                                             {"trunk link", RoadClass::ROAD_PRIMARY}, {"primary link", RoadClass::ROAD_PRIMARY},
                                             {"secondary link", RoadClass::ROAD_SECONDARY}, {"tertiary link", RoadClass::ROAD_SECONDARY}}};
        for (const Row& row : kRows)
            if (row.osm == wanted)
                return word(row.road);
    }
    return {};
}

} // namespace tutela::exchange::detail
