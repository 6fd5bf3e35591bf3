// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPointF>
#include <QSizeF>

#include <vector>

namespace tutela::test {

/// What the page content of a PDF of one page draws, after its transformations, in points from the lower left corner.
struct PdfContent {
    QSizeF page;
    std::vector<QPointF> pathPoints; ///< of m, l, c and re
    int images = 0;                  ///< Do operators
    int texts = 0;                   ///< Tj operators
    bool blendModes = false;
};
[[nodiscard]] PdfContent readPdf(const QByteArray& pdf);

} // namespace tutela::test
