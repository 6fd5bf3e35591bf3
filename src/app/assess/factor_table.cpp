// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "factor_table.h"

#include "../frame/table_look.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QStyledItemDelegate>

namespace tutela::app {

namespace {

using session::FactorJudgement;

enum Column { PlaceColumn, FactorColumn, JudgementColumn, WhyColumn, ColumnCount };
enum Role { StateRole = Qt::UserRole, JudgedRole, EditableRole };
constexpr std::array kJudgements{FactorJudgement::Yes, FactorJudgement::No, FactorJudgement::Unknown};

/// The box of one of the three words in a cell.
QRect boxOf(const QRect& cell, const QFontMetrics& metrics, std::size_t which)
{
    int left = cell.left() + 6;
    for (std::size_t i = 0;; ++i) {
        const int width = metrics.horizontalAdvance(session::judgementWord(kJudgements[i])) + 18;
        if (i == which)
            return {left, cell.center().y() - metrics.height() / 2 - 3, width, metrics.height() + 6};
        left += width + 3;
    }
}

/// Three words in one cell: solid where a person judged, tinted where the records decide.
class JudgementDelegate final : public QStyledItemDelegate {
public:
    JudgementDelegate(Style& style, QObject* parent) : QStyledItemDelegate(parent), m_style(style) {}
    [[nodiscard]] QFontMetrics metrics() const { return QFontMetrics{m_style.font(12, map::Weight::Medium)}; }
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {boxOf({}, metrics(), 2).right() + 10, metrics().height() + 14}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        using map::Token;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if ((option.state & QStyle::State_Selected) != 0)
            painter->fillRect(option.rect, m_style.colour(Token::AccentSubtle));
        painter->setFont(m_style.font(12, map::Weight::Medium));
        const auto state = static_cast<FactorJudgement>(index.data(StateRole).toInt()), judged = static_cast<FactorJudgement>(index.data(JudgedRole).toInt());
        for (std::size_t i = 0; i < kJudgements.size(); ++i) {
            const bool solid = judged != FactorJudgement::Unknown && judged == kJudgements[i];
            const bool tinted = !solid && state == kJudgements[i];
            const QRectF box = QRectF{boxOf(option.rect, metrics(), i)}.adjusted(0.5, 0.5, -0.5, -0.5);
            painter->setPen(m_style.colour(solid || tinted ? Token::Accent : Token::Border));
            painter->setBrush(solid ? QBrush{m_style.colour(Token::Accent)} : tinted ? QBrush{m_style.colour(Token::AccentSubtle)} : Qt::NoBrush);
            painter->drawRoundedRect(box, 5, 5);
            painter->setPen(m_style.colour(solid ? Token::OnAccent : tinted ? Token::Text : Token::Text2));
            painter->drawText(box, Qt::AlignCenter, session::judgementWord(kJudgements[i]));
        }
        painter->restore();
    }

private:
    Style& m_style;
};

} // namespace

FactorTable::FactorTable(Style& style, QWidget* parent) : QTableWidget(0, ColumnCount, parent), m_style(style)
{
    ui::setUpReadOnlyRows(*this, QStringLiteral("factorTable"), tr("Vulnerability: yes, no, unknown"), SingleSelection);
    setHorizontalHeaderLabels({tr("Place"), tr("Vulnerability factor"), tr("Holds"), tr("Why")});
    horizontalHeader()->setSectionResizeMode(JudgementColumn, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(WhyColumn, QHeaderView::Stretch);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // as tall as its rows: the page scrolls
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegateForColumn(JudgementColumn, new JudgementDelegate{style, this});
}

void FactorTable::show(std::vector<session::FactorRow> rows, bool editable)
{
    const int kept = currentRow();
    m_rows = std::move(rows);
    m_editable = editable;
    setRowCount(static_cast<int>(m_rows.size()));
    setColumnHidden(PlaceColumn, m_rows.empty() || std::all_of(m_rows.begin(), m_rows.end(), [&](const auto& row) { return row.placeId == m_rows.front().placeId; }));
    const auto put = [this](int row, int column, const QString& text) {
        auto* item = new QTableWidgetItem{text};
        item->setToolTip(text.toHtmlEscaped());
        setItem(row, column, item);
        return item;
    };
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const int row = static_cast<int>(i);
        const auto& each = m_rows[i];
        put(row, PlaceColumn, each.place);
        put(row, FactorColumn, each.factor);
        auto* item = new QTableWidgetItem;
        item->setData(StateRole, static_cast<int>(each.state));
        item->setData(JudgedRole, static_cast<int>(each.judged));
        item->setData(ui::kCopiedTextRole, session::judgementWord(each.state));
        item->setData(Qt::AccessibleTextRole, tr("%1: counts as %2; judged for the place: %3").arg(each.factor, session::judgementWord(each.state), session::judgementWord(each.judged)));
        item->setToolTip(editable ? tr("Y, N or U. Judged for the place: it counts in every assessment of it.") : tr("The text of this version is locked."));
        setItem(row, JudgementColumn, item);
        put(row, WhyColumn, each.why);
    }
    if (kept >= 0 && kept < rowCount())
        setCurrentCell(kept, JudgementColumn);
    fit();
}

/// Place and factor leave the reason its room, and every text wraps.
void FactorTable::fit()
{
    constexpr double kMostShare = 0.35;
    const int room = viewport()->width() - sizeHintForColumn(JudgementColumn);
    for (const int column : {PlaceColumn, FactorColumn})
        if (!isColumnHidden(column)) {
            resizeColumnToContents(column);
            setColumnWidth(column, std::min(columnWidth(column), std::max(0, qRound(room * kMostShare))));
        }
    ui::fitRowsToText(*this);
    int height = horizontalHeader()->sizeHint().height() + 6;
    for (int row = 0; row < rowCount(); ++row)
        height += rowHeight(row);
    setFixedHeight(height);
}

void FactorTable::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void FactorTable::judge(int row, FactorJudgement judgement)
{
    if (m_editable && row >= 0 && static_cast<std::size_t>(row) < m_rows.size())
        emit judged(m_rows[static_cast<std::size_t>(row)].placeId, m_rows[static_cast<std::size_t>(row)].code, judgement);
}

void FactorTable::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() == Qt::NoModifier) {
        switch (event->key()) {
        case Qt::Key_Y: return judge(currentRow(), FactorJudgement::Yes);
        case Qt::Key_N: return judge(currentRow(), FactorJudgement::No);
        case Qt::Key_U: return judge(currentRow(), FactorJudgement::Unknown);
        default: break;
        }
    }
    QTableWidget::keyPressEvent(event);
}

void FactorTable::mouseReleaseEvent(QMouseEvent* event)
{
    QTableWidget::mouseReleaseEvent(event);
    const QModelIndex cell = indexAt(event->position().toPoint());
    if (!cell.isValid() || cell.column() != JudgementColumn || event->button() != Qt::LeftButton)
        return;
    const QFontMetrics metrics{m_style.font(12, map::Weight::Medium)};
    for (std::size_t i = 0; i < kJudgements.size(); ++i)
        if (boxOf(visualRect(cell), metrics, i).contains(event->position().toPoint()))
            return judge(cell.row(), kJudgements[i]);
}

} // namespace tutela::app
