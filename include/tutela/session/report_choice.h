// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <QString>

#include <optional>
#include <vector>

/// What the report workspace offers before anything is laid out: versions, names of files, and what to look at first.
namespace tutela::session {

/// All versions of assessments, newest first: by information cut-off, then by version.
[[nodiscard]] std::vector<core::AssessmentId> reportVersions(const core::Mission& mission);
/// The version that a report is made of unless another is asked for: of the period and scope when there is one, else of
/// the scope, else of the mission; approved ones first. Empty when there is no assessment.
[[nodiscard]] std::optional<core::AssessmentId> reportVersion(const core::Mission& mission, const std::optional<core::Period>& period,
                                                              std::optional<core::AreaId> scope);
/// "Kavara_TA_2026-10_v1.0.pdf": country (else mission), month and version; `audience` in lower case, empty = internal.
[[nodiscard]] QString reportFileName(const core::Mission& mission, core::AssessmentId assessment, const QString& audience = {});

/// "Kavara_PC_2026-10-31.pdf": the last day of the period of a patrol coverage review.
[[nodiscard]] QString coverageFileName(const core::Mission& mission, const core::Period& period, const QString& audience = {});

/// One sentence on why a document is marked higher than its mission; empty when it is not.
/// @param assessment  that it prints; empty = a patrol coverage review
[[nodiscard]] QString whyMarkedHigher(const core::Mission& mission, std::optional<core::AssessmentId> assessment, std::optional<core::Marking> marking);

/// Something to know or to mend before the report goes out.
struct ReportCheck {
    enum class Level { Note, Warning, Danger };
    Level level = Level::Note;
    QString text;
    std::optional<RecordRef> record;   ///< where it is mended
    std::optional<core::Kind> missing{}; ///< or the kind of record whose lack it is: mended where those are worked on
};
/// Draft state, actions without a deadline, records newer than the cut-off, then what core::validateAssessment() finds.
/// Worst first.
[[nodiscard]] std::vector<ReportCheck> reportChecks(const core::Mission& mission, core::AssessmentId assessment);
/// Of a patrol coverage review: that nobody signs it, patrols without a report, places without a class.
[[nodiscard]] std::vector<ReportCheck> coverageChecks(const core::Mission& mission, const core::Period& period);

} // namespace tutela::session
