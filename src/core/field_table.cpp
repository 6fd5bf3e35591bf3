// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/field_table.h>

#include "field_rows_p.h"

#include <array>
#include <unordered_map>

namespace tutela::core {

namespace detail {

void refuseType(std::string_view wanted)
{
    throw Error{ErrorCode::InvalidInput, "takes " + std::string{wanted}};
}

void refuseWord(std::string_view text, std::span<const std::string_view> words)
{
    std::string message = "\"" + std::string{text} + "\" is not one of";
    for (std::size_t i = 0; i < words.size(); ++i)
        message += (i == 0 ? " " : ", ") + std::string{words[i]};
    throw Error{ErrorCode::InvalidInput, message};
}

std::string dumpList(const nlohmann::json& list)
{
    return list.dump();
}

nlohmann::json parseList(const Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    if (!text)
        refuseType("a list");
    auto list = nlohmann::json::parse(*text, nullptr, false);
    if (!list.is_array())
        refuseType("a list");
    return list;
}

} // namespace detail

namespace {

constexpr std::size_t kKinds = wordCount(Kind{});

struct KindInfo {
    Kind kind;
    std::string_view singular, plural, table;
    TableShape shape;
};
using enum TableShape;
constexpr std::array<KindInfo, kKinds> kKindInfo{{
    {Kind::MISSION, "mission", "missions", "mission", None},
    {Kind::AREA, "area", "areas", "areas", TableShape::Area},
    {Kind::PLACE, "place", "places", "places", Point},
    {Kind::GROUP, "group", "groups", "population_group", None},
    {Kind::ACTOR, "actor", "actors", "actors", TableShape::Area},
    {Kind::THREAT, "threat", "threats", "threats", TableShape::Area},
    {Kind::INCIDENT, "incident", "incidents", "incidents", Point},
    {Kind::ALERT, "alert", "alerts", "alerts", Point},
    {Kind::BASE, "base", "bases", "bases", Point},
    {Kind::UNIT, "unit", "units", "unit", None},
    {Kind::PATROL, "patrol", "patrols", "patrols", Line},
    {Kind::SOURCE, "source", "sources", "source", None},
    {Kind::ASSESSMENT, "assessment", "assessments", "assessment", None},
    {Kind::LINE, "line", "lines", "assessment_line", None},
    {Kind::ACTION, "action", "actions", "action", None},
    {Kind::STRATEGY, "strategy", "strategies", "strategy", None},
    {Kind::SCENARIO, "scenario", "scenarios", "scenario", None},
    {Kind::LAYER, "layer", "layers", "layer", None},
    {Kind::CAN_TEST, "can_test", "can_tests", "can_test", None},
    {Kind::ROAD, "road", "roads", "roads", Line},
    {Kind::WATER, "water", "waters", "waters", AnyGeometry},
    {Kind::STRUCTURE, "structure", "structures", "structure", None},
    {Kind::MEETING, "meeting", "meetings", "meeting", None},
    {Kind::STAKEHOLDER, "stakeholder", "stakeholders", "stakeholder", None},
}};

const KindInfo& infoOf(Kind kind)
{
    return kKindInfo[static_cast<std::size_t>(kind)];
}

using Table = std::array<std::vector<Field>, kKinds>;
const Table& table()
{
    static const Table rows = [] {
        using namespace detail;
        return Table{missionRows(),  areaRows(),       placeRows(),    groupRows(),   actorRows(),   threatRows(),
                     incidentRows(), alertRows(),      baseRows(),     unitRows(),    patrolRows(),  sourceRows(),
                     assessmentRows(), lineRows(),     actionRows(),   strategyRows(), scenarioRows(), layerRows(),
                     canTestRows(),  roadRows(),       waterRows(),    structureRows(), meetingRows(), stakeholderRows()};
    }();
    return rows;
}

} // namespace

std::span<const Field> fieldsOf(Kind kind)
{
    return table()[static_cast<std::size_t>(kind)];
}

const Field* findField(Kind kind, std::string_view name)
{
    using Names = std::unordered_map<std::string_view, const Field*>;
    static const std::array<Names, kKinds> index = [] {
        std::array<Names, kKinds> names;
        for (std::size_t i = 0; i < kKinds; ++i)
            for (const Field& field : table()[i])
                names[i].emplace(field.name, &field);
        return names;
    }();
    const Names& names = index[static_cast<std::size_t>(kind)];
    const auto at = names.find(name);
    return at == names.end() ? nullptr : at->second;
}

std::string labelOf(const Field& field)
{
    if (!field.label.empty())
        return std::string{field.label};
    std::string label{field.name};
    for (const std::string_view ending : {"_ids", "_id"})
        if (label.ends_with(ending)) {
            label.resize(label.size() - ending.size());
            label += ending == "_ids" ? "s" : "";
            break;
        }
    for (char& c : label)
        c = c == '_' ? ' ' : c;
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z')
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label;
}

std::string kindName(Kind kind) { return std::string{infoOf(kind).singular}; }
std::string_view tableOf(Kind kind) { return infoOf(kind).table; }
TableShape shapeOf(Kind kind) { return infoOf(kind).shape; }

std::optional<Kind> kindOf(std::string_view name)
{
    for (const KindInfo& info : kKindInfo)
        if (info.singular == name || info.plural == name)
            return info.kind;
    return std::nullopt;
}

std::optional<Kind> kindOfTable(std::string_view name)
{
    for (const KindInfo& info : kKindInfo)
        if (info.table == name)
            return info.kind;
    return std::nullopt;
}

RecordValues blank(Kind kind, std::int64_t id)
{
    RecordValues record{kind, {}};
    for (const Field& field : fieldsOf(kind)) {
        Value value;
        if (field.name == "id")
            value = id;
        else if (field.name == "revision" || field.name == "deleted")
            value = std::int64_t{0};
        record.values.push_back(std::move(value));
    }
    return record;
}

} // namespace tutela::core
