// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/liaison.h>

namespace tutela::analysis {

LiaisonCover liaisonCoverOf(const core::Mission& mission, core::Instant as_of)
{
    LiaisonCover found;
    const core::Day day = mission.timeZone().dayAt(as_of);
    for (const core::Base& base : mission.all<core::Base>()) {
        const bool isOpen = (!base.open_from || *base.open_from <= day) && (!base.open_to || *base.open_to > day);
        if (!isOpen)
            continue;
        found.bases.push_back({core::BaseId{base.id}, base.cla_count, base.cla_women});
        if (!base.cla_count)
            continue;
        ++found.with_assistant.whole;
        found.with_assistant.part += *base.cla_count > 0 ? 1 : 0;
        if (!base.cla_women)
            continue;
        found.women.whole += *base.cla_count;
        found.women.part += *base.cla_women;
    }
    return found;
}

} // namespace tutela::analysis
