// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/map/export.h>

#include <tutela/core/error.h>

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>

#include <chrono>
#include <cmath>

namespace tutela::map {

namespace {

constexpr qint64 kMostPixels = 100'000'000;
constexpr int kPdfDpi = 1440; // a twentieth of a point: positions stay exact

/// Writes a date of the same length over the value that follows `key`; the clock stands nowhere in the file.
void fixDate(QByteArray& pdf, const QByteArray& key, qsizetype length, const QByteArray& date)
{
    for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + key.size()))
        pdf.replace(at + key.size(), length, date.left(length).leftJustified(length, '0'));
}

/// The two identifiers of a PDF are random; ours come from the content.
void fixIdentifiers(QByteArray& pdf, const Scene& scene)
{
    const auto at = std::chrono::floor<std::chrono::seconds>(scene.as_of.value_or(core::Instant{}));
    const std::string text = core::toText(at); // 2026-10-31T23:59:00.000Z
    QByteArray digits;
    for (const char c : text.substr(0, 19))
        if (c >= '0' && c <= '9')
            digits.append(c);
    const QByteArray iso = QByteArray::fromStdString(text.substr(0, 19)) + "+00:00";
    fixDate(pdf, "/CreationDate (D:", 14, digits);
    for (const char* key : {"<xmp:CreateDate>", "<xmp:ModifyDate>", "<xmp:MetadataDate>"})
        fixDate(pdf, key, iso.size(), iso);
}

} // namespace

QByteArray mapPng(const Scene& scene, const View& view, const PaintOptions& options, const core::Progress& progress)
{
    const double width = std::round(view.size().width() * view.ratio());
    const double height = std::round(view.size().height() * view.ratio());
    if (width * height > static_cast<double>(kMostPixels))
        throw core::Error{core::ErrorCode::Limit, "A map picture may have at most 100 million pixels; ask for a smaller one."};
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(view.ratio(), view.ratio());
    paint(painter, scene, view, options, progress);
    painter.end();
    const int perMetre = static_cast<int>(std::lround(1000.0 * view.ratio() / view.unitMm()));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        throw core::Error{core::ErrorCode::Internal, "The map could not be written as PNG."};
    return bytes;
}

QByteArray mapPdf(const Scene& scene, const View& view, PaintOptions options, const core::Progress& progress)
{
    options.vector = true;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
        writer.setResolution(kPdfDpi);
        const QSizeF millimetres = view.size() * view.unitMm();
        writer.setPageSize(QPageSize(millimetres, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(QString::fromStdString(scene.title.empty() ? scene.mission.details.name : scene.title));
        writer.setCreator(QStringLiteral("Tutela"));
        QPainter painter(&writer);
        const double dots = view.unitMm() / 25.4 * kPdfDpi;
        painter.scale(dots, dots);
        paint(painter, scene, view, options, progress);
    }
    fixIdentifiers(bytes, scene);
    return bytes;
}

} // namespace tutela::map
