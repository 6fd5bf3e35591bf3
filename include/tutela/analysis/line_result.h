// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/score.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the assessment engine says about one line (doctrine.md 2.11, 3; docs/methods/assessment.md).
namespace tutela::analysis {

/// One item of evidence cited in a line. An incident with several sources gives one item for each.
struct Evidence {
    core::Kind kind = core::Kind::INCIDENT; ///< INCIDENT or ALERT
    std::int64_t id = 0;
    std::optional<core::SourceId> source;
    std::optional<core::Instant> time; ///< empty = not known; counts as old
    std::string group;                 ///< origin: items of one origin count once
    core::Reliability reliability = core::Reliability::F;
    int credibility = 6;
    std::optional<std::int64_t> age_days;
    bool contradicts = false;
    bool operator==(const Evidence&) const = default;
};

enum class FactorState { True, Unknown, False };

/// One vulnerability factor of a place under a threat.
struct Factor {
    core::VulnerabilityFactor factor{};
    FactorState state = FactorState::Unknown;
    bool computed = false; ///< from records; else judged by a person, or unknown
    int half_points = 0;   ///< what it adds when true
    std::string why;       ///< "2 attacks in the last 90 days within 2 km (incidents 12, 15)"
    bool operator==(const Factor&) const = default;
};

/// The checklist of one place: all fifteen factors in doctrine order.
struct PlaceVulnerability {
    core::PlaceId place;
    std::vector<Factor> factors;
    int half_points = 0; ///< sum over true factors; unknown ones add nothing
    int unknown = 0;     ///< number of unknown factors
    bool operator==(const PlaceVulnerability&) const = default;
};

/// Where mission reach M of a line comes from.
enum class ReachStatus {
    NotComputed,  ///< no base in the place, and no response time is known: counts as 0, "reach not computed"
    BaseInPlace,  ///< an open base of the mission within 2 km of the place that decides
    ResponseTime, ///< by the response time to the place that decides
    Judged,       ///< set by an adviser
};

/// The mission's response to one place beside how long an attack lasts.
struct PlaceResponse {
    core::PlaceId place;
    core::ResponseTime time;
    double attack_minutes = 0; ///< D
    bool base_in_place = false;
};

/// A value that the records suggest for a judgement that nobody has made. Never used in scoring.
struct Suggestion {
    std::string field; ///< "intent", "capability", "opportunity", "host_state", "community"
    int value = 0;
    std::string formula;                 ///< "name = formula = value" with the record ids
    std::vector<std::int64_t> record_ids;
    bool operator==(const Suggestion&) const = default;
};

/// A value that a named role set instead of the method's own.
struct Override {
    std::string field; ///< "likelihood", "impact", "class" ...
    std::string method; ///< what the method gives: "3", "2..4", "COULD"
    std::string value;  ///< what was set
    std::string reason;
    std::optional<core::Role> role;
    bool operator==(const Override&) const = default;
};

/// Counts behind a trend.
struct TrendBasis {
    core::TrendResult result;
    std::int64_t recent = 0, before = 0; ///< last 28 days, 84 days before
    std::string dataset;                 ///< the one counted; "" = recorded by hand
    bool other_datasets = false;         ///< others had events too and were not mixed in
    bool reporting_effect = false;       ///< visits per day changed by more than half between the windows
    std::int64_t visits_recent = 0, visits_before = 0;
};

/// One line of an assessment with every number opened.
struct LineResult {
    core::Line line; ///< as given, derived fields filled in
    std::string title; ///< "Militia raids, Luzi" (threat, then places)

    std::string threat_name;
    std::vector<core::PlaceId> place_ids; ///< named by the line; those inside its areas when it names none
    std::vector<std::string> place_names;
    std::vector<std::string> area_names;
    std::vector<core::ActorId> actor_ids;
    std::vector<std::string> actor_names;
    std::vector<core::Act> acts;

    core::Count persons;                   ///< sum over distinct places with known population; empty = none known
    std::int64_t places_without_population = 0;
    std::optional<int> intent, capability, opportunity;
    int shift = 0;
    bool shift_overridden = false;
    bool state_is_actor = false;           ///< host state counts 0
    std::optional<int> host_state, community;
    std::optional<int> mission_reach;      ///< empty = not computed (counts as 0)
    ReachStatus reach = ReachStatus::NotComputed;
    std::optional<PlaceResponse> response;         ///< of the place that is reached last; empty = not computed
    core::Score score;                     ///< after overrides
    core::Range<core::PriorityClass> method_class; ///< before any override
    std::vector<Override> overrides;

    std::vector<PlaceVulnerability> vulnerability; ///< one for each place, in the order of place_ids
    std::vector<Evidence> evidence;
    TrendBasis trend;
    std::vector<core::AlertId> imminent_alerts;
    std::optional<core::Instant> last_visit;       ///< the oldest last visit of its places; empty = one was never visited
    std::vector<core::ActionId> action_ids;
    std::vector<Suggestion> suggestions;
    std::vector<std::string> explain;              ///< "name = formula = value", with record ids
    std::vector<std::string> notes;                ///< sentences: "Reach not computed: ..."
    core::SortKey sort_key;

    /// The most urgent class it can have: what it is sorted, rolled up and mapped by.
    [[nodiscard]] core::PriorityClass priority() const { return score.priority.highest; }
    [[nodiscard]] core::Band band() const { return score.band.highest; }
    /// True when a judged value is missing and results are ranges.
    [[nodiscard]] bool incomplete() const
    {
        return !score.risk_residual.known() || !score.priority.known() || !score.impact.known();
    }
};

/// Read what core::rangeText wrote (the derived texts of a line); empty when the text is empty or not one.
[[nodiscard]] std::optional<core::Range<int>> intRangeOf(std::string_view text);
[[nodiscard]] std::optional<core::Range<core::Band>> bandRangeOf(std::string_view text);
[[nodiscard]] std::optional<core::Range<core::PriorityClass>> classRangeOf(std::string_view text);

} // namespace tutela::analysis
