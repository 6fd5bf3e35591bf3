// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/report/pdf.h>

#include <tutela/core/error.h>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

namespace tutela::report {

int pageCount(const std::string& pdf)
{
    try {
        QPDF document;
        document.processMemoryFile("report", pdf.data(), pdf.size());
        return static_cast<int>(QPDFPageDocumentHelper(document).getAllPages().size());
    } catch (const std::exception&) {
        throw core::Error{core::ErrorCode::Damaged, "the stored pages cannot be read; run tutela check --deep"};
    }
}

} // namespace tutela::report
