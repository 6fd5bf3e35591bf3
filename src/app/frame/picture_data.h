// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>

namespace tutela::app {

/// A picture for the clipboard that stays packed until somebody asks for its pixels: a view of the map is some hundred kilobytes
/// as PNG and some tens of megabytes as pixels, and the clipboard keeps it as long as the program runs.
class PictureData : public QMimeData {
    Q_OBJECT
public:
    explicit PictureData(QByteArray png) : m_png(std::move(png)) {}
    [[nodiscard]] QStringList formats() const override;

protected:
    [[nodiscard]] QVariant retrieveData(const QString& type, QMetaType preferred) const override;

private:
    QByteArray m_png;
};

} // namespace tutela::app
