// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dates_p.h"
#include "decimals_p.h"
#include "fingerprints_p.h"
#include "ledger_p.h"
#include "own_records_p.h"

#include <tutela/core/field_table.h>
#include <tutela/core/mission.h>
#include <tutela/geodata/table.h>

#include <memory>
#include <string>
#include <vector>

namespace tutela::exchange::detail {

/// One row made into a record; reused for many rows so that its texts keep their memory.
struct Item {
    core::RecordValues record;  ///< id 0 until it is known whether the record is there already
    std::string source_id;
    std::string twin_key;       ///< records with equal keys are candidates for duplicates; empty = none
    std::uint64_t row = 0;
    std::optional<Home> home{}; ///< the record of the mission that the row is, where the row itself says so
};

/// Where the mission lies, for coordinates that may be swapped.
class MissionExtent {
public:
    void add(const core::Area& area);
    [[nodiscard]] bool known() const { return !m_areas.empty(); }
    /// Outside the boxes of all areas.
    [[nodiscard]] bool outside(double lon, double lat) const;
    [[nodiscard]] bool inArea(double lon, double lat) const;

private:
    struct Held { core::Box box; core::Geometry geometry; };
    std::vector<Held> m_areas;
};

/// Consecutive ids reserved before reading starts.
struct IdRange {
    std::int64_t next = 1;
    std::int64_t end = 1;
    /// @throws core::Error{Limit}
    [[nodiscard]] std::int64_t take();
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// Actors by name: those of the mission and those that the rows bring along.
class ActorBook {
public:
    void know(const core::Actor& actor);
    /// The actor of that name, made and marked "from import" when there is none. @param dataset  its origin
    [[nodiscard]] std::int64_t idOf(std::string_view name, core::ActorKind kindIfNew, std::string_view dataset);
    /// The actor of that name, if there is exactly one.
    [[nodiscard]] std::optional<std::int64_t> find(std::string_view name) const;
    /// Takes back what was made since `fresh` held `count`.
    void forget(std::size_t count);
    IdRange ids;
    std::vector<core::RecordValues> fresh; ///< made since the last hand-over

private:
    TextMap<std::int64_t> m_byName;
};

/// Sources by origin and grade: those of the mission and those that the rows bring along.
class SourceBook {
public:
    void know(const core::Source& source);
    /// Value of field source_ids: the JSON list of one id. One source per text and grade, so that one newspaper is one group.
    [[nodiscard]] const std::string& listFor(std::string_view dataset, std::string_view text, std::optional<core::Reliability> reliability,
                                             core::Rating credibility);
    /// Takes back what was made since `fresh` held `count`.
    void forget(std::size_t count);
    IdRange ids;
    std::vector<core::RecordValues> fresh;

private:
    TextMap<std::string> m_lists;
    std::string m_key;
};

/// What the mission tells the rows.
struct ImportContext {
    core::Instant now{};
    std::string dataset;
    MissionExtent extent;
    ActorBook actors;
    SourceBook sources;
    std::unique_ptr<DateReader> dates;
    DecimalReader decimals;
    bool semicolons = false; ///< the file's delimiter: its commas may be decimal signs
};

/// Makes records of rows. One thread.
class RowMapper {
public:
    explicit RowMapper(ImportContext& context) : m_context(context) {}
    virtual ~RowMapper() = default;
    [[nodiscard]] virtual core::Kind kind() const = 0;
    /// Fills item.record (governed fields, all of them), source_id and twin_key.
    /// @throws RowRefused, also for an id that an accepted row above has; a refused row leaves no actor and no source behind
    void map(const geodata::Row& row, Item& item, Ledger& ledger);
    /// Key by which two records are candidates for one; empty when the kind knows none.
    [[nodiscard]] virtual std::string twinKeyOf(const core::RecordValues&) const { return {}; }
    /// Fields that the import sets; all others of a record that is there already stay as they are.
    [[nodiscard]] const std::vector<std::size_t>& governed() const { return m_governed; }
    /// The same for records that came home: only what the table really says.
    [[nodiscard]] const std::vector<std::size_t>& governedAtHome() const { return m_governedAtHome; }

protected:
    virtual void mapRow(const geodata::Row& row, Item& item, Ledger& ledger) = 0;
    /// To be called as soon as item.source_id is known. @throws RowRefused for a repeated id
    void requireFresh(const Item& item) const;

    ImportContext& m_context;
    std::vector<std::size_t> m_governed, m_governedAtHome;

private:
    FingerprintSet m_accepted; ///< ids of the rows above that were taken
};

// --- setting values without giving up their memory
inline void setNull(core::Value& value) { value = std::monostate{}; }
inline void setText(core::Value& value, std::string_view text)
{
    if (auto* held = std::get_if<std::string>(&value))
        held->assign(text);
    else
        value.emplace<std::string>(text);
}
inline void setTextOrNull(core::Value& value, std::string_view text)
{
    if (text.empty())
        setNull(value);
    else
        setText(value, text);
}
inline void setWhole(core::Value& value, std::optional<std::int64_t> number)
{
    if (number)
        value = *number;
    else
        setNull(value);
}
/// NFC of the cell's plain text.
void setPlainText(core::Value& value, std::string_view cell);
/// "2026-10-31T00:00:00.000Z" without making a text on the way.
void setInstant(core::Value& value, core::Instant instant);

/// Checks a position and rounds it to 6 decimals.
/// @throws RowRefused half a position, out of range, (0, 0), or inside the mission only when swapped.
void checkPosition(std::optional<double>& lon, std::optional<double>& lat, const MissionExtent& extent, std::uint64_t row, Ledger& ledger);

} // namespace tutela::exchange::detail
