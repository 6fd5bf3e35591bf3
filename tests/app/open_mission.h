// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame/main_window.h"

#include <QTest>

#include <filesystem>
#include <optional>

namespace tutela::test {

/// Opens a mission and waits for it. @returns whether it is open
inline bool openMission(app::MainWindow& window, const std::filesystem::path& path)
{
    constexpr int kLongMs = 30'000;
    std::optional<bool> opened;
    window.openMission(QString::fromStdString(path.string()), [&opened](bool open) { opened = open; });
    return QTest::qWaitFor([&opened] { return opened.has_value(); }, kLongMs) && *opened;
}

} // namespace tutela::test
