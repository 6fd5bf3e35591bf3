// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window_fixture.h"

#include <catch2/catch.hpp>

namespace tutela::test {

/// The map of the workspace in front, whole.
inline app::MapCanvas* sharpMap(Window& person)
{
    person.openDemo();
    auto* map = person.window->canvas();
    REQUIRE(map != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20000));
    return map;
}

/// Where a place is on the screen.
inline QPoint screenOf(const app::MapCanvas& map, const core::Place& place) { return map.view().toScreen(*place.point())->toPoint(); }

} // namespace tutela::test
