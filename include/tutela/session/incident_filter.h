// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/progress.h>

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace tutela::session {

/// Which incidents a table, a timeline and a map show. Empty parts do not filter.
struct IncidentFilter {
    std::optional<core::Period> period;
    std::optional<core::AreaId> area; ///< inside its polygon
    std::set<core::IncidentCategory> categories;
    std::set<core::Verification> verifications;
    std::set<core::ActorId> actors; ///< one of the perpetrators
    std::optional<std::int64_t> killed_at_least;
    bool operator==(const IncidentFilter&) const = default;
    [[nodiscard]] bool empty() const { return *this == IncidentFilter{}; }
};

/// For saved views: everything but period and area, which the window shares. Words that are not known are left out.
[[nodiscard]] nlohmann::json toJson(const IncidentFilter& filter);
[[nodiscard]] IncidentFilter filterFromJson(const nlohmann::json& json);

enum class IncidentOrder { Time, Category, Actor, Killed, Injured, Abducted, Displaced, Verification, Dataset };

/// Indexes into the columns of the incidents that pass, sorted; equal ones by id.
/// Cost: one pass and a sort; some 0.2 s for a million. @throws core::Cancelled
[[nodiscard]] std::vector<std::uint32_t> select(const core::Mission& mission, const IncidentFilter& filter, IncidentOrder order, bool descending,
                                                const core::Progress& progress = {});

/// The same, in the order of the columns. Cost: one pass.
[[nodiscard]] std::vector<std::uint32_t> passing(const core::Mission& mission, const IncidentFilter& filter, const core::Progress& progress = {});
/// Below so many incidents choosing them takes no time that anybody sees: it needs no job.
constexpr std::size_t kAtOnce = 20'000;
/// Of these incidents, how many a map cannot show.
[[nodiscard]] std::int64_t withoutPosition(const core::IncidentColumns& incidents, const std::vector<std::uint32_t>& rows);

/// The best grade of the sources of an incident: "A1"; "F6" is worst, "-" stands for what was not graded. Empty without a source.
[[nodiscard]] std::string gradeOf(const core::Mission& mission, std::size_t index);

/// Incidents for each day or week or month of a period, and days of it on which nothing was reported.
struct TimelineBar {
    core::Instant from, to;
    std::int64_t incidents = 0;
    std::int64_t killed = 0; ///< of those where it is known
    std::int64_t reports = 0; ///< incidents of any kind, filtered out ones too: 0 = nothing was heard
};
/// At most about `bars` bars: days, weeks or months.
[[nodiscard]] std::vector<TimelineBar> timeline(const core::Mission& mission, const std::vector<std::uint32_t>& selected, const core::Period& period,
                                                std::size_t bars);
/// Of what passes a filter; its period, else from the first to the last incident with a date. Empty when none has one.
[[nodiscard]] std::vector<TimelineBar> timelineOf(const core::Mission& mission, const IncidentFilter& filter, std::size_t bars, const core::Progress& progress = {});

} // namespace tutela::session
