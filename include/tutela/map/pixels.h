// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <cstring>
#include <vector>

/// Rows of pixels in and out of an image of 32 bits a pixel. Qt gives rows as bytes: they are copied, never looked at as
/// another type.
namespace tutela::map {

/// A row to work on; its contents are those of the image.
[[nodiscard]] inline std::vector<QRgb> rowOf(const QImage& image, int y)
{
    std::vector<QRgb> row(static_cast<std::size_t>(image.width()));
    std::memcpy(row.data(), image.constScanLine(y), row.size() * sizeof(QRgb));
    return row;
}
/// @param row as many pixels as the image is wide.
inline void setRow(QImage& image, int y, const std::vector<QRgb>& row) { std::memcpy(image.scanLine(y), row.data(), row.size() * sizeof(QRgb)); }

} // namespace tutela::map
