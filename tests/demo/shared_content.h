// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/demo/demo.h>

#include <string>

namespace tutela::demo::test {

/// The content of the usual seed, generated once for all tests of the program.
inline const DemoContent& content()
{
    static const DemoContent kContent = generate(2026);
    return kContent;
}

/// Every record as canonical lines, then the rasters: equal text means equal content.
[[nodiscard]] std::string written(const DemoContent& content);

} // namespace tutela::demo::test
