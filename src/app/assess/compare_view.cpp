// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compare_view.h"

#include "../frame/head_layout.h"
#include "page_parts.h"

#include <QKeyEvent>
#include <QTextEdit>
#include <QTextTable>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

using session::TextPiece;

QTextTable* makeTable(QTextCursor& cursor, int columns, const QList<int>& shares, const QColor& line)
{
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(5);
    format.setCellSpacing(0);
    format.setWidth(QTextLength{QTextLength::PercentageLength, 100});
    format.setHeaderRowCount(1);
    format.setBorderBrush(line);
    QList<QTextLength> widths;
    for (const int share : shares)
        widths << QTextLength{QTextLength::PercentageLength, static_cast<qreal>(share)};
    format.setColumnWidthConstraints(widths);
    auto* table = cursor.insertTable(1, columns, format);
    return table;
}

/// A rule above a row, so that its cells belong together.
void ruleAbove(QTextTable* table, int row, const QColor& colour)
{
    for (int column = 0; column < table->columns(); ++column) {
        auto cell = table->cellAt(row, column);
        QTextTableCellFormat format = cell.format().toTableCellFormat();
        format.setTopBorder(1);
        format.setTopBorderBrush(colour);
        format.setTopBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        cell.setFormat(format);
    }
}

} // namespace

CompareView::CompareView(Style& style, QWidget* parent) : QWidget(parent), m_style(style), m_text(new QTextEdit{this})
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* panel = new QFrame{this};
    panel->setProperty("role", QStringLiteral("panel"));
    auto* head = new HeadLayout{panel};
    auto* said = new QWidget{panel};
    auto* names = new QVBoxLayout{said};
    names->setContentsMargins(0, 0, 0, 0);
    names->setSpacing(1);
    m_caption = ui::label({}, "heading", panel, true);
    m_caption->setObjectName(QStringLiteral("compareCaption"));
    m_where = ui::label({}, "caption", panel, true);
    m_where->setObjectName(QStringLiteral("compareWhere"));
    names->addWidget(m_caption);
    names->addWidget(m_where);
    head->addWidget(said);
    m_previous = ui::button(QStringLiteral("previousChange"), tr("Previous"), "plain", panel);
    m_next = ui::button(QStringLiteral("nextChange"), tr("Next change"), "plain", panel);
    m_close = ui::button(QStringLiteral("closeCompare"), tr("Back to the assessment"), "plain", panel);
    m_previous->setToolTip(tr("Shift+F7"));
    m_next->setToolTip(tr("F7"));
    m_close->setToolTip(tr("Esc"));
    for (auto* button : {m_previous, m_next, m_close})
        head->addWidget(button);
    column->addWidget(panel);
    column->addWidget(ui::rule(this));
    m_text->setObjectName(QStringLiteral("compareText"));
    m_text->setAccessibleName(tr("What changed: last version left, this version right"));
    m_text->setProperty("role", QStringLiteral("page"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->document()->setDocumentMargin(16);
    m_text->installEventFilter(this);
    column->addWidget(m_text, 1);
    orderTabs(this);
    setFocusProxy(m_text);
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(m_close, &QPushButton::clicked, this, &CompareView::closeAsked);
}

QTextCharFormat CompareView::format(map::Token colour, bool bold) const
{
    QTextCharFormat made;
    made.setFont(m_style.font(13, bold ? map::Weight::Bold : map::Weight::Regular));
    made.setForeground(m_style.colour(colour));
    return made;
}

void CompareView::show(const session::AssessmentSheet& sheet, std::vector<session::ChangeRow> changes)
{
    m_changes = std::move(changes);
    std::stable_partition(m_changes.begin(), m_changes.end(), [](const auto& change) { return change.score; });
    m_places.clear();
    m_assessment = sheet.work.assessment.id;
    m_current = -1;
    m_text->clear();
    const auto previous = sheet.work.assessment.previous_id;
    const QString before = previous ? session::versionCaption(*sheet.mission, *previous) : tr("no version before");
    m_caption->setText(tr("%1 \u2192 %2").arg(before, session::versionCaption(*sheet.mission, sheet.id())));
    QTextCursor cursor{m_text->document()};
    cursor.beginEditBlock(); // one layout of all, not one after each word
    if (m_changes.empty())
        cursor.insertText(previous ? tr("Nothing differs from the last version.") : tr("This version continues no other: there is nothing to compare with."), format(map::Token::Text2));
    addScores(cursor);
    addTexts(cursor);
    cursor.endEditBlock();
    m_previous->setEnabled(!m_changes.empty());
    m_next->setEnabled(!m_changes.empty());
    mark();
    m_text->moveCursor(QTextCursor::Start);
}

void CompareView::insert(QTextCursor cursor, const QString& text, const QTextCharFormat& format) { cursor.insertText(text, format); }

void CompareView::addScores(QTextCursor& cursor)
{
    if (m_changes.empty() || !m_changes.front().score)
        return;
    cursor.insertText(tr("Scores and lines"), format(map::Token::Text, true));
    auto* table = makeTable(cursor, 4, {38, 22, 16, 24}, m_style.colour(map::Token::Border));
    const QStringList heads{tr("What"), tr("Last version"), tr("Change"), tr("This version")};
    for (int i = 0; i < heads.size(); ++i)
        insert(table->cellAt(0, i).firstCursorPosition(), heads[i], format(map::Token::Text2, true));
    QString where;
    for (const auto& change : m_changes) {
        if (!change.score)
            break;
        if (change.where != where) {
            where = change.where;
            table->appendRows(1);
            const int title = table->rows() - 1;
            table->mergeCells(title, 0, 1, table->columns());
            ruleAbove(table, title, m_style.colour(map::Token::Border));
            insert(table->cellAt(title, 0).firstCursorPosition(), where, format(map::Token::Text, true));
        }
        const int row = table->rows();
        table->appendRows(1);
        const auto tone = change.direction > 0 ? map::Token::Danger : change.direction < 0 ? map::Token::Success : map::Token::Text;
        insert(table->cellAt(row, 0).firstCursorPosition(), change.what, format(map::Token::Text));
        insert(table->cellAt(row, 1).firstCursorPosition(), change.before.isEmpty() ? QStringLiteral("\u2013") : change.before, format(map::Token::Text2));
        insert(table->cellAt(row, 2).firstCursorPosition(), change.sign, format(tone, true));
        insert(table->cellAt(row, 3).firstCursorPosition(), change.after.isEmpty() ? QStringLiteral("\u2013") : change.after, format(map::Token::Text, true));
        m_places.push_back(table->cellAt(row, 0).firstCursorPosition());
    }
    cursor.movePosition(QTextCursor::End);
}

void CompareView::addTexts(QTextCursor& cursor)
{
    if (m_changes.empty() || m_changes.back().score)
        return;
    cursor.insertBlock();
    cursor.insertText(tr("Texts and lists"), format(map::Token::Text, true));
    auto* table = makeTable(cursor, 2, {50, 50}, m_style.colour(map::Token::Border));
    insert(table->cellAt(0, 0).firstCursorPosition(), tr("Last version"), format(map::Token::Text2, true));
    insert(table->cellAt(0, 1).firstCursorPosition(), tr("This version"), format(map::Token::Text2, true));
    for (const auto& change : m_changes) {
        if (change.score)
            continue;
        const int row = table->rows();
        table->appendRows(2);
        ruleAbove(table, row, m_style.colour(map::Token::Border));
        table->mergeCells(row, 0, 1, 2);
        insert(table->cellAt(row, 0).firstCursorPosition(), change.sign + QLatin1Char(' ') + change.what + QStringLiteral(" \u00B7 ") + change.where, format(map::Token::Text2, true));
        m_places.push_back(table->cellAt(row, 0).firstCursorPosition());
        insertPieces(table->cellAt(row + 1, 0).firstCursorPosition(), change, TextPiece::Kind::Removed);
        insertPieces(table->cellAt(row + 1, 1).firstCursorPosition(), change, TextPiece::Kind::Added);
    }
    cursor.movePosition(QTextCursor::End);
}

void CompareView::insertPieces(QTextCursor cursor, const session::ChangeRow& change, TextPiece::Kind side)
{
    const bool removed = side == TextPiece::Kind::Removed;
    QTextCharFormat marked = format(removed ? map::Token::Danger : map::Token::Success);
    marked.setFontStrikeOut(removed);
    marked.setFontUnderline(!removed);
    const QTextCharFormat plain = format(map::Token::Text), sign = format(removed ? map::Token::Danger : map::Token::Success, true);
    if ((removed ? change.before : change.after).isEmpty())
        return cursor.insertText(tr("nothing"), format(map::Token::Text3));
    for (const auto& piece : session::wordDifference(change.before, change.after)) {
        if (piece.kind == TextPiece::Kind::Same) {
            cursor.insertText(piece.text, plain);
        } else if (piece.kind == side) {
            cursor.insertText(removed ? QStringLiteral("\u2212") : QStringLiteral("+"), sign);
            cursor.insertText(piece.text.trimmed(), marked);
            cursor.insertText(QStringLiteral(" "), plain);
        }
    }
}

void CompareView::step(int by)
{
    const int count = static_cast<int>(m_changes.size());
    if (count == 0)
        return;
    m_current = m_current < 0 ? (by > 0 ? 0 : count - 1) : (m_current + by + count) % count;
    mark();
}

/// The marked change is tinted, in view, and told by number.
void CompareView::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (m_current >= 0) {
        QTextEdit::ExtraSelection line;
        line.cursor = m_places[static_cast<std::size_t>(m_current)];
        line.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        line.format.setBackground(m_style.colour(map::Token::AccentSubtle));
        marks << line;
        QTextCursor at = m_places[static_cast<std::size_t>(m_current)];
        m_text->setTextCursor(at);
        m_text->ensureCursorVisible();
    }
    m_text->setExtraSelections(marks);
    const int count = static_cast<int>(m_changes.size());
    m_where->setText(m_current < 0 ? (count == 1 ? tr("1 change") : tr("%1 changes").arg(count))
                                   : tr("Change %1 of %2: %3 \u00B7 %4").arg(m_current + 1).arg(count).arg(m_changes[static_cast<std::size_t>(m_current)].what, m_changes[static_cast<std::size_t>(m_current)].where));
}

/// Extends the selection by what the view shows. QTextEdit's own way (QTextEditPrivate::pageUpDown) never ends when a selection reaches
/// into a table: the cursor is set back to the edge of the cells and so counts as moved each time (seen with Qt 6.4). A selection from
/// outside takes a table as a whole, so where the page ends within one, the selection goes on to beyond it.
void CompareView::selectPage(int direction)
{
    QTextCursor cursor = m_text->textCursor();
    const int from = cursor.position();
    const auto isOnward = [&](int position) { return direction > 0 ? position > from : position < from; };
    const QPoint page{0, direction * m_text->viewport()->height()};
    QTextCursor target = m_text->cursorForPosition(m_text->cursorRect(cursor).center() + page);
    if (!isOnward(target.position()))
        target.movePosition(direction > 0 ? QTextCursor::End : QTextCursor::Start);
    cursor.setPosition(target.position(), QTextCursor::KeepAnchor);
    if (const auto* table = target.currentTable(); table != nullptr && !isOnward(cursor.position()))
        cursor.setPosition(direction > 0 ? table->lastPosition() + 1 : table->firstPosition() - 1, QTextCursor::KeepAnchor);
    m_text->setTextCursor(cursor);
    m_text->ensureCursorVisible();
}

bool CompareView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* pressed = static_cast<QKeyEvent*>(event);
    const int key = pressed->key();
    if (key == Qt::Key_Escape) {
        emit closeAsked();
        return true;
    }
    if ((key == Qt::Key_PageDown || key == Qt::Key_PageUp) && pressed->modifiers().testFlag(Qt::ShiftModifier)) {
        selectPage(key == Qt::Key_PageDown ? 1 : -1);
        return true;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_current >= 0) {
        const auto& change = m_changes[static_cast<std::size_t>(m_current)];
        emit jumpAsked(change.line ? session::RecordRef{core::Kind::LINE, change.line->value} : session::RecordRef{core::Kind::ASSESSMENT, m_assessment}, change.field);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tutela::app
