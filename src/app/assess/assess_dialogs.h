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
/// @param area, start  what is chosen at first
[[nodiscard]] std::optional<NewAssessment> askNewAssessment(Shell& shell, QWidget* parent, std::optional<core::AreaId> area, session::StartFrom start);

/// Role, initials and note of a move or an opinion.
struct Signature {
    core::Role role{};
    QString initials, note;
    std::optional<core::Opinion> opinion;
};
/// Why it would be refused; empty when it would not.
using SignatureCheck = std::function<QString(const Signature&)>;
/// Asks who moves a version on, after it said what the move does. Approval needs the typed word SIGN. What would be refused stays in
/// the dialog with the sentence.
[[nodiscard]] std::optional<Signature> askSignature(Shell& shell, QWidget* parent, const session::NextStep& step, const SignatureCheck& refusal);
[[nodiscard]] std::optional<Signature> askOpinion(Shell& shell, QWidget* parent, const SignatureCheck& refusal);

/// Saves the fields of an action. @returns why it was refused; empty when it is saved
using ActionSink = std::function<QString(const nlohmann::json& set)>;
/// Asks for an action and saves it; what is refused stays in the dialog with the sentence. @param suggested  a deadline
void askAction(Shell& shell, QWidget* parent, const core::Action* action, core::Day suggested, ActionSink save);

} // namespace tutela::app
