// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_editor.h"

#include <tutela/map/symbols.h>

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QtMath>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyle>
#include <QVBoxLayout>

namespace tutela::app {

QPixmap bandPixmap(const Style& style, std::optional<core::Band> band, int size)
{
    constexpr double kRatio = 2.0;
    size = qRound(size * style.textScale()); // a sign stands beside text
    QPixmap pixmap{QSize{size, size} * kRatio};
    pixmap.setDevicePixelRatio(kRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter{&pixmap};
    painter.setRenderHint(QPainter::Antialiasing);
    map::drawBand(painter, QPointF{size / 2.0, size / 2.0}, size - 2.0, band, style.theme());
    return pixmap;
}

void clearLayout(QLayout* layout)
{
    while (auto* item = layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        if (item->layout() != nullptr)
            clearLayout(item->layout());
        delete item;
    }
}

void repolish(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

FieldEditor::FieldEditor(const QString& name, const QString& title, Lines lines, QWidget* parent)
    : QWidget(parent), m_lines(lines), m_sentence(ui::label({}, "warning", this, true))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    if (lines == Lines::One) {
        m_line = new QLineEdit{this};
        m_edit = m_line;
        connect(m_line, &QLineEdit::returnPressed, this, &FieldEditor::commit);
    } else {
        m_many = new QPlainTextEdit{this};
        m_many->setTabChangesFocus(true);
        m_many->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_edit = m_many;
        connect(m_many->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &FieldEditor::fitHeight);
    }
    m_edit->setObjectName(name);
    m_edit->setAccessibleName(title);
    m_edit->installEventFilter(this);
    m_sentence->setObjectName(name + QStringLiteral("Sentence"));
    m_sentence->hide();
    column->addWidget(m_edit);
    column->addWidget(m_sentence);
}

void FieldEditor::fitHeight()
{
    constexpr int kFewest = 3, kMost = 14, kAround = 12, kLeast = 32; // kAround: padding and border of the style sheet
    const int line = QFontMetrics{m_many->font()}.lineSpacing();
    double text = 0; // laid out block by block: the document's own size is known only of what was painted
    for (auto block = m_many->document()->begin(); block.isValid() && text <= kMost * line; block = block.next())
        text += m_many->document()->documentLayout()->blockBoundingRect(block).height();
    m_many->setVerticalScrollBarPolicy(text > kMost * line ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const double shown = std::clamp(text, (m_lines == Lines::Many ? kFewest : 1) * static_cast<double>(line), static_cast<double>(kMost * line));
    const int height = std::max(kLeast, qCeil(shown + 2 * m_many->document()->documentMargin()) + kAround);
    if (m_many->minimumHeight() != height || m_many->maximumHeight() != height)
        m_many->setFixedHeight(height);
}

QString FieldEditor::text() const { return m_line != nullptr ? m_line->text() : m_many->toPlainText(); }

void FieldEditor::setText(const QString& text)
{
    if (text == this->text())
        return;
    if (m_line != nullptr) {
        m_line->setText(text);
        m_line->setCursorPosition(0);
    } else {
        m_many->setPlainText(text);
    }
}

void FieldEditor::setStored(const QString& text, std::int64_t subject)
{
    const bool same = subject == m_subject;
    const bool typing = this->text() != m_stored && this->text() != text && (m_edit->hasFocus() || !m_refusal.isEmpty());
    if (same && typing) {
        return;
    }
    m_subject = subject;
    m_stored = text;
    m_refusal.clear();
    setText(text);
}

void FieldEditor::setEditable(bool editable)
{
    if (m_line != nullptr)
        m_line->setReadOnly(!editable);
    else
        m_many->setReadOnly(!editable);
    repolish(m_edit);
}

void FieldEditor::setPlaceholder(const QString& text)
{
    if (m_line != nullptr)
        m_line->setPlaceholderText(text);
    else
        m_many->setPlaceholderText(text);
}

void FieldEditor::setProblem(const QString& problem)
{
    m_problem = problem;
    if (m_refusal.isEmpty())
        setState(problem.isEmpty() ? QString{} : QStringLiteral("warning"), problem);
}

void FieldEditor::setState(const QString& state, const QString& sentence)
{
    m_edit->setProperty("state", state);
    m_sentence->setProperty("role", state.isEmpty() ? QStringLiteral("warning") : state);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    for (QWidget* each : {m_edit, static_cast<QWidget*>(m_sentence)})
        repolish(each);
}

void FieldEditor::focus() { m_edit->setFocus(Qt::OtherFocusReason); }

void FieldEditor::commit()
{
    const QString typed = text();
    const bool readOnly = m_line != nullptr ? m_line->isReadOnly() : m_many->isReadOnly();
    if (typed == m_stored || readOnly || !m_save)
        return;
    m_refusal = m_save(typed);
    if (m_refusal.isEmpty()) {
        m_stored = typed;
        setProblem(m_problem);
    } else {
        setState(QStringLiteral("error"), m_refusal);
    }
}

bool FieldEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut)
        commit();
    if (m_many != nullptr && (event->type() == QEvent::Polish || event->type() == QEvent::FontChange || event->type() == QEvent::Show || event->type() == QEvent::Resize))
        QMetaObject::invokeMethod(this, &FieldEditor::fitHeight, Qt::QueuedConnection);
    if (event->type() == QEvent::KeyPress && m_lines == Lines::Wrapped) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier) {
            commit();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tutela::app
