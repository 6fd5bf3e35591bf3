// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tutela::app {

/// Removes all that the settings hold of missions and their files: recent ones, folders, saved views, mappings of imports with the
/// name of the sender, columns and words, reasons of ignored problems, what is kept for a mission. How the window looks and works stays.
void forgetMissions();
/// Qt keeps names of folders and files that were chosen in a file of its own.
void forgetChosenFiles();

} // namespace tutela::app
