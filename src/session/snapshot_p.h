// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

namespace tutela::session {

/// What the ground and the forces of a snapshot are: kept to compare with later, it does not keep the incidents alive.
inline core::Mission withoutIncidents(const core::Mission& mission)
{
    core::Mission copy = mission;
    copy.incidents = std::make_shared<core::IncidentColumns>();
    copy.sign_offs = std::make_shared<std::vector<core::SignOff>>();
    copy.responses = nullptr;
    return copy;
}

} // namespace tutela::session
