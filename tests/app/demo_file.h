// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/support.h"

#include "frame/demo_mission.h"

#include <QtGlobal>

#include <filesystem>

namespace tutela::test {

/// The demo mission, to be copied: the file that the test run made (TUTELA_TEST_DEMO), or one made once for the program.
inline std::filesystem::path demoFile()
{
    const QString given = qEnvironmentVariable("TUTELA_TEST_DEMO");
    if (!given.isEmpty())
        return given.toStdString();
    static const TempFolder made;
    const std::filesystem::path original = made / "demo.gpkg";
    if (!std::filesystem::exists(original))
        app::makeDemo(QString::fromStdString(original.string()), {});
    return original;
}

} // namespace tutela::test
