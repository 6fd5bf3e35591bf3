// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>

#include <array>

namespace tutela::app {

/// Modes of travel to choose from, in the order of their list.
inline constexpr std::array kPatrolModes{core::TravelMode::TRUCK, core::TravelMode::LIGHT_4X4, core::TravelMode::FOOT, core::TravelMode::BOAT, core::TravelMode::HELICOPTER};

} // namespace tutela::app
