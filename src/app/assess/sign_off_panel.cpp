// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sign_off_panel.h"

#include "../frame/flow_layout.h"

#include <QVBoxLayout>

namespace tutela::app {

SignOffPanel::SignOffPanel(QWidget* parent) : QWidget(parent), m_history(new QVBoxLayout), m_steps(new FlowLayout{8, 6})
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    m_history->setSpacing(4);
    column->addLayout(m_history);
    column->addSpacing(4);
    column->addLayout(m_steps);
}

void SignOffPanel::show(const session::AssessmentSheet& sheet)
{
    clearLayout(m_history);
    const auto rows = session::signOffLines(sheet);
    if (rows.empty())
        m_history->addWidget(ui::label(tr("Not submitted yet."), "secondary", this));
    for (const auto& row : rows)
        m_history->addWidget(ui::label(tr("%1 \u00B7 %2 \u00B7 %3%4").arg(row.when, row.what, row.who, row.note.isEmpty() ? QString{} : QStringLiteral(" \u00B7 ") + row.note), "plain", this, true));
    // An opinion changes no step: the button that has the focus stays. A step that was taken hands the focus to what comes next.
    if (std::pair{sheet.id(), sheet.work.state} == m_shown)
        return;
    const bool hadFocus = isAncestorOf(focusWidget()) && m_shown.first == sheet.id();
    m_shown = {sheet.id(), sheet.work.state};
    clearLayout(m_steps);
    if (sheet.work.state == core::AssessmentState::IN_REVIEW) {
        auto* opinion = ui::button(QStringLiteral("giveOpinion"), tr("Give an opinion"), "plain", this);
        connect(opinion, &QPushButton::clicked, this, &SignOffPanel::opinionAsked);
        m_steps->addWidget(opinion);
    }
    for (const auto& step : session::nextSteps(sheet)) {
        auto* button = ui::button(QStringLiteral("step_") + QString::fromStdString(std::string{core::word(step.to)}), step.verb, "plain", this);
        connect(button, &QPushButton::clicked, this, [this, step] { emit stepAsked(step); });
        m_steps->addWidget(button);
    }
    if (auto* first = m_steps->itemAt(0); hadFocus && first != nullptr) {
        first->widget()->show();
        first->widget()->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace tutela::app
