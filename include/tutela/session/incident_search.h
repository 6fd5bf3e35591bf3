// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>
#include <tutela/session/data_health.h>
#include <tutela/session/document.h>

#include <QString>

#include <vector>

namespace tutela::session {

/// An incident whose words were looked for.
struct FoundIncident {
    RecordRef record;
    QString name;  ///< as nameOf() calls it
    QString title; ///< of its record, or the beginning of what happened; may be empty
};

/// Incidents in whose title, description, place or category every word of a text stands, the newest first. Case, accents and punctuation
/// do not count, and a word may be the beginning or a part of one.
///
/// @param incidents  shows every incident, see incidentsIn(): a snapshot holds no texts of them
/// @param most       so many of the newest ones
/// Cost: reads every incident; some seconds for a million. @throws core::Cancelled
[[nodiscard]] std::vector<FoundIncident> incidentsWith(const core::Mission& mission, const IncidentVisit& incidents, const QString& text, std::size_t most,
                                                       const core::Progress& progress = {});

} // namespace tutela::session
