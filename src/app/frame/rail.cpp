// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bars.h"

#include <QAction>
#include <QButtonGroup>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kBelowMark = 6;

} // namespace

Rail::Rail(Style& style, QWidget* parent)
    : QFrame(parent), m_style(style), m_mark(new QLabel{this}), m_top(new QVBoxLayout), m_bottom(new QVBoxLayout), m_group(new QButtonGroup{this})
{
    constexpr int kMark = 40;
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Workspaces"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(4, 10, 4, 10);
    m_mark->setPixmap(style.pixmap(QStringLiteral("mark"), kMark, Qt::white, 2.0));
    m_mark->setAlignment(Qt::AlignCenter);
    m_mark->setAccessibleName(QStringLiteral("Tutela"));
    column->addWidget(m_mark);
    column->addSpacing(kBelowMark);
    m_top->setSpacing(2);
    m_bottom->setSpacing(2);
    column->addLayout(m_top);
    column->addStretch();
    column->addLayout(m_bottom);
    fit();
    connect(&style, &Style::changed, this, &Rail::fit);
}

void Rail::fit()
{
    constexpr int kNarrowest = 76, kHeight = 56, kAround = 8, kInside = 14, kLeastTarget = 28;
    const auto buttons = findChildren<QToolButton*>();
    const QFontMetrics metrics{m_style.font(11, map::Weight::Bold)};
    const int icon = qRound(28 * m_style.textScale());
    const int named = std::max(kHeight, icon + metrics.height() + 12);
    const auto margins = layout()->contentsMargins();
    const int around = margins.top() + margins.bottom() + m_mark->sizeHint().height() + kBelowMark + 4 * layout()->spacing();
    const int each = buttons.isEmpty() ? named : (height() - around) / static_cast<int>(buttons.size()) - std::max(m_top->spacing(), m_bottom->spacing());
    const bool words = each >= named;
    int word = 0;
    for (const auto* button : buttons)
        word = std::max(word, metrics.horizontalAdvance(button->text()));
    const int width = words ? std::max(kNarrowest, word + kInside + kAround) : std::max(kNarrowest, icon + kInside + kAround);
    setFixedWidth(width);
    for (auto* button : buttons) {
        button->setToolButtonStyle(words ? Qt::ToolButtonTextUnderIcon : Qt::ToolButtonIconOnly);
        button->setFixedSize(width - kAround, words ? named : std::max(kLeastTarget, each));
    }
}

void Rail::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fit();
}

QToolButton* Rail::makeButton(const QString& name, const QString& title, const QString& icon)
{
    auto* button = new QToolButton{this};
    button->setObjectName(name);
    button->setAccessibleName(title);
    button->setText(title);
    button->setToolTip(title);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    const auto dress = [this, button, icon] {
        QIcon made = m_style.icon(icon, map::Token::RailText);
        made.addPixmap(m_style.pixmap(icon, 22, Qt::white, 2.0), QIcon::Normal, QIcon::On);
        button->setIcon(made);
    };
    dress();
    connect(&m_style, &Style::changed, button, dress);
    return button;
}

void Rail::addWorkspace(const QString& name, const QString& title, const QString& icon)
{
    auto* button = makeButton(QStringLiteral("rail") + name, title, icon);
    button->setCheckable(true);
    m_group->addButton(button);
    connect(button, &QToolButton::clicked, this, [this, name] { emit chosen(name); });
    m_top->addWidget(button);
    fit();
}

void Rail::addAction(QAction* action, const QString& icon, const QString& word)
{
    auto* button = makeButton(QStringLiteral("rail") + word, word, icon);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    m_bottom->addWidget(button);
    fit();
}

void Rail::setCurrent(const QString& name)
{
    if (auto* button = findChild<QToolButton*>(QStringLiteral("rail") + name))
        button->setChecked(true);
}

void Rail::clear()
{
    while (auto* item = m_top->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace tutela::app
