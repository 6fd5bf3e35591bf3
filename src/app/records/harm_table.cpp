// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "harm_table.h"

#include "../frame/row_copier.h"

#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>

namespace tutela::app {

namespace {

constexpr std::array<std::string_view, 7> kKinds{"killed", "injured", "abducted", "missing", "crsv", "arrested", "displaced"};
constexpr std::array kFigures{"best", "low", "high", "civilians", "women", "men", "girls", "boys", "unknown_adult", "unknown_child", "unknown"};

const core::Field& fieldAt(int row, int column)
{
    return *core::findField(core::Kind::INCIDENT, std::string{kKinds[static_cast<std::size_t>(column)]} + "_" + kFigures[static_cast<std::size_t>(row)]);
}

constexpr int kRefusedRole = Qt::UserRole + 1;

/// Outlines refused figures.
class FigureDelegate final : public QStyledItemDelegate {
public:
    FigureDelegate(Style& style, QObject* parent) : QStyledItemDelegate(parent), m_style(style) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        if (!index.data(kRefusedRole).toBool())
            return;
        painter->save();
        painter->setPen(QPen{m_style.colour(map::Token::Danger), 2});
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        painter->restore();
    }

private:
    Style& m_style;
};

} // namespace

HarmTable::HarmTable(Shell& shell, QWidget* parent)
    : QTableWidget(static_cast<int>(kFigures.size()), static_cast<int>(kKinds.size()), parent), m_shell(shell), m_problem(ui::label({}, "error", parent, true)),
      m_question(ui::label({}, "warning", parent, true))
{
    m_problem->setObjectName(QStringLiteral("problem_harm"));
    m_question->setObjectName(QStringLiteral("question_harm"));
    m_question->hide();
    setItemDelegate(new FigureDelegate{shell.style, this});
    setObjectName(QStringLiteral("harmTable"));
    setAccessibleName(tr("Harm by sex and age"));
    setAccessibleDescription(tr("An empty cell is not known; it is not zero."));
    setHorizontalHeaderLabels({tr("Killed"), tr("Injured"), tr("Abducted"), tr("Missing"), tr("Sexual violence"), tr("Arrested"), tr("Displaced")});
    setVerticalHeaderLabels({tr("Best figure"), tr("Lowest"), tr("Highest"), tr("Civilians"), tr("Women"), tr("Men"), tr("Girls"), tr("Boys"), tr("Adults, sex not known"),
                             tr("Children, sex not known"), tr("Sex and age not known")});
    setTabKeyNavigation(false);
    setEditTriggers(QAbstractItemView::AllEditTriggers);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    setFixedHeight(horizontalHeader()->sizeHint().height() + rowCount() * verticalHeader()->defaultSectionSize() + 18);
    connect(new ui::RowCopier{*this}, &ui::RowCopier::told, this, m_shell.status);
    connect(this, &QTableWidget::itemChanged, this, &HarmTable::take);
}

void HarmTable::show(const core::RecordValues& record)
{
    m_id = record.id();
    m_filling = true;
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < columnCount(); ++column) {
            const core::Field& field = fieldAt(row, column);
            auto* cell = item(row, column); // kept: it may be the one that is being set
            if (cell == nullptr)
                setItem(row, column, cell = new QTableWidgetItem);
            cell->setText(session::editText(field, session::valueIn(record, field)));
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            cell->setData(Qt::AccessibleTextRole, tr("%1, %2: %3").arg(horizontalHeaderItem(column)->text(), verticalHeaderItem(row)->text(), cell->text().isEmpty() ? tr("not known") : cell->text()));
            if (m_shell.document.isReadOnly())
                cell->setFlags(cell->flags() & ~Qt::ItemIsEditable);
        }
    showRefusals();
    m_filling = false;
}

void HarmTable::showRefusals()
{
    const auto& refused = m_refusals[m_id];
    QStringList sentences;
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < columnCount(); ++column) {
            const auto refusal = refused.find({row, column});
            const bool is = refusal != refused.end();
            auto* cell = item(row, column);
            cell->setData(kRefusedRole, is);
            cell->setForeground(m_shell.style.colour(is ? map::Token::Danger : map::Token::Text));
            if (!is)
                continue;
            cell->setText(refusal->second.text);
            sentences << refusal->second.sentence;
        }
    m_problem->setText(sentences.join(QLatin1Char('\n')));
    m_problem->setVisible(!sentences.isEmpty());
}

bool HarmTable::holds(const std::string& field)
{
    const auto end = field.find('_');
    return std::find(kKinds.begin(), kKinds.end(), field.substr(0, end)) != kKinds.end() && core::findField(core::Kind::INCIDENT, field) != nullptr;
}

void HarmTable::ask(const QStringList& questions)
{
    m_question->setText(questions.join(QLatin1Char('\n')));
    m_question->setVisible(!questions.isEmpty());
}

void HarmTable::take(QTableWidgetItem* item)
{
    if (m_filling || m_id == 0)
        return;
    const Cell at{item->row(), item->column()};
    const QString text = item->text();
    const session::RecordRef incident{core::Kind::INCIDENT, m_id};
    auto& refused = m_refusals[m_id];
    refused.erase(at);
    const QString sentence = session::setField(m_shell.document, incident, fieldAt(at.first, at.second), text);
    if (!sentence.isEmpty())
        refused[at] = {text, sentence};
    // Lowest, best and highest must rise, and parts add up: what was refused alone may fit together with this figure.
    session::DraftValues together;
    for (const auto& [cell, refusal] : refused)
        together.emplace_back(&fieldAt(cell.first, cell.second), refusal.text);
    if (!together.empty() && (together.size() > 1 || sentence.isEmpty()) && session::setFields(m_shell.document, incident, together).isEmpty())
        refused.clear();
    m_filling = true;
    showRefusals();
    m_filling = false;
}

void HarmTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete && currentItem() != nullptr && !m_shell.document.isReadOnly())
        currentItem()->setText({});
    else
        QTableWidget::keyPressEvent(event);
}

} // namespace tutela::app
