// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/similar.h>

#include "incident_twins_p.h"

#include <algorithm>
#include <cstdlib>

namespace tutela::exchange {

using namespace core;

namespace {

constexpr std::size_t kMost = 10;
constexpr std::int64_t kSeconds = 25 * 3600; ///< a little more than the rule looks at

store::MissionFile::IncidentKey keyOf(const IncidentColumns& c, std::size_t i)
{
    const auto count = [](std::int32_t value) { return value == IncidentColumns::kUnknown ? Count{} : Count{value}; };
    store::MissionFile::IncidentKey key;
    key.id = c.id[i];
    if (c.category[i] != IncidentColumns::kNoWord)
        key.category = static_cast<IncidentCategory>(c.category[i]);
    if (c.hasPosition(i))
        key.at = Vertex{c.lon(i), c.lat(i)};
    if (c.place_precision[i] != IncidentColumns::kNoWord)
        key.place_precision = static_cast<PlacePrecision>(c.place_precision[i]);
    if (c.time[i] != IncidentColumns::kNoTime)
        key.time = Instant{std::chrono::seconds{c.time[i]}};
    if (c.time_precision[i] != IncidentColumns::kNoWord)
        key.time_precision = static_cast<TimePrecision>(c.time_precision[i]);
    key.killed = count(c.killed_best[i]);
    key.injured = count(c.injured[i]);
    key.settled = c.verification[i] == static_cast<std::uint8_t>(Verification::DUPLICATE);
    return key;
}

} // namespace

std::vector<IncidentId> similarIncidents(const Mission& mission, IncidentId incident, const Progress& progress)
{
    const IncidentColumns& c = *mission.incidents;
    const auto at = c.find(incident);
    if (!at || c.time[*at] == IncidentColumns::kNoTime)
        return {};
    std::vector<std::size_t> near;
    for (std::size_t i = 0; i < c.size(); ++i) {
        if ((i & 0xffff) == 0)
            progress.check();
        if (i != *at && c.time[i] != IncidentColumns::kNoTime && std::abs(c.time[i] - c.time[*at]) <= kSeconds)
            near.push_back(i);
    }
    std::vector<IncidentId> found;
    while (found.size() < kMost) {
        detail::IncidentTwins twins; // names one partner a row: those found before are left out
        for (const std::size_t i : near)
            if (std::find(found.begin(), found.end(), IncidentId{c.id[i]}) == found.end())
                twins.addKnown(keyOf(c, i));
        twins.addRow(keyOf(c, *at), 1);
        const auto candidates = twins.find(progress);
        if (candidates.empty())
            break;
        found.emplace_back(IncidentId{candidates.front().otherId});
    }
    return found;
}

} // namespace tutela::exchange
