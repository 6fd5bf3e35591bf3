// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "findings_panel.h"

#include "../frame/table_look.h"

#include <QHeaderView>

namespace tutela::app {

namespace {

QString levelWord(core::RuleLevel level)
{
    switch (level) {
    case core::RuleLevel::E: return QObject::tr("Error");
    case core::RuleLevel::S: return QObject::tr("Blocks sign-off");
    default: return QObject::tr("Note");
    }
}

} // namespace

FindingsPanel::FindingsPanel(QWidget* parent) : QTableWidget(0, 3, parent)
{
    ui::setUpReadOnlyRows(*this, QStringLiteral("findingTable"), tr("Check before sign-off"), SingleSelection);
    setHorizontalHeaderLabels({tr("Kind"), tr("What is missing"), tr("Where")});
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    connect(this, &QTableWidget::cellActivated, this, &FindingsPanel::jump);
    connect(this, &QTableWidget::cellClicked, this, &FindingsPanel::jump);
}

void FindingsPanel::show(std::vector<session::CheckRow> checks)
{
    m_checks = std::move(checks);
    setRowCount(0);
    const auto add = [this](const QStringList& cells) {
        const int row = rowCount();
        insertRow(row);
        for (qsizetype i = 0; i < cells.size(); ++i) {
            auto* item = new QTableWidgetItem{cells[i]};
            item->setToolTip(cells[i].toHtmlEscaped());
            setItem(row, static_cast<int>(i), item);
        }
    };
    for (const auto& check : m_checks)
        add({levelWord(check.level), check.text, check.subject});
    if (m_checks.empty())
        add({tr("Ready"), tr("Nothing is missing: this can be sent to review."), {}});
}

void FindingsPanel::step(int by)
{
    const int count = static_cast<int>(m_checks.size());
    if (count == 0)
        return;
    const int from = currentRow();
    const int row = from < 0 ? (by > 0 ? 0 : count - 1) : (from + by + count) % count;
    setCurrentCell(row, 0);
    jump(row);
}

void FindingsPanel::jump(int row)
{
    if (const auto at = static_cast<std::size_t>(row); at < m_checks.size())
        emit jumpAsked(m_checks[at].record, m_checks[at].field);
}

} // namespace tutela::app
