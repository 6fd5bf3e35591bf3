// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/assessment_view.h>

#include <nlohmann/json_fwd.hpp>

#include <map>

/// Incidents and alerts beside an assessment: what is cited, what is not, and how good it is.
namespace tutela::session {

struct EvidenceItem {
    RecordRef record;
    int number = 0;  ///< among all that the assessment cites, by time; 0 = not cited
    QString when, where;
    QString grade;   ///< "B2": best source of an incident, or the alert's own; empty = not graded
    QString text;    ///< "Attack on civilians, 6 killed"
    QString source;  ///< "Patrol; Local leader"
    std::vector<core::LineId> lines; ///< that cite it
    [[nodiscard]] bool citedIn(core::LineId line) const { return std::find(lines.begin(), lines.end(), line) != lines.end(); }
};

/// All that is cited, then what happened in area and period and is not cited; each newest first.
/// Cost: one pass over the incidents. @throws core::Cancelled
[[nodiscard]] std::vector<EvidenceItem> evidenceOf(const core::Mission& mission, const core::Assessment& assessment, const core::Progress& progress = {});

/// What a person reads before a new version is typed, as sentences. After a version before: the incidents and alerts of the area since
/// its cut-off, then each line that changed. Otherwise: what it is drafted from. @throws core::Cancelled
[[nodiscard]] QStringList sinceLast(const core::Mission& mission, const AssessmentWork& work, const core::Progress& progress = {});

/// The edit that cites records in a line, or takes the citation away; null when nothing changes.
[[nodiscard]] nlohmann::json citationEdit(const core::Line& line, const std::vector<RecordRef>& records, bool cite);

} // namespace tutela::session
