// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bases_list.h"

#include "../data/data_table.h"
#include "../frame/head_layout.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/road_closures.h>

#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>

namespace tutela::app {

namespace {

enum Column { BaseColumn, KindColumn, WhereColumn, ScenarioColumn };

QString scenarioText(const core::Mission& mission, const core::ScenarioChanges& changes, core::BaseId base)
{
    if (std::find(changes.close_bases.begin(), changes.close_bases.end(), base) != changes.close_bases.end())
        return BasesList::tr("closed");
    const auto moved = std::find_if(changes.move_bases.begin(), changes.move_bases.end(), [base](const auto& each) { return each.base == base; });
    return moved != changes.move_bases.end() ? BasesList::tr("moved, to %1").arg(session::whereabouts(mission, core::GeoPoint::of(moved->lon, moved->lat))) : BasesList::tr("as today");
}

} // namespace

BasesList::BasesList(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_note(ui::label(tr("A base that is chosen here or on the map can be closed or moved in the scenario."), "secondary", this, true)),
      m_close(ui::button(QStringLiteral("basesClose"), tr("Close in the scenario"), "plain", this)), m_move(ui::button(QStringLiteral("basesMove"), tr("Move in the scenario"), "plain", this)),
      m_table(makeDataTable(QStringLiteral("basesTable"), tr("Bases of the mission"), {tr("Base"), tr("Kind"), tr("Position"), tr("In the scenario")}, this))
{
    setObjectName(QStringLiteral("basesList"));
    m_close->setToolTip(tr("Without a scenario a new one is made."));
    m_move->setToolTip(tr("Then click where it would stand."));
    setHeadAbove(*this, {m_note, m_close, m_move}, m_table);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before, int) {
        offer();
        if (const auto base = current(); base && row != before)
            emit baseChosen(base->value);
    });
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (const auto base = current())
            emit closeAsked(base->value);
    });
    connect(m_move, &QPushButton::clicked, this, [this] {
        if (const auto base = current())
            emit moveAsked(base->value);
    });
    show(std::nullopt);
}

void BasesList::show(std::optional<session::ScenarioId> scenario)
{
    const auto mission = m_shell.document.mission();
    const auto changes = session::readableChanges(*mission, scenario);
    const auto before = current();
    const QSignalBlocker quiet{m_table};
    m_bases.clear();
    m_closed = changes.close_bases;
    m_table->setColumnHidden(ScenarioColumn, !scenario);
    m_table->setRowCount(static_cast<int>(mission->all<core::Base>().size()));
    for (const core::Base& base : mission->all<core::Base>()) {
        const int row = static_cast<int>(m_bases.size());
        const auto at = base.point();
        m_bases.emplace_back(base.id);
        put(*m_table, row, BaseColumn, session::nameOf(*mission, {core::Kind::BASE, base.id}));
        put(*m_table, row, KindColumn, base.base_kind ? QString::fromStdString(core::spoken(core::word(*base.base_kind))) : QString{});
        put(*m_table, row, WhereColumn, at ? session::whereabouts(*mission, *at) : tr("not known"));
        put(*m_table, row, ScenarioColumn, scenarioText(*mission, changes, core::BaseId{base.id}));
    }
    select(before);
}

void BasesList::select(std::optional<core::BaseId> base)
{
    const QSignalBlocker quiet{m_table};
    const auto at = base ? std::find(m_bases.begin(), m_bases.end(), *base) : m_bases.end();
    if (at == m_bases.end())
        m_table->setCurrentCell(-1, -1);
    else
        m_table->setCurrentCell(static_cast<int>(at - m_bases.begin()), BaseColumn);
    offer();
}

std::optional<core::BaseId> BasesList::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 && static_cast<std::size_t>(row) < m_bases.size() ? std::optional{m_bases[static_cast<std::size_t>(row)]} : std::nullopt;
}

void BasesList::offer()
{
    const auto base = current();
    const bool closed = base && std::find(m_closed.begin(), m_closed.end(), *base) != m_closed.end();
    m_close->setText(closed ? tr("Open again in the scenario") : tr("Close in the scenario"));
    for (auto* button : {m_close, m_move})
        button->setEnabled(base && !m_shell.document.isReadOnly());
}

} // namespace tutela::app
