// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/exchange/export.h>

#include <functional>
#include <ostream>
#include <string>
#include <vector>

/// Records as rows of CSV and GeoJSON, and what of them may leave.
namespace tutela::exchange::detail {

/// Which fields of a kind leave under a profile, and how far they are blurred.
class Sharing {
public:
    /// @param secrets  names that no text may give away under this profile (secretNames())
    Sharing(Profile profile, core::Kind kind, std::vector<std::string> secrets = {});
    /// False when no record of the kind may leave.
    [[nodiscard]] bool kindLeaves() const { return m_kindLeaves; }
    /// False for a record whose marking keeps it inside.
    [[nodiscard]] bool leaves(const core::RecordValues& record) const;
    /// Indexes of the fields that leave, in table order.
    [[nodiscard]] const std::vector<std::size_t>& fields() const { return m_fields; }
    /// Blurs what leaves; clears what does not.
    void reduce(core::RecordValues& record) const;

private:
    Profile m_profile;
    core::Kind m_kind;
    bool m_kindLeaves = true;
    std::vector<std::size_t> m_fields;
    std::vector<bool> m_stays;
    std::vector<std::string> m_secrets;
};

/// Code names of sources and, for partners and the public, names of bases: what free text must not give away. The longest
/// first. A base often bears the name of its town: that name is no secret.
[[nodiscard]] std::vector<std::string> secretNames(const store::MissionFile& file, Profile profile);

/// A cell of CSV or XLSX: lists joined by "; " (as JSON when a part holds a separator), geometry as GeoJSON, empty for nothing.
[[nodiscard]] std::string cellText(const core::Field& field, const core::Value& value);
/// True when a spreadsheet would run the text as a formula: it starts with = + - @ TAB CR LF or their full-width forms.
[[nodiscard]] bool looksLikeFormula(std::string_view text);
/// Any text as a CSV cell that no spreadsheet takes for a formula.
[[nodiscard]] std::string guardedCell(std::string_view text);
/// Quoted as CSV needs it; texts that look like formulas get an apostrophe in front.
[[nodiscard]] std::string csvCell(const core::Field& field, const core::Value& value);
void writeCsvHeader(core::Kind kind, const std::vector<std::size_t>& fields, std::ostream& out);
void writeCsvRow(const core::RecordValues& record, const std::vector<std::size_t>& fields, std::ostream& out);

/// Geometry of the record: its point, or its field `geometry`; empty when it has none.
[[nodiscard]] core::Geometry geometryOf(const core::RecordValues& record);
/// A single line or polygon as the only part of a multiple one, the type of layers.
[[nodiscard]] core::Geometry asMulti(core::Geometry geometry);
/// One GeoJSON Feature; the fields that make the geometry are not repeated among the properties.
[[nodiscard]] std::string featureText(const core::RecordValues& record, const std::vector<std::size_t>& fields);

} // namespace tutela::exchange::detail
