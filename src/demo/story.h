// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "country.h"

#include <chrono>
#include <set>

namespace tutela::demo {

/// Days the demo is about: its clock stands at the first moment of November 2026.
inline constexpr core::Day kFirstDay = std::chrono::year{2024} / 11 / 1;
inline constexpr core::Day kLastDay = std::chrono::year{2026} / 10 / 31;
inline constexpr core::Day kToday = std::chrono::year{2026} / 11 / 1;
inline constexpr core::Instant kAsOf = core::Instant{kToday};
/// R7 has been closed since this day.
inline constexpr core::Day kBridgeLost = std::chrono::year{2026} / 10 / 3;
/// From this day on little is heard from the sector Gelo.
inline constexpr core::Day kGeloSilent = std::chrono::year{2026} / 10 / 22;
/// The version for September was approved at noon of this day: it tells nothing that came later.
inline constexpr core::Day kApproved = std::chrono::year{2026} / 10 / 6;

/// A local time of day in the mission's zone (UTC+1 all year) as an instant.
[[nodiscard]] inline core::Instant at(core::Day day, int hour, int minute = 0)
{
    return core::Instant{day} + std::chrono::hours{hour - 1} + std::chrono::minutes{minute};
}
[[nodiscard]] inline bool isWet(core::Day day)
{
    const unsigned month = static_cast<unsigned>(std::chrono::year_month_day{day}.month());
    return (month >= 4 && month <= 6) || (month >= 9 && month <= 10);
}

/// The mission while it is written: content and what the chapters need to know of one another.
/// content.places[i] belongs to country.sites[i]; content.areas[1 + s] to sector s.
struct Story {
    std::uint64_t seed = 0;
    Country country;
    RoadCells roads;
    DemoContent content;

    explicit Story(std::uint64_t from) : seed(from), m_ids(core::seededIds(from)) {}

    /// A record id nobody has yet.
    [[nodiscard]] std::int64_t newId()
    {
        for (;;)
            if (const std::int64_t id = m_ids->next(); m_taken.insert(id).second)
                return id;
    }
    [[nodiscard]] std::size_t site(std::string_view name) const { return country.siteNamed(name); }
    [[nodiscard]] core::PlaceId place(std::string_view name) const { return {content.places[site(name)].id}; }
    [[nodiscard]] core::AreaId area(std::size_t sector) const { return {content.areas[1 + sector].id}; }
    [[nodiscard]] core::ActorId actor(std::string_view name) const;
    [[nodiscard]] core::SourceId source(std::string_view codeName) const;
    [[nodiscard]] core::GroupId group(std::string_view name) const;
    [[nodiscard]] core::BaseId base(std::string_view name) const;
    [[nodiscard]] core::ThreatId threat(std::string_view name) const;

private:
    std::unique_ptr<core::IdSource> m_ids;
    std::set<std::int64_t> m_taken;
};

/// An irregular area: a wobbling ring of the given half-widths in km about each of the middles.
struct Patch {
    std::string_view about; ///< chief place in its middle
    double eastKm, northKm; ///< moved by this much
    double wideKm, highKm;
};
/// One part for each patch that does not grow into another.
[[nodiscard]] core::Geometry areaAround(const Story& story, const std::vector<Patch>& patches, Random& random);

/// The content as it stood when the version for September was approved: texts and judgements of that day, no record, stage or
/// closure that came later. The assessments are not touched.
[[nodiscard]] DemoContent asApproved(const DemoContent& content);

// The chapters, in the order in which they are told.
void writeMission(Story& story);
void writePlaces(Story& story);
void writeActors(Story& story);
void writeForces(Story& story);
void writeThreats(Story& story);
void writeIncidents(Story& story);
void writeAlerts(Story& story);
void writePatrols(Story& story);
void writeActions(Story& story);
void writeStrategies(Story& story);
void writeCoordination(Story& story);
void writeAssessments(Story& story);

} // namespace tutela::demo
