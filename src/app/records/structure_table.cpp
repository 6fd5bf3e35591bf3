// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "structure_table.h"

#include "../frame/flow_layout.h"
#include "../frame/row_copier.h"
#include "../frame/writing.h"

#include <tutela/core/coordinates.h>

#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

namespace {

constexpr int kRefusedMemberRole = Qt::UserRole + 1;
constexpr int kMostRowsSeen = 6;

/// Words and records are chosen from a list, all else is typed; a refused cell is outlined.
class MemberDelegate final : public QStyledItemDelegate {
public:
    MemberDelegate(Shell& shell, const std::vector<session::MemberColumn>& columns, QObject* parent) : QStyledItemDelegate(parent), m_shell(shell), m_columns(columns) {}

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& column = m_columns[static_cast<std::size_t>(index.column())];
        const auto choices = session::choicesOf(*m_shell.document.mission(), column);
        if (choices.empty()) {
            auto* editor = QStyledItemDelegate::createEditor(parent, option, index);
            editor->setObjectName(QStringLiteral("rowEditor"));
            editor->setAccessibleName(column.title);
            return editor;
        }
        auto* combo = new QComboBox{parent};
        combo->setObjectName(QStringLiteral("rowEditor"));
        combo->setAccessibleName(column.title);
        combo->addItem(QObject::tr("Not known"), QString{});
        for (const auto& choice : choices)
            combo->addItem(choice.text, choice.value);
        return combo;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        if (auto* combo = qobject_cast<QComboBox*>(editor))
            combo->setCurrentIndex(std::max(0, combo->findText(index.data(Qt::EditRole).toString())));
        else
            QStyledItemDelegate::setEditorData(editor, index);
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        if (const auto* combo = qobject_cast<QComboBox*>(editor))
            model->setData(index, combo->currentIndex() > 0 ? combo->currentText() : QString{}, Qt::EditRole);
        else
            QStyledItemDelegate::setModelData(editor, model, index);
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        if (!index.data(kRefusedMemberRole).toBool())
            return;
        painter->save();
        painter->setPen(QPen{m_shell.style.colour(map::Token::Danger), 2});
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
        painter->restore();
    }

private:
    Shell& m_shell;
    const std::vector<session::MemberColumn>& m_columns;
};

} // namespace

StructureTable::StructureTable(Shell& shell, const core::Field& field, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_field(field), m_columns(session::columnsOf(field)), m_table(new QTableWidget{0, static_cast<int>(m_columns.size()), this}),
      m_problem(ui::label({}, "error", this, true)), m_rules(ui::label({}, "warning", this, true))
{
    const QString name = QString::fromStdString(std::string{field.name});
    m_table->setObjectName(QStringLiteral("rows_") + name);
    m_table->setAccessibleName(QString::fromStdString(core::labelOf(field)));
    m_table->setAccessibleDescription(tr("An empty cell is not known; it is not zero."));
    m_table->setItemDelegate(new MemberDelegate{shell, m_columns, m_table});
    QStringList heads;
    for (const auto& column : m_columns)
        heads << column.title;
    m_table->setHorizontalHeaderLabels(heads);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 12);
    m_problem->setObjectName(QStringLiteral("rowsProblem_") + name);
    m_rules->setObjectName(QStringLiteral("rowsRules_") + name);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_table);
    makeTools(column);
    column->addWidget(m_problem);
    column->addWidget(m_rules);
    m_problem->hide();
    m_rules->hide();
    connect(new ui::RowCopier{*m_table}, &ui::RowCopier::told, this, m_shell.status);
    connect(m_table, &QTableWidget::itemChanged, this, &StructureTable::take);
    connect(m_table, &QTableWidget::currentCellChanged, this, &StructureTable::updateTools);
}

void StructureTable::makeTools(QVBoxLayout* column)
{
    const QString name = QString::fromStdString(std::string{m_field.name});
    auto* tools = new FlowLayout{6, 6};
    const auto tool = [&](const char* what, const QString& text, const QString& spoken) {
        auto* button = ui::button(QLatin1String{what} + QLatin1Char('_') + name, text, "plain", this);
        button->setAccessibleName(spoken.arg(m_table->accessibleName().toLower()));
        ui::changes(m_shell, button);
        tools->addWidget(button);
        return button;
    };
    m_add = tool("rowsAdd", tr("Add"), tr("Add a row to %1"));
    m_remove = tool("rowsRemove", tr("Remove"), tr("Remove the row from %1"));
    m_up = tool("rowsUp", tr("Up"), tr("Move the row of %1 up"));
    m_down = tool("rowsDown", tr("Down"), tr("Move the row of %1 down"));
    const bool placed = std::any_of(m_columns.begin(), m_columns.end(), [](const auto& each) { return each.type == session::MemberColumn::Type::Position; });
    if (placed) {
        m_pick = tool("rowsPick", tr("Place on the map"), tr("Place the row of %1 on the map"));
        connect(m_pick, &QPushButton::clicked, this, &StructureTable::positionAsked);
    }
    column->addLayout(tools);
    connect(m_add, &QPushButton::clicked, this, [this] { change(session::addRow(m_shell.document, record(), m_field), m_table->rowCount()); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const int row = m_table->currentRow();
        change(session::removeRow(m_shell.document, record(), m_field, static_cast<std::size_t>(row)), row);
    });
    for (const int by : {-1, 1})
        connect(by < 0 ? m_up : m_down, &QPushButton::clicked, this, [this, by] {
            const int row = m_table->currentRow();
            change(session::moveRow(m_shell.document, record(), m_field, static_cast<std::size_t>(row), by), row + by);
        });
}

void StructureTable::showRecord(const core::RecordValues& values)
{
    m_filling = true;
    if (m_id != values.id())
        m_table->setCurrentCell(-1, -1);
    m_id = values.id();
    const auto rows = session::rowsOf(values, m_field);
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        for (int column = 0; column < m_table->columnCount(); ++column) {
            auto* cell = m_table->item(row, column); // kept: it may be the one that is being set
            if (cell == nullptr)
                m_table->setItem(row, column, cell = new QTableWidgetItem);
            const QString text = session::memberText(*m_shell.document.mission(), m_columns[static_cast<std::size_t>(column)], rows[static_cast<std::size_t>(row)]);
            cell->setText(text);
            cell->setData(Qt::AccessibleTextRole, tr("%1, row %2: %3").arg(m_columns[static_cast<std::size_t>(column)].title).arg(row + 1).arg(text.isEmpty() ? tr("not known") : text));
            if (m_shell.document.isReadOnly())
                cell->setFlags(cell->flags() & ~Qt::ItemIsEditable);
        }
    const int seen = std::clamp(m_table->rowCount(), 1, kMostRowsSeen);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + seen * m_table->verticalHeader()->defaultSectionSize() + 20);
    showRefusals();
    m_filling = false;
    updateTools();
}

void StructureTable::showRefusals()
{
    const auto& refused = m_refusals[m_id];
    QStringList sentences;
    for (int row = 0; row < m_table->rowCount(); ++row)
        for (int column = 0; column < m_table->columnCount(); ++column) {
            const auto refusal = refused.find({row, column});
            const bool is = refusal != refused.end();
            auto* cell = m_table->item(row, column);
            cell->setData(kRefusedMemberRole, is);
            if (is) {
                cell->setText(refusal->second.text);
                sentences << tr("Row %1, %2: %3").arg(row + 1).arg(m_columns[static_cast<std::size_t>(column)].title.toLower(), refusal->second.sentence);
            }
        }
    m_problem->setText(sentences.join(QLatin1Char('\n')));
    m_problem->setVisible(!sentences.isEmpty());
}

void StructureTable::take(QTableWidgetItem* item)
{
    if (m_filling || m_id == 0)
        return;
    const Cell at{item->row(), item->column()};
    const QString text = item->text();
    auto& refused = m_refusals[m_id];
    refused.erase(at);
    const QString sentence = session::setMember(m_shell.document, record(), m_field, static_cast<std::size_t>(at.first), m_columns[static_cast<std::size_t>(at.second)], text);
    if (!sentence.isEmpty()) {
        refused[at] = {text, sentence};
        m_shell.status(sentence);
    }
    m_filling = true;
    showRefusals();
    m_filling = false;
}

/// After rows were added, taken out or moved: what was refused lay in cells that are others now.
void StructureTable::change(const QString& refusal, int row)
{
    if (!refusal.isEmpty()) {
        m_problem->setText(refusal);
        m_problem->show();
        return;
    }
    if (m_refusals[m_id].empty()) {
        m_table->setCurrentCell(std::clamp(row, -1, m_table->rowCount() - 1), std::max(0, m_table->currentColumn()));
        updateTools();
        return;
    }
    m_refusals[m_id].clear();
    m_filling = true;
    showRefusals();
    m_filling = false;
    m_table->setCurrentCell(std::clamp(row, -1, m_table->rowCount() - 1), std::max(0, m_table->currentColumn()));
}

void StructureTable::warn(const QStringList& sentences)
{
    m_rules->setText(sentences.join(QLatin1Char('\n')));
    m_rules->setVisible(!sentences.isEmpty());
}

void StructureTable::takePosition(core::GeoPoint point)
{
    const auto column = std::find_if(m_columns.begin(), m_columns.end(), [](const auto& each) { return each.type == session::MemberColumn::Type::Position; });
    if (column == m_columns.end() || m_id == 0)
        return;
    const int row = m_table->currentRow();
    if (row < 0)
        change(session::addRow(m_shell.document, record(), m_field, {{"lon", point.lon()}, {"lat", point.lat()}}), m_table->rowCount());
    else
        m_table->item(row, static_cast<int>(column - m_columns.begin()))->setText(QString::fromStdString(core::toDecimalDegrees(point)));
}

void StructureTable::updateTools()
{
    if (m_shell.document.isReadOnly())
        return; // they are off, and say why
    const int row = m_table->currentRow();
    const QString choose = tr("Choose a row first.");
    const auto enable = [&](QPushButton* button, bool can, const QString& why) {
        button->setEnabled(can);
        button->setToolTip(can ? QString{} : why);
    };
    enable(m_remove, row >= 0, choose);
    enable(m_up, row > 0, row == 0 ? tr("It is the first.") : choose);
    enable(m_down, row >= 0 && row + 1 < m_table->rowCount(), row >= 0 ? tr("It is the last.") : choose);
    if (m_pick != nullptr)
        m_pick->setToolTip(row >= 0 ? tr("Click the position of this row on the map.") : tr("Click a position on the map: it becomes a new row."));
}

} // namespace tutela::app
