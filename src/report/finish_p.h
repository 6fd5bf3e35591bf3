// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document_p.h"

#include <string>

/// What QPdfWriter cannot do: bookmarks, language, page labels, fixed dates and ID.
namespace tutela::report {

struct DocumentFacts {
    std::string title;   ///< UTF-8
    std::string subject; ///< reference and version
    std::string keywords;///< marking
    std::string as_of;   ///< instant as in the file; the dates of the PDF
};

/// @throws core::Error{Internal} when the bytes are no PDF.
[[nodiscard]] std::string finished(const std::string& pdf, const DocumentFacts& facts, const std::vector<Bookmark>& bookmarks);

} // namespace tutela::report
