// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/report/pages.h>

#include "pages_p.h"

#include <QCoreApplication>
#include <QPainter>
#include <QSemaphore>
#include <QThread>

#include <chrono>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>

namespace tutela::report {

/// Qt keeps fonts by thread: text that one thread laid out must not be drawn by another, nor after the first has ended. So
/// the pages have a thread of their own, which lays out, paints and lets go; whoever asks waits for it.
struct Pages::Laid {
    Laid()
    {
        context.moveToThread(&thread);
        thread.start();
    }
    ~Laid()
    {
        run([this] { document.reset(); });
        thread.quit();
        thread.wait();
    }
    Laid(const Laid&) = delete;
    Laid& operator=(const Laid&) = delete;

    void run(const std::function<void()>& work)
    {
        constexpr std::chrono::milliseconds kPause{5};
        const bool gui = QThread::currentThread() == QCoreApplication::instance()->thread();
        const auto serveCharts = [] { QCoreApplication::sendPostedEvents(QCoreApplication::instance(), QEvent::MetaCall); };
        std::unique_lock turn{turns, std::defer_lock};
        while (!turn.try_lock_for(kPause))
            if (gui)
                serveCharts();
        std::exception_ptr error;
        QSemaphore done;
        QMetaObject::invokeMethod(&context, [&] {
            try {
                work();
            } catch (...) {
                error = std::current_exception();
            }
            done.release();
        }, Qt::QueuedConnection);
        while (!done.tryAcquire(1, gui ? static_cast<int>(kPause.count()) : -1))
            serveCharts();
        if (error)
            std::rethrow_exception(error);
    }

    ReportModel model;
    std::optional<Document> document;
    std::timed_mutex turns;
    QThread thread;
    QObject context; ///< lives in the thread
};

Pages::Pages(ReportModel model, const std::string& program, const core::Progress& progress) : m_laid(std::make_unique<Laid>())
{
    m_laid->model = std::move(model);
    m_laid->run([&] { m_laid->document = layOut(m_laid->model, program, progress); });
}

Pages::~Pages() = default;
Pages::Pages(Pages&&) noexcept = default;
Pages& Pages::operator=(Pages&&) noexcept = default;

int Pages::count() const { return m_laid->document->pageCount(); }

QSizeF Pages::size() { return {sheet::kWidth, sheet::kHeight}; }

void Pages::paint(QPainter& painter, int page) const
{
    m_laid->run([&] { paintPage(painter, *m_laid->document, m_laid->model, page); });
}

QImage Pages::picture(int page, double scale) const
{
    QImage image;
    m_laid->run([&] {
        image = QImage{(size() * scale).toSize(), QImage::Format_RGB32};
        image.fill(Qt::white);
        QPainter painter{&image};
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
        painter.scale(scale, scale);
        paintPage(painter, *m_laid->document, m_laid->model, page);
    });
    return image;
}

std::vector<std::string> Pages::texts(int page) const
{
    std::vector<std::string> texts;
    for (const TextBox& box : m_laid->document->boxes())
        if (box.page == page)
            texts.push_back(box.text.toStdString());
    return texts;
}

std::vector<std::pair<std::string, int>> Pages::contents() const
{
    std::vector<std::pair<std::string, int>> contents;
    for (const Bookmark& mark : m_laid->document->bookmarks())
        if (mark.level == 0)
            contents.emplace_back(mark.title, mark.page);
    return contents;
}

const ReportModel& Pages::model() const { return m_laid->model; }

std::string Pages::marking() const { return markingLine(m_laid->model); }

} // namespace tutela::report
