// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/report/pdf.h>

#include "finish_p.h"
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/error.h>
#include <tutela/core/hash.h>

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace tutela::report {
namespace {

constexpr int kDpi = 1440; ///< 20 dots a point: positions to a twentieth of a point

QByteArray painted(const Document& document, const ReportModel& model, const core::Progress& progress)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(kDpi);
    writer.setPageLayout({QPageSize{QPageSize::A4}, QPageLayout::Portrait, QMarginsF{}, QPageLayout::Point});
    QPainter painter;
    if (!painter.begin(&writer))
        throw core::Error{core::ErrorCode::Internal, "The PDF could not be begun."};
    const int pages = document.pageCount();
    for (int i = 0; i < pages; ++i) {
        progress.step(static_cast<double>(i) / pages, "Painting pages");
        if (i > 0)
            writer.newPage();
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(kDpi / 72.0, kDpi / 72.0);
        paintPage(painter, document, model, i);
        painter.restore();
    }
    painter.end();
    return bytes;
}

} // namespace

Rendered renderPdf(const ReportModel& model, const RenderOptions& options, const core::Progress& progress)
{
    const Document document = layOut(model, options.program, progress.part(0.0, 0.4));
    const QByteArray raw = painted(document, model, progress.part(0.4, 0.95));
    DocumentFacts facts;
    facts.title = model.head.mission + ": " + words::lowered(kindOf(model)) + ", " + model.head.month;
    facts.subject = model.head.reference + (model.coverage ? std::string{} : ", version " + model.head.version);
    facts.keywords = markingLine(model);
    facts.as_of = model.head.as_of;
    Rendered made;
    made.pdf = finished(raw.toStdString(), facts, document.bookmarks());
    made.pages = document.pageCount();
    made.sha256 = core::hex(core::sha256(made.pdf));
    progress.step(1.0);
    return made;
}

} // namespace tutela::report
