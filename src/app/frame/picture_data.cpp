// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "picture_data.h"

#include <QImage>

namespace tutela::app {

namespace {

const auto kPng = QStringLiteral("image/png");
const auto kPixels = QStringLiteral("application/x-qt-image"); // what Qt asks for when it offers all formats that it can write

} // namespace

QStringList PictureData::formats() const { return {kPng, kPixels}; }

QVariant PictureData::retrieveData(const QString& type, QMetaType preferred) const
{
    if (type == kPng)
        return m_png;
    if (type == kPixels)
        return QImage::fromData(m_png);
    return QMimeData::retrieveData(type, preferred);
}

} // namespace tutela::app
