// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "speeds_table.h"

#include "data_table.h"

#include "../frame/head_layout.h"
#include "../frame/writing.h"

#include <tutela/session/display.h>

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

namespace {

enum Column { ModeColumn, SurfaceColumn, DryColumn, WetColumn, StandardColumn, StateColumn };

bool isChanged(const session::SpeedRow& row) { return row.dry.changed || (row.wet && row.wet->changed); }

} // namespace

SpeedsTable::SpeedsTable(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_message(ui::label({}, "secondary", this, true)),
      m_table(makeDataTable(QStringLiteral("speeds"), tr("Speeds, km/h"), {tr("Means"), tr("On"), tr("Dry season, km/h"), tr("Wet season, km/h"), tr("Default, dry / wet"), tr("State")}, this)),
      m_reset(ui::button(QStringLiteral("speedsReset"), tr("Reset the row"), "plain", this)), m_resetAll(ui::button(QStringLiteral("speedsResetAll"), tr("Reset all"), "plain", this))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    auto* head = new HeadLayout{nullptr};
    head->setContentsMargins(0, 0, 0, 0);
    m_message->setObjectName(QStringLiteral("speedsMessage"));
    head->addWidget(m_message);
    for (auto* button : {m_reset, m_resetAll}) {
        head->addWidget(button);
        ui::changes(shell, button);
    }
    column->addLayout(head);
    m_table->horizontalHeader()->setSectionResizeMode(ModeColumn, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(SurfaceColumn, QHeaderView::Stretch);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    column->addWidget(m_table, 1);
    connect(m_table, &QTableWidget::cellChanged, this, [this](int row, int cell) {
        if (!m_filling)
            takeTyped(row, cell);
    });
    connect(m_reset, &QPushButton::clicked, this, [this] { reset(false); });
    connect(m_resetAll, &QPushButton::clicked, this, [this] { reset(true); });
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(core::Kind::MISSION))
            refresh();
    });
    connect(&shell.style, &Style::changed, this, &SpeedsTable::refresh);
    refresh();
}

void SpeedsTable::putCell(int row, int column, const session::SpeedCell& cell)
{
    auto* item = put(*m_table, row, column, session::speedText(session::valueOf(cell.what)), true);
    item->setFont(m_shell.style.font(13, cell.changed ? map::Weight::Bold : map::Weight::Regular));
    if (m_shell.document.isReadOnly())
        item->setFlags(item->flags() & ~Qt::ItemIsEditable);
}

void SpeedsTable::refresh()
{
    m_filling = true;
    m_rows = session::speedRows(*m_shell.document.mission());
    m_table->setRowCount(static_cast<int>(m_rows.size()));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& row = m_rows[i];
        const int at = static_cast<int>(i);
        const auto fixed = [&](int column, const QString& text, bool number = false) {
            auto* item = put(*m_table, at, column, text, number);
            item->setFlags(item->flags() & ~Qt::ItemIsEditable);
            return item;
        };
        fixed(ModeColumn, row.mode);
        fixed(SurfaceColumn, row.surface);
        putCell(at, DryColumn, row.dry);
        if (row.wet)
            putCell(at, WetColumn, *row.wet);
        else
            fixed(WetColumn, tr("the same"), true);
        fixed(StandardColumn, row.wet ? tr("%1 / %2").arg(session::speedText(row.dry.standard), session::speedText(row.wet->standard)) : session::speedText(row.dry.standard), true);
        fixed(StateColumn, isChanged(row) ? tr("changed") : tr("default"))->setIcon(isChanged(row) ? m_shell.style.icon(QStringLiteral("edit"), map::Token::Warning) : QIcon{});
    }
    const auto changed = std::count_if(m_rows.begin(), m_rows.end(), isChanged);
    m_message->setText(changed == 0 ? tr("All speeds are the defaults. Type into a cell to change one; 0 lets nobody pass. The last row is what is left by night.")
                                    : tr("%1 of %2 rows are changed for this mission. The last row is what is left by night.").arg(session::countText(changed), session::countText(static_cast<std::int64_t>(m_rows.size()))));
    m_resetAll->setVisible(changed > 0);
    m_filling = false;
}

void SpeedsTable::takeTyped(int row, int column)
{
    const session::SpeedRow shown = m_rows.at(static_cast<std::size_t>(row));
    const session::SpeedCell& cell = column == WetColumn ? *shown.wet : shown.dry;
    const auto typed = session::typedSpeed(m_table->item(row, column)->text(), cell);
    QString message = typed.problem;
    if (typed.value && *typed.value != session::valueOf(cell.what)) {
        try {
            session::setSpeed(m_shell.document, cell.what, *typed.value);
            message = session::speedConsequence(shown, cell, *typed.value);
        } catch (const core::Error& error) {
            message = tr("The speed was not changed: %1").arg(session::shown(error.message()));
        }
    }
    // The delegate still holds the cell: it is filled again when it has let go.
    QMetaObject::invokeMethod(this, [this, message] {
        refresh();
        if (!message.isEmpty())
            m_message->setText(message);
    }, Qt::QueuedConnection);
}

void SpeedsTable::reset(bool all)
{
    const int row = m_table->currentRow();
    if (!all && row < 0) {
        m_message->setText(tr("Choose a row first."));
        return;
    }
    try {
        session::resetSpeeds(m_shell.document, all ? std::nullopt : std::optional{m_rows.at(static_cast<std::size_t>(row))});
    } catch (const core::Error& error) {
        m_message->setText(tr("The speed was not changed: %1").arg(session::shown(error.message())));
    }
}

} // namespace tutela::app
