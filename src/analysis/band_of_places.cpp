// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/band_of_places.h>

#include "evaluate_p.h"

#include <tutela/core/sign_off.h>

namespace tutela::analysis {

using core::Assessment;
using core::AssessmentId;
using core::Line;

namespace {

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

std::unordered_map<core::PlaceId, PlaceRating> bandOfPlaces(const core::Mission& mission, std::optional<core::Instant> known_by)
{
    std::unordered_map<core::PlaceId, PlaceRating> ratings;
    for (const AssessmentId id : known_by ? core::countingVersionsAt(mission, *known_by) : core::countingVersions(mission)) {
        const Assessment& version = *mission.find<Assessment>(id);
        const bool approved = core::isFrozen(mission, id);
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
                const PlaceRating rating{rated->band, rated->priority, rated->risk, id, {line.id}, approved};
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
