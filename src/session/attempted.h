// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/error.h>
#include <tutela/session/display.h>

#include <QString>

namespace tutela::session {

/// Runs an edit; its refusal as a sentence.
template <class Work>
QString attempted(Work work)
{
    try {
        work();
        return {};
    } catch (const core::Error& error) {
        return shown(error.message());
    }
}

} // namespace tutela::session
