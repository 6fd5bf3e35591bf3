// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

/// Colours of the pages: the light tokens of the visual identity. Colour stands only in symbols, maps, trend words and
/// one accent.
namespace tutela::report::palette {

inline const QColor kInk{0x16, 0x24, 0x2F};
inline const QColor kText2{0x46, 0x58, 0x6A};
inline const QColor kText3{0x5F, 0x70, 0x81};
inline const QColor kRule{0xD6, 0xDD, 0xE4};
inline const QColor kBox{0xF3, 0xF5, 0xF7};
inline const QColor kNavy{0x10, 0x29, 0x3B};
inline const QColor kAccent{0x0A, 0x6C, 0x74};
inline const QColor kAccentOnNavy{0x55, 0xC2, 0xC3};
inline const QColor kAmber{0x8A, 0x4B, 0x00};
inline const QColor kAmberOnNavy{0xF3, 0xBD, 0x6A};
inline const QColor kDanger{0xA3, 0x17, 0x2F};
inline const QColor kSuccess{0x1B, 0x64, 0x40};
inline const QColor kOnNavy{0xFF, 0xFF, 0xFF};
inline const QColor kOnNavy2{0xB9, 0xCB, 0xD8};

} // namespace tutela::report::palette
