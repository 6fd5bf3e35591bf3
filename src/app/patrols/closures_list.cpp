// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "closures_list.h"

#include "../data/data_table.h"
#include "../frame/head_layout.h"

#include <tutela/analysis/assess.h>
#include <tutela/session/display.h>

#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>

namespace tutela::app {

namespace {

enum Column { RoadColumn, StateColumn, DaysColumn, ReasonColumn, WhereColumn };

QString turnText(session::RoadClosure::State state)
{
    switch (state) {
    case session::RoadClosure::State::OpenInScenario: return ClosuresList::tr("Close again in the scenario");
    case session::RoadClosure::State::ClosedInScenario: return ClosuresList::tr("Open again in the scenario");
    default: return ClosuresList::tr("Open in the scenario");
    }
}

} // namespace

ClosuresList::ClosuresList(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_note(ui::label({}, "secondary", this, true)), m_show(ui::button(QStringLiteral("closuresShow"), tr("Show on the map"), "plain", this)),
      m_turn(ui::button(QStringLiteral("closuresTurn"), {}, "plain", this)),
      m_table(makeDataTable(QStringLiteral("closuresTable"), tr("Roads and bridges that are closed"), {tr("Road or bridge"), tr("State"), tr("Closed"), tr("Reason"), tr("Position")}, this))
{
    setObjectName(QStringLiteral("closuresList"));
    m_note->setObjectName(QStringLiteral("closuresNote"));
    m_show->setToolTip(tr("Enter on a row"));
    m_turn->setToolTip(tr("As X and a click on the road do; without a scenario a new one is made."));
    setHeadAbove(*this, {m_note, m_show, m_turn}, m_table);
    m_table->horizontalHeader()->setSectionResizeMode(ReasonColumn, QHeaderView::Stretch);
    connect(m_table, &QTableWidget::currentCellChanged, this, &ClosuresList::offer);
    connect(m_table, &QTableWidget::cellActivated, this, &ClosuresList::showCurrent);
    connect(m_show, &QPushButton::clicked, this, &ClosuresList::showCurrent);
    connect(m_turn, &QPushButton::clicked, this, [this] {
        if (const auto* closure = current())
            emit turnedOver(closure->road.value);
    });
    show(std::nullopt);
}

void ClosuresList::show(std::optional<session::ScenarioId> scenario)
{
    const auto mission = m_shell.document.mission();
    m_closures = session::roadClosures(*mission, m_shell.context.cutOff(*mission, m_shell.document.now()), scenario);
    fill();
}

void ClosuresList::fill()
{
    const auto mission = m_shell.document.mission();
    const int before = m_table->currentRow();
    const auto closed = std::count_if(m_closures.begin(), m_closures.end(), [](const auto& each) { return each.isClosed(); });
    m_note->setText(m_closures.empty() ? tr("No road or bridge is closed. X and a click on the map close one in a scenario.")
                                       : tr("%1 closed. X and a click on the map, or the button, turn a road over in the scenario.").arg(session::countText(closed)));
    const QSignalBlocker quiet{m_table};
    m_table->setVisible(!m_closures.empty());
    m_table->setRowCount(static_cast<int>(m_closures.size()));
    for (std::size_t i = 0; i < m_closures.size(); ++i) {
        const auto& closure = m_closures[i];
        const int row = static_cast<int>(i);
        put(*m_table, row, RoadColumn, closure.ford ? tr("%1 (ford)").arg(closure.name) : closure.bridge ? tr("%1 (bridge)").arg(closure.name) : closure.name);
        put(*m_table, row, StateColumn, session::stateText(closure));
        put(*m_table, row, DaysColumn, session::closureDaysText(closure, mission->timeZone()));
        put(*m_table, row, ReasonColumn, closure.reason);
        put(*m_table, row, WhereColumn, closure.at ? session::whereabouts(*mission, *closure.at) : tr("not known"));
    }
    m_table->setCurrentCell(std::min(before, m_table->rowCount() - 1), RoadColumn);
    offer();
}

const session::RoadClosure* ClosuresList::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 && static_cast<std::size_t>(row) < m_closures.size() ? &m_closures[static_cast<std::size_t>(row)] : nullptr;
}

void ClosuresList::offer()
{
    const auto* closure = current();
    for (auto* button : {m_show, m_turn})
        button->setVisible(!m_closures.empty());
    m_turn->setText(turnText(closure != nullptr ? closure->state : session::RoadClosure::State::Closed));
    m_show->setEnabled(closure != nullptr && closure->at);
    m_turn->setEnabled(closure != nullptr && !m_shell.document.isReadOnly());
}

void ClosuresList::showCurrent()
{
    if (const auto* closure = current(); closure != nullptr && closure->at)
        emit shownOnMap(*closure->at);
}

} // namespace tutela::app
