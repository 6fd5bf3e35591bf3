// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <functional>
#include <vector>

class QMenuBar;

namespace tutela::app {

/// The menus, in the order of the bar.
enum class MenuId { File, Edit, View, Mission, Map, Analysis, Report, Help };

/// Every command of a window, once: it feeds the menus, the command palette, the buttons and the table of shortcuts.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    explicit ActionRegistry(QObject* parent = nullptr);

    /// @param id  "file.open": stable, used for shortcuts in the preferences and for tests
    QAction* add(MenuId menu, const QString& id, const QString& text, const QKeySequence& shortcut, std::function<void()> run);
    void addSeparator(MenuId menu);
    /// Kept for the next start. The caller has looked that no other action has the keys.
    void setShortcut(QAction* action, const QKeySequence& keys);
    /// Every action gets the keys that it was added with.
    void restoreShortcuts();
    /// The keys act only where the focus is on a widget that has the action: letters that elsewhere are typed.
    void onlyOnWidgets(const QString& id);
    /// Keys of an action as people read them: "Ctrl+O"; empty without keys, and for an action that is not there.
    [[nodiscard]] QString keys(const QString& id) const;
    /// "Cite (E)"; the text alone without keys.
    [[nodiscard]] QString withKeys(const QString& text, const QString& id) const;
    /// Calls `say` now, and again whenever the person gives the action other keys, as long as `owner` lives.
    void follow(const QString& id, QObject* owner, const std::function<void()>& say) const;
    /// Null when there is none.
    [[nodiscard]] QAction* action(const QString& id) const { return m_byId.value(id); }
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    /// Fills the bar; call once, after the last add().
    void fill(QMenuBar& bar) const;
    [[nodiscard]] static QString menuTitle(MenuId menu);
    [[nodiscard]] MenuId menuOf(const QAction* action) const { return m_menus.value(action); }
    /// The text without its mnemonic.
    [[nodiscard]] static QString plainText(const QAction* action);
    /// The plain text that it was added with: "Undo", whatever the next step is.
    [[nodiscard]] QString nameOf(const QAction* action) const { return m_names.value(action); }
    /// "Ctrl+O", as the palette and the tooltips show it.
    [[nodiscard]] static QString shortcutText(const QAction* action);

private:
    struct Entry {
        MenuId menu;
        QAction* action; ///< null = separator
    };
    std::vector<Entry> m_entries;
    std::vector<QAction*> m_all;
    QHash<QString, QAction*> m_byId;
    QHash<const QAction*, MenuId> m_menus;
    QHash<const QAction*, QKeySequence> m_defaults;
    QHash<const QAction*, QString> m_names;
};

} // namespace tutela::app
