// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "parameters_page.h"

#include "../frame/head_layout.h"
#include "../frame/wrapped_cells.h"
#include "data_table.h"
#include "speeds_table.h"

#include <tutela/session/data_health.h>
#include <tutela/session/display.h>

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

ParametersPage::ParametersPage(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_summary(ui::label({}, "secondary", this, true)),
      m_table(makeDataTable(QStringLiteral("parameters"), tr("Model parameters"), {tr("Parameter"), tr("Value"), tr("Default"), tr("State"), tr("Where it comes from")}, this))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(16, 12, 16, 8);
    auto* head = new HeadLayout{nullptr};
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(ui::label(tr("Model parameters"), "heading", this));
    auto* speeds = new SpeedsTable{shell, this};
    auto* values = ui::button(QStringLiteral("parametersValues"), tr("Values of the method"), "segment", this);
    auto* speed = ui::button(QStringLiteral("parametersSpeeds"), tr("Speeds"), "segment", this);
    for (auto* tab : {values, speed}) {
        tab->setCheckable(true);
        head->addWidget(tab);
        connect(tab, &QPushButton::clicked, this, [this, values, speed, speeds, tab] {
            values->setChecked(tab == values);
            speed->setChecked(tab == speed);
            m_summary->setVisible(tab == values);
            m_table->setVisible(tab == values);
            speeds->setVisible(tab == speed);
        });
    }
    values->setChecked(true);
    speeds->hide();
    auto* settings = ui::button(QStringLiteral("toSettings"), tr("Mission settings"), "plain", this);
    connect(settings, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("mission.settings"))->trigger(); });
    head->addWidget(settings);
    column->addLayout(head);
    m_summary->setObjectName(QStringLiteral("parametersSummary"));
    column->addWidget(m_summary);
    for (const int wide : {1, 2})
        m_table->horizontalHeader()->setSectionResizeMode(wide, QHeaderView::Stretch);
    new WrappedCells{*m_table};
    column->addWidget(m_table, 1);
    column->addWidget(speeds, 1);
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(core::Kind::MISSION))
            refresh();
    });
    connect(&shell.style, &Style::changed, this, &ParametersPage::refresh);
    refresh();
}

/// Names and sources are whole and a long value wraps, as long as values keep room enough; else names and sources wrap as well.
void ParametersPage::shareWidth()
{
    constexpr int kLeastValue = 14; // letters
    const QAbstractItemView& view = *m_table; // where the widths that cells want are public
    const int whole = view.sizeHintForColumn(0) + view.sizeHintForColumn(3) + view.sizeHintForColumn(4);
    const bool narrow = m_table->width() - whole < 2 * kLeastValue * fontMetrics().averageCharWidth();
    for (const int text : {0, 4})
        m_table->horizontalHeader()->setSectionResizeMode(text, narrow ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
}

void ParametersPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    shareWidth();
}

void ParametersPage::refresh()
{
    const auto list = session::parametersOf(*m_shell.document.mission());
    m_table->setRowCount(static_cast<int>(list.size()));
    int row = 0;
    for (const auto& parameter : list) {
        const QStringList cells{parameter.name, parameter.value, parameter.standard, parameter.changed ? tr("changed") : tr("default"), parameter.source};
        for (int c = 0; c < cells.size(); ++c) {
            auto* item = put(*m_table, row, c, cells[c]);
            QFont font = m_shell.style.font(13, parameter.changed ? map::Weight::Bold : map::Weight::Regular);
            item->setFont(font);
        }
        m_table->item(row, 3)->setIcon(parameter.changed ? m_shell.style.icon(QStringLiteral("edit"), map::Token::Warning) : QIcon{});
        ++row;
    }
    const auto changed = std::count_if(list.begin(), list.end(), [](const auto& parameter) { return parameter.changed; });
    m_summary->setText(changed == 0 ? tr("All %1 values are those of the method.").arg(list.size())
                                    : tr("%1 of %2 values are changed for this mission.").arg(session::countText(changed)).arg(list.size()));
    shareWidth();
}

} // namespace tutela::app
