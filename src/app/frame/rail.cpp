// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bars.h"

#include <QAction>
#include <QButtonGroup>
#include <QVBoxLayout>

namespace tutela::app {

Rail::Rail(Style& style, QWidget* parent)
    : QFrame(parent), m_style(style), m_top(new QVBoxLayout), m_bottom(new QVBoxLayout), m_group(new QButtonGroup{this})
{
    constexpr int kMark = 40;
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Workspaces"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(4, 10, 4, 10);
    auto* mark = new QLabel{this};
    mark->setPixmap(style.pixmap(QStringLiteral("mark"), kMark, Qt::white, 2.0));
    mark->setAlignment(Qt::AlignCenter);
    mark->setAccessibleName(QStringLiteral("Tutela"));
    column->addWidget(mark);
    column->addSpacing(6);
    m_top->setSpacing(2);
    column->addLayout(m_top);
    column->addStretch();
    column->addLayout(m_bottom);
    fitWidth();
    connect(&style, &Style::changed, this, &Rail::fitWidth);
}

void Rail::fitWidth()
{
    constexpr int kNarrowest = 76, kHeight = 56, kAround = 8, kInside = 14;
    const QFontMetrics metrics{m_style.font(11, map::Weight::Bold)};
    int word = 0;
    for (const auto* button : findChildren<QToolButton*>())
        word = std::max(word, metrics.horizontalAdvance(button->text()));
    const int width = std::max(kNarrowest, word + kInside + kAround);
    setFixedWidth(width);
    for (auto* button : findChildren<QToolButton*>())
        button->setFixedSize(width - kAround, std::max(kHeight, qRound(28 * m_style.textScale()) + metrics.height() + 12));
}

QToolButton* Rail::makeButton(const QString& name, const QString& title, const QString& icon)
{
    auto* button = new QToolButton{this};
    button->setObjectName(name);
    button->setAccessibleName(title);
    button->setText(title);
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
    fitWidth();
}

void Rail::addAction(QAction* action, const QString& icon, const QString& word)
{
    auto* button = makeButton(QStringLiteral("rail") + word, word, icon);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    m_bottom->addWidget(button);
    fitWidth();
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
