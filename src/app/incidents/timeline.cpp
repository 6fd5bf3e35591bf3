// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "timeline.h"

#include "../frame/dialog_size.h"
#include "../frame/row_copier.h"

#include <tutela/session/display.h>

#include <QAccessible>
#include <QDialog>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTableWidget>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tutela::app {

namespace {

constexpr double kLeft = 40, kRight = 12, kTop = 8, kBottom = 22, kHatchStep = 6;

/// 1, 2 or 5 times a power of ten, not below the value.
std::int64_t roundedUp(std::int64_t value)
{
    for (std::int64_t ten = 1;; ten *= 10)
        for (const std::int64_t step : {1, 2, 5})
            if (step * ten >= value)
                return step * ten;
}

void hatch(QPainter& painter, const QRectF& box, const QColor& colour)
{
    painter.save();
    painter.setClipRect(box);
    painter.setPen(QPen{colour, 1});
    for (double x = box.left() - box.height(); x < box.right(); x += kHatchStep)
        painter.drawLine(QPointF{x, box.bottom()}, QPointF{x + box.height(), box.top()});
    painter.restore();
}

} // namespace

Timeline::Timeline(Shell& shell, QWidget* parent) : QWidget(parent), m_shell(shell)
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Incidents over time"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&shell.style, &Style::changed, this, qOverload<>(&QWidget::update));
}

void Timeline::setBars(std::vector<session::TimelineBar> bars)
{
    const auto kept = brush();
    m_bars = std::move(bars);
    m_from.reset();
    m_to.reset();
    if (kept)
        for (std::size_t i = 0; i < m_bars.size(); ++i)
            if (m_bars[i].from >= kept->from && m_bars[i].to <= kept->to) {
                m_from = m_from.value_or(static_cast<int>(i));
                m_to = static_cast<int>(i);
            }
    std::int64_t sum = 0, silent = 0;
    for (const auto& bar : m_bars) {
        sum += bar.incidents;
        silent += bar.reports == 0;
    }
    setAccessibleDescription(tr("%1 incidents in %2 bars; %3 without any report. Arrow keys move, Shift with arrow keys chooses a span.")
                                 .arg(session::countText(sum)).arg(m_bars.size()).arg(silent));
    update();
}

std::optional<core::Period> Timeline::brush() const
{
    if (!m_from || !m_to || m_bars.empty())
        return std::nullopt;
    const auto [first, last] = std::minmax(*m_from, *m_to);
    return core::Period{m_bars[static_cast<std::size_t>(first)].from, m_bars[static_cast<std::size_t>(last)].to};
}

void Timeline::clearBrush()
{
    if (!m_from)
        return;
    m_from.reset();
    m_to.reset();
    update();
    emit brushed();
}

QString Timeline::describe(std::size_t bar) const
{
    const auto& b = m_bars[bar];
    const auto zone = m_shell.document.mission()->timeZone();
    const QString when = session::WorkContext::called(core::Period{b.from, b.to}, zone);
    const bool day = b.to - b.from <= std::chrono::hours{25};
    const QString called = day ? session::dayText(b.from, zone) : when;
    if (b.incidents == 0 && b.reports > 0)
        return tr("%1: none of these; %2 other incidents were reported").arg(called, session::countText(b.reports));
    if (b.incidents == 0)
        return tr("%1: no report. This is not the same as calm.").arg(called);
    return tr("%1: %2 incidents, %3 killed").arg(called, session::countText(b.incidents), session::countText(b.killed));
}

QRectF Timeline::plot() const { return QRectF{rect()}.adjusted(kLeft, kTop, -kRight, -kBottom * m_shell.style.textScale()); }

QRectF Timeline::barAt(std::size_t bar) const
{
    const QRectF box = plot();
    const double width = box.width() / static_cast<double>(m_bars.size());
    return {box.left() + width * static_cast<double>(bar), box.top(), width, box.height()};
}

std::optional<int> Timeline::barUnder(QPointF at) const
{
    if (m_bars.empty())
        return std::nullopt;
    const QRectF box = plot();
    const auto bar = static_cast<int>(std::floor((at.x() - box.left()) / box.width() * static_cast<double>(m_bars.size())));
    return std::clamp(bar, 0, static_cast<int>(m_bars.size()) - 1);
}

void Timeline::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    const auto colour = [this](map::Token token) { return m_shell.style.colour(token); };
    painter.fillRect(rect(), colour(map::Token::Surface));
    painter.setFont(m_shell.style.font(11));
    const QRectF box = plot();
    if (m_bars.empty()) {
        painter.setPen(colour(map::Token::Text2));
        painter.drawText(rect(), Qt::AlignCenter, tr("No incident with a date."));
        return;
    }
    std::int64_t most = 1;
    for (const auto& bar : m_bars)
        most = std::max(most, bar.incidents);
    const std::int64_t top = roundedUp(most);
    painter.setPen(colour(map::Token::Border));
    painter.drawLine(box.topLeft(), box.topRight());
    painter.setPen(colour(map::Token::Text2));
    painter.drawText(QRectF{0, box.top() - 8, kLeft - 6, 18}, Qt::AlignRight | Qt::AlignVCenter, session::countText(top));
    painter.drawText(QRectF{0, box.bottom() - 10, kLeft - 6, 18}, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("0"));
    const auto chosen = [this](int bar) { return !m_from || (bar >= std::min(*m_from, *m_to) && bar <= std::max(*m_from, *m_to)); };
    bool hatched = false;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        QRectF bar = barAt(i);
        if (bar.width() > 3)
            bar.adjust(0.5, 0, -0.5, 0);
        if (m_bars[i].reports == 0) {
            hatch(painter, bar, colour(map::Token::BorderStrong));
            hatched = true;
            continue;
        }
        bar.setTop(box.bottom() - box.height() * static_cast<double>(m_bars[i].incidents) / static_cast<double>(top));
        painter.fillRect(bar, chosen(static_cast<int>(i)) ? colour(map::Token::Accent) : colour(map::Token::Border));
    }
    painter.setPen(QPen{colour(map::Token::BorderStrong), 1});
    painter.drawLine(box.bottomLeft(), box.bottomRight());
    if (m_from) {
        const auto [first, last] = std::minmax(*m_from, *m_to);
        const QRectF span = barAt(static_cast<std::size_t>(first)).united(barAt(static_cast<std::size_t>(last)));
        painter.setPen(QPen{colour(map::Token::Focus), 2});
        painter.drawRect(span.adjusted(0, 1, 0, 0));
    }
    const auto zone = m_shell.document.mission()->timeZone();
    painter.setPen(colour(map::Token::Text2));
    const QRectF labels{box.left(), box.bottom() + 4, box.width(), height() - box.bottom() - 4};
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop, session::dayText(m_bars.front().from, zone));
    painter.drawText(labels, Qt::AlignRight | Qt::AlignTop, session::dayText(m_bars.back().to - std::chrono::seconds{1}, zone));
    const auto span = brush();
    painter.drawText(labels, Qt::AlignHCenter | Qt::AlignTop, span ? session::WorkContext::called(span, zone) : hatched ? tr("incidents; hatched: no report") : tr("incidents"));
    if (hasFocus()) {
        painter.setPen(QPen{colour(map::Token::Focus), 2});
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void Timeline::select(int from, int to)
{
    const int last = static_cast<int>(m_bars.size()) - 1;
    m_from = std::clamp(from, 0, last);
    m_to = std::clamp(to, 0, last);
    setAccessibleDescription(describe(static_cast<std::size_t>(*m_to)));
    QAccessibleEvent event{this, QAccessible::DescriptionChanged};
    QAccessible::updateAccessibility(&event);
    m_shell.status(describe(static_cast<std::size_t>(*m_to)));
    update();
}

void Timeline::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton || m_bars.empty())
        return;
    m_dragging = true;
    const int bar = *barUnder(event->position());
    select(event->modifiers() & Qt::ShiftModifier && m_from ? *m_from : bar, bar);
}

void Timeline::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        select(*m_from, *barUnder(event->position()));
}

void Timeline::mouseReleaseEvent(QMouseEvent*)
{
    if (std::exchange(m_dragging, false))
        emit brushed();
}

void Timeline::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (event->key() == Qt::Key_Escape && m_from) {
        clearBrush();
    } else if (step != 0 && !m_bars.empty()) {
        const int to = m_to ? *m_to + step : 0;
        select(event->modifiers() & Qt::ShiftModifier && m_from ? *m_from : to, to);
        emit brushed();
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool Timeline::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto bar = barUnder(help->pos()))
            QToolTip::showText(help->globalPos(), describe(static_cast<std::size_t>(*bar)), this);
        return true;
    }
    return QWidget::event(event);
}

void Timeline::showAsTable()
{
    auto* dialog = new QDialog{window()};
    dialog->setObjectName(QStringLiteral("timelineTable"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Incidents over time"));
    auto* column = new QVBoxLayout{dialog};
    auto* table = new QTableWidget{static_cast<int>(m_bars.size()), 3, dialog};
    table->setObjectName(QStringLiteral("timelineRows"));
    table->setAccessibleName(tr("Incidents over time"));
    table->setHorizontalHeaderLabels({tr("When"), tr("Incidents"), tr("Killed")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    connect(new ui::RowCopier{*table}, &ui::RowCopier::told, this, m_shell.status);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    const auto zone = m_shell.document.mission()->timeZone();
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const auto& bar = m_bars[i];
        const bool day = bar.to - bar.from <= std::chrono::hours{25};
        const QStringList cells{day ? session::dayText(bar.from, zone) : session::WorkContext::called(core::Period{bar.from, bar.to}, zone),
                                bar.reports == 0 ? tr("no report") : session::countText(bar.incidents),
                                bar.reports == 0 ? QString{} : session::countText(bar.killed)};
        for (int c = 0; c < cells.size(); ++c)
            table->setItem(static_cast<int>(i), c, new QTableWidgetItem{cells[c]});
    }
    table->resizeColumnsToContents();
    column->addWidget(table);
    auto* close = ui::button(QStringLiteral("timelineTableClose"), tr("Close"), "plain", dialog);
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignRight);
    ui::boundToScreen(*dialog, QSize{480, 520} * m_shell.style.textScale());
    dialog->open();
}

} // namespace tutela::app
