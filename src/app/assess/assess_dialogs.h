// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field_editor.h"

#include <optional>

namespace tutela::app {

/// What a new assessment is of, with what was computed for it.
struct NewAssessment {
    session::AssessmentWork work;
};
/// Asks for sector, month and start, and lists what changed since the last version before anything is typed.
/// @param fixed  an area and a month that are chosen already
[[nodiscard]] std::optional<NewAssessment> askNewAssessment(Shell& shell, QWidget* parent, std::optional<core::AreaId> area);

/// Role, initials and note of a move or an opinion.
struct Signature {
    core::Role role{};
    QString initials, note;
    std::optional<core::Opinion> opinion;
};
/// Asks who moves a version on. Approval needs the typed word SIGN.
[[nodiscard]] std::optional<Signature> askSignature(Shell& shell, QWidget* parent, const session::NextStep& step);
[[nodiscard]] std::optional<Signature> askOpinion(Shell& shell, QWidget* parent);

/// Values of an action as typed; empty when it was cancelled.
[[nodiscard]] std::optional<nlohmann::json> askAction(QWidget* parent, const core::Action* action);

} // namespace tutela::app
