// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "messages.h"

#include "undo_step.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QTime>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace tutela::app {

namespace {

constexpr auto kUndoes = "undoes";

QPushButton* buttonFor(const MessageAction& action, QWidget* parent)
{
    auto* button = new QPushButton{action.text, parent};
    button->setObjectName(QStringLiteral("messageAction") + QString{action.text}.remove(QLatin1Char(' ')));
    button->setAccessibleName(action.text);
    return button;
}

} // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), m_icon(new QLabel{this}), m_text(new QLabel{this}), m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(tr("Messages"));
    auto* layout = new QHBoxLayout{this};
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(8);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_icon->hide();
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    auto* close = new QToolButton{this};
    close->setObjectName(QStringLiteral("messageClose"));
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close"));
    close->setText(QStringLiteral("\u00D7"));
    connect(close, &QToolButton::clicked, this, [this] {
        if (!m_messages.empty())
            m_messages.pop_back();
        showNext();
    });
    layout->addWidget(close);
    QFrame::hide();
}

QString MessageBar::text() const { return isVisibleTo(parentWidget()) ? m_text->text() : QString{}; }

void MessageBar::show(const QString& key, Level level, const QString& text, const std::vector<MessageAction>& actions)
{
    const bool same = !m_messages.empty() && m_messages.back().key == key && m_messages.back().level == level && m_messages.back().text == text
                      && std::equal(actions.begin(), actions.end(), m_messages.back().actions.begin(), m_messages.back().actions.end(),
                                    [](const MessageAction& a, const MessageAction& b) { return a.text == b.text; });
    if (same)
        return; // told again, perhaps by the field that is left for one of its buttons: they stay to be pressed
    std::erase_if(m_messages, [&](const Message& message) { return message.key == key; });
    m_messages.push_back({key, level, text, actions});
    showNext();
}

void MessageBar::hide(const QString& key)
{
    std::erase_if(m_messages, [&](const Message& message) { return message.key == key; });
    showNext();
}

void MessageBar::clear()
{
    m_messages.clear();
    showNext();
}

void MessageBar::showNext()
{
    while (auto* item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    setVisible(!m_messages.empty());
    if (m_messages.empty())
        return;
    const Message& message = m_messages.back();
    setProperty("level", QLatin1String{message.level == Level::Danger ? "danger" : message.level == Level::Warning ? "warning" : "info"});
    style()->unpolish(this);
    style()->polish(this);
    m_text->setText(message.text);
    for (const auto& action : message.actions) {
        auto* button = buttonFor(action, this);
        connect(button, &QPushButton::clicked, this, [this, key = message.key, run = action.run] {
            hide(key);
            run();
        });
        m_buttons->addWidget(button);
    }
}

Toasts::Toasts(QWidget* window) : QObject(window), m_window(window) { window->installEventFilter(this); }

bool Toasts::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

void Toasts::show(const QString& text, const std::vector<MessageAction>& actions)
{
    constexpr std::size_t kMost = 2;
    constexpr int kShortMs = 6000, kLongMs = 10000, kMostKept = 500;
    m_history.prepend(QTime::currentTime().toString(QStringLiteral("HH:mm  ")) + text);
    while (m_history.size() > kMostKept)
        m_history.removeLast();
    while (m_open.size() >= kMost) {
        m_open.front()->deleteLater();
        m_open.erase(m_open.begin());
    }
    auto* toast = new QFrame{m_window};
    toast->setObjectName(QStringLiteral("toast"));
    toast->setAccessibleName(text);
    auto* layout = new QHBoxLayout{toast};
    layout->setContentsMargins(16, 8, 12, 8);
    auto* label = new QLabel{text, toast};
    label->setTextFormat(Qt::PlainText);
    label->setObjectName(QStringLiteral("toastText"));
    layout->addWidget(label);
    const auto close = [this, toast] {
        if (std::erase(m_open, toast) > 0)
            toast->deleteLater();
        place();
    };
    connect(toast, &QObject::destroyed, this, [this, toast] { std::erase(m_open, toast); });
    for (const auto& action : actions) {
        auto* button = buttonFor(action, toast);
        button->setProperty(kUndoes, action.run.target<UndoStep>() != nullptr);
        connect(button, &QPushButton::clicked, this, [close, run = action.run] {
            close();
            run();
        });
        layout->addWidget(button);
    }
    m_open.push_back(toast);
    QTimer::singleShot(actions.empty() ? kShortMs : kLongMs, toast, close);
    toast->show();
    place();
    emit shown(text);
}

void Toasts::clear()
{
    for (auto* toast : std::exchange(m_open, {})) {
        toast->hide();
        toast->deleteLater();
    }
}

void withdrawUndo(const QWidget& window)
{
    for (auto* toast : window.findChildren<QFrame*>(QStringLiteral("toast"), Qt::FindDirectChildrenOnly)) {
        const auto buttons = toast->findChildren<QPushButton*>();
        const auto undo = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* button) { return button->property(kUndoes).toBool(); });
        if (undo == buttons.end())
            continue;
        (*undo)->hide();
        if (buttons.size() > 1)
            continue;
        toast->hide(); // nothing is left to do with it; its sentence stays in the history
        toast->deleteLater();
    }
}

void Toasts::place()
{
    int bottom = m_window->height() - 48;
    for (auto toast = m_open.rbegin(); toast != m_open.rend(); ++toast) {
        (*toast)->adjustSize();
        (*toast)->move((m_window->width() - (*toast)->width()) / 2, bottom - (*toast)->height());
        (*toast)->raise();
        bottom -= (*toast)->height() + 8;
    }
}

} // namespace tutela::app
