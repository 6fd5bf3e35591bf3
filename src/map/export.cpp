// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/map/export.h>

#include "prepared_p.h"

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
void fixIdentifiers(QByteArray& pdf, std::optional<core::Instant> as_of)
{
    const auto at = std::chrono::floor<std::chrono::seconds>(as_of.value_or(core::Instant{}));
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

/// Takes bytes until it is told to stop: packing a large picture is long.
class StoppableBuffer : public QBuffer {
public:
    StoppableBuffer(QByteArray& bytes, const core::Progress& progress) : QBuffer(&bytes), m_progress(progress) {}

protected:
    qint64 writeData(const char* data, qint64 size) override
    {
        try { // the writer of the picture is not made for exceptions: it ends when nothing is taken
            m_progress.check();
        } catch (const core::Cancelled&) {
            return -1;
        }
        return QBuffer::writeData(data, size);
    }

private:
    const core::Progress& m_progress;
};

void refuseTooLarge(const View& view)
{
    const double ratio = view.ratio();
    if (std::round(view.size().width() * ratio) * std::round(view.size().height() * ratio) > static_cast<double>(kMostPixels))
        throw core::Error{core::ErrorCode::Limit, "A map picture may have at most 100 million pixels; ask for a smaller one."};
}

} // namespace

QByteArray mapPng(const PreparedMap& map, const core::Progress& progress)
{
    const View& view = map.view();
    refuseTooLarge(view);
    QImage image(static_cast<int>(std::round(view.size().width() * view.ratio())), static_cast<int>(std::round(view.size().height() * view.ratio())),
                 QImage::Format_RGB32);
    if (image.isNull())
        throw core::Error{core::ErrorCode::Limit, "There is not enough memory for a map picture of this size; ask for a smaller one."};
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(view.ratio(), view.ratio());
    paint(painter, map, progress.part(0.0, 0.7));
    painter.end();
    const int perMetre = static_cast<int>(std::lround(1000.0 * view.ratio() / view.unitMm()));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    QByteArray bytes;
    StoppableBuffer buffer(bytes, progress);
    buffer.open(QIODevice::WriteOnly);
    const bool written = image.save(&buffer, "PNG");
    progress.check();
    if (!written)
        throw core::Error{core::ErrorCode::Internal, "The map could not be written as PNG."};
    return bytes;
}

QByteArray mapPng(const Scene& scene, const View& view, const PaintOptions& options, const core::Progress& progress)
{
    refuseTooLarge(view);
    return mapPng(prepare(scene, view, options, progress.part(0.0, 0.5)), progress.part(0.5, 1.0));
}

QByteArray mapPdf(const PreparedMap& map, const core::Progress& progress)
{
    if (!map.impl().options.vector)
        throw core::Error{core::ErrorCode::Internal, "The map was not prepared for paper."};
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
        writer.setResolution(kPdfDpi);
        const QSizeF millimetres = map.view().size() * map.view().unitMm();
        writer.setPageSize(QPageSize(millimetres, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(QString::fromStdString(map.impl().document));
        writer.setCreator(QStringLiteral("Tutela"));
        QPainter painter(&writer);
        const double dots = map.view().unitMm() / 25.4 * kPdfDpi;
        painter.scale(dots, dots);
        paint(painter, map, progress);
    }
    fixIdentifiers(bytes, map.impl().as_of);
    return bytes;
}

QByteArray mapPdf(const Scene& scene, const View& view, PaintOptions options, const core::Progress& progress)
{
    options.vector = true;
    return mapPdf(prepare(scene, view, options, progress.part(0.0, 0.5)), progress.part(0.5, 1.0));
}

} // namespace tutela::map
