// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"
#include "messages.h"
#include "prompts.h"
#include "style.h"

#include <tutela/session/document.h>
#include <tutela/session/work_context.h>

#include <QLayout>
#include <QMainWindow>
#include <QPushButton>

#include <functional>
#include <optional>

class QDockWidget;
class QVBoxLayout;

namespace tutela::app {

/// What every workspace works with. All outlive the workspaces.
struct Shell {
    session::Document& document;
    session::WorkContext& context;
    ActionRegistry& actions;
    Style& style;
    MessageBar& messages;
    Toasts& toasts;
    Prompts& prompts;
    /// Selects the record and shows it in the workspace where it is worked on.
    std::function<void(session::RecordRef)> open;
    /// Shows a result in the status bar: "Map ready".
    std::function<void(const QString&)> status;
    /// Tells the status bar how many problems a check of all records left open.
    std::function<void(int)> warnings;
};

/// One room of work: a centre and docks around it, which can be moved, closed and put back.
///
/// Commands that mean something else in each workspace (new, find, compare, check ...) are asked for by the id of their
/// action: a workspace that has no handler for one leaves it disabled.
class Workspace : public QMainWindow {
    Q_OBJECT
public:
    Workspace(Shell& shell, const QString& name, const QString& title);

    [[nodiscard]] bool handles(const QString& actionId) const { return m_handlers.contains(actionId); }
    void run(const QString& actionId);
    /// Puts the docks back where they were at first.
    void resetLayout();
    void restoreLayout();
    void keepLayout() const;
    /// Called when it comes to the front.
    virtual void activated() {}
    /// False while what its commands work on is still being made.
    [[nodiscard]] virtual bool isReady() const { return true; }
    /// A file was dropped on the window. @returns false when the workspace takes none
    virtual bool takeFile(const QString&) { return false; }

protected:
    /// A dock at its first place. @param size  pixels at the normal size of text: width at a side, else height
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area, int size);
    /// A dock that gives its room to the centre in a low window, until a person brings it back.
    void foldWhenLow(QDockWidget* dock);
    /// Two docks in one place, as tabs; the first stands in front.
    void tabDock(QDockWidget* onto, QDockWidget* dock);
    void handle(const QString& actionId, std::function<void()> run) { m_handlers.insert(actionId, std::move(run)); }
    /// Hides all docks while there is nothing that they could be about, and shows them again as they were.
    void putDocksAside(bool aside);
    /// Shows the dock of a content in front of those that lie in one place with it.
    void bringForward(const QWidget* content);
    /// The docks were put where they are at first; sizes are known now.
    /// @param low  without those that fold
    virtual void laidOut(bool low) { static_cast<void>(low); }
    Shell& m_shell;

private:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void hideAside();
    [[nodiscard]] bool isNarrow() const;
    /// False where no dock folds then.
    [[nodiscard]] bool isLow() const;
    [[nodiscard]] QString layoutKey() const;
    QHash<QString, std::function<void()>> m_handlers;
    struct Dock {
        QDockWidget* widget;
        Qt::DockWidgetArea area;
        int size;
        QDockWidget* onto = nullptr; ///< shares its place, as a tab
        bool foldsWhenLow = false;
    };
    std::vector<Dock> m_docks;
    std::optional<QByteArray> m_aside; ///< how the docks were, while they are put aside
    bool m_laidOut = false;
    bool m_narrow = false; ///< laid out so that the docks of both sides are tabs of one place
    bool m_low = false;    ///< laid out without the docks that fold
};

/// Small helpers that every screen uses, so that all look alike.
namespace ui {
/// A button as tall as the layout inside it, whatever the size of text.
class RowButton : public QPushButton {
public:
    explicit RowButton(QWidget* parent) : QPushButton(parent)
    {
        // A button's own policy would hold it at the height of its text on one line.
        QSizePolicy policy{QSizePolicy::Preferred, QSizePolicy::Minimum};
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    [[nodiscard]] QSize sizeHint() const override { return layout() != nullptr ? layout()->sizeHint() : QPushButton::sizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override { return layout() != nullptr ? layout()->minimumSize() : QPushButton::minimumSizeHint(); }
    [[nodiscard]] bool hasHeightForWidth() const override { return layout() != nullptr; }
    [[nodiscard]] int heightForWidth(int width) const override { return layout()->totalHeightForWidth(width); }
};
/// A label of plain text. @param role  of the style sheet: "title", "section", "secondary" ...
[[nodiscard]] QLabel* label(const QString& text, const char* role, QWidget* parent, bool wrap = false);
/// @param name  object name
[[nodiscard]] QPushButton* button(const QString& name, const QString& text, const char* role, QWidget* parent);
/// The keys of an action as tool tip of a button, whatever the person makes of them.
void tellKeys(const ActionRegistry& actions, QPushButton* button, const QString& id);
/// The same behind its text and name: "New patrol (Ctrl+N)".
void nameKeys(const ActionRegistry& actions, QPushButton* button, const QString& text, const QString& id);
/// Gives a button another role of the style sheet.
void setRole(QPushButton& button, const char* role);
/// A white panel with a column inside.
[[nodiscard]] QFrame* panel(const char* role, QWidget* parent, QVBoxLayout** column);
[[nodiscard]] QFrame* rule(QWidget* parent);
/// Icon, one sentence, one primary action, one alternative.
[[nodiscard]] QWidget* emptyState(Style& style, const QString& icon, const QString& sentence, QPushButton* primary, QPushButton* alternative, QWidget* parent);
/// "Undo" of a toast: takes back the newest step, as long as it is still the newest.
[[nodiscard]] MessageAction undoAction(Shell& shell);
} // namespace ui

} // namespace tutela::app
