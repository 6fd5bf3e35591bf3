// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/record.h>
#include <tutela/core/value.h>

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// The field table: every field of every kind, declared once. Schema, help, forms, import targets, JSON and history
/// are made from it (design: "The field table").
namespace tutela::core {

enum class FieldType {
    Bool, Integer, Real, Text, Word, WordList, TextList, IntegerList, Reference, ReferenceList, Time, Day, Geometry, Structure
};
/// Who may see a field when it leaves the program.
enum class SharingClass { Public, Internal, Confidential, StrictlyConfidential };
/// What a field says about: decides how it is reduced when it leaves the program.
enum class Content { Identity, Contact, Place, Plan, Count, Text };
/// Which table of the kind holds the column: the main one, the long texts (NAME_text), or rarely filled detail
/// (NAME_detail). Side tables have a row only for records that need one.
enum class Part { Main, Text, Detail };

struct Field {
    Kind kind{};
    std::string_view name;  ///< = column = JSON key = `--map` target
    FieldType type{};
    SharingClass sharing{};
    Content content{};
    std::string_view unit;  ///< "persons", "km", "minutes" ...; empty where none
    std::string_view group; ///< fields that merge and are recorded as one; own name when alone
    std::string_view label; ///< for people; empty = the name with spaces and a capital
    Part part = Part::Main;
    bool derived = false;   ///< computed by the program: not settable by `edit` or import
    bool system = false;    ///< kept by the store (id, created_at ...): not settable
    std::span<const std::string_view> words; ///< for Word and WordList
    std::optional<Kind> refers;              ///< for Reference and ReferenceList
    std::optional<std::int64_t> lowest, highest; ///< allowed range of an integer

    Value (*get)(const Record&) = nullptr;
    /// @throws Error{InvalidInput} for a wrong type, unknown word or number out of range.
    void (*set)(Record&, const Value&) = nullptr;
};

/// Fields of a kind: the common ones of Record first ("id" at index 0), then its own, in table order.
[[nodiscard]] std::span<const Field> fieldsOf(Kind kind);
/// Null when the kind lacks the field.
[[nodiscard]] const Field* findField(Kind kind, std::string_view name);
/// "Population total".
[[nodiscard]] std::string labelOf(const Field& field);
/// Lower case singular as on the command line: "place", "can_test".
[[nodiscard]] std::string kindName(Kind kind);
/// Reads "place" or "places" (any kind); empty when unknown.
[[nodiscard]] std::optional<Kind> kindOf(std::string_view name);
/// Table of the mission file: plural for spatial kinds ("places"), singular for others ("actor").
[[nodiscard]] std::string_view tableOf(Kind kind);
enum class TableShape { None, Point, Line, Area, AnyGeometry };
/// What geometry column `geom` the main table has: Point is made of lon and lat; others hold field `geometry`.
[[nodiscard]] TableShape shapeOf(Kind kind);
/// The kind whose main table it is; empty for other tables.
[[nodiscard]] std::optional<Kind> kindOfTable(std::string_view table);

/// A record as values, index by index as fieldsOf(kind).
struct RecordValues {
    Kind kind{};
    std::vector<Value> values;
    bool operator==(const RecordValues&) const = default;
    [[nodiscard]] std::int64_t id() const { return std::get<std::int64_t>(values.at(0)); }
};

/// A new empty record of the kind, with every field null except the system ones.
[[nodiscard]] RecordValues blank(Kind kind, std::int64_t id);
/// Typed record to values.
template <class T>
[[nodiscard]] RecordValues valuesOf(const T& record)
{
    const auto fields = fieldsOf(T::kind);
    RecordValues out{T::kind, {}};
    out.values.reserve(fields.size());
    for (const Field& field : fields)
        out.values.push_back(field.get(record));
    return out;
}
/// Values to a typed record. @throws Error{InvalidInput} naming the field.
template <class T>
[[nodiscard]] T recordOf(const RecordValues& values)
{
    T record;
    const auto fields = fieldsOf(T::kind);
    for (std::size_t i = 0; i < fields.size(); ++i)
        fields[i].set(record, values.values[i]);
    return record;
}

/// JSON of one value, typed as the field says (lists as arrays, words as text, geometry as GeoJSON, null for nothing).
[[nodiscard]] nlohmann::json toJson(const Field& field, const Value& value);
/// Reads JSON typed as the field says, normalises text to NFC, rounds lon and lat to 6 decimals.
/// @throws Error{InvalidInput} naming the field and what it takes.
[[nodiscard]] Value valueFromJson(const Field& field, const nlohmann::json& json);
/// Reads a cell of text (import): numbers with thousands separators are the caller's business.
/// Lists are separated by ';'. @throws Error{InvalidInput}
[[nodiscard]] Value valueFromText(const Field& field, std::string_view text);
/// The whole record as a JSON object, field names as keys, nulls included, without `deleted` and `batch_id`.
[[nodiscard]] nlohmann::json toJson(const RecordValues& record);

/// One canonical line "table TAB id TAB {json}" (docs/store-format.md): keys sorted, no spaces, nulls left out, doubles
/// as shortest round-trip, geometry as lower-case hex of its WKB. Leaves out created_*, updated_*, revision, batch_id.
[[nodiscard]] std::string canonicalLine(const RecordValues& record);

} // namespace tutela::core
