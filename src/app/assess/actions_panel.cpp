// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions_panel.h"

#include "../frame/flow_layout.h"
#include "page_parts.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kMoreRole = Qt::UserRole + 1;
enum Column { TierColumn, ActionColumn, ComponentColumn, DeadlineColumn, StatusColumn };

QString noteOf(std::size_t actions, int overdue, int incomplete)
{
    QString note = actions == 1 ? QObject::tr("1 action") : QObject::tr("%1 actions").arg(actions);
    if (overdue > 0)
        note += QObject::tr(" \u00B7 %1 overdue").arg(overdue);
    if (incomplete > 0)
        note += QObject::tr(" \u00B7 %1 incomplete").arg(incomplete);
    return note;
}

} // namespace

ActionsPanel::ActionsPanel(Style& style, QWidget* parent) : QWidget(parent), m_style(style)
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    m_table = makePageTable(QStringLiteral("actionTable"), tr("Recommended actions"), {tr("Tier"), tr("Action"), tr("Component and owner"), tr("Deadline"), tr("Status")}, ActionColumn, this);
    m_table->horizontalHeader()->setSectionResizeMode(TierColumn, QHeaderView::Fixed);
    column->addWidget(m_table);
    m_more = ui::label({}, "caption", this, true);
    m_more->setObjectName(QStringLiteral("actionMore"));
    column->addWidget(m_more);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ActionsPanel::showMore);
    auto* row = new FlowLayout{6, 6};
    m_add = ui::button(QStringLiteral("addAction"), tr("Add an action for this line"), "plain", this);
    m_edit = ui::button(QStringLiteral("editAction"), tr("Edit action"), "plain", this);
    m_remove = ui::button(QStringLiteral("removeAction"), tr("Remove action"), "plain", this);
    for (auto* button : {m_add, m_edit, m_remove})
        row->addWidget(button);
    column->addLayout(row);
    connect(m_add, &QPushButton::clicked, this, [this] { emit editAsked(true); });
    connect(m_edit, &QPushButton::clicked, this, [this] { emit editAsked(false); });
    connect(m_remove, &QPushButton::clicked, this, &ActionsPanel::removeAsked);
    connect(m_table, &QTableWidget::itemActivated, this, [this] { emit editAsked(false); });
}

void ActionsPanel::show(const session::AssessmentSheet& sheet, bool line)
{
    constexpr int kShown = 8, kTierWidth = 104; // the words of a tier wrap: the room belongs to the action
    m_table->horizontalHeader()->resizeSection(TierColumn, qRound(kTierWidth * m_style.textScale()));
    const auto kept = action();
    const auto rows = session::actionRows(sheet);
    m_table->setRowCount(static_cast<int>(rows.size()));
    int overdue = 0, incomplete = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& each = rows[i];
        const int row = static_cast<int>(i);
        const QString tip = each.text + QLatin1Char('\n') + each.lines + (each.missing.isEmpty() ? QString{} : tr("\nMissing: %1").arg(each.missing));
        setPageCell(m_table, row, TierColumn, each.tier, tip);
        setPageCell(m_table, row, ActionColumn, each.text, tip);
        setPageCell(m_table, row, ComponentColumn, each.component + QLatin1Char('\n') + each.owner, tip);
        setPageCell(m_table, row, DeadlineColumn, each.deadline, tip);
        setPageCell(m_table, row, StatusColumn, each.status, tip);
        m_table->item(row, 0)->setData(Qt::UserRole, QVariant::fromValue<qlonglong>(each.id.value));
        m_table->item(row, 0)->setData(kMoreRole, (each.indicator.isEmpty() ? tr("No indicator yet.") : tr("Indicator: %1.").arg(each.indicator)) + QLatin1Char(' ')
                                                      + tr("Answers: %1.").arg(QString{each.lines}.replace(QLatin1Char('\n'), QStringLiteral("; ")))
                                                      + (each.missing.isEmpty() ? QString{} : tr(" Missing: %1.").arg(each.missing)));
        overdue += each.overdue ? 1 : 0;
        incomplete += each.missing.isEmpty() ? 0 : 1;
        if (each.overdue)
            for (const int at : {DeadlineColumn, StatusColumn})
                m_table->item(row, at)->setForeground(m_style.colour(map::Token::Danger));
        if (!each.missing.isEmpty())
            m_table->item(row, StatusColumn)->setIcon(QIcon{m_style.pixmap(QStringLiteral("warning"), 14, m_style.colour(map::Token::Warning), 2.0)});
        if (kept == each.id)
            m_table->setCurrentCell(row, 0);
    }
    if (!rows.empty() && m_table->currentRow() < 0)
        m_table->setCurrentCell(0, 0);
    showMore();
    m_table->setVisible(!rows.empty());
    fitTableHeight(m_table, kShown);
    m_note = noteOf(rows.size(), overdue, incomplete);
    m_add->setEnabled(sheet.editable && line);
    m_edit->setEnabled(sheet.editable && !rows.empty());
    m_remove->setEnabled(sheet.editable && !rows.empty());
    for (auto* button : {m_add, m_edit, m_remove})
        button->setToolTip(sheet.editable ? QString{} : tr("The text of this version is locked."));
}

/// What the table has no room for, of the chosen action.
void ActionsPanel::showMore()
{
    const auto* item = m_table->currentRow() >= 0 ? m_table->item(m_table->currentRow(), 0) : nullptr;
    m_more->setText(item != nullptr ? item->data(kMoreRole).toString() : QString{});
    m_more->setVisible(!m_more->text().isEmpty());
}

std::optional<core::ActionId> ActionsPanel::action() const
{
    const auto* item = m_table->currentRow() >= 0 ? m_table->item(m_table->currentRow(), 0) : nullptr;
    return item != nullptr ? std::optional{core::ActionId{item->data(Qt::UserRole).toLongLong()}} : std::nullopt;
}

void ActionsPanel::jumpTo(core::ActionId action)
{
    for (int row = 0; row < m_table->rowCount(); ++row)
        if (m_table->item(row, 0)->data(Qt::UserRole).toLongLong() == action.value)
            m_table->setCurrentCell(row, 0);
    m_table->setFocus(Qt::OtherFocusReason);
}

void ActionsPanel::focusAdd() { m_add->setFocus(Qt::OtherFocusReason); }

} // namespace tutela::app
