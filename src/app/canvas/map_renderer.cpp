// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "map_renderer.h"

#include <QMetaObject>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tutela::app {

namespace {

constexpr int kTile = 512;        ///< device pixels
constexpr double kMargin = 0.15;  ///< of the view, drawn around it on each side for the next drag

map::PaintOptions withoutFurniture(map::Theme theme, double styleScale, std::vector<QRectF> keepFree, const QRectF& inView)
{
    map::PaintOptions options;
    options.theme = theme;
    options.style_scale = styleScale;
    options.furniture = map::Furniture::none();
    options.furniture.graticule = true;
    options.keep_free = std::move(keepFree);
    options.in_view = inView;
    return options;
}

/// Tiles from the middle outwards: what a person looks at first.
std::vector<QRect> tilesOf(QSize pixels)
{
    std::vector<QRect> tiles;
    for (int y = 0; y < pixels.height(); y += kTile)
        for (int x = 0; x < pixels.width(); x += kTile)
            tiles.emplace_back(x, y, std::min(kTile, pixels.width() - x), std::min(kTile, pixels.height() - y));
    const QPoint middle{pixels.width() / 2, pixels.height() / 2};
    std::stable_sort(tiles.begin(), tiles.end(), [&](const QRect& a, const QRect& b) {
        return (a.center() - middle).manhattanLength() < (b.center() - middle).manhattanLength();
    });
    return tiles;
}

QSize pixelsOf(const map::View& view)
{
    return {static_cast<int>(std::ceil(view.size().width() * view.ratio())), static_cast<int>(std::ceil(view.size().height() * view.ratio()))};
}

} // namespace

MapRenderer::MapRenderer(QObject* parent) : QObject(parent) {}

void MapRenderer::clear()
{
    m_jobs.stop();
    ++m_request;
    m_base.reset();
    m_last.reset();
    m_incoming.reset();
    m_legend = {};
}

void MapRenderer::request(std::shared_ptr<const map::Scene> scene, const map::View& view, map::Theme theme, double styleScale, std::vector<QRectF> keepFree)
{
    map::View wide = view;
    wide.resize(view.size() * (1.0 + 2.0 * kMargin));
    const QRectF shown{QPointF{view.size().width() * kMargin, view.size().height() * kMargin}, view.size()};
    for (QRectF& box : keepFree)
        box.translate(shown.topLeft());
    // A name across the edge of what is shown would be cut: it finds another place, or shows when the map is moved.
    for (const double x : {shown.left(), shown.right() - 1})
        keepFree.emplace_back(x, shown.top(), 1, shown.height());
    for (const double y : {shown.top(), shown.bottom() - 1})
        keepFree.emplace_back(shown.left(), y, shown.width(), 1);
    const QSize pixels = pixelsOf(wide);
    const auto id = ++m_request;
    m_pending = true;
    m_clock.start();
    m_firstMs = m_wholeMs = -1;
    m_incoming = Picture{QImage{}, wide, {}}; // made when the first tile comes: while a map is dragged most pictures are given up before
    struct Result {
        map::Legend legend;
        std::vector<std::string> problems;
        std::vector<QRectF> names;
    };
    m_jobs.restart(
        [this, scene, wide, pixels, options = withoutFurniture(theme, styleScale, std::move(keepFree), shown), id](const core::Progress& progress) {
            const auto prepared = map::prepare(*scene, wide, options, progress);
            for (const QRect& tile : tilesOf(pixels)) {
                QImage image = map::paintTile(prepared, tile, progress);
                QMetaObject::invokeMethod(this, [this, id, image = std::move(image), at = tile.topLeft()] { takeTile(id, image, at); }, Qt::QueuedConnection);
            }
            return Result{prepared.legend(), prepared.problems(), prepared.labelBoxes()};
        },
        [this](session::Outcome<Result> outcome) {
            m_pending = false;
            if (outcome.value) {
                m_legend = std::move(outcome.value->legend);
                m_problems = std::move(outcome.value->problems);
                m_last = std::move(m_incoming);
                m_incoming.reset();
                if (m_last)
                    m_last->names = std::move(outcome.value->names);
                if (!m_base)
                    m_base = m_last;
                m_wholeMs = m_clock.elapsed();
            } else if (outcome.error) {
                m_problems = {outcome.sentence().toStdString()};
            }
            emit updated();
            emit finished();
        });
}

void MapRenderer::takeTile(std::uint64_t request, const QImage& tile, QPoint at)
{
    if (request != m_request || !m_incoming)
        return;
    if (m_incoming->image.isNull()) {
        m_incoming->image = QImage{pixelsOf(m_incoming->view), QImage::Format_ARGB32_Premultiplied};
        m_incoming->image.fill(Qt::transparent);
    }
    QPainter painter{&m_incoming->image};
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    QImage plain = tile;
    plain.setDevicePixelRatio(1.0);
    painter.drawImage(at, plain);
    painter.end();
    if (m_firstMs < 0)
        m_firstMs = m_clock.elapsed();
    emit updated();
}

void MapRenderer::paintPicture(QPainter& painter, const Picture& picture, const map::View& view)
{
    if (picture.view.crs() != view.crs())
        return;
    const double scale = picture.view.unitsPerPixel() / view.unitsPerPixel();
    constexpr double kMost = 1e4; // beyond, nothing of it can be told, and Qt cannot paint what has no finite size
    if (!(scale > 1.0 / kMost) || !(scale < kMost))
        return;
    const QPointF topLeft = view.fromProjected(picture.view.toProjected({0, 0}));
    const QSizeF size = QSizeF{picture.image.size()} / picture.view.ratio() * scale;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, std::abs(scale - 1.0) > 1e-9);
    // A picture in its own scale is set on whole pixels: anything else would blur it.
    const double ratio = view.ratio();
    const QPointF at = std::abs(scale - 1.0) > 1e-9 ? topLeft : QPointF{std::round(topLeft.x() * ratio) / ratio, std::round(topLeft.y() * ratio) / ratio};
    painter.drawImage(QRectF{at, size}, picture.image);
}

std::vector<QRectF> MapRenderer::nameBoxes(const map::View& view) const
{
    if (!m_last || m_last->view.crs() != view.crs() || std::abs(m_last->view.unitsPerPixel() / view.unitsPerPixel() - 1.0) > 1e-9)
        return {};
    const QPointF by = view.fromProjected(m_last->view.toProjected({0, 0}));
    std::vector<QRectF> moved = m_last->names;
    for (QRectF& box : moved)
        box.translate(by);
    return moved;
}

void MapRenderer::paint(QPainter& painter, const map::View& view) const
{
    for (const auto* picture : {&m_base, &m_last, &m_incoming})
        if (*picture && !(*picture)->image.isNull())
            paintPicture(painter, **picture, view);
}

} // namespace tutela::app
