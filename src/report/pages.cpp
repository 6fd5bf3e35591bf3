// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/report/pages.h>

#include "pages_p.h"

#include <QPainter>

#include <mutex>

namespace tutela::report {

struct Pages::Laid {
    ReportModel model;
    Document document;
    std::mutex painting; ///< text layouts are shared by the pages and drawn by one thread at a time
};

Pages::Pages(ReportModel model, const std::string& program, const core::Progress& progress) : m_laid(std::make_unique<Laid>())
{
    m_laid->model = std::move(model);
    m_laid->document = layOut(m_laid->model, program, progress);
}

Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;

int Pages::count() const { return m_laid->document.pageCount(); }

QSizeF Pages::size() { return {sheet::kWidth, sheet::kHeight}; }

void Pages::paint(QPainter& painter, int page) const
{
    const std::scoped_lock alone{m_laid->painting};
    paintPage(painter, m_laid->document, m_laid->model, page);
}

std::vector<std::string> Pages::texts(int page) const
{
    std::vector<std::string> texts;
    for (const TextBox& box : m_laid->document.boxes())
        if (box.page == page)
            texts.push_back(box.text.toStdString());
    return texts;
}

std::vector<std::pair<std::string, int>> Pages::contents() const
{
    std::vector<std::pair<std::string, int>> contents;
    for (const Bookmark& mark : m_laid->document.bookmarks())
        if (mark.level == 0)
            contents.emplace_back(mark.title, mark.page);
    return contents;
}

const ReportModel& Pages::model() const { return m_laid->model; }

std::string Pages::marking() const { return markingLine(m_laid->model); }

} // namespace tutela::report
