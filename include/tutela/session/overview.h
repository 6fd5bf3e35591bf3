// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/progress.h>
#include <tutela/session/document.h>

#include <QString>

#include <optional>
#include <vector>

namespace tutela::session {

/// A figure of the overview with what it was in the period before.
struct OverviewFigure {
    QString label;      ///< "people in Critical and High places"
    core::Count value;  ///< empty = not known
    core::Count before; ///< empty = cannot be compared
    QString explanation; ///< the formula and what is not in it, in sentences
    QString origin;      ///< the days it is of, and the method behind it
    QString note;        ///< what the value leaves out, short; empty = nothing
    QString compared;    ///< what `before` is; empty = the period before
    bool at_least = false; ///< something that is not known is not in the value
    std::vector<RecordRef> records; ///< behind it, those that weigh most first; not more than kFigureRecords
};
constexpr std::size_t kFigureRecords = 40;

/// Something that needs somebody's attention, with where to go.
struct AttentionItem {
    enum class Level { Danger, Warning, Info };
    Level level = Level::Info;
    QString text;
    QString detail;
    std::optional<RecordRef> record;
};

/// What the overview shows, computed from a snapshot for a period and a scope.
struct Overview {
    QString headline;
    struct HeadlineNumber {
        QString words;      ///< "41 300 people", as the headline says it
        std::size_t figure; ///< that it is
    };
    std::vector<HeadlineNumber> headline_numbers; ///< in the order of the headline
    std::vector<OverviewFigure> figures; ///< people at risk and out of reach, civilians killed, places overdue for a visit, overdue actions
    std::vector<AttentionItem> attention; ///< worst first
    std::vector<RecordRef> documents;     ///< assessments worked on last, newest first
    bool empty = false;                   ///< nothing to show yet: no incident, no place, no assessment
};

/// "TA-2026-10 version 1.0"
[[nodiscard]] QString versionName(const core::Mission& mission, core::AssessmentId assessment);
/// A line that names the action: of the version that counts, else of the newest that names it.
[[nodiscard]] std::optional<core::LineId> lineOfAction(const core::Mission& mission, core::ActionId action);
/// With the response times of the snapshot; one without them has the people at risk in place of those out of reach.
[[nodiscard]] Overview overviewOf(const core::Mission& mission, const std::optional<core::Period>& period, std::optional<core::AreaId> scope,
                                  const core::Progress& progress = {});

} // namespace tutela::session
