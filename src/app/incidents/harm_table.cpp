// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "harm_table.h"

#include <tutela/session/display.h>
#include <tutela/session/bulk_edits.h>

#include <QHeaderView>

#include <array>

namespace tutela::app {

namespace {

constexpr std::array kKinds{"killed", "injured", "abducted", "missing", "crsv", "arrested", "displaced"};
constexpr std::array kFigures{"best", "low", "high", "civilians", "women", "men", "girls", "boys", "unknown_adult", "unknown_child", "unknown"};

const core::Field& fieldAt(int row, int column)
{
    return *core::findField(core::Kind::INCIDENT, std::string{kKinds[static_cast<std::size_t>(column)]} + "_" + kFigures[static_cast<std::size_t>(row)]);
}

} // namespace

HarmTable::HarmTable(Shell& shell, QWidget* parent)
    : QTableWidget(static_cast<int>(kFigures.size()), static_cast<int>(kKinds.size()), parent), m_shell(shell)
{
    setObjectName(QStringLiteral("harmTable"));
    setAccessibleName(tr("Harm by sex and age"));
    setAccessibleDescription(tr("An empty cell is not known; it is not zero."));
    setHorizontalHeaderLabels({tr("Killed"), tr("Injured"), tr("Abducted"), tr("Missing"), tr("Sexual viol."), tr("Arrested"), tr("Displaced")});
    setVerticalHeaderLabels({tr("Best figure"), tr("Lowest"), tr("Highest"), tr("Civilians"), tr("Women"), tr("Men"), tr("Girls"), tr("Boys"), tr("Adults, sex n/k"),
                             tr("Children, sex n/k"), tr("Not known")});
    setTabKeyNavigation(false);
    setEditTriggers(QAbstractItemView::AllEditTriggers);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    setFixedHeight(horizontalHeader()->sizeHint().height() + rowCount() * verticalHeader()->defaultSectionSize() + 18);
    connect(this, &QTableWidget::itemChanged, this, &HarmTable::take);
}

void HarmTable::show(const core::RecordValues& record)
{
    if (record.id() != m_id)
        m_refusals.clear();
    m_id = record.id();
    m_filling = true;
    const auto all = core::fieldsOf(core::Kind::INCIDENT);
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < columnCount(); ++column) {
            const core::Field& field = fieldAt(row, column);
            const auto refusal = m_refusals.find({row, column});
            auto* cell = item(row, column); // kept: it may be the one that is being set
            if (cell == nullptr)
                setItem(row, column, cell = new QTableWidgetItem);
            cell->setText(refusal != m_refusals.end() ? refusal->second : session::editText(field, record.values[static_cast<std::size_t>(&field - all.data())]));
            cell->setForeground(m_shell.style.colour(refusal != m_refusals.end() ? map::Token::Danger : map::Token::Text));
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            if (m_shell.document.isReadOnly())
                cell->setFlags(cell->flags() & ~Qt::ItemIsEditable);
        }
    m_filling = false;
}

void HarmTable::take(QTableWidgetItem* item)
{
    if (m_filling || m_id == 0)
        return;
    const std::pair at{item->row(), item->column()};
    const core::Field& field = fieldAt(at.first, at.second);
    const QString text = item->text();
    try {
        const core::Value value = session::valueOfText(*m_shell.document.mission(), field, text);
        m_refusals.erase(at);
        m_shell.document.edit({{{"kind", "incident"}, {"id", m_id}, {"set", {{std::string{field.name}, core::toJson(field, value)}}}}},
                              tr("Change %1 of incident %2").arg(session::shown(core::labelOf(field)).toLower()).arg(m_id));
        emit refused({});
    } catch (const core::Error& error) {
        m_refusals[at] = text;
        m_filling = true;
        this->item(at.first, at.second)->setForeground(m_shell.style.colour(map::Token::Danger));
        m_filling = false;
        emit refused(QString::fromStdString(error.message()));
    }
}

} // namespace tutela::app
