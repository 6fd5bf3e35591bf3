// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes_list.h"

#include "patrol_modes.h"

#include "../data/data_table.h"
#include "../frame/head_layout.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/road_closures.h>

#include <QComboBox>
#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace tutela::app {

namespace {

enum Column { ChangeColumn, WhereColumn };

/// By which the units of a base that is tried can travel, the usual one first.

} // namespace

ChangesList::ChangesList(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_note(ui::label({}, "secondary", this, true)), m_show(ui::button(QStringLiteral("changesShow"), tr("Show on the map"), "plain", this)),
      m_remove(ui::button(QStringLiteral("changesRemove"), tr("Take out"), "plain", this)), m_mode(new QComboBox{this}),
      m_table(makeDataTable(QStringLiteral("changesTable"), tr("What the scenario changes"), {tr("Change"), tr("Position")}, this))
{
    setObjectName(QStringLiteral("changesList"));
    m_note->setObjectName(QStringLiteral("changesNote"));
    m_show->setToolTip(tr("Enter on a row"));
    ui::tellKeys(shell.actions, m_remove, QStringLiteral("edit.delete"));
    m_mode->setObjectName(QStringLiteral("changesMode"));
    m_mode->setAccessibleName(tr("How the units of the tried base travel"));
    m_mode->setToolTip(m_mode->accessibleName());
    for (const auto mode : kPatrolModes)
        m_mode->addItem(QString::fromStdString(core::spoken(core::word(mode))));
    connect(m_mode, &QComboBox::activated, this, &ChangesList::chooseMode);
    setHeadAbove(*this, {m_note, m_mode, m_show, m_remove}, m_table);
    connect(m_table, &QTableWidget::currentCellChanged, this, &ChangesList::offer);
    connect(m_table, &QTableWidget::cellActivated, this, &ChangesList::showCurrent);
    connect(m_show, &QPushButton::clicked, this, &ChangesList::showCurrent);
    connect(m_remove, &QPushButton::clicked, this, &ChangesList::removeCurrent);
    show(std::nullopt);
}

void ChangesList::show(std::optional<session::ScenarioId> scenario)
{
    const int before = m_table->currentRow();
    m_scenario = scenario;
    m_changes = session::scenarioChanges(*m_shell.document.mission(), scenario);
    m_note->setText(!scenario           ? tr("Today changes nothing: try a base, close a road or choose a scenario.")
                    : m_changes.empty() ? tr("This scenario changes nothing yet: try a base or close a road.")
                                        : m_shell.actions.withKeys(tr("Enter shows a change on the map. Take out removes it"), QStringLiteral("edit.delete")) + QLatin1Char('.'));
    const QSignalBlocker quiet{m_table};
    m_table->setVisible(!m_changes.empty());
    m_table->setRowCount(static_cast<int>(m_changes.size()));
    for (std::size_t i = 0; i < m_changes.size(); ++i) {
        put(*m_table, static_cast<int>(i), ChangeColumn, m_changes[i].words);
        put(*m_table, static_cast<int>(i), WhereColumn, m_changes[i].at ? session::whereabouts(*m_shell.document.mission(), *m_changes[i].at) : tr("everywhere"));
    }
    m_table->setCurrentCell(std::min(before, m_table->rowCount() - 1), ChangeColumn);
    offer();
}

const session::ScenarioChange* ChangesList::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 && static_cast<std::size_t>(row) < m_changes.size() ? &m_changes[static_cast<std::size_t>(row)] : nullptr;
}

void ChangesList::offer()
{
    const auto* change = current();
    for (auto* button : {m_show, m_remove})
        button->setVisible(!m_changes.empty());
    const bool tried = change != nullptr && change->key == "add_bases";
    m_mode->setVisible(tried);
    m_mode->setEnabled(tried && !m_shell.document.isReadOnly());
    if (tried) {
        const auto bases = session::readableChanges(*m_shell.document.mission(), m_scenario).add_bases;
        const auto mode = change->number < bases.size() ? bases[change->number].mode.value_or(kPatrolModes.front()) : kPatrolModes.front();
        m_mode->setCurrentIndex(static_cast<int>(std::find(kPatrolModes.begin(), kPatrolModes.end(), mode) - kPatrolModes.begin()));
    }
    m_show->setEnabled(change != nullptr && change->at);
    m_remove->setEnabled(change != nullptr && !change->key.empty() && !m_shell.document.isReadOnly());
}

void ChangesList::chooseMode(int row)
{
    const auto* change = current();
    if (change == nullptr || !m_scenario)
        return;
    const QString refusal = session::setTriedBaseMode(m_shell.document, *m_scenario, change->number, kPatrolModes[static_cast<std::size_t>(row)]);
    if (!refusal.isEmpty())
        m_shell.messages.show(QStringLiteral("reach"), MessageBar::Level::Warning, tr("The scenario was not changed: %1").arg(refusal));
}

void ChangesList::showCurrent()
{
    if (const auto* change = current(); change != nullptr && change->at)
        emit shownOnMap(*change->at);
}

void ChangesList::removeCurrent()
{
    const auto* change = current();
    if (change == nullptr || !m_scenario || !m_remove->isEnabled())
        return;
    const QString words = change->words; // the list is filled again by what follows
    const QString refusal = session::removeChange(m_shell.document, *m_scenario, session::ScenarioChange{*change});
    if (refusal.isEmpty())
        m_shell.toasts.show(tr("Taken out of the scenario: %1").arg(words), {ui::undoAction(m_shell)});
    else
        m_shell.messages.show(QStringLiteral("reach"), MessageBar::Level::Warning, tr("The scenario was not changed: %1").arg(refusal));
}

} // namespace tutela::app
