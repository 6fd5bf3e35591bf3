// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <cmath>

namespace tutela::demo {

void writeMission(Story& story)
{
    core::MissionDetails& mission = story.content.mission;
    mission.id = story.newId();
    mission.name = "Kavara Mission";
    mission.acronym = "MIKAV";
    mission.country = "Kavara";
    mission.mandate_ref = "S/RES/9901 (2026), paragraph 14 (fictional)";
    mission.authorised_troops = 5'200;
    mission.deployed_troops = 4'710;
    mission.authorised_police = 760;
    mission.deployed_police = 688;
    mission.civilians = 1'140;
    double people = 0.0;
    for (const float cell : story.content.population.cells())
        if (!std::isnan(cell))
            people += static_cast<double>(cell);
    mission.population = static_cast<std::int64_t>(people);
    mission.area_km2 = std::round(core::areaKm2(story.content.areas[0].geometry));
    mission.time_zone = "Africa/Lagos";
    mission.as_of = kAsOf;
    mission.marking = core::Marking::UNCLASSIFIED;
    mission.wet_months = {4, 5, 6, 9, 10};
    mission.attack_duration_minutes = 120;
    mission.demonstration = true;
}

} // namespace tutela::demo
