// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_content.h"

#include <QList>
#include <QTransform>
#include <QtEndian>

namespace tutela::test {

namespace {

/// The largest stream that reads as page content (it holds a transformation and paths).
QByteArray pageContent(const QByteArray& pdf)
{
    QByteArray best;
    for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 7)) {
        if (at >= 3 && pdf.mid(at - 3, 3) == "end")
            continue;
        const qsizetype from = at + 7;
        const qsizetype to = pdf.indexOf("endstream", from);
        // qUncompress wants the unpacked size in front; it is only a hint.
        QByteArray packed(4, '\0');
        qToBigEndian<quint32>(1 << 20, packed.data());
        const QByteArray text = pdf.mid(from, 1) != "x" ? QByteArray() : qUncompress(packed + pdf.mid(from, to - from));
        if (text.contains(" cm\n") && text.contains(" m\n") && text.size() > best.size())
            best = text;
    }
    return best;
}

} // namespace

PdfContent readPdf(const QByteArray& pdf)
{
    PdfContent out;
    const qsizetype box = pdf.indexOf("/MediaBox [");
    const QList<QByteArray> corners = pdf.mid(box + 11, pdf.indexOf(']', box) - box - 11).simplified().split(' ');
    out.page = {corners.at(2).toDouble(), corners.at(3).toDouble()};
    out.blendModes = pdf.contains("/BM /") && !pdf.contains("/BM /Normal");
    QList<QTransform> saved;
    QTransform now;
    QList<double> numbers;
    const QByteArray content = pageContent(pdf).replace('\n', ' ');
    for (const QByteArray& word : content.split(' ')) {
        bool isNumber = false;
        const double number = word.toDouble(&isNumber);
        if (isNumber) {
            numbers.append(number);
            continue;
        }
        const auto argument = [&numbers](qsizetype fromEnd) { return numbers.at(numbers.size() - fromEnd); };
        if (word == "q") {
            saved.append(now);
        } else if (word == "Q" && !saved.isEmpty()) {
            now = saved.takeLast();
        } else if (word == "cm" && numbers.size() >= 6) {
            now = QTransform(argument(6), argument(5), argument(4), argument(3), argument(2), argument(1)) * now;
        } else if ((word == "m" || word == "l") && numbers.size() >= 2) {
            out.pathPoints.push_back(now.map(QPointF{argument(2), argument(1)}));
        } else if (word == "c" && numbers.size() >= 6) {
            for (qsizetype i = 6; i >= 2; i -= 2)
                out.pathPoints.push_back(now.map(QPointF{argument(i), argument(i - 1)}));
        } else if (word == "re" && numbers.size() >= 4) {
            out.pathPoints.push_back(now.map(QPointF{argument(4), argument(3)}));
            out.pathPoints.push_back(now.map(QPointF{argument(4) + argument(2), argument(3) + argument(1)}));
        } else if (word == "Do") {
            ++out.images;
        } else if (word == "Tj" || word.endsWith("Tj")) {
            ++out.texts;
        }
        if (!word.isEmpty())
            numbers.clear();
    }
    return out;
}

} // namespace tutela::test
