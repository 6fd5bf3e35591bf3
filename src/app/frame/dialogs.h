// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"
#include "prompts.h"
#include "style.h"

#include <tutela/store/mission_file.h>

#include <QStringList>

class QDialog;
class QDialogButtonBox;
class QWidget;

namespace tutela::app {

class StatusBar;

class MainWindow;
class Workspace;

/// A row with the button that closes the dialog; others are added to it.
[[nodiscard]] QDialogButtonBox* closeBox(QDialog& dialog);
/// Who writes, by the preferences, else by TUTELA_AUTHOR.
[[nodiscard]] store::Author authorOfSettings();
/// Asks for name, files and marking and makes the mission file. @returns its path; empty when it was cancelled
[[nodiscard]] QString askNewMission(MainWindow& window, Prompts& prompts, const Style& style);
void showShortcutTable(QWidget& window, const ActionRegistry& actions, const Style& style);
/// What the workspace in front is for, how its work goes, and its keys. @param room  null on the welcome screen
void showRoomHelp(QWidget& window, const Workspace* room, const ActionRegistry& actions, const Style& style);
void showNotices(QWidget& window, const QStringList& notices, const Style& style);
void showAboutDialog(QWidget& window, Style& style);
void showPreferencesDialog(QWidget& window, ActionRegistry& actions, Style& style, StatusBar& status);
/// Sets and keeps the theme.
void setThemeSetting(Style& style, map::Theme theme);
/// Hides the docks of a workspace, or shows them again.
void toggleDocks(Workspace* workspace);
/// Moves the focus to the next or previous pane: centre and docks.
void stepPane(Workspace* workspace, int by);

} // namespace tutela::app
