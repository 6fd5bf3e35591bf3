// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>
#include <tutela/report/model.h>

#include <string>

namespace tutela::report {

struct RenderOptions {
    /// Program that makes the pages, printed beside the fingerprint ("Tutela 0.1.0").
    std::string program;
};

struct Rendered {
    std::string pdf; ///< bytes of the file
    int pages = 0;
    std::string sha256; ///< hex, of `pdf`
};

/// The pages of a model as PDF: fonts embedded, text selectable, bookmarks, no clock, author or path in it. Marked DRAFT
/// on every page unless the model's state is APPROVED or later. The model decides what is seen: reduce() it first.
///
/// Needs a QApplication (offscreen will do) and QHashSeed::setDeterministicGlobalSeed() called at the start of main();
/// then the same model gives the same bytes in every process. Dates of the file are the model's as_of.
/// @throws core::Cancelled on stop, core::Error{Internal} when the PDF cannot be written.
[[nodiscard]] Rendered renderPdf(const ReportModel& model, const RenderOptions& options, const core::Progress& progress = {});

/// Number of pages of a stored PDF. @throws core::Error{Damaged} when the bytes are no PDF.
[[nodiscard]] int pageCount(const std::string& pdf);

} // namespace tutela::report
