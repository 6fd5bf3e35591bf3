// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/painter.h>
#include <tutela/session/job_runner.h>

#include <QImage>
#include <QObject>

#include <memory>
#include <optional>

namespace tutela::app {

/// Draws a scene for a view in workers, tile by tile, and keeps the last pictures so that there is always one to show.
class MapRenderer : public QObject {
    Q_OBJECT
public:
    explicit MapRenderer(QObject* parent = nullptr);

    /// Starts drawing; what was being drawn is given up.
    /// @param styleScale  see map::PaintOptions::style_scale
    /// @param keepFree  parts of the view that are painted over: no name goes there
    void request(std::shared_ptr<const map::Scene> scene, const map::View& view, map::Theme theme, double styleScale, std::vector<QRectF> keepFree);
    /// Paints the best pictures there are into the view, moved and scaled to fit.
    void paint(QPainter& painter, const map::View& view) const;
    [[nodiscard]] bool isIdle() const { return !m_jobs.isRunning() && !m_pending; }
    [[nodiscard]] const map::Legend& legend() const { return m_legend; }
    [[nodiscard]] const std::vector<std::string>& problems() const { return m_problems; }
    /// Boxes of the names in the last picture that was finished, moved into the view; none where the view has another scale.
    [[nodiscard]] std::vector<QRectF> nameBoxes(const map::View& view) const;
    /// Milliseconds from the last request to its first tile and to the whole; for benchmarks.
    [[nodiscard]] std::pair<qint64, qint64> lastTimes() const { return {m_firstMs, m_wholeMs}; }
    /// Forgets every picture: another mission.
    void clear();

signals:
    void updated();
    void finished();

private:
    struct Picture {
        QImage image;
        map::View view; ///< that the whole image shows
        std::vector<QRectF> names{}; ///< where they stand in it
    };
    void takeTile(std::uint64_t request, const QImage& tile, QPoint at);
    static void paintPicture(QPainter& painter, const Picture& picture, const map::View& view);

    session::JobRunner m_jobs;
    std::optional<Picture> m_base;     ///< the whole mission, coarse: never blank
    std::optional<Picture> m_last;     ///< the last one that was finished
    std::optional<Picture> m_incoming; ///< the one that is being drawn, transparent where it is not yet
    map::Legend m_legend;
    std::vector<std::string> m_problems;
    std::uint64_t m_request = 0;
    bool m_pending = false;
    QElapsedTimer m_clock;
    qint64 m_firstMs = -1, m_wholeMs = -1;
};

} // namespace tutela::app
