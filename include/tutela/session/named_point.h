// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

#include <QString>

namespace tutela::session {

/// A coordinate that a person typed.
struct NamedPoint {
    core::GeoPoint point;
    QString words;        ///< the coordinate in the form that it was typed in, and that it lies outside when it does
    bool outside = false; ///< it lies in none of the mission's areas
};

/// Reads a coordinate in any notation. @throws core::Error{InvalidInput} when it is none
[[nodiscard]] NamedPoint pointNamed(const core::Mission& mission, const QString& typed);
/// "outside the mission"
[[nodiscard]] QString outsideWord();

} // namespace tutela::session
