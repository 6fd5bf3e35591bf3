// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

#include <type_traits>

/// How a member of a record becomes a row of the field table: type and conversions come from the member's C++ type.
namespace tutela::core::detail {

template <class T> struct MemberOf;
template <class C, class M> struct MemberOf<M C::*> { using Class = C; using Type = M; };

template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type { using Inner = T; };
template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type { using Inner = T; };
template <class T> struct IsId : std::false_type {};
template <Kind K> struct IsId<Id<K>> : std::true_type {};

[[noreturn]] void refuseType(std::string_view wanted);
[[noreturn]] void refuseWord(std::string_view text, std::span<const std::string_view> words);
std::string dumpList(const nlohmann::json& list);
nlohmann::json parseList(const Value& value);

template <class T>
T scalarOf(const Value& value)
{
    if constexpr (std::is_same_v<T, double>) {
        if (const auto* real = std::get_if<double>(&value))
            return *real;
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*whole);
        refuseType("a number");
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (const auto* text = std::get_if<std::string>(&value))
            return *text;
        refuseType("text");
    } else if constexpr (std::is_same_v<T, Instant>) {
        return instantOf(scalarOf<std::string>(value));
    } else if constexpr (std::is_same_v<T, Day>) {
        return dayOf(scalarOf<std::string>(value));
    } else if constexpr (Words<T>) {
        const auto text = scalarOf<std::string>(value);
        const auto found = enumerator<T>(text);
        if (!found)
            refuseWord(text, wordsOf<T>());
        return *found;
    } else {
        const auto* whole = std::get_if<std::int64_t>(&value);
        if (!whole)
            refuseType("a whole number");
        if constexpr (std::is_same_v<T, bool>)
            return *whole != 0;
        else if constexpr (IsId<T>::value)
            return T{*whole};
        else
            return static_cast<T>(*whole);
    }
}

template <class T>
Value valueFrom(const T& member)
{
    if constexpr (std::is_same_v<T, double>)
        return member;
    else if constexpr (std::is_same_v<T, std::string>)
        return member.empty() ? Value{} : Value{member};
    else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Day>)
        return toText(member);
    else if constexpr (Words<T>)
        return std::string{word(member)};
    else if constexpr (IsId<T>::value)
        return member.value;
    else
        return static_cast<std::int64_t>(member);
}

template <class T>
nlohmann::json elementJson(const T& element)
{
    if constexpr (IsId<T>::value)
        return element.value;
    else if constexpr (Words<T>)
        return word(element);
    else
        return element; // text, integer, or a structure with to_json
}
template <class T>
T elementOf(const nlohmann::json& json)
{
    if constexpr (IsId<T>::value)
        return T{json.get<std::int64_t>()};
    else if constexpr (Words<T>)
        return scalarOf<T>(Value{json.get<std::string>()});
    else
        return json.get<T>();
}

template <class T>
Value getMember(const T& member)
{
    if constexpr (IsOptional<T>::value)
        return member ? valueFrom(*member) : Value{};
    else if constexpr (IsVector<T>::value) {
        if (member.empty())
            return {};
        nlohmann::json list = nlohmann::json::array();
        for (const auto& element : member)
            list.push_back(elementJson(element));
        return dumpList(list);
    } else if constexpr (std::is_same_v<T, Geometry>)
        return member.empty() ? Value{} : Value{member};
    else
        return valueFrom(member);
}
template <class T>
void setMember(T& member, const Value& value)
{
    if constexpr (std::is_same_v<T, Geometry>) {
        if (isNull(value))
            member = {};
        else if (const auto* geometry = std::get_if<Geometry>(&value))
            member = *geometry;
        else
            refuseType("a geometry");
    } else if (isNull(value)) {
        member = T{};
    } else if constexpr (IsOptional<T>::value) {
        member = scalarOf<typename IsOptional<T>::Inner>(value);
    } else if constexpr (IsVector<T>::value) {
        member.clear();
        for (const auto& element : parseList(value))
            member.push_back(elementOf<typename IsVector<T>::Inner>(element));
    } else {
        member = scalarOf<T>(value);
    }
}

template <class T>
constexpr FieldType typeOf()
{
    if constexpr (IsOptional<T>::value)
        return typeOf<typename IsOptional<T>::Inner>();
    else if constexpr (IsVector<T>::value) {
        using Inner = typename IsVector<T>::Inner;
        if constexpr (IsId<Inner>::value)
            return FieldType::ReferenceList;
        else if constexpr (Words<Inner>)
            return FieldType::WordList;
        else if constexpr (std::is_same_v<Inner, std::string>)
            return FieldType::TextList;
        else if constexpr (std::is_integral_v<Inner>)
            return FieldType::IntegerList;
        else
            return FieldType::Structure;
    } else if constexpr (std::is_same_v<T, Geometry>)
        return FieldType::Geometry;
    else if constexpr (IsId<T>::value)
        return FieldType::Reference;
    else if constexpr (Words<T>)
        return FieldType::Word;
    else if constexpr (std::is_same_v<T, bool>)
        return FieldType::Bool;
    else if constexpr (std::is_same_v<T, double>)
        return FieldType::Real;
    else if constexpr (std::is_same_v<T, std::string>)
        return FieldType::Text;
    else if constexpr (std::is_same_v<T, Instant>)
        return FieldType::Time;
    else if constexpr (std::is_same_v<T, Day>)
        return FieldType::Day;
    else
        return FieldType::Integer;
}

template <class T>
void describe(Field& field)
{
    if constexpr (IsOptional<T>::value)
        describe<typename IsOptional<T>::Inner>(field);
    else if constexpr (IsVector<T>::value)
        describe<typename IsVector<T>::Inner>(field);
    else if constexpr (IsId<T>::value)
        field.refers = T::kind;
    else if constexpr (Words<T>)
        field.words = wordsOf<T>();
}

/// Beyond any real count, and so small that sums over all records of a mission cannot overflow.
inline constexpr std::int64_t kMostCounted = 1'000'000'000'000;
/// Harm of one incident: what a column of IncidentColumns holds.
inline constexpr std::int64_t kMostHarmed = 2'000'000'000;

/// A row under construction: `row<&Place::name>("name", Pub, Content::Identity).label("Name")`.
struct Row : Field {
    Row& in(std::string_view g) { group = g; return *this; }
    Row& of(std::string_view u) { unit = u; return *this; }
    Row& called(std::string_view l) { label = l; return *this; }
    Row& at(Part p) { part = p; return *this; }
    Row& computed() { derived = true; return *this; }
    Row& kept() { system = true; return *this; }
    Row& range(std::int64_t low, std::int64_t high) { lowest = low; highest = high; return *this; }
    /// A count: from `low` up to kMostCounted.
    Row& least(std::int64_t low) { return range(low, kMostCounted); }
};

/// Record: the type that the row's kind uses (it may inherit the member from Record or Position).
template <class Record_, auto Member>
Row row(std::string_view name, SharingClass sharing, Content content)
{
    using Type = typename MemberOf<decltype(Member)>::Type;
    Row r{};
    r.kind = Record_::kind;
    r.name = name;
    r.group = name;
    r.type = typeOf<Type>();
    r.sharing = sharing;
    r.content = content;
    describe<Type>(r);
    r.get = [](const Record& record) { return getMember(static_cast<const Record_&>(record).*Member); };
    r.set = [](Record& record, const Value& value) { setMember(static_cast<Record_&>(record).*Member, value); };
    return r;
}

/// The same for a member of a structure inside the record (a kind of harm).
template <class Record_, auto Outer, auto Inner>
Row nestedRow(std::string_view name, SharingClass sharing, Content content)
{
    using Type = typename MemberOf<decltype(Inner)>::Type;
    Row r{};
    r.kind = Record_::kind;
    r.name = name;
    r.group = name;
    r.type = typeOf<Type>();
    r.sharing = sharing;
    r.content = content;
    r.get = [](const Record& record) { return getMember((static_cast<const Record_&>(record).*Outer).*Inner); };
    r.set = [](Record& record, const Value& value) { setMember((static_cast<Record_&>(record).*Outer).*Inner, value); };
    return r;
}

/// Rows that every kind has, "id" first.
template <class R>
void addCommon(std::vector<Field>& rows)
{
    using enum SharingClass;
    rows.push_back(row<R, &R::id>("id", Internal, Content::Identity).kept());
    rows.push_back(row<R, &R::created_at>("created_at", Internal, Content::Text).kept());
    rows.push_back(row<R, &R::created_by>("created_by", Internal, Content::Identity).kept());
    rows.push_back(row<R, &R::updated_at>("updated_at", Internal, Content::Text).kept());
    rows.push_back(row<R, &R::revision>("revision", Internal, Content::Count).kept());
    rows.push_back(row<R, &R::deleted>("deleted", Internal, Content::Text).kept());
    rows.push_back(row<R, &R::batch_id>("batch_id", Internal, Content::Text).kept());
    rows.push_back(row<R, &R::sensitivity>("sensitivity", Internal, Content::Text).in("sensitivity"));
    rows.push_back(row<R, &R::sensitivity_reason>("sensitivity_reason", Internal, Content::Text).in("sensitivity"));
    rows.push_back(row<R, &R::declassify_on>("declassify_on", Internal, Content::Text).in("sensitivity"));
    rows.push_back(row<R, &R::source_ids>("source_ids", Confidential, Content::Identity));
    rows.push_back(row<R, &R::dataset>("dataset", Internal, Content::Text).in("origin"));
    rows.push_back(row<R, &R::source_id>("source_id", Internal, Content::Identity).in("origin").called("Id in the source"));
}
template <class R>
void addPosition(std::vector<Field>& rows)
{
    using enum SharingClass;
    rows.push_back(row<R, &R::lon>("lon", Internal, Content::Place).in("position").of("degrees").called("Longitude"));
    rows.push_back(row<R, &R::lat>("lat", Internal, Content::Place).in("position").of("degrees").called("Latitude"));
}

// One function a kind; each makes the rows in table order.
std::vector<Field> missionRows();
std::vector<Field> areaRows();
std::vector<Field> placeRows();
std::vector<Field> groupRows();
std::vector<Field> actorRows();
std::vector<Field> threatRows();
std::vector<Field> sourceRows();
std::vector<Field> incidentRows();
std::vector<Field> alertRows();
std::vector<Field> baseRows();
std::vector<Field> unitRows();
std::vector<Field> patrolRows();
std::vector<Field> canTestRows();
std::vector<Field> roadRows();
std::vector<Field> waterRows();
std::vector<Field> assessmentRows();
std::vector<Field> lineRows();
std::vector<Field> actionRows();
std::vector<Field> strategyRows();
std::vector<Field> structureRows();
std::vector<Field> meetingRows();
std::vector<Field> stakeholderRows();
std::vector<Field> scenarioRows();
std::vector<Field> layerRows();

} // namespace tutela::core::detail
