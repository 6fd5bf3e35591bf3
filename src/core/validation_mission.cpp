// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "validation_p.h"

#include <tutela/core/error.h>
#include <tutela/core/mission_area.h>
#include <tutela/core/scenario_notes.h>
#include <tutela/core/text.h>

#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

// Rules that look across the records of a snapshot.
namespace tutela::core {

namespace {

using detail::Findings;
using Ids = std::unordered_set<std::int64_t>;

void withinCountry(const Count& people, const MissionDetails& mission, std::string_view field, Findings found)
{
    if (people && mission.population && *people > *mission.population)
        found.warn(true, field, "Really " + grouped(*people) + " people? That is more than the country has (" + grouped(*mission.population) + "); check both figures.");
}

class MissionCheck {
public:
    explicit MissionCheck(const Mission& mission) : m_mission(mission), m_now(mission.details.as_of) {}

    std::vector<Issue> run()
    {
        references();
        scenarios();
        areas();
        populations();
        groups();
        actors();
        strategies();
        uniqueReferences();
        bases();
        patrols();
        return std::move(m_issues);
    }

private:
    Findings about(const Record& record, Kind kind) { return {kind, record.id, m_now, m_issues}; }
    template <class T>
    Findings about(const T& record)
    {
        return about(record, T::kind);
    }

    // --- references

    template <class T>
    void collect()
    {
        Ids& ids = m_ids[static_cast<std::size_t>(T::kind)];
        for (const T& record : m_mission.all<T>())
            ids.insert(record.id);
    }
    template <class T>
    void referencesOf()
    {
        const auto fields = fieldsOf(T::kind);
        for (const T& record : m_mission.all<T>())
            for (const Field& field : fields)
                if (field.refers)
                    referenceOf(record, field);
    }
    /// Incidents are found in their sorted ids: a set of a million takes longer than all the rest.
    [[nodiscard]] bool isThere(Kind kind, std::int64_t id) const
    {
        return kind == Kind::INCIDENT ? m_mission.incidents->find(IncidentId{id}).has_value() : m_ids[static_cast<std::size_t>(kind)].contains(id);
    }
    void referenceOf(const Record& record, const Field& field)
    {
        const Value value = field.get(record);
        if (isNull(value))
            return;
        std::optional<std::int64_t> missing;
        const auto look = [&](std::int64_t id) {
            if (!missing && !isThere(*field.refers, id))
                missing = id;
        };
        if (const auto* id = std::get_if<std::int64_t>(&value))
            look(*id);
        else if (const auto* list = std::get_if<std::string>(&value))
            for (const std::string& one : split(std::string_view{*list}.substr(1, list->size() - 2), ','))
                look(std::stoll(one));
        if (missing)
            about(record, field.kind)
                .warn(true, field.name, "It names " + kindName(*field.refers) + " " + std::to_string(*missing)
                                            + ", which does not exist or was deleted; choose another or clear it.");
    }
    template <class... T>
    void eachKind()
    {
        (collect<T>(), ...);
        (referencesOf<T>(), ...);
    }
    void references()
    {
        eachKind<Area, Place, Group, Actor, Threat, Source, Alert, Base, Unit, Patrol, CanTest, Road, Water, Assessment, Line, Action,
                 Strategy, Structure, Meeting, Stakeholder, Scenario, Layer>();
        const Ids& places = m_ids[static_cast<std::size_t>(Kind::PLACE)];
        for (const Patrol& patrol : m_mission.all<Patrol>())
            about(patrol).warn(std::any_of(patrol.stops.begin(), patrol.stops.end(),
                                           [&](const PatrolStop& stop) { return stop.place_id && !places.contains(stop.place_id->value); }),
                               "stops", "A stop names a place that does not exist or was deleted; choose another.");
        const Ids& actors = m_ids[static_cast<std::size_t>(Kind::ACTOR)];
        for (const Actor& actor : m_mission.all<Actor>())
            about(actor).warn(std::any_of(actor.alliances.begin(), actor.alliances.end(),
                                          [&](const Alliance& alliance) { return !actors.contains(alliance.actor_id.value); }),
                              "alliances", "An alliance names an actor that does not exist or was deleted; choose another.");
        const Ids& areas = m_ids[static_cast<std::size_t>(Kind::AREA)];
        for (const Actor& actor : m_mission.all<Actor>())
            about(actor).warn(std::any_of(actor.conduct_by_area.begin(), actor.conduct_by_area.end(),
                                          [&](const AreaConduct& conduct) { return !areas.contains(conduct.area_id.value); }),
                              "conduct_by_area", "A conduct names an area that does not exist or was deleted; choose another.");
        for (const Patrol& patrol : m_mission.all<Patrol>())
            about(patrol).warn(std::any_of(patrol.actors_seen.begin(), patrol.actors_seen.end(),
                                           [&](const ActorSeen& seen) { return seen.actor_id && !actors.contains(seen.actor_id->value); }),
                               "actors_seen", "The report names an actor that does not exist or was deleted; choose another.");
    }

    void scenarios()
    {
        for (const Scenario& scenario : m_mission.all<Scenario>()) {
            removedRecordsIn(scenario);
            const std::string taken = takenNameText(scenario, m_mission.all<Scenario>());
            about(scenario).warn(!taken.empty(), "name", taken);
        }
    }
    /// What was removed after the scenario named it. Changes that cannot be read are told by the rules of the record.
    void removedRecordsIn(const Scenario& scenario)
    {
        try {
            for (const NamedRecord& named : recordsNamedBy(scenarioChangesFrom(scenario.changes)))
                about(scenario).warn(!isThere(named.kind, named.id), "changes",
                                     "In the changes of the scenario " + missingText(named) + " (in the window: Patrols, tab Changes).");
        } catch (const Error&) {
            return;
        }
    }

    // --- areas

    /// Follows `up` from each record; one that comes back to where it began lies on a cycle.
    template <class T, class Up>
    void cycles(Up up, const char* field, const char* text)
    {
        for (const T& start : m_mission.all<T>()) {
            std::size_t steps = 0;
            auto next = up(start);
            while (next && next->value != start.id && ++steps <= m_mission.all<T>().size()) {
                const T* record = m_mission.find<T>(*next);
                next = record ? up(*record) : std::nullopt;
            }
            about(start).blockSaving(next && next->value == start.id && steps > 0, field, text); // itself: rule of the record
        }
    }
    void areas()
    {
        cycles<Area>([](const Area& area) { return area.parent_id; }, "parent_id",
                     "The area lies in an area that lies in it; choose another parent.");
        Ids valid; // only these can be laid over each other
        for (const Area& area : m_mission.all<Area>())
            if (area.geometry.isArea() && whyInvalid(area.geometry).empty())
                valid.insert(area.id);
        std::map<std::pair<std::int64_t, AreaLevel>, std::vector<const Area*>> siblings;
        for (const Area& area : m_mission.all<Area>()) {
            if (!valid.contains(area.id))
                continue;
            const Area* parent = area.parent_id ? m_mission.find<Area>(*area.parent_id) : nullptr;
            if (parent && valid.contains(parent->id))
                about(area).warn(shareInside(area.geometry, parent->geometry) < 0.99, "geometry",
                                 "The area reaches out of its parent; correct one of the boundaries.");
            if (area.level)
                siblings[{area.parent_id ? area.parent_id->value : 0, *area.level}].push_back(&area);
        }
        for (const auto& [key, list] : siblings)
            overlaps(list);
    }
    /// Areas of one level under one parent: military and police areas are different levels and may overlap.
    void overlaps(const std::vector<const Area*>& list)
    {
        std::vector<Box> boxes;
        std::vector<double> sizes;
        for (const Area* area : list) {
            boxes.push_back(area->geometry.box());
            sizes.push_back(areaKm2(area->geometry));
        }
        for (std::size_t i = 0; i < list.size(); ++i)
            for (std::size_t j = i + 1; j < list.size(); ++j) {
                if (!boxes[i].intersects(boxes[j]))
                    continue;
                const std::size_t small = sizes[i] <= sizes[j] ? i : j;
                const std::size_t large = small == i ? j : i;
                const bool much = shareInside(list[small]->geometry, list[large]->geometry) > 0.01;
                about(*list[small]).warn(much, "geometry", "The area overlaps a neighbour of its level by more than 1 %; correct one of the boundaries.");
            }
    }

    // --- people

    void populations()
    {
        for (const Place& place : m_mission.all<Place>())
            withinCountry(place.population_total, m_mission.details, "population_total", about(place));
        for (const Area& area : m_mission.all<Area>())
            withinCountry(area.population, m_mission.details, "population", about(area));
    }

    // --- groups, actors, strategies

    void groups()
    {
        for (const Group& group : m_mission.all<Group>()) {
            std::int64_t people = 0;
            bool known = group.size && !group.place_ids.empty();
            for (const PlaceId id : group.place_ids) {
                const Place* place = m_mission.find<Place>(id);
                known = known && place && place->population_total;
                people += known ? *place->population_total : 0;
            }
            about(group).warn(known && *group.size > people, "size", "The group is larger than the population of its places; check the figures.");
        }
    }
    void actors()
    {
        cycles<Actor>([](const Actor& actor) { return actor.parent_id; }, "parent_id",
                      "The actor belongs to one that belongs to it; choose another parent.");
        cycles<Actor>([](const Actor& actor) { return actor.splinter_of; }, "splinter_of",
                      "The actor split from one that split from it; choose another.");
    }
    void strategies()
    {
        const auto& all = m_mission.all<Strategy>();
        const auto inForce = [](const Strategy& strategy) { return strategy.status == StrategyStatus::IN_FORCE; };
        if (std::count_if(all.begin(), all.end(), inForce) < 2)
            return;
        for (const Strategy& strategy : all)
            about(strategy).blockSaving(inForce(strategy), "status", "More than one strategy is in force; end the older one.");
    }

    /// Versions of one product share a reference, so reference and version together are unique there.
    template <class T, class Key>
    void unique(Key key, const char* text)
    {
        std::unordered_map<std::string, int> counts;
        for (const T& record : m_mission.all<T>())
            ++counts[key(record)];
        for (const T& record : m_mission.all<T>()) {
            const std::string name = key(record);
            about(record).blockSaving(!record.reference.empty() && counts[name] > 1, "reference", text);
        }
    }
    void uniqueReferences()
    {
        constexpr const char* kTaken = "The reference is taken; give another.";
        constexpr const char* kVersionTaken = "This version of the reference is taken; give another version.";
        unique<Assessment>([](const Assessment& a) { return a.reference + "@" + a.version; }, kVersionTaken);
        unique<Strategy>([](const Strategy& s) { return s.reference + "@" + s.version; }, kVersionTaken);
        unique<Action>([](const Action& a) { return a.reference; }, kTaken);
        unique<Patrol>([](const Patrol& p) { return p.reference; }, kTaken);
        std::unordered_map<std::string, int> codes;
        for (const Area& area : m_mission.all<Area>())
            ++codes[area.code];
        for (const Area& area : m_mission.all<Area>())
            about(area).blockSaving(!area.code.empty() && area.level == AreaLevel::SECTOR && codes[area.code] > 1, "code",
                                    "The code is taken by another area, and references are made with it; give another.");
    }

    // --- bases and patrols

    void bases()
    {
        for (const Base& base : m_mission.all<Base>())
            if (auto issue = outsideIssue(base, m_mission.all<Area>()))
                m_issues.push_back(std::move(*issue));
    }

    struct PlaceClass {
        bool must = false;
        bool poorlyKnown = false; ///< a MUST line with low confidence names it
    };
    /// The newest version that names a place says what class it has (doctrine.md 2.11).
    std::unordered_map<std::int64_t, PlaceClass> placeClasses() const
    {
        std::unordered_map<std::int64_t, PlaceClass> classes;
        for (const AssessmentId version : countingVersions(m_mission)) {
            std::unordered_map<std::int64_t, PlaceClass> said;
            for (const Line& line : m_mission.all<Line>()) {
                if (line.assessment_id != version)
                    continue;
                const bool must = detail::classOf(line) == PriorityClass::MUST;
                for (const PlaceId place : line.place_ids) {
                    said[place.value].must |= must;
                    said[place.value].poorlyKnown |= must && detail::confidenceOf(line) == Confidence::LOW;
                }
            }
            classes.merge(said); // a place that an earlier one named keeps what that one said
        }
        return classes;
    }
    void patrols()
    {
        const auto classes = placeClasses();
        for (const Patrol& patrol : m_mission.all<Patrol>()) {
            Findings found = about(patrol);
            PlaceClass worst;
            for (const PatrolStop& stop : patrol.stops)
                if (const auto at = stop.place_id ? classes.find(stop.place_id->value) : classes.end(); at != classes.end()) {
                    worst.must |= at->second.must;
                    worst.poorlyKnown |= at->second.poorlyKnown;
                }
            found.blockSubmission(worst.must && patrol.risk_to_civilians_note.empty(), "risk_to_civilians_note",
                                  "The patrol visits a Must place; say what risk of reprisal the visit brings.");
            found.warn(worst.poorlyKnown && patrol.information_requirements.empty(), "information_requirements",
                       "The patrol visits a Must place that little is known about; give it something to find out.");
            found.warn(leavesOwnArea(patrol), "route_planned", "The planned route leaves the area of the patrol's base; agree it with the neighbouring unit.");
        }
    }
    bool leavesOwnArea(const Patrol& patrol) const
    {
        const Base* base = patrol.base_id ? m_mission.find<Base>(*patrol.base_id) : nullptr;
        const Area* area = base && base->area_id ? m_mission.find<Area>(*base->area_id) : nullptr;
        if (!area || !area->geometry.isArea())
            return false;
        for (const auto& part : patrol.route_planned.parts)
            for (const auto& line : part)
                for (const Vertex v : line)
                    if (!(std::abs(v.x) <= 180.0) || !(std::abs(v.y) <= 90.0) || !covers(area->geometry, GeoPoint::of(v.x, v.y)))
                        return true;
        return false;
    }

    const Mission& m_mission;
    std::optional<Instant> m_now;
    std::array<Ids, wordCount(Kind{})> m_ids;
    std::vector<Issue> m_issues;
};

} // namespace

std::vector<Issue> validateWithin(const RecordValues& record, const MissionDetails& mission)
{
    std::vector<Issue> issues;
    const Findings found{record.kind, record.id(), std::nullopt, issues};
    if (record.kind == Kind::PLACE)
        withinCountry(recordOf<Place>(record).population_total, mission, "population_total", found);
    else if (record.kind == Kind::AREA)
        withinCountry(recordOf<Area>(record).population, mission, "population", found);
    return issues;
}

std::vector<Issue> validateMission(const Mission& mission)
{
    return MissionCheck{mission}.run();
}

} // namespace tutela::core
