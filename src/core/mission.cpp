// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/mission.h>

namespace tutela::core {

AssessmentState stateOf(const Mission& mission, AssessmentId assessment)
{
    AssessmentState state = AssessmentState::DRAFT;
    for (const SignOff& row : *mission.sign_offs)
        if (row.assessment_id == assessment && row.state)
            state = *row.state;
    return state;
}

bool isFrozen(const Mission& mission, AssessmentId assessment)
{
    return std::any_of(mission.sign_offs->begin(), mission.sign_offs->end(), [&](const SignOff& row) {
        return row.assessment_id == assessment && row.state == AssessmentState::APPROVED;
    });
}

int severityOf(Act act)
{
    // The enumerators stand in the order of the table of doctrine.md 2.5.
    if (act >= Act::MASS_KILLING)
        return 5;
    if (act >= Act::KILLING)
        return 4;
    if (act >= Act::ASSAULT_INJURY)
        return 3;
    return act >= Act::LOOTING ? 2 : 1;
}

} // namespace tutela::core
