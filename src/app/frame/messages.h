// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QLabel>
#include <QString>

#include <functional>
#include <vector>

class QPushButton;
class QHBoxLayout;
class QTimer;

namespace tutela::app {

/// One button of a message.
struct MessageAction {
    QString text;
    std::function<void()> run;
};

/// The bar on top of a workspace: what happened, what it means, what to do. Stays until it is closed or answered.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Level { Info, Warning, Danger };
    explicit MessageBar(QWidget* parent);
    /// A second message of the same key replaces the first.
    void show(const QString& key, Level level, const QString& text, const std::vector<MessageAction>& actions = {});
    void hide(const QString& key);
    /// What the messages offer belongs to a mission: they go with it.
    void clear();
    [[nodiscard]] QString text() const;

private:
    void showNext();
    struct Message {
        QString key;
        Level level;
        QString text;
        std::vector<MessageAction> actions;
    };
    std::vector<Message> m_messages; ///< the last one is shown
    QLabel* m_icon;
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

/// Short notices at the bottom of the window, all kept in a history.
class Toasts : public QObject {
    Q_OBJECT
public:
    explicit Toasts(QWidget* window);
    void show(const QString& text, const std::vector<MessageAction>& actions = {});
    [[nodiscard]] const QStringList& history() const { return m_history; }
    void place();
    /// Takes the open ones away, with what they offer; the history stays.
    void clear();

signals:
    void shown(const QString& text);

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    QWidget* m_window;
    std::vector<QFrame*> m_open;
    QStringList m_history;
};

} // namespace tutela::app
