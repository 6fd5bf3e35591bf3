// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page_view.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::app {

namespace {

constexpr int kPageGap = 16;
constexpr double kPoint = 96.0 / 72.0; ///< screen units a point at 100 %
constexpr std::array kSteps{0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0};
/// Pictures further from the view than this are given up.
constexpr int kKeptPages = 6;

} // namespace

PageView::PageView(Style& style, QWidget* parent) : QAbstractScrollArea(parent), m_style(style)
{
    setObjectName(QStringLiteral("reportPages"));
    setAccessibleName(tr("Pages of the report"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    verticalScrollBar()->setSingleStep(40);
    connect(&style, &Style::changed, this, [this] { viewport()->update(); });
}

void PageView::setPages(std::shared_ptr<const report::Pages> pages)
{
    const int before = page();
    m_pages = std::move(pages);
    ++m_edition;
    m_pictures.assign(static_cast<std::size_t>(count()), {});
    m_announced = -1;
    applyFit();
    goTo(std::clamp(before, 0, std::max(0, count() - 1)));
    request();
    announce();
    viewport()->update();
}

double PageView::scale() const { return m_zoom * kPoint * devicePixelRatioF(); }
QSizeF PageView::pageSize() const { return report::Pages::size() * m_zoom * kPoint; }

QRectF PageView::pageRect(int page) const
{
    const QSizeF size = pageSize();
    const double x = size.width() + 2 * kPageGap <= viewport()->width() ? (viewport()->width() - size.width()) / 2.0 : kPageGap - horizontalScrollBar()->value();
    return {QPointF{std::floor(x), std::floor(kPageGap + page * (size.height() + kPageGap) - verticalScrollBar()->value())}, size};
}

int PageView::page() const
{
    const double step = pageSize().height() + kPageGap;
    return std::clamp(static_cast<int>((verticalScrollBar()->value() + viewport()->height() / 2.0) / step), 0, std::max(0, count() - 1));
}

void PageView::goTo(int page)
{
    if (page >= 0 && page < count())
        verticalScrollBar()->setValue(static_cast<int>(page * (pageSize().height() + kPageGap)));
}

void PageView::arrange()
{
    const QSizeF size = pageSize();
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(count() * (size.height() + kPageGap)) + kPageGap - viewport()->height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, static_cast<int>(size.width()) + 2 * kPageGap - viewport()->width()));
}

void PageView::applyFit()
{
    const QSizeF paper = report::Pages::size() * kPoint;
    const double wide = (viewport()->width() - 2.0 * kPageGap) / paper.width();
    const double high = (viewport()->height() - 2.0 * kPageGap) / paper.height();
    double zoom = m_fit == Fit::Width ? wide : m_fit == Fit::Page ? std::min(wide, high) : m_zoom;
    // A page wider than on a desk reads worse than one with a margin.
    zoom = std::clamp(zoom, kSteps.front(), m_fit == Fit::Width ? 1.5 : kSteps.back());
    const int at = page();
    const bool different = std::abs(zoom - m_zoom) > 1e-6;
    m_zoom = zoom;
    arrange();
    if (different) {
        goTo(at);
        emit zoomChanged();
    }
}

void PageView::setFit(Fit fit)
{
    m_fit = fit;
    applyFit();
    request();
    viewport()->update();
    emit zoomChanged();
}

void PageView::setZoom(double zoom)
{
    const int at = page();
    m_fit = Fit::None;
    m_zoom = std::clamp(zoom, kSteps.front(), kSteps.back());
    arrange();
    goTo(at);
    request();
    viewport()->update();
    emit zoomChanged();
}

void PageView::stepZoom(int by)
{
    if (by > 0) {
        const auto* next = std::find_if(kSteps.begin(), kSteps.end(), [this](double step) { return step > m_zoom + 0.01; });
        setZoom(next != kSteps.end() ? *next : kSteps.back());
    } else {
        double next = kSteps.front();
        for (const double step : kSteps)
            if (step < m_zoom - 0.01)
                next = step;
        setZoom(next);
    }
}

std::vector<int> PageView::wanted() const
{
    std::vector<int> inView, near;
    const QRectF view = viewport()->rect();
    const QRectF around = view.adjusted(0, -view.height(), 0, view.height());
    for (int i = 0; i < count(); ++i)
        if (pageRect(i).intersects(view))
            inView.push_back(i);
        else if (pageRect(i).intersects(around))
            near.push_back(i);
    inView.insert(inView.end(), near.begin(), near.end());
    return inView;
}

void PageView::request()
{
    if (!m_pages)
        return;
    for (int i = 0; i < count(); ++i)
        if (std::abs(i - page()) > kKeptPages)
            m_pictures[static_cast<std::size_t>(i)] = {};
    std::vector<int> missing;
    for (const int i : wanted())
        if (std::abs(m_pictures[static_cast<std::size_t>(i)].scale - scale()) > 1e-9)
            missing.push_back(i);
    if (missing.empty())
        return;
    // The pictures are posted to the view itself, which outlives its jobs: while it is taken down nothing reaches it any more.
    m_jobs.restart([this, pages = m_pages, missing, scale = scale(), edition = m_edition](const core::Progress& progress) {
        for (const int i : missing) {
            progress.check();
            const QImage image = pages->picture(i, scale);
            QMetaObject::invokeMethod(this, [this, edition, i, image, scale] { take(edition, i, image, scale); }, Qt::QueuedConnection);
        }
        return true;
    }, [](const session::Outcome<bool>&) {});
}

void PageView::take(std::uint64_t edition, int page, const QImage& image, double scale)
{
    if (edition != m_edition)
        return;
    m_pictures[static_cast<std::size_t>(page)] = {image, scale};
    viewport()->update();
    emit painted(page);
}

bool PageView::isSharp() const
{
    const QRectF view = viewport()->rect();
    for (int i = 0; i < count(); ++i)
        if (pageRect(i).intersects(view) && std::abs(m_pictures[static_cast<std::size_t>(i)].scale - scale()) > 1e-9)
            return false;
    return true;
}

QImage PageView::picture(int page) const { return page >= 0 && page < count() ? m_pictures[static_cast<std::size_t>(page)].image : QImage{}; }

void PageView::paintEvent(QPaintEvent*)
{
    QPainter painter{viewport()};
    painter.fillRect(viewport()->rect(), m_style.colour(map::Token::Sunken));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int i = 0; i < count(); ++i) {
        const QRectF paper = pageRect(i);
        if (!paper.intersects(viewport()->rect()))
            continue;
        const Picture& picture = m_pictures[static_cast<std::size_t>(i)];
        if (picture.image.isNull())
            painter.fillRect(paper, Qt::white);
        else
            painter.drawImage(paper, picture.image);
        painter.setPen(QPen{m_style.colour(map::Token::BorderStrong), 1.0});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(paper.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
    if (hasFocus()) {
        painter.setPen(QPen{m_style.colour(map::Token::Focus), 2.0});
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void PageView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    applyFit();
    request();
}

void PageView::scrollContentsBy(int, int)
{
    viewport()->update();
    request();
    announce();
}

void PageView::announce()
{
    if (page() == m_announced)
        return;
    m_announced = page();
    setAccessibleDescription(count() == 0 ? QString{} : tr("Page %1 of %2").arg(page() + 1).arg(count()));
    emit pageChanged();
}

void PageView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_PageDown: goTo(std::min(page() + 1, count() - 1)); return;
    case Qt::Key_PageUp: goTo(std::max(page() - 1, 0)); return;
    case Qt::Key_Home: goTo(0); return;
    case Qt::Key_End: goTo(count() - 1); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: stepZoom(1); return;
    case Qt::Key_Minus: stepZoom(-1); return;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void PageView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0)
            stepZoom(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

} // namespace tutela::app
