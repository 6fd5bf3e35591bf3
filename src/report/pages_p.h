// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow_p.h"

#include <tutela/core/progress.h>
#include <tutela/map/legend.h>
#include <tutela/report/model.h>

#include <initializer_list>

/// The pages of a report, one function a page or part. `earlier` is the document once laid out, when the
/// summary is set again with the pages that it names; null before.
namespace tutela::report {

struct PageContext {
    const ReportModel& model;
    const Document* earlier = nullptr;
    std::string program; ///< that renders
    const core::Progress& progress;

    /// "page 9", or "a later page" while the page is not known.
    [[nodiscard]] std::string seePage(std::string_view bookmark) const;
};

/// Names of parts: bookmarks, headers and cross references.
namespace part {
inline constexpr const char* kCover = "Cover";
inline constexpr const char* kSummary = "Summary for leadership";
inline constexpr const char* kMap = "Risk map";
inline constexpr const char* kTable = "Priority table and trends";
inline constexpr const char* kLines = "Threat pages";
inline constexpr const char* kActions = "Protection actions";
inline constexpr const char* kChanges = "Changes since the last version";
inline constexpr const char* kHarm = "Incidents, harm and alerts";
inline constexpr const char* kLimits = "Limits and confidence";
inline constexpr const char* kArithmetic = "Annex A: how the numbers come about";
inline constexpr const char* kEvidence = "Annex B: evidence";
inline constexpr const char* kMethod = "Annex C: parameters and words";
inline constexpr const char* kRecord = "Versions and fingerprint";
inline constexpr const char* kCounts = "Counts by area";
// of a patrol coverage review
inline constexpr const char* kBottomLine = "Bottom line";
inline constexpr const char* kPresence = "Where patrols were";
inline constexpr const char* kReach = "Who is reached in time";
inline constexpr const char* kGaps = "Gaps";
} // namespace part

void coverPage(Flow& flow, const PageContext& context);
/// @returns true when the adviser's bottom line found room there.
bool summaryPage(Flow& flow, const PageContext& context);
void mapPage(Flow& flow, const PageContext& context);
/// The most urgent lines as rows of the priority table.
[[nodiscard]] Table firstLines(const ReportModel& model, std::size_t most);
/// @param told the bottom line stands in the summary already.
void priorityTable(Flow& flow, const PageContext& context, bool told);
void trends(Flow& flow, const PageContext& context);
void linePages(Flow& flow, const PageContext& context);
void arithmeticPages(Flow& flow, const PageContext& context);
void methodPages(Flow& flow, const PageContext& context);
void actionPages(Flow& flow, const PageContext& context);
void changePages(Flow& flow, const PageContext& context);
void harmPages(Flow& flow, const PageContext& context);
void limitPages(Flow& flow, const PageContext& context);
void evidencePages(Flow& flow, const PageContext& context);
void recordPages(Flow& flow, const PageContext& context);
void areaCountPages(Flow& flow, const PageContext& context);
/// All pages of a patrol coverage review.
void coveragePages(Flow& flow, const PageContext& context);

/// The text at the largest of the sizes (falling) at which it is no higher than `height`; the smallest when none fits.
[[nodiscard]] TextBlock fitted(std::string_view text, Style style, std::initializer_list<double> sizes, double width, double height);

/// Groups of a legend, side by side where two fit. Returns the y below.
double legendStrip(Document& document, const map::Legend& legend, double y);

/// "Threat assessment", "Patrol coverage review".
[[nodiscard]] std::string kindOf(const ReportModel& model);
/// "CONFIDENTIAL", with "DRAFT" and "DEMONSTRATION DATA" where they hold.
[[nodiscard]] std::string markingLine(const ReportModel& model);
[[nodiscard]] bool isDraft(const ReportModel& model);
[[nodiscard]] bool isLeftOut(const ReportModel& model, ReportPart part);
/// Parts of it are left out.
[[nodiscard]] bool isExtract(const ReportModel& model);

/// The whole report, laid out; the summary a second time, so that it can name pages.
[[nodiscard]] Document layOut(const ReportModel& model, const std::string& program, const core::Progress& progress = {});
/// One laid-out page (from 0) with its frame, in points from its top left corner.
void paintPage(QPainter& painter, const Document& document, const ReportModel& model, int page);
/// Reference, version, fingerprint and page number at the foot; on the cover too.
void paintFooter(QPainter& painter, const ReportModel& model, int page, int pages);
/// Marking, header and footer of one page (not of the cover).
void paintFrame(QPainter& painter, const ReportModel& model, const std::string& section, int page, int pages);

} // namespace tutela::report
