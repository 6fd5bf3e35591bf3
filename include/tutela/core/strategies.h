// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/record.h>

/// Strategy versions, coordination structures, stakeholders, scenarios and reference layers (doctrine.md 2.14, 2.15).
namespace tutela::core {

struct StrategySection {
    Text key, title, body;
    std::optional<Component> owner;
    Text status, changed_in_version;
    bool operator==(const StrategySection&) const = default;
};
struct StrategyObjective {
    Text text;
    std::optional<Tier> tier;
    Texts indicators;
    Text baseline, target;
    std::optional<Component> lead;
    bool operator==(const StrategyObjective&) const = default;
};

/// One version of the mission-wide POC strategy.
struct Strategy : Record {
    static constexpr Kind kind = Kind::STRATEGY;
    Text reference;
    Text version;
    Text title;
    std::optional<StrategyStatus> status;
    Text mandate_ref;
    std::optional<Day> period_from, period_to;
    std::optional<Role> endorsed_by;
    std::optional<Day> endorsed_on, review_due;
    std::vector<ReviewTrigger> review_triggers;
    std::vector<StrategySection> sections;
    std::vector<StrategyObjective> objectives;
    std::vector<ThreatId> priority_threat_ids;
    Texts linked_plans;
    std::optional<StrategyId> previous_id;
    bool operator==(const Strategy&) const = default;
};

struct Structure : Record {
    static constexpr Kind kind = Kind::STRUCTURE;
    Text name;
    std::optional<StructureKind> structure_kind;
    std::optional<AreaId> area_id;
    Text chair_role;
    std::vector<Component> members;
    Text cadence;
    Text terms_of_reference;
    bool operator==(const Structure&) const = default;
};

struct Meeting : Record {
    static constexpr Kind kind = Kind::MEETING;
    std::optional<StructureId> structure_id;
    std::optional<Day> date;
    std::vector<Component> present;
    Text decisions;
    std::vector<ActionId> action_ids;
    bool operator==(const Meeting&) const = default;
};

struct Stakeholder : Record {
    static constexpr Kind kind = Kind::STAKEHOLDER;
    Text name; ///< organisation or office, never a person
    std::optional<StakeholderKind> stakeholder_kind;
    Text interest;
    Rating influence; ///< 1..5
    Text relation;
    Text contact_role;
    std::optional<Day> last_engaged;
    bool operator==(const Stakeholder&) const = default;
};

/// A named set of changes over today; what it holds comes with the reach analysis.
struct Scenario : Record {
    static constexpr Kind kind = Kind::SCENARIO;
    Text name;
    Text changes; ///< JSON
    Text note;
    bool operator==(const Scenario&) const = default;
};

/// A reference layer: outside by relative path with size and hash, or packed into the mission file.
struct Layer : Record {
    static constexpr Kind kind = Kind::LAYER;
    Text name;
    std::optional<LayerKind> layer_kind;
    Text path;        ///< relative to the mission file; empty when packed
    Text asset_name;  ///< name in table `asset`; empty when outside
    Text layer_name;  ///< layer inside a vector file; a raster has none
    Text cover_codes; ///< classes of a land cover's own codes: "1=OPEN, 4=FOREST"; empty = the usual ones (cover_codes.h)
    Count size_bytes;
    Text sha256;
    Text crs;
    Text licence;
    std::optional<Day> data_date;
    Flag visible;
    bool operator==(const Layer&) const = default;
};

} // namespace tutela::core
