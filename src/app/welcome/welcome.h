// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/style.h"

#include "../frame/actions.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tutela::app {

/// Missions opened last, newest first; a setting of the person, never of a mission.
class RecentMissions {
public:
    struct Entry {
        QString path, name, marking;
        QString lastOpened; ///< "2026-10-31 14:02"
        [[nodiscard]] bool exists() const;
    };
    [[nodiscard]] static std::vector<Entry> all();
    static void add(const Entry& entry);
    static void remove(const QString& path);
};

/// The first screen: no docks, no map. Enter opens the demo mission.
class Welcome : public QWidget {
    Q_OBJECT
public:
    Welcome(Style& style, const ActionRegistry& actions, QWidget* parent);
    void refresh();
    void setBusy(const QString& text);

signals:
    void demoAsked();
    void newAsked();
    void openAsked();
    void restoreAsked();
    void missionAsked(const QString& path);
    void locateAsked(const QString& path);

private:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    [[nodiscard]] QWidget* makeRow(const QString& name, const QString& icon, const QString& text, const QString& action, void (Welcome::*asked)());
    void addRecent(const RecentMissions::Entry& entry);
    [[nodiscard]] QPushButton* makeRecent(const RecentMissions::Entry& entry, QWidget* parent);

    Style& m_style;
    const ActionRegistry& m_actions;
    QWidget* m_demo = nullptr;
    QVBoxLayout* m_recent = nullptr;
    QLabel* m_busy = nullptr;
};

} // namespace tutela::app
