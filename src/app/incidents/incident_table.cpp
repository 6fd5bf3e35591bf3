// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incident_table.h"

#include "../frame/table_look.h"
#include "../records/table_tools.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/bulk_edits.h>

#include <QComboBox>
#include <QDateTime>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace tutela::app {

using session::IncidentModel;

namespace {

const auto kColumnsKey = QStringLiteral("incidents/columns");
constexpr int kLeastRow = 30;
constexpr qint64 kTypeAheadMs = 1'000;
constexpr qint64 kTypeAheadBudgetMs = 40;

} // namespace

void IncidentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    CellEditors::paint(painter, option, index);
    if (index.data(IncidentModel::ProblemRole).toString().isEmpty())
        return;
    painter->save();
    painter->setPen(QPen{m_style.colour(map::Token::Danger), 2});
    painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    painter->restore();
}

/// What is said of a cell that holds nothing; copied and edited it is empty.
void IncidentDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    CellEditors::initStyleOption(option, index);
    if (!option->text.isEmpty() || index.column() != IncidentModel::Date)
        return;
    option->text = tr("no date");
    option->features |= QStyleOptionViewItem::HasDisplay;
    option->palette.setColor(QPalette::Text, m_style.colour(map::Token::Text2));
}

QWidget* IncidentDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const core::Field& field = IncidentModel::field(index.column());
    if (field.type != core::FieldType::Word) {
        auto* editor = CellEditors::createEditor(parent, option, index);
        editor->setObjectName(QStringLiteral("cellEditor"));
        editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
        return editor;
    }
    auto* words = new QComboBox{parent};
    words->setObjectName(QStringLiteral("cellEditor"));
    words->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
    words->addItem(tr("Not known"), QString{});
    for (const auto word : field.words)
        words->addItem(QString::fromStdString(core::spoken(word)), QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
    return words;
}

void IncidentDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    if (auto* words = qobject_cast<QComboBox*>(editor))
        words->setCurrentIndex(std::max(0, words->findData(index.data(Qt::EditRole).toString())));
    else
        CellEditors::setEditorData(editor, index);
}

void IncidentDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    if (const auto* words = qobject_cast<QComboBox*>(editor))
        model->setData(index, words->currentData(), Qt::EditRole);
    else
        CellEditors::setModelData(editor, model, index);
}

bool IncidentDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem&, const QModelIndex& index)
{
    return showPlainTip(*event, *view, index);
}

QSize IncidentDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {80, ui::rowHeight(option.fontMetrics)};
}

IncidentTable::IncidentTable(Shell& shell, IncidentModel& model, QWidget* parent) : EditedTable(parent), m_shell(shell), m_model(model)
{
    m_copier = &ui::setUpRows(*this, QStringLiteral("incidentTable"), tr("Incidents"), QAbstractItemView::ExtendedSelection);
    connect(m_copier, &ui::RowCopier::told, this, shell.status);
    setModel(&model);
    setItemDelegate(new IncidentDelegate{shell.style, this});
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    setWordWrap(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    // Rows of one height: nothing is measured, so that a million rows scroll as ten do.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    const auto rowHeight = [this] { ui::setRowHeights(*this, kLeastRow); };
    rowHeight();
    connect(&shell.style, &Style::changed, this, rowHeight);
    auto* header = horizontalHeader();
    header->setObjectName(QStringLiteral("incidentHeader"));
    header->setStretchLastSection(true);
    header->setSortIndicator(IncidentModel::Date, Qt::DescendingOrder);
    setSortingEnabled(true);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this, header, last = int{IncidentModel::Date}, order = Qt::DescendingOrder](int section, Qt::SortOrder now) mutable {
        if (section < 0 || IncidentModel::isSortable(section)) {
            last = section;
            order = now;
            return;
        }
        m_shell.status(m_shell.actions.withKeys(tr("Incidents cannot be sorted by this column; filter them instead"), QStringLiteral("edit.find")) + QLatin1Char('.'));
        const QSignalBlocker quiet{header};
        header->setSortIndicator(last, order);
    });
    setColumns();
    letColumnsBeChosen(*this, kColumnsKey, IncidentModel::Date);
}

void IncidentTable::setColumns()
{
    constexpr std::array kWidths{std::pair{IncidentModel::Date, 142}, std::pair{IncidentModel::Category, 130}, std::pair{IncidentModel::Place, 120},
                                 std::pair{IncidentModel::Perpetrators, 130}, std::pair{IncidentModel::Killed, 58}, std::pair{IncidentModel::Injured, 64},
                                 std::pair{IncidentModel::Verification, 100}, std::pair{IncidentModel::Grade, 58}};
    for (const auto& [column, width] : kWidths)
        setColumnWidth(column, static_cast<int>(width * m_shell.style.textScale()));
    for (const int column : {IncidentModel::Abducted, IncidentModel::Displaced, IncidentModel::Title})
        setColumnHidden(column, true);
    horizontalHeader()->moveSection(horizontalHeader()->visualIndex(IncidentModel::Grade), 7);
}

std::vector<std::int64_t> IncidentTable::selectedIds() const
{
    std::vector<std::int64_t> ids;
    for (const int row : selectedRows(*this))
        ids.push_back(m_model.idAt(row));
    return ids;
}

std::vector<std::int64_t> IncidentTable::shownIds() const
{
    std::vector<std::int64_t> ids;
    ids.reserve(static_cast<std::size_t>(m_model.rowCount()));
    for (int row = 0; row < m_model.rowCount(); ++row)
        ids.push_back(m_model.idAt(row));
    return ids;
}

void IncidentTable::showId(std::int64_t id)
{
    const int row = m_model.rowOf(id);
    if (row < 0 || (currentIndex().isValid() && currentIndex().row() == row && selectionModel()->isRowSelected(row)))
        return;
    const QModelIndex index = m_model.index(row, std::max(0, currentIndex().column()));
    setCurrentIndex(index);
    scrollTo(index, QAbstractItemView::EnsureVisible);
}

/// Cells go into the rows from the current one on; what is left becomes new incidents.
void IncidentTable::paste()
{
    const QModelIndex at = currentIndex();
    std::vector<std::int64_t> ids;
    for (int row = at.isValid() ? at.row() : m_model.rowCount(); row < m_model.rowCount() && ids.size() < session::kMostBulk; ++row)
        ids.push_back(m_model.idAt(row));
    pasteCells(m_shell, *this, core::Kind::INCIDENT, ids, [](int column) {
        return column == IncidentModel::Dataset || column == IncidentModel::Grade ? nullptr : &IncidentModel::field(column);
    });
}

void IncidentTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Cut)) {
        if (m_copier->copy(ui::Heads::Yes) > 0)
            emit deleteAsked();
    } else if (event->matches(QKeySequence::Paste)) {
        paste();
    } else {
        EditedTable::keyPressEvent(event);
    }
}

/// Looks for a place, category or actor that begins with what is typed, from the current row on.
void IncidentTable::keyboardSearch(const QString& text)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_typed = now - m_typedAt > kTypeAheadMs ? text : m_typed + text;
    m_typedAt = now;
    const int rows = m_model.rowCount();
    const int from = std::max(0, currentIndex().row()) + (m_typed.size() == 1 ? 1 : 0);
    QElapsedTimer clock; // texts come from the file: the window stays quick with a million rows
    clock.start();
    for (int step = 0; step < rows && clock.elapsed() < kTypeAheadBudgetMs; ++step) {
        const int row = (from + step) % rows;
        for (const int column : {IncidentModel::Place, IncidentModel::Category, IncidentModel::Perpetrators})
            if (m_model.index(row, column).data().toString().startsWith(m_typed, Qt::CaseInsensitive)) {
                setCurrentIndex(m_model.index(row, column));
                return;
            }
    }
    m_shell.status(tr("No place, category or actor of the next rows begins with \u201C%1\u201D.").arg(m_typed));
}

void IncidentTable::focusInEvent(QFocusEvent* event)
{
    m_entering = true;
    EditedTable::focusInEvent(event);
    m_entering = false;
}

void IncidentTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    EditedTable::currentChanged(current, previous);
    if (current.isValid() && !m_entering)
        emit currentIncident(m_model.idAt(current.row()));
}

/// The row that became current as the focus came in is chosen by a click on it, though it stays the current one.
void IncidentTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    EditedTable::selectionChanged(selected, deselected);
    if (!m_entering && currentIndex().isValid() && selected.contains(currentIndex()))
        emit currentIncident(m_model.idAt(currentIndex().row()));
}

} // namespace tutela::app
