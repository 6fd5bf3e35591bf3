// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/band_of_places.h>
#include <tutela/analysis/situation.h>
#include <tutela/core/progress.h>

#include <array>
#include <span>

/// Whether patrols really were where the risk is (doctrine.md 5.1, 5.2; the formulas are Tutela's own). Only what was recorded counts: a
/// track with times or a reported stop; plans never do.
namespace tutela::analysis {

/// One place in a period. "In the place" = within 2 km of it.
struct PlaceCoverage {
    core::PlaceId place;
    std::optional<core::Range<core::PriorityClass>> priority; ///< empty = not assessed
    std::optional<int> risk_residual;                         ///< the highest it can be; empty = not assessed
    core::Count people;
    std::int64_t visits = 0, pass_throughs = 0;               ///< in the period
    double presence_hours = 0.0, night_hours = 0.0;           ///< in the period, of any patrol or temporary base, time counted once
    std::optional<core::Instant> last_visit;                  ///< end of the last one before as_of, in the period or not; empty = never
    core::Real days_since_visit;
    std::optional<int> interval_days;                         ///< of the most urgent class it can have
    core::Real overdue_ratio;                                 ///< days since the visit by the interval; empty without either: see isOverdue()
    bool blind = false;                                       ///< no visit, test of the alert network or report in the 90 days before as_of

    /// Assessed, and visited longer ago than the interval of its class, or never.
    [[nodiscard]] bool isOverdue() const { return interval_days && (!overdue_ratio || *overdue_ratio > 1.0); }
};

/// Shares by number of places, by people, and by people times residual risk (RWC). Places without a class are in none of them; those
/// whose people are not known are in the first only, and are counted.
struct RevisitCompliance {
    Share places, people;
    std::int64_t risk_covered = 0, risk_all = 0, without_people = 0;
    [[nodiscard]] core::Real riskWeighted() const { return Share{risk_covered, risk_all}.value(); }
};
[[nodiscard]] RevisitCompliance revisitCompliance(std::span<const PlaceCoverage> places);

using HoursOfDay = std::array<double, 24>;

/// Sum over the bins of the smaller share; empty when one side has nothing.
[[nodiscard]] core::Real hourOverlap(std::span<const double> attacks, std::span<const double> presence);
/// Entropy of the counts by that of equal counts, 0 = always the same hour, 1 = no telling; empty without counts.
[[nodiscard]] core::Real predictability(std::span<const double> counts);

struct CoverageMetrics {
    RevisitCompliance revisit;
    std::array<RevisitCompliance, core::wordCount(core::PriorityClass{})> revisit_by_class{};
    double presence_hours = 0.0, night_hours = 0.0; ///< sums over places
    HoursOfDay attack_hours{};                      ///< local hours of the mission: attacks with a known hour
    HoursOfDay presence_by_hour{};                  ///< hours of whoever counts as present: patrols, temporary bases, standing deployments
    HoursOfDay patrols_by_hour{};                   ///< those of patrols alone
    std::int64_t attacks_without_hour = 0;
    /// By the times of the points, so that parts of a period add up; near = within 500 m of a primary or secondary road.
    double track_km = 0.0, track_km_near_roads = 0.0;
    bool roads_known = false;
    std::vector<double> range_km;                   ///< for each patrol with a base and a recorded position: the farthest from it, ascending
    HoursOfDay start_hours{};                       ///< patrols by local hour of their actual start
    Share execution, denied, reports_on_time;
    std::map<core::CancelReason, std::int64_t> cancelled;
    Share contact, women_asked, cla_cover, integrated, requirements_answered, mixed_patrols;
    double women_hours = 0.0, strength_hours = 0.0; ///< person-hours on patrol
    std::int64_t patrols = 0, joint_with_state_forces = 0, patrols_without_strength = 0;
    std::int64_t visited_far = 0, visited = 0, existing_far = 0, existing = 0; ///< places more than 5 km off a primary road, see depth()
    std::int64_t can_people = 0, can_people_all = 0, people_unknown = 0;
    std::int64_t attacks_before_visits = 0, attacks_after_visits = 0; ///< within 7 days, each attack once
    std::int64_t tracks = 0, reported_only = 0, planned_only = 0; ///< patrols by what is known of where they were
    std::int64_t tracks_without_patrol = 0; ///< beside them: nobody said yet which patrol drove them

    [[nodiscard]] core::Real nightShare() const;
    /// Attacks and patrols: a base that always stands there matches no hour better than another.
    [[nodiscard]] core::Real overlap() const { return hourOverlap(attack_hours, patrols_by_hour); }
    [[nodiscard]] core::Real predictable() const { return predictability(start_hours); }
    [[nodiscard]] core::Real roadHugging() const;
    [[nodiscard]] core::Real rangeMedian() const;
    [[nodiscard]] core::Real rangeMaximum() const;
    [[nodiscard]] core::Real womenShare() const;
    [[nodiscard]] core::Real canCover() const;
    /// Share of visited places that lie far from primary roads, by the share of all that do.
    [[nodiscard]] core::Real depth() const;
    /// More attacks after visits than before, and three or more: look whether visits bring reprisals.
    [[nodiscard]] bool reprisalWatch() const { return attacks_after_visits >= 3 && attacks_after_visits > attacks_before_visits; }
};

struct Coverage {
    core::Period period;
    core::Instant as_of;
    std::vector<PlaceCoverage> places; ///< of all places with a position, in order of id
    std::vector<core::PlaceId> without_position; ///< cannot be judged
    std::optional<core::Instant> known_until; ///< where the period runs past it: see coverageOf()
    std::vector<core::PatrolId> after_cut_off;   ///< recorded tracks that begin at or after as_of: in no number
    CoverageMetrics metrics;
};
/// What a track is called: its reference, else its id in the source.
[[nodiscard]] std::string trackName(const core::Patrol& patrol);
/// What is in no number and what is not known, in sentences.
[[nodiscard]] std::vector<std::string> notesOf(const core::Mission& mission, const Coverage& coverage);

/// @param period  [from, to); nothing from as_of on counts
/// @param known_until  from then on nobody knows whether a standing base still stands, so that it yields no hours: the mission's own
///                     cut-off, where nobody asked for a later one. Empty = as_of
/// @param classes_of  the cut-off whose assessments give the places their class and risk: two periods are compared by the same ones.
///                    Empty = as_of
/// @throws core::Cancelled
[[nodiscard]] Coverage coverageOf(const core::Mission& mission, const core::Period& period, core::Instant as_of, const core::Progress& progress = {},
                                  std::optional<core::Instant> known_until = {}, std::optional<core::Instant> classes_of = {});

} // namespace tutela::analysis
