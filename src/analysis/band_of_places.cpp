// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/band_of_places.h>

#include "evaluate_p.h"

#include <map>

namespace tutela::analysis {

using core::Assessment;
using core::AssessmentId;
using core::Line;

namespace {

/// Newest first among versions: signed ones before drafts, then by cut-off, period and id.
struct Rank {
    bool approved = false;
    std::optional<core::Instant> as_of, period_to;
    std::int64_t id = 0;
    auto operator<=>(const Rank&) const = default;
};

/// The one version of each product that counts; products without a reference stand for themselves.
std::vector<Rank> countingVersions(const core::Mission& mission)
{
    std::map<std::string, Rank> newest;
    for (const Assessment& assessment : mission.all<Assessment>()) {
        const core::AssessmentState state = core::stateOf(mission, {assessment.id});
        if (state == core::AssessmentState::WITHDRAWN)
            continue;
        const Rank rank{approvedOrLater(state), assessment.as_of, assessment.period_to, assessment.id};
        const std::string product = assessment.reference.empty() ? "#" + std::to_string(assessment.id) : assessment.reference;
        Rank& best = newest[product];
        best = std::max(best, rank);
    }
    std::vector<Rank> ranks;
    for (const auto& [product, rank] : newest)
        ranks.push_back(rank);
    std::sort(ranks.begin(), ranks.end(), std::greater{});
    return ranks;
}

struct Rated {
    core::Range<core::Band> band;
    core::Range<core::PriorityClass> priority;
    core::Range<int> risk;
};

/// As stored with the line; empty when it was never computed.
std::optional<Rated> stored(const Line& line)
{
    const auto band = bandRangeOf(line.band);
    const auto priority = classRangeOf(line.priority_class);
    const auto risk = intRangeOf(line.risk_residual);
    if (!band || !priority || !risk)
        return std::nullopt;
    return Rated{*band, *priority, *risk};
}

bool moreUrgent(const Rated& a, const PlaceRating& b)
{
    return std::tuple{a.priority.highest, -a.risk.highest, a.priority.lowest} < std::tuple{b.priority.highest, -b.risk_residual.highest, b.priority.lowest};
}

} // namespace

std::unordered_map<core::PlaceId, PlaceRating> bandOfPlaces(const core::Mission& mission)
{
    std::unordered_map<core::PlaceId, PlaceRating> ratings;
    for (const Rank& version : countingVersions(mission)) {
        const AssessmentId id{version.id};
        std::optional<Context> context; // only made when something must be computed
        for (const Line& line : linesOf(mission, id)) {
            std::optional<Rated> rated = stored(line);
            if (!rated && (version.as_of || version.period_to)) {
                if (!context)
                    context.emplace(mission, version.as_of ? *version.as_of : *version.period_to, core::Progress{});
                const LineResult result = evaluateLine(*context, line);
                rated = Rated{result.score.band, result.score.priority, result.score.risk_residual};
            }
            if (!rated)
                continue;
            for (const core::Place* place : placesOf(mission, line)) {
                const PlaceRating rating{rated->band, rated->priority, rated->risk, id, {line.id}, version.approved};
                const auto [at, isNew] = ratings.try_emplace({place->id}, rating);
                // A newer or signed version that named the place came first and stands.
                if (!isNew && at->second.assessment == id && moreUrgent(*rated, at->second))
                    at->second = rating;
            }
        }
    }
    return ratings;
}

} // namespace tutela::analysis
