// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lines_list.h"

#include "../data/data_table.h"
#include "../frame/stale.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QVBoxLayout>

namespace tutela::app {

namespace {

enum Column { LineColumn, PeopleColumn, ReachColumn, RiskColumn, ClassColumn };

QString reachText(const std::optional<int>& reach) { return reach ? QString::number(*reach) : LinesList::tr("not computed"); }
QString riskText(const core::Range<int>& range) { return range.known() ? QString::number(range.lowest) : LinesList::tr("%1 to %2").arg(range.lowest).arg(range.highest); }

QString classText(const core::Range<core::PriorityClass>& range)
{
    const auto word = [](core::PriorityClass each) { return QString::fromStdString(core::spoken(each)); };
    return range.known() ? word(range.lowest) : LinesList::tr("%1 to %2").arg(word(range.lowest), word(range.highest));
}

/// "2, then 0"; one value where both are the same.
QString changed(const QString& today, const QString& then) { return today == then ? today : LinesList::tr("%1, then %2").arg(today, then); }

} // namespace

LinesList::LinesList(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_note(ui::label({}, "secondary", this, true)),
      m_table(makeDataTable(QStringLiteral("linesTable"), tr("Lines that the scenario changes"), {tr("Line"), tr("People"), tr("Mission reach"), tr("Residual risk"), tr("Class")}, this))
{
    setObjectName(QStringLiteral("linesList"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_note->setObjectName(QStringLiteral("linesNote"));
    column->addWidget(m_note);
    column->addWidget(m_table, 1);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row, int) { m_shell.open({core::Kind::LINE, m_lines.at(static_cast<std::size_t>(row)).value}); });
}

void LinesList::setStale(bool stale) { ui::setStale(*m_table, stale); }

void LinesList::show(const std::optional<std::vector<session::LineUnderScenario>>& lines, bool scenario)
{
    const std::size_t count = lines ? lines->size() : 0;
    m_lines.clear();
    m_table->setVisible(count > 0);
    m_table->setRowCount(static_cast<int>(count));
    if (!scenario)
        m_note->setText(tr("Choose a scenario: here stand the lines of the assessments that it would change."));
    else if (!lines)
        m_note->setText(tr("What it does to the assessments is being calculated ..."));
    else if (lines->empty())
        m_note->setText(tr("This scenario changes no assessment: mission reach, risk and class stay the same."));
    else {
        const auto classes = std::count_if(lines->begin(), lines->end(), [](const auto& line) { return line.changesClass(); });
        m_note->setText(tr("%1 of %2 lines change their class. Signed versions stay as they are: this is what they would be.").arg(classes).arg(count));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto& line = (*lines)[i];
        const int row = static_cast<int>(i);
        m_lines.push_back(line.line);
        put(*m_table, row, LineColumn, session::shown(line.title));
        put(*m_table, row, PeopleColumn, line.people ? session::countText(*line.people) : tr("not known"), true);
        put(*m_table, row, ReachColumn, changed(reachText(line.reach_today), reachText(line.reach_then)));
        put(*m_table, row, RiskColumn, changed(riskText(line.risk_today), riskText(line.risk_then)));
        put(*m_table, row, ClassColumn, changed(classText(line.class_today), classText(line.class_then)));
    }
}

} // namespace tutela::app
