// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/style.h"

#include <tutela/report/pages.h>
#include <tutela/session/job_runner.h>

#include <QAbstractScrollArea>
#include <QCache>
#include <QImage>

#include <memory>

namespace tutela::app {

/// The pages of a report below each other, as they will be printed. Workers paint them; a page that is not yet sharp shows
/// its last picture, scaled.
class PageView : public QAbstractScrollArea {
    Q_OBJECT
public:
    enum class Fit { Width, Page, None };
    explicit PageView(Style& style, QWidget* parent);

    /// Null = nothing to show. The page in view stays in view as far as it exists.
    void setPages(std::shared_ptr<const report::Pages> pages);
    [[nodiscard]] int count() const { return m_pages ? m_pages->count() : 0; }
    /// From 0: the one that takes most of the view.
    [[nodiscard]] int page() const;
    void goTo(int page);
    /// 1 = as large as on paper.
    [[nodiscard]] double zoom() const { return m_zoom; }
    void setZoom(double zoom);
    void setFit(Fit fit);
    [[nodiscard]] Fit fit() const { return m_fit; }
    void stepZoom(int by);
    /// Every page in view is painted in its size.
    [[nodiscard]] bool isSharp() const;
    /// The picture of a page; null while it is not painted.
    [[nodiscard]] QImage picture(int page) const;

signals:
    void pageChanged();
    void zoomChanged();
    void painted(int page);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Picture {
        QImage image;
        double scale = 0.0; ///< pixels a point
    };
    void arrange();
    void applyFit();
    void request();
    void announce();
    void take(std::uint64_t edition, int page, const QImage& image, double scale);
    [[nodiscard]] QSizeF pageSize() const;
    /// In the view's coordinates.
    [[nodiscard]] QRectF pageRect(int page) const;
    [[nodiscard]] std::vector<int> wanted() const;
    [[nodiscard]] double scale() const;

    Style& m_style;
    std::shared_ptr<const report::Pages> m_pages;
    std::vector<Picture> m_pictures;
    session::JobRunner m_jobs;
    std::uint64_t m_edition = 0; ///< counts setPages(): pictures of former pages are dropped
    double m_zoom = 1.0;
    Fit m_fit = Fit::Width;
    int m_announced = -1;
};

} // namespace tutela::app
