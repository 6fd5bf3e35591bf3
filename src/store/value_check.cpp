// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_check_p.h"

#include "rows_p.h"

#include <tutela/core/mission.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::Field;
using core::FieldType;
using core::Kind;
using core::Value;

namespace {

constexpr std::size_t kRemembered = 4096; ///< texts a field, before the memory starts anew

/// Lets the field's own setter judge a value on a throw-away record of the right type.
class Trial {
public:
    explicit Trial(Kind kind)
    {
        switch (kind) {
        case Kind::MISSION: hold<core::MissionDetails>(); break;
        case Kind::AREA: hold<core::Area>(); break;
        case Kind::PLACE: hold<core::Place>(); break;
        case Kind::GROUP: hold<core::Group>(); break;
        case Kind::ACTOR: hold<core::Actor>(); break;
        case Kind::THREAT: hold<core::Threat>(); break;
        case Kind::INCIDENT: hold<core::Incident>(); break;
        case Kind::ALERT: hold<core::Alert>(); break;
        case Kind::BASE: hold<core::Base>(); break;
        case Kind::UNIT: hold<core::Unit>(); break;
        case Kind::PATROL: hold<core::Patrol>(); break;
        case Kind::SOURCE: hold<core::Source>(); break;
        case Kind::ASSESSMENT: hold<core::Assessment>(); break;
        case Kind::LINE: hold<core::Line>(); break;
        case Kind::ACTION: hold<core::Action>(); break;
        case Kind::STRATEGY: hold<core::Strategy>(); break;
        case Kind::SCENARIO: hold<core::Scenario>(); break;
        case Kind::LAYER: hold<core::Layer>(); break;
        case Kind::CAN_TEST: hold<core::CanTest>(); break;
        case Kind::ROAD: hold<core::Road>(); break;
        case Kind::WATER: hold<core::Water>(); break;
        case Kind::STRUCTURE: hold<core::Structure>(); break;
        case Kind::MEETING: hold<core::Meeting>(); break;
        case Kind::STAKEHOLDER: hold<core::Stakeholder>(); break;
        }
    }
    void set(const Field& field, const Value& value) { field.set(*m_record, value); }

private:
    template <class T>
    void hold()
    {
        m_record = std::make_shared<T>(); // shared: it remembers how to delete the real type
    }
    std::shared_ptr<core::Record> m_record;
};

[[noreturn]] void refuse(const std::string& why) { throw Error{ErrorCode::InvalidInput, why}; }

void checkNumber(const Field& field, const Value& value)
{
    if (field.type == FieldType::Real) {
        const auto* real = std::get_if<double>(&value);
        if (real == nullptr || !std::isfinite(*real))
            refuse("takes a finite number");
        return;
    }
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (whole == nullptr)
        refuse("takes a whole number");
    if ((field.lowest && *whole < *field.lowest) || (field.highest && *whole > *field.highest))
        refuse(std::to_string(*whole) + " is out of range");
}

} // namespace

struct ValueCheck::Memory {
    explicit Memory(Kind kind) : trial(kind), good(core::fieldsOf(kind).size()) {}
    Trial trial;
    std::vector<std::unordered_set<std::string>> good;
};

ValueCheck::ValueCheck() : m_kinds(allKinds().size()) {}
ValueCheck::~ValueCheck() = default;

void ValueCheck::checkField(Memory& memory, std::size_t index, const Field& field, const Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    switch (field.type) {
    case FieldType::Bool:
    case FieldType::Integer:
    case FieldType::Reference:
    case FieldType::Real: checkNumber(field, value); return;
    case FieldType::Text:
        if (text == nullptr || !core::isUtf8(*text))
            refuse("takes text in UTF-8");
        return;
    case FieldType::Time:
        // The one form that GeoPackage readers take: three decimals, Z. instantOf() judges the rest.
        if (text == nullptr || text->size() != 24 || !text->ends_with(".000Z"))
            refuse("takes a time such as 2026-10-31T14:00:00.000Z");
        static_cast<void>(core::instantOf(*text));
        return;
    case FieldType::Day:
        if (text == nullptr || text->size() != 10)
            refuse("takes a date such as 2026-10-31");
        static_cast<void>(core::dayOf(*text));
        return;
    case FieldType::Geometry:
        if (!std::holds_alternative<core::Geometry>(value))
            refuse("takes a geometry");
        return;
    case FieldType::Word:
        if (text != nullptr && std::find(field.words.begin(), field.words.end(), *text) != field.words.end())
            return;
        break;
    default: break;
    }
    if (text == nullptr)
        refuse("takes text");
    auto& good = memory.good[index];
    if (good.contains(*text))
        return;
    if (!core::isUtf8(*text))
        refuse("takes text in UTF-8");
    memory.trial.set(field, value);
    if (good.size() >= kRemembered)
        good.clear();
    good.insert(*text);
}

namespace {
std::string nameOf(const core::RecordValues& record)
{
    const auto* id = record.values.empty() ? nullptr : std::get_if<std::int64_t>(&record.values[0]);
    return core::kindName(record.kind) + " " + (id == nullptr ? "without id" : std::to_string(*id));
}
} // namespace

void ValueCheck::refuseForm(const core::RecordValues& record) const
{
    if (record.values.size() != core::fieldsOf(record.kind).size())
        throw Error{ErrorCode::InvalidInput, "a record needs one value for each field of its kind", nameOf(record)};
    throw Error{ErrorCode::InvalidInput, "a record needs an id from 1 to 2^48 - 1", nameOf(record)};
}

void ValueCheck::check(const core::RecordValues& record)
{
    const auto fields = core::fieldsOf(record.kind);
    const auto* id = record.values.size() != fields.size() ? nullptr : std::get_if<std::int64_t>(&record.values[0]);
    if (id == nullptr || *id <= 0 || *id >= (std::int64_t{1} << 48))
        refuseForm(record);
    auto& memory = m_kinds[static_cast<std::size_t>(record.kind)];
    if (!memory)
        memory = std::make_unique<Memory>(record.kind);
    for (std::size_t i = 1; i < fields.size(); ++i) {
        if (core::isNull(record.values[i]))
            continue;
        try {
            checkField(*memory, i, fields[i], record.values[i]);
        } catch (const Error& error) {
            throw Error{ErrorCode::InvalidInput, error.message(), nameOf(record) + ", " + std::string{fields[i].name}};
        }
    }
    if (core::shapeOf(record.kind) == core::TableShape::Point) {
        const auto* lon = std::get_if<double>(&record.values[static_cast<std::size_t>(commonFields().lon)]);
        const auto* lat = std::get_if<double>(&record.values[static_cast<std::size_t>(commonFields().lat)]);
        if ((lon == nullptr) != (lat == nullptr))
            throw Error{ErrorCode::InvalidInput, "a position needs both lon and lat", nameOf(record)};
        if (lon != nullptr && (std::abs(*lon) > 180.0 || std::abs(*lat) > 90.0))
            throw Error{ErrorCode::InvalidInput, "a position is out of range: lon -180 to 180, lat -90 to 90", nameOf(record)};
    }
}

} // namespace tutela::store
