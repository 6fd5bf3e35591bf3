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

/// A row says how much it weighs by shape and colour too.
QIcon levelIcon(const Style& style, core::RuleLevel level)
{
    switch (level) {
    case core::RuleLevel::E: return style.icon(QStringLiteral("danger"), map::Token::Danger);
    case core::RuleLevel::S: return style.icon(QStringLiteral("warning"), map::Token::Warning);
    default: return style.icon(QStringLiteral("info"), map::Token::Text2);
    }
}

} // namespace

FindingsPanel::FindingsPanel(Style& style, QWidget* parent) : QTableWidget(0, 3, parent), m_style(style)
{
    ui::setUpReadOnlyRows(*this, QStringLiteral("findingTable"), tr("Check before sign-off"), SingleSelection);
    setHorizontalHeaderLabels({tr("Kind"), tr("What to look at"), tr("Where")});
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    connect(this, &QTableWidget::cellActivated, this, &FindingsPanel::jump);
    connect(this, &QTableWidget::cellClicked, this, &FindingsPanel::jump);
}

void FindingsPanel::show(std::vector<session::CheckRow> checks, bool open)
{
    m_checks = std::move(checks);
    setRowCount(0);
    const auto add = [this](const QIcon& icon, const QStringList& cells) {
        const int row = rowCount();
        insertRow(row);
        for (qsizetype i = 0; i < cells.size(); ++i) {
            auto* item = new QTableWidgetItem{cells[i]};
            item->setToolTip(cells[i].toHtmlEscaped());
            setItem(row, static_cast<int>(i), item);
        }
        item(row, 0)->setIcon(icon);
    };
    for (const auto& check : m_checks)
        add(levelIcon(m_style, check.level), {levelWord(check.level), check.text, check.subject});
    if (m_checks.empty())
        add(m_style.icon(QStringLiteral("saved"), map::Token::Success), {tr("Ready"), open ? tr("Nothing is missing: this can be sent to review.") : tr("Nothing is missing."), {}});
}

int FindingsPanel::wantedHeight() const
{
    constexpr int kMostRows = 4;
    int height = horizontalHeader()->sizeHint().height() + 2 * frameWidth();
    for (int row = 0; row < std::min(kMostRows, rowCount()); ++row)
        height += rowHeight(row);
    return height;
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
