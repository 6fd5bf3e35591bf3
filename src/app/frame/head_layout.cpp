// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "head_layout.h"

#include <QVBoxLayout>

#include <QWidget>

#include <algorithm>

namespace tutela::app {

void HeadLayout::addItem(QLayoutItem* item)
{
    if (m_said == nullptr)
        m_said.reset(item);
    else
        m_buttons.addItem(item);
}

bool HeadLayout::isBeside(int width) const
{
    if (m_said == nullptr || m_buttons.sizeHint().isEmpty())
        return true;
    const int few = m_fewestLetters * (parentWidget() != nullptr ? parentWidget()->fontMetrics().averageCharWidth() : 1);
    return width - m_buttons.sizeHint().width() - kGap >= std::min(m_said->sizeHint().width(), few);
}

int HeadLayout::heightOfSaid(int width) const
{
    if (m_said == nullptr)
        return 0;
    return m_said->hasHeightForWidth() ? m_said->heightForWidth(width) : m_said->sizeHint().height();
}

int HeadLayout::heightForWidth(int width) const
{
    const QMargins around = contentsMargins();
    const int inside = width - around.left() - around.right(), edges = around.top() + around.bottom();
    if (m_buttons.sizeHint().isEmpty())
        return edges + heightOfSaid(inside);
    if (isBeside(inside))
        return edges + std::max(heightOfSaid(inside - m_buttons.sizeHint().width() - kGap), m_buttons.sizeHint().height());
    return edges + heightOfSaid(inside) + kBetweenRows + m_buttons.heightForWidth(inside);
}

QSize HeadLayout::sizeHint() const
{
    const QMargins around = contentsMargins();
    const QSize said = m_said != nullptr ? m_said->sizeHint() : QSize{}, buttons = m_buttons.sizeHint();
    return {around.left() + said.width() + kGap + buttons.width() + around.right(), around.top() + std::max(said.height(), buttons.height()) + around.bottom()};
}

QSize HeadLayout::minimumSize() const
{
    const QMargins around = contentsMargins();
    const QSize said = m_said != nullptr ? m_said->minimumSize() : QSize{}, buttons = m_buttons.minimumSize();
    return {around.left() + std::max(said.width(), buttons.width()) + around.right(), around.top() + std::max(said.height(), buttons.height()) + around.bottom()};
}

void HeadLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    const QRect inside = rect.marginsRemoved(contentsMargins());
    const int buttons = m_buttons.sizeHint().width();
    if (isBeside(inside.width())) {
        const int width = m_buttons.sizeHint().isEmpty() ? inside.width() : inside.width() - buttons - kGap;
        const int height = heightOfSaid(width), below = std::max(0, m_buttons.sizeHint().height() - height) / 2; // one line stands as high as the buttons
        if (m_said != nullptr)
            m_said->setGeometry(QRect{inside.topLeft() + QPoint{0, below}, QSize{width, height}});
        m_buttons.setGeometry(QRect{inside.right() + 1 - buttons, inside.top(), buttons, inside.height()});
        return;
    }
    const int said = heightOfSaid(inside.width());
    m_said->setGeometry(QRect{inside.topLeft(), QSize{inside.width(), said}});
    m_buttons.setGeometry(inside.adjusted(0, said + kBetweenRows, 0, 0));
}

void setHeadAbove(QWidget& page, const std::vector<QWidget*>& head, QWidget* below)
{
    constexpr int kBetween = 6;
    auto* column = new QVBoxLayout{&page};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kBetween);
    auto* holder = new QWidget{&page};
    auto* row = new HeadLayout{holder};
    row->setContentsMargins(0, 0, 0, 0);
    for (auto* widget : head)
        row->addWidget(widget);
    column->addWidget(holder);
    column->addWidget(below, 1);
}

} // namespace tutela::app
