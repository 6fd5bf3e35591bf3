// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/assessments.h>
#include <tutela/core/forces.h>
#include <tutela/core/incident_columns.h>
#include <tutela/core/incidents.h>
#include <tutela/core/places.h>
#include <tutela/core/response_times.h>
#include <tutela/core/strategies.h>
#include <tutela/core/threats.h>

#include <algorithm>
#include <memory>
#include <tuple>
#include <type_traits>
#include <vector>

namespace tutela::core {

/// Records of one kind, sorted by id, shared and never changed.
template <class T>
using Collection = std::shared_ptr<const std::vector<T>>;

/// An immutable snapshot of a mission: copied freely, passed to any thread. Deleted records are absent.
/// Incidents are held as columns; MissionFile::incidents() reads single ones whole.
class Mission {
public:
    MissionDetails details;
    std::shared_ptr<const IncidentColumns> incidents = std::make_shared<IncidentColumns>();
    std::shared_ptr<const std::vector<SignOff>> sign_offs = std::make_shared<std::vector<SignOff>>();
    std::string head; ///< hex hash of the newest commit: names the state this snapshot shows
    std::shared_ptr<const ResponseSource> responses; ///< not a record: gives the travel times; null = they are not computed

    /// All records of a kind, sorted by id.
    template <class T>
    [[nodiscard]] const std::vector<T>& all() const
    {
        return *std::get<Collection<T>>(m_collections);
    }
    /// Null when absent.
    template <class T>
    [[nodiscard]] const T* find(Id<T::kind> id) const
    {
        const auto& records = all<T>();
        const auto at = std::lower_bound(records.begin(), records.end(), id.value,
                                         [](const T& record, std::int64_t value) { return record.id < value; });
        return at != records.end() && at->id == id.value ? &*at : nullptr;
    }
    /// Replaces a collection; sorts it by id.
    template <class T>
    void set(std::vector<T> records)
    {
        std::sort(records.begin(), records.end(), [](const T& a, const T& b) { return a.id < b.id; });
        std::get<Collection<T>>(m_collections) = std::make_shared<const std::vector<T>>(std::move(records));
    }
    /// True when both snapshots share every record but those of T, and the incidents, the sign-offs and the details.
    template <class T>
    [[nodiscard]] bool sharesAllBut(const Mission& other) const
    {
        const auto shared = [&]<class Each>(const Collection<Each>& mine) { return std::is_same_v<Each, T> || mine == std::get<Collection<Each>>(other.m_collections); };
        return incidents == other.incidents && sign_offs == other.sign_offs && details == other.details
               && std::apply([&](const auto&... each) { return (shared(each) && ...); }, m_collections);
    }
    [[nodiscard]] TimeZone timeZone() const
    {
        return details.time_zone.empty() ? TimeZone::utc() : TimeZone::of(details.time_zone);
    }

private:
    template <class... T>
    using Collections = std::tuple<Collection<T>...>;
    template <class T>
    static Collection<T> none() { return std::make_shared<const std::vector<T>>(); }
    Collections<Area, Place, Group, Actor, Threat, Source, Alert, Base, Unit, Patrol, CanTest, Road, Water, Assessment, Line,
                Action, Strategy, Structure, Meeting, Stakeholder, Scenario, Layer>
        m_collections{none<Area>(), none<Place>(), none<Group>(), none<Actor>(), none<Threat>(), none<Source>(),
                      none<Alert>(), none<Base>(), none<Unit>(), none<Patrol>(), none<CanTest>(), none<Road>(),
                      none<Water>(), none<Assessment>(), none<Line>(), none<Action>(), none<Strategy>(), none<Structure>(),
                      none<Meeting>(), none<Stakeholder>(), none<Scenario>(), none<Layer>()};
};

/// State of a version: the last state row of its sign-offs, DRAFT when there is none.
[[nodiscard]] AssessmentState stateOf(const Mission& mission, AssessmentId assessment);
/// True when the version entered APPROVED: nothing in it may change any more.
[[nodiscard]] bool isFrozen(const Mission& mission, AssessmentId assessment);
/// The version of each product (reference) that says what class a place has, in the order in which they are asked: the
/// newest that is APPROVED or later, else the newest draft; signed versions first, then by cut-off, period and id.
[[nodiscard]] std::vector<AssessmentId> countingVersions(const Mission& mission);

} // namespace tutela::core
