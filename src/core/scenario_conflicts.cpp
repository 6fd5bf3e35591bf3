// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a scenario says twice of one record: read alone each key is right, but one of the two would win in silence.
#include "validation_p.h"

#include <tutela/core/scenario.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace tutela::core::detail {

namespace {

class Conflicts {
public:
    std::vector<std::string> run(const ScenarioChanges& changes)
    {
        takeBases(changes);
        takeUnits(changes);
        takePostures(changes);
        const std::set closed(changes.close_roads.begin(), changes.close_roads.end());
        for (const auto road : std::set(changes.open_roads.begin(), changes.open_roads.end()))
            if (closed.contains(road))
                inBoth("road", road.value, "close_roads", "open_roads");
        takeSpeeds(changes);
        return std::move(m_found);
    }

private:
    void say(const std::string& what) { m_found.push_back("In the changes of the scenario " + what); }
    void inBoth(std::string_view kind, std::int64_t id, std::string_view a, std::string_view b)
    {
        say(fmt::format("{} {} stands in {} and in {}; take it out of one of them.", kind, id, a, b));
    }
    void twice(std::string_view kind, std::int64_t id, std::string_view key) { say(fmt::format("{} {} stands twice in {}; leave one of the two.", kind, id, key)); }

    /// What is moved is moved once, and stays open.
    template <class Id>
    void takeMove(std::string_view kind, Id id, std::set<Id>& moved, const std::vector<Id>& closed)
    {
        if (!moved.insert(id).second)
            twice(kind, id.value, fmt::format("move_{}s", kind));
        else if (holds(closed, id))
            inBoth(kind, id.value, fmt::format("close_{}s", kind), fmt::format("move_{}s", kind));
    }
    void takeBases(const ScenarioChanges& changes)
    {
        std::set<BaseId> moved;
        for (const auto& each : changes.move_bases)
            takeMove("base", each.base, moved, changes.close_bases);
    }
    void takeUnits(const ScenarioChanges& changes)
    {
        std::set<UnitId> moved;
        for (const auto& each : changes.move_units) {
            takeMove("unit", each.unit, moved, changes.close_units);
            if (holds(changes.close_bases, each.base))
                say(fmt::format("move_units puts unit {} at base {}, which close_bases closes; give another base, or leave this one open.", each.unit.value, each.base.value));
        }
    }
    void takePostures(const ScenarioChanges& changes)
    {
        std::set<UnitId> said;
        for (const auto& each : changes.units)
            if (!said.insert(each.unit).second)
                twice("unit", each.unit.value, "units");
            else if (holds(changes.close_units, each.unit))
                inBoth("unit", each.unit.value, "close_units", "units");
    }
    void takeSpeeds(const ScenarioChanges& changes)
    {
        std::set<std::tuple<TravelMode, std::string_view, Season>> said;
        for (const ChangedSpeed& speed : changes.speeds)
            if (!said.emplace(speed.mode, surfaceWord(speed), speed.season).second)
                say(fmt::format("speeds gives {} twice; leave one of the two.", cellText(speed)));
    }

    static std::string cellText(const ChangedSpeed& speed)
    {
        return speed.night_share ? std::string{surfaceWord(speed)}
                                 : fmt::format("{} on {} in the {} season", word(speed.mode), surfaceWord(speed), speed.season == Season::WET ? "wet" : "dry");
    }

    std::vector<std::string> m_found;
};

} // namespace

std::vector<std::string> conflictsIn(const ScenarioChanges& changes) { return Conflicts{}.run(changes); }

} // namespace tutela::core::detail
