// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions.h"

#include <QMenu>
#include <QMenuBar>
#include <QSettings>

#include <map>
#include <utility>

namespace tutela::app {

namespace {
const auto kShortcutsKey = QStringLiteral("shortcuts/");
} // namespace

ActionRegistry::ActionRegistry(QObject* parent) : QObject(parent) {}

QAction* ActionRegistry::add(MenuId menu, const QString& id, const QString& text, const QKeySequence& shortcut, std::function<void()> run)
{
    auto* action = new QAction{text, this};
    action->setObjectName(id);
    m_defaults.insert(action, shortcut);
    action->setShortcut(QSettings{}.contains(kShortcutsKey + id) ? QKeySequence{QSettings{}.value(kShortcutsKey + id).toString()} : shortcut);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_entries.push_back({menu, action});
    m_all.push_back(action);
    m_byId.insert(id, action);
    m_menus.insert(action, menu);
    m_names.insert(action, plainText(action));
    return action;
}

void ActionRegistry::onlyOnWidgets(const QString& id) { action(id)->setShortcutContext(Qt::WidgetShortcut); }

QString ActionRegistry::keys(const QString& id) const
{
    const auto* known = action(id);
    return known != nullptr ? shortcutText(known) : QString{};
}

QString ActionRegistry::withKeys(const QString& text, const QString& id) const
{
    const QString shown = keys(id);
    return shown.isEmpty() ? text : tr("%1 (%2)").arg(text, shown);
}

void ActionRegistry::follow(const QString& id, QObject* owner, const std::function<void()>& say) const
{
    say();
    if (const auto* known = action(id))
        connect(known, &QAction::changed, owner, [known, say, last = known->shortcut()]() mutable {
            if (known->shortcut() != std::exchange(last, known->shortcut()))
                say();
        });
}

void ActionRegistry::setShortcut(QAction* action, const QKeySequence& keys)
{
    action->setShortcut(keys);
    if (keys == m_defaults.value(action))
        QSettings{}.remove(kShortcutsKey + action->objectName());
    else
        QSettings{}.setValue(kShortcutsKey + action->objectName(), keys.toString());
}

void ActionRegistry::restoreShortcuts()
{
    for (QAction* action : m_all)
        setShortcut(action, m_defaults.value(action));
}

void ActionRegistry::addSeparator(MenuId menu) { m_entries.push_back({menu, nullptr}); }

void ActionRegistry::fill(QMenuBar& bar) const
{
    std::map<MenuId, QMenu*> menus;
    for (const MenuId id : {MenuId::File, MenuId::Edit, MenuId::View, MenuId::Mission, MenuId::Map, MenuId::Analysis, MenuId::Report, MenuId::Help}) {
        menus[id] = bar.addMenu(menuTitle(id));
        menus[id]->setObjectName(QStringLiteral("menu") + plainText(menus[id]->menuAction()));
    }
    for (const Entry& entry : m_entries)
        if (entry.action != nullptr)
            menus[entry.menu]->addAction(entry.action);
        else
            menus[entry.menu]->addSeparator();
}

QString ActionRegistry::menuTitle(MenuId menu)
{
    switch (menu) {
    case MenuId::File: return tr("&File");
    case MenuId::Edit: return tr("&Edit");
    case MenuId::View: return tr("&View");
    case MenuId::Mission: return tr("&Mission");
    case MenuId::Map: return tr("M&ap");
    case MenuId::Analysis: return tr("A&nalysis");
    case MenuId::Report: return tr("&Report");
    case MenuId::Help: return tr("&Help");
    }
    return {};
}

QString ActionRegistry::plainText(const QAction* action) { return action->text().remove(QLatin1Char('&')).remove(QStringLiteral("...")).trimmed(); }
QString ActionRegistry::shortcutText(const QAction* action) { return action->shortcut().toString(QKeySequence::NativeText); }

} // namespace tutela::app
