// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>

#include <compare>
#include <cstdint>
#include <functional>

namespace tutela::core {

/// The id of a record of one kind: random, positive, below 2^48. An id of one kind does not convert to another's.
template <Kind K>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
    static constexpr Kind kind = K;
};
using AreaId = Id<Kind::AREA>;
using PlaceId = Id<Kind::PLACE>;
using GroupId = Id<Kind::GROUP>;
using ActorId = Id<Kind::ACTOR>;
using ThreatId = Id<Kind::THREAT>;
using IncidentId = Id<Kind::INCIDENT>;
using AlertId = Id<Kind::ALERT>;
using BaseId = Id<Kind::BASE>;
using UnitId = Id<Kind::UNIT>;
using PatrolId = Id<Kind::PATROL>;
using SourceId = Id<Kind::SOURCE>;
using AssessmentId = Id<Kind::ASSESSMENT>;
using LineId = Id<Kind::LINE>;
using ActionId = Id<Kind::ACTION>;
using StrategyId = Id<Kind::STRATEGY>;
using StructureId = Id<Kind::STRUCTURE>;

} // namespace tutela::core

template <tutela::core::Kind K>
struct std::hash<tutela::core::Id<K>> {
    std::size_t operator()(tutela::core::Id<K> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
