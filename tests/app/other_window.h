// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame/main_window.h"

#include <QApplication>
#include <QTest>

namespace tutela::test {

/// The second window that a first one opened; closed at the end.
class OtherWindow {
public:
    explicit OtherWindow(const app::MainWindow& first)
    {
        for (auto* widget : QApplication::topLevelWidgets())
            if (auto* other = qobject_cast<app::MainWindow*>(widget); other != nullptr && other != &first)
                window = other;
    }
    ~OtherWindow()
    {
        if (window == nullptr)
            return;
        window->close(); // it deletes itself
        QCoreApplication::sendPostedEvents(window, QEvent::DeferredDelete);
    }
    OtherWindow(const OtherWindow&) = delete;
    OtherWindow& operator=(const OtherWindow&) = delete;

    /// Waits for the end of its opening. @returns whether it has a mission
    [[nodiscard]] bool waitForMission() const
    {
        constexpr int kLongMs = 30'000;
        return window != nullptr && QTest::qWaitFor([this] { return !window->isOpening(); }, kLongMs) && window->document() != nullptr;
    }

    app::MainWindow* window = nullptr;
};

} // namespace tutela::test
