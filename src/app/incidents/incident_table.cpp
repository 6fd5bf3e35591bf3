// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incident_table.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/bulk_edits.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>
#include <set>

namespace tutela::app {

using session::IncidentModel;

namespace {

const auto kColumnsKey = QStringLiteral("incidents/columns");
constexpr int kRowPadding = 14;
constexpr qint64 kTypeAheadMs = 1'000;
constexpr int kTypeAheadRows = 20'000; ///< rows whose texts are looked through

} // namespace

void IncidentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.data(IncidentModel::ProblemRole).toString().isEmpty())
        return;
    painter->save();
    painter->setPen(QPen{m_style.colour(map::Token::Danger), 2});
    painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    painter->restore();
}

QWidget* IncidentDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const core::Field& field = IncidentModel::field(index.column());
    if (field.type != core::FieldType::Word) {
        auto* editor = QStyledItemDelegate::createEditor(parent, option, index);
        editor->setObjectName(QStringLiteral("cellEditor"));
        return editor;
    }
    auto* words = new QComboBox{parent};
    words->setObjectName(QStringLiteral("cellEditor"));
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
        QStyledItemDelegate::setEditorData(editor, index);
}

void IncidentDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    if (const auto* words = qobject_cast<QComboBox*>(editor))
        model->setData(index, words->currentData(), Qt::EditRole);
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}

QSize IncidentDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {80, option.fontMetrics.height() + kRowPadding};
}

IncidentTable::IncidentTable(Shell& shell, IncidentModel& model, QWidget* parent) : QTableView(parent), m_shell(shell), m_model(model)
{
    setObjectName(QStringLiteral("incidentTable"));
    setAccessibleName(tr("Incidents"));
    setModel(&model);
    setItemDelegate(new IncidentDelegate{shell.style, this});
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    // Rows of one height: nothing is measured, so that a million rows scroll as ten do.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    const auto rowHeight = [this] { verticalHeader()->setDefaultSectionSize(std::max(30, fontMetrics().height() + kRowPadding)); };
    rowHeight();
    connect(&shell.style, &Style::changed, this, rowHeight);
    auto* header = horizontalHeader();
    header->setObjectName(QStringLiteral("incidentHeader"));
    header->setAccessibleName(tr("Columns of the incidents"));
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setToolTip(tr("Click to sort; right click to choose columns"));
    header->setSortIndicator(IncidentModel::Date, Qt::DescendingOrder);
    setSortingEnabled(true);
    connect(header, &QHeaderView::sortIndicatorChanged, this, [this, header, last = int{IncidentModel::Date}, order = Qt::DescendingOrder](int section, Qt::SortOrder now) mutable {
        if (section < 0 || IncidentModel::isSortable(section)) {
            last = section;
            order = now;
            return;
        }
        m_shell.status(tr("Incidents cannot be sorted by this column; filter them or use Ctrl+F."));
        const QSignalBlocker quiet{header};
        header->setSortIndicator(last, order);
    });
    connect(header, &QHeaderView::customContextMenuRequested, this, &IncidentTable::chooseColumns);
    connect(header, &QHeaderView::sectionMoved, this, &IncidentTable::keepColumns);
    restoreColumns();
}

void IncidentTable::restoreColumns()
{
    if (const QByteArray kept = QSettings{}.value(kColumnsKey).toByteArray(); !kept.isEmpty() && horizontalHeader()->restoreState(kept))
        return;
    constexpr std::array kWidths{std::pair{IncidentModel::Date, 132}, std::pair{IncidentModel::Category, 130}, std::pair{IncidentModel::Place, 104},
                                 std::pair{IncidentModel::Perpetrators, 130}, std::pair{IncidentModel::Killed, 58}, std::pair{IncidentModel::Injured, 64},
                                 std::pair{IncidentModel::Verification, 100}, std::pair{IncidentModel::Grade, 58}};
    for (const auto& [column, width] : kWidths)
        setColumnWidth(column, static_cast<int>(width * m_shell.style.textScale()));
    for (const int column : {IncidentModel::Abducted, IncidentModel::Displaced, IncidentModel::Title})
        setColumnHidden(column, true);
    horizontalHeader()->moveSection(horizontalHeader()->visualIndex(IncidentModel::Grade), 7);
}

void IncidentTable::keepColumns() const { QSettings{}.setValue(kColumnsKey, horizontalHeader()->saveState()); }

void IncidentTable::chooseColumns(QPoint at)
{
    auto* menu = new QMenu{this};
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int visual = 0; visual < m_model.columnCount(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        auto* action = menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != IncidentModel::Date);
        connect(action, &QAction::toggled, this, [this, column](bool show) {
            setColumnHidden(column, !show);
            keepColumns();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

std::vector<std::int64_t> IncidentTable::selectedIds() const
{
    std::set<int> rows;
    for (const auto& range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    std::vector<std::int64_t> ids;
    for (const int row : rows)
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

std::vector<int> IncidentTable::shownColumns() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < m_model.columnCount(); ++visual)
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns.push_back(column);
    return columns;
}

void IncidentTable::copy() const
{
    std::vector<QStringList> cells(1);
    for (const int column : shownColumns())
        cells.front() << m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    for (const std::int64_t id : selectedIds()) {
        QStringList row;
        for (const int column : shownColumns())
            row << m_model.index(m_model.rowOf(id), column).data().toString();
        cells.push_back(row);
    }
    QApplication::clipboard()->setText(session::textOfCells(cells));
    m_shell.status(tr("%1 incidents copied.").arg(session::countText(static_cast<std::int64_t>(cells.size()) - 1)));
}

/// Cells go into the rows from the current one on; what is left becomes new incidents.
void IncidentTable::paste()
{
    const QModelIndex at = currentIndex();
    const auto cells = session::cellsOfText(QApplication::clipboard()->text());
    if (cells.empty())
        return;
    std::vector<const core::Field*> fields;
    bool begun = !at.isValid();
    for (const int column : shownColumns()) {
        begun = begun || column == at.column();
        if (begun)
            fields.push_back(column == IncidentModel::Dataset || column == IncidentModel::Grade ? nullptr : &IncidentModel::field(column));
    }
    std::vector<std::int64_t> ids;
    for (int row = at.isValid() ? at.row() : m_model.rowCount(); row < m_model.rowCount() && ids.size() < cells.size(); ++row)
        ids.push_back(m_model.idAt(row));
    try {
        const auto lines = session::pasteLines(*m_shell.document.mission(), core::Kind::INCIDENT, ids, fields, cells);
        if (!lines.empty())
            m_shell.document.edit(lines, tr("Paste %1 rows").arg(cells.size()));
        m_shell.messages.hide(QStringLiteral("paste"));
    } catch (const core::Error& error) {
        m_shell.messages.show(QStringLiteral("paste"), MessageBar::Level::Warning, tr("Nothing was pasted: %1").arg(QString::fromUtf8(error.what())));
    }
}

void IncidentTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::Paste))
        paste();
    else
        QTableView::keyPressEvent(event);
}

/// Looks for a place, category or actor that begins with what is typed, from the current row on.
void IncidentTable::keyboardSearch(const QString& text)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_typed = now - m_typedAt > kTypeAheadMs ? text : m_typed + text;
    m_typedAt = now;
    const int rows = m_model.rowCount();
    const int from = std::max(0, currentIndex().row()) + (m_typed.size() == 1 ? 1 : 0);
    for (int step = 0; step < std::min(rows, kTypeAheadRows); ++step) {
        const int row = (from + step) % rows;
        for (const int column : {IncidentModel::Place, IncidentModel::Category, IncidentModel::Perpetrators})
            if (m_model.index(row, column).data().toString().startsWith(m_typed, Qt::CaseInsensitive)) {
                setCurrentIndex(m_model.index(row, column));
                return;
            }
    }
    m_shell.status(tr("No place, category or actor begins with \u201C%1\u201D.").arg(m_typed));
}

void IncidentTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid())
        emit currentIncident(m_model.idAt(current.row()));
}

} // namespace tutela::app
