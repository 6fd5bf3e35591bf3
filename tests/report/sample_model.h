// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model.h>

namespace tutela::test {

struct SampleSize {
    int lines = 9;
    int actions = 12;
    int evidence = 30;
    int areas = 9;
    std::string name_tail; ///< put after every name: makes them long
    std::string text;      ///< replaces every reason and description when not empty
};

/// A report model of an invented country, composed: what a builder would give.
[[nodiscard]] report::ReportModel sampleModel(const SampleSize& size = {});

} // namespace tutela::test
