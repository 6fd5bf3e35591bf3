// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/mission.h>

#include <optional>

namespace tutela::core {

/// Calls visit(collection) with the records of a kind that was chosen at run time. The mission itself and incidents, which a
/// snapshot holds otherwise, have no collection: nothing is called.
template <class Visit>
void withCollection(const Mission& mission, Kind kind, Visit visit)
{
    switch (kind) {
    case Kind::AREA: return visit(mission.all<Area>());
    case Kind::PLACE: return visit(mission.all<Place>());
    case Kind::GROUP: return visit(mission.all<Group>());
    case Kind::ACTOR: return visit(mission.all<Actor>());
    case Kind::THREAT: return visit(mission.all<Threat>());
    case Kind::SOURCE: return visit(mission.all<Source>());
    case Kind::ALERT: return visit(mission.all<Alert>());
    case Kind::BASE: return visit(mission.all<Base>());
    case Kind::UNIT: return visit(mission.all<Unit>());
    case Kind::PATROL: return visit(mission.all<Patrol>());
    case Kind::CAN_TEST: return visit(mission.all<CanTest>());
    case Kind::ROAD: return visit(mission.all<Road>());
    case Kind::WATER: return visit(mission.all<Water>());
    case Kind::ASSESSMENT: return visit(mission.all<Assessment>());
    case Kind::LINE: return visit(mission.all<Line>());
    case Kind::ACTION: return visit(mission.all<Action>());
    case Kind::STRATEGY: return visit(mission.all<Strategy>());
    case Kind::STRUCTURE: return visit(mission.all<Structure>());
    case Kind::MEETING: return visit(mission.all<Meeting>());
    case Kind::STAKEHOLDER: return visit(mission.all<Stakeholder>());
    case Kind::SCENARIO: return visit(mission.all<Scenario>());
    case Kind::LAYER: return visit(mission.all<Layer>());
    case Kind::MISSION:
    case Kind::INCIDENT: return;
    }
}

/// A record of a snapshot by kind and id; empty when absent, and for incidents.
[[nodiscard]] inline std::optional<RecordValues> recordIn(const Mission& mission, Kind kind, std::int64_t id)
{
    if (kind == Kind::MISSION)
        return valuesOf(mission.details);
    std::optional<RecordValues> found;
    withCollection(mission, kind, [&](const auto& records) {
        using T = typename std::decay_t<decltype(records)>::value_type;
        if (const T* record = mission.find<T>(Id<T::kind>{id}))
            found = valuesOf(*record);
    });
    return found;
}

} // namespace tutela::core
