// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace tutela::app {

/// What a button of a toast runs that takes back the newest step of the mission: offered only while that step is the newest.
struct UndoStep {
    std::function<void()> run;
    void operator()() const { run(); }
};

/// The newest step of the mission is another: the toasts of the window offer the old one no more.
void withdrawUndo(const QWidget& window);

} // namespace tutela::app
